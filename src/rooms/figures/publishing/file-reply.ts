// A file of a release as it is handed over: its pages are shown with their own style and nothing else, the rest is a download.
import { createHash } from 'node:crypto';
import type { Reply } from '#kit/web/page.ts';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

export const isFileName = (name: string): boolean => /^[a-z0-9_-]+(\/[a-z0-9_-]+)?(\.[a-z-]+)+$/.test(name);

export function fileReply(release: string, name: string, bytes: Uint8Array): Reply {
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const own = name.endsWith('.html') ? /<style>([^]*?)<\/style>/.exec(new TextDecoder().decode(bytes))?.[1] : undefined;
  return {
    kind: 'bytes',
    type,
    name: name.endsWith('.html') ? name : `${release}-${name.replace('/', '-')}`,
    bytes,
    ...(own === undefined ? {} : { inline: true, style: createHash('sha256').update(own).digest('base64') }),
  };
}
