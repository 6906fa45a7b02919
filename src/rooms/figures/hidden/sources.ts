// Which table of overlapping lists an estimate is made from: what was published of 2013, our own live cases, or one that somebody hands in.
import { readFileSync } from 'node:fs';
import type { Actor } from '#access/roles.ts';
import { readDay, type Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Kit } from '#kit/kit.ts';
import { readOverlaps, type Overlaps } from '#methods/capture/table.ts';
import { refusalInWords } from '#methods/capture/words.ts';
import { asOf } from '#rooms/figures/tables.ts';
import { overlapCsv, overlapOf, type Overlap } from './overlap.ts';
import { listedTogether } from './store.ts';

export const sources = ['uk2013-5', 'uk2013-6', 'live', 'own'] as const;
export type Source = (typeof sources)[number];
export const isSource = (text: string): text is Source => (sources as readonly string[]).includes(text);

const published: Readonly<Record<'uk2013-5' | 'uk2013-6', string>> = {
  'uk2013-5': 'uk2013_5lists.csv',
  'uk2013-6': 'uk2013_6lists.csv',
};

export const sourceWord = (say: Say, of: Source): string =>
  ({
    'uk2013-5': say('hidden.uk-5', 'United Kingdom 2013, five lists (police and the National Crime Agency as one)'),
    'uk2013-6': say('hidden.uk-6', 'United Kingdom 2013, six lists'),
    live: say('hidden.live', 'Cases here: who referred whom, between two days'),
    own: say('hidden.own', 'A table of your own'),
  })[of];

export type Typed = {
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly table: string;
  readonly replicates: string;
  readonly seed: string;
};
export type Mistake = { readonly field: string; readonly text: string };
export type Found = { readonly source: string; readonly table: Overlaps; readonly overlap: Overlap | null };

/** The table, or what is wrong beside its field. Of live cases it is read under the statistics purpose, from confirmed links alone. */
export async function tableFrom(
  kit: Kit,
  actor: Actor,
  typed: Typed,
  words: { readonly say: Say; readonly lang: string; readonly today: Day },
): Promise<Found | Mistake> {
  const { say, lang, today } = words;
  const { source } = typed;
  if (!isSource(source)) return { field: 'source', text: say('hidden.wrong.source', 'Choose what to estimate from') };
  if (source === 'live') {
    const [from, to] = [readDay(typed.from), readDay(typed.to)];
    if (!from) return { field: 'from-day', text: say('figures.wrong-day', 'Enter a real day, such as 15 1 2024') };
    if (!to) return { field: 'to-day', text: say('figures.wrong-day', 'Enter a real day, such as 15 1 2024') };
    if (from > to) return { field: 'to-day', text: say('hidden.wrong.order', 'The last day must be on or after the first') };
    if (to > today) return { field: 'to-day', text: say('hidden.wrong.future', 'The last day cannot be in the future') };
    const overlap = overlapOf(kit.law, await kit.db.as(actor, 'statistics', async (tx) => listedTogether(tx, { first: from, last: to }, await asOf(tx))));
    const table = readOverlaps(overlapCsv(overlap));
    const name = say('hidden.live-between', 'Cases here, referred from {from} to {to}', { from: longDay(from, lang), to: longDay(to, lang) });
    return 'wrong' in table ? { field: 'from-day', text: refusalInWords(table, say) } : { source: name, table, overlap };
  }
  const text = source === 'own' ? typed.table : readFileSync(new URL(`./published/${published[source]}`, import.meta.url), 'utf8');
  const table = readOverlaps(text);
  return 'wrong' in table
    ? { field: source === 'own' ? 'table' : 'source', text: refusalInWords(table, say) }
    : { source: sourceWord(say, source), table, overlap: null };
}
