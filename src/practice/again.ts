// People whom a second body refers too, within weeks: found to be duplicates and joined, so that the lists of bodies overlap as real ones do.
import type { Day } from '#base/day.ts';
import type { Maker, Person } from './cells.ts';
import type { Chance } from './random.ts';
import type { Workdays } from './workdays.ts';

/** One in so many of the adults whose case has not led to support. */
const oneIn = 6;

/**
 * A duplicate leaves every published table, so none of their counts is touched. `until`: the last day on which one is sent, so that its match is confirmed within
 * the quarters held. Bodies that meet the same people are taken from those of the same weeks.
 */
export function referredAgain(
  people: readonly Person[],
  make: Maker['make'],
  within: { readonly first: Day; readonly until: Day },
  workdays: Workdays,
  random: Chance,
): void {
  const there = people.filter((one) => one.sent >= within.first && one.sent <= within.until);
  const could = there.filter((one) => one.age === 'adult' && one.special === null && one.decisions.every(({ outcome }) => outcome === 'negative'));
  for (const person of random.shuffled(could).slice(0, Math.floor(could.length / oneIn))) {
    const times = random.sometimes(0.2) ? 2 : 1;
    const kinds = new Set([person.responder.kind]);
    for (let time = 0; time < times; time += 1) {
      const other = random.pick(there);
      const days = workdays.after(person.sent, 1, 15).filter((on) => on <= within.until);
      if (kinds.has(other.responder.kind) || days.length === 0) continue;
      kinds.add(other.responder.kind);
      const again = make({ ...person.cell, responders: [other.responder] }, random.pick(days));
      Object.assign(again, { key: person.key, nation: person.nation, place: person.place, special: 'again', again: person });
    }
  }
}
