// Tests of the gate that every outgoing message passes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, type Day } from '#base/day.ts';
import type { Answers } from '#form/question.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import { safeContact, type ContactFacts } from '#journey/safe-contact.ts';
import { channelsOf, contactFrom, daySaid } from './safe-contact.ts';

const today = day('2024-01-15');
const said: ContactFacts = { ways: ['person'], hold: false, saidOn: today, doubted: false, until: null, rules: null, where: {} };
const why = (facts: Partial<ContactFacts>): string => {
  const gate = safeContact({ ...said, ...facts }, today);
  return gate.open ? 'open' : gate.why;
};
const from = (answers: Answers, on: Readonly<Record<string, Day>> = {}): ContactFacts => contactFrom(answers, (question) => on[question] ?? today);

test('holds a letter when nobody has asked how the person can be reached', () => {
  assert.equal(why({ ways: [], saidOn: null }), 'no-safe-contact');
  assert.equal(why(from({})), 'no-safe-contact');
});

test('holds a letter when the person said there is no safe way', () => {
  assert.equal(why(from({ contact: 'no-safe-way', 'contact-checked': 'yes' })), 'no-safe-contact');
  assert.equal(why(from({ contact: { none: 'not-asked' }, 'contact-checked': 'yes' })), 'no-safe-contact');
});

test('holds a letter when nobody has made sure of the contact, even if it was said today', () => {
  assert.equal(why(from({ contact: 'person' })), 'doubtful');
  assert.equal(why(from({ contact: 'person', 'contact-checked': 'no' })), 'doubtful');
  assert.equal(why(from({ contact: 'person', 'contact-checked': 'yes' })), 'open');
});

test('holds a letter when nobody is to get it yet, whatever else is safe', () => {
  assert.equal(why(from({ contact: 'person', 'contact-checked': 'yes', 'letters-to': 'hold' })), 'hold');
  assert.equal(why(from({ contact: 'person', 'contact-checked': 'yes', 'letters-to': 'hold', 'letters-safe': ['by-hand'] })), 'hold');
});

test('sends nothing after the day until which the contact is safe, and still does on that day', () => {
  const until = (on: string): Answers => ({ contact: 'person', 'contact-checked': 'yes', 'contact-until': on });
  assert.equal(why(from(until('2024-01-14'))), 'expired');
  assert.equal(why(from(until('2024-01-15'))), 'open');
  const gate = safeContact(from(until('2024-02-01')), today);
  assert.equal(gate.open && gate.until, '2024-02-01');
});

test('asks again after 180 days and not a day earlier', () => {
  assert.equal(why({ saidOn: day('2023-07-19') }), 'open');
  assert.equal(why({ saidOn: day('2023-07-18') }), 'expired');
});

test('what is not ticked for letters is never used, though the person may be reached otherwise', () => {
  const reach: Answers = { contact: 'person', 'contact-checked': 'yes', 'letters-email': 'a@invented.example', 'letters-address': '1 Invented Road' };
  assert.deepEqual(from({ ...reach, 'letters-to': 'person' }).ways, []);
  assert.deepEqual(from({ ...reach, 'letters-to': 'someone-else', 'letters-safe': ['post'] }).ways, ['post']);
  assert.deepEqual(from({ ...reach, 'letters-to': { none: 'not-asked' }, 'letters-safe': ['email', 'by-hand'] }).ways, ['email', 'by-hand']);
  assert.deepEqual(from({ ...reach, 'letters-to': 'worker' }).ways, ['by-hand'], 'a worker hands it over');
  assert.deepEqual(from({ ...reach, 'letters-to': { none: 'not-asked' } }).ways, ['person'], 'nobody was asked about letters: what was said of any contact');
});

test('shows the address of a safe way and of no other', () => {
  const answers: Answers = { contact: 'person', 'contact-phone': '07700 900001', 'letters-email': 'a@invented.example', 'letters-address': '1 Invented Road' };
  assert.deepEqual(from({ ...answers, 'letters-to': 'person', 'letters-safe': ['post'] }).where, { post: '1 Invented Road' });
  assert.deepEqual(from(answers).where, { person: '07700 900001' });
});

test('a ticked way without an address is none', () => {
  assert.deepEqual(from({ contact: 'person', 'letters-to': 'person', 'letters-safe': ['post', 'email'] }).ways, []);
});

test('the older of the two answers about letters says how old the contact is', () => {
  const answers: Answers = { contact: 'person', 'contact-checked': 'yes', 'letters-to': 'worker', 'letters-safe': ['by-hand'] };
  const on = { contact: day('2022-01-01'), 'letters-to': today, 'letters-safe': day('2023-07-18') };
  assert.equal(why(from(answers, on)), 'expired');
  assert.equal(why(from(answers, { ...on, 'letters-safe': today })), 'open');
});

test('a letter is printed only where it may travel, and handed over only where somebody may hand it over', () => {
  assert.deepEqual(channelsOf(['post']), ['print']);
  assert.deepEqual(channelsOf(['by-hand']), ['hand-over']);
  assert.deepEqual(channelsOf(['email']), ['hand-over'], 'an e-mail says only that there is something to read');
  assert.deepEqual(channelsOf(['person']), ['hand-over', 'print']);
  assert.deepEqual(channelsOf([]), []);
});

test('a contact is as old as the event that brought it: the referral, or what was added later', () => {
  const happened = (number: number, on: string, event: CaseEvent): Recorded<CaseEvent> => ({
    file: 'f',
    number,
    kindVersion: 1,
    day: day(on),
    at: null,
    recordedAt: '2026-01-01T00:00:00.000Z',
    actor: 'a',
    organisation: 'o',
    role: 'r',
    purpose: 'intake',
    nation: 'england',
    edition: null,
    event,
  });
  const sent: CaseEvent = { kind: 'Referred', age: 'adult', ageThen: 'adult', consent: 'given', nation: 'england', by: 'x', byKind: 'police', needs: [] };
  const past = [
    happened(1, '2023-06-01', sent),
    happened(2, '2023-08-01', { kind: 'InformationAdded', questions: ['contact', 'contact-checked'] }),
    happened(3, '2023-09-01', { kind: 'InformationAdded', questions: ['why'] }),
  ];
  assert.equal(daySaid(past, 'contact'), '2023-08-01');
  assert.equal(daySaid(past, 'letters-to'), '2023-06-01');
  assert.equal(daySaid([...past, happened(4, '2023-09-02', { kind: 'Corrected', number: 2, why: 'entered-in-error', day: null })], 'contact'), '2023-06-01');
  assert.equal(daySaid([], 'contact'), null);
});
