// The overlap of agencies' lists as a table: who stands on which together; and the same with small counts hidden, for everybody else.
import type { Law } from '#law/law.ts';
import { quoted } from '#rooms/figures/exact.ts';
import { labelsOf } from '#rooms/figures/labels.ts';
import type { ListedTogether } from './store.ts';

/** `on`: for each list whether they stand on it. Every combination with anybody in it, and no other. */
export type Overlap = { readonly lists: readonly string[]; readonly rows: readonly { readonly on: readonly boolean[]; readonly people: number }[] };

/** One list a type of organisation, as the published tables name it: single organisations overlap too little for any model. */
export function overlapOf(law: Law, found: readonly ListedTogether[]): Overlap {
  const { responder } = labelsOf(law);
  const typed = found.map(({ organisations, people }) => ({ types: new Set(organisations.map((code) => responder(code).type)), people }));
  const lists = [...new Set(typed.flatMap(({ types }) => [...types]))].sort();
  const sums = new Map<string, { on: readonly boolean[]; people: number }>();
  for (const { types, people } of typed) {
    const on = lists.map((list) => types.has(list));
    const key = on.map(Number).join('');
    sums.set(key, { on, people: people + (sums.get(key)?.people ?? 0) });
  }
  return { lists, rows: [...sums].sort(([one], [other]) => (one < other ? 1 : -1)).map(([, row]) => row) };
}

/** As `./opennrm estimate` reads it: a 0/1 column a list, and the count last. */
export function overlapCsv({ lists, rows }: Overlap): string {
  return [[...lists.map(quoted), 'count'].join(','), ...rows.map(({ on, people }) => [...on.map(Number), people].join(','))].join('\n') + '\n';
}
