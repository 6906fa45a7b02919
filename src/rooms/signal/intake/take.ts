// The one way in for everything that is not a form of our own: mail, letters and partners' rows, each stored whole or not at all.
import { dayOf } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { bucketOf, chooseWhoKnows, receive, signalStream } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { mailApart } from '#kit/mail/apart.ts';
import { theService } from '#kit/store/database.ts';
import { sealTo } from '#kit/store/age-bytes.ts';
import type { Tx } from '#kit/store/database.ts';
import { createFile } from '#kit/store/files.ts';
import { beginSignal, keepFile, keepMessage, queueOf, type Queue, type Team } from '#rooms/signal/store.ts';
import { incomingMail, type Incoming } from './incoming.ts';
import { sheetOf, withName } from './sheet.ts';
import { arrivedBefore, markArrived } from './store.ts';

/** Where signals go in this installation, and under which nation's law they are kept. */
export type Helpline = { readonly kit: Kit; readonly team: Team; readonly nation: string };

export type Taken = { readonly ok: true; readonly fresh: number; readonly before: number } | { readonly ok: false; readonly changed: readonly number[] };

class NotTaken extends Error {
  readonly changed: readonly number[];
  constructor(changed: readonly number[]) {
    super('A mark came before with other words.');
    this.changed = changed;
  }
}

type TakenIn = { readonly file: FileId; readonly before: boolean } | 'changed' | Refused;

/** One `Incoming` becomes a signal of the queue: sealed to the team before it is written. Sent again with the same words it is the same signal. */
async function takeIn({ kit, nation }: Helpline, tx: Tx, queue: Queue, one: Incoming): Promise<TakenIn> {
  const before = one.once && (await arrivedBefore(tx, queue, one.once));
  if (before) return before.same ? { file: before.file, before: true } : 'changed';
  const file = await createFile(tx, { kind: 'signal', child: false, nation, organisation: queue.organisation, team: queue.team });
  const behind = { file, organisation: queue.organisation, team: queue.team };
  await beginSignal(tx, file, queue, { channel: one.channel, danger: one.danger, bucket: bucketOf(one.received) }, null);
  const sealed = await sealTo([queue.recipient], Buffer.from(JSON.stringify(sheetOf(one))));
  await keepMessage(tx, behind, { number: 1, by: 'reporter', forTeam: sealed, forReporter: null, once: null });
  for (const [at, { name, bytes }] of one.files.entries())
    await keepFile(tx, behind, { message: 1, number: at + 1 }, await sealTo([queue.recipient], withName(name, bytes)));
  if (one.once) await markArrived(tx, queue, file, one.once);
  const what = { channel: one.channel, queue: queue.queue, danger: one.danger, files: one.files.length };
  const done = await kit.ledger.within(tx, signalStream, file, (state) => receive(state, what, { now: one.received }), {
    day: dayOf(one.received, kit.law.zone),
    nation,
  });
  if (!done.ok || !one.agreed) return done.ok ? { file, before: false } : done;
  const choice = { to: 'named-body', body: 'first-responder' } as const;
  const chosen = await kit.ledger.within(tx, signalStream, file, (state) => chooseWhoKnows(state, choice, { now: one.received }), {
    day: dayOf(one.received, kit.law.zone),
    nation,
  });
  return chosen.ok ? { file, before: false } : chosen;
}

/** All of them in one transaction or none. `changed` counts from 0: those that came before with other words. */
export async function takeAll(helpline: Helpline, all: readonly Incoming[]): Promise<Taken> {
  let counts = { fresh: 0, before: 0 };
  try {
    const refused = await helpline.kit.ledger.together(theService, 'intake', async (tx) => {
      counts = { fresh: 0, before: 0 };
      const queue = await queueOf(tx, helpline.team, helpline.nation);
      const changed: number[] = [];
      for (const [at, one] of all.entries()) {
        const taken = await takeIn(helpline, tx, queue, one);
        if (taken === 'changed') changed.push(at);
        else if ('file' in taken) counts[taken.before ? 'before' : 'fresh'] += 1;
        else return taken;
      }
      if (changed.length > 0) throw new NotTaken(changed);
      return undefined;
    });
    if (refused) throw new Error(refused.code);
    return { ok: true, ...counts };
  } catch (wrong) {
    if (wrong instanceof NotTaken) return { ok: false, changed: wrong.changed };
    throw wrong;
  }
}

/** For the receiver: resolves when the message is durably kept, rejects where it is not. A message that came before is not kept twice. */
export async function takeMail(helpline: Helpline, raw: Buffer, relay: string | null): Promise<void> {
  const mail = await mailApart(raw, relay);
  const taken = await takeAll(helpline, [incomingMail(raw, mail, helpline.kit.clock.now())]);
  if (!taken.ok) throw new Error('A message has the mark of another.');
}
