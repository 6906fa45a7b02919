// Whether a record may be opened at all: the program's own judgement of the policy, before and beside the database's.
import { fieldClasses } from '#access/classes.ts';
import { isHeld, may, type RecordFacts } from '#access/may.ts';
import { verbs, views, type Field } from '#access/policy.ts';
import { instant, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Tx } from './transaction.ts';

const fields: readonly Field[] = [...fieldClasses, ...(Object.keys(views) as Field[])];

type Row = Omit<RecordFacts, 'kind'> & { readonly kind: RecordFacts['kind'] | 'installation'; readonly now: string };

/** What is true of a record for this actor now; nothing where there is none, or where it is the installation's own ledger. */
export async function recordFacts(tx: Tx, file: FileId): Promise<{ readonly facts: RecordFacts; readonly now: Instant } | undefined> {
  const [row] = await tx.query<{ facts: Row | null }>('select nrm_facts($1) as facts', [file]);
  const is = row?.facts;
  if (!is || is.kind === 'installation') return undefined;
  const at = (text: string): Instant => instant(new Date(text).toISOString());
  return {
    now: at(is.now),
    facts: {
      ...is,
      kind: is.kind,
      heldUntil: is.heldUntil && at(is.heldUntil),
      // Who referred may look until a moment that was kept at sending; where none was, never.
      seenUntil: at(is.seenUntil ?? '1970-01-01T00:00:00Z'),
      named: is.named.map((one) => ({ ...one, until: at(one.until) })),
      grants: is.grants.map((one) => ({ ...one, from: at(one.from), until: at(one.until), revoked: one.revoked && at(one.revoked) })),
      glass: is.glass.map((one) => ({ ...one, from: at(one.from), until: at(one.until) })),
      // Behind the wall a released item stands for the case it passes to: the database says so of who decides that case alone.
      ...(is.released ? { authority: tx.actor.organisation, allocatedTo: tx.actor.person, heldUntil: at('9999-12-31T00:00:00Z') } : {}),
    },
  };
}

/** Whether the policy gives this actor anything of a record for this purpose. What it does not give does not exist. */
export async function opens(tx: Tx, file: FileId): Promise<boolean> {
  const found = await recordFacts(tx, file);
  if (!found) return false;
  const { actor: who, purpose } = tx;
  return fields.some((field) => verbs.some((verb) => may({ who, purpose, verb, field, record: found.facts, now: found.now }).allowed));
}

/** Whether the policy lets this actor read what was told in a case now: they have it, or it waits for them. */
export async function readsContent(tx: Tx, file: FileId): Promise<boolean> {
  const found = await recordFacts(tx, file);
  return found !== undefined && may({ who: tx.actor, purpose: tx.purpose, verb: 'read', field: 'narrative', record: found.facts, now: found.now }).allowed;
}

/** Whether somebody has a case now, and whether the policy lets this actor take it or give it to somebody. */
export async function whoseCase(tx: Tx, file: FileId): Promise<{ readonly held: boolean; readonly mayGive: boolean }> {
  const found = await recordFacts(tx, file);
  if (!found) return { held: false, mayGive: false };
  const { facts: record, now } = found;
  return {
    held: isHeld(record, now),
    mayGive: may({ who: tx.actor, purpose: tx.purpose, verb: 'write', field: 'allocation', record, now }).allowed,
  };
}
