// The screens of who works here, walked by two administrators over real HTTP; and the question "is it you?" in practice, where it is turned on.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { build } from '#house.ts';
import { comer, firstTwo, startAtWork } from './at-work.ts';
import { onEveryEngine } from './engines.ts';
import { freePort, liar, type Person } from './issuer.ts';
import { sendAs, visitor } from './walk.ts';

type Comer = ReturnType<typeof comer>;
type World = {
  readonly db: Database;
  readonly base: string;
  readonly log: string[];
  person: Person;
  readonly come: (person: Person, code?: string) => Promise<Comer>;
};

async function withIssuer(db: Database, body: (world: World) => Promise<void>): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const world = { db, base: origin, person: { sub: 'nobody' } } as World;
  const issuer = await liar(() => world.person);
  const work = await startAtWork(db, origin, issuer.url);
  const come = async (person: Person, code = ''): Promise<Comer> => {
    world.person = person;
    const visit = comer(origin);
    const answer = await visit.signIn(code ? { code } : {});
    assert.equal(answer.status, 200, answer.text);
    return visit;
  };
  try {
    await firstTwo(db);
    await body(Object.assign(world, { come, log: work.log }));
  } finally {
    await work.close();
    await issuer.close();
  }
}

const first: Person = { sub: 'first', email: 'admin-0@service.example', verified: true };
const second: Person = { sub: 'second', email: 'admin-1@service.example', verified: true };

/** The address of the first form on a page whose action fits. */
async function action(visit: Comer, page: string, fits: RegExp): Promise<string> {
  const { text } = await visit.go(page);
  return [...text.matchAll(/<form method="post" action="([^"]+)"/g)].map((found) => found[1] ?? '').find((one) => fits.test(one)) ?? '';
}
const press = async (visit: Comer, page: string, fits: RegExp): Promise<number> => (await visit.submit(page, {}, await action(visit, page, fits))).status;
const secretIn = (text: string): string => /nrm-secret">([^<]+)</.exec(text)?.[1] ?? '';

onEveryEngine('two administrators let in an organisation, a person, their role and their invitation, each agreeing to what the other proposed', (_t, db) =>
  withIssuer(db, async (world) => {
    const one = await world.come(first);
    const two = await world.come(second);
    const organisation = '/organisations/heron-police';
    assert.equal((await one.submit('/organisations', { name: 'Heron Police', code: 'heron-police', kind: 'police' })).to, organisation);
    assert.equal((await one.submit(organisation, { domain: 'police.example', below: 'yes' }, `${organisation}/domains`)).to, organisation);
    assert.equal(await action(one, organisation, /approve$/), '', 'who proposed is not offered to agree');
    assert.equal(await press(two, organisation, /heron-police\/approve$/), 303);
    assert.equal(await press(two, organisation, /domains\/.*approve$/), 303);
    const person =
      (await one.submit(organisation, { name: 'Invented Wigeon', email: 'wigeon@elsewhere.example', team: 'night' }, `${organisation}/people`)).to ?? '';
    assert.match(person, /^\/staff\/[0-9a-f-]{36}$/);
    assert.equal((await one.submit(person, { role: 'first-responder', until: '' }, `${person}/roles`)).to, person);
    assert.equal((await one.submit(person, { role: 'decision-maker' }, `${person}/roles`)).status, 400, 'police do not decide');
    assert.equal((await one.submit(person, { role: 'first-responder' }, `${person}/roles`)).status, 400, 'once');
    assert.equal(await press(two, person, /roles\/.*approve$/), 303);

    const half = secretIn((await one.submit(person, {}, `${person}/invitation`)).text);
    const other = secretIn((await two.submit(person, {}, await action(two, person, /invitation\/.*approve$/))).text);
    assert.ok(half && other && half !== other);
    const wigeon = await world.come({ sub: 'wigeon' }, `${half} ${other}`);
    const mine = await wigeon.go('/my-access');
    assert.match(mine.text, /Invented Wigeon/);
    assert.match(mine.text, /This visit/);
    assert.equal((await wigeon.go('/organisations')).status, 404);
    assert.equal((await wigeon.go(person)).status, 404);

    assert.equal((await one.submit(person, {}, `${person}/end-visits`)).to, person);
    assert.equal((await wigeon.go('/my-access')).status, 303);
    assert.equal((await two.submit(person, {}, `${person}/leave`)).to, person);
    assert.match((await two.go(person)).text, /Has left/);
    world.person = { sub: 'wigeon' };
    assert.equal((await comer(world.base).signIn()).status, 400);
    assert.ok(!/wigeon|elsewhere|heron/i.test(world.log.join()), 'the log names nobody');
  }),
);

onEveryEngine('an administrator gives themselves nothing, ends nobody’s place by mistake for their own, and finds nothing under what is not there', (_t, db) =>
  withIssuer(db, async (world) => {
    const one = await world.come(first);
    const service = '/organisations/service';
    const own = /href="(\/staff\/[^"]+)"><bdi>Invented First/.exec((await one.go(service)).text)?.[1] ?? '';
    assert.ok(own);
    for (const path of [`${own}/roles`, `${own}/invitation`, `${own}/leave`])
      assert.equal((await one.submit(own, { role: 'auditor' }, path)).status, 404, path);
    for (const path of ['/organisations/nowhere', '/staff/nobody', '/staff/00000000-0000-0000-0000-000000000000'])
      assert.equal((await one.go(path)).status, 404, path);
    for (const path of ['/organisations/nowhere/people', '/organisations/nowhere/domains', '/staff/nobody/roles', '/staff/nobody/invitation'])
      assert.equal((await one.submit(service, { name: 'x', email: 'x@x.example', team: 'x', domain: 'x.example', role: 'auditor' }, path)).status, 404, path);
    assert.equal((await one.submit('/organisations', { name: '', code: 'A b', kind: 'x' })).status, 400);
    assert.equal(
      (await one.submit('/organisations', { name: 'x', code: 'home-office-ie', kind: 'police' })).status,
      400,
      'the list says it is an immigration body',
    );
  }),
);

onEveryEngine('practice asks for a fresh proof where it is told to, by a button, and nothing typed is lost', async (_t, db) => {
  const house = build(db, { today: day('2024-01-15'), port: 0, host: '127.0.0.1', stepUp: true });
  const base = await house.listen();
  try {
    const { reference } = await sendAs(house, 'practice-amber');
    const birch = visitor(base);
    await birch.signIn('practice-birch');
    const fields = { stage: 'reasonable-grounds', round: '1', outcome: 'positive', 'because.act': 'Typed once.', do: 'decide' };
    const asked = await birch.submit(`/case/${reference}/decide`, fields);
    assert.equal(asked.status, 403);
    assert.match(asked.text, /Pretend that I did/);
    const main = /<main[\s\S]*<\/main>/.exec(asked.text)?.[0] ?? '';
    const hidden = Object.fromEntries([...main.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map((found) => [found[1] ?? '', found[2] ?? '']));
    const before = birch.jar.get('nrm_session');
    const proved = await birch.go('/sign-in/step-up', { method: 'POST', body: new URLSearchParams(hidden), headers: { 'sec-fetch-site': 'same-origin' } });
    assert.match(proved.text, /Carry on where you were/);
    assert.match(proved.text, /Typed once\./);
    assert.notEqual(birch.jar.get('nrm_session'), before);
    const again = await birch.submit(`/case/${reference}/decide`, fields);
    assert.equal(again.status, 400, 'the room itself answers now');
    const heather = visitor(base);
    await heather.signIn('practice-heather');
    assert.match((await heather.go('/figures?period=2023-Q4')).text, /Show once more that it is you/);
    const rows = await db.as(theService, 'operations', (tx) => tx.query('select from session where proved_at is not null'));
    assert.equal(rows.length, 1);
  } finally {
    await house.close();
  }
});
