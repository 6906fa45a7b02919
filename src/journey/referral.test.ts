// Sending a referral, adding to it and taking it back: what is allowed, and by which rule not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adult, assuming, child, given, littleLaw, move, on } from './given.ts';
import { emptyFile } from './file.ts';
import { allocate, assign } from './decision.ts';
import { addEvidence, addInformation, changeNeeds, handOverEvidence, mayNotify, recall, recordConsent, refer, sealEvidence } from './referral.ts';
import type { Outcome } from '#base/outcome.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const sent = move(refer, adult, on('2024-01-08'));
const taken = [sent, move(assign, { detained: false, area: null }, on('2024-01-08')), move(allocate, { to: 'ada' }, on('2024-01-08'))];
const said = { consent: 'given', at18: false, textVersion: '1', language: 'en', interpreter: 'none' } as const;

test('an adult is referred only after saying yes', () => {
  assert.equal(refused(refer(emptyFile, adult, littleLaw, on('2024-01-08'))), 'allowed');
  assert.equal(refused(refer(emptyFile, { ...adult, consent: 'refused' }, littleLaw, on('2024-01-08'))), 'consent-refused');
  assert.equal(refused(refer(emptyFile, { ...adult, consent: 'not-yet-asked' }, littleLaw, on('2024-01-08'))), 'consent-not-asked');
  assert.equal(refused(refer(emptyFile, { ...adult, consent: 'cannot-decide' }, littleLaw, on('2024-01-08'))), 'consent-cannot-decide');
  assert.equal(refused(refer(emptyFile, { ...adult, consent: 'not-needed' }, littleLaw, on('2024-01-08'))), 'consent-not-asked');
});

test('a refusal for want of consent names the rule it rests on', () => {
  const outcome = refer(emptyFile, { ...adult, consent: 'refused' }, littleLaw, on('2024-01-08'));
  assert.ok(!outcome.ok);
  assert.equal(outcome.because[0]?.rule, 'little.consent-needed');
});

test('a child is referred without consent, and so is somebody who may be one', () => {
  assert.equal(given(move(refer, { ...child, consent: 'refused' }, on('2024-01-08'))).consent.state, 'not-needed');
  assert.equal(given(move(refer, { ...child, age: 'not-sure', consent: 'not-yet-asked' }, on('2024-01-08'))).consent.state, 'not-needed');
});

test('only an organisation that the law names may refer', () => {
  assert.equal(refused(refer(emptyFile, { ...adult, byKind: 'support-provider', by: 'x' }, littleLaw, on('2024-01-08'))), 'may-not-refer');
  assert.equal(refused(refer(emptyFile, adult, littleLaw, on('2009-03-31'))), 'law-silent');
});

test('sending the same referral again makes no second one', () => {
  assert.equal(refused(refer(given(sent), adult, littleLaw, on('2024-01-08'))), 'already-referred');
});

test('what rests on an assumed rule waits until somebody has confirmed it', () => {
  const law = assuming('mayRefer');
  const outcome = refer(emptyFile, adult, law, on('2024-01-08'));
  assert.ok(!outcome.ok);
  assert.equal(outcome.code, 'rule-not-confirmed');
  assert.equal(outcome.because[0]?.rule, 'little.may-refer');
  assert.equal(refused(refer(emptyFile, adult, law, { ...on('2024-01-08'), confirmed: new Set(['little.may-refer']) })), 'allowed');
  assert.equal(refused(refer(emptyFile, adult, law, { ...on('2024-01-08'), confirmed: 'practice' })), 'allowed');
});

test('only an informed refusal by an adult opens a notification, and only where the duty holds', () => {
  const facts = { age: 'adult', consent: 'refused', by: 'test-police', byKind: 'police' } as const;
  assert.equal(refused(mayNotify(facts, littleLaw, on('2024-01-08'))), 'allowed');
  assert.equal(refused(mayNotify({ ...facts, consent: 'not-yet-asked' }, littleLaw, on('2024-01-08'))), 'no-informed-refusal');
  assert.equal(refused(mayNotify({ ...facts, consent: 'cannot-decide' }, littleLaw, on('2024-01-08'))), 'no-informed-refusal');
  assert.equal(refused(mayNotify({ ...facts, age: 'not-sure' }, littleLaw, on('2024-01-08'))), 'child-is-referred');
  assert.equal(refused(mayNotify({ ...facts, byKind: 'ngo', by: 'x' }, littleLaw, on('2024-01-08'))), 'no-duty-to-notify');
  const south = mayNotify(facts, littleLaw, on('2024-01-08', 'ada', 'south'));
  assert.ok(!south.ok);
  assert.deepEqual([south.code, south.because[0]?.rule], ['no-duty-to-notify', 'little.duty-to-notify']);
});

test('a referral is taken back until a caseworker has it, not after', () => {
  assert.equal(given(sent, move(recall, {}, on('2024-01-08'))).decision.ended, 'recalled');
  assert.equal(refused(recall(given(...taken), {}, littleLaw, on('2024-01-09'))), 'already-allocated');
});

test('information may be added unasked, but not to a case that has ended, nor before the referral', () => {
  assert.equal(refused(addInformation(given(...taken), { questions: ['q'] }, littleLaw, on('2024-02-01'))), 'allowed');
  assert.equal(refused(addInformation(given(...taken), { questions: [] }, littleLaw, on('2024-02-01'))), 'nothing-to-add');
  assert.equal(refused(addInformation(given(...taken), { questions: ['q'] }, littleLaw, on('2024-01-07'))), 'before-referral');
  assert.equal(refused(addInformation(given(sent, move(recall, {}, on('2024-01-08'))), { questions: ['q'] }, littleLaw, on('2024-02-01'))), 'case-ended');
  assert.equal(refused(addInformation(emptyFile, { questions: ['q'] }, littleLaw, on('2024-02-01'))), 'no-such-case');
});

test('needs are kept current, and saying the same again records nothing', () => {
  const file = given(sent, move(changeNeeds, { needs: ['court'] }, on('2024-01-09')));
  assert.deepEqual(file.needs, ['court']);
  assert.equal(refused(changeNeeds(file, { needs: ['court'] }, littleLaw, on('2024-01-10'))), 'already-so');
});

test('an adult who says no after all leaves the process; a child’s no is written down and changes nothing else', () => {
  const grown = given(sent, move(recordConsent, { ...said, consent: 'refused' }, on('2024-01-10')));
  assert.deepEqual([grown.decision.ended, grown.consent.state], ['withdrawn', 'refused']);
  const young = given(move(refer, child, on('2024-01-08')), move(recordConsent, { ...said, consent: 'refused' }, on('2024-01-10')));
  assert.deepEqual([young.decision.ended, young.consent.state], [null, 'refused']);
});

test('an unlawful image is sealed away at once, even in a case that has ended, and handed to the police once', () => {
  const held = [sent, move(addEvidence, { document: 'd1' }, on('2024-01-09'))];
  const sealed = [...held, move(recall, {}, on('2024-01-10')), move(sealEvidence, { document: 'd1' }, on('2024-01-11'))];
  assert.equal(refused(handOverEvidence(given(...held), { document: 'd1' }, littleLaw, on('2024-01-11'))), 'not-sealed');
  assert.equal(given(...sealed).evidence[0]?.state, 'sealed');
  assert.equal(refused(sealEvidence(given(...sealed), { document: 'd1' }, littleLaw, on('2024-01-12'))), 'no-such-document');
  const handed = given(...sealed, move(handOverEvidence, { document: 'd1' }, on('2024-01-12')));
  assert.equal(handed.evidence[0]?.state, 'handed-over');
  assert.equal(refused(handOverEvidence(handed, { document: 'd1' }, littleLaw, on('2024-01-13'))), 'already-so');
  assert.equal(refused(addEvidence(given(...held), { document: 'd1' }, littleLaw, on('2024-01-13'))), 'already-held');
});
