// Reads an e-mail within limits: no part is shown as it came, nothing is unpacked, and what it says of its sender stays a claim.
import PostalMime, { type Address, type Attachment, type Email, type Header } from 'postal-mime';
import { line, paragraphs } from '#form/clean.ts';
import { mailLimits, type Mail, type MailFile, type MailLeft } from './mail.ts';
import { plainOf } from './plain.ts';

const results = /^(spf|dkim|dmarc)=(pass|fail|softfail|neutral|none|temperror|permerror|policy)$/;

/**
 * What our relay found (RFC 8601): its own `Authentication-Results`, above the first `Received`, as a relay adds it. Anything lower came with
 * the message, where whoever wrote it may have put it.
 */
export function relayFound(headers: readonly Header[], relay: string | null): string | null {
  if (!relay) return null;
  const until = headers.findIndex(({ key }) => key === 'received');
  const own = headers.slice(0, until < 0 ? headers.length : until).find(({ key }) => key === 'authentication-results');
  const [by = '', ...found] = (own?.value ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (by.split(/\s/)[0] !== relay.toLowerCase()) return null;
  const said = found.map((part) => part.split(/\s/)[0] ?? '').filter((part) => results.test(part));
  return said.length > 0 ? said.slice(0, 6).join(' ') : null;
}

function claimed(from: Address | undefined): string | null {
  if (!from) return null;
  const said = line(`${from.name} ${from.address ? `<${from.address}>` : ''}`).slice(0, 300);
  return said === '' ? null : said;
}

const bytesOf = (content: Attachment['content']): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content));

function fileOf({ filename, mimeType, content }: Attachment, at: number): MailFile {
  const name = line(filename ?? '').slice(-100);
  return { name: name || `part ${at + 1}`, type: line(mimeType).slice(0, 100), bytes: bytesOf(content) };
}

function wordsOf(mail: Email): { readonly words: string; readonly html: boolean } {
  const text = paragraphs(mail.text ?? '');
  const html = text === '' && mail.html ? paragraphs(plainOf(mail.html)) : '';
  return { words: [line(mail.subject ?? '').slice(0, 500), text || html].filter((part) => part !== '').join('\n\n'), html: html !== '' };
}

/** Throws where a limit is passed or nothing can be made of it: the caller keeps the original and says so. `relay`: the name of our own. */
export async function readMail(raw: Uint8Array, relay: string | null): Promise<Mail> {
  if (raw.length > mailLimits.bytes) throw new Error('too long');
  const mail = await PostalMime.parse(raw, {
    maxNestingDepth: mailLimits.depth,
    maxHeadersSize: mailLimits.headerBytes,
    forceRfc822Attachments: true,
    attachmentEncoding: 'arraybuffer',
  });
  const { words, html } = wordsOf(mail);
  const left: MailLeft[] = [];
  if (html) left.push('from-html');
  if (words.length > mailLimits.words) left.push('words-cut');
  if (mail.attachments.length > mailLimits.files) left.push('files-left');
  return {
    words: words.slice(0, mailLimits.words).toWellFormed(),
    claims: claimed(mail.from ?? mail.sender),
    relaySays: relayFound(mail.headers, relay),
    files: mail.attachments.slice(0, mailLimits.files).map(fileOf),
    left,
  };
}
