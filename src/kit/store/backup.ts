// Backup: one moment of every table, written as lines into two encrypted files, keys apart from all else; then read again and compared.
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { newIdentity, readLines, UnreadableBackup, writeLines } from './age-file.ts';
export { UnreadableBackup } from './age-file.ts';
import { tablesOf, type Table } from './catalogue.ts';
import { addLeaf, rootOfPeaks, type Peaks } from './merkle.ts';
import type { Ask } from './migrate.ts';

/** How long a file of keys is of use: after that many days it is to be destroyed, and with it the keys of what was erased since. */
export const keysLastDays = 35;

export type Part = 'data' | 'keys';
export type Head = {
  readonly backup: 'opennrm-1';
  readonly part: Part;
  /** The same in both files of one backup. */
  readonly id: string;
  readonly made: string;
  readonly practice: boolean;
  readonly migrations: readonly { readonly number: number; readonly name: string; readonly hash: string }[];
  readonly log: { readonly size: number; readonly root: string };
};
type End = { readonly rows: number; readonly sha256: string };
export type Counted = { readonly head: Head; readonly tables: ReadonlyMap<string, number>; readonly rows: number };

/** What a file holds, line by line. */
export type Entry = { readonly head: Head } | { readonly table: string; readonly columns: readonly string[] } | { readonly row: string };

export const keysFileOf = (path: string): string => `${path}.keys`;
const isOf = (part: Part) => (table: Table) => table.name.startsWith('keys.') === (part === 'keys');
const batchBytes = 4 * 1024 * 1024;

/**
 * Writes `path` and `path`.keys, for those who hold an identity of `to`, from one snapshot. `ask` is one session that sees every row.
 * Each file is read again from the disk and compared with what the snapshot held before it gets its name.
 */
export async function backUp(ask: Ask, path: string, to: readonly string[]): Promise<readonly Counted[]> {
  const own = await newIdentity();
  await ask('begin isolation level repeatable read read only');
  try {
    // A row that this login may not see would be missing without a word: with this it is an error.
    await ask(`set local row_security = off; set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex'`);
    const tables = await tablesOf(ask);
    const common = await headOf(ask);
    const done: Counted[] = [];
    for (const part of ['keys', 'data'] as const) {
      const name = part === 'keys' ? keysFileOf(path) : path;
      const mine = tables.filter(isOf(part));
      await writeLines(`${name}.part`, [...to, own.recipient], linesOf(ask, { ...common, part }, mine));
      const found = await check(`${name}.part`, own.identity, part);
      for (const { name: table } of mine) {
        const [is] = await ask(`select count(*)::int as rows from ${table}`);
        if (is?.['rows'] !== found.tables.get(table)) throw new UnreadableBackup(`${name} does not hold every row of ${table}.`);
      }
      done.push(found);
    }
    for (const name of [keysFileOf(path), path]) await rename(`${name}.part`, name);
    return done;
  } catch (wrong) {
    for (const name of [keysFileOf(path), path]) await rm(`${name}.part`, { force: true });
    throw wrong;
  } finally {
    await ask('rollback');
  }
}

async function headOf(ask: Ask): Promise<Omit<Head, 'part'>> {
  const [is] = await ask('select practice from installation');
  if (!is) throw new Error('There is no installation in this database: nothing to back up.');
  const [now] = await ask('select clock_timestamp()::text as now');
  const migrations = (await ask('select number, name, hash from upkeep.migration order by number')) as unknown as Head['migrations'];
  const peaks: Peaks = [];
  let size = 0;
  for (;;) {
    const nodes = await ask(`select hash from audit_node where level = 0 and place >= ${size} order by place limit 5000`);
    for (const node of nodes) addLeaf(peaks, node['hash'] as Buffer);
    size += nodes.length;
    if (nodes.length < 5000) break;
  }
  const log = { size, root: rootOfPeaks(peaks).toString('base64') };
  return { backup: 'opennrm-1', id: randomUUID(), made: String(now?.['now']), practice: is['practice'] === true, migrations, log };
}

async function* linesOf(ask: Ask, head: Head, tables: readonly Table[]): AsyncGenerator<string> {
  const all = createHash('sha256');
  const line = (kind: string, text: string): string => {
    all.update(text);
    return `${kind}${text}\n`;
  };
  yield line('H', JSON.stringify(head));
  let total = 0;
  for (const { name, columns } of tables) {
    yield line('T', JSON.stringify({ table: name, columns }));
    const hash = createHash('sha256');
    let rows = 0;
    for await (const texts of rowsOf(ask, name)) {
      for (const text of texts) hash.update(text);
      rows += texts.length;
      yield texts.map((text) => line('R', text)).join('');
    }
    total += rows;
    yield line('E', JSON.stringify({ rows, sha256: hash.digest('hex') } satisfies End));
  }
  yield `Z${JSON.stringify({ rows: total, sha256: all.digest('hex') } satisfies End)}\n`;
}

/** As many rows at a time as fit a few megabytes: a part of a document is large, a leaf of the log is small. */
async function* rowsOf(ask: Ask, table: string): AsyncGenerator<readonly string[]> {
  await ask(`declare rows_of_it no scroll cursor for select row_to_json(t)::text as row from ${table} t`);
  let [rows, bytes] = [0, 0];
  for (;;) {
    const many = rows === 0 ? 4 : Math.max(1, Math.min(2000, Math.floor((batchBytes * rows) / bytes)));
    const texts = (await ask(`fetch ${many} from rows_of_it`)).map((row) => String(row['row']));
    if (texts.length === 0) break;
    rows += texts.length;
    bytes += texts.reduce((sum, text) => sum + text.length, 0);
    yield texts;
  }
  await ask('close rows_of_it');
}

/** Reads a file to its end, entry by entry, comparing every count and fingerprint in it on the way. Throws UnreadableBackup. */
export async function* entriesOf(path: string, identity: string, part: Part): AsyncGenerator<Entry> {
  const wrong = (): UnreadableBackup => new UnreadableBackup(`${path} is no whole file of ${part} of a backup.`);
  const all = createHash('sha256');
  let [rows, total] = [0, 0];
  let hash: Hash | undefined;
  let [begun, ended] = [false, false];
  for await (const line of readLines(path, identity)) {
    const [kind, text] = [line[0], line.slice(1)];
    if (ended || begun === (kind === 'H')) throw wrong();
    if (kind === 'Z') {
      const end = JSON.parse(text) as End;
      if (hash || end.rows !== total || end.sha256 !== all.digest('hex')) throw wrong();
      ended = true;
      continue;
    }
    all.update(text);
    if (kind === 'H') {
      const head = JSON.parse(text) as Head;
      if (head.backup !== 'opennrm-1' || head.part !== part) throw wrong();
      begun = true;
      yield { head };
    } else if (kind === 'T' && !hash) {
      [hash, rows] = [createHash('sha256'), 0];
      yield JSON.parse(text) as { table: string; columns: string[] };
    } else if (kind === 'R' && hash) {
      hash.update(text);
      rows += 1;
      yield { row: text };
    } else if (kind === 'E' && hash) {
      const end = JSON.parse(text) as End;
      if (end.rows !== rows || end.sha256 !== hash.digest('hex')) throw wrong();
      total += rows;
      hash = undefined;
    } else throw wrong();
  }
  if (!ended) throw wrong();
}

/** Reads a whole file; of the data also the log's tree, which must have the root that stands at the beginning. */
export async function check(path: string, identity: string, part: Part): Promise<Counted> {
  let head: Head | undefined;
  let table = '';
  const tables = new Map<string, number>();
  const leaves: Buffer[] = [];
  for await (const entry of entriesOf(path, identity, part)) {
    if ('head' in entry) head = entry.head;
    else if ('table' in entry) tables.set((table = entry.table), 0);
    else {
      tables.set(table, (tables.get(table) ?? 0) + 1);
      if (table === 'public.audit_node') keepLeaf(leaves, entry.row);
    }
  }
  if (!head) throw new UnreadableBackup(`${path} is empty.`);
  if (part === 'data') {
    const peaks: Peaks = [];
    for (const leaf of leaves) addLeaf(peaks, leaf);
    if (leaves.length !== head.log.size || rootOfPeaks(peaks).toString('base64') !== head.log.root)
      throw new UnreadableBackup(`${path} does not hold the log that it says it holds.`);
  }
  return { head, tables, rows: [...tables.values()].reduce((sum, rows) => sum + rows, 0) };
}

function keepLeaf(leaves: Buffer[], row: string): void {
  const node = JSON.parse(row) as { level: number; place: number; hash: string };
  if (node.level === 0) leaves[node.place] = Buffer.from(node.hash.slice(2), 'hex');
}
