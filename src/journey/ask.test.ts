// Asking a first responder as the ledger tells it: one at a time, none twice, days to think before an adult's yes counts, a child and a life do not wait.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, instant, type Day } from '#base/day.ts';
import type { Because, Outcome } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import {
  answerAsk,
  askResponder,
  beginAsked,
  chooseReferral,
  identityTold,
  isLate,
  mayBegin,
  openAsk,
  referralChoiceTold,
  takeAskBack,
  thinkUntil,
} from './ask.ts';
import { bucketOf, closeSignal, codeSignal, openSignal, passOn, receive, signalStream, type PassedGround, type Signal, type SignalEvent } from './signal.ts';

const monday = day('2024-01-15');
const now = instant('2024-01-15T09:20:12.345Z');
const bucket = bucketOf(now);
const by = { by: 'bracken', now };
const because: Because = { rule: 'r', question: 'q', from: '2009-04-01', source: 's', standing: 'assumed' };
const think = { days: 3, because };

/** What happened on a day, folded. */
function after(signal: Signal, outcome: Outcome<SignalEvent>, on: Day = monday): Signal {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.code);
  return outcome.events
    .map((event): Recorded<SignalEvent> => ({
      file: 'f',
      number: 1,
      kindVersion: 1,
      day: on,
      at: null,
      recordedAt: '',
      actor: 'a',
      organisation: 'o',
      role: 'r',
      purpose: 'p',
      nation: 'england',
      edition: null,
      event,
    }))
    .reduce(signalStream.evolve, signal);
}
const code = (outcome: Outcome<SignalEvent> | 'now'): string => (outcome === 'now' ? 'now' : outcome.ok ? 'done' : outcome.code);

const came = after(signalStream.start, receive(signalStream.start, { channel: 'web', queue: 'helpline', danger: 'no', files: 0 }, by));
const read = after(came, openSignal(came, by));
const ask = (signal: Signal, responder: string, asked: number, ground: PassedGround = 'their-choice') => askResponder(signal, { responder, asked, ground }, by);
const asked = after(read, ask(read, 'tara', 5));
const yes = after(asked, answerAsk(asked, { asked: 5, accepted: true, why: null }, by));
const declined = after(asked, answerAsk(asked, { asked: 5, accepted: false, why: 'full' }, by));

test('one organisation is asked at a time, and none again that has declined', () => {
  assert.equal(code(ask(asked, 'bawso', 7)), 'ask-open');
  assert.equal(code(ask(yes, 'bawso', 7)), 'ask-open');
  assert.equal(code(ask(declined, 'tara', 7)), 'ask-twice');
  assert.equal(code(ask(declined, 'bawso', 7)), 'done');
});

test('whoever declines says why, once, and what was asked waits for an adviser again, closed or not', () => {
  assert.equal(code(answerAsk(asked, { asked: 5, accepted: false, why: null }, by)), 'ask-why');
  assert.equal(code(answerAsk(declined, { asked: 5, accepted: true, why: null }, by)), 'ask-answered');
  assert.equal(code(answerAsk(asked, { asked: 6, accepted: true, why: null }, by)), 'ask-answered');
  assert.equal(asked.waits, null);
  assert.equal(declined.waits, bucket);
  assert.equal(yes.waits, null);
});

test('a signal is not closed while an organisation has not answered', () => {
  const coded = after(asked, codeSignal(asked, { kinds: ['labour'], setting: 'farm', place: null, people: 'one', age: 'adult', sure: 'lived' }, by));
  assert.equal(code(closeSignal(coded, 'answered', by)), 'ask-open');
  const answered = after(coded, answerAsk(coded, { asked: 5, accepted: true, why: null }, by));
  assert.equal(code(closeSignal(answered, 'answered', by)), 'done');
});

test('an adult’s yes counts once the days to think are over, counted from the day the organisation said yes', () => {
  const at = (today: Day, signal: Signal) => code(mayBegin(signal, 5, { today, think }));
  assert.equal(at(monday, asked), 'ask-not-accepted');
  assert.equal(at(day('2024-03-01'), yes), 'ask-not-chosen');
  const chose = after(yes, chooseReferral(yes, { choice: 'yes', atOnce: false }, bucket), day('2024-01-16'));
  assert.equal(at(day('2024-01-17'), chose), 'ask-days-to-think');
  assert.equal(at(day('2024-01-18'), chose), 'now');
});

test('who does not want to wait does not, and who asks for more days has as many again', () => {
  const once = after(yes, chooseReferral(yes, { choice: 'yes', atOnce: true }, bucket));
  assert.equal(code(mayBegin(once, 5, { today: monday, think })), 'now');
  const more = after(yes, chooseReferral(yes, { choice: 'more-days', atOnce: false }, bucket), day('2024-01-17'));
  assert.equal(thinkUntil(openAsk(more.asking) ?? { accepted: null }, more.asking.chosen, 3), day('2024-01-20'));
  const again = after(more, chooseReferral(more, { choice: 'more-days', atOnce: false }, bucket), day('2024-01-20'));
  assert.equal(thinkUntil(openAsk(again.asking) ?? { accepted: null }, again.asking.chosen, 3), day('2024-01-23'));
});

test('no ends the ask, and nobody is asked by their choice until they have chosen anew', () => {
  const no = after(yes, chooseReferral(yes, { choice: 'no', atOnce: false }, bucket));
  assert.equal(openAsk(no.asking), undefined);
  assert.equal(no.waits, bucket);
  assert.equal(code(ask(no, 'bawso', 9)), 'ask-not-wanted');
  assert.equal(code(beginAsked(no, 5, { today: monday, think }, by)), 'ask-not-accepted');
  const told = { choice: 'yes', atOnce: false, who: 'themself', how: 'phone', on: monday } as const;
  const anew = after(no, referralChoiceTold(no, told, { ...by, today: monday }));
  assert.equal(code(ask(anew, 'tara', 9)), 'done', 'the organisation that had said yes may be asked again');
});

test('a child and a life at risk wait for nothing', () => {
  for (const ground of ['child', 'life-at-risk'] as const) {
    const urgent = after(read, ask(read, 'tara', 5, ground));
    const taken = after(urgent, answerAsk(urgent, { asked: 5, accepted: true, why: null }, by));
    assert.equal(code(mayBegin(taken, 5, { today: monday, think })), 'now', ground);
  }
});

test('there is nothing to choose before an organisation has said yes, and a referral begins once', () => {
  assert.equal(code(chooseReferral(asked, { choice: 'yes', atOnce: true }, bucket)), 'ask-not-accepted');
  assert.equal(code(chooseReferral(signalStream.start, { choice: 'yes', atOnce: true }, bucket)), 'ask-not-accepted');
  const chose = after(yes, chooseReferral(yes, { choice: 'yes', atOnce: true }, bucket));
  assert.equal(code(chooseReferral(chose, { choice: 'yes', atOnce: true }, bucket)), 'already-so');
  const begun = after(chose, beginAsked(chose, 5, { today: monday, think }, by));
  assert.equal(code(beginAsked(begun, 5, { today: monday, think }, by)), 'ask-not-accepted');
  assert.equal(code(ask(begun, 'tara', 8)), 'ask-twice');
});

test('an ask that waits too long rings, sooner where a life is at risk, and can be taken back', () => {
  const one = openAsk(asked.asking);
  assert.ok(one);
  const within = { hours: 24, urgent: 1 };
  assert.equal(isLate(one, instant('2024-01-16T09:20:12.344Z'), within), false);
  assert.equal(isLate(one, instant('2024-01-16T09:20:12.345Z'), within), true);
  assert.equal(isLate({ ...one, ground: 'life-at-risk' }, instant('2024-01-15T10:20:12.345Z'), within), true);
  assert.equal(isLate({ ...one, state: 'accepted' }, instant('2024-02-16T09:20:12.345Z'), within), false);
  assert.equal(code(takeAskBack(asked, 6, by)), 'ask-answered');
  assert.equal(code(ask(after(asked, takeAskBack(asked, 5, by)), 'bawso', 7)), 'done');
});

test('a choice told by phone or letter stands as one made under the number, with who told it, how and when', () => {
  const told = { to: 'all', body: null, who: 'themself', how: 'phone', on: monday } as const;
  const how = { ...by, today: monday };
  assert.equal(code(identityTold(came, told, how)), 'signal-unread');
  assert.equal(code(identityTold(read, { ...told, on: addDays(monday, 1) }, how)), 'day-ahead');
  assert.equal(code(identityTold(read, { ...told, to: 'named-body' }, how)), 'signal-no-body');
  assert.equal(code(passOn(read, { to: 'referral', ground: 'their-choice', file: null }, by)), 'signal-not-chosen');
  const known = after(read, identityTold(read, told, how));
  assert.equal(code(passOn(known, { to: 'referral', ground: 'their-choice', file: null }, by)), 'done');
  assert.equal(known.waits, null, 'whoever wrote it down has read it');
});
