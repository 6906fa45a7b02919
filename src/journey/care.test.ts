// Support work as pure acts: safe contact for every policy and message, contact that counts as lost, consent, danger, needs, leaving and coming back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMinutes, day, instant } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { nextFor } from './care-next.ts';
import { openForEmergency, tryContact, triedEnough, type Doing, type Tried } from './contact.ts';
import { doMissingStep, endDanger, escalate, findAgain, goMissing, takeDanger } from './danger.ts';
import { littleLaw } from './given.ts';
import { arrangeService, endService, giveConsent, openServices, withdrawConsent } from './helped.ts';
import { dependantJoins, dependantLeaves, noteOutcome, writePlan } from './planned.ts';
import { assessRecovery, decideRecovery, leaveSupport, reachBackIn } from './recovery.ts';
import { clear, newestSaid, noContact, type ContactFacts, type Way } from './safe-contact.ts';
import { openSupport, supportStream, type Support, type SupportEvent } from './support.ts';

const start = instant('2024-01-15T09:00:00Z');
const at = (now = start): Doing => ({ day: day(now.slice(0, 10)), now, by: 'wil', nation: 'north', confirmed: new Set() });
const code = (outcome: Outcome<SupportEvent>): string => (outcome.ok ? 'ok' : (outcome as Refused).code);
const folded = (support: Support, outcome: Outcome<SupportEvent>, how = at()): Support => {
  assert.ok(outcome.ok, code(outcome));
  return outcome.events.reduce((state, event) => supportStream.evolve(state, { event, day: how.day } as Recorded<SupportEvent>), support);
};
const opened = folded(supportStream.start, openSupport(supportStream.start, { nation: 'north', because: 'reasonable-grounds' }));
const open = clear({ ways: ['person'], hold: false, saidOn: day('2024-01-15'), doubted: false, until: null, rules: null, where: {} }, day('2024-01-15'), {
  kind: 'try',
  at: 'later',
});

const everyWay: readonly Way[] = ['person', 'text', 'someone-else', 'worker', 'email', 'post', 'by-hand'];

test('no message leaves against what was said of safe contact: every policy with every message', () => {
  let [gone, held] = [0, 0];
  for (let ways = 0; ways < 2 ** everyWay.length; ways += 1)
    for (const hold of [false, true])
      for (const doubted of [false, true])
        for (const saidOn of [null, '2023-07-01', '2023-07-19', '2024-01-15'])
          for (const until of [null, '2024-01-14', '2024-01-15']) {
            const said: ContactFacts = {
              ways: everyWay.filter((_way, place) => (ways >> place) % 2 === 1),
              hold,
              doubted,
              saidOn: saidOn as ContactFacts['saidOn'],
              until: until as ContactFacts['until'],
              rules: null,
              where: {},
            };
            const gate = clear(said, day('2024-01-15'), { kind: 'try', at: { now: instant('2024-01-15T10:00:00Z'), zone: 'Europe/London', codeWord: false } });
            for (const way of everyWay) {
              const went = tryContact(opened, { way, outcome: 'no-answer', seen: 0 }, gate, at()).ok;
              // Said anew here, in words of its own: half a year is 180 days, and the last day itself still counts.
              const mine =
                said.ways.includes(way) &&
                !hold &&
                !doubted &&
                (saidOn === '2023-07-19' || saidOn === '2024-01-15') &&
                (until === null || until === '2024-01-15');
              assert.equal(went, mine, `${way} with ${JSON.stringify(said)}`);
              if (went) gone += 1;
              else held += 1;
            }
          }
  assert.ok(gone > 1000 && held > gone, 'both happen');
});

test('what was said anew since the page was opened stops a try, and of several sayings the newest counts', () => {
  const said = folded(opened, { ok: true, events: [{ kind: 'SafeContactSaid', by: 'wil' }] });
  assert.equal(code(tryContact(said, { way: 'person', outcome: 'reached', seen: 0 }, open, at())), 'contact-changed');
  assert.equal(code(tryContact(said, { way: 'person', outcome: 'reached', seen: 1 }, open, at())), 'ok');
  assert.equal(code(tryContact(said, { way: 'text', outcome: 'reached', seen: 1 }, open, at())), 'way-not-safe');
  const [old, stop] = [
    { ...noContact, ways: ['person'] as const, saidOn: day('2024-01-01'), doubted: false },
    { ...noContact, hold: true, saidOn: day('2024-01-02') },
  ];
  assert.deepEqual([newestSaid([old, stop]).hold, newestSaid([stop, old]).hold, newestSaid([]).saidOn], [true, true, null]);
});

test('contact counts as lost after three tries four hours apart since they were last reached, and not after ten in one hour', () => {
  const tried = (support: Support, minutes: number, outcome: Tried['outcome']): Support =>
    folded(support, tryContact(support, { way: 'lawyer', outcome, seen: 0 }, open, at(addMinutes(start, minutes))));
  const rule = { least: 3, apart: 4, ringAfter: 48 };
  const enough = (...tries: readonly (readonly [number, Tried['outcome']])[]): boolean =>
    triedEnough(tries.reduce((support, [minutes, outcome]) => tried(support, minutes, outcome), opened).care, rule);
  assert.equal(enough(...Array.from({ length: 10 }, (_none, place) => [place * 6, 'no-answer'] as const)), false);
  assert.equal(enough([0, 'no-answer'], [240, 'no-answer'], [479, 'no-answer']), false, 'a minute short');
  assert.equal(enough([0, 'no-answer'], [240, 'not-them'], [480, 'no-answer']), true);
  assert.equal(enough([0, 'no-answer'], [240, 'reached'], [480, 'no-answer']), false);
});

test('help begins before a decision where somebody has no place or nowhere is safe, and is no emergency else', () => {
  const begin = (urgency: 'now' | 'within-days' | 'later', safe: boolean) =>
    code(openForEmergency(supportStream.start, { id: 'a', urgency, safe }, littleLaw, at()));
  assert.deepEqual([begin('now', true), begin('within-days', true), begin('later', false), begin('later', true)], ['ok', 'ok', 'ok', 'no-emergency']);
  assert.equal(code(openForEmergency(opened, { id: 'a', urgency: 'now', safe: false }, littleLaw, at())), 'support-opened-before');
});

test('nothing is passed on without consent for it, and what was agreed to ends with the consent, in the same moment', () => {
  const doctor = { id: 'd', service: 'medical', at: null, shares: 'health' };
  assert.equal(code(arrangeService(opened, doctor, at())), 'consent-for-this');
  let support = folded(opened, giveConsent(opened, { purpose: 'health', language: 'x', text: '1' }, at()));
  support = folded(support, arrangeService(support, doctor, at()));
  support = folded(support, arrangeService(support, { id: 'e', service: 'english', at: null, shares: null }, at()));
  support = folded(support, withdrawConsent(support, { purpose: 'health' }, at()));
  assert.deepEqual(
    openServices(support.care).map((one) => one.id),
    ['e'],
  );
  assert.equal(code(endService(support, { id: 'd', outcome: 'helped' }, at())), 'no-such-service');
  assert.equal(code(arrangeService(support, { ...doctor, id: 'f' }, at())), 'consent-for-this');
  assert.equal(support.ended, null, 'help goes on');
});

test('a call for help ends only after somebody took it on; nobody on call is said and not passed over', () => {
  const call = { id: 'x', about: 'self-harm', to: 'lau' } as const;
  assert.equal(code(escalate(opened, { ...call, to: null }, at())), 'nobody-on-call');
  let support = folded(opened, escalate(opened, call, at()));
  assert.equal(nextFor(support, { law: littleLaw, now: start, positiveFinal: false })[0]?.kind, 'danger');
  assert.equal(code(endDanger(support, { id: 'x', how: 'safe-now' }, at())), 'danger-not-taken');
  assert.equal(code(leaveSupport(support, { exit: 'needs-met' }, littleLaw, at())), 'danger-open');
  support = folded(support, takeDanger(support, { id: 'x' }, at()));
  support = folded(support, endDanger(support, { id: 'x', how: 'safe-now' }, at()));
  assert.equal(code(takeDanger(support, { id: 'x' }, at())), 'no-such-danger');
});

test('somebody who is missing stays in support until they are found', () => {
  let support = folded(opened, goMissing(opened, {}, at()));
  assert.equal(code(leaveSupport(support, { exit: 'lost-contact' }, littleLaw, at())), 'missing-keeps-support');
  support = folded(support, doMissingStep(support, { step: 'police' }, at()));
  support = folded(support, findAgain(support, {}, at()));
  assert.equal(code(leaveSupport(support, { exit: 'lost-contact' }, littleLaw, at())), 'not-tried-enough');
  assert.equal(code(leaveSupport(support, { exit: 'left-support' }, littleLaw, at())), 'ok');
});

test('recovery needs follow a positive final decision; each is decided, none that was not recommended, and for six months at most', () => {
  const needs = { id: 'r', stays: ['counselling'], moves: ['medical'], positive: true };
  assert.equal(code(assessRecovery(opened, { ...needs, positive: false }, at())), 'no-positive-final');
  assert.equal(code(assessRecovery(opened, { ...needs, moves: ['counselling'] }, at())), 'need-named-twice');
  const asked = folded(opened, assessRecovery(opened, needs, at()));
  const decide = (support: Support, agreed: readonly string[], until: string | null) =>
    code(decideRecovery(support, { id: 'r', agreed, until: until as ContactFacts['until'] }, littleLaw, at()));
  assert.equal(decide(asked, ['counselling'], '2024-07-15'), 'consent-for-this');
  const agreed = folded(asked, giveConsent(asked, { purpose: 'recovery-needs', language: 'x', text: '1' }, at()));
  assert.deepEqual(
    [decide(agreed, ['medical'], '2024-07-15'), decide(agreed, ['counselling'], '2024-07-16'), decide(agreed, ['counselling'], null), decide(agreed, [], null)],
    ['not-recommended', 'recovery-too-long', 'day-needed', 'ok'],
  );
  assert.equal(decide(agreed, ['counselling'], '2024-07-15'), 'ok');
});

test('who left after a positive final decision comes back for life; by the rule of the day on which they left', () => {
  const left = (on: string): Support =>
    folded(
      { ...opened, since: day('2020-01-01') },
      leaveSupport({ ...opened, since: day('2020-01-01') }, { exit: 'needs-met' }, littleLaw, at(instant(`${on}T09:00:00Z`))),
      at(instant(`${on}T09:00:00Z`)),
    );
  const back = (on: string, positive = true) =>
    code(reachBackIn(left(on), { id: 'b', service: 'work', positive }, littleLaw, at(instant('2044-01-04T09:00:00Z'))));
  assert.deepEqual([back('2021-01-03'), back('2021-01-04'), back('2024-01-15'), back('2024-01-15', false)], ['no-reach-in', 'ok', 'ok', 'no-positive-final']);
  assert.equal(code(reachBackIn(opened, { id: 'b', service: 'work', positive: true }, littleLaw, at())), 'still-in-support');
});

test('a household is who lives together now, and outcomes neither open nor close anything', () => {
  let support = folded(opened, dependantJoins(opened, { id: 'c' }, at()));
  assert.equal(code(dependantJoins(support, { id: 'c' }, at())), 'already-so');
  support = folded(support, dependantLeaves(support, { id: 'c' }, at()), at());
  assert.deepEqual(support.household.dependants, [{ id: 'c', from: '2024-01-15', until: '2024-01-15' }]);
  assert.equal(code(dependantLeaves(support, { id: 'c' }, at())), 'no-such-dependant');
  const before = nextFor(support, { law: littleLaw, now: start, positiveFinal: false });
  for (const said of ['there', 'not-yet', 'rather-not-say'] as const) {
    const after = folded(support, noteOutcome(support, { id: said, domain: 'housing', said }, at()));
    assert.deepEqual(nextFor(after, { law: littleLaw, now: start, positiveFinal: false }), before);
  }
  assert.equal(code(writePlan({ ...opened, ended: day('2024-01-16') }, { id: 'p', what: 'plan', how: 'together', language: 'x' }, at())), 'no-open-support');
});
