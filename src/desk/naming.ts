// Who looks after somebody is named in the support record and in the person's cases together, and taken out of both together.
import type { Refused } from '#base/outcome.ts';
import { endNaming, isNamed, nameWorker } from '#journey/chosen.ts';
import { no } from '#journey/refusals.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import type { Staff } from '#kit/web/page.ts';
import { caseloadFull } from '#rooms/support/tables.ts';
import { standing, type OpenRecord, type Standing } from './support-record.ts';

export type Naming = { readonly person: string; readonly days: number };
/** `over`: why, where they then have more than was agreed. `leaves`: whoever no longer looks after them from then on. `barred`: whom a bar keeps from them stays where they are. */
export type Given = Naming & { readonly over: string | undefined; readonly leaves?: string; readonly barred: 'stay' | 'refuse' };

/** Somebody takes a record on, or is named in it, with the person's cases. A case that they may not come near stays closed to them. */
export async function nameWith(now: Standing, record: OpenRecord, naming: Naming & { readonly over?: string }): Promise<Refused | undefined> {
  const refused = await now.onRecord(record, (access, how) => nameWorker(access, naming, how));
  if (refused && refused.code !== 'already-so') return refused;
  for (const one of record.cases) await now.onCase(one, (access, how) => nameWorker(access, naming, how));
  return undefined;
}

export async function endWith(now: Standing, record: OpenRecord, person: string): Promise<Refused | undefined> {
  for (const one of record.cases) await now.onCase(one, (access, how) => endNaming(access, { person }, how));
  return now.onRecord(record, (access, how) => endNaming(access, { person }, how));
}

/** Somebody takes a record on themselves, where nobody else has in the meantime and within what was agreed; whoever is named already is named for longer. */
export const takeOn = (kit: Kit, ask: Staff, record: OpenRecord, naming: Naming): Promise<Refused | undefined> =>
  standing(kit, ask, async (now) => {
    const { state } = await kit.ledger.load(now.tx, supportStream, record.file);
    const mine = isNamed(state.access, naming.person, ask.now);
    if (!mine && state.access.named.some((one) => ask.now < one.ends)) return undefined;
    if (!mine && (await caseloadFull(now.tx, ask.actor, { person: naming.person, more: 1, now: ask.now }))) return no('caseload-full-own');
    if (record.keeper !== ask.actor.organisation) await now.takeOver(record);
    return nameWith(now, record, naming);
  });

/** What an act of giving came to: refused, and nobody was given; or which of them a bar keeps from this worker. */
export type Gave = { readonly refused?: Refused; readonly kept: readonly OpenRecord[] };

/**
 * All to one worker in one act, within what was agreed at the moment of writing: two managers at once do not both give the last free
 * place. A record that no provider keeps yet is the asker's from then on; another provider's is not theirs to give.
 */
export async function give(kit: Kit, ask: Staff, records: readonly OpenRecord[], to: Given): Promise<Gave> {
  const { organisation } = ask.actor;
  const { person, days, leaves } = to;
  const kept: OpenRecord[] = [];
  if (records.some(({ keeper }) => keeper !== organisation && keeper !== theService.organisation)) return { refused: no('not-your-record'), kept };
  const refused = await standing(kit, ask, async (now) => {
    kept.length = 0;
    const more = records.filter((one) => !isNamed(one.state.access, person, ask.now)).length;
    const full = await caseloadFull(now.tx, ask.actor, { person, more, now: ask.now });
    if (full && !to.over) return no('caseload-full');
    const naming = { person, days, ...(full && to.over ? { over: to.over } : {}) };
    for (const record of records) {
      if (record.keeper === theService.organisation) await now.takeOver(record);
      const barred = await nameWith(now, record, naming);
      if (barred && (barred.code !== 'has-conflict' || to.barred === 'refuse')) return barred;
      if (barred) kept.push(record);
      else if (leaves) await endWith(now, record, leaves);
    }
    return undefined;
  });
  return { ...(refused ? { refused } : {}), kept };
}
