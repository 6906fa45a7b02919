// A new house, and changes to one: what its file says as codes, and where it stands, sealed.
import { typed as asTyped } from '#form/typed.ts';
import { placeStream, setNeeds } from '#journey/place.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions } from '#kit/store/answers.ts';
import { html } from '#kit/view/html.ts';
import { absent, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { form, read, said, statusOf, type Again } from './asked.ts';
import { houseQuestions } from './form.ts';
import { addHouse, givenFrom, needsFrom, type HouseKept } from './house.ts';
import { managers, withHouse } from './house-pages.ts';

export function editPages(kit: Kit): Route[] {
  const at = '/places/:reference/change';
  return [
    { method: 'GET', path: '/places/new', who: managers, why: 'A new house', act: (ask) => Promise.resolve(newHouse(kit, ask)) },
    { method: 'POST', path: '/places/new', who: managers, why: 'Keep a new house', act: (ask) => open(kit, ask) },
    { method: 'GET', path: at, who: managers, why: 'Change a house', act: (ask) => withHouse(kit, ask, (one) => change(kit, ask, one)) },
    { method: 'POST', path: at, who: managers, why: 'Change a house', act: (ask) => withHouse(kit, ask, (one) => keep(kit, ask, one)) },
  ];
}

function newHouse(kit: Kit, ask: Staff, again: Again = {}): Reply {
  const { say } = ask;
  const title = say('places.new', 'Add a house');
  const drawn = { at: '/places/new', questions: houseQuestions(kit.law), text: say('places.keep-new', 'Keep the house') };
  return page(title, html`${said(ask, again)}<h1 class="govuk-heading-l">${title}</h1>${form(kit, ask, drawn, again)}`, {
    back: '/places',
    ...statusOf(again),
  });
}

async function open(kit: Kit, ask: Staff): Promise<Reply> {
  const asked = read(kit, ask, houseQuestions(kit.law));
  if (!asked.ok) return newHouse(kit, ask, { typed: ask.body, wrong: asked.wrong });
  const reference = await addHouse(kit, ask, asked.answers);
  return reference ? to(`/places/${reference}`) : absent;
}

function change(kit: Kit, ask: Staff, one: HouseKept, again: Again = {}): Reply {
  const { say } = ask;
  const title = say('places.change', 'Change the house');
  const questions = houseQuestions(kit.law);
  const drawn = { at: `/places/${one.reference}/change`, questions, text: say('places.keep', 'Keep the changes') };
  const shown = { typed: asTyped([{ questions }], one.said), ...again };
  return page(title, html`${said(ask, again)}<h1 class="govuk-heading-l">${title}</h1>${form(kit, ask, drawn, shown)}`, {
    back: `/places/${one.reference}`,
    ...statusOf(again),
  });
}

async function keep(kit: Kit, ask: Staff, one: HouseKept): Promise<Reply> {
  const questions = houseQuestions(kit.law);
  const asked = read(kit, ask, questions);
  if (!asked.ok) return change(kit, ask, one, { typed: ask.body, wrong: asked.wrong });
  const needs = needsFrom(asked.answers);
  const done = await kit.ledger.perform(
    ask.actor,
    'support',
    placeStream,
    one.file,
    async (state, tx) => {
      const outcome = setNeeds(state, needs);
      if (outcome.ok || outcome.code === 'already-so') await addVersions(tx, one.file, givenFrom(questions, asked.answers, ask.actor, ask.lang, 'place-1'));
      return outcome;
    },
    { day: ask.today, at: ask.now, nation: one.house.nation },
  );
  return done.ok || done.code === 'already-so' ? to(`/places/${one.reference}`) : change(kit, ask, one, { typed: ask.body, refused: done });
}
