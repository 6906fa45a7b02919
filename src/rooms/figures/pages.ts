// The figures' screens: a quarter's counts in charts and tables, as recorded on a day, with files to download.
import type { Purpose } from '#access/purposes.ts';
import type { Role } from '#access/roles.ts';
import { addDays, quarterOf, readDay, readQuarter, type Day } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { button, dateInput, details, errorSummary, select, summaryList, warningText } from '#kit/view/govuk.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge, subNavigation } from '#kit/view/moj.ts';
import { absent, page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { backlogPages } from './backlog/pages.ts';
import { besidePublished, decisionCharts, notificationChart, referralCharts, supportCharts, type Words } from './charts.ts';
import { csvOf, exactTables, totalOf, type ExactTables } from './exact.ts';
import { supportTables, type SupportTables } from './exact-support.ts';
import { labelsOf } from './labels.ts';
import { measures } from './measures.ts';
import { momentOf } from './moment.ts';
import { fileNames, type FigureName } from './release.ts';
import { bedCharts, kindCharts, outcomeCharts, returnCharts, waitCharts } from './support-charts.ts';
import { whyItChanged, whyPanel } from './why-changed.ts';
import { daysCounted, publishedBeside, quartersKnown, type PublishedCell } from './tables.ts';

const readers: readonly Role[] = ['statistician', 'administrator'];
/** Exact counts can single people out, so only this purpose reads them (data.md 10). */
const purpose: Purpose = 'statistics';

export function figuresPages(kit: Kit): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/figures',
      who: readers,
      stepUp: true,
      why: 'Those who make and look after the figures see a quarter’s exact counts',
      act: (ask) => showQuarter(kit, ask),
    },
    { method: 'GET', path: '/figures/:period/:file', who: readers, stepUp: true, why: 'The same counts as a file', act: (ask) => download(kit, ask) },
    ...backlogPages(kit),
  ];
}

type Quarter = { readonly quarter: string; readonly whole: boolean };
type Typed = { readonly day: string; readonly month: string; readonly year: string };
type AsOf = { readonly on: Day | undefined; readonly typed: Typed; readonly wrong: boolean };

/** As three boxes or as `as-of=2024-01-15`. A day that has not ended means: as recorded now. */
function readAsOf(query: Staff['query'], today: Day): AsOf {
  const [year = '', month = '', date = ''] = (query['as-of'] ?? '').split('-');
  const typed = { day: query['as-of-day'] ?? date, month: query['as-of-month'] ?? month, year: query['as-of-year'] ?? year };
  if (!`${typed.day}${typed.month}${typed.year}`.trim()) return { on: undefined, typed: { day: '', month: '', year: '' }, wrong: false };
  const two = (text: string): string => text.trim().padStart(2, '0');
  const on = readDay(`${typed.year.trim()}-${two(typed.month)}-${two(typed.day)}`);
  return { on: on && on < today ? on : undefined, typed, wrong: on === undefined };
}

async function showQuarter(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const asked = readAsOf(ask.query, ask.today);
  const { quarters, chosen, tables, support, published, why } = await kit.db.as(ask.actor, purpose, async (tx) => {
    const moment = await momentOf(tx, asked.on);
    const quarters = await quartersOf(tx, kit, ask.today);
    const chosen = quarters.find((one) => one.quarter === ask.query['period']) ?? quarters.find((one) => one.whole) ?? quarters[0];
    const span = chosen && readQuarter(chosen.quarter);
    if (!span) return { quarters, chosen: undefined, tables: undefined, support: undefined, published: [], why: undefined };
    // The tables of support are worked out for their own parts alone.
    const asks = ofSupport.includes(ask.query['part'] ?? '');
    const support = asks ? await supportTables(tx, kit.law, { span, moment, until: asked.on ?? ask.today }) : undefined;
    const others = say('figures.why.others', 'Smaller groups together');
    const why = ask.query['part'] === 'changed' ? await whyItChanged(tx, kit.law, chosen.quarter, moment, asked.on ?? ask.today, others) : undefined;
    return { quarters, chosen, tables: await exactTables(tx, kit.law, span, moment), support, published: await publishedBeside(tx, chosen.quarter), why };
  });
  const title = say('figures.title', 'Figures');
  if (!chosen || !tables) {
    return page(
      title,
      html`<h1 class="govuk-heading-xl">${title}</h1><p class="govuk-body-l">${say('figures.nothing', 'Nothing has been counted here yet.')}</p>`,
    );
  }
  const recorded = say('figures.as-recorded', 'As recorded on {day}', { day: longDay(asked.on ?? ask.today, ask.lang) });
  const words = { age: (code: string) => (code === 'unknown' ? 'Age not specified or unknown' : labelsOf(kit.law).age(code)), place: labelsOf(kit.law).place };
  const parts = [
    ...partsOf(tables, support, published, words, kit, ask),
    { id: 'changed', title: say('figures.why', 'Why it changed'), shows: () => whyPanel(ask, why) },
  ];
  const part = parts.find((one) => one.id === ask.query['part']) ?? parts[0];
  if (!part) return absent;
  const body = html`${when(asked.wrong, () => wrongDay(ask))}<span class="govuk-caption-xl">${quarterInWords(chosen.quarter, ask)}</span>
<h1 class="govuk-heading-xl">${title} ${chosen.whole ? badge(say('figures.whole', 'Whole quarter'), 'green') : badge(say('figures.part', 'Incomplete quarter'), 'orange')}</h1>
<div class="govuk-grid-row"><div class="govuk-grid-column-one-third">${picker(quarters, chosen, asked, ask)}${downloads(chosen.quarter, asked, ask)}</div>
<div class="govuk-grid-column-two-thirds"><p class="govuk-body"><strong>${recorded}.</strong> ${say('figures.exact', 'These are exact counts. Small ones can point at a person: do not publish them or pass them on.')}</p>
${when(!chosen.whole, () => warningText({ text: say('figures.part-why', 'Only a part of this quarter’s cases is here, so its numbers cannot be compared with those of another.'), iconFallbackText: say('figures.warning', 'Warning') }))}
${overview(tables, published, kit, ask)}
${details({ summaryText: say('figures.how', 'What is counted'), html: howCounted(ask) })}
<ul class="govuk-list"><li><a class="govuk-link" href="/figures/pilot">${say('pilot.title', 'Is the pilot working?')}</a></li><li><a class="govuk-link" href="/figures/backlog">${say('backlog.title', 'Staff and backlog')}</a></li></ul></div></div>
${subNavigation(
  say('figures.parts', 'Parts of the figures'),
  parts.map((one) => ({ href: addressOf(chosen.quarter, one.id, asked), text: one.title, current: one.id === part.id })),
)}
<h2 class="govuk-heading-l">${part.title}</h2>${part.shows()}
<p class="govuk-body-s">${say('figures.attribution', 'Labels, definitions and the published numbers follow the Home Office statistics of the National Referral Mechanism. Contains public sector information licensed under the Open Government Licence v3.0.')}</p>`;
  return page(say('figures.page-title', 'Figures of a quarter'), body, { wide: true, ...(asked.wrong ? { status: 400 } : {}) });
}

/** Parts that show tables of support. */
const ofSupport: readonly string[] = ['support', 'waits', 'outcomes', 'after', 'beds'];
type Part = { readonly id: string; readonly title: string; readonly shows: () => Html };

/** One part a page, so that a number is found within a screen or two. */
function partsOf(
  tables: ExactTables,
  support: SupportTables | undefined,
  published: readonly PublishedCell[],
  words: Words,
  kit: Kit,
  { say }: Staff,
): readonly Part[] {
  const stages = kit.law.stages.map((stage) => stage.name);
  const drawn = (chart: (tables: SupportTables, say: Staff['say']) => Html) => () => html`${support && chart(support, say)}`;
  const parts: Part[] = [
    { id: 'referrals', title: say('figures.sent', 'Referrals'), shows: () => referralCharts(tables, say) },
    { id: 'decisions', title: say('figures.decided', 'Decisions'), shows: () => decisionCharts(tables, stages, say) },
    { id: 'support', title: say('figures.supported', 'In support'), shows: () => html`${supportCharts(tables, say)}${support && kindCharts(support, say)}` },
    { id: 'waits', title: say('figures.waited', 'Waits'), shows: drawn(waitCharts) },
    { id: 'outcomes', title: say('figures.outcomes', 'Outcomes'), shows: drawn(outcomeCharts) },
    { id: 'after', title: say('figures.after', 'After support'), shows: drawn(returnCharts) },
    { id: 'beds', title: say('figures.beds', 'Beds'), shows: drawn(bedCharts) },
    { id: 'notifications', title: say('figures.notified', 'Notifications without a name'), shows: () => notificationChart(tables, say) },
  ];
  const beside: Part = {
    id: 'beside',
    title: say('figures.beside', 'Beside the published table'),
    shows: () => besidePublished(tables, published, words, say),
  };
  return published.length > 0 ? [...parts, beside] : parts;
}

function addressOf(quarter: string, part: string, asked: AsOf): string {
  return `/figures?period=${quarter}&part=${part}${asked.on ? `&as-of=${asked.on}` : ''}`;
}

/** Quarters from the first counted day to the last, the latest first. The running one cannot be whole. */
async function quartersOf(tx: Tx, kit: Kit, today: Day): Promise<readonly Quarter[]> {
  const span = await daysCounted(
    tx,
    kit.law.stages.map((stage) => stage.id),
  );
  const known = await quartersKnown(tx);
  const found: Quarter[] = [];
  for (let at = span?.first; span && at && quarterOf(at) <= quarterOf(span.last); at = addDays(readQuarter(quarterOf(at))?.last ?? at, 1)) {
    const quarter = quarterOf(at);
    found.unshift({ quarter, whole: quarter < quarterOf(today) && (known.get(quarter) ?? known.size === 0) });
  }
  return found;
}

function quarterInWords(quarter: string, { lang }: Staff): string {
  const span = readQuarter(quarter);
  return span ? `${longDay(span.first, lang)} – ${longDay(span.last, lang)}` : quarter;
}

function wrongDay({ say }: Staff): Html {
  return errorSummary({
    titleText: say('form.problem', 'There is a problem'),
    errorList: [{ text: say('figures.wrong-day', 'Enter a real day, such as 15 1 2024'), href: '#as-of-day' }],
  });
}

function picker(quarters: readonly Quarter[], chosen: Quarter, asked: AsOf, ask: Staff): Html {
  const { say } = ask;
  const box = (name: keyof Typed, label: string) => ({
    name,
    label,
    value: asked.typed[name],
    classes: `${name === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${asked.wrong ? ' govuk-input--error' : ''}`,
  });
  return html`<form method="get" action="/figures" novalidate>
${select({
  id: 'period',
  name: 'period',
  label: { text: say('figures.period', 'Quarter'), classes: 'govuk-label--s' },
  items: quarters.map(({ quarter, whole }) => ({
    value: quarter,
    text: whole ? quarter : say('figures.part-of', '{quarter} (incomplete)', { quarter }),
    selected: quarter === chosen.quarter,
  })),
})}
${dateInput({
  id: 'as-of',
  namePrefix: 'as-of',
  fieldset: { legend: { text: say('figures.as-of', 'As recorded by the end of which day?'), classes: 'govuk-fieldset__legend--s' } },
  hint: { text: say('figures.as-of-hint', 'Leave it empty for now. What was put right later is then not in it.') },
  ...(asked.wrong ? { errorMessage: { text: say('figures.wrong-day', 'Enter a real day, such as 15 1 2024') } } : {}),
  items: [box('day', say('form.day', 'Day')), box('month', say('form.month', 'Month')), box('year', say('form.year', 'Year'))],
})}
${button({ text: say('figures.show', 'Show') })}</form>`;
}

function downloads(quarter: string, asked: AsOf, { say }: Staff): Html {
  const more = asked.on ? `?as-of=${asked.on}` : '';
  const names = Object.keys(fileNames) as FigureName[];
  return html`<h2 class="govuk-heading-s">${say('figures.download', 'Download as CSV')}</h2><ul class="govuk-list">${join(
    names.map((name) => html`<li><a class="govuk-link" href="/figures/${quarter}/${fileNames[name]}${more}" download>${measures[name].title(say)}</a></li>`),
  )}</ul>`;
}

/** The four totals, with the published number where one is known. */
function overview(tables: ExactTables, published: readonly PublishedCell[], kit: Kit, { say }: Staff): Html {
  const beside = (series: string): number | undefined => {
    const cells = published.filter((cell) => cell.series === series);
    return cells.length > 0 ? cells.reduce((sum, cell) => sum + cell.people, 0) : undefined;
  };
  const line = (key: string, ours: number, series: string) => {
    const other = beside(series);
    const value = other === undefined ? `${ours}` : say('figures.ours-theirs', '{ours} (published: {published})', { ours, published: other });
    return { key: { text: key }, value: { text: value } };
  };
  return summaryList({
    rows: [
      line(say('figures.sent', 'Referrals'), totalOf(tables.detail), 'age-place'),
      ...kit.law.stages.map((stage) =>
        line(
          say('figures.first-decisions', '{stage}: first decisions', { stage: stage.name }),
          tables.decisions.rows.filter((row) => row.cells[0] === stage.name).reduce((sum, row) => sum + row.people, 0),
          stage.id,
        ),
      ),
      line(say('figures.notified', 'Notifications without a name'), totalOf(tables.notifications), 'notifications'),
    ],
  });
}

function howCounted({ say }: Staff): Html {
  return html`<dl>${join(Object.values(measures).map((measure) => html`<dt class="govuk-!-font-weight-bold">${measure.title(say)}</dt><dd class="govuk-!-margin-left-0 govuk-!-margin-bottom-3">${measure.counts(say)}</dd>`))}</dl>`;
}

async function download(kit: Kit, ask: Staff): Promise<Reply> {
  const period = ask.params['period'] ?? '';
  const span = readQuarter(period);
  const name = (Object.keys(fileNames) as FigureName[]).find((one) => fileNames[one] === ask.params['file']);
  if (!span || !name) return absent;
  const asked = readAsOf(ask.query, ask.today);
  if (asked.wrong) return absent;
  const table = await kit.db.as(ask.actor, purpose, async (tx) => {
    const moment = await momentOf(tx, asked.on);
    const support = await supportTables(tx, kit.law, { span, moment, until: asked.on ?? ask.today });
    return { ...(await exactTables(tx, kit.law, span, moment)), ...support }[name];
  });
  // A file has no banner, so its name says it.
  const title = `${kit.practice ? 'practice-nobody-is-real-' : ''}${period}-${fileNames[name]}`;
  return { kind: 'bytes', type: 'text/csv; charset=utf-8', name: title, bytes: new TextEncoder().encode(csvOf(table)) };
}
