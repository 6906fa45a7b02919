// A decider's worklist over HTTP on PostgreSQL at 4,000 and at 400,000 cases: a page may not cost twice as much on the long list.
// `node bench/worklist.ts [--small 4000] [--large 400000] [--rounds 40]`
import { visitor } from '#tests/walk.ts';
import { count, inTurn, ms, table, times, within } from './stand/clock.ts';
import { fillCaseload } from './stand/caseload.ts';
import { asked, end, standOnPostgres, type Stand } from './stand/stand.ts';

const small = asked('small', 4_000);
const large = asked('large', 400_000);
const rounds = asked('rounds', 40);
const mayBe = 2;

const pages: Readonly<Record<string, string>> = {
  'all open': '/desk?view=all',
  'waiting on you': '/desk?view=you',
  'nobody has it yet': '/desk?view=unallocated',
  'for a second person': '/desk?view=second',
};

async function readers(stand: Stand): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const birch = visitor(stand.served.base);
  await birch.signIn('practice-birch');
  const read = async (path: string): Promise<string> => {
    const answer = await birch.go(path);
    if (answer.status !== 200 || !answer.text.includes('nrm-reference')) throw new Error(`${path} answered ${answer.status} without a case`);
    return answer.text;
  };
  const next = async (path: string): Promise<string> => {
    const found = /href="(\/desk\?view=all[^"]*after=[^"]+)"/.exec(await read(path))?.[1];
    if (!found) throw new Error(`${path} has no next page`);
    return found.replaceAll('&amp;', '&');
  };
  const second = await next('/desk?view=all');
  const { rows } = await stand.owner.query<{ harm: number; due: string | null; file: string }>(
    `select harm, to_char(due, 'YYYY-MM-DD') as due, file from queue where authority = 'sca' and waits <> 'done' order by calm, moved_down, due_or_never, file
     offset (select count(*) / 2 from queue where waits <> 'done') limit 1`,
  );
  const [middle] = rows;
  const all = {
    ...pages,
    'all open, second page': second,
    'all open, middle of the list': `/desk?view=all&after=${middle?.harm}.1.${middle?.due ?? ''}.${middle?.file}`,
  };
  return Object.fromEntries(Object.entries(all).map(([name, path]) => [name, () => read(path)]));
}

const stands = [
  await standOnPostgres((cloned, owner) => fillCaseload(cloned, owner, small, 40)),
  await standOnPostgres((cloned, owner) => fillCaseload(cloned, owner, large, 40)),
] as const;
const [few, many] = [await readers(stands[0]), await readers(stands[1])];
const works = Object.entries(few).flatMap(([name, work]) => [[`${name} few`, work] as const, [`${name} many`, many[name] ?? work] as const]);
const found = await inTurn(rounds, 5, Object.fromEntries(works));
const ratio = (name: string): number => (found[`${name} many`] ?? NaN) / (found[`${name} few`] ?? NaN);
console.log(`Medians of ${rounds} readings in turn; 25 cases a page`);
console.log(
  table([
    ['worklist', `${count(small)} cases`, `${count(large)} cases`, 'ratio'],
    ...Object.keys(few).map((name) => [name, ms(found[`${name} few`] ?? NaN), ms(found[`${name} many`] ?? NaN), times(ratio(name))]),
  ]),
);
for (const name of Object.keys(few)) within(`"${name}", ${count(large)} against ${count(small)} cases`, ratio(name), mayBe);
for (const stand of stands) await stand.close();
end();
