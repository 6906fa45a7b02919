// Programs at the door: client credentials of the issuer, checked to the last claim, for a program that two people let in.
import assert from 'node:assert/strict';
import { theService, type Database } from '#kit/store/database.ts';
import { makeToken } from '#desk/store.ts';
import { approve, endOne, leave, machinesOf, proposeMachine } from '#rooms/staff/store.ts';
import { firstTwo, organisation, somebody, startAtWork, type AtWork, type Both } from './at-work.ts';
import { onEveryEngine } from './engines.ts';
import { freePort, liar, machineId, machineToken, realIssuer, type Liar, type TestIssuer } from './issuer.ts';

type Here = { readonly db: Database; readonly work: AtWork; readonly by: Both; readonly staff: string };

async function here<I extends TestIssuer>(
  db: Database,
  issuers: (origin: string) => Promise<I>,
  body: (world: Here, issuer: I) => Promise<void>,
): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const issuer = await issuers(origin);
  const work = await startAtWork(db, origin, issuer.url);
  try {
    const { one, two } = await firstTwo(db);
    const by = { one, two };
    await organisation(db, by, { code: 'police-essex', kind: 'police' });
    const staff = await somebody(db, by, { name: 'Invented Finch', email: 'finch@police.example', at: 'police-essex', role: 'first-responder' });
    await body({ db, work, by, staff }, issuer);
  } finally {
    await work.close();
    await issuer.close();
  }
}

/** What the API answers to a token: 404 is "nothing here of yours", which is inside the door; 401 is outside. */
const asks = async ({ work }: Here, token: string): Promise<number> =>
  (await fetch(`${work.base}/api/v1/referrals/K7QD-0M2P-XW9T`, { headers: { authorization: `Bearer ${token}` } })).status;

async function letIn({ db, by, staff }: Here, issuer: string, client: string): Promise<string> {
  await db.as(by.one, 'operations', (tx) => proposeMachine(tx, staff, issuer, client));
  const id = (await db.as(by.one, 'operations', (tx) => machinesOf(tx, staff)))[0]?.id ?? '';
  assert.equal(await db.as(by.one, 'operations', (tx) => approve(tx, 'machine', id)), false);
  return id;
}

onEveryEngine('a program comes in by client credentials once two people let it in, and is out at once when one ends that', (_t, db) =>
  here(
    db,
    (origin) => realIssuer(origin, () => ({ sub: 'nobody' })),
    async (world, issuer) => {
      const token = await machineToken(issuer.url, `${world.work.base}/api`);
      assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
      assert.equal(await asks(world, token), 401, 'nobody let it in');
      const id = await letIn(world, issuer.url, machineId);
      assert.equal(await asks(world, token), 401, 'one person is not enough');
      await db.as(world.by.two, 'operations', (tx) => approve(tx, 'machine', id));
      assert.equal(await asks(world, token), 404);
      assert.equal(await asks(world, await machineToken(issuer.url, 'https://another.example/api')), 401, 'a token for another service');
      assert.equal(await asks(world, `${token.slice(0, -4)}AAAA`), 401, 'a forged signature');
      await db.as(world.by.one, 'operations', (tx) => endOne(tx, 'machine', id));
      assert.equal(await asks(world, token), 401);
    },
  ),
);

const now = (): number => Math.floor(Date.now() / 1000);

onEveryEngine('no claim of a program’s token may be wrong, missing or too generous', (_t, db) =>
  here<Liar>(
    db,
    () => liar(() => ({ sub: 'nobody' })),
    async (world, issuer) => {
      const id = await letIn(world, issuer.url, 'program');
      await db.as(world.by.two, 'operations', (tx) => approve(tx, 'machine', id));
      const right = { iss: issuer.url, aud: `${world.work.base}/api`, client_id: 'program', sub: 'program', iat: now(), exp: now() + 600, jti: 'one' };
      const header = { typ: 'at+jwt' };
      assert.equal(await asks(world, await issuer.sign(right, header)), 404);
      assert.equal(await asks(world, await issuer.sign({ ...right, sub: undefined }, header)), 404);
      const wrong: readonly (readonly [string, Record<string, unknown>, Record<string, unknown>])[] = [
        ['another audience', { aud: 'https://another.example' }, header],
        ['no audience', { aud: undefined }, header],
        ['another issuer', { iss: 'https://evil.example' }, header],
        ['run out', { iat: now() - 900, exp: now() - 300 }, header],
        ['never runs out', { exp: undefined }, header],
        ['runs for a day', { exp: now() + 86_400 }, header],
        ['not yet', { nbf: now() + 600 }, header],
        ['no client', { client_id: undefined }, header],
        ['a client nobody let in', { client_id: 'other', sub: 'other' }, header],
        ['a person’s token', { sub: 'somebody' }, header],
        ['an identity token', {}, { typ: 'JWT' }],
        ['a key of another kind', {}, { ...header, kid: 'two' }],
      ];
      for (const [why, claims, head] of wrong) assert.equal(await asks(world, await issuer.sign({ ...right, ...claims }, head)), 401, why);
      issuer.lies = { key: 'other' };
      assert.equal(await asks(world, await issuer.sign(right, header)), 401, 'another key');
      issuer.lies = {};
      const part = (what: object): string => Buffer.from(JSON.stringify(what)).toString('base64url');
      assert.equal(await asks(world, `${part({ alg: 'none', typ: 'at+jwt' })}.${part(right)}.x`), 401, 'no signature');
      assert.ok(!world.work.log.join().includes('finch'));
      await db.as(world.by.one, 'operations', (tx) => leave(tx, world.staff));
      assert.equal(await asks(world, await issuer.sign(right, header)), 401, 'the person it spoke for has left');
    },
  ),
);

onEveryEngine('a token of ours goes on serving where people sign in, and ends with its holder', (_t, db) =>
  here(
    db,
    (origin) => realIssuer(origin, () => ({ sub: 'nobody' })),
    async (world) => {
      const finch = {
        person: world.staff,
        name: 'Invented Finch',
        role: 'first-responder',
        organisation: 'police-essex',
        kind: 'police',
        team: 'team',
      } as const;
      const token = await db.as(theService, 'operations', (tx) => makeToken(tx, finch));
      assert.equal(await asks(world, token), 404);
      await db.as(world.by.one, 'operations', (tx) => leave(tx, world.staff));
      assert.equal(await asks(world, token), 401);
    },
  ),
);
