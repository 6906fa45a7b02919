// One house, for who keeps it: where it stands, its rooms and beds, who is expected and who lives there.
import { addDays, type Day } from '#base/day.ts';
import type { Role } from '#access/roles.ts';
import { readReference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { wordsOf } from '#form/texts.ts';
import {
  addRoom,
  closeHouse,
  placeStream,
  putBack,
  takeOut,
  type CloseReason,
  type House,
  type OutReason,
  type PlaceEvent,
  type RoomHas,
  type RoomOf,
} from '#journey/place.ts';
import { declinePlace, longestStay } from '#journey/stay.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { details, insetText, select, button } from '#kit/view/govuk.ts';
import { html, paragraphs, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { form, press, read, said, statusOf, type Again } from './asked.ts';
import { houseQuestions, roomQuestions } from './form.ts';
import { codes, houseIn, nameOf, text as saidAt, type HouseKept } from './house.ts';
import { arrived, doInStay, says } from './stays.ts';
import { heldOf, nightsOf, openBook, staysOf, type Night, type StayListed } from './store.ts';
import { closeWords, houseLine, outWords, stateWords } from './words.ts';

export const managers: readonly Role[] = ['support-manager'];
export const isManager = (ask: Staff): boolean => managers.includes(ask.actor.role);

export function housePages(kit: Kit): Route[] {
  const at = '/places/:reference';
  const own = (then: (ask: Staff, one: HouseKept) => Promise<Reply>) => (ask: Staff) => withHouse(kit, ask, (one) => then(ask, one));
  return [
    { method: 'GET', path: at, who: managers, why: 'One house of one’s own provider, with its address', act: own((ask, one) => show(kit, ask, one)) },
    { method: 'POST', path: at, who: managers, why: 'Rooms and beds of a house, and its end', act: own((ask, one) => act(kit, ask, one)) },
    { method: 'POST', path: `${at}/stay`, who: managers, why: 'Who arrived, and what cannot be kept', act: own((ask, one) => stayAct(kit, ask, one)) },
  ];
}

/** A house of one's own provider; for everybody else there is none. */
export async function withHouse(kit: Kit, ask: Staff, then: (one: HouseKept) => Reply | Promise<Reply>): Promise<Reply> {
  const reference = readReference(ask.params['reference'] ?? '');
  const one = await kit.db.as(ask.actor, 'support', async (tx) => {
    const file = reference && (await byReference(tx, reference, 'place'));
    return file && reference ? houseIn(kit, tx, { file: file.id, reference }, houseQuestions(kit.law)) : undefined;
  });
  return one?.house.opened ? then(one) : absent;
}

type Book = { readonly nights: readonly Night[]; readonly stays: readonly StayListed[] };

const bookOf = (kit: Kit, ask: Staff, { file }: HouseKept): Promise<Book> =>
  kit.db.as(ask.actor, 'support', async (tx) => {
    const nights = await nightsOf(tx, [file], ask.today, addDays(ask.today, 2 * longestStay));
    const held = await heldOf(tx, [file], ask.today, ask.today);
    return { nights, stays: await staysOf(tx, [...new Set([...nights, ...held].map((one) => one.stay))]) };
  });

async function show(kit: Kit, ask: Staff, one: HouseKept, again: Again = {}): Promise<Reply> {
  const { say, lang } = ask;
  const at = `/places/${one.reference}`;
  const book = await bookOf(kit, ask, one);
  const title = say('places.one', 'A safe place');
  const { closed } = one.house;
  const body = html`${said(ask, again)}<h1 class="govuk-heading-l">${nameOf(one)}</h1><p class="govuk-body">${houseLine(say, kit.law, one.house)}</p>
${when(closed, () => insetText({ text: say('places.closed', 'Closed since {day}.', { day: longDay(closed ?? ask.today, lang) }) }))}
<h2 class="govuk-heading-m">${say('places.where', 'Where it stands')}</h2>${paragraphs(saidAt(one.said, 'house-address'))}${paragraphs(saidAt(one.said, 'house-directions'))}
<p class="govuk-body">${[saidAt(one.said, 'house-town'), saidAt(one.said, 'house-district')].filter((part) => part !== '').join(' · ')}</p>
<p class="govuk-body"><a class="govuk-link" href="${at}/change">${say('places.change', 'Change the house')}</a></p>
<h2 class="govuk-heading-m">${say('places.people', 'Who is expected, and who lives there')}</h2>${people(ask, at, book)}
<h2 class="govuk-heading-m">${say('places.rooms', 'Rooms and beds')}</h2>${one.house.rooms.map((room) => roomPart(kit, ask, at, room, book))}
${when(
  !closed,
  () => html`${details({ summaryText: say('places.add-room', 'Add a room'), html: form(kit, ask, { at, questions: roomQuestions, text: say('places.keep-room', 'Keep the room'), hidden: { do: 'room' } }, again), open: (again.wrong?.length ?? 0) > 0 })}
${details({ summaryText: say('places.close', 'Close the house'), html: reasons(ask, at, 'close', {}, say('places.close', 'Close the house'), closeWords(say)) })}`,
)}`;
  return page(title, body, { back: '/places', ...statusOf(again) });
}

/** A choice of one reason, and its button. */
function reasons(ask: Staff, at: string, what: string, hidden: Readonly<Record<string, string>>, label: string, words: Readonly<Record<string, string>>): Html {
  const id = [what, ...Object.values(hidden)].join('-');
  return html`<form method="post" action="${at}" novalidate>${csrf(ask)}<input type="hidden" name="do" value="${what}">${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${select({ id, name: 'why', label: { text: ask.say('places.why', 'Why?') }, items: Object.entries(words).map(([value, text]) => ({ value, text })) })}${button({ text: label, preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>`;
}

function people(ask: Staff, at: string, { stays }: Book): Html {
  const { say, lang, today } = ask;
  if (stays.length === 0) return html`<p class="govuk-body">${say('places.nobody', 'Nobody.')}</p>`;
  const line = (one: StayListed): Html => {
    const waits = one.state === 'accepted' || one.state === 'not-arrived';
    const arrives = waits && one.first <= today && press(ask, `${at}/stay`, say('places.arrived', 'They arrived'), { do: 'arrived', stay: one.stay }, false);
    const back =
      (one.state === 'offered' || one.state === 'accepted') &&
      press(ask, `${at}/stay`, say('places.take-back', 'We cannot keep this offer'), { do: 'taken-back', stay: one.stay });
    return html`<li><p class="govuk-body"><span class="nrm-reference">${one.reference}</span> · ${stateWords(say)[one.state]} · ${say('places.nights', '{first} to {last}', { first: longDay(one.first, lang), last: longDay(one.last, lang) })} · ${say('places.count', '{people} people', { people: one.people })}</p>${when(arrives || back, () => html`<div class="govuk-button-group">${arrives}${back}</div>`)}</li>`;
  };
  return html`<ul class="govuk-list govuk-list--spaced">${stays.map(line)}</ul>`;
}

function roomPart(kit: Kit, ask: Staff, at: string, room: RoomOf, { nights }: Book): Html {
  const { say, lang } = ask;
  const question = roomQuestions['room-has'];
  const has = room.has.map((code) => (question ? wordsOf(say, 'places', 'room-has', question).option(code) : code)).join(' · ');
  const bed = (one: RoomOf['beds'][number]): Html => {
    const kept = nights.filter((each) => each.bed === one.bed).map((each) => each.night);
    const last: Day | undefined = kept.at(-1);
    const now = one.out
      ? html`<strong>${say('places.is-out', 'Out of service: {why}', { why: outWords(say)[one.out] })}</strong>`
      : last
        ? say('places.held', 'Held for {count} nights, the last {day}', { count: kept.length, day: longDay(last, lang) })
        : say('places.is-free', 'Free');
    const change = one.out
      ? press(ask, at, say('places.back', 'Back in service: bed {bed}', { bed: one.bed }), { do: 'back', bed: String(one.bed) })
      : details({
          summaryText: say('places.take-out', 'Take bed {bed} out of service', { bed: one.bed }),
          html: reasons(ask, at, 'out', { bed: String(one.bed) }, say('places.take-out', 'Take bed {bed} out of service', { bed: one.bed }), outWords(say)),
        });
    return html`<li><p class="govuk-body">${say('places.bed', 'Bed {bed}', { bed: one.bed })}: ${now}</p>${change}</li>`;
  };
  return html`<section><h3 class="govuk-heading-s">${say('places.room', 'Room {room}', { room: room.room })}${when(has, ` · ${has}`)}</h3><ul class="govuk-list">${room.beds.map(bed)}</ul></section>`;
}

type Doing = (house: House, held: ReadonlySet<number>) => Outcome<PlaceEvent>;

/** What is held is asked in the same transaction as the step is made. */
async function perform(kit: Kit, ask: Staff, one: HouseKept, doing: Doing): Promise<Refused | undefined> {
  const held = async (tx: Tx): Promise<ReadonlySet<number>> => {
    await openBook(tx, one.file);
    return new Set((await heldOf(tx, [one.file], ask.today, addDays(ask.today, 2 * longestStay))).map((each) => each.bed));
  };
  const writing = { day: ask.today, at: ask.now, nation: one.house.nation };
  const done = await kit.ledger.perform(ask.actor, 'support', placeStream, one.file, async (house, tx) => doing(house, await held(tx)), writing);
  return done.ok || done.code === 'already-so' ? undefined : done;
}

async function act(kit: Kit, ask: Staff, one: HouseKept): Promise<Reply> {
  const { body, say } = ask;
  const bed = Number(field(body, 'bed'));
  const why = field(body, 'why');
  let doing: Doing | undefined;
  switch (field(body, 'do')) {
    case 'room': {
      const asked = read(kit, ask, roomQuestions);
      if (!asked.ok) return show(kit, ask, one, { typed: body, wrong: asked.wrong });
      doing = (house) => addRoom(house, { beds: Number(asked.answers['room-beds']), has: codes(asked.answers, 'room-has') as readonly RoomHas[] });
      break;
    }
    case 'out':
      if (Object.hasOwn(outWords(say), why)) doing = (house, held) => takeOut(house, { bed, why: why as OutReason }, held);
      break;
    case 'back':
      doing = (house) => putBack(house, { bed });
      break;
    case 'close':
      if (Object.hasOwn(closeWords(say), why)) doing = (house, held) => closeHouse(house, { why: why as CloseReason }, held);
      break;
  }
  if (!doing) return absent;
  const refused = await perform(kit, ask, one, doing);
  return refused ? show(kit, ask, one, { typed: body, refused }) : to(`/places/${one.reference}`);
}

/** A step of a stay in this house: of a stay elsewhere nothing is known here. */
async function stayAct(kit: Kit, ask: Staff, one: HouseKept): Promise<Reply> {
  const stay = field(ask.body, 'stay');
  const found = (await bookOf(kit, ask, one)).stays.find((each) => each.stay === stay);
  if (!found) return absent;
  const of = { file: found.file, nation: one.house.nation };
  const what = field(ask.body, 'do');
  const refused =
    what === 'arrived'
      ? await arrived(kit, ask, of, stay)
      : what === 'taken-back'
        ? await doInStay(kit, ask, of, (state) => declinePlace(state, stay, 'taken-back', says(ask)))
        : undefined;
  return refused ? show(kit, ask, one, { refused }) : to(`/places/${one.reference}`);
}
