// Firefox by its own remote protocol (Marionette): lines of JSON over a socket, as much of it as a test of the way out needs.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr';
export const firefoxInstalled = (): boolean => existsSync(program);

export type Fox = {
  readonly go: (url: string) => Promise<unknown>;
  readonly back: () => Promise<unknown>;
  readonly type: (selector: string, text: string) => Promise<void>;
  readonly click: (selector: string) => Promise<void>;
  /** Runs a script in the page and gives what it returns as text. */
  readonly say: (script: string) => Promise<string>;
  readonly until: (script: string, wanted: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Send = (command: string, values?: object) => Promise<unknown>;

/** Asks and waits for the answer of the same number. */
async function speakTo(port: number): Promise<{ readonly send: Send; readonly end: () => void }> {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (!open) {
      if (tries > 240) throw new Error('Firefox does not listen.');
      await wait(500);
      continue;
    }
    const waiting = new Map<number, (answer: { error: { message: string } | null; value: unknown }) => void>();
    let buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      for (;;) {
        const colon = buffer.indexOf(':');
        const length = Number(buffer.subarray(0, Math.max(0, colon)).toString());
        if (colon < 1 || buffer.length < colon + 1 + length) return;
        const message = JSON.parse(buffer.subarray(colon + 1, colon + 1 + length).toString()) as unknown;
        buffer = buffer.subarray(colon + 1 + length);
        if (!Array.isArray(message)) continue;
        const [, id, error, value] = message as [number, number, { message: string } | null, unknown];
        waiting.get(id)?.({ error, value });
      }
    });
    let count = 0;
    const send: Send = (command, values = {}) =>
      new Promise((resolve, reject) => {
        const id = (count += 1);
        waiting.set(id, ({ error, value }) => (error ? reject(new Error(`${command}: ${error.message}`)) : resolve(value)));
        const text = JSON.stringify([0, id, command, values]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      });
    return { send, end: () => socket.destroy() };
  }
}

/** A fresh profile that takes the rig's certificate. */
export async function firefox(): Promise<Fox> {
  const profile = mkdtempSync(join(tmpdir(), 'opennrm-fox-'));
  const port = await freePort();
  writeFileSync(join(profile, 'user.js'), `user_pref('marionette.port', ${port});\nuser_pref('browser.sessionhistory.max_total_viewers', 8);\n`);
  const child = spawn(program, ['--headless', '--marionette', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile },
  });
  const { send, end } = await speakTo(port);
  await send('WebDriver:NewSession', { acceptInsecureCerts: true });
  const find = async (selector: string): Promise<string> => {
    const { value } = (await send('WebDriver:FindElement', { using: 'css selector', value: selector })) as { value: Record<string, string> };
    return Object.values(value)[0] ?? '';
  };
  const say = async (script: string): Promise<string> => String(((await send('WebDriver:ExecuteScript', { script, args: [] })) as { value: unknown }).value);
  return {
    go: (url) => send('WebDriver:Navigate', { url }),
    back: () => send('WebDriver:Back'),
    type: async (selector, text) => void (await send('WebDriver:ElementSendKeys', { id: await find(selector), text })),
    click: async (selector) => void (await send('WebDriver:ElementClick', { id: await find(selector) })),
    say,
    until: async (script, wanted) => {
      for (let tries = 0; tries < 120; tries += 1) {
        if ((await say(script).catch(() => '')) === wanted) return;
        await wait(250);
      }
      throw new Error(`Firefox does not come to ${wanted}.`);
    },
    close: async () => {
      end();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    },
  };
}
