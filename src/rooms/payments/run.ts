// A run of payments: what is due to everybody a provider supports, up to a week, that was not paid; prepared by one and approved by another.
// The program works it out for the whole of a provider's records, sealed ones too: whoever may not look at somebody must not leave them unpaid.
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import type { Day } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { Because, Refused } from '#base/outcome.ts';
import { installationStream } from '#journey/installation.ts';
import { dueByWeek, settle, toSend, type Line, type Posting } from '#journey/payments.ts';
import { rateBook, type RateBook } from '#journey/rates.ts';
import { no } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { note } from '#kit/store/audit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { installationFile } from '#kit/store/files.ts';
import { SilentLaw } from '#law/rule.ts';
import { addRun, book, claims, hasPrepared, moveRun, runOf, type Claimed, type Run } from './store.ts';

export type Paid = { readonly file: FileId; readonly reference: Reference; readonly postings: readonly Posting[]; readonly pence: number };
export type Worked = {
  readonly paid: readonly Paid[];
  readonly pence: number;
  /** Left out: held, and of these the law held here says nothing. */
  readonly held: readonly Reference[];
  /** Left out: the same person is paid in a record that opened before and is open. */
  readonly elsewhere: readonly Reference[];
  readonly silent: readonly { readonly reference: Reference; readonly because: string }[];
  /** Amounts among these that nobody has confirmed. */
  readonly unconfirmed: readonly Because[];
  readonly digest: Buffer;
};

/** The amounts in force, those that administrators gave among them. */
export async function ratesOf(kit: Kit): Promise<RateBook> {
  const { state } = await kit.db.as(theService, 'operations', (tx) => kit.ledger.load(tx, installationStream, installationFile));
  return rateBook(kit.law, state.rates.values());
}

/** What a run up to a week would pay. Nothing is written. */
export function workOut(all: readonly Claimed[], rates: RateBook, week: Day): Worked {
  const paid: Paid[] = [];
  const held: Reference[] = [];
  const elsewhere: Reference[] = [];
  const silent: { reference: Reference; because: string }[] = [];
  const doubts = new Map<string, Because>();
  for (const { file, reference, claim, booked, held: stopped, elsewhere: twice } of all) {
    if (stopped) {
      held.push(reference);
      continue;
    }
    if (twice) {
      elsewhere.push(reference);
      continue;
    }
    try {
      const due = dueByWeek(claim, rates, week);
      const postings = settle(due, booked);
      if (postings.length === 0) continue;
      const weeks = new Set(postings.map((one) => one.week));
      for (const line of due.filter((one) => weeks.has(one.week)).flatMap((one) => one.lines)) doubt(doubts, line);
      paid.push({ file, reference, postings, pence: postings.reduce((sum, one) => sum + toSend(one), 0) });
    } catch (error) {
      if (!(error instanceof SilentLaw)) throw error;
      silent.push({ reference, because: error.rule });
    }
  }
  const hash = createHash('sha256').update(week);
  for (const { file, postings } of paid) for (const one of postings) hash.update(`|${file} ${one.week} ${one.due} ${one.got} ${one.reverses?.entry ?? ''}`);
  return { paid, pence: paid.reduce((sum, one) => sum + one.pence, 0), held, elsewhere, silent, unconfirmed: [...doubts.values()], digest: hash.digest() };
}

function doubt(doubts: Map<string, Because>, { confirmed, because }: Line): void {
  if (!confirmed) doubts.set(`${because.rule} ${because.from}`, because);
}

type When = { readonly week: Day; readonly today: Day };

export async function preview(kit: Kit, who: Actor, { week, today }: When): Promise<Worked> {
  const rates = await ratesOf(kit);
  return kit.db.as(theService, 'support', async (tx) => workOut(await everybody(tx, who, today), rates, week));
}

async function everybody(tx: Tx, { organisation }: Actor, today: Day): Promise<readonly Claimed[]> {
  const all = await claims(tx, { organisation, today });
  for (const { file } of all) note(tx, file, 'read:payments');
  return all;
}

/** On an amount that nobody has confirmed nothing is paid outside practice; there it is marked. */
function mayPay(kit: Kit, worked: Worked): Refused | undefined {
  if (worked.paid.length === 0) return no('nothing-to-pay');
  return worked.unconfirmed.length > 0 && !kit.db.practice ? no('rate-not-confirmed', ...worked.unconfirmed) : undefined;
}

type Ran = { readonly ok: true; readonly id: string } | Refused;

export async function prepare(kit: Kit, who: Actor, { week, today }: When): Promise<Ran> {
  const rates = await ratesOf(kit);
  const id = randomUUID();
  return kit.db.as(theService, 'support', async (tx) => {
    const { organisation, team } = who;
    if (await hasPrepared(tx, organisation)) return no('run-open');
    const worked = workOut(await everybody(tx, who, today), rates, week);
    const refused = mayPay(kit, worked);
    if (refused) return refused;
    const { pence, digest, paid, unconfirmed } = worked;
    await addRun(tx, { id, week, people: paid.length, pence, digest, unconfirmed: unconfirmed.length > 0, preparedBy: who.person, organisation, team });
    return { ok: true, id };
  });
}

/** The second person: worked out anew, and only what was prepared goes into the books. */
export async function approve(kit: Kit, who: Actor, id: string, today: Day): Promise<Ran> {
  const rates = await ratesOf(kit);
  return kit.db.as(theService, 'support', async (tx) => {
    const run = await runOf(tx, who.organisation, id, true);
    if (run?.state !== 'prepared') return no('run-not-so');
    if (run.preparedBy === who.person) return no('second-person-needed');
    const worked = workOut(await everybody(tx, who, today), rates, run.week);
    if (!worked.digest.equals(run.digest)) return no('run-changed');
    const refused = mayPay(kit, worked);
    if (refused) return refused;
    if (!(await moveRun(tx, run, 'approved', who.person))) return no('run-not-so');
    await book(
      tx,
      run.id,
      worked.paid.flatMap(({ file, postings }) => postings.map((posting) => ({ file, posting, id: randomUUID(), turned: randomUUID() }))),
    );
    return { ok: true, id };
  });
}

export async function move(kit: Kit, who: Actor, id: string, to: 'sent' | 'put-aside'): Promise<Ran> {
  return kit.db.as(theService, 'support', async (tx) => {
    const run = await runOf(tx, who.organisation, id, true);
    return run && (await moveRun(tx, run, to, who.person)) ? { ok: true, id } : no('run-not-so');
  });
}

/** The run of a manager's own organisation. */
export const ownRun = (kit: Kit, who: Actor, id: string): Promise<Run | undefined> => kit.db.as(theService, 'support', (tx) => runOf(tx, who.organisation, id));
