// Keeps the rows that access is worked out from in step with the files' ledgers: conflicts, seals, grants, glass; and what somebody is to see.
import type { Day, Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Recorded } from '#base/stream.ts';
import { isAboutAccess, type Access, type AccessEvent } from '#journey/access.ts';
import { seal } from '#kit/store/seal.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { unbarred } from '#kit/store/bars.ts';
import { count } from '#kit/store/statistics.ts';

type Of<K extends AccessEvent['kind']> = Extract<AccessEvent, { kind: K }>;
type Writes = { readonly [K in AccessEvent['kind']]?: (tx: Tx, file: FileId, event: Of<K>, about: Recorded<unknown>) => Promise<unknown> };

/** What two people did is written first: without it the database lets nothing be opened again. */
const byTwo = (tx: Tx, file: FileId, { event, number }: { event: { kind: string; maker: string; checker: string }; number: number }, about: string | null) =>
  tx.query('insert into two_people (file, number, what, about, maker, checker) values ($1, $2, $3, $4, $5, $6)', [
    file,
    number,
    event.kind,
    about,
    event.maker,
    event.checker,
  ]);

const writes: Writes = {
  ConflictFound: async (tx, file, { person, how }) => {
    await tx.query('delete from access_named where file = $1 and person = $2', [file, person]);
    await tx.query('insert into access_conflict (file, person, how) values ($1, $2, $3)', [file, person, how]);
  },
  ConflictLifted: async (tx, file, event, { number }) => {
    await byTwo(tx, file, { event, number }, event.person);
    await tx.query('delete from access_conflict where file = $1 and person = $2', [file, event.person]);
  },
  FileSealed: async (tx, file, { to, why }) => {
    // Whoever says that consent was wrong closes the file, and may be somebody who reads no list of it: the database does it in one step.
    if (why === 'consent-wrong') {
      await tx.query('select nrm_close_at_once($1, $2::text[])', [file, to]);
      return;
    }
    // In one statement: between the seal and its list even the sealer would be shut out.
    await tx.query(
      `with seal as (insert into access_seal (file) values ($1) on conflict (file) do nothing),
         gone as (delete from access_sealed_to where file = $1 and person <> all ($2::text[]))
       insert into access_sealed_to (file, person) select $1, unnest($2::text[]) on conflict do nothing`,
      [file, to],
    );
  },
  FileUnsealed: async (tx, file, event, { number }) => {
    await byTwo(tx, file, { event, number }, null);
    await tx.query('delete from access_seal where file = $1', [file]);
  },
  ConsentUpheld: async (tx, file, event, { number }) => {
    await byTwo(tx, file, { event, number }, null);
    await tx.query('delete from quarantine where file = $1', [file]);
  },
  ConsentConverted: (tx, file, event, { number }) => byTwo(tx, file, { event, number }, null),
  GlassBroken: async (tx, file, event, { number, day }) => {
    await tx.query(
      `insert into access_glass (file, number, person, classes, starts, ends, second, why, review_by, organisation)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [file, number, event.person, event.classes, event.starts, event.ends, event.second, event.why, event.reviewBy, event.organisation],
    );
    await count(tx, null, [{ question: 'glass', code: event.why, validFrom: day }]);
  },
  GlassReviewed: (tx, file, { number, by }) => tx.query('update access_glass set reviewed_by = $3 where file = $1 and number = $2', [file, number, by]),
  GrantGiven: (tx, file, { grant, holder, as, starts, ends }) =>
    tx.query('insert into access_grant (file, id, holder, acts_as, starts, ends) values ($1, $2, $3, $4, $5, $6)', [file, grant, holder, as, starts, ends]),
  GrantRevoked: (tx, file, { grant, at }) => tx.query('update access_grant set revoked = $3 where file = $1 and id = $2', [file, grant, at]),
  WorkerNamed: (tx, file, { person, ends, by, over }) =>
    tx.query(
      `insert into access_named (file, person, ends, by_person, over) values ($1, $2, $3, $4, $5)
       on conflict (file, person) do update set ends = excluded.ends, by_person = excluded.by_person, over = excluded.over`,
      [file, person, ends, by, over ?? null],
    ),
  NamingEnded: (tx, file, { person }) => tx.query('delete from access_named where file = $1 and person = $2', [file, person]),
  ItemReleased: (tx, file, { question, to, at }) =>
    tx.query(
      `insert into access_release (file, question, released_to, since) values ($1, $2, $3, $4)
       on conflict (file, question, released_to) do update set since = excluded.since, withdrawn = null`,
      [file, question, to, at],
    ),
  ReleaseWithdrawn: (tx, file, { question, to, at }) =>
    tx.query('update access_release set withdrawn = $4 where file = $1 and question = $2 and released_to = $3', [file, question, to, at]),
  CovertAgreed: (tx, file, event, { number }) => byTwo(tx, file, { event, number }, null),
  DisclosureAgreed: async (tx, file, event, { number, day }) => {
    await byTwo(tx, file, { event, number }, null);
    // Counted as an act, under an id of its own: nothing leads from it to a person.
    await count(tx, null, [
      { question: 'disclosed-to', code: event.to ?? 'other', validFrom: day },
      ...(event.ground ? [{ question: 'disclosed-ground', code: event.ground, validFrom: day }] : []),
      ...(event.told ? [{ question: 'disclosed-told', code: event.told, validFrom: day }] : []),
    ]);
  },
  OwnCopyReleased: (tx, file, event, { number }) => byTwo(tx, file, { event, number }, null),
};

/** `authorityOf`: who decides, where the file is a case. It comes last of all reactions: afterwards the actor may no longer see the file. */
export function keepAccess<S extends { readonly access: Access }, E extends { kind: string }>(authorityOf: (state: S) => string | null): Reaction<S, E> {
  return async (tx, { file, after, events }) => {
    const ours = events.filter((one): one is Recorded<E> & Recorded<AccessEvent> => isAboutAccess(one.event));
    if (ours.length === 0 && !events.some((one) => one.event.kind === 'Assigned')) return;
    await keepTasks(tx, file, after.access, authorityOf(after));
    for (const one of ours) {
      const write = writes[one.event.kind] as ((tx: Tx, file: FileId, event: AccessEvent, about: Recorded<unknown>) => Promise<unknown>) | undefined;
      await write?.(tx, file, one.event, one);
    }
  };
}

export type TaskKind = 'conflict' | 'glass' | 'lift' | 'unseal' | 'covert' | 'disclosure' | 'own-copy' | 'consent-wrong';
type Task = { readonly what: TaskKind; readonly number: number; readonly notBy: string | null; readonly due: Day | null };

/** What follows from how a file stands: who is to see, review or confirm what. */
export function tasksOf(access: Access): readonly Task[] {
  const tasks: Task[] = access.notices.map(({ number, what, person }) => ({
    what,
    number,
    notBy: person,
    due: access.glass.find((one) => one.number === number)?.reviewBy ?? null,
  }));
  access.conflicts.forEach(({ liftedBy }, at) => {
    if (liftedBy) tasks.push({ what: 'lift', number: at, notBy: liftedBy, due: null });
  });
  if (access.seal?.openedBy) tasks.push({ what: 'unseal', number: 0, notBy: access.seal.openedBy, due: null });
  const { quarantine } = access;
  if (quarantine && !quarantine.converted)
    tasks.push({ what: 'consent-wrong', number: quarantine.number, notBy: quarantine.proposed?.maker ?? quarantine.reporter, due: null });
  if (access.covertBy) tasks.push({ what: 'covert', number: 0, notBy: access.covertBy.maker, due: null });
  for (const one of access.disclosures) if (one.state === 'asked') tasks.push({ what: 'disclosure', number: one.number, notBy: one.maker, due: null });
  for (const one of access.copies) if (!one.checker) tasks.push({ what: 'own-copy', number: one.number, notBy: one.maker, due: null });
  return tasks;
}

async function keepTasks(tx: Tx, file: FileId, access: Access, authority: string | null): Promise<void> {
  await tx.query('delete from people_task where file = $1', [file]);
  for (const task of tasksOf(access)) {
    await tx.query('insert into people_task (file, what, number, authority, not_by, due) values ($1, $2, $3, $4, $5, $6)', [
      file,
      task.what,
      task.number,
      authority,
      task.notBy,
      task.due,
    ]);
  }
}

export type WaitingTask = { readonly file: FileId; readonly reference: string; readonly what: TaskKind; readonly number: number; readonly due: Day | null };

/** What waits in an authority for somebody like the one who asks: never what they themselves began or what is about them. */
export async function waitingTasks(tx: Tx, authority: string, kinds: readonly TaskKind[], most: number): Promise<WaitingTask[]> {
  return tx.query<WaitingTask>(
    `select people_task.file, reference, what, number, due from people_task join reference on reference.file = people_task.file
     where authority = $1 and what = any ($2::text[]) and not_by is distinct from $3 and ${unbarred('people_task.file', '$3::text')}
     order by due nulls last, people_task.file, what, number limit $4`,
    [authority, kinds, tx.actor.person, most],
  );
}

/** Every broken glass that nobody has looked at yet, and those looked at of late: for who audits. Codes and days. */
export type GlassLine = {
  readonly organisation: string;
  readonly why: string;
  readonly classes: readonly string[];
  readonly starts: Instant;
  readonly reviewBy: Day | null;
  readonly second: boolean;
  readonly reviewed: boolean;
};
export async function glassLines(tx: Tx, person: string, most: number): Promise<GlassLine[]> {
  return tx.query<GlassLine>(
    `select access_glass.organisation, why, classes, starts, review_by as "reviewBy", second is not null as second, reviewed_by is not null as reviewed
     from access_glass
     where ${unbarred('access_glass.file', '$2::text')} order by reviewed_by is not null, starts desc limit $1`,
    [most, person],
  );
}

/** How often somebody broke the glass since a moment, over all files. One at a time, so that two at once are not both the last. */
export async function timesBroken(tx: Tx, person: string, since: Instant): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [person]);
  // A review that found it right clears the way again.
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from access_glass where person = $1 and starts >= $2
       and not exists (select from event where event.file = access_glass.file and event.kind = 'GlassReviewed'
         and (event.body ->> 'number')::int = access_glass.number and event.body ->> 'finding' = 'right')`,
    [person, since],
  );
  return row?.count ?? 0;
}

/** The reason in words stands sealed beside the row; it goes when the file's key goes. */
export async function keepGlassReason(tx: Tx, file: FileId, number: number, words: string): Promise<void> {
  const sealed = await seal(tx, { file, table: 'access_glass', what: String(number), version: 1 }, words);
  await tx.query('update access_glass set sealed = $3 where file = $1 and number = $2', [file, number, sealed]);
}

export type GrantedRow = { readonly reference: string; readonly lastDay: Day };

/** Cases whose person lets somebody see them at a moment, as what they are. */
export async function grantedTo(tx: Tx, holder: string, as: string, now: Instant): Promise<GrantedRow[]> {
  return tx.query<GrantedRow>(
    `select reference, ((ends at time zone 'Europe/London') - interval '1 second')::date as "lastDay"
     from access_grant join reference on reference.file = access_grant.file
     where holder = $1 and acts_as = $2 and starts <= $3 and ends > $3 and (revoked is null or revoked > $3) and ${unbarred('access_grant.file', '$1')}
     order by ends, reference`,
    [holder, as, now],
  );
}
