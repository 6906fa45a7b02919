// A referral after sending, as its referrer may see it: by kind of organisation, and for as long as the service's rule says.
import type { Day } from '#base/day.ts';
import { readReference } from '#base/id.ts';
import type { Say } from '#base/words.ts';
import { seenUntil, seesOf, type Sees } from '#kit/referrer-sees.ts';
import type { Law } from '#law/law.ts';
import { clocks, nextDue, type CaseClock } from '#journey/clocks.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { waiting } from '#journey/stages.ts';
import type { Tx } from '#kit/store/database.ts';
import { namesMe } from '#kit/store/standing.ts';
import type { Desk } from './desk.ts';
import { sentOf, type SentRow } from './store.ts';

export type Seen = { readonly row: SentRow; readonly file: CaseFile; readonly sees: ReadonlySet<Sees>; readonly until: Day };

/** The referral a reference names, where the actor's team sent it and may still see it. */
export async function openSent(desk: Desk, tx: Tx, typed: string | undefined, today: Day): Promise<Seen | undefined> {
  const reference = readReference(typed ?? '');
  const row = reference && (await sentOf(tx, { reference }));
  return row && seenAs(desk, tx, row, today);
}

export async function seenAs(desk: Desk, tx: Tx, row: SentRow, today: Day): Promise<Seen | undefined> {
  // Whoever is bound to somebody in it: it is not there for them, though they sent it.
  if (await namesMe(tx, row.file)) return undefined;
  const { state } = await desk.kit.ledger.load(tx, caseStream, row.file);
  if (!state.referred) return undefined;
  const sees = seesOf(desk.kit.law, state.referred, state.nation, tx.actor.kind);
  const until = seenUntil(desk.kit.law, state.referred, state.nation);
  return sees.size === 0 || today > until ? undefined : { row, file: state, sees, until };
}

/** The case as it was on the day of sending: a receipt says the same for ever, so that nothing can be read off its changes. */
function asSent(file: CaseFile): CaseFile {
  return {
    ...file,
    decision: { ...file.decision, allocatedTo: null, proposed: null, made: [], suspended: [], reconsiderations: [], ended: null, endedOn: null },
  };
}

/** Where the case stands, in one plain word or two: never reasons, address or support. */
export function stageWord(say: Say, file: CaseFile, law: Law): string {
  if (file.decision.ended === 'recalled') return say('referral.stage.recalled', 'Taken back by you');
  if (file.decision.ended) return say('referral.stage.ended', 'Closed');
  const next = law.stages.find((stage) => stage.id === waiting(file, law)?.stage);
  if (!next) return say('referral.stage.decided', 'Decided');
  if (file.decision.made.length > 0) return say('referral.stage.waiting-next', 'Waiting for the decision on {stage}', { stage: next.name.toLowerCase() });
  return file.decision.allocatedTo
    ? say('referral.stage.working', 'A caseworker is reading it')
    : say('referral.stage.arrived', 'Arrived, waiting for a caseworker');
}

/** The word of the last decision made, where this referrer sees results. */
export function resultWord(say: Say, file: CaseFile, law: Law): string {
  const last = file.decision.made.at(-1);
  if (!last) return say('referral.result.none', 'None yet');
  const stage = law.stages.find((one) => one.id === last.stage)?.name ?? last.stage;
  return last.outcome === 'positive'
    ? say('referral.result.positive', '{stage}: yes', { stage })
    : say('referral.result.negative', '{stage}: not on what is known so far', { stage });
}

/** What is due next of those clocks that tell nothing a referrer may not know: the first decision, and questions asked. */
export function dueFor(seen: Seen, law: Law, today: Day): readonly CaseClock[] {
  if (!seen.sees.has('stage')) return clocks(asSent(seen.file), law, {}).filter((one) => one.about === law.stages[0]?.id);
  const all = clocks(seen.file, law, {}, today);
  const next = nextDue(all.filter((one) => one.name !== 'information-request'));
  return next ? [next] : [];
}
