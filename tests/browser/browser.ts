// A real browser for the journeys: one for each test file, people who sit down at it, and what is looked at on every page they see.
import assert from 'node:assert/strict';
import { accessSync, constants, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page, type Response } from 'playwright-core';
import { exitPath } from '#kit/web/plain.ts';
import { openMemory } from '#tests/engines.ts';
import { startWalk, type Walk } from '#tests/walk.ts';

export const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/**
 * What a whole Chromium does for its own windows costs three times as much as a page: of these it keeps none. A later list takes the place of an
 * earlier one, so the first line repeats what Playwright leaves out itself.
 */
const without = [
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch',
  'InitialWebUI,WebUIReloadButton,WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup,PreloadTopChromeWebUI,SpareRendererForSitePerProcess',
].join(',');
export const flags = [
  `--disable-features=${without}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function installed(): boolean {
  try {
    accessSync(executablePath, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let browser: Promise<Browser> | undefined;
let walk: Promise<Walk> | undefined;
/** The test file whose house stands: `npm test` runs several in one process, and none finds what another left. */
let standing = '';
let pictures: Promise<string> | undefined;

const fileAsking = (): string => /[\w-]+\.test\.ts/.exec(new Error().stack ?? '')?.[0] ?? '';
async function houseOf(file: string): Promise<Walk> {
  if (standing !== file) {
    await (await walk)?.close();
    walk = undefined;
    followed.clear();
    checked.clear();
    standing = file;
  }
  return (walk ??= openMemory().then((db) => startWalk(db)));
}

after(async () => {
  await (await browser)?.close();
  await (await walk)?.close();
});

export type Seat = { readonly width?: number; readonly height?: number; readonly scripts?: boolean; readonly language?: string };
/** Instead of a persona: somebody from outside, who does not sign in. */
export const stranger = 'a stranger';
const fromTheRight = ['ar', 'fa', 'ur', 'ps', 'ckb'];
/** The house of this file, and a way to sit down in it. */
export type Place = { readonly walk: Walk; readonly sit: (persona: string, seat?: Seat) => Promise<Visit> };

/** One journey in a real browser, on the house that all journeys of its file share. */
export function journey(title: string, body: (place: Place) => Promise<void>): void {
  const file = fileAsking();
  // A browser that waits for ever must not hold up everything else.
  test(title, { timeout: 900_000 }, async (t) => {
    if (!installed()) {
      if (process.env['CI'] === 'true') throw new Error(`No browser stands at ${executablePath}, and CI walks every journey in one. Set CHROMIUM_PATH.`);
      t.skip('no browser here');
      return;
    }
    browser ??= chromium.launch({ executablePath, args: flags });
    const house = await houseOf(file);
    const visits: Visit[] = [];
    openToAll = house.house.routes.flatMap(({ who, path }) =>
      who === 'anyone' && path.includes(':') ? [new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)] : [],
    );
    const place: Place = {
      walk: house,
      sit: async (persona, seat = {}) => {
        const visit = await sitDown(await (browser as Promise<Browser>), house.base, persona, seat);
        visits.push(visit);
        return visit;
      },
    };
    try {
      await body(place);
      assert.deepEqual(
        visits.flatMap((visit) => visit.found),
        [],
      );
    } catch (wrong) {
      pictures ??= mkdtemp(join(tmpdir(), 'opennrm-journey-'));
      const folder = await pictures;
      for (const [i, visit] of visits.entries()) {
        const path = join(folder, `${title.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}-${i}.png`);
        await visit.page.screenshot({ path, fullPage: true }).then(
          () => t.diagnostic(`${visit.page.url()} is pictured in ${path}`),
          () => undefined,
        );
      }
      for (const visit of visits) for (const one of visit.found) t.diagnostic(one);
      throw wrong;
    } finally {
      for (const visit of visits) await visit.context.close();
    }
  });
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export type Visit = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What was wrong on any page seen: reported at the end of the journey, all at once. */
  readonly found: string[];
  /** Opens an address of this house. */
  readonly go: (path: string) => Promise<number>;
  /** Fills in what the fields of these names take: text, a choice, ticks. */
  readonly fill: (fields: Fields) => Promise<void>;
  /** Presses a button or follows a link by its words, and waits for the page it leads to. */
  readonly press: (words: string | RegExp) => Promise<number>;
  /** Fills in and saves a page of a form, which must take it. */
  readonly answer: (fields: Fields) => Promise<void>;
  /** Fills in and saves a page of a form, whatever it says to that. */
  readonly tryToAnswer: (fields: Fields) => Promise<number>;
  /** Does what leads to another page, and looks at that. */
  readonly arrive: (act: () => Promise<unknown>) => Promise<number>;
  /** Looks at a page that has changed without going to another. */
  readonly look: () => Promise<void>;
  /** The page's path without its query. */
  readonly at: () => string;
  readonly heading: () => Promise<string>;
  readonly text: () => Promise<string>;
  /** Paths of the pages seen, in order. */
  readonly seen: string[];
  /** Another tab of the same person. */
  readonly tab: () => Promise<Visit>;
};

/** Reference numbers and ids in an address made alike, so that a page is known again. */
export const patternOf = (path: string): string =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g, ':reference')
    .replace(/after=[^&]+/, 'after=:after');

/** Invented names of people in these journeys: none may stand in a page's title, which browsers keep in their history. */
export const names = ['Quillon', 'Placeholderton', 'Ombra', 'custody three'];

async function sitDown(on: Browser, base: string, persona: string, seat: Seat): Promise<Visit> {
  const context = await on.newContext({
    baseURL: base,
    viewport: { width: seat.width ?? 1280, height: seat.height ?? 900 },
    javaScriptEnabled: seat.scripts !== false,
  });
  // Long, since a busy machine is no fault of a page; what never comes is still reported.
  context.setDefaultTimeout(60_000);
  if (seat.scripts !== false) await context.addInitScript(watching);
  if (seat.language && seat.language !== 'en') await context.addCookies([{ name: 'nrm_lang', value: seat.language, url: base }]);
  const visit = await visitIn(context, base, persona, seat.scripts !== false);
  if (persona === stranger) return visit;
  await visit.go('/who-are-you');
  const button = visit.page.locator(`button[name="persona"][value="${persona}"]`);
  const loaded = visit.page.waitForNavigation({ waitUntil: 'load' });
  await button.click();
  await loaded;
  return visit;
}

async function visitIn(context: BrowserContext, base: string, persona: string, scripts: boolean): Promise<Visit> {
  const page = await context.newPage();
  const found: string[] = [];
  const seen: string[] = [];
  page.on('pageerror', (error) => found.push(`${patternOf(page.url())}: script broke: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    // A browser names every answer of 400 and more; that these are right is the journey's own business.
    if (message.type() === 'error' && !/the server responded with a status of (400|403|404|409|413)/.test(text))
      found.push(`${patternOf(page.url())}: ${text}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) found.push(`${patternOf(page.url())} asks another host: ${request.url()}`);
  });
  const look = async (response: Response | null): Promise<number> => {
    const status = response?.status() ?? 0;
    seen.push(new URL(page.url()).pathname);
    found.push(...(await lookAt(page, persona, response, scripts)));
    return status;
  };
  const arrive = async (act: () => Promise<unknown>): Promise<number> => {
    const [response] = await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), act()]);
    return look(response);
  };
  const visit: Visit = {
    context,
    page,
    found,
    seen,
    go: async (path) => look(await page.goto(path, { waitUntil: 'load' })),
    fill: async (fields) => {
      for (const [name, value] of Object.entries(fields)) await fillOne(page, name, value);
    },
    press: (words) =>
      arrive(() =>
        page
          .getByRole('button', { name: words, exact: typeof words === 'string' })
          .or(page.getByRole('link', { name: words, exact: typeof words === 'string' }))
          .filter({ visible: true })
          .first()
          .click(),
      ),
    answer: async (fields) => {
      const before = visit.at();
      const status = await visit.tryToAnswer(fields);
      if (status >= 400) throw new Error(`${before} was not taken (${status}): ${await visit.text()}`);
    },
    tryToAnswer: async (fields) => {
      await visit.fill(fields);
      return arrive(() => page.locator('.nrm-form-buttons button[value=save]').click());
    },
    arrive,
    look: async () => void found.push(...(await lookAt(page, persona, null, scripts))),
    at: () => new URL(page.url()).pathname,
    heading: async () => (await page.locator('h1').first().innerText()).trim(),
    text: () => page.locator('main').innerText(),
    tab: () => visitIn(context, base, persona, scripts),
  };
  return visit;
}

async function fillOne(page: Page, name: string, value: string | readonly string[]): Promise<void> {
  const field = page.locator(`[name="${name}"]`).first();
  const type = await field.getAttribute('type');
  if (type === 'radio' || type === 'checkbox') {
    for (const one of typeof value === 'string' ? [value] : value) await page.locator(`[name="${name}"][value="${one}"]`).check();
    return;
  }
  await field.fill(typeof value === 'string' ? value : value.join(' '));
  // The list of names would lie over what comes next.
  if ((await field.getAttribute('data-list')) !== null) await field.blur();
}

type Looked = {
  title: string;
  wide: number;
  width: number;
  links: string[];
  lost: string[];
  dir: string;
  lang: string;
  headings: number;
  errorSummary: boolean;
  violations: string[];
};
// Text for the browser: the tests' compiler knows no document.
const looking = `({
  title: document.title,
  wide: document.documentElement.scrollWidth,
  width: document.documentElement.clientWidth,
  links: [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')),
  dir: document.documentElement.dir,
  lang: document.documentElement.lang,
  headings: document.querySelectorAll('h1').length,
  lost: [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => id !== '' && !document.getElementById(decodeURIComponent(id))),
  errorSummary: document.querySelector('.govuk-error-summary a[href^="#"]') !== null,
  violations: window.violations ?? [],
})`;
/** What the page tried that its security policy forbids, from its first moment on. */
export const watching = `window.violations = [];
addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));`;

const mostBytes = 60 * 1024;

/** What is true of every page, of whatever journey. */
export async function lookAt(page: Page, persona: string, response: Response | null, scripts: boolean): Promise<string[]> {
  const url = new URL(page.url());
  const where = `${persona} at ${patternOf(url.pathname + url.search)}`;
  const wrong: string[] = [];
  const status = response?.status() ?? 0;
  if (response && !/text\/html/.test(response.headers()['content-type'] ?? '')) return wrong;
  const now = await page.evaluate<Looked>(looking);
  if (status >= 500) wrong.push(`${where}: broke (${status})`);
  if (/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.test(now.title) || names.some((name) => now.title.includes(name)))
    wrong.push(`${where}: the title names somebody: ${now.title}`);
  if (now.wide > now.width) wrong.push(`${where}: is ${now.wide} px wide on a screen of ${now.width}`);
  if (now.headings !== 1) wrong.push(`${where}: has ${now.headings} first headings`);
  if (now.lang === 'en' && now.errorSummary !== /^Error: /.test(now.title))
    wrong.push(`${where} (${status}): has the title “${now.title}” ${now.errorSummary ? 'though something is wrong' : 'though nothing is'}`);
  if (now.dir !== (fromTheRight.includes(now.lang) ? 'rtl' : 'ltr')) wrong.push(`${where}: ${now.lang} runs ${now.dir}`);
  if (/\/p\/[a-z-]+$/.test(url.pathname)) {
    const bytes = Buffer.byteLength((await response?.text().catch(() => '')) ?? '');
    if (bytes > mostBytes) wrong.push(`${where}: weighs ${bytes} bytes`);
  }
  for (const one of now.violations) wrong.push(`${where}: does what its security policy forbids: ${one}`);
  for (const id of now.lost) wrong.push(`${where}: a link leads to #${id}, which is not on the page`);
  wrong.push(...(await deadLinks(page, persona, now.links)));
  // Axe waits by timers, which do not run where scripts are off.
  if (scripts) wrong.push(...(await accessible(page, `${patternOf(url.pathname + url.search)} in ${now.lang} (${status})`, where)));
  return wrong;
}

const followed = new Set<string>();
/** Addresses of one rule, one list and the like, which answer everybody alike. */
let openToAll: readonly RegExp[] = [];

/** Links of a page that lead its reader nowhere; each kind of link once for each reader, and once for all where it answers all alike. */
async function deadLinks(page: Page, persona: string, hrefs: readonly string[]): Promise<string[]> {
  const dead: string[] = [];
  for (const href of hrefs) {
    const to = new URL(href, page.url());
    const pattern = patternOf(to.pathname + to.search);
    const key = openToAll.some((one) => one.test(to.pathname)) ? pattern : `${persona} ${pattern}`;
    if (href.startsWith('#') || to.origin !== new URL(page.url()).origin || /[?&](lang|text)=/.test(to.search) || to.pathname === exitPath || followed.has(key))
      continue;
    followed.add(key);
    const status = (await page.context().request.get(to.href, { maxRedirects: 5 })).status();
    if (status >= 400) dead.push(`${patternOf(page.url())}: a link leads ${persona} to ${pattern}, which answers ${status}`);
  }
  return dead;
}

const checked = new Set<string>();

/** The same program as the package's own, in half as many letters: they go to every page that is looked at. */
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Axe once for each page in each language and state: it is what takes longest. */
async function accessible(page: Page, what: string, where: string): Promise<string[]> {
  const known = what.replace(/[?&](from|next)=[^ &]+/g, '');
  if (checked.has(known)) return [];
  checked.add(known);
  await page.evaluate(`if (!window.axe) { ${axe} }`);
  type Violation = { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] };
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, resultTypes: ['violations'] }).then((done) => done.violations)`,
  );
  return violations.map(
    (one) =>
      `${where}: ${one.id}: ${one.help}: ${one.nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(', ')}`,
  );
}
