// A partner's hand-over: each mistake is named by its row, and one mistake takes none of them in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mistakeText, partnerColumns, rowLimits, rowsOfCsv, rowsOfJson, type PartnerRow } from './rows.ts';

const say = (_id: string, english: string, values: Readonly<Record<string, string | number>> = {}): string =>
  english.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
const mistakesOf = (text: string): readonly string[] => {
  const read = rowsOfCsv(text);
  return read.ok ? [] : read.mistakes.map((one) => mistakeText(one, say));
};

test('a table with quotes, line breaks and an empty choice is read as it was meant', () => {
  const read = rowsOfCsv('mark,words,danger,child\nA1,"They sleep there, ""all"" of them\nin one room",yes,\nA2,Seen again,,NO\n');
  assert.ok(read.ok);
  assert.deepEqual(
    read.rows.map(({ mark, danger, child, words }) => [mark, danger, child, words]),
    [
      ['A1', 'yes', 'not-known', 'They sleep there, "all" of them\nin one room'],
      ['A2', 'not-known', 'no', 'Seen again'],
    ],
  );
});

test('each mistake names its row and column, counted as the file counts lines, and repeats nothing that was written', () => {
  assert.deepEqual(mistakesOf('mark,words,danger\nA1,,perhaps\n\nA1,fine,no\n,secret words,no'), [
    'Row 2: danger must be yes, no or not-known.',
    'Row 2: words is empty.',
    'Row 4: another row has the same mark.',
    'Row 5: mark is empty.',
  ]);
  assert.deepEqual(mistakesOf('mark,colour\nA1,red'), ['The column words is missing.', 'Row 1: there is a column that is not known.']);
  assert.deepEqual(mistakesOf('mark,words\nA1,one, two'), ['Row 2: there are more cells than columns. Words with a comma stand in quotes.']);
  assert.deepEqual(mistakesOf(''), ['There are no rows.']);
  assert.deepEqual(mistakesOf(`mark,words\n${'A,b\n'.repeat(rowLimits.rows + 1)}`), ['Hand over at most 500 rows at once.']);
});

test('a row that asks for somebody to be referred says what they wish, and a word that it may not hold is named', () => {
  const read = rowsOfCsv('mark,words,kind,area,gender,age,agreed\nB1,Invented,ask,Hackney,woman,adult,yes\nB2,Seen,,,,,\n');
  assert.ok(read.ok);
  assert.deepEqual(
    read.rows.map(({ ask }) => ask),
    [{ area: 'Hackney', gender: 'woman', age: 'adult', agreed: 'yes' }, undefined],
  );
  assert.deepEqual(mistakesOf('mark,words,kind,gender\nB1,Invented,wish,nobody'), [
    'Row 2: gender holds a word that it may not.',
    'Row 2: kind holds a word that it may not.',
  ]);
});

test('a program that posts something other than texts is told which row', () => {
  const read = rowsOfJson([{ mark: 'a', words: 'x' }, { mark: 1, words: 'y' }, 'z', { mark: 'd', words: 'y', __proto__x: 'a' }]);
  assert.ok(!read.ok);
  assert.deepEqual(
    read.mistakes.slice(0, 3).map(({ row, why }) => [row, why]),
    [
      [2, 'not-text'],
      [3, 'not-text'],
      [4, 'unknown-column'],
    ],
  );
});

test('whatever is handed over is either taken whole or refused with a reason', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.dictionary(fc.constantFrom(...partnerColumns, 'other'), fc.oneof(fc.string(), fc.integer()))), { maxLength: 5 }),
      (rows) => {
        const read = rowsOfJson(rows);
        assert.ok(read.ok ? read.rows.length === rows.length : read.mistakes.length > 0);
      },
    ),
  );
});

test('written as CSV and read again, every row is what it was', () => {
  const word = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `x${text.replace(/[^\p{L}\p{N},"\n]/gu, '')}x`.normalize('NFC'));
  const row = fc.record({
    mark: fc.uuid(),
    danger: fc.constantFrom('yes', 'no', 'not-known'),
    child: fc.constant('no'),
    held: fc.constant('yes'),
    place: fc.constant('Town'),
    language: fc.constant('vi'),
    words: word,
  });
  fc.assert(
    fc.property(fc.uniqueArray(row, { minLength: 1, maxLength: 5, selector: ({ mark }) => mark }), (rows) => {
      const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const csv = [
        partnerColumns.join(','),
        ...rows.map((one) => partnerColumns.map((name) => cell((one as Readonly<Record<string, string>>)[name] ?? '')).join(',')),
      ].join('\r\n');
      const read = rowsOfCsv(csv);
      assert.ok(read.ok);
      assert.deepEqual(
        read.rows,
        rows.map((one) => ({ ...one }) as PartnerRow),
      );
    }),
  );
});
