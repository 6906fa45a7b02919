// Who may be let in, and by whom: two people give, one takes away, and the database says so too.
import assert from 'node:assert/strict';
import type { Actor } from '#access/roles.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { addPasskey, halfHash, invitationOf, newHalf, seeInvitation, officesOf, useInvitation, usePasskey } from '#kit/web/sign-in/store.ts';
import {
  addPerson,
  administrators,
  admitFirst,
  approve,
  approveInvitation,
  endOne,
  grantsOf,
  invitationFor,
  invite,
  leave,
  proposeGrant,
  proposeOrganisation,
} from '#rooms/staff/store.ts';
import { makeToken } from '#desk/store.ts';
import { firstTwo, invited, organisation, somebody, type Both } from './at-work.ts';
import { onEveryEngine } from './engines.ts';

const service = <T>(db: Database, work: Parameters<typeof db.as<T>>[2]): Promise<T> => db.as(theService, 'operations', work);

async function withTwo(db: Database): Promise<Both> {
  const { one, two } = await firstTwo(db);
  await organisation(db, { one, two }, { code: 'heron-police', kind: 'police', domain: 'police.example' });
  return { one, two };
}

onEveryEngine('the first administrators are two, and are named once', async (_t, db) => {
  const { one, two } = await firstTwo(db);
  assert.equal((await service(db, (tx) => officesOf(tx, one.person)))[0]?.role, 'administrator');
  assert.notEqual(one.person, two.person);
  const more = ['x', 'y'].map((name) => ({ name, email: `${name}@service.example`, first: halfHash(newHalf()), second: halfHash(newHalf()) }));
  const [a, b] = more;
  assert.ok(a && b);
  assert.equal(await service(db, (tx) => admitFirst(tx, 'Again', [a, b], null)), 'enough');
  await assert.rejects(
    db.as(one, 'operations', (tx) =>
      admitFirst(tx, 'Again', [a, b], null).then(() => tx.query(`insert into admitted (code, name, kind, by_keys) values ('x1', 'x', 'ngo', true)`)),
    ),
    /only the command line/,
  );
});

onEveryEngine('nobody approves what they proposed, nor a role of their own, not even by going past the program', async (_t, db) => {
  const by = await withTwo(db);
  await db.as(by.one, 'operations', (tx) => proposeOrganisation(tx, { code: 'invented-trust', name: 'Invented trust', kind: 'health-trust' }));
  assert.equal(await db.as(by.one, 'operations', (tx) => approve(tx, 'admitted', 'invented-trust')), false);
  const past = (as: Actor, sql: string) => db.as(as, 'operations', (tx) => tx.query(sql));
  await assert.rejects(past(by.one, `update admitted set approved_at = now() where code = 'invented-trust'`), /check constraint/);
  await past(by.one, `update admitted set approved_by = 'somebody' where code = 'invented-trust'`);
  const [row] = await service(db, (tx) => tx.query<{ approved_by: string | null }>(`select approved_by from admitted where code = 'invented-trust'`));
  assert.equal(row?.approved_by, null, 'who approved is stamped by the database alone');
  await assert.rejects(past(by.two, `insert into staff_grant (staff, role) values ('${by.two.person}', 'auditor')`), /check constraint/);
  await db.as(by.one, 'operations', (tx) => proposeGrant(tx, by.two.person, 'auditor', null));
  const own = (await service(db, (tx) => grantsOf(tx, by.two.person))).find((one) => one.role === 'auditor');
  assert.equal(await db.as(by.two, 'operations', (tx) => approve(tx, 'staff_grant', own?.id ?? '')), false);
  await assert.rejects(past(by.two, `update staff_grant set approved_at = now() where role = 'auditor'`), /check constraint/);
  await assert.rejects(past(by.two, `update staff_grant set role = 'decision-maker' where role = 'auditor'`), /never changed/);
  await assert.rejects(past(by.two, `delete from staff_grant`), /denied|never changed/);
  await assert.rejects(past(by.one, `insert into staff_grant (staff, role, by_keys) values ('${by.two.person}', 'analyst', true)`), /command line/);
  await assert.rejects(past(by.one, `insert into staff_grant (staff, role) values ('${by.two.person}', 'system')`), /check constraint/);
});

onEveryEngine('nobody can end the service itself, and the command line brings administrators back where fewer than two are left', async (_t, db) => {
  const by = await withTwo(db);
  assert.equal(await db.as(by.one, 'operations', (tx) => endOne(tx, 'admitted', 'service')), false);
  await assert.rejects(
    db.as(by.one, 'operations', (tx) => tx.query(`update admitted set ended_at = now() where code = 'service'`)),
    /service_stays/,
  );
  await db.as(by.one, 'operations', (tx) => leave(tx, by.two.person));
  const named = ['third', 'fourth'].map((name) => ({ name, email: `${name}@service.example`, first: halfHash(newHalf()), second: halfHash(newHalf()) }));
  const [a, b] = named;
  assert.ok(a && b);
  assert.equal(await service(db, (tx) => admitFirst(tx, 'Invented service', [a, b], null)), 'done');
  assert.equal(await service(db, (tx) => administrators(tx)), 3);
});

onEveryEngine('no administrator binds an account or key for somebody, hands one on, or makes one person into another', async (_t, db) => {
  const by = await withTwo(db);
  const id = await somebody(db, by, { name: 'Invented Knot', email: 'knot@police.example', at: 'heron-police', role: 'first-responder' });
  await service(db, (tx) =>
    tx.query(`insert into staff_account (issuer, subject, staff, how) values ('https://issuer.example', 'one', $1, 'email')`, [by.one.person]),
  );
  await service(db, (tx) => addPasskey(tx, by.one.person, { id: 'invented-credential-3', publicKey: new Uint8Array([1]), counter: 0, label: '' }));
  const past = (sql: string) => db.as(by.one, 'operations', (tx) => tx.query(sql, [id]));
  await assert.rejects(
    past(`insert into staff_account (issuer, subject, staff, how) values ('https://issuer.example', 'two', $1, 'email')`),
    /row-level security/,
  );
  await assert.rejects(past(`insert into passkey (id, staff, public_key, counter) values ('invented-credential-4', $1, '\\x01', 0)`), /row-level security/);
  await assert.rejects(past(`update staff_account set staff = $1`), /never changed/);
  await assert.rejects(past(`update passkey set staff = $1`), /onward/);
  await assert.rejects(past(`update staff set email = 'mine@service.example' where id = $1`), /never changed/);
  await assert.rejects(past(`update staff set works_at = 'service' where id = $1`), /never changed/);
});

onEveryEngine('nobody but the service and administrators sees who works here', async (_t, db) => {
  const by = await withTwo(db);
  for (const role of ['first-responder', 'auditor', 'decision-maker'] as const) {
    const actor: Actor = { ...by.one, role };
    for (const table of ['staff', 'staff_grant', 'staff_account', 'invitation', 'passkey', 'machine', 'admitted', 'admitted_domain', 'sign_in'])
      assert.deepEqual(await db.as(actor, 'operations', (tx) => tx.query(`select * from ${table}`)), [], `${role} ${table}`);
  }
  assert.deepEqual(await db.as(by.one, 'operations', (tx) => tx.query('select * from sign_in')), []);
});

onEveryEngine('two grants of one role at once are one, and two approvals at once are one', async (_t, db) => {
  const by = await withTwo(db);
  const id = await db.as(by.one, 'operations', (tx) =>
    addPerson(tx, { name: 'Invented Rail', email: 'rail@police.example', worksAt: 'heron-police', worksIn: 'night' }),
  );
  assert.ok(id);
  const made = await Promise.all([by.one, by.two, by.one].map((who) => db.as(who, 'operations', (tx) => proposeGrant(tx, id, 'first-responder', null))));
  assert.equal(made.filter(Boolean).length, 1);
  const grant = (await service(db, (tx) => grantsOf(tx, id)))[0]?.id ?? '';
  const agreed = await Promise.all([by.one, by.two, by.two].map((who) => db.as(who, 'operations', (tx) => approve(tx, 'staff_grant', grant))));
  assert.equal(agreed.filter(Boolean).length, 1);
  assert.equal((await service(db, (tx) => officesOf(tx, id))).length, 1);
});

onEveryEngine('a grant against a leaving at the same moment never leaves a leaver with a role', async (_t, db) => {
  const by = await withTwo(db);
  for (let round = 0; round < 6; round += 1) {
    const id = await somebody(db, by, { name: 'Invented Coot', email: `coot-${round}@police.example`, at: 'heron-police', role: 'first-responder' });
    await Promise.all([
      db.as(by.one, 'operations', (tx) => leave(tx, id)),
      db
        .as(by.two, 'operations', (tx) => proposeGrant(tx, id, 'first-responder-supervisor', null))
        .then(async () => {
          const waiting = (await service(db, (tx) => grantsOf(tx, id))).find((one) => one.role === 'first-responder-supervisor');
          if (waiting) await db.as(by.one, 'operations', (tx) => approve(tx, 'staff_grant', waiting.id));
        }),
    ]);
    assert.deepEqual(await service(db, (tx) => officesOf(tx, id)), []);
  }
});

onEveryEngine('an invitation needs both halves, two people and its seven days, and serves once', async (_t, db) => {
  const by = await withTwo(db);
  const id = await somebody(db, by, { name: 'Invented Grebe', email: 'grebe@police.example', at: 'heron-police', role: 'first-responder' });
  const [first, second] = [newHalf(), newHalf()];
  await db.as(by.one, 'operations', (tx) => invite(tx, id, halfHash(first)));
  const row = await service(db, (tx) => invitationFor(tx, id));
  const whole = invitationOf(`${first} ${second}`) ?? '';
  assert.equal(await service(db, (tx) => seeInvitation(tx, whole)), null, 'not yet approved');
  assert.equal(await db.as(by.one, 'operations', (tx) => approveInvitation(tx, row?.id ?? '', halfHash(second))), false, 'not by who proposed it');
  assert.equal(await db.as(by.two, 'operations', (tx) => approveInvitation(tx, row?.id ?? '', halfHash(second))), true);
  assert.equal(await service(db, (tx) => seeInvitation(tx, whole)), id);
  const both = await Promise.all([1, 2, 3].map(() => service(db, (tx) => useInvitation(tx, whole))));
  assert.deepEqual(both.filter((one) => one === id).length, 1, 'three at once, one comes in');
  // Anew, by two: a code that was never used is over with the next.
  const old = invitationOf(await invited(db, by, id)) ?? '';
  const fresh = invitationOf(await invited(db, by, id)) ?? '';
  assert.equal(await service(db, (tx) => seeInvitation(tx, old)), null);
  assert.equal(await service(db, (tx) => seeInvitation(tx, fresh)), id);
  const other = await somebody(db, by, { name: 'Invented Smew', email: 'smew@police.example', at: 'heron-police', role: 'first-responder' });
  const late = [newHalf(), newHalf()] as const;
  await service(db, (tx) =>
    tx.query(`insert into invitation (staff, first_hash, second_hash, by_keys, expires) values ($1, $2, $3, true, clock_timestamp() - interval '1 second')`, [
      other,
      halfHash(late[0]),
      halfHash(late[1]),
    ]),
  );
  assert.equal(await service(db, (tx) => useInvitation(tx, invitationOf(late.join(' ')) ?? '')), null, 'seven days are over');
  await db.as(by.one, 'operations', (tx) => leave(tx, id));
  assert.equal(await service(db, (tx) => seeInvitation(tx, fresh)), null, 'a leaver is invited no longer');
});

onEveryEngine('leaving ends roles, tokens and keys in one transaction, or nothing of it', async (_t, db) => {
  const by = await withTwo(db);
  const id = await somebody(db, by, { name: 'Invented Teal', email: 'teal@police.example', at: 'heron-police', role: 'first-responder' });
  const actor: Actor = { person: id, name: 'Invented Teal', role: 'first-responder', organisation: 'heron-police', kind: 'police', team: 'team' };
  await service(db, (tx) => makeToken(tx, actor));
  await service(db, (tx) => addPasskey(tx, id, { id: 'invented-credential-1', publicKey: new Uint8Array([1]), counter: 0, label: '' }));
  const left = () =>
    service(db, (tx) =>
      tx.query<{ grants: number; tokens: number; keys: number }>(
        `select (select count(*)::int from staff_grant where staff = $1 and ended_at is null) as grants,
                (select count(*)::int from token where person = $1 and revoked_at is null) as tokens,
                (select count(*)::int from passkey where staff = $1 and ended_at is null) as keys`,
        [id],
      ),
    );
  await assert.rejects(
    db.as(by.one, 'operations', async (tx) => {
      await leave(tx, id);
      throw new Error('the plug is pulled');
    }),
  );
  assert.deepEqual(await left(), [{ grants: 1, tokens: 1, keys: 1 }]);
  assert.equal(await db.as(by.one, 'operations', (tx) => leave(tx, id)), true);
  assert.deepEqual(await left(), [{ grants: 0, tokens: 0, keys: 0 }]);
  assert.equal(await db.as(by.one, 'operations', (tx) => leave(tx, id)), false, 'once');
  await assert.rejects(
    db.as(by.one, 'operations', (tx) => tx.query(`update staff set left_at = null where id = $1`, [id])),
    /has left/,
  );
});

onEveryEngine('a passkey whose counter went back or stood still is refused, also at the same moment', async (_t, db) => {
  const by = await withTwo(db);
  const id = await somebody(db, by, { name: 'Invented Gull', email: 'gull@police.example', at: 'heron-police', role: 'first-responder' });
  const key = 'invented-credential-2';
  await service(db, (tx) => addPasskey(tx, id, { id: key, publicKey: new Uint8Array([1]), counter: 5, label: '' }));
  assert.equal(await service(db, (tx) => usePasskey(tx, key, 4)), false);
  assert.equal(await service(db, (tx) => usePasskey(tx, key, 5)), false);
  assert.equal(await service(db, (tx) => usePasskey(tx, key, 6)), true);
  const race = await Promise.all([1, 2, 3, 4].map(() => service(db, (tx) => usePasskey(tx, key, 7))));
  assert.equal(race.filter(Boolean).length, 1);
  await assert.rejects(
    db.as(by.one, 'operations', (tx) => tx.query('update passkey set counter = 1 where id = $1', [key])),
    /onward/,
  );
});
