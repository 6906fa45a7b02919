// Reads the forms of a page as a browser would, fills every field of them and sends them: so that a walk needs to know no form by name.
import { uk } from '#countries/uk/uk.ts';
import type { Answer, visitor } from './walk.ts';

export type Form = { readonly action: string; readonly multipart: boolean; readonly fields: readonly Field[]; readonly buttons: readonly [string, string][] };
type Field = { readonly name: string; readonly type: string; readonly value: string; readonly list: string | null; readonly checked: boolean };

/** What goes into a field: a text for it, given its name and kind. */
export type Fill = (name: string, type: string) => string;
/** Answers that a walk needs so as to come on: by field name. */
export type Choices = Readonly<Record<string, string | null>>;

const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : unescaped(found);
};
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&#x27;', "'").replaceAll('&amp;', '&');

export function formsIn(text: string, at: string): readonly Form[] {
  return [...text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const tag = ` ${head}`;
    const tags = [...body.matchAll(/<(input|button|textarea|select)\b([^>]*)>((?<=<(?:textarea|select)\b[^>]*>)[\s\S]*?<\/(?:textarea|select)>)?/g)];
    const fields: Field[] = [];
    const buttons: [string, string][] = [];
    for (const [, kind = '', inside = '', rest = ''] of tags) {
      const name = attribute(` ${inside}`, 'name');
      const value = attribute(` ${inside}`, 'value') ?? '';
      const type = kind === 'input' ? (attribute(` ${inside}`, 'type') ?? 'text') : kind;
      if (kind === 'button' && name) buttons.push([name, value]);
      if (!name || kind === 'button' || /\sdisabled/.test(inside)) continue;
      const first =
        kind === 'select' ? ([...rest.matchAll(/<option\b([^>]*)>/g)].map(([, one = '']) => attribute(` ${one}`, 'value')).find((one) => one) ?? '') : value;
      fields.push({ name, type, value: first, list: attribute(` ${inside}`, 'data-list'), checked: /\schecked/.test(inside) });
    }
    return {
      action: attribute(tag, 'action') ?? at,
      multipart: attribute(tag, 'enctype') === 'multipart/form-data',
      fields: attribute(tag, 'method') === 'post' ? fields : [],
      buttons,
    };
  });
}

/** One value for each field: what the walk needs, else the first choice or what `fill` says. */
export function filled(form: Form, fill: Fill, choices: Choices = {}): [string, string][] {
  const out = new Map<string, string>();
  for (const { name, type, value, list } of form.fields) {
    const chosen = choices[name];
    if (chosen === null) continue;
    if (chosen !== undefined) out.set(name, chosen);
    else if (type === 'hidden') out.set(name, value);
    else if (type === 'radio' || type === 'checkbox') {
      // "Not known" beside a box would unsay the box.
      if (!name.endsWith('.none') && !name.endsWith('.source') && !out.has(name)) out.set(name, value);
    } else if (list) out.set(name, uk.lists[list]?.items[0]?.label ?? '');
    else if (type !== 'file' && type !== 'submit') out.set(name, fill(name, type));
  }
  return [...out];
}

export type File = { readonly name: string; readonly text: string };

/** Sends a form as its own page would, with one of its buttons. */
export async function sendForm(
  who: ReturnType<typeof visitor>,
  form: Form,
  values: readonly [string, string][],
  { file, button }: { readonly file?: File; readonly button?: string } = {},
): Promise<Answer> {
  const pressed = form.buttons.find(([, value]) => value === button) ?? (form.buttons.length > 0 && button === undefined ? form.buttons[0] : undefined);
  const all: [string, string][] = pressed ? [...values, pressed] : [...values];
  if (!form.multipart) return who.go(form.action, { method: 'POST', body: new URLSearchParams(all), headers: { 'sec-fetch-site': 'same-origin' } });
  const body = new FormData();
  for (const [name, value] of all) body.append(name, value);
  for (const { name, type } of form.fields) if (type === 'file' && file) body.append(name, new Blob([file.text], { type: 'text/plain' }), file.name);
  return who.go(form.action, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}

/** Paths of this site that a page leads to. */
export function linksIn(text: string): readonly string[] {
  const main = text.slice(text.indexOf('<main'));
  return [...new Set([...main.matchAll(/<a\b[^>]*\shref="(\/[^"]*)"/g)].map((match) => unescaped(match[1] ?? '')))].filter((href) => !href.includes('lang='));
}
