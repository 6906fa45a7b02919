// The home of a decider with 60 open cases, out of 600 and out of 100,000 of the authority, over HTTP on PostgreSQL.
// `node bench/home.ts [--large 100000] [--rounds 20]`
import { visitor } from '#tests/walk.ts';
import { count, inTurn, ms, table, times, within } from './stand/clock.ts';
import { fillCaseload } from './stand/caseload.ts';
import { asked, end, standOnPostgres, type Stand } from './stand/stand.ts';

const mine = 60;
const small = 600;
const large = asked('large', 100_000);
const rounds = asked('rounds', 20);
const mayBe = 2;

/** One case in so many is the decider's own; a multiple of five, so that none of them is done. */
const oneIn = (cases: number): number => Math.floor(cases / mine / 5) * 5;

const pages: Readonly<Record<string, string>> = {
  'waiting on you': '/desk?view=you',
  'waiting on others': '/desk?view=others',
  'ready to decide': '/desk?view=ready',
  changed: '/desk?view=changed',
};

async function readers(stand: Stand): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const birch = visitor(stand.served.base);
  await birch.signIn('practice-birch');
  const { rows } = await stand.owner.query<{ open: number }>(
    `select count(*)::int as open from queue where allocated_to = 'practice-birch' and waits <> 'done'`,
  );
  if (Math.abs((rows[0]?.open ?? 0) - mine) > 2) throw new Error(`${rows[0]?.open} open cases`);
  const read = async (path: string): Promise<void> => {
    const answer = await birch.go(path);
    if (answer.status !== 200 || !answer.text.includes('nrm-reference')) throw new Error(`${path} answered ${answer.status} without a case`);
  };
  return Object.fromEntries(Object.entries(pages).map(([name, path]) => [name, () => read(path)]));
}

const stands = [
  await standOnPostgres((cloned, owner) => fillCaseload(cloned, owner, small, oneIn(small))),
  await standOnPostgres((cloned, owner) => fillCaseload(cloned, owner, large, oneIn(large))),
] as const;
const [few, many] = [await readers(stands[0]), await readers(stands[1])];
const works = Object.entries(few).flatMap(([name, work]) => [[`${name} few`, work] as const, [`${name} many`, many[name] ?? work] as const]);
const found = await inTurn(rounds, 3, Object.fromEntries(works));
const of = (name: string): number => found[name] ?? NaN;
console.log(`Medians of ${rounds} readings in turn; ${mine} open cases of one decider`);
console.log(
  table([
    ['home', `of ${count(small)}`, `of ${count(large)}`, 'ratio'],
    ...Object.keys(few).map((name) => [name, ms(of(`${name} few`)), ms(of(`${name} many`)), times(of(`${name} many`) / of(`${name} few`))]),
  ]),
);
for (const name of Object.keys(few)) within(`"${name}", ${count(large)} against ${count(small)} cases`, of(`${name} many`) / of(`${name} few`), mayBe);
for (const stand of stands) await stand.close();
end();
