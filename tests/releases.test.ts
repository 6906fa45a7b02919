// A release from its plan to its minute, over real HTTP: two people, nothing before the minute, everything from it on, and the same bytes ever after.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#kit/store/database.ts';
import { day, instant } from '#base/day.ts';
import { personaOf } from '#practice/people.ts';
import { gather } from '#rooms/figures/publishing/gather.ts';
import { giveBack } from '#rooms/figures/publishing/give-back.ts';
import { make } from '#rooms/figures/publishing/make.ts';
import {
  addEarly,
  approve,
  beginMaking,
  endEarly,
  endOfLedger,
  fileOut,
  keepMade,
  move,
  plan,
  releaseOf,
  releasesOut,
  seenEarly,
  takeBack,
  type Planned,
} from '#rooms/figures/publishing/store.ts';
import { publishedSeries } from '#series.ts';
import { unscheduled } from '#rooms/figures/quarterly/conduct.ts';
import { makeRelease, type Release } from '#rooms/figures/quarterly/release.ts';
import { writeFigures } from '#rooms/figures/release.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { small } from '#tests/small-release.ts';
import { standAt, startWalk, visitor, type Visitor, type Walk } from '#tests/walk.ts';

const heather = personaOf('practice-heather').actor;
const bilberry = personaOf('practice-bilberry').actor;
const manager = personaOf('practice-hazel').actor;
const minute = '2024-01-25T09:30:00.000Z';
const planned: Planned = { id: 'r-1', kind: 'quarter', period: '2023-Q4', asOf: day('2024-01-10'), outAt: instant(minute), replaces: null, notice: null };
const asMaker = <T>(db: Database, work: Parameters<typeof db.as<T>>[2]): Promise<T> => db.as(heather, 'statistics', work);
const asSecond = <T>(db: Database, work: Parameters<typeof db.as<T>>[2]): Promise<T> => db.as(bilberry, 'statistics', work);
const codeOf = (code: string) => (wrong: unknown) => (wrong as { code?: string }).code === code;

async function kept(db: Database, id: string, text?: string): Promise<void> {
  await asMaker(db, async (tx) => {
    await plan(tx, { ...planned, id });
    await beginMaking(tx, id);
    await keepMade(tx, id, small(id, text), { behind: await endOfLedger(tx), code: 'a'.repeat(64), next: null });
  });
}
const now = (db: Database, moment: string): void => db.tellTime(() => instant(moment));
const seenBy = (db: Database, moment: string) =>
  db.publicly(async (tx) => ({
    out: (await releasesOut(tx, instant(moment))).map((one) => one.id),
    bytes: await fileOut(tx, 'r-1', 'index.html', instant(moment)),
  }));

onEveryEngine(
  'nobody sees a release in the last millisecond before its minute, and everybody from the minute on; nothing goes out that one person made alone',
  async (_t, db) => {
    const walk = await startWalk(db);
    try {
      now(db, '2024-01-20T12:00:00.000Z');
      await kept(db, 'r-1');
      assert.deepEqual((await seenBy(db, '2024-02-01T00:00:00.000Z')).out, [], 'made and not approved, it stays where it is after its minute too');
      await assert.rejects(
        asMaker(db, (tx) => approve(tx, 'r-1')),
        codeOf('23514'),
        'who made it cannot approve it',
      );
      await asSecond(db, (tx) => approve(tx, 'r-1'));
      assert.deepEqual(await seenBy(db, '2024-01-25T09:29:59.999Z'), { out: [], bytes: undefined });
      const after = await seenBy(db, minute);
      assert.deepEqual(after.out, ['r-1']);
      assert.deepEqual(Buffer.from(after.bytes ?? []).toString(), 'a file');
      await assert.rejects(
        db.publicly((tx) => tx.query('select from release')),
        codeOf('42501'),
        'the public’s login reads no table of releases',
      );
      await assert.rejects(
        db.as(manager, 'identification', (tx) => tx.query('select from release')),
        codeOf('42501'),
        'nor does who decides cases',
      );
      assert.deepEqual(await db.as(manager, 'statistics', (tx) => tx.query('select from release')), [], 'nor who sees shares of decisions');
    } finally {
      await walk.close();
    }
  },
);

onEveryEngine('an approved release is frozen: no file, number or word of it changes, and it is taken back only before its minute', async (_t, db) => {
  const walk = await startWalk(db);
  try {
    now(db, '2024-01-20T12:00:00.000Z');
    await kept(db, 'r-1');
    await kept(db, 'r-1', 'made again');
    await asSecond(db, (tx) => approve(tx, 'r-1'));
    const frozen = codeOf('23001');
    for (const sql of [
      `delete from release_file`,
      `delete from release_number`,
      `insert into release_file (release, name, bytes) values ('r-1', 'more.html', '\\x00')`,
      `insert into release_number (release, key, value) values ('r-1', 'k', 3)`,
      `update release set code = repeat('b', 64)`,
      `update release set approved_by = 'p'`,
    ])
      await assert.rejects(
        asMaker(db, (tx) => tx.query(sql)),
        frozen,
        sql,
      );
    await assert.rejects(
      asMaker(db, (tx) => tx.query(`update release set period = '2023-Q3'`)),
      frozen,
    );
    assert.equal(await asMaker(db, (tx) => beginMaking(tx, 'r-1')), false, 'and it is not made again');

    await asMaker(db, (tx) => move(tx, 'r-1', instant('2024-01-25T12:00:00.000Z'), 'The web site is down this morning'));
    assert.ok((await asMaker(db, (tx) => releaseOf(tx, 'r-1')))?.approvedAt, 'within its day the minute moves');
    await asMaker(db, (tx) => move(tx, 'r-1', instant('2024-01-26T09:30:00.000Z'), 'The web site is down all day'));
    const moved = await asMaker(db, (tx) => releaseOf(tx, 'r-1'));
    assert.deepEqual([moved?.madeAt, moved?.approvedAt, moved?.place], [null, null, null], 'for another day it is made and approved again');

    await asMaker(db, async (tx) => keepMade(tx, 'r-1', small('r-1'), { behind: await endOfLedger(tx), code: 'a'.repeat(64), next: null }));
    await asSecond(db, (tx) => approve(tx, 'r-1'));
    now(db, '2024-01-26T09:30:00.000Z');
    await assert.rejects(
      asMaker(db, (tx) => takeBack(tx, 'r-1')),
      frozen,
      'what is out stays out',
    );
    await assert.rejects(
      asMaker(db, (tx) => move(tx, 'r-1', instant('2024-02-01T09:30:00.000Z'), 'We would rather wait')),
      frozen,
    );
  } finally {
    await walk.close();
  }
});

onEveryEngine('a release made before another was approved is not approved: it was never held against the numbers of that one', async (_t, db) => {
  const walk = await startWalk(db);
  try {
    now(db, '2024-01-20T12:00:00.000Z');
    await kept(db, 'r-1');
    await kept(db, 'r-2');
    await asSecond(db, (tx) => approve(tx, 'r-1'));
    await assert.rejects(
      asSecond(db, (tx) => approve(tx, 'r-2')),
      codeOf('40001'),
    );
    await asMaker(db, async (tx) => keepMade(tx, 'r-2', small('r-2'), { behind: await endOfLedger(tx), code: 'a'.repeat(64), next: null }));
    await asSecond(db, (tx) => approve(tx, 'r-2'));
    assert.deepEqual(await asMaker(db, (tx) => tx.query('select id, place from release order by place')), [
      { id: 'r-1', place: 1 },
      { id: 'r-2', place: 2 },
    ]);
    await assert.rejects(
      asMaker(db, (tx) => approve(tx, 'r-none')).then(() => asMaker(db, (tx) => tx.query(`update release set place = 9 where id = 'r-1'`))),
      codeOf('23001'),
    );
    // Two approvals at the same moment stand behind the same place; one of them fails.
    await kept(db, 'r-3');
    await kept(db, 'r-4');
    const both = await Promise.allSettled(['r-3', 'r-4'].map((id) => asSecond(db, (tx) => approve(tx, id))));
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
  } finally {
    await walk.close();
  }
});

onEveryEngine('who stands on the list of a release sees it in its last day, until they are taken off; nobody else does', async (_t, db) => {
  const walk = await startWalk(db);
  try {
    now(db, '2024-01-20T12:00:00.000Z');
    await kept(db, 'r-1');
    const early = (): Promise<string | undefined> => db.as(manager, 'statistics', async (tx) => (await seenEarly(tx, 'r-1', 'index.html'))?.bytes?.toString());
    await asMaker(db, (tx) => addEarly(tx, 'r-1', manager.person, 'Speaks for the service that morning'));
    now(db, '2024-01-25T09:00:00.000Z');
    assert.equal(await early(), undefined, 'what is not approved is seen by nobody');
    now(db, '2024-01-24T09:29:59.000Z');
    await asSecond(db, (tx) => approve(tx, 'r-1'));
    assert.equal(await early(), undefined, 'nor is anything before its last day');
    now(db, '2024-01-24T09:30:00.000Z');
    assert.equal(await early(), 'a file');
    const other = personaOf('practice-birch').actor;
    assert.equal(await db.as(other, 'statistics', (tx) => seenEarly(tx, 'r-1')), undefined);
    await asMaker(db, (tx) => endEarly(tx, 'r-1', manager.person));
    assert.equal(await early(), undefined);
    const leaves = await ownerOf(db)(`select actor from audit_leaf where what @> '{read:release.r-1}' and actor = '${manager.person}'`);
    assert.equal(leaves.length, 1, 'the one look left one line in the log');
  } finally {
    await walk.close();
  }
});

/** Sixty referrals as the statistics hold them: recorded in the past, of no file. */
async function countPeople(db: Database, from: number, many: number, recorded: string, sent = '2023-11-02'): Promise<void> {
  const rows: string[] = [];
  for (let n = from; n < from + many; n += 1) {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const codes: Readonly<Record<string, string>> = {
      ...{ referred: 'yes', responder: n % 3 === 0 ? 'police-essex' : 'police-metropolitan', exploitation: n % 2 === 0 ? 'labour' : 'criminal' },
      ...{
        'age-at-exploitation': n % 4 === 0 ? 'child' : 'adult',
        gender: n % 7 === 0 ? 'female' : 'male',
        'exploitation-place': n % 5 === 0 ? 'overseas' : 'uk',
      },
      'nationality-1': n % 11 === 0 ? 'albanian' : 'vietnamese',
    };
    for (const [question, code] of Object.entries(codes)) rows.push(`('${id}', '${question}', '${code}', '${sent}', '${recorded}', 'service', 'service')`);
  }
  // One message, so that one session writes it: no trigger stamps another moment on the past.
  await ownerOf(
    db,
  )(`set session_replication_role = replica; insert into statistic (statistics_id, question, code, valid_from, recorded_from, organisation, team)
    values ${rows.join(', ')}; set session_replication_role = origin`);
}

/** The house's clock and the database's pretended moment. */
function stand(walk: Walk, db: Database, moment: string): void {
  standAt(walk, moment);
  now(db, moment);
}

async function until(walk: Walk, visit: Visitor, page: string, words: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { text } = await visit.go(page);
    if (text.includes(words)) return text;
    if (text.includes('It could not be made')) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${page} never said: ${words}`);
}

onEveryEngine(
  'from the plan to the minute: planned for everybody to see, made, looked over by a second person, out by itself, and the same bytes a year on',
  async (_t, db) => {
    const walk = await startWalk(db);
    try {
      await countPeople(db, 0, 60, '2023-12-01');
      stand(walk, db, '2024-01-15T12:00:00.000Z');
      const [first, second, anyone] = [visitor(walk.base), visitor(walk.base), visitor(walk.base)];
      await first.signIn('practice-heather');
      await second.signIn('practice-bilberry');
      const asked = {
        period: '2023-Q4',
        'as-of-day': '10',
        'as-of-month': '1',
        'as-of-year': '2024',
        'out-day': '25',
        'out-month': '1',
        'out-year': '2024',
        time: '09:30',
      };
      const wrong = await first.submit('/releases', { ...asked, 'out-day': '27', time: 'nine' }, '/releases');
      assert.equal(wrong.status, 400);
      for (const words of ['Choose a weekday', 'Write the time like 09:30'].slice(1)) assert.ok(wrong.text.includes(words), words);
      assert.ok(wrong.text.includes('value="27"'), 'and what was typed is still there');
      assert.equal((await first.submit('/releases', asked, '/releases')).to, '/releases/practice-2023-q4?late');
      assert.match((await first.submit('/releases', asked, '/releases')).text, /planned already/);
      assert.match((await anyone.go('/statistics')).text, /Statistics of 2023-Q4[^]*25 January 2024 at 09:30/, 'everybody sees the plan');

      const page = '/releases/practice-2023-q4';
      assert.equal((await first.submit(page, {}, `${page}/make`)).to, page);
      await until(walk, first, page, 'Waits for a second person');
      await first.submit(page, {}, `${page}/approve`);
      assert.match((await first.go(page)).text, /You made it, so a second person/);
      assert.equal((await second.submit(page, {}, `${page}/approve`)).to, page);
      assert.equal((await anyone.go('/statistics/practice-2023-q4')).status, 404);
      assert.equal((await anyone.go('/statistics/practice-2023-q4/tables.ods')).status, 404);

      stand(walk, db, minute);
      assert.match((await anyone.go('/statistics')).text, /Out since 25 January 2024 at 09:30/);
      const out = await anyone.go('/statistics/practice-2023-q4/index.html');
      assert.match(out.headers.get('content-security-policy') ?? '', /style-src 'sha256-/);
      assert.match(out.text, /Referrals by age at exploitation/);
      assert.equal((await anyone.go('/statistics/practice-2023-q4/csv/age_place.csv')).status, 200);

      // Later records, and a later release behind it, leave the earlier one as it was: made anew, it is the same.
      await countPeople(db, 100, 40, '2024-02-01');
      const given = await giveBack(walk.house.kit, heather, 'practice-2023-q4', publishedSeries, true);
      assert.ok(given.ok && given.anew);
      assert.deepEqual(given.anew, { differ: [], sameCode: true });

      // A question in Parliament: a table of its own, held against everything that is out, and a reply whose numbers are its cells.
      const question = { channel: 'parliament', reference: 'HL 1', 'asked-day': '24', 'asked-month': '1', 'asked-year': '2024', period: '2023-Q4' };
      const full = {
        ...question,
        question: 'How many of those referred were women, by where it happened?',
        'by-1': 'referrals.gender',
        'by-2': 'referrals.place',
      };
      const mixed = await first.submit('/releases/ask', { ...full, 'by-2': 'decisions.outcome' });
      assert.match(mixed.text, /Choose referrals in each, or decisions in each/);
      const answer = (await first.submit('/releases/ask', full)).to ?? '';
      assert.equal(answer, '/releases/practice-answer-2024-01-25-1');
      await first.submit(answer, {}, `${answer}/make`);
      const made = await until(walk, first, answer, 'Every cell that the reply can refer to');
      const cells = new Map(
        [...made.matchAll(/\{(n\d+)\}<\/td>[^]*?<td[^>]*>([^<]*)<\/td>[^]*?<td[^>]*>([^<]*)<\/td>/g)].map(([, code = '', label = '', value = '']) => [
          label,
          { code, value },
        ]),
      );
      const cell = (label: string) => cells.get(label) ?? { code: '', value: '' };
      assert.deepEqual([cell('Total, Total').value, cell('Female, Total').value], ['60', '[c]'], 'so few women are hidden');
      for (const [reply, words] of [
        ['There were 60 referrals.', 'A number stands in the words: 60'],
        [`There were {n999} referrals.`, 'The table has no cell {n999}'],
        [`{${cell('Female, Total').code}} were women.`, 'is hidden. Say it without a number'],
      ] as const) {
        const refused = await first.submit(answer, { reply }, `${answer}/reply`);
        assert.ok(refused.status === 400 && refused.text.includes(words), words);
      }
      await until(walk, second, answer, 'Approve it');
      assert.match((await second.submit(answer, {}, `${answer}/approve`)).text, /Write the reply first/);
      await first.submit(answer, { reply: `In 2023-Q4 there were {${cell('Total, Total').code}} referrals.` }, `${answer}/reply`);
      await first.submit(answer, {}, `${answer}/make`);
      await until(walk, second, answer, 'Approve it');
      assert.equal((await second.submit(answer, {}, `${answer}/approve`)).to, answer);
      stand(walk, db, '2024-01-26T09:31:00.000Z');
      const said = await anyone.go('/statistics/practice-answer-2024-01-25-1/reply.html');
      assert.match(said.text, /there were <a class="number" href="index.html"><data value="60" data-cell="referrals:2023-Q4">60<\/data><\/a> referrals/);
      assert.equal(
        (await anyone.go('/statistics/practice-answer-2024-01-25-1/bulletin.html')).status,
        404,
        'the rest of the quarter is not let out a second time',
      );

      // A correction keeps the earlier release and says where the right one is; its numbers are decided on behind those of the first.
      stand(walk, db, '2024-02-05T12:00:00.000Z');
      const correction = { ...asked, period: '', 'out-day': '9', 'out-month': '2', replaces: 'practice-2023-q4' };
      assert.match((await first.submit('/releases', correction, '/releases')).text, /Say what was wrong/);
      assert.equal(
        (await first.submit('/releases', { ...correction, notice: 'A label stood on the wrong line.' }, '/releases')).to,
        '/releases/practice-2023-q4-2?late',
      );
      const [row, again] = await asMaker(db, async (tx) => [await releaseOf(tx, 'practice-2023-q4'), await releaseOf(tx, 'practice-2023-q4-2')] as const);
      assert.ok(row?.how && again);
      const remade = await make(walk.house.kit, heather, again, { behind: 1, code: '', next: null }, publishedSeries);
      const numbers = (release: Release): string => JSON.stringify(release.tables);
      assert.equal(
        numbers(remade),
        numbers(await make(walk.house.kit, heather, row, row.how, publishedSeries)),
        'what was decided on once stays: printed numbers printed, hidden ones hidden',
      );

      // The next quarter says beside its tables where the difference to this one lies, as it was let out.
      stand(walk, db, '2024-04-20T12:00:00.000Z');
      await countPeople(db, 200, 70, '2024-03-01', '2024-02-15');
      const next = await asMaker(db, async (tx) => {
        await plan(tx, { ...planned, id: 'r-next', period: '2024-Q1', asOf: day('2024-04-10'), outAt: instant('2024-05-09T08:30:00.000Z') });
        return { row: await releaseOf(tx, 'r-next'), behind: await endOfLedger(tx) };
      });
      assert.ok(next.row);
      const { tables } = await make(walk.house.kit, heather, next.row, { behind: next.behind, code: '', next: null }, publishedSeries);
      const changed = tables.find(({ id }) => id === 'what_changed');
      assert.deepEqual(
        changed?.lines.find(({ codes }) => codes[0] === 'age' && codes[1] === 'Total')?.values.map((one) => 'value' in one && one.value),
        [60, 70, 10],
      );
    } finally {
      await walk.close();
    }
  },
);

/** A quarter planned, made, and approved by a second person, at a moment before its minute. */
async function letOut(
  walk: Walk,
  db: Database,
  of: Pick<Planned, 'id' | 'period'> & { readonly asOf: string; readonly out: string; readonly at: string },
): Promise<Release> {
  stand(walk, db, of.at);
  const { row, how } = await asMaker(db, async (tx) => {
    await plan(tx, { ...planned, id: of.id, period: of.period, asOf: day(of.asOf), outAt: instant(of.out) });
    await beginMaking(tx, of.id);
    return { row: await releaseOf(tx, of.id), how: { behind: await endOfLedger(tx), code: 'a'.repeat(64), next: null } };
  });
  assert.ok(row);
  const made = await make(walk.house.kit, heather, row, how, publishedSeries);
  await asMaker(db, (tx) => keepMade(tx, of.id, made, how));
  await asSecond(db, (tx) => approve(tx, of.id));
  return made;
}

type Numbers = ReadonlyMap<string, number>;
/** What a release prints of one quarter, from its file alone. */
function printedIn(release: Release, quarter: string): Numbers {
  const { tables } = JSON.parse(new TextDecoder().decode(release.files.get('release.json'))) as Pick<Release, 'tables'>;
  const values = tables.flatMap(({ id, lines }) => (id === 'what_changed' ? [] : lines.flatMap((line) => line.values)));
  return new Map(
    values.flatMap((one) =>
      'value' in one && new RegExp(`^(revised:)?referrals:${quarter}(\\||$)`).test(one.key) ? [[one.key.replace('revised:', ''), one.value]] : [],
    ),
  );
}

/** Somebody who holds two releases and subtracts: each number that both print, and what each leaves of its whole. Gives the groups of 1 to 4 that moved. */
function heldTogether(one: Numbers, other: Numbers): readonly string[] {
  const moved = new Map([...one].flatMap(([key, value]) => (other.has(key) ? [[key, (other.get(key) ?? 0) - value] as const] : [])));
  const few = (by: number): boolean => by !== 0 && Math.abs(by) < 5;
  const wholes = [...moved.keys()].flatMap((whole) =>
    ['age', 'gender', 'nationality', 'exploitation'].flatMap((by) => {
      const parts = [...moved.keys()].filter((key) => key.startsWith(`${whole}|${by}=`) && key.split('|').length === whole.split('|').length + 1);
      return parts.length === 0
        ? []
        : [[`${whole} less what it prints by ${by}`, (moved.get(whole) ?? 0) - parts.reduce((sum, key) => sum + (moved.get(key) ?? 0), 0)] as const];
    }),
  );
  return [...moved, ...wholes].flatMap(([key, by]) => (few(by) ? [key] : []));
}

onEveryEngine(
  'later knowledge comes out with later quarters: held together with what was published, it shows nobody who came late, and is the same a year on',
  async (_t, db) => {
    const walk = await startWalk(db);
    try {
      await countPeople(db, 0, 60, '2023-12-01');
      await countPeople(db, 200, 70, '2024-03-01', '2024-02-15');
      await countPeople(db, 300, 70, '2024-12-01', '2024-11-02');
      // Eight who were sent in the last quarter of 2023 are recorded when its release is out: six adults and two children.
      await countPeople(db, 100, 8, '2024-02-01');
      const first = await letOut(walk, db, { id: 'r-1', period: '2023-Q4', asOf: '2024-01-10', out: minute, at: '2024-01-20T12:00:00.000Z' });
      const second = await letOut(walk, db, {
        id: 'r-2',
        period: '2024-Q1',
        asOf: '2024-04-10',
        out: '2024-05-09T08:30:00.000Z',
        at: '2024-04-20T12:00:00.000Z',
      });
      const third = await letOut(walk, db, {
        id: 'r-3',
        period: '2024-Q4',
        asOf: '2025-01-10',
        out: '2025-02-06T09:30:00.000Z',
        at: '2025-01-20T12:00:00.000Z',
      });
      const of = (release: Release) => release.rulings.find(({ universe }) => universe === 'referrals:2023-Q4')?.did;
      assert.deepEqual([of(first), of(second), of(third)], [undefined, 'wait', 'whole-only']);
      const before = printedIn(first, '2023-Q4');
      assert.deepEqual([before.get('referrals:2023-Q4'), printedIn(second, '2023-Q4').get('referrals:2023-Q4')], [60, undefined]);
      assert.deepEqual(
        [...printedIn(third, '2023-Q4')].filter(([key]) => key === 'referrals:2023-Q4'),
        [['referrals:2023-Q4', 68]],
      );
      for (const later of [second, third]) assert.deepEqual(heldTogether(before, printedIn(later, '2023-Q4')), []);

      // The planted fault: the same quarter counted again as of another day, and let out beside the first.
      const again = await asMaker(db, (tx) => gather(tx, walk.house.kit.law, { id: '', period: '2023-Q4', asOf: day('2024-04-10') }, 0));
      const leaky = await makeRelease(again.counted, unscheduled(true));
      assert.ok(heldTogether(before, printedIn(leaky, '2023-Q4')).includes('referrals:2023-Q4|age=child'), 'two children came late: the attack can succeed');

      // Who waited at the end of 2023 is who waits at the start of 2024: what the first release hid stays hidden, and of what changed only the whole is said.
      const start = second.tables.find(({ id }) => id === 'caseload')?.lines.filter(({ codes }) => codes[0] === 'reasonable-grounds' && codes[2] === 'before');
      assert.deepEqual(
        start
          ?.map(({ codes, values }) => [codes[1], ...values.slice(-1).map((one) => ('value' in one ? one.value : one.mark))])
          .filter(([age]) => age !== 'unknown'),
        [
          ['adult', 'c'],
          ['child', 'c'],
          ['Total', 68],
        ],
      );

      const anyone = visitor(walk.base);
      stand(walk, db, '2025-02-06T09:30:00.000Z');
      const page = (await anyone.go('/statistics')).text;
      assert.match(page, /Numbers that were revised[^]*60[^]*68 \[r\][^]*\+8/);
      assert.equal((await anyone.go('/statistics/r-3/csv/revisions.csv')).status, 200);
      const staff = visitor(walk.base);
      await staff.signIn('practice-heather');
      assert.match((await staff.go('/releases/r-2')).text, /It waits for the yearly revision/);
      assert.doesNotMatch(page, /waits for the yearly revision/);

      await countPeople(db, 400, 40, '2025-06-01');
      for (const id of ['r-1', 'r-2', 'r-3']) {
        const given = await giveBack(walk.house.kit, heather, id, publishedSeries, true);
        assert.deepEqual(given.ok && given.anew?.differ, [], `${id} made anew`);
      }
      // A trial is held against the same ledger: as of another day than the quarter was let out it is refused.
      const trial = await writeFigures(walk.house.kit, {
        period: '2023-Q4',
        exact: false,
        asOf: '2024-04-10',
        out: join(tmpdir(), `opennrm-trial-${process.pid}`),
      });
      assert.ok(!trial.ok && trial.because.includes('was let out as recorded by the end of 2024-01-10'));
    } finally {
      await walk.close();
    }
  },
);
