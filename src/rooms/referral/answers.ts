// A referral's answers on their way between the form and the sealed tables.
import { classesOver } from '#access/may.ts';
import type { FileId } from '#base/id.ts';
import { edition, type Edition } from '#form/edition.ts';
import { questionsOf, type Form } from '#form/form.ts';
import type { Answers, Origins, Question, Source } from '#form/question.ts';
import { join, split } from '#form/split.ts';
import { addVersions, current, saveDraft, type Findable, type Given } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';

export type Held = { readonly answers: Answers; readonly origins: Origins };

/** What is answered now, of the classes that the policy lets this reader write in a referral: no reasons, no refuge. */
export async function held(tx: Tx, file: FileId): Promise<Held> {
  const stored = await current(tx, file, classesOver(tx.actor, tx.purpose, ['own-draft', 'referred'], 'write'));
  const origins: Record<string, Source> = {};
  for (const one of stored) if (one.origin) origins[one.question] = one.origin;
  return { answers: join(stored), origins };
}

export type Writer = { readonly edition: Edition; readonly language: string };

/** Answers as the store keeps them: parted by class, with how each came to us and in which edition it was asked. */
export function given(form: Form, answers: Answers, origins: Origins, writer: Writer): readonly Given[] {
  const questions = questionsOf(form);
  return [...split(form, answers)].flatMap(([holds, part]) =>
    Object.entries(part).map(([question, value]) => {
      const asked = questions[question];
      const origin = origins[question] ?? null;
      return {
        question,
        holds,
        value,
        origin,
        edition: writer.edition.id,
        language: writer.language,
        saidBy: origin === 'told-me' ? 'person' : 'referrer',
        find: findIn(asked),
      };
    }),
  );
}

/** How an answer may be searched for. In a group it is the questions of its rows that say so. */
function findIn(asked: Question | undefined): Findable | undefined {
  if (asked?.kind !== 'group') return asked?.find;
  const rows = Object.entries(asked.of).flatMap(([id, sub]) => (sub.find ? [[id, sub.find] as const] : []));
  return rows.length > 0 ? Object.fromEntries(rows) : undefined;
}

export async function keepDraft(tx: Tx, file: FileId, form: Form, now: Held, language: string): Promise<void> {
  await saveDraft(tx, file, given(form, now.answers, now.origins, { edition: edition(form), language }));
}

/** After sending: a further version of each answer that changed. */
export async function addAnswers(tx: Tx, file: FileId, form: Form, now: Held, language: string): Promise<void> {
  await addVersions(tx, file, given(form, now.answers, now.origins, { edition: edition(form), language }));
}
