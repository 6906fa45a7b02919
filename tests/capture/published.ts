// The tables of overlapping lists that papers used, as the fixtures have them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withoutList } from '#methods/capture/otherwise.ts';
import { readStrata } from '#methods/capture/strata.ts';
import { readOverlaps, type Overlaps, type Wrong } from '#methods/capture/table.ts';

/** Those of the United Kingdom stand with the page that offers them. */
export const fixture = (name: string): string =>
  resolve(import.meta.dirname, /^uk2013/.test(name) ? '../../src/rooms/figures/hidden/published' : '../fixtures/overlaps', name);
export const textOf = (name: string): string => readFileSync(fixture(name), 'utf8');

export function right(read: Overlaps | Wrong): Overlaps {
  assert.ok(!('wrong' in read), 'wrong' in read ? read.wrong : '');
  return read;
}

const strata = (name: string, by: readonly string[]): Overlaps => {
  const read = readStrata(textOf(name), by);
  return right('wrong' in read ? read : read.whole);
};

export const uk5 = right(readOverlaps(textOf('uk2013_5lists.csv')));
export const uk6 = right(readOverlaps(textOf('uk2013_6lists.csv')));
/** Without the general public, as the literature has it. */
export const uk4 = withoutList(uk5, 4);
export const rome = right(readOverlaps(textOf('rome_hiv_4lists.csv')));
export const artificial = right(readOverlaps(textOf('artificial_3lists.csv')));
export const scotland = strata('scotland_pwid_2006_4lists_covariates.csv', ['Region', 'Gender', 'Age']);
export const newYork = strata('newyork_spina_bifida_3lists_covariates.csv', ['eth']);

/** Equal within a share of what is expected. */
export function near(found: unknown, expected: number, within = 1e-6, what = ''): void {
  assert.ok(typeof found === 'number' && Math.abs(found - expected) <= within * Math.abs(expected), `${what} ${String(found)} is not ${expected}`);
}
