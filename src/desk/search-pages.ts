// Finding a case by its reference or by two facts about the person.
import { readDay, type Day } from '#base/day.ts';
import { readReference } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import type { Kit } from '#kit/kit.ts';
import { readsContent } from '#kit/store/facts.ts';
import { fileOf } from '#kit/store/files.ts';
import { search } from '#kit/store/find.ts';
import { namesBound } from '#kit/store/standing.ts';
import { button, details, errorSummary, input } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';

const deciders = ['decision-maker', 'decision-manager'] as const;

export function searchPages(kit: Kit): Route[] {
  return [
    {
      method: 'GET',
      path: '/search',
      who: deciders,
      why: 'The form to find a case by its reference or by two facts',
      act: (ask) => Promise.resolve(page(ask.say('search.title', 'Find a case'), searchStart(ask), { back: '/desk' })),
    },
    {
      method: 'POST',
      path: '/search',
      who: deciders,
      why: 'Find a case by its reference or by two facts: a name stands in no address, which browsers keep',
      rate: 'search',
      act: (ask) => searchPage(kit, ask),
    },
  ];
}

export function searchForm(ask: Staff): Html {
  const { say } = ask;
  return details({
    summaryText: say('search.open', 'Find a case'),
    html: searchFields(ask, {}),
  });
}

function searchStart(ask: Staff): Html {
  return html`<h1 class="govuk-heading-l">${ask.say('search.title', 'Find a case')}</h1>${searchFields(ask, {})}`;
}

function searchFields(ask: Staff, errors: Readonly<Record<string, string>>): Html {
  const { say } = ask;
  const query = typedIn(ask);
  const wrong = (name: string) => (errors[name] ? { errorMessage: { text: errors[name] } } : {});
  return html`<form method="post" action="/search" novalidate>${csrf(ask)}${input({ name: 'reference', id: 'reference', label: { text: say('search.reference', 'Reference') }, classes: 'govuk-input--width-20', value: query['reference'] ?? '', ...wrong('reference') })}
<p class="govuk-body">${say('search.or', 'Or two facts about the person: one alone finds nobody.')}</p>
${input({ name: 'name', id: 'name', label: { text: say('search.name', 'A name') }, value: query['name'] ?? '', autocomplete: 'off', ...wrong('name') })}
${input({ name: 'born', id: 'born', label: { text: say('search.born', 'Date of birth') }, hint: { text: say('search.born-hint', 'For example 2001-03-27') }, classes: 'govuk-input--width-10', value: query['born'] ?? '', ...wrong('born') })}
${input({ name: 'phone', id: 'phone', label: { text: say('search.phone', 'Phone number') }, classes: 'govuk-input--width-20', value: query['phone'] ?? '', autocomplete: 'off' })}
${input({ name: 'other', id: 'other', label: { text: say('search.other', 'Other reference number') }, hint: { text: say('search.other-hint', 'Home Office, crime or an earlier report: however it is spaced') }, classes: 'govuk-input--width-20', value: query['other'] ?? '', autocomplete: 'off' })}
${button({ text: say('search.find', 'Find') })}</form>`;
}

const typedIn = ({ body }: Staff): Readonly<Record<string, string>> =>
  Object.fromEntries(['reference', 'name', 'born', 'phone', 'other'].map((name) => [name, field(body, name)]));

/** Need to know: only cases that they have or that wait for them, and two facts at least, so that nobody can go through names. */
async function searchPage(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const query = typedIn(ask);
  const title = say('search.title', 'Find a case');
  const reference = readReference(query['reference'] ?? '');
  if (reference) return to(`/case/${reference}`);
  const facts = [
    ...(query['name'] ? [{ how: 'name' as const, text: query['name'] }] : []),
    ...(query['born'] && readDay(query['born']) ? [{ how: 'date' as const, text: query['born'] }] : []),
    ...(query['phone'] ? [{ how: 'phone' as const, text: query['phone'] }] : []),
    ...(query['other'] ? [{ how: 'reference' as const, text: query['other'] }] : []),
  ];
  const errors: Record<string, string> = {};
  if (query['reference']) errors['reference'] = say('search.bad-reference', 'A reference is three groups of four letters and numbers, such as K7QD-0M2P-XW9T');
  else if (query['born'] && !readDay(query['born'])) errors['born'] = say('search.bad-day', 'Write the date as year, month and day, such as 2001-03-27');
  else if (facts.length < 2) errors['name'] = say('search.two', 'Give two facts: a name and a date of birth, a phone number or another reference number');
  if (Object.keys(errors).length > 0) {
    const summary = errorSummary({
      titleText: say('form.problem', 'There is a problem'),
      errorList: Object.entries(errors).map(([name, text]) => ({ href: `#${name}`, text })),
    });
    return page(title, html`${summary}<h1 class="govuk-heading-l">${title}</h1>${searchFields(ask, errors)}`, { status: 400, back: '/desk' });
  }
  const rows = await kit.db.as(ask.actor, 'identification', async (tx) => {
    const found: { reference: string; referred: Day | null }[] = [];
    for (const file of await search(tx, facts)) {
      const { state } = await kit.ledger.load(tx, caseStream, file);
      if (
        !state.exists ||
        state.decision.authority !== ask.actor.organisation ||
        !(await readsContent(tx, file)) ||
        (await namesBound(tx, file, ask.actor.person))
      )
        continue;
      const reference = (await fileOf(tx, file))?.reference;
      if (reference) found.push({ reference, referred: state.referred });
    }
    return found;
  });
  const list = rows.map(
    (row) =>
      html`<li><a class="govuk-link nrm-reference" href="/case/${row.reference}">${row.reference}</a> ${row.referred ? say('search.sent', 'sent {day}', { day: longDay(row.referred, ask.lang) }) : ''}</li>`,
  );
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>${rows.length > 0 ? html`<ul class="govuk-list">${list}</ul>` : html`<p class="govuk-body">${say('search.nobody', 'No case that you may see fits both facts.')}</p>`}${searchFields(ask, {})}`,
    { back: '/desk' },
  );
}
