// The prompt sheet: the form on paper, for an interview with no computer. It asks nothing that the form does not ask.
import type { Role } from '#access/roles.ts';
import type { Form } from '#form/form.ts';
import { promptSheet, type PromptPage, type PromptQuestion } from '#form/prompt.ts';
import { sources } from '#form/question.ts';
import { listOf, type Lists } from '#form/read.ts';
import { sayItem, sayNone, saySource, wordsOf } from '#form/texts.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import type { Ask, Reply, Route } from './page.ts';

export type Sheet = {
  readonly form: Form;
  readonly path: string;
  readonly who: readonly Role[];
  readonly why: string;
  readonly lists: Lists;
  readonly title?: (ask: Ask) => string;
};

export function sheetRoute(sheet: Sheet): Route {
  return { method: 'GET', path: sheet.path, who: sheet.who, why: sheet.why, act: (ask) => Promise.resolve(sheetPage(ask, sheet)) };
}

export function sheetPage(ask: Ask, sheet: Sheet): Reply {
  const { say } = ask;
  const of = promptSheet(sheet.form, { lists: sheet.lists, today: ask.today });
  const title = sheet.title?.(ask) ?? say('sheet.title', 'Questions to take along');
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body-l">${say('sheet.lead', 'For a conversation without a computer. Print this page. Write down what you already know first, and ask only what is missing.')}</p>
<ul class="govuk-list govuk-list--bullet"><li>${say('sheet.stop', 'The person may stop at any question, take a break, or say nothing.')}</li><li>${say('sheet.detail', 'Never ask for sexual detail. Nobody needs it here.')}</li><li>${say('sheet.paper', 'This paper then holds what the person trusted you with: never leave it where others can read it, and destroy it once it is typed in.')}</li></ul>
${of.sections.map(
  (section) =>
    html`<h2 class="govuk-heading-m">${say(`form.${of.form}.section.${section.id}.title`, section.title)}</h2>${when(section.lead, () => html`<p class="govuk-body">${say(`form.${of.form}.section.${section.id}.lead`, section.lead ?? '')}</p>`)}${section.pages.map((page) => pagePart(ask, sheet, of.form, page))}`,
)}
${when(of.current.length > 0, () => html`<h2 class="govuk-heading-m">${say('sheet.current', 'Asked once, then kept up to date')}</h2><ul class="govuk-list govuk-list--bullet">${of.current.map((each) => html`<li>${wordsOf(say, of.form, each.path, each.question).label}</li>`)}</ul>`)}`;
  return { kind: 'page', title, body, wide: true };
}

function pagePart(ask: Ask, sheet: Sheet, form: string, page: PromptPage): Html {
  const { say } = ask;
  const marks = [page.tonight ? say('sheet.tonight', 'tonight') : '', page.hard ? say('sheet.hard', 'can be hard to speak about') : ''].filter(
    (mark) => mark !== '',
  );
  return html`<h3 class="govuk-heading-s">${say(`form.${form}.page.${page.id}.title`, page.title)}${when(marks.length > 0, () => html` <span class="govuk-hint govuk-!-display-inline">(${marks.join(', ')})</span>`)}</h3>
${when(page.lead, () => html`<p class="govuk-body">${say(`form.${form}.page.${page.id}.lead`, page.lead ?? '')}</p>`)}${page.questions.map((each) => questionPart(ask, sheet, form, each))}${when(page.sourced, () => sourcePart(ask))}`;
}

function sourcePart({ say }: Ask): Html {
  const ticks = sources.map((source) => html`<span class="nrm-sheet__tick">☐ ${saySource(say, source)}</span> `);
  return html`<p class="govuk-body">${say('sheet.source', 'How do you know? Mark beside an answer if it came another way.')} ${ticks}</p>`;
}

function questionPart(ask: Ask, sheet: Sheet, form: string, prompt: PromptQuestion): Html {
  const { say } = ask;
  const words = wordsOf(say, form, prompt.path, prompt.question);
  const inside = prompt.path.includes('.');
  return html`<div class="nrm-sheet__question"><p class="govuk-body govuk-!-margin-bottom-1"><strong>${words.label}</strong>${when(prompt.question.optional, () => html` ${say('sheet.optional', '(if known)')}`)}${when(
    !inside,
    () => html`<br><span class="govuk-hint govuk-!-margin-bottom-0">${words.why}</span>`,
  )}</p>${when(prompt.options.length + prompt.none.length > 0, () => html`<p class="govuk-body govuk-!-margin-bottom-1">${ticks(ask, sheet, form, prompt)}</p>`)}${when(
    prompt.room !== 'none',
    () => html`<div class="nrm-sheet__room${prompt.room === 'lines' ? ' nrm-sheet__room--tall' : ''}"></div>`,
  )}${prompt.rows.map((row) => questionPart(ask, sheet, form, row))}</div>`;
}

function ticks(ask: Ask, sheet: Sheet, form: string, prompt: PromptQuestion): Html {
  const { question } = prompt;
  const words = wordsOf(ask.say, form, prompt.path, question);
  const list = 'list' in question ? listOf(sheet.lists, question.list) : undefined;
  const labels = [
    ...prompt.options.map((option) => (list ? sayItem(ask.say, list, option) : words.option(option.code))),
    ...prompt.none.map((none) => sayNone(ask.say, none)),
  ];
  return html`${labels.map((label) => html`<span class="nrm-sheet__tick">☐ ${label}</span> `)}`;
}
