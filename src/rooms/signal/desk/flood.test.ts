// Floods: many alike are one line and a fold; one that is graver, elsewhere, or another thing keeps its own line, wherever in the flood it came.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileId } from '#base/id.ts';
import { markKey, marksOf } from './likeness.ts';
import { floodsIn, graveIn, leastTogether, type MarksKept } from './flood.ts';

const key = markKey('AGE-SECRET-KEY-INVENTED');
type Row = { readonly file: FileId; readonly harm: 'other' | 'not-known' | 'danger' | 'child' | 'held'; readonly placeKnown: boolean };
type Said = { readonly words: string; readonly place?: string } & Partial<Omit<Row, 'file'>>;

/** Which stand on a line of their own, of what came in this order; all unread. */
function lines(came: readonly Said[]): readonly number[] {
  const rows: Row[] = came.map(({ harm = 'not-known', placeKnown = false }, at) => ({ file: String(at) as FileId, harm, placeKnown }));
  const marks = new Map<FileId, MarksKept>(
    came.map(({ words, place = '' }, at) => {
      const made = marksOf(key, { words, place });
      return [String(at) as FileId, { words: made.words, place: made.place ?? '', grave: made.grave ?? '' }];
    }),
  );
  const under = new Set([...floodsIn(rows, marks).values()].flat().map(({ file }) => file));
  return rows.filter(({ file }) => !under.has(file)).map(({ file }) => Number(file));
}

const text = (more = ''): string =>
  `There is a car wash behind the old station in Invented Town where several people work long days for little money and sleep in a container beside the road every week ${more}`.trim();
const flood = (many: number, each: (at: number) => string = () => text()): Said[] => Array.from({ length: many }, (_none, at) => ({ words: each(at) }));
const put = (into: readonly Said[], one: Said, at = 150): Said[] => [...into.slice(0, at), one, ...into.slice(at)];

test('300 alike are one line, and one in the middle that says something graver is another, whatever it is', () => {
  assert.deepEqual(lines(flood(300)), [0]);
  for (const harmful of ['and there is a child', 'one man is locked in', 'she will be killed', 'help me'])
    assert.deepEqual(lines(put(flood(300), { words: text(harmful) })), [0, 150], harmful);
  assert.deepEqual(lines(put(flood(300), { words: 'Something quite different is going on in an invented shop near the river' })), [0, 150]);
  assert.deepEqual(lines(put(flood(300), { words: text('هناك طفل') })), [0, 150], 'in another script');
  assert.deepEqual(lines(put(flood(300), { words: text(), place: 'Invented Road' })), [0, 150], 'elsewhere');
  for (const found of [{ harm: 'danger' }, { harm: 'child' }, { harm: 'held' }, { placeKnown: true }] as const)
    assert.deepEqual(lines(put(flood(300), { words: text(), ...found })), [0, 150], JSON.stringify(found));
});

test('a flood in which each has a different word is nearly all folded, and the graver one in it is not', () => {
  const words = text().split(' ');
  const each = (at: number): string => words.map((word, place) => (place === at % words.length ? `invented${at}x` : word)).join(' ');
  const shown = lines(put(flood(300, each), { words: `${each(7)} and a child cries` }));
  assert.ok(shown.includes(150), 'the graver one');
  assert.ok(shown.length <= 30, `${shown.length} lines`);
});

test('a flood whose every text speaks of a child is folded under one that stands there, and what adds more to it is not', () => {
  const all = flood(300, () => text('and a child is there'));
  assert.deepEqual(lines(all), [0]);
  assert.deepEqual(lines(put(all, { words: text('and a child is there with blood') })), [0, 150]);
});

test('few alike keep their lines, and no chain of texts leads from one to another', () => {
  assert.equal(lines(flood(leastTogether - 1)).length, leastTogether - 1);
  assert.deepEqual(lines(flood(leastTogether)), [0]);
  assert.equal(graveIn('A kidney bean and a shine'), 'a'.slice(1));
  assert.equal(graveIn('My child, a CHILD'), 'child my');
});
