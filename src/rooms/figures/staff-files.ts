// What leaves besides a release, for authorised staff and for partners under an agreement: revisions row by row, and records in the columns of others.
import { readDay, readQuarter } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { checkExchange, exchangeColumns, exchangeOf, formats, type Format } from './quarterly/exchange.ts';
import { revisionsOf } from './quarterly/revisions.ts';
import { micro } from './quarterly/tables.ts';
import { momentOf } from './moment.ts';
import { atTheCommandLine, refusal, together, written } from './release.ts';

export type RevisionsAsked = {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  /** Totals of the whole country alone. */ readonly net: boolean;
};
export type RevisionsSaid = { readonly ok: true; readonly lines: readonly string[] } | { readonly ok: false; readonly because: string };

/** What changed of a quarter between the ends of two days. */
export async function sayRevisions(kit: Kit, asked: RevisionsAsked): Promise<RevisionsSaid> {
  const span = readQuarter(asked.period);
  if (!span) return { ok: false, because: `${asked.period} is not a quarter. Write it like 2023-Q4.` };
  const [from, to] = [readDay(asked.from), readDay(asked.to)];
  if (!from || !to) return { ok: false, because: `${from ? asked.to : asked.from} is not a day. Write it like 2024-01-15.` };
  if (from >= to) return { ok: false, because: '--from must be a day before --to.' };
  for (const day of [from, to]) {
    const wrong = await refusal(kit, asked.period, span, day);
    if (wrong) return { ok: false, because: wrong };
  }
  const { net, rows } = await kit.db.as(atTheCommandLine, 'statistics', async (tx) =>
    revisionsOf(tx, kit.law, span, { day: from, moment: await momentOf(tx, from) }, { day: to, moment: await momentOf(tx, to) }),
  );
  const signed = (by: number): string => (by > 0 ? `+${by}` : String(by));
  const totals = net.map(({ what, before, after }) => `${what}: ${before} by ${from}, ${after} by ${to} (${signed(after - before)})`);
  if (asked.net) return { ok: true, lines: totals };
  const listed = rows.map(
    ({ unit, move, question, code, day, on, because }) =>
      `${unit}. ${move === 'entered' ? '+' : '-'} ${question} = ${code}, of ${day}; recorded ${on}: ${because}`,
  );
  return {
    ok: true,
    lines: [
      ...totals,
      'Exact rows, which can single people out: do not publish them or pass them on.',
      ...(listed.length > 0 ? listed : ['No row has changed.']),
    ],
  };
}

export type ExchangeAsked = { readonly period: string; readonly format: string; readonly out: string; readonly asOf?: string };
export type ExchangeSaid = { readonly ok: true; readonly lines: readonly string[] } | { readonly ok: false; readonly because: string };

/** Writes a quarter's referrals in the columns of a standard for exchange, where every combination stands for enough people. */
export async function writeExchange(kit: Kit, asked: ExchangeAsked): Promise<ExchangeSaid> {
  const span = readQuarter(asked.period);
  if (!span) return { ok: false, because: `${asked.period} is not a quarter. Write it like 2023-Q4.` };
  const format = formats.find((one) => one === asked.format) as Format | undefined;
  if (!format) return { ok: false, because: `${asked.format} is no format. There are ${formats.join(' and ')}.` };
  const on = asked.asOf === undefined ? undefined : readDay(asked.asOf);
  if (asked.asOf !== undefined && !on) return { ok: false, because: `${asked.asOf} is not a day. Write it like 2024-01-15.` };
  const wrong = await refusal(kit, asked.period, span, on);
  if (wrong) return { ok: false, because: wrong };
  const [read = []] = await kit.db.as(atTheCommandLine, 'statistics', async (tx) => {
    const stages = kit.law.stages.map(({ id }) => id);
    return micro(tx, 'referrals', [exchangeColumns], { span, moment: await momentOf(tx, on), until: on ?? kit.clock.today(), stages });
  });
  const { csv, records, blanked, leftOut } = exchangeOf(kit.law, format, asked.period, read);
  const [first] = checkExchange(format, csv);
  if (first !== undefined) throw new Error(`the file does not keep the standard: ${first}`);
  const name = `${kit.practice ? 'practice-nobody-is-real-' : ''}${asked.period}-${format}.csv`;
  const said = await together(asked.out, async (folder) => {
    await written(folder, name, csv);
    return [name];
  });
  if (!said.ok) return said;
  const about = `${records} records, ${blanked} answers blanked and ${leftOut} records left out so that no combination stands for fewer than eleven.`;
  return {
    ok: true,
    lines: [...said.files, about, 'For exchange under an agreement. It was not protected together with the published tables: do not publish it.'],
  };
}
