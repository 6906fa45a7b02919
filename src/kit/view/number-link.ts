// A telephone number to press, within a sentence or alone.
import { html, when, type Html } from './html.ts';

/** Runs from the left in every language; the words around it do not. */
export const numberLink = (text: string, number: string): Html =>
  html`<a class="govuk-link" href="tel:${number.replace(/\s/g, '')}">${text.split(number).flatMap((part, i) => [when(i > 0, () => html`<bdi dir="ltr">${number}</bdi>`), part])}</a>`;
