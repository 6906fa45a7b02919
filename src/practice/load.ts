// Loads the practice caseload: plans invented people from published tables, plays their cases, writes them in one transaction.
import { randomUUID } from 'node:crypto';
import { addDays, day, type Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { edition } from '#form/edition.ts';
import { note } from '#kit/store/audit.ts';
import { bulk } from '#kit/store/bulk.ts';
import { theService, type Database, type Tx } from '#kit/store/database.ts';
import { keepEdition } from '#kit/store/editions.ts';
import { enqueue } from '#kit/store/jobs.ts';
import { dueOf } from '#law/clock.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { given } from '#rooms/referral/answers.ts';
import { needsOf } from '#rooms/referral/facts.ts';
import { referral } from '#rooms/referral/form.ts';
import { needsBed } from '#rooms/support/bed-job.ts';
import type { Person } from './cells.ts';
import { codesOf } from './codes.ts';
import { refererOf } from './people.ts';
import { openHomes } from './homes.ts';
import { addPerson, knownBefore, type Beside, type Known } from './persons.ts';
import { isIncomplete, planCaseload, quartersOf, usualSeed, type Caseload } from './plan.ts';
import { momentOf, play } from './play.ts';
import { chance } from './random.ts';
import { quartersHeld, readPublishedQuarter, type PublishedQuarter } from './published.ts';
import { addCase, columns, fileRow, put, type Rows } from './rows.ts';
import { toldOf } from './told.ts';
import { workdays } from './workdays.ts';

export type Loading = {
  readonly law: Law;
  readonly today: Day;
  /** All quarters held instead of the last alone. */
  readonly history: boolean;
  readonly print: (line: string) => void;
  readonly seed?: number;
};

/** Cases written at once. */
const portion = 2000;
/** The pretend today of practice (data.md 15); open cases are made around it. */
const usualToday = day('2024-01-15');

/**
 * Loads the caseload once per database. It is one transaction: stopped in the middle, nothing of it is there and it begins anew.
 * Gives the number of cases, or nothing where it was there already.
 */
export async function loadCaseload(db: Database, loading: Loading): Promise<number | undefined> {
  const { print } = loading;
  const before = await db.as(theService, 'operations', (tx) => loaded(tx));
  if (before) {
    print(`The practice caseload is here: ${before.cases} invented cases, made for ${before.today}.`);
    if (before.history !== loading.history) print(`It was made ${before.history ? 'with' : 'without'} --history. For the other, use a new data folder.`);
    return undefined;
  }
  const started = performance.now();
  const published = (loading.history ? quartersHeld() : quartersHeld().slice(-1)).map(readPublishedQuarter);
  const caseload = planFor(loading, published);
  print(`Making ${caseload.people.length} invented cases whose counts equal published figures ...`);
  const cases = await db.as(theService, 'operations', async (tx) => {
    // Two programs that begin at once: the second waits here and then finds it done.
    await tx.query('select pg_advisory_xact_lock(7240581003554)');
    if (await loaded(tx)) return undefined;
    await writeCaseload(tx, caseload, published, loading);
    return caseload.people.length;
  });
  if (cases !== undefined) print(`Made ${cases} cases in ${((performance.now() - started) / 1000).toFixed(1)} seconds.`);
  return cases;
}

async function loaded(tx: Tx): Promise<{ readonly cases: number; readonly today: Day; readonly history: boolean } | undefined> {
  const [row] = await tx.query<{ cases: number; today: Day; history: boolean }>('select cases, today, history from practice_caseload');
  return row;
}

/** The plan for a country's law. A pretend today far from the usual one still gets the usual open cases. */
export function planFor(loading: Pick<Loading, 'law' | 'today' | 'seed'>, published: readonly PublishedQuarter[]): Caseload {
  const { law } = loading;
  const near = loading.today > addDays(usualToday, -8) && loading.today < addDays(usualToday, 60);
  return planCaseload({
    published,
    codes: codesOf(law),
    calendar: law.calendar('england'),
    nations: law.nations.map((nation) => nation.code),
    notifying: law.nations.map((nation) => nation.code).filter((nation) => inForce(law.dutyToNotify, usualToday, nation).value.length > 0),
    conclusiveFrom: (positive, nation) => {
      const clock = law.clocks['recovery-minimum'];
      const due = clock && dueOf(clock, positive, nation, law.calendar(nation));
      return due ? addDays(due.due, 1) : positive;
    },
    today: near ? loading.today : usualToday,
    seed: loading.seed ?? usualSeed,
  });
}

async function writeCaseload(tx: Tx, caseload: Caseload, published: readonly PublishedQuarter[], loading: Loading): Promise<void> {
  const { law } = loading;
  const worded = edition(referral);
  await keepEdition(tx, worded.id, worded.wording);
  const { people, today } = caseload;
  const first = people.reduce((least, person) => (person.sent < least ? person.sent : least), today);
  const setting = { law, today, workdays: workdays(first, today, law.calendar('england')), edition: worded.id, service: theService };
  const files = people.map(() => randomUUID() as string);
  const fileRows = people.map((person, i) => fileRow(person, files[i] ?? '', refererOf(person.responder.code, person.responder.kind), law));
  await write(tx, new Map([['file', fileRows]]));
  const beds: { file: FileId; number: number }[] = [];
  const homes: Rows = new Map();
  const seed = loading.seed ?? usualSeed;
  const beside: Beside = { law, today, random: chance(seed, 'support'), homes: openHomes(homes, tx, law, today), left: [] };
  await write(tx, homes);
  // By the day of sending: who comes back was there before.
  const order = people.map((_person, at) => at).sort((one, other) => ((people[one]?.sent ?? '') < (people[other]?.sent ?? '') ? -1 : 1));
  const fileOf = new Map(people.map((person, at) => [person, files[at] ?? '']));
  const known = new Map<Person, Known>();
  for (let from = 0; from < people.length; from += portion) {
    const rows: Rows = new Map();
    for (const at of order.slice(from, from + portion)) {
      const person = people[at];
      if (!person) continue;
      const before = person.again ? known.get(person.again) : knownBefore(person, beside);
      if (before && !person.again) person.earlier = (['new', 'same', 'new', 'not-said'] as const)[person.key % 4] ?? 'new';
      const told = toldOf(person, today, isWhole(person, caseload));
      const other = (person.again ? fileOf.get(person.again) : files[at - 1]) ?? null;
      const played = play(person, files[at] ?? '', other, setting, [
        ...needsOf(told.answers),
        ...(person.special === 'turning-18' ? (['turning-18'] as const) : []),
      ]);
      const referrer = refererOf(person.responder.code, person.responder.kind);
      const statistics = addCase(
        rows,
        tx,
        { person, played, told, referrer, given: given(referral, told.answers, told.origins, { edition: worded, language: 'en' }) },
        law,
        today,
      );
      known.set(person, addPerson(rows, tx, { person, played, statistics, before }, beside));
      if (person.special === 'bed-tonight' && needsBed(played.state)) beds.push({ file: played.file as FileId, number: played.state.version });
    }
    await write(tx, rows);
  }
  await writeBeside(tx, caseload, published);
  // What a night without a bed sets off comes from now: the job asks as soon as the house is open.
  for (const bed of beds) await enqueue(tx, { name: 'bed', ...bed });
  await tx.query('insert into practice_caseload (seed, today, history, cases) values ($1, $2, $3, $4)', [seed, today, loading.history, people.length]);
  note(tx, null, 'wrote:practice');
}

/** Open cases and those of the last quarter are told in full. */
function isWhole(person: Person, caseload: Caseload): boolean {
  const last = caseload.quarters.at(-1) ?? '';
  return (
    (person.special !== null && person.special !== 'again') ||
    !person.decisions.some((decision) => decision.outcome === 'negative' || decision.stage === 'conclusive-grounds') ||
    (person.key % 10 === 0 && person.sent >= last)
  );
}

async function write(tx: Tx, rows: Rows): Promise<void> {
  const order = Object.keys(columns);
  const rank = (table: string): number => order.indexOf(table.startsWith('answer_') ? 'answer' : table);
  for (const table of [...rows.keys()].sort((one, other) => rank(one) - rank(other))) {
    const named = columns[table.startsWith('answer_') ? 'answer' : table];
    if (!named) throw new Error(`no columns are named for ${table}`);
    await bulk(tx, table, named, rows.get(table) ?? []);
  }
}

/** Notifications, what was published beside our tables, and which quarters hold every case. */
async function writeBeside(tx: Tx, caseload: Caseload, published: readonly PublishedQuarter[]): Promise<void> {
  const rows: Rows = new Map();
  const owner = { organisation: 'service', team: 'service' };
  for (const { day: on, minute, nation, nationalities } of caseload.notifications) {
    // A notification keeps its month and no day.
    const counted = {
      statistics_id: randomUUID() as string,
      valid_from: `${on.slice(0, 7)}-01`,
      recorded_from: momentOf(on, minute),
      recorded_to: 'infinity',
      ...owner,
    };
    put(rows, 'statistic', { ...counted, question: 'notified', code: nation });
    nationalities.forEach((code, i) => put(rows, 'statistic', { ...counted, question: `notified-nationality-${i + 1}`, code }));
  }
  await write(tx, rows);
  for (const quarter of [...new Set([...quartersOf(caseload.people), ...caseload.quarters])]) {
    await tx.query('insert into figures_quarter (quarter, whole) values ($1, $2)', [quarter, !isIncomplete(caseload, quarter)]);
  }
  const cells = published.flatMap(({ quarter, places, decisions, notifiedTotal }) => [
    ...places.map((row) => ({ quarter, series: 'age-place', age: row.age, code: row.place, people: row.people })),
    ...decisions.map((row) => ({ quarter, series: row.stage, age: row.age, code: row.outcome, people: row.people })),
    { quarter, series: 'notifications', age: '', code: '', people: notifiedTotal },
  ]);
  await tx.query(
    `insert into figures_published (quarter, series, age, code, people) select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])`,
    [
      cells.map((one) => one.quarter),
      cells.map((one) => one.series),
      cells.map((one) => one.age),
      cells.map((one) => one.code),
      cells.map((one) => one.people),
    ],
  );
}
