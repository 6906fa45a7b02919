// The frame of a letter: printed from the browser, readable in large print, and never mistaken for a real one in practice.
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { html, join, when, type Html } from './html.ts';
import { longDay, practiceWords } from './layout.ts';

export type Letter = {
  readonly say: Say;
  readonly lang: string;
  readonly practice: boolean;
  readonly today: Day;
  /** The day the letter is dated. */
  readonly on: Day;
  readonly from: readonly string[];
  /** Name and address as the safe-contact function gave them; empty where it is handed over in person. */
  readonly to: readonly string[];
  /** Empty where a reference would tell whoever reads it more than the letter does. */
  readonly reference: string;
  readonly heading: string;
  /** Shown on a page that has a heading of its own. */
  readonly under?: true;
  readonly body: Html;
  readonly signed: string;
};

export function letter(of: Letter): Html {
  const { say } = of;
  const practice = html`<p class="nrm-letter__practice">${practiceWords(say, of.today, of.lang)}</p>`;
  return html`<article class="nrm-letter">
${when(of.practice, practice)}
<p class="govuk-body nrm-letter__address">${join(of.from, '\n')}</p>
${when(of.to.length > 0, () => html`<p class="govuk-body nrm-letter__address">${join(of.to, '\n')}</p>`)}
<p class="govuk-body">${longDay(of.on, of.lang)}</p>
${when(of.reference !== '', () => html`<p class="govuk-body">${say('letter.reference', 'Our reference:')} <span class="nrm-reference">${of.reference}</span></p>`)}
${of.under ? html`<h2 class="govuk-heading-m">${of.heading}</h2>` : html`<h1 class="govuk-heading-m">${of.heading}</h1>`}
${of.body}
<p class="govuk-body">${of.signed}</p>
${when(of.practice, practice)}
</article>`;
}
