// Times and how they are told: medians and ratios, since one machine's milliseconds say little about another's.

export type Timed = { readonly name: string; readonly ms: readonly number[] };

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Milliseconds of one piece of work. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Times pieces of work in turn, round after round, so that what else the machine does falls on all of them alike. The first
 * `warm` rounds are not counted.
 */
export async function inTurn(rounds: number, warm: number, works: Readonly<Record<string, () => Promise<unknown>>>): Promise<Readonly<Record<string, number>>> {
  const all = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds + warm; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const ms = await timed(work);
      if (round >= warm) all.get(name)?.push(ms);
    }
  }
  return Object.fromEntries([...all].map(([name, ms]) => [name, median(ms)]));
}

export const ms = (number: number): string => `${number < 10 ? number.toFixed(2) : number.toFixed(0)} ms`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} times`;
export const count = (number: number): string => number.toLocaleString('en-GB');
export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

/** A table of text columns, each as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('   ')).join('\n');
}

/** Says that a number is worse than it may be; the measurement then ends with status 1. */
export function within(what: string, value: number, most: number): void {
  const good = value < most;
  console.log(`${good ? 'ok' : 'TOO MUCH'}: ${what} is ${value.toFixed(2)}, and may be up to ${most}`);
  if (!good) process.exitCode = 1;
}
