// The context of a transaction, signed: who acts, for whom and why, for this connection and this transaction, and for a few minutes.
import { createHmac, randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { familyOf, type Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import type { Ask } from './migrate.ts';
import type { Root } from './root.ts';
import { wrongRoot } from './wrapping.ts';

/** Which connection and transaction a token is for, as the database names them. */
export type Begun = { readonly pid: string; readonly started: string };
export type Context = { readonly actor: Actor; readonly purpose: Purpose; readonly moment: Instant | null };

/** A token holds this long. A longer transaction is signed again while it runs. */
const lastsMicroseconds = 5n * 60n * 1_000_000n;
export const renewAfterMilliseconds = 120_000;

const block = 64;

/** The values that are signed, in the order in which the database reads them. */
export function signedValues({ actor, purpose, moment }: Context): readonly string[] {
  const values = [actor.person, actor.organisation, actor.team, actor.role, actor.kind, purpose, moment ?? ''];
  if (values.some((value) => /\p{Cc}/u.test(value))) throw new Error('A context holds codes; none of them may hold a control character.');
  return values;
}

/** A token for these values. `until` is in microseconds since 1970. */
export function tokenOf(key: Uint8Array, begun: Begun, until: string, values: readonly string[]): string {
  const line = [until, begun.pid, begun.started, ...values].join('\n');
  return `${until}.${createHmac('sha256', key).update(line).digest('hex')}`;
}

/** Begins a transaction; the database says which it is, so that no clocks need to agree. */
export async function begin(client: PoolClient): Promise<Begun> {
  // Two statements sent at once give two answers, which the driver's types do not know.
  const answers = (await client.query(
    `begin; select pg_backend_pid()::text as pid, (extract(epoch from transaction_timestamp()) * 1000000)::bigint::text as started`,
  )) as unknown as readonly { readonly rows: readonly Begun[] }[];
  const begun = answers.at(-1)?.rows[0];
  if (!begun) throw new Error('The database did not say which transaction it began.');
  return begun;
}

/** Says in the transaction who acts, signed, and takes on the family's role. Everything is local to the transaction. */
export async function sign(client: PoolClient, key: Uint8Array, begun: Begun, context: Context, sinceMilliseconds = 0): Promise<void> {
  const values = signedValues(context);
  const until = (BigInt(begun.started) + BigInt(Math.round(sinceMilliseconds * 1000)) + lastsMicroseconds).toString();
  await client.query(
    `select set_config('nrm.actor', $1, true), set_config('nrm.organisation', $2, true), set_config('nrm.team', $3, true),
            set_config('nrm.role', $4, true), set_config('nrm.kind', $5, true), set_config('nrm.purpose', $6, true),
            set_config('nrm.moment', $7, true), set_config('nrm.token', $8, true), set_config('role', $9, true)`,
    [...values, tokenOf(key, begun, until, values), `nrm_${familyOf(context.purpose)}`],
  );
}

/** What the root wraps is bound to this. */
export const contextBound = 'context';

type Copy = { readonly root: string; readonly wrapped: Buffer };

async function copies(ask: Ask): Promise<readonly Copy[]> {
  return (await ask('select root, wrapped from upkeep.context_copy')) as Copy[];
}

/** For the owner: makes the key of contexts at the first opening. A database that has one keeps it. The root is asked outside any transaction. */
export async function giveContext(ask: Ask, root: Root): Promise<void> {
  if ((await copies(ask)).length > 0) return;
  const key = randomBytes(32);
  const wrapped = (await root.wrap(key, contextBound)).toString('hex');
  const name = root.name.replaceAll("'", "''");
  const lock = 'select pg_advisory_xact_lock(7240581003556)';
  const none = 'where not exists (select from upkeep.context_copy)';
  await ask(`begin; ${lock}; ${add(key)} ${none}; insert into upkeep.context_copy (root, wrapped) select '${name}', '\\x${wrapped}' ${none}; commit`);
}

/** For the program: the key of contexts, opened by the root and kept in memory alone. Throws WrongRoot where this root has no copy. */
export async function openContext(ask: Ask, root: Root): Promise<Buffer> {
  const kept = await copies(ask);
  if (kept.length === 0) throw new Error('The database was not yet given its key of contexts. Give MIGRATE_URL, the owner’s login, once.');
  const mine = kept.find((one) => one.root === root.name);
  if (!mine) throw wrongRoot();
  return root.unwrap(mine.wrapped, contextBound);
}

/** The key as the two blocks of its HMAC, which is all that the database needs. */
function add(key: Uint8Array): string {
  const padded = Buffer.concat([key, Buffer.alloc(block - key.length)]);
  const [inner, outer] = [0x36, 0x5c].map((pad) => Buffer.from(padded.map((byte) => byte ^ pad)).toString('hex'));
  const id = createHmac('sha256', key).update('id').digest('hex').slice(0, 16);
  return `insert into upkeep.context_key (id, inner_block, outer_block) select '${id}', '\\x${inner}', '\\x${outer}'`;
}
