// What somebody typed can never become markup.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { attributes, escape, html, isHtml, join, paragraphs, raw, safeHref, when, written } from './html.ts';
import { button, input, radios, textarea } from './govuk.ts';

const back = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|#96);/g, (all) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#96;': '`' })[all] ?? all);

test('whatever is typed comes out as the same text, with no sign that could open a tag or end an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const out = written(html`${typed}`);
      assert.doesNotMatch(out, /[<>"'`]/);
      assert.equal(back(out), typed);
    }),
  );
});

test('text in an attribute stays inside its quotes', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const found = /^<p title="([^"]*)">$/.exec(written(html`<p title="${typed}">`));
      assert.equal(back(found?.[1] ?? 'not found'), typed);
    }),
  );
});

test('HTML made by this file goes in as it is, once', () => {
  assert.equal(written(html`<p>${html`<b>${'&'}</b>`}</p>`), '<p><b>&amp;</b></p>');
  assert.equal(written(join(['<', html`<i></i>`], ', ')), '&lt;, <i></i>');
  assert.equal(written(html`${[1, null, undefined, false, 'x']}`), '1x');
  assert.equal(written(when(0, 'x')), '');
  assert.equal(written(when('a', () => raw`<hr>`)), '<hr>');
});

test('nothing that came in as JSON can pass for HTML', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => !isHtml(value)));
});

test('handlers and styles are no attributes', () => {
  assert.equal(written(attributes({ 'data-x': '"', hidden: true, lang: undefined, id: false })), ' data-x="&quot;" hidden');
  for (const name of ['onclick', 'ONLOAD', 'style', 'a b', 'x"', '']) assert.throws(() => attributes({ [name]: 'x' }), name);
});

test('a link leads to this site, to https, to a letter or to a telephone, and nowhere else', () => {
  for (const good of ['/a?b=c#d', '#x', '?page=2', 'https://example.org/', 'tel:+440', 'mailto:a@example.org']) assert.equal(safeHref(good), good);
  for (const bad of ['javascript:alert(1)', ' javascript:x', '//evil.example', 'data:text/html,x', '/\\evil.example', 'http://x.example', 'java\nscript:x'])
    assert.equal(safeHref(bad), '#');
});

test('lines that people typed stay lines', () => {
  assert.equal(written(paragraphs('a\nb\n\n<c>', 'x')), '<p class="x">a<br>b</p><p class="x">&lt;c&gt;</p>');
});

test('upstream components escape every text they are given', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (typed) => {
      const marked = `<i>${typed}`;
      for (const out of [
        button({ text: marked, name: marked, value: marked }),
        input({ name: 'n', label: { text: marked }, hint: { text: marked }, value: marked, errorMessage: { text: marked } }),
        radios({ name: 'n', fieldset: { legend: { text: marked } }, items: [{ value: marked, text: marked, hint: { text: marked } }] }),
      ]) {
        assert.doesNotMatch(written(out), /<i>/);
      }
    }),
    { numRuns: 50 },
  );
});

test('what stands in a text box comes back unchanged, also inside a question that opens another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ' ', '\n', '<', '"', 'ع', '\t')).map((all) => `x${all.join('')}`),
      (typed) => {
        const inner = textarea({ name: 't', label: { text: 'T' }, value: typed });
        const out = written(radios({ name: 'n', items: [{ value: 'a', text: 'A', conditional: { html: inner } }] }));
        assert.equal(/<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(out)?.[1]?.trim(), escape(typed).trim());
      },
    ),
    { numRuns: 50 },
  );
});

test('only the bridge to upstream turns text into HTML', () => {
  const src = fileURLToPath(new URL('../../', import.meta.url));
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  assert.ok(files.length > 20);
  const users = files.filter((path) => readFileSync(joinPath(src, path), 'utf8').includes('fromTemplate'));
  assert.deepEqual(users.sort(), ['kit/view/html.ts', 'kit/view/macro.ts']);
});
