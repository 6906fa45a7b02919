// Words of papers: what stands on the page and nothing else of it; bombs, lies and kinds that are not known give nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import PdfDocument from 'pdfkit';
import { wordsApart } from './apart.ts';
import { mayHaveWords, paperLimits, wordsOfPaper } from './words.ts';

const zip = (files: Readonly<Record<string, string>>, level: 0 | 9 = 9): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level });
const docx = (body: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zip({ 'word/document.xml': `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`, ...more });
const said = (bytes: Uint8Array): string | undefined => wordsOfPaper(bytes)?.words;

test('of a DOCX the words of the page are shown, without author, comments, what was deleted, fields and links', () => {
  const body =
    '<w:p><w:r><w:t xml:space="preserve">Eight men &amp; one container</w:t></w:r><w:r><w:tab/><w:t>here</w:t></w:r></w:p>' +
    '<w:p><w:del><w:r><w:delText>SECRET deleted</w:delText></w:r></w:del><w:r><w:instrText>HYPERLINK "http://SECRET.invalid"</w:instrText></w:r><w:r><w:t>Second &#x41;</w:t></w:r></w:p>';
  const made = docx(body, { 'docProps/core.xml': '<dc:creator>SECRET author</dc:creator>', 'word/comments.xml': '<w:t>SECRET remark</w:t>' });
  assert.equal(said(made), 'Eight men & one container here\nSecond A');
});

test('of an ODT the words of the page are shown, without remarks and what was deleted', () => {
  const xml =
    '<office:document-content><office:automatic-styles><x>SECRET style</x></office:automatic-styles><office:body><office:text><text:tracked-changes><text:p>SECRET deleted</text:p></text:tracked-changes>' +
    '<text:h>A heading</text:h><text:p>Eight<text:s/>men<office:annotation><dc:creator>SECRET</dc:creator><text:p>SECRET remark</text:p></office:annotation> and <text:span>one</text:span></text:p></office:text></office:body></office:document-content>';
  assert.equal(said(zip({ 'content.xml': xml, 'meta.xml': '<meta:initial-creator>SECRET</meta:initial-creator>' })), 'A heading\nEight men and one');
});

const pdf = (write: (paper: InstanceType<typeof PdfDocument>) => void): Promise<Uint8Array> =>
  new Promise((resolve) => {
    const paper = new PdfDocument({ info: { Author: 'SECRET author', Title: 'SECRET title', Subject: 'SECRET subject' } });
    const parts: Buffer[] = [];
    paper.on('data', (part: Buffer) => parts.push(part));
    paper.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    write(paper);
    paper.end();
  });

/** A PDF of one page, drawn by what is given, however it is packed. */
function pdfOf(filter: string, stream: Uint8Array): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<>>>>',
    `<</Length ${stream.length}/Filter ${filter}>>\nstream\n${Buffer.from(stream).toString('latin1')}\nendstream`,
  ].map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`);
  const starts = objects.map((_object, at) => 9 + objects.slice(0, at).join('').length);
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const all = `%PDF-1.4\n${objects.join('')}`;
  return Buffer.from(`${all}xref\n0 5\n0000000000 65535 f \n${table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${all.length}\n%%EOF`, 'latin1');
}

test('of a PDF the words of its pages are shown in their order, without who made it, remarks, links and files inside', async () => {
  const made = await pdf((paper) => {
    paper.text('Eight men & one container');
    paper.note(10, 10, 20, 20, 'SECRET remark');
    paper.text('Their wages', { link: 'http://SECRET.invalid' });
    paper.file(Buffer.from('SECRET inside'), { name: 'SECRET.txt' });
    paper.addPage().text('Second page');
  });
  assert.ok(mayHaveWords(made));
  assert.deepEqual(await wordsApart(made), { words: 'Eight men & one container\nTheir wages\n\nSecond page', cut: false });
  assert.equal(await wordsApart(made.subarray(0, 300)), undefined, 'a damaged one gives nothing');
  const long = await wordsApart(await pdf((paper) => Array.from({ length: paperLimits.pages }, () => paper.addPage())));
  assert.equal(long?.cut, true, 'one page more than are read');
});

test('a PDF may not swell: one of some kilobytes that unpacks to gigabytes is left before it has taken them', async () => {
  const spaces = deflateSync(Buffer.alloc(2 ** 30, 32), { level: 1 });
  const bomb = pdfOf('[/FlateDecode/FlateDecode]', deflateSync(spaces));
  assert.ok(bomb.length < 200_000, `${bomb.length} bytes`);
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  assert.equal(await wordsApart(bomb, 60_000), undefined);
  clearInterval(look);
  assert.ok(most - before < 900 * 2 ** 20, `it grew by ${Math.round((most - before) / 2 ** 20)} MiB`);
});

test('plain text is shown in any script, without signs that turn it round; pages of the web, pictures and programs are not', () => {
  assert.equal(said(strToU8('Ẽight men\r\nثمانية رجال \u202egnp.exe')), 'Ẽight men\nثمانية رجال gnp.exe');
  for (const other of [
    strToU8('%PDF-1.7 words'),
    strToU8('<html>words'),
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
    strToU8('MZ\u0000\u0001'),
    strToU8('GIF89a\u0001\u0000'),
    strToU8('RIFF\u0010\u0000\u0000\u0000WEBPVP8 '),
  ])
    assert.equal(said(other), undefined);
  assert.deepEqual([mayHaveWords(strToU8('words')), mayHaveWords(docx('')), mayHaveWords(strToU8('GIF89a\u0001'))], [true, true, false]);
});

test('a paper may not expand: what swells beyond the bound, has too many parts, names itself or lies about its size gives nothing', async () => {
  const heavy = zip({ 'word/document.xml': `<w:t>${'a'.repeat(paperLimits.unpacked + 1)}</w:t>` });
  assert.ok(heavy.length < 100_000, 'a bomb is small');
  assert.equal(await wordsApart(heavy), undefined);
  assert.equal(
    await wordsApart(
      zip(Object.fromEntries([...Array.from({ length: paperLimits.entries }, (_none, at) => [`x${at}`, '']), ['word/document.xml', '<w:t>x</w:t>']]), 0),
    ),
    undefined,
  );
  // The size in the list of parts is made small; the part itself swells.
  const lying = Buffer.from(zip({ 'word/document.xml': `<w:t>${'a'.repeat(5_000_000)}</w:t>` }));
  const list = lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  lying.writeUInt32LE(20, list + 24);
  const lied = await wordsApart(lying);
  assert.ok(lied === undefined || lied.words.length <= 20);
  assert.equal(said(docx('<!DOCTYPE x [<!ENTITY a "SECRET">]><w:p><w:r><w:t>&a;&lt;b&gt;</w:t></w:r></w:p>')), '&a;<b>');
  assert.equal(await wordsApart(zip({ 'other.xml': 'x' })), undefined);
  assert.equal(await wordsApart(lying.subarray(0, 200)), undefined);
});

test('a paper that is made to take for ever is left after its time, and a long one is cut and says so', async () => {
  const began = Date.now();
  assert.equal(await wordsApart(docx('<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(400_000)), 20), undefined);
  assert.ok(Date.now() - began < 4_000, `${Date.now() - began} ms`);
  // A mark that never ends makes no reading slow: each is looked at once.
  assert.equal((await wordsApart(docx('<w:t '.repeat(3_000_000))))?.words, '');
  const long = await wordsApart(strToU8('a'.repeat(paperLimits.words + 1)));
  assert.deepEqual([long?.words.length, long?.cut], [paperLimits.words, true]);
});
