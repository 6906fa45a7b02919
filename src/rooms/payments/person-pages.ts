// One person's payments, for who answers for the provider: what is due and was paid, and a hold that needs two people.
import { randomUUID } from 'node:crypto';
import { may } from '#access/may.ts';
import { addDays, readDay, type Day } from '#base/day.ts';
import { readReference, type FileId, type Reference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Act } from '#journey/events.ts';
import { agreeHold, askHold, endHold, holds, noCashFor, waitsForSecond } from '#journey/payment-hold.ts';
import { differences, dueByWeek, mondayOf } from '#journey/payments.ts';
import { refusalIn } from '#journey/refusals.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { recordFacts } from '#kit/store/facts.ts';
import { byReference } from '#kit/store/files.ts';
import { button, dateInput, errorSummary, input, insetText, radios } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { pounds, readPounds } from '#kit/view/money.ts';
import { refusedNotice, ruleText } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce, SilentLaw } from '#law/rule.ts';
import { booksView, weeksView } from './lines-view.ts';
import type { PaymentsRoom } from './pages.ts';
import { ratesOf } from './run.ts';
import { bookCash, booksOf, claims, lastHold, type BookLine, type Claimed, type HoldRow } from './store.ts';
import { reasonWord } from './words.ts';

const who = ['support-manager'] as const;
const weeksShown = 8;

type Opened = {
  readonly file: FileId;
  readonly reference: Reference;
  readonly state: Support;
  readonly claimed: Claimed;
  readonly books: readonly BookLine[];
  readonly hold: HoldRow | undefined;
};
type Wrong = readonly { readonly field: string; readonly text: string }[];
type Again = { readonly refused?: Refused; readonly wrong?: Wrong };

export function personPaymentPages(room: PaymentsRoom): Route[] {
  const path = '/payments/person/:reference';
  return [
    { method: 'GET', path: '/payments/person', who, why: 'On to one person’s payments', act: (ask) => find(room.kit, ask) },
    { method: 'GET', path, who, why: 'What one person is due and was paid', act: (ask) => withPerson(room.kit, ask, (opened) => show(room, ask, opened)) },
    {
      method: 'POST',
      path: `${path}/hold`,
      who,
      stepUp: true,
      why: 'Ask for a hold of payments, agree to it or end it',
      act: (ask) => withPerson(room.kit, ask, (opened) => hold(room, ask, opened)),
    },
  ];
}

async function find(kit: Kit, ask: Staff): Promise<Reply> {
  const reference = readReference(ask.query['reference'] ?? '');
  const opened = reference && (await open(kit, ask, reference));
  return to(opened ? `/payments/person/${opened.reference}` : '/payments?absent');
}

async function withPerson(kit: Kit, ask: Staff, then: (opened: Opened) => Promise<Reply>): Promise<Reply> {
  const reference = readReference(ask.params['reference'] ?? '');
  const opened = reference && (await open(kit, ask, reference));
  return opened ? then(opened) : absent;
}

/** A record that the manager's own organisation keeps, where the policy lets them read what is paid. */
async function open(kit: Kit, ask: Staff, reference: Reference): Promise<Opened | undefined> {
  return kit.db.as(ask.actor, 'support', async (tx) => {
    const file = await byReference(tx, reference, 'support');
    const record = file && (await recordFacts(tx, file.id));
    if (!file || !record) return undefined;
    const asked = { who: ask.actor, purpose: 'support', verb: 'read', field: 'payments', record: record.facts, now: record.now } as const;
    const [claimed] = may(asked).allowed ? await claims(tx, { file: file.id, today: ask.today }) : [];
    if (!claimed) return undefined;
    const { state } = await kit.ledger.load(tx, supportStream, file.id);
    return { file: file.id, reference, state, claimed, books: await booksOf(tx, file.id), hold: await lastHold(tx, file.id) };
  });
}

async function show(room: PaymentsRoom, ask: Staff, opened: Opened, { refused, wrong = [] }: Again = {}): Promise<Reply> {
  const { say, today } = ask;
  const title = say('person-payments.title', 'Payments of one person');
  const week = mondayOf(today);
  let body: Html;
  try {
    const rates = await ratesOf(room.kit);
    const { claim, booked } = opened.claimed;
    const weeks = dueByWeek(claim, rates, week).slice(-weeksShown);
    const open = differences(claim, rates, booked, week);
    body = html`<p class="govuk-body">${say('person-payments.open', 'Up to this week {amount} is due that was not paid.', { amount: pounds(open.reduce((sum, one) => sum + Math.max(0, one.due - one.got), 0)) })}</p>
<h2 class="govuk-heading-m">${say('person-payments.weeks', 'The last weeks')}</h2>${weeksView(ask, weeks, 'plain')}`;
  } catch (error) {
    if (!(error instanceof SilentLaw)) throw error;
    body = insetText({ text: say('person-payments.silent', 'For this nation no amount is known. An administrator can give one, with its source.') });
  }
  const summary = wrong.length
    ? errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map((one) => ({ href: `#${one.field}`, text: one.text })) })
    : nothing;
  return page(
    title,
    html`${summary}${when(refused, () => refusedNotice(ask, refused ? refusalIn(say, refused) : '', refused?.because ?? []))}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${opened.reference}</span></p>
${body}${booksView(ask, opened.books)}${holdView(room, ask, opened, wrong)}`,
    { back: '/payments', wide: true, ...(refused ? { status: 409 } : wrong.length ? { status: 400 } : {}) },
  );
}

function holdView(room: PaymentsRoom, ask: Staff, { state, reference, hold: row }: Opened, wrong: Wrong): Html {
  const { say, lang, today } = ask;
  const { hold } = state;
  const rule = inForce(room.kit.law.paymentHold, today, state.nation);
  const error = (id: string) => {
    const found = wrong.find((one) => one.field === id);
    return found ? { errorMessage: { text: found.text } } : {};
  };
  const form = (what: string, inside: Html, text: string, second = false) =>
    html`<form method="post" action="/payments/person/${reference}/hold" novalidate>${csrf(ask)}<input type="hidden" name="do" value="${what}">${inside}${button({ text, preventDoubleClick: true, ...(second ? { classes: 'govuk-button--secondary' } : {}) })}</form>`;
  const head = html`<h2 class="govuk-heading-m govuk-!-margin-top-6">${say('hold.title', 'Hold payments')}</h2>`;
  if (hold && (holds(hold, today) || waitsForSecond(hold, today))) {
    const stands = holds(hold, today);
    const values = { day: longDay(hold.until, lang), why: reasonWord(say, hold.why), who: room.nameOf(hold.by) };
    const text = stands
      ? say('hold.stands', 'Payments are held until {day} and then go on by themselves. {why}.', values)
      : say('hold.asked', '{who} asks to hold payments until {day}. {why}. Nothing is held until somebody else agrees.', values);
    const agree = !stands && hold.by !== ask.actor.person;
    return html`${head}${insetText({ text })}
${when(stands, () => html`<p class="govuk-body">${row?.toldOn ? say('hold.told', 'The person was told on {day}.', { day: longDay(row.toldOn, lang) }) : say('hold.not-told', 'The person has not been told yet. Their support worker has it as a task for today.')}</p>`)}
${when(agree, () => form('agree', input({ id: 'cash', name: 'cash', classes: 'govuk-input--width-5', prefix: { text: '£' }, inputmode: 'decimal', label: { text: say('hold.cash', 'Emergency cash that the person was given today') }, hint: { text: hold.why === noCashFor ? say('hold.cash-none', 'Leave it empty if the person cannot be reached') : say('hold.cash-hint', 'Nobody is left without money: for example 35.00') }, ...error('cash') }), say('hold.agree', 'Agree: hold payments, and have the person told today')))}
${form('end', nothing, stands ? say('hold.end', 'End it now') : say('hold.take-back', 'Do not hold them'), true)}`;
  }
  const dates = (['day', 'month', 'year'] as const).map((name) => ({
    name,
    label: { day: say('form.day', 'Day'), month: say('form.month', 'Month'), year: say('form.year', 'Year') }[name],
    value: field(ask.body, `until-${name}`),
    classes: name === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
  }));
  return html`${head}<p class="govuk-body">${say('hold.lead', 'It takes two people. It ends by itself on a day, and what was due is paid then. The person is told on the same day and given cash.')}</p><p class="nrm-law">${ruleText(ask, rule.because)}</p>
${form(
  'ask',
  html`${radios({ name: 'why', idPrefix: 'why', fieldset: { legend: { text: say('hold.why', 'Why?'), classes: 'govuk-fieldset__legend--s' } }, value: field(ask.body, 'why'), items: rule.value.reasons.map((value) => ({ value, text: reasonWord(say, value) })), ...error('why') })}
${dateInput({ id: 'until', namePrefix: 'until', fieldset: { legend: { text: say('hold.until', 'Until when at the latest?'), classes: 'govuk-fieldset__legend--s' } }, hint: { text: say('hold.most', 'At most {day}', { day: longDay(addDays(today, rule.value.days - 1), lang) }) }, items: dates, ...error('until') })}`,
  say('hold.ask', 'Ask a colleague to agree'),
  true,
)}`;
}

function typedDay(ask: Staff, name: string): Day | undefined {
  const part = (which: string) => field(ask.body, `${name}-${which}`).trim();
  return readDay(`${part('year')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`);
}

async function hold(room: PaymentsRoom, ask: Staff, opened: Opened): Promise<Reply> {
  const { kit } = room;
  const { say } = ask;
  const how: Act = { day: ask.today, by: ask.actor.person, nation: opened.state.nation, confirmed: await kit.confirmed() };
  const what = field(ask.body, 'do');
  const wrong: { field: string; text: string }[] = [];
  const [why, until, cash] = [field(ask.body, 'why'), typedDay(ask, 'until'), readPounds(field(ask.body, 'cash') || '0')];
  if (what === 'ask' && why === '') wrong.push({ field: 'why', text: say('hold.why-needed', 'Say why payments should be held') });
  if (what === 'ask' && !until) wrong.push({ field: 'until', text: say('hold.until-needed', 'Enter a real day on which it ends') });
  if (what === 'agree' && cash === undefined) wrong.push({ field: 'cash', text: say('hold.cash-wrong', 'Enter an amount such as 35.00') });
  if (wrong.length > 0) return show(room, ask, opened, { wrong });
  const acts: Readonly<Record<string, (state: Support) => Outcome<SupportEvent>>> = {
    ask: (state) => askHold(state, { why, until: until ?? ask.today }, kit.law, how),
    agree: (state) => agreeHold(state, { cash: cash ?? 0 }, how),
    end: (state) => endHold(state, how),
  };
  const act = acts[what];
  if (!act) return absent;
  // By the program in the manager's name, which stands in the event: how people stand to a record is kept by it.
  const done = await kit.ledger.perform(theService, 'support', supportStream, opened.file, act, { day: ask.today, nation: opened.state.nation }, async (tx) => {
    if (what === 'agree' && cash) await bookCash(tx, opened.file, randomUUID(), mondayOf(ask.today), cash);
  });
  return done.ok ? to(`/payments/person/${opened.reference}`) : show(room, ask, opened, { refused: done });
}
