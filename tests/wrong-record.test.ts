// "This is another person's", over real HTTP, on both engines: hidden at once, filed where it belongs, never found again, and a breach closed by two.
import assert from 'node:assert/strict';
import type { FileId } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import { current } from '#kit/store/answers.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { search } from '#kit/store/find.ts';
import { judgeLetters } from '#rooms/decision/letter-gate.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { adult, sendAs, sit, stateOf, walking, type Visitor } from '#tests/walk.ts';

async function upload(of: Visitor, shelf: string, text: string) {
  const token = /name="_csrf" value="([^"]+)"/.exec((await of.go(shelf)).text)?.[1] ?? '';
  const body = new FormData();
  body.set('_csrf', token);
  body.set('what', 'An invented note');
  body.set('file', new Blob([text], { type: 'text/plain' }), 'note.txt');
  return of.go(shelf, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}

const first = { ...adult, 'given-name': 'Invented', 'family-name': 'Nobody', 'birth-date': '1990-05-04' };
const second = { ...adult, 'given-name': 'Imagined', 'family-name': 'Someone', 'birth-date': '1991-06-05' };
const wrongName = 'Mistaken';
const heldIn = (db: Database, file: FileId, question: string) =>
  db.as(
    personaOf('practice-birch').actor,
    'identification',
    async (tx) => (await current(tx, file, ['identity', 'narrative'])).find((one) => one.question === question)?.value,
  );
const found = (db: Database, name: string, born: string) =>
  db.as(theService, 'identification', (tx) =>
    search(tx, [
      { how: 'name', text: name },
      { how: 'date', text: born },
    ]),
  );

onEveryEngine(
  'what was filed on the wrong record is hidden there at once, stands in the right one, and a breach is judged, reported and closed by two',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const one = await sendAs(walk.house, 'practice-amber', first);
      const other = await sendAs(walk.house, 'practice-amber', second);
      const [amber, birch, elm, fir] = [
        await sit(walk, 'practice-amber'),
        await sit(walk, 'practice-birch'),
        await sit(walk, 'practice-elm'),
        await sit(walk, 'practice-fir'),
      ];
      const page = `/case/${one.reference}/wrong-record`;
      assert.match((await birch.go(page)).text, /Nothing was added to this case/);
      const added = { 'given-name': 'Invented', 'family-name': wrongName, gender: 'female', 'nationality.none': 'not-known', from: 'tasks', do: 'save' };
      const said = await amber.submit(`/sent/${one.reference}/p/name?from=tasks`, added, `/sent/${one.reference}/p/name`);
      assert.equal(said.status, 303, said.text);
      assert.equal(await heldIn(db, one.file, 'family-name'), wrongName);
      assert.deepEqual(await found(db, 'Mistaken', '1990-05-04'), [one.file]);
      await elm.go(`/case/${one.reference}/held`);

      assert.equal((await birch.submit(page, { where: 'out' })).status, 400, 'which is asked');
      assert.equal(
        (await birch.submit(page, { item: 'answer.family-name', where: 'another', other: 'AAAA-AAAA-AAAA' })).status,
        400,
        'a case of theirs is asked for',
      );
      const moved = await birch.submit(page, { item: 'answer.family-name', where: 'another', other: other.reference });
      assert.equal(moved.status, 303, moved.text);
      assert.equal(await heldIn(db, one.file, 'family-name'), 'Nobody', 'what was said before stands again');
      assert.equal(await heldIn(db, other.file, 'family-name'), wrongName, 'and there it stands where it belongs');
      assert.deepEqual(await found(db, 'Mistaken', '1990-05-04'), [], 'no search finds it there any more');
      assert.deepEqual(await found(db, 'Invented Nobody', '1990-05-04'), [one.file]);
      assert.deepEqual(await found(db, 'Mistaken', '1991-06-05'), [other.file]);
      assert.match((await birch.go(`/case/${one.reference}`)).text, /taken out and filed where it belongs/);
      assert.match((await birch.go(`/case/${other.reference}`)).text, /filed here, where it belongs/);
      for (const who of [personaOf('practice-birch').actor, personaOf('practice-elm').actor]) {
        const rows = await db.as(who, 'identification', (tx) =>
          tx.query(`select version from answer_identity where file = $1 and question = 'family-name'`, [one.file]),
        );
        assert.deepEqual(rows, [{ version: 1 }], 'not even the sealed version is read');
      }
      assert.equal(
        (await ownerOf(db)(`select version from answer_identity where file = '${one.file}' and question = 'family-name'`)).length,
        2,
        'and it is kept',
      );
      const again = await birch.submit(page, { item: 'answer.family-name', where: 'out' });
      assert.equal(again.status, 400, 'there is nothing left to take out');

      await walk.house.settled();
      const list = (await elm.go('/breaches')).text;
      assert.match(list, /Information on the wrong record/);
      for (const nobody of [one.reference, other.reference, 'Mistaken', 'Invented']) assert.doesNotMatch(list, new RegExp(nobody));
      const at = /\/breaches\/[0-9a-f-]{36}/.exec(list)?.[0] ?? '';
      const breach = (await elm.go(at)).text;
      assert.match(breach, /18 January 2024/, '72 hours');
      assert.match(breach, /Article 33/);
      assert.match(breach, /decision-manager\. Readings: \d+/, 'who read it meanwhile');
      const judged = { risk: 'high', tell: 'referrer' };
      assert.equal((await elm.submit(at, { do: 'close' })).status, 409, 'not before it was judged');
      assert.equal((await elm.submit(at, { do: 'assess', ...judged })).status, 303);
      assert.match((await elm.go(at)).text, /The Information Commissioner/);
      assert.equal((await fir.submit(at, { do: 'close' })).status, 409, 'not before it was reported');
      assert.equal((await elm.submit(at, { do: 'report' })).status, 303);
      assert.equal((await elm.submit(at, { do: 'close' })).status, 409, 'never by who judged it');
      assert.equal((await fir.submit(at, { do: 'close' })).status, 303);
      const admin = await sit(walk, 'practice-oak');
      assert.match((await admin.go(at)).text, /Two people have closed this/);
      const rowan = await sit(walk, 'practice-rowan');
      assert.doesNotMatch((await rowan.go('/breaches')).text, /on the wrong record/, 'another authority’s are its own');
      assert.equal((await rowan.go(at)).status, 404);
    });
  },
);

onEveryEngine(
  'an answer to a question and a document move with what makes them understood; where the other record refuses, nothing moves at all',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const one = await sendAs(walk.house, 'practice-amber', first);
      const other = await sendAs(walk.house, 'practice-amber', second);
      const [amber, birch] = [await sit(walk, 'practice-amber'), await sit(walk, 'practice-birch')];
      await birch.submit(`/case/${one.reference}/questions`, { question: 'Where was the passport?', of: 'referrer' }, `/case/${one.reference}/ask`);
      const asked = await amber.go(`/asked/${one.reference}`);
      const question = /name="question" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
      await amber.submit(`/asked/${one.reference}`, { question, answer: 'In an imagined drawer.' });
      assert.match((await birch.go(`/case/${one.reference}/questions`)).text, /imagined drawer/);
      const page = `/case/${one.reference}/wrong-record`;
      assert.match((await birch.go(page)).text, /The answer to: Where was the passport\?/);
      const moved = await birch.submit(page, { item: `reply.${question}`, where: 'another', other: other.reference });
      assert.equal(moved.status, 303, moved.text);
      assert.doesNotMatch((await birch.go(`/case/${one.reference}/questions`)).text, /imagined drawer/);
      assert.match((await amber.go(`/asked/${one.reference}`)).text, /Where was the passport\?/, 'the question is open again');
      const there = (await birch.go(`/case/${other.reference}/questions`)).text;
      assert.match(there, /Where was the passport\?/);
      assert.match(there, /imagined drawer/);

      await assert.rejects(
        db.as(personaOf('practice-birch').actor, 'identification', (tx) =>
          tx.query('select nrm_file_moved($1, $2, $3, $4, $5, 9, $6, $7)', [
            one.file,
            other.file,
            'narrative',
            `answered.${question}`,
            Buffer.from('x'),
            'e',
            'en',
          ]),
        ),
        /entered in error/,
        'what was not just taken out is filed nowhere',
      );

      const found = ['act', 'means', 'purpose'].flatMap((id) => [
        [`finding.${id}`, 'met'],
        [`because.${id}`, 'The account.'],
        [`uncited.${id}`, 'Nothing invented to point at.'],
      ]);
      const yes = { stage: 'reasonable-grounds', round: '1', outcome: 'positive', do: 'decide', ...Object.fromEntries(found) };
      assert.equal((await birch.submit(`/case/${one.reference}/decide`, yes)).status, 303);
      await walk.house.settled();
      const letter = (await stateOf(walk, one.file)).letters[0]?.letter ?? '';
      assert.match((await birch.go(page)).text, /which has not gone/);
      assert.match((await birch.go('/desk?view=letters')).text, new RegExp(one.reference));
      assert.equal((await birch.submit(page, { item: `letter.${letter}`, where: 'out' })).status, 303);
      assert.doesNotMatch((await birch.go('/desk?view=letters')).text, new RegExp(one.reference), 'it waits no longer');
      await judgeLetters(walk.house.kit, one.file);
      assert.deepEqual((await stateOf(walk, one.file)).letters, [], 'and is not written again');

      const shelf = `/sent/${one.reference}/evidence`;
      assert.equal((await upload(amber, shelf, 'An imagined note.')).status, 303);
      const [kept] = await ownerOf(db)(`select id from document where file = '${one.file}'`);
      const id = String(kept?.['id']);
      assert.equal((await birch.go(`/evidence/${one.reference}/${id}`)).status, 200);
      await ownerOf(db)(`insert into document (file, id, sealed, parts, actor, organisation, team)
      select '${other.file}', gen_random_uuid(), (select sealed from document where id = '${id}'), 1, 'a', 'o', 't' from generate_series(1, 20)`);
      const before = await ownerOf(db)('select count(*)::int as n from breach');
      const { kit } = walk.house;
      const version = async () => (await db.as(theService, 'identification', (tx) => kit.ledger.load(tx, caseStream, one.file))).state.version;
      const was = await version();
      const refused = await birch.submit(page, { item: `document.${id}`, where: 'another', other: other.reference });
      assert.equal(refused.status, 409, 'the right record holds no more files');
      assert.equal((await birch.go(`/evidence/${one.reference}/${id}`)).status, 200, 'so it still stands where it stood');
      assert.deepEqual([await ownerOf(db)('select count(*)::int as n from breach'), await version()], [before, was], 'and nothing else happened');
      await ownerOf(db)(`delete from document where file = '${other.file}'`);
      assert.equal((await birch.submit(page, { item: `document.${id}`, where: 'another', other: other.reference })).status, 303);
      assert.equal((await birch.go(`/evidence/${one.reference}/${id}`)).status, 404, 'nobody opens it here any more');
      assert.match((await birch.go(`/case/${other.reference}/held`)).text, /note/);
    });
  },
);
