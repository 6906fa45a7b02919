// The signed context: what is forged, expired, replayed or somebody else's opens nothing, and neither does changing it on the way.
import assert from 'node:assert/strict';
import pg, { type PoolClient } from 'pg';
import type { Actor } from '#access/roles.ts';
import { onEveryEngine, onPostgres, ownerOf, type Cloned } from '#tests/engines.ts';
import { note } from './audit.ts';
import { begin, giveContext, openContext, sign, signedValues, tokenOf, type Begun, type Context } from './context.ts';
import { theService, type Tx } from './database.ts';
import { createFile } from './files.ts';
import type { Ask } from './migrate.ts';
import { localRoot } from './root.ts';
import { inTheirName } from './transaction.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const other: Actor = { ...officer, person: 'p2', organisation: 'org-b' };
const about = { kind: 'case', child: false, nation: 'england' } as const;
const context: Context = { actor: officer, purpose: 'intake', moment: null };
const codeOf = (code: string) => (wrong: { code?: string }) => wrong.code === code;

/** A connection of the program's login, as one who got hold of it would have. */
async function session<T>(where: Cloned, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: where.url, max: 1 });
  // The test's database may go before this connection has said its last word.
  pool.on('error', () => undefined);
  const client = await pool.connect();
  client.on('error', () => undefined);
  try {
    return await work(client);
  } finally {
    client.release();
    await pool.end();
  }
}

async function asOwner<T>(where: Cloned, work: (ask: Ask) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  try {
    return await work(async (sql) => {
      const answer = await owner.query<Record<string, unknown>>(sql);
      return Array.isArray(answer) ? [] : answer.rows;
    });
  } finally {
    await owner.end();
  }
}

const keyOf = (where: Cloned): Promise<Buffer> => asOwner(where, (ask) => openContext(ask, localRoot(where.master)));

const names = ['actor', 'organisation', 'team', 'role', 'kind', 'purpose', 'moment'];
/** Sets a context with a token as given, and says how many files are to be seen. */
async function seen(client: PoolClient, values: readonly string[], token: string, role = 'nrm_intake'): Promise<number> {
  for (const [i, name] of names.entries()) await client.query('select set_config($1, $2, true)', [`nrm.${name}`, values[i]]);
  await client.query(`select set_config('nrm.token', $1, true), set_config('role', $2, true)`, [token, role]);
  return (await client.query('select from file where nation = $$england$$')).rowCount ?? 0;
}
const soon = ({ started }: Begun, seconds = 60): string => (BigInt(started) + BigInt(seconds) * 1_000_000n).toString();

onPostgres('only a token made with the key, for this person, connection and transaction, opens anything', async (_t, db, where) => {
  await db.as(officer, 'intake', (tx) => createFile(tx, about));
  const key = await keyOf(where);
  const values = signedValues(context);
  await session(where, async (client) => {
    const tries: [string, number, (begun: Begun) => readonly [readonly string[], string]][] = [
      ['a true one', 1, (begun) => [values, tokenOf(key, begun, soon(begun), values)]],
      ['none', 0, () => [values, '']],
      ['made with another key', 0, (begun) => [values, tokenOf(Buffer.alloc(32), begun, soon(begun), values)]],
      ['expired', 0, (begun) => [values, tokenOf(key, begun, soon(begun, -1), values)]],
      ['with a later end written in', 0, (begun) => [values, tokenOf(key, begun, soon(begun, -1), values).replace(/^\d+/, soon(begun))]],
      ['for another connection', 0, (begun) => [values, tokenOf(key, { ...begun, pid: '1' }, soon(begun), values)]],
      ['for an earlier transaction', 0, (begun) => [values, tokenOf(key, { ...begun, started: soon(begun, -30) }, soon(begun), values)]],
      ['of somebody else', 0, (begun) => [values, tokenOf(key, begun, soon(begun), signedValues({ ...context, actor: other }))]],
      ['cut short', 0, (begun) => [values, tokenOf(key, begun, soon(begun), values).slice(0, -1)]],
    ];
    for (const [says, count, make] of tries) {
      const begun = await begin(client);
      assert.equal(await seen(client, ...make(begun)), count, says);
      await client.query('rollback');
    }
    for (const [i, name] of names.entries()) {
      const begun = await begin(client);
      const forged = values.map((value, at) =>
        at === i ? (name === 'moment' ? '2020-01-01T00:00:00Z' : name === 'purpose' ? 'support' : `${value}x`) : value,
      );
      assert.equal(await seen(client, forged, tokenOf(key, begun, soon(begun), values)), 0, `${name} changed`);
      await client.query('rollback');
    }
  });
});

onPostgres('a token caught on one connection is worth nothing on another, and nothing in the next transaction', async (_t, db, where) => {
  await db.as(officer, 'intake', (tx) => createFile(tx, about));
  const values = signedValues(context);
  await session(where, async (first) => {
    const begun = await begin(first);
    await sign(first, await keyOf(where), begun, context);
    assert.equal((await first.query('select from file where nation = $$england$$')).rowCount, 1);
    const caught = String((await first.query<{ token: string }>(`select current_setting('nrm.token') as token`)).rows[0]?.token);
    await session(where, async (second) => {
      await begin(second);
      assert.equal(await seen(second, values, caught), 0);
    });
    await first.query('commit');
    await begin(first);
    assert.equal(await seen(first, values, caught), 0);
    await first.query('rollback');
  });
});

onEveryEngine('who changes any word of the context in the middle of a transaction sees and writes nothing any more', async (_t, db) => {
  const file = await db.as(officer, 'intake', (tx) => createFile(tx, about));
  for (const name of [...names, 'token']) {
    await assert.rejects(
      db.as(officer, 'intake', async (tx) => {
        assert.equal((await tx.query('select from file where id = $1', [file])).length, 1);
        await tx.query(`select set_config('nrm.${name}', 'x', true)`);
        assert.equal((await tx.query('select from file where id = $1', [file])).length, 0, name);
        await tx.query(`insert into audit_leaf (what) values ('{read:file}')`);
      }),
      codeOf('42501'),
      name,
    );
  }
});

onEveryEngine('a context changed within one statement signs no row of it', async (_t, db) => {
  await assert.rejects(
    db.as(officer, 'intake', (tx) =>
      tx.query(`insert into audit_leaf (what) select array['read:x' || coalesce(set_config('nrm.actor', 'p' || n, true), '')] from generate_series(1, 3) n`),
    ),
    codeOf('42501'),
  );
});

onEveryEngine('a line of the log in somebody else’s name is refused, though the context was put back before the statement ended', async (_t, db) => {
  await assert.rejects(
    db.as(officer, 'intake', (tx) =>
      tx.query(
        `insert into audit_leaf (what) select array['read:x' || coalesce(left(set_config('nrm.actor', case n when 1 then 'p' else $1 end, true), 0), '')] from generate_series(1, 2) n`,
        [officer.person],
      ),
    ),
    codeOf('42501'),
  );
});

onEveryEngine('nobody but the owner reads the key of contexts', async (_t, db) => {
  for (const purpose of ['intake', 'identification', 'support', 'operations', 'audit'] as const)
    await assert.rejects(
      db.as(officer, purpose, (tx) => tx.query('select from upkeep.context_key')),
      codeOf('42501'),
    );
});

onPostgres('a database keeps the key it has; with another root it opens not at all, and without its key it shows nothing', async (_t, db, where) => {
  await db.as(officer, 'intake', (tx) => createFile(tx, about));
  const count = (): Promise<number> => db.as(officer, 'intake', async (tx) => (await tx.query('select from file where nation = $$england$$')).length);
  await asOwner(where, async (ask) => {
    await giveContext(ask, localRoot(Buffer.alloc(32, 1)));
    assert.equal(await count(), 1, 'what another root would be given is not taken');
    await assert.rejects(openContext(ask, localRoot(Buffer.alloc(32, 1))), /not the one this installation was made with/);
    await ask('delete from upkeep.context_key');
    assert.equal(await count(), 0);
  });
});

onEveryEngine('nobody adds or ends a copy of the key but the program itself', async (_t, db) => {
  const administrator: Actor = { ...officer, role: 'administrator', organisation: 'service', kind: 'service' };
  await assert.rejects(
    db.as(administrator, 'operations', (tx) => tx.query(`insert into upkeep.context_copy (root, wrapped) values ('x', 'x')`)),
    codeOf('42501'),
  );
  const gone = await db.as(administrator, 'operations', (tx) => tx.query('delete from upkeep.context_copy returning root'));
  assert.deepEqual(gone, []);
});

onEveryEngine('what a context says can hold no control character, so that no value runs into the next', async (_t, db) => {
  await assert.rejects(
    db.as({ ...officer, person: 'p1\norg-b' }, 'intake', () => Promise.resolve()),
    /control character/,
  );
});

onEveryEngine('in the program’s transaction a person writes under their own name and at their turn, and in a person’s nobody else does', async (_t, db) => {
  const worker: Actor = { ...officer, person: 'w1', role: 'support-worker', kind: 'support-provider' };
  const who = async (tx: Tx) => (await tx.query<{ who: string }>('select (nrm_signed())[1] as who'))[0]?.who;
  const leaves = async () => Number((await ownerOf(db)('select count(distinct actor)::int as actors from audit_leaf'))[0]?.['actors']);
  const before = await leaves();
  await db.as(theService, 'support', async (tx) => {
    note(tx, null, 'read:outer');
    await inTheirName(tx, worker, async (own) => {
      note(own, null, 'read:inner');
      assert.equal(await who(own), 'w1');
      await assert.rejects(who(tx), /Somebody else acts/);
      await assert.rejects(
        inTheirName(tx, other, () => Promise.resolve()),
        /one at a time/,
      );
    });
    assert.equal(await who(tx), 'system');
    await assert.rejects(
      inTheirName(tx, worker, () => Promise.reject(new Error('theirs'))),
      /theirs/,
    );
    assert.equal(await who(tx), 'system', 'also where they broke off');
  });
  assert.equal((await leaves()) - before, 2, 'each leaves a line of their own');
  await assert.rejects(
    db.as(worker, 'support', (tx) => inTheirName(tx, other, () => Promise.resolve())),
    /Only the program/,
  );
});
