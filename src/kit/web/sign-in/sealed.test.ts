// What was typed is opened by the browser that sealed it and for the sign-in it was sealed in, and by nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCarried, sealCarried } from './sealed.ts';

const carried = { path: '/case/k1', fields: { name: 'A label <b> & more', many: ['a', 'b'] } };

test('only the same browser, in the same sign-in, opens what was typed', () => {
  const sealed = sealCarried(carried, 'this browser', 'this state');
  assert.deepEqual({ ...openCarried(sealed, 'this browser', 'this state')?.fields }, carried.fields);
  assert.equal(openCarried(sealed, 'another browser', 'this state'), null);
  assert.equal(openCarried(sealed, 'this browser', 'another state'), null);
  assert.equal(openCarried(null, 'this browser', 'this state'), null);
  const changed = Buffer.from(sealed ?? []);
  changed[40] = (changed[40] ?? 0) ^ 1;
  assert.equal(openCarried(changed, 'this browser', 'this state'), null);
  assert.equal(openCarried(new Uint8Array(5), 'this browser', 'this state'), null);
});
