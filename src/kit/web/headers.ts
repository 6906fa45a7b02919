// What every answer says to the browser: what it may load, keep, show and tell others.

export type Headers = Readonly<Record<string, string>>;

const always: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
  'x-frame-options': 'DENY',
};

/** For every answer; the browser is told to insist on https only where it came by https. */
export function commonHeaders(https: boolean): Headers {
  return https ? { ...always, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : always;
}

/**
 * For pages: nothing from elsewhere and no code or style inside the page, so that what somebody wrote can never run. No text may
 * become markup in the browser either: there is no Trusted Types policy to make it so.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Never kept, by the browser or on the way. */
export const pageHeaders: Headers = {
  'content-security-policy': pagePolicy,
  'cache-control': 'no-store',
  'content-type': 'text/html; charset=utf-8',
};

/**
 * The one page that works without a connection starts a worker, and a browser asks a Trusted Types policy for the worker's address. It has one, by
 * this name, which knows that address and no other and makes no markup (offline.js).
 */
export const offlineHeaders: Headers = {
  ...pageHeaders,
  'content-security-policy': `${pagePolicy.replace("trusted-types 'none'", 'trusted-types note-worker')}; worker-src 'self'`,
};

/** For that worker: it answers for nothing but pages under this path, and loads nothing from elsewhere. */
export const workerHeaders: Headers = { 'service-worker-allowed': '/offline/', 'content-security-policy': "default-src 'none'; connect-src 'self'" };

/** Kinds of file that may be shown in the page; all else is handed over as a download. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain', 'text/plain; charset=utf-8']);

/**
 * For a file: it can run nothing, wherever it is opened. `style`: the hash of the one style of a page of our own that stands alone as a file;
 * it is shown then, with that style, its links and its downloads.
 */
export function fileHeaders(type: string, name: string, inline: boolean, style?: string): Headers {
  const safe = name.replace(/[\u0000-\u001f\u007f"\\/]/g, '_');
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    'content-type': /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/.test(type) ? type : 'application/octet-stream',
    'content-disposition': `${inline && (shown.has(type) || style) ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': style
      ? `default-src 'none'; style-src 'sha256-${style}'; frame-ancestors 'none'; base-uri 'none'; sandbox allow-downloads allow-top-navigation`
      : "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  };
}
