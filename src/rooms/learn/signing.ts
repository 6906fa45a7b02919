// Room for films in sign language: one a page, fetched only when somebody asks for it, so that the page stays light.
import type { Say } from '#base/words.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';

export type Film = {
  /** The page it says the words of. */
  readonly page: string;
  /** An address of ours: nothing is loaded from elsewhere. */
  readonly href: string;
  /** British or Irish Sign Language. */
  readonly language: 'bsl' | 'isl';
  readonly minutes: number;
  readonly megabytes: number;
};

/** None has been made yet. A film needs a signer who is native and checks the words; then it is a line here. */
export const films: readonly Film[] = [];

export function signed(say: Say, path: string, of: readonly Film[] = films): Html {
  const here = of.filter((one) => one.page === path);
  if (here.length === 0) return nothing;
  return html`<ul class="govuk-list">${here.map(
    (one) =>
      html`<li><a class="govuk-link" href="${one.href}">${one.language === 'bsl' ? say('learn.bsl', 'This page in British Sign Language') : say('learn.isl', 'This page in Irish Sign Language')}</a> (${one.minutes} min, ${one.megabytes} MB)</li>`,
  )}</ul>`;
}
