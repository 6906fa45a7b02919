// A worked case from each period of the law of the United Kingdom, with the source that the rule of that day names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { review } from '#journey/second.ts';
import { uk } from '#countries/uk/uk.ts';
import { clocks } from '#journey/clocks.ts';
import { assign, decide, decideAlone, propose } from '#journey/decision.ts';
import type { Act } from '#journey/events.ts';
import { adult, allMet, child, given, move, noPurpose, type Move } from '#journey/given.ts';
import { refer, type ReferralFacts } from '#journey/referral.ts';
import { inForce, type Rule } from '#law/rule.ts';

const RG = 'reasonable-grounds';
const CG = 'conclusive-grounds';
const on = (text: string, by = 'ada', nation = 'england'): Act => ({ day: day(text), by, nation, confirmed: 'practice' });
const sent = (text: string, facts: ReferralFacts = adult, detained = false, area: string | null = null, nation = 'england'): Move[] => [
  move(refer, facts, on(text, 'ada', nation), uk),
  move(assign, { detained, area }, on(text, 'ada', nation), uk),
];
const yes = (stage: string, text: string): Move => move(decideAlone, { stage, outcome: 'positive', findings: allMet }, on(text), uk);
const hull = 'E06000010';

/** Day, who it is, and the authority that the law of that day names (reference 2.3 and 2.1). */
const authorities: readonly (readonly [string, string, ReferralFacts, boolean, string, RegExp])[] = [
  ['2019-04-29', 'an adult since April 2019', adult, false, 'sca', /assurance panels/],
  ['2021-05-31', 'a child in Hull on the last day before panels', child, false, 'sca', /assurance panels/],
  ['2021-06-01', 'a child in Hull since June 2021', child, false, 'local-panel', /devolving child decision-making/],
  ['2021-11-07', 'an adult in detention before November 2021', adult, true, 'sca', /devolving child decision-making/],
  ['2021-11-08', 'an adult in detention since 8 November 2021', adult, true, 'ieca', /96934/],
];
for (const [text, who, facts, detained, authority, source] of authorities) {
  test(`${who} falls to ${authority}`, () => {
    assert.equal(given(...sent(text, facts, detained, hull)).decision.authority, authority);
    assert.match(inForce(uk.authority, day(text), 'england').because.source, source);
  });
}

/** The standard of each period and its source (reference 2.3, 2.4). */
const standards: readonly (readonly [string, string, RegExp, RegExp])[] = [
  ['2015-07-30', RG, /may be a victim of trafficking/, /Anti-Trafficking Hub/],
  ['2015-07-31', RG, /may be a victim of modern slavery/, /Anti-Trafficking Hub/],
  ['2023-01-29', RG, /may be a victim of modern slavery/, /Anti-Trafficking Hub/],
  ['2023-01-30', RG, /objective factors/, /30 January 2023/],
  ['2023-06-28', RG, /no evidence beyond the person’s account/, /AS and BXR/],
  ['2023-07-24', RG, /general and specific/, /24 July 2023/],
  ['2023-10-09', RG, /general and specific/, /9 October 2023/],
  ['2015-07-30', CG, /victim of trafficking/, /Unconfirmed/],
  ['2023-01-29', CG, /balance of probabilities/, /Anti-Trafficking Hub/],
  ['2023-01-30', CG, /balance of probabilities/, /section 49\(1A\)/],
];
test('each period has its own standard, and names its own source', () => {
  for (const [text, stage, words, source] of standards) {
    const rule = uk.test[stage] as Rule<unknown>;
    const { value, because } = inForce(rule, day(text), 'england');
    assert.match(rule.inWords(value as never), words, `${stage} on ${text}`);
    assert.match(because.source, source, `${stage} on ${text}`);
  }
});

const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
test('a proposal outlives no change of the test: not that of January, June, July or October 2023', () => {
  for (const [proposed, next] of [
    ['2023-01-29', '2023-01-30'],
    ['2023-06-27', '2023-06-28'],
    ['2023-07-23', '2023-07-24'],
    ['2023-10-08', '2023-10-09'],
  ] as const) {
    const file = given(
      ...sent(proposed),
      move(propose, { stage: RG, outcome: 'negative', findings: noPurpose }, on(proposed), uk),
      move(review, { stage: RG, outcome: 'negative', findings: noPurpose }, on(proposed, 'ben'), uk),
    );
    const seen = { stage: RG, round: 1, outcome: 'negative' } as const;
    assert.equal(code(decide(file, seen, uk, on(proposed, 'ben'))), 'allowed', proposed);
    assert.equal(code(decide(file, seen, uk, on(next, 'ben'))), 'test-changed', next);
  }
});

test('in every period a negative needs a second person, and says by which source', () => {
  for (const [text, source] of [
    ['2019-04-28', /Unconfirmed/],
    ['2019-04-29', /assurance panels/],
    ['2022-12-13', /1742564/],
  ] as const) {
    const file = given(...sent(text), move(propose, { stage: RG, outcome: 'negative', findings: noPurpose }, on(text), uk));
    const outcome = decide(file, { stage: RG, round: 1, outcome: 'negative' }, uk, on(text));
    assert.ok(!outcome.ok);
    assert.equal(outcome.code, 'second-person-needed');
    assert.match(outcome.because[0]?.source ?? '', source);
  }
});

/** The day of a conclusive positive decision, and the last day of support after it. */
const movedOn = (decided: string) => {
  const file = given(...sent('2018-06-01'), yes(RG, '2018-06-08'), yes(CG, decided));
  return clocks(file, uk).find((one) => one.name === 'move-on-after-positive')?.due;
};
test('after a positive conclusive decision support went on for 14 days until February 2019, and for 45 since', () => {
  assert.deepEqual([movedOn('2019-01-31'), movedOn('2019-02-01')], ['2019-02-14', '2019-03-18']);
});

test('in Northern Ireland support lasts 45 days since April 2016, and 12 months after a positive decision since April 2022', () => {
  const { value } = inForce(uk.clocks['support-after-positive']?.length as Rule<unknown>, day('2022-04-27'), 'northern-ireland');
  assert.deepEqual(value, { unit: 'months', count: 12 });
  const none = inForce(uk.clocks['support-after-positive']?.length as Rule<unknown>, day('2022-04-26'), 'northern-ireland');
  assert.equal((none.value as { unit: string }).unit, 'nothing');
  assert.match(inForce(uk.clocks['support-period']?.length as Rule<unknown>, day('2016-04-01'), 'northern-ireland').because.source, /section 18/);
});

test('the breach of an older day is judged by the law of that day', () => {
  assert.match(inForce(uk.breachReport, day('2020-12-31'), 'england').because.source, /2016\/679/);
  assert.match(inForce(uk.breachReport, day('2021-01-01'), 'england').because.source, /UK GDPR/);
});
