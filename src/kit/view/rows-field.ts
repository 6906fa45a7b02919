// The rows of a group: a few stand open, the others say what they hold and open on request. All of it without scripts.
import { all, one } from '#form/clean.ts';
import type { Group, Question } from '#form/question.ts';
import { readQuestion, rowsIn } from '#form/read.ts';
import { wordsOf } from '#form/texts.ts';
import { anchorOf, errorAt, legendOf, whyOf, type At, type Drawing } from './drawing.ts';
import { errorMessage } from './govuk.ts';
import { html, join, nothing, when, type Html } from './html.ts';
import { valueText } from './summary.ts';

/** So many rows stand open together; more would make a page too heavy for a phone. */
const together = 2;

/** Draws one question of a row; handed in, since a row's questions are drawn like any other. */
type DrawField = (drawing: Drawing, question: Question, at: At) => Html;

export function groupField(drawing: Drawing, question: Group, at: At, draw: DrawField): Html {
  const { say } = drawing;
  const words = wordsOf(say, drawing.form, at.path, question);
  const sent = rowsIn(at.name, drawing.body);
  const none = all(drawing.body, `${at.name}.none`).some((each) => each !== '');
  const rows = sent.length > 0 || none ? sent : [0];
  const open = openRows(drawing, at.name, rows);
  const found = errorAt(drawing, at.name);
  const { legend } = legendOf(drawing, question, at);
  const titleOf = (index: number): string => say('form.group.row', '{each} {number}', { each: words.each, number: index + 1 });
  return html`<div class="govuk-form-group${found ? ' govuk-form-group--error' : ''}"><fieldset class="govuk-fieldset" id="${at.name}" tabindex="-1"><legend class="govuk-fieldset__legend ${legend.classes}">${legend.text}</legend>
${when(words.hint, () => html`<div class="govuk-hint">${words.hint}</div>`)}
${whyOf(drawing, question, at)}
${found ? errorMessage({ id: `${at.name}.error`, ...found }) : nothing}
${rows.map((row, index) => (open.has(row) ? openRow(drawing, question, at, row, titleOf(index), draw) : closedRow(drawing, question, at, row, titleOf(index))))}
${when(
  rows.length < question.most,
  () =>
    html`<button type="submit" name="do" value="add.${at.name}" class="govuk-button govuk-button--secondary" data-module="govuk-button" formnovalidate>${
      rows.length === 0 ? say('form.group.add-first', 'Add: {each}', { each: words.each }) : say('form.group.add', 'Add another: {each}', { each: words.each })
    }</button>`,
)}</fieldset></div>`;
}

/** The row asked for, and rows with mistakes; all of them where they are few. */
function openRows(drawing: Drawing, name: string, rows: readonly number[]): ReadonlySet<number> {
  if (rows.length <= together) return new Set(rows);
  const asked = one(drawing.body, `${name}.open`);
  const wrong = rows.filter((row) => drawing.mistakes.some((each) => each.field.startsWith(`${name}.${row}.`)));
  return new Set([...rows.filter((row) => String(row) === asked), ...wrong].slice(0, together));
}

function openRow(drawing: Drawing, question: Group, at: At, row: number, title: string, draw: DrawField): Html {
  const name = `${at.name}.${row}`;
  return html`<fieldset class="nrm-item" id="${name}" tabindex="-1"><legend class="nrm-item__title">${title}</legend>
${Object.entries(question.of).map(([id, sub]) => draw(drawing, sub, { name: `${name}.${id}`, path: `${at.path}.${id}`, heading: false, hideLabel: false }))}
${rowButton(`remove.${name}`, drawing.say('form.group.remove', 'Remove'), title)}</fieldset>`;
}

/** A row that is not being written: its answers in short, carried along as they were typed. */
function closedRow(drawing: Drawing, question: Group, at: At, row: number, title: string): Html {
  const name = `${at.name}.${row}`;
  const carried = Object.keys(drawing.body).filter((key) => key.startsWith(`${name}.`));
  const wording = {
    say: drawing.say,
    lang: drawing.lang ?? 'en',
    form: drawing.form,
    lists: new Map(Object.values(drawing.context.lists).map((list) => [list.id, list])),
  };
  const said = Object.entries(question.of).flatMap(([id, sub]) => {
    const { value } = readQuestion(sub, `${name}.${id}`, drawing.body, drawing.context);
    return value === undefined ? [] : [html`<li>${valueText(`${at.path}.${id}`, sub, value, wording)}</li>`];
  });
  const mistakes = drawing.mistakes.filter((each) => each.field.startsWith(`${name}.`));
  return html`<div class="nrm-item" id="${name}" tabindex="-1"><p class="nrm-item__title">${title}</p>
${mistakes.map((each) => html`<span id="${anchorOf(drawing.page, each)}" tabindex="-1"></span>`)}${when(mistakes.length > 0, () => html`<p class="govuk-error-message">${drawing.say('form.group.look', 'Something here needs another look')}</p>`)}
<ul class="govuk-list nrm-item__said">${said.slice(0, 3)}</ul>${join(carried.flatMap((key) => all(drawing.body, key).map((value) => html`<input type="hidden" name="${key}" value="${value}">`)))}
${rowButton(`open.${name}`, drawing.say('form.group.open', 'Change'), title)} ${rowButton(`remove.${name}`, drawing.say('form.group.remove', 'Remove'), title)}</div>`;
}

function rowButton(value: string, text: string, title: string): Html {
  return html`<button type="submit" name="do" value="${value}" class="nrm-remove" formnovalidate>${text}<span class="govuk-visually-hidden"> ${title}</span></button>`;
}
