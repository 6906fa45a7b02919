// Hiding small counts: the best pattern of a table of 150 cells, proven, and a quick one of 2,080 cells with its audit (another size by `--large 3`). `node bench/protect.ts`
import { protect } from '#methods/disclosure/suppress.ts';
import { tableOf, type Given } from '#methods/disclosure/table.ts';
import { count, ms, table } from './stand/clock.ts';
import { asked, end } from './stand/stand.ts';

/** Lehmer's generator: most inner cells are small, some are nothing. */
function invented(shape: readonly number[], seed: number) {
  let state = seed;
  const next = (): number => (state = (16807 * state) % 2147483647) / 2147483647;
  const codes = shape.reduce<string[][]>((all, size, at) => all.flatMap((some) => Array.from({ length: size }, (_, i) => [...some, `${at}.${i}`])), [[]]);
  const given = codes.map((one, at): Given => ({ row: at + 2, codes: one, count: String(Math.floor(30 * next() ** 3)) }));
  const made = tableOf(
    shape.map((_, at) => ({ name: String(at) })),
    given,
  );
  if ('wrong' in made) throw new Error(made.wrong);
  return made;
}

const rows: string[][] = [['table', 'cells', 'too small', 'hidden besides', 'cost', 'proven', 'audit', 'processor']];
for (const [shape, seed] of [
  [[6, 8], 7],
  [[4, 4, 5], 11],
  [[12, asked('large', 15), 9], 3],
] as const) {
  const of = invented(shape, seed);
  const began = process.cpuUsage();
  const { status, cost, optimal, audit } = await protect(of, { threshold: 5 });
  const { user, system } = process.cpuUsage(began);
  const many = (which: string): string => count(status.filter((one) => one === which).length);
  rows.push([
    shape.join(' × '),
    count(of.cells.length),
    many('primary'),
    many('secondary'),
    count(cost),
    optimal ? 'yes' : 'no',
    audit.passed ? 'passed' : 'FAILED',
    ms((user + system) / 1000),
  ]);
  if (!audit.passed) process.exitCode = 1;
}
console.log(table(rows));
end();
