// How traits go with how soon something comes: beside R, beside a published trial, and beside the partial likelihood written out term by term.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fourHundred, lehmer } from '#tests/lehmer.ts';
import { cox, partialLikelihood, type Ties, type Traits } from './cox.ts';
import { fineGray } from './fine-gray.ts';
import { logRank } from './log-rank.ts';

const near = (found: number | undefined, wanted: number, within = 1e-6): void =>
  assert.ok(Math.abs((found ?? NaN) - wanted) < within, `${found} instead of ${wanted}`);
const made = fourHundred().map(({ group, days, cause }): Traits => ({ x: [group], days, event: cause === 1 || cause === 2 }));

test('for four hundred people the coefficient and its error are those of survival, with either way of ties', () => {
  near(cox(made)?.coefficients[0], 0.395074215);
  near(cox(made)?.errors[0], 0.1091232951);
  near(cox(made, 'breslow')?.coefficients[0], 0.3938416409);
});

test('with one trait of two values the score at nothing is that of the log-rank test', () => {
  const { score, information } = partialLikelihood(made, [0], 'breslow');
  const ranked = logRank(made.map(({ x, days, event }) => ({ group: x[0] ?? 0, days, event })));
  near(score[0], (ranked?.observed[1] ?? NaN) - (ranked?.expected[1] ?? NaN), 1e-9);
  assert.ok((information[0]?.[0] ?? 0) > 0);
});

/** Term by term, with every risk set looked for anew. */
function slowly(rows: readonly Traits[], beta: readonly number[], ties: Ties): number {
  const score = (row: Traits): number => row.x.reduce((sum, value, k) => sum + value * (beta[k] ?? 0), 0);
  let sum = 0;
  for (const stratum of new Set(rows.map((row) => row.stratum)))
    for (const day of new Set(rows.map((row) => row.days))) {
      const there = rows.filter((row) => row.stratum === stratum && (row.from ?? -1) < day && row.days >= day);
      const had = there.filter((row) => row.event && row.days === day);
      const risk = (some: readonly Traits[]): number => some.reduce((all, row) => all + Math.exp(score(row)), 0);
      had.forEach((row, k) => (sum += score(row) - Math.log(risk(there) - (ties === 'efron' ? k / had.length : 0) * risk(had))));
    }
  return sum;
}

function some(next: () => number): readonly Traits[] {
  return Array.from({ length: 50 }, () => {
    const days = 1 + Math.floor(next() * 20);
    return {
      x: [next() - 0.5, Math.floor(next() * 2)],
      ...(next() < 0.3 ? { from: Math.floor(next() * days) } : {}),
      days,
      event: next() < 0.6,
      stratum: Math.floor(next() * 2),
    };
  });
}

test('several traits, strata and late comers: the likelihood is the one written out, and its slope is how it moves', () => {
  const next = lehmer(41);
  for (let round = 0; round < 20; round += 1)
    for (const ties of ['efron', 'breslow'] as const) {
      const rows = some(next);
      const beta = [next() - 0.5, next() - 0.5];
      const found = partialLikelihood(rows, beta, ties);
      near(found.logLikelihood, slowly(rows, beta, ties), 1e-9);
      beta.forEach((_one, k) => {
        const moved = (by: number): readonly number[] => beta.map((value, i) => (i === k ? value + by : value));
        near(found.score[k], (slowly(rows, moved(1e-5), ties) - slowly(rows, moved(-1e-5), ties)) / 2e-5, 1e-5);
        near(found.information[k]?.[k], -(slowly(rows, moved(1e-3), ties) - 2 * slowly(rows, beta, ties) + slowly(rows, moved(-1e-3), ties)) / 1e-6, 1e-3);
      });
    }
});

test('no coefficients near the best do better', () => {
  const next = lehmer(43);
  const rows = some(next);
  const best = cox(rows);
  for (let i = 0; i < 200; i += 1) {
    const near_ = (best?.coefficients ?? []).map((value) => value + (next() - 0.5) * 0.2);
    assert.ok(slowly(rows, near_, 'efron') <= (best?.logLikelihood ?? NaN) + 1e-12);
  }
});

test('where a trait parts all who had it from all who did not, there is no finite best and none is given', () => {
  assert.equal(cox([1, 2, 3, 4].map((days) => ({ x: [1], days, event: true })).concat([5, 6, 7].map((days) => ({ x: [0], days, event: false })))), undefined);
  assert.equal(cox(made.map((row) => ({ ...row, x: [1] }))), undefined, 'a trait that all share');
  assert.equal(cox([]), undefined);
});

test('the share that comes to one end: Fine and Gray as in cmprsk', () => {
  const found = fineGray(fourHundred().map(({ group, days, cause }) => ({ x: [group], days, cause })));
  near(found?.coefficients[0], 0.42023828, 2e-7);
  near(found?.errors[0], 0.14290739, 1e-7);
});

test('with no other end Fine and Gray is Cox after Breslow; with nobody lost, whoever came to another end stays for ever', () => {
  const plain = fourHundred().map(({ group, days, cause }) => ({ x: [group], days, cause: cause > 0 ? 1 : 0 }));
  near(
    fineGray(plain)?.coefficients[0],
    cox(
      plain.map((row) => ({ ...row, event: row.cause === 1 })),
      'breslow',
    )?.coefficients[0] ?? NaN,
    1e-9,
  );
  const all = fourHundred().filter((row) => row.cause > 0);
  const stays = all.map(({ group, days, cause }) => ({ x: [group], days: cause === 1 ? days : 1e6, event: cause === 1 }));
  near(fineGray(all.map(({ group, days, cause }) => ({ x: [group], days, cause })))?.coefficients[0], cox(stays, 'breslow')?.coefficients[0] ?? NaN, 1e-9);
});
