// Whether groups come alike to one end: beside cmprsk, and beside people dealt out to the groups anew by chance.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fourHundred } from '#tests/lehmer.ts';
import { gray } from './gray.ts';
import { logRank } from './log-rank.ts';
import { seeded, shuffled } from './seeded.ts';

const near = (found: number | undefined, wanted: number, within: number): void =>
  assert.ok(Math.abs((found ?? NaN) - wanted) < within, `${found} instead of ${wanted}`);

test('the three ends give what cmprsk gives', () => {
  near(gray(fourHundred(), 1)?.chiSquare, 8.760869037, 1e-8);
  near(gray(fourHundred(), 1)?.p, 0.003077623655, 1e-10);
  near(gray(fourHundred(), 2)?.chiSquare, 0.2854563378, 1e-8);
  near(gray(fourHundred(), 3)?.chiSquare, 2.748907247, 1e-8);
});

test('where no other end is in the way its score is that of the log-rank test', () => {
  const rows = fourHundred().map((one) => ({ ...one, cause: one.cause > 0 ? 1 : 0 }));
  const [score = NaN] = gray(rows)?.scores ?? [];
  const ranked = logRank(rows.map((one) => ({ ...one, event: one.cause > 0 })));
  near(score, (ranked?.observed[0] ?? NaN) - (ranked?.expected[0] ?? NaN), 1e-9);
  near(gray(rows)?.chiSquare, ranked?.chiSquare ?? NaN, 0.5);
});

test('its p is how often people dealt out to the groups by chance lie as far apart, within the error of the dealing', () => {
  const draw = seeded(7);
  for (const shift of [0, 0.15]) {
    const people = Array.from({ length: 160 }, (_unused, i) => {
      const [come, other, lost] = [-Math.log(1 - draw()) * 90 * (1 + shift * (i % 2)), -Math.log(1 - draw()) * 140, 30 + draw() * 200];
      const days = Math.min(come, other, lost);
      return { group: i % 2, days: Math.ceil(days), cause: days === come ? 1 : days === other ? 2 : 0 };
    });
    const found = gray(people);
    const groups = people.map((one) => one.group);
    const times = 1500;
    let further = 0;
    for (let i = 0; i < times; i += 1) {
      const dealt = shuffled(draw, groups);
      const one = gray(people.map((each, k) => ({ ...each, group: dealt[k] ?? 0 })));
      if ((one?.chiSquare ?? 0) >= (found?.chiSquare ?? 0)) further += 1;
    }
    const p = found?.p ?? NaN;
    assert.ok(Math.abs(further / times - p) < 3 * Math.sqrt((p * (1 - p)) / times) + 0.01, `${further / times} by dealing, ${p} by formula`);
  }
});

test('three groups turned round give the same, and groups that are the same people differ by nothing', () => {
  const three = fourHundred().map((one, i) => ({ ...one, group: i % 3 }));
  near(gray(three.map((one) => ({ ...one, group: (one.group + 2) % 3 })))?.chiSquare, gray(three)?.chiSquare ?? NaN, 1e-9);
  const twice = [0, 1].flatMap((group) => fourHundred().map((one) => ({ ...one, group })));
  near(gray(twice)?.chiSquare, 0, 1e-12);
  assert.equal(gray([{ group: 0, days: 2, cause: 1 }]), undefined);
});
