// Whether how a person can be reached has changed since somebody opened a page: whoever rings by an old way may ring the wrong one.
import { createHash } from 'node:crypto';
import type { Kit } from '#kit/kit.ts';
import { lastVersions } from '#kit/store/answers.ts';
import type { Staff } from '#kit/web/page.ts';
import type { OpenRecord } from './support-record.ts';

/** How the person can be reached, as it stands now: whoever acts on a page says what stood there when they opened it. */
export async function contactStamp(kit: Kit, ask: Staff, record: OpenRecord): Promise<string> {
  const files = [record.file, ...record.cases.map((one) => one.file)];
  const seen = await kit.db.as(ask.actor, 'support', async (tx) => {
    const all: string[] = [];
    for (const file of files) for (const [what, version] of await lastVersions(tx, file, ['safe-contact'])) all.push(`${file}|${what}|${version}`);
    return all;
  });
  return createHash('sha256').update(seen.sort().join('\n')).digest('hex').slice(0, 24);
}
