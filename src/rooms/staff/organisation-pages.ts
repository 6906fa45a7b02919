// Screens about organisations: which are admitted, their e-mail domains, and who works there.
import { admissibleKinds, type OrganisationKind } from '#access/roles.ts';
import type { Say } from '#base/words.ts';
import { button, checkboxes, details } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { badge } from '#kit/view/moj.ts';
import { readDomain, readEmail } from '#kit/web/sign-in/domain.ts';
import { absent, csrf, field, page, to, type Reply, type Staff } from '#kit/web/page.ts';
import type { StaffRoom } from './pages.ts';
import { addPerson, domainsOf, organisationOf, organisations, peopleAt, proposeDomain, proposeOrganisation, type DomainRow } from './store.ts';
import { box, choose, deeds, listed, problems, stateOf, type Missed } from './views.ts';

const kindWords: Readonly<Record<OrganisationKind, (say: Say) => string>> = {
  police: (say) => say('kind.police', 'Police'),
  'local-authority': (say) => say('kind.local-authority', 'Council'),
  ngo: (say) => say('kind.ngo', 'Charity'),
  immigration: (say) => say('kind.immigration', 'Immigration body'),
  government: (say) => say('kind.government', 'Government body'),
  'labour-inspectorate': (say) => say('kind.labour-inspectorate', 'Labour inspectorate'),
  'health-trust': (say) => say('kind.health-trust', 'Health trust'),
  'competent-authority': (say) => say('kind.competent-authority', 'Competent authority'),
  'local-panel': (say) => say('kind.local-panel', 'Council’s panel'),
  'support-provider': (say) => say('kind.support-provider', 'Provider of support'),
  'guardian-service': (say) => say('kind.guardian-service', 'Guardian service'),
  'law-practice': (say) => say('kind.law-practice', 'Law practice'),
  'advocacy-service': (say) => say('kind.advocacy-service', 'Advocacy service'),
  private: (say) => say('kind.private', 'Private organisation'),
  'the-person': (say) => say('kind.the-person', 'The person themselves'),
  statistics: (say) => say('kind.statistics', 'Statistics'),
  service: (say) => say('kind.service', 'This service'),
};

const mine = (room: StaffRoom) => room.kit.db;
const none: Missed = {};

export async function organisationsPage(room: StaffRoom, ask: Staff, missed: Missed = none): Promise<Reply> {
  const { say } = ask;
  const all = await mine(room).as(ask.actor, 'operations', (tx) => organisations(tx));
  const title = say('staff.organisations', 'Organisations');
  const rows = all.map((one) => [
    { html: html`<a class="govuk-link" href="/organisations/${one.code}"><bdi>${one.name}</bdi></a>` },
    { text: kindWords[one.kind](say) },
    { html: stateOf(say, one) },
    { html: one.code === 'service' ? nothing : deeds(ask, one, `/organisations/${one.code}`, one.name, false) },
  ]);
  const head = [say('staff.name', 'Name'), say('staff.kind', 'Kind'), say('staff.state', 'State'), say('staff.do', 'What you can do')];
  const body = html`${problems(say, missed)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('staff.organisations-why', 'Two administrators let an organisation in: one proposes, another agrees. One is enough to end it, and everybody there is out with their next page.')}</p>
${listed(title, head, rows)}
<h2 class="govuk-heading-m">${say('staff.propose-organisation', 'Propose an organisation')}</h2>
<form method="post" action="/organisations" novalidate>${csrf(ask)}
${box(ask, missed, { id: 'name', label: say('staff.organisation-name', 'Name of the organisation') })}
${box(ask, missed, { id: 'code', label: say('staff.code', 'Code'), hint: say('staff.code-hint', 'The code it has in the list of organisations, for example police-essex. It is never changed.') })}
${choose(ask, missed, { id: 'kind', label: say('staff.kind-of', 'Kind of organisation'), items: admissibleKinds.map((kind) => ({ value: kind, text: kindWords[kind](say) })) })}
${button({ text: say('staff.propose', 'Propose'), preventDoubleClick: true })}</form>`;
  return page(title, body, { wide: true, ...(Object.keys(missed).length > 0 ? { status: 400 } : {}) });
}

export async function proposeNew(room: StaffRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const name = field(ask.body, 'name').trim().slice(0, 200);
  const code = field(ask.body, 'code').trim().toLowerCase();
  const kind = admissibleKinds.find((one) => one === field(ask.body, 'kind'));
  const listed = room.kit.law.lists['organisations']?.items.find((one) => one.code === code)?.in?.['kind'];
  const missed: Missed = {
    ...(name ? {} : { name: say('staff.name-missing', 'Enter the name of the organisation') }),
    ...(/^[a-z0-9][a-z0-9-]{1,63}$/.test(code) ? {} : { code: say('staff.code-wrong', 'Enter a code of small letters, digits and hyphens') }),
    ...(kind ? {} : { kind: say('staff.kind-missing', 'Choose the kind of organisation') }),
    // An immigration body must not come in as something else: the firewall rests on the kind.
    ...(kind && listed !== undefined && listed !== kind ? { kind: say('staff.kind-listed', 'The list of organisations says another kind for this code') } : {}),
  };
  if (Object.keys(missed).length > 0 || !kind) return organisationsPage(room, ask, missed);
  const made = await mine(room).as(ask.actor, 'operations', (tx) => proposeOrganisation(tx, { code, name, kind }));
  if (!made) return organisationsPage(room, ask, { code: say('staff.code-taken', 'This code is in use') });
  return to(`/organisations/${code}`);
}

export async function organisationPage(room: StaffRoom, ask: Staff, missed: Missed = none): Promise<Reply> {
  const { say } = ask;
  const code = ask.params['code'] ?? '';
  const found = await mine(room).as(ask.actor, 'operations', async (tx) => {
    const one = await organisationOf(tx, code);
    return one && { one, domains: await domainsOf(tx, code), people: await peopleAt(tx, code) };
  });
  if (!found) return absent;
  const { one, domains, people } = found;
  const path = `/organisations/${code}`;
  const open = one.endedAt === null;
  const body = html`${problems(say, missed)}<h1 class="govuk-heading-l"><bdi>${one.name}</bdi></h1>
<p class="govuk-body">${kindWords[one.kind](say)} ${stateOf(say, one)}</p>${code === 'service' ? nothing : deeds(ask, one, path, one.name, false)}
<h2 class="govuk-heading-m">${say('staff.domains', 'E-mail domains')}</h2>
<p class="govuk-body">${say('staff.domains-why', 'Somebody you have added is known by the confirmed address of their account, if it is at one of these. Nobody comes in by an address alone.')}</p>
${domainList(ask, path, domains)}
${when(open, () => domainForm(ask, path, missed))}
<h2 class="govuk-heading-m">${say('staff.people', 'People')}</h2>
${when(people.length > 0, () => html`<ul class="govuk-list">${people.map((each) => html`<li><a class="govuk-link" href="/staff/${each.id}"><bdi>${each.name}</bdi></a> ${each.leftAt ? badge(say('staff.left', 'Has left'), 'grey') : nothing}</li>`)}</ul>`)}
${when(open, () => personForm(ask, path, missed))}`;
  return page(say('staff.organisation', 'Organisation'), body, { back: '/organisations', ...(Object.keys(missed).length > 0 ? { status: 400 } : {}) });
}

function domainList(ask: Staff, path: string, domains: readonly DomainRow[]): Html {
  const { say } = ask;
  const rows = domains.map((each) => [
    { text: each.below ? say('staff.domain-below', '{domain} and everything below it', { domain: each.domain }) : each.domain },
    { html: stateOf(say, each) },
    { html: deeds(ask, each, `${path}/domains/${each.id}`, each.domain, false) },
  ]);
  return listed(say('staff.domains', 'E-mail domains'), [say('staff.domain', 'Domain'), say('staff.state', 'State'), say('staff.do', 'What you can do')], rows);
}

function domainForm(ask: Staff, path: string, missed: Missed): Html {
  const { say } = ask;
  const below = checkboxes({
    name: 'below',
    classes: 'govuk-checkboxes--small',
    items: [{ value: 'yes', text: say('staff.below', 'Addresses below this domain as well (trust.example.org for example.org)') }],
  });
  const form = html`<form method="post" action="${path}/domains" novalidate>${csrf(ask)}
${box(ask, missed, { id: 'domain', label: say('staff.domain', 'Domain'), hint: say('staff.domain-hint', 'What stands after the @, for example police.example') })}${below}
${button({ text: say('staff.propose', 'Propose'), preventDoubleClick: true })}</form>`;
  return details({ summaryText: say('staff.propose-domain', 'Propose a domain'), html: form, open: missed['domain'] !== undefined });
}

function personForm(ask: Staff, path: string, missed: Missed): Html {
  const { say } = ask;
  const form = html`<form method="post" action="${path}/people" novalidate>${csrf(ask)}
${box(ask, missed, { id: 'name', label: say('staff.person-name', 'Name') })}
${box(ask, missed, { id: 'email', label: say('staff.email', 'E-mail address at work'), type: 'email' })}
${box(ask, missed, { id: 'team', label: say('staff.team', 'Team'), hint: say('staff.team-hint', 'A word for the team, such as night or decisions. Drafts are shared within it.') })}
${button({ text: say('staff.add', 'Add'), preventDoubleClick: true })}</form>`;
  const wrong = ['name', 'email', 'team'].some((id) => missed[id] !== undefined);
  return details({ summaryText: say('staff.add-person', 'Add somebody'), html: form, open: wrong });
}

export async function addDomain(room: StaffRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const code = ask.params['code'] ?? '';
  const domain = readDomain(field(ask.body, 'domain'));
  if (!domain) return organisationPage(room, ask, { domain: say('staff.domain-wrong', 'Enter a domain, for example police.example') });
  const made = await mine(room).as(ask.actor, 'operations', async (tx) => {
    const one = await organisationOf(tx, code);
    return one?.endedAt === null ? proposeDomain(tx, code, domain, field(ask.body, 'below') === 'yes') : null;
  });
  if (made === null) return absent;
  return made ? to(`/organisations/${code}`) : organisationPage(room, ask, { domain: say('staff.domain-there', 'This domain is there already') });
}

export async function addSomebody(room: StaffRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const code = ask.params['code'] ?? '';
  const name = field(ask.body, 'name').trim().slice(0, 200);
  const email = readEmail(field(ask.body, 'email'));
  const team = field(ask.body, 'team').trim().toLowerCase().slice(0, 60);
  const missed: Missed = {
    ...(name ? {} : { name: say('staff.person-name-missing', 'Enter their name') }),
    ...(email ? {} : { email: say('staff.email-wrong', 'Enter their e-mail address, for example a@police.example') }),
    ...(team ? {} : { team: say('staff.team-missing', 'Enter their team') }),
  };
  if (Object.keys(missed).length > 0 || !email) return organisationPage(room, ask, missed);
  const made = await mine(room).as(ask.actor, 'operations', async (tx) => {
    const one = await organisationOf(tx, code);
    return one?.endedAt === null ? addPerson(tx, { name, email, worksAt: code, worksIn: team }) : undefined;
  });
  if (made === undefined) return absent;
  return made === null
    ? organisationPage(room, ask, { email: say('staff.email-taken', 'Somebody with this address is at work here already') })
    : to(`/staff/${made}`);
}
