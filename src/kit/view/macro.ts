// Renders upstream's component templates from typed options; every text is escaped, only Html is let through as HTML.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nunjucks from 'nunjucks';
import { fromTemplate, isHtml, safeHref, written, type Html } from './html.ts';

/** Attributes as upstream takes them; names of handlers and styles are refused. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | undefined | { readonly value: string | number | boolean | undefined; readonly optional?: boolean }>
>;

const root = dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'));

/** A template set; `keepIndent` is upstream's own look of the source, wanted only to compare with its fixtures. */
export function macros(keepIndent = false): (name: string, options: object) => Html {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(join(root, 'dist'), { watch: false, noCache: false }), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  // Upstream indents inner HTML, which would put spaces into a person's typed text inside a textarea.
  if (!keepIndent) environment.addFilter('indent', (text: unknown) => text);
  const compiled = new Map<string, nunjucks.Template>();
  return (name, options) => {
    let template = compiled.get(name);
    if (!template) {
      template = environment.getTemplate(`govuk/components/${name}/template.njk`, true);
      compiled.set(name, template);
    }
    return fromTemplate(template.render({ params: plain(options, '', name) }).trim());
  };
}

export const macro = macros();

const htmlKey = /^html$|Html$/;
const slotKeys = new Set(['start', 'end', 'navigationStart', 'navigationEnd']);
const addressKeys = new Set(['href', 'url', 'redirectUrl', 'serviceUrl']);

/** Options with Html turned into the text a template marks as safe. Throws where text stands for HTML or HTML for text. */
function plain(value: unknown, key: string, where: string): unknown {
  if (isHtml(value)) {
    if (!htmlKey.test(key) && !slotKeys.has(key)) throw new TypeError(`${where}: ${key} takes text, not HTML`);
    return written(value);
  }
  if (typeof value === 'string') {
    if (htmlKey.test(key) || slotKeys.has(key)) throw new TypeError(`${where}: ${key} takes HTML, not text`);
    return addressKeys.has(key) ? safeHref(value) : value;
  }
  if (Array.isArray(value)) return value.map((item) => plain(item, key, where));
  if (typeof value !== 'object' || value === null) return value;
  if (/attributes$/i.test(key)) return named(value, where);
  const out: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) out[name] = plain(inner, name, where);
  return out;
}

function named(attributes: object, where: string): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (!/^[a-z][a-z0-9:._-]*$/i.test(name) || /^(on|style$)/i.test(name)) throw new TypeError(`${where}: ${name} is not an attribute that may be written`);
    if (value === false || value === undefined) continue;
    out[name] = value === true ? { value: true, optional: true } : value;
  }
  return out;
}
