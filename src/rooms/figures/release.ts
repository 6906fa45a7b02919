// Figures leave the program here: as files for those who may see exact counts; protected releases wait for disclosure control.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#access/roles.ts';
import { addDays, readDay, readQuarter, startOf, type Day, type Instant } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { csvOf, exactTables, type ExactTables } from './exact.ts';
import { supportTables, type SupportTables } from './exact-support.ts';
import { english } from '#base/words.ts';
import { measures, type Measure } from './measures.ts';
import { asOf } from './tables.ts';

export type FiguresAsked = {
  /** A quarter such as `2023-Q4`. */
  readonly period: string;
  readonly exact: boolean;
  /** The folder to write to; made where it is missing. */
  readonly out: string;
  /** As recorded by the end of that day in London; without it, as recorded now. */
  readonly asOf?: string;
};
export type FiguresSaid = { readonly ok: true; readonly files: readonly string[] } | { readonly ok: false; readonly because: string };

const attribution =
  'Definitions and labels follow the Home Office statistics of the National Referral Mechanism. Contains public sector information licensed under the Open Government Licence v3.0.';

/** Who the command line is to the database. */
const atTheCommandLine: Actor = {
  person: 'command-line',
  name: 'Command line',
  role: 'system',
  organisation: 'service',
  kind: 'service',
  team: 'statistics',
};

export const fileNames = {
  detail: 'referrals-detail.csv',
  places: 'age-location.csv',
  decisions: 'decisions.csv',
  support: 'support.csv',
  kinds: 'support-kinds.csv',
  areas: 'support-areas.csv',
  waits: 'support-waits.csv',
  returns: 'after-support.csv',
  outcomes: 'support-outcomes.csv',
  beds: 'beds.csv',
  notifications: 'notifications.csv',
} as const satisfies Record<FigureName, string>;
export type FigureName = keyof ExactTables | keyof SupportTables;

/** Writes a quarter's exact tables as files. Refuses with a sentence, never with half a folder. */
export async function writeFigures(kit: Kit, asked: FiguresAsked): Promise<FiguresSaid> {
  const span = readQuarter(asked.period);
  if (!span) return { ok: false, because: `${asked.period} is not a quarter. Write it like 2023-Q4.` };
  if (!asked.exact) {
    return {
      ok: false,
      because:
        'Only exact counts can be written so far, and they can single people out. Protected figures need disclosure control, which this version does not have. With the right to see exact counts, add --exact.',
    };
  }
  const on = asked.asOf === undefined ? undefined : readDay(asked.asOf);
  if (asked.asOf !== undefined && !on) return { ok: false, because: `${asked.asOf} is not a day. Write it like 2024-01-15.` };

  const { tables, moment } = await kit.db.as(atTheCommandLine, 'statistics', async (tx) => {
    const moment = await momentOf(tx, on);
    const seen = { span, moment, until: on ?? kit.clock.today() };
    return { moment, tables: { ...(await exactTables(tx, kit.law, span, moment)), ...(await supportTables(tx, kit.law, seen)) } };
  });
  await mkdir(asked.out, { recursive: true });
  const files: string[] = [];
  for (const [name, file] of Object.entries(fileNames)) {
    files.push(await written(asked.out, file, csvOf(tables[name as FigureName])));
  }
  files.push(await written(asked.out, 'about.txt', about(kit, asked.period, on, moment)));
  return { ok: true, files };
}

/** DATE is the end of that past day in London (data.md 11). A day that has not ended gives the moment itself. */
export async function momentOf(tx: Tx, on: Day | undefined): Promise<Instant> {
  const now = await asOf(tx);
  if (!on) return now;
  const end = startOf(addDays(on, 1));
  return end < now ? end : now;
}

async function written(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text, 'utf8');
  return path;
}

/** What stands beside every export: whose people these are, as of when, and what each table counts. */
function about(kit: Kit, period: string, on: Day | undefined, moment: Instant): string {
  return [
    ...(kit.practice ? ['PRACTICE: nobody here is real. These people were invented so that their counts equal published ones.', ''] : []),
    `Period: ${period}`,
    `As recorded: ${on ? `by the end of ${on}, London` : moment}`,
    'Exact counts: not protected against singling people out. Do not publish or pass on.',
    '',
    ...(Object.keys(fileNames) as FigureName[]).map((name) => {
      const measure: Measure = measures[name];
      return `${fileNames[name]} (definition ${measure.definition}): ${measure.title(english)}. ${measure.counts(english)}`;
    }),
    '',
    attribution,
    '',
  ].join('\n');
}
