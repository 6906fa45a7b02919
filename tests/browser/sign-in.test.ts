// Sign-in in a real browser: an issuer on another site, passkeys of a virtual authenticator, the warning before a visit ends, and all of it without scripts.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { theService } from '#kit/store/database.ts';
import { firstTwo, invited, organisation, somebody, startAtWork, type AtWork, type Both } from '#tests/at-work.ts';
import { openMemory } from '#tests/engines.ts';
import { freePort, realIssuer, type Person, type TestIssuer } from '#tests/issuer.ts';
import { executablePath, flags, installed, lookAt, watching } from './browser.ts';

type Place = { readonly work: AtWork; readonly issuer: TestIssuer; readonly by: Both; readonly codes: readonly [string, string]; person: Person };

let browser: Promise<Browser> | undefined;
let place: Promise<Place> | undefined;
after(async () => {
  await (await browser)?.close();
  const at = await place;
  await at?.work.close();
  await at?.issuer.close();
});

/** The service at localhost, the issuer at 127.0.0.1: two sites, so that strict cookies do not come along. */
async function open(): Promise<Place> {
  const db = await openMemory();
  const origin = `http://localhost:${await freePort()}`;
  const at = { person: { sub: 'nobody' } } as Place;
  const issuer = await realIssuer(origin, () => at.person);
  const work = await startAtWork(db, origin, issuer.url);
  const { codes, ...by } = await firstTwo(db);
  await organisation(db, by, { code: 'heron-police', kind: 'police', domain: 'police.example' });
  return Object.assign(at, { issuer, work, codes, by });
}

function inBrowser(title: string, body: (at: Place, sit: (scripts?: boolean) => Promise<Seat>) => Promise<void>): void {
  test(title, { timeout: 600_000 }, async (t) => {
    if (!installed()) {
      if (process.env['CI'] === 'true') throw new Error(`No browser stands at ${executablePath}, and CI signs in with one.`);
      t.skip('no browser here');
      return;
    }
    browser ??= chromium.launch({ executablePath, args: flags });
    place ??= open();
    const at = await place;
    const seats: Seat[] = [];
    try {
      await body(at, async (scripts = true) => {
        const seat = await sitDown(await (browser as Promise<Browser>), at, scripts);
        seats.push(seat);
        return seat;
      });
      assert.deepEqual(
        seats.flatMap((seat) => seat.found),
        [],
      );
    } finally {
      for (const seat of seats) await seat.context.close();
    }
  });
}

type Seat = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly found: string[];
  readonly look: (who: string) => Promise<void>;
  readonly at: () => string;
};

async function sitDown(on: Browser, { work }: Place, scripts: boolean): Promise<Seat> {
  const context = await on.newContext({ baseURL: work.base, viewport: { width: 320, height: 800 }, javaScriptEnabled: scripts });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(watching);
  const page = await context.newPage();
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`script broke: ${error.message}`));
  return {
    context,
    page,
    found,
    at: () => new URL(page.url()).pathname,
    look: async (who) => {
      const response = await page.goto(page.url());
      found.push(...(await lookAt(page, who, response, scripts)));
    },
  };
}

/** Signs in from a page that was asked for, and waits until that page is there. */
async function comeIn(seat: Seat, wanted: string, code = ''): Promise<void> {
  await seat.page.goto(wanted);
  assert.equal(seat.at(), '/sign-in');
  if (code) {
    await seat.page.locator('summary', { hasText: 'invitation' }).click();
    await seat.page.getByLabel('Code of your invitation').fill(code);
  }
  await seat.page.getByRole('button', { name: 'Sign in with your organisation’s account' }).click();
  await seat.page.waitForURL((url) => url.pathname === wanted);
}

async function authenticator(seat: Seat): Promise<{ readonly cdp: CDPSession; readonly id: string }> {
  const cdp = await seat.context.newCDPSession(seat.page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId: id } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id };
}

const stale = ({ work }: Place): Promise<unknown> =>
  work.house.kit.db.as(theService, 'operations', (tx) => tx.query(`update session set proved_at = clock_timestamp() - interval '6 minutes'`));

inBrowser('an administrator comes in by an issuer on another site, makes a passkey, and from then on signs in and confirms with it', async (at, sit) => {
  const seat = await sit();
  const { page } = seat;
  await page.goto('/sign-in');
  await seat.look('nobody');
  at.person = { sub: 'first' };
  await comeIn(seat, '/organisations', at.codes[0]);
  assert.match(await page.locator('.nrm-who').innerText(), /Invented First/);
  await seat.look('administrator');

  const { cdp, id } = await authenticator(seat);
  await page.goto('/my-access/new-passkey');
  await seat.look('administrator');
  await page.getByLabel('A name for it').fill('Invented laptop');
  await page.getByRole('button', { name: 'Make it' }).click();
  await arrived(page, '/my-access');
  assert.match(await page.locator('main').innerText(), /Invented laptop/);
  await seat.look('administrator');
  const made = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id });
  assert.equal(made.credentials.length, 1);
  assert.equal(made.credentials[0]?.rpId, 'localhost');

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await arrived(page, '/sign-in');
  await page.goto('/organisations');
  const before = await page.context().cookies();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await arrived(page, '/organisations');
  assert.match(await page.locator('.nrm-who').innerText(), /Invented First/);
  const session = (cookies: typeof before): string => cookies.find((one) => one.name === 'nrm_session')?.value ?? '';
  assert.notEqual(session(await page.context().cookies()), session(before));

  // Five minutes later: what was typed meets the question, and goes on after the answer.
  await stale(at);
  await page.getByLabel('Name of the organisation').fill('Invented shelter');
  await page.getByLabel('Code', { exact: true }).fill('invented-shelter');
  await page.getByLabel('Kind of organisation').selectOption('support-provider');
  await page.getByRole('button', { name: 'Propose' }).click();
  await page.getByRole('heading', { name: 'Show once more that it is you' }).waitFor();
  await page.getByRole('button', { name: 'Confirm with a passkey' }).click();
  await page.getByRole('button', { name: 'Carry on where you were' }).click();
  await arrived(page, '/organisations/invented-shelter');
  assert.match(await page.locator('h1').innerText(), /Invented shelter/);
  await seat.look('administrator');
  await cdp.detach();
});

/** The whole path: as a pattern, its end would be found in `/sign-in?next=…` already, before anybody is let in. */
const arrived = (page: Page, path: string): Promise<void> => page.waitForURL(({ pathname }) => pathname === path);

inBrowser('a passkey that was copied, is used without its person, or answers another site does not open the door', async (at, sit) => {
  const { db } = at.work.house.kit;
  const id = await somebody(db, at.by, { name: 'Invented Swift', email: 'swift@elsewhere.example', at: 'heron-police', role: 'first-responder' });
  const code = await invited(db, at.by, id);
  const seat = await sit();
  const { page } = seat;
  const { cdp, id: authenticatorId } = await authenticator(seat);
  // No account at the issuer: the invitation makes a passkey, and that is the way in.
  await page.goto('/sign-in?next=/my-access');
  await page.locator('summary', { hasText: 'invitation' }).click();
  await page.getByLabel('Code of your invitation').fill('0000000000-0000000000');
  await page.getByRole('button', { name: 'make a passkey with the code' }).click();
  await page.getByText('This code is not in use').waitFor();
  await page.getByLabel('Code of your invitation').fill(code);
  await page.getByRole('button', { name: 'make a passkey with the code' }).click();
  await arrived(page, '/my-access');
  assert.match(await page.locator('.nrm-who').innerText(), /Invented Swift/);

  const tryIn = async (): Promise<void> => {
    await page.context().clearCookies();
    await page.goto('/sign-in?next=/my-access');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  };
  const sorry = () => page.getByText('This passkey did not open the door').first().waitFor();
  await tryIn();
  await arrived(page, '/my-access');

  // Without its person: the browser itself says no, and so do we where it does not.
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await tryIn();
  await sorry();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.context().clearCookies();
  await page.goto('/sign-in');
  assert.equal(await relayed(page, at.work.base, page.url(), 'discouraged'), 400, 'not verified');

  // Another site of the same host gets an answer to our challenge, and hands it on.
  const other = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Another site</title>'));
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const elsewhere = `http://localhost:${(other.address() as AddressInfo).port}/`;
  try {
    assert.equal(await relayed(page, at.work.base, elsewhere, 'required'), 400, 'an answer given to another site');
    await page.goto('/sign-in');
    assert.equal(await relayed(page, at.work.base, page.url(), 'required'), 200, 'the same way, on our own site');
  } finally {
    await new Promise((done) => (other.closeAllConnections(), other.close(done)));
  }

  // Copied: the copy is behind the original.
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  const [original] = credentials;
  assert.ok(original && original.signCount > 1);
  await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: original.credentialId });
  await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...original, signCount: 0 } });
  await tryIn();
  await sorry();
  await cdp.detach();
});

/** Takes a challenge of ours, has it answered on some page, and posts the answer to us. Gives the status: 400 where it is refused. */
async function relayed(page: Page, base: string, answeredAt: string, verification: 'required' | 'discouraged'): Promise<number> {
  await page.goto(`${base}/sign-in`);
  const asked = await page.evaluate<{ state: string; token: string; options: { challenge: string; rpId: string } }>(`(async () => {
    const token = document.querySelector('[name=_csrf]').value;
    const answer = await fetch('/sign-in/passkey/options', { method: 'POST', body: new URLSearchParams({ _csrf: token }) });
    return { ...(await answer.json()), token };
  })()`);
  await page.goto(answeredAt);
  const credential = await page.evaluate<string>(`(async () => {
    const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
    const key = await navigator.credentials.get({ publicKey: { challenge: bytes('${asked.options.challenge}'), rpId: 'localhost', userVerification: '${verification}' } });
    const { clientDataJSON, authenticatorData, signature } = key.response;
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {},
      response: { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) } });
  })()`);
  await page.goto(`${base}/sign-in`);
  const fields = { _csrf: asked.token, what: 'sign-in', next: '/', state: asked.state, credential };
  return page.evaluate<number>(
    `fetch('/sign-in/passkey', { method: 'POST', body: new URLSearchParams(${JSON.stringify(fields)}) }).then((answer) => answer.status)`,
  );
}

inBrowser('without scripts the account of one’s organisation serves for signing in, for showing it once more, and for carrying on', async (at, sit) => {
  const seat = await sit(false);
  const { page } = seat;
  at.person = { sub: 'second' };
  await comeIn(seat, '/organisations', at.codes[1]);
  assert.match(await page.locator('.nrm-who').innerText(), /Invented Second/);
  await stale(at);
  await page.getByLabel('Name of the organisation').fill('Invented harbour');
  await page.getByLabel('Code', { exact: true }).fill('invented-harbour');
  await page.getByLabel('Kind of organisation').selectOption('ngo');
  await page.getByRole('button', { name: 'Propose' }).click();
  assert.equal(await page.getByRole('button', { name: 'Confirm with a passkey' }).isVisible(), false);
  await page.getByRole('button', { name: 'Confirm with your organisation’s account' }).click();
  await page.getByRole('button', { name: 'Carry on where you were' }).click();
  await arrived(page, '/organisations/invented-harbour');
  assert.match(await page.locator('body').innerText(), /This visit ends after 15 minutes/);
});

inBrowser('two minutes before a visit ends a warning says so, one press keeps it open, and after the end nothing typed is touched', async (at, sit) => {
  const seat = await sit();
  const { page } = seat;
  await page.clock.install();
  at.person = { sub: 'first' };
  await comeIn(seat, '/organisations');
  await page.getByLabel('Name of the organisation').fill('Typed before the warning');
  await page.clock.runFor(12 * 60_000);
  assert.equal(await page.getByRole('dialog').isVisible(), false);
  await page.clock.runFor(90_000);
  await page.getByRole('dialog', { name: 'Your visit ends in two minutes' }).waitFor();
  await page.getByRole('button', { name: 'I am still here' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.clock.runFor(12 * 60_000);
  assert.equal(await page.getByRole('dialog').isVisible(), false);
  await page.clock.runFor(4 * 60_000);
  await page.getByRole('dialog', { name: 'Your visit has ended' }).waitFor();
  await page.getByRole('button', { name: 'Back to the page' }).click();
  assert.equal(await page.getByLabel('Name of the organisation').inputValue(), 'Typed before the warning');
});
