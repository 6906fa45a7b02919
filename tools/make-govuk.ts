// Makes src/kit/view/govuk.ts from govuk-frontend's own metadata. Run: node tools/make-govuk.ts
import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Option = { name: string; type?: string; required?: boolean; isComponent?: boolean; params?: Option[] };

const root = dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'));
const folder = join(root, 'dist/govuk/components');

/** Not ours to use: these two draw the crown and the crest. */
const leftOut = new Set(['header', 'footer']);
/** Upstream says required, its templates do not need it. */
const notRequired = new Set([
  'character-count.maxlength',
  'character-count.maxwords',
  'radios.items.value',
  'checkboxes.items.value',
  'radios.items.text',
  'service-navigation.navigation',
  'pagination.items.number',
]);
/** What the metadata leaves open. */
const known: Readonly<Record<string, string>> = {
  'date-input.day': 'DatePart',
  'date-input.month': 'DatePart',
  'date-input.year': 'DatePart',
  'checkboxes.values': 'readonly string[]',
};
const numbersToo = new Set(['value', 'text', 'rows', 'maxlength', 'maxwords', 'threshold', 'number']);

const pascal = (name: string): string => name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());
const camel = (name: string): string => pascal(name).replace(/^./, (letter) => letter.toLowerCase());
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function typeOf(option: Option, path: string): string {
  const fixed = known[path];
  if (fixed) return fixed;
  if (option.isComponent) return `${pascal(kebab(option.name))}Options`;
  if (/attributes$/i.test(option.name)) return 'Attributes';
  if (/^html$|Html$/.test(option.name) || (path.startsWith('service-navigation.slots.') && option.type === 'string')) return 'Html';
  switch (option.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'number';
    case 'array':
      return path === 'table.rows' ? `readonly (readonly ${shape(option.params ?? [], path)}[])[]` : `readonly ${shape(option.params ?? [], path)}[]`;
    case 'object':
      return option.params ? shape(option.params, path) : 'Readonly<Record<string, string>>';
    default:
      return numbersToo.has(option.name) ? 'string | number' : 'string';
  }
}

function shape(options: readonly Option[], path: string): string {
  const names = new Set(options.map((option) => option.name));
  const lines = new Map<string, string>();
  for (const option of options) {
    if (option.type === 'nunjucks-block') continue;
    const twin = option.name.endsWith('ext')
      ? option.name.replace(/ext$/, '').replace(/[tT]$/, (t) => (t === 'T' ? 'Html' : 'html'))
      : option.name.replace(/Html$/, 'Text').replace(/^html$/, 'text');
    const needed = option.required && !(twin !== option.name && names.has(twin)) && !notRequired.has(`${path}.${option.name}`);
    const type = typeOf(option, `${path}.${option.name}`);
    // A name given twice upstream (service navigation's end slot): either type will do.
    const before = lines.get(option.name);
    lines.set(
      option.name,
      before
        ? `${before.replace(/;$/, '').replace(/ \| undefined$/, '')} | ${type} | undefined;`
        : `readonly ${option.name}${needed ? '' : '?'}: ${type}${needed ? '' : ' | undefined'};`,
    );
  }
  return `{ ${[...lines.values()].join(' ')} }`;
}

/** The whole text of the made file, not yet formatted. */
export function makeGovuk(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const parts = [
    `// Made by tools/make-govuk.ts from govuk-frontend ${version}; do not edit, run: node tools/make-govuk.ts`,
    `import type { Html } from './html.ts';`,
    `import { macro, type Attributes } from './macro.ts';`,
    '',
    'type DatePart = Readonly<Record<string, unknown>>;',
  ];
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name, 'macro-options.json');
    if (leftOut.has(name) || !existsSync(file)) continue;
    const options = JSON.parse(readFileSync(file, 'utf8')) as Option[];
    const type = `${pascal(name)}Options`;
    parts.push(
      '',
      `export type ${type} = ${shape(options, name)};`,
      '',
      `export function ${camel(name)}(options: ${type}): Html {`,
      `return macro('${name}', options);`,
      '}',
    );
  }
  return `${parts.join('\n')}\n`;
}

/** Where the made file stands. */
export const madeFile = fileURLToPath(new URL('../src/kit/view/govuk.ts', import.meta.url));

/** The made file's text as committed: formatted as all our code is. */
export async function madeText(): Promise<string> {
  const prettier = await import('prettier');
  const config = await prettier.resolveConfig(madeFile);
  return prettier.format(makeGovuk(), { singleQuote: true, printWidth: 150, ...config, parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(madeFile, await madeText());
