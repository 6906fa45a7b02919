// Calls for help: what rings for the person on call and for support managers until one of them takes it on, and how each ended.
import type { Refused } from '#base/outcome.ts';
import { endDanger, takeDanger } from '#journey/danger.ts';
import type { Outcome } from '#base/outcome.ts';
import type { DangerEnd } from '#journey/care.ts';
import { refusalIn } from '#journey/refusals.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import type { Doing } from '#journey/contact.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { button, radios } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import type { Notice } from '#kit/view/layout.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Ask, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { dangersHere, providerOf, type DangerListed } from '#rooms/support/tables.ts';
import { dangerEndWord, dangerWord, whenWord } from './support-told.ts';
import { openRecord } from './support-record.ts';
import type { Worker } from './caseload-fields.ts';

const who = ['support-worker', 'support-manager'] as const;
const ends: readonly DangerEnd[] = ['safe-now', 'others-have-it', 'mistaken'];

export type OnCallRoom = { readonly kit: Kit; readonly people: (organisation: string) => readonly Worker[] };

export function onCallPages(room: OnCallRoom): Route[] {
  return [
    { method: 'GET', path: '/on-call', who, why: 'Calls for help that have not ended', act: (ask) => list(room, ask) },
    { method: 'POST', path: '/on-call/:reference', who, why: 'Take a call for help on, or say how it ended', act: (ask) => act(room, ask) },
  ];
}

/** For every support manager of a provider, and for whoever is on call there: what nobody has taken on. Neither who nor where. */
export async function dangerAlarmOf(kit: Kit, ask: Ask): Promise<Notice | null> {
  const { actor, say } = ask;
  if (!actor || (actor.role !== 'support-manager' && actor.role !== 'support-worker')) return null;
  const count = await kit.db.as(actor, 'support', async (tx) => {
    if (actor.role === 'support-worker' && (await providerOf(tx)).onCall !== actor.person) return 0;
    return (await dangersHere(tx)).filter((one) => !one.taken).length;
  });
  if (count === 0) return null;
  const text =
    count === 1
      ? say('danger.alarm.one', 'A colleague calls for help for somebody in danger, and nobody has it yet. Look at it.')
      : say('danger.alarm.many', 'Colleagues call for help: {count} times, and nobody has it yet. Look at them.', { count });
  return { href: '/on-call', text, count };
}

async function list({ kit, people }: OnCallRoom, ask: Staff, refused?: Refused): Promise<Reply> {
  const { say, lang, actor } = ask;
  const { dangers, provider } = await kit.db.as(actor, 'support', async (tx) => ({ dangers: await dangersHere(tx), provider: await providerOf(tx) }));
  const name = (id: string | null): string => people(actor.organisation).find((one) => one.id === id)?.name ?? say('chosen.somebody', 'Somebody at work');
  const title = say('on-call.title', 'Calls for help');
  const entry = (one: DangerListed): Html =>
    html`<section class="nrm-bed"><h2 class="govuk-heading-m"><span class="nrm-reference">${one.reference}</span></h2><p class="govuk-body"><strong>${dangerWord(say, one.about)}</strong></p>
<p class="govuk-body">${say('on-call.by', '{name} called at {when}. Ring them: they know what happened.', { name: name(one.by), when: whenWord({ lang, law: kit.law }, one.at) })}</p>
<p class="govuk-body">${one.taken ? say('on-call.has', '{name} has it.', { name: name(one.taken) }) : say('on-call.nobody', 'Nobody has it yet.')}</p>
<form method="post" action="/on-call/${one.reference}" novalidate>${csrf(ask)}<input type="hidden" name="id" value="${one.id}">${
      one.taken === actor.person
        ? html`${radios({ name: 'how', idPrefix: `how-${one.id}`, classes: 'govuk-radios--small', fieldset: { legend: { text: say('on-call.ended', 'How did it end?'), classes: 'govuk-fieldset__legend--s' } }, items: ends.map((how) => ({ value: how, text: dangerEndWord(say, how) })) })}${button({ text: say('on-call.keep', 'It has ended'), preventDoubleClick: true, classes: 'govuk-button--secondary' })}`
        : button({ text: say('on-call.take', 'I have it'), preventDoubleClick: true })
    }</form></section>`;
  return page(
    title,
    html`${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : nothing}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${provider.onCall ? say('on-call.now', 'On call: {name}.', { name: name(provider.onCall) }) : say('on-call.not', 'Nobody is named as on call. A support manager can name somebody.')}</p>
${when(dangers.length === 0, () => html`<p class="govuk-body">${say('on-call.none', 'Nobody calls for help now.')}</p>`)}${dangers.map(entry)}`,
    refused ? { status: 409 } : {},
  );
}

/** Written by the program in the name of who takes it on: whoever is on call reads no note for it. */
async function act(room: OnCallRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const record = await openRecord(kit, ask);
  const id = field(ask.body, 'id');
  const how = ends.find((one) => one === field(ask.body, 'how'));
  if (!record || record.keeper !== ask.actor.organisation) return absent;
  const { nation } = record.state;
  const doing: Doing = { day: ask.today, now: ask.now, by: ask.actor.person, nation, confirmed: await kit.confirmed() };
  const done = await kit.ledger.perform(
    theService,
    'support',
    supportStream,
    record.file,
    (state: Support): Outcome<SupportEvent> => (how ? endDanger(state, { id, how }, doing) : takeDanger(state, { id }, doing)),
    { day: ask.today, at: ask.now, nation },
  );
  return done.ok || done.code === 'already-so' ? to('/on-call') : list(room, ask, done);
}
