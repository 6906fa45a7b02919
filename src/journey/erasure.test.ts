// Until when a person's records are kept, and the two people without whom nothing of them is erased.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, instant, type Day } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { approveErasure, declineErasure, erased, keptUntil, proposeErasure, reportKeptUntil, type Kept, type ReportWaits } from './erasure.ts';
import { emptyFile, type CaseFile } from './file.ts';
import { littleLaw as law } from './given.ts';
import { join, personStream, type Person, type PersonEvent } from './person.ts';
import type { Signal, SignalCloseReason } from './signal.ts';
import { supportStream, type Support } from './support.ts';
import { SilentLaw } from '#law/rule.ts';

type Happened = { readonly on: Day; readonly actor?: string };
const closed = (steps: readonly Happened[], change: Partial<CaseFile> = {}): CaseFile => ({
  ...emptyFile,
  exists: true,
  nation: 'north',
  age: 'adult',
  decision: { ...emptyFile.decision, ended: 'withdrawn' },
  past: steps.map(({ on, actor }, i) => ({ day: on, actor: actor ?? 'somebody', number: i + 1, event: { kind: 'Resumed' } }) as CaseFile['past'][number]),
  ...change,
});
const support = (ended: Day | null): Support => ({ ...supportStream.start, since: day('2023-01-01'), ended });
const until = (cases: readonly CaseFile[], supports: readonly Support[] = []): Day | undefined => keptUntil({ cases, supports }, law)?.until;
const step = { on: day('2023-03-31') };

test('an adult’s record is kept for its months from the last step in any of their records', () => {
  assert.equal(until([closed([step])]), '2024-03-31');
  assert.equal(until([closed([step]), closed([{ on: day('2023-08-31') }])]), '2024-08-31');
  assert.equal(until([closed([step])], [support(day('2024-02-29'))]), '2025-02-28');
});

test('who was a child, or might have been, in one of their records is kept for as long as a child', () => {
  assert.equal(until([closed([step]), closed([step], { age: 'not-sure' })]), '2028-03-31');
});

test('what the program does by itself keeps nothing any longer', () => {
  assert.equal(until([closed([step, { on: day('2023-12-01'), actor: 'system' }])]), '2024-03-31');
});

test('nothing is counted while a record goes on: a case undecided, a request to look again, support that runs', () => {
  const { decision } = closed([step]);
  assert.equal(until([closed([step], { decision: { ...decision, ended: null } })]), undefined);
  const asked = { stage: 'first', round: 1, by: 'person', ground: 'new-evidence', late: false, asked: step.on, state: 'asked', settled: null } as const;
  assert.equal(until([closed([step], { decision: { ...decision, reconsiderations: [asked] } })]), undefined);
  assert.equal(until([closed([step])], [support(null)]), undefined);
  assert.equal(until([]), undefined);
});

const kept: Kept = {
  since: step.on,
  until: day('2024-03-31'),
  because: { rule: 'retention', question: '', from: '2009-04-01', source: '', standing: 'assumed' },
};
const due = { because: 'retention', kept } as const;
const asked = { because: 'asked-by-person', kept: undefined } as const;
const after = day('2024-04-01');
const code = (outcome: Outcome<PersonEvent>): string => (outcome as Refused).code;

function then(...acts: readonly ((person: Person) => Outcome<PersonEvent>)[]): Person {
  let number = 0;
  return acts.reduce((person, act) => {
    const outcome = act(person);
    assert.ok(outcome.ok, code(outcome));
    return outcome.events.reduce(
      (state, event) => personStream.evolve(state, { event, day: after, actor: 'somebody', number: (number += 1) } as Recorded<PersonEvent>),
      person,
    );
  }, personStream.start);
}
const joined = (person: Person): Outcome<PersonEvent> => join(person, { file: 'case-a', how: 'same-referral' });
const proposed = (person: Person): Outcome<PersonEvent> => proposeErasure(person, due, false, 'system', after);
const by = (who: string) => (person: Person) => approveErasure(person, who, false);

test('a record is proposed from the day after its time, not on its last day, and once', () => {
  const person = then(joined);
  assert.equal(code(proposeErasure(person, due, false, 'system', kept.until)), 'still-kept');
  assert.equal(code(proposeErasure(person, { because: 'retention', kept: undefined }, false, 'system', after)), 'still-kept');
  assert.ok(proposeErasure(person, due, false, 'system', after).ok);
  assert.equal(code(proposed(then(joined, proposed))), 'erasure-open');
});

test('two people approve, and never the same one twice; who proposes for the person who asked is the first', () => {
  const once = then(joined, proposed, by('oak'));
  assert.equal(code(approveErasure(once, 'oak', false)), 'second-person-needed');
  assert.equal(code(erased(once, 1)), 'second-person-needed');
  assert.ok(erased(then(joined, proposed, by('oak'), by('elder')), 1).ok);
  const wish = then(joined, (person) => proposeErasure(person, asked, false, 'oak', after));
  assert.equal(code(approveErasure(wish, 'oak', false)), 'second-person-needed');
  assert.equal(then(joined, (person) => proposeErasure(person, asked, false, 'oak', after), by('elder')).erasure?.second, 'elder');
});

test('a hold stops the proposal and either approval', () => {
  assert.equal(code(proposeErasure(then(joined), due, true, 'system', after)), 'legal-hold');
  assert.equal(code(approveErasure(then(joined, proposed), 'oak', true)), 'legal-hold');
  assert.equal(code(approveErasure(then(joined, proposed, by('oak')), 'elder', true)), 'legal-hold');
});

test('a further file that joins the person takes the approvals away, for nobody approved its end', () => {
  const more = then(joined, proposed, by('oak'), by('elder'), (person) => join(person, { file: 'case-b', how: 'confirmed-match' }));
  assert.equal(more.erasure, null);
  assert.equal(code(erased(more, 2)), 'second-person-needed');
});

test('what was declined can be proposed again; what was erased never changes any more', () => {
  assert.ok(proposed(then(joined, proposed, (person) => declineErasure(person, 'still-needed'))).ok);
  const gone = then(joined, proposed, by('oak'), by('elder'), (person) => erased(person, 1));
  for (const act of [
    proposed,
    by('oak'),
    (person: Person) => declineErasure(person, 'held'),
    (person: Person) => join(person, { file: 'x', how: 'confirmed-match' }),
  ])
    assert.equal(code(act(gone)), 'person-erased');
});

const shut = (on: string, why: SignalCloseReason = 'answered'): Pick<Signal, 'closed'> => ({ closed: { why, at: instant(`${on}T12:00:00Z`), on: day(on) } });
const reportUntil = (signal: Pick<Signal, 'closed'>, waits: ReportWaits | null = null): Day | undefined => reportKeptUntil(signal, waits, 'north', law)?.until;

test('a report is kept for its months from the day it was closed, for fewer where it was none, and by the rule of that day', () => {
  assert.equal(reportUntil(shut('2023-06-30')), '2024-06-30');
  assert.equal(reportUntil(shut('2023-06-30', 'not-a-report')), '2023-07-30');
  assert.equal(reportUntil(shut('2023-08-31')), '2024-02-29', 'of six months later there is no 31st');
  assert.equal(reportUntil(shut('2023-12-31', 'not-a-report')), '2024-02-29');
});

test('a report that is open is kept without an end, and so is one that something still needs', () => {
  assert.equal(reportUntil({ closed: null }), undefined);
  for (const waits of ['open', 'beside-open', 'sealed-file', 'asked', 'draft', 'hold'] as const)
    assert.equal(reportUntil(shut('2023-06-30'), waits), undefined, waits);
});

test('where the law says nothing for how long a report is kept, that is an error and never a number', () => {
  assert.throws(() => reportUntil(shut('2022-12-31')), SilentLaw);
});

test('what ends a report names nobody, and no other file ever stands beside it', () => {
  const end = then((person) => join(person, { file: 'report-a', how: 'report-closed' }));
  assert.equal(code(join(end, { file: 'case-a', how: 'confirmed-match' })), 'match-needed');
  assert.equal(code(join(then(joined), { file: 'report-a', how: 'report-closed' })), 'match-needed');
});
