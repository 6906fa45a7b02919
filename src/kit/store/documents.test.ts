// Evidence: what is kept comes back byte for byte, what lies about itself is refused, what is unlawful is seen by nobody.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { Actor } from '#access/roles.ts';
import { onEveryEngineAtLarge } from '#tests/at-large.ts';
import { freeze } from './answers.ts';
import { looksLike, safeName } from './content.ts';
import { discard, keep, list, mostBytes, mostDocuments, open, partBytes, sealAway } from './documents.ts';
import { createFile } from './files.ts';
import type { Tx } from './transaction.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const newFile = (tx: Tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' });
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const png = (size: number): Uint8Array => new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(size - 8)]));

onEveryEngineAtLarge('a document of several parts comes back as it was, and is sealed in the database', async (_t, db) => {
  const image = png(2 * partBytes + 17);
  await db.as(officer, 'intake', async (tx) => {
    const file = await newFile(tx);
    const kept = await keep(tx, file, { name: '../../etc/pass\u202ewd.exe', bytes: image, by: 'p1' });
    assert.ok(kept.ok);
    assert.deepEqual([kept.document.name, kept.document.type, kept.document.image], ['passwd.png', 'image/png', true]);
    const opened = await open(tx, file, kept.document.id);
    assert.ok(opened && Buffer.from(opened.bytes).equals(Buffer.from(image)));
    assert.deepEqual(
      (await list(tx, file)).map((one) => [one.name, one.size, one.state]),
      [['passwd.png', image.length, 'kept']],
    );
    const parts = await tx.query<{ sealed: Buffer }>('select sealed from document_part where file = $1 order by part', [file]);
    assert.equal(parts.length, 3);
    assert.ok(parts.every((part) => part.sealed.length <= partBytes + 29 && !part.sealed.includes(Buffer.from('89504e470d0a1a0a', 'hex'))));
    const other = await newFile(tx);
    assert.equal(await open(tx, other, kept.document.id), undefined);
  });
});

onEveryEngineAtLarge('what is empty, too large, of no known kind or one too many is refused', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    const file = await newFile(tx);
    const refused = async (given: Uint8Array) => {
      const answer = await keep(tx, file, { name: 'x', bytes: given, by: 'p1' });
      return answer.ok ? 'kept' : answer.code;
    };
    assert.equal(await refused(new Uint8Array()), 'document-empty');
    assert.equal(await refused(new Uint8Array(mostBytes + 1)), 'document-too-large');
    assert.equal(await refused(bytes('MZ\x90\x00program')), 'document-kind');
    for (let i = 0; i < mostDocuments; i += 1) assert.equal(await refused(bytes(`note ${i}`)), 'kept');
    assert.equal(await refused(bytes('one more')), 'documents-too-many');
  });
});

onEveryEngineAtLarge('an unlawful image is opened by nobody, stays for ever, and its fingerprint can be named', async (_t, db) => {
  const { file, id } = await db.as(officer, 'intake', async (tx) => {
    const made = await newFile(tx);
    const kept = await keep(tx, made, { name: 'a.png', bytes: png(100), by: 'p1' });
    assert.ok(kept.ok);
    assert.equal(await sealAway(tx, made, kept.document.id), true);
    return { file: made, id: kept.document.id };
  });
  for (const purpose of ['intake', 'identification', 'safeguarding'] as const) {
    await db.as(officer, purpose, async (tx) => {
      assert.equal(await open(tx, file, id), undefined);
      assert.equal((await tx.query('select from document_part')).length, 0);
      const [left] = await list(tx, file);
      assert.equal(left?.state, 'sealed-away');
      assert.match(left?.fingerprint ?? '', /^[0-9a-f]{64}$/);
    });
  }
  await db.as(officer, 'intake', async (tx) => assert.equal(await discard(tx, file, id), false));
  await assert.rejects(
    db.as(officer, 'intake', (tx) => tx.query(`update document set state = 'kept'`)),
    /stays sealed away/,
  );
});

onEveryEngineAtLarge('a draft’s document can be thrown away, a sent one cannot', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    const file = await newFile(tx);
    const first = await keep(tx, file, { name: 'a.txt', bytes: bytes('one'), by: 'p1' });
    const second = await keep(tx, file, { name: 'b.txt', bytes: bytes('two'), by: 'p1' });
    assert.ok(first.ok && second.ok);
    assert.equal(await discard(tx, file, first.document.id), true);
    assert.equal((await tx.query('select from document_part')).length, 1);
    await freeze(tx, file);
    assert.equal(await discard(tx, file, second.document.id), false);
  });
});

test('a file is what its bytes say and not what its name says', () => {
  const cases: readonly [string, Uint8Array, string | undefined][] = [
    ['a JPEG', bytes('\xff\xd8\xff\xe0rest'), 'image/jpeg'],
    ['a PDF', bytes('%PDF-1.7 rest'), 'application/pdf'],
    ['a Word document', bytes('PK\x03\x04..[Content_Types].xml..word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a Word document with macros', bytes('PK\x03\x04..[Content_Types].xml..word/document.xml..word/vbaProject.bin'), undefined],
    ['an OpenDocument text', bytes('PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.textPK'), 'application/vnd.oasis.opendocument.text'],
    ['any other archive', bytes('PK\x03\x04 photos'), undefined],
    ['plain words', new Uint8Array(Buffer.from('كلمات and words\n')), 'text/plain'],
    ['a web page', bytes('  <!DOCTYPE html><p>'), undefined],
    ['a drawing that can run', bytes('<svg onload=x>'), undefined],
    ['a program', bytes('\x7fELF\x02'), undefined],
    ['half a letter', bytes('caf\xe9'), undefined],
    ['nothing', new Uint8Array(), undefined],
  ];
  for (const [title, given, type] of cases) assert.equal(looksLike(given)?.type, type, title);
});

test('a name given back holds no path, no trick and no other ending', () => {
  const pdf = looksLike(bytes('%PDF-1.7'));
  assert.ok(pdf);
  for (const [given, safe] of [
    ['C:\\secret\\report.docm', 'report.pdf'],
    ['../../x', 'x.pdf'],
    ['.htaccess', 'document.pdf'],
    ['\u0000\u202e', 'document.pdf'],
    ['تقرير.pdf', 'تقرير.pdf'],
    ['n'.repeat(10_000), `${'n'.repeat(80)}.pdf`],
  ] as const) {
    assert.equal(safeName(given, pdf), safe);
  }
});
