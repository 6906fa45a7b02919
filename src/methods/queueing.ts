// How long a queue is where work comes by chance: the closed forms of Erlang (1917), and a queue played out by chance beside them.
import { exponential, type Draw } from './seeded.ts';

/** How often all of so many servers are busy where nobody may wait (Erlang's B). `load`: arrivals in the time that one piece of work takes. */
export function refused(load: number, servers: number): number {
  let busy = 1;
  for (let n = 1; n <= servers; n += 1) busy = (load * busy) / (n + load * busy);
  return busy;
}

export type Queue = {
  /** How often somebody has to wait at all (Erlang's C). */
  readonly waits: number;
  /** How many wait on average, and how long; with Little's law length = arrivals times time. */
  readonly length: number;
  readonly time: number;
  /** ... and with those who are being served. */
  readonly inside: number;
  readonly timeInside: number;
};

/** Arrivals by chance at `arrivals` a unit of time, each served for 1 / `rate` on average by one of `servers`. Without end where they are too few. */
export function queue(arrivals: number, rate: number, servers: number): Queue {
  const load = arrivals / rate;
  if (!(load < servers)) return { waits: 1, length: Infinity, time: Infinity, inside: Infinity, timeInside: Infinity };
  const none = refused(load, servers);
  const waits = none / (1 - (load / servers) * (1 - none));
  const length = (waits * load) / (servers - load);
  return { waits, length, time: length / arrivals, inside: length + load, timeInside: length / arrivals + 1 / rate };
}

/** So many servers that at most this share is refused. */
export function serversFor(load: number, most: number): number {
  let [servers, busy] = [0, 1];
  while (busy > most) {
    servers += 1;
    busy = (load * busy) / (servers + load * busy);
  }
  return servers;
}

export type Played = { readonly waited: number; readonly time: number; readonly length: number; readonly arrivals: number };

/** Plays the same queue for so many arrivals after as many to warm up: first come, first served. `length` is a mean over time, by looking. */
export function play(draw: Draw, arrivals: number, rate: number, servers: number, many: number): Played {
  const free = new Array<number>(servers).fill(0);
  let [now, began, waited, time, inQueue] = [0, 0, 0, 0, 0];
  for (let i = 0; i < 2 * many; i += 1) {
    now += exponential(draw, 1 / arrivals);
    if (i === many) began = now;
    const first = free.reduce((best, at, k) => (at < (free[best] ?? 0) ? k : best), 0);
    const starts = Math.max(now, free[first] ?? 0);
    free[first] = starts + exponential(draw, 1 / rate);
    if (i < many) continue;
    waited += starts > now ? 1 : 0;
    time += starts - now;
    // Whoever waits lengthens the queue for as long as they do.
    inQueue += starts - now;
  }
  return { waited: waited / many, time: time / many, length: inQueue / (now - began), arrivals: many };
}

/**
 * How many are there on each day where nobody is refused: those who came on each day before, and stay so long with that probability.
 * `stays[n]`: the share that is still there after n whole days (1 for n = 0). Counts are Poisson where arrivals are.
 */
export const occupied = (arrivals: readonly number[], stays: readonly number[]): readonly number[] =>
  arrivals.map((_one, day) => {
    let sum = 0;
    for (let n = 0; n <= day && n < stays.length; n += 1) sum += (arrivals[day - n] ?? 0) * (stays[n] ?? 0);
    return sum;
  });
