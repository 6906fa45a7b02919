// A name out of a long list: a text box that offers names with a script, and asks back with near names without one.
import { all, line } from '#form/clean.ts';
import { exact, near } from '#form/match.ts';
import type { Pick } from '#form/question.ts';
import { listOf, slots } from '#form/read.ts';
import { sayItem, wordsOf } from '#form/texts.ts';
import { inForceOn, type List } from '#base/list.ts';
import { errorAt, hintOf, labelOf, legendOf, mistakesAt, whyOf, type At, type Drawing } from './drawing.ts';
import { checkboxes, errorMessage, input, radios } from './govuk.ts';
import { html, nothing, when, type Html } from './html.ts';

/** Lists as short as this are shown whole. */
const short = 12;

export function pickField(drawing: Drawing, question: Pick, at: At): Html {
  const list = listOf(drawing.context.lists, question.list);
  if (inForceOn(list, drawing.context.today).length <= short) return wholeList(drawing, question, at, list);
  return question.most === 1 ? box(drawing, question, at, list, at.name, true) : several(drawing, question, at, list);
}

function wholeList(drawing: Drawing, question: Pick, at: At, list: List): Html {
  const chosen = slots(question, at.name, drawing.body).map((slot) => exact(list, line(slot.typed), drawing.context.today)?.code);
  const items = inForceOn(list, drawing.context.today).map((item) => ({
    value: item.code,
    text: sayItem(drawing.say, list, item),
    checked: chosen.includes(item.code),
  }));
  const found = errorAt(drawing, at.name);
  const options = {
    name: at.name,
    idPrefix: question.most === 1 ? at.name : `${at.name}.0`,
    fieldset: legendOf(drawing, question, at),
    ...hintOf(drawing, question, at),
    ...(found ? { errorMessage: found } : {}),
    formGroup: { beforeInputs: { html: whyOf(drawing, question, at) } },
    items,
  };
  return question.most === 1 ? radios(options) : checkboxes(options);
}

/** One box, with names to choose from where what was typed is not quite one. */
function box(drawing: Drawing, question: Pick, at: At, list: List, name: string, alone: boolean): Html {
  const typed = line(all(drawing.body, name)[0] ?? '');
  const item = exact(list, typed, drawing.context.today);
  const found = errorAt(drawing, name);
  const { label } = wordsOf(drawing.say, drawing.form, at.path, question);
  const number = Number(/\.(\d+)$/.exec(name)?.[1] ?? 0) + 1;
  const text = html`${input({
    id: name,
    name,
    value: item ? sayItem(drawing.say, list, item) : typed,
    label: alone
      ? labelOf(drawing, question, at)
      : { text: drawing.say('form.pick.number', '{label}: {number}', { label, number }), classes: 'govuk-visually-hidden' },
    ...(alone ? hintOf(drawing, question, at) : {}),
    ...(found ? { errorMessage: found } : {}),
    ...(alone ? { formGroup: { beforeInput: { html: whyOf(drawing, question, at) } } } : {}),
    classes: 'nrm-pick__box',
    autocomplete: 'off',
    spellcheck: false,
    attributes: { dir: 'auto', 'data-list': list.id },
  })}${offers(drawing, list, name, typed)}`;
  return html`<div class="nrm-pick" data-found="${drawing.say('form.pick.found', '{count} names. Use the arrow keys.')}" data-none="${drawing.say('form.pick.none', 'No name like this yet')}">${text}</div>`;
}

/** Near names as radios: the way without a script. They count only while the same text stands in the box. */
function offers(drawing: Drawing, list: List, name: string, typed: string): Html {
  if (mistakesAt(drawing, name).every((each) => each.text.id !== 'form.mistake.near-item')) return nothing;
  const { say } = drawing;
  const items = near(list, typed, drawing.context.today).map((item) => ({ value: item.code, text: sayItem(say, list, item) }));
  return html`<div class="nrm-pick__near">${radios({
    name: `${name}.is`,
    idPrefix: `${name}.is`,
    classes: 'govuk-radios--small',
    fieldset: { legend: { text: say('form.pick.near', 'Names like “{typed}”', { typed: typed.slice(0, 60) }), classes: 'govuk-fieldset__legend--s' } },
    items,
  })}<input type="hidden" name="${name}.was" value="${typed}"></div>`;
}

/** A box for each name given and one to spare. */
function several(drawing: Drawing, question: Pick, at: At, list: List): Html {
  const { say } = drawing;
  const given = slots(question, at.name, drawing.body);
  const filled = given.filter((slot) => slot.typed !== '').length;
  const count = Math.min(Math.max(given.length, filled + 1), Math.max(question.most, given.length));
  const body = { ...drawing.body, ...Object.fromEntries(given.map((slot, i) => [`${at.name}.${i}`, slot.typed])) };
  const found = errorAt(drawing, at.name);
  const { legend } = legendOf(drawing, question, at);
  const { hint } = wordsOf(say, drawing.form, at.path, question);
  return html`<div class="govuk-form-group${found ? ' govuk-form-group--error' : ''}"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend ${legend.classes}">${
    at.heading ? html`<h1 class="govuk-fieldset__heading">${legend.text}</h1>` : legend.text
  }</legend>
${when(hint, () => html`<div class="govuk-hint">${hint}</div>`)}${whyOf(drawing, question, at)}
${found ? errorMessage({ id: `${at.name}.error`, ...found }) : nothing}
${Array.from({ length: count }, (_, i) => box({ ...drawing, body }, question, at, list, `${at.name}.${i}`, false))}
${when(
  count < question.most,
  () =>
    html`<button type="submit" name="do" value="more.${at.name}" class="nrm-remove" formnovalidate>${say('form.pick.more', 'Add another')}<span class="govuk-visually-hidden"> ${
      wordsOf(say, drawing.form, at.path, question).label
    }</span></button>`,
)}</fieldset></div>`;
}
