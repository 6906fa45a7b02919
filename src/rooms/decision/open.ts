// Opens a case for a decision maker: only the authority that decides it, and the reading is recorded.
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { readReference } from '#base/id.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { waiting } from '#journey/stages.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { byReference, type File } from '#kit/store/files.ts';

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
