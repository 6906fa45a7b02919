// The page of a release: what it is, its files, and every table, with a map or a chart before those that are read better so.
import { longDay } from '#kit/view/layout.ts';
import { barChart, lineChart } from '#kit/view/chart.ts';
import { html, nothing, when, written, type Html } from '#kit/view/html.ts';
import { documentOf } from './document.ts';
import { practiceSays } from './conduct.ts';
import type { Making } from './files.ts';
import { countries, mapOf, policeForceAreas, type Ground } from './map.ts';
import { breaks, notes } from './notes.ts';
import type { Conduct } from './release.ts';
import { isMarked, type OfficialTable, type Value } from './sheet.ts';

const grouped = new Intl.NumberFormat('en-GB');

export function releasePage(made: Making, conduct: Conduct, files: readonly string[]): string {
  const { id, period, asOf, tables, certificate } = made;
  const counts = certificate.cells.filter((cell) => !('unprinted' in cell));
  const title = `National Referral Mechanism and Duty to Notify statistics, ${period}`;
  const body = html`<p class="lead">As recorded by the end of ${longDay(asOf, 'en')}. ${conduct.released ? `Released on ${longDay(conduct.released, 'en')}. ` : ''}${conduct.designation}.</p>
<p>${notes.undercount}</p><p>${notes.small}</p>
<p>Of ${grouped.format(counts.length)} counts that belong together ${grouped.format(counts.filter((cell) => 'low' in cell).length)} are hidden. An attack with all that is published was tried on each of them, and no small count can be worked out: <a href="certificate.json">the certificate</a>.</p>
<ul><li>${conduct.reply ? html`<a href="reply.html">The answer in words</a>` : html`<a href="bulletin.html">Bulletin in words</a>`}</li><li><a href="tables.ods">All tables as a workbook (ODS)</a></li><li><a href="release.json">All tables as JSON</a></li></ul>
<nav aria-label="Tables"><h2>Tables</h2><ul>${tables.map((table) => html`<li><a href="#${table.id}">${table.title}</a></li>`)}${when(conduct.earlier !== undefined, () => html`<li><a href="#series-before">Referrals by quarter, as published before</a></li>`)}</ul></nav>
${tables.map(
  (table) => html`<section id="${table.id}"><h2>${table.title}</h2>${pictureOf(table, made)}${tableOf(table)}
${table.notes.map((note) => html`<p>${notes[note]}</p>`)}${when(files.includes(`csv/${table.id}.csv`), () => html`<p><a href="csv/${table.id}.csv">${table.title}: as CSV</a></p>`)}</section>`,
)}
${conduct.earlier ? seriesOf(conduct.earlier) : nothing}
<h2>About</h2><p>Release ${id}. ${conduct.publisher}. Contact: ${conduct.contact}. Licence: <a href="${conduct.licence.url}">${conduct.licence.name}</a>. Labels and definitions follow the Home Office statistics of the National Referral Mechanism. Maps: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data © Crown copyright and database right 2021. Countries: made with Natural Earth.</p>`;
  return written(documentOf(title, body, conduct.practice ? practiceSays : undefined));
}

const textOf = (value: Value): string => (isMarked(value) ? `[${value.mark}]` : grouped.format(value.value));

function tableOf({ title, down, across, lines, unit }: OfficialTable): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}: table"><table><caption>${title}${across.id === 'measure' ? '' : `. ${unit}, by ${across.heading.toLowerCase()} across`}</caption>
<thead><tr>${down.map(({ heading }) => html`<th scope="col">${heading}</th>`)}${across.columns.map(({ label }) => html`<th scope="col" class="number-cell">${label}</th>`)}</tr></thead>
<tbody>${lines.map(({ labels, values }) => html`<tr>${labels.map((label, at) => (at === labels.length - 1 ? html`<th scope="row">${label}</th>` : html`<td>${label}</td>`))}${values.map((value) => html`<td class="number-cell" ${html`data-cell="${value.key}"`}>${textOf(value)}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** Tables whose first column has a place on a map: where its list keeps that place. */
const maps: Readonly<Record<string, { readonly list: string; readonly within: string; readonly title: string; readonly ground: () => Ground }>> = {
  police_force: { list: 'police-forces', within: 'area', title: 'Referrals by the area of the police force that was named', ground: policeForceAreas },
  nationality_gender: { list: 'nationalities', within: 'country', title: 'Referrals by nationality, the twelve largest', ground: countries },
};

/** A map for areas, bars for a table by one dimension, nothing for the rest: the table stands below either. */
function pictureOf(table: OfficialTable, { law }: Making): Html {
  const own = table.lines.filter(({ codes }) => codes.at(-1) !== 'Total' && !isWider(table, codes.at(-1) ?? ''));
  const mapped = maps[table.id];
  if (mapped) {
    const areas = new Map(law.lists[mapped.list]?.items.map(({ code, in: within }) => [code, within?.[mapped.within]]));
    const whole = table.lines.filter(({ codes }) => codes.slice(1).every((code) => code === 'Total'));
    const values = new Map(
      whole.flatMap(({ codes, values: of }) =>
        of.at(-1) && areas.get(codes[0] ?? '') ? [[areas.get(codes[0] ?? '') ?? '', of.at(-1) as Value] as const] : [],
      ),
    );
    return values.size > 0 ? mapOf(`map-${table.id}`, mapped.title, mapped.ground(), values) : nothing;
  }
  if (table.across.columns.length > 1) return nothing;
  const bars = own.flatMap(({ labels, values: [value] }) => (value && !isMarked(value) ? [{ label: labels[0] ?? '', value: value.value }] : []));
  if (bars.length === 0) return nothing;
  const texts = {
    id: `chart-${table.id}`,
    title: table.title,
    says: `${table.title}. What is not published is not drawn.`,
    category: table.down[0]?.heading ?? '',
    table: table.title,
  };
  return barChart(texts, table.unit, bars);
}

const isWider = ({ id }: OfficialTable, code: string): boolean => id === 'police_force' && code.startsWith('in-');

/** What was published before, quarter by quarter, with the days on which its meaning changed. */
function seriesOf({ points, source }: NonNullable<Conduct['earlier']>): Html {
  const quarters = points.map(({ quarter }) => quarter);
  const texts = {
    id: 'series',
    title: 'Referrals by quarter, as published before',
    says: `Referrals from ${quarters[0] ?? ''} to ${quarters.at(-1) ?? ''}. Dashed lines are breaks in how kinds of exploitation, authorities or decisions are counted, each named below: across one they cannot be compared.`,
    category: 'Quarter',
    table: 'Referrals by quarter: chart',
  };
  const within = breaks.filter(({ at }) => quarters.includes(at)).map(({ at, why }) => ({ at, why }));
  const series = [{ name: 'Referrals', values: points.map(({ people }) => people) }];
  return html`<section id="series-before"><h2>${texts.title}</h2>${lineChart(texts, quarters, series, within)}<p>${source}</p></section>`;
}
