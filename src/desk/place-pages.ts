// A safe place for one person, for the worker who is named: what they need, what they must stay away from, where they live now, and each step on the way.
import { addMonths, readDay, type Day } from '#base/day.ts';
import { typed as asTyped } from '#form/typed.ts';
import type { Answers, Row } from '#form/question.ts';
import { districtOf } from '#journey/near.ts';
import { comingOf, homeOf, isOverdue, toReplan, type Stay, type ToReplan } from '#journey/stay.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions, answersTo } from '#kit/store/answers.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { inTheirName } from '#kit/store/transaction.ts';
import { button, insetText } from '#kit/view/govuk.ts';
import { html, paragraphs, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { form, press, read, said, statusOf, type Again } from '#rooms/places/asked.ts';
import { spotQuestions, wantedQuestions } from '#rooms/places/form.ts';
import { codes, givenFrom, saidTo, text } from '#rooms/places/house.ts';
import { addressOf } from '#rooms/places/stays.ts';
import { wants, type Urgency } from '#rooms/places/store.ts';
import { fearedBefore, mapOf, mapQuestion, type Entry } from '#rooms/places/wanted.ts';
import { option, replanWords, stateWords } from '#rooms/places/words.ts';
import { contactStamp } from './contact-stamp.ts';
import { placeApartPages } from './place-apart-pages.ts';
import { placeStepPages } from './place-step-pages.ts';
import { openRecord, type OpenRecord } from './support-record.ts';

const who = ['support-worker'] as const;
const mostSpots = 60;
/** Eighteen years: until then somebody is a child. */
const adultAfter = 18 * 12;
const bornOf = (id: string): string => `dependant.${id}.born`;

export function safePlacePages(kit: Kit): Route[] {
  const own = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => async (ask: Staff) => {
    const record = await openRecord(kit, ask);
    return record?.named ? then(ask, record) : absent;
  };
  const at = '/support/:reference/place';
  return [
    { method: 'GET', path: at, who, why: 'Where the person lives, and the way to a safe place', act: own((ask, record) => show(kit, ask, record)) },
    { method: 'GET', path: `${at}/needs`, who, why: 'What the person needs of a place', act: own((ask, record) => needs(kit, ask, record)) },
    { method: 'POST', path: `${at}/needs`, who, why: 'Keep what the person needs of a place', act: own((ask, record) => keepNeeds(kit, ask, record)) },
    { method: 'GET', path: `${at}/map`, who, why: 'The person’s own map of what to stay away from', act: own((ask, record) => mapPage(kit, ask, record)) },
    { method: 'POST', path: `${at}/map`, who, why: 'Add to the map, or take away', act: own((ask, record) => keepMap(kit, ask, record)) },
    ...placeApartPages(kit, own),
    ...placeStepPages(kit, own),
  ];
}

async function show(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say } = ask;
  const at = `/support/${record.reference}/place`;
  const { housing, bed } = record.state;
  const home = homeOf(housing);
  const coming = comingOf(housing);
  const stamp = await contactStamp(kit, ask, record);
  const known = await kit.db.as(ask.actor, 'support', async (tx) => ({
    address: home ? await answersTo(tx, record.file, 'refuge', [addressOf(home.stay)]) : [],
    wanted: await saidTo(tx, record.file, wantedQuestions),
    map: await mapOf(tx, record.file),
  }));
  const title = say('place.title', 'A safe place');
  const asked = known.wanted['place-urgency'] !== undefined;
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${record.reference}</span></p>
${home ? homePart(ask, at, home, known.address.map((one) => String(one.value)).join('\n')) : html`<p class="govuk-body">${say('place.none', 'No safe place of ours yet.')}</p>`}
${replanPart(ask, at, toReplan(housing))}
${when(coming, () => comingPart(ask, at, coming as Stay, stamp))}
${when(housing.notFound && !coming, () => insetText({ text: say('place.not-found', 'No place was found on {day}. It stays on the list until one is.', { day: longDay(housing.notFound?.on ?? ask.today, ask.lang) }) }))}
${when(bed && ['asked', 'taken', 'none'].includes(bed.state), () => html`<p class="govuk-body"><a class="govuk-link" href="/beds">${say('place.bed-open', 'A bed for tonight is asked for. It is settled when the person says yes to a place.')}</a></p>`)}
<h2 class="govuk-heading-m">${say('place.needs', 'What they need of a place')}</h2>
<p class="govuk-body">${
      asked
        ? html`${option(say, kit.law, 'place-urgency', text(known.wanted, 'place-urgency'))} · ${codes(known.wanted, 'place-houses')
            .map((code) => option(say, kit.law, 'place-houses', code))
            .join(', ')} · ${say('places.count', '{people} people', { people: String(known.wanted['place-people'] ?? 1) })}`
        : say('place.needs-none', 'Not written down yet.')
    } <a class="govuk-link" href="${at}/needs">${say('place.needs-change', 'Write down or change what they need')}</a></p>
<p class="govuk-body">${say('place.map-count', 'Places on their own map: {count}.', { count: known.map.length })} <a class="govuk-link" href="${at}/map">${say('place.map', 'Their map: what to stay away from, what to be near')}</a></p>
<p class="govuk-body"><a class="govuk-link" href="${at}/apart">${say('apart.link', 'Somebody in support they must not live with, or near')}</a></p>
${when(asked && !coming, () => button({ text: say('place.find', 'Find a safe place'), href: `${at}/find` }))}`,
    { back: `/support/${record.reference}` },
  );
}

function homePart(ask: Staff, at: string, home: Stay, address: string): Html {
  const { say, lang, today } = ask;
  const over = isOverdue(home, today);
  return html`<h2 class="govuk-heading-m">${say('place.home', 'Where they live now')}</h2>${insetText({ html: paragraphs(address) })}
<p class="govuk-body">${say('place.nights', 'From {first}. The last night agreed on is {last}.', { first: longDay(home.arrived ?? home.from, lang), last: longDay(home.until, lang) })}${when(over, () => html` <strong>${say('places.overdue', 'Past the last night agreed on: say what is next')}</strong>`)}</p>
<ul class="govuk-list"><li><a class="govuk-link" href="${at}/do/extend?stay=${home.stay}">${say('place.extend', 'They stay longer')}</a></li><li><a class="govuk-link" href="${at}/do/leave?stay=${home.stay}">${say('place.leave', 'They leave')}</a></li></ul>`;
}

const replanPart = (ask: Staff, at: string, all: readonly ToReplan[]): Html =>
  when(all.length > 0, () => {
    const { say, lang } = ask;
    const line = ({ stay, what, by }: ToReplan): Html =>
      html`<li>${replanWords(say)[what]} · ${say('place.replan-by', 'by {day}', { day: longDay(by, lang) })} ${press(ask, `${at}/do/replanned`, say('place.replanned', 'Planned: {what}', { what: replanWords(say)[what] }), { stay, what })}</li>`;
    return html`<h2 class="govuk-heading-m">${say('place.replan', 'They moved. Plan anew:')}</h2><ul class="govuk-list govuk-list--spaced">${all.map(line)}</ul>`;
  });

function comingPart(ask: Staff, at: string, stay: Stay, stamp: string): Html {
  const { say, lang, today } = ask;
  const hidden = { stay: stay.stay, contact: stamp };
  const worried = stay.worried;
  const nights = say('places.nights', '{first} to {last}', { first: longDay(stay.from, lang), last: longDay(stay.until, lang) });
  const steps =
    stay.state === 'offered'
      ? html`${press(ask, `${at}/do/accept`, say('place.accept', 'The person says yes'), hidden, false)}`
      : when(stay.from <= today, () => html`${press(ask, `${at}/do/arrived`, say('place.arrived', 'They arrived'), hidden, false)}`);
  return html`<h2 class="govuk-heading-m">${say('place.coming', 'A place on its way')}</h2>
<p class="govuk-body"><strong>${stateWords(say)[stay.state]}</strong> · ${nights}</p>
${when(worried, () => insetText({ text: worried?.worried ? say('place.worried', 'They did not arrive on {day}, and you are worried. Ring now, by the ways that are safe for them. It stays here until they are found.', { day: longDay(worried.on, lang) }) : say('place.not-worried', 'They did not arrive on {day}.', { day: longDay(worried?.on ?? today, lang) }) }))}
<div class="govuk-button-group">${steps}</div>
<ul class="govuk-list"><li><a class="govuk-link" href="${at}/do/decline?stay=${stay.stay}">${say('place.decline', 'The person says no. It is not held against them')}</a></li>
${when(stay.state !== 'offered' && stay.from <= today, () => html`<li><a class="govuk-link" href="${at}/do/not-arrived?stay=${stay.stay}">${say('place.not-arrived', 'They did not arrive')}</a></li>`)}
${when(stay.state === 'not-arrived', () => html`<li><a class="govuk-link" href="${at}/do/leave?stay=${stay.stay}">${say('place.never-came', 'They will not come')}</a></li>`)}</ul>`;
}

async function needs(kit: Kit, ask: Staff, record: OpenRecord, again: Again = {}): Promise<Reply> {
  const { say } = ask;
  const { before, household } = await kit.db.as(ask.actor, 'support', async (tx) => ({
    before: await saidTo(tx, record.file, wantedQuestions),
    household: await householdOf(tx, record, ask.today),
  }));
  const filled = before['place-people'] === undefined ? { ...household, ...before } : before;
  const title = say('place.needs', 'What they need of a place');
  const drawn = { at: `/support/${record.reference}/place/needs`, questions: wantedQuestions, text: say('place.needs-keep', 'Keep it') };
  return page(
    title,
    html`${said(ask, again)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('place.needs-lead', 'Ask, and write down only what the person says. Nothing is taken from their passport, their name or what you think of them.')}</p>${when(household['place-people'] !== undefined, () => insetText({ text: say('place.household', 'In the household of this record they are {people} people. Ask whether all of them come: you can change both answers.', { people: String(household['place-people']) }) }))}${form(kit, ask, drawn, { typed: asTyped([{ questions: wantedQuestions }], filled), ...again })}`,
    { back: `/support/${record.reference}/place`, ...statusOf(again) },
  );
}

/** Who lives with them, as it stands in the record: how many people, and whether a child is among them. Whose age nobody wrote down may be one. */
async function householdOf(tx: Tx, { file, state }: OpenRecord, today: Day): Promise<Answers> {
  const here = state.household.dependants.filter((one) => !one.until);
  if (here.length === 0) return {};
  const born = new Map(
    (
      await answersTo(
        tx,
        file,
        'identity',
        here.map(({ id }) => bornOf(id)),
      )
    ).map(({ question, value }) => [question, value]),
  );
  const mayBeChild = here.some(({ id }) => {
    const day = readDay(String(born.get(bornOf(id)) ?? ''));
    return !day || addMonths(day, adultAfter) > today;
  });
  return { 'place-people': here.length + 1, 'place-children': mayBeChild ? 'yes' : 'no' };
}

async function keepNeeds(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say } = ask;
  const asked = read(kit, ask, wantedQuestions);
  const wrong = asked.ok ? [] : [...asked.wrong];
  if (asked.ok) {
    const { answers } = asked;
    // What somebody asks for out of faith or custom is their own request, in their own words, or it is not kept.
    if (codes(answers, 'place-asks').length > 0 && text(answers, 'place-words') === '')
      wrong.push({ field: 'place-words', text: say('place.words-needed', 'Write down in their words what they asked for, or take the tick away') });
    if (Number(answers['place-people']) > 1 && text(answers, 'place-takes') === 'bed')
      wrong.push({ field: 'place-takes', text: say('place.together', 'Several people need a room, or rooms, to themselves. Choose one of these') });
  }
  if (!asked.ok || wrong.length > 0) return needs(kit, ask, record, { typed: ask.body, wrong });
  const given = givenFrom(wantedQuestions, asked.answers, ask.actor, ask.lang, 'place-1');
  const houses = codes(asked.answers, 'place-houses');
  await kit.ledger.together(theService, 'support', async (tx) => {
    await inTheirName(tx, ask.actor, (own) => addVersions(own, record.file, given));
    // The list of who waits is the program's: a worker sees nobody else's line in it.
    await wants(tx, record.file, text(asked.answers, 'place-urgency') as Urgency, { day: ask.today, houses });
    return undefined;
  });
  return to(`/support/${record.reference}/place/map`);
}

const rowOf = (entry: Entry): Row => ({ way: entry.way, what: entry.what, town: entry.town, district: entry.district, area: entry.area });

async function mapPage(kit: Kit, ask: Staff, record: OpenRecord, shown: Again = {}): Promise<Reply> {
  const { say } = ask;
  const at = `/support/${record.reference}/place/map`;
  const map = await kit.db.as(ask.actor, 'support', (tx) => mapOf(tx, record.file));
  // Counted and not shown: the words of another record stay with who is named there.
  const before = (await kit.db.as(theService, 'support', (tx) => fearedBefore(tx, record.file))).length;
  const title = say('place.map-title', 'Their map');
  const line = (entry: Entry, index: number): Html => {
    const way = entry.way === 'avoid' ? say('place.avoid', 'Stay away from') : say('place.near', 'Be near');
    const where = [entry.town, entry.district].filter((part) => part !== '').join(', ');
    return html`<li><p class="govuk-body"><strong>${way}</strong>: ${entry.what}${when(where, ` · ${where}`)}</p>${press(ask, at, say('place.take-away', 'Take it off the map: {what}', { what: entry.what }), { do: 'remove', index: String(index), what: entry.what })}</li>`;
  };
  const drawn = { at, questions: spotQuestions, text: say('place.map-add', 'Put it on the map'), hidden: { do: 'add' } };
  return page(
    title,
    html`${said(ask, shown)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('place.map-lead', 'Places and people they fear, and where they wish to be near. A house that stands there, or near what is there, is not offered. Nearness is by postcode district, town or council area: no address is looked up.')}</p>
<ul class="govuk-list govuk-list--spaced">${map.map(line)}</ul>${when(before > 0, () => html`<p class="govuk-body">${say('place.map-before', 'What they feared counts from their other records, too: {count}. Ask whether it still holds, and write down what is new.', { count: before })}</p>`)}${when(map.length < mostSpots, () => form(kit, ask, drawn, shown))}
<p class="govuk-body"><a class="govuk-link" href="/support/${record.reference}/place/find">${say('place.find', 'Find a safe place')}</a></p>`,
    { back: `/support/${record.reference}/place`, ...statusOf(shown) },
  );
}

async function keepMap(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say, body } = ask;
  const change = async (then: (map: readonly Entry[]) => readonly Entry[]): Promise<Reply> => {
    // Two at once: whoever is second writes the next version.
    await kit.ledger.together(ask.actor, 'support', async (tx) => {
      const about = { question: mapQuestion, holds: 'locator', origin: null, edition: 'place-1', language: ask.lang, saidBy: ask.actor.person } as const;
      await addVersions(tx, record.file, [{ ...about, value: then(await mapOf(tx, record.file)).map(rowOf) }]);
      return undefined;
    });
    return to(`/support/${record.reference}/place/map`);
  };
  if (field(body, 'do') === 'remove') {
    const [index, what] = [Number(field(body, 'index')), field(body, 'what')];
    return change((map) => map.filter((entry, at) => at !== index || entry.what !== what));
  }
  const asked = read(kit, ask, spotQuestions);
  const wrong = asked.ok ? [] : [...asked.wrong];
  const answers = asked.ok ? asked.answers : {};
  const [town, district, area] = [text(answers, 'spot-town'), districtOf(text(answers, 'spot-district')) ?? '', codes(answers, 'spot-area')[0] ?? ''];
  if (asked.ok && town === '' && district === '' && area === '')
    wrong.push({ field: 'spot-town', text: say('place.where-needed', 'Say where it is: a town, a postcode district or a council area') });
  if (wrong.length > 0) return mapPage(kit, ask, record, { typed: body, wrong });
  const entry: Entry = { way: text(answers, 'spot-way') === 'near' ? 'near' : 'avoid', what: text(answers, 'spot-what'), town, district, area };
  return change((map) => (map.length < mostSpots ? [...map, entry] : map));
}
