// Reads the XML of a workbook part into a tree: elements, attributes and text, nothing else. Refuses what is not well formed.

export type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly inside: readonly (Element | string)[] };

const token = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy;
const entity: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) =>
    name.startsWith('#x')
      ? String.fromCodePoint(parseInt(name.slice(2), 16))
      : name.startsWith('#')
        ? String.fromCodePoint(Number(name.slice(1)))
        : (entity[name] ?? whole),
  );

/** The outermost element; nothing where the text is no XML. */
export function readXml(text: string): Element | undefined {
  type Open = { name: string; attributes: Record<string, string>; inside: (Element | string)[] };
  const top: Open = { name: '', attributes: {}, inside: [] };
  const open: Open[] = [top];
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    const here = open.at(-1);
    if (!found || !here) return undefined;
    at = token.lastIndex;
    const [whole, closes, opens, attributes = '', alone] = found;
    if (closes !== undefined) {
      if (here.name !== closes || open.length === 1) return undefined;
      open.pop();
    } else if (opens !== undefined) {
      const element: Open = { name: opens, attributes: attributesOf(attributes), inside: [] };
      here.inside.push(element);
      if (alone === '') open.push(element);
    } else if (!whole.startsWith('<')) here.inside.push(plain(whole));
  }
  const elements = top.inside.filter((one) => typeof one !== 'string');
  return open.length === 1 && elements.length === 1 ? elements[0] : undefined;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [name, plain(double ?? single ?? '')]),
  );
}

export const children = (of: Element, name?: string): readonly Element[] =>
  of.inside.filter((one): one is Element => typeof one !== 'string' && (name === undefined || one.name === name));

/** Every element of that name, however deep. */
export function all(of: Element, name: string): readonly Element[] {
  return children(of).flatMap((one) => [...(one.name === name ? [one] : []), ...all(one, name)]);
}

export const textOf = (of: Element): string => of.inside.map((one) => (typeof one === 'string' ? one : textOf(one))).join('');
