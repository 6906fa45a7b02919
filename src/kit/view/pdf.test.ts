// Documents on paper: text from the right in its order, an index that names the right pages, and nothing left out unseen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { english } from '#base/words.ts';
import { setLines } from './lines.ts';
import { pdfBundle, type PdfPart } from './pdf.ts';

const ten = (text: string): number => [...text].length;
const runs = (text: string, most = 1000): readonly (readonly string[])[] =>
  setLines(text, most, ten).map((line) => line.runs.map((run) => run.text).filter((one) => one.trim() !== ''));

test('text from the left breaks between words, and a word wider than the line where it must', () => {
  assert.deepEqual(
    setLines('one two three', 7, ten).map((line) => line.runs.map((run) => run.text).join('')),
    ['one two', 'three'],
  );
  assert.deepEqual(runs('abcdefghij', 4), [['abcd'], ['efgh'], ['ij']]);
});

test('Arabic words stand from the right, the number in them from the left, and brackets are turned round', () => {
  const [line] = setLines('وصل في 12 إلى (لندن)', 1000, ten);
  assert.equal(line?.fromRight, true);
  assert.deepEqual(
    line.runs.map((run) => run.text).filter((one) => one.trim() !== ''),
    [')لندن(', 'إلى', '12', 'في', 'وصل'],
  );
  const [mixed] = runs('He said لا and left');
  assert.deepEqual(mixed, ['He', 'said', 'لا', 'and', 'left']);
});

test('a second line of Arabic goes on where the first broke off', () => {
  assert.deepEqual(runs('واحد اثنان ثلاثة', 12), [['اثنان', 'واحد'], ['ثلاثة']]);
});

const made = (parts: readonly PdfPart[]) =>
  pdfBundle({ say: english, lang: 'en', on: day('2024-01-15'), heading: 'Facts', reference: 'K7QD-0M2P-XW9T', banner: null, lead: [], parts });

test('every page is there, the typefaces are embedded, and words without signs are listed by number and named by their characters', async () => {
  const long = Array.from({ length: 200 }, (_, at) => `Paragraph ${at} of an invented account.`);
  const { bytes, pages, index, unset } = await made([
    { title: 'Course', paragraphs: long },
    { title: 'Account', paragraphs: ['Người bị buôn bán. Çdo ditë. وصل في المساء. 中文 and हिन्दी, and 中文 again.'] },
  ]);
  const text = Buffer.from(bytes).toString('latin1');
  assert.equal(text.match(/\/Type \/Page\b(?!s)/g)?.length, pages);
  assert.ok(pages > 4, `${pages} pages`);
  assert.match(text, /\/FontFile2/);
  assert.deepEqual(
    index.map((one) => one.title),
    ['Course', 'Account', 'Words that could not be set'],
  );
  assert.deepEqual([index[0]?.page, index[1]?.page], [2, pages], 'behind one page of index, and on the last');
  assert.deepEqual(unset, ['1: U+4E2D U+6587', '2: U+0939 U+093F U+0928 U+094D U+0926 U+0940 U+002C']);
});

test('an index longer than a page pushes its own page numbers on', async () => {
  const parts = Array.from({ length: 120 }, (_, at) => ({ title: `Part ${at}`, paragraphs: ['A line.'] }));
  const few = await made(parts.slice(0, 3));
  const many = await made(parts);
  assert.deepEqual([few.pages, few.index[0]?.page], [2, 2]);
  assert.ok((many.index[0]?.page ?? 0) > 3, 'its own pages come first');
  assert.equal(many.index.at(-1)?.page, many.pages);
});
