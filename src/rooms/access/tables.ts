// What left the house, as it was given; counts of it; and who read a record.
import type { Day, Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { note } from '#kit/store/audit.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Stored } from '#kit/store/answers.ts';

export type BundleKind = 'disclosure' | 'own-copy';
/** What a person's own copy holds besides answers, in words; a paper names its document. */
export type CopyPart = {
  readonly id: string;
  readonly group: 'course' | 'reasons' | 'questions' | 'letters' | 'papers' | 'readers';
  readonly title: string;
  readonly texts: readonly string[];
  readonly document?: string;
};
/** The answers that passed; a copy has parts besides, and says how many were left out as facts about others and how many words blackened. */
export type Bundle = {
  readonly answers: readonly Stored[];
  readonly hidden: number;
  readonly parts?: readonly CopyPart[];
  readonly blackened?: number;
  /** The steps of the case and what each document is, where administrative facts passed; absent in bundles made before these were kept. */
  readonly course?: readonly { readonly day: Day; readonly event: { readonly kind: string } }[];
  readonly documents?: readonly { readonly type: string; readonly size: number; readonly fingerprint: string; readonly on: Day }[];
};

const place = (file: FileId, number: number) => ({ file, table: 'bundle', what: String(number), version: 1 });

/** Kept once, word for word: what is printed later is this and nothing newer. */
export async function keepBundle(
  tx: Tx,
  file: FileId,
  about: { readonly number: number; readonly what: BundleKind; readonly maker: string; readonly checker: string },
  bundle: Bundle,
): Promise<void> {
  await tx.query('insert into bundle (file, number, what, sealed, maker, checker) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [
    file,
    about.number,
    about.what,
    await seal(tx, place(file, about.number), bundle),
    about.maker,
    about.checker,
  ]);
  note(tx, file, `wrote:bundle.${about.what}`);
}

export async function bundleOf(tx: Tx, file: FileId, number: number, what: BundleKind): Promise<Bundle | undefined> {
  const [row] = await tx.query<{ sealed: Buffer }>('select sealed from bundle where file = $1 and number = $2 and what = $3', [file, number, what]);
  if (!row) return undefined;
  note(tx, file, `read:bundle.${what}`);
  return (await unseal(tx, place(file, number), row.sealed)) as Bundle;
}

export type Count = { readonly quarter: string; readonly question: string; readonly code: string; readonly count: number };

/** How often facts passed outside, and how often glass was broken, by quarter: acts, not persons. */
export async function countsByQuarter(tx: Tx): Promise<Count[]> {
  return tx.query<Count>(
    `select to_char(valid_from, 'YYYY"-Q"Q') as quarter, question, code, count(*)::int as count from statistic
     where question = any ($1::text[]) and recorded_to = 'infinity' group by 1, 2, 3 order by 1 desc, 2, 3`,
    [['disclosed-to', 'disclosed-ground', 'disclosed-told', 'glass']],
  );
}

export type Reading = { readonly at: Instant; readonly organisation: string; readonly role: string; readonly purpose: string };

/** Who read anything of these files, without the program's own work: organisation and role, never a name. Practice pretends another time: `now` says which. */
export async function readingsOf(tx: Tx, files: readonly FileId[], now: Instant): Promise<readonly (Reading & { readonly file: FileId })[]> {
  const rows = await tx.query<Reading & { file: FileId; shifted: Instant }>(
    `select file, at, at + ($2::timestamptz - clock_timestamp()) as shifted, organisation, role, purpose from audit_leaf
     where file = any ($1::uuid[]) and role <> 'system' and exists (select from unnest(what) one where one like 'read:%') order by at, id`,
    [files, now],
  );
  return rows.map(({ shifted, ...row }) => ({ ...row, at: shifted }));
}

/** Items behind the wall that may pass to who decides a case now. */
export async function releasedTo(tx: Tx, caseFile: FileId): Promise<readonly { readonly file: FileId; readonly question: string; readonly since: Instant }[]> {
  return tx.query('select file, question, since from access_release where released_to = $1 and withdrawn is null order by since, question', [caseFile]);
}
