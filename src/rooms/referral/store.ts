// The referral room's tables: a team's drafts, what it sent, notifications without a name. Everything else is the kit's.
import { createHmac, randomBytes } from 'node:crypto';
import type { Day, Instant } from '#base/day.ts';
import { readReference, reference as written, type FileId, type Reference } from '#base/id.ts';
import { note } from '#kit/store/audit.ts';
import type { Tx } from '#kit/store/database.ts';
import { opens } from '#kit/store/facts.ts';
import { createFile, dropFile } from '#kit/store/files.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import { unbarred } from '#kit/store/bars.ts';
import { keysOf } from '#kit/store/transaction.ts';
import type { Notification } from './notification.ts';

export type Draft = {
  readonly file: FileId;
  readonly label: string;
  readonly nation: string;
  readonly startedBy: string;
  readonly lastWriter: string;
  readonly lastWritten: Instant;
  readonly lastDay: Day;
  readonly writes: number;
  readonly handedTo: string | null;
  readonly dangerSince: Instant | null;
  readonly dangerSeenBy: string | null;
  readonly notice: string | null;
  readonly organisation: string;
  readonly team: string;
};

type DraftRow = Omit<Draft, 'label'> & { readonly label: Buffer };

const columns = `file, label, nation, started_by as "startedBy", last_writer as "lastWriter", last_written as "lastWritten",
  last_day as "lastDay", writes, handed_to as "handedTo", danger_since as "dangerSince", danger_seen_by as "dangerSeenBy", notice, organisation, team`;

const place = (file: FileId) => ({ file, table: 'referral_draft', what: 'label', version: 0 });

export async function newDraft(
  tx: Tx,
  about: { readonly label: string; readonly nation: string; readonly today: Day; readonly now: Instant },
): Promise<FileId> {
  const file = await createFile(tx, { kind: 'case', child: false, nation: about.nation });
  const label = await seal(tx, place(file), about.label);
  await tx.query('insert into referral_draft (file, label, nation, last_day, last_written) values ($1, $2, $3, $4, $5)', [
    file,
    label,
    about.nation,
    about.today,
    about.now,
  ]);
  return file;
}

/** The drafts of the actor's team, and those handed to the actor from another; the latest written first. */
export async function draftsOf(tx: Tx): Promise<readonly Draft[]> {
  const rows = await tx.query<DraftRow>(
    `select ${columns} from referral_draft where organisation = $1 and (team = $2 or handed_to = $3) order by last_written desc, file`,
    [tx.actor.organisation, tx.actor.team, tx.actor.person],
  );
  const drafts: Draft[] = [];
  // One after the other: a transaction has one connection.
  for (const row of rows) drafts.push(await opened(tx, row));
  return drafts;
}

/** One draft, where the actor's organisation holds it and the team or the person may see it. */
export async function draftOf(tx: Tx, file: FileId): Promise<Draft | undefined> {
  const [row] = await tx.query<DraftRow>(`select ${columns} from referral_draft where file = $1 and organisation = $2 and (team = $3 or handed_to = $4)`, [
    file,
    tx.actor.organisation,
    tx.actor.team,
    tx.actor.person,
  ]);
  return row && (await opens(tx, row.file)) ? opened(tx, row) : undefined;
}

/** As draftOf, and nobody else may write to it until this transaction ends. */
export async function holdDraft(tx: Tx, file: FileId): Promise<Draft | undefined> {
  await tx.query('select from referral_draft where file = $1 for update', [file]);
  return draftOf(tx, file);
}

async function opened(tx: Tx, row: DraftRow): Promise<Draft> {
  return { ...row, label: String(await unseal(tx, place(row.file), row.label)) };
}

/** Notes who wrote last, and whether danger stands ticked: a new danger wants to be seen by somebody. */
export async function wrote(
  tx: Tx,
  file: FileId,
  now: { readonly danger: boolean; readonly nation: string; readonly today: Day; readonly now: Instant; readonly notice?: string | undefined },
): Promise<void> {
  await tx.query(
    `update referral_draft set last_writer = $2, last_written = $7, last_day = $6, writes = writes + 1, nation = $3, notice = coalesce($4, notice),
       danger_since = case when $5 then coalesce(danger_since, clock_timestamp()) end,
       danger_seen_by = case when $5 and danger_since is not null then danger_seen_by end,
       danger_seen_at = case when $5 and danger_since is not null then danger_seen_at end
     where file = $1`,
    [file, tx.actor.person, now.nation, now.notice ?? null, now.danger, now.today, now.now],
  );
}

export async function handOver(tx: Tx, file: FileId, to: string): Promise<void> {
  await tx.query('update referral_draft set handed_to = $2 where file = $1', [file, to]);
  note(tx, file, 'wrote:draft');
}

/** The supervisor has seen that a draft says danger. */
export async function sawDanger(tx: Tx, file: FileId): Promise<void> {
  await tx.query(
    `update referral_draft set danger_seen_by = $2, danger_seen_at = clock_timestamp()
     where file = $1 and danger_since is not null and danger_seen_by is null`,
    [file, tx.actor.person],
  );
  note(tx, file, 'wrote:draft');
}

/** The draft's row goes when the referral is sent: from then on the ledger says whose it was. */
export async function endDraft(tx: Tx, file: FileId): Promise<void> {
  await tx.query('delete from referral_draft where file = $1', [file]);
}

/** The police were given an image that was sealed away in a draft; the ledger is told of it when the referral is sent. */
export async function handedToPolice(tx: Tx, file: FileId, document: string, on: Day): Promise<void> {
  await tx.query('insert into referral_handed_over (file, document, handed_on) values ($1, $2, $3) on conflict do nothing', [file, document, on]);
  note(tx, file, 'wrote:document.handed-over');
}

export async function givenToPolice(tx: Tx, file: FileId): Promise<readonly string[]> {
  const rows = await tx.query<{ document: string }>('select document from referral_handed_over where file = $1', [file]);
  return rows.map((row) => row.document);
}

/** Destroys a draft with everything in it. */
export async function destroyDraft(tx: Tx, file: FileId): Promise<void> {
  // Its own row goes with the file and not before: it says to whom the draft was handed.
  await dropFile(tx, file);
}

/** When every draft was last written, for the job that destroys expired ones. Ids and days only. */
export async function lastWritten(tx: Tx): Promise<readonly { readonly file: FileId; readonly nation: string; readonly lastDay: Day }[]> {
  return tx.query(`select file, nation, last_day as "lastDay" from referral_draft order by last_written`);
}

export type SentRow = { readonly file: FileId; readonly reference: Reference; readonly sentBy: string; readonly sentOn: Day; readonly sentAt: Instant };

const sentColumns = `event.file, reference.reference, event.actor as "sentBy", event.day as "sentOn", coalesce(event.at, event.recorded_at) as "sentAt"`;
const sentFrom = `from event join reference on reference.file = event.file
  where event.number = 1 and event.stream = 'case' and event.organisation = $1 and event.team = $2 and ${unbarred('event.file', '$4::text')}`;

/** What the actor's team has sent since a day, latest first. */
export async function sentByTeam(tx: Tx, since: Day, most = 200): Promise<readonly SentRow[]> {
  return tx.query<SentRow>(`select ${sentColumns} ${sentFrom} and event.day >= $3 order by event.recorded_at desc, event.file limit $5`, [
    tx.actor.organisation,
    tx.actor.team,
    since,
    tx.actor.person,
    most,
  ]);
}

/** One referral that the actor's team sent, by its reference or its file. */
export async function sentOf(tx: Tx, by: { readonly reference: Reference } | { readonly file: FileId }): Promise<SentRow | undefined> {
  // One of the two, so that an index is entered by it: every row that is passed over costs a judgement.
  const [where, value] = 'reference' in by ? ['reference.reference', by.reference] : ['event.file', by.file];
  const [found] = await tx.query<SentRow>(`select ${sentColumns} ${sentFrom} and ${where} = $3`, [
    tx.actor.organisation,
    tx.actor.team,
    value,
    tx.actor.person,
  ]);
  return found && (await opens(tx, found.file)) ? found : undefined;
}

/** The code of a notification as it is kept: nobody who reads the table can write it down. */
function hashed(tx: Tx, code: Reference): Buffer {
  return createHmac('sha256', keysOf(tx).index).update(`notification|1|${code}`).digest();
}

/** A code for a notification, to be shown once, and what is kept of it. */
export function newCode(tx: Tx): { readonly code: Reference; readonly hash: string } {
  const code = written(randomBytes(8));
  return { code, hash: hashed(tx, code).toString('hex') };
}

/** Codes that stand in columns of their own; those of later questions stand together. */
const ownColumns = ['notified-force', 'notified-gender', 'notified-nationality', 'notified-exploitation', 'notified-why'] as const;

/** A notification is there for whoever knows its code. */
async function knowsCodes(tx: Tx, hashes: readonly Buffer[]): Promise<void> {
  await tx.query(`select set_config('nrm.quoted', $1, true)`, [hashes.map((hash) => hash.toString('hex')).join(',')]);
}

/** Writes a notification under the hash of its code, once. No day, no hour and no team is written; false where it is there already. */
export async function writeNotification(tx: Tx, of: Notification, hash: string): Promise<boolean> {
  const codes = (id: (typeof ownColumns)[number]): readonly string[] => of.codes[id] ?? [];
  await knowsCodes(tx, [Buffer.from(hash, 'hex')]);
  const others = Object.fromEntries(Object.entries(of.codes).filter(([id]) => !(ownColumns as readonly string[]).includes(id)));
  const made = await tx.query(
    `insert into notification (code, nation, month, force, gender, nationalities, exploitation, why, codes, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10) on conflict (code) do nothing returning id`,
    [
      Buffer.from(hash, 'hex'),
      of.nation,
      of.month,
      codes('notified-force')[0],
      codes('notified-gender')[0],
      codes('notified-nationality'),
      codes('notified-exploitation'),
      codes('notified-why'),
      JSON.stringify(others),
      of.organisation,
    ],
  );
  return made.length > 0;
}

/** Joins a referral with the notifications whose codes it quotes. Gives how many were found. */
export async function quoteNotifications(tx: Tx, file: FileId, quoted: readonly string[]): Promise<number> {
  const hashes = quoted
    .map(readReference)
    .filter((code) => code !== undefined)
    .map((code) => hashed(tx, code));
  if (hashes.length === 0) return 0;
  await knowsCodes(tx, hashes);
  const made = await tx.query(
    `insert into notification_quoted (file, notification) select $1, id from notification where code = any ($2::bytea[])
     on conflict do nothing returning notification`,
    [file, hashes],
  );
  return made.length;
}

/** Whether an image that was sealed away still waits for the police; asked without opening anything. */
export async function waitsForPolice(tx: Tx, file: FileId): Promise<boolean> {
  const rows = await tx.query(
    `select from document where file = $1 and state = 'sealed-away'
       and not exists (select from referral_handed_over as given where given.file = document.file and given.document = document.id) limit 1`,
    [file],
  );
  return rows.length > 0;
}

export type Alarm = { readonly nation: string; readonly lastDay: Day };

/** Drafts of the actor's team that say danger and that nobody senior has seen. Opens nothing. */
export async function alarms(tx: Tx): Promise<readonly Alarm[]> {
  return tx.query<Alarm>(
    `select nation, last_day as "lastDay" from referral_draft
     where organisation = $1 and (team = $2 or handed_to = $3) and danger_since is not null and danger_seen_by is null`,
    [tx.actor.organisation, tx.actor.team, tx.actor.person],
  );
}

/** Whether a day that was given for this case (in court, of removal, of the visa) has passed. */
export async function dayPassed(tx: Tx, file: FileId, today: Day): Promise<boolean> {
  const rows = await tx.query(`select from queue_day where file = $1 and what <> 'eighteenOn' and due < $2 limit 1`, [file, today]);
  return rows.length > 0;
}
