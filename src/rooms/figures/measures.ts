// What is counted: the definition of each measure, and what a case's own events amount to in the statistics table (data.md 6, 7).
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Say } from '#base/words.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { count, counted, retire } from '#kit/store/statistics.ts';

/** One counted answer: a code under a question's id, true from a day on. */
export type Counted = { readonly question: string; readonly code: string; readonly validFrom: Day };

/** A table's definition. Its number goes up when its meaning changes, never when its words do. */
export type Measure = { readonly id: string; readonly definition: number; readonly title: (say: Say) => string; readonly counts: (say: Say) => string };

export const measures = {
  detail: {
    id: 'referrals-detail',
    definition: 1,
    title: (say) => say('figures.detail.title', 'Referrals by first responder, exploitation, age at exploitation, gender and nationality'),
    counts: (say) =>
      say(
        'figures.detail.counts',
        'A referral that was sent, not a person: somebody referred twice is counted twice. A referral confirmed to be a duplicate leaves, and so does one taken back before anybody worked on it. Withdrawn and suspended ones stay. Counted on the London day of sending.',
      ),
  },
  places: {
    id: 'age-location',
    definition: 1,
    title: (say) => say('figures.places.title', 'Referrals by age at exploitation and place of exploitation'),
    counts: (say) =>
      say('figures.places.counts', 'The same referrals. Age is the age when the exploitation first happened, as answered, never worked out from a birth date.'),
  },
  decisions: {
    id: 'decisions',
    definition: 1,
    title: (say) => say('figures.decisions.title', 'Decisions by stage, age at exploitation and outcome'),
    counts: (say) =>
      say(
        'figures.decisions.counts',
        'The first decision of a case at each stage, on the London day it was made, whenever the case was referred. Decisions after a reconsideration are apart, so that a case is counted once a stage.',
      ),
  },
  support: {
    id: 'support',
    definition: 1,
    title: (say) => say('figures.support.title', 'In support: at the start and the end of the period, opened and ended in it'),
    counts: (say) =>
      say(
        'figures.support.counts',
        'Support records, by the London day on which support began or ended, whenever the case was referred. Somebody who comes back is counted again. Who was there at the start, and came, less who left, is who was there at the end.',
      ),
  },
  notifications: {
    id: 'notifications',
    definition: 1,
    title: (say) => say('figures.notifications.title', 'Notifications without a name by nationality'),
    counts: (say) =>
      say(
        'figures.notifications.counts',
        'A notification that a public authority owes where an adult does not agree to be referred. It names nobody, so it is counted apart from referrals and may be about the same person as one of them.',
      ),
  },
} as const satisfies Record<string, Measure>;

/**
 * What the file itself says, apart from its answers, which are counted where they are sent. Nothing where it was never sent, was
 * taken back, or two people found that nobody had consented: with no row `referred`, a case stands in no table.
 */
export function countsOfFile(file: CaseFile): readonly Counted[] {
  const sent = file.referred;
  if (!sent || file.decision.ended === 'recalled' || file.decision.ended === 'consent-wrong') return [];
  const rows: Counted[] = [{ question: 'referred', code: file.nation, validFrom: sent }];
  if (file.by) rows.push({ question: 'responder', code: file.by, validFrom: sent });
  for (const decision of file.decision.made) {
    if (decision.round === 1) rows.push({ question: decision.stage, code: decision.outcome, validFrom: decision.day });
  }
  if (file.decision.ended === 'duplicate' && file.decision.endedOn) {
    rows.push({ question: 'duplicate', code: 'confirmed', validFrom: file.decision.endedOn });
  }
  return rows;
}

/** Keeps the statistics table in step with a case's events: what changed is retired and counted anew, so the past stays readable. */
export const countCases: Reaction<CaseFile, CaseEvent> = async (tx, { file, before, after }) => {
  const [was, is] = [countsOfFile(before), countsOfFile(after)];
  await keepCounts(tx, file, was, is);
  if (before.referred && after.referred && before.referred !== after.referred)
    await moveAnswers(tx, file, before.referred, after.referred, new Set([...was, ...is].map((row) => row.question)));
};

/** Of what was and is counted for a file: what changed is retired and counted anew, the rest stays. */
export async function keepCounts(tx: Tx, file: FileId, was: readonly Counted[], is: readonly Counted[]): Promise<void> {
  const changed = [...new Set([...was, ...is].map((row) => row.question))].filter((question) => said(was, question) !== said(is, question));
  for (const question of changed) {
    if (was.some((row) => row.question === question)) await retire(tx, file, question);
  }
  const rows = is.filter((row) => changed.includes(row.question));
  if (rows.length > 0) await count(tx, file, rows);
}

/**
 * The day of sending was put right: what the answers say moves with it, since a table reads all of one day's counts together.
 * Whatever is counted under that day and is not the file's own is an answer, of whatever question.
 */
async function moveAnswers(tx: Tx, file: FileId, from: Day, to: Day, own: ReadonlySet<string>): Promise<void> {
  const rows = (await counted(tx, file)).filter((row) => !own.has(row.question) && row.validFrom === from);
  for (const question of new Set(rows.map((row) => row.question))) await retire(tx, file, question);
  if (rows.length > 0)
    await count(
      tx,
      file,
      rows.map((row) => ({ ...row, validFrom: to })),
    );
}

function said(rows: readonly Counted[], question: string): string {
  return rows
    .filter((row) => row.question === question)
    .map((row) => `${row.code} ${row.validFrom}`)
    .sort()
    .join(', ');
}
