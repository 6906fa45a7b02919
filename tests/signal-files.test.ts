// Files of a report over real HTTP, on both engines: words of papers, kinds that are never shown, and what may be unlawful sealed off for good; and who may settle a signal.
import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { personaOf } from '#practice/people.ts';
import { theService } from '#kit/store/database.ts';
import { fileOf, filesOf } from '#rooms/signal/store.ts';
import { byReference } from '#kit/store/files.ts';
import { readReference, type FileId } from '#base/id.ts';
import { onEveryEngine, ownerOf } from './engines.ts';
import { sit, visitor, walking, type Visitor, type Walk } from './walk.ts';

const actorOf = (id: string) => personaOf(id)?.actor ?? assert.fail();

/** One white point, with nothing beside it. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==', 'base64');
const paper = zipSync({
  'word/document.xml': strToU8('<w:document><w:body><w:p><w:r><w:t>Invented words of a paper &lt;script&gt;</w:t></w:r></w:p></w:body></w:document>'),
  'docProps/core.xml': strToU8('<dc:creator>CANARY author</dc:creator>'),
});
const held: readonly (readonly [string, Uint8Array])[] = [
  ['broken.pdf', strToU8('%PDF-1.7 CANARY')],
  ['moving.gif', Buffer.from('474946383961010001000000002c00000000010001000002024401003b', 'hex')],
  ['one.webp', Buffer.from('524946461a000000574542505650384c0d0000002f00000010071011118888fe0700', 'hex')],
  ['one.heic', Buffer.from('000000186674797068656963000000006d69663168656963', 'hex')],
];

async function reported(walk: Walk): Promise<void> {
  const writer = visitor(walk.base);
  const page = (await writer.go('/write/seen')).text;
  const body = new FormData();
  body.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '');
  body.set('once', /name="once" value="([^"]+)"/.exec(page)?.[1] ?? '');
  for (const [name, value] of Object.entries({ what: 'Something invented', danger: 'no', who: 'nobody' })) body.set(name, value);
  for (const [name, bytes] of [['a.png', png], ['b.docx', paper], ...held] as const) body.append('files', new Blob([new Uint8Array(bytes)]), name);
  const sent = await writer.go('/write/seen', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
  assert.match(sent.text, /nrm-number/, sent.text.slice(0, 2000));
}

async function opened(walk: Walk, adviser: Visitor): Promise<string> {
  await reported(walk);
  const reference = /\/helpline\/desk\/([0-9A-Z-]{14})/.exec((await adviser.go('/helpline/desk')).text)?.[1] ?? '';
  assert.equal((await adviser.submit(`/helpline/desk/${reference}`, {}, `/helpline/desk/${reference}/open`)).status, 303);
  return reference;
}

const fileIn = async (walk: Walk, reference: string): Promise<FileId> => {
  const found = await walk.house.kit.db.as(actorOf('practice-bracken'), 'intake', (tx) => byReference(tx, readReference(reference) ?? assert.fail(), 'signal'));
  return found?.id ?? assert.fail();
};

onEveryEngine('of a paper the words alone are shown, and what is neither picture nor paper is shown to nobody', async (_t, db) => {
  await walking(db, async (walk) => {
    const bracken = await sit(walk, 'practice-bracken');
    const at = `/helpline/desk/${await opened(walk, bracken)}`;
    const page = (await bracken.go(at)).text;
    assert.match(page, /Picture 1\.1[^]*Words of file 1\.2[^]*Words of file 1\.3[^]*File 1\.4 stays sealed[^]*File 1\.6 stays sealed/);
    assert.match(page, /other pictures too, cannot be shown and stays sealed/);
    const words = await bracken.go(`${at}/file/1/2/words`);
    assert.match(words.text, /Invented words of a paper &lt;script&gt;/);
    assert.doesNotMatch(words.text, /CANARY|b\.docx/);
    const broken = await bracken.go(`${at}/file/1/3/words`);
    assert.match(broken.text, /Its words cannot be shown safely/);
    assert.doesNotMatch(broken.text, /CANARY|broken\.pdf/);
    for (const each of ['1/2', '1/3', '1/4', '1/5', '1/6', '1/4/words', '1/5/words', '1/6/words'])
      assert.equal((await bracken.go(`${at}/file/${each}`)).status, 404, each);
  });
});

onEveryEngine('what may be unlawful is sealed off at one press, for everybody and for good; two people know that the police have it', async (_t, db) => {
  await walking(db, async (walk) => {
    const [bracken, clover, amber] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-clover'), await sit(walk, 'practice-amber')];
    const reference = await opened(walk, bracken);
    const at = `/helpline/desk/${reference}`;
    const does = (by: Visitor, body: Record<string, string>) => by.submit(at, body, `${at}/file/1/1`);
    assert.equal((await bracken.go(`${at}/file/1/1`)).status, 200);
    assert.equal((await does(bracken, { do: 'handed', told: 'Invented police, CAD 1' })).status, 409, 'not before it is sealed off');
    assert.equal((await does(bracken, { do: 'seal' })).status, 303);
    for (const who of [bracken, clover, amber]) assert.equal((await who.go(`${at}/file/1/1`)).status, 404);
    const file = await fileIn(walk, reference);
    for (const who of [actorOf('practice-bracken'), theService])
      await walk.house.kit.db.as(who, 'intake', async (tx) => {
        assert.equal(await fileOf(tx, file, { message: 1, number: 1 }), undefined, 'the database shows it to nobody');
        assert.ok(!(await filesOf(tx, file)).some((one) => one.message === 1 && one.number === 1));
      });
    assert.equal((await ownerOf(db)(`select count(*)::int as n from signal_file where message = 1 and number = 1`))[0]?.['n'], 1, 'it is kept for the police');
    const page = (await bracken.go(at)).text;
    assert.match(page, /File 1\.1 is sealed off: nobody opens it here/);
    assert.match(page, /Something invented[^]*Words of file 1\.2/, 'the rest of the report still works');
    assert.match((await bracken.go(`${at}/file/1/2/words`)).text, /Invented words/);
    assert.equal((await does(bracken, { do: 'handed', told: '' })).status, 400);
    assert.equal((await does(bracken, { do: 'seen' })).status, 409, 'nobody handed it over');
    assert.equal((await does(bracken, { do: 'handed', told: 'Invented police, CAD 1' })).status, 303);
    assert.match((await bracken.go(at)).text, /Invented police, CAD 1[^]*Somebody else of the team/);
    assert.equal((await does(bracken, { do: 'seen' })).status, 409, 'another person sees it');
    const itself = walk.house.kit.db.as(actorOf('practice-bracken'), 'intake', (tx) =>
      tx.query(`update signal_sealed_file set seen_by = $1`, [tx.actor.person]),
    );
    await assert.rejects(itself, /check|violat/i, 'nor in the database');
    assert.equal((await does(clover, { do: 'seen' })).status, 303);
    assert.match((await bracken.go(at)).text, /Two people know that it was handed over/);
    const back = walk.house.kit.db.as(actorOf('practice-bracken'), 'intake', (tx) => tx.query(`update signal_sealed_file set number = 5`));
    await assert.rejects(back, /sealed off stays so/);
  });
});

onEveryEngine('only advisers of the team that received it settle a signal: not the program, not another team', async (_t, db) => {
  await walking(db, async (walk) => {
    const bracken = await sit(walk, 'practice-bracken');
    const file = await fileIn(walk, await opened(walk, bracken));
    const { kit } = walk.house;
    const byProgram = (sql: string) => kit.db.as(theService, 'intake', (tx) => tx.query(sql, [file]));
    for (const sql of [
      `update signal set closed = true where file = $1`,
      `update signal set waits_since = null where file = $1`,
      `update signal set danger = 'yes' where file = $1`,
      `insert into signal_triage (file, danger, child, held, place_known, organisation, team) select file, 'no', 'no', 'no', false, organisation, team from signal where file = $1`,
    ]) {
      if (sql.includes('waits_since')) await ownerOf(db)(`update signal set waits_since = bucket`);
      await assert.rejects(byProgram(sql), /said by whoever receives it|stays as it came/, sql);
    }
    const other = { ...actorOf('practice-bracken'), team: 'another-team' };
    const changed = await kit.db.as(other, 'intake', (tx) => tx.query(`update signal set closed = true where file = $1 returning file`, [file]));
    assert.deepEqual(changed, [], 'another team finds none');
    const [left] = await ownerOf(db)(`select closed from signal`);
    assert.equal(left?.['closed'], false);
    const kinds = (await ownerOf(db)(`select pg_get_constraintdef(oid) as is from pg_constraint where conname = 'signals_settled_by_people'`))[0]?.['is'];
    for (const kind of ['SignalOpened', 'SignalTriaged', 'SignalPassedOn', 'SignalClosed', 'SignalReplied']) assert.match(String(kinds), new RegExp(kind));
  });
});
