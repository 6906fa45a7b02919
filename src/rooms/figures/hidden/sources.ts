// Which table of overlapping lists an estimate is made from: what was published of 2013, our own live cases, or one that somebody hands in.
import { readFileSync } from 'node:fs';
import type { Actor } from '#access/roles.ts';
import { readDay, type Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Kit } from '#kit/kit.ts';
import { readOverlaps, type Overlaps, type Wrong, type WrongOverlaps } from '#methods/capture/table.ts';
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
    return 'wrong' in table ? { field: 'from-day', text: wrongInWords(table, say) } : { source: name, table, overlap };
  }
  const text = source === 'own' ? typed.table : readFileSync(new URL(`./published/${published[source]}`, import.meta.url), 'utf8');
  const table = readOverlaps(text);
  return 'wrong' in table
    ? { field: source === 'own' ? 'table' : 'source', text: wrongInWords(table, say) }
    : { source: sourceWord(say, source), table, overlap: null };
}

/** Why a table cannot be read or cannot be estimated from, with the row. */
export function wrongInWords({ wrong, row, list }: Wrong, say: Say): string {
  const values = { row: row ?? 1, list: list ?? '' };
  const says: Readonly<Record<WrongOverlaps, string>> = {
    'no-head': say('hidden.wrong.head', 'The first row must name the lists, each by another name, and end with count'),
    'few-lists': say('hidden.wrong.few', 'At least two lists with different people are needed'),
    'many-lists': say('hidden.wrong.many', 'At most ten lists can be estimated from'),
    'not-zero-or-one': say('hidden.wrong.sign', 'Row {row}: for each list write 0 or 1', values),
    'columns-missing': say('hidden.wrong.columns', 'Row {row}: it has not as many columns as the first row', values),
    'not-a-count': say('hidden.wrong.count', 'Row {row}: the count must be a whole number, 0 or more', values),
    twice: say('hidden.wrong.twice', 'Row {row}: these lists stand in an earlier row', values),
    'on-no-list': say('hidden.wrong.no-list', 'Row {row}: nobody can be counted who is on no list', values),
    nobody: say('hidden.wrong.nobody', 'Nobody is on any list'),
    'too-many-people': say('hidden.wrong.too-many', 'There are more people in it than live in most countries: check the counts'),
    'holds-everybody': say('hidden.wrong.everybody', '{list} holds everybody who is on any list, so nothing can be learned from it (row {row})', values),
    'no-overlap': say('hidden.wrong.overlap', 'Nobody is on two lists, so nothing bounds how many are on none: no estimate can be given'),
  };
  return says[wrong];
}
