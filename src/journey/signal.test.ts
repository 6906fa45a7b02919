// A signal as its ledger tells it: read before it is coded, never closed unread, passed on by choice or need alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { clear, type ContactFacts } from './safe-contact.ts';
import {
  bucketOf,
  chooseWhoKnows,
  closeSignal,
  codeSignal,
  openSignal,
  passOn,
  receive,
  reply,
  reporterWrites,
  signalStream,
  sayReporterContact,
  translateReply,
  tryReporter,
  type Coded,
  type Signal,
  type SignalEvent,
} from './signal.ts';

const facts: ContactFacts = { ways: ['person', 'number'], hold: false, saidOn: day('2024-01-15'), doubted: false, until: null, rules: null, where: {} };
const open = clear(facts, day('2024-01-15'), { kind: 'answer', at: 'later' });
const at = (minute: number) => ({ by: 'bracken', now: instant(`2024-01-15T09:${String(minute).padStart(2, '0')}:12.345Z`) });
const recorded = (event: SignalEvent): Recorded<SignalEvent> => ({
  file: 'f',
  number: 1,
  kindVersion: 1,
  day: day('2024-01-15'),
  at: null,
  recordedAt: '',
  actor: 'a',
  organisation: 'o',
  role: 'r',
  purpose: 'p',
  nation: 'england',
  edition: null,
  event,
});
const after = (signal: Signal, outcome: Outcome<SignalEvent>): Signal => {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.code);
  return outcome.events.map(recorded).reduce(signalStream.evolve, signal);
};
const code = (outcome: Outcome<SignalEvent>): string => (outcome.ok ? 'done' : outcome.code);
const came = after(signalStream.start, receive(signalStream.start, { channel: 'web', queue: 'helpline', danger: 'yes', files: 1 }, at(17)));
const coded: Coded = { kinds: ['labour'], setting: 'car-wash', place: 'england', people: 'few', age: 'adult', sure: 'seen' };
const read = after(came, openSignal(came, at(20)));

test('when a report came is kept as its quarter of an hour and no closer', () => {
  assert.equal(came.received?.bucket, '2024-01-15T09:15:00.000Z');
  for (const [moment, bucket] of [
    ['2024-01-15T23:59:59.999Z', '2024-01-15T23:45:00.000Z'],
    ['2024-01-15T00:00:00.000Z', '2024-01-15T00:00:00.000Z'],
    ['2024-03-31T01:44:59.000Z', '2024-03-31T01:30:00.000Z'],
  ] as const)
    assert.equal(bucketOf(instant(moment)), bucket);
});

test('a report is received once', () => {
  assert.equal(code(receive(came, { channel: 'web', queue: 'helpline', danger: 'no', files: 0 }, at(18))), 'already-so');
});

test('nothing is answered, coded, passed on or closed before somebody has read it', () => {
  assert.equal(code(reply(came, 'phrases', open, at(18))), 'signal-unread');
  assert.equal(code(codeSignal(came, coded, at(18))), 'signal-unread');
  assert.equal(code(passOn(came, { to: 'police', ground: 'life-at-risk', file: null }, at(18))), 'signal-unread');
  assert.equal(code(closeSignal(came, 'no-sign', at(18))), 'signal-unread');
});

test('a signal is closed when it was coded, and opens again by what its reporter adds', () => {
  assert.equal(code(closeSignal(read, 'no-sign', at(21))), 'signal-uncoded');
  assert.equal(code(closeSignal(read, 'not-a-report', at(21))), 'done');
  const done = after(read, codeSignal(read, coded, at(22)));
  const shut = after(done, closeSignal(done, 'answered', at(23)));
  assert.ok(shut.closed);
  const again = after(shut, reporterWrites(shut, { files: 0 }, at(40)));
  assert.equal(again.closed, null);
  assert.equal(again.waits, '2024-01-15T09:30:00.000Z');
  assert.equal(code(closeSignal(again, 'answered', at(41))), 'signal-unread');
});

test('what waits longest is what counts: a second message does not put the first one back', () => {
  const more = after(came, reporterWrites(came, { files: 0 }, at(59)));
  assert.equal(more.waits, '2024-01-15T09:15:00.000Z');
  assert.equal(more.messages, 2);
});

test('police and council are told by the reporter’s choice, except for a life at risk or a child, or where nobody is named', () => {
  const to = (ground: Parameters<typeof passOn>[1]['ground'], signal = read) => code(passOn(signal, { to: 'police', ground, file: null }, at(30)));
  assert.equal(to('their-choice'), 'signal-not-chosen');
  for (const ground of ['life-at-risk', 'child', 'names-nobody'] as const) assert.equal(to(ground), 'done');
  assert.equal(to('their-choice', after(read, chooseWhoKnows(read, { to: 'helpline', body: null }, at(29)))), 'signal-not-chosen');
  assert.equal(to('their-choice', after(read, chooseWhoKnows(read, { to: 'all', body: null }, at(29)))), 'done');
  const council = after(read, chooseWhoKnows(read, { to: 'named-body', body: 'council' }, at(29)));
  assert.equal(to('their-choice', council), 'signal-not-chosen', 'who chose the council did not choose the police');
  for (const [body, answer] of [
    ['safeguarding', 'done'],
    ['referral', 'signal-not-chosen'],
  ] as const)
    assert.equal(code(passOn(council, { to: body, ground: 'their-choice', file: null }, at(30))), answer);
  assert.equal(code(passOn(read, { to: 'intelligence', ground: 'child', file: null }, at(30))), 'signal-names-somebody');
});

test('a choice is taken back by choosing again, and a named body has a name', () => {
  assert.equal(code(chooseWhoKnows(read, { to: 'named-body', body: null }, at(30))), 'signal-no-body');
  const named = after(read, chooseWhoKnows(read, { to: 'named-body', body: 'nca' }, at(30)));
  assert.equal(named.mayKnow.body, 'nca');
  const back = after(named, chooseWhoKnows(named, { to: 'nobody', body: 'nca' }, at(31)));
  assert.deepEqual(back.mayKnow, { to: 'nobody', body: null });
});

test('an answer in another language waits until a person has translated it', () => {
  const waits = after(read, reply(read, 'waits-for-translator', open, at(30)));
  assert.deepEqual(waits.untranslated, [2]);
  assert.equal(code(translateReply(waits, 3, open, at(31))), 'already-so');
  assert.deepEqual(after(waits, translateReply(waits, 2, open, at(31))).untranslated, []);
});

test('nothing is said to whoever reported without the gate’s pass, by a way that is not in it, or on the strength of what was said before', () => {
  const shut = clear({ ...facts, hold: true }, day('2024-01-15'), { kind: 'answer', at: 'later' });
  assert.equal(code(reply(read, 'words', shut, at(30))), 'reporter-not-safe');
  assert.equal(code(reply(read, 'words', clear({ ...facts, wording: 'agreed' }, day('2024-01-15'), { kind: 'answer', at: 'later' }), at(30))), 'says-too-much');
  const ring = clear(facts, day('2024-01-15'), { kind: 'try', at: 'later' });
  const tried = { way: 'person', outcome: 'reached', seen: 0 } as const;
  assert.equal(code(tryReporter(read, tried, ring, at(30))), 'done');
  assert.equal(code(tryReporter(read, { ...tried, way: 'email' }, ring, at(30))), 'way-not-safe');
  const anew = after(read, sayReporterContact(read, at(31)));
  assert.equal(code(tryReporter(anew, tried, ring, at(32))), 'contact-changed');
  assert.equal(code(tryReporter(anew, { ...tried, seen: 1 }, ring, at(32))), 'done');
  assert.equal(code(tryReporter(anew, { ...tried, seen: 1 }, shut, at(32))), 'reporter-not-safe');
  assert.equal(code(sayReporterContact(came, at(18))), 'signal-unread');
});
