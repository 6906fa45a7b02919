// Forward-only migrations: SQL files `NNNN-name.sql`, each applied once, in order, by the owner's login. Also: are all tables guarded?
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { copied, copyPolicy, ownFingerprint } from './policy-copy.ts';
import { closeToPublic, ensureRoles, type LoginNames } from './roles.ts';

/** Sends one statement, or several without values, to the owner's connection. */
export type Ask = (sql: string) => Promise<Record<string, unknown>[]>;
export type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly hash: string };

export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Reads the migrations in order. Two files with one number are a mistake. */
export async function readMigrations(folder: string = migrationsFolder): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  if (names.length === 0) throw new Error(`There are no migrations in ${folder}.`);
  const found = await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8');
      return { number: Number(name.slice(0, 4)), name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
  found.forEach((one, i) => {
    if (found[i + 1]?.number === one.number) throw new Error(`Two migrations have the number ${one.number}.`);
  });
  return found;
}

/** One fingerprint of all migrations and of the policy: names a template database and a cached image. */
export function fingerprint(migrations: readonly Migration[]): string {
  const all = createHash('sha256');
  for (const one of migrations) all.update(`${one.name}\n${one.hash}\n`);
  return all.update(ownFingerprint).digest('hex').slice(0, 16);
}

const upkeep = `
  create schema if not exists upkeep;
  create table if not exists upkeep.migration (
    number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default clock_timestamp());
  alter table upkeep.migration enable row level security;
  alter table upkeep.migration force row level security;
  do $$ begin
    if not exists (select from pg_policies where schemaname = 'upkeep' and tablename = 'migration') then
      execute format('create policy owner_only on upkeep.migration to %I using (true) with check (true)', current_user);
      execute 'create policy fingerprints on upkeep.migration for select to public using (true)';
    end if;
  end $$;
  grant usage on schema upkeep to public;
  grant select on upkeep.migration to public;`;

/** Applies what is missing, and says which. `logins`: which may then take on the roles of the families. */
export async function migrate(ask: Ask, migrations: readonly Migration[], logins?: LoginNames): Promise<readonly string[]> {
  await ensureRoles(ask, logins);
  await ask(`select pg_advisory_lock(7240581003552)`);
  try {
    if ((await ask(`select from pg_tables where schemaname = 'upkeep' and tablename = 'migration'`)).length === 0) await ask(upkeep);
    const applied: string[] = [];
    for (const one of await missing(ask, migrations)) {
      await ask('begin');
      try {
        await ask(one.sql);
        await ask(`insert into upkeep.migration (number, name, hash) values (${one.number}, '${one.name}', '${one.hash}')`);
        await ask('commit');
      } catch (wrong) {
        await ask('rollback');
        throw new Error(`The migration ${one.name} did not run: ${(wrong as Error).message}`, { cause: wrong });
      }
      applied.push(one.name);
    }
    await closeToPublic(ask);
    if (await hasPolicy(ask)) await copyPolicy(ask);
    return applied;
  } finally {
    await ask(`select pg_advisory_unlock(7240581003552)`);
  }
}

/** A folder of other migrations (tests) may hold no policy. */
async function hasPolicy(ask: Ask): Promise<boolean> {
  return (await ask(`select from pg_tables where schemaname = 'upkeep' and tablename = 'policy'`)).length > 0;
}

/** Whether the database judges by the policy of this program. */
export async function samePolicy(ask: Ask): Promise<boolean> {
  return (await hasPolicy(ask)) && (await copied(ask)) === ownFingerprint;
}

/** Migrations not yet applied. Throws where an applied one was changed afterwards: the past of a schema is not rewritten. */
export async function missing(ask: Ask, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const done = await ask(`select number, hash from upkeep.migration`);
  const hashes = new Map(done.map((row) => [Number(row['number']), row['hash']]));
  for (const one of migrations) {
    const before = hashes.get(one.number);
    if (before !== undefined && before !== one.hash) {
      throw new Error(`The migration ${one.name} was changed after it had been applied. Migrations only go forward: write a new one.`);
    }
  }
  return migrations.filter((one) => !hashes.has(one.number));
}

/** Tables that break the rule of data.md 10, read from the database's own catalogue: each with what it lacks. */
export async function unguarded(ask: Ask): Promise<readonly string[]> {
  const rows = await ask(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      n.nspname = 'upkeep' or exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd = '*'
        and pg_get_expr(p.polqual, c.oid) like '%nrm_context()%' and pg_get_expr(p.polwithcheck, c.oid) like '%nrm_context()%') as context,
      n.nspname = 'upkeep' or (select count(*) = 2 from pg_attribute a where a.attrelid = c.oid and a.attname in ('organisation', 'team')
        and a.attnotnull and not a.attisdropped) as owned
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
    order by 1`);
  if (rows.length === 0) throw new Error('The catalogue shows no table at all: this check saw nothing.');
  return rows.flatMap((row) => {
    const lacks = [
      !row['enabled'] && 'row security',
      !row['forced'] && 'forced row security',
      !row['context'] && 'the policy "no context, no row"',
      !row['owned'] && 'organisation and team',
    ].filter((what) => what !== false);
    return lacks.length > 0 ? [`${String(row['name'])} lacks ${lacks.join(', ')}`] : [];
  });
}
