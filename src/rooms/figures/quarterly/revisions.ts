// Revisions of a period between two days: row by row for authorised staff, and net, by whole tables, for everybody.
import { dayOf, type Day } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import type { Tx } from '#kit/store/database.ts';
import { labelsOf } from '#rooms/figures/labels.ts';
import type { Span } from '#rooms/figures/tables.ts';
import { revisedRows, type RevisedRow } from './store.ts';
import { micro, type Reading, type UniverseName } from './tables.ts';

export type Moment = { readonly day: Day; readonly moment: Reading['moment'] };
export type Net = { readonly what: string; readonly before: number; readonly after: number };
export type Revisions = { readonly net: readonly Net[]; readonly rows: readonly (RevisedRow & { readonly because: string; readonly on: Day })[] };

const universesRevised: readonly (readonly [UniverseName, string])[] = [
  ['referrals', 'Referrals'],
  ['decisions', 'First decisions'],
  ['notifications', 'Notifications'],
];

/** Needs the statistics purpose. Rows are exact and can single people out; net revisions are totals of the whole country. */
export async function revisionsOf(tx: Tx, law: Law, span: Span, from: Moment, to: Moment): Promise<Revisions> {
  const stages = law.stages.map(({ id }) => id);
  const net: Net[] = [];
  for (const [universe, what] of universesRevised) {
    const split = universe === 'decisions' ? ['stage'] : [];
    const at = async ({ moment, day }: Moment): Promise<ReadonlyMap<string, number>> => {
      const [rows = []] = await micro(tx, universe, [[...split, universe === 'decisions' ? 'outcome' : 'nation']], { span, moment, until: day, stages });
      const sums = new Map<string, number>();
      for (const row of rows) sums.set(row['stage'] ?? '', (sums.get(row['stage'] ?? '') ?? 0) + row.people);
      return sums;
    };
    const [before, after] = [await at(from), await at(to)];
    const labels = labelsOf(law);
    for (const part of universe === 'decisions' ? stages : ['']) {
      net.push({ what: part ? `${what}: ${labels.stage(part)}` : what, before: before.get(part) ?? 0, after: after.get(part) ?? 0 });
    }
  }
  const rows = await revisedRows(tx, span, from.moment, to.moment, stages);
  return { net, rows: rows.map((row) => ({ ...row, because: becauseOf(row, rows), on: dayOf(row.recorded) })) };
}

/** What happened, as far as the rows of the same referral or notification say. */
function becauseOf(row: RevisedRow, rows: readonly RevisedRow[]): string {
  const own = rows.filter(({ unit }) => unit === row.unit);
  const sent = own.filter(({ question }) => question === 'referred' || question === 'notified');
  if (row.question === 'duplicate')
    return row.move === 'entered' ? 'confirmed to be a duplicate: it leaves every table' : 'found to be no duplicate after all: it comes back';
  if (sent.some(({ move }) => move === 'entered') && sent.some(({ move }) => move === 'left')) return 'the day of sending was put right';
  if (sent.length > 0) return sent[0]?.move === 'entered' ? 'sent, and recorded since' : 'taken back, or consent was found wrong';
  if (own.some((other) => other.question === row.question && other.move !== row.move)) return 'put right, or answered anew';
  return row.move === 'entered' ? 'recorded since' : 'no longer counted';
}
