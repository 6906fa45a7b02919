// Consent was wrong, in the pure acts: what closes, who may look, what opens it again, and what nothing else can do meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addConsentReviewer, consentWrong, proposeConsentFinding, returnConsentFinding, reviewersOf, settleConsent } from './consent-wrong.ts';
import { proposeUnseal, sealFile } from './conflict.ts';
import { allocate, assign } from './decision.ts';
import { barredFrom } from './access.ts';
import { adult, child, event, given, littleLaw as law, move, on, type Move } from './given.ts';
import { writeLetter } from './letters.ts';
import { recall, refer } from './referral.ts';

const refused = (outcome: { readonly ok: boolean; readonly code?: string }): string => (outcome.ok ? 'allowed' : (outcome.code ?? ''));
const at = (by: string, day = '2024-01-10') => on(day, by);
const sent = (facts = adult): readonly Move[] => [
  move(refer, facts, at('ada', '2024-01-08')),
  move(assign, { detained: false, area: null }, at('ada', '2024-01-08')),
];
const said = { what: 'not-given', from: 'referrer', reviewers: ['elm', 'fir'], always: ['system'] } as const;
const closed = (more: readonly Move[] = []) => given(...sent(), ...more, move(consentWrong, said, at('ada')));

test('from the moment it is said, the file is there for the reviewers and the program alone, not for who said it', () => {
  const file = closed([move(allocate, { to: 'ben' }, at('ben'))]);
  assert.deepEqual(
    ['ada', 'ben', 'cy', 'elm', 'fir', 'system'].map((one) => barredFrom(file.access, one)),
    [true, true, true, false, false, false],
  );
  assert.equal(file.decision.allocatedTo, null, 'who had the case no longer has it');
  assert.equal(refused(allocate(file, { to: 'elm' }, law, at('elm'))), 'in-quarantine');
  assert.equal(refused(recall(file, {}, law, at('ada'))), 'in-quarantine');
  assert.equal(refused(writeLetter(file, { letter: 'l', stage: null }, law, at('system'))), 'in-quarantine');
  assert.equal(refused(proposeUnseal(file.access, { by: 'elm' })), 'in-quarantine', 'nor is it opened as a seal is');
  assert.equal(refused(sealFile(file.access, { to: ['gus'], why: 'at-risk', always: [] }, { by: 'elm' })), 'in-quarantine');
  assert.equal(refused(consentWrong(file, said, law, at('ben'))), 'already-so');
});

test('a child’s referral, or one of somebody who may be a child, rests on no consent, and the refusal names the rule', () => {
  for (const facts of [child, { ...child, age: 'not-sure' } as const]) {
    const outcome = consentWrong(given(...sent(facts)), said, law, at('ada'));
    assert.ok(!outcome.ok);
    assert.deepEqual([outcome.code, outcome.because[0]?.rule], ['no-consent-needed', 'little.consent-needed']);
  }
});

test('two people, neither of them who said it, find the same; who finds otherwise gives it back', () => {
  const first = given(...sent(), move(consentWrong, said, at('ada')), move(proposeConsentFinding, { finding: 'wrong' }, at('elm')));
  assert.equal(refused(proposeConsentFinding(closed(), { finding: 'wrong' }, law, at('ada'))), 'own-report');
  assert.equal(refused(settleConsent(first, { finding: 'wrong' }, law, at('elm'))), 'second-person-needed');
  assert.equal(refused(settleConsent(first, { finding: 'valid' }, law, at('fir'))), 'proposal-changed');
  assert.equal(refused(returnConsentFinding(first, {}, law, at('elm'))), 'second-person-needed');
  const outcome = settleConsent(first, { finding: 'wrong' }, law, at('fir'));
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.events, [{ kind: 'ConsentConverted', maker: 'elm', checker: 'fir', duty: true }]);
});

test('found valid, it is as open as it was, and a seal that stood before stands again with its own list', () => {
  const settle = (before: readonly Move[]) => {
    const file = given(...sent(), ...before, move(consentWrong, said, at('ada')), move(proposeConsentFinding, { finding: 'valid' }, at('elm')));
    return given(...sent(), ...before, move(consentWrong, said, at('ada')), move(proposeConsentFinding, { finding: 'valid' }, at('elm')), () => ({
      outcome: settleConsent(file, { finding: 'valid' }, law, at('fir')),
      when: at('fir'),
    }));
  };
  const open = settle([]);
  assert.deepEqual([open.access.quarantine, open.access.seal, open.decision.ended], [null, null, null]);
  const sealed = settle([event({ kind: 'FileSealed', to: ['gus', 'hal'], why: 'at-risk' }, at('gus'))]);
  assert.deepEqual(sealed.access.seal, { to: ['gus', 'hal'], why: 'at-risk', openedBy: null });
});

test('found wrong, the case ends whatever it had come to, but never against a court’s hold', () => {
  const held = closed([event({ kind: 'HoldPlaced', why: 'trial' }, at('ben'))]);
  assert.equal(refused(proposeConsentFinding(held, { finding: 'wrong' }, law, at('elm'))), 'legal-hold');
  const recalled = given(
    ...sent(),
    move(recall, {}, at('ada')),
    move(consentWrong, said, at('ada')),
    move(proposeConsentFinding, { finding: 'wrong' }, at('elm')),
    move(settleConsent, { finding: 'wrong' }, at('fir')),
  );
  assert.equal(recalled.decision.ended, 'consent-wrong');
});

test('managers look at it; where there are fewer than two, all who decide there; and one of them brings in another', () => {
  const people = [
    { person: 'elm', role: 'decision-manager', organisation: 'sca' },
    { person: 'fir', role: 'decision-manager', organisation: 'sca' },
    { person: 'ben', role: 'decision-maker', organisation: 'sca' },
    { person: 'mae', role: 'decision-manager', organisation: 'panel' },
    { person: 'ned', role: 'decision-maker', organisation: 'panel' },
  ];
  assert.deepEqual(reviewersOf(people, 'sca', 'ada'), ['elm', 'fir']);
  assert.deepEqual(reviewersOf(people, 'sca', 'elm'), ['fir', 'ben'], 'never who said it');
  assert.deepEqual(reviewersOf(people, 'panel', 'ada'), ['mae', 'ned']);
  assert.deepEqual(reviewersOf(people, null, 'ada'), ['elm', 'fir', 'mae']);
  const file = closed();
  assert.equal(refused(addConsentReviewer(file, { person: 'ada' }, law, at('elm'))), 'own-report');
  assert.equal(refused(addConsentReviewer(file, { person: 'fir' }, law, at('elm'))), 'already-reviewer');
  assert.equal(refused(addConsentReviewer(file, { person: 'gus' }, law, at('elm'))), 'allowed');
});
