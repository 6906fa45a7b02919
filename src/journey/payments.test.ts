// What is due for a week: worked examples with their sources, back pay that was owed once, and a slow second opinion over generated lives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, daysBetween, weekday, type Day } from '#base/day.ts';
import { SilentLaw } from '#law/rule.ts';
import { uk } from '#countries/uk/uk.ts';
import { littleLaw } from './given.ts';
import {
  differences,
  dueByWeek,
  legsOf,
  mondayOf,
  settle,
  toSend,
  weekDue,
  type Booked,
  type Claim,
  type Fact,
  type FactKind,
  type Posting,
} from './payments.ts';
import { rateBook, type GivenRate } from './rates.ts';

let ids = 0;
const fact = (kind: FactKind, from: string, until: string | null = null, more: Partial<Fact> = {}): Fact => ({
  id: `fact-${(ids += 1)}`,
  kind,
  who: null,
  from: day(from),
  until: until === null ? null : day(until),
  pence: null,
  ...more,
});
const claim = (since: string, facts: readonly Fact[], more: Partial<Claim> = {}): Claim => ({
  nation: 'england',
  since: day(since),
  ended: null,
  facts,
  ...more,
});
const book = rateBook(uk, []);
const weekly = (facts: readonly Fact[], week: string): number => weekDue(claim('2016-01-01', facts), book, day(week)).pence;
const since = '2016-01-01';

test('a week before July 2020: 35 with meals, 65 cooking for oneself, 35 in outreach (Parliamentary answer 140986)', () => {
  assert.deepEqual(
    (['catered', 'self-catered', 'outreach'] as const).map((kind) => weekly([fact(kind, since)], '2018-02-19')),
    [3500, 6500, 3500],
  );
  const two = [fact('self-catered', since), fact('child', since, null, { who: 'a' }), fact('child', since, null, { who: 'b' })];
  assert.equal(weekly(two, '2018-02-19'), 6500 + 2050 + 1355, '20.50 for the first child and 13.55 for the next');
});

test('a week from July 2020 in outreach: 39.60, as much for each child, and 5, 3 and 3 more (NWG Network, 18 June 2020)', () => {
  assert.equal(weekly([fact('outreach', since)], '2020-07-06'), 3960);
  const baby = [fact('outreach', since), fact('child', since, null, { who: 'a' }), fact('under-1', since, null, { who: 'a' })];
  assert.equal(weekly(baby, '2020-07-06'), 3960 + 3960 + 500);
  const toddler = [fact('outreach', since), fact('child', since, null, { who: 'a' }), fact('1-to-under-3', since, null, { who: 'a' })];
  assert.equal(weekly([...toddler, fact('pregnancy', since)], '2020-07-06'), 3960 + 3960 + 300 + 300);
  assert.equal(
    weekly([fact('outreach', since), fact('under-1', since, null, { who: 'elsewhere' })], '2020-07-06'),
    3960,
    'a band without its child adds nothing',
  );
});

test('300 once for a birth, in the week of its day; who got a part of it from asylum support is paid the rest and never both', () => {
  const birth = fact('maternity', '2020-08-05');
  assert.equal(weekly([fact('outreach', since), birth], '2020-08-03'), 3960 + 30_000);
  assert.equal(weekly([fact('outreach', since), birth], '2020-08-10'), 3960);
  const asylum = [fact('outreach', since), fact('asylum-support', since, null, { pence: 3960 }), { ...birth, pence: 25_000 }];
  assert.equal(weekly(asylum, '2020-08-03'), 6500 - 3960 + 5_000);
  assert.equal(weekly([...asylum, fact('child', since, null, { who: 'a' }), fact('pregnancy', since)], '2020-08-10'), 2540, 'asylum support pays for children');
});

test('the rate changes on a Wednesday: two days at the old amount and five at the new, rounded once and up', () => {
  const { pence, lines } = weekDue(claim(since, [fact('outreach', since)]), book, day('2020-06-29'));
  assert.deepEqual(
    lines.map((line) => [line.from, line.until, line.days, line.pence, line.because.from]),
    [
      ['2020-06-29', '2020-06-30', 2, 3500, '2015-01-01'],
      ['2020-07-01', '2020-07-05', 5, 3960, '2020-07-01'],
    ],
  );
  assert.equal(pence, Math.ceil((2 * 3500 + 5 * 3960) / 7));
});

test('who came on a Thursday and left on a Saturday is paid for three days, and a move in mid-week pays each place its days', () => {
  const short = claim('2020-07-09', [fact('outreach', '2020-01-01')], { ended: day('2020-07-11') });
  assert.equal(weekDue(short, book, day('2020-07-06')).pence, Math.ceil((3 * 3960) / 7));
  const moved = [fact('self-catered', '2020-01-01', '2020-07-07'), fact('outreach', '2020-07-08')];
  assert.equal(weekly(moved, '2020-07-06'), Math.ceil((2 * 6500 + 5 * 3960) / 7));
});

test('the cut of March to November 2018, which the court undid: 37.75 was paid in all, 65 was owed (GOV.UK, back payment)', () => {
  const facts = [fact('outreach', '2018-01-01'), fact('asylum-support', '2018-01-01', null, { pence: 3775 })];
  const life = claim('2018-03-01', facts, { ended: day('2018-11-08') });
  const owed = differences(life, book, [], day('2018-11-05'));
  assert.equal(owed.length, 37);
  assert.ok(owed.every((one) => one.lines.every((line) => line.because.rule === 'uk.rate.with-asylum-support')));
  const days = daysBetween(day('2018-03-01'), day('2018-11-08')) + 1;
  const total = owed.reduce((sum, one) => sum + one.due - one.booked, 0);
  assert.equal(days, 253);
  assert.ok(total >= (days * 2725) / 7 && total < (days * 2725) / 7 + owed.length, 'the rest of 65 for 253 days, each week rounded up');
  assert.equal(owed.find((one) => one.week === '2018-03-05')?.due, 2725, 'a whole week: 27.25');
});

test('wrongful deductions before 2019: somebody cooking for themselves was paid as if they were given meals, and the 30 pounds a week come back', () => {
  const paid: Booked[] = ['2017-05-01', '2017-05-08', '2017-05-15'].map((week) => ({ entry: week, week: day(week), due: 3500, got: 3500 }));
  const life = claim('2017-05-01', [fact('self-catered', '2017-05-01')], { ended: day('2017-05-21') });
  const found = differences(life, book, paid, day('2017-05-15'));
  assert.deepEqual(
    found.map((one) => [one.week, one.booked, one.due, one.lines[0]?.because.rule]),
    [
      ['2017-05-01', 3500, 6500, 'uk.rate.self-catered'],
      ['2017-05-08', 3500, 6500, 'uk.rate.self-catered'],
      ['2017-05-15', 3500, 6500, 'uk.rate.self-catered'],
    ],
  );
  assert.equal(
    settle(dueByWeek(life, book, day('2017-05-15')), paid).reduce((sum, one) => sum + toSend(one), 0),
    9000,
  );
});

test('since 8 January 2024 an amount is not confirmed until two administrators gave it, and Scotland has none at all', () => {
  const [line] = weekDue(claim(since, [fact('outreach', since)]), book, day('2024-01-08')).lines;
  assert.equal(line?.confirmed, false);
  assert.throws(() => weekDue(claim(since, [fact('outreach', since)], { nation: 'scotland' }), book, day('2024-01-08')), SilentLaw);
  const given: GivenRate = {
    rate: 'outreach',
    nation: 'england',
    from: day('2024-01-08'),
    pence: 4100,
    source: 'Invented',
    read: day('2024-01-09'),
    by: 'a',
    agreed: null,
  };
  assert.equal(weekDue(claim(since, [fact('outreach', since)]), rateBook(uk, [given]), day('2024-01-08')).lines[0]?.pence, 3960, 'one person is not enough');
  const agreed = weekDue(claim(since, [fact('outreach', since)]), rateBook(uk, [{ ...given, agreed: 'b' }]), day('2024-01-08'));
  assert.deepEqual([agreed.pence, agreed.lines[0]?.confirmed, agreed.lines[0]?.because.source], [4100, true, 'Invented']);
});

test('what was paid too much stays with the person: it is turned round, written down as overpaid, and counts once the week is due after all', () => {
  const week = day('2024-01-08');
  const [first] = settle([{ week, pence: 3960, lines: [] }], []);
  assert.ok(first);
  assert.equal(toSend(first), 3960);
  const [less] = settle([{ week, pence: 3500, lines: [] }], [{ entry: '1', week, due: 3960, got: 3960 }]);
  assert.ok(less);
  assert.deepEqual([less.due, less.got, toSend(less)], [3500, 3960, 0]);
  assert.equal(legsOf(less).find((leg) => leg.account === 'overpaid')?.pence, 460);
  const [again] = settle([{ week, pence: 4000, lines: [] }], [{ entry: '2', week, due: 3500, got: 3960 }]);
  assert.equal(again && toSend(again), 40);
  assert.deepEqual(settle([{ week, pence: 3500, lines: [] }], [{ entry: '2', week, due: 3500, got: 3960 }]), []);
  const [gone] = settle([], [{ entry: '2', week, due: 3500, got: 3960 }]);
  assert.deepEqual([gone?.due, gone?.got], [0, 3960], 'a week that turned out not to be owed');
});

// Generated lives ----------------------------------------------------------------------------------------------------------

/** Numbers that only look like chance: the same on every run. */
function chance(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const began = day('2023-12-01');
function life(seed: number): Claim {
  const next = chance(seed);
  const some = (): Day => addDays(began, next(70));
  const facts: Fact[] = [];
  let from = some();
  for (let i = next(3); i >= 0; i -= 1) {
    const until = addDays(from, next(30));
    facts.push(fact((['catered', 'self-catered', 'outreach'] as const)[next(3)] ?? 'outreach', from, i === 0 && next(2) ? null : until));
    from = addDays(until, 1 + next(3));
  }
  for (const who of ['a', 'b', 'c'].slice(0, next(4))) {
    const start = some();
    facts.push(fact('child', start, next(2) ? null : addDays(start, next(40)), { who }));
    if (next(2)) facts.push(fact(next(2) ? 'under-1' : '1-to-under-3', some(), next(2) ? null : addDays(began, 75), { who }));
  }
  if (next(3) === 0) facts.push(fact('pregnancy', some(), addDays(began, 70 + next(20))));
  if (next(3) === 0) facts.push(fact('maternity', some(), null, { pence: next(2) ? null : 10_000 }));
  if (next(3) === 0) facts.push(fact('asylum-support', some(), next(2) ? null : addDays(began, 80), { pence: 3000 + next(4000) }));
  const start = some();
  return { nation: 'north', since: start, ended: next(3) ? null : addDays(start, next(60)), facts };
}

/** Written apart from the sum itself: every day asks every fact, with the law of the little country written out by hand. */
function slowly({ since: first, ended, facts }: Claim, week: Day): number {
  let sevenths = 0;
  for (let i = 0; i < 7; i += 1) {
    const today = addDays(week, i);
    const late = today >= '2024-01-04';
    if (today < first || (ended && today > ended)) continue;
    const has = (kind: string) => facts.filter((one) => one.kind === kind && one.from <= today && (one.until ?? '9999') >= today);
    for (const birth of facts.filter((one) => one.kind === 'maternity' && one.from === today)) sevenths += 7 * (30_000 - (birth.pence ?? 0));
    const place = ['catered', 'self-catered', 'outreach'].find((kind) => has(kind).length > 0);
    if (!place) continue;
    const [asylum] = has('asylum-support');
    if (asylum) {
      sevenths += Math.max(0, (late ? 6600 : 6500) - (asylum.pence ?? 0));
      continue;
    }
    sevenths += { catered: late ? 3600 : 3500, 'self-catered': late ? 6600 : 6500, outreach: late ? 4030 : 3960 }[place] ?? NaN;
    const children = has('child');
    if (children.length > 0) sevenths += late ? 3960 * children.length : 2050 + 1355 * (children.length - 1);
    for (const { who } of children) {
      sevenths += 500 * has('under-1').filter((one) => one.who === who).length;
      sevenths += 300 * has('1-to-under-3').filter((one) => one.who === who).length;
    }
    sevenths += 300 * has('pregnancy').length;
  }
  return Math.ceil(sevenths / 7);
}

test('over 1,500 generated lives every week comes to what a slow count of every day comes to', () => {
  const little = rateBook(littleLaw, []);
  const through = day('2024-03-25');
  let weeks = 0;
  for (let seed = 1; seed <= 1500; seed += 1) {
    const one = life(seed);
    const found = dueByWeek(one, little, through);
    assert.equal(found[0]?.week, mondayOf(one.since));
    for (const { week, pence } of found) {
      assert.equal(weekday(week), 1);
      assert.equal(pence, slowly(one, week), `life ${seed}, week of ${week}`);
      weeks += 1;
    }
  }
  assert.ok(weeks > 12_000);
});

test('however facts change between runs, the books balance, nobody is sent less than nothing, and the last run leaves no difference', () => {
  const little = rateBook(littleLaw, []);
  for (let seed = 1; seed <= 300; seed += 1) {
    let booked: readonly Booked[] = [];
    let sent = 0;
    let legs = 0;
    for (let run = 0; run < 4; run += 1) {
      const one = life(seed * 10 + run);
      const due = dueByWeek(one, little, addDays(mondayOf(began), 7 * (4 + run * 3)));
      const postings: readonly Posting[] = settle(due, booked);
      for (const posting of postings) {
        assert.ok(toSend(posting) >= 0);
        sent += toSend(posting);
        const all = [...legsOf(posting), ...(posting.reverses ? legsOf(posting.reverses).map((leg) => ({ ...leg, pence: -leg.pence })) : [])];
        legs += all.reduce((sum, leg) => sum + leg.pence, 0);
        booked = [...booked.filter(({ week }) => week !== posting.week), { entry: `${run}`, week: posting.week, due: posting.due, got: posting.got }];
      }
      assert.deepEqual(settle(due, booked), [], 'run again it pays nothing');
    }
    assert.equal(legs, 0);
    assert.equal(
      sent,
      booked.reduce((sum, one) => sum + one.got, 0),
      'what was sent is what the books say people got',
    );
    assert.ok(booked.every((one) => one.got >= one.due));
  }
});
