// Sending and deciding by several people and programs at once while something dies, and what must be whole afterwards.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { instant } from '#base/day.ts';
import { readReference } from '#base/id.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { counted } from '#kit/store/statistics.ts';
import { personaOf } from '#practice/people.ts';
import { adult, visitor } from '#tests/walk.ts';
import type { Ready } from './house-to-kill.ts';

const sender = personaOf('practice-amber').actor;
const program = fileURLToPath(import.meta.resolve('#tests/house-to-kill.ts'));
const pageSenders = 4;
const programSenders = 2;

export type Running = { readonly child: ChildProcess; readonly ready: Ready; readonly ended: Promise<unknown> };

export async function start(where: object, drafts: number): Promise<Running> {
  const child = spawn(process.execPath, [program, JSON.stringify({ ...where, drafts })], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const ready = await new Promise<Ready>((resolve, reject) => {
    void ended.then(() => reject(new Error('the house ended before it was ready')));
    assert.ok(child.stdout);
    createInterface(child.stdout).on('line', (line) => resolve(JSON.parse(line) as Ready));
  });
  return { child, ready, ended };
}

/** What is to be sent: a draft by the button of its page, or a referral by a program under its idempotency key. */
export type Sending = { readonly by: 'page' | 'program'; readonly id: string };
/** By what was sent: an answer that came is an answer for ever. */
export type Answered = Map<string, Sending & { readonly reference: string }>;

const token = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** How one sender sends: gives the reference once the house has answered. Rejects where the house died meanwhile. */
export async function senderOf(by: Sending['by'], { base, secret }: Ready): Promise<(id: string) => Promise<string>> {
  if (by === 'program') {
    return async (id) => {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': id };
      const answer = await fetch(`${base}/api/v1/referrals`, { method: 'POST', headers, body: JSON.stringify({ answers: adult }) });
      const said = (await answer.json()) as { reference?: string };
      assert.ok(answer.status === 201 || answer.status === 200, `${answer.status} ${JSON.stringify(said)}`);
      return said.reference ?? '';
    };
  }
  const one = visitor(base);
  await one.signIn('practice-amber');
  const csrf = token((await one.go('/referral')).text);
  return async (id) => {
    const answer = await one.go(`/drafts/${id}/send`, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: csrf }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const reference = /^\/sent\/([0-9A-Z-]{14})(\?|$)/.exec(answer.to ?? '')?.[1];
    assert.ok(answer.status === 303 && reference, `${answer.status} ${answer.to}`);
    return reference;
  };
}

export const died = (wrong: unknown): boolean => !(wrong instanceof assert.AssertionError);

/** Several senders at once, until all is sent or the house is dead. Gives what got no answer. */
export async function sendAll(running: Running, sendings: readonly Sending[], answered: Answered, upTo: number): Promise<Sending[]> {
  const waiting = [...sendings];
  const open: Sending[] = [];
  let fresh = 0;
  const work = async (by: Sending['by']): Promise<void> => {
    const send = await senderOf(by, running.ready).catch((wrong: unknown) => {
      if (died(wrong)) return undefined;
      throw wrong;
    });
    for (;;) {
      const at = waiting.findIndex((one) => one.by === by);
      const [one] = at < 0 ? [] : waiting.splice(at, 1);
      if (!one) return;
      try {
        if (!send) throw new Error('the house died before this sender began');
        const reference = await send(one.id);
        assert.equal(answered.get(one.id)?.reference ?? reference, reference, 'sent again, it has another reference');
        answered.set(one.id, { ...one, reference });
        if ((fresh += 1) >= upTo) running.child.kill('SIGKILL');
      } catch (wrong) {
        if (!died(wrong)) throw wrong;
        open.push(one);
      }
    }
  };
  await Promise.all([...Array.from({ length: pageSenders }, () => work('page')), ...Array.from({ length: programSenders }, () => work('program'))]);
  return open;
}

type Row = { reference: string; sent: boolean; referred: number; assigned: number; queue: number; drafts: number; jobs: number; unsent: number; kept: number };

/** Nothing is torn: a file is a draft or a case, and a case has all that belongs to it, once. Gives how many are cases. */
export async function whole(db: Database, answered: Answered): Promise<number> {
  db.tellTime(() => instant('2024-01-15T12:00:00Z'));
  const found = await db.as(sender, 'intake', (tx) =>
    tx.query<Omit<Row, 'jobs'> & { id: string }>(
      `select f.id, reference, frozen as sent,
         (select count(*) from event e where e.file = f.id and kind = 'Referred')::int as referred,
         (select count(*) from event e where e.file = f.id and kind = 'Assigned')::int as assigned,
         (select count(*) from queue q where q.file = f.id)::int as queue,
         (select count(*) from referral_draft d where d.file = f.id)::int as drafts,
         (select count(*) from answer_narrative a where a.file = f.id and question = 'why' and version = 0)::int as unsent,
         (select count(*) from answer_narrative a where a.file = f.id and question = 'why' and version = 1)::int as kept
       from file f join reference on reference.file = f.id where kind = 'case'`,
    ),
  );
  const jobs = await db.as(theService, 'operations', (tx) => tx.query<{ file: string }>(`select file from job where name = 'assign'`));
  const rows = found.map(({ id, ...row }): Row => ({ ...row, jobs: jobs.filter((job) => job.file === id).length }));
  const counts = await db.as(theService, 'statistics', (tx) =>
    tx.query<{ people: number; rows: number }>(
      `select count(distinct statistics_id)::int as people, count(*)::int as rows from statistic where question = 'referred' and recorded_to = 'infinity'`,
    ),
  );
  for (const { reference, sent, assigned, ...numbers } of rows) {
    const is = sent ? 1 : 0;
    assert.deepEqual(numbers, { referred: is, queue: is, drafts: 1 - is, jobs: is, unsent: 1 - is, kept: is }, reference);
    assert.ok(assigned <= is, `${reference} was given to an authority ${assigned} times`);
  }
  const cases = rows.filter((row) => row.sent);
  assert.deepEqual(counts[0], { people: cases.length, rows: cases.length }, 'each case is counted once');
  const there = new Set(cases.map((row) => row.reference));
  for (const { reference } of answered.values()) assert.ok(there.has(reference), `${reference} was acknowledged and is not there`);
  assert.equal(new Set([...answered.values()].map((one) => one.reference)).size, answered.size, 'two sendings were answered with one reference');
  return cases.length;
}

/** The counts of an acknowledged case can be reached with its own key, and are all there. */
export async function isCounted(db: Database, answered: Answered): Promise<void> {
  await db.as(sender, 'intake', async (tx) => {
    for (const { reference: written } of answered.values()) {
      const reference = readReference(written);
      const file = reference && (await byReference(tx, reference));
      assert.ok(file, written);
      const questions = (await counted(tx, file.id)).map((row) => row.question);
      for (const question of ['referred', 'responder', 'exploitation'])
        assert.equal(questions.filter((one) => one === question).length, 1, `${written}: ${question}`);
    }
  });
}
