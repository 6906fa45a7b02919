// A refusal on the page: plain words, and each rule it rests on with its first day and source beside them.
import { day } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { notificationBanner } from './govuk.ts';
import { html, when, type Html } from './html.ts';
import { longDay } from './layout.ts';

type Reader = { readonly say: Say; readonly lang: string };

/** A rule with its day and source, in one sentence each. */
export function ruleText({ say, lang }: Reader, because: Because): string {
  const { question, from, source } = because;
  return say('refused.rule', 'Rule: {question} In force since {from}. Source: {source}.', { question, from: longDay(day(from), lang), source });
}

/** The same as a line of its own, visibly unconfirmed where nobody has confirmed it. */
export function ruleLine(reader: Reader, because: Because): Html {
  const unconfirmed = when(because.standing === 'assumed', () => html` ${reader.say('refused.assumed', 'Nobody has confirmed this rule yet.')}`);
  return html`<p class="govuk-body nrm-law">${ruleText(reader, because)}${unconfirmed}</p>`;
}

/** Stands above the page that was refused; `text` says what stops it. */
export function refusedNotice(reader: Reader, text: string, because: readonly Because[]): Html {
  const { say } = reader;
  return notificationBanner({
    titleText: say('refused.title', 'This cannot be done yet'),
    role: 'alert',
    html: html`<p class="govuk-notification-banner__heading">${text}</p>${because.map((one) => ruleLine(reader, one))}`,
  });
}
