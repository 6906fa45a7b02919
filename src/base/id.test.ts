// References that people read aloud: written from random bits, read back however they are typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileId, readReference, reference } from './id.ts';

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });

test('a reference is three groups of four without I, L, O or U', () => {
  fc.assert(fc.property(bytes, (random) => /^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/.test(reference(random))));
});

test('a reference typed small, with spaces, or with O for 0 and l for 1 is the same reference', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const written = reference(random);
      const typed = ` ${written.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
      assert.equal(readReference(typed), written);
    }),
  );
});

test('all sixty bits count: the last bit changes the last sign', () => {
  const low = reference(new Uint8Array(8));
  const high = reference(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 1]));
  assert.equal(low, '0000-0000-0000');
  assert.equal(high, '0000-0000-0001');
  assert.equal(reference(new Uint8Array(8).fill(255)), 'ZZZZ-ZZZZ-ZZZZ');
});

test('too short, too long and foreign signs are no references, and few bytes are refused', () => {
  for (const typed of ['', '0000-0000-000', '0000-0000-00000', 'UUUU-0000-0000', 'абвг-0000-0000']) assert.equal(readReference(typed), undefined, typed);
  assert.throws(() => reference(new Uint8Array(7)));
});

test('a file id is a lower-case UUID and nothing else', () => {
  assert.ok(fileId('3f2b8c1e-0000-4000-8000-1234567890ab'));
  for (const text of ['', '3F2B8C1E-0000-4000-8000-1234567890AB', "' or 1=1", '3f2b8c1e000040008000-1234567890ab']) assert.equal(fileId(text), undefined);
});
