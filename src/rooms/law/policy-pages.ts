// The access policy as a page: everybody who works here can read who may see and write what, why, and on what ground in law.
import { policy, relations } from '#access/matrix.ts';
import { bases, conditions, controllers, type Condition, type Row } from '#access/policy.ts';
import { purposes } from '#access/purposes.ts';
import { roles } from '#access/roles.ts';
import { button, select, summaryList } from '#kit/view/govuk.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inEnglish } from './rule-view.ts';

export function policyPages(): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/policy',
      who: roles.filter((role) => role !== 'system'),
      why: 'Everybody who works here may read what they and others may see',
      act: (ask) => Promise.resolve(everyRow(ask)),
    },
  ];
}

function everyRow(ask: Staff): Reply {
  const { say, lang } = ask;
  const role = roles.find((one) => one === ask.query['role']) ?? null;
  const purpose = purposes.find((one) => one === ask.query['purpose']) ?? null;
  const rows = policy.rows.filter((row) => (!role || row.roles.includes(role)) && (!purpose || row.purposes.includes(purpose)));
  const title = say('policy.title', 'Who may see and write what');
  const body = html`<h1 class="govuk-heading-xl">${title}</h1>
<p class="govuk-body-l">${say('policy.lead', 'This is the whole of it: what no row below allows is denied. The program and the printed policy are compared decision by decision.')}</p>
<p class="govuk-body">${say('policy.proposed', 'Controllers and grounds in law are proposed. Each controller confirms its own.')}</p>
<h2 class="govuk-heading-m">${say('policy.nevers', 'Never')}</h2>
<ul class="govuk-list govuk-list--bullet">${policy.nevers.map((one) => html`<li>${inEnglish(one.says, lang)}</li>`)}</ul>
<h2 class="govuk-heading-m">${say('policy.bars', 'Before every row')}</h2>
<ul class="govuk-list govuk-list--bullet">${policy.bars.map((bar) => html`<li>${inEnglish(`Nothing is allowed where ${meaning(bar.when)}. ${bar.why}`, lang)}</li>`)}</ul>
<h2 class="govuk-heading-m">${say('policy.rows', 'What is allowed')}</h2>
${filter(ask, role, purpose)}
<p class="govuk-body" role="status">${say('policy.shown', '{shown} of {all} rows', { shown: rows.length, all: policy.rows.length })}</p>
${when(rows.length === 0, () => html`<p class="govuk-body">${say('policy.none', 'Nothing is allowed for this role and purpose.')}</p>`)}
${join(rows.map((row) => rowView(row, ask)))}`;
  return page(title, body);
}

const meaning = (of: readonly Condition[]): string => of.map((one) => conditions[one]).join(', and ');
const plain = (codes: readonly string[]): string => codes.map((code) => code.replaceAll('-', ' ')).join(', ');

function filter({ say }: Staff, role: string | null, purpose: string | null): Html {
  const choice = (name: string, label: string, every: string, codes: readonly string[], chosen: string | null): Html =>
    select({
      id: name,
      name,
      label: { text: label, classes: 'govuk-label--s' },
      items: [{ value: '', text: every }, ...codes.map((code) => ({ value: code, text: plain([code]), selected: code === chosen }))],
    });
  return html`<form method="get" action="/policy" novalidate>
${choice('role', say('policy.role', 'Role'), say('policy.every-role', 'Every role'), roles, role)}
${choice('purpose', say('policy.purpose', 'Purpose'), say('policy.every-purpose', 'Every purpose'), purposes, purpose)}
${button({ text: say('policy.show', 'Show'), classes: 'govuk-button--secondary' })}</form>`;
}

function rowView(row: Row<keyof typeof relations>, { say, lang }: Staff): Html {
  const nothing = say('policy.nothing', 'Nothing');
  const basis = bases[row.basis];
  const line = (key: string, text: string) => ({ key: { text: key }, value: { html: inEnglish(text, lang) } });
  const stands = row.relations.map((one) => `${plain([one])} (${meaning(relations[one])})`).join('; or ');
  return html`<h3 class="govuk-heading-s" id="${row.id}">${inEnglish(row.why, lang)}</h3>
${summaryList({
  rows: [
    line(say('policy.who', 'Who'), plain(row.roles)),
    line(say('policy.kinds', 'Of which kind of organisation'), plain(row.kinds)),
    line(say('policy.purposes', 'For which purpose'), plain(row.purposes)),
    line(say('policy.stands', 'Where they stand to the record as'), stands),
    line(say('policy.reads', 'May read'), row.read.length > 0 ? plain(row.read) : nothing),
    line(say('policy.writes', 'May write'), row.write.length > 0 ? plain(row.write) : nothing),
    line(say('policy.controller', 'Controller'), controllers[row.controller]),
    line(say('policy.ground', 'Ground in law'), `${basis.regime}: ${basis.says}`),
    line(say('policy.row', 'Row'), row.id),
  ],
})}`;
}
