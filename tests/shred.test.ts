// What is erased is gone: nothing that was said and no key is left on the disk, nor does an older backup bring it back.
import { test } from 'node:test';
import { shredDrill } from './shred-drill.ts';

test('of people who were erased no word and no key is found in the database, its freed pages, its log, or a backup brought back (pglite)', async (t) => {
  await shredDrill(t, 15);
});
