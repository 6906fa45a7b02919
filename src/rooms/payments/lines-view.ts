// A person's weeks in money: what each line rests on, with its rule, and how the books stand.
import { addDays } from '#base/day.ts';
import type { Line, WeekDue } from '#journey/payments.ts';
import { details, table } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { amount, pounds } from '#kit/view/money.ts';
import { ruleText } from '#kit/view/refused.ts';
import type { Staff } from '#kit/web/page.ts';
import type { RateKind } from '#law/law.ts';
import type { BookLine } from './store.ts';
import { accountWord, rateWord } from './words.ts';

type Reader = Pick<Staff, 'say' | 'lang'>;
/** full: as who keeps the facts reads it. plain: for who pays; that something is added is said, and not for which cause. */
export type Told = 'full' | 'plain';
const unsaid: ReadonlySet<RateKind> = new Set(['pregnancy', 'maternity', 'under-1', '1-to-under-3']);

/** One line: so much a week over so many days, less what somebody else pays; and why. */
export function lineView(ask: Reader, line: Line, told: Told): Html {
  const { say, lang } = ask;
  const hidden = told === 'plain' && unsaid.has(line.rate);
  const values = {
    what: hidden ? say('rate.added', 'Added') : rateWord(say, line.rate),
    amount: pounds(line.pence),
    days: line.days,
    from: longDay(line.from, lang),
    until: longDay(line.until, lang),
  };
  const says =
    line.rate === 'maternity'
      ? say('due.once', '{what}: {amount} once, on {from}', values)
      : say('due.line', '{what}: {amount} a week, for {days} of 7 days ({from} to {until})', values);
  return html`<li>${says}${when(line.less > 0, () => html`, ${say('due.less', 'less {amount} that asylum support pays', { amount: pounds(line.less) })}`)}${when(!line.confirmed, () => html` <strong>${say('due.unconfirmed', 'Not confirmed')}</strong>`)}.${when(!hidden, () => html` <span class="nrm-law">${ruleText(ask, line.because)}</span>`)}</li>`;
}

/** Weeks with their sums, each to be opened for its lines; the latest first. */
export function weeksView(ask: Reader, weeks: readonly WeekDue[], told: Told): Html {
  const { say, lang } = ask;
  if (weeks.length === 0) return html`<p class="govuk-body">${say('due.none', 'Nothing is due yet: no kind of place is kept for these days.')}</p>`;
  return html`${weeks.toReversed().map(({ week, pence, lines }) =>
    details({
      summaryText: say('due.week', '{from} to {until}: {amount}', { from: longDay(week, lang), until: longDay(addDays(week, 6), lang), amount: pounds(pence) }),
      html: html`<ul class="govuk-list govuk-list--bullet">${lines.map((line) => lineView(ask, line, told))}</ul>
<p class="govuk-body-s">${say('due.rounded', 'Each day is a seventh of a week. The week is added up exactly and then rounded up to a whole penny.')}</p>`,
    }),
  )}`;
}

export function booksView(ask: Reader, lines: readonly BookLine[]): Html {
  const { say, lang } = ask;
  const caption = say('books.title', 'The books');
  if (lines.length === 0) return html`<p class="govuk-body">${say('books.none', 'Nothing was paid yet.')}</p>`;
  const head = [say('books.week', 'For the week from'), say('books.account', 'Account'), say('books.amount', 'Amount'), say('books.entry', 'Entry')];
  const rows = lines.map((line) => [
    { text: longDay(line.week, lang) },
    { text: accountWord(say, line.account) },
    { html: amount(line.pence) },
    { text: line.turns ? say('books.turned', 'An earlier entry turned round') : say('books.new', 'New') },
  ]);
  return html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${caption}">${table({ caption, captionClasses: 'govuk-table__caption--m', head: head.map((text) => ({ text })), rows })}</div>`;
}
