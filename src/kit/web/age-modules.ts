// The package by which a browser seals a report, served by us as its own modules: names of packages become addresses of ours, and what no report needs is left out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve as absolute } from 'node:path';

/** Where a page's script finds it, beside the other scripts. */
export const ageName = 'age/index.js';

/** Keys that live in passkeys, on tokens or against quantum computers: of the package's other kinds of key: they are most of its size. */
const leftOut: readonly (readonly [RegExp, string])[] = [
  [/post-quantum\/hybrid\.js$/, 'export const MLKEM768P256 = undefined, MLKEM768X25519 = undefined;'],
  [/curves\/nist\.js$/, 'export const p256 = undefined;'],
  [/\/webauthn\.js$/, 'export {};'],
  [/\/armor\.js$/, 'export {};'],
];

const imported = /(\b(?:import|export)\b[^'";]*?\bfrom\s*|\bimport\s*)(["'])([^"']+)\2/g;

/** Every module by its name among our assets, with what it imports renamed. */
export function ageModules(): ReadonlyMap<string, string> {
  const first = createRequire(import.meta.url).resolve('age-encryption');
  const names = new Map([[first, ageName]]);
  const modules = new Map<string, string>();
  const nameOf = (path: string): string => {
    const known = names.get(path);
    if (known) return known;
    const name = `age/m${names.size}.js`;
    names.set(path, name);
    return name;
  };
  const queue = [first];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const from = path;
    const instead = leftOut.find(([of]) => of.test(from))?.[1];
    const text = (instead ?? readFileSync(from, 'utf8')).replace(imported, (_all, head: string, quote: string, what: string) => {
      const target = what.startsWith('.') ? absolute(join(dirname(from), what)) : createRequire(from).resolve(what);
      if (!names.has(target)) queue.push(target);
      return `${head}${quote}./${nameOf(target).slice('age/'.length)}${quote}`;
    });
    modules.set(nameOf(from), text);
  }
  return modules;
}
