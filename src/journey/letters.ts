// What is recorded of letters: written, held because no safe way is known, released, recalled, handed over, replaced. Whether a way is safe is
// judged elsewhere.
import { addMinutes, dayOf, type Instant } from '#base/day.ts';
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import type { Act, CaseEvent, Stage } from './events.ts';
import type { CaseFile, Letter } from './file.ts';
import { find, isRefused, sent } from './ground.ts';
import { negativeMayLeave, type Negative } from './negative-letter.ts';
import { no } from './refusals.ts';
import type { Cleared } from './safe-contact.ts';

type Of<K extends CaseEvent['kind']> = Extract<CaseEvent, { kind: K }>;
type Named = { readonly letter: string };
/** What reaches somebody asks for the pass of the gate: which only it gives. */
type Leaves = Named & { readonly pass: Cleared };
type Written = Named & { readonly stage: Stage | null };

/** While two people look at whether there was consent, nothing goes out. */
const mayWrite = (file: CaseFile, act: Act): Refused | undefined => sent(file, act) ?? (file.access.quarantine ? no('in-quarantine') : undefined);

/** The letter that an act is about, where it has not gone yet and no later version took its place. */
function still(file: CaseFile, id: string, act: Act): Letter | Refused {
  const stop = mayWrite(file, act);
  if (stop) return stop;
  const letter = file.letters.find((one) => one.letter === id);
  if (!letter) return no('no-such-letter');
  return letter.state === 'handed-over' ? no('already-so') : letter.replaced ? no('letter-replaced') : letter;
}

/** `letter` is the letter's own id. Letters are written in any state of a case: the end of one is told too. */
export function writeLetter(file: CaseFile, what: Written, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayWrite(file, act);
  if (stop) return stop;
  if (file.letters.some((one) => one.letter === what.letter)) return no('already-so');
  return done({ kind: 'LetterWritten', letter: what.letter, stage: what.stage });
}

/** Held, never sent to the last address known: a worker finds out how the person can be reached safely (data.md 17). A release ends with it. */
export function holdLetter(file: CaseFile, what: Named & { readonly why: Of<'LetterHeld'>['why'] }, _law: Law, act: Act): Outcome<CaseEvent> {
  const letter = still(file, what.letter, act);
  if (isRefused(letter)) return letter;
  return letter.why === what.why ? no('already-so') : done({ kind: 'LetterHeld', letter: what.letter, why: what.why });
}

/** Until when a letter released at a moment can be recalled, by the rule of that day. */
export function leavesAt(file: Pick<CaseFile, 'nation'>, at: Instant, law: Law): Instant {
  return addMinutes(at, inForce(law.letterHold, dayOf(at, law.zone), file.nation).value.minutes);
}

/** Whether a letter has left: its hold is over, by the clock alone, so that nothing can forget to let it go. */
export const hasLeft = (file: Pick<CaseFile, 'nation'>, letter: Pick<Letter, 'at'>, now: Instant, law: Law): boolean =>
  letter.at !== null && leavesAt(file, letter.at, law) <= now;

/** Released, a letter can be recalled for a while and leaves only then. A letter held may be released once a safe way is known. */
export function releaseLetter(
  file: CaseFile,
  what: Leaves & { readonly now: Instant; readonly negative: Negative | null },
  law: Law,
  act: Act,
): Outcome<CaseEvent> {
  const letter = still(file, what.letter, act);
  if (isRefused(letter)) return letter;
  if (letter.state === 'released') return no('already-so');
  const hold = find(law.letterHold, act.day, file.nation, act);
  if (isRefused(hold)) return hold;
  const stop = what.negative && negativeMayLeave(file, what.negative, addMinutes(what.now, hold.value.minutes), law, act);
  return stop ?? done({ kind: 'LetterReleased', letter: what.letter, at: what.now });
}

/** Within the hold, and never afterwards: what may have reached somebody is put right by a new version. */
export function recallLetter(file: CaseFile, what: Named & { readonly now: Instant }, law: Law, act: Act): Outcome<CaseEvent> {
  const letter = still(file, what.letter, act);
  if (isRefused(letter)) return letter;
  const hold = find(law.letterHold, act.day, file.nation, act);
  if (isRefused(hold)) return hold;
  if (letter.state !== 'released') return no('letter-not-released');
  return hasLeft(file, letter, what.now, law) ? no('letter-left', hold.because) : done({ kind: 'LetterRecalled', letter: what.letter });
}

/** Printed or handed over, once its hold is over. Of a negative the day counts on which it is given, too. */
export function handOverLetter(
  file: CaseFile,
  what: Leaves & { readonly channel: Of<'LetterHandedOver'>['channel']; readonly now: Instant; readonly negative: Negative | null },
  law: Law,
  act: Act,
): Outcome<CaseEvent> {
  const letter = still(file, what.letter, act);
  if (isRefused(letter)) return letter;
  if (letter.state !== 'released') return no('letter-not-released');
  const hold = find(law.letterHold, act.day, file.nation, act);
  if (isRefused(hold)) return hold;
  if (!hasLeft(file, letter, what.now, law)) return no('hold-runs', hold.because);
  const stop = what.negative && negativeMayLeave(file, { ...what.negative, given: true }, what.now, law, act);
  return stop ?? done({ kind: 'LetterHandedOver', letter: what.letter, channel: what.channel });
}

/** What has left is never changed: a new version takes its place, and the reader is told which and what was wrong. */
export function replaceLetter(file: CaseFile, what: Named & { readonly now: Instant }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayWrite(file, act);
  if (stop) return stop;
  const letter = file.letters.find((one) => one.letter === what.letter);
  if (!letter) return no('no-such-letter');
  if (letter.replaced) return no('letter-replaced');
  const left = letter.state === 'handed-over' || hasLeft(file, letter, what.now, law);
  return left ? done({ kind: 'LetterReplaced', letter: what.letter }) : no('not-left');
}

/** A letter that is released before it was judged: it is written first. */
export function writeAndRelease(
  file: CaseFile,
  what: Written & Leaves & { readonly now: Instant; readonly negative: Negative | null },
  law: Law,
  act: Act,
): Outcome<CaseEvent> {
  if (file.letters.some((one) => one.letter === what.letter)) return releaseLetter(file, what, law, act);
  const written = writeLetter(file, what, law, act);
  if (!written.ok) return written;
  const { letter, stage } = what;
  const standing: Letter = { letter, stage, state: 'written', day: act.day, why: null, at: null, replaced: false };
  const released = releaseLetter({ ...file, letters: [...file.letters, standing] }, what, law, act);
  return released.ok ? done(...written.events, ...released.events) : released;
}

/** A letter that is called for while no safe way is known: it is written, and held at once. */
export function writeAndHold(file: CaseFile, what: Written & { readonly why: Of<'LetterHeld'>['why'] }, law: Law, act: Act): Outcome<CaseEvent> {
  const { letter, why } = what;
  if (file.letters.some((one) => one.letter === letter)) return holdLetter(file, { letter, why }, law, act);
  const written = writeLetter(file, what, law, act);
  return written.ok ? done(...written.events, { kind: 'LetterHeld', letter, why }) : written;
}

export type { Negative } from './negative-letter.ts';
