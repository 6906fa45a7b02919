// What is asked about a pilot: which areas and which to compare with, which dates, of whom; read from an address, with every mistake beside its field.
import { addDays, readDay, type Day } from '#base/day.ts';
import { itemOf } from '#base/list.ts';
import type { Say } from '#base/words.ts';
import type { Law } from '#law/law.ts';

export type Area = { readonly code: string; readonly label: string };

/** Police forces with an area of their own, by the referral's answer; the nations of a country that lists no forces. */
export function areasOf(law: Law): readonly Area[] {
  const forces = law.lists['police-forces']?.items.filter((item) => item.in?.['area']) ?? [];
  if (forces.length === 0) return law.nations.map(({ code, name }) => ({ code, label: name }));
  return forces.map(({ code, label }) => ({ code, label })).sort((one, other) => (one.label < other.label ? -1 : 1));
}

/** Whether an area is a police force or a nation. */
export const byForce = (law: Law): boolean => law.lists['police-forces']?.items.some((item) => item.in?.['area']) ?? false;

export type Asked = {
  readonly stage: string;
  /** When each pilot area began. */
  readonly starts: ReadonlyMap<string, Day>;
  readonly compare: readonly string[];
  readonly from: Day;
  readonly to: Day;
  readonly base: Day;
  readonly age: string;
  readonly exploitation: string;
  readonly gender: string;
  /** As recorded by the end of that day; now where absent. */
  readonly on: Day | undefined;
};

export const dateFields = ['base', 'from', 'to', 'second-from', 'as-of'] as const;
export type DateField = (typeof dateFields)[number];
export const groups = ['pilot', 'second', 'compare'] as const;
export type Group = (typeof groups)[number];
export type Field = DateField | Group | 'stage' | 'age' | 'exploitation' | 'gender';
export type Mistake = { readonly field: Field; readonly text: string };

/** What stood in the fields, to be shown again. */
export type Typed = {
  readonly any: boolean;
  readonly dates: Readonly<Record<DateField, string>>;
  readonly areas: Readonly<Record<Group, readonly string[]>>;
  readonly stage: string;
  readonly age: string;
  readonly exploitation: string;
  readonly gender: string;
  readonly example: string;
};

type Query = Readonly<Record<string, string>>;

/** Areas are ticked one by one (`pilot-kent=yes`) or named in one text (`pilot=kent,surrey`); a day is three boxes or one text. */
export function typedIn(query: Query, law: Law): Typed {
  const known = areasOf(law).map((area) => area.code);
  const areas = (group: Group): readonly string[] => {
    const named = new Set((query[group] ?? '').split(',').filter(Boolean));
    return known.filter((code) => named.has(code) || query[`${group}-${code}`] !== undefined);
  };
  const two = (text: string): string => text.padStart(2, '0');
  const date = (name: DateField): string => {
    const of = (part: string): string => (query[`${name}-${part}`] ?? '').trim().slice(0, 10);
    return of('year') + of('month') + of('day') === '' ? (query[name] ?? '').slice(0, 20) : `${of('year')}-${two(of('month'))}-${two(of('day'))}`;
  };
  const last = law.stages.at(-1)?.id ?? '';
  return {
    any: Object.keys(query).some((name) => name !== 'example' && name !== 'lang'),
    dates: { base: date('base'), from: date('from'), to: date('to'), 'second-from': date('second-from'), 'as-of': date('as-of') },
    areas: { pilot: areas('pilot'), second: areas('second'), compare: areas('compare') },
    stage: law.stages.some((stage) => stage.id === query['stage']) ? (query['stage'] ?? last) : last,
    age: oneOf(law, 'ages-at-exploitation', query['age']),
    exploitation: oneOf(law, 'exploitation-types', query['exploitation']),
    gender: oneOf(law, 'genders', query['gender']),
    example: query['example'] ?? '',
  };
}

function oneOf(law: Law, list: string, code: string | undefined): string {
  const found = law.lists[list];
  return found && code && itemOf(found, code) ? code : '';
}

/** Everything that is asked, or every mistake in it. `today`: the last day of which anything is known. */
export function check(typed: Typed, law: Law, today: Day, say: Say): { readonly asked: Asked } | { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const wrong = (field: Field, text: string): undefined => void mistakes.push({ field, text });
  const real = (field: DateField): Day | undefined => {
    const text = typed.dates[field];
    const day = readDay(text);
    if (!day && text !== '') wrong(field, say('figures.wrong-day', 'Enter a real day, such as 15 1 2024'));
    return day;
  };
  const needed = (field: DateField): Day | undefined => {
    if (typed.dates[field] === '') return wrong(field, say('pilot.day-needed', 'Enter a day'));
    return real(field);
  };
  const [base, from, to] = [needed('base'), needed('from'), needed('to')];
  const on = real('as-of');
  checkDates({ base, from, to, on }, today, say, wrong);
  const secondFrom = checkSecond(typed, { from, to, real }, say, wrong);
  const compare = checkAreas(typed, law, say, wrong);
  if (mistakes.length > 0 || !base || !from || !to) return { mistakes };
  const starts = new Map(typed.areas.pilot.map((code) => [code, from]));
  if (secondFrom) for (const code of typed.areas.second) starts.set(code, secondFrom);
  const { stage, age, exploitation, gender } = typed;
  return { asked: { stage, starts, compare, base, from, to, age, exploitation, gender, on: on && on < today ? on : undefined } };
}

type Wrong = (field: Field, text: string) => undefined;
type Dates = { readonly base: Day | undefined; readonly from: Day | undefined; readonly to: Day | undefined; readonly on: Day | undefined };

function checkDates({ base, from, to, on }: Dates, today: Day, say: Say, wrong: Wrong): void {
  const future = say('pilot.future', 'Enter a day that has been: nothing is known of later ones');
  if (base && base > today) wrong('base', future);
  if (from && from > today) wrong('from', future);
  if (to && to > today) wrong('to', future);
  if (on && on > today) wrong('as-of', future);
  if (base && from && base >= from) wrong('base', say('pilot.base-first', 'The time before must begin before the pilot does'));
  if (base && from && base < from && base > addDays(from, -28)) wrong('base', say('pilot.base-short', 'Take at least four weeks from before the pilot'));
  if (from && to && to <= from) wrong('to', say('pilot.reversed', 'The last day must come after the first'));
  if (from && on && on <= from) wrong('as-of', say('pilot.as-of-early', 'Enter a day after the pilot began'));
}

function checkSecond(
  typed: Typed,
  { from, to, real }: { from: Day | undefined; to: Day | undefined; real: (field: DateField) => Day | undefined },
  say: Say,
  wrong: Wrong,
): Day | undefined {
  const day = real('second-from');
  if (typed.areas.second.length > 0 && typed.dates['second-from'] === '')
    return wrong('second-from', say('pilot.second-needed', 'Enter the day on which these areas began'));
  if (day && typed.areas.second.length === 0) return wrong('second', say('pilot.second-areas', 'Choose the areas that began later, or leave the day empty'));
  if (day && from && to && (day <= from || day >= to))
    return wrong('second-from', say('pilot.second-between', 'Enter a day between the first and the last of the pilot'));
  return day;
}

function checkAreas(typed: Typed, law: Law, say: Say, wrong: Wrong): readonly string[] {
  const { pilot, second, compare } = typed.areas;
  const label = (code: string): string => areasOf(law).find((area) => area.code === code)?.label ?? code;
  const twice = (one: readonly string[], other: readonly string[]): string =>
    one
      .filter((code) => other.includes(code))
      .map(label)
      .join(', ');
  if (pilot.length === 0) wrong('pilot', say('pilot.areas-needed', 'Choose at least one area of the pilot'));
  const both = twice(pilot, second);
  if (both) wrong('second', say('pilot.both-waves', 'In both waves: {areas}. An area begins once', { areas: both }));
  const mixed = twice(compare, [...pilot, ...second]);
  if (mixed) wrong('compare', say('pilot.both-groups', 'In the pilot and compared with: {areas}. Choose one of the two', { areas: mixed }));
  const others = areasOf(law)
    .map((area) => area.code)
    .filter((code) => !pilot.includes(code) && !second.includes(code));
  if (compare.length === 0 && others.length === 0) wrong('compare', say('pilot.none-left', 'No area is left to compare with'));
  return compare.length > 0 ? compare : others;
}
