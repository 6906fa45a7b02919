// Everything that a release is made of: its own counts, what was decided on about them, and what is known by now of the quarters before.
import { addDays, quarterOf, readQuarter, type Day } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Law } from '#law/law.ts';
import type { Before } from '#methods/disclosure/linked.ts';
import { isCarried, type QuarterBefore } from '#rooms/figures/quarterly/carried.ts';
import type { Earlier } from '#rooms/figures/quarterly/changed.ts';
import { countTables } from '#rooms/figures/quarterly/count.ts';
import { countsOf } from '#rooms/figures/quarterly/counted.ts';
import { definitions } from '#rooms/figures/quarterly/definitions.ts';
import { countRelease, type CountedRelease } from '#rooms/figures/quarterly/release.ts';
import { isRevisedWith, revisedDefinitions, type EarlierQuarter, type LetOut } from '#rooms/figures/quarterly/revised.ts';
import type { Reading } from '#rooms/figures/quarterly/tables.ts';
import { momentOf } from '#rooms/figures/moment.ts';
import { answerTables, definitionOf } from './answers.ts';
import { letOutOf, quartersBefore } from './ledger/store.ts';
import { beforeOf, decidedOn, tablesOf } from './store.ts';

export type Gathered = {
  readonly counted: CountedRelease;
  readonly before: readonly Before[];
  readonly answers: Awaited<ReturnType<typeof answerTables>>;
  readonly previous: Earlier | undefined;
  /** All that was let out stands in the system beside what is new; only what is new is printed. */
  readonly leaveOut: readonly string[];
};

/** As of the release's day and behind a place of the ledger: whatever was recorded or decided on since is not in it. */
export async function gather(tx: Tx, law: Law, of: { readonly id: string; readonly period: string; readonly asOf: Day }, behind: number): Promise<Gathered> {
  const { period, asOf } = of;
  const span = readQuarter(period);
  if (!span) throw new Error('a release of no quarter');
  const answers = await answerTables(tx, of, behind);
  const wanted = [...definitions, ...answers.earlier, ...(answers.own ? [definitionOf(answers.own)] : [])];
  const own = await countRelease(tx, law, period, asOf, { span, moment: await momentOf(tx, asOf), until: asOf }, wanted);
  const quarter = quarterOf(addDays(span.first, -1));
  const quarterBefore = await quarterBeforeOf(tx, law, quarter, behind);
  const earlier = answers.own ? [] : await earlierOf(tx, law, period, asOf, behind);
  return {
    counted: { ...own, earlier, ...(quarterBefore ? { quarterBefore } : {}) },
    before: beforeOf(await decidedOn(tx, period, asOf, behind), countsOf(own.parts)),
    answers,
    previous: await tablesOf(tx, quarter, behind),
    leaveOut: [...(answers.own ? definitions : []), ...answers.earlier].map((one) => one.id),
  };
}

async function readingOf(tx: Tx, law: Law, period: string, asOf: Day): Promise<Reading> {
  const span = readQuarter(period);
  if (!span) throw new Error('a release of no quarter');
  return { span, moment: await momentOf(tx, asOf), until: asOf, stages: law.stages.map(({ id }) => id) };
}

/** Every earlier quarter that this release revises: what was let out of it, what was counted for that each time, and what is counted by now. */
async function earlierOf(tx: Tx, law: Law, period: string, asOf: Day, behind: number): Promise<readonly EarlierQuarter[]> {
  const found: EarlierQuarter[] = [];
  for (const quarter of await quartersBefore(tx, period, behind)) {
    if (!isRevisedWith(period, quarter)) continue;
    const letOut = await letOutOf(tx, quarter, behind);
    const [first] = letOut;
    if (!first) continue;
    // By the first release's counts, so that "all others together" means the same nationalities ever after.
    const ranked = await readingOf(tx, law, quarter, first.asOf);
    const at = async (day: Day) => countTables(tx, law, revisedDefinitions, quarter, await readingOf(tx, law, quarter, day), 'coarse', ranked);
    const versions: (LetOut & { readonly parts: EarlierQuarter['now'] })[] = [];
    for (const one of letOut) versions.push({ ...one, parts: await at(one.asOf) });
    found.push({ period: quarter, versions, now: await at(asOf) });
  }
  return found;
}

async function quarterBeforeOf(tx: Tx, law: Law, period: string, behind: number): Promise<QuarterBefore | undefined> {
  const [first] = await letOutOf(tx, period, behind);
  if (!first) return undefined;
  const parts = await countTables(tx, law, definitions.filter(isCarried), period, await readingOf(tx, law, period, first.asOf), 'coarse');
  return { period, numbers: first.numbers, parts };
}
