// What a letter says that puts a question to a council or the police: the question, its day, how to answer, and nothing else of the case.
import type { Day } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { questionsOf } from '#form/form.ts';
import { nextChase } from '#journey/chase.ts';
import type { CaseFile, OpenQuestion } from '#journey/file.ts';
import { isRefused, term } from '#journey/ground.ts';
import { nextLetter } from '#journey/question-letter.ts';
import type { Kit } from '#kit/kit.ts';
import { current } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { longDay } from '#kit/view/layout.ts';
import { cite } from '#law/explain.ts';
import type { OpenCase } from './open.ts';
import type { Line } from './store.ts';

type Asking = { readonly say: Say; readonly lang: string; readonly today: Day; readonly kit: Kit; readonly state: CaseFile };

/** `words`: the question as it was asked. */
export function questionLines(of: Asking, asked: OpenQuestion, words: string): readonly Line[] {
  const { say, lang, kit, state } = of;
  const days = (on: Day): string => longDay(on, lang);
  const again = nextLetter(asked) === 'again';
  const next = nextChase({ ...asked, chased: again ? [...asked.chased, { day: of.today, how: 'hand' as const }] : asked.chased }, kit.law, state.nation);
  return [
    again
      ? say('question-letter.again', 'On {asked} we asked you the question below, and wanted an answer by {by}. None has come.', {
          asked: days(asked.asked),
          by: days(asked.by),
        })
      : say(
          'question-letter.lead',
          'You were told of a person who may be a victim of modern slavery, under the reference above. To decide fairly we ask what you may know.',
        ),
    say('question-letter.nobody', 'This letter names nobody. If you cannot tell whom it is about, say so; please do not guess, and do not ask around.'),
    { head: say('question-letter.question', 'Our question') },
    words,
    { head: say('question-letter.when', 'By when') },
    byWhen(of, asked, again),
    ...(next ? [say('question-letter.next', 'If we have not heard from you by then, we ask again on {day}.', { day: days(next.on) })] : []),
    { head: say('question-letter.how', 'How to answer') },
    say('question-letter.write', 'In writing, with our reference and nothing on the outside that says what it is about. “We do not know” is an answer.'),
    say('question-letter.only', 'Answer what is asked and no more. Where the law keeps you from answering, tell us that it does.'),
    say('question-letter.person', 'Please do not interview the person for it, and tell nobody who need not know that we asked.'),
  ];
}

/** The day, with the rule where it can be pointed at: a guess of this service's is no rule for anybody outside. */
function byWhen({ say, lang, kit, state, today }: Asking, asked: OpenQuestion, again: boolean): string {
  const by = longDay(asked.by, lang);
  if (again && asked.by < today) return say('question-letter.late', 'The day was {by}. Please answer at once, or tell us when you can.', { by });
  const because = dayRule(kit, state, asked);
  return because && because.standing !== 'assumed'
    ? say('question-letter.by-rule', 'Please answer by {by} ({rule}). A late answer is still of use.', {
        by,
        rule: cite(because, say, (on) => longDay(on, lang)),
      })
    : say('question-letter.by', 'Please answer by {by}. A late answer is still of use.', { by });
}

/** The rule that gave the day; nothing where the asker named it. */
export function dayRule(kit: Kit, state: CaseFile, asked: OpenQuestion): Because | undefined {
  const { nation } = state;
  const due = term(kit.law, 'information-request', asked.asked, nation, { day: asked.asked, by: '', nation, confirmed: 'practice' });
  return due && !isRefused(due) && due.due === asked.by ? due.because : undefined;
}

/** Whether words name the person by any name that is held of them: whole words, however they are written. */
export async function namesPerson(kit: Kit, tx: Tx, { file }: Pick<OpenCase, 'file'>, words: string): Promise<boolean> {
  const names = Object.entries(questionsOf(kit.form)).flatMap(([id, question]) => (question.find === 'name' ? [id] : []));
  const parts = (text: string): readonly string[] =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const said = new Set(parts(words));
  const held = await current(tx, file.id, ['identity']);
  return held.some(
    ({ question, value }) => names.includes(question) && typeof value === 'string' && parts(value).some((one) => one.length > 2 && said.has(one)),
  );
}
