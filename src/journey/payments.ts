// What is due to a person, week by week, from dated facts and dated rates; and what follows where that is not what was paid.
// Every day of a week is a seventh of its rate. A week is summed exactly, in sevenths of a penny, and only then rounded, up: for the person.
import { addDays, addMonths, weekday, type Day } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import type { RateKind } from '#law/law.ts';
import type { RateBook } from './rates.ts';

export const places = ['catered', 'self-catered', 'outreach'] as const;
/** What a payment rests on. Bands of age hang on their child by `who`; asylum support and a birth bear what was paid elsewhere, in pence. */
export const factKinds = [...places, 'asylum-support', 'child', 'under-1', '1-to-under-3', 'pregnancy', 'maternity'] as const;
export type FactKind = (typeof factKinds)[number];
/** `until` is the last day. */
export type Fact = {
  readonly id: string;
  readonly kind: FactKind;
  readonly who: string | null;
  readonly from: Day;
  readonly until: Day | null;
  readonly pence: number | null;
};

/** A band of age of a child, from the birth date: what is kept are its days, and not that date. */
export function bandsOf(born: Day, child: Pick<Fact, 'from' | 'until'>): readonly Pick<Fact, 'kind' | 'from' | 'until'>[] {
  const [one, three] = [addMonths(born, 12), addMonths(born, 36)];
  const bands = [
    { kind: 'under-1' as const, from: born, until: addDays(one, -1) },
    { kind: '1-to-under-3' as const, from: one, until: addDays(three, -1) },
  ];
  return bands.flatMap(({ kind, from, until }) => {
    const [first, last] = [from > child.from ? from : child.from, child.until && child.until < until ? child.until : until];
    return first <= last ? [{ kind, from: first, until: last }] : [];
  });
}

/** Why a fact cannot be kept beside those that stand; it takes the place of the one with its own id. */
export function wrongFact(facts: readonly Fact[], fact: Fact): 'ends-before-it-begins' | 'places-overlap' | undefined {
  if (fact.until && fact.until < fact.from) return 'ends-before-it-begins';
  const alike = (other: Fact): boolean => (isPlace(fact.kind) ? isPlace(other.kind) : fact.kind === 'asylum-support' && other.kind === fact.kind);
  const meets = (other: Fact): boolean => other.from <= (fact.until ?? '9999-12-31') && fact.from <= (other.until ?? '9999-12-31');
  return facts.some((other) => other.id !== fact.id && alike(other) && meets(other)) ? 'places-overlap' : undefined;
}

/** In support from a day to a day, both paid. */
export type Claim = { readonly nation: string; readonly since: Day; readonly ended: Day | null; readonly facts: readonly Fact[] };

/** One rate over some days of a week that follow each other. `less`: what somebody else pays of it. */
export type Line = {
  readonly rate: RateKind;
  readonly who: string | null;
  readonly from: Day;
  readonly until: Day;
  readonly days: number;
  readonly pence: number;
  readonly less: number;
  readonly sevenths: number;
  readonly confirmed: boolean;
  readonly because: Because;
};
export type WeekDue = { readonly week: Day; readonly pence: number; readonly lines: readonly Line[] };

const isPlace = (kind: FactKind): boolean => (places as readonly string[]).includes(kind);
const covers = ({ from, until }: Pick<Fact, 'from' | 'until'>, day: Day): boolean => from <= day && (!until || day <= until);

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));

const weeks = new Map<Day, readonly Day[]>();
/** The seven days that begin with a Monday. */
export function daysOf(week: Day): readonly Day[] {
  const known = weeks.get(week);
  if (known) return known;
  const days = [week];
  for (let at = addDays(week, 1); days.length < 7; at = addDays(at, 1)) days.push(at);
  if (weeks.size < 10_000) weeks.set(week, days);
  return days;
}

type Piece = Pick<Line, 'rate' | 'who' | 'less'>;

/** What is paid on one day. Who has asylum support is paid the rest of the sum, and nothing for children and births that it pays already. */
function pieces({ facts }: Claim, day: Day): readonly Piece[] {
  const now = facts.filter((fact) => (fact.kind === 'maternity' ? fact.from === day : covers(fact, day)));
  const asylum = now.find((fact) => fact.kind === 'asylum-support');
  const place = now.find((fact) => isPlace(fact.kind));
  const births = now.filter((fact) => fact.kind === 'maternity').map((fact): Piece => ({ rate: 'maternity', who: fact.who, less: fact.pence ?? 0 }));
  if (!place) return births;
  if (asylum) return [{ rate: 'with-asylum-support', who: null, less: asylum.pence ?? 0 }, ...births];
  const children = now.filter((fact) => fact.kind === 'child').sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  const bands = now.filter(({ kind, who }) => (kind === 'under-1' || kind === '1-to-under-3') && children.some((child) => child.who === who));
  return [
    { rate: place.kind as RateKind, who: null, less: 0 },
    ...children.map((child, i): Piece => ({ rate: i === 0 ? 'first-child' : 'further-child', who: child.who, less: 0 })),
    ...bands.map(({ kind, who }): Piece => ({ rate: kind as RateKind, who, less: 0 })),
    ...now.filter(({ kind }) => kind === 'pregnancy').map((): Piece => ({ rate: 'pregnancy', who: null, less: 0 })),
    ...births,
  ];
}

/** Whether anything begins or ends inside a week: then it is counted day by day. */
function breaks(claim: Claim, book: RateBook, week: Day, sunday: Day): boolean {
  const begins = (day: Day): boolean => week < day && day <= sunday;
  const ends = (day: Day | null): boolean => day !== null && week <= day && day < sunday;
  return (
    begins(claim.since) ||
    ends(claim.ended) ||
    book.changes.some(begins) ||
    claim.facts.some(({ kind, from, until }) => begins(from) || ends(until) || (kind === 'maternity' && from === week))
  );
}

function linesOn(claim: Claim, book: RateBook, day: Day, days: number, until: Day): readonly Line[] {
  if (!covers({ from: claim.since, until: claim.ended }, day)) return [];
  return pieces(claim, day).flatMap((piece) => {
    const { pence, per, confirmed, because } = book.on(piece.rate, claim.nation, day);
    const left = Math.max(0, pence - piece.less);
    if (left === 0) return [];
    return [{ ...piece, from: day, until, days, pence, sevenths: left * (per === 'once' ? 7 : days), confirmed, because }];
  });
}

/** Days that follow each other at one rate become one line. */
function joined(lines: readonly Line[]): readonly Line[] {
  const open = new Map<string, Line>();
  const out: Line[] = [];
  for (const line of lines) {
    const key = `${line.rate}/${line.who ?? ''}/${line.pence}/${line.less}/${line.because.from}`;
    const last = open.get(key);
    if (last && line.rate !== 'maternity' && addDays(last.until, 1) === line.from) {
      const longer = { ...last, until: line.until, days: last.days + line.days, sevenths: last.sevenths + line.sevenths };
      out[out.indexOf(last)] = longer;
      open.set(key, longer);
    } else {
      out.push(line);
      open.set(key, line);
    }
  }
  return out;
}

/** What is due for the week that begins on a Monday. */
export function weekDue(claim: Claim, book: RateBook, week: Day): WeekDue {
  const days = daysOf(week);
  const sunday = days[6] ?? week;
  const lines = breaks(claim, book, week, sunday) ? joined(days.flatMap((day) => linesOn(claim, book, day, 1, day))) : linesOn(claim, book, week, 7, sunday);
  return { week, pence: Math.ceil(lines.reduce((sum, line) => sum + line.sevenths, 0) / 7), lines };
}

/** Every week from the first day of support to the week named. */
export function dueByWeek(claim: Claim, book: RateBook, through: Day): readonly WeekDue[] {
  const out: WeekDue[] = [];
  for (let week = mondayOf(claim.since); week <= through && (!claim.ended || week <= claim.ended); week = addDays(daysOf(week)[6] ?? week, 1)) {
    out.push(weekDue(claim, book, week));
  }
  return out;
}

/** What stands in the books for a week: what was due by its last entry, and what the person has got for it. */
export type Booked = { readonly entry: string; readonly week: Day; readonly due: number; readonly got: number };
/** A new entry for a week. What stood is turned round in full; what the person got beyond what was due stays theirs and is written down as overpaid. */
export type Posting = { readonly week: Day; readonly reverses: Booked | null; readonly due: number; readonly got: number };

export function settle(due: readonly WeekDue[], booked: readonly Booked[]): readonly Posting[] {
  const stands = new Map(booked.map((one) => [one.week, one]));
  const weeks = new Map(due.map(({ week, pence }) => [week, pence]));
  return [...new Set([...weeks.keys(), ...stands.keys()])].sort().flatMap((week) => {
    const now = weeks.get(week) ?? 0;
    const before = stands.get(week) ?? null;
    return now === (before?.due ?? 0) ? [] : [{ week, reverses: before, due: now, got: Math.max(now, before?.got ?? 0) }];
  });
}

/** What goes out now: never less than nothing, since what somebody lives on is not taken back from it. */
export const toSend = ({ got, reverses }: Posting): number => got - (reverses?.got ?? 0);

/** support: what support costs. bank: what went out. overpaid: what went out and was not due. The three of an entry come to nothing. */
export const legsOf = ({ due, got }: Pick<Posting, 'due' | 'got'>) => [
  { account: 'support', pence: due },
  { account: 'overpaid', pence: got - due },
  { account: 'bank', pence: -got },
];

/** A week for which what was paid is not what the facts, as they are kept now, and the law come to. */
export type Difference = { readonly week: Day; readonly due: number; readonly booked: number; readonly got: number; readonly lines: readonly Line[] };

/** Recomputes every week that was paid, and those not paid yet up to a week. */
export function differences(claim: Claim, book: RateBook, booked: readonly Booked[], through: Day): readonly Difference[] {
  const due = dueByWeek(claim, book, through);
  const stands = new Map(booked.map((one) => [one.week, one]));
  return settle(due, booked).map(({ week, due: pence }) => ({
    week,
    due: pence,
    booked: stands.get(week)?.due ?? 0,
    got: stands.get(week)?.got ?? 0,
    lines: due.find((one) => one.week === week)?.lines ?? [],
  }));
}
