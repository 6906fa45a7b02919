// Access for programs: an administrator makes a token for a person at work, sees which there are, and revokes them.
import type { Actor } from '#access/roles.ts';
import type { Kit } from '#kit/kit.ts';
import { button, errorSummary, insetText, select, table } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { makeToken, revokeToken, tokens } from './store.ts';

const who = ['administrator'] as const;

/** `staff`: everybody who may hold a token. */
export function tokenPages(kit: Kit, staff: () => readonly Actor[]): Route[] {
  return [
    { method: 'GET', path: '/tokens', who, why: 'Which programs have access', act: (ask) => list(kit, staff(), ask) },
    { method: 'POST', path: '/tokens', who, stepUp: true, why: 'Make a token, shown once', act: (ask) => make(kit, staff(), ask) },
    { method: 'POST', path: '/tokens/:id/revoke', who, why: 'Take a token away at once', act: (ask) => revoke(kit, ask) },
  ];
}

async function list(kit: Kit, staff: readonly Actor[], ask: Staff, shown: { secret?: string; wrong?: boolean } = {}): Promise<Reply> {
  const { say } = ask;
  const rows = await kit.db.as(ask.actor, 'operations', (tx) => tokens(tx));
  const title = say('tokens.title', 'Access for programs');
  const choose = say('tokens.choose', 'Choose whose work the program does');
  const row = (one: (typeof rows)[number]): { text?: string; html?: Html }[] => [
    { text: one.holder },
    { text: one.organisation },
    { text: one.madeAt.slice(0, 10) },
    { text: one.lastUsed ?? say('tokens.never', 'Never') },
    {
      html: one.revokedAt
        ? html`${say('tokens.revoked', 'Revoked')}`
        : html`<form method="post" action="/tokens/${one.id}/revoke" novalidate>${csrf(ask)}${button({ text: say('tokens.revoke', 'Revoke'), classes: 'govuk-button--warning govuk-!-margin-bottom-0' })}</form>`,
    },
  ];
  const body = html`${when(shown.wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#person', text: choose }] }))}<h1 class="govuk-heading-l">${title}</h1>
${shown.secret ? insetText({ html: html`<p class="govuk-body">${say('tokens.once', 'Copy it now. It is shown this once and is not kept.')}</p><p class="govuk-body nrm-secret">${shown.secret}</p>` }) : nothing}
<form method="post" action="/tokens" novalidate>${csrf(ask)}${select({
    name: 'person',
    id: 'person',
    label: { text: choose },
    hint: { text: say('tokens.hint', 'Everything done with the token is recorded under this person and their organisation.') },
    items: [{ value: '', text: '' }, ...staff.map((one) => ({ value: one.person, text: `${one.name} (${one.organisation})` }))],
    ...(shown.wrong ? { errorMessage: { text: choose } } : {}),
  })}${button({ text: say('tokens.make', 'Make a token') })}</form>
${when(rows.length > 0, () => table({ caption: say('tokens.list', 'Tokens'), captionClasses: 'govuk-table__caption--m', head: [say('tokens.for', 'For'), say('tokens.organisation', 'Organisation'), say('tokens.made', 'Made'), say('tokens.used', 'Last used'), say('tokens.end', 'End')].map((text) => ({ text })), rows: rows.map(row) }))}
<p class="govuk-body"><a class="govuk-link" href="/api/v1/openapi.json">${say('tokens.api', 'What programs can do (OpenAPI)')}</a></p>`;
  return page(title, body, shown.wrong ? { status: 400 } : {});
}

async function make(kit: Kit, staff: readonly Actor[], ask: Staff): Promise<Reply> {
  const holder = staff.find((one) => one.person === field(ask.body, 'person'));
  if (!holder) return list(kit, staff, ask, { wrong: true });
  const secret = await kit.db.as(ask.actor, 'operations', (tx) => makeToken(tx, holder));
  return list(kit, staff, ask, { secret });
}

async function revoke(kit: Kit, ask: Staff): Promise<Reply> {
  const id = ask.params['id'] ?? '';
  if (/^[0-9a-f-]{36}$/.test(id)) await kit.db.as(ask.actor, 'operations', (tx) => revokeToken(tx, id));
  return to('/tokens');
}
