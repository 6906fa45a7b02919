// Beds for tonight: what rings, who takes it on and how it went; and for who took it on, what they need to house somebody safely.
import { may } from '#access/may.ts';
import { fieldClasses } from '#access/classes.ts';
import type { Role } from '#access/roles.ts';
import { readReference, type FileId } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { isOpen, namedForBed, settleBed, takeBed } from '#journey/bed.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { current } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { recordFacts } from '#kit/store/standing.ts';
import { button, insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { refusedNotice, ruleText } from '#kit/view/refused.ts';
import { absent, csrf, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { bedOfCase, type BedListed } from '#rooms/support/store.ts';
import { bedLine, bedRule, bedsFor } from '#rooms/support/bed-view.ts';
import { caseloadFull } from '#rooms/support/tables.ts';
import { saidIn } from './said.ts';
import { nameWith } from './naming.ts';
import { openRecord, standing, type OpenRecord, type PersonsCase } from './support-record.ts';

const who: readonly Role[] = ['support-worker', 'first-responder-supervisor', 'decision-manager'];
const workers: readonly Role[] = ['support-worker'];

export function bedPages(kit: Kit, organisation: (code: string) => string): Route[] {
  const desk: BedDesk = { kit, organisation };
  return [
    { method: 'GET', path: '/beds', who, why: 'Beds asked for tonight: who has them', act: (ask) => list(desk, ask) },
    {
      method: 'POST',
      path: '/beds/:reference/arranged',
      who: ['first-responder-supervisor'],
      why: 'Say that no bed is needed from the support provider any more',
      act: (ask) => arranged(desk, ask),
    },
    { method: 'GET', path: '/beds/:reference', who: workers, why: 'What who took a request on needs for it', act: (ask) => one(desk, ask) },
    { method: 'POST', path: '/beds/:reference', who: workers, why: 'Take a request on, or say how it went', act: (ask) => act(desk, ask) },
  ];
}

type BedDesk = { readonly kit: Kit; readonly organisation: (code: string) => string };

async function list(desk: BedDesk, ask: Staff, refused?: Refused): Promise<Reply> {
  const { say, actor } = ask;
  const beds = await bedsFor(desk.kit, ask);
  const title = say('beds.title', 'Beds for tonight');
  const lead =
    actor.role === 'support-worker'
      ? say('beds.lead-worker', 'Each rings until somebody takes it on. Take one on only if you look for a place now: then you see what you need for it.')
      : say('beds.lead', 'Each rings for every support worker on call, and here, until somebody takes it on.');
  return page(
    title,
    html`${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : null}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${lead}</p>
${when(beds.length === 0, () => html`<p class="govuk-body">${say('beds.none', 'No bed is asked for now.')}</p>`)}
${beds.map((bed) => entry(desk, ask, bed))}`,
    refused ? { status: 409 } : {},
  );
}

/** For who is on call the record is closed until they take it on: only then there is something to open. */
function heading(role: Role, { reference }: BedListed): Html {
  const inside = html`<span class="nrm-reference">${reference}</span>`;
  const at = role === 'decision-manager' ? 'case' : 'sent';
  return role === 'support-worker' ? inside : html`<a class="govuk-link" href="/${at}/${reference}">${inside}</a>`;
}

/** Neither name nor place: whether it is for a child, in which nation, and who has it. */
function entry(desk: BedDesk, ask: Staff, bed: BedListed): Html {
  const { say, actor } = ask;
  const { kit } = desk;
  const nation = kit.law.nations.find((each) => each.code === bed.nation)?.name ?? bed.nation;
  const age = bed.child ? say('beds.child', 'A child, or somebody who may be one') : say('beds.adult', 'An adult');
  const mine = bed.state === 'taken' && bed.by === actor.person;
  const doors =
    actor.role !== 'support-worker'
      ? when(actor.role === 'first-responder-supervisor', () =>
          form(ask, `/beds/${bed.reference}/arranged`, say('beds.arranged', 'A bed was arranged another way, or is not needed')),
        )
      : mine
        ? button({ text: say('beds.open', 'Open what you need'), href: `/beds/${bed.reference}` })
        : form(ask, `/beds/${bed.reference}`, say('beds.take', 'I take it on'), 'take');
  return html`<section class="nrm-bed"><h2 class="govuk-heading-m">${heading(actor.role, bed)}</h2>
<p class="govuk-body">${age} · ${nation}</p><p class="govuk-body">${bedLine(kit, ask, bed, [])}</p>
<p class="nrm-law govuk-!-margin-bottom-4">${ruleText(ask, bedRule(kit.law, bed.nation, ask.now).because)}</p>${doors}</section>`;
}

const form = (ask: Staff, at: string, text: string, what = '', secondary = what !== 'take'): Html =>
  html`<form method="post" action="${at}" novalidate>${csrf(ask)}<input type="hidden" name="do" value="${what}">${button({ text, preventDoubleClick: true, ...(secondary ? { classes: 'govuk-button--secondary' } : {}) })}</form>`;

/** The program writes it in the worker's name, which stands in the event: who is on call stands in no relation to the record yet. */
async function write(kit: Kit, ask: Staff, file: FileId, nation: string, done: (state: Support) => Outcome<SupportEvent>): Promise<Refused | undefined> {
  const said = await kit.ledger.perform(theService, 'support', supportStream, file, done, { day: ask.today, at: ask.now, nation });
  return said.ok ? undefined : said;
}

async function act({ kit, organisation }: BedDesk, ask: Staff): Promise<Reply> {
  const record = await openRecord(kit, ask);
  if (!record?.state.bed) return absent;
  const what = String(ask.body['do'] ?? '');
  const { nation } = record.state;
  const moment = { by: ask.actor.person, now: ask.now };
  if (what === 'take') {
    const refused = await write(kit, ask, record.file, nation, (state) => takeBed(state, moment, bedRule(kit.law, nation, ask.now)));
    if (refused && refused.code !== 'already-so') return list({ kit, organisation }, ask, refused);
    await name(kit, ask, record);
  } else if (what === 'found' || what === 'none' || what === 'not-needed') {
    if (record.state.bed.by !== ask.actor.person) return absent;
    const refused = await write(kit, ask, record.file, nation, (state) => settleBed(state, what, moment));
    if (refused) return list({ kit, organisation }, ask, refused);
  } else return absent;
  return to(`/beds/${record.reference}`);
}

/** Whoever looks for a place is named for a few days: the policy opens to them what finds and houses the person, and no account. */
async function name(kit: Kit, ask: Staff, record: OpenRecord): Promise<void> {
  if (record.named) return;
  await standing(kit, ask, async (now) => {
    const { person } = ask.actor;
    const full = await caseloadFull(now.tx, ask.actor, { person, more: 1, now: ask.now });
    await now.takeOver(record);
    return nameWith(now, record, { person, days: namedForBed, ...(full ? { over: 'emergency' } : {}) });
  });
}

async function one({ kit }: BedDesk, ask: Staff): Promise<Reply> {
  const record = await openRecord(kit, ask);
  const bed = record?.state.bed;
  if (!record?.named || !bed) return absent;
  const { say } = ask;
  const title = say('bed.title', 'A bed for tonight');
  const at = `/beds/${record.reference}`;
  const said: Html[] = [];
  for (const each of record.cases) said.push(await told(kit, ask, each));
  const doors =
    isOpen(bed) &&
    html`<div class="govuk-button-group">${form(ask, at, say('beds.found', 'A place is found'), 'found', false)}${form(ask, at, say('beds.no-place', 'I find no place'), 'none')}${form(ask, at, say('beds.not-needed', 'No bed is needed any more'), 'not-needed')}</div>`;
  const again = bed.state === 'none' && form(ask, at, say('beds.take', 'I take it on'), 'take');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title} <span class="nrm-reference">${record.reference}</span></h1>
<p class="govuk-body"><strong>${bedLine(kit, ask, bed, [ask.actor])}</strong></p>${bed.state === 'taken' ? doors : again || null}
${insetText({ text: say('beds.care', 'Read how the person can be reached before you ring. Write the address of the place into the support record only.') })}
<p class="govuk-body"><a class="govuk-link" href="/support/${record.reference}/place">${say('beds.our-places', 'Find a place in our own houses')}</a></p>
<p class="govuk-body"><a class="govuk-link" href="/support/${record.reference}">${say('record.title', 'Support record')}</a></p>${said}`,
    { back: '/beds' },
  );
}

/** What the policy gives a named worker of the case: who, where, how to reach them, health and what presses. */
async function told(kit: Kit, ask: Staff, { file, state }: PersonsCase): Promise<Html> {
  const { authority, allocatedTo, made } = state.decision;
  const more = { authority, allocatedTo, decided: made.length > 0 };
  const record = await kit.db.as(theService, 'support', (tx) => recordFacts(tx, file, more));
  if (!record) return html``;
  const classes = fieldClasses.filter((field) => may({ who: ask.actor, purpose: 'support', verb: 'read', record, now: ask.now, field }).allowed);
  const stored = classes.length === 0 ? [] : await kit.db.as(ask.actor, 'support', (tx) => current(tx, file, classes));
  return saidIn(kit, ask, stored, 2);
}

/** Said by the supervisor of the team that referred. */
async function arranged({ kit, organisation }: BedDesk, ask: Staff): Promise<Reply> {
  const reference = readReference(ask.params['reference'] ?? '');
  const mine = (await bedsFor(kit, ask)).find((bed) => bed.reference === reference);
  const bed = mine && (await kit.db.as(ask.actor, 'intake', (tx) => bedOfCase(tx, mine.file)));
  if (!mine || !bed) return absent;
  const refused = await write(kit, ask, bed.record, mine.nation, (state) => settleBed(state, 'not-needed', { by: ask.actor.person, now: ask.now }));
  return refused ? list({ kit, organisation }, ask, refused) : to('/beds');
}
