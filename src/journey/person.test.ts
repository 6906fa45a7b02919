// A person's files: joined by a referral, a confirmed match or support; parted again when it was somebody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { join, part, personStream, type Person, type PersonEvent } from './person.ts';

type Act = (person: Person) => Outcome<PersonEvent>;
const referral: Act = (person) => join(person, { file: 'case-a', how: 'same-referral' });
const support: Act = (person) => join(person, { file: 'support-a', how: 'support-opened' });
const match: Act = (person) => join(person, { file: 'case-b', how: 'confirmed-match' });

function after(...acts: readonly Act[]): Person {
  return acts.reduce((person, act) => {
    const outcome = act(person);
    assert.ok(outcome.ok);
    return outcome.events.reduce((state, event) => personStream.evolve(state, { event, day: day('2024-01-15') } as Recorded<PersonEvent>), person);
  }, personStream.start);
}
const files = (person: Person): readonly string[] => person.files.map((one) => one.file);
const code = (outcome: Outcome<PersonEvent>): string => (outcome as Refused).code;

test('a person holds the case they were first known by, their support, and a further case once the match is confirmed', () => {
  assert.deepEqual(files(after(referral, support, match)), ['case-a', 'support-a', 'case-b']);
});

test('a second referral is never taken for the same person without a confirmed match', () => {
  assert.equal(code(join(after(referral), { file: 'case-b', how: 'same-referral' })), 'match-needed');
});

test('help can come before any referral', () => {
  assert.deepEqual(files(after(support)), ['support-a']);
});

test('a file joins once', () => {
  assert.equal(code(match(after(referral, match))), 'already-joined');
});

test('a match that was wrong is parted again, and may be confirmed anew', () => {
  const parted = after(referral, match, (person) => part(person, { file: 'case-b', why: 'not-the-same-person' }));
  assert.deepEqual(files(parted), ['case-a']);
  assert.ok(match(parted).ok);
  assert.equal(code(part(parted, { file: 'case-b', why: 'not-the-same-person' })), 'not-joined');
});

test('the only file is nobody else’s, but it may go over to another person', () => {
  assert.equal(code(part(after(referral), { file: 'case-a', why: 'not-the-same-person' })), 'only-file');
  assert.ok(part(after(referral), { file: 'case-a', why: 'joined-another' }).ok);
});
