// A period's exact tables of support: kinds, waits, what came after, outcomes and beds, in the one settled form of every exact table.
import { itemOf } from '#base/list.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Law } from '#law/law.ts';
import type { Ending, Waited } from '#methods/survival.ts';
import { bedsByDay, type BedState } from './beds.ts';
import { columns, supportMoves, tableOf, whyLabel, type Table } from './exact.ts';
import { labelsOf } from './labels.ts';
import { measures } from './measures.ts';
import { afterSupport, bedRows, outcomesSaid, supportAreas, supportWaits, type Return, type Seen, type Wait } from './store.ts';

export type SupportTables = Readonly<Record<'kinds' | 'areas' | 'waits' | 'returns' | 'outcomes' | 'beds', Table>>;

/** In files the labels are English and stay as they are. */
export const kindNames = { accommodation: 'Accommodation', outreach: 'Outreach' } as const;
export const waitNames: Readonly<Record<Wait, string>> = {
  'referral-to-contact': 'From the referral to the first contact',
  'opening-to-contact': 'From the beginning of support to the first contact',
  'opening-to-worker': 'From the beginning of support to a named worker',
  'asking-to-bed': 'From asking for a place to a bed',
};
export const waitEnds: Readonly<Record<Ending, string>> = { event: 'Reached', other: 'Ended before', waiting: 'Still waiting' };
export const returnNames: Readonly<Record<Return, string>> = {
  'support-again': 'Back in support',
  'referred-again': 'Referred again',
  'exploited-anew': 'Referred again, exploited since',
  'reach-in': 'Reach-in',
};
export const returnEnds: Readonly<Record<Ending, string>> = { event: 'Came', other: 'Died', waiting: 'Not so far' };
export const said = { there: 'There', 'on-the-way': 'On the way', 'not-yet': 'Not yet' } as const;
export const noAnswer = 'No answer';
export const answeredOnce = 'Answered once';
export const bedNames: Readonly<Record<BedState, string>> = {
  wanted: 'Wanted',
  offered: 'Offered',
  'lived-in': 'Lived in',
  out: 'Out of service',
  free: 'Free',
  'not-found': 'No place found',
};
const placeKinds: Readonly<Record<string, string>> = {
  women: 'Women only',
  men: 'Men only',
  any: 'Women and men',
  several: 'More than one kind would do',
  'not-said': 'Not said',
};

/** Everything about support in one period. Needs the statistics purpose: the counts are not protected. */
export async function supportTables(tx: Tx, law: Law, seen: Seen): Promise<SupportTables> {
  const labels = labelsOf(law);
  const areas = await supportAreas(tx, seen);
  const domains = law.lists['core-outcomes'];
  const answer = (code: string): string => said[code as keyof typeof said] ?? code;
  return {
    kinds: tableOf(
      measures.kinds,
      columns.kinds,
      areas.map(({ at, nation, kind, people }) => ({ cells: [supportMoves[at], labels.nation(nation), kindNames[kind]], people })),
    ),
    areas: tableOf(
      measures.areas,
      columns.areas,
      areas.map(({ at, nation, area, kind, people }) => ({ cells: [supportMoves[at], labels.nation(nation), labels.region(area), kindNames[kind]], people })),
    ),
    waits: tableOf(
      measures.waits,
      columns.waits,
      (await supportWaits(tx, seen)).map(({ wait, nation, end, days, people }) => ({
        cells: [waitNames[wait], labels.nation(nation), waitEnds[end], String(days)],
        people,
      })),
    ),
    returns: tableOf(
      measures.returns,
      columns.returns,
      (await afterSupport(tx, seen)).map(({ event, exit, end, days, people }) => ({
        cells: [returnNames[event], whyLabel(labels, exit), returnEnds[end], String(days)],
        people,
      })),
    ),
    outcomes: tableOf(
      measures.outcomes,
      columns.outcomes,
      domains
        ? (
            await outcomesSaid(
              tx,
              seen,
              domains.items.map((item) => item.code),
            )
          ).map(({ domain, first, last, people }) => ({
            cells: [itemOf(domains, domain)?.label ?? domain, first ? answer(first) : noAnswer, last ? answer(last) : first ? answeredOnce : noAnswer],
            people,
          }))
        : [],
    ),
    beds: tableOf(
      measures.beds,
      columns.beds,
      bedsByDay(await bedRows(tx, seen), { first: seen.span.first, last: seen.span.last < seen.until ? seen.span.last : seen.until }).map((cell) => ({
        cells: [cell.day, labels.nation(cell.nation), placeKinds[cell.kind] ?? cell.kind, bedNames[cell.state]],
        people: cell.number,
      })),
    ),
  };
}

/** The rows of one wait, or of one thing that may come after support, as times with their ends. */
export function waitedIn(table: Table, name: string, ends: Readonly<Record<Ending, string>>): readonly Waited[] {
  const endings = new Map(Object.entries(ends).map(([end, label]) => [label, end as Ending]));
  return table.rows.flatMap(({ cells, people }) => {
    const end = endings.get(cells[2] ?? '');
    return cells[0] === name && end ? [{ days: Number(cells[3]), end, people }] : [];
  });
}
