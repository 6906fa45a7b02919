// The key of a receiving team over real HTTP, on both engines: renewed by two and never by one, and nothing that came before or on the way is lost.
import assert from 'node:assert/strict';
import { createFile, destroyKey } from '#kit/store/files.ts';
import { openSealedTo, sealTo } from '#kit/store/age-bytes.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { personaOf } from '#practice/people.ts';
import { endOldKeys, oldPageDays } from '#rooms/signal/key/renewal.ts';
import { messagesOf, openerOf, signalsOf } from '#rooms/signal/store.ts';
import { onEveryEngine, ownerOf } from './engines.ts';
import { later, sit, visitor, walking, type Answer, type Visitor, type Walk } from './walk.ts';

const bracken = personaOf('practice-bracken').actor;
const path = '/helpline/key';

type Page = { readonly who: Visitor; readonly page: string; readonly recipient: string };

async function formOpen(walk: Walk): Promise<Page> {
  const who = visitor(walk.base);
  const page = (await who.go('/write/seen')).text;
  return { who, page, recipient: /data-recipient="([^"]+)"/.exec(page)?.[1] ?? assert.fail('no key') };
}

async function post({ who, page }: Page, fields: Readonly<Record<string, string>>, at = '/write/seen'): Promise<Answer> {
  const body = new FormData();
  for (const name of ['_csrf', 'once', 'number']) {
    const value = new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1];
    if (value) body.set(name, value);
  }
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return who.go(at, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}

/** As the browser sends it: sealed to the key that stands in its page. */
async function sealed(recipient: string, what: string, form: 'seen' | 'more' = 'seen'): Promise<Record<string, string>> {
  const told = { form, language: 'en', wanted: 'en', by: 'browser', answers: { [form === 'seen' ? 'what' : 'more']: what } };
  return { danger: 'no', key: recipient, sealed: (await sealTo([recipient], Buffer.from(JSON.stringify(told)))).toString('base64') };
}

const kept = async (answer: Promise<Answer>): Promise<string> => {
  const { status, text } = await answer;
  assert.equal(status, 200, text.slice(0, 2000));
  return /nrm-number">([\d ]+)</.exec(text)?.[1]?.replaceAll(' ', '') ?? '';
};

/** What an adviser of the team reads, of every report; and with which of the lines of keys each first message opens. */
async function read(db: Database): Promise<{ readonly texts: string; readonly by: readonly (readonly boolean[])[] }> {
  return db.as(bracken, 'intake', async (tx) => {
    const [texts, by]: [string[], boolean[][]] = [[], []];
    for (const line of await signalsOf(tx, { closed: false, most: 100 })) {
      const opener = (await openerOf(tx, line.opener)) ?? assert.fail('no key');
      for (const { sealed: bytes } of await messagesOf(tx, line.file, 'team')) {
        texts.push(String((await openSealedTo(opener, bytes)) ?? assert.fail('a message does not open')));
        by.push(await Promise.all(opener.split('\n').map(async (one) => (await openSealedTo(one, bytes)) !== undefined)));
      }
    }
    return { texts: texts.join('\n'), by };
  });
}

async function renewed(first: Visitor, second: Visitor): Promise<void> {
  assert.equal((await first.submit(path, { do: 'propose' })).status, 303);
  assert.equal((await agrees(second)).status, 303);
}
const agrees = async (by: Visitor): Promise<Answer> => {
  const number = /name="number" value="(\d+)"/.exec((await by.go(path)).text)?.[1] ?? '1';
  return by.submit(path, { do: 'agree', number });
};

onEveryEngine('one proposes a new key and another agrees: nobody alone, no other team and not the program, nor in the database', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const [one, two, amber] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-clover'), await sit(walk, 'practice-amber')];
    assert.match((await one.go(path)).text, /no key yet/);
    const before = await formOpen(walk);
    assert.match((await one.go('/helpline/desk')).text, /href="\/helpline\/key"/);
    assert.equal((await amber.go(path)).status, 404);
    assert.equal((await agrees(two)).status, 409, 'nothing is proposed');
    assert.equal((await one.submit(path, { do: 'propose' })).status, 303);
    assert.equal((await two.submit(path, { do: 'propose' })).status, 409);
    const own = await agrees(one);
    assert.equal(own.status, 409);
    assert.match(own.text, /Somebody else of your team has to agree/);

    const refused = async (sql: string, who = bracken): Promise<void> => {
      const touched = await kit.db.as(who, 'intake', (tx) => tx.query(`${sql} returning true`)).catch(() => []);
      assert.deepEqual(touched, [], sql);
    };
    const [queue] = await ownerOf(db)('select file from signal_queue');
    const next = await kit.db.as(bracken, 'intake', (tx) => createFile(tx, { kind: 'signal', child: false, nation: 'england' }));
    const agreed = (who: string): string => `update signal_renewal set agreed_by = '${who}', agreed_at = '2024-01-15', next = '${next}'`;
    const another = { ...bracken, person: 'somebody-else', team: 'another-team' };
    for (const who of [bracken, theService]) {
      await refused(agreed('practice-bracken'), who);
      await refused(agreed('practice-clover'), who);
      await refused(`update signal_queue set ended_at = '2024-01-15'`, who);
      await refused(`update signal_queue set recipient = 'age1another'`, who);
      const row = `'${next}', 'helpline', 'age1another', '${bracken.organisation}', '${bracken.team}'`;
      await refused(`insert into signal_queue (file, queue, recipient, organisation, team) values (${row})`, who);
      const proposal = `'${String(queue?.['file'])}', 7, 'practice-clover', '2024-01-15'`;
      await refused(`insert into signal_renewal (file, number, proposed_by, proposed_at) values (${proposal})`, who);
    }
    await refused(agreed('somebody-else'), another);
    await refused(`update signal_renewal set dropped_by = 'somebody-else'`, another);
    assert.equal(await kit.db.as(another, 'intake', (tx) => openerOf(tx, queue?.['file'] as never)), undefined);
    assert.equal((await formOpen(walk)).recipient, before.recipient, 'the key is as it was');

    assert.equal((await two.submit(path, { do: 'drop' })).status, 303);
    await renewed(one, two);
    assert.match((await two.go(`${path}?renewed=yes`)).text, /Older keys kept for reading: 1/);
    assert.notEqual((await formOpen(walk)).recipient, before.recipient);
    await refused(agreed('practice-bracken'));
    await refused(`update signal_queue set ended_at = null where ended_at is not null`);
    assert.equal(await kit.db.as(theService, 'intake', (tx) => openerOf(tx, queue?.['file'] as never)), undefined, 'the program reads no key');
  });
});

onEveryEngine(
  'after a new key all that came before opens, all that comes is sealed to the new one, and a page that was open is taken for days',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const [one, two] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-clover')];
      const first = await formOpen(walk);
      const code = await kept(post(first, { what: 'Invented before', danger: 'no' }));
      const call = (await one.submit('/helpline/desk', {}, '/helpline/call')).to ?? '';
      assert.equal((await one.submit(call, { do: 'keep', talk: 'yes', danger: 'no', words: 'Invented half a sent' })).status, 303);
      assert.equal((await one.submit('/helpline/letter', { mark: 'sent-twice', words: 'Invented old letter', danger: 'no' })).status, 303);
      const [typing, waiting] = [await formOpen(walk), await formOpen(walk)];
      await renewed(one, two);

      await kept(post(typing, await sealed(first.recipient, 'Invented and sealed to the old key')));
      const fresh = await formOpen(walk);
      await kept(post(fresh, await sealed(fresh.recipient, 'Invented and sealed to the new key')));
      await kept(post(await formOpen(walk), { what: 'Invented without a script', danger: 'no' }));
      assert.match((await two.go(call)).text, /Invented half a sent/, 'a call goes on');
      assert.equal((await two.submit(call, { do: 'end', talk: 'yes', danger: 'no', words: 'Invented whole call' })).status, 303);
      assert.equal((await one.submit('/helpline/letter', { mark: 'a', words: 'Invented letter', danger: 'no' })).status, 303);
      const many = (await read(db)).by.length;
      assert.equal((await one.submit('/helpline/letter', { mark: 'sent-twice', words: 'Invented old letter', danger: 'no' })).status, 303);
      assert.equal((await read(db)).by.length, many, 'what was sent before the change and comes again is still known');
      const who = visitor(walk.base);
      const back = await who.submit('/write/back', { number: code });
      await kept(post({ who, page: back.text, recipient: '' }, await sealed(fresh.recipient, 'Invented and added', 'more'), '/write/more'));

      const { texts, by } = await read(db);
      for (const words of ['before', 'sealed to the old', 'sealed to the new', 'without a script', 'whole call', 'letter', 'and added'])
        assert.match(texts, new RegExp(words));
      assert.equal(
        by.filter(([now, old]) => old && !now).length,
        3,
        'report and letter before, and the page that was open open with the old key, and with no other',
      );
      assert.equal(by.filter(([now, old]) => now && !old).length, 5, 'everything else with the new key, and no longer with the old');
      const reference = /\/helpline\/desk\/([0-9A-Z-]{14})/.exec((await one.go('/helpline/desk')).text)?.[1] ?? '';
      assert.equal((await one.submit(`/helpline/desk/${reference}`, {}, `/helpline/desk/${reference}/open`)).status, 303);
      assert.match((await one.go(`/helpline/desk/${reference}`)).text, /Invented/);
      await renewed(two, one);
      assert.equal((await read(db)).by.length, by.length, 'and after another renewal');

      later(walk, 8 * 24 * 60);
      const stale = await post(waiting, await sealed(first.recipient, 'Invented long after'));
      assert.equal(stale.status, 400);
      assert.match(stale.text, /We did not keep them/);
      const foreign = await formOpen(walk);
      assert.equal((await post(foreign, { ...(await sealed(first.recipient, 'Invented')), key: 'age1nobody' })).status, 400, 'a key that was never the team’s');
    });
  },
);

onEveryEngine('an old key goes when nothing is left that may have been sealed to it, and not by anybody’s word before', async (_t, db) => {
  await walking(db, async (walk) => {
    assert.deepEqual(
      await ownerOf(db)(`select extract(epoch from nrm_old_pages())::int / 86400 as days`),
      [{ days: oldPageDays }],
      'the database counts the same days',
    );
    const { kit } = walk.house;
    const [one, two] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-clover')];
    await kept(post(await formOpen(walk), { what: 'Invented before', danger: 'no' }));
    await renewed(one, two);
    const [old] = await ownerOf(db)('select file from signal_queue where ended_at is not null');
    const file = old?.['file'] as never;
    const keys = async (): Promise<number> => Number((await ownerOf(db)('select count(*)::int as n from signal_opener'))[0]?.['n']);
    assert.equal(await endOldKeys(kit), 0, 'pages may be open');
    later(walk, 8 * 24 * 60);
    db.tellTime(kit.clock.now);
    assert.equal(await endOldKeys(kit), 0, 'a report is left');
    assert.deepEqual(await kit.db.as(theService, 'operations', (tx) => tx.query('delete from signal_opener where file = $1 returning true', [file])), []);
    const destroyed = kit.db.as(theService, 'operations', (tx) => destroyKey(tx, file));
    await assert.rejects(destroyed, /reports are left that this key opens/);
    // As if every report of that time were erased, and only later ones there.
    await ownerOf(db)(
      `alter table signal disable trigger user; update signal set bucket = bucket + interval '30 days'; alter table signal enable trigger user`,
    );
    assert.equal(await endOldKeys(kit), 1);
    assert.equal(await keys(), 1, 'the key in use stays');
    assert.deepEqual(await ownerOf(db)(`select from keys.file_key where file = '${String(old?.['file'])}'`), []);
    assert.equal(await endOldKeys(kit), 0);
    assert.match((await one.go(path)).text, /Older keys kept for reading: 0/);
    await kept(post(await formOpen(walk), { what: 'Invented after', danger: 'no' }));
    assert.equal((await one.go('/helpline/desk')).status, 200);
  });
});
