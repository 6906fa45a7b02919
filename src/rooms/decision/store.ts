// What the decision room keeps: decisions as rows with constraints, letters, reasons and questions sealed in the file.
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { addVersions, current, type Stored } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import { letterFor } from './letters.ts';
import type { ContactFacts } from './safe-contact.ts';

/** Keeps the row that makes a decision unique and never alone (data.md 8). */
export function keepDecisions(law: Law): Reaction<CaseFile, CaseEvent> {
  return async (tx, { file, events }) => {
    for (const { event, day, nation } of events) {
      if (event.kind !== 'Decided') continue;
      const needsSecond = event.outcome === 'negative' && inForce(law.secondPerson, day, nation).value;
      await tx.query(`insert into decision (file, stage, round, outcome, day, maker, checker, needs_second) values ($1, $2, $3, $4, $5, $6, $7, $8)`, [
        file,
        event.stage,
        event.round,
        event.outcome,
        day,
        event.maker,
        event.checker,
        needsSecond,
      ]);
    }
  };
}

/** Notes that an event calls for a letter. It waits until a person prints or hands it over through the safe-contact gate. */
export const callForLetters: Reaction<CaseFile, CaseEvent> = async (tx, { file, events }) => {
  for (const { event, number, day } of events) {
    const letter = letterFor(event);
    if (letter) await tx.query(`insert into letter (file, number, letter, day) values ($1, $2, $3, $4)`, [file, number, letter.id, day]);
  }
};

export type LetterRow = { readonly number: number; readonly letter: string; readonly state: 'waiting' | 'handed-over'; readonly day: Day };

export async function lettersOf(tx: Tx, file: FileId): Promise<LetterRow[]> {
  return tx.query<LetterRow>(`select number, letter, state, day from letter where file = $1 order by number desc`, [file]);
}

const place = (file: FileId, number: number) => ({ file, table: 'letter', what: String(number), version: 1 });

/** Keeps the letter as the person got it, sealed with the file's key. */
export async function letterHandedOver(tx: Tx, file: FileId, number: number, text: readonly string[]): Promise<void> {
  await tx.query(`update letter set state = 'handed-over', sealed = $3 where file = $1 and number = $2`, [
    file,
    number,
    await seal(tx, place(file, number), text),
  ]);
}

/** What the person got; nothing where the letter still waits. */
export async function letterAsSent(tx: Tx, file: FileId, number: number): Promise<readonly string[] | undefined> {
  const [row] = await tx.query<{ sealed: Buffer | null }>('select sealed from letter where file = $1 and number = $2', [file, number]);
  return row?.sealed ? ((await unseal(tx, place(file, number), row.sealed)) as readonly string[]) : undefined;
}

/** What was said about reaching the person safely, from the referral's safe-contact questions. */
export async function contactFacts(tx: Tx, file: FileId): Promise<ContactFacts> {
  const said = new Map((await current(tx, file, ['safe-contact'])).map((each) => [each.question, each]));
  const contact = said.get('contact');
  const checked = said.get('contact-checked')?.value;
  const ways = typeof contact?.value === 'string' && contact.value !== 'no-safe-way' ? [contact.value] : [];
  return { ways, saidOn: contact ? (contact.recordedAt.slice(0, 10) as Day) : null, doubted: checked !== 'yes' };
}

/** Keeps texts of the decision sealed in the file: reasons, notes, questions asked and answers given. */
export async function keepTexts(tx: Tx, file: FileId, texts: Readonly<Record<string, string>>, holds: 'analysis' | 'narrative'): Promise<void> {
  const kept = Object.entries(texts).filter(([, said]) => said !== '');
  if (kept.length === 0) return;
  await addVersions(
    tx,
    file,
    kept.map(([question, value]) => ({ question, holds, value, origin: null, edition: 'decision-1', language: 'en', saidBy: tx.actor.person })),
  );
}

/** The texts of the decision by id, newest version each. */
export async function textsOf(tx: Tx, file: FileId, holds: 'analysis' | 'narrative', prefix: string): Promise<Readonly<Record<string, string>>> {
  const all: readonly Stored[] = await current(tx, file, [holds]);
  return Object.fromEntries(all.filter((each) => each.question.startsWith(prefix)).map((each) => [each.question, String(each.value)]));
}
