// Support as it is counted: what a support record's own events amount to in the statistics table, and who was in support over a period.
import type { Support, SupportEvent } from '#journey/support.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { keepCounts, type Counted } from './measures.ts';

/** A record that was never opened is counted nowhere. Days are those of the act, whenever it was recorded. */
export function countsOfSupport({ since, ended, because, why, exit, nation }: Support): readonly Counted[] {
  if (!since) return [];
  const rows: Counted[] = [
    { question: 'support-opened', code: because ?? 'unknown', validFrom: since },
    { question: 'support-nation', code: nation, validFrom: since },
  ];
  return ended ? [...rows, { question: 'support-ended', code: exit ?? why ?? 'unknown', validFrom: ended }] : rows;
}

/** Keeps the statistics table in step with a support record, as of each moment. */
export const countSupport: Reaction<Support, SupportEvent> = (tx, { file, before, after }) =>
  keepCounts(tx, file, countsOfSupport(before), countsOfSupport(after));

/** A person with two records is counted twice, once for each time in support. */
export type SupportMove = 'start' | 'opened' | 'ended' | 'end';
export type SupportCell = { readonly move: SupportMove; readonly nation: string; readonly kind: string; readonly people: number };

/** Whatever the numbers: who was there at the start, and came, and left, leaves who is there at the end. */
export const balances = (of: (move: SupportMove) => number): boolean => of('start') + of('opened') - of('ended') === of('end');
