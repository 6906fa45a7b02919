// Signals and situations by month, as recorded on a day: for those who make and look after the figures. Small counts are not for publishing.
import { addDays, readDay } from '#base/day.ts';
import type { Role } from '#access/roles.ts';
import type { Say } from '#base/words.ts';
import { channelWords, closings, kinds, places, type Choices } from '#journey/signal-coding.ts';
import type { Kit } from '#kit/kit.ts';
import { barChart } from '#kit/view/chart.ts';
import { button, input, table } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { momentOf } from '#rooms/figures/moment.ts';
import type { ReadBand } from './count.ts';
import { dimensions, signalsByMonth, type Cell, type Counts } from './tables.ts';

const readers: readonly Role[] = ['statistician', 'administrator'];
/** The service's own: a year of months, the running one included. */
const shownDays = 365;
/** Below this a count is not shown: somebody might know who it is. Totals are rounded to five, so that no difference gives it away. */
export const smallest = 5;

export function signalFiguresPages(kit: Kit): readonly Route[] {
  return [{ method: 'GET', path: '/figures/signals', who: readers, stepUp: true, why: 'Signals by month, small counts hidden', act: (ask) => show(kit, ask) }];
}

/** Rounded to the nearest five, and nothing below five: any two of these leave at least five people between. */
export const shownCount = (number: number): string => (number < smallest ? '[c]' : String(Math.round(number / 5) * 5));

async function show(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, lang } = ask;
  const typed = readDay(ask.query['as-of'] ?? '');
  const on = typed && typed < ask.today ? typed : undefined;
  const until = on ?? ask.today;
  const cells = await kit.db.as(ask.actor, 'statistics', async (tx) =>
    signalsByMonth(tx, { first: addDays(until, -shownDays), last: until }, await momentOf(tx, on)),
  );
  const title = say('signal-figures.title', 'Signals by month');
  const word = wordsOf(say);
  const names = dimensionWords(say);
  const one = (counts: Counts, by: Cell['by']): Html =>
    table({
      caption: names[by],
      captionClasses: 'govuk-table__caption--m',
      head: [
        { text: say('signal-figures.month', 'Month') },
        { text: say('signal-figures.what', 'Which') },
        { text: counts === 'signal' ? say('signal-figures.count', 'Signals') : say('signal-figures.count-situations', 'Situations'), format: 'numeric' },
      ],
      rows: cells
        .filter((cell) => cell.counts === counts && cell.by === by)
        .map((cell) => [{ text: cell.month }, { text: word(cell) }, { text: shownCount(cell.number), format: 'numeric' }]),
    });
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('signal-figures.as-of', 'Accurate as of {day}. Signals stay open and are coded anew, so these numbers change. Counts are rounded to five; [c] is fewer than five.', { day: longDay(until, lang) })}</p>
<form method="get" action="/figures/signals" novalidate>${input({ id: 'as-of', name: 'as-of', value: ask.query['as-of'] ?? '', label: { text: say('signal-figures.on', 'As recorded on the day') }, hint: { text: say('signal-figures.on.hint', 'For example 2024-01-15. Empty: now.') }, classes: 'govuk-input--width-10' })}${button({ text: say('signal-figures.show', 'Show'), classes: 'govuk-button--secondary' })}</form>
${drawn(say, cells)}${dimensions.map((by) => one('signal', by))}<h2 class="govuk-heading-m">${say('signal-figures.situations', 'Situations by month')}</h2>
<p class="govuk-body">${say('signal-figures.situations.lead', 'Two signals or more that an adviser laid side by side, in the month in which the first two were. A situation counts under every answer that one of its signals has, so these add up to more than all. Of times the quickest of its signals counts.')}</p>${cells.some(({ counts }) => counts === 'situation') ? (['total', ...dimensions] as const).map((by) => one('situation', by)) : html`<p class="govuk-body">${say('signal-figures.no-situation', 'No signals were laid side by side in these months.')}</p>`}`,
    { back: '/figures' },
  );
}

/** Every month with its number beside it; one with too few is not drawn, and the sentence below says so. */
function drawn(say: Say, cells: readonly Cell[]): Html {
  const months = cells.filter(({ counts, by }) => counts === 'signal' && by === 'total');
  const bars = months.filter(({ number }) => number >= smallest).map(({ month, number }) => ({ label: month, value: Number(shownCount(number)) }));
  const title = say('signal-figures.title', 'Signals by month');
  const texts = {
    id: 'signals-by-month',
    title,
    says: say('signal-figures.drawn', 'All signals, by the month in which they came. Months with fewer than five are left out.'),
    category: say('signal-figures.month', 'Month'),
    table: say('figures.chart', 'Chart: {title}', { title }),
  };
  return bars.length === 0
    ? html`<p class="govuk-body">${say('signal-figures.few', 'No month has five signals or more.')}</p>`
    : barChart(texts, say('signal-figures.count', 'Signals'), bars);
}

const bands = (say: Say): Readonly<Record<ReadBand, string>> => ({
  '15-minutes': say('signal-figures.15-minutes', '15 minutes'),
  '1-hour': say('signal-figures.1-hour', 'An hour'),
  '4-hours': say('signal-figures.4-hours', 'Four hours'),
  '1-day': say('signal-figures.1-day', 'A day'),
  longer: say('signal-figures.longer', 'Longer'),
});

const dimensionWords = (say: Say): Readonly<Record<Cell['by'], string>> => ({
  total: say('signal-figures.total', 'All'),
  channel: say('signal-figures.channel', 'How it came'),
  kind: say('signal-figures.kind', 'Type'),
  place: say('signal-figures.place', 'Place'),
  outcome: say('signal-figures.outcome', 'Outcome'),
  'first-read': say('signal-figures.read', 'First read within'),
  'first-response': say('signal-figures.response', 'First answered, rung back or passed on within'),
});

/** What a code of the counts is called; one that no list knows stands as it is. */
function wordsOf(say: Say): (cell: Cell) => string {
  const choices = (of: Choices): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(of).map(([code, text]) => [code, text(say)]));
  const known: Readonly<Partial<Record<Cell['by'], Readonly<Record<string, string>>>>> = {
    channel: channelWords(say),
    kind: choices(kinds),
    place: choices(places),
    outcome: choices(closings),
    'first-read': bands(say),
    'first-response': bands(say),
  };
  return ({ by, code }) =>
    code === 'none' ? say('signal-figures.not-yet', 'Not yet') : code === 'all' ? say('signal-figures.total', 'All') : (known[by]?.[code] ?? code);
}
