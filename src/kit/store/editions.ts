// The wording of each edition of a form, stored at its first use, so that anyone can later see what the decider saw (data.md 3).
import type { Tx } from './transaction.ts';

/** Keeps an edition's wording. Its id is the fingerprint of the wording, so keeping it twice is nothing. */
export async function keepEdition(tx: Tx, edition: string, wording: unknown): Promise<void> {
  await tx.query('insert into edition (id, wording) select $1, $2::jsonb where not exists (select from edition where id = $1) on conflict do nothing', [
    edition,
    JSON.stringify(wording),
  ]);
}

export async function wordingOf(tx: Tx, edition: string): Promise<unknown> {
  const [found] = await tx.query<{ wording: unknown }>('select wording from edition where id = $1', [edition]);
  return found?.wording;
}
