// The screen about one person at work: roles, invitation, programs, visits; and the end of all of it.
import { policy } from '#access/matrix.ts';
import { rolesAtWork, type OrganisationKind, type Role } from '#access/roles.ts';
import { dayOf, readDay, startOf, type Instant } from '#base/day.ts';
import { button, details, insetText, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge } from '#kit/view/moj.ts';
import { absent, csrf, field, page, to, type Reply, type Staff } from '#kit/web/page.ts';
import { halfHash, newHalf } from '#kit/web/sign-in/store.ts';
import { roleWords } from '#kit/web/sign-in/words.ts';
import type { StaffRoom } from './pages.ts';
import {
  approveInvitation,
  grantsOf,
  invitationFor,
  invite,
  machinesOf,
  organisationOf,
  personOf,
  proposeGrant,
  proposeMachine,
  type GrantRow,
  type InvitationRow,
  type MachineRow,
  type Organisation,
  type Person,
} from './store.ts';
import { box, choose, deeds, listed, press, problems, stateOf, waits, type Missed } from './views.ts';

/** Roles that the policy gives something to do at this kind of organisation. */
export const rolesAt = (kind: OrganisationKind): readonly Role[] =>
  rolesAtWork.filter((role) => policy.rows.some((row) => row.roles.includes(role) && row.kinds.includes(kind)));

type Found = {
  readonly person: Person;
  readonly organisation: Organisation;
  readonly grants: readonly GrantRow[];
  readonly machines: readonly MachineRow[];
  readonly invitation: InvitationRow | undefined;
};

async function find(room: StaffRoom, ask: Staff): Promise<Found | null> {
  return room.kit.db.as(ask.actor, 'operations', async (tx) => {
    const person = await personOf(tx, ask.params['id'] ?? '');
    const organisation = person && (await organisationOf(tx, person.worksAt));
    if (!person || !organisation) return null;
    const { id } = person;
    return { person, organisation, grants: await grantsOf(tx, id), machines: await machinesOf(tx, id), invitation: await invitationFor(tx, id) };
  });
}

type Shown = { readonly missed?: Missed; readonly half?: string };

export async function personPage(room: StaffRoom, ask: Staff, shown: Shown = {}): Promise<Reply> {
  const { say } = ask;
  const missed = shown.missed ?? {};
  const found = await find(room, ask);
  if (!found) return absent;
  const { person, organisation } = found;
  const here = person.leftAt === null;
  const body = html`${problems(say, missed)}<h1 class="govuk-heading-l"><bdi>${person.name}</bdi></h1>
<p class="govuk-body"><bdi>${person.email}</bdi><br><bdi>${organisation.name}</bdi>, <bdi>${person.worksIn}</bdi> ${here ? nothing : badge(say('staff.left', 'Has left'), 'grey')}</p>
${shown.half ? half(ask, shown.half) : nothing}
${roleList(ask, found)}${when(here, () => html`${roleForm(ask, found, missed)}${invitation(ask, found)}${room.issuer === null ? nothing : programs(ask, found, missed)}${endings(ask, person)}`)}`;
  return page(say('staff.person', 'Somebody at work'), body, {
    back: `/organisations/${organisation.code}`,
    wide: true,
    ...(Object.keys(missed).length > 0 ? { status: 400 } : {}),
  });
}

const half = ({ say }: Staff, text: string): Html =>
  insetText({
    html: html`<p class="govuk-body">${say('staff.half', 'Your half of the code. Give it to them yourself, by hand or by telephone: it is shown this once. The other half is given by the second person.')}</p><p class="govuk-body nrm-secret">${text}</p>`,
  });

function roleList(ask: Staff, { person, grants }: Found): Html {
  const { say } = ask;
  const path = `/staff/${person.id}`;
  const rows = grants.map((one) => [
    { text: roleWords(say, one.role) },
    { text: one.until ? longDay(dayOf(one.until), ask.lang) : say('staff.no-end', 'No end set') },
    { html: stateOf(say, one) },
    { html: deeds(ask, one, `${path}/roles/${one.id}`, roleWords(say, one.role), person.id === ask.actor.person) },
  ]);
  const head = [say('staff.role', 'Role'), say('staff.until', 'Until'), say('staff.state', 'State'), say('staff.do', 'What you can do')];
  return html`<h2 class="govuk-heading-m">${say('staff.roles', 'Roles')}</h2>${rows.length > 0 ? listed(say('staff.roles', 'Roles'), head, rows) : html`<p class="govuk-body">${say('staff.no-roles', 'None yet.')}</p>`}`;
}

function roleForm(ask: Staff, { person, organisation }: Found, missed: Missed): Html {
  const { say } = ask;
  if (person.id === ask.actor.person) return html`<p class="govuk-body">${say('staff.own', 'Nobody gives themselves a role.')}</p>`;
  const items = rolesAt(organisation.kind).map((role) => ({ value: role, text: roleWords(say, role) }));
  const form = html`<form method="post" action="/staff/${person.id}/roles" novalidate>${csrf(ask)}
${choose(ask, missed, { id: 'role', label: say('staff.role', 'Role'), items })}
${box(ask, missed, { id: 'until', label: say('staff.until-day', 'Last day (may be left empty)'), hint: say('staff.until-hint', 'For example 2027-03-31') })}
${button({ text: say('staff.propose', 'Propose'), preventDoubleClick: true })}</form>`;
  return details({ summaryText: say('staff.propose-role', 'Propose a role'), html: form, open: missed['role'] !== undefined || missed['until'] !== undefined });
}

function invitation(ask: Staff, { person, invitation: one }: Found): Html {
  const { say } = ask;
  const path = `/staff/${person.id}/invitation`;
  const own = person.id === ask.actor.person;
  const open =
    one &&
    html`<p class="govuk-body">${stateOf(say, one)} ${say('staff.invited-until', 'Serves until {day}.', { day: longDay(dayOf(one.expires), ask.lang) })}</p>`;
  const agree = one && waits(one) && one.proposedBy !== ask.actor.person && !own;
  return html`<h2 class="govuk-heading-m">${say('staff.invitation', 'Invitation')}</h2>
<p class="govuk-body">${say('staff.invitation-why', 'With the code they come in the first time. It has two halves, one with each administrator, so that neither of you could come in as them.')}</p>${open}
${when(agree, () => press(ask, `${path}/${one?.id ?? ''}/approve`, say('staff.agree-half', 'Agree and see the other half')))}${when(!own, () => press(ask, path, one ? say('staff.invite-again', 'Invite anew') : say('staff.invite', 'Propose to invite them')))}`;
}

function programs(ask: Staff, { person, machines }: Found, missed: Missed): Html {
  const { say } = ask;
  const path = `/staff/${person.id}/programs`;
  const rows = machines.map((one) => [
    { html: html`<bdi>${one.client}</bdi>` },
    { html: stateOf(say, one) },
    { html: deeds(ask, one, `${path}/${one.id}`, one.client, false) },
  ]);
  const form = html`<form method="post" action="${path}" novalidate>${csrf(ask)}
${box(ask, missed, { id: 'client', label: say('staff.client', 'Client id at the issuer'), hint: say('staff.client-hint', 'Everything the program does is recorded under this person.') })}
${button({ text: say('staff.propose', 'Propose'), preventDoubleClick: true })}</form>`;
  return html`<h2 class="govuk-heading-m">${say('staff.programs', 'Programs that speak for them')}</h2>
${listed(say('staff.programs', 'Programs that speak for them'), [say('staff.client', 'Client id at the issuer'), say('staff.state', 'State'), say('staff.do', 'What you can do')], rows)}
${details({ summaryText: say('staff.propose-program', 'Propose a program'), html: form, open: missed['client'] !== undefined })}`;
}

function endings(ask: Staff, person: Person): Html {
  const { say } = ask;
  const path = `/staff/${person.id}`;
  const gone = say('staff.leave', 'They have left');
  const leaving = html`${warningText({ text: say('staff.leave-why', 'Leaving ends visits, roles, keys, tokens and programs at once. It is not undone: who returns is added anew.'), iconFallbackText: say('form.warning', 'Warning') })}${press(ask, `${path}/leave`, gone, true)}`;
  return html`<h2 class="govuk-heading-m">${say('staff.endings', 'End')}</h2>
<p class="govuk-body">${say('staff.end-visits-why', 'Ends every visit of theirs with the next page. They can sign in again.')}</p>${press(ask, `${path}/end-visits`, say('staff.end-visits', 'End their visits'), true)}
<p class="govuk-body">${say('staff.end-passkeys-why', 'If a device of theirs was lost: ends every passkey and visit. They sign in with their organisation’s account, or are invited anew.')}</p>${press(ask, `${path}/end-passkeys`, say('staff.end-passkeys', 'End their passkeys'), true)}
${when(person.id !== ask.actor.person, () => details({ summaryText: gone, html: leaving }))}`;
}

export async function proposeRole(room: StaffRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const found = await find(room, ask);
  if (!found || found.person.leftAt !== null || found.person.id === ask.actor.person) return absent;
  const role = rolesAt(found.organisation.kind).find((one) => one === field(ask.body, 'role'));
  const typed = field(ask.body, 'until').trim();
  const until = typed === '' ? null : readDay(typed);
  if (!role) return personPage(room, ask, { missed: { role: say('staff.role-missing', 'Choose a role that this kind of organisation has') } });
  if (until === undefined) return personPage(room, ask, { missed: { until: say('staff.until-wrong', 'Enter a real day such as 2027-03-31') } });
  const ends = until === null ? null : endOf(startOf(until));
  const made = await room.kit.db.as(ask.actor, 'operations', (tx) => proposeGrant(tx, found.person.id, role, ends));
  return made
    ? to(`/staff/${found.person.id}`)
    : personPage(room, ask, { missed: { role: say('staff.role-there', 'This role is proposed or given already') } });
}

/** The last moment of a day that begins then. */
const endOf = (start: Instant): Instant => new Date(Date.parse(start) + 86_400_000 - 1).toISOString() as Instant;

export async function proposeProgram(room: StaffRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const { issuer } = room;
  const found = await find(room, ask);
  if (!found || found.person.leftAt !== null || issuer === null) return absent;
  const client = field(ask.body, 'client').trim().slice(0, 200);
  if (!client) return personPage(room, ask, { missed: { client: say('staff.client-missing', 'Enter the client id') } });
  const made = await room.kit.db.as(ask.actor, 'operations', (tx) => proposeMachine(tx, found.person.id, issuer, client));
  return made
    ? to(`/staff/${found.person.id}`)
    : personPage(room, ask, { missed: { client: say('staff.client-there', 'This program speaks for somebody already') } });
}

export async function inviteThem(room: StaffRoom, ask: Staff): Promise<Reply> {
  const id = ask.params['id'] ?? '';
  if (id === ask.actor.person) return absent;
  const first = newHalf();
  const made = await room.kit.db.as(ask.actor, 'operations', async (tx) => ((await personOf(tx, id)) ? invite(tx, id, halfHash(first)) : false));
  return made ? personPage(room, ask, { half: first }) : absent;
}

export async function agreeToInvitation(room: StaffRoom, ask: Staff): Promise<Reply> {
  const second = newHalf();
  const made = await room.kit.db.as(ask.actor, 'operations', (tx) => approveInvitation(tx, ask.params['invitation'] ?? '', halfHash(second)));
  return made ? personPage(room, ask, { half: second }) : to(`/staff/${ask.params['id'] ?? ''}`);
}
