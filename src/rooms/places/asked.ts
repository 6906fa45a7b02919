// One form of this room: drawn with what was typed, and read with the mistakes beside the fields.
import { check, type Mistake } from '#form/check.ts';
import { known } from '#form/form.ts';
import type { Answers, Question } from '#form/question.ts';
import { sayMistake } from '#form/texts.ts';
import { districtOf } from '#journey/near.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Refused } from '#base/outcome.ts';
import type { Kit } from '#kit/kit.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, errorSummary } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { csrf, type Staff } from '#kit/web/page.ts';

export type Questions = Readonly<Record<string, Question>>;
export type Wrong = readonly { readonly field: string; readonly text: string }[];
export type Again = { readonly typed?: Staff['body']; readonly wrong?: Wrong; readonly refused?: Refused | undefined };

/** Above the page: what was refused, or which fields are wrong. */
export function said(ask: Staff, { wrong = [], refused }: Again): Html {
  const { say } = ask;
  return html`${refused && refusedNotice(ask, refusalIn(say, refused), refused.because)}${when(wrong.length > 0, () =>
    errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map((each) => ({ href: `#${each.field}`, text: each.text })) }),
  )}`;
}

export const statusOf = ({ wrong = [], refused }: Again): { readonly status?: number } => (refused ? { status: 409 } : wrong.length > 0 ? { status: 400 } : {});

type Drawn = { readonly at: string; readonly questions: Questions; readonly text: string; readonly hidden?: Readonly<Record<string, string>> };

export function form(kit: Kit, ask: Staff, { at, questions, text, hidden = {} }: Drawn, { typed = {}, wrong = [] }: Again): Html {
  return html`<form method="post" action="${at}" novalidate>${csrf(ask)}${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${questionFields({ say: ask.say, form: 'places', questions, typed, errors: wrong, lists: kit.law.lists, today: ask.today })}${button({ text, preventDoubleClick: true })}</form>`;
}

/** A form of one button. */
export const press = (ask: Staff, at: string, text: string, hidden: Readonly<Record<string, string>>, secondary = true): Html =>
  html`<form method="post" action="${at}" novalidate>${csrf(ask)}${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${button({ text, preventDoubleClick: true, ...(secondary ? { classes: 'govuk-button--secondary' } : {}) })}</form>`;

export type Read = { readonly ok: true; readonly answers: Answers } | { readonly ok: false; readonly wrong: Wrong };

/** What was typed as answers; a district must be one, since anything else would never be near. */
export function read(kit: Kit, ask: Staff, questions: Questions): Read {
  const page = { id: 'places', title: 'places', section: 'places', questions };
  const result = check(page, ask.body, { lists: kit.law.lists, today: ask.today });
  const { say } = ask;
  const errors: readonly Mistake[] = result.ok ? [] : result.errors;
  const wrong = errors.map((error) => ({ field: error.field, text: sayMistake(say, 'places', page, error) }));
  const answers = known(result.answers) as Answers;
  for (const id of Object.keys(questions).filter((one) => one.endsWith('-district')))
    if (typeof answers[id] === 'string' && answers[id] !== '' && !districtOf(answers[id]))
      wrong.push({ field: id, text: say('places.district', 'Enter the first part of a postcode, like M14, or leave it empty') });
  return result.ok && wrong.length === 0 ? { ok: true, answers } : { ok: false, wrong };
}
