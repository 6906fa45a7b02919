// What follows a need for a bed tonight: a request in the support record that runs, else in one that opens for it; it ends when the need goes away.
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Outcome } from '#base/outcome.ts';
import { askBed, isOpen, settleBed } from '#journey/bed.ts';
import type { CaseFile } from '#journey/file.ts';
import { openSupport, supportStream, type SupportEvent } from '#journey/support.ts';
import { done } from '#base/outcome.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { askForCase, bedOfCase } from './store.ts';
import { beginRecord, look, mustStand, type Seen } from './job.ts';

/** A bed is asked for as long as somebody says that it is needed tonight, and the referral stands: help does not wait for a decision. */
export const needsBed = (file: CaseFile): boolean =>
  file.referred !== null && file.decision.ended !== 'recalled' && file.presence.state !== 'died' && file.needs.includes('bed-tonight');

/** Brings the request in step with the case. Done twice, late or after a crash half-way it asks once for each time that the need arose. */
export async function followBed(kit: Kit, file: FileId, number: number): Promise<void> {
  const seen = await look(kit, file);
  const last = await kit.db.as(theService, 'support', (tx) => bedOfCase(tx, file));
  const open = last && isOpen(last) ? last : undefined;
  if (needsBed(seen.own) && !open && (last?.number ?? 0) < number) await ask(kit, seen, file, number);
  if (!needsBed(seen.own) && open) await notNeeded(kit, seen.own, open);
}

async function ask(kit: Kit, seen: Seen, file: FileId, number: number): Promise<void> {
  const { nation } = seen.own;
  const day = kit.clock.today();
  const now = kit.clock.now();
  // Whoever is in support already asks in the record that runs, with its worker, place and plan.
  const running = seen.records.find(({ state }) => state.since && !state.ended);
  const record = running?.file ?? (await beginRecord(kit, seen, day));
  mustStand(
    await kit.ledger.perform(
      theService,
      'support',
      supportStream,
      record,
      async (state, tx): Promise<Outcome<SupportEvent>> => {
        // A bed that their worker asked for before is the one that the case asks for.
        const bed = isOpen(state.bed) ? state.bed : undefined;
        const opened = state.since ? done<SupportEvent>() : openSupport(state, { nation, because: 'emergency' });
        const asked = bed ? done<SupportEvent>() : askBed(state, { now });
        if (!opened.ok) return opened;
        if (!asked.ok) return asked;
        await askForCase(tx, { file, number, record, now, bed });
        return done(...opened.events, ...asked.events);
      },
      { day, at: now, nation },
    ),
  );
}

/** What their worker asked for by themselves stays asked: the case speaks for its own request alone. */
async function notNeeded(kit: Kit, own: CaseFile, { record, asked }: { readonly record: FileId; readonly asked: Instant }): Promise<void> {
  const now = kit.clock.now();
  const how = { day: kit.clock.today(), at: now, nation: own.nation };
  mustStand(
    await kit.ledger.perform(
      theService,
      'support',
      supportStream,
      record,
      (state) => (isOpen(state.bed) && state.bed.asked === asked ? settleBed(state, 'not-needed', { by: theService.person, now }) : done()),
      how,
    ),
  );
}
