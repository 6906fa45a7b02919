// Questions that were asked and the tables built for them: which dimensions there are, and each answer as a definition like those of the release.
import type { Day } from '#base/day.ts';
import { note } from '#kit/store/audit.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Definition } from '#rooms/figures/quarterly/definitions.ts';
import type { DimensionId } from '#rooms/figures/quarterly/dimension.ts';
import { answersIn, keepAnswer, type Answer } from './store.ts';

/** What can be asked for, by what is counted. Whatever it is, it is protected against everything that was let out. */
export const askable = {
  referrals: ['age', 'gender', 'place', 'responder', 'exploitation', 'nationality', 'county', 'nation', 'force', 'authority', 'reached'],
  decisions: ['outcome', 'age', 'gender', 'nationality', 'authority', 'days'],
} as const satisfies Readonly<Record<string, readonly DimensionId[]>>;
export type Askable = keyof typeof askable;
export const mostDimensions = 3;

export const isAskable = (text: string): text is Askable => Object.hasOwn(askable, text);

/** The table of an answer, under an id of its own for ever. */
export const definitionOf = ({ release, universe, dimensions }: Pick<Answer, 'release' | 'universe' | 'dimensions'>): Definition => ({
  id: release.replaceAll('-', '_'),
  version: 1,
  universe,
  title: universe === 'referrals' ? 'Referrals, as they were asked for' : 'First decisions, as they were asked for',
  unit: universe === 'referrals' ? 'Referrals' : 'Decisions',
  ...(universe === 'decisions' ? { apart: 'stage' as const } : {}),
  by: dimensions,
  notes: universe === 'referrals' ? ['referral', 'undercount'] : ['first-decision', 'undercount'],
});

/** Tables of answers that were decided on up to a place of the ledger, and, where the release is one itself, its own. */
export async function answerTables(tx: Tx, of: { readonly id: string; readonly period: string; readonly asOf: Day }, upTo: number) {
  const all = await answersIn(tx, of.period, of.asOf);
  const own = all.find((one) => one.release === of.id);
  return { earlier: all.filter((one) => one.release !== of.id && one.place !== null && one.place <= upTo).map(definitionOf), own };
}

export async function ask(tx: Tx, answer: Omit<Answer, 'place' | 'reply'>): Promise<void> {
  await keepAnswer(tx, answer);
  note(tx, null, `wrote:release.${answer.release}`);
}
