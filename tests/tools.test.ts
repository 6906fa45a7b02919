// Each checking tool is handed a planted fault and must find it: a tool that sees nothing passes everything.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { together } from '#tools/together.ts';

const root = resolve(import.meta.dirname, '..');
const tool = {
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  lint: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
  house: [join(root, 'tools/house/check.ts'), '.'],
} as const;

/** A small program with the real settings of every tool, and the files handed in. */
function program(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-tools-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['package.json', 'tsconfig.json', 'eslint.config.js', '.prettierrc.json']) copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `// A planted file.\n${text}`);
  }
  return folder;
}

function run(name: keyof typeof tool, folder: string): { readonly status: number | null; readonly said: string } {
  const done = spawnSync(process.execPath, [...tool[name]], { cwd: folder, encoding: 'utf8' });
  return { status: done.status, said: `${done.stdout}${done.stderr}` };
}

test('a sound program passes every tool', (t) => {
  const folder = program(t, { 'src/law/x.ts': 'export const x = 1;\n' });
  for (const name of Object.keys(tool) as (keyof typeof tool)[]) {
    const { status, said } = run(name, folder);
    assert.equal(status, 0, `${name}: ${said}`);
  }
});

const faults: readonly { readonly title: string; readonly with: keyof typeof tool; readonly code: string; readonly says: RegExp }[] = [
  { title: 'a text where a number belongs', with: 'types', code: "export const x: number = 'one';\n", says: /TS2322/ },
  { title: 'a list read as if it could not end', with: 'types', code: 'export const x = (l: string[]): string => l[0];\n', says: /TS2322/ },
  { title: 'syntax that Node cannot strip', with: 'types', code: 'export enum X {\n  A,\n}\n', says: /TS1294/ },
  { title: 'bad format', with: 'format', code: 'export const x = "a"\n', says: /src\/law\/x\.ts/ },
  { title: 'a floor importing one above it', with: 'house', code: "import '#journey/file.ts';\n", says: /floors: #journey\/file\.ts/ },
];

for (const fault of faults) {
  test(`${fault.with} finds ${fault.title}`, (t) => {
    const { status, said } = run(fault.with, program(t, { 'src/law/x.ts': fault.code }));
    assert.notEqual(status, 0, said);
    assert.match(said, fault.says);
  });
}

/** Every rule of the lint that guards against a hole, each with a fault of its own; one run, since starting it is slow. */
const lintFaults: Readonly<Record<string, readonly [rule: string, code: string]>> = {
  'src/law/forgotten.ts': ['@typescript-eslint/no-floating-promises', 'export function x(f: () => Promise<void>): void {\n  f();\n}\n'],
  'src/law/misused.ts': ['@typescript-eslint/no-misused-promises', 'export const x = (f: () => Promise<boolean>): number => (f() ? 1 : 2);\n'],
  'src/law/any.ts': ['@typescript-eslint/no-explicit-any', 'export const x = (y: any): unknown => y;\n'],
  'src/law/types.ts': ['@typescript-eslint/consistent-type-imports', "import { Rule } from './rule.ts';\nexport type X = Rule;\n"],
  'src/law/rule.ts': ['eqeqeq', 'export type Rule = string;\nexport const x = (a: unknown): boolean => a == 1;\n'],
  'src/law/enum.ts': ['no-restricted-syntax', 'export enum X {\n  A = 1,\n}\n'],
  'src/law/default.ts': ['no-restricted-syntax', 'export default 1;\n'],
  'src/law/class.ts': ['no-restricted-syntax', 'export class Manager {}\n'],
  'src/law/console.ts': ['no-console', "console.log('x');\n"],
  'src/law/long.ts': ['max-lines', 'export const x = 1;\n'.repeat(1) + '//\n'.repeat(300)],
  'src/law/missing.ts': [
    '@typescript-eslint/switch-exhaustiveness-check',
    "export function x(a: 'b' | 'c'): void {\n  switch (a) {\n    case 'b':\n      return;\n  }\n}\n",
  ],
};

test('lint finds each planted fault by the rule meant for it', (t) => {
  const folder = program(t, Object.fromEntries(Object.entries(lintFaults).map(([path, [, code]]) => [path, code])));
  const done = spawnSync(process.execPath, [...tool.lint, '--format', 'json'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(done.status, 1, done.stderr);
  const found = JSON.parse(done.stdout) as { filePath: string; messages: { ruleId: string | null }[] }[];
  for (const [path, [rule]] of Object.entries(lintFaults)) {
    const rules = found.find((one) => one.filePath.endsWith(path))?.messages.map((message) => message.ruleId) ?? [];
    assert.ok(rules.includes(rule), `${path}: ${rule} was not told; told were ${rules.join(', ') || 'none'}`);
  }
});

test('an error may be a class', (t) => {
  const { status, said } = run('lint', program(t, { 'src/law/x.ts': 'export class SilentLaw extends Error {}\n' }));
  assert.equal(status, 0, said);
});

test('lint finds what a change elsewhere makes wrong in a file that nobody touched, and reads nothing again where nothing changed', (t) => {
  const folder = program(t, {
    'src/law/x.ts': 'export const act = (): void => undefined;\n',
    'src/law/y.ts': "import { act } from '#law/x.ts';\nexport function y(): void {\n  act();\n}\n",
  });
  const lint = (): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/lint.ts'), 'linted.json'], { cwd: folder, encoding: 'utf8' });
    return `${status} ${stdout}${stderr}`;
  };
  assert.equal(lint(), '0 ');
  assert.equal(lint(), '0 ');
  writeFileSync(join(folder, 'src/law/x.ts'), '// A planted file.\nexport const act = (): Promise<void> => Promise.resolve();\n');
  for (const _ of ['first', 'again']) assert.match(lint(), /^1 [^]*y\.ts[^]*no-floating-promises/);
});

test('every test file runs once in `npm test`, in whatever group', () => {
  const files = [...together().values()].flat();
  assert.deepEqual(files.sort(), globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: root }).sort());
});
