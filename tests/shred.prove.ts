// Many people are erased, and everything that is left is searched for them. PROVE_ERASED says how many (1000, which takes an hour).
import { test } from 'node:test';
import { promised } from './promise.ts';
import { shredDrill } from './shred-drill.ts';

const many = Number(process.env['PROVE_ERASED'] ?? 1000);

test('of many people who were erased no word and no key is found anywhere', { timeout: 14_400_000 }, async (t) => promised('P12', await shredDrill(t, many)));
