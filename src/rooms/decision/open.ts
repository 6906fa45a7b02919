// Finds a case for a decision maker: only the authority that decides it. What was told in it is for who has it (`readsContent`).
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { readReference } from '#base/id.ts';
import type { ConflictReason } from '#journey/access.ts';
import { findConflict } from '#journey/conflict.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { waiting } from '#journey/stages.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { byReference, type File } from '#kit/store/files.ts';
import { namesBound } from '#kit/store/standing.ts';

export type OpenCase = { readonly file: File; readonly state: CaseFile; readonly events: readonly Recorded<CaseEvent>[] };

/** Deciding again is another purpose than deciding first. */
export function purposeOf(kit: Kit, state: CaseFile): Purpose {
  return (waiting(state, kit.law)?.round ?? 1) > 1 ? 'reconsideration' : 'identification';
}

export const mayDecideIn = (actor: Actor, state: CaseFile): boolean => state.decision.authority === actor.organisation;

/** The case behind a reference; nothing where there is none or another authority decides it: both look alike. */
export async function openCase(kit: Kit, tx: Tx, typed: string): Promise<OpenCase | undefined> {
  const reference = readReference(typed);
  const file = reference && (await byReference(tx, reference));
  if (!file || file.kind !== 'case') return undefined;
  const { state, events } = await kit.ledger.load(tx, caseStream, file.id);
  return state.exists && mayDecideIn(tx.actor, state) ? { file, state, events } : undefined;
}

/**
 * Why somebody may not work on a case, as the program can tell by itself: they wrote the referral, look after the person, stand beside
 * them, or the case names somebody on the list they gave. That an organisation both referred and decides is no conflict of a person's.
 */
export async function boundTo(tx: Tx, { file, state, events }: OpenCase, person: string): Promise<ConflictReason | undefined> {
  if (events.some((one) => one.purpose === 'intake' && one.actor === person)) return 'wrote-referral';
  if (state.access.named.some((one) => one.person === person)) return 'looks-after';
  if (state.access.grants.some((one) => one.holder === person)) return 'stands-beside';
  return (await namesBound(tx, file.id, person)) ? 'own-list' : undefined;
}

/** The program records a conflict that it found: from then on the case does not exist for that person. */
export async function keepFrom(kit: Kit, { file, state }: Pick<OpenCase, 'file' | 'state'>, person: string, why: ConflictReason): Promise<void> {
  const about = { day: kit.clock.today(), nation: state.nation };
  await kit.ledger.perform(theService, 'identification', caseStream, file.id, (now) => findConflict(now.access, { person, how: 'computed', why }), about);
}
