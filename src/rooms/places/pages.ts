// Safe places of a provider: which are there, how many beds are free, what a manager has to look at tonight, and the weeks ahead.
import { addDays, type Day } from '#base/day.ts';
import type { Role } from '#access/roles.ts';
import { bedsOf } from '#journey/place.ts';
import type { Kit } from '#kit/kit.ts';
import { barChart } from '#kit/view/chart.ts';
import { theService } from '#kit/store/database.ts';
import { button, insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { apartPages } from './apart-pages.ts';
import { editPages } from './edit-pages.ts';
import { houseQuestions } from './form.ts';
import { houseIn, nameOf, type HouseKept } from './house.ts';
import { housePages, isManager, managers } from './house-pages.ts';
import { freeBeds, nightsFree } from './matching.ts';
import { matchingPage } from './matching-pages.ts';
import { heldOf, housesOf, nightsOf, staysOf, type Held, type Night, type StayListed } from './store.ts';
import { togetherIn } from './tables.ts';
import { houseLine, stateWords } from './words.ts';

const who: readonly Role[] = ['support-worker', 'support-manager'];
const weeks = 8;

export function placePages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/places', who, why: 'Houses of one’s own provider and which beds are free; no address', act: (ask) => list(kit, ask) },
    {
      method: 'GET',
      path: '/places/matching',
      who: managers,
      why: 'Everybody of one’s own provider who waits, and what the program proposes',
      act: (ask) => matchingPage(kit, ask),
    },
    ...apartPages(kit),
    ...editPages(kit),
    ...housePages(kit),
  ];
}

async function list(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, actor, today } = ask;
  const manages = isManager(ask);
  const { houses, held, nights, stays } = await kit.db.as(actor, 'support', async (tx) => {
    const kept: HouseKept[] = [];
    for (const listed of await housesOf(tx, actor.organisation)) kept.push(await houseIn(kit, tx, listed, houseQuestions(kit.law)));
    const inOrder = new Intl.Collator(ask.lang, { numeric: true });
    const houses = kept.filter(({ house }) => house.opened && !house.closed).sort((one, other) => inOrder.compare(nameOf(one), nameOf(other)));
    const ids = houses.map((one) => one.file);
    const nights = manages ? await nightsOf(tx, ids, today, addDays(today, weeks * 7 - 1)) : [];
    const held = await heldOf(tx, ids, today, addDays(today, nightsFree - 1));
    const stays = manages ? await staysOf(tx, [...new Set([...nights, ...held].map((one) => one.stay))]) : [];
    return { houses, held, nights, stays };
  });
  const together = manages ? await kit.db.as(theService, 'support', (tx) => togetherIn(tx, actor.organisation, today)) : [];
  const title = say('places.title', 'Safe places');
  const lead = manages
    ? say('places.lead-manager', 'Your provider’s houses. Only managers see where they stand. A worker learns it when somebody they look after lives there.')
    : say('places.lead', 'Your provider’s houses. Where they stand is not shown. Offer a place from a person’s support record.');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${lead}</p>
${when(manages, () => html`<div class="govuk-button-group">${button({ text: say('places.new', 'Add a house'), href: '/places/new' })}${button({ text: say('places.matching', 'Who waits, and what fits'), href: '/places/matching', classes: 'govuk-button--secondary' })}${button({ text: say('apart.title', 'Keep two people apart'), href: '/places/apart', classes: 'govuk-button--secondary' })}</div>`)}
${when(houses.length === 0, () => html`<p class="govuk-body">${say('places.none', 'No house is open.')}</p>`)}
${when(houses.length > 0, () => table(kit, ask, houses, held))}
${houses.filter(({ file }) => together.includes(file)).map((one) => insetText({ text: say('places.together', '{house}: two people have beds there who must be kept apart. Find one of them another place now.', { house: nameOf(one) }) }))}
${toLookAt(ask, stays)}
${when(manages && houses.length > 0, () => ahead(ask, houses, nights))}`,
    { wide: true },
  );
}

function table(kit: Kit, ask: Staff, houses: readonly HouseKept[], held: readonly Held[]): Html {
  const { say } = ask;
  const heads = [
    say('places.house', 'House'),
    say('places.rules', 'Who and what'),
    say('places.beds', 'Beds'),
    say('places.free', 'Free for the next {nights} nights', { nights: nightsFree }),
    say('places.out', 'Out of service'),
  ];
  const cell = (at: number, inside: string | number): Html => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${inside}</td>`;
  const row = (one: HouseKept): Html => {
    const taken = new Set(held.filter((each) => each.file === one.file).map((each) => each.bed));
    const free = one.house.rooms.reduce((sum, room) => sum + freeBeds(room, taken).length, 0);
    const name = isManager(ask) ? html`<a class="govuk-link" href="/places/${one.reference}">${nameOf(one)}</a>` : nameOf(one);
    const beds = bedsOf(one.house);
    return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="${heads[0] ?? ''}">${name}</th>${cell(1, houseLine(say, kit.law, one.house))}${cell(2, beds.length)}${cell(3, free)}${cell(4, beds.filter((bed) => bed.out).length)}</tr>`;
  };
  return html`<table class="govuk-table nrm-stack"><caption class="govuk-visually-hidden">${say('places.title', 'Safe places')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((head) => html`<th scope="col" class="govuk-table__header">${head}</th>`)}</tr></thead>
<tbody>${houses.map(row)}</tbody></table>`;
}

/** Offers without an answer, who is expected and has not come, and stays past their last night. */
function toLookAt(ask: Staff, stays: readonly StayListed[]): Html {
  const { say, today, lang } = ask;
  const open = stays.filter((one) => (one.state === 'arrived' ? one.last < today : one.state !== 'left' && one.state !== 'declined'));
  const late = (one: StayListed): string => {
    if (one.state === 'arrived') return say('places.overdue', 'Past the last night agreed on: say what is next');
    return one.state === 'accepted' && one.first < today ? say('places.late', 'Expected, and not here yet') : '';
  };
  const line = (one: StayListed): Html => {
    const nights = say('places.nights', '{first} to {last}', { first: longDay(one.first, lang), last: longDay(one.last, lang) });
    return html`<li><span class="nrm-reference">${one.reference}</span> · ${stateWords(say)[one.state]} · ${nights}${when(late(one), () => html` · <strong>${late(one)}</strong>`)}</li>`;
  };
  return when(
    open.length > 0,
    () => html`<h2 class="govuk-heading-m">${say('places.look', 'To look at')}</h2><ul class="govuk-list govuk-list--spaced">${open.map(line)}</ul>`,
  );
}

/** The fullest night of each week to come. */
function ahead(ask: Staff, houses: readonly HouseKept[], nights: readonly Night[]): Html {
  const { say, today, lang } = ask;
  const perNight = new Map<Day, number>();
  for (const { night } of nights) perNight.set(night, (perNight.get(night) ?? 0) + 1);
  const bars = Array.from({ length: weeks }, (_, week) => {
    const days = Array.from({ length: 7 }, (__, at) => addDays(today, week * 7 + at));
    return { label: longDay(addDays(today, week * 7), lang), value: Math.max(...days.map((each) => perNight.get(each) ?? 0)) };
  });
  const beds = houses.reduce((sum, one) => sum + bedsOf(one.house).length, 0);
  return html`<h2 class="govuk-heading-m">${say('places.ahead', 'The weeks ahead')}</h2>${barChart(
    {
      id: 'places-ahead',
      title: say('places.ahead.title', 'Beds held on the fullest night of each week'),
      says: say('places.ahead.says', 'Of {beds} beds, so many are held, as far as stays are agreed on now.', { beds }),
      category: say('places.ahead.week', 'Week from'),
      table: say('places.ahead', 'The weeks ahead'),
    },
    say('places.ahead.held', 'Beds held'),
    bars,
  )}`;
}
