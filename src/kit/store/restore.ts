// Restore: both files of a backup into an empty database, in one transaction; erased people are left out; nothing opens before all is checked.
import { check, entriesOf, keysFileOf, UnreadableBackup, type Counted, type Part } from './backup.ts';
import { tablesOf, type Table } from './catalogue.ts';
import { goneWithFile, markOf } from './erase.ts';
import { newFileId } from './files.ts';
import type { LoginNames } from './roles.ts';
import { migrate, type Ask, type Migration } from './migrate.ts';
import type { Tombstones } from './tombstones.ts';

/** It may not be restored here or so. Its message is a sentence. */
export class RestoreRefused extends Error {}

export type Restored = { readonly data: Counted; readonly keys: Counted; readonly tables: number; readonly rows: number; readonly erasedAgain: number };
export type Source = { readonly path: string; readonly identity: string; readonly tombstones: Tombstones };

/** Looks at both files whole, before anything is written anywhere. */
export async function readBackup({ path, identity }: Source, migrations: readonly Migration[]): Promise<{ data: Counted; keys: Counted }> {
  const [data, keys] = [await check(path, identity, 'data'), await check(keysFileOf(path), identity, 'keys')];
  if (data.head.id !== keys.head.id) throw new RestoreRefused('The two files are not of one backup.');
  data.head.migrations.forEach((one, i) => {
    const known = migrations[i];
    if (known?.number !== one.number || known.hash !== one.hash)
      throw new RestoreRefused(`The backup was made by another version of the program: it knows the migration ${one.name}. Restore it with that version.`);
  });
  return { data, keys };
}

/**
 * Writes what was read into an empty database, then brings it to this version. `ask` is the owner's session. Until `finishRestore` the
 * database opens for nobody. What the tombstones name is left out, but for the way to its counts, which the program then makes coarse.
 */
export async function restore(ask: Ask, source: Source, migrations: readonly Migration[], logins?: LoginNames): Promise<Restored> {
  const read = await readBackup(source, migrations);
  await emptyHere(ask);
  await migrate(ask, migrations.slice(0, read.data.head.migrations.length), logins);
  const tables = await tablesOf(ask);
  await ask('begin');
  try {
    await ask(`set local timezone = 'UTC'; set local datestyle = 'ISO'; create table upkeep.unfinished (since timestamptz not null default clock_timestamp())`);
    // As the owner alone can: the rows bear their own past, and what guards them against people at work would stand in the way.
    for (const { name } of tables) await ask(`alter table ${name} no force row level security; alter table ${name} disable trigger user`);
    for (const { name } of [...tables].reverse()) await ask(`delete from ${name}`);
    const files = filesErasedSince(source.tombstones);
    const written = await load(ask, source, tables, files);
    await remember(ask, files);
    for (const { name } of tables) await ask(`alter table ${name} enable trigger user; alter table ${name} force row level security`);
    await compare(ask, read, written);
    await ask('commit');
    await migrate(ask, migrations, logins);
    return { ...read, tables: tables.length, rows: [...written.values()].reduce((sum, one) => sum + one.kept, 0), erasedAgain: files.found.size };
  } catch (wrong) {
    await ask('rollback');
    throw wrong;
  }
}

/** Everything was checked: the database opens from now on. */
export async function finishRestore(ask: Ask): Promise<void> {
  await ask('drop table upkeep.unfinished');
}

async function emptyHere(ask: Ask): Promise<void> {
  const there = (name: string) => ask(`select to_regclass('${name}') is not null as there`).then(([row]) => row?.['there'] === true);
  if (await there('upkeep.unfinished')) throw new RestoreRefused('A restore into this database was not finished. Make an empty database and begin again.');
  if ((await there('public.installation')) && (await ask('select from installation')).length > 0)
    throw new RestoreRefused('This database holds an installation already. A backup is restored into an empty one only.');
}

/** Which files of the backup were erased after it was made. */
function filesErasedSince(tombstones: Tombstones) {
  const known = new Map<string, boolean>();
  const [found, before, persons] = [new Set<string>(), new Set<string>(), new Map<string, string>()];
  return {
    found,
    before,
    persons,
    is: (file: string): boolean => {
      const erased = known.get(file) ?? tombstones.marks.has(markOf(file).toString('hex'));
      known.set(file, erased);
      return erased;
    },
  };
}
type Erased = ReturnType<typeof filesErasedSince>;

type Written = { readonly read: number; readonly kept: number };
const atOnceBytes = 4 * 1024 * 1024;
/** The way from a file to its counts: needed once more, to make them coarse. */
const neededAgain = new Set(['statistic_link', 'keys.file_key']);
const gone = new Set(goneWithFile.filter((name) => !neededAgain.has(name)));

async function load(ask: Ask, source: Source, tables: readonly Table[], erased: Erased): Promise<Map<string, Written>> {
  const written = new Map<string, Written>();
  for (const part of ['data', 'keys'] as const satisfies readonly Part[]) {
    const path = part === 'keys' ? keysFileOf(source.path) : source.path;
    let table: Table | undefined;
    let [waiting, bytes, read, kept]: [string[], number, number, number] = [[], 0, 0, 0];
    const flush = async (): Promise<void> => {
      if (table && waiting.length > 0) await write(ask, table, waiting);
      [waiting, bytes] = [[], 0];
    };
    const end = async (): Promise<void> => {
      await flush();
      if (table) written.set(table.name, { read, kept });
    };
    for await (const entry of entriesOf(path, source.identity, part)) {
      if ('table' in entry) {
        await end();
        table = tables.find((one) => one.name === entry.table);
        if (!table || table.columns.join() !== entry.columns.join()) throw new UnreadableBackup(`The table ${entry.table} is another here.`);
        [read, kept] = [0, 0];
      } else if ('row' in entry && table) {
        read += 1;
        if (leftOut(table.name, entry.row, erased)) continue;
        kept += 1;
        waiting.push(entry.row);
        if ((bytes += entry.row.length) > atOnceBytes) await flush();
      }
    }
    await end();
  }
  return written;
}

function leftOut(table: string, text: string, erased: Erased): boolean {
  const name = table.replace(/^public\./, '');
  if (name === 'file') {
    const { id } = JSON.parse(text) as { id: string };
    if (erased.is(id)) erased.found.add(id);
  }
  if (name === 'erasure_file') erased.before.add((JSON.parse(text) as { file: string }).file);
  if (name === 'person_file') {
    const { file, person } = JSON.parse(text) as { file: string; person: string };
    erased.persons.set(file, person);
  }
  if (!gone.has(name)) return false;
  const { file } = JSON.parse(text) as { file: string | null };
  return file !== null && erased.is(file);
}

async function write(ask: Ask, { name, columns }: Table, rows: readonly string[]): Promise<void> {
  const names = columns.join(', ');
  await ask(`insert into ${name} (${names}) select ${names} from json_populate_recordset(null::${name}, '[${rows.join(',').replaceAll("'", "''")}]')`);
}

/** What was erased after the backup is under erasure here too, by the tombstone's word: the program ends it before anything opens. */
async function remember(ask: Ask, erased: Erased): Promise<void> {
  for (const file of erased.before) {
    if (!erased.is(file))
      throw new RestoreRefused('The file of tombstones is older than the backup, or another installation’s: it lacks what the backup knows.');
    erased.found.delete(file);
  }
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const persons = new Set<string>();
  for (const file of erased.found) {
    const person = erased.persons.get(file) ?? (await ledgerOfEnd(ask, file));
    if (!persons.has(person)) {
      persons.add(person);
      await ask(`update erasure set state = 'declined' where person = ${quoted(person)} and state in ('proposed', 'approved')`);
      await ask(`insert into erasure (person, number, because, state, proposed_by, proposed_on, organisation, team)
        values (${quoted(person)}, 0, 'tombstone', 'erasing', 'system', current_date, 'service', 'service')`);
    }
    await ask(`insert into erasure_file (file, person, number, mark, day, organisation, team)
      values (${quoted(file)}, ${quoted(person)}, 0, '\\x${markOf(file).toString('hex')}', current_date, 'service', 'service')`);
  }
}

/** A report from the public gets a ledger for its end only when its time is over: a backup older than that knows none. */
async function ledgerOfEnd(ask: Ask, file: string): Promise<string> {
  const made = newFileId();
  await ask(`insert into file (id, kind, nation, organisation, team) select '${made}', 'person', nation, 'service', 'service' from file where id = '${file}'`);
  await ask(`insert into person_file (file, person, organisation, team) values ('${file}', '${made}', 'service', 'service')`);
  return made;
}

/** Every table holds as many rows as were kept of the file, and every row of the file was read. */
async function compare(ask: Ask, { data, keys }: { data: Counted; keys: Counted }, written: ReadonlyMap<string, Written>): Promise<void> {
  for (const [name, { read, kept }] of written) {
    const [is] = await ask(`select count(*)::int as rows from ${name}`);
    const more = ['public.erasure', 'public.erasure_file', 'public.file', 'public.person_file'].includes(name);
    const counted = Number(is?.['rows']);
    if ((data.tables.get(name) ?? keys.tables.get(name)) !== read || (more ? counted < kept : counted !== kept))
      throw new UnreadableBackup(`The table ${name} does not hold what the backup holds.`);
  }
  if (written.size !== data.tables.size + keys.tables.size) throw new UnreadableBackup('A table of the backup was not restored.');
}
