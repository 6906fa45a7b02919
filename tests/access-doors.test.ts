// Nothing stands beside the policy: every door, job and reading is classified, and to a role that is not named a door does not exist.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import type { Field, Verb } from '#access/policy.ts';
import type { Purpose } from '#access/purposes.ts';
import type { Relation } from '#access/matrix.ts';
import { commands } from '#commands.ts';
import { classesOver, fieldsOver } from '#access/may.ts';
import { organisationKinds, roles, type Role } from '#access/roles.ts';
import type { Route } from '#kit/web/page.ts';
import { isOwn, ownPath } from '#kit/web/plain.ts';
import { listen, serve } from '#kit/web/server.ts';
import type { Persona } from '#kit/web/session.ts';
import { commandLine, doors, jobs, readings, type Serves } from './classified.ts';
import { openMemory } from './engines.ts';
import { startWalk, visitor, type Walk } from './walk.ts';

const source = resolve(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !/\.(test|prove)\.ts$/.test(path));
const codeOf = (path: string): string => readFileSync(join(source, path), 'utf8');

let walk: Walk;
before(async () => {
  walk = await startWalk(await openMemory());
});
after(() => walk.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** The longest beginning that fits, at a border of the path. */
function classOf(name: string): Serves | undefined {
  const fits = Object.keys(doors).filter(
    (door) => name === door || (door.length > 'GET /'.length && name.startsWith(door) && (door.endsWith('/') || name[door.length] === '/')),
  );
  const longest = fits.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : doors[longest];
}

/** Whether the policy gives a role a field at some kind of organisation. */
function given(role: Role, purposes: readonly Purpose[], relations: readonly Relation[], verb: Verb, field: Field): boolean {
  return purposes.every((purpose) => organisationKinds.some((kind) => fieldsOver({ role, kind }, purpose, relations, verb).has(field)));
}

function gaps(role: Role, of: Serves): readonly string[] {
  if ('open' in of) return [];
  const { purposes, relations } = of;
  return (['read', 'write'] as const).flatMap((verb) =>
    of[verb].filter((field) => !given(role, purposes, relations, verb, field)).map((field) => `${role} may not ${verb} ${field}`),
  );
}

test('every door is classified, and the policy gives each of its roles what it shows and takes', () => {
  const { routes } = walk.house;
  assert.ok(routes.length > 60);
  assert.deepEqual(
    routes.map(nameOf).filter((name) => !classOf(name)),
    [],
    'new doors: say in tests/classified.ts what of the policy they serve',
  );
  for (const route of routes) {
    const of = classOf(nameOf(route));
    if (!of) continue;
    if (route.who === 'anyone') assert.ok('open' in of, `${nameOf(route)} is open to anyone and shows what the policy guards`);
    else for (const role of route.who) assert.deepEqual(gaps(role, of), [], nameOf(route));
  }
});

test('what weighs heavily asks for a fresh proof of who it is, and breaking the glass is counted like a search', () => {
  const named = new Map(walk.house.routes.map((route) => [nameOf(route), route]));
  for (const name of [
    'POST /case/:reference/decide',
    'POST /case/:reference/do/:act',
    'POST /case/:reference/disclosures/:number',
    'POST /case/:reference/copies/:number',
    'POST /retention/approve',
    'POST /retention/ask',
    'POST /tokens',
    'POST /support/:reference/door',
  ])
    assert.equal(named.get(name)?.stepUp, true, name);
  assert.equal(named.get('POST /glass')?.rate, 'search');
});

test('whoever works here finds the policy in the menu, and everybody the count of what passed outside', async () => {
  const anyone = visitor(walk.base);
  assert.match((await anyone.go('/')).text, /<footer[^]*href="\/disclosures"/);
  assert.equal((await anyone.go('/disclosures')).status, 200);
  await anyone.signIn('practice-linden');
  assert.match((await anyone.go('/policy')).text, /nav[^]*href="\/policy"/);
});

test('every job and timer is classified, and the policy gives the program what it reads and writes', () => {
  const named = files.flatMap((path) =>
    [...codeOf(path).matchAll(/enqueue\w*\(tx, \{ name: '([^']+)'|\{ name: '([^']+)', every:/g)].map((found) => found[1] ?? found[2] ?? ''),
  );
  assert.ok(named.length >= 4);
  assert.deepEqual(
    [...new Set(named)].filter((name) => !Object.hasOwn(jobs, name)),
    [],
    'new jobs: say in tests/classified.ts what of the policy they serve',
  );
  for (const [name, of] of Object.entries(jobs)) assert.deepEqual(gaps('system', of), [], name);
});

test('every command of the command line is classified, and the policy gives the program what it reads', () => {
  assert.deepEqual(
    commands.map((one) => one.name).filter((name) => !Object.hasOwn(commandLine, name)),
    [],
    'new commands: say in tests/classified.ts what of the policy they serve',
  );
  const there = new Set(commands.map((one) => one.name));
  assert.deepEqual(
    Object.keys(commandLine).filter((name) => !there.has(name)),
    [],
    'commands that are no longer there',
  );
  for (const { name, run } of commands) {
    const of = commandLine[name];
    if (!of) continue;
    assert.ok(
      !('open' in of && /\b(openHouse|practiceHouse|realHouse|kept|settings)\(/.test(String(run))),
      `${name} opens what is kept: the policy has a word for it`,
    );
    if (!('keeper' in of)) assert.deepEqual(gaps('system', of), [], name);
  }
});

test('every reading of answers asks for classes that the policy gives', () => {
  const asking = files.filter((path) => !/^(kit\/store|practice)\//.test(path) && /\b(current|history|drafts)\(\s*tx\b/.test(codeOf(path)));
  assert.deepEqual(
    asking.filter((path) => !Object.hasOwn(readings, path)),
    [],
    'new readings: take the classes from classesOver(), or say in tests/classified.ts whose they are',
  );
  for (const path of asking) {
    const of = readings[path];
    if (!of) continue;
    if (of === 'policy') {
      assert.match(codeOf(path), /\b(classesOver|may)\(/, path);
      continue;
    }
    const literal = [...codeOf(path).matchAll(/\b(?:current|history|drafts)\(\s*tx,[^;]*?\[([^\]]*)\]/g)].flatMap((found) =>
      [...(found[1] ?? '').matchAll(/'([^']+)'/g)].map((one) => one[1] ?? ''),
    );
    assert.deepEqual(
      literal.filter((one) => !(of.classes as readonly string[]).includes(one)),
      [],
      `${path} asks for more than is said of it`,
    );
    const allowed = classesOver(of, of.purpose, [of.relation], of.verb);
    assert.deepEqual(
      of.classes.filter((one) => !allowed.includes(one)),
      [],
      `${path} asks for more than the policy gives`,
    );
  }
});

test('the days of the worklist rest on classes that are said of it', () => {
  const held = [...codeOf('house.ts').matchAll(/fact: '\w+', holds: '([^']+)'/g)].map((found) => found[1] ?? '');
  const of = readings['desk/queue.ts'];
  assert.ok(held.length >= 4 && of && of !== 'policy');
  assert.deepEqual(
    held.filter((one) => !(of.classes as readonly string[]).includes(one)),
    [],
  );
});

/** One invented person of each role. */
const everybody: readonly Persona[] = roles.map((role) => ({
  id: role,
  actor: { person: `test-${role}`, name: 'Test Person', role, organisation: 'nowhere', kind: 'service', team: 'none' },
  title: role,
  what: 'An invented person.',
}));

test('to a person whose role a door does not name, it answers as a path that does not exist', async () => {
  const { kit, routes } = walk.house;
  const bearer = (token: string) => Promise.resolve(everybody.find((one) => one.id === token)?.actor ?? null);
  const app = await serve(routes, { db: kit.db, clock: kit.clock, practice: true, personas: everybody, bearer });
  try {
    const base = await listen(app, 0);
    let tried = 0;
    for (const { id: role } of everybody) {
      const visit = visitor(base);
      await visit.signIn(role);
      const token = /name="_csrf" value="([^"]+)"/.exec((await visit.go('/law')).text)?.[1] ?? '';
      const asked = async (method: string, path: string) => {
        const body = method === 'POST' ? { body: path.startsWith('/api/') ? '{}' : new URLSearchParams({ _csrf: token }) } : {};
        const type = path.startsWith('/api/') ? { 'content-type': 'application/json' } : {};
        const answer = await visit.go(path, { method, ...body, headers: { authorization: `Bearer ${role}`, 'sec-fetch-site': 'same-origin', ...type } });
        return {
          status: answer.status,
          to: answer.to,
          text: answer.text.replaceAll(path, 'PATH').replaceAll(encodeURIComponent(path), 'PATH'),
        };
      };
      const nothing = { GET: await asked('GET', '/nothing-here'), POST: await asked('POST', '/nothing-here'), api: await asked('GET', '/api/v1/nothing-here') };
      assert.deepEqual([nothing.GET.status, nothing.api.status], [404, 404]);
      for (const route of routes) {
        if (route.who === 'anyone' || route.who.includes(role as Role)) continue;
        if (isOwn(route.path)) {
          if (route.rate) continue;
          assert.equal((await asked(route.method, route.path)).to, ownPath, `${role} at ${nameOf(route)}: nobody is at work there`);
          continue;
        }
        const path = route.path.replace(/:[a-z]+/g, 'K7QD-0M2P-XW9T');
        const found = await asked(route.method, path);
        const none = path.startsWith('/api/') ? nothing.api : nothing[route.method];
        // A short path may also stand in another address of the page.
        assert.deepEqual(found, { ...none, text: none.text.replaceAll(path, 'PATH') }, `${role} at ${nameOf(route)}`);
        tried += 1;
      }
    }
    assert.ok(tried > 700, `only ${tried} were tried`);
  } finally {
    await app.close();
  }
});
