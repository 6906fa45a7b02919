// Ranges lying under one another on one scale, each with its best guess marked: for what nobody knows better than between two numbers.
import { scaleLinear } from 'd3-scale';
import { framed, numbers, short, type ChartTexts } from './chart.ts';
import { html, nothing, type Html } from './html.ts';

/** `drawn`: the label in the picture, where it is too long for a phone. `at`: the best guess, nothing where there is none. `high`: nothing where there is no upper limit. */
export type Range = { readonly label: string; readonly drawn?: string; readonly at: number | null; readonly low: number | null; readonly high: number | null };

export type RangeTexts = ChartTexts & {
  readonly heads: readonly [at: string, low: string, high: string];
  /** Stands in the table where a range has no upper limit, and where nothing could be worked out. */
  readonly noLimit: string;
  readonly none: string;
};

/** Each range is a line from its low to its high with a dot at the best guess; one without an upper limit ends in an arrow at the edge. */
export function rangeChart(texts: RangeTexts, ranges: readonly Range[]): Html {
  const row = 52;
  const most = Math.max(1, ...ranges.flatMap(({ at, low, high }) => [at ?? 0, low ?? 0, high ?? 0]));
  const along = scaleLinear([0, most * 1.04], [0, 97]);
  const share = (value: number): string => `${Math.round(along(value) * 100) / 100}%`;
  const drawn = ranges.map(({ label, drawn: name = label, at, low, high }, index) => {
    const [top, y] = [index * row, index * row + 34];
    const bounded = low !== null;
    const line = bounded
      ? html`<line class="nrm-chart__range" x1="${share(low)}" x2="${high === null ? '98%' : share(high)}" y1="${y}" y2="${y}"></line>`
      : nothing;
    const arrow = bounded && high === null ? html`<text x="98%" y="${y + 6}" aria-hidden="true">›</text>` : nothing;
    const dot = at === null ? nothing : html`<circle class="nrm-chart__dot" r="6" cx="${share(at)}" cy="${y}"></circle>`;
    return html`<text x="0" y="${top + 18}">${short(name)}</text>${line}${arrow}${dot}`;
  });
  const ticks = along.ticks(4).filter((tick) => tick <= most);
  const bottom = ranges.length * row;
  const scale = ticks.map(
    (tick, index) =>
      html`<line class="nrm-chart__grid" x1="${share(tick)}" x2="${share(tick)}" y1="0" y2="${bottom}"></line><text x="${share(tick)}" y="${bottom + 18}" text-anchor="${index === 0 ? 'start' : 'middle'}">${new Intl.NumberFormat('en-GB').format(tick)}</text>`,
  );
  const said = (value: number | null, otherwise: string): number | string => (value === null ? otherwise : Math.round(value));
  const rows = ranges.map(({ label, at, low, high }): readonly [string, readonly (number | string)[]] => [
    label,
    [said(at, texts.none), said(low, texts.none), low === null ? texts.none : said(high, texts.noLimit)],
  ]);
  return framed(texts, { height: bottom + 26 }, html`${scale}${drawn}`, numbers(texts, texts.heads, rows));
}
