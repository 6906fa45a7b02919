// Reads the program's own files and has the house rules checked on them: behind `./opennrm check-house` and the house test.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Breach, SourceFile } from './house-inspect.ts';

const folders = ['src', 'tests', 'tools', 'bench'];

/** Every TypeScript file of the program, by its path from the root. */
export function readTree(root: string): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    list(join(root, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
  );
}

/** Every breach in the program's own files. */
export async function checkTree(root = resolve(import.meta.dirname, '..')): Promise<readonly Breach[]> {
  // Loaded only here: the compiler takes a quarter of a second that no other command should wait for.
  const { check } = await import('./house-inspect.ts');
  return check(readTree(root));
}

export function inWords(breach: Breach): string {
  return `${breach.path}:${breach.line} ${breach.rule}: ${breach.says}`;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  } catch {
    return [];
  }
}
