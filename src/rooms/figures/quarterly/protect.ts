// All tables of a release as one system of equations, with the sums that hold between universes, protected together.
import { keyOf, linked, protectLinked, tellsMore, type Before, type Equation, type Linked } from '#methods/disclosure/linked.ts';
import { small, strictThreshold, tooFine } from '#methods/disclosure/rules.ts';
import { total } from '#methods/disclosure/table.ts';
import { wholeTable, type Part } from './count.ts';
import { dimensions, type Dimension } from './dimension.ts';

/** From how many people on a count is not small any more. */
export const threshold = 5;

export type Protected = Linked & { readonly keys: readonly string[] };

/**
 * `before`: what was decided on earlier, for example by releases of the quarters before. `asked`: tables that somebody asked for, whose own cells
 * are judged by the stricter threshold. Throws where tables disagree: then they count wrongly.
 */
export async function protectRelease(
  parts: readonly Part[],
  stages: readonly string[],
  before: readonly Before[] = [],
  asked: readonly string[] = [],
): Promise<Protected> {
  const finer = parts.find(({ definition }) => definition.by.some((id) => isTooFine(dimensions[id])));
  if (finer) throw new Error(`${finer.definition.id} is by a smaller place than may be let out`);
  const tables = parts.map((part) => ({ universe: part.universe, table: wholeTable(part) }));
  const counts = new Map(tables.flatMap(({ universe, table }) => table.cells.map(({ codes, count }) => [keyOf(universe, table.names, codes), count] as const)));
  const equations = hiddenLinks(parts, stages).filter(({ total: whole, parts: of }) => holds(counts, whole, of));
  const held = before.filter(({ key }) => counts.has(key));
  const system = linked(tables, { before: held, sums: equations });
  if ('wrong' in system) throw new Error(`the tables of the release do not fit together: ${system.wrong} at ${system.key}`);
  const usual = new Set(
    parts.flatMap((part, at) => {
      const { universe, table } = tables[at] ?? { universe: '', table: { names: [], cells: [] } };
      return asked.includes(part.definition.id) ? [] : table.cells.map(({ codes }) => keyOf(universe, table.names, codes));
    }),
  );
  const dangers = asked.length > 0 ? small(system, strictThreshold, 'free-request', (at) => !usual.has(system.keys[at] ?? '') && at < system.keys.length) : [];
  const made = await protectLinked(system, { threshold, dangers, oneCategory: tellsMore(system.keys, saysNothing) });
  return { ...made, keys: system.keys };
}

/** Rule f, for every table that is let out: of a release, of an answer and of a trial. */
export const isTooFine = ({ level }: Dimension): boolean => level !== undefined && tooFine(level);

/**
 * Categories of which rule b asks nothing: that it is not known of anybody what they are is no secret of theirs, nor is how far an office has come
 * with a referral that nobody has decided yet. That all of a group were refused, or ended, is.
 */
const saysNothing = (name: string, code: string): boolean =>
  code === 'unknown' ||
  code === 'not-specified' ||
  name === 'came' ||
  (name === 'gone' && code !== 'ended') ||
  (name === 'reached' && code.endsWith('-waiting'));

/** A sum over universes is one only where all its cells are in the release and the counts keep it: what the data do not keep nobody can rest on. */
function holds(counts: ReadonlyMap<string, number>, whole: string, parts: readonly string[]): boolean {
  return counts.has(whole) && parts.every((part) => counts.has(part)) && parts.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0) === counts.get(whole);
}

/**
 * What a reader knows to be equal though it stands in different tables: who came to wait is who was sent, or was decided positively before;
 * who left by a decision is who was decided; who ended while waiting is who ended.
 */
function hiddenLinks(parts: readonly Part[], stages: readonly string[]): readonly Equation[] {
  const universe = (name: string, stage?: string): string | undefined =>
    parts.find((part) => part.definition.universe === name && part.apart?.code === stage)?.universe;
  const [referrals, ended] = [universe('referrals'), universe('ended')];
  const ages = [total, ...(parts.find((part) => part.definition.id === 'age_place')?.categories[1]?.map(({ code }) => code) ?? [])];
  return stages.flatMap((stage, at) => {
    const before = stages[at - 1];
    const [waiting, decided, decidedBefore] = [universe('caseload', stage), universe('decisions', stage), before ? universe('decisions', before) : undefined];
    if (!waiting || !decided) return [];
    const same = (one: string | undefined, other: string | undefined): readonly Equation[] => (one && other ? [{ total: one, parts: [other] }] : []);
    return ages.flatMap((age) => {
      const at = (of: string | undefined, names: readonly string[], codes: readonly string[]): string | undefined =>
        of && keyOf(of, ['age', ...names], [age, ...codes]);
      return [
        ...(before
          ? same(at(waiting, ['came'], ['positive']), at(decidedBefore, ['outcome'], ['positive']))
          : same(at(waiting, ['came'], ['sent']), at(referrals, [], []))),
        ...same(at(waiting, ['gone'], ['decided']), at(decided, [], [])),
        ...same(at(waiting, ['gone'], ['ended']), at(ended, ['waited'], [stage])),
      ];
    });
  });
}
