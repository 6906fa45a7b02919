// Weekly payments, for who answers for a provider's support: look ahead, prepare, approve as a second person, give to the bank, mark as sent.
import { addDays, readDay, type Day } from '#base/day.ts';
import type { Refused } from '#base/outcome.ts';
import { mondayOf } from '#journey/payments.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { button, insetText, input, select, summaryList, table, warningText } from '#kit/view/govuk.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { amount, pounds } from '#kit/view/money.ts';
import { refusedNotice, ruleText } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { bankFile, type Payable } from './export.ts';
import { approve, move, ownRun, prepare, preview, type Worked } from './run.ts';
import { accountOf, balanceOf, runsOf, sentBy, type Run, type Sent } from './store.ts';
import { accountWord, stateWord } from './words.ts';

const who = ['support-manager'] as const;
const shown = 50;

export type PaymentsRoom = { readonly kit: Kit; readonly nameOf: (person: string) => string };

export function paymentPages(room: PaymentsRoom): Route[] {
  const { kit } = room;
  return [
    { method: 'GET', path: '/payments', who, why: 'Weekly payments', act: (ask) => start(room, ask) },
    { method: 'GET', path: '/payments/preview', who, why: 'What would be paid, before anything is written', act: (ask) => ahead(room, ask) },
    { method: 'POST', path: '/payments', who, stepUp: true, why: 'Prepare payments, for a second person to approve', act: (ask) => begin(room, ask) },
    { method: 'GET', path: '/payments/run/:id', who, why: 'One run of payments', act: (ask) => one(room, ask) },
    { method: 'GET', path: '/payments/run/:id/bank.csv', who, stepUp: true, why: 'The file for the bank', act: (ask) => download(kit, ask) },
    { method: 'POST', path: '/payments/run/:id', who, stepUp: true, why: 'Approve, put aside or mark as sent', act: (ask) => step(room, ask) },
  ];
}

const weekOf = (text: string | undefined, today: Day): Day => mondayOf(readDay(text ?? '') ?? today);
const weekText = ({ say, lang }: Staff, week: Day): string =>
  say('payments.week', 'Week of {from} to {until}', { from: longDay(week, lang), until: longDay(addDays(week, 6), lang) });

async function start({ kit, nameOf }: PaymentsRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const runs = await kit.db.as(ask.actor, 'support', (tx) => runsOf(tx, ask.actor.organisation));
  const title = say('payments.title', 'Payments');
  const monday = mondayOf(ask.today);
  const weeks = [-2, -1, 0, 1].map((at) => addDays(monday, at * 7));
  const rows = runs.map((run) => [
    { html: html`<a class="govuk-link" href="/payments/run/${run.id}">${weekText(ask, run.week)}</a>` },
    { text: stateWord(say, run.state) },
    { text: String(run.people) },
    { html: amount(run.pence) },
    { text: nameOf(run.preparedBy) },
    { text: run.approvedBy ? nameOf(run.approvedBy) : '–' },
  ]);
  const head = [
    say('payments.which', 'Payments'),
    say('payments.state', 'State'),
    say('payments.people', 'People'),
    say('payments.sum', 'Sum'),
    say('payments.by', 'Prepared by'),
    say('payments.second', 'Approved by'),
  ].map((text) => ({ text }));
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('payments.lead', 'Each week everybody in support is paid what is due up to the end of that week and was not paid yet. One manager prepares it, another approves it. What was paid too much stays with the person and is written down.')}</p>
<form method="get" action="/payments/preview" novalidate>${select({ id: 'week', name: 'week', label: { text: say('payments.choose', 'Up to which week?') }, value: monday, items: weeks.map((week) => ({ value: week, text: weekText(ask, week) })) })}
${button({ text: say('payments.look', 'Look at what is due'), classes: 'govuk-button--secondary' })}</form>
<form method="get" action="/payments/person" novalidate>${input({ id: 'reference', name: 'reference', classes: 'govuk-input--width-20', label: { text: say('payments.find', 'Or one person: the reference of their support record') }, ...(ask.query['absent'] === undefined ? {} : { errorMessage: { text: say('payments.absent', 'Your organisation keeps no support record of that reference') } }) })}
${button({ text: say('payments.open', 'Open'), classes: 'govuk-button--secondary' })}</form>
<h2 class="govuk-heading-m">${say('payments.runs', 'Prepared, approved and sent')}</h2>
${rows.length === 0 ? html`<p class="govuk-body">${say('payments.none', 'Nothing was paid from here yet.')}</p>` : html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${title}">${table({ head, rows })}</div>`}`;
  return page(title, body, { wide: true });
}

/** What stands above every sum that rests on an amount nobody has confirmed. */
function doubtText(ask: Staff, worked: Pick<Worked, 'unconfirmed'>): Html {
  const { say } = ask;
  return when(
    worked.unconfirmed.length > 0,
    () => html`${warningText({ text: say('payments.doubt', 'Some amounts are not confirmed. Outside practice nothing is paid on them until two administrators have given them with a source.'), iconFallbackText: say('form.warning', 'Warning') })}
<ul class="govuk-list govuk-list--bullet">${worked.unconfirmed.map((because) => html`<li class="nrm-law">${ruleText(ask, because)}</li>`)}</ul>`,
  );
}

async function ahead(room: PaymentsRoom, ask: Staff, refused?: Refused): Promise<Reply> {
  const { say } = ask;
  const week = weekOf(ask.query['week'] ?? field(ask.body, 'week'), ask.today);
  const worked = await preview(room.kit, ask.actor, { week, today: ask.today });
  const title = say('payments.ahead', 'What would be paid');
  const changed = worked.paid.filter((one) => one.postings.some((posting) => posting.reverses)).length;
  const row = (key: string, value: Html | string) => ({ key: { text: key }, value: { html: html`${value}` } });
  const list = worked.paid
    .slice(0, shown)
    .map((one) => [
      { html: html`<a class="govuk-link nrm-reference" href="/payments/person/${one.reference}">${one.reference}</a>` },
      { text: String(one.postings.length) },
      { html: amount(one.pence) },
    ]);
  const body = html`${when(refused, () => refusedNotice(ask, refused ? refusalIn(say, refused) : '', refused?.because ?? []))}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${weekText(ask, week)}</p>
${doubtText(ask, worked)}
${summaryList({
  rows: [
    row(say('payments.people', 'People'), String(worked.paid.length)),
    row(say('payments.sum', 'Sum'), amount(worked.pence)),
    row(say('payments.changed', 'Of these, with earlier weeks put right'), String(changed)),
    row(say('payments.held', 'Left out because payments are held'), String(worked.held.length)),
    row(say('payments.elsewhere', 'Left out because the same person is paid in another open record'), references(worked.elsewhere)),
    row(say('payments.silent', 'Left out because no amount is known for their nation'), references(worked.silent.map((one) => one.reference))),
  ],
})}
${when(list.length > 0, () => html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${title}">${table({ caption: say('payments.first', 'The first {count}', { count: list.length }), captionClasses: 'govuk-table__caption--m', head: [{ text: say('payments.record', 'Support record') }, { text: say('payments.weeks', 'Weeks') }, { text: say('payments.sum', 'Sum') }], rows: list })}</div>`)}
<form method="post" action="/payments" novalidate>${csrf(ask)}<input type="hidden" name="week" value="${week}">${button({ text: say('payments.prepare', 'Prepare these payments'), preventDoubleClick: true })}</form>`;
  return page(title, body, { back: '/payments', ...(refused ? { status: 409 } : {}) });
}

function references(all: readonly string[]): Html {
  if (all.length === 0) return html`0`;
  return html`${all.length}: ${join(all.slice(0, shown).map((one) => html`<a class="govuk-link nrm-reference" href="/payments/person/${one}">${one}</a> `))}`;
}

async function begin(room: PaymentsRoom, ask: Staff): Promise<Reply> {
  const week = weekOf(field(ask.body, 'week'), ask.today);
  const done = await prepare(room.kit, ask.actor, { week, today: ask.today });
  return done.ok ? to(`/payments/run/${done.id}`) : ahead(room, ask, done);
}

type Opened = { readonly run: Run; readonly sent: readonly Sent[]; readonly balance: readonly { account: string; pence: number }[] };
async function open(kit: Kit, ask: Staff): Promise<Opened | undefined> {
  const run = await ownRun(kit, ask.actor, ask.params['id'] ?? '');
  if (!run) return undefined;
  // By the program: a payment to somebody whose record is sealed goes out all the same.
  return kit.db.as(theService, 'support', async (tx) => ({ run, sent: await sentBy(tx, run.id), balance: await balanceOf(tx, run.id) }));
}

async function one({ kit, nameOf }: PaymentsRoom, ask: Staff, refused?: Refused): Promise<Reply> {
  const opened = await open(kit, ask);
  if (!opened) return absent;
  const { run, sent, balance } = opened;
  const { say } = ask;
  const row = (key: string, value: Html | string) => ({ key: { text: key }, value: { html: html`${value}` } });
  const press = (what: string, text: string, second = false) =>
    html`<form method="post" action="/payments/run/${run.id}" novalidate>${csrf(ask)}<input type="hidden" name="do" value="${what}">${button({ text, preventDoubleClick: true, ...(second ? { classes: 'govuk-button--secondary' } : {}) })}</form>`;
  const own = run.preparedBy === ask.actor.person;
  const body = html`${when(refused, () => refusedNotice(ask, refused ? refusalIn(say, refused) : '', refused?.because ?? []))}<h1 class="govuk-heading-l">${weekText(ask, run.week)}</h1>
${when(run.unconfirmed, () => insetText({ text: say('payments.practice-only', 'This rests on amounts that nobody has confirmed: it is practice.') }))}
${summaryList({
  rows: [
    row(say('payments.state', 'State'), stateWord(say, run.state)),
    row(say('payments.people', 'People'), String(run.people)),
    row(say('payments.sum', 'Sum'), amount(run.pence)),
    row(say('payments.by', 'Prepared by'), nameOf(run.preparedBy)),
    row(say('payments.second', 'Approved by'), run.approvedBy ? nameOf(run.approvedBy) : '–'),
    ...balance.map(({ account, pence }) => row(accountWord(say, account), amount(pence))),
    ...(balance.length > 0 ? [row(say('books.together', 'Together'), amount(balance.reduce((sum, each) => sum + each.pence, 0)))] : []),
  ],
})}
${when(run.state === 'prepared' && own, () => insetText({ text: say('payments.wait', 'A colleague has to approve this: whoever prepares payments does not approve them.') }))}
${when(run.state === 'prepared' && !own, () => press('approve', say('payments.approve', 'Approve: {sum} to {people} people', { sum: pounds(run.pence), people: run.people })))}
${when(run.state === 'prepared', () => press('put-aside', say('payments.aside', 'Put these aside'), true))}
${when(
  run.state === 'approved' || run.state === 'sent',
  () => html`<p class="govuk-body"><a class="govuk-link" href="/payments/run/${run.id}/bank.csv" download>${say('payments.file', 'File for the bank ({count} payments)', { count: sent.length })}</a></p>
<p class="govuk-body">${say('payments.file-hint', 'Who has no account or card here is not in it: give them theirs by hand.')}</p>`,
)}
${when(run.state === 'approved', () => press('sent', say('payments.sent', 'Mark as sent')))}`;
  return page(weekText(ask, run.week), body, { back: '/payments', ...(refused ? { status: 409 } : {}) });
}

async function step(room: PaymentsRoom, ask: Staff): Promise<Reply> {
  const id = ask.params['id'] ?? '';
  const what = field(ask.body, 'do');
  if (!(await ownRun(room.kit, ask.actor, id))) return absent;
  if (what !== 'approve' && what !== 'sent' && what !== 'put-aside') return absent;
  const done = what === 'approve' ? await approve(room.kit, ask.actor, id, ask.today) : await move(room.kit, ask.actor, id, what);
  return done.ok ? to(`/payments/run/${id}`) : one(room, ask, done);
}

async function download(kit: Kit, ask: Staff): Promise<Reply> {
  const opened = await open(kit, ask);
  if (!opened || (opened.run.state !== 'approved' && opened.run.state !== 'sent')) return absent;
  const payable = await kit.db.as(theService, 'support', async (tx) => {
    const found: Payable[] = [];
    for (const each of opened.sent) {
      const account = await accountOf(tx, each.file);
      if (account) found.push({ ...each, account });
    }
    return found;
  });
  return { kind: 'bytes', type: 'text/csv; charset=utf-8', name: `payments-${opened.run.week}.csv`, bytes: Buffer.from(bankFile(payable)) };
}
