// The house over https, as browsers take it for real: only so do they keep pages, and only so can a test see what comes back.
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A page that any browser may keep: it must come back with what was typed, or the rig sees nothing. */
export const controlPath = '/rig-control';

/** A site that the browser takes for a real one: https, with a certificate it accepts by its key. */
export async function secured(base: string): Promise<{ readonly server: Server; readonly at: string; readonly key: string; readonly asked: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', [...asked, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const seen: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (from, to) => {
    seen.push(`${from.method ?? ''} ${from.url ?? ''}`);
    if (from.url === controlPath) {
      to.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=600' });
      to.end('<!DOCTYPE html><title>Control</title><form><input type="text" name="words"></form>');
      return;
    }
    const on = request(base + (from.url ?? '/'), { method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    from.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const spki = new X509Certificate(readFileSync(cert)).publicKey.export({ type: 'spki', format: 'der' });
  return { server, at: `https://localhost:${(server.address() as AddressInfo).port}`, key: createHash('sha256').update(spki).digest('base64'), asked: seen };
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

/** A page that comes from the cache of pages loads nothing that could be waited for: the browser is asked what stands there. */
export async function back(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  const { currentIndex, entries } = await cdp.send('Page.getNavigationHistory');
  const before = entries[currentIndex - 1];
  if (!before) return '';
  await cdp.send('Page.navigateToHistoryEntry', { entryId: before.id });
  await wait(1500);
  return standing(page);
}

/** The browser asks whether to send a form again, and somebody says yes: what stands there then. */
export async function sentAgain(page: Page): Promise<string> {
  await (await page.context().newCDPSession(page)).send('Page.reload');
  await wait(1500);
  return standing(page);
}

async function standing(page: Page): Promise<string> {
  const text = `document.body.innerText + ' ' + [...document.querySelectorAll('input, textarea')].map((one) => one.value).join(' ')`;
  const { result } = await (await page.context().newCDPSession(page)).send('Runtime.evaluate', { expression: text, returnByValue: true });
  return String(result.value);
}
