// How a step in several cases is chosen, shown beforehand and afterwards.
import { reachOf, openQuestions } from '#journey/chase.ts';
import { refusalIn } from '#journey/refusals.ts';
import { takenBackWithin } from '#journey/take-back.ts';
import { button, checkboxes, dateInput, errorMessage, errorSummary, radios, textarea } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { ruleText } from '#kit/view/refused.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import type { Colleague } from '#rooms/decision/room-pages.ts';
import { several, type Chosen, type Missing, type Planned } from './several.ts';
import type { SeveralKind } from './tables.ts';

/** The box by which a case is chosen. */
export function tick({ say }: Staff, reference: string): Html {
  return html`<span class="govuk-checkboxes govuk-checkboxes--small nrm-tick"><span class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="case" value="${reference}" id="tick-${reference}"><label class="govuk-label govuk-checkboxes__label" for="tick-${reference}"><span class="govuk-visually-hidden">${say('several.tick', 'Choose {reference}', { reference })}</span></label></span></span>`;
}

/** The list in a form, with what can be done with those that are ticked. Every step is shown before it is done. */
export function withTicks(ask: Staff, references: readonly string[], list: Html, wrong?: string): Html {
  const { say, actor, query } = ask;
  const act = (id: SeveralKind) =>
    when(several[id].who.includes(actor.role), () => button({ text: several[id].title(say), name: 'do', value: id, classes: 'govuk-button--secondary' }));
  const error = wrong ? errorMessage({ id: 'several-wrong', text: wrong, visuallyHiddenText: say('form.error', 'Please check') }) : nothing;
  return html`<form method="post" action="/desk/several" novalidate>${csrf(ask)}${list}${hidden('list', addressOfList(query))}
${references.map((one) => html`<input type="hidden" name="shown" value="${one}">`)}
<div class="nrm-several" role="group" aria-label="${say('several.with', 'With the cases you tick')}"${when(wrong, () => html` aria-describedby="several-wrong"`)}><p class="govuk-body" id="several-with">${say('several.with', 'With the cases you tick')}</p>${error}
<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="all" value="yes" id="tick-all"><label class="govuk-label govuk-checkboxes__label" for="tick-all">${say('several.all', 'All on this page')}</label></div></div>
<div class="govuk-button-group">${act('chase')}${act('forward')}${act('allocate')}</div></div></form>`;
}

/** For who looks after the work: a colleague is away. */
export const leaveLink = ({ say, actor }: Staff): Html =>
  when(
    several.cover.who.includes(actor.role),
    () => html`<p class="govuk-body"><a class="govuk-link" href="/desk/leave">${say('several.leave', 'Cover a colleague’s leave')}</a></p>`,
  );

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

const addressOfList = (query: Staff['query']): string => `/desk?${new URLSearchParams(Object.entries(query).filter(([name]) => name !== 'done')).toString()}`;

/** The list on which a step in several cases was begun, with its filter and page: where going back leads. */
export function listIn({ body }: Pick<Staff, 'body'>): string {
  const at = body['list'];
  return typeof at === 'string' && /^\/desk\?[^\s\\]*$/.test(at) ? at : '/desk';
}

export function mistakesIn({ say }: Staff, missing: readonly Missing[]): Html {
  return missing.length === 0
    ? nothing
    : errorSummary({
        titleText: say('form.problem', 'There is a problem'),
        errorList: missing.map((one) => ({ href: `#${one.field.replace('.', '-')}`, text: one.text })),
      });
}

/** What was typed or chosen so far. */
export type Said = { readonly of: (name: string) => string; readonly to: readonly string[] };

/** What has to be said first: to whom, until when, on which day and why. */
export function chooseForm(
  ask: Staff,
  kind: SeveralKind,
  cases: readonly string[],
  colleagues: readonly Colleague[],
  missing: readonly Missing[],
  said: Said,
): Html {
  const { say } = ask;
  const wrong = (name: string) => {
    const text = missing.find((one) => one.field === name)?.text;
    return text ? { errorMessage: { text } } : {};
  };
  const people = colleagues.map((one) => ({ value: one.id, text: one.name }));
  const boxes = { day: say('several.day', 'Day'), month: say('several.month', 'Month'), year: say('several.year', 'Year') };
  const onDay = (name: string, legend: string) =>
    dateInput({
      id: name,
      fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
      items: Object.entries(boxes).map(([part, label]) => ({
        ...{ name: `${name}.${part}`, id: `${name}-${part}`, label, value: said.of(`${name}.${part}`) },
        ...{ classes: `govuk-input--width-${part === 'year' ? '4' : '2'}`, attributes: { dir: 'ltr' } },
      })),
      ...wrong(`${name}.day`),
    });
  return html`<form method="post" action="/desk/several" novalidate>${csrf(ask)}${hidden('list', listIn(ask))}${hidden('asked', 'yes')}${hidden('do', kind)}${cases.map((one) => hidden('case', one))}
${when(kind === 'cover', () =>
  radios({
    name: 'of',
    idPrefix: 'of',
    fieldset: { legend: { text: say('several.who-away', 'Who is away?'), classes: 'govuk-fieldset__legend--s' } },
    items: people,
    ...(said.of('of') ? { value: said.of('of') } : {}),
    ...wrong('of'),
  }),
)}
${when(kind === 'cover', () => onDay('until', say('several.until', 'What is the last day of the leave?')))}
${when(kind === 'allocate' || kind === 'cover', () =>
  checkboxes({
    name: 'to',
    idPrefix: 'to',
    fieldset: { legend: { text: say('several.whom', 'Who gets the cases?'), classes: 'govuk-fieldset__legend--s' } },
    hint: { text: say('several.whom-hint', 'If you choose several, they get one case each in turn.') },
    items: people,
    values: said.to,
    ...wrong('to'),
  }),
)}
${when(kind === 'forward', () => html`${onDay('on', say('several.which-day', 'On which day?'))}${textarea({ name: 'why', id: 'why', rows: 2, value: said.of('why'), label: { text: say('several.why', 'Why on that day?') }, ...wrong('why') })}`)}
${button({ text: say('several.preview', 'See what would happen') })}</form>`;
}

/** What would happen in each case, and in which it cannot and why. Nothing has happened yet. */
export function previewOf(ask: Staff, kind: SeveralKind, plan: readonly Planned[], gone: number, chosen: Chosen, bulk: string): Html {
  const { say } = ask;
  const [can, cannot] = [plan.filter((one) => !one.refused), plan.filter((one) => one.refused)];
  const line = ({ opened, step, refused }: Planned) =>
    html`<li><a class="govuk-link nrm-reference" href="/case/${opened.file.reference}">${opened.file.reference}</a> ${
      refused
        ? html`${refusalIn(say, refused)}${refused.because.map((one) => html`<br><span class="govuk-hint nrm-line">${ruleText(ask, one)}</span>`)}`
        : step.says
    }</li>`;
  return html`<p class="govuk-body-l">${say('several.nothing-yet', 'Nothing has happened yet.')}</p>
${when(can.length > 0, () => html`<h2 class="govuk-heading-m">${say('several.would', 'Would be done ({count})', { count: can.length })}</h2><ul class="govuk-list govuk-list--spaced">${can.map(line)}</ul>`)}
${when(cannot.length > 0, () => html`<h2 class="govuk-heading-m">${say('several.would-not', 'Cannot be done ({count})', { count: cannot.length })}</h2><ul class="govuk-list govuk-list--spaced">${cannot.map(line)}</ul>`)}
${when(gone > 0, () => html`<p class="govuk-body">${say('several.gone', '{count} of those chosen are not there for you any more.', { count: gone })}</p>`)}
${when(
  can.length > 0,
  () => html`<form method="post" action="/desk/several/carry" novalidate>${csrf(ask)}${hidden('list', listIn(ask))}${hidden('do', kind)}${hidden('as', bulk)}${plan.map((one) => hidden('case', one.opened.file.reference ?? ''))}
${chosen.to.map((one) => hidden('to', one))}${hidden('of', chosen.of)}${hidden('until', chosen.until ?? '')}${hidden('on', chosen.on ?? '')}${hidden('why', chosen.why)}
<p class="govuk-body">${say('several.undo-lead', 'You can take all of it back for {minutes} minutes. What was done and taken back stays in the record.', { minutes: takenBackWithin })}</p>
<div class="govuk-button-group">${button({ text: say('several.carry', 'Do it (cases: {count})', { count: can.length }), preventDoubleClick: true })}<a class="govuk-link" href="${listIn(ask)}">${say('decision.cancel', 'Go back without recording')}</a></div></form>`,
)}
${when(can.length === 0, () => html`<p class="govuk-body"><a class="govuk-link" href="${listIn(ask)}">${say('several.back', 'Back to your work')}</a></p>`)}`;
}

/** Those of a case whom nobody but a person reaches. */
export const outsideOf = (ask: Staff, { state }: Planned['opened']): readonly string[] =>
  openQuestions(state).flatMap((one) => (reachOf(state, one.to, ask.today) === 'outside' ? [one.to] : []));
