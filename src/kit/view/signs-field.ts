// Indicators, compact enough for a phone: each sign with four small radios, "not looked for" chosen until somebody says else.
import { one } from '#form/clean.ts';
import type { Indicators, Seen } from '#form/question.ts';
import { indicatorItems, listOf } from '#form/read.ts';
import { sayItem, wordsOf } from '#form/texts.ts';
import type { Say } from '#base/words.ts';
import { errorAt, legendOf, whyOf, type At, type Drawing } from './drawing.ts';
import { errorMessage } from './govuk.ts';
import { attributes, html, nothing, when, type Html } from './html.ts';

export function seenTexts(say: Say): Readonly<Record<Seen, string>> {
  return {
    seen: say('form.seen.seen', 'Seen'),
    told: say('form.seen.told', 'Told'),
    'not-seen': say('form.seen.not-seen', 'Not seen'),
    'not-looked-for': say('form.seen.not-looked-for', 'Not looked for'),
  };
}

export function signsField(drawing: Drawing, question: Indicators, at: At): Html {
  const words = wordsOf(drawing.say, drawing.form, at.path, question);
  const list = listOf(drawing.context.lists, question.list);
  const texts = seenTexts(drawing.say);
  const { legend } = legendOf(drawing, { ...question, optional: true }, at);
  return html`<div class="govuk-form-group"><fieldset class="govuk-fieldset nrm-signs" id="${at.name}"><legend class="govuk-fieldset__legend ${legend.classes}">${words.label}</legend>
${when(words.hint, () => html`<div class="govuk-hint">${words.hint}</div>`)}${whyOf(drawing, question, at)}
${indicatorItems(question, drawing.context).map((item) => sign(drawing, `${at.name}.${item.code}`, sayItem(drawing.say, list, item), texts))}</fieldset></div>`;
}

function sign(drawing: Drawing, name: string, label: string, texts: Readonly<Record<Seen, string>>): Html {
  const typed = one(drawing.body, name) || 'not-looked-for';
  const found = errorAt(drawing, name);
  return html`<fieldset class="nrm-sign"><legend>${label}</legend>${found ? errorMessage({ id: `${name}.error`, ...found }) : nothing}<div>${Object.entries(
    texts,
  ).map(
    ([value, text]) =>
      html`<label><input type="radio" name="${name}" value="${value}"${attributes({ id: value === 'seen' ? name : undefined, checked: typed === value })}> ${text}</label>`,
  )}</div></fieldset>`;
}
