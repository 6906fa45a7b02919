// A map of areas shaded by a released number, with a mark for what is hidden and the same numbers in the table beside it.
import { readFileSync } from 'node:fs';
import { html, type Html } from '#kit/view/html.ts';
import { isMarked, type Value } from './sheet.ts';

export type Outlines = {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly { readonly area: string; readonly name: string; readonly d: string }[];
};
const outlines = (name: string): Outlines => JSON.parse(readFileSync(new URL(`./maps/${name}.json`, import.meta.url), 'utf8')) as Outlines;

/** Which outlines, what is said of an area that has no number of its own, and where the sea leaves room for the key. */
export type Ground = { readonly outlines: Outlines; readonly without: string; readonly key: { readonly x: number; readonly y: number } };
export const policeForceAreas = (): Ground => ({ outlines: outlines('police-force-areas'), without: 'nobody', key: { x: 0, y: 20 } });
export const countries = (): Ground => ({ outlines: outlines('countries'), without: 'no number of its own', key: { x: 20, y: 215 } });

const grouped = new Intl.NumberFormat('en-GB');
const bandsMost = 4;

/** Bands of about as many areas each, by the least number of each. */
function bandsOf(numbers: readonly number[]): readonly number[] {
  const order = [...new Set(numbers)].sort((one, other) => one - other);
  return [...new Set(Array.from({ length: Math.min(bandsMost, order.length) }, (_, at) => order[Math.floor((at * order.length) / bandsMost)] ?? 0))];
}

/** `values`: of each area its number, where it has one of its own. */
export function mapOf(id: string, title: string, ground: Ground, values: ReadonlyMap<string, Value>): Html {
  const { outlines, without, key } = ground;
  const numbers = [...values.values()].flatMap((value) => (isMarked(value) ? [] : [value.value]));
  const bands = bandsOf(numbers);
  const bandOf = (value: number): number => bands.findLastIndex((least) => value >= least);
  const said = (value: Value | undefined): string => (!value ? without : isMarked(value) ? 'not published' : grouped.format(value.value));
  const classOf = (value: Value | undefined): string => (!value ? 'no-number' : isMarked(value) ? 'hidden-area' : `band-${bandOf(value.value)}`);
  const fill = (value: Value | undefined): Html | string => (value && isMarked(value) ? html`fill="url(#${id}-hatched)"` : '');
  const top = numbers.length > 0 ? Math.max(...numbers) : 0;
  const names = new Map(outlines.areas.map(({ area, name }) => [area, name]));
  const most = [...values].find(([, value]) => !isMarked(value) && value.value === top);
  const says = most
    ? `${title}. Most: ${names.get(most[0]) ?? most[0]}, ${grouped.format(top)}. The table below has every number.`
    : `${title}. No number is published.`;
  const legend = bands.map((least, at) => {
    const next = bands[at + 1];
    const range =
      next === undefined
        ? `${grouped.format(least)} or more`
        : next - 1 === least
          ? grouped.format(least)
          : `${grouped.format(least)} to ${grouped.format(next - 1)}`;
    return html`<g transform="translate(${String(key.x)} ${String(key.y + at * 26)})"><rect class="area band-${at}" width="20" height="18"></rect><text x="28" y="15" font-size="15">${range}</text></g>`;
  });
  const hidden = html`<g transform="translate(${String(key.x)} ${String(key.y + bands.length * 26)})"><rect class="hidden-area" fill="url(#${id}-hatched)" width="20" height="18"></rect><text x="28" y="15" font-size="15">Not published</text></g>`;
  return html`<figure><svg id="${id}" viewBox="0 0 ${outlines.width} ${outlines.height}" width="${outlines.width}" role="img" aria-labelledby="${id}-title ${id}-says" xmlns="http://www.w3.org/2000/svg">
<title id="${id}-title">${title}</title><desc id="${id}-says">${says}</desc><defs><pattern id="${id}-hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"></rect><line x1="0" y1="0" x2="0" y2="6" stroke="#0b0c0c" stroke-width="2"></line></pattern></defs>
${outlines.areas.map(({ area, name, d }) => html`<path class="area ${classOf(values.get(area))}" ${fill(values.get(area))} d="${d}"><title>${name}: ${said(values.get(area))}</title></path>`)}
${legend}${hidden}</svg><figcaption>${says}</figcaption></figure>`;
}
