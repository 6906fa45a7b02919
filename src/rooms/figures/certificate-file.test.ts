// Certificates as files: both pass their own check, belong together by a hash, and a changed one is refused with what is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { protect } from '#methods/disclosure/suppress.ts';
import { certificateFiles, checkCertificate, keysOf } from './certificate-file.ts';
import { readTable } from './protect-file.ts';

const table = readTable('area,age,people\nNorth,Adult,20\nNorth,Child,2\nSouth,Adult,30\nSouth,Child,9\nWest,Adult,7\nWest,Child,8\n', new Map());
assert.ok(typeof table !== 'string');
const { open, closed } = certificateFiles(await protect(table, { threshold: 5 }), keysOf(table), 5, 'salt');

test('both certificates hold, and the public one names the other by its hash', () => {
  const [one, other] = [checkCertificate(open), checkCertificate(closed)];
  assert.deepEqual([one.holds, other.holds], [true, true]);
  const named = /[0-9a-f]{64}/;
  assert.equal(named.exec(one.says.join())?.[0], named.exec(other.says.join())?.[0]);
  assert.match(open, /"key":"table\|age=Child\|area=South"/);
  assert.doesNotMatch(open, /salt|says/);
});

test('a changed certificate does not hold, and what is no certificate is said to be none', () => {
  assert.equal(checkCertificate(open.replace('"value":76', '"value":77')).holds, false);
  assert.equal(checkCertificate(closed.replace('"value":20', '"value":21')).holds, false);
  for (const text of ['', '{}', '[1]', '{"certificate":"opennrm-hidden-counts-1"}', open.replace('"cells"', '"sells"')])
    assert.match(checkCertificate(text).says.join(), /no certificate/);
  assert.match(checkCertificate(open.replace(/"sums":\[\[\d+/, '"sums":[[999')).says.join(), /does not hold/);
});
