// Plans who is decided when, so that each quarter's first decisions equal the published ones by stage, age and outcome.
import { addDays, readQuarter, type Day } from '#base/day.ts';
import type { Person } from './cells.ts';
import type { DecisionRow, PublishedAge, PublishedOutcome } from './published.ts';
import type { Chance } from './random.ts';
import type { Workdays } from './workdays.ts';

/** What the planner of decisions needs besides the people. */
export type Desk = {
  readonly workdays: Workdays;
  readonly random: Chance;
  /** The first day on which a conclusive decision is lawful after a positive one of that day (recovery minimum of that nation). */
  readonly conclusiveFrom: (positive: Day, nation: string) => Day;
  /** Invents an older person of that age, sent on that day: from before the quarters held. */
  readonly older: (age: PublishedAge, sent: Day) => Person;
  /** The first day of the quarters held. */
  readonly heldFrom: Day;
};

export const reasonable = 'reasonable-grounds';
export const conclusive = 'conclusive-grounds';
/** Of one quarter's conclusive decisions, at most this share is about people whose reasonable grounds decision fell in it too. */
const quick = 0.25;

export function decisionOf(person: Person, stage: string) {
  return person.decisions.find((decision) => decision.stage === stage);
}

/** Plans one quarter's decisions over everybody sent so far. Earlier quarters must have been planned before. */
export function decideQuarter(quarter: string, people: readonly Person[], published: readonly DecisionRow[], desk: Desk): void {
  const span = readQuarter(quarter);
  if (!span) throw new Error(`${quarter} is no quarter`);
  const days = desk.workdays.between(span.first, span.last);
  const older: Person[] = [];
  for (const age of ['adult', 'child', 'unknown'] as const) {
    const wanted = (stage: string): PublishedOutcome[] =>
      published.filter((row) => row.stage === stage && row.age === age).flatMap((row) => Array.from({ length: row.people }, () => row.outcome));
    const group = people.filter((person) => person.cell.ageThen === age);
    older.push(...decideReasonable(age, group, wanted(reasonable), days, desk));
    decideConclusive(age, [...group, ...older], wanted(conclusive), days, desk);
  }
}

function decideReasonable(age: PublishedAge, group: readonly Person[], outcomes: readonly PublishedOutcome[], days: readonly Day[], desk: Desk): Person[] {
  const { random } = desk;
  const [first, last] = ends(days);
  const latest = addDays(last, -17);
  const waiting = random
    .shuffled(group.filter((person) => !decisionOf(person, reasonable) && person.sent <= latest))
    .sort((a, b) => (a.sent.slice(0, 7) < b.sent.slice(0, 7) ? -1 : a.sent.slice(0, 7) > b.sent.slice(0, 7) ? 1 : 0))
    .slice(0, outcomes.length);
  const before = olderDays(first, desk);
  const older = Array.from({ length: outcomes.length - waiting.length }, () => desk.older(age, random.pick(before)));
  random.shuffled(outcomes).forEach((outcome, i) => {
    const person = waiting[i] ?? older[i - waiting.length];
    if (!person) throw new Error('more decisions than people');
    person.decisions.push({ stage: reasonable, outcome, day: reasonableDay(person.sent, days, desk) });
  });
  return older;
}

/** The days before the quarter on which older people were sent; where the quarter before is held too, before everything held. */
function olderDays(first: Day, desk: Desk): readonly Day[] {
  const until = first < desk.heldFrom ? first : desk.heldFrom;
  return desk.workdays.between(addDays(until, -75), addDays(until, -3));
}

/** Within five weeks of sending where that falls in the quarter, else any of its days. Never on the day of sending. */
function reasonableDay(sent: Day, days: readonly Day[], desk: Desk): Day {
  const [first, last] = ends(days);
  const soon = desk.workdays.after(sent, 2, 25).filter((on) => on >= first && on <= last);
  return desk.random.pick(soon.length > 0 ? soon : days.filter((on) => on > sent));
}

function decideConclusive(age: PublishedAge, group: readonly Person[], outcomes: readonly PublishedOutcome[], days: readonly Day[], desk: Desk): void {
  const { random } = desk;
  const [first, last] = ends(days);
  const ready = random.shuffled(
    group.filter((person) => {
      const positive = decisionOf(person, reasonable);
      return person.cell.ageThen === age && positive?.outcome === 'positive' && !decisionOf(person, conclusive) && from(person, desk) <= last;
    }),
  );
  const backlog = ready.filter((person) => (decisionOf(person, reasonable)?.day ?? first) < first).slice(0, outcomes.length);
  const own = ready
    .filter((person) => (decisionOf(person, reasonable)?.day ?? '') >= first)
    .slice(0, Math.min(Math.floor(outcomes.length * quick), outcomes.length - backlog.length));
  const chosen = [...backlog, ...own];
  while (chosen.length < outcomes.length) chosen.push(longWaiting(age, desk));
  random.shuffled(outcomes).forEach((outcome, i) => {
    const person = chosen[i];
    if (!person) throw new Error('more decisions than people');
    const earliest = from(person, desk);
    person.decisions.push({ stage: conclusive, outcome, day: random.pick(days.filter((on) => on >= earliest)) });
  });
}

function from(person: Person, desk: Desk): Day {
  const positive = decisionOf(person, reasonable);
  if (!positive) throw new Error('no positive reasonable grounds decision');
  return desk.conclusiveFrom(positive.day, person.nation);
}

/** Somebody sent and found positive long before the quarters held, still waiting for the conclusive decision. */
function longWaiting(age: PublishedAge, desk: Desk): Person {
  const { random, heldFrom } = desk;
  const person = desk.older(age, random.pick(desk.workdays.between(addDays(heldFrom, -400), addDays(heldFrom, -120))));
  const days = desk.workdays.after(person.sent, 4, 40);
  person.decisions.push({ stage: reasonable, outcome: 'positive', day: random.pick(days) });
  return person;
}

function ends(days: readonly Day[]): [Day, Day] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) throw new Error('a quarter without working days');
  return [first, last];
}
