// Every refusal has plain words, and every word is used.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { refuse } from '#base/outcome.ts';
import { english } from '#base/words.ts';
import { assumedIn, unconfirmed } from './ground.ts';
import { refusalIn, refusals } from './refusals.ts';

/** Acts, and what rooms refuse on their own: a letter that changed since it was read. */
const read = (floors: RegExp): string =>
  readdirSync(resolve(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
    .filter((name) => floors.test(name) && name.endsWith('.ts') && !/\.test\.ts$|journey\/refusals/.test(name))
    .map((name) => readFileSync(resolve(import.meta.dirname, '..', name), 'utf8'))
    .join('\n');
const acts = read(/^journey\//);
const sources = read(/^(journey|rooms|desk)\//);

test('every refusal that an act can make has plain words, and no words stand unused', () => {
  const used = new Set([...sources.matchAll(/'([a-z0-9-]+)'/g)].map((found) => found[1]));
  for (const code of Object.keys(refusals)) assert.ok(used.has(code), `no act refuses with ${code}`);
  const codes = [...sources.matchAll(/\bno\('([a-z0-9-]+)'/g)].map((found) => found[1] ?? '');
  assert.ok(codes.length > 50, 'the acts were read');
  for (const code of codes) assert.ok(code in refusals, `${code} has no words`);
  assert.doesNotMatch(acts, /\brefuse\(/, 'acts refuse through no(), which knows the words');
});

test('the words of a refusal are sentences, under ids that never change with them', () => {
  for (const [code, words] of Object.entries(refusals)) {
    const ids: string[] = [];
    const text = words((id, sentence) => (ids.push(id), sentence));
    assert.deepEqual(ids, [`refusal.${code}`]);
    assert.match(text, /^[A-Z].*\.$/);
    assert.doesNotMatch(text, /\b(claims?|alleg|fail(ed)?|invalid|abscond)/i);
  }
});

test('a refusal from elsewhere is shown by its code', () => {
  assert.equal(refusalIn(english, refuse('case-ended')), 'This case has ended, so nothing more is decided or asked in it.');
  assert.equal(refusalIn(english, refuse('from-elsewhere')), 'from-elsewhere');
});

test('only rules that nobody has read or reported count as assumed', () => {
  const because = (rule: string, standing: 'read' | 'reported' | 'assumed') => ({ rule, question: '?', from: '2020-01-01', source: 's', standing });
  const all = [because('a', 'read'), because('b', 'reported'), because('c', 'assumed'), because('d', 'assumed')];
  assert.deepEqual(
    assumedIn(all).map((one) => one.rule),
    ['c', 'd'],
  );
  assert.deepEqual(
    unconfirmed(new Set(['c']), ...all)?.because.map((one) => one.rule),
    ['d'],
  );
  assert.equal(unconfirmed('practice', ...all), undefined);
});
