// A worker is away: what of theirs moves to a colleague, before it does, moving it in one act, and taking that back.
import { isNamed } from '#journey/chosen.ts';
import { nextFor } from '#journey/care-next.ts';
import { supportStream } from '#journey/support.ts';
import { button, radios } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, fieldList, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { namedRecords } from '#rooms/support/tables.ts';
import { besideField, givenFor, overField, reasonGiven, saidAbove, shownAgain, statusOf, toField, type CaseloadRoom, type Shown } from './caseload-fields.ts';
import { endWith, give, nameWith } from './naming.ts';
import { openRecord, standing, type OpenRecord } from './support-record.ts';
import { nextWord, type SupportTold } from './support-told.ts';

const who = ['support-manager'] as const;

export function caseloadMovePages(room: CaseloadRoom): Route[] {
  return [
    { method: 'GET', path: '/caseload/move', who, why: 'What moves when a worker is away, before it does', act: (ask) => preview(room, ask) },
    { method: 'POST', path: '/caseload/move', who, why: 'Move a worker’s people to a colleague in one act', act: (ask) => move(room, ask) },
    { method: 'POST', path: '/caseload/undo', who, why: 'Take a move back', act: (ask) => undo(room, ask) },
  ];
}

const named = (ask: Staff, reference: string): Staff => ({ ...ask, params: { ...ask.params, reference } });

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
    html`${saidAbove(ask, shown)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('caseload.move.lead', 'From {name}, people: {count}. Nothing has moved yet.', { name: away.name, count: rows.length })}</p>
<ul class="govuk-list govuk-list--spaced">${rows.map(
      (one) =>
        html`<li><span class="nrm-reference">${one.reference}</span> · ${say('record.since', 'since {day}', { day: longDay(one.since, lang) })}<br>${one.next
          .slice(0, 3)
          .map((next) => nextWord(next, told).text)
          .join('; ')}</li>`,
    )}</ul>
<form method="post" action="/caseload/move" novalidate>${csrf(ask)}<input type="hidden" name="from" value="${away.id}">${toField(
      ask,
      shown,
      others.map(({ id, name }) => ({ value: id, text: name })),
    )}${radios({
      name: 'how',
      idPrefix: 'how',
      value: field(typed, 'how'),
      ...besideField(shown, 'how'),
      fieldset: { legend: { text: say('caseload.how', 'For how long?'), classes: 'govuk-fieldset__legend--s' } },
      items: [
        { value: '7', text: say('caseload.week', 'A week: {name} comes back', { name: away.name }) },
        { value: '30', text: say('caseload.month', 'A month: {name} comes back', { name: away.name }) },
        { value: 'stay', text: say('caseload.stay', 'For good: {name} no longer looks after them', { name: away.name }) },
      ],
    })}${overField(ask, shown)}${button({ text: say('caseload.do', 'Move them all'), preventDoubleClick: true })}</form>`,
    { back: '/caseload', ...statusOf(shown) },
  );
}

async function move(room: CaseloadRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const { actor, say } = ask;
  const away = room.people(actor.organisation).find((one) => one.id === field(ask.body, 'from'));
  const cover = room.workers(actor.organisation).find((one) => one.id === field(ask.body, 'to') && one.id !== away?.id);
  const how = field(ask.body, 'how');
  if (!away) return absent;
  const wrong = [
    ...(cover ? [] : [{ field: 'to', text: say('caseload.choose-worker', 'Choose who you give them to') }]),
    ...(['7', '30', 'stay'].includes(how) ? [] : [{ field: 'how', text: say('caseload.choose-how', 'Choose for how long') }]),
  ];
  if (!cover || wrong.length > 0) return preview(room, ask, { wrong, typed: ask.body });
  const held = await kit.db.as(actor, 'support', (tx) => namedRecords(tx, away.id, ask.now));
  const records: OpenRecord[] = [];
  for (const one of held) {
    const record = await openRecord(kit, named(ask, one.reference));
    if (record && !record.state.ended && !isNamed(record.state.access, cover.id, ask.now)) records.push(record);
  }
  const { refused, kept } = await give(kit, ask, records, {
    person: cover.id,
    days: how === 'stay' ? givenFor : Number(how),
    over: reasonGiven(ask),
    barred: 'stay',
    ...(how === 'stay' ? { leaves: away.id } : {}),
  });
  if (refused) return preview(room, ask, shownAgain(ask, refused));
  const moved = records.filter((record) => !kept.includes(record));
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
    const back = field(ask.body, 'how') === 'stay' ? { person: from, days: givenFor, over: 'taken-back' } : undefined;
    await standing(kit, ask, async (now) => (back && (await nameWith(now, record, back))) ?? endWith(now, record, cover));
  }
  return to('/caseload');
}
