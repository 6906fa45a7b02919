// Lays test files together for `npm test`: to begin (its modules, an embedded database, a browser) costs a process more than most files take
// themselves. Prints the path of each group, a module that loads its files one after the other; `npm test -- FILE` still runs a file by itself.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');

/** Each has a process of its own: it turns the environment of its whole process, leaves timers on sockets that are none, or is long enough to begin first. */
const alone = [
  'tests/canary.test.ts',
  'tests/browser/every-page.test.ts',
  'src/practice/load.test.ts',
  'tests/lives.test.ts',
  'tests/backup.test.ts',
  'tests/key-commands.test.ts',
  'src/kit/view/ods.test.ts',
  'src/kit/web/form-pages.test.ts',
];

type Kind = { readonly name: string; readonly groups: number; readonly has: (path: string, text: string) => boolean };

/** The slowest kind first, so that the last of all is short. */
const kinds: readonly Kind[] = [
  { name: 'browser', groups: 6, has: (path) => path.startsWith('tests/browser/') },
  { name: 'database', groups: 10, has: (_path, text) => /engines\.ts'/.test(text) },
  { name: 'light', groups: 6, has: () => true },
];

/** Every test file once, by group. */
export function together(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const put = (group: string, path: string): void => void groups.set(group, [...(groups.get(group) ?? []), path]);
  const dealt = new Map<string, number>();
  for (const path of globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: root }).sort()) {
    if (alone.includes(path)) {
      put(`0-${path.replace(/\W+/g, '-')}`, path);
      continue;
    }
    const text = readFileSync(join(root, path), 'utf8');
    const at = kinds.findIndex(({ has }) => has(path, text));
    const kind = kinds[at] as Kind;
    // Dealt like cards: files beside each other are of one subject and often of one weight.
    const turn = dealt.get(kind.name) ?? 0;
    dealt.set(kind.name, turn + 1);
    put(`${at + 1}-${kind.name}-${(turn % kind.groups) + 1}`, path);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(root, 'node_modules/.cache/opennrm/together');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [group, files] of together()) {
    const path = join(folder, `${group}.mjs`);
    writeFileSync(path, files.map((file) => `import ${JSON.stringify(pathToFileURL(join(root, file)).href)};\n`).join(''));
    console.log(path);
  }
}
