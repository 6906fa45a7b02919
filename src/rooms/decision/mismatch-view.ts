// Two things that do not fit together, as they stand beside a finding: both passages, what was considered, and whether a reason may rest on it.
import type { Say } from '#base/words.ts';
import type { Considered } from '#journey/events.ts';
import type { Mismatch } from '#journey/file.ts';
import { isExplained } from '#journey/mismatch.ts';
import { html, when, type Html } from '#kit/view/html.ts';

export type Side = { readonly title: string; readonly words: string | null };
/** What is kept sealed of it. */
export type Written = { readonly sides: readonly [Side, Side]; readonly words: string };
export type Noted = Mismatch & { readonly written: Written | undefined };

export function causeWord(say: Say, cause: string): string {
  const words: Readonly<Record<string, string>> = {
    trauma: say('mismatch.cause.trauma', 'Trauma'),
    interpreter: say('mismatch.cause.interpreter', 'The interpreter, or that there was none'),
    fear: say('mismatch.cause.fear', 'Fear'),
    'who-was-present': say('mismatch.cause.present', 'Who was present'),
    wording: say('mismatch.cause.wording', 'How the question was put'),
    other: say('mismatch.cause.other', 'Something else'),
  };
  return words[cause] ?? cause;
}

export const consideredWord = (say: Say, said: Considered): string =>
  ({
    explains: say('mismatch.explains', 'May explain it'),
    'does-not': say('mismatch.does-not', 'Looked at, and does not explain it'),
    'cannot-say': say('mismatch.cannot-say', 'Cannot be said from what is held'),
  })[said];

export function notedOn(say: Say, all: readonly Noted[], element: string): Html {
  const here = all.filter((one) => one.element === element);
  return when(
    here.length > 0,
    () => html`<h3 class="govuk-heading-s">${say('mismatch.title', 'Does not fit together')}</h3>
<ul class="govuk-list govuk-list--spaced">${here.map((one) => html`<li>${noted(say, one)}</li>`)}</ul>`,
  );
}

function noted(say: Say, one: Noted): Html {
  const state = one.corrected
    ? say('mismatch.state.cleared', 'One of the two was added to or put right since. No finding rests on this.')
    : isExplained(one)
      ? say('mismatch.state.explained', 'Something may explain it. No finding rests on this.')
      : say('mismatch.state.open', 'Its causes were considered.');
  return html`${one.written?.sides.map((side) => html`<blockquote class="nrm-quote"><p class="govuk-body-s"><strong>${side.title}</strong></p>${when(side.words, () => html`<p class="govuk-body nrm-said">${side.words ?? ''}</p>`)}</blockquote>`)}
<p class="govuk-body-s nrm-said">${one.written?.words ?? ''}</p>
<ul class="govuk-list govuk-list--bullet">${Object.entries(one.considered).map(([cause, said]) => html`<li>${causeWord(say, cause)}: ${consideredWord(say, said)}</li>`)}</ul>
<p class="govuk-body-s"><strong>${state}</strong></p>`;
}
