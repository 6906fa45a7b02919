// 1,000 people are erased, and everything that is left is searched for them.
import { test } from 'node:test';
import { promised } from './promise.ts';
import { shredDrill } from './shred-drill.ts';

test('of 1,000 people who were erased no word and no key is found anywhere', { timeout: 3_600_000 }, async (t) => promised('P12', await shredDrill(t, 1000)));
