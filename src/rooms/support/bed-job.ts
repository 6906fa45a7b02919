// What follows a need for a bed tonight: emergency support opens beside the case with the request in it, and ends when the need goes away.
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
  if (!needsBed(seen.own) && open) await notNeeded(kit, seen.own, open.record);
}

async function ask(kit: Kit, seen: Seen, file: FileId, number: number): Promise<void> {
  const { nation } = seen.own;
  const day = kit.clock.today();
  const now = kit.clock.now();
  const record = await beginRecord(kit, seen, day);
  mustStand(
    await kit.ledger.perform(
      theService,
      'support',
      supportStream,
      record,
      async (state, tx): Promise<Outcome<SupportEvent>> => {
        const opened = openSupport(state, { nation, because: 'emergency' });
        const asked = askBed(state, { now });
        if (!opened.ok) return opened;
        if (!asked.ok) return asked;
        await askForCase(tx, { file, number, record, now });
        return done(...opened.events, ...asked.events);
      },
      { day, at: now, nation },
    ),
  );
}

async function notNeeded(kit: Kit, own: CaseFile, record: FileId): Promise<void> {
  const now = kit.clock.now();
  const how = { day: kit.clock.today(), at: now, nation: own.nation };
  mustStand(
    await kit.ledger.perform(
      theService,
      'support',
      supportStream,
      record,
      (state) => (isOpen(state.bed) ? settleBed(state, 'not-needed', { by: theService.person, now }) : done()),
      how,
    ),
  );
}
