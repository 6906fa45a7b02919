// One message of a report as an adviser reads it: each answer under its question, an answer of ours as it was sent.
import type { Say } from '#base/words.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { openLanguages } from '#kit/view/spoken.ts';
import type { Message } from './message.ts';
import { asked, isPhrase, phrases, type Told } from './questions.ts';

const labels = (say: Say): Readonly<Record<string, string>> =>
  Object.fromEntries([...asked.seen.first, ...asked.seen.hard, ...asked.me.first, ...asked.me.hard].map((one) => [one.id, one.label(say)]));

const languageWord = (code: string): string => openLanguages.find((one) => one.code === code)?.name ?? code;

const toldIn = (say: Say, { language, wanted }: Told): string =>
  wanted === language
    ? languageWord(language)
    : say('signals.wanted', '{language}; they asked for {wanted}', { language: languageWord(language), wanted: languageWord(wanted) });

export function messageView(say: Say, { by, told, answered }: Message): Html {
  const words = labels(say);
  return html`<p class="govuk-body-s">${by === 'reporter' ? say('signals.by-reporter', 'They wrote') : say('signals.by-team', 'The helpline answered')}${when(told, () => html` · ${told ? toldIn(say, told) : ''} · ${told?.by === 'browser' ? say('signals.sealed-there', 'sealed by their browser') : say('signals.sealed-here', 'sealed on arrival')}`)}</p>${
    told
      ? Object.entries(told.answers).map(
          ([id, text]) =>
            html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${words[id] ?? ''}</strong></p><p class="govuk-body nrm-said" dir="auto">${text}</p>`,
        )
      : answered
        ? html`${answered.phrases.filter(isPhrase).map((id) => html`<p class="govuk-body">${phrases[id](say)}</p>`)}<p class="govuk-body nrm-said" dir="auto">${answered.words}</p>`
        : html`<p class="govuk-body">${say('signals.unreadable', 'This could not be opened: it was sealed to another key, or damaged.')}</p>`
  }`;
}
