// A release of two invented numbers, one of them hidden: for tests of how a release goes out, which ask nothing of its tables.
import { day } from '#base/day.ts';
import type { Release } from '#rooms/figures/quarterly/release.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A release of two numbers, one of them hidden, as makeRelease gives it. */
export const small = (id: string, text = 'a file'): Release => ({
  ...{ id, period: '2023-Q4', asOf: day('2024-01-10'), definitions: { age_place: 1 }, files: new Map([['index.html', bytes(text)]]) },
  rulings: [],
  certificate: { release: id, certificate: 'opennrm-hidden-counts-1', threshold: 5, cells: [], sums: [], proof: 'not kept' },
  tables: [
    {
      ...{ id: 'age_place', version: 1, title: 'Invented', unit: 'Referrals', down: [], notes: [] },
      across: { id: 'age', heading: 'Age', columns: ['adult', 'child'].map((code) => ({ code, label: code, kind: 'count' as const })) },
      lines: [
        {
          codes: [],
          labels: [],
          values: [
            { key: 'referrals:2023-Q4|age=adult', value: 40 },
            { key: 'referrals:2023-Q4|age=child', mark: 'c' },
          ],
        },
      ],
    },
  ],
});
