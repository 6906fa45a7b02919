// Makes a planned release: counts, protects against everything decided on before, and keeps its bytes until two people have seen them.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Actor } from '#access/roles.ts';
import { dayOf } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { unscheduled } from '#rooms/figures/quarterly/conduct.ts';
import { makeRelease, type Conduct, type Release } from '#rooms/figures/quarterly/release.ts';
import { gather } from './gather.ts';
import { protectApart } from './protect-apart.ts';
import { beginMaking, endOfLedger, keepMade, makingFailed, nextAfter, releaseOf, type MadeHow, type ReleaseRow } from './store.ts';

/** What was published elsewhere of the quarters before a period. */
export type Series = (kit: Kit, period: string) => Conduct['earlier'];

/** What makes the bytes: the same text of these files and the same counts give the same release. */
export async function codeVersion(): Promise<string> {
  const hash = createHash('sha256');
  for (const place of ['../quarterly/', '../../../methods/disclosure/']) {
    const folder = new URL(place, import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
    for (const name of names) hash.update(name).update(await readFile(new URL(name, folder)));
  }
  return hash.digest('hex');
}

/** Begins to make a release; false where somebody is at it or it is frozen. What is made, or why it could not be, stands with the release. */
export async function begin(kit: Kit, actor: Actor, id: string, series: Series): Promise<boolean> {
  const begun = await kit.db.as(actor, 'statistics', (tx) => beginMaking(tx, id));
  if (begun) void finish(kit, actor, id, series);
  return begun;
}

async function finish(kit: Kit, actor: Actor, id: string, series: Series): Promise<void> {
  try {
    const row = await kit.db.as(actor, 'statistics', (tx) => releaseOf(tx, id));
    if (!row) return;
    const how = await kit.db.as(actor, 'statistics', async (tx): Promise<MadeHow> => {
      const next = await nextAfter(tx, row);
      return { behind: await endOfLedger(tx), code: await codeVersion(), next: next ? dayOf(next) : null };
    });
    const made = await make(kit, actor, row, how, series);
    await kit.db.as(actor, 'statistics', (tx) => keepMade(tx, id, made, how));
  } catch {
    // Neither a count nor a name may reach a page or a log by way of an error: that it failed is all that is said.
    await kit.db.as(actor, 'statistics', (tx) => makingFailed(tx, id, 'not-made')).catch(() => undefined);
  }
}

/** The release as it is behind a place of the ledger. The same row, way and code give the same bytes, whatever was recorded or decided on since. */
export async function make(kit: Kit, actor: Actor, row: ReleaseRow, { behind, next }: MadeHow, series: Series): Promise<Release> {
  const { id, period } = row;
  const { counted, before, answers, previous, leaveOut } = await kit.db.as(actor, 'statistics', (tx) => gather(tx, kit.law, row, behind));
  const earlier = series(kit, period);
  const conduct: Conduct = {
    ...unscheduled(kit.practice),
    ...(kit.practice ? {} : { designation: 'Statistics of this service; whether they are official statistics is for its publisher to say' }),
    id,
    released: dayOf(row.outAt),
    ...(next ? { next } : {}),
    ...(earlier && !answers.own ? { earlier } : {}),
    ...(previous && !answers.own ? { previous } : {}),
    leaveOut,
    ...(answers.own ? { reply: { question: answers.own.question, text: answers.own.reply } } : {}),
  };
  return makeRelease(counted, conduct, before, protectApart);
}
