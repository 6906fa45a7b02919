// How often somebody may ask: counted in memory for a minute, by visit, token, person or address, none of which is kept.
import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** What is counted: pages of a visit, pages of an address without one, sign-ins, searches, codes of letters and words at doors (by address, and all together), calls of a program, tokens that are none; of what people report and the codes they come back with, all together alone. */
export type Rate = 'visit' | 'stranger' | 'sign-in' | 'search' | 'check' | 'checks' | 'door' | 'doors' | 'report' | 'code' | 'program' | 'wrong-token';
/** How many a minute. */
export type Rates = Readonly<Record<Rate, number>>;

/**
 * Far above what a person does (a list of names asks again at each pause in typing), far below what going through names,
 * tokens or pages by machine takes. A whole office may come from one address.
 */
export const ordinaryRates: Rates = {
  visit: 1200,
  stranger: 1200,
  'sign-in': 120,
  search: 20,
  check: 30,
  checks: 600,
  door: 20,
  doors: 120,
  report: 600,
  code: 300,
  program: 1200,
  'wrong-token': 30,
};

export const ratesTimes = (times: number): Rates =>
  Object.fromEntries(Object.entries(ordinaryRates).map(([rate, many]) => [rate, Math.ceil(many * times)])) as Rates;

/** `flood`: so far beyond the limit that nothing more is read of it. */
export type Passed = { readonly ok: true } | { readonly ok: false; readonly wait: number; readonly flood: boolean };

export type Turnstile = {
  /** Counts one more and says whether it may pass. */
  readonly pass: (rate: Rate, who: string) => Passed;
  /** Looks without counting. */
  readonly flooded: (rate: Rate, who: string) => boolean;
  /** How many counters are held. */
  readonly size: () => number;
};

const minute = 60_000;
const floodTimes = 3;
/** Of each kind. Beyond it the oldest go, so that a crowd of addresses cannot fill the memory. */
const most = 20_000;

/** A clock that only goes forward: setting the machine's own clock back must shut nobody out. */
export function turnstile(rates: Rates, now: () => number = () => performance.now()): Turnstile {
  const secret = randomBytes(32);
  const counters = new Map<Rate, Map<string, { count: number; readonly since: number }>>();
  const of = (rate: Rate): Map<string, { count: number; readonly since: number }> => {
    const found = counters.get(rate) ?? new Map<string, { count: number; readonly since: number }>();
    counters.set(rate, found);
    return found;
  };
  /** Nobody can read an address or a token out of the memory of this program. */
  const keyOf = (rate: Rate, who: string): string => createHmac('sha256', secret).update(`${rate} ${who}`).digest('base64');
  const current = (rate: Rate, key: string): { count: number; readonly since: number } | undefined => {
    const found = of(rate).get(key);
    return found && now() - found.since < minute ? found : undefined;
  };
  return {
    pass: (rate, who) => {
      const key = keyOf(rate, who);
      let found = current(rate, key);
      if (!found) {
        const all = of(rate);
        all.delete(key);
        if (all.size >= most) all.delete(all.keys().next().value ?? '');
        all.set(key, (found = { count: 0, since: now() }));
      }
      found.count += 1;
      if (found.count <= rates[rate]) return { ok: true };
      return { ok: false, wait: Math.max(1, Math.ceil((found.since + minute - now()) / 1000)), flood: found.count > floodTimes * rates[rate] };
    },
    flooded: (rate, who) => (current(rate, keyOf(rate, who))?.count ?? 0) > floodTimes * rates[rate],
    size: () => [...counters.values()].reduce((sum, one) => sum + one.size, 0),
  };
}

/** An address as it is counted: of IPv6 the network, since one household or office has as many addresses as it likes. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right].slice(0, 4).join(':');
}
