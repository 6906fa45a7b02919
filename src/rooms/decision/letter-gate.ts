// Judges the letters that wait: each is written once it is called for, and held where no safe way is known (data.md 17).
import type { FileId } from '#base/id.ts';
import { done } from '#base/outcome.ts';
import type { Act, CaseEvent, Stage } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { writeAndHold, writeLetter } from '#journey/letters.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import type { Law } from '#law/law.ts';
import { safeContact, type Gate } from './safe-contact.ts';
import { contactFacts, keepJudged, lettersOf, overdueLetters, type LetterRow } from './store.ts';

/** A letter's own id in the ledger: what it says, and the event that called for it. */
export const letterId = (row: Pick<LetterRow, 'letter' | 'number'>): string => `${row.letter}.${row.number}`;

/** The stage a letter is about: that of the event that called for it. */
export function stageOf(file: CaseFile, row: Pick<LetterRow, 'number'>): Stage | null {
  const event = file.past.find((one) => one.number === row.number)?.event;
  return event && 'stage' in event ? event.stage : null;
}

/** Writes or holds every letter of a case that waits. Doing it again changes nothing. */
export async function judgeLetters(kit: Kit, file: FileId): Promise<void> {
  const today = kit.clock.today();
  const nation = await kit.db.as(theService, 'identification', async (tx) =>
    (await lettersOf(tx, file)).some((row) => row.state === 'waiting') ? (await kit.ledger.load(tx, caseStream, file)).state.nation : undefined,
  );
  if (nation === undefined) return;
  const how: Act = { day: today, by: theService.person, nation, confirmed: await kit.confirmed() };
  await kit.ledger.perform(
    theService,
    'identification',
    caseStream,
    file,
    async (state, tx) => {
      const gate = safeContact(await contactFacts(tx, file, state.past), today);
      const waiting = (await lettersOf(tx, file)).filter((row) => row.state === 'waiting');
      await keepJudged(tx, file, gate);
      return done(...waiting.toReversed().flatMap((row) => judged(state, row, gate, kit.law, how)));
    },
    { day: today, nation },
  );
}

function judged(state: CaseFile, row: LetterRow, gate: Gate, law: Law, how: Act): readonly CaseEvent[] {
  const what = { letter: letterId(row), stage: stageOf(state, row) };
  const outcome = gate.open ? writeLetter(state, what, law, how) : writeAndHold(state, { ...what, why: gate.why }, law, how);
  return outcome.ok ? outcome.events : [];
}

/** What comes by the mere passing of days: a contact that was good until yesterday. */
export async function judgeOverdue(kit: Kit): Promise<void> {
  for (const file of await kit.db.as(theService, 'identification', (tx) => overdueLetters(tx, kit.clock.today()))) await judgeLetters(kit, file);
}
