// The components are upstream's own: the made file is up to date, and renders upstream's fixtures as upstream does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { button, summaryList, table } from './govuk.ts';
import { html, raw, written } from './html.ts';
import { macro, macros } from './macro.ts';

test('the components file is the one its tool makes', async () => {
  const tool = fileURLToPath(new URL('../../../tools/make-govuk.ts', import.meta.url));
  const { madeText, madeFile } = (await import(tool)) as { madeText: () => Promise<string>; madeFile: string };
  assert.equal(readFileSync(madeFile, 'utf8'), await madeText());
});

type Fixtures = { fixtures: { name: string; options: Record<string, unknown>; html: string }[] };
const root = dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'));
const trusted = (text: string) => {
  const strings = Object.assign([text], { raw: [text] });
  return html(strings);
};

/** Upstream's options hold HTML as text; ours want it marked. */
function marked(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return /^html$|Html$/.test(key) ? trusted(value) : value;
  if (Array.isArray(value)) return value.map((item) => marked(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, /attributes$/i.test(key) ? inner : marked(inner, name)]));
}

const upstream = macros(true);
for (const component of [
  'button',
  'input',
  'radios',
  'checkboxes',
  'date-input',
  'select',
  'textarea',
  'summary-list',
  'table',
  'tag',
  'error-summary',
  'task-list',
  'pagination',
  'details',
]) {
  test(`${component} renders as upstream's fixtures say`, () => {
    const { fixtures } = JSON.parse(readFileSync(join(root, 'dist/govuk/components', component, 'fixtures.json'), 'utf8')) as Fixtures;
    assert.ok(fixtures.length > 0);
    for (const fixture of fixtures) {
      // Addresses outside ours are cut off on purpose, and attributes written as text are not taken.
      if (/"attributes": ?"|falsy/.test(JSON.stringify(fixture)) || fixture.name.includes('attributes')) continue;
      assert.equal(written(upstream(component, marked(fixture.options) as object)), fixture.html.trim(), `${component}: ${fixture.name}`);
    }
  });
}

test('text where HTML is wanted, and HTML where text is wanted, are refused', () => {
  assert.throws(() => macro('button', { html: '<b>' }), /takes HTML/);
  assert.throws(() => macro('button', { text: raw`<b>` }), /takes text/);
  assert.throws(() => macro('button', { text: 'x', attributes: { onclick: 'x' } }), /onclick/);
});

test('a link that would run a script leads nowhere', () => {
  assert.match(written(button({ text: 'x', href: 'javascript:alert(1)' })), /href="#"/);
});

test('a number 0 and an empty list are shown, not lost', () => {
  assert.match(written(table({ rows: [[{ text: 'a' }, { text: 0, format: 'numeric' }]] })), />0</);
  assert.match(written(summaryList({ rows: [] })), /<dl/);
});
