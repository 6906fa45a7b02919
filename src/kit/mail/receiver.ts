// Receives e-mail over SMTP: answers 250 only after what came is kept, answers every address alike, and sends nothing to anybody, no bounce either.
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { mailLimits } from './mail.ts';

export type ReceiverSettings = {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** A certificate of our own for STARTTLS; without one none is offered, and only this machine's relay is listened to. */
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  readonly most?: Partial<ReceiverLimits>;
};
export type ReceiverLimits = {
  readonly connections: number;
  /** Of all messages on their way at one time; who comes above it is asked to come again. */
  readonly bytesAtOnce: number;
  readonly silentMs: number;
  /** For a whole connection, however slowly it speaks. */
  readonly wholeMs: number;
  readonly bytes: number;
};
const usual: ReceiverLimits = { connections: 200, bytesAtOnce: 96 * 1024 * 1024, silentMs: 60_000, wholeMs: 600_000, bytes: mailLimits.bytes };

export type Receiver = { readonly port: number; readonly close: () => Promise<void> };

/** An answer by its number (RFC 5321): 4xx asks to come again, 5xx says it never will. No word of the message or of an address is in it. */
const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

type Held = { bytes: number };

/** The whole message, or why not: what is too long is read on and thrown away, since who sends it must be told at its end. */
function collect(stream: SMTPServerDataStream, limits: ReceiverLimits, held: Held): Promise<Buffer | Error> {
  return new Promise((resolve) => {
    let parts: Buffer[] = [];
    let size = 0;
    let wrong: Error | undefined;
    const letGo = (): void => {
      held.bytes -= parts.reduce((sum, part) => sum + part.length, 0);
      parts = [];
    };
    stream.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limits.bytes) wrong = answer(552, 'This message is too long.');
      else if (!wrong && held.bytes + part.length > limits.bytesAtOnce) wrong = answer(452, 'Too much at this moment. Come again.');
      if (wrong) return letGo();
      held.bytes += part.length;
      parts.push(part);
    });
    const end = (): void => {
      const whole = wrong ?? Buffer.concat(parts);
      letGo();
      resolve(whole);
    };
    stream.once('end', end);
    stream.once('error', () => {
      letGo();
      resolve(answer(451, 'It broke off. Come again.'));
    });
    stream.once('close', () => {
      if (!stream.readableEnded) letGo();
    });
  });
}

/**
 * `keep` stores a message durably before it resolves; where it rejects, the sender is asked to come again. It must keep one message once,
 * however often it comes: a sender that did not hear the 250 sends it again.
 */
export async function receiveMail(settings: ReceiverSettings, keep: (raw: Buffer) => Promise<void>, broke: (why: unknown) => void): Promise<Receiver> {
  const limits = { ...usual, ...settings.most };
  const held: Held = { bytes: 0 };
  const tls = settings.tls ?? {};
  const server = new SMTPServer({
    ...tls,
    name: 'mail',
    banner: 'ready',
    size: limits.bytes,
    logger: false,
    disableReverseLookup: true,
    authOptional: true,
    disabledCommands: settings.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    hideDSN: true,
    maxClients: limits.connections,
    socketTimeout: limits.silentMs,
    closeTimeout: 2_000,
    maxRecipients: 100,
    onConnect: (session, go) => {
      setTimeout(() => {
        for (const one of server.connections) if (one.id === session.id) one.close();
      }, limits.wholeMs).unref();
      go();
    },
    // Any address is answered alike, so that none is confirmed: whatever comes to this door is for the helpline.
    onMailFrom: (_from, _session, go) => go(),
    onRcptTo: (_to, _session, go) => go(),
    onData: (stream, _session, said) => {
      void collect(stream, limits, held).then(async (whole) => {
        if (whole instanceof Error) return said(whole);
        try {
          await keep(whole);
          said(null, 'Kept.');
        } catch (wrong) {
          broke(wrong);
          said(answer(451, 'It could not be kept. Come again.'));
        }
      });
    },
  });
  // A connection that breaks is its own affair; what is wrong with the door itself comes out of listening.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(settings.port, settings.host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
