// Reads the published tables in published/: rows of detail without the totals mixed among them, and the tables beside it.
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { csvLines } from '#base/csv.ts';

export type DetailRow = {
  readonly first_responder_type: string;
  readonly first_responder: string;
  readonly exploitation_type: string;
  readonly age_at_exploitation: string;
  readonly gender: string;
  readonly nationality: string;
  readonly people: number;
};
export type PublishedAge = 'adult' | 'child' | 'unknown';
export type PublishedPlace = 'uk' | 'overseas' | 'uk-and-overseas' | 'not-specified';
export type PlaceRow = { readonly age: PublishedAge; readonly place: PublishedPlace; readonly people: number };
export type PublishedOutcome = 'positive' | 'negative';
export type DecisionRow = { readonly stage: string; readonly age: PublishedAge; readonly outcome: PublishedOutcome; readonly people: number };
export type NotifiedRow = { readonly nationality: string; readonly people: number };

/** Everything published of one quarter. */
export type PublishedQuarter = {
  readonly quarter: string;
  readonly detail: readonly DetailRow[];
  readonly places: readonly PlaceRow[];
  readonly decisions: readonly DecisionRow[];
  readonly notified: readonly NotifiedRow[];
  readonly notifiedTotal: number;
};

const folder = new URL('./published/', import.meta.url);
const ages: Readonly<Record<string, PublishedAge>> = {
  'Adult (18 or over)': 'adult',
  'Child (17 or under)': 'child',
  'Age not specified or unknown': 'unknown',
  'Not specified or unknown': 'unknown',
};
const places: Readonly<Record<string, PublishedPlace>> = {
  UK: 'uk',
  Overseas: 'overseas',
  'UK and Overseas': 'uk-and-overseas',
  'Not specified or unknown': 'not-specified',
};
const stages = [
  { stage: 'reasonable-grounds', file: 'nrm_reasonable_grounds_2014_on.csv', words: 'reasonable grounds' },
  { stage: 'conclusive-grounds', file: 'nrm_conclusive_grounds_2014_on.csv', words: 'conclusive grounds' },
] as const;

/** The quarters whose detail is held, oldest first, e.g. `2023-Q4`. */
export function quartersHeld(): readonly string[] {
  return readdirSync(folder)
    .map((name) => /^nrm_referrals_(\d{4})_q([1-4])\.csv\.gz$/.exec(name))
    .filter((found) => found !== null)
    .map((found) => `${found[1]}-Q${found[2]}`)
    .sort();
}

export function readPublishedQuarter(quarter: string): PublishedQuarter {
  const [year = '', part = ''] = quarter.split('-');
  return {
    quarter,
    detail: readDetail(quarter),
    places: table('nrm_referrals_by_quarter_age_location_2009q2_on.csv')
      .filter((row) => row['Year'] === year && row['Quarter'] === part && row['Location of exploitation'] !== 'Total')
      .map((row) => ({
        age: known(ages, row['Age at exploitation']),
        place: known(places, row['Location of exploitation']),
        people: whole(row['NRM referrals']),
      })),
    decisions: stages.flatMap((of) => readDecisions(of, year, part)),
    notified: table('duty_to_notify_by_nationality_2022q2_2023q4.csv')
      .filter((row) => row['quarter'] === fileQuarter(quarter) && row['nationality'] !== 'Total')
      .map((row) => ({ nationality: row['nationality'] ?? '', people: whole(row['total']) })),
    notifiedTotal: whole(table('duty_to_notify_2015q4_on.csv').find((row) => row['Year'] === year && row['Quarter'] === part)?.['Total']),
  };
}

export type AgesRow = { readonly quarter: string; readonly age: PublishedAge; readonly people: number };

/** Referrals of every quarter since 2009 by age, as published with the last quarter held. */
export function publishedAges(): readonly AgesRow[] {
  return table('nrm_referrals_by_quarter_age_location_2009q2_on.csv')
    .filter((row) => /^Q[1-4]$/.test(row['Quarter'] ?? '') && row['Location of exploitation'] === 'Total' && row['Age at exploitation'] !== 'Total')
    .map((row) => ({ quarter: `${row['Year']}-${row['Quarter']}`, age: known(ages, row['Age at exploitation']), people: whole(row['NRM referrals']) }));
}

/** ... and of all ages together, of the quarters before one. */
export function publishedBefore(quarter: string): readonly { readonly quarter: string; readonly people: number }[] {
  const sums = new Map<string, number>();
  for (const { quarter: at, people } of publishedAges()) if (at < quarter) sums.set(at, (sums.get(at) ?? 0) + people);
  return [...sums].map(([at, people]) => ({ quarter: at, people }));
}

function fileQuarter(quarter: string): string {
  return quarter.toLowerCase().replace('-', '_');
}

/** The detail alone: no row with `Total` in any column, no responder that is a sum. */
function readDetail(quarter: string): DetailRow[] {
  return table(`nrm_referrals_${fileQuarter(quarter)}.csv.gz`)
    .filter((row) => !Object.values(row).includes('Total') && !row['first_responder']?.endsWith(' total'))
    .map((row) => ({
      first_responder_type: row['first_responder_type'] ?? '',
      first_responder: row['first_responder'] ?? '',
      exploitation_type: row['exploitation_type'] ?? '',
      age_at_exploitation: row['age_at_exploitation'] ?? '',
      gender: row['gender'] ?? '',
      nationality: row['nationality'] ?? '',
      people: whole(row['people']),
    }));
}

function readDecisions(of: (typeof stages)[number], year: string, part: string): DecisionRow[] {
  const row = table(of.file).find((one) => one['Year'] === year && one['Quarter'] === part);
  if (!row) throw new Error(`no decisions are published for ${year} ${part}`);
  return ['Adult (18 or over)', 'Child (17 or under)', 'Age not specified or unknown'].flatMap((age) =>
    (['Positive', 'Negative'] as const).map((outcome) => ({
      stage: of.stage,
      age: known(ages, age),
      outcome: outcome.toLowerCase() as PublishedOutcome,
      people: whole(row[`${age} - ${outcome} ${of.words}`]),
    })),
  );
}

/** What the published age label means as a code. */
export function ageOf(label: string): PublishedAge {
  return known(ages, label);
}

function known<T>(of: Readonly<Record<string, T>>, label: string | undefined): T {
  const found = of[label ?? ''];
  if (found === undefined) throw new Error(`the published tables use a label we do not know: ${label}`);
  return found;
}

function whole(text: string | undefined): number {
  if (!text || !/^\d+$/.test(text)) throw new Error(`the published tables hold no whole number here: ${text}`);
  return Number(text);
}

const held = new Map<string, readonly Readonly<Record<string, string>>[]>();

function table(file: string): readonly Readonly<Record<string, string>>[] {
  const known = held.get(file);
  if (known) return known;
  const bytes = readFileSync(new URL(file, folder));
  const rows = readCsv((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  held.set(file, rows);
  return rows;
}

/** Comma-separated text whose first line names the columns. */
export function readCsv(text: string): Readonly<Record<string, string>>[] {
  const [head, ...rows] = csvLines(text);
  return rows.map(({ cells }) => Object.fromEntries((head?.cells ?? []).map((name, i) => [name, cells[i] ?? ''])));
}
