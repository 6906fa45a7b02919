// Takes what somebody sends: sealed by their browser, or here in memory; stored whole before anybody is told that it was.
import { createHash, createHmac, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Day, Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { bucketOf, chooseWhoKnows, receive, reporterWrites, signalStream, type DangerSaid, type MayKnow } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { looksSealed, newIdentity, sealTo, openSealedTo } from '#kit/store/age-bytes.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { createFile, newFileId } from '#kit/store/files.ts';
import { codeOf, unlocked, type ReceiptCode, type Unlocked } from './code.ts';
import { withName } from './intake/sheet.ts';
import { paced } from './pace.ts';
import { readAnswered, type Answered, type Told } from './questions.ts';
import {
  alone,
  beginSignal,
  behindCode,
  identityOf,
  indexKey,
  keepCode,
  keepFile,
  keepMessage,
  messagesOf,
  queueOf,
  takenBefore,
  type Behind,
  type Queue,
  type Team,
} from './store.ts';

/** Age files, for the team. */
export type Parcel = { readonly words: Buffer; readonly files: readonly Buffer[]; readonly by: 'browser' | 'server' };
export type Choice = { readonly to: MayKnow; readonly body: string | null };
export type Sent = {
  readonly parcel: Parcel | null;
  readonly danger: DangerSaid;
  readonly choice: Choice | null;
  /** The form's mark, and a digest of what was sent with it: the same form sent again is kept once, another text under the same mark is kept too. */
  readonly once: string;
  readonly digest: Buffer;
  /** Where they come back with a code; of a new report it is made here. */
  readonly code: ReceiptCode | null;
};
export type When = { readonly day: Day; readonly now: Instant };

export const newOnce = (): string => randomBytes(32).toString('base64url');

/** Words and files sealed here, in memory, because the browser did not. */
export async function sealedHere(recipient: string, told: Told, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<Parcel> {
  const words = await sealTo([recipient], Buffer.from(JSON.stringify(told)));
  const sealed: Buffer[] = [];
  for (const { name, bytes } of files) sealed.push(await sealTo([recipient], withName(name, bytes)));
  return { words, files: sealed, by: 'server' };
}

/** What a browser has sealed; nothing where it does not look so. */
export function sealedThere(words: string, files: readonly Uint8Array[]): Parcel | null {
  const all = [Buffer.from(words, 'base64'), ...files.map((one) => Buffer.from(one))];
  const [first] = all;
  return first && all.every(looksSealed) ? { words: first, files: all.slice(1), by: 'browser' } : null;
}

export const queueNow = (kit: Kit, team: Team): Promise<Queue> => kit.db.as(theService, 'intake', (tx) => queueOf(tx, team, nationOf(kit)));

/** Where something happened is sealed: a report belongs to no nation before somebody has coded it. */
const nationOf = (kit: Kit): string => kit.law.nations[0]?.code ?? '';

/** Stores it. When this has answered, it is kept. The code is the same whenever the same form is sent again. */
export async function take(kit: Kit, queue: Queue, sent: Sent, when: When): Promise<ReceiptCode | Refused> {
  const key = await kit.db.publicly((tx) => Promise.resolve(indexKey(tx)));
  const code = sent.code ?? codeOf(key, sent.once);
  const keeping = (): Promise<Refused | undefined> => keepUnder(kit, queue, sent, key, code, when);
  // Words under a number: somebody's are added, under nobody's a new report begins. A fresh report has nothing to hide.
  return (await (sent.code ? paced(keeping) : keeping())) ?? code;
}

async function keepUnder(kit: Kit, queue: Queue, sent: Sent, key: KeyObject, code: ReceiptCode, when: When): Promise<Refused | undefined> {
  const opened = await unlocked(key, code);
  const mark = createHmac('sha256', sent.once).update(sent.digest).digest();
  const { identity, recipient } = await newIdentity();
  return kit.ledger.together(theService, 'intake', async (tx) => {
    await alone(tx, opened.name);
    const found = await behindCode(tx, opened.name);
    if (found) return adds(kit, tx, found, sent, mark, when);
    return begins(kit, tx, queue, sent, { opened, identity, recipient, mark }, when);
  });
}

type Made = { readonly opened: Unlocked; readonly identity: string; readonly recipient: string; readonly mark: Buffer };

async function begins(kit: Kit, tx: Tx, queue: Queue, sent: Sent, made: Made, { day, now }: When): Promise<Refused | undefined> {
  const file = newFileId();
  const nation = nationOf(kit);
  const { organisation, team } = queue;
  await createFile(tx, { id: file, kind: 'signal', child: false, nation, organisation, team });
  await beginSignal(tx, file, queue, { channel: 'web', danger: sent.danger, bucket: bucketOf(now) }, made.recipient);
  await keepCode(tx, file, queue, made.opened, made.identity);
  const files = sent.parcel?.files.length ?? 0;
  const how = { day, nation };
  const came = await kit.ledger.within(
    tx,
    signalStream,
    file,
    (state) => receive(state, { channel: 'web', queue: queue.queue, danger: sent.danger, files }, { now }),
    how,
  );
  if (!came.ok) return came;
  const empty: Told = { form: 'more', language: 'en', wanted: 'en', by: 'server', answers: {} };
  await keepAll(tx, { file, organisation, team }, 1, sent.parcel ?? (await sealedHere(queue.recipient, empty, [])), made.mark);
  return sent.choice ? choose(kit, tx, file, sent.choice, { day, now }) : undefined;
}

async function adds(kit: Kit, tx: Tx, found: Behind, sent: Sent, mark: Buffer, { day, now }: When): Promise<Refused | undefined> {
  const { parcel } = sent;
  if (parcel && !(await takenBefore(tx, found.file, mark))) {
    const how = { day, nation: nationOf(kit) };
    const wrote = await kit.ledger.within(tx, signalStream, found.file, (state) => reporterWrites(state, { files: parcel.files.length }, { now }), how);
    if (!wrote.ok) return wrote;
    await keepAll(tx, found, wrote.state.messages, parcel, mark);
  }
  return sent.choice ? choose(kit, tx, found.file, sent.choice, { day, now }) : undefined;
}

async function choose(kit: Kit, tx: Tx, file: FileId, choice: Choice, { day, now }: When): Promise<Refused | undefined> {
  const chosen = await kit.ledger.within(tx, signalStream, file, (state) => chooseWhoKnows(state, choice, { now }), { day, nation: nationOf(kit) });
  return chosen.ok || chosen.code === 'already-so' ? undefined : chosen;
}

async function keepAll(tx: Tx, behind: Behind, message: number, parcel: Parcel, once: Buffer): Promise<void> {
  await keepMessage(tx, behind, { number: message, by: 'reporter', forTeam: parcel.words, forReporter: null, once });
  for (const [at, sealed] of parcel.files.entries()) await keepFile(tx, behind, { message, number: at + 1 }, sealed);
}

/**
 * The word of this program that what was sent under a form's mark was kept. Who brings it gets the number of the mark, and nothing has to be looked up:
 * nobody else can make one.
 */
export const wordThatKept = (kit: Kit, once: string): Promise<string> =>
  kit.db.publicly((tx) => Promise.resolve(createHmac('sha256', indexKey(tx)).update(`signal-kept|1|${once}`).digest('base64url')));

export async function numberKept(kit: Kit, once: string, word: string): Promise<ReceiptCode | null> {
  if (word === '') return null;
  const [made, given] = [Buffer.from(await wordThatKept(kit, once)), Buffer.from(word)];
  if (made.length !== given.length || !timingSafeEqual(made, given)) return null;
  return codeOf(await kit.db.publicly((tx) => Promise.resolve(indexKey(tx))), once);
}

export const digestOf = (parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest();
};

/** The answers behind a code. None behind a code that is nobody's: the same is done for it, and it looks like one that has no answer yet. */
export const answersBehind = (kit: Kit, code: ReceiptCode): Promise<readonly Answered[]> => paced(() => found(kit, code));

async function found(kit: Kit, code: ReceiptCode): Promise<readonly Answered[]> {
  const key = await kit.db.publicly((tx) => Promise.resolve(indexKey(tx)));
  const opened = await unlocked(key, code);
  const { identity, sealed } = await kit.db.as(theService, 'intake', async (tx) => {
    const behind = await behindCode(tx, opened.name);
    return {
      identity: behind ? await identityOf(tx, behind.file, behind.sealed, opened) : null,
      sealed: await messagesOf(tx, behind?.file ?? newFileId(), 'reporter'),
    };
  });
  const answers: Answered[] = [];
  for (const one of sealed) {
    const plain = identity ? await openSealedTo(identity, one.sealed) : undefined;
    if (plain) answers.push(readAnswered(plain));
  }
  return answers;
}
