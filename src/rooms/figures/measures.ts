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
export type Measure = {
  readonly id: string;
  readonly definition: number;
  readonly title: (say: Say) => string;
  readonly counts: (say: Say) => string;
  /** What the last column counts, where it is not people. */
  readonly unit?: string;
};

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
  kinds: {
    id: 'support-kinds',
    definition: 1,
    title: (say) => say('figures.kinds.title', 'In support by kind of support and nation'),
    counts: (say) =>
      say(
        'figures.kinds.counts',
        'The same support records at the start and at the end of the period. Accommodation: somebody had arrived in a safe place of a provider and had not left it. Outreach: support while they live elsewhere. Counted from arrivals and departures in the support record.',
      ),
  },
  areas: {
    id: 'support-areas',
    definition: 1,
    title: (say) => say('figures.areas.title', 'In support by area and kind of support'),
    counts: (say) =>
      say(
        'figures.areas.counts',
        'The same support records by region of England, and by nation elsewhere: no smaller area is counted, so that no house can be found by it. Of somebody in a safe place of a provider it is the region of the house. Of everybody else it is where they were when they were referred, by the council area of the referral, which may not be where they live now. Not known: no council area was named.',
      ),
  },
  waits: {
    id: 'support-waits',
    definition: 1,
    title: (say) => say('figures.waits.title', 'Waits: for a first contact, a worker and a bed'),
    counts: (say) =>
      say(
        'figures.waits.counts',
        'Support records opened in the period, or in which a place was first asked for in it, followed up to the day of the figures. A wait ends when the person was first reached, when a worker was first named, or when they arrived in a place or one was found elsewhere. Whoever still waits is counted with the days so far, and whoever left support or needed no bed any more had another end: the shares are the cumulative incidence of Aalen and Johansen. The referral is the last one before support began that stands; an adult agrees on or before that day. Records that retention made coarse are left out.',
      ),
  },
  returns: {
    id: 'after-support',
    definition: 1,
    title: (say) => say('figures.returns.title', 'After support: back in support, referred again, exploited again, reach-in'),
    counts: (say) =>
      say(
        'figures.returns.counts',
        'Times in support that ended in the three years up to the end of the period, followed up to the day of the figures; whoever died in support is left out. Back in support: another record of the same person began. Referred again: a further referral of the same person that stands. Exploited again: one of these says that it has happened again since an earlier report; what nobody said is not counted as such, and no definition of re-trafficking is agreed. Reach-in: they came back for help after leaving. Only what was confirmed to be the same person is seen. Cumulative incidence of Aalen and Johansen: a death that is known ends the time at risk, and whoever was not heard of is counted up to the day of the figures.',
      ),
  },
  outcomes: {
    id: 'support-outcomes',
    definition: 1,
    title: (say) => say('figures.outcomes.title', 'Outcomes people named, first and last answer'),
    counts: (say) =>
      say(
        'figures.outcomes.counts',
        'Everybody in support at any time in the period, and what they said by its end of the seven outcomes of the Modern Slavery Core Outcome Set. Answers are theirs and optional: whoever was not asked, or rather did not say, has no answer. First and last are compared where somebody answered at least twice, and of those who did not nothing is known.',
      ),
  },
  beds: {
    id: 'beds',
    definition: 1,
    unit: 'number',
    title: (say) => say('figures.beds.title', 'Beds: wanted, offered, lived in, out of service, free, and no place found'),
    counts: (say) =>
      say(
        'figures.beds.counts',
        'At the end of each day. A bed is in one state: lived in from arrival to leaving, out of service, kept for an offer that is open, or free. Wanted: people in support records who asked for a place, or for whom a night without a bed was written down, and who have not arrived, left support or said that they need none. No place found: people for whom this was written down on that day. By nation and by who lives in the house, or which house the person would live in; never by house.',
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
  return [...rows, ...countsOfCourse(file, sent)];
}

/**
 * Who decides, and what came of the case besides its first decisions. Of what may come again (a further round), the last is counted, so
 * that a code stands once a question. The authority stands under the day of sending, beside the answers it is tabled with.
 */
function countsOfCourse({ decision, overlay }: CaseFile, sent: Day): readonly Counted[] {
  const rows: Counted[] = [];
  if (decision.authority) rows.push({ question: 'authority', code: decision.authority, validFrom: sent });
  for (const { stage, outcome, day } of lastOf(decision.made.filter((one) => one.round > 1)))
    rows.push({ question: `${stage}-again`, code: outcome, validFrom: day });
  for (const { stage, asked, state, settled } of lastOf(decision.reconsiderations)) {
    rows.push({ question: 'reconsideration-asked', code: stage, validFrom: asked });
    if (state !== 'asked' && settled) rows.push({ question: `reconsideration-${state}`, code: stage, validFrom: settled });
  }
  if (decision.ended && endedEarly.includes(decision.ended) && decision.endedOn)
    rows.push({ question: 'ended', code: decision.ended, validFrom: decision.endedOn });
  if (overlay.disqualified && overlay.ground) rows.push({ question: 'disqualified', code: overlay.ground, validFrom: overlay.disqualified });
  return rows;
}

/** How a referral that was sent and stands may end before it is decided. */
const endedEarly: readonly string[] = ['withdrawn', 'left-country', 'no-consent-at-18', 'died'];

/** The last of each stage. */
function lastOf<T extends { readonly stage: string }>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [one.stage, one])).values()];
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
