// Every event kind of every ledger and its fields are for ever: held against a golden file.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

type Kinds = Record<string, Record<string, string>>;
const golden = new URL('../../tests/golden/events.json', import.meta.url);
const here = new URL('.', import.meta.url);
const sources = readdirSync(here)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, here), 'utf8'));

/** The types of a source by name, unions of codes alone spelt out. */
const codeTypes = new Map(
  sources
    .flatMap((text) => [...text.matchAll(/^export type (\w+) =\s*((?:\|?\s*'[^']+'\s*)+|string);/gm)])
    .map((found) => [found[1] ?? '', codes(found[2] ?? '').join(' | ') || 'string']),
);
/** The events of each ledger: what its file declares as `export type ...Event`. */
const unions = new Map(
  sources.flatMap((text) => [...text.matchAll(/^export type (\w+Event) =([^]*?\});\n/gm)]).map((found) => [found[1] ?? '', found[2] ?? '']),
);

/** Every event kind with its fields, as declared, the named types spelt out. */
function declared(): Kinds {
  const kinds: Kinds = {};
  for (const union of unions.values()) {
    const flat = union.replace(/^\s*\/\/.*$/gm, '').replace(/\s+/g, ' ');
    for (const [, body = ''] of flat.matchAll(/\{ ((?:readonly )?kind: [^{}]*?);? \}/g)) {
      const parts = body.split('; ').map((field) => field.replace(/^readonly /, '').split(': '));
      const spelt = (type: string): string => type.replace(/\b[A-Z]\w+\b/g, (word) => codeTypes.get(word) ?? word);
      const fields = Object.fromEntries(parts.map(([name = '', type = '']) => [name, type.startsWith("'") ? type : spelt(type)]));
      const kind = fields['kind']?.slice(1, -1) ?? '';
      delete fields['kind'];
      assert.ok(!(kind in kinds), `${kind} is declared twice`);
      kinds[kind] = fields;
    }
  }
  return kinds;
}

/** Codes are only added to: a union that grew keeps every code it had. */
function codes(type: string): string[] {
  return [...type.matchAll(/'[^']*'/g)].map(([code]) => code);
}
const shape = (type: string): string => type.replace(/'[^']*'(?: \| (?='))?/g, '');
const keeps = (then: string, now: string | undefined): boolean =>
  now !== undefined && shape(then) === shape(now) && codes(then).every((code) => codes(now).includes(code));

function changes(then: Kinds, now: Kinds): string[] {
  return Object.entries(then).flatMap(([kind, fields]) => {
    if (!now[kind]) return [`${kind} is gone`];
    const lost = Object.entries(fields)
      .filter(([name, type]) => !keeps(type, now[kind]?.[name]))
      .map(([name]) => `${kind}.${name} is gone or changed`);
    const grown = Object.keys(now[kind])
      .filter((name) => !(name in fields) && !name.endsWith('?'))
      .map((name) => `${kind}.${name} is new and not optional: older events lack it`);
    return [...lost, ...grown];
  });
}

test('no event kind, field or code is ever removed or changed, since the ledger keeps them all', () => {
  const now = declared();
  assert.ok(Object.keys(now).length >= 39, 'the events were read');
  if (!existsSync(golden)) assert.equal(process.env['UPDATE_GOLDEN'], '1', 'tests/golden/events.json is missing');
  const then: Kinds = existsSync(golden) ? (JSON.parse(readFileSync(golden, 'utf8')) as Kinds) : {};
  assert.deepEqual(changes(then, now), []);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(new URL('.', golden), { recursive: true });
    writeFileSync(golden, `${JSON.stringify(now, null, 2)}\n`);
  } else {
    assert.deepEqual(then, now, 'events were added: run this test once with UPDATE_GOLDEN=1 and commit the golden file');
  }
});

test('no ledger is left out', () => {
  const streams = sources.flatMap((text) => [...text.matchAll(/: Stream<\w+, (\w+)> = \{/g)].map((found) => found[1] ?? ''));
  // Events that a ledger takes from a file beside it are named in it.
  const shared = [...unions.keys()].filter((name) => [...unions.values()].filter((body) => body.includes(`| ${name}\n`)).length > 0);
  assert.deepEqual([...streams, ...shared].sort(), [...unions.keys()].sort());
  assert.ok(streams.length >= 4);
});

test('the golden file sees a removal, a change and a field that older events lack', () => {
  const then: Kinds = { Sent: { to: "'a' | 'b'", on: 'Day' }, Read: {} };
  assert.deepEqual(changes({ Had: { needs: "readonly 'a' | 'b'[]" } }, { Had: { needs: "readonly 'a' | 'b' | 'c'[]" } }), []);
  assert.deepEqual(changes(then, { Sent: { to: "'a' | 'b' | 'c'", on: 'Day', 'late?': 'true' }, Read: {}, New: { x: 'Day' } }), []);
  assert.deepEqual(changes(then, { Sent: { to: "'a'", on: 'string', by: 'string' } }), [
    'Sent.to is gone or changed',
    'Sent.on is gone or changed',
    'Sent.by is new and not optional: older events lack it',
    'Read is gone',
  ]);
});
