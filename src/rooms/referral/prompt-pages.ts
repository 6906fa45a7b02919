// The question sheet to print, for where there is no computer: the same questions, made from the same form.
import type { Say } from '#base/words.ts';
import type { Form, Page } from '#form/form.ts';
import type { Group, Question } from '#form/question.ts';
import { pageLead, pageTitle, sayItem, sayNone, sectionLead, sectionTitle, wordsOf } from '#form/texts.ts';
import { inForceOn } from '#base/list.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { responders, type Desk } from './desk.ts';
import { notice } from './notice.ts';

export function promptPages(desk: Desk): readonly Route[] {
  return [{ method: 'GET', path: '/referral/prompt-sheet', who: responders, why: 'print the questions', act: (ask) => Promise.resolve(promptSheet(desk, ask)) }];
}

function promptSheet(desk: Desk, ask: Staff): Reply {
  const { say } = ask;
  const { form } = desk;
  const body = html`<h1 class="govuk-heading-xl">${say('referral.sheet.title', 'Question sheet')}</h1>
<p class="govuk-body-l">${say('referral.sheet.lead', 'Record what you already know. Do not interview the person again for this. Everything may stay open.')}</p>
<p class="govuk-body">${say('referral.sheet.safe', 'A filled sheet is as dangerous as the person’s file. Type it in, then destroy it. Never leave it with the person or at their home.')}</p>
<p class="govuk-body">${say('referral.sheet.numbers', 'Danger now: ring 999 first.')}</p>
<h2 class="govuk-heading-m">${say('referral.sheet.notice', 'Say this before asking whether they agree')}</h2>
<ul class="govuk-list govuk-list--bullet">${notice.map((line) => html`<li>${line}</li>`)}</ul>
${form.sections.map(
    (section) => html`<h2 class="govuk-heading-l">${sectionTitle(say, form.id, section)}</h2>${when(section.lead, () => html`<p class="govuk-body">${sectionLead(say, form.id, section)}</p>`)}
${form.pages.filter((each) => each.section === section.id).map((each) => sheetPage(desk, ask, each))}`,
  )}`;
  return page(say('referral.sheet.title', 'Question sheet'), body, { back: '/referral' });
}

function sheetPage(desk: Desk, ask: Staff, of: Page): Html {
  const { say } = ask;
  const lead = of.id === 'consent' ? undefined : pageLead(say, desk.form.id, of);
  return html`<h3 class="govuk-heading-m">${pageTitle(say, desk.form.id, of)}</h3>${when(lead, () => html`<p class="govuk-body">${lead}</p>`)}
<ul class="govuk-list">${Object.entries(of.questions).map(([id, question]) => html`<li class="govuk-!-margin-bottom-4">${sheetQuestion(desk, ask, id, question)}</li>`)}</ul>`;
}

function sheetQuestion(desk: Desk, ask: Staff, at: string, question: Question): Html {
  const { say } = ask;
  const words = wordsOf(say, desk.form.id, at, question);
  return html`<strong>${words.label}</strong>${when(words.hint, () => html`<br><span class="govuk-hint">${words.hint}</span>`)}<br>${room(desk, ask, at, question)}${when(question.none, () => html`<br><span class="govuk-hint">☐ ${join((question.none ?? []).map((none) => sayNone(say, none)), '  ☐ ')}</span>`)}${when(
    question.source,
    () => html`<br><span class="govuk-hint">${say('referral.sheet.source', 'How you know: ☐ told me  ☐ I saw  ☐ from a record')}</span>`,
  )}`;
}

/** Room to write: boxes for options, a line for the rest. */
function room(desk: Desk, ask: Staff, at: string, question: Question): Html {
  const { say } = ask;
  const words = wordsOf(say, desk.form.id, at, question);
  switch (question.kind) {
    case 'choice':
    case 'many':
      return html`☐ ${join(question.options.map((option) => words.option(option.code)), '  ☐ ')}`;
    case 'indicators':
      return html`${say('referral.sheet.signs', 'S seen · T told · N looked for, not seen')}<br>${join(signs(desk, ask, question.list), html`<br>`)}`;
    case 'group':
      return groupRoom(desk.form, say, at, question);
    default:
      return html`<span aria-hidden="true">______________________________________</span>`;
  }
}

function signs(desk: Desk, ask: Staff, id: string): readonly Html[] {
  const list = desk.kit.law.lists[id];
  return list ? inForceOn(list, ask.today).map((item) => html`__ ${sayItem(ask.say, list, item)}`) : [];
}

function groupRoom(form: Form, say: Say, at: string, question: Group): Html {
  const labels = Object.entries(question.of).map(([id, sub]) => wordsOf(say, form.id, `${at}.${id}`, sub).label);
  return html`${[1, 2].map((number) => html`${question.each} ${number}: ${join(labels.map((label) => `${label} ____________`), ' · ')}<br>`)}`;
}
