// Reports that were taken, read and closed on days of their own, and the pages under their numbers: for the tests of their end.
import assert from 'node:assert/strict';
import { addMinutes, type Day, instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Outcome } from '#base/outcome.ts';
import { closeSignal, codeSignal, openSignal, signalStream, type Signal, type SignalCloseReason, type SignalEvent } from '#journey/signal.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { personOf } from '#kit/store/persons.ts';
import type { House } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import { unlocked, type ReceiptCode } from '#rooms/signal/code.ts';
import { widerCode } from '#rooms/figures/labels.ts';
import { proposeDue } from '#rooms/retention/erase.ts';
import { behindCode, indexKey, signalAt, signalsOf } from '#rooms/signal/store.ts';
import { newOnce, queueNow, sealedHere, take, digestOf } from '#rooms/signal/take.ts';
import { sit, visitor } from './walk.ts';

export const bracken = personaOf('practice-bracken').actor;
const team = { organisation: bracken.organisation, team: bracken.team, queue: 'helpline' };

export type Told = { readonly file: FileId; readonly code: ReceiptCode; readonly reference: string };

const at = (on: Day) => instant(`${on}T12:00:00Z`);

/** As if somebody had written it on a page that day: with a number, and one file. */
export async function told({ kit }: House, words: string, on: Day): Promise<Told> {
  const queue = await queueNow(kit, team);
  const parcel = await sealedHere(queue.recipient, { form: 'seen', language: 'en', wanted: 'en', by: 'server', answers: { what: words } }, [
    { name: 'one.txt', bytes: Buffer.from(words) },
  ]);
  const sent = { parcel, danger: 'no', choice: null, once: newOnce(), digest: digestOf([words]), code: null } as const;
  const code = await take(kit, queue, sent, { day: on, now: at(on) });
  if (typeof code !== 'string') assert.fail(code.code);
  const { name } = await unlocked(await kit.db.publicly((tx) => Promise.resolve(indexKey(tx))), code);
  const file = (await kit.db.as(theService, 'intake', (tx) => behindCode(tx, name)))?.file ?? assert.fail('not kept');
  const line = (await kit.db.as(bracken, 'intake', (tx) => signalsOf(tx, { closed: false, most: 500 }))).find((one) => one.file === file);
  return { file, code, reference: line?.reference ?? assert.fail('not listed') };
}

export async function does(
  { kit }: House,
  file: FileId,
  on: Day,
  act: (state: Signal) => Outcome<SignalEvent>,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const how = { day: on, nation: 'england' };
  const done = await kit.ledger.perform(bracken, 'intake', signalStream, file, act, how, also);
  assert.ok(done.ok, done.ok ? '' : done.code);
}

export async function closed(house: House, { file }: Pick<Told, 'file'>, on: Day, why: SignalCloseReason = 'answered'): Promise<void> {
  const moment = { by: bracken.person, now: at(on) };
  const coded = { kinds: ['labour'], setting: 'car-wash', place: 'england', people: 'few', age: 'adult', sure: 'seen' } as const;
  const { state } = await house.kit.db.as(bracken, 'intake', (tx) => house.kit.ledger.load(tx, signalStream, file));
  if (state.waits) await does(house, file, on, (signal) => openSignal(signal, moment));
  if (!state.coded && why !== 'not-a-report') await does(house, file, on, (signal) => codeSignal(signal, coded, moment));
  await does(house, file, on, (signal) => closeSignal(signal, why, { ...moment, now: addMinutes(moment.now, 1) }));
}

/** Words of whoever has the number, on a later day. */
export async function adds({ kit }: House, { code }: Pick<Told, 'code'>, words: string, on: Day): Promise<void> {
  const queue = await queueNow(kit, team);
  const parcel = await sealedHere(queue.recipient, { form: 'more', language: 'en', wanted: 'en', by: 'server', answers: { more: words } }, []);
  const sent = { parcel, danger: 'not-known', choice: null, once: newOnce(), digest: digestOf([words]), code } as const;
  assert.equal(typeof (await take(kit, queue, sent, { day: on, now: at(on) })), 'string');
}

/** The page behind a number, without what is drawn for each visit, or typed. */
export async function behind(base: string, code: string): Promise<string> {
  const answer = await visitor(base).submit('/write/back', { number: code });
  return `${answer.status} ${answer.text.replace(/value="[\w-]{43}"/g, '').replace(/\d{5} \d{5} \d{5} \d{5}|value="\d{20}"/g, '')}`;
}

export const stillListed = ({ kit }: House, { reference }: Told): Promise<boolean> =>
  kit.db.as(bracken, 'intake', async (tx) => (await signalAt(tx, reference)) !== undefined);

/** Its time is over: proposed in the night, approved by two. */
export async function eraseReport(house: House, base: string, { file }: Told): Promise<void> {
  await proposeDue({ kit: house.kit, wider: widerCode(house.kit.law) });
  const person = String(await house.kit.db.as(theService, 'operations', (tx) => personOf(tx, file)));
  for (const who of ['practice-oak', 'practice-elder'])
    assert.equal((await (await sit({ base }, who)).submit('/retention', { person, answer: 'approve' }, '/retention/approve')).status, 303);
  await house.settled();
}
