// How somebody stands to a file at this moment: the bars, and what the policy lets them read, from the rows that follow the file's ledger.
import type { Instant } from '#base/day.ts';
import type { RecordFacts, RecordKind } from '#access/may.ts';
import type { FileId } from '#base/id.ts';
import { inWords, tokenOf, type Fact } from './find.ts';
import type { Tx } from './transaction.ts';

type Row = Omit<RecordFacts, 'seenUntil' | 'released' | 'decided' | 'authority' | 'allocatedTo' | 'heldUntil' | 'waitsFor'> & { readonly frozen: boolean };
/** What the record's own ledger says, and what only the asking knows: until when a referrer may look, whether the item asked for may pass. */
export type LedgerFacts = Pick<RecordFacts, 'decided' | 'authority' | 'allocatedTo' | 'heldUntil' | 'waitsFor' | 'seenUntil' | 'released'>;

/** Nobody has it, nothing was decided, nobody may look: what holds where the asking knows no better. */
const nothingKnown: LedgerFacts = {
  authority: null,
  allocatedTo: null,
  decided: false,
  released: false,
  heldUntil: null,
  waitsFor: null,
  seenUntil: '' as Instant,
};

/** What is known of a record when somebody asks for it; nothing where there is none. Read by the program: who asks may not see it. */
export async function recordFacts(tx: Tx, file: FileId, known: Partial<LedgerFacts> = {}): Promise<RecordFacts | null> {
  const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const rows = (table: string, built: string): string =>
    `(select coalesce(jsonb_agg(jsonb_build_object(${built})), '[]') from ${table} one where one.file = file.id)`;
  const [row] = await tx.query<Row>(
    `select array(select d.door from own_door d join person_file p on p.person = d.person where p.file = file.id and d.closed_at is null) as doors,
       file.kind, file.organisation, file.team, file.frozen,
       ${rows('access_named', `'person', person, 'until', ${iso('ends')}`)} as named,
       ${rows('access_grant', `'to', holder, 'as', acts_as, 'from', ${iso('starts')}, 'until', ${iso('ends')}, 'revoked', ${iso('revoked')}`)} as grants,
       ${rows('access_glass', `'person', person, 'classes', classes, 'from', ${iso('starts')}, 'until', ${iso('ends')}`)} as glass,
       array(select person from access_conflict one where one.file = file.id) as conflicts,
       case when exists (select from access_seal one where one.file = file.id)
         then array(select person from access_sealed_to one where one.file = file.id) end as "sealedTo"
     from file where file.id = $1`,
    [file],
  );
  if (!row) return null;
  const { kind, frozen, ...standing } = row;
  return { ...standing, ...nothingKnown, ...known, kind: (kind === 'case' && !frozen ? 'draft' : kind) as RecordKind };
}

/** Keeps people that who acts is bound to, as tokens that nobody can read back. A name alone finds nothing; a phone number does. */
export async function keepBound(tx: Tx, entry: string, facts: readonly Fact[]): Promise<void> {
  // Given and family name are kept apart in a file, so each word of a name is a way to find it.
  for (const fact of [...facts, ...facts.flatMap(inWords)]) {
    const token = tokenOf(tx, fact);
    if (token) await tx.query('insert into staff_token (entry, how, token) values ($1, $2, $3) on conflict do nothing', [entry, fact.how, token]);
  }
}

export async function forgetBound(tx: Tx): Promise<void> {
  await tx.query('delete from staff_token where person = $1', [tx.actor.person]);
}

/** How many people somebody has put on their own list. */
export async function countBound(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>('select count(distinct entry)::int as count from staff_token where person = $1', [tx.actor.person]);
  return row?.count ?? 0;
}

/** Whether a file names somebody on the list of who acts; asked where they may not see by what. */
export async function namesMe(tx: Tx, file: FileId): Promise<boolean> {
  const [row] = await tx.query<{ names: boolean }>('select nrm_names_me($1) as names', [file]);
  return row?.names === true;
}

/** Whether a file names somebody on the list of `person`: the same phone number, or the same name and birth date together. */
export async function namesBound(tx: Tx, file: FileId, person: string): Promise<boolean> {
  const rows = await tx.query(
    `select entry from staff_token bound join blind_index found on found.token = bound.token and found.file = $1
     where bound.person = $2 group by entry
     having bool_or(how = 'phone') or (bool_or(how = 'name') and bool_or(how = 'date'))`,
    [file, person],
  );
  return rows.length > 0;
}

/** Whether a file names somebody: by one of these facts as it stands, or by every word of their name. Nothing of it is opened. */
export async function namesThem(tx: Tx, file: FileId, facts: readonly Fact[]): Promise<boolean> {
  const ways = [...facts.map((fact) => [fact]), ...facts.filter((fact) => fact.how === 'name').map(inWords)].filter((way) => way.length > 0);
  for (const way of ways) {
    const tokens = way.flatMap((fact) => tokenOf(tx, fact) ?? []);
    const [row] = await tx.query<{ found: number }>(
      'select count(distinct token)::int as found from blind_index where file = $1 and token = any ($2::bytea[])',
      [file, tokens],
    );
    if (tokens.length > 0 && row?.found === new Set(tokens.map((token) => token.toString('hex'))).size) return true;
  }
  return false;
}
