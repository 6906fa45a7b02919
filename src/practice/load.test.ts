// The loaded caseload: its exact tables equal the published ones cell by cell, on both engines; loaded once, whole or not at all.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fieldClasses } from '#access/classes.ts';
import { day, readQuarter } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { uk } from '#countries/uk/uk.ts';
import { caseStream } from '#journey/file.ts';
import { personStream } from '#journey/person.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { answersTo, current } from '#kit/store/answers.ts';
import { regionOf } from '#law/region.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { search } from '#kit/store/find.ts';
import { makeLedger } from '#kit/store/ledger.ts';
import { count, counted } from '#kit/store/statistics.ts';
import { countTables, wholeTable } from '#rooms/figures/quarterly/count.ts';
import { definitions } from '#rooms/figures/quarterly/definitions.ts';
import { writeFigures } from '#rooms/figures/release.ts';
import { bedsByDay } from '#rooms/figures/beds.ts';
import { areaOf } from '#rooms/decision/area.ts';
import { countCourse } from '#rooms/figures/course.ts';
import { countListed } from '#rooms/figures/hidden/listed.ts';
import { afterSupport, bedRows, outcomesSaid, supportAreas, supportWaits } from '#rooms/figures/store.ts';
import { balances, type SupportMove } from '#rooms/figures/support.ts';
import { asOf, inSupport } from '#rooms/figures/tables.ts';
import { referral } from '#rooms/referral/form.ts';
import { followSupport } from '#rooms/support/job.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine, openMemory } from '#tests/engines.ts';
import * as slow from '#tests/support-oracle.ts';
import { loadCaseload } from './load.ts';
import { personaOf } from './people.ts';
import { readCsv, readPublishedQuarter, type PublishedQuarter } from './published.ts';

const today = day('2024-01-15');
const loading = { law: uk, today, history: false, print: () => undefined };
const published = readPublishedQuarter('2023-Q4');
const kitOn = (db: Database): Kit => ({
  db,
  ledger: makeLedger(db),
  law: uk,
  form: referral,
  clock: { now: () => '2024-01-15T12:00:00.000Z' as never, today: () => today },
  practice: true,
  confirmed: () => Promise.resolve('practice'),
  localNumbers: () => Promise.resolve([]),
});

type Written = Readonly<Record<'detail' | 'places' | 'decisions' | 'notifications', string>>;

async function figuresOf(db: Database, asOf?: string): Promise<Written> {
  const out = await mkdtemp(join(tmpdir(), 'opennrm-figures-'));
  try {
    const said = await writeFigures(kitOn(db), { period: '2023-Q4', exact: true, out, ...(asOf ? { asOf } : {}) });
    assert.ok(said.ok);
    const read = (name: string): Promise<string> => readFile(join(out, name), 'utf8');
    assert.match(await read('about.txt'), /nobody here is real/);
    return {
      detail: await read('referrals-detail.csv'),
      places: await read('age-location.csv'),
      decisions: await read('decisions.csv'),
      notifications: await read('notifications.csv'),
    };
  } finally {
    await rm(out, { recursive: true });
  }
}

/** The cells in which a written table differs from the published detail, each as a line. */
function differences(csv: string, of: PublishedQuarter): readonly string[] {
  const line = (row: Readonly<Record<string, string | number>>): string =>
    [row['first_responder_type'], row['first_responder'], row['exploitation_type'], row['age_at_exploitation'], row['gender'], row['nationality']].join(' | ');
  const ours = new Map(readCsv(csv).map((row) => [line(row), Number(row['people'])]));
  const theirs = new Map(of.detail.map((row) => [line(row), row.people]));
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((key) => ours.get(key) !== theirs.get(key))
    .map((key) => `${key}: ${ours.get(key) ?? 0} here, ${theirs.get(key) ?? 0} published`);
}

onEveryEngine('every cell of October to December 2023 is counted as it was published', async (t, db) => {
  assert.equal(await loadCaseload(db, loading), 8040);
  const now = await figuresOf(db);

  await t.test('referrals in every cell, in a settled order and without totals', () => {
    assert.equal(now.detail.split('\n')[0], 'first_responder_type,first_responder,exploitation_type,age_at_exploitation,gender,nationality,people');
    assert.deepEqual(differences(now.detail, published), []);
    const rows = readCsv(now.detail);
    assert.equal(rows.length, 1659);
    assert.ok(rows.every((row) => Number(row['people']) > 0 && !Object.values(row).includes('Total')));
  });

  await t.test('the tables of the quarterly release hold the same people, and every part has margins that add up', async () => {
    const reading = { span: { first: day('2023-10-01'), last: day('2023-12-31') }, until: today, stages: uk.stages.map(({ id }) => id) };
    const parts = await db.as(personaOf('practice-heather').actor, 'statistics', async (tx) =>
      countTables(tx, uk, definitions, '2023-Q4', { ...reading, moment: await asOf(tx) }, 'coarse'),
    );
    const whole = (id: string, apart?: string): number | undefined =>
      parts.find((part) => part.definition.id === id && part.apart?.code === apart)?.rows.reduce((sum, { people }) => sum + people, 0);
    for (const { id, universe } of definitions) if (universe === 'referrals') assert.equal(whole(id), 4141, id);
    assert.deepEqual([whole('decision_days', 'reasonable-grounds'), whole('decision_days', 'conclusive-grounds'), whole('notifications')], [4705, 3148, 1044]);
    assert.ok(parts.reduce((cells, part) => cells + wholeTable(part).cells.length, 0) < 2000);
  });

  await t.test('a release that is being made is not begun again beside it', async () => {
    const out = await mkdtemp(join(tmpdir(), 'opennrm-figures-'));
    try {
      const said = await Promise.all([0, 1].map(() => writeFigures(kitOn(db), { period: '2023-Q4', exact: true, out: join(out, 'figures') })));
      assert.deepEqual(said.map(({ ok }) => ok).sort(), [false, true]);
      assert.ok(said.some((one) => !one.ok && /being made already/.test(one.because)));
    } finally {
      await rm(out, { recursive: true });
    }
  });

  await t.test('one person more or fewer in one cell does not go unnoticed', () => {
    const [first] = published.detail;
    assert.ok(first);
    const planted = { ...published, detail: [{ ...first, people: first.people + 1 }, ...published.detail.slice(1)] };
    assert.equal(differences(now.detail, planted).length, 1);
    assert.equal(differences(now.detail.replace(/\n[^\n]+\n$/, '\n'), published).length, 1);
  });

  await t.test('age by place, decisions and notifications', () => {
    const ages: Readonly<Record<string, string>> = { 'Adult (18 or over)': 'adult', 'Child (17 or under)': 'child', 'Age not specified or unknown': 'unknown' };
    const places = readCsv(now.places).map((row) => `${ages[row['age_at_exploitation'] ?? '']} ${row['location_of_exploitation']} ${row['people']}`);
    assert.ok(places.includes('child UK 1215') && places.includes('adult UK 821') && places.length === 9);
    const decided = readCsv(now.decisions).map((row) => `${row['stage']} ${ages[row['age_at_exploitation'] ?? '']} ${row['outcome']} ${row['people']}`);
    const names: Readonly<Record<string, string>> = {
      'reasonable-grounds': 'Reasonable grounds',
      'conclusive-grounds': 'Conclusive grounds',
      positive: 'Positive',
      negative: 'Negative',
    };
    assert.deepEqual(decided.sort(), published.decisions.map((row) => `${names[row.stage]} ${row.age} ${names[row.outcome]} ${row.people}`).sort());
    assert.deepEqual(
      readCsv(now.notifications)
        .map((row) => `${row['nationality']} ${row['people']}`)
        .sort(),
      published.notified.map((row) => `${row.nationality} ${row.people}`).sort(),
    );
  });

  await t.test('the same bytes a second time', async () => assert.deepEqual(await figuresOf(db), now));

  await t.test('what is recorded later does not change what was recorded by a past day', async () => {
    const before = await figuresOf(db, '2024-01-10');
    const { file } = await anyCase(db, `day between '2023-11-01' and '2023-12-15'`);
    await db.as(personaOf('practice-birch').actor, 'identification', (tx) => count(tx, file, [{ question: 'duplicate', code: 'confirmed', validFrom: today }]));
    assert.deepEqual(await figuresOf(db, '2024-01-10'), before);
    assert.equal(differences((await figuresOf(db)).detail, published).length, 1);
  });

  await t.test('a loaded case opens like any other: its events, its answers, its counted rows, and two facts find it', async () => {
    const kit = kitOn(db);
    const { file } = await anyCase(db, `day = '2024-01-08'`);
    const { answers, events, state, rows, found } = await db.as(personaOf('practice-birch').actor, 'identification', async (tx) => {
      const { state, events } = await kit.ledger.load(tx, caseStream, file);
      const answers = await current(tx, file, fieldClasses);
      const text = (question: string): string => String(answers.find((one) => one.question === question)?.value);
      const found = await search(tx, [
        { how: 'name', text: text('family-name').toUpperCase() },
        { how: 'date', text: text('birth-date') },
      ]);
      return { state, events, answers, rows: await counted(tx, file), found };
    });
    assert.equal(state.referred, '2024-01-08');
    assert.ok(events.every((event) => event.recordedAt < '2024-01-16'));
    assert.ok(answers.some((answer) => answer.question === 'why' && answer.version === 1));
    assert.ok(['referred', 'responder', 'gender', 'exploitation'].every((question) => rows.some((row) => row.question === question)));
    assert.deepEqual(found, [file]);
  });

  await t.test('every case has a person, and everybody with a positive first decision a support record beside it', async () => {
    const kit = kitOn(db);
    const { alone, cases, files, decided } = await (async () => {
      const [row] = await past<{ alone: number; cases: number }>(
        db,
        `select (select count(*) from file f where kind in ('case', 'support') and not exists (select from person_file p where p.file = f.id))::int as alone,
           (select count(*) from person_file p join file f on f.id = p.file where f.kind = 'case')::int as cases`,
      );
      const files = await past<{ file: FileId; person: FileId; since: string; ended: string | null }>(
        db,
        'select s.file, p.person, s.since::text, s.ended::text from support_record s join person_file p on p.file = s.file order by s.since, s.file',
      );
      const decided = await past(
        db,
        `select distinct file from event where kind = 'Decided' and body ->> 'stage' = 'reasonable-grounds' and body ->> 'outcome' = 'positive'`,
      );
      const again = await past(db, `select file from event where kind = 'SupportOpened' and body ->> 'because' = 'emergency'`);
      assert.ok(again.length > 5, 'and some came back in need');
      return { alone: row?.alone, cases: row?.cases, files, decided: decided.length + again.length };
    })();
    assert.deepEqual([alone, cases, files.length], [0, 8040, decided]);
    const once = files.filter((one) => files.filter((other) => other.person === one.person).length === 1);
    const [open, over] = [once.find((one) => !one.ended), once.find((one) => one.ended)];
    assert.ok(open && over, 'some are in support and some have moved on');
    for (const one of [open, over]) {
      const read = await db.as(theService, 'support', async (tx) => ({
        support: await kit.ledger.load(tx, supportStream, one.file),
        person: await kit.ledger.load(tx, personStream, one.person),
      }));
      assert.deepEqual([read.support.state.since, read.support.state.ended], [one.since, one.ended]);
      assert.deepEqual(
        read.person.state.files.map((file) => file.how),
        ['same-referral', 'support-opened'],
      );
      assert.equal(read.person.state.files[1]?.file, one.file);
      assert.ok(read.support.events.every((event) => event.recordedAt < '2024-01-16'));
      await followSupport(kit, read.person.state.files[0]?.file as FileId);
    }
    const [after] = await past<{ n: number }>(db, 'select count(*)::int as n from support_record');
    assert.equal(after?.n, files.length, 'the job finds nothing left to do');
  });

  await t.test('in every quarter and nation, who was in support, and came, less who left, is who is in support at its end', async () => {
    let [counted, before] = [0, ''];
    for (const quarter of ['2023-Q2', '2023-Q3', '2023-Q4', '2024-Q1']) {
      const span = readQuarter(quarter);
      assert.ok(span);
      const cells = await db.as(personaOf('practice-heather').actor, 'statistics', async (tx) => inSupport(tx, span, await asOf(tx)));
      const nations = [...new Set(cells.map((cell) => cell.nation))].sort();
      const of = (nation: string) => (move: SupportMove) =>
        cells.filter((cell) => cell.move === move && cell.nation === nation).reduce((sum, cell) => sum + cell.people, 0);
      for (const nation of nations) assert.ok(balances(of(nation)), `${quarter}, ${nation}`);
      const stock = (move: SupportMove) => nations.flatMap((nation) => (of(nation)(move) > 0 ? [`${nation} ${of(nation)(move)}`] : [])).join(', ');
      if (before) assert.equal(stock('start'), before, `${quarter} begins where the quarter before ended`);
      before = stock('end');
      counted += cells.reduce((sum, cell) => sum + cell.people, 0);
    }
    assert.ok(counted > 1000);
  });

  await t.test('the figures of support are what a slow count of the events gives', async () => {
    const world = await worldOf(db);
    const moment = await db.as(personaOf('practice-heather').actor, 'statistics', asOf);
    const line = (cells: readonly unknown[], many: number): string => `${cells.join(' | ')} = ${many}`;
    const span = readQuarter('2023-Q4');
    assert.ok(span);
    const seen = { span, moment, until: today };
    const weeks = { first: day('2023-12-18'), last: day('2024-01-05') };
    const found = await db.as(personaOf('practice-heather').actor, 'statistics', async (tx) => ({
      areas: await supportAreas(tx, seen),
      waits: await supportWaits(tx, seen),
      after: await afterSupport(tx, seen),
      outcomes: await outcomesSaid(tx, seen, ['housing', 'safety']),
      beds: bedsByDay(await bedRows(tx, { ...seen, span: weeks }), weeks),
    }));
    const period = { ...span, until: today };
    assert.deepEqual(found.areas.map(({ at, nation, area, kind, people }) => line([at, nation, area, kind], people)).sort(), slow.areas(world, period));
    // What somebody wrote they need of a place, and what a referral says of an earlier one, stand in no event.
    const ofEvents = (lines: readonly string[]): readonly string[] => lines.filter((one) => !/^asking-to-bed|^exploited-anew| wanted =| not-found =/.test(one));
    assert.deepEqual(
      ofEvents(found.waits.map(({ wait, nation, end, days, people }) => line([wait, nation, end, days], people)).sort()),
      ofEvents(slow.waits(world, period)),
    );
    assert.deepEqual(
      ofEvents(found.after.map(({ event, exit, end, days, people }) => line([event, exit, end, days], people)).sort()),
      ofEvents(slow.afterwards(world, period)),
    );
    assert.deepEqual(
      found.outcomes.map(({ domain, first, last, people }) => line([domain, first, last], people)).sort(),
      slow.outcomes(world, period, ['housing', 'safety']),
    );
    // Which bed an offer held that came to nothing is told by nothing that is left.
    const lived = (lines: readonly string[]): readonly string[] => lines.filter((one) => / (lived-in|out) =/.test(one));
    assert.deepEqual(
      lived(found.beds.map(({ day: on, nation, kind, state, number }) => line([on, nation, kind, state], number)).sort()),
      lived(slow.beds(world, { ...weeks, until: today })),
    );
    for (const event of ['support-again', 'referred-again', 'exploited-anew', 'reach-in'])
      assert.ok(
        found.after.some((cell) => cell.event === event && cell.end === 'event'),
        `somebody’s ${event}`,
      );
    for (const state of ['lived-in', 'out', 'free', 'wanted'])
      assert.ok(
        found.beds.some((cell) => cell.state === state),
        state,
      );
  });

  await t.test('what is counted of a person’s files together is what the job would have counted', async () => {
    const again = await past<{ file: FileId }>(
      db,
      `select min(f.file::text) as file from person_file f join file on file.id = f.file and file.kind = 'support' group by f.person order by count(*) desc, 1 limit 40`,
    );
    const rows = (): Promise<unknown[]> =>
      past(db, `select question, code, valid_from, recorded_to from statistic where question like 'support-%' order by 1, 2, 3, 4`);
    const before = await rows();
    for (const { file } of again) await countCourse(kitOn(db), file, areaOf);
    assert.deepEqual(await rows(), before);
  });

  await t.test('on whose lists a person stands is what the job would have counted', async () => {
    const known = await past<{ file: FileId }>(
      db,
      `select min(f.file::text) as file from person_file f join file on file.id = f.file and file.kind = 'case' group by f.person order by count(*) desc, 1 limit 40`,
    );
    const rows = (): Promise<unknown[]> =>
      past(db, `select statistics_id, code, valid_from, recorded_to from statistic where question = 'listed' order by 1, 2, 3, 4`);
    const before = await rows();
    assert.ok(before.length >= 7890, 'everybody stands on the list of who referred them');
    for (const { file } of known) await countListed(kitOn(db), file);
    assert.deepEqual(await rows(), before);
  });

  await t.test('a second time it is there already', async () => {
    const lines: string[] = [];
    assert.equal(await loadCaseload(db, { ...loading, history: true, print: (line) => lines.push(line) }), undefined);
    assert.match(lines.join(' '), /8040 invented cases.*without --history/s);
  });
});

/** The ledgers of support and of houses as they stand, for the slow count. */
async function worldOf(db: Database): Promise<slow.World> {
  const told = (stream: string): Promise<slow.Told[]> =>
    past<slow.Told>(db, `select file, number, kind, to_char(day, 'YYYY-MM-DD') as day, body from event where stream = $1`, [stream]);
  const persons = await past<{ file: string; person: string; kind: string }>(
    db,
    'select f.file, f.person, file.kind from person_file f join file on file.id = f.file',
  );
  const sent = await past<{ file: string; sent: string; gone: boolean }>(
    db,
    `select file, to_char(day, 'YYYY-MM-DD') as sent, exists (select from event e where e.file = r.file and e.kind = 'MarkedDuplicate') as gone
     from event r where kind = 'Referred'`,
  );
  const personOf = new Map(persons.map((one) => [one.file, one.person]));
  const beds = await past<{ stay: string; house: string; bed: number }>(db, 'select distinct stay, file as house, bed from bed_night');
  return {
    support: await told('support'),
    places: await told('place'),
    personOf: new Map(persons.filter((one) => one.kind === 'support').map((one) => [one.file, one.person])),
    referrals: sent.filter((one) => !one.gone).map((one) => ({ person: personOf.get(one.file) ?? '', sent: one.sent, anew: 'not-said', region: null })),
    wants: [],
    bedOf: new Map(beds.map(({ stay, house, bed }) => [stay, { house, bed }])),
    regionOfHouse: await regionsOf(db, new Set(beds.map(({ house }) => house))),
  };
}

/** Where each house says it stands, as a region. */
async function regionsOf(db: Database, houses: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  return db.as(theService, 'support', async (tx) => {
    const regions = new Map<string, string>();
    for (const house of houses) {
      const [said] = await answersTo(tx, house as FileId, 'refuge', ['house-area']);
      regions.set(house, regionOf(uk, String((said?.value as readonly string[])[0])) ?? 'not-known');
    }
    return regions;
  });
}

/** A case that waits for anybody of its authority: it opens to every decider there. */
async function anyCase(db: Database, where: string): Promise<{ file: FileId }> {
  const [found] = await past<{ file: FileId }>(
    db,
    `select file from event join queue using (file)
     where kind = 'Referred' and ${where} and asks = 'team' and authority = 'sca' order by recorded_at, file limit 1`,
  );
  assert.ok(found);
  return found;
}

test('a caseload stopped in the middle is not there at all, and the next one begins anew', async () => {
  const db = await openMemory();
  try {
    let statements = 0;
    const stopping: Database = {
      ...db,
      practice: true,
      as: (actor, purpose, fn) =>
        db.as(actor, purpose, (tx) =>
          fn({
            ...tx,
            query: (sql, params) => {
              if (sql.startsWith('insert into statistic ') && (statements += 1) > 1) throw new Error('stopped');
              return tx.query(sql, params);
            },
          }),
        ),
    };
    await assert.rejects(loadCaseload(stopping, loading));
    const left = await past(db, `select (select count(*) from event)::int as events, (select count(*) from practice_caseload)::int as caseloads`);
    assert.deepEqual(left, [{ events: 0, caseloads: 0 }]);
  } finally {
    await db.close();
  }
});

test('figures are refused for what is no quarter or day, and for what has not been', async () => {
  const kit = { law: uk, practice: true, clock: kitOn({} as Database).clock } as unknown as Kit;
  const asked = [{ period: '2023-Q5' }, { period: '2023-Q4', asOf: '2024-02-30' }, { period: '2024-Q2' }, { period: '2023-Q4', asOf: '2024-01-16' }];
  for (const one of asked) assert.ok(!(await writeFigures(kit, { exact: false, out: 'nowhere', ...one })).ok);
});
