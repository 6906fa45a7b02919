// The page of rules: a lawyer who reads no code checks each rule, its days, its source and its worked examples here.
import { readDay, type Day } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { button, checkboxes, dateInput, errorSummary, insetText, select } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, page, type Ask, type Reply, type Route } from '#kit/web/page.ts';
import { rulesOf, type Law } from '#law/law.ts';
import { dueReport } from '#law/report.ts';
import { versionOf, type Rule, type Version } from '#law/rule.ts';
import { dueView, examplesOf, examplesView, historyView, holdsInWords, inEnglish, nationsInWords, versionLine, type Shown } from './rule-view.ts';

export function lawPages(kit: Kit): readonly Route[] {
  return [
    { method: 'GET', path: '/law', who: 'anyone', why: 'Anybody may check the law this service works by', act: (ask: Ask) => everyRule(kit, ask) },
    { method: 'GET', path: '/law/:rule', who: 'anyone', why: 'Anybody may check one rule through all its versions', act: (ask: Ask) => oneRule(kit, ask) },
  ];
}

type Asked = { readonly on: Day; readonly nation: string | null; readonly unconfirmed: boolean; readonly typed: Typed; readonly wrong: boolean };
type Typed = { readonly day: string; readonly month: string; readonly year: string };

/** The day as three boxes or as `on=2023-02-01`; nothing typed means today. */
function readDate(query: Ask['query'], today: Day): Pick<Asked, 'on' | 'typed' | 'wrong'> {
  const [year = '', month = '', date = ''] = (query['on'] ?? '').split('-');
  const typed = { day: query['on-day'] ?? date, month: query['on-month'] ?? month, year: query['on-year'] ?? year };
  const blank = !typed.day.trim() && !typed.month.trim() && !typed.year.trim();
  if (blank) return { on: today, typed: { day: '', month: '', year: '' }, wrong: false };
  const two = (text: string): string => text.trim().padStart(2, '0');
  const on = readDay(`${typed.year.trim()}-${two(typed.month)}-${two(typed.day)}`);
  return { on: on ?? today, typed, wrong: !on };
}

function readAsked(query: Ask['query'], today: Day, law: Law): Asked {
  const nation = law.nations.find((one) => one.code === query['nation'])?.code ?? null;
  return { ...readDate(query, today), nation, unconfirmed: query['unconfirmed'] === 'yes' };
}

async function shownTo(kit: Kit, ask: Ask): Promise<Shown> {
  return { say: ask.say, lang: ask.lang, law: kit.law, confirmed: await kit.confirmed() };
}

// Every rule ----------------------------------------------------------------------------------------------------------------

async function everyRule(kit: Kit, ask: Ask): Promise<Reply> {
  const { say, lang } = ask;
  const shown = await shownTo(kit, ask);
  const asked = readAsked(ask.query, ask.today, kit.law);
  const clocks = new Set(Object.values(kit.law.clocks).map((clock) => clock.length as Rule<unknown>));
  const rules = rulesOf(kit.law).map((rule) => ({ rule, versions: versionsOn(rule, asked, kit.law) }));
  const kept = rules.filter(({ versions }) => !asked.unconfirmed || versions.some(({ version }) => version.source.standing === 'assumed'));
  const doubtful = rules.filter(({ versions }) => versions.some(({ version }) => version.source.standing === 'assumed')).length;
  const section = (title: string, some: typeof kept): Html =>
    when(
      some.length > 0,
      () => html`<h2 class="govuk-heading-l">${title}</h2>${join(some.map(({ rule, versions }) => ruleView(rule, versions, asked, shown)))}`,
    );
  const body = html`${when(asked.wrong, () => wrongDay(ask))}<h1 class="govuk-heading-xl">${say('law.title', 'The law this service works by')}</h1>
<p class="govuk-body-l">${say('law.lead', 'Each rule with its days, its source and how we know it. Open a rule for all its versions and worked examples.')}</p>
<p class="govuk-body">${say('law.standings', 'Read: we read the text itself. Reported: a page about the law says so. Not confirmed: nobody has checked it yet.')}</p>
<div class="govuk-grid-row"><div class="govuk-grid-column-one-third">${filter(asked, ask, kit.law)}</div><div class="govuk-grid-column-two-thirds">
<p class="govuk-body"><strong>${say('law.shown-for', 'In force on {day}: {nation}', { day: longDay(asked.on, lang), nation: nationsInWords(kit.law, asked.nation ? [asked.nation] : undefined, say) })}</strong></p>
${when(doubtful > 0, () => insetText({ text: doubt(doubtful, rules.length, shown) }))}
${section(
  say('law.rules', 'Rules'),
  kept.filter(({ rule }) => !clocks.has(rule)),
)}
${section(
  say('law.clocks', 'Periods and days'),
  kept.filter(({ rule }) => clocks.has(rule)),
)}
</div></div>`;
  return page(say('law.title', 'The law this service works by'), body, { wide: true, ...(asked.wrong ? { status: 400 } : {}) });
}

function doubt(doubtful: number, all: number, { say, confirmed }: Shown): string {
  const values = { doubtful, all };
  return confirmed === 'practice'
    ? say(
        'law.doubt-practice',
        '{doubtful} of {all} rules rest on something nobody has confirmed yet. Practice goes on with them; real work would wait.',
        values,
      )
    : say(
        'law.doubt',
        '{doubtful} of {all} rules rest on something nobody has confirmed yet. An act resting on one waits until an administrator confirms it.',
        values,
      );
}

type Held = { readonly version: Version<unknown> | null; readonly nations: readonly string[] };
type Standing = { readonly version: Version<unknown>; readonly nations: readonly string[] };

/** The versions in force, nations with the same version together. */
function versionsOn(rule: Rule<unknown>, asked: Asked, law: Law): readonly Standing[] {
  return byVersion(rule, asked, law).flatMap(({ version, nations }) => (version ? [{ version, nations }] : []));
}

function byVersion(rule: Rule<unknown>, asked: Asked, law: Law): readonly Held[] {
  const held = new Map<Version<unknown> | null, string[]>();
  for (const { code } of law.nations) {
    if (asked.nation && code !== asked.nation) continue;
    const version = versionOf(rule, asked.on, code) ?? null;
    held.set(version, [...(held.get(version) ?? []), code]);
  }
  return [...held].map(([version, nations]) => ({ version, nations }));
}

function ruleView(rule: Rule<unknown>, versions: readonly Standing[], asked: Asked, shown: Shown): Html {
  const { say, lang, law } = shown;
  const quiet = byVersion(rule, asked, law).find(({ version }) => version === null)?.nations;
  const clock = Object.values(law.clocks).find((one) => one.length === rule);
  return html`<h3 class="govuk-heading-m" id="${rule.id}"><a class="govuk-link" href="/law/${rule.id}">${inEnglish(rule.question, lang)}</a></h3>
${join(versions.map(({ version, nations }) => versionLine(rule, version, nations, shown)))}
${when(quiet, () => html`<p class="govuk-body">${say('law.silent', 'For {nations} nothing is known on this day.', { nations: nationsInWords(law, quiet, say) })}</p>`)}
<p class="govuk-body-s">${holdsInWords(examplesOf(rule, clock, law), say)}</p>`;
}

function wrongDay({ say }: Ask): Html {
  return errorSummary({
    titleText: say('form.problem', 'There is a problem'),
    errorList: [{ text: say('law.wrong-day', 'Enter a real day, such as 1 2 2023'), href: '#on-day' }],
  });
}

function dayInput(asked: Asked, { say }: Ask, legend: string): Html {
  const box = (name: 'day' | 'month' | 'year', label: string) => ({
    name,
    label,
    value: asked.typed[name],
    classes: `${name === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${asked.wrong ? ' govuk-input--error' : ''}`,
  });
  return dateInput({
    id: 'on',
    namePrefix: 'on',
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    hint: { text: say('law.day-hint', 'For example, 1 2 2023. Leave it empty for today.') },
    ...(asked.wrong ? { errorMessage: { text: say('law.wrong-day', 'Enter a real day, such as 1 2 2023') } } : {}),
    items: [box('day', say('form.day', 'Day')), box('month', say('form.month', 'Month')), box('year', say('form.year', 'Year'))],
  });
}

function nationInput(asked: Asked, { say }: Ask, law: Law, every: boolean): Html {
  return select({
    id: 'nation',
    name: 'nation',
    label: { text: say('law.nation', 'Nation'), classes: 'govuk-label--s' },
    items: [
      ...(every ? [{ value: '', text: say('law.everywhere', 'All nations') }] : []),
      ...law.nations.map((nation) => ({ value: nation.code, text: nation.name, selected: nation.code === asked.nation })),
    ],
  });
}

function filter(asked: Asked, ask: Ask, law: Law): Html {
  const { say } = ask;
  return html`<form method="get" action="/law" novalidate>
${dayInput(asked, ask, say('law.on', 'In force on which day?'))}
${nationInput(asked, ask, law, true)}
${checkboxes({ name: 'unconfirmed', classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: say('law.only-unconfirmed', 'Only what nobody has confirmed'), checked: asked.unconfirmed }] })}
${button({ text: say('law.show', 'Show') })}</form>`;
}

// One rule ------------------------------------------------------------------------------------------------------------------

async function oneRule(kit: Kit, ask: Ask): Promise<Reply> {
  const { say, lang } = ask;
  const rule = rulesOf(kit.law).find((one) => one.id === ask.params['rule']);
  if (!rule) return absent;
  const shown = await shownTo(kit, ask);
  const asked = readAsked(ask.query, ask.today, kit.law);
  const clock = Object.values(kit.law.clocks).find((one) => one.length === rule);
  const body = html`${when(asked.wrong, () => wrongDay(ask))}<span class="govuk-caption-l">${rule.id}</span>
<h1 class="govuk-heading-l">${inEnglish(rule.question, lang)}</h1>
${when(clock, () => html`<p class="govuk-body">${inEnglish(`Starts: ${clock?.starts ?? ''}. Ends: ${clock?.ends ?? ''}.`, lang)}</p>`)}
<h2 class="govuk-heading-m">${say('law.versions', 'Every version, the latest first')}</h2>
${historyView(rule, shown)}
<h2 class="govuk-heading-m">${say('law.examples', 'Worked examples')}</h2>
${examplesView(examplesOf(rule, clock, kit.law), shown)}
${clock ? tryIt(rule, clock.name, asked, ask, shown) : nothing}`;
  return page(say('law.rule-title', 'One rule of law'), body, { back: '/law', ...(asked.wrong ? { status: 400 } : {}) });
}

/** A clock can be tried: from a day, in a nation, counted before the reader's eyes. */
function tryIt(rule: Rule<unknown>, name: string, asked: Asked, ask: Ask, shown: Shown): Html {
  const { say } = ask;
  const { law } = shown;
  const clock = law.clocks[name];
  const nation = asked.nation ?? law.nations[0]?.code ?? '';
  const ran = ask.query['nation'] !== undefined && !asked.wrong;
  return html`<h2 class="govuk-heading-m">${say('law.try', 'Work out a day')}</h2>
<form method="get" action="/law/${rule.id}" novalidate>
${dayInput(asked, ask, say('law.try-from', 'Starting on which day?'))}
${nationInput(asked, ask, law, false)}
${button({ text: say('law.try-do', 'Work it out'), classes: 'govuk-button--secondary' })}</form>
${ran && clock ? dueView(dueReport(law, { clock: name, nation, from: asked.on }), clock, shown) : nothing}`;
}
