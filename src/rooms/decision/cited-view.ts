// Evidence for and against one element, as it stands beside its finding: the words quoted, their weight and why they matter.
import type { Say } from '#base/words.ts';
import { button } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import type { Element, Test } from '#law/law.ts';
import { notedOn, type Noted } from './mismatch-view.ts';
import { sides, standing, type Cited, type Side, type Weight } from './citations.ts';

export type CitedView = {
  readonly say: Say;
  /** The case's own address. */
  readonly base: string;
  readonly cited: readonly Cited[];
  /** Ids of citations whose passage was later replaced or sealed away. */
  readonly replaced: ReadonlySet<string>;
  /** While findings are written, a citation may be taken back. */
  readonly open: boolean;
  readonly mismatches: readonly Noted[];
};

export const weightWord = (say: Say, weight: Weight): string =>
  ({ much: say('cite.weight.much', 'Much weight'), some: say('cite.weight.some', 'Some weight'), little: say('cite.weight.little', 'Little weight') })[weight];

const sideWord = (say: Say, side: Side, element: string): string =>
  side === 'for' ? say('cite.for', 'Evidence for: {element}', { element }) : say('cite.against', 'Evidence against: {element}', { element });

/** Both sides of one element; where nothing is cited on a side it says so, and draws nothing from it. */
export function citedOn(of: CitedView, element: Element): Html {
  const { say } = of;
  const all = standing(of.cited, element.id);
  return html`<div class="nrm-cited">${sides.map((side) => {
    const here = all.filter((one) => one.side === side);
    return html`<h3 class="govuk-heading-s">${sideWord(say, side, element.label)}</h3>${
      here.length === 0
        ? html`<p class="govuk-body govuk-hint">${say('cite.none', 'Nothing cited.')}</p>`
        : html`<ul class="govuk-list govuk-list--spaced">${here.map((one) => html`<li>${passage(of, one)}</li>`)}</ul>`
    }`;
  })}${notedOn(of.say, of.mismatches, element.id)}</div>`;
}

function passage({ say, base, replaced, open }: CitedView, one: Cited): Html {
  return html`<blockquote class="nrm-quote"><p class="govuk-body nrm-said">${one.words}</p></blockquote>
<p class="govuk-body-s"><strong>${one.of.title}</strong> · ${weightWord(say, one.weight)}<br>${one.why}</p>
${when(replaced.has(one.id), () => html`<p class="govuk-body-s"><strong>${say('cite.replaced', 'This was later replaced.')}</strong> <a class="govuk-link" href="${base}/cited/${one.id}">${say('cite.see-both', 'See both')}<span class="govuk-visually-hidden">: ${one.of.title}</span></a></p>`)}
${when(open, () => button({ html: html`${say('cite.withdraw', 'Take back')}<span class="govuk-visually-hidden">: ${one.of.title}, ${one.words.slice(0, 60)}</span>`, classes: 'govuk-button--secondary nrm-small-button', name: 'withdraw', value: one.id, attributes: { formaction: `${base}/decide/save` } }))}`;
}

/** All elements, for a page on which nothing is written any more. */
export const citedPanel = (of: CitedView, test: Test, title: string): Html =>
  html`<h2 class="govuk-heading-m">${title}</h2>${test.elements.map((element) => citedOn(of, element))}`;
