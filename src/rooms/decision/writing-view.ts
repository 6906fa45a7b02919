// Parts of the findings page that belong to writing: saving where one is, what another window wrote, the law's own words, why nothing is cited.
import { button, checkboxes, details, insetText, textarea } from '#kit/view/govuk.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';
import type { Element } from '#law/law.ts';
import type { FindingsPage } from './findings.ts';

/** First of the form's buttons, so that the Enter key saves and decides nothing. What saves by itself says here what it did. */
export function saveHere({ say, writing }: FindingsPage): Html {
  return html`<input type="hidden" name="seen" value="${writing.seen}"><input type="hidden" name="selected" value="">
${button({ text: say('decision.save-here', 'Save and go on writing'), classes: 'govuk-button--secondary', name: 'do', value: 'save', attributes: { formaction: writing.save } })}
<p class="govuk-body-s" role="status" data-saved="${say('decision.autosaved', 'Saved.')}" data-newer="${say('decision.autosave-newer', 'This was saved elsewhere after you opened it. Nothing was overwritten, and what you wrote here is kept too. Open the page again to see both.')}" data-failed="${say('decision.autosave-failed', 'Not saved just now. What you typed is still here; press Save when you can.')}">${say('decision.saves', 'What you write is saved as you go. Nothing is decided until you send it.')}</p>`;
}

/** What an older window wrote: kept beside what was saved, for the writer to take over or leave. */
export function asideOf({ say, writing, typed }: FindingsPage, element: Element): Html {
  const other = writing.aside(element) ?? '';
  if (other === '' || other === (typed[`because.${element.id}`] ?? '')) return nothing;
  return insetText({
    html: html`<strong>${say('decision.aside', 'Written in another window, and kept beside what was saved last:')}</strong><p class="govuk-body nrm-said">${other}</p>`,
  });
}

export function whyUncited({ say, writing, typed, errors }: FindingsPage, element: Element): Html {
  const name = `uncited.${element.id}`;
  const wrong = errors.find((error) => error.field === name)?.text;
  if (!writing.bare(element) && (typed[name] ?? '') === '') return nothing;
  return textarea({
    name,
    id: name,
    rows: 2,
    value: typed[name] ?? '',
    label: { text: say('decision.uncited', 'If no passage can be cited on this: why not? ({element})', { element: element.label }) },
    hint: { text: say('decision.uncited-hint', 'Use “Cite this” beside an answer or a document, or say here why there is nothing to point at.') },
    ...(wrong ? { errorMessage: { text: wrong } } : {}),
  });
}

/** Paragraphs of the law of this day. They are put after the reasons, to be worked on like any other words. */
export function lawOffered({ say, writing }: FindingsPage, element: Element): Html {
  if (writing.texts.length === 0) return nothing;
  return details({
    summaryText: say('decision.law-texts', 'Put in what the law says ({element})', { element: element.label }),
    html: html`${writing.texts.map(
      (text) => html`<p class="govuk-body-s"><strong>${text.title}</strong><br>${text.says}</p><p class="nrm-law">${text.source}</p>
${button({ html: html`${say('decision.law-insert', 'Put this in')}<span class="govuk-visually-hidden">: ${text.title}, ${element.label}</span>`, classes: 'govuk-button--secondary nrm-small-button', name: 'law', value: `${element.id} ${text.rule}`, attributes: { formaction: writing.save } })}`,
    )}`,
  });
}

/** Words by which reasons give away that they rest on an inconsistency. The tick beside them says it; this only catches that it was forgotten. */
const tells = /inconsisten|contradict|discrepan|does not match|do not match|did not match|changed (?:her|his|their|the) (?:story|account)/i;
export const speaksOfMismatch = (reasons: string): boolean => tells.test(reasons);

/** Nothing rests on an inconsistency by the way: it is said, and its causes come first. */
export function restsTick({ say, writing, typed, errors }: FindingsPage, element: Element): Html {
  const name = `rests.${element.id}`;
  const wrong = errors.find((error) => error.field === name)?.text;
  return html`${checkboxes({
    name,
    idPrefix: name,
    classes: 'govuk-checkboxes--small',
    items: [
      {
        value: 'yes',
        checked: typed[name] === 'yes',
        text: say('mismatch.rests', 'This rests on two things that do not fit together ({element})', { element: element.label }),
      },
    ],
    ...(wrong ? { errorMessage: { text: wrong } } : {}),
  })}<p class="nrm-cite"><button type="submit" class="nrm-link-button" name="mismatch" value="${element.id}" formaction="${writing.save}">${say('mismatch.note-it', 'Note two things that do not fit together, and what may explain it')}<span class="govuk-visually-hidden">: ${element.label}</span></button></p>`;
}
