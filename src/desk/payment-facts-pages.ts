// What somebody's payments rest on, as their support worker keeps it: kind of place, children, health, asylum support, account; and a hold to tell of.
import type { Day } from '#base/day.ts';
import { dueByWeek, mondayOf, type Fact } from '#journey/payments.ts';
import { termWords } from '#journey/contact-words.ts';
import type { ContactTerms, Gate } from '#journey/safe-contact.ts';
import type { Kit } from '#kit/kit.ts';
import { button, checkboxes, dateInput, details, errorSummary, input, insetText, radios, table } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { pounds } from '#kit/view/money.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { SilentLaw } from '#law/rule.ts';
import { weeksView } from '#rooms/payments/lines-view.ts';
import { ratesOf } from '#rooms/payments/run.ts';
import { accountOf, bookedOf, factsOf, lastHold, type Account } from '#rooms/payments/store.ts';
import { factWord } from '#rooms/payments/words.ts';
import { entered, factActs, unpaid, type Dependant, type Wrong } from './payment-facts-acts-pages.ts';
import { openCare } from './support-care.ts';
import { openRecord, type OpenRecord } from './support-record.ts';

const who = ['support-worker'] as const;

export function paymentFactPages(kit: Kit): Route[] {
  const path = '/support/:reference/payments';
  const named = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => async (ask: Staff) => {
    const record = await openRecord(kit, ask);
    return record?.named ? then(ask, record) : absent;
  };
  return [
    { method: 'GET', path, who, why: 'What a person’s payments rest on', act: named((ask, record) => show(kit, ask, record)) },
    {
      method: 'POST',
      path,
      who,
      why: 'Keep, end or take out what payments rest on; the account; that the person was told',
      act: named((ask, record) => keep(kit, ask, record)),
    },
  ];
}

async function held(kit: Kit, ask: Staff, { file }: OpenRecord) {
  return kit.db.as(ask.actor, 'support', async (tx) => ({
    facts: await factsOf(tx, file),
    account: await accountOf(tx, file),
    booked: await bookedOf(tx, file),
    hold: await lastHold(tx, file),
  }));
}

async function show(kit: Kit, ask: Staff, record: OpenRecord, wrong: Wrong = []): Promise<Reply> {
  const { say, today } = ask;
  const { facts, account, booked, hold } = await held(kit, ask, record);
  const title = say('facts.title', 'Payments: what they rest on');
  const holdNow = hold && hold.agreedOn && !hold.endedOn && hold.until >= today ? hold : undefined;
  const summary = wrong.length
    ? errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map((one) => ({ href: `#${one.field}`, text: one.text })) })
    : nothing;
  const care = await openCare(kit, ask, record);
  const { gate } = care;
  const body = html`${summary}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${record.reference}</span></p>
${when(holdNow, () => tellView(ask, record, { until: holdNow?.until ?? today, told: holdNow?.toldOn ?? null, gate, terms: care.contact }))}
${await dueNow(kit, ask, record, facts)}
<p class="govuk-body">${say('facts.paid', 'Paid so far: {amount}.', { amount: pounds(booked.reduce((sum, one) => sum + one.got, 0)) })}</p>
${factsView(ask, record, facts)}${householdView(ask, record, unpaid(care, facts))}${addForm(ask, record, wrong)}${accountView(ask, record, account, wrong)}`;
  return page(title, body, { back: `/support/${record.reference}`, ...(wrong.length ? { status: 400 } : {}) });
}

/** This week and the three before it, by what is kept now. */
async function dueNow(kit: Kit, ask: Staff, { state }: OpenRecord, facts: readonly Fact[]): Promise<Html> {
  const { say } = ask;
  if (!state.since) return nothing;
  try {
    const weeks = dueByWeek({ nation: state.nation, since: state.since, ended: state.ended, facts }, await ratesOf(kit), mondayOf(ask.today)).slice(-4);
    return html`<h2 class="govuk-heading-m">${say('facts.due', 'What is due for the last weeks')}</h2>${weeksView(ask, weeks, 'full')}`;
  } catch (error) {
    if (!(error instanceof SilentLaw)) throw error;
    return insetText({ text: say('person-payments.silent', 'For this nation no amount is known. An administrator can give one, with its source.') });
  }
}

function tellView(
  ask: Staff,
  record: OpenRecord,
  { until, told, gate, terms }: { readonly until: Day; readonly told: Day | null; readonly gate: Gate; readonly terms: ContactTerms },
): Html {
  const { say, lang } = ask;
  const day = longDay(until, lang);
  if (told) return insetText({ text: say('tell.done', 'Payments are held until {day}. The person was told on {told}.', { day, told: longDay(told, lang) }) });
  const ways = gate.open ? gate.ways : [];
  const words: Readonly<Record<string, string>> = {
    text: say('tell.text', 'By a text message'),
    person: say('tell.person', 'By ringing them, as they said'),
    'someone-else': say('tell.someone-else', 'Through the person they named'),
    worker: say('tell.worker', 'Through their worker'),
    email: say('tell.email', 'By e-mail: only that there is something to read'),
    post: say('tell.post', 'By post, to the address they gave'),
    'by-hand': say('tell.by-hand', 'Face to face'),
  };
  const items = [...new Set([...ways, 'by-hand'])].filter((way) => words[way]).map((way) => ({ value: way, text: words[way] ?? way }));
  return html`${insetText({ text: say('tell.today', 'Payments are held until {day}, and go on by themselves then with all that was due. Tell the person today, and that they can ask you for cash.', { day }) })}
${when(!gate.open, () => html`<p class="govuk-body">${say('tell.unsafe', 'No way to reach them is known to be safe. Tell them face to face and nowhere else.')}</p>`)}
${when(gate.open && gate.rules, () => html`<p class="govuk-body nrm-said">${gate.open ? gate.rules : ''}</p>`)}${termWords(say, terms).map((one) => html`<p class="govuk-body"><strong>${one}</strong></p>`)}
${post(ask, record, 'told', html`${radios({ name: 'how', idPrefix: 'how', fieldset: { legend: { text: say('tell.how', 'How did you tell them?'), classes: 'govuk-fieldset__legend--s' } }, items })}${when(terms.codeWord, () => checkboxes({ name: 'word-asked', idPrefix: 'word-asked', classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: say('tell.word-asked', 'I asked for the word first, and heard it') }] }))}`, say('tell.do', 'I have told them today'))}`;
}

const post = (ask: Staff, { reference }: OpenRecord, what: string, inside: Html, text: string, second = false): Html =>
  html`<form method="post" action="/support/${reference}/payments" novalidate>${csrf(ask)}<input type="hidden" name="do" value="${what}">${inside}${button({ text, preventDoubleClick: true, ...(second ? { classes: 'govuk-button--secondary' } : {}) })}</form>`;

function factsView(ask: Staff, record: OpenRecord, facts: readonly Fact[]): Html {
  const { say, lang } = ask;
  const caption = say('facts.kept', 'What is kept');
  if (facts.length === 0)
    return html`<h2 class="govuk-heading-m">${caption}</h2><p class="govuk-body">${say('facts.none', 'Nothing yet. Begin with the kind of place where the person lives.')}</p>`;
  const head = [say('facts.what', 'What'), say('facts.from', 'From'), say('facts.until', 'Until'), say('facts.change', 'Change')].map((text) => ({ text }));
  const cells = facts.map((fact) => [
    { text: `${factWord(say, fact.kind)}${fact.pence === null ? '' : `: ${pounds(fact.pence)}`}` },
    { text: longDay(fact.from, lang) },
    { text: fact.until ? longDay(fact.until, lang) : '–' },
    {
      html: details({
        summaryText: say('facts.change-one', 'End it, or take it out'),
        html: post(
          ask,
          record,
          'end',
          html`<input type="hidden" name="id" value="${fact.id}">${dateFields(ask, `end-${fact.id}`, say('facts.last', 'Last day; empty if it never was so'), [])}`,
          say('facts.change', 'Change'),
          true,
        ),
      }),
    },
  ]);
  // On a small screen each fact stands under the one before, with its labels.
  const rows = cells.map((row) => row.map((cell, at) => ({ ...cell, attributes: { 'data-label': head[at]?.text ?? '' } })));
  return table({ caption, captionClasses: 'govuk-table__caption--m', classes: 'nrm-stack', head, rows });
}

/** Who joined the household and is not paid for: one press takes them over, with what is added for their age. */
function householdView(ask: Staff, record: OpenRecord, left: readonly Dependant[]): Html {
  const { say, lang } = ask;
  return html`${left.map(
    (one) =>
      html`<p class="govuk-body">${say('facts.joined', 'Somebody joined the household on {day}, and nothing is paid for them.', { day: longDay(one.from, lang) })}</p>${post(ask, record, 'dependant', html`<input type="hidden" name="id" value="${one.id}">`, say('facts.pay-for', 'It is a child who depends on the person: pay for it'), true)}`,
  )}`;
}

function dateFields({ say, body }: Staff, name: string, legend: string, wrong: Wrong, hint?: string): Html {
  const found = wrong.find((one) => one.field === name);
  const words = { day: say('form.day', 'Day'), month: say('form.month', 'Month'), year: say('form.year', 'Year') };
  return dateInput({
    id: name,
    namePrefix: name,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    ...(hint ? { hint: { text: hint } } : {}),
    ...(found ? { errorMessage: { text: found.text } } : {}),
    items: (['day', 'month', 'year'] as const).map((part) => ({
      name: part,
      label: words[part],
      value: field(body, `${name}-${part}`),
      classes: part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
    })),
  });
}

const errorOf = (wrong: Wrong, name: string) => {
  const found = wrong.find((one) => one.field === name);
  return found ? { errorMessage: { text: found.text } } : {};
};

function addForm(ask: Staff, record: OpenRecord, wrong: Wrong): Html {
  const { say, body } = ask;
  return html`<h2 class="govuk-heading-m">${say('facts.add', 'Add')}</h2>${post(
    ask,
    record,
    'add',
    html`${radios({ name: 'kind', idPrefix: 'kind', fieldset: { legend: { text: say('facts.kind', 'What?'), classes: 'govuk-fieldset__legend--s' } }, hint: { text: say('facts.kind-hint', 'It is never a condition of support to tell us about health or children. It only means more money.') }, value: field(body, 'kind'), items: entered.map((value) => ({ value, text: factWord(say, value) })), ...errorOf(wrong, 'kind') })}
${dateFields(ask, 'from', say('facts.first', 'From which day? For a birth: the day from which the sum can be paid'), wrong)}
${dateFields(ask, 'until', say('facts.last-open', 'Until which day? Leave it empty if it goes on'), wrong)}
${dateFields(ask, 'born', say('facts.born', 'A child: when was it born? For what is added up to 3 years; the day itself is not kept'), wrong)}
${input({ id: 'pounds', name: 'pounds', classes: 'govuk-input--width-5', prefix: { text: '£' }, inputmode: 'decimal', label: { text: say('facts.pounds', 'Asylum support: how much a week does it pay? A birth: how much has it paid already?') }, value: field(body, 'pounds'), ...errorOf(wrong, 'pounds') })}`,
    say('facts.keep', 'Keep it'),
  )}`;
}

function accountView(ask: Staff, record: OpenRecord, account: Account | undefined, wrong: Wrong): Html {
  const { say, body } = ask;
  const ends = (text: string): string => `•••${text.slice(-4)}`;
  const now = !account
    ? say('account.none', 'None is kept: until then money is given by hand.')
    : account.way === 'bank'
      ? say('account.bank', 'An account that ends in {end}.', { end: ends(account.number) })
      : say('account.card', 'A card that ends in {end}.', { end: ends(account.card) });
  const box = (id: string, label: string, classes: string) =>
    input({ id, name: id, classes, label: { text: label }, value: field(body, id), autocomplete: 'off', ...errorOf(wrong, id) });
  return html`<h2 class="govuk-heading-m">${say('account.title', 'Where the money goes')}</h2><p class="govuk-body">${now} ${say('account.own', 'It is the person’s own: never an account of somebody who exploited them.')}</p>${post(
    ask,
    record,
    'account',
    html`${box('card', say('account.card-id', 'The number of a payment card'), 'govuk-input--width-20')}<p class="govuk-body">${say('account.or', 'Or an account:')}</p>
${box('holder', say('account.holder', 'Name of its holder'), 'govuk-input--width-20')}${box('sort', say('account.sort', 'Sort code'), 'govuk-input--width-5')}${box('number', say('account.number', 'Account number'), 'govuk-input--width-10')}`,
    say('account.keep', 'Keep this instead'),
    true,
  )}`;
}

async function keep(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const act = factActs[field(ask.body, 'do')];
  if (!act) return absent;
  const wrong = await act(kit, ask, record);
  return wrong.length > 0 ? show(kit, ask, record, wrong) : to(`/support/${record.reference}/payments`);
}
