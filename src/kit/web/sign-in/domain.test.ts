// Domains are compared label by label: what looks alike, ends alike or is written otherwise is not the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isAdmitted, readDomain, readEmail } from './domain.ts';

const nhs = [{ domain: 'nhs.example', below: true }];
const police = [{ domain: 'police.example', below: false }];

test('a domain admits what is below it only where that was said', () => {
  for (const email of ['a@nhs.example', 'a@trust.nhs.example', 'A@Deep.Trust.NHS.example']) assert.ok(isAdmitted(email, nhs), email);
  assert.ok(isAdmitted('a@police.example', police));
  assert.ok(!isAdmitted('a@x.police.example', police));
});

test('look-alikes of a domain are not admitted', () => {
  for (const email of [
    'a@evilnhs.example',
    'a@nhs.example.evil.example',
    'a@nhs.evil.example',
    'a@nhs-example',
    'a@example',
    'a@.nhs.example',
    'a@nhs..example',
    'a@nhs.example.',
    'a@nhs.example\u0000.evil.example',
    'a@ｎhs.example',
    'a@nhs.еxample',
    'a@evil.example@nhs.example',
    'nhs.example',
    '@nhs.example',
    'a b@nhs.example',
    '"a@evil.example"@nhs.example',
    'a@nhs.example ,b@evil.example',
    '<a@nhs.example>',
  ])
    assert.ok(!isAdmitted(email, nhs), email);
});

test('no label put before or behind an admitted domain makes another one pass', () => {
  const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  fc.assert(
    fc.property(label, label, (one, two) => {
      assert.ok(!isAdmitted(`a@${one}police.example`, police));
      assert.ok(!isAdmitted(`a@police.example${one}`, police));
      assert.ok(!isAdmitted(`a@police.example.${one}`, police));
      assert.ok(!isAdmitted(`a@${one}nhs.example`, nhs));
      assert.ok(isAdmitted(`a@${one}.${two}.nhs.example`, nhs));
    }),
  );
});

test('a domain is read as it is kept, and what is none is refused', () => {
  assert.equal(readDomain(' @Police.Example '), 'police.example');
  for (const wrong of ['', 'example', '10.0.0.1', 'a..b', '-a.example', 'a-.example', 'a.example.', 'a.example/x', 'a_b.example', `${'a'.repeat(64)}.example`])
    assert.equal(readDomain(wrong), null, wrong);
  assert.equal(readEmail(' A.B@Police.example '), 'a.b@police.example');
});
