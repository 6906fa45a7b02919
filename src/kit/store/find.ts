// Searching sealed facts: keyed tokens of normalised values. A search needs two facts, so that nobody leafs through people by one name.
import { createHmac } from 'node:crypto';
import type { FileId } from '#base/id.ts';
import { note } from './audit.ts';
import { unbarred } from './bars.ts';
import { keysOf, type Tx } from './transaction.ts';

/** How a fact is brought into one shape before its token is made. */
const ways = ['name', 'date', 'phone', 'reference'] as const;
export type How = (typeof ways)[number];
export type Fact = { readonly how: How; readonly text: string };

/** Raised when the rules below change; old tokens then are made anew. */
export const normalisation = 1;

/** The one shape of a value; nothing where nothing searchable is left. */
export function normalise(how: How, text: string): string | undefined {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const shaped = {
    name: () =>
      plain
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
        .split(' ')
        .sort()
        .join(' '),
    date: () => /^\d{4}-\d{2}-\d{2}$/.exec(plain.trim())?.[0] ?? '',
    // The last nine digits are the same with and without a country's prefix.
    phone: () => plain.replace(/\D/g, '').slice(-9),
    reference: () => plain.replace(/[^\p{L}\p{N}]/gu, ''),
  }[how]();
  return shaped === '' ? undefined : shaped;
}

/** Writes an answer's tokens. A span counts by its two ends when they are one day; texts and lists of texts by each. */
export async function index(tx: Tx, file: FileId, question: string, how: How, value: unknown): Promise<void> {
  const tokens = textsOf(value).flatMap((text) => tokenOf(tx, { how, text }) ?? []);
  if (tokens.length === 0) return;
  await tx.query(
    `insert into blind_index (file, question, token, normalisation) select $1, $2, token, $3 from unnest($4::bytea[]) token on conflict do nothing`,
    [file, question, normalisation, tokens],
  );
}

/**
 * Files for which every fact holds. At least two different facts are needed; with fewer nothing is searched. A name of several words is
 * looked for as it stands and by its words, since given and family name are kept apart: that makes no further fact of it.
 */
export async function search(tx: Tx, facts: readonly Fact[]): Promise<FileId[]> {
  if (new Set(facts.map((fact) => `${fact.how}|${normalise(fact.how, fact.text) ?? ''}`)).size < 2) return [];
  const spelt = [facts, facts.flatMap(inWords)];
  const found = new Set<FileId>();
  for (const way of spelt) for (const file of await holding(tx, way, facts.length)) found.add(file);
  note(tx, null, 'searched:two-facts');
  // A search that finds nobody is kept too: somebody who tries names leaves a row of them.
  if (found.size === 0) note(tx, null, 'searched:nobody');
  for (const file of found) note(tx, file, 'searched:found');
  return [...found].sort();
}

/** The facts a name holds, word by word; any other fact as it is. */
export function inWords(fact: Fact): readonly Fact[] {
  if (fact.how !== 'name') return [fact];
  return (normalise('name', fact.text) ?? '').split(' ').map((text) => ({ how: 'name', text }));
}

async function holding(tx: Tx, facts: readonly Fact[], least: number): Promise<FileId[]> {
  const tokens = new Map(facts.flatMap((fact) => tokenOf(tx, fact) ?? []).map((token) => [token.toString('hex'), token]));
  if (tokens.size < least) return [];
  const rows = await tx.query<{ file: FileId }>(
    `select file from blind_index where token = any($1::bytea[]) and normalisation = $2 and ${unbarred('blind_index.file', '$4::text')}
     group by file having count(distinct token) = $3 order by file limit 50`,
    [[...tokens.values()], normalisation, tokens.size, tx.actor.person],
  );
  return rows.map((row) => row.file);
}

export type Alike = { readonly file: FileId; readonly hows: readonly How[] };

/**
 * Files that share two facts with one, at least one of them more than a name: by tokens alone, and nothing is opened. `names` are the
 * questions that hold a name. Most first; it proposes and joins nobody.
 */
export async function alike(tx: Tx, file: FileId, hows: Readonly<Record<string, How>>): Promise<readonly Alike[]> {
  const rows = await tx.query<{ file: FileId; questions: readonly string[] }>(
    `with own as (select distinct question, token from blind_index where file = $1 and normalisation = $2),
     firm as (select distinct other.file from own join blind_index other on other.token = own.token and other.normalisation = $2
       where own.question <> all($3::text[]) and other.file <> $1)
     select firm.file, array_agg(distinct own.question) as questions from firm join blind_index other on other.file = firm.file and other.normalisation = $2
     join own on own.token = other.token group by firm.file having count(distinct own.token) > 1 order by count(distinct own.token) desc, firm.file limit 20`,
    [file, normalisation, Object.keys(hows).filter((question) => hows[question] === 'name')],
  );
  note(tx, file, 'searched:alike');
  for (const row of rows) note(tx, row.file, 'searched:found');
  return rows.map((row) => ({ file: row.file, hows: ways.filter((how) => row.questions.some((question) => hows[question] === how)) }));
}

/** The token of one fact. Exported for the practice loader, which writes many at once. */
export function tokenOf(tx: Tx, fact: Fact): Buffer | undefined {
  const shaped = normalise(fact.how, fact.text);
  if (shaped === undefined) return undefined;
  return createHmac('sha256', keysOf(tx).index).update(`${normalisation}|${fact.how}|${shaped}`).digest().subarray(0, 16);
}

/** 32 bytes that only this installation's key makes of a text: to know again what was sent before, and not what it said. */
export const keyedHash = (tx: Tx, text: string): Buffer => createHmac('sha256', keysOf(tx).index).update(`again|${text}`).digest();

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  const span = value as { earliest?: string; latest?: string } | null;
  return span?.earliest !== undefined && span.earliest === span.latest ? [span.earliest] : [];
}
