// How many staff for which backlog by when: the queue as it stands, what is planned, and the range of what may become of it.
import type { Role } from '#access/roles.ts';
import type { Kit } from '#kit/kit.ts';
import { lineChart } from '#kit/view/chart.ts';
import { button, errorSummary, input, insetText, select, summaryList } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { momentOf } from '#rooms/figures/moment.ts';
import { answerApart } from './answer-apart.ts';
import { nowOf, type Answered, type Now, type Planned } from './plan.ts';
import { weekCells } from './store.ts';

const readers: readonly Role[] = ['statistician', 'administrator'];

export function backlogPages(kit: Kit): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/figures/backlog',
      who: readers,
      stepUp: true,
      why: 'Those who make the figures work out how many staff which backlog needs',
      act: (ask) => show(kit, ask),
    },
  ];
}

type Name = keyof Planned;
type Limits = { readonly least: number; readonly most: number; readonly whole: boolean };
const limits: Readonly<Record<Name, Limits>> = {
  staff: { least: 0, most: 5000, whole: false },
  rate: { least: 0.01, most: 100, whole: false },
  away: { least: 0, most: 90, whole: false },
  later: { least: 0, most: 5000, whole: false },
  joining: { least: 0, most: 156, whole: true },
  learning: { least: 0, most: 52, whole: true },
  target: { least: 0, most: 1_000_000, whole: true },
  weeks: { least: 1, most: 156, whole: true },
};
/** What stands in a field that was left empty; the others must be filled in. */
const usual: Partial<Record<Name, string>> = { away: '20', joining: '0', learning: '12', weeks: '52' };

type Mistake = { readonly field: Name; readonly text: string };
type Typed = Readonly<Record<Name, string>>;

function typedIn(query: Staff['query']): Typed {
  const of = (name: Name): string => (query[name] ?? usual[name] ?? '').trim().slice(0, 12);
  return {
    staff: of('staff'),
    rate: of('rate'),
    away: of('away'),
    later: of('later'),
    joining: of('joining'),
    learning: of('learning'),
    target: of('target'),
    weeks: of('weeks'),
  };
}

function check(typed: Typed, { say }: Staff): { readonly planned: Planned } | { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const read = (field: Name): number => {
    const { least, most, whole } = limits[field];
    const value = /^\d+(\.\d+)?$/.test(typed[field]) ? Number(typed[field]) : NaN;
    const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
    const texts = { least, most };
    if (!fits)
      mistakes.push({
        field,
        text: whole
          ? say('backlog.whole', 'Enter a whole number from {least} to {most}', texts)
          : say('backlog.number', 'Enter a number from {least} to {most}, such as 12 or 1.5', texts),
      });
    return value;
  };
  const planned: Planned = {
    ...{ staff: read('staff'), rate: read('rate'), away: read('away'), later: typed.later === '' ? undefined : read('later') },
    ...{ joining: read('joining'), learning: read('learning'), target: read('target'), weeks: read('weeks') },
  };
  return mistakes.length > 0 ? { mistakes } : { planned };
}

async function show(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const stages = kit.law.stages;
  const stage = stages.find((one) => one.id === ask.query['stage']) ?? stages[0];
  const typed = typedIn(ask.query);
  const asked = ask.query['staff'] !== undefined;
  const read = asked ? check(typed, ask) : undefined;
  const before = stages[stages.findIndex((one) => one === stage) - 1]?.id;
  const now = nowOf(
    await kit.db.as(ask.actor, 'statistics', async (tx) =>
      weekCells(tx, { moment: await momentOf(tx, undefined), until: ask.today, stage: stage?.id ?? '', before }),
    ),
  );
  const mistakes = read && 'mistakes' in read ? read.mistakes : [];
  const planned = read && 'planned' in read ? read.planned : undefined;
  const answered = planned && now.weeks > 0 ? await answerApart(now, planned) : undefined;
  const title = say('backlog.title', 'Staff and backlog');
  const body = html`${problems(ask, mistakes)}<span class="govuk-caption-xl">${stage?.name}</span><h1 class="govuk-heading-xl">${title}</h1>
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<p class="govuk-body-l">${say('backlog.lead', 'How many people who decide are needed for the backlog to fall to a target by a week, and how sure that is.')}</p>
${standing(ask, now)}${form(kit, ask, typed, mistakes, stage?.id ?? '')}</div></div>
${planned && answered ? answer(ask, now, planned, answered) : nothing}
${when(planned !== undefined && now.weeks === 0, () => html`<p class="govuk-body">${say('backlog.nothing', 'No case has come to this stage here, so nothing can be worked out.')}</p>`)}`;
  return page(title, body, { wide: true, back: '/figures', ...(mistakes.length > 0 ? { status: 400 } : {}) });
}

function problems({ say }: Staff, mistakes: readonly Mistake[]): Html {
  if (mistakes.length === 0) return nothing;
  return errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: mistakes.map(({ field, text }) => ({ text, href: `#${field}` })) });
}

const one = (value: number): string => value.toFixed(1);

/** How things stand, with Little's law: open = closed a week x weeks. */
function standing({ say, today, lang }: Staff, now: Now): Html {
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  const pace =
    now.closedAWeek > 0
      ? say('backlog.pace', 'About {weeks} weeks: {open} open, divided by {closed} closed a week (Little’s law)', {
          weeks: one(now.total / now.closedAWeek),
          open: now.total,
          closed: one(now.closedAWeek),
        })
      : say('backlog.no-pace', 'None were closed lately, so it cannot be said');
  return summaryList({
    rows: [
      row(say('backlog.open', 'Open on {day}', { day: longDay(today, lang) }), `${now.total}`),
      row(say('backlog.came', 'Came, a week (last {weeks} weeks)', { weeks: now.weeks }), one(now.cameAWeek)),
      row(say('backlog.closed', 'Closed, a week'), one(now.closedAWeek)),
      row(say('backlog.waits', 'What a new case waits at this pace'), pace),
    ],
  });
}

function form({ law }: Kit, { say }: Staff, typed: Typed, mistakes: readonly Mistake[], stage: string): Html {
  const labels: Readonly<Record<Name, readonly [label: string, hint?: string]>> = {
    staff: [say('backlog.staff', 'People who decide now, as whole-time')],
    rate: [say('backlog.rate', 'Cases that one of them closes in a week at work')],
    away: [say('backlog.away', 'Of 100 working days, how many are leave, training or sickness')],
    later: [say('backlog.later', 'People later (optional)'), say('backlog.later-hint', 'Leave it empty where none are planned to come or go.')],
    joining: [say('backlog.joining', 'In how many weeks from now')],
    learning: [say('backlog.learning', 'Weeks in which new people close half as many')],
    target: [say('backlog.target', 'Open cases at most: the target')],
    weeks: [say('backlog.weeks', 'Within how many weeks')],
  };
  return html`<form method="get" action="/figures/backlog" novalidate>${select({
    id: 'stage',
    name: 'stage',
    label: { text: say('pilot.stage', 'Which decision?'), classes: 'govuk-label--s' },
    items: law.stages.map((each) => ({ value: each.id, text: each.name, selected: each.id === stage })),
  })}${join(
    (Object.keys(labels) as Name[]).map((name) => {
      const [label, hint] = labels[name];
      const wrong = mistakes.find((each) => each.field === name);
      return input({
        id: name,
        name,
        value: typed[name],
        inputmode: limits[name].whole ? 'numeric' : 'decimal',
        classes: 'govuk-input--width-5',
        label: { text: label, classes: 'govuk-label--s' },
        ...(hint ? { hint: { text: hint } } : {}),
        ...(wrong ? { errorMessage: { text: wrong.text } } : {}),
      });
    }),
  )}${button({ text: say('backlog.ask', 'Work it out') })}</form>`;
}

function answer({ say }: Staff, now: Now, planned: Planned, { backlog, way, expected, keeping, half, sure }: Answered): Html {
  const last = backlog.weeks.at(-1);
  const reached = Math.round(100 * (backlog.reached.at(-1) ?? 0));
  const marks = Array.from({ length: planned.weeks + 1 }, (_unused, week) => week).filter(
    (week) => week % Math.max(1, Math.ceil(planned.weeks / 26)) === 0 || week === planned.weeks,
  );
  const at = (week: number, of: 'low' | 'middle' | 'high'): number => (week === 0 ? now.total : Math.round(backlog.weeks[week - 1]?.[of] ?? 0));
  const title = say('backlog.chart', 'Open cases by weeks from now');
  const people = (count: number | undefined): string =>
    count === undefined ? say('backlog.none', 'not with any number up to {most}', { most: 5000 }) : say('backlog.people', '{count} people', { count });
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  const { little } = backlog;
  const ways: Readonly<Record<Answered['way'], string>> = {
    mean: say('backlog.by-mean', 'the mean of the last {weeks} weeks: with less than two years behind it, no forecast can show that it does better', {
      weeks: now.weeks,
    }),
    'local-level': say('backlog.by-level', 'a level that wanders, which did better than the same weeks of last year on weeks it had not seen'),
    'seasonal-naive': say('backlog.by-season', 'the same weeks of last year: the forecast that was to do better did not'),
  };
  return html`<h2 class="govuk-heading-l">${say('backlog.becomes', 'What may become of it')}</h2>
<p class="govuk-body-l">${say(
    'backlog.says',
    'After {weeks} weeks: between {low} and {high} open cases in 90 of 100 paths, half of them below {middle}. At most {target} are open in {reached} of 100.',
    {
      weeks: planned.weeks,
      low: Math.round(last?.low ?? 0),
      high: Math.round(last?.high ?? 0),
      middle: Math.round(last?.middle ?? 0),
      target: planned.target,
      reached,
    },
  )}</p>
${lineChart(
  {
    id: 'backlog',
    title,
    says: say('backlog.chart-says', 'The middle of 2,000 paths, and between which lines 90 of 100 lie.'),
    category: say('backlog.week', 'Weeks from now'),
    table: say('figures.chart', 'Chart: {title}', { title }),
  },
  marks.map(String),
  (['high', 'middle', 'low'] as const).map((of) => ({
    name: { high: say('backlog.high', 'At most'), middle: say('backlog.middle', 'Middle'), low: say('backlog.low', 'At least') }[of],
    values: marks.map((week) => at(week, of)),
  })),
)}
<h2 class="govuk-heading-l">${say('backlog.needed', 'How many people')}</h2>
${summaryList({
  rows: [
    row(say('backlog.keeping', 'To keep the backlog as it is'), say('backlog.about', 'about {count} people', { count: one(keeping) })),
    row(say('backlog.half', 'To reach the target in 50 of 100 paths, from now on'), people(half)),
    row(say('backlog.sure', 'To reach it in 90 of 100'), people(sure)),
  ],
})}
<p class="govuk-body">${say(
    'backlog.little',
    'On the planned path, over all weeks: {open} open on average; {closed} closed a week, which had waited {waited} weeks on average.',
    {
      open: Math.round(little.open),
      closed: one(little.throughput),
      waited: one(little.waited),
    },
  )} ${say('backlog.little-why', 'In a steady office the first is the product of the other two (Little’s law). While a backlog grows or falls they differ, since those still open have not waited out.')}</p>
${insetText({ html: html`<p class="govuk-body">${say('backlog.assumes', 'It is assumed that {expected} cases come a week, by {way}; that the oldest are closed first; that every case takes alike; and that nobody hurries because the pile is high. More staff than there is information to decide on change nothing.', { expected: one(expected), way: ways[way] })}</p>` })}`;
}
