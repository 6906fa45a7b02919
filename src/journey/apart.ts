// Two people who must not live together, or not near each other: that it was said of one record, why in a code, and when it ended. The other stands in no event.
import type { Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import { no } from './refusals.ts';

/** No closer than this: what happened between two people is nobody's to read here. */
export type ApartReason = 'they-fear' | 'other-fears' | 'court-order' | 'recruits' | 'quarrel';
/** In one house; or also where one house is near the other. */
export type Reach = 'house' | 'near';

/** `id` is random: of whom the person is kept apart stands beside the ledger, under it. */
export type ApartEvent = { kind: 'KeptApart'; id: string; why: ApartReason; reach: Reach; by: string } | { kind: 'ApartEnded'; id: string; by: string };

export type Apart = Omit<Extract<ApartEvent, { kind: 'KeptApart' }>, 'kind'> & { readonly on: Day; readonly ended: boolean };

const kinds = new Set<string>(['KeptApart', 'ApartEnded'] satisfies ApartEvent['kind'][]);
export const isAboutApart = (event: { readonly kind: string }): event is ApartEvent => kinds.has(event.kind);

export function evolveApart(all: readonly Apart[], event: ApartEvent, on: Day): readonly Apart[] {
  if (event.kind === 'ApartEnded') return all.map((one) => (one.id === event.id ? { ...one, ended: true } : one));
  const { kind: _kind, ...said } = event;
  return [...all, { ...said, on, ended: false }];
}

type Record = { readonly since: Day | null; readonly ended: Day | null; readonly apart: readonly Apart[] };

/** `same`: both records are one person's. `known`: such a rule between the two stands already. */
export function keepApart(
  record: Record,
  what: { readonly id: string; readonly why: ApartReason; readonly reach: Reach; readonly same: boolean; readonly known: boolean },
  by: string,
): Outcome<ApartEvent> {
  const { id, why, reach } = what;
  if (!record.since || record.ended) return no('no-open-support');
  if (what.same) return no('apart-same-person');
  return what.known ? no('already-so') : done({ kind: 'KeptApart', id, why, reach, by });
}

/** It takes another person than who said so: one alone could be pressed to, or mistaken. */
export function endApart(record: Record, id: string, by: string): Outcome<ApartEvent> {
  const one = record.apart.find((each) => each.id === id);
  if (!one || one.ended) return no('already-so');
  return one.by === by ? no('apart-by-another') : done({ kind: 'ApartEnded', id, by });
}
