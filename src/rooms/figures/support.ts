// Support as it is counted: what each step of a support record amounts to in the statistics table. Codes and days, never a place or a person.
import type { Recorded } from '#base/stream.ts';
import { comingOf, homeOf } from '#journey/stay.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { count } from '#kit/store/statistics.ts';
import type { Counted } from './measures.ts';

type Row = readonly [question: string, code: string];
type Steps = { readonly [K in SupportEvent['kind']]?: (before: Support, event: Extract<SupportEvent, { kind: K }>) => readonly Row[] };

/**
 * What is said once of a record is counted at its first time. A steps' day is its own, whenever it was written down, and what was
 * counted is never changed by a later step: so a later step cannot change what an earlier day's figures say.
 */
const steps: Steps = {
  SupportOpened: (_before, { because, nation }) => [
    ['support-opened', because],
    ['support-nation', nation],
  ],
  SupportEnded: (_before, { why, exit }) => [['support-ended', exit ?? why]],
  ContactTried: ({ care }, { outcome }) =>
    outcome === 'reached' && !care.tries.some((one) => one.outcome === 'reached') ? [['support-contact', 'reached']] : [],
  WorkerNamed: ({ access }) => (access.named.length === 0 ? [['support-worker', 'named']] : []),
  OutcomeNoted: (_before, { domain, said }) => [[outcomeOf(domain), said]],
  ReachedIn: (_before, { service }) => [['support-reached-in', service]],
  BedAsked: () => [['place-wanted', 'not-said']],
  BedNotNeeded: () => [['place-settled', 'not-needed']],
  // Found with one of our own places it is settled on arrival.
  BedFound: ({ housing }) => (comingOf(housing)?.state === 'accepted' ? [] : [['place-settled', 'found']]),
  NoPlaceFound: () => [['place-not-found', 'night']],
  PlaceNotFound: (_before, { tonight }) => [['place-not-found', tonight ? 'tonight' : 'planned']],
  Arrived: () => [['support-home', 'in']],
  MovedOut: ({ housing }, { stay }) => (homeOf(housing)?.stay === stay ? [['support-home', 'out']] : []),
};

export const outcomeOf = (domain: string): string => `outcome-${domain}`;

export function countsOfStep(before: Support, { event, day }: Recorded<SupportEvent>): readonly Counted[] {
  const counts = steps[event.kind] as ((before: Support, event: SupportEvent) => readonly Row[]) | undefined;
  return (counts?.(before, event) ?? []).map(([question, code]) => ({ question, code, validFrom: day }));
}

/** Keeps the statistics table in step with a support record, as of each moment. */
export const countSupport: Reaction<Support, SupportEvent> = async (tx, { file, before, events }) => {
  const rows: Counted[] = [];
  events.reduce((now, recorded) => {
    rows.push(...countsOfStep(now, recorded));
    return supportStream.evolve(now, recorded);
  }, before);
  if (rows.length > 0) await count(tx, file, rows);
};

/** A person with two records is counted twice, once for each time in support. */
export type SupportMove = 'start' | 'opened' | 'ended' | 'end';
export type SupportCell = { readonly move: SupportMove; readonly nation: string; readonly kind: string; readonly people: number };

/** Whatever the numbers: who was there at the start, and came, and left, leaves who is there at the end. */
export const balances = (of: (move: SupportMove) => number): boolean => of('start') + of('opened') - of('ended') === of('end');
