// For who answers for a provider's support: who looks after how many, who waits for a worker, giving them to one, and what was agreed.
// For who answers for a provider's support: who looks after how many, who waits for a worker, giving and moving records, what was agreed.
import { button, checkboxes, input, select } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, fieldList, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { caseloads, keepProvider, providerOf, unheldRecords, type Mine, type Provider } from '#rooms/support/tables.ts';
import {
  besideField,
  givenFor,
  overField,
  reasonGiven,
  saidAbove,
  shownAgain,
  statusOf,
  toField,
  wrongAt,
  type CaseloadRoom,
  type Shown,
  type Worker,
} from './caseload-fields.ts';
import { give } from './naming.ts';
import { openRecord, type OpenRecord } from './support-record.ts';

const who = ['support-manager'] as const;
const mostShown = 25;

export function caseloadPages(room: CaseloadRoom): Route[] {
  return [
    { method: 'GET', path: '/caseload', who, why: 'Who looks after how many people, and who waits for a worker', act: (ask) => list(room, ask) },
    { method: 'POST', path: '/caseload/give', who, why: 'Give a record to a worker', act: (ask) => giveRecords(room, ask) },
    { method: 'POST', path: '/caseload/agreed', who, why: 'How many one worker looks after at most, and who is on call', act: (ask) => agree(room, ask) },
  ];
}

async function list(room: CaseloadRoom, ask: Staff, shown: Shown = {}): Promise<PageReply> {
  const { kit } = room;
  const { say, actor } = ask;
  const workers = room.workers(actor.organisation);
  const found = await kit.db.as(actor, 'support', async (tx) => ({
    provider: await providerOf(tx),
    loads: await caseloads(tx, ask.now),
    unheld: await unheldRecords(tx, { now: ask.now, atWork: workers.map((one) => one.id) }),
  }));
  const { provider, loads, unheld } = found;
  const title = say('caseload.title', 'Who looks after whom');
  const rows = workers.map(({ id, name }) => {
    const count = loads.get(id) ?? 0;
    return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="${say('caseload.worker', 'Worker')}">${name}</th><td class="govuk-table__cell" data-label="${say('caseload.people', 'People')}">${count} ${say('caseload.of', 'of {most}', { most: provider.most })}${when(count > provider.most, () => html` <strong>${say('caseload.over', 'more than agreed')}</strong>`)}</td>
<td class="govuk-table__cell" data-label="${say('caseload.away', 'Away')}">${when(count > 0, () => html`<a class="govuk-link" href="/caseload/move?from=${id}">${say('caseload.move', 'Move to a colleague')}</a>`)}</td></tr>`;
  });
  return page(
    title,
    html`${saidAbove(ask, shown)}<h1 class="govuk-heading-l">${title}</h1>
<table class="govuk-table nrm-stack"><caption class="govuk-table__caption govuk-table__caption--m">${say('caseload.workers', 'Workers')}</caption><thead class="govuk-table__head"><tr>${[say('caseload.worker', 'Worker'), say('caseload.people', 'People'), say('caseload.away', 'Away')].map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead><tbody>${rows}</tbody></table>
<h2 class="govuk-heading-m">${say('caseload.unheld', 'Nobody at work looks after them')}</h2>
${unheld.length === 0 ? html`<p class="govuk-body">${say('caseload.none', 'Nobody waits.')}</p>` : giveForm(ask, unheld, workers, loads, provider, shown)}
<h2 class="govuk-heading-m">${say('caseload.agreed', 'What was agreed')}</h2>${agreedForm(room, ask, provider, shown)}`,
    { wide: true, ...statusOf(shown) },
  );
}

/** One form for all who wait, the longest first: several are given to one worker in one act. */
function giveForm(ask: Staff, unheld: readonly Mine[], workers: readonly Worker[], loads: ReadonlyMap<string, number>, provider: Provider, again: Shown): Html {
  const { say, lang } = ask;
  const shown = unheld.slice(0, mostShown);
  return html`${when(unheld.length > shown.length, () => html`<p class="govuk-body">${say('caseload.first', 'The {count} who have waited longest. Others follow when these are given.', { count: shown.length })}</p>`)}
<form method="post" action="/caseload/give" novalidate>${csrf(ask)}${checkboxes({
    name: 'record',
    idPrefix: 'record',
    classes: 'govuk-checkboxes--small',
    fieldset: { legend: { text: say('caseload.whom', 'Whom do you give?'), classes: 'govuk-fieldset__legend--s' } },
    values: fieldList(again.typed ?? {}, 'record'),
    ...besideField(again, 'record'),
    items: shown.map((one) => ({
      value: one.reference,
      html: html`<span class="nrm-reference">${one.reference}</span> · ${say('record.since', 'since {day}', { day: longDay(one.since, lang) })}`,
    })),
  })}${toField(
    ask,
    again,
    workers.map((worker) => ({ value: worker.id, text: `${worker.name} (${loads.get(worker.id) ?? 0}/${provider.most})` })),
  )}${overField(ask, again)}${button({ text: say('caseload.give', 'Give'), preventDoubleClick: true })}</form>`;
}

function agreedForm(room: CaseloadRoom, ask: Staff, provider: Provider, shown: Shown): Html {
  const { say } = ask;
  // Only what was typed in this form: the page has another.
  const typed = shown.typed?.['most'] === undefined ? undefined : shown.typed;
  return html`<form method="post" action="/caseload/agreed" novalidate>${csrf(ask)}${input({
    id: 'most',
    name: 'most',
    value: typed ? field(typed, 'most') : provider.most,
    classes: 'govuk-input--width-3',
    inputmode: 'numeric',
    label: { text: say('caseload.most', 'How many people does one worker look after at most?') },
    hint: { text: say('caseload.most-hint', 'A number from 1 to 200. More than that needs a reason each time.') },
    ...besideField(shown, 'most'),
  })}${select({
    id: 'on-call',
    name: 'on-call',
    value: typed ? field(typed, 'on-call') : (provider.onCall ?? ''),
    label: { text: say('caseload.on-call', 'Who is on call?') },
    hint: { text: say('caseload.on-call-hint', 'Calls for help ring for them and for every support manager until somebody takes them on.') },
    items: [{ value: '', text: '' }, ...room.people(ask.actor.organisation).map(({ id, name }) => ({ value: id, text: name }))],
  })}${button({ text: say('caseload.keep', 'Keep'), preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>`;
}

async function agree(room: CaseloadRoom, ask: Staff): Promise<Reply> {
  const most = Number(field(ask.body, 'most'));
  const onCall = room.people(ask.actor.organisation).find((one) => one.id === field(ask.body, 'on-call'))?.id ?? null;
  if (!Number.isInteger(most) || most < 1 || most > 200) return list(room, ask, { wrong: [wrongAt(ask, 'most', 'caseload-number')], typed: ask.body });
  await room.kit.db.as(ask.actor, 'support', (tx) => keepProvider(tx, { most, onCall }));
  return to('/caseload');
}

async function giveRecords(room: CaseloadRoom, ask: Staff): Promise<Reply> {
  const worker = room.workers(ask.actor.organisation).find((one) => one.id === field(ask.body, 'to'));
  const records: OpenRecord[] = [];
  for (const one of fieldList(ask.body, 'record')) {
    const record = await openRecord(room.kit, { ...ask, params: { ...ask.params, reference: one } });
    if (!record) return absent;
    records.push(record);
  }
  const wrong = [
    ...(records.length === 0 ? [wrongAt(ask, 'record', 'choose-records')] : []),
    ...(worker ? [] : [{ field: 'to', text: ask.say('caseload.choose-worker', 'Choose who you give them to') }]),
  ];
  if (!worker || wrong.length > 0) return list(room, ask, { wrong, typed: ask.body });
  const { refused } = await give(room.kit, ask, records, { person: worker.id, days: givenFor, over: reasonGiven(ask), barred: 'refuse' });
  return refused ? list(room, ask, shownAgain(ask, refused)) : to('/caseload');
}
