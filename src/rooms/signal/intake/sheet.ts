// What came in as it is sealed and shown: words, claims and what was named beside them; of files the names and sizes alone.
import type { Incoming } from './incoming.ts';

/** As it is sealed: what a reader is shown of it. Files are sealed each by itself; here stand only their names and sizes. */
export type Sheet = {
  /** As a message of any other kind is sealed, so that every page that shows messages shows its words. */
  readonly form: 'more';
  readonly language: 'en';
  readonly by: 'server';
  readonly answers: { readonly more: string };
  readonly v: 1;
  readonly kind: 'incoming';
  readonly words: string;
  readonly claims: string | null;
  readonly relaySays: string | null;
  readonly said: Readonly<Record<string, string>>;
  readonly files: readonly { readonly name: string; readonly type: string; readonly size: number }[];
  readonly left: readonly string[];
};

export const sheetOf = ({ words, claims, relaySays, said, files, left }: Omit<Incoming, 'channel' | 'danger' | 'received' | 'once' | 'agreed'>): Sheet => ({
  form: 'more',
  language: 'en',
  by: 'server',
  answers: { more: words },
  v: 1,
  kind: 'incoming',
  words,
  claims,
  relaySays,
  said,
  files: files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length })),
  left,
});

/** Of the bytes of a message; nothing where it is one of another kind, which is shown as it stands. */
export function readSheet(bytes: Uint8Array): Sheet | undefined {
  try {
    const read = JSON.parse(Buffer.from(bytes).toString()) as Partial<Sheet> | null;
    return read && read.kind === 'incoming' && read.v === 1 ? (read as Sheet) : undefined;
  } catch {
    return undefined;
  }
}

/** What a file is called stands in its first line, sealed with it. */
export const withName = (name: string, bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from(`${JSON.stringify({ name })}\n`), bytes]);
/** Nothing where no name stands before it: a browser of somebody's own may seal anything. */
export function withoutName(plain: Buffer): Buffer {
  const end = plain.indexOf(10);
  try {
    JSON.parse(plain.toString('utf8', 0, end));
    return plain.subarray(end + 1);
  } catch {
    return Buffer.alloc(0);
  }
}
