// How like cases were decided, for who answers for the quality of decisions: shares with intervals, and nothing that points at a person.
import { addDays, quarterOf, readQuarter, type Day } from '#base/day.ts';
import { ruleText } from '#kit/view/refused.ts';
import type { Kit } from '#kit/kit.ts';
import { details } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { badge } from '#kit/view/moj.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import { apart, wilson } from '#methods/interval.ts';
import { labelsOf } from './labels.ts';
import { likeCases, type LikeCases } from './tables.ts';

export function consistencyPages(kit: Kit): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/consistency',
      who: ['decision-manager'],
      why: 'Who answers for the quality of decisions compares how like cases were decided',
      act: (ask) => show(kit, ask),
    },
  ];
}

/** The four whole quarters before the one of today, the oldest first. */
function quartersBefore(today: Day): readonly string[] {
  const found: string[] = [];
  for (let at = today; found.length < 4;) {
    at = addDays(readQuarter(quarterOf(at))?.first ?? at, -1);
    found.unshift(quarterOf(at));
  }
  return found;
}

async function show(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const { law } = kit;
  // The same for every nation: a share would else say where somebody is.
  const least = inForce(law.smallNumbers, ask.today, law.nations[0]?.code ?? '');
  const stages = law.stages.map((stage) => stage.id);
  const rows = await kit.db.as(ask.actor, 'statistics', (tx) => likeCases(tx, stages, ask.today, least.value));
  const title = say('consistency.title', 'Consistency of decisions');
  const body = html`<h1 class="govuk-heading-xl">${title}</h1>
<p class="govuk-body-l">${say('consistency.lead', 'Of cases that are alike, how many were decided positive. A difference is a question to ask and never an answer: read cases before you conclude anything.')}</p>
${details({
  summaryText: say('consistency.how', 'What is compared, and what is not'),
  html: html`<p class="govuk-body">${say('consistency.what', 'The first decision of each case at a stage, by quarter, age when the exploitation began and kind of exploitation, in the whole service. Nothing is compared by nationality, gender or any other trait, by who decided, or by team. The quarter that still runs is not counted.')}</p>
<p class="govuk-body">${say('consistency.interval', 'In brackets: between which shares the true one lies in 95 of 100 such cases (Wilson’s interval). Two quarters differ where these do not meet.')}</p>
<p class="govuk-body">${law.smallNumbers.inWords(least.value)} ${ruleText(ask, least.because)}</p>`,
})}
${law.stages.map(
  (stage) =>
    html`<h2 class="govuk-heading-l">${stage.name}</h2>${stageTable(
      kit,
      ask,
      rows.filter((row) => row.stage === stage.id),
    )}`,
)}`;
  return page(title, body, { wide: true, back: '/desk' });
}

function stageTable({ law }: Kit, { say, today }: Staff, rows: readonly LikeCases[]): Html {
  if (rows.length === 0) return html`<p class="govuk-body">${say('consistency.none', 'There are too few decisions of any one kind to say anything.')}</p>`;
  const labels = labelsOf(law);
  const quarters = quartersBefore(today);
  const kinds = [...new Set(rows.map((row) => `${row.age}|${row.exploitation.join(' ')}`))];
  const head = say('consistency.kind', 'Kind of case');
  return html`<table class="govuk-table nrm-stack"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header">${head}</th>${quarters.map((quarter) => html`<th scope="col" class="govuk-table__header">${quarterWord(say, quarter)}</th>`)}</tr></thead>
<tbody>${kinds.map((kind) => {
    const [age = '', exploitation = ''] = kind.split('|');
    const of = quarters.map((quarter) => rows.find((row) => row.quarter === quarter && `${row.age}|${row.exploitation.join(' ')}` === kind));
    const name = `${age === 'unknown' ? say('consistency.age-unknown', 'Age not known') : labels.age(age)}, ${labels.exploitation(exploitation.split(' '))}`;
    return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="${head}">${name}</th>${of.map((one, at) => html`<td class="govuk-table__cell" data-label="${quarterWord(say, quarters[at] ?? '')}">${shareOf(say, one, of[at - 1])}</td>`)}</tr>`;
  })}</tbody></table>`;
}

function shareOf(say: Staff['say'], one: LikeCases | undefined, before: LikeCases | undefined): Html {
  const found = one && wilson(one.positive, one.decided);
  if (!one || !found) return html`<span class="govuk-hint">${say('consistency.few', 'Too few')}</span>`;
  const earlier = before && wilson(before.positive, before.decided);
  const of100 = (share: number): number => Math.round(share * 100);
  return html`${say('consistency.share', '{share}% ({low} to {high}) of {decided}', { share: of100(found.share), low: of100(found.low), high: of100(found.high), decided: one.decided })}${when(earlier && apart(found, earlier), () => html`<br>${badge(say('consistency.apart', 'Differs from the quarter before'), 'orange')}`)}`;
}

function quarterWord(say: Staff['say'], quarter: string): string {
  const [year = '', part = ''] = quarter.split('-Q');
  const words: Readonly<Record<string, string>> = {
    '1': say('consistency.q1', 'January to March {year}', { year }),
    '2': say('consistency.q2', 'April to June {year}', { year }),
    '3': say('consistency.q3', 'July to September {year}', { year }),
    '4': say('consistency.q4', 'October to December {year}', { year }),
  };
  return words[part] ?? quarter;
}
