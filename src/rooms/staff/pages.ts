// The doors of who works here: administrators let organisations and people in, two at a time, and take it away at once.
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { absent, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { addDomain, addSomebody, organisationPage, organisationsPage, proposeNew } from './organisation-pages.ts';
import { agreeToInvitation, inviteThem, personPage, proposeProgram, proposeRole } from './person-pages.ts';
import { approve, endOne, endPasskeysOf, endVisitsOf, leave, type Kind } from './store.ts';

export type StaffRoom = {
  readonly kit: Kit;
  /** The issuer whose programs may be let in; null in practice. */
  readonly issuer: string | null;
  /** Called after each change: who is at work is read anew. */
  readonly changed: () => Promise<void>;
};

const who = ['administrator'] as const;
const stepUp = true;

export function staffPages(room: StaffRoom): Route[] {
  const given = (kind: Kind, name: string, back: (ask: Staff) => string): Route[] => {
    const path = `${places[kind]}/:${name}`;
    const done = (deed: typeof approve) => (ask: Staff) => act(room, ask, (tx) => deed(tx, kind, ask.params[name] ?? ''), back(ask));
    return [
      { method: 'POST', path: `${path}/approve`, who, stepUp, why: 'The second person agrees', act: done(approve) },
      { method: 'POST', path: `${path}/end`, who, stepUp, why: 'Take it away at once', act: done(endOne) },
    ];
  };
  const organisation = (ask: Staff): string => `/organisations/${ask.params['code'] ?? ''}`;
  const person = (ask: Staff): string => `/staff/${ask.params['id'] ?? ''}`;
  return [
    { method: 'GET', path: '/organisations', who, why: 'Which organisations may work here', act: (ask) => organisationsPage(room, ask) },
    { method: 'POST', path: '/organisations', who, stepUp, why: 'Propose to admit an organisation', act: (ask) => proposeNew(room, ask) },
    { method: 'GET', path: '/organisations/:code', who, why: 'One organisation: its domains and people', act: (ask) => organisationPage(room, ask) },
    { method: 'POST', path: '/organisations/:code/domains', who, stepUp, why: 'Propose an e-mail domain', act: (ask) => addDomain(room, ask) },
    { method: 'POST', path: '/organisations/:code/people', who, stepUp, why: 'Add somebody who works there', act: (ask) => addSomebody(room, ask) },
    ...given('admitted', 'code', organisation),
    ...given('admitted_domain', 'domain', organisation),
    { method: 'GET', path: '/staff/:id', who, why: 'One person at work: roles, invitation, visits', act: (ask) => personPage(room, ask) },
    { method: 'POST', path: '/staff/:id/roles', who, stepUp, why: 'Propose a role', act: (ask) => proposeRole(room, ask) },
    { method: 'POST', path: '/staff/:id/programs', who, stepUp, why: 'Propose that a program may speak for them', act: (ask) => proposeProgram(room, ask) },
    { method: 'POST', path: '/staff/:id/invitation', who, stepUp, why: 'Propose to invite them; shows half the code', act: (ask) => inviteThem(room, ask) },
    {
      method: 'POST',
      path: '/staff/:id/invitation/:invitation/approve',
      who,
      stepUp,
      why: 'The second person agrees; shows the other half of the code',
      act: (ask) => agreeToInvitation(room, ask),
    },
    {
      method: 'POST',
      path: '/staff/:id/end-visits',
      who,
      why: 'End every visit of theirs at once',
      act: (ask) => act(room, ask, (tx) => endVisitsOf(tx, ask.params['id'] ?? ''), person(ask)),
    },
    {
      method: 'POST',
      path: '/staff/:id/end-passkeys',
      who,
      why: 'A device was lost: end every passkey and visit of theirs',
      act: (ask) => act(room, ask, (tx) => endPasskeysOf(tx, ask.params['id'] ?? ''), person(ask)),
    },
    { method: 'POST', path: '/staff/:id/leave', who, stepUp, why: 'They leave: everything of theirs ends', act: (ask) => gone(room, ask, person(ask)) },
    ...given('staff_grant', 'grant', person),
    ...given('machine', 'program', person),
  ];
}

const places: Readonly<Record<Kind, string>> = {
  admitted: '/organisations',
  admitted_domain: '/organisations/:code/domains',
  staff_grant: '/staff/:id/roles',
  machine: '/staff/:id/programs',
};

/** Does one thing and shows the page anew: what could not be done any more is simply shown as it stands. */
async function act(room: StaffRoom, ask: Staff, deed: (tx: Tx) => Promise<unknown>, back: string): Promise<Reply> {
  await room.kit.db.as(ask.actor, 'operations', deed);
  await room.changed();
  return to(back);
}

async function gone(room: StaffRoom, ask: Staff, back: string): Promise<Reply> {
  // Nobody locks themselves out by mistake; somebody else ends what is theirs.
  if (ask.params['id'] === ask.actor.person) return absent;
  return act(room, ask, (tx) => leave(tx, ask.params['id'] ?? ''), back);
}
