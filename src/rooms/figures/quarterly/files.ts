// Every file of a release, made of the same tables: workbook, text files with their metadata, JSON, catalogue entry, page, bulletin, certificate.
import { createHash } from 'node:crypto';
import type { Day } from '#base/day.ts';
import { readQuarter } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import { odsOf } from '#kit/view/ods.ts';
import { quoted } from '#rooms/figures/exact.ts';
import { bulletinPage } from './bulletin.ts';
import { practiceSays } from './conduct.ts';
import { notes } from './notes.ts';
import { releasePage } from './page.ts';
import type { Certificate, Conduct } from './release.ts';
import { replyPage } from './reply.ts';
import { revisionsId } from './revision-table.ts';
import { isMarked, type OfficialTable } from './sheet.ts';
import { workbookOf } from './workbook.ts';

export type Making = {
  readonly id: string;
  readonly period: string;
  readonly asOf: Day;
  readonly tables: readonly OfficialTable[];
  readonly certificate: Certificate;
  readonly law: Law;
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value, null, 1) + '\n');

export function filesOf(made: Making, conduct: Conduct): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  files.set('tables.ods', odsOf(workbookOf(made, conduct)));
  for (const table of made.tables) {
    files.set(`csv/${table.id}.csv`, bytes(csvOf(table, made.period)));
    files.set(`csv/${table.id}.csv-metadata.json`, json(csvwOf(table, made, conduct)));
  }
  const revisions = made.tables.find(({ id }) => id === revisionsId);
  // Alone as well, for the page of all statistics.
  if (revisions)
    files.set('revisions.json', json({ ...(conduct.practice ? { practice: practiceSays } : {}), period: made.period, asOf: made.asOf, ...revisions }));
  files.set('release.json', json(releaseJson(made, conduct)));
  files.set('certificate.json', json(made.certificate));
  if (conduct.reply) files.set('reply.html', bytes(replyPage(made, conduct, conduct.reply)));
  else files.set('bulletin.html', bytes(bulletinPage(made, conduct)));
  files.set('index.html', bytes(releasePage(made, conduct, [...files.keys()])));
  // The catalogue comes last: it gives the fingerprint of every other file.
  files.set('dcat.json', json(dcatOf(made, conduct, files)));
  return files;
}

/** One number a row. A mark stands in a column of its own, and then there is no value. */
export function csvOf({ down, across, lines }: OfficialTable, period: string): string {
  const head = ['period', ...down.flatMap(({ id }) => [id, `${id}_label`]), across.id, `${across.id}_label`, 'value', 'status'];
  const rows = lines.flatMap(({ codes, labels, values }) =>
    values.map((value, at) => {
      const column = across.columns[at];
      const said = isMarked(value) ? ['', value.mark] : [String(value.value), ''];
      return [period, ...codes.flatMap((code, i) => [code, labels[i] ?? '']), column?.code ?? '', column?.label ?? '', ...said];
    }),
  );
  return [head, ...rows].map((row) => row.map(quoted).join(',')).join('\n') + '\n';
}

/** CSV on the web (W3C): what each column holds, and by which columns a row is known. */
function csvwOf(table: OfficialTable, { id, asOf }: Making, conduct: Conduct): unknown {
  const { down, across } = table;
  const text = (name: string, title: string) => ({ name, titles: name, 'dc:title': title, datatype: 'string', required: true });
  const pairs = [...down, { id: across.id, heading: across.heading }];
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: `${table.id}.csv`,
    'dc:title': table.title,
    'dc:publisher': conduct.publisher,
    'dc:license': conduct.licence.url,
    'dc:modified': asOf,
    'dc:identifier': `${id}/${table.id}`,
    'schema:version': String(table.version),
    notes: [...(conduct.practice ? [practiceSays] : []), ...table.notes.map((note) => notes[note]), notes.small],
    dialect: { header: true, delimiter: ',', quoteChar: '"', encoding: 'utf-8', lineTerminators: ['\n'] },
    tableSchema: {
      columns: [
        text('period', 'Period'),
        ...pairs.flatMap(({ id: name, heading }) => [text(name, `${heading}, code`), text(`${name}_label`, heading)]),
        {
          name: 'value',
          titles: 'value',
          'dc:title': table.unit,
          datatype: across.columns.some(({ kind }) => kind === 'change') ? 'integer' : { base: 'integer', minimum: 0 },
          required: false,
          null: '',
        },
        {
          name: 'status',
          titles: 'status',
          'dc:title': 'c: confidential; x: not available',
          datatype: { base: 'string', format: '[cx]?' },
          required: false,
          null: '',
        },
      ],
      primaryKey: ['period', ...pairs.map(({ id: name }) => name)],
    },
  };
}

function releaseJson({ id, period, asOf, tables }: Making, conduct: Conduct): unknown {
  return {
    id,
    period,
    asOf,
    publisher: conduct.publisher,
    ...(conduct.practice ? { practice: practiceSays } : {}),
    marks: { c: 'confidential', x: 'not available' },
    tables: tables.map((table) => ({ ...table, notes: table.notes.map((note) => ({ id: note, text: notes[note] })) })),
  };
}

const types: Readonly<Record<string, string>> = {
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv',
  json: 'application/json',
  html: 'text/html',
};

/** An entry for a catalogue of data (DCAT 3). */
function dcatOf({ id, period, asOf }: Making, conduct: Conduct, files: ReadonlyMap<string, Uint8Array>): unknown {
  const span = readQuarter(period);
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      spdx: 'http://spdx.org/rdf/terms#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': id,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dct:title': `National Referral Mechanism and Duty to Notify statistics, ${period}`,
    'dct:description': conduct.practice ? practiceSays : 'Referrals, decisions and notifications of a quarter, protected so that nobody can be singled out.',
    'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': conduct.publisher },
    ...(conduct.released ? { 'dct:issued': { '@value': conduct.released, '@type': 'xsd:date' } } : {}),
    'dct:modified': { '@value': asOf, '@type': 'xsd:date' },
    'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:startDate': span?.first, 'dcat:endDate': span?.last },
    'dct:spatial': { '@id': 'http://publications.europa.eu/resource/authority/country/GBR' },
    'dct:license': { '@id': conduct.licence.url },
    'dct:language': 'en-GB',
    'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/QUARTERLY' },
    'dcat:distribution': [...files].map(([name, content]) => ({
      '@type': 'dcat:Distribution',
      'dcat:downloadURL': name,
      'dcat:mediaType': types[name.split('.').at(-1) ?? ''],
      'dcat:byteSize': content.byteLength,
      'spdx:checksum': { 'spdx:algorithm': 'sha256', 'spdx:checksumValue': createHash('sha256').update(content).digest('hex') },
      ...(name.endsWith('.csv') ? { 'dct:conformsTo': { '@id': `${name}-metadata.json` } } : {}),
    })),
  };
}
