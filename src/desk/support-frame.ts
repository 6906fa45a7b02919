// The top of every page of a support record: how the person can be reached and what never, who to call, and the parts of the record.
import { button, insetText, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { subNavigation } from '#kit/view/moj.ts';
import type { Staff } from '#kit/web/page.ts';
import type { Say } from '#base/words.ts';
import { termWords, whyHeld } from '#journey/contact-words.ts';
import { parts, type Part } from '#rooms/support/step.ts';
import type { Way } from '#journey/safe-contact.ts';
import type { Care } from './support-care.ts';
import type { OpenRecord } from './support-record.ts';

export function wayWord(say: Say, way: string): string {
  const words: Readonly<Record<Way, string>> = {
    person: say('care.way.person', 'ring them'),
    text: say('care.way.text', 'text them'),
    'someone-else': say('care.way.someone', 'through somebody they trust'),
    worker: say('care.way.worker', 'see them where they stay'),
    email: say('care.way.email', 'e-mail that says only that there is something to read'),
    post: say('care.way.post', 'post'),
    'by-hand': say('care.way.by-hand', 'hand it to them'),
    number: say('care.way.number', 'under the number of their report'),
    'their-office': say('care.way.office', 'at their office'),
  };
  return words[way as Way] ?? way;
}

const partWord = (say: Say, part: Part): string =>
  ({
    now: say('care.part.now', 'Now'),
    plan: say('care.part.plan', 'Plan'),
    services: say('care.part.services', 'Services'),
    household: say('care.part.household', 'Household'),
    agreed: say('care.part.agreed', 'What they agreed to'),
    danger: say('care.part.danger', 'Danger'),
    onward: say('care.part.onward', 'Moving on'),
  })[part];

/** Read before anything is done: first what never, then the ways; or that nothing is safe. */
export function contactBox(ask: Pick<Staff, 'say' | 'lang'>, { gate, record, contact }: Pick<Care, 'gate' | 'record' | 'contact'>): Html {
  const { say, lang } = ask;
  const change = html`<a class="govuk-link" href="/support/${record.reference}/step/safe-contact">${say('care.contact.change', 'Say it anew')}</a>`;
  if (!gate.open)
    return html`${warningText({ text: `${say('care.contact.none', 'Do not get in touch by any way.')} ${whyHeld(say, gate.why)}`, iconFallbackText: say('decision.warning', 'Warning') })}<p class="govuk-body">${change}</p>`;
  const ways = gate.ways.map((way) => wayWord(say, way)).join('; ');
  return insetText({
    html: html`<p class="govuk-body"><strong>${gate.rules ?? say('care.contact.no-rules', 'They named no rule for when and how.')}</strong></p>${termWords(say, contact).map((one) => html`<p class="govuk-body"><strong>${one}</strong></p>`)}
<p class="govuk-body">${say('care.contact.ways', 'Safe now: {ways}.', { ways })} ${Object.values(gate.where).map((where) => html`<span class="nrm-said">${where}</span> `)}</p>
<p class="govuk-body-s">${say('care.contact.until', 'Holds until {day}.', { day: longDay(gate.until, lang) })} ${change}</p>`,
  });
}

export function recordTop(ask: Staff, care: Care, part: Part | null): Html {
  const { say, lang } = ask;
  const { record, state } = care;
  const at = `/support/${record.reference}`;
  return html`${contactBox(ask, care)}
<h1 class="govuk-heading-l">${say('record.title', 'Support record')} <span class="nrm-reference">${record.reference}</span></h1>
<p class="govuk-body">${say('record.since', 'since {day}', { day: longDay(state.since ?? ask.today, lang) })}${when(state.ended, () => html` · <strong>${say('care.ended', 'support ended on {day}', { day: longDay(state.ended ?? ask.today, lang) })}</strong>`)}</p>
${button({ text: say('care.call', 'Call the person on call'), href: `${at}/step/escalate`, classes: 'govuk-button--warning' })}
${subNavigation(
  say('care.parts', 'Parts of this record'),
  parts.map((one) => ({ href: one === 'now' ? at : `${at}/part/${one}`, text: partWord(say, one), current: one === part })),
)}`;
}

export const isPart = (text: string | undefined): text is Part => parts.some((one) => one === text);
export const titleOfPart = partWord;
export const recordPath = ({ reference }: OpenRecord): string => `/support/${reference}`;
