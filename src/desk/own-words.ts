// What a person added at their own door, in their own words: beside the answer it is about, never in its place.
import { questionsOf } from '#form/form.ts';
import { wordsOf } from '#form/texts.ts';
import type { Stored } from '#kit/store/answers.ts';
import type { Kit } from '#kit/kit.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { dayOf } from '#base/day.ts';
import type { Ask } from '#kit/web/page.ts';

const begins = 'own-words.';
export const isOwnWords = (question: string): boolean => question.startsWith(begins);

/** Each with the question that it is about and the day on which it was said. */
export function ownWordsOf(kit: Kit, ask: Pick<Ask, 'say' | 'lang'>, stored: readonly Stored[], heading: string): Html {
  const own = stored.filter((one) => isOwnWords(one.question));
  if (own.length === 0) return nothing;
  const questions = questionsOf(kit.form);
  const about = (id: string): string => {
    const question = Object.hasOwn(questions, id) ? questions[id] : undefined;
    return question ? wordsOf(ask.say, kit.form.id, id, question).label : '';
  };
  return html`<h2 class="govuk-heading-m">${heading}</h2><ul class="govuk-list govuk-list--spaced">${own.map(
    (one) =>
      html`<li><p class="govuk-body-s">${about(one.question.slice(begins.length))} ${longDay(dayOf(one.recordedAt), ask.lang)}</p><p class="govuk-body nrm-said" dir="auto">${String(one.value)}</p></li>`,
  )}</ul>`;
}
