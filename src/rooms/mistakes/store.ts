// Breaches of personal data as they are kept: what kinds of fact, who read them meanwhile, who judged and who closed. Of whom stands nowhere.
import type { Day, Instant } from '#base/day.ts';
import type { Risk, Told } from '#journey/wrong-record.ts';
import type { Tx } from '#kit/store/database.ts';

export type BreachRow = {
  readonly id: string;
  readonly openedOn: Day;
  readonly knownAt: Instant;
  readonly what: 'answer' | 'reply' | 'document' | 'letter';
  readonly classes: readonly string[];
  readonly moved: boolean;
  readonly nation: string;
  readonly state: 'open' | 'assessed' | 'reported' | 'closed';
  readonly risk: Risk | null;
  readonly tell: readonly Told[];
  readonly assessedBy: string | null;
  readonly reportedAt: Instant | null;
  readonly organisation: string;
};

export async function openBreach(tx: Tx, breach: Pick<BreachRow, 'id' | 'openedOn' | 'knownAt' | 'what' | 'classes' | 'moved' | 'nation'>): Promise<void> {
  await tx.query('insert into breach (id, opened_on, known_at, what, classes, moved, nation) values ($1, $2, $3, $4, $5, $6, $7)', [
    breach.id,
    breach.openedOn,
    breach.knownAt,
    breach.what,
    breach.classes,
    breach.moved,
    breach.nation,
  ]);
}

const columns = `id, opened_on as "openedOn", known_at as "knownAt", what, classes, moved, nation, state, risk, tell, assessed_by as "assessedBy",
  reported_at as "reportedAt", organisation`;

/** Those that are not closed, the oldest first, and then the latest that are. */
export async function breaches(tx: Tx, most: number): Promise<readonly BreachRow[]> {
  return tx.query<BreachRow>(
    `select ${columns} from breach order by state = 'closed', case when state = 'closed' then null else known_at end, closed_at desc, id limit $1`,
    [most],
  );
}

export async function breachOf(tx: Tx, id: string): Promise<BreachRow | undefined> {
  const [row] = await tx.query<BreachRow>(`select ${columns} from breach where id = $1 for update`, [id]);
  return row;
}

export async function keepAssessed(tx: Tx, id: string, risk: Risk, tell: readonly Told[], now: Instant): Promise<void> {
  await tx.query(`update breach set state = 'assessed', risk = $2, tell = $3, assessed_by = $4, assessed_at = $5 where id = $1`, [
    id,
    risk,
    tell,
    tx.actor.person,
    now,
  ]);
}

export async function keepReported(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.query(`update breach set state = 'reported', reported_at = $2 where id = $1`, [id, now]);
}

export async function keepClosed(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.query(`update breach set state = 'closed', closed_by = $2, closed_at = $3 where id = $1`, [id, tx.actor.person, now]);
}

export type BreachReader = { readonly organisation: string; readonly role: string; readonly readings: number; readonly last: Instant };

export async function readersOf(tx: Tx, breach: string): Promise<readonly BreachReader[]> {
  return tx.query<BreachReader>(
    `select of_organisation as organisation, role, readings, last_at as last from breach_reader where breach = $1 order by of_organisation, role`,
    [breach],
  );
}

/** Who read facts of these kinds in a file from one moment to another, by organisation and role; never who by name. For the program alone. */
export async function readMeanwhile(tx: Tx, file: string, kinds: readonly string[], since: string, until: string): Promise<readonly BreachReader[]> {
  return tx.query<BreachReader>(
    `select organisation, role, count(*)::int as readings, max(at) as last from audit_leaf
     where file = $1 and role <> 'system' and what && $2::text[] and at >= $3::timestamptz and at < $4::timestamptz group by organisation, role`,
    [file, kinds, since, until],
  );
}

export async function keepReaders(tx: Tx, breach: string, readers: readonly BreachReader[]): Promise<void> {
  for (const one of readers) {
    await tx.query(
      'insert into breach_reader (breach, of_organisation, role, readings, last_at) values ($1, $2, $3, $4, $5) on conflict (breach, of_organisation, role) do nothing',
      [breach, one.organisation, one.role, one.readings, one.last],
    );
  }
}
