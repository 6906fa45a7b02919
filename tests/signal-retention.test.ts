// The end of reports from the public: proposed by the day that a slow count says, held by what still needs them, approved by two, and then nothing is left.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day, instant, type Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { passOn, type SignalCloseReason } from '#journey/signal.ts';
import { putTogether, situationStream } from '#journey/situation.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { goneWithFile, markOf } from '#kit/store/erase.ts';
import { createFile } from '#kit/store/files.ts';
import { personOf } from '#kit/store/persons.ts';
import { widerCode } from '#rooms/figures/labels.ts';
import { proposeDue } from '#rooms/retention/erase.ts';
import { reportWaits } from '#rooms/retention/store.ts';
import { build, type House } from '#house.ts';
import { adds, behind, bracken, closed, does, stillListed, told, type Told } from './ended-reports.ts';
import { onEveryEngine, onPostgres, ownerOf } from './engines.ts';
import { sit, standAt } from './walk.ts';

type Place = { readonly house: House; readonly base: string; readonly db: Database; readonly tombstones: string };

async function placed(db: Database, work: (place: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-report-end-'));
  const tombstones = join(folder, 'tombstones.log');
  const house = build({ ...db, practice: db.practice, close: () => Promise.resolve() }, { today: day('2024-01-15'), port: 0, host: '127.0.0.1', tombstones });
  try {
    await work({ house, base: await house.listen(), db, tombstones });
  } finally {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The night of a day, and which reports an erasure is then proposed for. */
async function night({ house, db }: Pick<Place, 'house' | 'db'>, on: Day): Promise<string[]> {
  standAt({ house }, `${on}T02:00:00Z`);
  await proposeDue({ kit: house.kit, wider: widerCode(house.kit.law) });
  const rows = await ownerOf(db)(`select p.file from erasure e join person_file p on p.person = e.person where e.state = 'proposed' order by p.file`);
  return rows.map((row) => String(row['file']));
}

/** The slow count: month by month on a wall calendar, and back to the month's last day where it has no such day. Shares nothing with the program. */
function lastDayKept(closedOn: string, months: number): string {
  let [year = 0, month = 0] = closedOn.split('-').map(Number);
  for (let i = 0; i < months; i += 1) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const of = Math.min(Number(closedOn.slice(8)), lengths[month - 1] ?? 0);
  return `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
}
const dayAfter = (on: string): string => new Date(Date.parse(`${on}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

onEveryEngine(
  'a report is proposed the day after its months are over, by a slow count, a shorter one where it was none; an open one never is',
  async (_t, db) => {
    await placed(db, async (place) => {
      const { house } = place;
      const plan: readonly (readonly [string, SignalCloseReason])[] = [
        ['2024-01-15', 'answered'],
        ['2024-02-29', 'no-sign'],
        ['2024-01-31', 'not-a-report'],
        ['2023-11-30', 'not-a-report'],
        ['2023-12-31', 'too-little'],
      ];
      const ends = new Map<string, string>();
      for (const [i, [on, why]] of plan.entries()) {
        const one = await told(house, `Invented words ${i}`, day('2023-11-01'));
        await closed(house, one, day(on), why);
        ends.set(one.file, lastDayKept(on, why === 'not-a-report' ? 3 : 24));
      }
      await told(house, 'Invented words that nobody closed', day('2023-11-01'));
      const again = await told(house, 'Invented words with more to come', day('2023-11-01'));
      await closed(house, again, day('2023-11-02'));
      await adds(house, again, 'More invented words', day('2024-02-10'));
      const days = [...new Set([...ends.values()].flatMap((last) => [last, dayAfter(last)]))].sort();
      for (const on of days) {
        const over = [...ends].filter(([, last]) => last < on).map(([file]) => file);
        assert.deepEqual(await night(place, day(on)), over.sort(), on);
      }
      await closed(house, again, day('2026-03-31'));
      ends.set(again.file, lastDayKept('2026-03-31', 24));
      assert.equal((await night(place, day('2028-03-31'))).length, plan.length, 'counted from its last closing, whatever was before');
      assert.deepEqual(await night(place, day('2028-04-01')), [...ends.keys()].sort());
      assert.equal((await night(place, day('2040-01-01'))).length, plan.length + 1, 'the one that is open stays');
    });
  },
);

const later = day('2026-02-01');

async function asAdministrator(base: string, persona: string) {
  const one = await sit({ base }, persona);
  return { ...one, answer: (person: string, answer: 'approve' | 'decline') => one.submit('/retention', { person, answer }, '/retention/approve') };
}

const endOf = async ({ db }: Pick<Place, 'db'>, { file }: Told): Promise<string> => String(await db.as(theService, 'operations', (tx) => personOf(tx, file)));

async function rowsLeft(db: Database, file: FileId): Promise<string[]> {
  const each = goneWithFile.map((table) => `select '${table}' as name where exists (select from ${table} where file = '${file}')`);
  each.push(`select 'situation_signal' as name where exists (select from situation_signal where signal = '${file}')`);
  return (await ownerOf(db)(each.join(' union all '))).map((row) => String(row['name']));
}

const counted = (db: Database) =>
  db.as(theService, 'statistics', async (tx) => {
    const rows = await tx.query<{ question: string; coarse: boolean; day: string }>(
      `select question, coarse, valid_from::text as day from statistic where recorded_to = 'infinity' order by 1, 2, 3`,
    );
    return { questions: rows.map((row) => row.question), coarse: [...new Set(rows.filter((row) => row.coarse).map((row) => row.day))] };
  });

/** Lays reports side by side, and gives the situation. */
async function together({ kit }: House, signals: readonly Told[]): Promise<FileId> {
  const file = await kit.db.as(bracken, 'intake', (tx) => createFile(tx, { kind: 'signal', child: false, nation: 'england' }));
  for (const one of signals) {
    const put = { signal: one.file, why: 'same-place' } as const;
    const moment = { by: bracken.person, now: instant('2024-01-15T12:00:00Z') };
    const done = await kit.ledger.perform(bracken, 'intake', situationStream, file, (state) => putTogether(state, put, moment), {
      day: day('2024-01-15'),
      nation: 'england',
    });
    assert.ok(done.ok);
  }
  return file;
}

onEveryEngine('two people approve, and of a report nothing is left: its number opens what nobody’s does, its counts stay, wider', async (_t, db) => {
  await placed(db, async (place) => {
    const { house, base, tombstones } = place;
    const [gone, stays] = [await told(house, 'CANARY-one', day('2024-01-15')), await told(house, 'CANARY-two', day('2024-01-15'))];
    await closed(house, gone, day('2024-01-15'));
    await together(house, [gone, stays]);
    assert.deepEqual(await night(place, later), [], 'another lies beside it that is open');
    await closed(house, stays, day('2025-12-01'));
    assert.deepEqual(await night(place, later), [gone.file]);
    const before = await counted(db);
    const [oak, elder] = [await asAdministrator(base, 'practice-oak'), await asAdministrator(base, 'practice-elder')];
    const page = (await oak.go('/retention')).text;
    assert.match(page, /24 months; 3 months where it was no report/);
    assert.match(page, /not yet agreed: no law or schedule[^<]*Nobody has confirmed this rule yet/);
    assert.match(page, /15 January 2026[^]*A report from the public/);
    assert.ok(!page.includes(gone.reference) && !page.includes('CANARY'), 'an administrator sees no report');
    const person = await endOf(place, gone);
    assert.equal((await oak.answer(person, 'approve')).status, 303);
    assert.equal((await oak.answer(person, 'approve')).status, 409, 'never the same one twice');
    await house.settled();
    assert.notDeepEqual(await rowsLeft(db, gone.file), [], 'one approval destroys nothing');
    assert.notEqual(await behind(base, gone.code), '');
    assert.equal((await elder.answer(person, 'approve')).status, 303);
    await house.settled();
    assert.deepEqual(await rowsLeft(db, gone.file), []);
    assert.notDeepEqual(await rowsLeft(db, stays.file), []);
    assert.match((await oak.go('/retention')).text, /Reports whose time ends[^]*Erased so far: 1\./);
    const strange = gone.code.replace(/.$/, (last) => String((Number(last) + 1) % 10));
    assert.equal(await behind(base, gone.code), await behind(base, strange));
    assert.equal(await stillListed(house, gone), false);
    assert.equal((await (await sit({ base }, 'practice-bracken')).go(`/helpline/desk/${gone.reference}`)).status, 404);
    assert.ok((await readFile(tombstones, 'utf8')).includes(markOf(gone.file).toString('hex')));
    const after = await counted(db);
    assert.deepEqual(after.questions, before.questions, 'counted as before');
    assert.deepEqual([before.coarse, after.coarse], [[], ['2024-01-01']]);
    await adds(house, gone, 'CANARY-three', later);
    const [row] = await ownerOf(db)('select count(*)::int as many from signal');
    assert.equal(row?.['many'], 2, 'what is written under the number afterwards is a new report, and is not lost');
  });
});

onEveryEngine('what still needs a report holds it, in the night, after two approvals and in the database itself', async (_t, db) => {
  await placed(db, async (place) => {
    const { house, base } = place;
    const owner = ownerOf(db);
    const one = await told(house, 'Invented words', day('2024-01-15'));
    await closed(house, one, day('2024-01-15'));
    const waits = () => db.as(theService, 'operations', (tx) => reportWaits(tx, one.file));
    const held = async (why: string): Promise<void> => {
      assert.equal(await waits(), why);
      assert.deepEqual(await night(place, later), [], why);
    };
    await db.as(bracken, 'intake', (tx) =>
      tx.query('insert into signal_sealed_file (file, message, number, sealed_by) values ($1, 1, 1, $2)', [one.file, bracken.person]),
    );
    await held('sealed-file');
    await owner('alter table signal_sealed_file disable trigger user');
    await owner(`update signal_sealed_file set handed_by = '${bracken.person}', told = '\\x00'`);
    await held('sealed-file');
    await owner(`update signal_sealed_file set seen_by = 'practice-clover'`);
    await owner('alter table signal_sealed_file enable trigger user');
    assert.equal(await waits(), null, 'two people know that it was handed over');

    const amber = await db.as({ ...bracken, role: 'first-responder', kind: 'police', organisation: 'police-metropolitan' }, 'intake', (tx) =>
      createFile(tx, { kind: 'case', child: false, nation: 'england' }),
    );
    const moment = { by: bracken.person, now: instant('2024-01-15T13:00:00Z') };
    await does(house, one.file, day('2024-01-15'), (state) => passOn(state, { to: 'referral', ground: 'life-at-risk', file: amber }, moment));
    await held('draft');
    await owner(`update file set frozen = true where id = '${amber}'`);
    assert.equal(await waits(), null, 'the referral was sent');
    await owner(`insert into legal_hold (file, why, since, organisation, team) values ('${amber}', 'trial', '2024-01-15', 'service', 'service')`);
    await held('hold');
    await owner('delete from legal_hold');
    await owner(`insert into legal_hold (file, why, since, organisation, team) values ('${one.file}', 'inquiry', '2024-01-15', 'service', 'service')`);
    await held('hold');
    await owner('delete from legal_hold');
    assert.deepEqual(await night(place, later), [one.file]);

    const person = await endOf(place, one);
    const [oak, elder] = [await asAdministrator(base, 'practice-oak'), await asAdministrator(base, 'practice-elder')];
    assert.equal((await oak.answer(person, 'approve')).status, 303);
    await adds(house, one, 'More invented words', later);
    assert.equal((await elder.answer(person, 'approve')).status, 303);
    await house.settled();
    assert.notDeepEqual(await rowsLeft(db, one.file), [], 'somebody wrote under the number meanwhile: it is open');
    assert.deepEqual(await night(place, later), []);
    const begins = db.as(theService, 'operations', async (tx) => {
      const row = `insert into erasure (person, number, because, proposed_by, proposed_on, first_by, second_by, state) values ($1, 9, 'retention', 'a', '2024-01-15', 'a', 'b', 'approved')`;
      await tx.query(row, [person]);
      await tx.query(`update erasure set state = 'erasing' where person = $1 and number = 9`, [person]);
      await tx.query(`insert into erasure_file (file, person, number, mark, day) values ($1, $2, 9, $3, '2024-01-15')`, [one.file, person, markOf(one.file)]);
    });
    await assert.rejects(begins, /something still needs this report/);
  });
});

onPostgres('a word under the number and the last approval raced: the report is kept and open, or erased and the word a new report', async (t, db) => {
  await placed(db, async (place) => {
    const { house, base } = place;
    const all: Told[] = [];
    for (let i = 0; i < 8; i += 1) all.push(await told(house, `Invented words ${i}`, day('2024-01-15')));
    for (const one of all) await closed(house, one, day('2024-01-15'));
    await night(place, later);
    const [oak, elder] = [await asAdministrator(base, 'practice-oak'), await asAdministrator(base, 'practice-elder')];
    for (const one of all) assert.equal((await oak.answer(await endOf(place, one), 'approve')).status, 303);
    for (const [i, one] of all.entries()) {
      const approved = elder.answer(await endOf(place, one), 'approve');
      if (i % 2 === 1) await approved;
      await Promise.all([approved, adds(house, one, `And more ${i}`, later)]);
    }
    await house.settled();
    let erased = 0;
    for (const one of all) {
      const there = await stillListed(house, one);
      if (!there) erased += 1;
      assert.equal((await rowsLeft(db, one.file)).length > 0, there, 'never half');
    }
    const [row] = await ownerOf(db)(`select count(*)::int as many, count(*) filter (where not closed)::int as open from signal`);
    assert.deepEqual(row, { many: all.length, open: all.length }, 'not one word was lost');
    t.diagnostic(`${erased} erased and written anew, ${all.length - erased} kept`);
  });
});
