// How letters are shown: their lines, whom they are for, where one stands in an address, and the form by which one is released.
import type { Say } from '#base/words.ts';
import { html, type Html } from '#kit/view/html.ts';
import type { Recipient } from './safe-contact.ts';
import type { LetterRow, Line } from './store.ts';

export const recipients: readonly Recipient[] = ['person', 'worker', 'referrer', 'lawyer'];

/** `reasons`: whether whoever reads may see why it was decided. */
export function linesOf(say: Say, lines: readonly Line[], reasons = true): Html {
  const paragraph = (text: string): Html => html`<p class="govuk-body nrm-said">${text}</p>`;
  const hidden = say('letter.reasons-elsewhere', 'The reasons were written to the person.');
  return html`${lines.map((line, at) => {
    if (typeof line === 'string') return paragraph(line);
    if ('head' in line) return html`<h2 class="govuk-heading-s">${line.head}</h2>`;
    if (reasons) return paragraph(line.reason);
    const before = lines[at - 1];
    return typeof before === 'object' && 'head' in before ? paragraph(hidden) : null;
  })}`;
}

/** A line as plain words. */
export const wordsOfLine = (line: Line): string => (typeof line === 'string' ? line : 'head' in line ? line.head : line.reason);

export function toWhom(say: Say, to: Recipient): string {
  const words: Readonly<Record<Recipient, string>> = {
    person: say('letter.to.person', 'To the person'),
    worker: say('letter.to.worker', 'To whoever works with the person'),
    referrer: say('letter.to.referrer', 'To who referred the person'),
    lawyer: say('letter.to.lawyer', 'To the person’s lawyer'),
  };
  return words[to];
}

/** A letter in an address: of one step several may go, each to another. */
export const whichOf = ({ number, to }: Pick<LetterRow, 'number' | 'to'>): string => (to === 'person' ? String(number) : `${number}-${to}`);
