// Who may interpret: a rule of the person's is never broken, a wish only with a reason, and what nobody asked counts against.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayInterpret, unmet, type HowMuch, type InterpreterAsked, type InterpreterFound } from './interpreter.ts';

const nothing: InterpreterAsked = { gender: null, dialect: null, community: null };
const fits: InterpreterFound = { gender: 'woman', dialect: 'yes', community: 'none-of-them', named: false };
const all = (how: HowMuch): InterpreterAsked => ({ gender: { is: 'woman', how }, dialect: how, community: how });
const code = (asked: InterpreterAsked, found: Partial<InterpreterFound>, reason = false) => mayInterpret(asked, { ...fits, ...found }, reason)?.code;

test('where the person asked for nothing, anybody may interpret whom they did not name', () => {
  assert.equal(code(nothing, { gender: 'man', dialect: 'no', community: 'one-of-them' }), undefined);
  assert.equal(code(nothing, { named: true }), 'interpreter-bound');
  assert.equal(code(all('like'), { named: true }, true), 'interpreter-bound', 'no reason helps');
});

test('a rule is not broken, whatever reason is given, and what is not known breaks it', () => {
  assert.equal(code(all('must'), {}), undefined);
  for (const reason of [false, true]) {
    for (const gender of ['man', 'other', 'not-known'] as const) assert.equal(code(all('must'), { gender }, reason), 'interpreter-gender');
    for (const dialect of ['no', 'not-known'] as const) assert.equal(code(all('must'), { dialect }, reason), 'interpreter-dialect');
    for (const community of ['one-of-them', 'not-known'] as const) assert.equal(code(all('must'), { community }, reason), 'interpreter-community');
  }
});

test('a wish that is not met is said, and a reason leads on; a rule beside it still holds', () => {
  assert.equal(code(all('like'), { gender: 'man' }), 'interpreter-wish');
  assert.equal(code(all('like'), { gender: 'man' }, true), undefined);
  assert.equal(code({ ...all('like'), community: 'must' }, { gender: 'man', community: 'not-known' }, true), 'interpreter-community');
  assert.deepEqual(
    unmet(all('like'), { ...fits, dialect: 'no', gender: 'other' }).map((one) => one.kind),
    ['gender', 'dialect'],
  );
});
