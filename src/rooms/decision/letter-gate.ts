// Judges the letters that wait: each is written once it is called for, and held where no safe way is known (data.md 17).
import type { FileId } from '#base/id.ts';
import { done } from '#base/outcome.ts';
import type { Act, CaseEvent, Stage } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { writeAndHold, writeLetter } from '#journey/letters.ts';
import { clear, type Clearance } from '#journey/safe-contact.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import type { Law } from '#law/law.ts';
import { mayGo } from './safe-contact.ts';
import { contactFacts, keepJudged, letterId, lettersOf, overdueLetters, type LetterRow } from './store.ts';

/** The versions before a letter, newest first, and then the event that first called for it. */
export function calledBy(row: Pick<LetterRow, 'number' | 'replaces' | 'to'>, rows: readonly LetterRow[]): number {
  const before = rows.find((one) => one.number === row.replaces && one.to === row.to);
  return before ? calledBy(before, rows) : row.number;
}

/** The stage a letter is about: that of the event that called for it. */
export function stageOf(file: CaseFile, number: number): Stage | null {
  const event = file.past.find((one) => one.number === number)?.event;
  return event && 'stage' in event ? event.stage : null;
}

/** Writes or holds every letter of a case that has not gone. Doing it again changes nothing. */
export async function judgeLetters(kit: Kit, file: FileId): Promise<void> {
  const today = kit.clock.today();
  const now = kit.clock.now();
  const nation = await kit.db.as(theService, 'identification', async (tx) =>
    (await lettersOf(tx, file)).some((row) => row.state !== 'handed-over') ? (await kit.ledger.load(tx, caseStream, file)).state.nation : undefined,
  );
  if (nation === undefined) return;
  const how: Act = { day: today, by: theService.person, nation, confirmed: await kit.confirmed() };
  await kit.ledger.perform(
    theService,
    'identification',
    caseStream,
    file,
    async (state, tx) => {
      const contact = await contactFacts(tx, file, state.past);
      const rows = await lettersOf(tx, file);
      const events: CaseEvent[] = [];
      for (const row of rows.toReversed()) {
        // What was released to others than the person is judged where it is handed over.
        if (row.state === 'handed-over' || (row.state === 'released' && row.to !== 'person')) continue;
        // Judged at the day of the clock: whoever looks at another day asks again.
        const gate = row.to === 'person' ? clear(contact, today, { kind: 'letter', at: 'later' }) : mayGo(row.to, { contact, file: state, law: kit.law }, now);
        await keepJudged(tx, file, row, gate);
        events.push(...judged(state, { letter: letterId(row), stage: stageOf(state, calledBy(row, rows)) }, gate, kit.law, how));
      }
      return done(...events);
    },
    { day: today, nation },
  );
}

function judged(state: CaseFile, what: { readonly letter: string; readonly stage: Stage | null }, gate: Clearance, law: Law, how: Act): readonly CaseEvent[] {
  // That a lawyer or a referrer may no longer have it is no word on the person's contact.
  const held = !gate.open && gate.why !== 'not-theirs' ? gate.why : null;
  const outcome = held ? writeAndHold(state, { ...what, why: held }, law, how) : writeLetter(state, what, law, how);
  return outcome.ok ? outcome.events : [];
}

/** What comes by the mere passing of days: a contact that was good until yesterday. */
export async function judgeOverdue(kit: Kit): Promise<void> {
  for (const file of await kit.db.as(theService, 'identification', (tx) => overdueLetters(tx, kit.clock.today()))) await judgeLetters(kit, file);
}
