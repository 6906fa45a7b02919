// Ten thousand generated lives, judged by a second opinion that knows none of the program's code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asItStands, breaches, type Happened } from './lives-oracle.ts';
import { check, nothingLived } from './lives-check.ts';

test('in ten thousand lives nothing is decided twice, alone, too early or by silence; no pause hurries a clock and none passes unsaid', (t) => {
  const found = nothingLived();
  for (let seed = 1; seed <= 10_000; seed += 1) check(seed, found);
  t.diagnostic(`${found.lives} lives, ${found.decisions} decisions, ${found.negatives} of them negative, ${found.clocks} clocks`);
  assert.deepEqual(found.wrong.slice(0, 5), []);
  assert.ok(found.decisions > 5000 && found.negatives > 250, 'lives in which something is decided');
});

const told = (...events: readonly (readonly [string, Record<string, unknown>, string?])[]): readonly Happened[] =>
  events.map(([day, event, by], at) => ({ number: at + 1, day, by: by ?? 'ada', event }));
const decided = (stage: string, outcome: string, more: Record<string, unknown> = {}) => ({
  kind: 'Decided',
  stage,
  round: 1,
  outcome,
  maker: 'ada',
  checker: null,
  ...more,
});

test('the second opinion notices each of these when it is planted', () => {
  const yes = decided('reasonable-grounds', 'positive');
  const planted: readonly (readonly [readonly Happened[], RegExp])[] = [
    [told(['2024-01-02', yes], ['2024-01-03', yes]), /decided twice/],
    [told(['2024-01-02', decided('reasonable-grounds', 'negative')]), /of one person/],
    [told(['2024-01-02', decided('reasonable-grounds', 'negative', { checker: 'ada' })]), /of one person/],
    [
      told(['2024-01-02', { kind: 'Proposed' }], ['2024-01-02', decided('reasonable-grounds', 'negative', { checker: 'ben' }), 'ben']),
      /no second person had found/,
    ],
    [told(['2024-01-02', yes], ['2024-02-01', decided('conclusive-grounds', 'positive')]), /in the recovery period/],
    [told(['2022-12-12', yes], ['2023-01-26', decided('conclusive-grounds', 'positive')]), /in the recovery period/],
    [told(['2024-01-02', decided('conclusive-grounds', 'positive')]), /without a positive first/],
    [told(['2024-01-02', { kind: 'TurnedEighteen' }], ['2024-01-02', { kind: 'Withdrawn', by: 'no-consent-at-18' }]), /silence/],
    [told(['2024-01-02', yes], ['2024-01-03', { ...yes, round: 2 }]), /without being asked/],
    [told(['2024-01-02', yes], ['2024-01-03', { ...yes, round: 2 }]), /again by the same person/],
    [told(['2024-01-02', { kind: 'Disqualified', maker: 'ada', checker: 'ben', on: ['no-answer'] }, 'ben']), /by silence or alone/],
  ];
  for (const [life, words] of planted) assert.match(breaches(life).join('; '), words);
  assert.deepEqual(breaches(told(['2024-01-02', yes], ['2024-02-02', decided('conclusive-grounds', 'positive')])), []);
  const put = told(
    ['2024-01-02', yes],
    ['2024-01-03', { kind: 'Corrected', number: 1, day: '2024-01-01' }],
    ['2024-01-03', { kind: 'Corrected', number: 2, day: null }],
  );
  assert.deepEqual(
    asItStands(put).map((one) => one.day),
    ['2024-01-02'],
    'a correction taken out does nothing',
  );
});
