// Any question as fields of a page: label, hint, why it is asked, the mistake beside it, what was typed, and the ways not to answer.
import type { Day } from '#base/day.ts';
import { all, lengthOf, one, type Body } from '#form/clean.ts';
import type { Page, Questions } from '#form/form.ts';
import type { Mistake } from '#form/mistakes.ts';
import { sources, type Choice, type DateQuestion, type Group, type Many, type NonAnswer, type Question, type SpanQuestion, type Text } from '#form/question.ts';
import { noneMark, offersNoneAmongOptions, type Lists } from '#form/read.ts';
import { asksOnce, pageSource, showsOwn, shownSource } from '#form/source.ts';
import { sayNone, sayPart, saySource, wordsOf } from '#form/texts.ts';
import { errorAt, hintOf, isHeading, labelOf, legendOf, mistakesAt, whyOf, type At, type Drawing } from './drawing.ts';
import { characterCount, checkboxes, dateInput, errorMessage, input, radios, textarea } from './govuk.ts';
import { attributes, html, join, nothing, type Html } from './html.ts';
import { groupField } from './rows-field.ts';
import { pickField } from './pick-field.ts';
import { signsField } from './signs-field.ts';

/** All questions of a page, and how the writer knows. The first one's label is the page's heading where it says the same as the title. */
export function fields(drawing: Drawing): Html {
  return html`${eachField(drawing)}${asksOnce(drawing.page) ? sourceOfPage(drawing) : nothing}`;
}

function eachField(drawing: Drawing): Html {
  const questions = Object.entries(drawing.page.questions).map(([id, question], at) => {
    const same = at === 0 && isHeading(drawing.page);
    return field(drawing, question, { name: id, path: id, heading: same && !drawing.page.lead, hideLabel: same && drawing.page.lead !== undefined });
  });
  return join(questions);
}

export function field(drawing: Drawing, question: Question, at: At): Html {
  const answer = answerField(drawing, question, at);
  const after = [
    offersNoneAmongOptions(question) ? nothing : nones(drawing, question, at),
    showsOwn(drawing.page, at.name, question, drawing.body) ? sourceOf(drawing, question, at) : nothing,
  ];
  return html`<div class="nrm-question">${answer}${after}</div>`;
}

function answerField(drawing: Drawing, question: Question, at: At): Html {
  switch (question.kind) {
    case 'text':
    case 'number':
      return question.kind === 'text' && question.rows ? textArea(drawing, question, at) : textBox(drawing, question, at);
    case 'choice':
      return radioField(drawing, question, at);
    case 'many':
      return tickField(drawing, question, at);
    case 'pick':
      return pickField(drawing, question, at);
    case 'date':
      return dateField(drawing, question, at);
    case 'span':
      return spanField(drawing, question, at);
    case 'indicators':
      return signsField(drawing, question, at);
    case 'group':
      return groupField(drawing, question, at, field);
  }
}

const error = (drawing: Drawing, name: string) => {
  const found = errorAt(drawing, name);
  return found ? { errorMessage: found } : {};
};

function textBox(drawing: Drawing, question: Exclude<Question, Choice | Many | Group>, at: At): Html {
  const shape = question.kind === 'text' ? question.shape : undefined;
  const number = question.kind === 'number';
  const width = number ? 'govuk-input--width-4' : shape === 'postcode' ? 'govuk-input--width-10' : shape === 'phone' ? 'govuk-input--width-20' : '';
  return input({
    id: at.name,
    name: at.name,
    value: one(drawing.body, at.name) ?? all(drawing.body, at.name)[0] ?? '',
    label: labelOf(drawing, question, at),
    ...hintOf(drawing, question, at),
    ...error(drawing, at.name),
    formGroup: { beforeInput: { html: whyOf(drawing, question, at) } },
    classes: width,
    autocomplete: 'off',
    spellcheck: false,
    ...(number ? { inputmode: 'numeric' } : shape === 'phone' ? { type: 'tel' } : shape === 'email' ? { type: 'email' } : {}),
    ...(shape === 'postcode' ? { autocapitalize: 'characters' } : {}),
    attributes: { dir: shape || number ? 'ltr' : 'auto' },
  });
}

function textArea(drawing: Drawing, question: Text, at: At): Html {
  const common = {
    id: at.name,
    name: at.name,
    value: one(drawing.body, at.name) ?? all(drawing.body, at.name).join('\n'),
    rows: question.rows ?? 5,
    label: labelOf(drawing, question, at),
    ...hintOf(drawing, question, at),
    ...error(drawing, at.name),
    formGroup: { beforeInput: { html: whyOf(drawing, question, at) } },
    attributes: { dir: 'auto' },
  };
  // A counter only where the limit can be near; a wide limit needs none until it is.
  if (question.most > 2000 && lengthOf(common.value) < question.most * 0.8) return textarea({ ...common, spellcheck: true });
  return characterCount({
    ...common,
    maxlength: question.most,
    threshold: 75,
    textareaDescriptionText: drawing.say('form.count', 'Up to %{count} characters'),
    charactersUnderLimitText: forEveryNumber(drawing, drawing.say('form.count.left', 'Characters left: %{count}')),
    charactersAtLimitText: drawing.say('form.count.full', 'No characters left'),
    charactersOverLimitText: forEveryNumber(drawing, drawing.say('form.count.over', 'Characters too many: %{count}')),
  });
}

/** The counter asks for a text for each of the language's plurals; ours says the same for all of them. */
function forEveryNumber({ lang = 'en' }: Drawing, text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new Intl.PluralRules(lang).resolvedOptions().pluralCategories.map((category) => [category, text]));
}

function noneItems(drawing: Drawing, question: Question): readonly { value: string; text: string }[] {
  return (question.none ?? []).map((none) => ({ value: `${noneMark}${none}`, text: sayNone(drawing.say, none) }));
}

function chosenAt(drawing: Drawing, name: string): readonly string[] {
  return [
    ...all(drawing.body, name),
    ...all(drawing.body, `${name}.none`)
      .filter((each) => each !== '')
      .map((each) => `${noneMark}${each}`),
  ];
}

function optionItems(drawing: Drawing, question: Choice | Many, at: At): readonly { value: string; text: string; hint?: { text: string } }[] {
  const words = wordsOf(drawing.say, drawing.form, at.path, question);
  return question.options.map(({ code }) => {
    const hint = words.optionHint(code);
    return { value: code, text: words.option(code), ...(hint ? { hint: { text: hint } } : {}) };
  });
}

function radioField(drawing: Drawing, question: Choice, at: At): Html {
  const chosen = chosenAt(drawing, at.name);
  const nones = noneItems(drawing, question);
  const items = [...optionItems(drawing, question, at), ...(nones.length > 0 ? [{ divider: drawing.say('form.or', 'or') }] : []), ...nones];
  return radios({
    name: at.name,
    idPrefix: at.name,
    fieldset: legendOf(drawing, question, at),
    ...hintOf(drawing, question, at),
    ...error(drawing, at.name),
    formGroup: { beforeInputs: { html: whyOf(drawing, question, at) } },
    items: items.map((item) => ('value' in item ? { ...item, checked: chosen.includes(item.value) } : item)),
  });
}

function tickField(drawing: Drawing, question: Many, at: At): Html {
  const chosen = chosenAt(drawing, at.name);
  const nones = noneItems(drawing, question).map((item) => ({ ...item, behaviour: 'exclusive' }));
  const items = [...optionItems(drawing, question, at), ...(nones.length > 0 ? [{ divider: drawing.say('form.or', 'or') }] : []), ...nones];
  return checkboxes({
    name: at.name,
    idPrefix: at.name,
    fieldset: legendOf(drawing, question, at),
    ...hintOf(drawing, question, at),
    ...error(drawing, at.name),
    formGroup: { beforeInputs: { html: whyOf(drawing, question, at) } },
    items: items.map((item) => ('value' in item ? { ...item, checked: chosen.includes(item.value) } : item)),
  });
}

/** The three boxes of a date; those meant by a mistake are marked. */
function boxes(drawing: Drawing, at: string, prefix: string, mistakes: readonly Mistake[]) {
  const bad = (part: string): string => (mistakes.some((each) => !each.part || each.part === `${prefix}${part}`) ? ' govuk-input--error' : '');
  return (['day', 'month', 'year'] as const).map((part) => ({
    id: `${at}.${part}`,
    name: `${at}.${part}`,
    label: capital(sayPart(drawing.say, part)),
    value: one(drawing.body, `${at}.${part}`) ?? '',
    classes: `govuk-input--width-${part === 'year' ? '4' : part === 'month' ? '3' : '2'}${bad(part)}`,
    attributes: { dir: 'ltr' },
  }));
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function dateField(drawing: Drawing, question: DateQuestion, at: At): Html {
  return dateInput({
    id: at.name,
    fieldset: { ...legendOf(drawing, question, at), role: 'group' },
    ...hintOf(drawing, question, at),
    ...error(drawing, at.name),
    formGroup: { beforeInputs: { html: whyOf(drawing, question, at) } },
    items: boxes(drawing, at.name, '', mistakesAt(drawing, at.name)),
  });
}

function spanField(drawing: Drawing, question: SpanQuestion, at: At): Html {
  const { say } = drawing;
  const { label, hint } = wordsOf(say, drawing.form, at.path, question);
  const mistakes = mistakesAt(drawing, at.name);
  const part = (which: 'earliest' | 'latest', text: string): Html =>
    dateInput({
      id: `${at.name}.${which}`,
      fieldset: { legend: { text, classes: 'govuk-fieldset__legend--s nrm-part' }, role: 'group' },
      items: boxes(
        drawing,
        `${at.name}.${which}`,
        `${which}.`,
        mistakes.filter((each) => (each.part ?? 'earliest').startsWith(which)),
      ),
    });
  const found = errorAt(drawing, at.name);
  const { legend } = legendOf(drawing, question, at);
  return html`<div class="govuk-form-group${found ? ' govuk-form-group--error' : ''}"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend ${legend.classes}">${
    at.heading ? html`<h1 class="govuk-fieldset__heading">${legend.text}</h1>` : legend.text
  }</legend>
<div class="govuk-hint">${hint ?? say('form.span.hint', 'As near as anybody knows. Leave out the day, or the month, that is not known.')}</div>
${whyOf(drawing, question, at)}
${found ? errorMessage({ id: `${at.name}.error`, ...found }) : nothing}
${part('earliest', say('form.span.earliest', 'On, or at the earliest'))}
${part('latest', say('form.span.latest', 'At the latest, if that is another time'))}
${input({
  id: `${at.name}.words`,
  name: `${at.name}.words`,
  value: one(drawing.body, `${at.name}.words`) ?? '',
  label: { text: say('form.span.words', 'Or in words'), classes: 'govuk-label--s nrm-part' },
  hint: { text: say('form.span.words-hint', 'For example: summer 2021, or between March 2019 and 2020') },
  formGroup: { attributes: { role: 'group', 'aria-label': say('form.span.words-of', '{label}: in words', { label }) } },
  autocomplete: 'off',
  attributes: { dir: 'auto' },
})}</fieldset></div>`;
}

/** One line of small radios: they fit beside each other on a phone, each with room for a thumb. */
function line(legend: Html, name: string, items: readonly { value: string; text: string }[], chosen: string | undefined, id: string, classes = ''): Html {
  return html`<fieldset class="nrm-line ${classes}"><legend class="nrm-line__legend">${legend}</legend>${items.map(
    (item, at) =>
      html`<label class="nrm-line__item"><input type="radio" name="${name}" value="${item.value}"${attributes({ id: at === 0 ? id : undefined, checked: item.value === chosen })}> ${item.text}</label>`,
  )}</fieldset>`;
}

/** "Not known" and its like, as answers beside a box. Once one was chosen there is a way back without scripts. */
function nones(drawing: Drawing, question: Question, at: At): Html {
  const offered: readonly NonAnswer[] = question.none ?? [];
  if (offered.length === 0) return nothing;
  const chosen = all(drawing.body, `${at.name}.none`).find((each) => each !== '');
  const { label } = wordsOf(drawing.say, drawing.form, at.path, question);
  const back = chosen ? [{ value: '', text: drawing.say('form.none.answered', 'Use the answer above') }] : [];
  const legend = drawing.say('form.none.legend', 'No answer?');
  const items = [...offered.map((none) => ({ value: none, text: sayNone(drawing.say, none) })), ...back];
  return html`<div data-none-of="${at.name}">${line(html`${legend}${hidden(label)}`, `${at.name}.none`, items, chosen, `${at.name}.none`)}</div>`;
}

const hidden = (label: string): Html => html`<span class="govuk-visually-hidden"> ${label}</span>`;

function sourceOf(drawing: Drawing, question: Question, at: At): Html {
  const { label } = wordsOf(drawing.say, drawing.form, at.path, question);
  return sourceLine(
    drawing,
    html`${drawing.say('form.source.legend', 'How do you know?')}${hidden(label)}`,
    `${at.name}.source`,
    one(drawing.body, `${at.name}.source`),
  );
}

/** Asked once: most of a page came one way. It holds for the answers that are not marked apart. */
function sourceOfPage(drawing: Drawing): Html {
  const apart = Object.entries(drawing.page.questions).some(([id, question]) => showsOwn(drawing.page, id, question, drawing.body));
  const { say } = drawing;
  const legend = apart
    ? say('form.source.page-rest', 'How do you know the rest of this page?')
    : say('form.source.page', 'How do you know what is on this page?');
  const name = pageSource(drawing.page);
  return html`<div class="nrm-question">${sourceLine(drawing, html`${legend}`, name, shownSource(drawing.page, drawing.body))}</div>`;
}

function sourceLine(drawing: Drawing, legend: Html, name: string, chosen: string | undefined): Html {
  const found = errorAt(drawing, name);
  const items = sources.map((source) => ({ value: source, text: saySource(drawing.say, source) }));
  return html`${found ? errorMessage({ id: `${name}.error`, ...found }) : nothing}${line(legend, name, items, chosen, name)}`;
}

/** Questions that belong to no page of a form: an act's. `errors` are mistakes, or sentences already said. */
export function questionFields(of: {
  readonly say: Drawing['say'];
  readonly form: string;
  readonly questions: Questions;
  readonly typed: Body;
  readonly errors: readonly (Mistake | { readonly field: string; readonly text: string })[];
  readonly lists: Lists;
  readonly today: Day;
}): Html {
  const page: Page = { id: of.form, title: '', section: '', questions: of.questions, applies: () => true };
  const mistakes = of.errors.map((each) =>
    typeof each.text === 'string' ? { field: each.field, text: { id: 'form.said', english: each.text, values: {} } } : (each as Mistake),
  );
  return eachField({ say: of.say, form: of.form, page, body: of.typed, mistakes, context: { lists: of.lists, today: of.today } });
}
