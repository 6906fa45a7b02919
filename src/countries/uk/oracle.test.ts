// A second, slow opinion on every clock: written apart from the program, with plain day numbers, its own reading of the
// published holiday list and its own table of the law, and laid beside the program over ten thousand invented timelines.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { BeyondCalendar, dueOf, type Pause } from '#law/clock.ts';
import { SilentLaw } from '#law/rule.ts';
import { uk } from './uk.ts';

// Day numbers -----------------------------------------------------------------------------------------------------------

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLength = (year: number, month: number) => (month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);

/** Every day from 1 January 2000 (a Saturday, number 0) to the end of 2035, in order. */
const written: string[] = [];
for (let year = 2000; year <= 2035; year += 1) {
  for (let month = 1; month <= 12; month += 1) {
    for (let date = 1; date <= monthLength(year, month); date += 1) {
      written.push(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
    }
  }
}
const numberOf = new Map(written.map((text, i) => [text, i]));
const number = (text: string): number => numberOf.get(text) ?? assert.fail(`no such day: ${text}`);
const text = (n: number): string => written[n] ?? assert.fail(`no day has the number ${n}`);
const isWeekend = (n: number) => n % 7 === 0 || n % 7 === 1;

// Holidays as published ---------------------------------------------------------------------------------------------------

const csv = readFileSync(join(import.meta.dirname, '../../../tests/fixtures/bank-holidays.csv'), 'utf8');
const holidays = new Set(
  csv
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(',').slice(0, 2).join(' ')),
);
const division = (nation: string) => (nation === 'england' || nation === 'wales' ? 'england-and-wales' : nation);

// The law, said again -----------------------------------------------------------------------------------------------------

type Say = string | null | undefined;
/** "5 w" five working days, "30 d" calendar days, "3 m" months; null: no such period; undefined: nobody has said. */
function said(clock: string, nation: string, on: string): Say {
  const southern = nation === 'england' || nation === 'wales';
  switch (clock) {
    case 'reasonable-grounds':
      return '5 w';
    case 'recovery-minimum':
      return on < '2022-12-13' ? '45 d' : '30 d';
    case 'support-period':
      if (nation === 'scotland') return on < '2018-04-01' ? undefined : '90 d';
      if (nation === 'northern-ireland') return on < '2015-01-14' ? undefined : '45 d';
      return on < '2022-12-13' ? '45 d' : '30 d';
    case 'child-panel-reasonable-grounds':
      if (nation === 'northern-ireland') return on < '2025-09-03' ? null : '45 d';
      return on < '2021-06-01' ? null : '45 d';
    case 'move-on-after-positive':
      return !southern ? null : on < '2019-02-01' ? '14 d' : '45 d';
    case 'move-on-after-negative':
      return !southern ? null : on < '2019-02-01' ? '2 d' : '14 d';
    case 'support-after-positive':
      if (nation === 'scotland') return on < '2018-04-01' ? undefined : null;
      return nation === 'northern-ireland' && on >= '2022-04-27' ? '12 m' : null;
    case 'support-contact':
      return !southern ? undefined : on < '2019-10-01' ? null : '5 d';
    case 'information-request':
      return on < '2023-01-30' ? null : '10 w';
    case 'reconsideration':
      return on < '2024-02-12' ? null : '30 d';
    case 'judicial-review':
      return southern ? '3 m' : undefined;
    case 'draft-expiry':
      return '28 d';
    case 'draft-warning':
      return '21 d';
    default:
      return assert.fail(`the oracle does not know the clock ${clock}`);
  }
}

type Answer = string | 'none' | 'silent' | 'beyond';

function oracle(clock: string, nation: string, from: string, pauses: readonly { first: number; last: number }[]): Answer {
  const term = said(clock, nation, from);
  if (term === undefined) return 'silent';
  if (term === null) return 'none';
  const count = Number.parseInt(term, 10);
  const isPaused = (n: number) => pauses.some(({ first, last }) => first <= n && n <= last);
  if (term.endsWith('m')) return afterMonths(from, count, isPaused);
  let left = count;
  let n = number(from);
  while (left > 0) {
    n += 1;
    if (isPaused(n)) continue;
    if (term.endsWith('d')) left -= 1;
    else {
      if (text(n) < '2019-01-01' || text(n) > '2028-12-31') return 'beyond';
      if (!isWeekend(n) && !holidays.has(`${division(nation)} ${text(n)}`)) left -= 1;
    }
  }
  return text(n);
}

/** The same date so many months on (or the month's last), and then one more day for each paused day on the way. */
function afterMonths(from: string, count: number, isPaused: (n: number) => boolean): string {
  const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
  const months = year * 12 + (month - 1) + count;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const end = `${toYear}-${String(toMonth).padStart(2, '0')}-${String(Math.min(date, monthLength(toYear, toMonth))).padStart(2, '0')}`;
  let running = number(end) - number(from);
  let n = number(from);
  while (running > 0) {
    n += 1;
    if (!isPaused(n)) running -= 1;
  }
  return text(n);
}

function program(clock: string, nation: string, from: string, pauses: readonly Pause[]): Answer {
  const found = uk.clocks[clock] ?? assert.fail(`the United Kingdom has no clock ${clock}`);
  try {
    return dueOf(found, day(from), nation, uk.calendar(nation), pauses)?.due ?? 'none';
  } catch (error) {
    if (error instanceof SilentLaw) return 'silent';
    if (error instanceof BeyondCalendar) return 'beyond';
    throw error;
  }
}

// Timelines ---------------------------------------------------------------------------------------------------------------

/** Small numbers that look random and are the same on every machine. */
function chances(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

test('program and oracle agree on ten thousand timelines with pauses, in every nation and for every clock', () => {
  const chance = chances(20_240_115);
  const names = Object.keys(uk.clocks);
  const [earliest, latest] = [number('2014-06-01'), number('2028-12-31')];
  const seen = { due: 0, none: 0, silent: 0, beyond: 0 };
  for (let i = 0; i < 10_000; i += 1) {
    const name = names[chance(names.length)] ?? '';
    const nation = uk.nations[chance(4)]?.code ?? '';
    const start = earliest + chance(latest - earliest);
    const spans = Array.from({ length: chance(4) }, () => {
      const first = start - 10 + chance(120);
      return { first, last: first + chance(40) };
    });
    const pauses = spans.map(({ first, last }) => ({ from: day(text(first)), until: day(text(last + 1)) }));
    const [mine, its] = [oracle(name, nation, text(start), spans), program(name, nation, text(start), pauses)];
    assert.equal(its, mine, `${name} in ${nation} from ${text(start)}, paused ${JSON.stringify(pauses)}`);
    seen[mine === 'none' || mine === 'silent' || mine === 'beyond' ? mine : 'due'] += 1;
  }
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 100, `only ${count} timelines ended with ${what}`);
});

test('every day of the holiday years is a working day or not exactly as published, in each nation', () => {
  for (const { code } of uk.nations) {
    const calendar = uk.calendar(code);
    for (let n = number('2019-01-01'); n <= number('2028-12-31'); n += 1) {
      assert.equal(calendar.holiday(day(text(n))) !== undefined, holidays.has(`${division(code)} ${text(n)}`), `${text(n)} in ${code}`);
    }
  }
});
