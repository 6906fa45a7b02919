// What a reader sees of support in one period: kinds, waits, what came after, outcomes and beds, each with its definition and its numbers beside it.
import type { Say } from '#base/words.ts';
import { after, followed, incidence, reachedBy, type Ending, type Step, type Waited } from '#methods/survival.ts';
import { barChart, lineChart, type ChartTexts } from '#kit/view/chart.ts';
import { table } from '#kit/view/govuk.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { sumsBy, supportMoves, totalOf, type Table } from './exact.ts';
import { answeredOnce, bedNames, noAnswer, returnEnds, returnNames, said, waitEnds, waitedIn, waitNames, type SupportTables } from './exact-support.ts';
import { returns, waits, type Return, type Wait } from './store.ts';

const number = (text: string | number) => ({ text: String(text), format: 'numeric' });
const head = (texts: readonly string[]) => texts.map((text, i) => (i === 0 ? { text } : { text, format: 'numeric' }));

/** A table that a narrow screen scrolls by itself. */
function numbers(caption: string, heads: readonly string[], rows: readonly (readonly [string, ...(string | number)[]])[]): Html {
  return html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${caption}">${table({
    caption,
    captionClasses: 'govuk-table__caption--s',
    firstCellIsHeader: true,
    head: head(heads),
    rows: rows.map(([first, ...rest]) => [{ text: first }, ...rest.map(number)]),
  })}</div>`;
}

const defined = (of: Table, say: Say): Html =>
  html`<p class="govuk-body">${of.measure.counts(say)}</p><p class="govuk-body-s">${say('figures.source', 'Source: codes and days that the steps of support records and houses leave in the statistics table; no name, address or house is in it.')}</p>`;
const none = (say: Say): Html => html`<p class="govuk-body">${say('figures.nothing-here', 'Nothing was counted in this period.')}</p>`;
const chartOf = (say: Say, title: string): string => say('figures.chart', 'Chart: {title}', { title });

/** Who was in support at the end, by kind. */
export function kindCharts(tables: SupportTables, say: Say): Html {
  return html`${chartOfKinds(tables, say)}${when(totalOf(tables.areas) > 0, () => chartOfAreas(tables, say))}`;
}

const atTheEnd = (of: Table): Table => ({ ...of, rows: of.rows.filter((row) => row.cells[0] === supportMoves.end) });

/** Who was in support at the end, by region: the chart of all, and every number beside it. */
function chartOfAreas({ areas }: SupportTables, say: Say): Html {
  const title = areas.measure.title(say);
  const texts: ChartTexts = {
    id: 'support-areas',
    title: say('figures.areas-end', 'In support at the end, by area'),
    says: say('figures.support-says', '{total} support records.', { total: totalOf(atTheEnd(areas)) }),
    category: say('figures.area', 'Area'),
    table: chartOf(say, title),
  };
  const bars = sumsBy(atTheEnd(areas), 'area').map(({ label, people }) => ({ label, value: people }));
  return html`<h3 class="govuk-heading-m">${title}</h3>${defined(areas, say)}${barChart(texts, say('figures.support-records', 'Support records'), bars)}
${numbers(
  say('figures.areas-all', 'By day, nation, area and kind'),
  [say('figures.areas-where', 'Day, nation, area and kind'), say('figures.support-records', 'Support records')],
  areas.rows.map(({ cells, people }) => [cells.join(' · '), people]),
)}`;
}

function chartOfKinds({ kinds }: SupportTables, say: Say): Html {
  const atEnd = atTheEnd(kinds);
  if (totalOf(kinds) === 0) return none(say);
  const title = kinds.measure.title(say);
  const texts: ChartTexts = {
    id: 'support-kinds',
    title: say('figures.kinds-end', 'In support at the end, by kind'),
    says: say('figures.support-says', '{total} support records.', { total: totalOf(atEnd) }),
    category: say('figures.kind', 'Kind of support'),
    table: chartOf(say, title),
  };
  const bars = sumsBy(atEnd, 'kind').map(({ label, people }) => ({ label, value: people }));
  return html`<h3 class="govuk-heading-m">${title}</h3>${defined(kinds, say)}${barChart(texts, say('figures.support-records', 'Support records'), bars)}
${numbers(
  say('figures.kinds-all', 'By day, nation and kind'),
  [say('figures.kinds-where', 'Day, nation and kind'), say('figures.support-records', 'Support records')],
  kinds.rows.map(({ cells, people }) => [cells.join(' · '), people]),
)}`;
}

const percent = (share: number): number => Math.round(share * 100);
const many = (waited: readonly Waited[], end?: Ending): number => waited.reduce((sum, one) => sum + (!end || one.end === end ? one.people : 0), 0);

/** The service's own rule: of days to which fewer people were followed nothing is said. */
const least = 10;

/** Even steps that end where nobody was seen any longer, so that no line says what nobody knows. */
function ticks(last: number, most = 14): readonly number[] {
  const every = [1, 2, 3, 7, 14, 28, 56, 91].find((step) => last / step < most) ?? 182;
  return Array.from({ length: Math.floor(last / every) + 1 }, (_unused, i) => i * every);
}

/** After how many days it had come to that share; for the half also between which days that lies, by inverting the interval. */
function quantile(steps: readonly Step[], share: number, say: Say): string {
  const at = reachedBy(steps, share);
  if (at === undefined) return say('figures.not-reached', 'not reached yet');
  const [low, high] = [steps.find((one) => one.high >= share)?.days, steps.find((one) => one.low >= share)?.days];
  return say('figures.days-between', '{at} ({low} to {high})', { at, low: low ?? at, high: high ?? say('figures.open-end', 'not known') });
}

export function waitCharts({ waits: of }: SupportTables, say: Say): Html {
  const titles: Readonly<Record<Wait, string>> = {
    'referral-to-contact': say('figures.wait-referral', 'From the referral to the first contact'),
    'opening-to-contact': say('figures.wait-contact', 'From the beginning of support to the first contact'),
    'opening-to-worker': say('figures.wait-worker', 'From the beginning of support to a named worker'),
    'asking-to-bed': say('figures.wait-bed', 'From asking for a place to a bed'),
  };
  const each = waits.map((wait) => ({ wait, waited: waitedIn(of, waitNames[wait], waitEnds) }));
  if (each.every(({ waited }) => waited.length === 0)) return html`${defined(of, say)}${none(say)}`;
  const summary = numbers(
    say('figures.waits-summary', 'Days waited: after how many days a quarter, half and three quarters of all had been reached, with 95 in 100 intervals'),
    [
      say('figures.wait', 'Wait'),
      say('figures.people', 'People'),
      say('figures.reached', 'Reached'),
      say('figures.still', 'Still waiting'),
      say('figures.ended-before', 'Ended before'),
      say('figures.quarter-of-all', 'A quarter'),
      say('figures.half-of-all', 'Half (median)'),
      say('figures.three-quarters-of-all', 'Three quarters'),
    ],
    each.map(({ wait, waited }) => {
      const steps = incidence(waited);
      return [
        titles[wait],
        many(waited),
        many(waited, 'event'),
        many(waited, 'waiting'),
        many(waited, 'other'),
        ...([0.25, 0.5, 0.75] as const).map((share) => quantile(steps, share, say)),
      ];
    }),
  );
  return html`${defined(of, say)}${summary}${join(each.map(({ wait, waited }) => when(waited.length > 0, () => waitChart(wait, titles[wait], waited, say))))}`;
}

function waitChart(wait: Wait, title: string, waited: readonly Waited[], say: Say): Html {
  const steps = incidence(waited);
  const days = ticks(Math.max(1, Math.min(followed(waited, least), steps.at(-1)?.days ?? 7)));
  const line = (name: string, of: 'share' | 'low' | 'high') => ({ name, values: days.map((at) => percent(after(steps, at)[of])) });
  const says = say('figures.wait-says', '{people} people waited, {reached} were reached and {still} still wait. Shares are in 100 of all who waited.', {
    people: many(waited),
    reached: many(waited, 'event'),
    still: many(waited, 'waiting'),
  });
  return html`<h3 class="govuk-heading-m">${title}</h3>${lineChart(
    { id: `wait-${wait}`, title, says, category: say('figures.after-days', 'After so many days'), table: chartOf(say, title) },
    days.map(String),
    [
      line(say('figures.share', 'Share, in 100'), 'share'),
      line(say('figures.share-low', 'At least'), 'low'),
      line(say('figures.share-high', 'At most'), 'high'),
    ],
  )}`;
}

/** What may come after support, at a quarter, half, whole and two years. */
export function returnCharts({ returns: of }: SupportTables, say: Say): Html {
  const titles: Readonly<Record<Return, string>> = {
    'support-again': say('figures.return-support', 'Back in support'),
    'referred-again': say('figures.return-referred', 'Referred again'),
    'exploited-anew': say('figures.return-anew', 'Exploited since'),
    'reach-in': say('figures.return-reach-in', 'Reach-in'),
  };
  const each = returns.map((event) => ({ event, waited: waitedIn(of, returnNames[event], returnEnds) }));
  const last = each.reduce((most, { waited }) => Math.max(most, followed(waited, least)), 0);
  if (each.every(({ waited }) => waited.length === 0)) return html`${defined(of, say)}${none(say)}`;
  const marks = [91, 182, 365, 730] as const;
  const at = (waited: readonly Waited[], days: number): string => {
    if (followed(waited, least) < days) return '–';
    const { share, low, high } = after(incidence(waited), days);
    const one = (value: number): string => (value * 100).toFixed(1);
    return `${one(share)} (${one(low)}–${one(high)})`;
  };
  const summary = numbers(
    say('figures.returns-summary', 'Shares in 100 of those who left, with 95 in 100 intervals; nothing where fewer than {least} were followed so long', {
      least,
    }),
    [
      say('figures.event', 'What came'),
      say('figures.left', 'Left support'),
      say('figures.came', 'Came'),
      say('figures.died', 'Died before'),
      ...marks.map((days) => say('figures.within-days', 'Within {days} days', { days })),
    ],
    each.map(({ event, waited }) => [titles[event], many(waited), many(waited, 'event'), many(waited, 'other'), ...marks.map((days) => at(waited, days))]),
  );
  const days = ticks(Math.max(1, last));
  const title = say('figures.returns-chart', 'What came after support, in 100 of those who left');
  const chart = lineChart(
    {
      id: 'after-support',
      title,
      says: say('figures.returns-says', 'Of {left} times in support that ended, {again} were followed by another.', {
        left: many(each[0]?.waited ?? []),
        again: many(each[0]?.waited ?? [], 'event'),
      }),
      category: say('figures.after-days', 'After so many days'),
      table: chartOf(say, title),
    },
    days.map(String),
    each.map(({ event, waited }) => {
      const steps = incidence(waited);
      return { name: titles[event], values: days.map((one) => percent(after(steps, one).share)) };
    }),
  );
  return html`${defined(of, say)}${summary}${chart}`;
}

const steps: Readonly<Record<string, number>> = { [said['not-yet']]: 0, [said['on-the-way']]: 1, [said.there]: 2 };

export function outcomeCharts({ outcomes }: SupportTables, say: Say): Html {
  if (totalOf(outcomes) === 0) return html`${defined(outcomes, say)}${none(say)}`;
  const domains = [...new Set(outcomes.rows.map((row) => row.cells[0] ?? ''))];
  const sum = (domain: string, of: (first: string, last: string) => boolean): number =>
    outcomes.rows.filter(({ cells }) => cells[0] === domain && of(cells[1] ?? '', cells[2] ?? '')).reduce((all, row) => all + row.people, 0);
  const twice = (last: string): boolean => last !== answeredOnce && last !== noAnswer;
  const moved = (first: string, last: string): number => (steps[last] ?? 0) - (steps[first] ?? 0);
  const title = say('figures.outcomes-first-last', 'Outcomes: first and last answer of those who answered at least twice');
  const rows = domains.map((domain): readonly [string, ...number[]] => [
    domain,
    sum(domain, () => true),
    sum(domain, (first) => first !== noAnswer),
    sum(domain, (_first, last) => twice(last)),
    sum(domain, (first, last) => twice(last) && first === said.there),
    sum(domain, (_first, last) => twice(last) && last === said.there),
    sum(domain, (first, last) => twice(last) && moved(first, last) > 0),
    sum(domain, (first, last) => twice(last) && moved(first, last) === 0),
    sum(domain, (first, last) => twice(last) && moved(first, last) < 0),
  ]);
  const bars = domains.flatMap((domain, i) => [
    { label: say('figures.outcome-first', 'First: {domain}', { domain }), value: rows[i]?.[4] as number },
    { label: say('figures.outcome-last', 'Last: {domain}', { domain }), value: rows[i]?.[5] as number },
  ]);
  const there = say('figures.outcome-there', 'How many said that they are there');
  return html`${defined(outcomes, say)}${numbers(
    title,
    [
      say('figures.outcome', 'Outcome'),
      say('figures.in-support', 'In support'),
      say('figures.answered', 'Answered'),
      say('figures.answered-twice', 'At least twice'),
      say('figures.there-first', 'There at first'),
      say('figures.there-last', 'There at last'),
      say('figures.further', 'Further on'),
      say('figures.unmoved', 'As before'),
      say('figures.back', 'Less far'),
    ],
    rows,
  )}${barChart({ id: 'outcomes', title: there, says: title, category: say('figures.outcome', 'Outcome'), table: chartOf(say, there) }, say('figures.people', 'People'), bars)}`;
}

export function bedCharts({ beds }: SupportTables, say: Say): Html {
  const days = [...new Set(beds.rows.map((row) => row.cells[0] ?? ''))].sort();
  const last = days.at(-1);
  if (!last) return html`${defined(beds, say)}${none(say)}`;
  const on = (day: string, state: string, where?: string): number =>
    beds.rows
      .filter(({ cells }) => cells[0] === day && cells[3] === state && (where === undefined || `${cells[1]} · ${cells[2]}` === where))
      .reduce((sum, row) => sum + row.people, 0);
  const titles: Readonly<Record<keyof typeof bedNames, string>> = {
    wanted: say('figures.bed-wanted', 'Wanted'),
    offered: say('figures.bed-offered', 'Offered'),
    'lived-in': say('figures.bed-lived-in', 'Lived in'),
    out: say('figures.bed-out', 'Out of service'),
    free: say('figures.bed-free', 'Free'),
    'not-found': say('figures.bed-not-found', 'No place found'),
  };
  const weekly = days.filter((_day, i) => (days.length - 1 - i) % 7 === 0);
  const title = say('figures.beds-weekly', 'Beds and people who wait, at the end of each week');
  const line = (state: keyof typeof bedNames) => ({ name: titles[state], values: weekly.map((day) => on(day, bedNames[state])) });
  const wheres = [...new Set(beds.rows.map(({ cells }) => `${cells[1]} · ${cells[2]}`))].sort();
  const shown = ['wanted', 'offered', 'lived-in', 'out', 'free'] as const;
  const notFound = beds.rows.filter(({ cells }) => cells[3] === bedNames['not-found']).reduce((sum, row) => sum + row.people, 0);
  return html`${defined(beds, say)}${lineChart(
    {
      id: 'beds',
      title,
      says: say(
        'figures.beds-says',
        'On the last day {wanted} people wait, {lived} beds are lived in and {free} are free. In the period no place was found {nights} times, counted once a person and day.',
        {
          wanted: on(last, bedNames.wanted),
          lived: on(last, bedNames['lived-in']),
          free: on(last, bedNames.free),
          nights: notFound,
        },
      ),
      category: say('figures.day', 'Day'),
      table: chartOf(say, title),
    },
    weekly,
    (['wanted', 'lived-in', 'free', 'out'] as const).map(line),
  )}${numbers(
    say('figures.beds-last', 'On the last day, by nation and who lives in the house; no place found: in the whole period'),
    [say('figures.beds-where', 'Nation and kind'), ...shown.map((state) => titles[state]), titles['not-found']],
    wheres.map((where) => [
      where,
      ...shown.map((state) => on(last, bedNames[state], where)),
      beds.rows.filter(({ cells }) => cells[3] === bedNames['not-found'] && `${cells[1]} · ${cells[2]}` === where).reduce((sum, row) => sum + row.people, 0),
    ]),
  )}`;
}
