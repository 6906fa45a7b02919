// A release as a value: from counted tables to every file of it. No clock and no chance: the same tables, definition and day give the same bytes.
import type { Day } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import type { Tx } from '#kit/store/database.ts';
import { publicCertificate, type PublicCertificate } from '#methods/disclosure/certificate.ts';
import type { Before } from '#methods/disclosure/linked.ts';
import { whyChanged, type Earlier } from './changed.ts';
import { carriedOver, type QuarterBefore } from './carried.ts';
import { countTables, type Part } from './count.ts';
import { countsOf } from './counted.ts';
import { definitions, type Definition } from './definitions.ts';
import { derivedTables, readDays, type Timed } from './derived.ts';
import { filesOf } from './files.ts';
import { funnelTable } from './funnel.ts';
import { protectRelease, threshold, type Protected } from './protect.ts';
import { countedTables, type OfficialTable } from './sheet.ts';
import { isYearly, revisedOf, type EarlierQuarter, type Revised, type Ruling } from './revised.ts';
import { revisionTable } from './revision-table.ts';
import type { Reading } from './tables.ts';

/** What was counted of a period, as recorded by the end of a day: everything that a release is made of. Nothing of it is protected. */
export type CountedRelease = {
  readonly period: string;
  /** The day by whose end it was recorded. */
  readonly asOf: Day;
  readonly law: Law;
  readonly parts: readonly Part[];
  readonly timed: Timed;
  /** Earlier quarters that are out, for their revisions. */
  readonly earlier?: readonly EarlierQuarter[];
  /** The quarter right before, where it is out. */
  readonly quarterBefore?: QuarterBefore;
};

/** What a third party needs to ask again whether the tables are safe (`./opennrm protect --check`); it holds no count that is not published. */
export type Certificate = PublicCertificate & { readonly release: string };

export type Release = {
  readonly id: string;
  readonly period: string;
  readonly asOf: Day;
  /** Of each table the version of its definition. */
  readonly definitions: Readonly<Record<string, number>>;
  readonly tables: readonly OfficialTable[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly certificate: Certificate;
  /** What became of later knowledge about earlier quarters: for staff, since why a number is not revised says something about who came late. */
  readonly rulings: readonly Ruling[];
};

/** Who gives it out and what stands on its cover. `id`: as the calendar knows it. `next` and `released` are the calendar's; until they are known the files say so. */
export type Conduct = {
  readonly id?: string;
  readonly publisher: string;
  readonly contact: string;
  readonly designation: string;
  readonly licence: { readonly name: string; readonly url: string };
  readonly released?: Day;
  readonly next?: Day;
  /** Tables that stand in the system and are not printed again: answers given before, or, for an answer, everything but its own. */
  readonly leaveOut?: readonly string[];
  /** It answers a question: the words of the answer stand in place of the bulletin. */
  readonly reply?: { readonly question: string; readonly text: string };
  /** The release with which this one is compared, as it was let out. */
  readonly previous?: Earlier;
  /** What was published elsewhere of earlier quarters, for the long series: never mixed with what is counted here. */
  readonly earlier?: { readonly points: readonly { readonly quarter: string; readonly people: number }[]; readonly source: string };
  /** Nobody in it is real: every file says so. */
  readonly practice: boolean;
};

/** Counts a period for a release. Needs the statistics purpose. */
export async function countRelease(
  tx: Tx,
  law: Law,
  period: string,
  asOf: Day,
  reading: Omit<Reading, 'stages'>,
  wanted: readonly Definition[] = definitions,
): Promise<CountedRelease> {
  const whole: Reading = { ...reading, stages: law.stages.map(({ id }) => id) };
  const parts = await countTables(tx, law, wanted, period, whole, 'coarse');
  // Where nobody was counted there is no category to count by: a table of nobody is left out.
  return { period, asOf, law, parts: parts.filter(({ categories }) => categories.every((all) => all.length > 0)), timed: await readDays(tx, whole) };
}

/** Protects counted tables and writes every file. Throws where an attack on them succeeds: then nothing is let out. */
export async function makeRelease(
  counted: CountedRelease,
  conduct: Conduct,
  before: readonly Before[] = [],
  protect: (...asked: Parameters<typeof protectRelease>) => Promise<Protected> = protectRelease,
): Promise<Release> {
  const { period, asOf, law, parts, timed } = counted;
  const id = conduct.id ?? `${conduct.practice ? 'practice-' : ''}${period.toLowerCase()}-as-of-${asOf}`;
  const printed = (id: string): boolean => !conduct.leaveOut?.includes(id);
  const asked = conduct.reply ? parts.map(({ definition }) => definition.id).filter(printed) : [];
  const stages = law.stages.map((stage) => stage.id);
  const decided = new Set(before.map(({ key }) => key));
  const carried = counted.quarterBefore ? await carriedOver(parts, stages, period, counted.quarterBefore) : [];
  const made = await protect(parts, stages, [...before, ...carried.filter(({ key }) => !decided.has(key))], asked);
  if (!made.audit.passed) throw new Error('An attack on the protected tables succeeds: nothing of this release may be let out.');
  const tables = countedTables(parts, countsOf(parts), made.shown).filter((table) => printed(table.id));
  const derived = conduct.reply ? [] : [funnelTable(law, tables, period), ...derivedTables(law, parts, tables, timed, period)];
  const revised: Revised[] = [];
  for (const quarter of counted.earlier ?? []) revised.push(...(await revisedOf(quarter, asOf, isYearly(period))));
  const all = [
    ...[...tables, ...derived],
    ...(conduct.previous ? [whyChanged(tables, period, conduct.previous)] : []),
    ...(revised.some(({ did }) => did !== 'never') ? [revisionTable(revised)] : []),
  ];
  const certificate = certificateOf(id, made);
  const versions = Object.fromEntries(all.map((table) => [table.id, table.version]));
  return {
    ...{ id, period, asOf, definitions: versions, tables: all, certificate },
    files: filesOf({ id, period, asOf, tables: all, certificate, law }, conduct),
    rulings: revised.map(({ universe, did, period: of }) => ({ universe, did, period: of })),
  };
}

/** The other file, with the true counts and their proofs, is not kept: who may see exact counts makes the release anew. */
const certificateOf = (release: string, made: Protected): Certificate => ({
  release,
  ...publicCertificate(made, { keys: made.keys, threshold, salt: '' }, 'not kept'),
});
