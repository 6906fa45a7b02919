// Consent was wrong, over real HTTP, on both engines: closed to all at once, found by nobody, settled by two, and destroyed where it must be.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseStream } from '#journey/file.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { search } from '#kit/store/find.ts';
import { eraseApproved } from '#rooms/retention/erase.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { adult, child, sendAs, sit, walking, type Visitor } from '#tests/walk.ts';

const findable = { ...adult, 'given-name': 'Invented', 'family-name': 'Nobody', 'birth-date': '1990-05-04' };
const searched = { name: 'Invented Nobody', born: '1990-05-04' };
const facts = [
  { how: 'name', text: 'Invented Nobody' },
  { how: 'date', text: '1990-05-04' },
] as const;
const found = (db: Database) => db.as(theService, 'identification', (tx) => search(tx, facts));

async function traces(of: Visitor, reference: string): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const view of ['you', 'others', 'second', 'again', 'unallocated', 'all', 'letters', 'people'])
    if ((await of.go(`/desk?view=${view}`)).text.includes(reference)) seen.push(view);
  for (const path of ['', '/held', '/questions', '/letters', '/decide', '/acts'])
    if ((await of.go(`/case/${reference}${path}`)).status !== 404) seen.push(`case${path}`);
  if ((await of.submit('/search', searched)).text.includes(reference)) seen.push('search');
  return seen;
}

onEveryEngine(
  'who referred says that there was no consent: from that moment nobody but two reviewing managers opens it, and it is found by no search',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { reference, file } = await sendAs(walk.house, 'practice-amber', findable);
      const [amber, birch, elm, fir] = [
        await sit(walk, 'practice-amber'),
        await sit(walk, 'practice-birch'),
        await sit(walk, 'practice-elm'),
        await sit(walk, 'practice-fir'),
      ];
      await elm.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
      assert.deepEqual(await found(db), [file]);
      assert.equal((await amber.submit(`/sent/${reference}/consent-wrong`, {})).status, 400, 'what happened is asked');
      const said = await amber.submit(`/sent/${reference}/consent-wrong`, { what: 'not-given' });
      assert.deepEqual([said.status, said.to], [303, '/closed'], said.text);
      const closed = (await amber.go('/closed')).text;
      assert.match(closed, /Nobody but two reviewing managers/);
      assert.doesNotMatch(closed, new RegExp(reference));
      assert.equal((await amber.go(`/sent/${reference}`)).status, 404, 'nor who said it');
      assert.doesNotMatch((await amber.go('/sent')).text, new RegExp(reference));
      assert.deepEqual(await traces(birch, reference), [], 'not for who had the case');
      assert.deepEqual(await found(db), [], 'not even for the program’s own search');
      assert.doesNotMatch((await elm.submit('/search', searched)).text, new RegExp(reference));
      assert.doesNotMatch((await elm.go('/desk?view=all')).text, new RegExp(reference), 'it stands in no list of work');
      assert.match((await elm.go('/desk?view=people')).text, /Consent may have been wrong/);

      assert.equal(
        (await elm.submit(`/case/${reference}/do/seal`, { 'seal-to': 'practice-cedar', 'seal-why': 'at-risk' })).status,
        404,
        'no other act meanwhile',
      );
      for (const path of ['/letters', '/decide', '/disclosures', '/copies', '/wrong-record'])
        assert.equal((await elm.go(`/case/${reference}${path}`)).status, 404, `${path}: nothing is decided, sent or passed on`);
      assert.match((await elm.go(`/case/${reference}/acts`)).text, /Somebody said that there was no consent/);
      assert.equal((await elm.go(`/case/${reference}/held`)).status, 200, 'who looks at it reads what was said');
      assert.equal((await elm.submit(`/case/${reference}/do/consent-finding`, { 'consent-finding-is': 'valid' })).status, 303);
      const acts = `/case/${reference}/do/consent-second`;
      assert.equal((await elm.submit(acts, { 'consent-second-is': 'valid' })).status, 409, 'never alone');
      assert.equal((await fir.submit(acts, { 'consent-second-is': 'wrong' })).status, 303, 'who finds otherwise gives it back');
      assert.deepEqual(await traces(birch, reference), [], 'and it stays closed');
      assert.equal((await fir.submit(`/case/${reference}/do/consent-finding`, { 'consent-finding-is': 'valid' })).status, 303);
      assert.equal((await elm.submit(acts, { 'consent-second-is': 'valid' })).status, 303);
      assert.equal((await birch.go(`/case/${reference}`)).status, 200, 'open as it was before');
      assert.match((await birch.go(`/case/${reference}`)).text, /Two people found that the consent was valid/);
      assert.equal((await amber.go(`/sent/${reference}`)).status, 200);
      assert.deepEqual(await found(db), [file]);
      const two = await db.as(theService, 'operations', (tx) =>
        tx.query('select what, maker, checker from two_people where file = $1 order by number', [file]),
      );
      assert.deepEqual(two[0], { what: 'ConsentUpheld', maker: 'practice-fir', checker: 'practice-elm' });
    });
  },
);

onEveryEngine(
  'two people find that nobody had consented: the file is erased alone, the count leaves, and who sent it is told what they owe',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { reference, file } = await sendAs(walk.house, 'practice-amber', findable);
      const [amber, birch, elm, fir] = [
        await sit(walk, 'practice-amber'),
        await sit(walk, 'practice-birch'),
        await sit(walk, 'practice-elm'),
        await sit(walk, 'practice-fir'),
      ];
      const said = await birch.submit(`/case/${reference}/do/consent-wrong`, { 'consent-wrong-what': 'pretended' });
      assert.deepEqual([said.status, said.to], [303, '/desk'], said.text);
      assert.deepEqual(await traces(birch, reference), []);
      await elm.submit(`/case/${reference}/do/consent-finding`, { 'consent-finding-is': 'wrong' });
      assert.equal((await fir.submit(`/case/${reference}/do/consent-second`, { 'consent-second-is': 'wrong' })).status, 303);
      await walk.house.settled();
      const counted = await ownerOf(db)(`select count(*)::int as n from statistic where question = 'referred' and recorded_to = 'infinity'`);
      assert.deepEqual(counted, [{ n: 0 }], 'a referral that nobody consented to is counted no longer');
      const folder = mkdtempSync(join(tmpdir(), 'nrm-consent-'));
      try {
        const erased = await eraseApproved({ kit: walk.house.kit, wider: (_question, code) => code, tombstones: join(folder, 'tombstones') });
        assert.equal(erased, 1, 'two found it, so no further two are asked');
      } finally {
        rmSync(folder, { recursive: true });
      }
      assert.deepEqual(await found(db), []);
      for (const table of ['answer_identity', 'answer_narrative', 'blind_index', 'quarantine', 'queue', 'reference', 'keys.file_key'])
        assert.deepEqual(await ownerOf(db)(`select 1 from ${table} where file = '${file}'`), [], table);
      const { state } = await db.as(theService, 'identification', (tx) => walk.house.kit.ledger.load(tx, caseStream, file));
      assert.equal(state.decision.ended, 'consent-wrong', 'that it happened stays, in codes');
      const list = (await amber.go('/sent')).text;
      assert.match(list, /Your organisation has a duty to notify/);
      assert.doesNotMatch(list, new RegExp(reference));
      const owed = /name="owed" value="([0-9a-f]+)"/.exec(list)?.[1] ?? /value="([0-9a-f]{64})"/.exec(list)?.[1] ?? '';
      const slate = await sit(walk, 'practice-slate');
      assert.doesNotMatch((await slate.go('/sent')).text, /duty to notify: it can/, 'another force is told nothing');
      assert.equal((await amber.submit('/sent', { owed }, '/owed')).status, 303);
      assert.doesNotMatch((await amber.go('/sent')).text, /duty to notify: it can/);
    });
  },
);

onEveryEngine(
  'a child’s referral rests on no consent, and the database itself ends no quarantine for one person, for the program, or without the review',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const young = await sendAs(walk.house, 'practice-juniper', child);
      const birch = await sit(walk, 'practice-birch');
      const refused = await birch.submit(`/case/${young.reference}/do/consent-wrong`, { 'consent-wrong-what': 'not-given' });
      assert.equal(refused.status, 409);
      assert.match(refused.text, /does not rest on consent/);
      const { reference, file } = await sendAs(walk.house, 'practice-amber', findable);
      await birch.submit(`/case/${reference}/do/consent-wrong`, { 'consent-wrong-what': 'not-given' });
      const elm = personaOf('practice-elm').actor;
      const alone = (sql: string, ...params: unknown[]) => db.as(elm, 'identification', (tx) => tx.query(sql, [file, ...params]));
      await assert.rejects(alone('delete from quarantine where file = $1'), /takes two/);
      await assert.rejects(alone('delete from access_seal where file = $1'), /takes two|stays sealed/);
      await assert.rejects(
        ownerOf(db)(
          `insert into two_people (file, number, what, maker, checker, organisation, team) values ('${file}', 99, 'FileUnsealed', 'a', 'b', 'o', 't'); delete from access_seal where file = '${file}'`,
        ),
        /stays sealed/,
      );
      await assert.rejects(
        ownerOf(db)(`insert into erasure (person, number, because, state, proposed_by, proposed_on, first_by, second_by, organisation, team)
        select person, 77, 'consent-wrong', 'approved', 'system', '2024-01-15', 'a', 'b', 'o', 't' from person_file where file = '${file}'`),
        /no two people have found this/,
      );
      await ownerOf(db)(`insert into letter (file, number, letter, day, organisation, team) values ('${file}', 1, 'received', '2024-01-15', 'o', 't')`);
      await db.as(elm, 'identification', (tx) => tx.query(`update letter set state = 'handed-over', sealed = 'x' where file = $1`, [file]));
      assert.deepEqual(await ownerOf(db)(`select 1 from letter where file = '${file}' and state <> 'waiting'`), [], 'no letter goes');
    });
  },
);
