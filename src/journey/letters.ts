// What is recorded of letters: written, held because no safe way is known, handed over. Whether a way is safe is judged elsewhere.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent, Stage } from './events.ts';
import type { CaseFile } from './file.ts';
import { sent } from './ground.ts';
import { no } from './refusals.ts';

type Of<K extends CaseEvent['kind']> = Extract<CaseEvent, { kind: K }>;

/** While two people look at whether there was consent, nothing goes out. */
const mayWrite = (file: CaseFile, act: Act): Refused | undefined => sent(file, act) ?? (file.access.quarantine ? no('in-quarantine') : undefined);

/** `letter` is the letter's own id. Letters are written in any state of a case: the end of one is told too. */
export function writeLetter(file: CaseFile, what: { readonly letter: string; readonly stage: Stage | null }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayWrite(file, act);
  if (stop) return stop;
  if (file.letters.some((one) => one.letter === what.letter)) return no('already-so');
  return done({ kind: 'LetterWritten', letter: what.letter, stage: what.stage });
}

/** Held, never sent to the last address known: a worker finds out how the person can be reached safely (data.md 17). */
export function holdLetter(file: CaseFile, what: { readonly letter: string; readonly why: Of<'LetterHeld'>['why'] }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayWrite(file, act);
  if (stop) return stop;
  const letter = file.letters.find((one) => one.letter === what.letter);
  if (!letter) return no('no-such-letter');
  if (letter.state === 'handed-over' || letter.why === what.why) return no('already-so');
  return done({ kind: 'LetterHeld', letter: what.letter, why: what.why });
}

/** A letter held may go once a safe way is known. */
export function handOverLetter(
  file: CaseFile,
  what: { readonly letter: string; readonly channel: Of<'LetterHandedOver'>['channel'] },
  _law: Law,
  act: Act,
): Outcome<CaseEvent> {
  const stop = mayWrite(file, act);
  if (stop) return stop;
  const letter = file.letters.find((one) => one.letter === what.letter);
  if (!letter) return no('no-such-letter');
  return letter.state === 'handed-over' ? no('already-so') : done({ kind: 'LetterHandedOver', letter: what.letter, channel: what.channel });
}

/** A letter that is printed or handed over the moment it is written: it is both. */
export function writeAndHandOver(
  file: CaseFile,
  what: { readonly letter: string; readonly stage: Stage | null; readonly channel: Of<'LetterHandedOver'>['channel'] },
  law: Law,
  act: Act,
): Outcome<CaseEvent> {
  const { letter, channel } = what;
  if (file.letters.some((one) => one.letter === letter)) return handOverLetter(file, { letter, channel }, law, act);
  const written = writeLetter(file, what, law, act);
  return written.ok ? done(...written.events, { kind: 'LetterHandedOver', letter, channel }) : written;
}

/** A letter that is called for while no safe way is known: it is written, and held at once. */
export function writeAndHold(
  file: CaseFile,
  what: { readonly letter: string; readonly stage: Stage | null; readonly why: Of<'LetterHeld'>['why'] },
  law: Law,
  act: Act,
): Outcome<CaseEvent> {
  const { letter, why } = what;
  if (file.letters.some((one) => one.letter === letter)) return holdLetter(file, { letter, why }, law, act);
  const written = writeLetter(file, what, law, act);
  return written.ok ? done(...written.events, { kind: 'LetterHeld', letter, why }) : written;
}
