// The rows of the policy, copied into the database by its owner when migrating, and their fingerprint: one policy on both sides, or no start.
import { createHash } from 'node:crypto';
import { policy as thePolicy } from '#access/matrix.ts';
import { verbs, type Policy } from '#access/policy.ts';
import type { Ask } from './migrate.ts';

export type Cell = {
  readonly role: string;
  readonly kind: string;
  readonly purpose: string;
  readonly verb: string;
  readonly field: string;
  readonly relations: readonly string[];
};

/** One cell a role, kind, purpose, verb and field, with every relation that allows it. */
export function cellsOf(policy: Policy): readonly Cell[] {
  const cells = new Map<string, Cell & { readonly relations: string[] }>();
  for (const row of policy.rows)
    for (const role of row.roles)
      for (const kind of row.kinds)
        for (const purpose of row.purposes)
          for (const verb of verbs)
            for (const field of row[verb]) {
              const key = [role, kind, purpose, verb, field].join(' ');
              const cell = cells.get(key) ?? { role, kind, purpose, verb, field, relations: [] };
              for (const relation of row.relations) if (!cell.relations.includes(relation)) cell.relations.push(relation);
              cells.set(key, cell);
            }
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => ({ ...cell, relations: [...cell.relations].sort() }));
}

/** Bars and relations are in it too: the database's own words for them were written for these. */
export function fingerprintOf(policy: Policy): string {
  return createHash('sha256')
    .update(JSON.stringify([cellsOf(policy), policy.bars.map(({ id, when }) => [id, when]), policy.relations]))
    .digest('hex');
}

export const ownFingerprint = fingerprintOf(thePolicy);

/** For the owner: makes the database's rows those of this program. Nothing happens where they are. */
export async function copyPolicy(ask: Ask, policy: Policy = thePolicy): Promise<void> {
  const own = fingerprintOf(policy);
  if ((await copied(ask)) === own) return;
  const cells = JSON.stringify(cellsOf(policy)).replaceAll("'", "''");
  await ask(`begin;
    delete from upkeep.policy_cell;
    insert into upkeep.policy_cell select role, kind, purpose, verb, field, relations
      from json_to_recordset('${cells}') as given (role text, kind text, purpose text, verb text, field text, relations text[]);
    insert into upkeep.policy (fingerprint) values ('${own}')
      on conflict (only_one) do update set fingerprint = excluded.fingerprint, copied_at = clock_timestamp();
    commit`);
}

/** The fingerprint of the policy that the database judges by; nothing where none was copied. */
export async function copied(ask: Ask): Promise<string | undefined> {
  const [row] = await ask('select fingerprint from upkeep.policy');
  return row && String(row['fingerprint']);
}
