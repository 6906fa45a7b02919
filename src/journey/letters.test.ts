// Letters: written once, held while no safe way is known, handed over once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '#base/outcome.ts';
import { adult, given, littleLaw, move, on } from './given.ts';
import { handOverLetter, holdLetter, writeAndHold, writeLetter } from './letters.ts';
import { recall, refer } from './referral.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const sent = move(refer, adult, on('2024-01-08'));
const written = [sent, move(writeLetter, { letter: 'l1', stage: 'first' }, on('2024-01-09'))];

test('a letter held for want of a safe way goes once there is one, and goes once', () => {
  const held = [...written, move(holdLetter, { letter: 'l1', why: 'no-safe-contact' }, on('2024-01-10'))];
  assert.deepEqual(given(...held).letters, [{ letter: 'l1', stage: 'first', state: 'held', day: '2024-01-10', why: 'no-safe-contact' }]);
  const gone = given(...held, move(handOverLetter, { letter: 'l1', channel: 'hand-over' }, on('2024-01-12')));
  assert.deepEqual(gone.letters, [{ letter: 'l1', stage: 'first', state: 'handed-over', day: '2024-01-12', why: null }]);
  assert.equal(refused(handOverLetter(gone, { letter: 'l1', channel: 'print' }, littleLaw, on('2024-01-13'))), 'already-so');
  assert.equal(refused(holdLetter(gone, { letter: 'l1', why: 'expired' }, littleLaw, on('2024-01-13'))), 'already-so');
});

test('a letter called for while no safe way is known is written and held at once, and held once for one reason', () => {
  const held = [sent, move(writeAndHold, { letter: 'l1', stage: 'first', why: 'hold' }, on('2024-01-09'))];
  assert.deepEqual(given(...held).letters, [{ letter: 'l1', stage: 'first', state: 'held', day: '2024-01-09', why: 'hold' }]);
  assert.equal(refused(writeAndHold(given(...held), { letter: 'l1', stage: 'first', why: 'hold' }, littleLaw, on('2024-01-10'))), 'already-so');
  const expired = given(...held, move(writeAndHold, { letter: 'l1', stage: 'first', why: 'expired' }, on('2024-01-11')));
  assert.deepEqual(expired.letters, [{ letter: 'l1', stage: 'first', state: 'held', day: '2024-01-11', why: 'expired' }]);
});

test('a letter is written once, in a case that has ended too, and no other is held or handed over', () => {
  assert.equal(refused(writeLetter(given(...written), { letter: 'l1', stage: null }, littleLaw, on('2024-01-10'))), 'already-so');
  assert.equal(refused(writeLetter(given(sent, move(recall, {}, on('2024-01-08'))), { letter: 'l1', stage: null }, littleLaw, on('2024-01-10'))), 'allowed');
  assert.equal(refused(holdLetter(given(sent), { letter: 'l9', why: 'doubtful' }, littleLaw, on('2024-01-10'))), 'no-such-letter');
  assert.equal(refused(handOverLetter(given(sent), { letter: 'l9', channel: 'print' }, littleLaw, on('2024-01-10'))), 'no-such-letter');
});
