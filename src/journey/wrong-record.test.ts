// Filed on the wrong record, in the pure acts: what may be taken out, what that leaves behind, and the two people who close a breach.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, ask } from './decision.ts';
import { adult, given, littleLaw as law, move, on } from './given.ts';
import { addEvidence, addInformation, refer } from './referral.ts';
import { closeBreach, filedInError, filedLater, movedIn, mustBeTold, reportBreach } from './wrong-record.ts';

const at = on('2024-01-10');
const sent = move(refer, adult, on('2024-01-08'));
const refused = (outcome: { readonly ok: boolean; readonly code?: string }): string => (outcome.ok ? 'allowed' : (outcome.code ?? ''));
const out = (what: 'answer' | 'reply' | 'document', item: string) => ({ what, item, to: 'out', classes: [], breach: 'b1' }) as const;

test('only what was filed after sending is taken out, and once', () => {
  assert.deepEqual(filedLater(given(sent)), []);
  const added = [sent, move(addInformation, { questions: ['why'] }, at), move(addEvidence, { document: 'd1' }, at)];
  const file = given(...added);
  assert.deepEqual(filedLater(file), [
    { what: 'answer', item: 'why' },
    { what: 'document', item: 'd1' },
  ]);
  assert.equal(refused(filedInError(file, out('answer', 'given-name'), law, at)), 'not-filed-later');
  const after = given(...added, move(filedInError, out('answer', 'why'), at), move(filedInError, out('document', 'd1'), at));
  assert.deepEqual(filedLater(after), []);
  assert.equal(refused(filedInError(after, out('answer', 'why'), law, at)), 'not-filed-later');
  assert.deepEqual(
    after.evidence.map((one) => one.state),
    ['in-error'],
  );
  const again = given(...added, move(filedInError, out('answer', 'why'), at), move(addInformation, { questions: ['why'] }, at));
  assert.deepEqual(filedLater(again)[0], { what: 'answer', item: 'why' }, 'what is added anew can be wrong anew');
});

test('an answer that was another person’s opens the question again, and stands with its question where it belongs', () => {
  const asked = [sent, move(ask, { question: 'q1', to: 'referrer' }, at), move(answer, { question: 'q1' }, at)];
  const file = given(...asked, move(filedInError, out('reply', 'q1'), at));
  assert.equal(file.decision.questions[0]?.answered, null);
  const right = given(sent, move(movedIn, { what: 'reply', item: 'q1', breach: 'b1' }, at));
  assert.deepEqual(
    right.decision.questions.map((one) => [one.question, one.answered]),
    [['q1', '2024-01-10']],
  );
  assert.equal(refused(movedIn(right, { what: 'reply', item: 'q1', breach: 'b1' }, law, at)), 'already-so', 'filed once');
});

test('a breach is closed by another than who judged it, and never before what must be reported was', () => {
  assert.deepEqual([mustBeTold('unlikely'), mustBeTold('risk'), mustBeTold('high')], [[], ['ico'], ['ico', 'person', 'other-person']]);
  const code = (found: { readonly code: string } | undefined): string => found?.code ?? 'allowed';
  assert.equal(code(closeBreach({ state: 'open', risk: null, assessedBy: null }, 'ben')), 'breach-not-assessed');
  assert.equal(code(closeBreach({ state: 'assessed', risk: 'risk', assessedBy: 'ada' }, 'ben')), 'breach-not-reported');
  assert.equal(code(closeBreach({ state: 'reported', risk: 'risk', assessedBy: 'ada' }, 'ada')), 'second-person-needed');
  assert.equal(code(closeBreach({ state: 'reported', risk: 'risk', assessedBy: 'ada' }, 'ben')), 'allowed');
  assert.equal(code(closeBreach({ state: 'assessed', risk: 'unlikely', assessedBy: 'ada' }, 'ben')), 'allowed');
  assert.equal(code(reportBreach({ state: 'assessed', risk: 'unlikely', assessedBy: 'ada' })), 'nothing-to-report');
});
