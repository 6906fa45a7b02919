// The only way out of the web process: to the configured issuer, and nowhere else (docs/decisions/0006-sign-in.md).

/** Fetches from an allowed origin. Throws where another is asked for, before anything is sent. */
export type Outward = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** Somebody asked for an address that nobody allowed. Names no address: it may have come from outside. */
export class NotAllowedOut extends Error {
  constructor() {
    super('The web process may not connect there.');
    this.name = 'NotAllowedOut';
  }
}

const mostBytes = 1024 * 1024;
const mostMillis = 10_000;

/** Origins that may be reached: the issuer's, and those its keys and tokens come from where that is another. No redirect is followed. */
export function outwardTo(origins: readonly string[]): Outward {
  const allowed = new Set(origins.map((one) => new URL(one).origin));
  return async (url, init = {}) => {
    const to = new URL(url);
    if (!allowed.has(to.origin) || to.username !== '' || to.password !== '') throw new NotAllowedOut();
    const late = AbortSignal.timeout(mostMillis);
    const answer = await fetch(to, { ...init, redirect: 'manual', signal: init.signal ? AbortSignal.any([init.signal, late]) : late });
    return whole(answer);
  };
}

/** The answer read to its end, within the limit: what does not stop coming must not fill the memory. */
async function whole(answer: Response): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('The issuer answered with more than can be right.');
    chunks.push(chunk);
  }
  const empty = answer.status === 204 || answer.status === 304;
  const said = new Response(empty ? null : Buffer.concat(chunks), { status: answer.status, statusText: answer.statusText, headers: answer.headers });
  Object.defineProperty(said, 'url', { value: answer.url });
  return said;
}
