// That a team owes a notification without a name, after a referral that nobody had consented to: kept without a word of whom.
import { createHash } from 'node:crypto';
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Tx } from '#kit/store/database.ts';

type Owed = { readonly file: FileId; readonly organisation: string; readonly team: string; readonly since: Day };

/** One row a file, under a hash that leads nowhere once the file is gone: a job that runs twice tells once. */
export async function oweNotification(tx: Tx, { file, organisation, team, since }: Owed): Promise<void> {
  const key = createHash('sha256').update(`opennrm owed|${file}`).digest();
  await tx.query('insert into notification_owed (key, since, organisation, team) values ($1, $2, $3, $4) on conflict do nothing', [
    key,
    since,
    organisation,
    team,
  ]);
}

/** Days on which a team was left owing a notification, and has not said that it is settled. */
export async function notificationsOwed(tx: Tx): Promise<readonly { readonly key: string; readonly since: Day }[]> {
  return tx.query(`select encode(key, 'hex') as key, since from notification_owed where settled is null order by since, key`);
}

export async function settleNotification(tx: Tx, key: string, today: Day): Promise<void> {
  await tx.query(`update notification_owed set settled = $2 where encode(key, 'hex') = $1 and settled is null`, [key, today]);
}
