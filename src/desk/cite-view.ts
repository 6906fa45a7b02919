// The page on which a passage is cited, and the one that shows it beside what took its place.
import { button, radios, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import type { Test } from '#law/law.ts';
import { weights, type Citation, type Passage } from '#rooms/decision/citations.ts';
import { weightWord } from '#rooms/decision/cited-view.ts';
import type { Wrong } from '#rooms/decision/findings.ts';

export type Citing = {
  readonly action: string;
  readonly reference: string;
  readonly test: Test;
  readonly found: { readonly passage: Passage; readonly words: string | null };
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly Wrong[];
};

export function citeForm(ask: Staff, of: Citing): Html {
  const { say } = ask;
  const wrong = (name: string) => {
    const text = of.errors.find((error) => error.field === name)?.text;
    return text ? { errorMessage: { text } } : {};
  };
  const { passage, words } = of.found;
  const chosen = (name: string) => (of.typed[name] ? { value: of.typed[name] } : {});
  const one = (name: string, legend: string, items: readonly { readonly value: string; readonly text: string }[]): Html =>
    radios({
      name,
      idPrefix: name,
      fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
      ...chosen(name),
      items: [...items],
      ...wrong(name),
    });
  return html`<form method="post" action="${of.action}" novalidate>${csrf(ask)}${when(passage.kind === 'answer', () => html`<input type="hidden" name="version" value="${passage.kind === 'answer' ? passage.version : 0}">`)}
<h2 class="govuk-heading-m">${passage.title}</h2>
${textarea({ name: 'words', id: 'words', rows: 5, value: of.typed['words'] ?? '', label: { text: say('cite.words', 'The words you mean') }, hint: { text: words === null ? say('cite.words-document', 'Copy them from the document, with the page or place where they stand.') : say('cite.words-hint', 'Leave out what you do not need before and after. The words themselves stay as they were said.') }, ...wrong('words') })}
${one(
  'element',
  say('cite.element', 'Which part of the test is it about?'),
  of.test.elements.map((element) => ({ value: element.id, text: element.label })),
)}
${one('side', say('cite.side', 'Does it speak for or against?'), [
  { value: 'for', text: say('cite.side-for', 'For') },
  { value: 'against', text: say('cite.side-against', 'Against') },
])}
${one(
  'weight',
  say('cite.weight', 'How much weight do you give it?'),
  weights.map((value) => ({ value, text: weightWord(say, value) })),
)}
${textarea({ name: 'why', id: 'why', rows: 3, value: of.typed['why'] ?? '', label: { text: say('cite.why', 'Why does it matter?') }, ...wrong('why') })}
<div class="govuk-button-group">${button({ text: say('cite.keep', 'Cite it'), preventDoubleClick: true })}<a class="govuk-link" href="/case/${of.reference}/decide">${say('cite.back', 'Back to the findings')}</a></div></form>`;
}

/** `now` is null where the document was sealed away, or the answer says nothing any more. */
export function bothVersions({ say }: Staff, one: Citation, now: string | null, back: string): Html {
  return html`<h2 class="govuk-heading-m">${one.of.title}</h2>
<div class="nrm-two-findings"><section><h3 class="govuk-heading-s">${say('cite.then', 'As it was cited')}</h3><blockquote class="nrm-quote"><p class="govuk-body nrm-said">${one.words}</p></blockquote><p class="govuk-body-s">${one.why}</p></section>
<section><h3 class="govuk-heading-s">${say('cite.now', 'As it stands now')}</h3>${now === null ? html`<p class="govuk-body">${one.of.kind === 'document' ? say('cite.now-document', 'A document is read on its own page. If it is not listed among the pictures and papers, it was sealed away.') : say('cite.now-nothing', 'The answer now says that this is not known or was not asked. That speaks neither for nor against.')}</p>` : html`<p class="govuk-body nrm-said">${now}</p>`}</section></div>
<p class="govuk-body"><a class="govuk-link" href="${back}">${say('cite.back', 'Back to the findings')}</a></p>`;
}
