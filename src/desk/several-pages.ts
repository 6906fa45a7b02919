// One step in several cases at once: chosen with ticks, shown beforehand, carried out case by case, taken back as a whole for a while.
import { randomUUID } from 'node:crypto';
import { readDay, type Day } from '#base/day.ts';
import { fileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { no, refusalIn } from '#journey/refusals.ts';
import { ofBulk, takeBack, takenBackWithin, undoEnds } from '#journey/take-back.ts';
import { theService } from '#kit/store/database.ts';
import { readsContent, whoseCase } from '#kit/store/facts.ts';
import { button } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, fieldList, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import type { ActNow } from '#rooms/decision/act.ts';
import { addresseeWord } from '#rooms/decision/addressee.ts';
import { boundTo, keepFrom, openCase, purposeOf, type OpenCase } from '#rooms/decision/open.ts';
import { noteId } from '#rooms/decision/reason-ids.ts';
import { deciders, type DecisionRoom } from '#rooms/decision/room-pages.ts';
import { keepTexts } from '#rooms/decision/store.ts';
import { mostCases, several, wouldRefuse, type Chosen, type Planned, type Step } from './several.ts';
import { chooseForm, listIn, mistakesIn, outsideOf, previewOf } from './several-view.ts';
import { beginBulk, bulkOf, casesOfColleague, itemsOf, keepCame, severalKinds, type SeveralKind } from './tables.ts';
import { worklist } from './worklist-pages.ts';

type Organisation = (code: string) => string;

export function severalPages(room: DecisionRoom, organisation: Organisation): Route[] {
  return [
    {
      method: 'POST',
      path: '/desk/several',
      who: deciders,
      why: 'What one step would come to in several cases; nothing is done',
      act: (ask) => preview(room, ask, organisation),
    },
    { method: 'POST', path: '/desk/several/carry', who: deciders, why: 'One step in several cases', act: (ask) => carry(room, ask, organisation) },
    { method: 'GET', path: '/desk/several/:bulk', who: deciders, why: 'What came of one’s own step in several cases', act: (ask) => cameOf(room, ask) },
    { method: 'POST', path: '/desk/several/:bulk/undo', who: deciders, why: 'Take it back as a whole, for a while', act: (ask) => undo(room, ask) },
    {
      method: 'GET',
      path: '/desk/leave',
      who: ['decision-manager'],
      why: 'Cover a colleague’s leave',
      act: (ask) => Promise.resolve(choose(room, ask, 'cover', [], [])),
    },
  ];
}

/** A day in three boxes or as one text: what the preview carries along. */
function dayIn(body: Staff['body'], name: string): Day | undefined {
  const [y, m, d] = ['year', 'month', 'day'].map((part) => field(body, `${name}.${part}`));
  return readDay(field(body, name)) ?? (y && m && d ? readDay(`${y.padStart(4, '0')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`) : undefined);
}

function chosenIn(body: Staff['body']): Chosen {
  return { to: fieldList(body, 'to'), of: field(body, 'of'), until: dayIn(body, 'until'), on: dayIn(body, 'on'), why: field(body, 'why').trim() };
}

const kindOf = (ask: Staff): SeveralKind | undefined => severalKinds.find((one) => one === field(ask.body, 'do') && several[one].who.includes(ask.actor.role));

const casesIn = (ask: Staff): readonly string[] =>
  [...new Set(field(ask.body, 'all') === 'yes' ? fieldList(ask.body, 'shown') : fieldList(ask.body, 'case'))].slice(0, mostCases);

function choose(room: DecisionRoom, ask: Staff, kind: SeveralKind, cases: readonly string[], missing: Parameters<typeof mistakesIn>[1]): Reply {
  const title = several[kind].title(ask.say);
  const lead = cases.length > 0 ? html`<p class="govuk-body">${ask.say('several.chosen', 'Cases chosen: {count}', { count: cases.length })}</p>` : '';
  const said = { of: (name: string) => field(ask.body, name), to: fieldList(ask.body, 'to') };
  const form = chooseForm(ask, kind, cases, room.colleagues(ask.actor.organisation), missing, said);
  return page(title, html`${mistakesIn(ask, missing)}<h1 class="govuk-heading-l">${title}</h1>${lead}${form}`, {
    back: listIn(ask),
    ...(missing.length > 0 ? { status: 400 } : {}),
  });
}

async function preview(room: DecisionRoom, ask: Staff, organisation: Organisation): Promise<Reply> {
  const kind = kindOf(ask);
  if (!kind) return absent;
  const chosen = chosenIn(ask.body);
  const { actor, say } = ask;
  const missing = several[kind].missing(ask, chosen, room);
  if (kind === 'cover') {
    if (missing.length > 0) return choose(room, ask, kind, [], missing);
  } else {
    const cases = casesIn(ask);
    if (cases.length === 0) return nothingTicked(room, ask, organisation);
    if (missing.length > 0) return choose(room, ask, kind, cases, field(ask.body, 'asked') === 'yes' ? missing : []);
  }
  const cases = kind === 'cover' ? await room.kit.db.as(actor, 'identification', (tx) => casesOfColleague(tx, chosen.of, mostCases)) : casesIn(ask);
  const { plan, gone } = await planOf(room, ask, kind, cases, chosen, '');
  const title = several[kind].title(say);
  return page(title, html`<h1 class="govuk-heading-l">${title}</h1>${previewOf(ask, kind, plan, gone, chosen, randomUUID())}`, {
    back: listIn(ask),
    wide: true,
  });
}

/** The list again as it was, with what is missing said beside it. */
function nothingTicked({ kit }: DecisionRoom, ask: Staff, organisation: Organisation): Promise<Reply> {
  const query = Object.fromEntries(new URLSearchParams(listIn(ask).split('?')[1] ?? ''));
  return worklist(kit, { ...ask, query }, organisation, { wrong: ask.say('several.none', 'Tick at least one case on your list') });
}

const howOf = async (room: DecisionRoom, ask: Staff, nation: string): Promise<ActNow> => ({
  ...{ day: ask.today, now: ask.now, by: ask.actor.person, nation },
  confirmed: await room.kit.confirmed(),
});

/** The cases that are there for whoever asks, each with its step, and whether it would be refused now. */
async function planOf(room: DecisionRoom, ask: Staff, kind: SeveralKind, references: readonly string[], chosen: Chosen, bulk: string) {
  const { kit } = room;
  const plan: Planned[] = [];
  for (const [place, reference] of references.entries()) {
    const found = await opened(room, ask, reference);
    if (!found || !(await theirs(room, ask, kind, found))) continue;
    const step = await kit.db.as(ask.actor, purposeOf(kit, found.state), (tx) => several[kind].step({ room, ask, tx, opened: found, place }, chosen, bulk));
    const refused = wouldRefuse(step, found.state, await howOf(room, ask, found.state.nation)) ?? (await bound(room, found, step));
    plan.push({ opened: found, step, refused });
  }
  return { plan, gone: references.length - plan.length };
}

/** As on the page of one case: who is bound to the person never finds it, and that is put down. */
async function opened({ kit }: DecisionRoom, ask: Staff, reference: string): Promise<OpenCase | undefined> {
  const found = await kit.db.as(ask.actor, 'identification', async (tx) => {
    const one = await openCase(kit, tx, reference);
    return one && { one, why: await boundTo(tx, one, ask.actor.person) };
  });
  if (!found || found.one.state.access.quarantine) return undefined;
  if (!found.why) return found.one;
  await keepFrom(kit, found.one, ask.actor.person, found.why);
  return undefined;
}

/** A manager gives cases without reading them; whatever else is done in a case is done by who has it. */
function theirs({ kit }: DecisionRoom, ask: Staff, kind: SeveralKind, { file, state }: OpenCase): Promise<boolean> {
  const given = kind === 'allocate' || kind === 'cover';
  return kit.db.as(ask.actor, purposeOf(kit, state), async (tx) => (given ? (await whoseCase(tx, file.id)).mayGive : readsContent(tx, file.id)));
}

/** Whoever is to get the case may be bound to it: only the program knows their own list. */
async function bound({ kit }: DecisionRoom, found: OpenCase, step: Step): Promise<Refused | undefined> {
  const receiver = step.to;
  if (receiver === undefined) return undefined;
  const why = await kit.db.as(theService, 'identification', (tx) => boundTo(tx, found, receiver));
  return why ? no('has-conflict') : undefined;
}

/** Case by case, each in a transaction of its own: what is refused in one stops no other. A second press of the button finds it done. */
async function carry(room: DecisionRoom, ask: Staff, organisation: Organisation): Promise<Reply> {
  const kind = kindOf(ask);
  const bulk = fileId(field(ask.body, 'as'));
  if (!kind || !bulk) return absent;
  const chosen = chosenIn(ask.body);
  if (several[kind].missing(ask, chosen, room).length > 0) return preview(room, ask, organisation);
  const { kit } = room;
  if (!(await kit.db.as(ask.actor, 'identification', (tx) => beginBulk(tx, bulk, kind)))) return absent;
  const before = new Set((await kit.db.as(ask.actor, 'identification', (tx) => itemsOf(tx, bulk))).map((one) => one.file));
  for (const [place, reference] of casesIn(ask).entries()) {
    const found = await opened(room, ask, reference);
    if (!found || before.has(found.file.id) || !(await theirs(room, ask, kind, found))) continue;
    await carryOne(room, ask, kind, chosen, bulk, found, place);
  }
  return to(`/desk/several/${bulk}`);
}

async function carryOne(room: DecisionRoom, ask: Staff, kind: SeveralKind, chosen: Chosen, bulk: string, found: OpenCase, place: number): Promise<void> {
  const { kit } = room;
  const { nation } = found.state;
  const purpose = purposeOf(kit, found.state);
  const step = await kit.db.as(ask.actor, purpose, (tx) => several[kind].step({ room, ask, tx, opened: found, place }, chosen, bulk));
  const receiver = step.to;
  if (receiver !== undefined) {
    const why = await kit.db.as(theService, 'identification', (tx) => boundTo(tx, found, receiver));
    if (why) await keepFrom(kit, found, receiver, why);
  }
  const how = await howOf(room, ask, nation);
  const done = await kit.ledger.perform(
    ask.actor,
    purpose,
    caseStream,
    found.file.id,
    (state) => (ofBulk(state, bulk).length > 0 ? no('already-so') : step.act(state, how)),
    { day: ask.today, nation },
    async (tx, { events }) => {
      const number = events[0]?.number ?? 0;
      if (kind === 'forward') await keepTexts(tx, found.file.id, { [noteId('forward-why', number)]: chosen.why }, 'analysis');
      await keepCame(tx, bulk, found.file.id, { number, events: events.length });
    },
  );
  // Where another press was quicker, what it wrote stands.
  if (!done.ok) await kit.db.as(ask.actor, 'identification', (tx) => keepCame(tx, bulk, found.file.id, { refused: done.code }));
}

type Came = {
  readonly reference: string;
  readonly state: CaseFile;
  readonly opened: OpenCase;
  readonly stands: boolean;
  readonly stops: Refused | undefined;
  readonly refused: string | null;
};

async function readCame(room: DecisionRoom, ask: Staff) {
  const bulk = fileId(ask.params['bulk'] ?? '');
  if (!bulk) return undefined;
  const read = await room.kit.db.as(ask.actor, 'identification', async (tx) => ({ of: await bulkOf(tx, bulk), items: await itemsOf(tx, bulk) }));
  if (!read.of) return undefined;
  const { madeAt, what } = read.of;
  const cases: Came[] = [];
  for (const item of read.items) {
    const one = await opened(room, ask, item.reference);
    if (!one) continue;
    const back = takeBack(one.state, { bulk, madeAt }, { ...(await howOf(room, ask, one.state.nation)), now: ask.now });
    const stands = ofBulk(one.state, bulk).length > 0;
    // Given to somebody else since, it is theirs to go on with.
    const stops = !back.ok ? back : (await theirs(room, ask, what, one)) ? undefined : no('went-on');
    cases.push({ reference: item.reference, state: one.state, opened: one, stands, stops, refused: item.refused });
  }
  return { bulk, what, madeAt, cases, gone: read.items.length - cases.length };
}

async function cameOf(room: DecisionRoom, ask: Staff): Promise<Reply> {
  const read = await readCame(room, ask);
  if (!read) return absent;
  const { say } = ask;
  const title = several[read.what].title(say);
  const [done, back, refused] = [
    read.cases.filter((one) => one.stands),
    read.cases.filter((one) => !one.stands && !one.refused),
    read.cases.filter((one) => one.refused),
  ];
  const list = (heading: string, cases: readonly Came[], says: (one: Came) => Html): Html =>
    when(
      cases.length > 0,
      () =>
        html`<h2 class="govuk-heading-m">${heading}</h2><ul class="govuk-list govuk-list--spaced">${cases.map(
          (one) => html`<li><a class="govuk-link nrm-reference" href="/case/${one.reference}">${one.reference}</a> ${says(one)}</li>`,
        )}</ul>`,
    );
  const toWrite = (one: Came): Html => {
    const outside = read.what === 'chase' ? outsideOf(ask, one.opened) : [];
    return when(
      outside.length > 0,
      () =>
        html`${say('several.to-write', 'Write or ring yourself: {whom}.', { whom: outside.map((whom) => addresseeWord(say, whom)).join(', ') })} <a class="govuk-link" href="/case/${one.reference}/questions">${say('several.to-questions', 'To the question')}</a>`,
    );
  };
  const withWhom = ({ state }: Came): string => {
    const name = room.colleagues(ask.actor.organisation).find((person) => person.id === state.decision.allocatedTo)?.name;
    return name && (read.what === 'allocate' || read.what === 'cover') ? say('several.now-with', 'is with {name}', { name }) : '';
  };
  const may = done.some((one) => !one.stops);
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
${list(say('several.done', 'Done ({count})', { count: done.length }), done, (one) => html`${withWhom(one)}${toWrite(one)}${when(one.stops, () => html` ${say('several.stays', 'Stays:')} ${one.stops ? refusalIn(say, one.stops) : ''}`)}`)}
${list(say('several.taken-back', 'Taken back ({count})', { count: back.length }), back, () => html``)}
${list(say('several.not-done', 'Not done ({count})', { count: refused.length }), refused, (one) => html`${refusalIn(say, no(one.refused as Parameters<typeof no>[0]))}`)}
${when(
  may,
  () =>
    html`<form method="post" action="/desk/several/${read.bulk}/undo" novalidate>${csrf(ask)}<p class="govuk-body">${say('several.undo-until', 'All of it can be taken back for {minutes} minutes, case by case where nothing has happened since.', { minutes: takenBackWithin })}</p>${button({ text: say('several.undo', 'Take it back'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`,
)}
${when(!may && undoEnds(read.madeAt) < ask.now && done.length > 0, () => html`<p class="govuk-body">${say('several.too-late', 'The time to take it back has passed.')}</p>`)}
<p class="govuk-body"><a class="govuk-link" href="/desk">${say('several.back', 'Back to your work')}</a></p>`;
  return page(title, body, { back: '/desk', wide: true });
}

async function undo(room: DecisionRoom, ask: Staff): Promise<Reply> {
  const read = await readCame(room, ask);
  if (!read) return absent;
  const { kit } = room;
  const { bulk, madeAt } = read;
  for (const { opened: one, stands, stops } of read.cases) {
    if (!stands || stops) continue;
    const { nation } = one.state;
    const how = { ...(await howOf(room, ask, nation)), now: ask.now };
    await kit.ledger.perform(ask.actor, purposeOf(kit, one.state), caseStream, one.file.id, (state) => takeBack(state, { bulk, madeAt }, how), {
      day: ask.today,
      nation,
    });
  }
  return to(`/desk/several/${bulk}`);
}
