// What comes to the helpline by any way, as one value: mail, a letter, a call and a partner's row all become this before anything is stored.
import { createHash } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import type { DangerSaid, SignalChannel } from '#journey/signal.ts';
import type { Mail, MailLeft } from '#kit/mail/mail.ts';

export type IncomingFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
/** What a form, a call sheet or a partner's row names besides words: a question's id and what was said. */
export type SaidBeside = Readonly<Record<string, string>>;

export type Incoming = {
  readonly channel: SignalChannel;
  readonly danger: DangerSaid;
  readonly words: string;
  /** Who it says it is from: never proof. */
  readonly claims: string | null;
  /** What our own mail relay found of that. */
  readonly relaySays: string | null;
  readonly said: SaidBeside;
  /** Quarantined: kept sealed, named, never opened by the program. Of a mail the first is the whole original. */
  readonly files: readonly IncomingFile[];
  readonly left: readonly MailLeft[];
  /** That the person agreed that one first responder is told. */
  readonly agreed?: true;
  readonly received: Instant;
  /** By what it is known again when it is sent again, and a fingerprint of what it says, so that a changed one is not taken for the same. */
  readonly once: { readonly key: string; readonly content: string } | null;
};

const hash = (...parts: readonly (string | Uint8Array)[]): string => {
  const made = createHash('sha256');
  for (const part of parts) made.update(`${part.length}:`).update(part);
  return made.digest('hex');
};

/** Header lines that name the writer's own message, where a relay on the way changes nothing. */
const writers = /^(from|date|message-id|subject|to|content-type):/i;

/** A message sent again comes by other relays: what they added above is left out. */
export function fingerprintOf(raw: Buffer): string {
  const text = raw.subarray(0, 512 * 1024).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  const head = (end ? text.slice(0, end.index) : text).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const own = head.filter((line) => writers.test(line)).map((line) => line.trim());
  return hash(own.sort().join('\n'), end ? raw.subarray(end.index + end[0].length) : Buffer.of());
}

/** A mail says nothing of danger in a form that a program may trust: a person reads it. */
export function incomingMail(raw: Buffer, mail: Mail, received: Instant): Incoming {
  const key = fingerprintOf(raw);
  return {
    channel: 'e-mail',
    danger: 'not-known',
    words: mail.words,
    claims: mail.claims,
    relaySays: mail.relaySays,
    said: {},
    files: [{ name: 'original.eml', type: 'message/rfc822', bytes: raw }, ...mail.files],
    left: mail.left,
    received,
    once: { key: `mail ${key}`, content: key },
  };
}

/** What a partner's row is known by: their own mark of it, and who they are. */
export const rowOnce = (partner: string, mark: string, content: unknown): NonNullable<Incoming['once']> => ({
  key: `partner ${hash(partner, mark)}`,
  content: hash(JSON.stringify(content)),
});
