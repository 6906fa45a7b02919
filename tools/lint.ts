// Lint of what may have changed: a file is read again when it, anything it imports, the settings or a package is another than when it was clean.
// ESLint's own cache looks at the file alone, and a rule that asks for types can find something new in a file that nobody touched.
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ESLint } from 'eslint';

const root = process.cwd();
const kept = join(root, process.argv[2] ?? 'node_modules/.cache/opennrm/linted.json');
const settings = ['eslint.config.js', 'tsconfig.json', 'package.json', 'package-lock.json'];

const digest = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex').slice(0, 20);
const read = (path: string): string | undefined => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
};

type Read = { readonly content: string; readonly imports: readonly string[] };
const known = new Map<string, Read>();

/** A file's content by its digest, and the files of this program that it names where an import could stand. */
function look(path: string): Read {
  const before = known.get(path);
  if (before) return before;
  const text = read(path);
  const named = text === undefined || !/\.[cm]?[jt]s$/.test(path) ? [] : [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)];
  const imports = named.flatMap(([, name = '']) => {
    if (name.startsWith('.')) return [posix.join(posix.dirname(path), name)];
    const [, folder, rest = ''] = /^#(tests\/|tools\/)?(.+)$/.exec(name) ?? [];
    return rest === '' ? [] : [`${folder ?? 'src/'}${rest}`];
  });
  const now = { content: text === undefined ? 'none' : digest(text), imports };
  known.set(path, now);
  return now;
}

/** The file with everything it leads to. */
function keyOf(path: string, common: string): string {
  const all = new Set([path]);
  for (const one of all) for (const next of look(one).imports) all.add(next);
  return digest(
    common +
      [...all]
        .sort()
        .map((one) => `${one} ${look(one).content}\n`)
        .join(''),
  );
}

const eslint = new ESLint({ cwd: root });
const every = globSync('**/*.{ts,js,mjs,cjs}', { cwd: root, exclude: ['node_modules', 'data', '.git'] }).sort();
// What declares something for all files is looked at from all of them.
const forAll = every.filter((path) => path.endsWith('.d.ts') || /\bdeclare (global|module)\b/.test(read(path) ?? ''));
const common = digest([...settings, ...forAll].map((path) => `${path}\n${read(path) ?? ''}\n`).join('') + readFileSync(import.meta.filename, 'utf8'));
const clean = JSON.parse(read(process.argv[2] ?? 'node_modules/.cache/opennrm/linted.json') ?? '{}') as Record<string, string>;
const keys = new Map<string, string>();
for (const path of every) if (!(await eslint.isPathIgnored(join(root, path)))) keys.set(path, keyOf(path, common));

const changed = [...keys].filter(([path, key]) => clean[path] !== key).map(([path]) => join(root, path));
const results = changed.length > 0 ? await eslint.lintFiles(changed) : [];
const found = new Set(results.filter(({ messages }) => messages.length > 0).map(({ filePath }) => filePath));
mkdirSync(dirname(kept), { recursive: true });
writeFileSync(kept, JSON.stringify(Object.fromEntries([...keys].filter(([path]) => !found.has(join(root, path))))));
if (found.size > 0) {
  console.log(await (await eslint.loadFormatter('stylish')).format(results));
  process.exitCode = 1;
}
