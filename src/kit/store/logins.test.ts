// A login for each family: each is what it is for and nothing else, whatever somebody does with it.
import assert from 'node:assert/strict';
import pg, { type ClientBase } from 'pg';
import { families, loginFamilies, type Family } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { onPostgres, serverUrl, type Cloned } from '#tests/engines.ts';
import { saveDraft } from './answers.ts';
import { begin, openContext, signedValues, tokenOf } from './context.ts';
import { localRoot } from './root.ts';
import { openPostgres, theService, type Database, type Logins } from './database.ts';
import { createFile } from './files.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const codeOf = (code: string) => (wrong: { code?: string }) => wrong.code === code;
const names = Object.keys(families) as Family[];
const password = 'for-tests-only';

async function withLogins(where: Cloned, work: (db: Database, logins: Logins) => Promise<void>): Promise<void> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  for (const name of loginFamilies)
    await server.query(`do $$ begin if not exists (select from pg_roles where rolname = 'nrm_test_login_${name}') then
      create role nrm_test_login_${name} login nosuperuser nobypassrls password '${password}'; end if; end $$`);
  await server.end();
  const logins = Object.fromEntries(
    loginFamilies.map((name) => [name, Object.assign(new URL(where.ownerUrl), { username: `nrm_test_login_${name}`, password }).href]),
  ) as Logins;
  const db = await openPostgres({ url: where.url, logins, migrateUrl: where.ownerUrl, master: where.master, practice: true, mayEnd: true });
  try {
    await work(db, logins);
  } finally {
    await db.close();
  }
}

async function keyOf(where: Cloned): Promise<Buffer> {
  return session(where.ownerUrl, (owner) => openContext(async (sql) => (await owner.query<Record<string, unknown>>(sql)).rows, localRoot(where.master)));
}

async function session<T>(url: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

onPostgres('with a login for each family the program does its work, each under its own', async (_t, _db, where) => {
  await withLogins(where, async (db) => {
    const file = await db.as(officer, 'intake', async (tx) => {
      const made = await createFile(tx, { kind: 'case', child: false, nation: 'england' });
      await saveDraft(tx, made, [{ question: 'why', holds: 'narrative', value: 'Invented.', origin: null, edition: 'e', language: 'en', saidBy: 'p' }]);
      return made;
    });
    for (const [purpose, user] of [
      ['intake', 'intake'],
      ['identification', 'decision'],
      ['support', 'support'],
      ['disclosure', 'analysis'],
      ['statistics', 'statistics'],
      ['audit', 'audit'],
      ['operations', 'operations'],
    ] as const) {
      const [row] = await db.as(theService, purpose, (tx) => tx.query<{ user: string }>('select session_user as user'));
      assert.equal(row?.user, `nrm_test_login_${user}`);
    }
    assert.equal((await db.as(officer, 'intake', (tx) => tx.query('select from file where id = $1', [file]))).length, 1);
  });
});

onPostgres('from each login: no other role, no row without a signed context, no key, no change of a policy', async (_t, _db, where) => {
  await withLogins(where, async (db, logins) => {
    await db.as(officer, 'intake', (tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' }));
    for (const name of names) {
      await session(logins[name], async (client) => {
        for (const other of [...names.filter((one) => one !== name).map((one) => `nrm_${one}`), 'postgres', 'nrm_test_program'])
          await assert.rejects(client.query(`set role ${other}`), codeOf('42501'), `${name} becomes ${other}`);
        for (const sql of [
          'select from upkeep.context_key',
          'alter table event disable row level security',
          'drop policy context on event',
          `create or replace function nrm_context() returns boolean language sql as 'select true'`,
          'select from pg_authid',
          `grant nrm_decision to nrm_test_login_${name}`,
        ])
          await assert.rejects(client.query(sql), `${name}: ${sql}`);
        await client.query(`set role nrm_${name}`);
        for (const [setting, value] of [
          ['actor', 'p1'],
          ['organisation', 'org-a'],
          ['team', 'team-1'],
          ['role', 'system'],
          ['kind', 'service'],
          ['purpose', families[name][0]],
        ])
          await client.query('select set_config($1, $2, false)', [`nrm.${setting}`, value]);
        for (const { table } of (
          await client.query<{ table: string }>(`select quote_ident(schemaname) || '.' || quote_ident(tablename) as table from pg_tables
          where schemaname in ('public', 'keys') and has_schema_privilege(schemaname, 'usage') and has_table_privilege(schemaname || '.' || tablename, 'select')`)
        ).rows)
          assert.equal((await client.query(`select from ${table}`)).rowCount, 0, `${name} sees ${table}`);
      });
    }
  });
});

onPostgres('a context signed for one family opens nothing under the role of another', async (_t, _db, where) => {
  await withLogins(where, async (db, logins) => {
    await db.as(officer, 'intake', (tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' }));
    const values = signedValues({ actor: officer, purpose: 'intake', moment: null });
    const key = await keyOf(where);
    const count = async (name: Family): Promise<number | null> => {
      const pool = new pg.Pool({ connectionString: logins[name], max: 1 });
      const client = await pool.connect();
      const begun = await begin(client);
      const until = (BigInt(begun.started) + 60_000_000n).toString();
      for (const [i, setting] of ['actor', 'organisation', 'team', 'role', 'kind', 'purpose', 'moment'].entries())
        await client.query('select set_config($1, $2, true)', [`nrm.${setting}`, values[i]]);
      await client.query(`select set_config('nrm.token', $1, true), set_config('role', $2, true)`, [tokenOf(key, begun, until, values), `nrm_${name}`]);
      const found = (await client.query(`select from file where kind = 'case'`)).rowCount;
      client.release(true);
      await pool.end();
      return found;
    };
    assert.deepEqual([await count('intake'), await count('decision'), await count('support'), await count('operations')], [1, 0, 0, 0]);
  });
});

onPostgres('a login that may take on more than its own role is refused with a sentence', async (_t, _db, where) => {
  await withLogins(where, async (_open, logins) => {
    await assert.rejects(
      openPostgres({ url: where.url, logins: { ...logins, intake: where.url }, master: where.master, practice: true, mayEnd: true }),
      /may take on nrm_\w+ besides its own role/,
    );
  });
});

onPostgres(
  'the login of the public asks for the code of a letter and for statistics that are out, leaves a line, and reads no table, not even that one',
  async (_t, _db, where) => {
    await withLogins(where, async (db, logins) => {
      await db.as(officer, 'intake', (tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' }));
      const [asked] = await db.publicly((tx) =>
        tx.query<{ user: string; role: string; status: string | null }>(
          `select session_user as user, current_user as role, nrm_status_in_force('\\x00') as status`,
        ),
      );
      assert.deepEqual(asked, { user: 'nrm_test_login_public', role: 'nrm_public', status: null });
      await session(logins.public, async (client) => {
        for (const role of ['none', 'nrm_public']) {
          await client.query(`set role ${role}`);
          const { rows } = await client.query<{ table: string; readable: boolean }>(
            `select format('%I.%I', n.nspname, c.relname) as table,
             has_schema_privilege(n.oid, 'usage') and (has_table_privilege(c.oid, 'select') or has_any_column_privilege(c.oid, 'select')) as readable
           from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm') and n.nspname in ('public', 'keys', 'upkeep')`,
          );
          assert.ok(rows.length > 60, 'the catalogue was read');
          for (const { table, readable } of rows)
            if (readable) assert.equal((await client.query(`select from ${table}`)).rowCount, 0, `the public reads ${table}`);
            else await assert.rejects(client.query(`select from ${table}`), codeOf('42501'), table);
          const writable = await client.query<{ what: string }>(
            `select table_name || '.' || column_name || ' ' || privilege_type as what from information_schema.column_privileges
           where table_schema in ('public', 'keys', 'upkeep') and privilege_type <> 'SELECT'`,
          );
          assert.deepEqual(
            writable.rows.map((row) => row.what),
            ['letter_check.valid INSERT'],
          );
          const functions = await client.query<{ name: string }>(
            `select proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname in ('public', 'keys', 'upkeep') and p.prosecdef and has_function_privilege(p.oid, 'execute')`,
          );
          assert.deepEqual(
            functions.rows.map((row) => row.name).sort(),
            ['nrm_door_enter', 'nrm_door_further', 'nrm_release_file_out', 'nrm_releases_out', 'nrm_releases_planned', 'nrm_status_in_force'],
            'what runs as the owner is not the public’s',
          );
          await client.query('insert into letter_check (valid) values (false)');
          await assert.rejects(client.query('insert into letter_check (valid) values (false) returning id'), codeOf('42501'));
          await client.query('reset role');
        }
        for (const other of ['nrm_operations', 'nrm_intake', 'postgres']) await assert.rejects(client.query(`set role ${other}`), codeOf('42501'), other);
      });
    });
  },
);
