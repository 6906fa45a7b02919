// A picture among the evidence: closed at first, blurred when opened, clear only on request. Works without JavaScript.
import type { Say } from '#base/words.ts';
import { html, safeHref, type Html } from './html.ts';

export type Picture = {
  readonly say: Say;
  /** Unique on the page; letters, digits and hyphens. */
  readonly id: string;
  readonly src: string;
  /** What it is, in the words of whoever sent it. */
  readonly what: string;
};

export function picture(of: Picture): Html {
  const { say, id } = of;
  return html`<details class="govuk-details nrm-no-print"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${say('picture.open', 'Open the picture, blurred:')} ${of.what}</span></summary>
<div class="govuk-details__text nrm-picture">
<input type="checkbox" class="nrm-picture__reveal" id="${id}"> <label class="govuk-label nrm-picture__label" for="${id}">${say('picture.show', 'Show it clearly')}</label>
<img class="nrm-picture__image" src="${safeHref(of.src)}" alt="${of.what}" loading="lazy">
</div></details>`;
}
