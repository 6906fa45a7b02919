// Who looks after somebody is named in the support record and in the person's cases together, and taken out of both together.
import type { Refused } from '#base/outcome.ts';
import { endNaming, nameWorker } from '#journey/chosen.ts';
import { no } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import type { Staff } from '#kit/web/page.ts';
import { onCase, onRecord, takeOver, type OpenRecord } from './support-record.ts';

export type Naming = { readonly person: string; readonly days: number; readonly over?: string };

/** A record that no provider keeps yet is the asker's from then on; another provider's is not theirs to give. */
export async function nameIn(kit: Kit, ask: Staff, record: OpenRecord, naming: Naming): Promise<Refused | undefined> {
  if (record.keeper !== ask.actor.organisation && record.keeper !== theService.organisation) return no('not-your-record');
  if (record.keeper === theService.organisation) await takeOver(kit, ask, record);
  const refused = await onRecord(kit, ask, record, (access, how) => nameWorker(access, naming, how));
  if (refused) return refused;
  // A case that the worker may not come near stays closed to them, and the record is theirs all the same.
  for (const one of record.cases) await onCase(kit, ask, one, (access, how) => nameWorker(access, naming, how));
  return undefined;
}

export async function endIn(kit: Kit, ask: Staff, record: OpenRecord, person: string): Promise<Refused | undefined> {
  for (const one of record.cases) await onCase(kit, ask, one, (access, how) => endNaming(access, { person }, how));
  return onRecord(kit, ask, record, (access, how) => endNaming(access, { person }, how));
}
