// Open pages say everything in every language, made from today's English; who has checked a text is named, and that nobody has is no fault.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint, isChecked, openFileText, saidIn, wanting, type OpenWords } from './open-words.ts';
import { openLanguages } from '#kit/view/spoken.ts';
import { openWords } from './open/all.ts';
import { everywhere, learning, standingOf } from './tongues.ts';
import { files, leftOver, otherNames } from './words.ts';
import { allTexts, openTexts, writeWords } from './write.ts';

const texts = allTexts();

test('every language has every text of its open pages, made from the English of today, with the same values', () => {
  for (const { code } of openLanguages.slice(1)) {
    const words = openWords.get(code) ?? {};
    const asked = openTexts(code, texts);
    const { missing, stale } = wanting(words, asked);
    assert.deepEqual({ code, missing: missing.map(({ id }) => id), stale: stale.map(({ id }) => id) }, { code, missing: [], stale: [] });
    assert.deepEqual(otherNames(saidIn(words), asked), [], code);
    assert.deepEqual(leftOver(saidIn(words), asked), [], code);
    for (const [id, entry] of Object.entries(words)) {
      assert.ok(entry[1].trim() !== '', `${code} ${id}`);
      if (entry.length === 4) assert.ok(isChecked(entry), `${code} ${id}: a check has a name and a day`);
    }
  }
});

test('a text of open pages stands in one file of a language', () => {
  for (const [code, own] of files) for (const { id } of openTexts(code, texts)) assert.ok(!Object.hasOwn(own, id), `${code} ${id}`);
});

test('planted: a text that is missing and one whose English has changed are found, one that nobody has checked is not', () => {
  const english = [
    { id: 'open.a', english: 'One' },
    { id: 'open.b', english: 'Two, now said differently' },
    { id: 'open.c', english: 'Three' },
  ];
  const words: OpenWords = { 'open.b': [fingerprint('Two'), 'Dau', 'An Invented Speaker', '2026-11-29'], 'open.c': [fingerprint('Three'), 'Tri'] };
  const found = wanting(words, english);
  assert.deepEqual([found.missing.map(({ id }) => id), found.stale.map(({ id }) => id)], [['open.a'], ['open.b']]);
});

test('a page is as sure as its least sure text, and only in practice is a draft shown that a life hangs on', () => {
  const sure = ['x', 'y', 'An Invented Speaker', '2026-11-29'] as const;
  const words: OpenWords = { 'open.a': ['x', 'y'], 'help.a': sure, 'help.b': sure, 'write.a': ['x', 'y'], 'front.a': ['x', 'y', ' ', '2026-11-29'] };
  assert.equal(standingOf(words, ['help'], false), 'checked');
  assert.equal(standingOf(words, ['open', 'help'], false), 'drafted', 'the frame is harmless');
  assert.equal(standingOf(words, ['help', 'write'], false), 'withheld');
  assert.equal(standingOf(words, ['help', 'write'], true), 'drafted');
  assert.equal(standingOf(words, ['front'], false), 'withheld', 'a check without a name is none');
  assert.equal(standingOf({}, ['help'], false), 'withheld', 'of nothing, nothing is sure');
  for (const scope of [...everywhere, ...learning])
    assert.ok(
      texts.some(({ id }) => id.startsWith(`${scope}.`)),
      scope,
    );
});

test('a language’s file keeps who checked a text, writes what cannot be seen as an escape, and lists what is missing', () => {
  const words: OpenWords = { 'open.a': ['12345678', "a\u200cb 'c'", 'An Invented Speaker', '2026-11-29'] };
  const text = openFileText('fa', 'Persian', words, [
    { id: 'open.a', english: 'A' },
    { id: 'open.b', english: 'B' },
  ]);
  assert.match(text, /'open\.a': \['12345678', "a\\u200cb 'c'", 'An Invented Speaker', '2026-11-29'\],/);
  assert.match(text, /\/\/ 'open\.b': \['[0-9a-f]{8}', 'B'\],/);
});

test('./opennrm words says of each language what its open pages lack', async () => {
  const lines: string[] = [];
  assert.equal(await writeWords({ language: 'vi', write: false, print: (line) => lines.push(line) }), 0);
  assert.match(lines[0] ?? '', /^Tiếng Việt: on open pages \d+ texts, 0 missing, 0 stale, 0 checked by a speaker$/);
  assert.equal(await writeWords({ language: 'xx', write: false, print: (line) => lines.push(line) }), 2);
});
