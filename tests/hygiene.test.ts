// The repository speaks of the product only, its lock file names no host, and every decision record is whole.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The files that belong to the repository; without git (an unpacked archive), every file that is not installed. */
function ours(): readonly string[] {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached'], { cwd: root, encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.split('\0').filter((path) => path && existsSync(join(root, path)));
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !/^(node_modules|data|\.git)\//.test(path));
}

const readable = /\.(ts|js|json|sql|md|sh|csv|css|html|txt|yml)$|^(opennrm|\.ci\/run|LICENSE|\.gitignore)$/;

test('no file names a folder of the machine it was written on', () => {
  // Written in parts, so that this file does not name them either.
  const folders = [
    ['', 'work', 'main'],
    ['', 'work', 'shared'],
    ['', 'tmp', 'oc'],
    ['', 'root', ''],
    ['..', 'shared'],
  ].map((parts) => parts.join('/'));
  const files = ours().filter((path) => readable.test(path));
  assert.ok(files.length > 50, `only ${files.length} files were read`);
  const named = files.flatMap((path) => folders.filter((folder) => text(path).includes(folder)).map((folder) => `${path}: ${folder}`));
  assert.deepEqual(named, []);
});

test('the lock file pins every package by its fingerprint and names no registry', () => {
  type Locked = { version?: string; integrity?: string; resolved?: string; link?: boolean };
  const lock = JSON.parse(text('package-lock.json')) as { packages: Record<string, Locked> };
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
  assert.ok(packages.length > 50);
  for (const [name, one] of packages) {
    assert.equal(one.resolved, undefined, `${name} names where it came from`);
    assert.ok(one.integrity, `${name} has no fingerprint`);
  }
});

type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>;
const manifest = JSON.parse(text('package.json')) as Manifest;
const declared = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

test('every package is declared by its exact version', () => {
  for (const [name, version] of Object.entries(declared)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

test('every package stands in the decision record with its version, and the record names no other', () => {
  const record = text('docs/decisions/0002-dependencies.md');
  const rows = [...record.matchAll(/^\| `([^`]+)` \| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$/gm)];
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row[1], row[2]])), declared);
});

test('the licences in the decision record are those the packages declare', () => {
  const record = text('docs/decisions/0002-dependencies.md');
  for (const [, name = '', , licence = ''] of record.matchAll(/^\| `([^`]+)` \| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$/gm)) {
    const path = join('node_modules', name, 'package.json');
    // Only one of the two platform packages is installed on any machine.
    if (!existsSync(join(root, path))) continue;
    assert.equal(licence.trim(), (JSON.parse(text(path)) as { license?: string }).license, name);
  }
});

test('every decision record says the context, the decision and what it costs', () => {
  const records = readdirSync(join(root, 'docs/decisions')).filter((name) => name.endsWith('.md'));
  assert.ok(records.length >= 3);
  for (const name of records) {
    assert.match(name, /^\d{4}-[a-z0-9-]+\.md$/);
    const titles = [...text(`docs/decisions/${name}`).matchAll(/^## (.+)$/gm)].map((found) => found[1]);
    for (const title of ['Context', 'Decision', 'What it costs']) assert.ok(titles.includes(title), `${name} has no part named ${title}`);
  }
  const numbers = records.map((name) => name.slice(0, 4));
  assert.equal(new Set(numbers).size, numbers.length, 'two records have one number');
});

test('the README has exactly two commands, and every page it points to exists', () => {
  const readme = text('README.md');
  const commands = [...readme.matchAll(/^```\w*\n([^]*?)^```$/gm)].flatMap((found) => (found[1] ?? '').trim().split('\n'));
  assert.deepEqual(commands, ['npm start', 'npm test']);
  for (const page of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md']) {
    for (const [, link = ''] of text(page).matchAll(/\]\(((?!https?:)[^)#]+)[^)]*\)/g)) {
      assert.ok(existsSync(join(root, link)), `${page} points to ${link}`);
    }
  }
});

test('every file that ARCHITECTURE.md names exists', () => {
  const missing = [...text('ARCHITECTURE.md').matchAll(/`((?:src|tests|tools|docs|migrations|bench)\/[^`*<> ]+)`/g)]
    .map((found) => found[1] ?? '')
    .filter((path) => !existsSync(join(root, path)));
  assert.deepEqual(missing, []);
});

test('every page that a comment points to exists in the repository', () => {
  const files = ours().filter((path) => /^(src|tests|tools|migrations|bench)\/.+\.(ts|sql|sh)$/.test(path));
  const missing = files.flatMap((path) =>
    [...text(path).matchAll(/(?<![\w/-])([a-z][a-z-]+\.md)\b/g)]
      .map((found) => found[1] ?? '')
      .filter((page) => !existsSync(join(root, page)) && !existsSync(join(root, 'docs', page)))
      .map((page) => `${path}: ${page}`),
  );
  assert.deepEqual(missing, []);
});

test('the page on ASVS holds every requirement of levels 1 and 2 once, and each test or file that it names exists', () => {
  const page = text('docs/asvs.md');
  const rows = [...page.matchAll(/^\| (V\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| ([^|]+) \|$/gm)];
  // As many as the standard has by chapter, WebRTC included.
  const expected = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];
  assert.deepEqual(
    expected.map((_, chapter) => new Set(rows.flatMap(([, id = '']) => (id.startsWith(`V${chapter + 1}.`) ? [id] : []))).size),
    expected,
  );
  assert.equal(rows.filter(([, , level]) => level === '1').length, 70);
  assert.equal(rows.length, 253);
  const missing = rows.flatMap(([, id, , where = '']) =>
    [...where.matchAll(/`((?:src|tests|docs|bench)\/[^`*]+)`/g)].flatMap(([, path = '']) => (existsSync(join(root, path)) ? [] : [`${id}: ${path}`])),
  );
  assert.deepEqual(missing, []);
});
