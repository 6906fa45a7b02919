// Freed pages: what was deleted stays readable on the disk until its page is written anew. This writes the tables anew that erasure empties.
import { tablesOf } from './catalogue.ts';
import { goneWithFile } from './erase.ts';
import type { Ask } from './migrate.ts';

/** With the owner's session. Each table is locked while it is written anew. Gives how many were. */
export async function writeAnew(ask: Ask): Promise<number> {
  const swept = new Set([...goneWithFile, 'keys.wrapping_key', 'keys.generation', 'keys.installation_key', 'statistic', 'session']);
  const tables = (await tablesOf(ask)).filter(({ name }) => swept.has(name.replace(/^public\./, '')));
  for (const { name } of tables) await ask(`vacuum full ${name}`);
  await ask('checkpoint').catch(() => undefined);
  return tables.length;
}
