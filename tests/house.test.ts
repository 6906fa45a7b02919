// The house rules on the program itself, and the check proved on planted breaches: each kind must be caught.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { checkTree, inWords, readTree } from '#house-check.ts';
import { check } from '#house-inspect.ts';
import { floors, packages } from '#house-rules.ts';

const root = resolve(import.meta.dirname, '..');
const top = '// What this file is for.\n';

/** Rules breached by one planted file, in a house that is sound otherwise. */
function planted(path: string, code: string, ...others: readonly [string, string][]): readonly string[] {
  const sound = [
    ['src/base/day.ts', 'export type Day = string;'],
    ['src/law/rule.ts', "import type { Day } from '#base/day.ts';\nexport type Rule = { on: Day };"],
    ['src/journey/file.ts', "import type { Rule } from '#law/rule.ts';\nexport const file = (rule: Rule): Rule => rule;"],
    ['src/kit/web/page.ts', 'export type Route = { path: string };'],
    ['src/rooms/referral/form.ts', "import { file } from '#journey/file.ts';\nexport const form = file;"],
    ['src/rooms/referral/store.ts', 'export const one = `select id from file`;'],
    ['src/rooms/decision/pages.ts', "import type { Route } from '#kit/web/page.ts';\nexport const routes: Route[] = [];"],
    ...others,
  ].map(([at = '', text = '']) => ({ path: at, text: top + text }));
  assert.deepEqual(check(sound).map(inWords), [], 'the house is sound before the breach is planted');
  return check([...sound.filter((one) => one.path !== path), { path, text: code.startsWith('\0') ? code.slice(1) : top + code }]).map((breach) => breach.rule);
}

test('the program keeps the house rules', async () => {
  assert.deepEqual((await checkTree(root)).map(inWords), []);
});

test('the check read the program: every floor it names was found', () => {
  const files = readTree(root).map((file) => file.path);
  assert.ok(files.length > 50, `only ${files.length} files were found`);
  for (const floor of floors.filter((one) => one !== 'methods')) {
    assert.ok(
      files.some((path) => path.startsWith(`src/${floor}/`)),
      `no file was found on the floor ${floor}`,
    );
  }
});

test('a check that sees no file does not pass', () => {
  assert.equal(check([]).length, 1);
  assert.equal(check([{ path: 'tests/x.test.ts', text: top }]).length, 1);
});

test('every package on the list says why it is there', () => {
  for (const one of packages) assert.ok(one.why.length > 15, String(one.name));
});

const breaches: readonly { readonly title: string; readonly path: string; readonly code: string; readonly rule: string }[] = [
  { title: 'an import that climbs with ../', path: 'src/law/clock.ts', code: "import '../base/day.ts';", rule: 'imports' },
  { title: 'an import without its ending', path: 'src/law/clock.ts', code: "import '#base/day';", rule: 'imports' },
  {
    title: 'a ./ import into another room',
    path: 'src/rooms/referral/letters.ts',
    code: "import './../decision/pages.ts';",
    rule: 'imports',
  },
  { title: 'a # import of the own folder', path: 'src/law/clock.ts', code: "import '#law/rule.ts';", rule: 'imports' },
  { title: 'a test imported by the program', path: 'src/law/clock.ts', code: "import '#law/rule.test.ts';", rule: 'imports' },
  {
    title: "the tests' own tools imported by the program",
    path: 'src/kit/store/x.ts',
    code: "import '#tests/engines.ts';",
    rule: 'imports',
  },
  { title: 'a floor importing one above it', path: 'src/law/clock.ts', code: "import '#journey/file.ts';", rule: 'floors' },
  {
    title: 'the kit importing the journey, if only a type',
    path: 'src/kit/jobs/alarm.ts',
    code: "import type { file } from '#journey/file.ts';",
    rule: 'floors',
  },
  { title: 'an export from a floor above', path: 'src/base/list.ts', code: "export { type Rule } from '#law/rule.ts';", rule: 'floors' },
  {
    title: 'an import type in the middle of a line',
    path: 'src/base/list.ts',
    code: "export type R = import('#law/rule.ts').Rule;",
    rule: 'floors',
  },
  { title: 'the top floor imported from below', path: 'src/desk/pages.ts', code: "import '#house.ts';", rule: 'floors' },
  { title: 'a new folder that is no floor', path: 'src/domain/case.ts', code: '', rule: 'floors' },
  { title: 'a room importing a room', path: 'src/rooms/decision/store.ts', code: "import '#rooms/referral/form.ts';", rule: 'rooms' },
  {
    title: "a room's test importing another room",
    path: 'src/rooms/decision/store.test.ts',
    code: "import '#rooms/referral/form.ts';",
    rule: 'rooms',
  },
  {
    title: "a country importing a room's store",
    path: 'src/countries/uk/uk.ts',
    code: "import '#rooms/referral/store.ts';",
    rule: 'countries',
  },
  { title: 'a country importing a country', path: 'src/countries/example/x.ts', code: "import '#countries/uk/uk.ts';", rule: 'countries' },
  { title: 'a country importing the journey', path: 'src/countries/uk/uk.ts', code: "import '#journey/file.ts';", rule: 'floors' },
  { title: 'a package on a pure floor', path: 'src/journey/x.ts', code: "import { z } from 'zod';", rule: 'purity' },
  { title: 'Temporal outside base/day.ts', path: 'src/law/clock.ts', code: "import 'temporal-polyfill';", rule: 'purity' },
  { title: "Node's modules on a pure floor", path: 'src/form/x.ts', code: "import { createHash } from 'node:crypto';", rule: 'purity' },
  {
    title: 'the clock read on a pure floor',
    path: 'src/journey/x.ts',
    code: 'export const now = (): number => Date.now();',
    rule: 'purity',
  },
  { title: 'a new Date on a pure floor', path: 'src/law/x.ts', code: "export const d = new Date('2024-01-01');", rule: 'purity' },
  {
    title: "Temporal's clock on a pure floor",
    path: 'src/base/x.ts',
    code: 'export const d = (Temporal: { Now: unknown }): unknown => Temporal.Now;',
    rule: 'purity',
  },
  { title: 'chance on a pure floor', path: 'src/methods/x.ts', code: 'export const r = (): number => Math.random();', rule: 'purity' },
  { title: 'the environment on a pure floor', path: 'src/access/x.ts', code: "export const e = process.env['X'];", rule: 'purity' },
  {
    title: 'performance.now on a pure floor',
    path: 'src/form/x.ts',
    code: 'export const t = (): number => performance.now();',
    rule: 'purity',
  },
  {
    title: 'random bytes on a pure floor',
    path: 'src/base/x.ts',
    code: 'export const id = (): string => globalThis.crypto.randomUUID();',
    rule: 'purity',
  },
  { title: 'a timer on a pure floor', path: 'src/countries/uk/x.ts', code: 'setTimeout(() => undefined, 1);', rule: 'purity' },
  { title: 'an import while running on a pure floor', path: 'src/law/x.ts', code: "export const l = import('./rule.ts');", rule: 'purity' },
  { title: 'an unlisted package', path: 'src/kit/view/x.ts', code: "import 'left-pad';", rule: 'packages' },
  { title: 'a listed package in the wrong place', path: 'src/rooms/referral/x.ts', code: "import pg from 'pg';", rule: 'packages' },
  {
    title: 'SQL in a page',
    path: 'src/rooms/referral/pages.ts',
    code: 'export const q = `\n  select id\n  from file where id = $1`;',
    rule: 'sql',
  },
  {
    title: 'SQL with a value put in',
    path: 'src/rooms/referral/letters.ts',
    code: 'export const q = (t: string): string => `insert into ${t} (a) values ($1)`;',
    rule: 'sql',
  },
  { title: 'an update in capitals', path: 'src/desk/pages.ts', code: "export const q = 'UPDATE queue SET due = $1';", rule: 'sql' },
  {
    title: 'a delete on the top floor',
    path: 'src/practice/people.ts',
    code: "export const q = 'delete from event where true';",
    rule: 'sql',
  },
  {
    title: 'a table made outside the migrations',
    path: 'src/rooms/x/form.ts',
    code: "export const q = 'create table x (id int)';",
    rule: 'sql',
  },
  { title: 'fastify outside kit/web', path: 'src/rooms/referral/pages.ts', code: "import fastify from 'fastify';", rule: 'http' },
  {
    title: 'HTTP words in a store',
    path: 'src/rooms/decision/store.ts',
    code: "import type { Route } from '#kit/web/page.ts';",
    rule: 'http',
  },
  { title: 'routes in a part of a page', path: 'src/rooms/decision/shift.ts', code: "import { type Ask, type Route } from '#kit/web/page.ts';", rule: 'http' },
  { title: 'a request in a form', path: 'src/rooms/decision/form.ts', code: "import type { Ask } from '#kit/web/page.ts';", rule: 'http' },
  { title: 'an HTTP server in a room', path: 'src/rooms/decision/x.ts', code: "import { createServer } from 'node:http';", rule: 'http' },
  {
    title: 'a message to the outside from a room',
    path: 'src/rooms/decision/x.ts',
    code: "export const f = (): unknown => fetch('https://x.invalid');",
    rule: 'outward',
  },
  { title: 'a message to the outside from the top', path: 'src/x.ts', code: 'export const send = fetch;', rule: 'outward' },
  {
    title: 'a socket to the outside from the web',
    path: 'src/kit/web/x.ts',
    code: "export const s = (): unknown => new WebSocket('wss://x.invalid');",
    rule: 'outward',
  },
  { title: 'another program started', path: 'src/kit/store/x.ts', code: "import { spawn } from 'node:child_process';", rule: 'outward' },
  { title: 'a connection opened in the web', path: 'src/kit/web/x.ts', code: "import { connect } from 'node:net';", rule: 'network' },
  { title: 'a connection opened in a room', path: 'src/rooms/decision/x.ts', code: "import { connect } from 'node:net';", rule: 'network' },
  {
    title: 'a transaction opened in a store',
    path: 'src/rooms/decision/store.ts',
    code: "export const f = (db: any): void => db.as(1, 'intake', () => 1);",
    rule: 'acts',
  },
  {
    title: 'a ledger written from a letter',
    path: 'src/rooms/decision/letters.ts',
    code: 'export const f = (l: any): void => l.perform(1, 2, 3, 4, 5, 6);',
    rule: 'acts',
  },
  { title: 'a transaction begun by hand', path: 'src/rooms/decision/store.ts', code: "export const q = 'BEGIN';", rule: 'transactions' },
  {
    title: 'a role taken by hand',
    path: 'src/rooms/decision/store.ts',
    code: "export const q = 'set local role nrm_statistics';",
    rule: 'transactions',
  },
  { title: 'an enum', path: 'src/law/x.ts', code: 'export enum Stage { One }', rule: 'no enums' },
  { title: 'a default export', path: 'src/law/x.ts', code: 'export default function x(): void {}', rule: 'no default exports' },
  {
    title: 'a default export by another name',
    path: 'src/law/x.ts',
    code: 'const x = 1;\nexport { x as default };',
    rule: 'no default exports',
  },
  { title: 'a file named utils', path: 'src/kit/view/utils.ts', code: '', rule: 'names' },
  { title: 'an index file', path: 'src/rooms/referral/index.ts', code: '', rule: 'names' },
  { title: 'a folder named helpers', path: 'tests/helpers/x.ts', code: '', rule: 'names' },
  { title: 'a file that does not say what it is for', path: 'src/law/x.ts', code: '\0export const x = 1;', rule: 'first line' },
  { title: 'a file left out of the type check', path: 'src/law/x.ts', code: '// @ts-nocheck\nexport const x = 1;', rule: 'types' },
];

for (const { title, path, code, rule } of breaches) {
  test(`catches ${title}`, () => {
    assert.ok(planted(path, code).includes(rule), `${rule} was not told of ${path}; told were: ${planted(path, code).join(', ') || 'none'}`);
  });
}

test('catches an import circle, and lets two files name each other’s types', () => {
  const back = "import { b } from './b.ts';\nexport const a = b;";
  assert.ok(planted('src/law/a.ts', back, ['src/law/b.ts', "import type { a } from './a.ts';\nexport const b: typeof a = 1;"]).length === 0);
  const circle = check([
    { path: 'src/law/a.ts', text: top + back },
    { path: 'src/law/b.ts', text: `${top}import { a } from './a.ts';\nexport const b = a;` },
  ]);
  assert.deepEqual(
    circle.map((breach) => breach.says),
    ['src/law/a.ts -> src/law/b.ts -> src/law/a.ts'],
  );
});

test('lets pass what only looks like a breach', () => {
  const harmless = [
    "// process.env, Date.now() and 'select x from y' in a comment",
    "export const label = 'Select the country you travelled from';",
    "export const hint = 'Please select one from the list, update your answers and set a date';",
    'export type Step = { readonly process: string; readonly performance: number };',
    "export const steps = { process: 'a', fetch: 'b' };",
    'export const read = (step: Step): string => step.process;',
  ].join('\n');
  assert.deepEqual(planted('src/rooms/referral/words.ts', harmless), []);
  assert.deepEqual(planted('src/law/x.ts', harmless), []);
  assert.deepEqual(planted('src/rooms/referral/shift.ts', "import { csrf, type Staff } from '#kit/web/page.ts';"), []);
});
