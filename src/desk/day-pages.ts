// A support worker's day: who is visited when and how they may be reached, what waits for each person, and one button to the person on call.
import { dayOf, timeOf } from '#base/day.ts';
import { nextFor, type Next } from '#journey/care-next.ts';
import { isMissing, openDangers } from '#journey/danger.ts';
import { openServices } from '#journey/helped.ts';
import { toReplan } from '#journey/stay.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { button } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge } from '#kit/view/moj.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { replanWords } from '#rooms/places/words.ts';
import { namedRecords, providerOf, type Mine } from '#rooms/support/tables.ts';
import type { Support } from '#journey/support.ts';
import type { Worker } from './caseload-fields.ts';
import { openCare, type Care } from './support-care.ts';
import { contactBox } from './support-frame.ts';
import { openRecord } from './support-record.ts';
import { itemWord, nextWord, type SupportTold } from './support-told.ts';

export type DayRoom = { readonly kit: Kit; readonly people: (organisation: string) => readonly Worker[] };

export function dayPages(room: DayRoom): Route[] {
  return [
    { method: 'GET', path: '/day', who: ['support-worker'], why: 'Today’s meetings in order and what waits for each person', act: (ask) => show(room, ask) },
  ];
}

type Person = Mine & { readonly state: Support; readonly next: readonly Next[] };
/** How many tasks of one person stand here; the rest stands in their record. */
const shown = 3;

async function show(room: DayRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const { say, lang, actor } = ask;
  const { zone } = kit.law;
  const { people, onCall } = await kit.db.as(actor, 'support', async (tx) => {
    const mine = await namedRecords(tx, actor.person, ask.now);
    const ledgers = await kit.ledger.loadEach(
      tx,
      supportStream,
      mine.map(({ file }) => file),
    );
    const found = mine.flatMap((one): Person[] => {
      const state = ledgers.get(one.file)?.state;
      return state && !state.ended ? [{ ...one, state, next: nextFor(state, { law: kit.law, now: ask.now, positiveFinal: false }) }] : [];
    });
    return { people: found, onCall: (await providerOf(tx)).onCall };
  });
  const known = room.people(actor.organisation);
  const told: SupportTold = { say, lang, law: kit.law, name: (id) => known.find((one) => one.id === id)?.name ?? say('chosen.somebody', 'Somebody at work') };
  const meetings = people
    .flatMap((person) =>
      openServices(person.state.care).flatMap((service) => (service.at && dayOf(service.at, zone) === ask.today ? [{ person, service, at: service.at }] : [])),
    )
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  const reach = new Map<string, Care>();
  for (const { person } of meetings) {
    if (reach.has(person.reference)) continue;
    const record = await openRecord(kit, { ...ask, params: { ...ask.params, reference: person.reference } });
    if (record?.named) reach.set(person.reference, await openCare(kit, ask, record));
  }
  const title = say('day.title', 'Your day');
  const link = (one: Mine): Html => html`<a class="govuk-link nrm-reference" href="/support/${one.reference}">${one.reference}</a>`;
  const risk = ({ state }: Person): Html =>
    html`${when(openDangers(state.care).length > 0, () => badge(say('day.danger', 'In danger'), 'red'))} ${when(isMissing(state.care), () => badge(say('day.missing', 'Missing'), 'red'))}`;
  const waiting = (one: Person): readonly Next[] => one.next.filter((next) => next.kind !== 'appointment' && next.kind !== 'replan');
  const moves = people
    .flatMap((person) => toReplan(person.state.housing).map((one) => ({ ...one, person })))
    .sort((one, other) => (one.by < other.by ? -1 : 1));
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}: ${longDay(ask.today, lang)}</h1>
<p class="govuk-body">${onCall ? say('day.on-call', 'On call: {name}.', { name: told.name(onCall) }) : say('on-call.not', 'Nobody is named as on call. A support manager can name somebody.')}</p>
${button({ text: say('on-call.title', 'Calls for help'), href: '/on-call', classes: 'govuk-button--warning' })}
<h2 class="govuk-heading-m">${say('day.meetings', 'Today')}</h2>${when(meetings.length === 0, () => html`<p class="govuk-body">${say('day.no-meetings', 'No meeting stands in your day.')}</p>`)}
${meetings.map(({ person, service, at }) => {
  const care = reach.get(person.reference);
  const where = care?.said.get(`support-service.${service.id}.where`)?.value;
  return html`<section class="nrm-bed"><h3 class="govuk-heading-s">${timeOf(at, zone)} · ${itemWord(told, 'support-services', service.service)} · ${link(person)} ${risk(person)}</h3>${typeof where === 'string' ? html`<p class="govuk-body nrm-said">${where}</p>` : nothing}${care ? contactBox(ask, care) : nothing}</section>`;
})}
${when(
  moves.length > 0,
  () =>
    html`<h2 class="govuk-heading-m">${say('day.moves', 'To plan anew after a move')}</h2><ul class="govuk-list govuk-list--spaced">${moves.map(
      ({ person, what, by }) =>
        html`<li>${say('place.replan-by', 'by {day}', { day: longDay(by, lang) })}${when(by < ask.today, () => html` <strong>${say('care.next.late', 'late')}</strong>`)} · <a class="govuk-link" href="/support/${person.reference}/place">${replanWords(say)[what]}</a> · <span class="nrm-reference">${person.reference}</span></li>`,
    )}</ul>`,
)}
<h2 class="govuk-heading-m">${say('day.people', 'People you look after')}</h2>${when(people.length === 0, () => html`<p class="govuk-body">${say('day.nobody', 'You are named for nobody now.')}</p>`)}
<ul class="govuk-list govuk-list--spaced">${[...people]
      .sort((one, other) => Number(openDangers(other.state.care).length > 0) - Number(openDangers(one.state.care).length > 0))
      .map(
        (one) =>
          html`<li>${link(one)} ${risk(one)}<br>${waiting(one)
            .slice(0, shown)
            .map((next) => nextWord(next, told).text)
            .join('; ')}${when(waiting(one).length > shown, () => ` ${say('day.more', 'and {count} more', { count: waiting(one).length - shown })}`)}</li>`,
      )}</ul>
<p class="govuk-body"><a class="govuk-link" href="/handover">${say('handover.title', 'Hand the shift over')}</a></p>`,
  );
}
