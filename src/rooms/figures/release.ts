// Figures leave the program here: as a protected release for everybody, or as exact counts for those who may see them.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Actor } from '#access/roles.ts';
import { addDays, readDay, readQuarter, type Day, type Instant } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { csvOf, exactTables, type ExactTables } from './exact.ts';
import { supportTables, type SupportTables } from './exact-support.ts';
import { english } from '#base/words.ts';
import { measures, type Measure } from './measures.ts';
import { exactCsvs } from './quarterly/exact.ts';
import { unscheduled } from './quarterly/conduct.ts';
import { makeRelease, type Conduct } from './quarterly/release.ts';
import { gather } from './publishing/gather.ts';
import { letOutOf } from './publishing/ledger/store.ts';
import { endOfLedger } from './publishing/store.ts';
import { momentOf } from './moment.ts';
import { daysCounted, type Span } from './tables.ts';

export type FiguresAsked = {
  /** A quarter such as `2023-Q4`. */
  readonly period: string;
  readonly exact: boolean;
  /** The folder to write to; made where it is missing. */
  readonly out: string;
  /** As recorded by the end of that day in London; without it, as recorded now. */
  readonly asOf?: string;
  /** What was published elsewhere of earlier quarters, for the long series. */
  readonly earlier?: Conduct['earlier'];
  /** The release with which this one is compared. */
  readonly previous?: Conduct['previous'];
};
export type FiguresSaid = { readonly ok: true; readonly files: readonly string[] } | { readonly ok: false; readonly because: string };

const attribution =
  'Definitions and labels follow the Home Office statistics of the National Referral Mechanism. Contains public sector information licensed under the Open Government Licence v3.0.';

/** Who the command line is to the database. */
export const atTheCommandLine: Actor = {
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

/** Writes a quarter's protected release, or its exact tables. Refuses with a sentence, never with half a folder. */
export async function writeFigures(kit: Kit, asked: FiguresAsked): Promise<FiguresSaid> {
  const span = readQuarter(asked.period);
  if (!span) return { ok: false, because: `${asked.period} is not a quarter. Write it like 2023-Q4.` };
  const on = asked.asOf === undefined ? undefined : readDay(asked.asOf);
  if (asked.asOf !== undefined && !on) return { ok: false, because: `${asked.asOf} is not a day. Write it like 2024-01-15.` };
  const wrong = await refusal(kit, asked.period, span, on);
  if (wrong) return { ok: false, because: wrong };
  if (asked.exact) return together(asked.out, (folder) => exactFiles(kit, asked, span, on, folder));
  const trial = await dayOfTrial(kit, asked.period, on);
  if ('because' in trial) return { ok: false, because: trial.because };
  return together(asked.out, (folder) => protectedFiles(kit, asked, trial.day, folder));
}

/** Why no figures can be made of a period as of a day. */
export async function refusal(kit: Kit, period: string, span: Span, on: Day | undefined): Promise<string | undefined> {
  const today = kit.clock.today();
  if (span.first > today) return `${period} has not begun.`;
  if (on !== undefined && on > today) return `${on} is in the future. Figures can be made as of a day that has been.`;
  if (on !== undefined && on < span.first) return `On ${on} ${period} had not begun.`;
  const stages = kit.law.stages.map(({ id }) => id);
  const counted = await kit.db.as(atTheCommandLine, 'statistics', (tx) => daysCounted(tx, stages));
  if (!counted) return 'Nothing has been counted here yet.';
  if (span.last < counted.first) return `${period} is before the records here begin: the first counted day is ${counted.first}.`;
  return span.first > counted.last ? `Nothing was counted in ${period}: the last counted day is ${counted.last}.` : undefined;
}

/** Two who ask for the same folder at once do not mix their files: the second is refused, and the first stands whole or not at all. */
export async function together(out: string, write: (folder: string) => Promise<readonly string[]>): Promise<FiguresSaid> {
  const making = `${out}.making`;
  await mkdir(dirname(making), { recursive: true });
  try {
    await mkdir(making);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { ok: false, because: `These figures are being made already: ${making} is there. If nobody is at it, remove that folder and ask again.` };
  }
  try {
    const names = await write(making);
    await mkdir(out, { recursive: true });
    for (const name of names) {
      await mkdir(dirname(join(out, name)), { recursive: true });
      await rename(join(making, name), join(out, name));
    }
    return { ok: true, files: names.map((name) => join(out, name)) };
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/**
 * The day as of which a trial is made: the one as of which the quarter was let out, for a second count of it could point at people; where it is not out, the
 * day that is named, and yesterday where none is, since a day that has not ended could not be made again.
 */
async function dayOfTrial(kit: Kit, period: string, on: Day | undefined): Promise<{ readonly day: Day } | { readonly because: string }> {
  const [out] = await kit.db.as(atTheCommandLine, 'statistics', async (tx) => letOutOf(tx, period, await endOfLedger(tx)));
  if (out && on !== undefined && on !== out.asOf)
    return { because: `${period} was let out as recorded by the end of ${out.asOf}. Counted again as of another day, the two together could point at people.` };
  return { day: out?.asOf ?? (on !== undefined && on < kit.clock.today() ? on : addDays(kit.clock.today(), -1)) };
}

/** Held against everything let out, as a planned release is; but for the plan, nothing of it is kept. */
async function protectedFiles(kit: Kit, asked: FiguresAsked, day: Day, folder: string): Promise<readonly string[]> {
  const { counted, before, leaveOut } = await kit.db.as(atTheCommandLine, 'statistics', async (tx) =>
    gather(tx, kit.law, { id: '', period: asked.period, asOf: day }, await endOfLedger(tx)),
  );
  const { earlier, previous } = asked;
  const { files } = await makeRelease(
    counted,
    { ...unscheduled(kit.practice, { ...(earlier ? { earlier } : {}), ...(previous ? { previous } : {}) }), leaveOut },
    before,
  );
  for (const [name, bytes] of files) await written(folder, name, bytes);
  return [...files.keys()];
}

async function exactFiles(kit: Kit, asked: FiguresAsked, span: Span, on: Day | undefined, folder: string): Promise<readonly string[]> {
  const { tables, moment, quarterly } = await kit.db.as(atTheCommandLine, 'statistics', async (tx) => {
    const moment = await momentOf(tx, on);
    const seen = { span, moment, until: on ?? kit.clock.today() };
    const tables = { ...(await exactTables(tx, kit.law, span, moment)), ...(await supportTables(tx, kit.law, seen)) };
    return { moment, tables, quarterly: await exactCsvs(tx, kit.law, asked.period, seen) };
  });
  const files = [
    ...Object.entries(fileNames).map(([name, file]): [string, string] => [file, csvOf(tables[name as FigureName])]),
    ...quarterly,
    ['about.txt', about(kit, asked.period, on, moment)] as const,
  ];
  for (const [name, text] of files) await written(folder, name, text);
  return files.map(([name]) => name);
}

/** Writes a file into a folder, and gives its path. */
export async function written(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
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
