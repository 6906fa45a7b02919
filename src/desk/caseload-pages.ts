// For who answers for a provider's support: who looks after how many, who waits for a worker, giving and moving records, what was agreed.
import type { Refused } from '#base/outcome.ts';
import { isNamed } from '#journey/chosen.ts';
import { nextFor } from '#journey/care-next.ts';
import { no, refusalIn } from '#journey/refusals.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { button, checkboxes, input, radios, select } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { absent, csrf, field, fieldList, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { caseloads, keepProvider, namedRecords, providerOf, unheldRecords, type Mine, type Provider } from '#rooms/support/tables.ts';
import type { Say } from '#base/words.ts';
import { endIn, nameIn } from './naming.ts';
import { openRecord, type OpenRecord } from './support-record.ts';
import { nextWord, type SupportTold } from './support-told.ts';

const who = ['support-manager'] as const;
/** For so many days somebody is named who was given a record: the longest that a naming lasts. */
const givenFor = 183;
const mostShown = 25;

export type Worker = { readonly id: string; readonly name: string };
export type CaseloadRoom = {
  readonly kit: Kit;
  readonly workers: (organisation: string) => readonly Worker[];
  readonly people: (organisation: string) => readonly Worker[];
};

export function caseloadPages(room: CaseloadRoom): Route[] {
  return [
    { method: 'GET', path: '/caseload', who, why: 'Who looks after how many people, and who waits for a worker', act: (ask) => list(room, ask) },
    { method: 'POST', path: '/caseload/give', who, why: 'Give a record to a worker', act: (ask) => give(room, ask) },
    { method: 'POST', path: '/caseload/agreed', who, why: 'How many one worker looks after at most, and who is on call', act: (ask) => agree(room, ask) },
    { method: 'GET', path: '/caseload/move', who, why: 'What moves when a worker is away, before it does', act: (ask) => preview(room, ask) },
    { method: 'POST', path: '/caseload/move', who, why: 'Move a worker’s people to a colleague in one act', act: (ask) => move(room, ask) },
    { method: 'POST', path: '/caseload/undo', who, why: 'Take a move back', act: (ask) => undo(room, ask) },
  ];
}

const overReasons = (say: Say): readonly { readonly value: string; readonly text: string }[] => [
  { value: 'emergency', text: say('caseload.over.emergency', 'The person needs somebody today') },
  { value: 'language', text: say('caseload.over.language', 'Nobody else speaks their language') },
  { value: 'asked-for', text: say('caseload.over.asked', 'The person asked for this worker') },
  { value: 'cover', text: say('caseload.over.cover', 'A colleague is away') },
];

type Shown = { readonly refused?: Refused; readonly typed?: Staff['body'] };
const refusedBox = (ask: Staff, { refused }: Shown): Html => (refused ? refusedNotice(ask, refusalIn(ask.say, refused), refused.because) : nothing);

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
    html`${refusedBox(ask, shown)}<h1 class="govuk-heading-l">${title}</h1>
<table class="govuk-table nrm-stack"><caption class="govuk-table__caption govuk-table__caption--m">${say('caseload.workers', 'Workers')}</caption><thead class="govuk-table__head"><tr>${[say('caseload.worker', 'Worker'), say('caseload.people', 'People'), say('caseload.away', 'Away')].map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead><tbody>${rows}</tbody></table>
<h2 class="govuk-heading-m">${say('caseload.unheld', 'Nobody at work looks after them')}</h2>
${unheld.length === 0 ? html`<p class="govuk-body">${say('caseload.none', 'Nobody waits.')}</p>` : giveForm(ask, unheld, workers, loads, provider, shown)}
<h2 class="govuk-heading-m">${say('caseload.agreed', 'What was agreed')}</h2>${agreedForm(room, ask, provider, shown)}`,
    { wide: true, ...(shown.refused ? { status: 409 } : {}) },
  );
}

/** One form for all who wait, the longest first: several are given to one worker in one act. */
function giveForm(
  ask: Staff,
  unheld: readonly Mine[],
  workers: readonly Worker[],
  loads: ReadonlyMap<string, number>,
  provider: Provider,
  { typed = {} }: Shown,
): Html {
  const { say, lang } = ask;
  const shown = unheld.slice(0, mostShown);
  return html`${when(unheld.length > shown.length, () => html`<p class="govuk-body">${say('caseload.first', 'The {count} who have waited longest. Others follow when these are given.', { count: shown.length })}</p>`)}
<form method="post" action="/caseload/give" novalidate>${csrf(ask)}${checkboxes({
    name: 'record',
    idPrefix: 'record',
    classes: 'govuk-checkboxes--small',
    fieldset: { legend: { text: say('caseload.whom', 'Whom do you give?'), classes: 'govuk-fieldset__legend--s' } },
    values: fieldList(typed, 'record'),
    items: shown.map((one) => ({
      value: one.reference,
      html: html`<span class="nrm-reference">${one.reference}</span> · ${say('record.since', 'since {day}', { day: longDay(one.since, lang) })}`,
    })),
  })}${select({
    id: 'to',
    name: 'to',
    value: field(typed, 'to'),
    label: { text: say('caseload.to', 'Give to') },
    items: [
      { value: '', text: '' },
      ...workers.map((worker) => ({ value: worker.id, text: `${worker.name} (${loads.get(worker.id) ?? 0}/${provider.most})` })),
    ],
  })}${overField(ask, 'over', typed)}${button({ text: say('caseload.give', 'Give'), preventDoubleClick: true })}</form>`;
}

const overField = ({ say }: Staff, id: string, typed: Staff['body']): Html =>
  select({
    id,
    name: 'over',
    value: field(typed, 'over'),
    label: { text: say('caseload.why', 'Why, where they then have more than was agreed') },
    items: [{ value: '', text: '' }, ...overReasons(say)],
  });

function agreedForm(room: CaseloadRoom, ask: Staff, provider: Provider, { typed }: Shown): Html {
  const { say } = ask;
  return html`<form method="post" action="/caseload/agreed" novalidate>${csrf(ask)}${input({
    id: 'most',
    name: 'most',
    value: typed?.['most'] ? field(typed, 'most') : provider.most,
    classes: 'govuk-input--width-3',
    inputmode: 'numeric',
    label: { text: say('caseload.most', 'How many people does one worker look after at most?') },
    hint: { text: say('caseload.most-hint', 'A number from 1 to 200. More than that needs a reason each time.') },
  })}${select({
    id: 'on-call',
    name: 'on-call',
    value: provider.onCall ?? '',
    label: { text: say('caseload.on-call', 'Who is on call?') },
    hint: { text: say('caseload.on-call-hint', 'Calls for help ring for them and for every support manager until somebody takes them on.') },
    items: [{ value: '', text: '' }, ...room.people(ask.actor.organisation).map(({ id, name }) => ({ value: id, text: name }))],
  })}${button({ text: say('caseload.keep', 'Keep'), preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>`;
}

async function agree(room: CaseloadRoom, ask: Staff): Promise<Reply> {
  const most = Number(field(ask.body, 'most'));
  const onCall = room.people(ask.actor.organisation).find((one) => one.id === field(ask.body, 'on-call'))?.id ?? null;
  if (!Number.isInteger(most) || most < 1 || most > 200) return list(room, ask, { refused: no('caseload-number'), typed: ask.body });
  await room.kit.db.as(ask.actor, 'support', (tx) => keepProvider(tx, { most, onCall }));
  return to('/caseload');
}

const named = (ask: Staff, reference: string): Staff => ({ ...ask, params: { ...ask.params, reference } });

/** Over what was agreed it takes a reason of the list, which stands in the record. */
async function overOf(tx: Tx, ask: Staff, to: string, more: number): Promise<{ readonly refused?: Refused; readonly over?: string }> {
  const over = overReasons(ask.say).find((one) => one.value === field(ask.body, 'over'))?.value;
  const { most } = await providerOf(tx);
  const count = (await caseloads(tx, ask.now)).get(to) ?? 0;
  if (count + more <= most) return {};
  return over ? { over } : { refused: no('caseload-full') };
}

async function give(room: CaseloadRoom, ask: Staff): Promise<Reply> {
  const worker = room.workers(ask.actor.organisation).find((one) => one.id === field(ask.body, 'to'));
  const records: OpenRecord[] = [];
  for (const one of fieldList(ask.body, 'record')) {
    const record = await openRecord(room.kit, named(ask, one));
    if (!record) return absent;
    records.push(record);
  }
  if (records.length === 0 || !worker) return list(room, ask, { refused: no(worker ? 'choose-records' : 'choose-worker'), typed: ask.body });
  const { refused, over } = await room.kit.db.as(ask.actor, 'support', (tx) => overOf(tx, ask, worker.id, records.length));
  if (refused) return list(room, ask, { refused, typed: ask.body });
  for (const record of records) {
    const wrong = await nameIn(room.kit, ask, record, { person: worker.id, days: givenFor, ...(over ? { over } : {}) });
    if (wrong && wrong.code !== 'already-so') return list(room, ask, { refused: wrong, typed: ask.body });
  }
  return to('/caseload');
}

/** Each person in a line of codes: a manager reads no note, and the colleague gets the whole on one screen. */
async function preview(room: CaseloadRoom, ask: Staff, shown: Shown = {}): Promise<Reply> {
  const { kit } = room;
  const { say, lang, actor } = ask;
  const from = field(shown.typed ?? {}, 'from') || (ask.query['from'] ?? '');
  const away = room.people(actor.organisation).find((one) => one.id === from);
  if (!away) return to('/caseload');
  const told: SupportTold = { say, lang, law: kit.law, name: (id) => room.people(actor.organisation).find((one) => one.id === id)?.name ?? id };
  const rows = await kit.db.as(actor, 'support', async (tx) => {
    const found = [];
    for (const one of await namedRecords(tx, away.id, ask.now)) {
      const { state } = await kit.ledger.load(tx, supportStream, one.file);
      if (!state.ended) found.push({ ...one, next: nextFor(state, { law: kit.law, now: ask.now, positiveFinal: false }) });
    }
    return found;
  });
  const title = say('caseload.move.title', 'Move people to a colleague');
  const others = room.workers(actor.organisation).filter((one) => one.id !== away.id);
  const typed = shown.typed ?? {};
  return page(
    title,
    html`${refusedBox(ask, shown)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('caseload.move.lead', 'From {name}: {count} people. Nothing has moved yet.', { name: away.name, count: rows.length })}</p>
<ul class="govuk-list govuk-list--spaced">${rows.map(
      (one) =>
        html`<li><span class="nrm-reference">${one.reference}</span> · ${say('record.since', 'since {day}', { day: longDay(one.since, lang) })}<br>${one.next
          .slice(0, 3)
          .map((next) => nextWord(next, told).text)
          .join('; ')}</li>`,
    )}</ul>
<form method="post" action="/caseload/move" novalidate>${csrf(ask)}<input type="hidden" name="from" value="${away.id}">${select({
      id: 'to',
      name: 'to',
      value: field(typed, 'to'),
      label: { text: say('caseload.to', 'Give to') },
      items: [{ value: '', text: '' }, ...others.map(({ id, name }) => ({ value: id, text: name }))],
    })}${radios({
      name: 'how',
      idPrefix: 'how',
      value: field(typed, 'how'),
      fieldset: { legend: { text: say('caseload.how', 'For how long?'), classes: 'govuk-fieldset__legend--s' } },
      items: [
        { value: '7', text: say('caseload.week', 'A week: {name} comes back', { name: away.name }) },
        { value: '30', text: say('caseload.month', 'A month: {name} comes back', { name: away.name }) },
        { value: 'stay', text: say('caseload.stay', 'For good: {name} no longer looks after them', { name: away.name }) },
      ],
    })}${overField(ask, 'over', typed)}${button({ text: say('caseload.do', 'Move them all'), preventDoubleClick: true })}</form>`,
    { back: '/caseload', ...(shown.refused ? { status: 409 } : {}) },
  );
}

async function move(room: CaseloadRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const { actor, say } = ask;
  const away = room.people(actor.organisation).find((one) => one.id === field(ask.body, 'from'));
  const cover = room.workers(actor.organisation).find((one) => one.id === field(ask.body, 'to') && one.id !== away?.id);
  const how = field(ask.body, 'how');
  if (!away) return absent;
  if (!cover || !['7', '30', 'stay'].includes(how)) return preview(room, ask, { refused: no('choose-worker'), typed: ask.body });
  const held = await kit.db.as(actor, 'support', (tx) => namedRecords(tx, away.id, ask.now));
  const records: OpenRecord[] = [];
  for (const one of held) {
    const record = await openRecord(kit, named(ask, one.reference));
    if (record && !record.state.ended && !isNamed(record.state.access, cover.id, ask.now)) records.push(record);
  }
  const { refused, over } = await kit.db.as(actor, 'support', (tx) => overOf(tx, ask, cover.id, records.length));
  if (refused) return preview(room, ask, { refused, typed: ask.body });
  const moved: OpenRecord[] = [];
  const kept: OpenRecord[] = [];
  for (const record of records) {
    const wrong = await nameIn(kit, ask, record, { person: cover.id, days: how === 'stay' ? givenFor : Number(how), ...(over ? { over } : {}) });
    (wrong ? kept : moved).push(record);
    if (!wrong && how === 'stay') await endIn(kit, ask, record, away.id);
  }
  const title = say('caseload.moved', 'Moved');
  const list = (of: readonly OpenRecord[]): Html => html`<ul class="govuk-list">${of.map((one) => html`<li class="nrm-reference">${one.reference}</li>`)}</ul>`;
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('caseload.moved.lead', '{name} now looks after {count} people more, and finds each on one screen.', { name: cover.name, count: moved.length })}</p>${list(moved)}
${when(kept.length > 0, () => html`<p class="govuk-body"><strong>${say('caseload.kept', 'These could not move, since a bar stands between them and the colleague. Give them to somebody else:')}</strong></p>${list(kept)}`)}
<form method="post" action="/caseload/undo" novalidate>${csrf(ask)}<input type="hidden" name="from" value="${away.id}"><input type="hidden" name="to" value="${cover.id}"><input type="hidden" name="how" value="${how}">${moved.map((one) => html`<input type="hidden" name="record" value="${one.reference}">`)}${button({ text: say('caseload.undo', 'Take it back'), preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>
<p class="govuk-body"><a class="govuk-link" href="/caseload">${say('caseload.title', 'Who looks after whom')}</a></p>`,
    { back: '/caseload' },
  );
}

/** Takes back what one act moved, and nothing that somebody else has done since. */
async function undo(room: CaseloadRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const [from, cover] = [field(ask.body, 'from'), field(ask.body, 'to')];
  const known = room.people(ask.actor.organisation);
  if (!known.some((one) => one.id === from) || !known.some((one) => one.id === cover)) return absent;
  for (const reference of fieldList(ask.body, 'record')) {
    const record = await openRecord(kit, named(ask, reference));
    const naming = record?.state.access.named.find((one) => one.person === cover);
    if (!record || record.keeper !== ask.actor.organisation || naming?.by !== ask.actor.person) continue;
    if (field(ask.body, 'how') === 'stay') await nameIn(kit, ask, record, { person: from, days: givenFor });
    await endIn(kit, ask, record, cover);
  }
  return to('/caseload');
}
