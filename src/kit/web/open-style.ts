// The style sheet of open pages: of upstream's only what they and a form on them use, so that it reaches a slow phone in two seconds.

/** Parts of upstream that an open page may be made of, by the first word of their class. */
export const openParts: ReadonlySet<string> = new Set([
  'template',
  'skip-link',
  'width-container',
  'main-wrapper',
  'grid-row',
  'grid-column-two-thirds',
  'grid-column-full',
  'heading-xl',
  'heading-l',
  'heading-m',
  'heading-s',
  'body',
  'body-l',
  'body-s',
  'link',
  'list',
  'button',
  'button-group',
  'form-group',
  'label',
  'hint',
  'fieldset',
  'input',
  'textarea',
  'radios',
  'checkboxes',
  'date-input',
  'file-upload',
  'error-message',
  'error-summary',
  'inset-text',
  'panel',
  'details',
  'visually-hidden',
]);

const partOf = (name: string): string => name.replace(/^govuk-/, '').split(/__|--/, 1)[0] ?? '';

/** Whether every class of a selector belongs to these parts. A selector without a class is for every page. */
export function isFor(selector: string, parts: ReadonlySet<string>): boolean {
  return [...selector.matchAll(/\.(-?[a-zA-Z_][\w\\!-]*)/g)].every(([, name = '']) => name.startsWith('govuk-') && parts.has(partOf(name)));
}

type Block = { readonly head: string; readonly body: string | null };

/** Rules and at-rules of a sheet, one level deep. Upstream's sheet has no brace or semicolon inside a string. */
function blocks(css: string): readonly Block[] {
  const found: Block[] = [];
  let start = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === ';') {
      found.push({ head: css.slice(start, at).trim(), body: null });
      start = at + 1;
    }
    if (css[at] !== '{') continue;
    const head = css.slice(start, at).trim();
    const from = at + 1;
    for (let open = 1; open > 0 && at < css.length - 1;) {
      at += 1;
      open += css[at] === '{' ? 1 : css[at] === '}' ? -1 : 0;
    }
    found.push({ head, body: css.slice(from, at) });
    start = at + 1;
  }
  return found;
}

/** The rules of a sheet that concern these parts, in their order. */
export function onlyFor(css: string, parts: ReadonlySet<string>): string {
  return blocks(css)
    .map(({ head, body }) => {
      if (body === null) return /^@(charset|import)/.test(head) ? '' : `${head};`;
      if (/^@(media|supports)/.test(head)) {
        const inside = onlyFor(body, parts);
        return inside === '' ? '' : `${head}{${inside}}`;
      }
      if (head.startsWith('@')) return '';
      const kept = head.split(/,(?![^(]*\))/).filter((one) => isFor(one, parts));
      return kept.length === 0 ? '' : `${kept.join(',')}{${body}}`;
    })
    .join('');
}
