// The weeks since the last quarter held: fresh referrals, and a few dozen cases in every state a learner should meet.
import { addDays, type Day } from '#base/day.ts';
import { isSittable, type Cell, type Maker, type Person } from './cells.ts';
import { decisionOf, reasonable } from './decided.ts';
import type { Chance } from './random.ts';
import type { Workdays } from './workdays.ts';

type Wish = {
  readonly special: string;
  readonly count: number;
  /** Sent so many working days before today, at least and at most. */
  readonly sent: readonly [number, number];
  readonly of?: (person: Person) => boolean;
  /** These first, where there are some. */
  readonly rather?: (person: Person) => boolean;
};

const adult = (person: Person): boolean => person.age === 'adult';
const child = (person: Person): boolean => person.age === 'child';

/** What makes a case remarkable; each is played out in `play.ts`. All of these wait for a reasonable grounds decision. */
const wishes = [
  { special: 'danger-now', count: 2, sent: [0, 1] },
  { special: 'bed-tonight', count: 2, sent: [0, 1], of: adult },
  { special: 'still-held', count: 2, sent: [0, 3] },
  { special: 'court-tomorrow', count: 2, sent: [1, 9], of: (person) => person.cell.exploitation.includes('criminal') },
  { special: 'removal-soon', count: 2, sent: [1, 9], of: (person) => adult(person) && person.cell.nationalities[0] !== 'uk' },
  { special: 'turning-18', count: 2, sent: [1, 9], of: child },
  { special: 'question-open', count: 4, sent: [2, 5], rather: isSittable },
  { special: 'question-overdue', count: 3, sent: [13, 24], rather: isSittable },
  { special: 'answer-arrived', count: 3, sent: [4, 9], rather: isSittable },
  { special: 'negative-proposed', count: 4, sent: [3, 12] },
  { special: 'sent-back', count: 1, sent: [4, 12] },
  { special: 'missing', count: 2, sent: [4, 12], of: child },
  { special: 'found-again', count: 1, sent: [7, 20] },
  { special: 'suspended', count: 2, sent: [7, 20] },
  { special: 'withdrawn', count: 1, sent: [5, 9], of: adult },
  { special: 'duplicate', count: 2, sent: [2, 6] },
] as const satisfies readonly Wish[];

export type Special = (typeof wishes)[number]['special'] | 'reconsideration-asked' | 'again';

export type Lively = {
  readonly today: Day;
  /** The first day after the quarters held. */
  readonly since: Day;
  readonly workdays: Workdays;
  readonly random: Chance;
  readonly cells: readonly Cell[];
  readonly make: Maker['make'];
};

/** Fresh referrals a working day; today's is a morning's worth. */
const aDay = 12;
const thisMorning = 5;

/** Sends the referrals since the quarters held, decides some of what waited over the turn of the year, and marks what is remarkable. */
export function sinceThen(people: readonly Person[], lively: Lively): void {
  const { today, since, workdays, random, cells, make } = lively;
  const weighted = cells.flatMap((cell) => Array.from({ length: cell.people }, () => cell));
  const fresh = workdays
    .between(since, today)
    .flatMap((on) => Array.from({ length: on === today ? thisMorning : aDay }, () => make(random.pick(weighted), on)));
  for (const person of fresh) person.place = person.cell.nationalities[0] === 'uk' || random.sometimes(0.6) ? 'uk' : 'overseas';

  const waiting = [...people, ...fresh].filter((person) => !decisionOf(person, reasonable));
  mark(random.shuffled(waiting), lively);
  decideSome(
    waiting.filter((person) => person.special === null),
    lively,
  );
  markReconsiderations(random.shuffled(people), lively);
}

function mark(waiting: readonly Person[], { today, workdays }: Lively): void {
  for (const wish of wishes as readonly Wish[]) {
    const fit = waiting.filter((person) => {
      const days = workdays.between(person.sent, today).length - 1;
      return person.special === null && days >= wish.sent[0] && days <= wish.sent[1] && (wish.of?.(person) ?? true);
    });
    const { rather } = wish;
    if (rather) fit.sort((one, other) => Number(rather(other)) - Number(rather(one)));
    for (const person of fit.slice(0, wish.count)) person.special = wish.special;
  }
}

/** Most of what was sent before the turn of the year is decided by last Friday; a learner's list stays short enough to read. */
function decideSome(waiting: readonly Person[], { today, since, workdays, random }: Lively): void {
  for (const person of waiting) {
    const days = workdays.after(person.sent, 3, 25).filter((on) => on >= since && on < today);
    const share = person.sent < since ? 0.85 : 0.5;
    if (days.length > 2 && random.sometimes(share)) {
      person.decisions.push({ stage: reasonable, outcome: random.sometimes(0.55) ? 'positive' : 'negative', day: random.pick(days) });
    }
  }
}

/** Asked about negatives of the last two months, which stay what they were: a first decision is counted once. */
function markReconsiderations(people: readonly Person[], { today }: Lively): void {
  const since = addDays(today, -60);
  const negative = people.filter((person) => {
    const last = person.decisions.at(-1);
    return person.special === null && last?.outcome === 'negative' && last.day >= since && last.day <= addDays(today, -14);
  });
  for (const person of negative.slice(0, 3)) person.special = 'reconsideration-asked';
}
