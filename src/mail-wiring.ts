// How mail comes in: a door of SMTP or a folder that is handed over, as the settings name them; without either nothing listens.
import { readFileSync } from 'node:fs';
import { takeFolder } from '#kit/mail/folder.ts';
import { receiveMail, type Receiver } from '#kit/mail/receiver.ts';
import { takeMail, type Helpline } from '#rooms/signal/intake/take.ts';
import { logged } from '#kit/web/errors.ts';
import { UnsafeSetting } from './unsafe.ts';

export type MailSettings = {
  readonly host: string;
  readonly port: number | null;
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  /** The name that our own relay signs its findings with. */
  readonly relay: string | null;
  readonly folder: string | null;
};

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Nothing where neither is named. Throws UnsafeSetting where mail would travel in the clear. */
export function readMailSettings(env: Readonly<Record<string, string | undefined>>): MailSettings | null {
  const [portText, folder] = [env['OPENNRM_MAIL_PORT'], env['OPENNRM_MAIL_FOLDER'] || null];
  if (!portText && !folder) return null;
  const port = portText ? Number(portText) : null;
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65535)) throw new UnsafeSetting('OPENNRM_MAIL_PORT must be a number from 0 to 65535.');
  const host = env['OPENNRM_MAIL_HOST'] ?? '127.0.0.1';
  const [key, cert] = [env['OPENNRM_MAIL_KEY_FILE'], env['OPENNRM_MAIL_CERT_FILE']];
  const tls = key && cert ? { key: readFileSync(key), cert: readFileSync(cert) } : null;
  if (port !== null && !tls && !loopback.has(host))
    throw new UnsafeSetting(
      'OPENNRM_MAIL_HOST is not this machine, and mail would come in the clear. Name OPENNRM_MAIL_KEY_FILE and OPENNRM_MAIL_CERT_FILE, or put a relay before it.',
    );
  return { host, port, tls, relay: env['OPENNRM_MAIL_RELAY'] || null, folder };
}

const everyMs = 10_000;

export type Mail = { readonly port: number | null; readonly close: () => Promise<void> };

/** What went wrong is logged by code and never with a word of a message. */
export async function startMail(settings: MailSettings, helpline: () => Helpline | undefined, log: (line: string) => void): Promise<Mail> {
  const broke = (wrong: unknown): void => log(JSON.stringify({ mail: 'not-kept', ...logged(wrong) }));
  const keep = (raw: Buffer): Promise<void> => {
    const there = helpline();
    return there ? takeMail(there, raw, settings.relay) : Promise.reject(new Error('No helpline is at work here.'));
  };
  const receiver: Receiver | undefined = settings.port === null ? undefined : await receiveMail({ ...settings, port: settings.port }, keep, broke);
  let last: Promise<unknown> = Promise.resolve();
  const { folder } = settings;
  const look = (): void => void (folder && (last = last.then(() => takeFolder(folder, keep)).catch(broke)));
  look();
  const timer = folder ? setInterval(look, everyMs).unref() : undefined;
  return {
    port: receiver?.port ?? null,
    close: async () => {
      clearInterval(timer);
      await last;
      await receiver?.close();
    },
  };
}
