// Parts of the screens about who works here: the state of what two people do, and the buttons that go with it.
import type { Say } from '#base/words.ts';
import { button, errorSummary, input, select, table } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { badge } from '#kit/view/moj.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import type { Two } from './store.ts';

export const isEnded = (of: Two): boolean => of.endedAt !== null;
export const waits = (of: Two): boolean => of.approvedAt === null && of.endedAt === null;

export function stateOf(say: Say, of: Two): Html {
  if (isEnded(of)) return badge(say('staff.ended', 'Ended'), 'grey');
  return waits(of) ? badge(say('staff.waits', 'Waits for a second person'), 'orange') : badge(say('staff.in-force', 'In force'), 'green');
}

/** A form of one button. */
export function press(ask: Staff, action: string, text: string, warning = false): Html {
  const classes = `govuk-!-margin-bottom-0${warning ? ' govuk-button--warning' : ' govuk-button--secondary'}`;
  return html`<form method="post" action="${action}" class="nrm-press" novalidate>${csrf(ask)}${button({ text, classes, preventDoubleClick: true })}</form>`;
}

/** Agree or end: whoever proposed it is not offered to agree, and neither is who it is for. */
export function deeds(ask: Staff, of: Two, path: string, about: string, own: boolean): Html {
  const { say } = ask;
  if (isEnded(of)) return nothing;
  const hidden = html`<span class="govuk-visually-hidden"> ${about}</span>`;
  const one = (action: string, text: string, warning: boolean): Html =>
    html`<form method="post" action="${action}" class="nrm-press" novalidate>${csrf(ask)}${button({
      html: html`${text}${hidden}`,
      classes: `govuk-!-margin-bottom-1${warning ? ' govuk-button--warning' : ' govuk-button--secondary'}`,
      preventDoubleClick: true,
    })}</form>`;
  const agree = waits(of) && !own && of.proposedBy !== ask.actor.person;
  return html`${when(agree, () => one(`${path}/approve`, say('staff.agree', 'Agree'), false))}${one(`${path}/end`, say('staff.end', 'End'), true)}`;
}

/** A table that may be wider than a phone: it can be moved sideways, also by keyboard. */
export const listed = (label: string, head: readonly string[], rows: readonly (readonly { text?: string; html?: Html }[])[]): Html =>
  rows.length === 0
    ? nothing
    : html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${label}">${table({ head: head.map((text) => ({ text })), rows: rows.map((row) => [...row]) })}</div>`;

export type Missed = Readonly<Record<string, string>>;

export const problems = (say: Say, missed: Missed): Html =>
  Object.keys(missed).length === 0
    ? nothing
    : errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: Object.entries(missed).map(([id, text]) => ({ href: `#${id}`, text })) });

export function box(ask: Staff, missed: Missed, of: { id: string; label: string; hint?: string; value?: string; type?: string }): Html {
  const { id, label, hint, type } = of;
  const value = of.value ?? ask.body[id];
  return input({
    id,
    name: id,
    label: { text: label },
    classes: 'govuk-input--width-20',
    value: typeof value === 'string' ? value : '',
    autocomplete: 'off',
    ...(type ? { type } : {}),
    ...(hint ? { hint: { text: hint } } : {}),
    ...(missed[id] ? { errorMessage: { text: missed[id] } } : {}),
  });
}

export function choose(ask: Staff, missed: Missed, of: { id: string; label: string; items: readonly { value: string; text: string }[] }): Html {
  const { id, label } = of;
  const chosen = ask.body[id];
  return select({
    id,
    name: id,
    label: { text: label },
    items: [{ value: '', text: '' }, ...of.items].map((item) => ({ ...item, selected: item.value !== '' && item.value === chosen })),
    ...(missed[id] ? { errorMessage: { text: missed[id] } } : {}),
  });
}
