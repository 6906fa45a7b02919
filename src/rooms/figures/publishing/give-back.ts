// A release given back by its id: the bytes as they were frozen, and, where asked, made anew from the records and held against them.
import { createHash } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import type { Kit } from '#kit/kit.ts';
import { codeVersion, make, type Series } from './make.ts';
import { fileOf, filesOf, releaseOf } from './store.ts';

export type GivenBack =
  { readonly ok: true; readonly files: ReadonlyMap<string, Uint8Array>; readonly anew: Anew | undefined } | { readonly ok: false; readonly because: string };
/** Names of files that came out otherwise; `sameCode`: whether what makes them is what it was. */
export type Anew = { readonly differ: readonly string[]; readonly sameCode: boolean };

/** Only what two people approved is given back. Refuses with a sentence. */
export async function giveBack(kit: Kit, actor: Actor, id: string, series: Series, remake: boolean): Promise<GivenBack> {
  const found = await kit.db.as(actor, 'statistics', async (tx) => {
    const row = await releaseOf(tx, id);
    if (!row) return undefined;
    const files = new Map<string, Uint8Array>();
    for (const { name, hash } of await filesOf(tx, id)) {
      const bytes = await fileOf(tx, id, name);
      if (!bytes || createHash('sha256').update(bytes).digest('hex') !== hash) throw new Error(`${name} is not what was frozen`);
      files.set(name, bytes);
    }
    return { row, files };
  });
  if (!found) return { ok: false, because: `No release is called ${id}.` };
  const { row, files } = found;
  if (!row.approvedAt || !row.how) return { ok: false, because: `${id} has not been approved by a second person, so nothing of it is given back.` };
  if (!remake) return { ok: true, files, anew: undefined };
  const made = await make(kit, actor, row, row.how, series);
  const same = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
    one !== undefined && other !== undefined && Buffer.from(one).equals(other);
  const differ = [...new Set([...files.keys(), ...made.files.keys()])].filter((name) => !same(files.get(name), made.files.get(name)));
  return { ok: true, files, anew: { differ, sameCode: (await codeVersion()) === row.how.code } };
}
