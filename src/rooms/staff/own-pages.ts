// What is one's own: the visits that are open, the passkeys, and the roles one can work in.
import { rolesAtWork } from '#access/roles.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { button, input } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge } from '#kit/view/moj.ts';
import { dayOf, type Instant } from '#base/day.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { isFresh } from '#kit/web/sign-in/entry.ts';
import { endPasskey, passkeysOf, officesOf, type PasskeyRow, type Office } from '#kit/web/sign-in/store.ts';
import { entryPaths } from '#kit/web/sign-in/views.ts';
import { roleWords } from '#kit/web/sign-in/words.ts';
import { listed } from './views.ts';
import { endVisits, idleMinutes, visitsOf, workAs, type VisitRow } from '#kit/web/store.ts';

export type OwnRoom = { readonly kit: Kit; readonly passkeys: boolean };

const who = rolesAtWork;
const path = '/my-access';

export function ownPages(room: OwnRoom): Route[] {
  return [
    { method: 'GET', path, who, why: 'One’s own visits, passkeys and roles', act: (ask) => own(room, ask) },
    { method: 'GET', path: `${path}/new-passkey`, who, stepUp: true, why: 'Make a passkey', act: (ask) => newPasskey(room, ask) },
    { method: 'POST', path: `${path}/end-visit`, who, why: 'End one of one’s own visits', act: (ask) => endOneVisit(room, ask) },
    { method: 'POST', path: `${path}/end-others`, who, why: 'Sign out everywhere else', act: (ask) => endOthers(room, ask) },
    { method: 'POST', path: `${path}/end-passkey`, who, stepUp: true, why: 'A passkey was lost or is no longer wanted', act: (ask) => endKey(room, ask) },
    { method: 'POST', path: `${path}/work-as`, who, why: 'Work in another role that one has been given', act: (ask) => change(room, ask) },
  ];
}

/** The service looks after visits and keys; each person sees and ends their own. */
const service = <T>(room: OwnRoom, work: Parameters<typeof room.kit.db.as<T>>[2]): Promise<T> => room.kit.db.as(theService, 'operations', work);
const self = (ask: Staff): string => ask.session?.staff ?? '';

async function own(room: OwnRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const { visits, keys, offices } = await service(room, async (tx) => ({
    visits: await visitsOf(tx, self(ask), idleMinutes),
    keys: await passkeysOf(tx, self(ask)),
    offices: await officesOf(tx, self(ask)),
  }));
  const title = say('own.title', 'Your visits and passkeys');
  const body = html`<h1 class="govuk-heading-l">${title}</h1>${visitList(room, ask, visits)}${room.passkeys ? keyList(ask, keys) : nothing}${offices.length > 1 ? hats(ask, offices) : nothing}`;
  return page(title, body);
}

const moment = (room: OwnRoom, ask: Staff, at: Instant): string =>
  `${longDay(dayOf(at), ask.lang)}, ${new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: room.kit.law.zone }).format(Date.parse(at))}`;

function visitList(room: OwnRoom, ask: Staff, visits: readonly VisitRow[]): Html {
  const { say } = ask;
  const rows = visits.map((one) => [
    { text: moment(room, ask, one.began) },
    { text: moment(room, ask, one.seen) },
    {
      html:
        one.id === ask.session?.id
          ? badge(say('own.this', 'This visit'), 'green')
          : html`<form method="post" action="${path}/end-visit" novalidate>${csrf(ask)}<input type="hidden" name="visit" value="${one.id}">${button({ text: say('own.end-visit', 'End it'), classes: 'govuk-button--secondary govuk-!-margin-bottom-0' })}</form>`,
    },
  ]);
  const head = [say('own.began', 'Began'), say('own.seen', 'Last page'), say('own.end', 'End')];
  return html`<h2 class="govuk-heading-m">${say('own.visits', 'Open visits')}</h2>
<p class="govuk-body">${say('own.visits-why', 'If you do not know one of these, end it and tell your administrator.')}</p>${listed(say('own.visits', 'Open visits'), head, rows)}
${when(visits.length > 1, () => html`<form method="post" action="${path}/end-others" novalidate>${csrf(ask)}${button({ text: say('own.end-others', 'Sign out everywhere else'), classes: 'govuk-button--warning' })}</form>`)}`;
}

function keyList(ask: Staff, keys: readonly PasskeyRow[]): Html {
  const { say } = ask;
  const rows = keys.map((one) => [
    { html: html`<bdi>${one.label || say('own.passkey', 'Passkey')}</bdi>` },
    { text: longDay(dayOf(one.madeAt), ask.lang) },
    { text: one.lastUsed ?? say('own.never', 'Never') },
    {
      html: html`<form method="post" action="${path}/end-passkey" novalidate>${csrf(ask)}<input type="hidden" name="passkey" value="${one.id}">${button({ text: say('own.end-passkey', 'Remove'), classes: 'govuk-button--warning govuk-!-margin-bottom-0' })}</form>`,
    },
  ]);
  const head = [say('own.label', 'Name'), say('own.made', 'Made'), say('own.used', 'Last used'), say('own.end', 'End')];
  return html`<h2 class="govuk-heading-m">${say('own.passkeys', 'Passkeys')}</h2>
<p class="govuk-body">${say('own.passkeys-why', 'A passkey is held by your phone, computer or security key, and opens only this service. It cannot be told to anybody, so it cannot be tricked out of you.')}</p>
${listed(say('own.passkeys', 'Passkeys'), head, rows)}<p class="govuk-body"><a class="govuk-link" href="${path}/new-passkey">${say('own.new-passkey', 'Make a passkey')}</a></p>`;
}

function hats(ask: Staff, offices: readonly Office[]): Html {
  const { say } = ask;
  return html`<h2 class="govuk-heading-m">${say('own.roles', 'Your roles')}</h2><p class="govuk-body">${say('own.roles-why', 'You work in one role at a time, and it is recorded with everything you do.')}</p>
<ul class="govuk-list">${offices.map((one) => html`<li><form method="post" action="${path}/work-as" novalidate>${csrf(ask)}<input type="hidden" name="grant" value="${one.grant}">${one.role === ask.actor.role ? html`${roleWords(say, one.role)} ${badge(say('own.now', 'Now'), 'green')}` : button({ text: say('own.work-as', 'Work as {role}', { role: roleWords(say, one.role) }), classes: 'govuk-button--secondary govuk-!-margin-bottom-1' })}</form></li>`)}</ul>`;
}

/** The script does it; without one, the account of one's organisation stays the way in. */
async function newPasskey(room: OwnRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  if (!room.passkeys || !isFresh(ask.session)) return Promise.resolve(to(path));
  const title = say('own.new-passkey', 'Make a passkey');
  const sorry = say('own.new-sorry', 'No passkey was made. Try again, or go on signing in with your organisation’s account.');
  const form = html`<form method="post" action="${entryPaths.newPasskey}" data-passkey="new" data-options="${entryPaths.newOptions}" data-sorry="${sorry}" hidden novalidate>${csrf(ask)}<input type="hidden" name="next" value="${path}">
<input type="hidden" name="credential" value=""><input type="hidden" name="state" value=""><p class="govuk-error-message" data-passkey-says role="alert"></p>
${input({ id: 'label', name: 'label', label: { text: say('own.label-ask', 'A name for it, such as the device it is on') }, classes: 'govuk-input--width-20', autocomplete: 'off' })}
${button({ text: say('own.make', 'Make it'), attributes: { 'data-passkey-button': 'true' } })}</form>`;
  const body = html`<h1 class="govuk-heading-l">${title}</h1>${form}
<p class="govuk-body">${say('own.new-needs', 'This needs JavaScript and a device with a fingerprint, face, PIN or security key. Without it you sign in with your organisation’s account, which serves as well.')}</p>`;
  return Promise.resolve(page(title, body, { back: path }));
}

async function endOneVisit(room: OwnRoom, ask: Staff): Promise<Reply> {
  await service(room, (tx) => endVisits(tx, self(ask), { only: field(ask.body, 'visit') }));
  return to(path);
}

async function endOthers(room: OwnRoom, ask: Staff): Promise<Reply> {
  await service(room, (tx) => endVisits(tx, self(ask), { but: ask.session?.id ?? '' }));
  return to(path);
}

async function endKey(room: OwnRoom, ask: Staff): Promise<Reply> {
  await service(room, (tx) => endPasskey(tx, self(ask), field(ask.body, 'passkey')));
  return to(path);
}

async function change(room: OwnRoom, ask: Staff): Promise<Reply> {
  await service(room, async (tx) => {
    const wanted = (await officesOf(tx, self(ask))).find((one) => one.grant === field(ask.body, 'grant'));
    if (wanted && ask.session) await workAs(tx, ask.session.id, wanted.grant, wanted);
  });
  return to('/');
}
