// Charts as SVG with a title, a description and the same numbers in a table beside: nothing is said by colour alone.
import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { html, join, nothing, when, type Html } from './html.ts';

export type ChartTexts = {
  /** Unique on the page; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What the reader should see in it, in a sentence or two. */
  readonly says: string;
  /** Heading of the column of categories. */
  readonly category: string;
  /** Name of the scrolling region that holds the chart. */
  readonly table: string;
};

export type Bar = { readonly label: string; readonly value: number };
export type Series = { readonly name: string; readonly values: readonly (number | null)[] };
/** A break in the series: drawn before this category, with its reason. */
export type Break = { readonly at: string; readonly why: string };

const whole = new Intl.NumberFormat('en-GB');
const shown = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? '–' : typeof value === 'string' ? value : whole.format(value);

/** `size`: the drawing's own units, or a height alone where it grows with the page and its words keep their size. */
export function framed(
  texts: ChartTexts,
  size: { readonly width: number; readonly height: number } | { readonly height: number },
  drawn: Html,
  table: Html,
): Html {
  const fixed = 'width' in size;
  const box = fixed ? html`class="nrm-chart" viewBox="0 0 ${size.width} ${size.height}"` : html`class="nrm-chart nrm-chart--grows" height="${size.height}"`;
  const svg = html`<svg ${box} role="img" aria-labelledby="${texts.id}-title ${texts.id}-says" xmlns="http://www.w3.org/2000/svg">
<title id="${texts.id}-title">${texts.title}</title><desc id="${texts.id}-says">${texts.says}</desc>${drawn}</svg>`;
  return html`<figure class="nrm-figure">${fixed ? html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${texts.table}">${svg}</div>` : svg}
<figcaption class="govuk-body">${texts.says}</figcaption>
${table}</figure>`;
}

/** The table beside a drawing. A text stands where there is no number to give. */
export function numbers(texts: ChartTexts, heads: readonly string[], rows: readonly (readonly [string, readonly (number | string | null)[]])[]): Html {
  return html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${texts.title}"><table class="govuk-table govuk-table--small-text-until-tablet">
<caption class="govuk-table__caption govuk-table__caption--s">${texts.title}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${texts.category}</th>${heads.map((head) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${head}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${rows.map(
    ([label, values]) =>
      html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${label}</th>${values.map((value) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${shown(value)}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** Lying bars under their labels, the number at each bar's end; lengths are shares of the page, so that a phone shows all of it. */
export function barChart(texts: ChartTexts, unit: string, bars: readonly Bar[]): Html {
  const row = 46;
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  /** What is left beside the longest bar holds its number. */
  const along = scaleLinear([0, most], [0, 82]);
  const drawn = bars.map((bar, index) => {
    const [top, share] = [index * row, round(along(bar.value))];
    return html`<text x="0" y="${top + 14}">${short(bar.label)}</text><rect class="nrm-chart__bar" x="0" y="${top + 20}" width="${share}%" height="18"></rect><text x="${share}%" dx="6" y="${top + 34}">${shown(bar.value)}</text>`;
  });
  const rows = bars.map((bar) => [bar.label, [bar.value]] as const);
  return framed(texts, { height: Math.max(1, bars.length * row) }, html`${drawn}`, numbers(texts, [unit], rows));
}

/** A label longer than a phone is wide ends in dots; the table beside has the whole of it. */
export const short = (label: string): string => (label.length > 40 ? `${label.slice(0, 39)}…` : label);

const round = (value: number): number => Math.round(value * 10) / 10;

/** Up to four lines, each named at its end; gaps stay gaps, and breaks in the series are drawn in. */
export function lineChart(texts: ChartTexts, categories: readonly string[], series: readonly Series[], breaks: readonly Break[] = []): Html {
  if (series.length > 4) throw new Error(`${texts.id}: four lines at most can be told apart`);
  const [width, height, left, right, top, bottom] = [720, 340, 60, 150, 20, 40];
  const across = scalePoint(categories, [left, width - right]);
  const most = Math.max(1, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const up = scaleLinear([0, most], [height - bottom, top]).nice(5);
  const grid = up
    .ticks(5)
    .map(
      (tick) =>
        html`<line class="nrm-chart__grid" x1="${left}" x2="${width - right}" y1="${round(up(tick))}" y2="${round(up(tick))}"></line><text x="${left - 8}" y="${round(up(tick) + 4)}" text-anchor="end">${shown(tick)}</text>`,
    );
  const every = Math.ceil(categories.length / 8);
  const labels = categories.map((category, index) =>
    index % every === 0 ? html`<text x="${round(across(category) ?? 0)}" y="${height - bottom + 20}" text-anchor="middle">${category}</text>` : nothing,
  );
  const broken = breaks.map((one) => breakLine(one, round((across(one.at) ?? left) - across.step() / 2), top, height - bottom));
  const named = apart(series.map((one) => up(lastOf(one)) + 4));
  const lines = series.map((one, index) => drawnLine(one, index, categories, (category) => across(category) ?? 0, up, named[index] ?? 0, width - right + 10));
  const axis = html`<line class="nrm-chart__axis" x1="${left}" x2="${width - right}" y1="${height - bottom}" y2="${height - bottom}"></line>`;
  const rows = categories.map((category, index) => [category, series.map((one) => one.values[index] ?? null)] as const);
  const why = when(
    breaks.length > 0,
    () =>
      html`<p class="govuk-body-s">${join(
        breaks.map((one) => `${one.at}: ${one.why}`),
        '; ',
      )}</p>`,
  );
  return html`${framed(
    texts,
    { width, height },
    html`${grid}${axis}${labels}${broken}${lines}`,
    numbers(
      texts,
      series.map((one) => one.name),
      rows,
    ),
  )}${why}`;
}

const lastOf = (of: Series): number => of.values.findLast((value) => value !== null) ?? 0;

/** Names at line ends, moved apart where they would lie on one another. */
function apart(wanted: readonly number[]): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  const placed = [...wanted];
  let above = Number.NEGATIVE_INFINITY;
  for (const { y, index } of order) {
    const at = Math.max(y, above + 16);
    placed[index] = round(at);
    above = at;
  }
  return placed;
}

function breakLine(of: Break, x: number, top: number, bottom: number): Html {
  return html`<line class="nrm-chart__break" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"><title>${of.why}</title></line>`;
}

function drawnLine(
  of: Series,
  index: number,
  categories: readonly string[],
  x: (category: string) => number,
  y: (value: number) => number,
  nameAt: number,
  nameX: number,
): Html {
  const points = categories.map((category, at) => ({ category, value: of.values[at] ?? null }));
  const path = line<{ category: string; value: number | null }>()
    .defined((point) => point.value !== null)
    .x((point) => round(x(point.category)))
    .y((point) => round(y(point.value ?? 0)))(points);
  const dots = points.map((point) =>
    point.value === null ? nothing : html`<circle class="nrm-chart__dot" r="3" cx="${round(x(point.category))}" cy="${round(y(point.value))}"></circle>`,
  );
  return html`<g class="nrm-chart__s${index + 1}"><path class="nrm-chart__line" d="${path ?? ''}"></path>${dots}<text x="${nameX}" y="${nameAt}">${of.name}</text></g>`;
}
