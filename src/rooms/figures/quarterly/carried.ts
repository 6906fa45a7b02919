// What two quarters share: who waited at the end of one is who waits at the start of the next, so that what was decided on of them is decided on here.
import { keyOf, linked, type Before } from '#methods/disclosure/linked.ts';
import { remedyFor, type Version } from '#methods/disclosure/successive.ts';
import { tableOf, total } from '#methods/disclosure/table.ts';
import type { Part } from './count.ts';
import type { Definition } from './definitions.ts';
import { countsOf } from './counted.ts';

/** The quarter before: what was let out of it, and what was counted of it for that. */
export type QuarterBefore = { readonly period: string; readonly numbers: ReadonlyMap<string, number | null>; readonly parts: readonly Part[] };

/** Which tables of the quarter before are counted again for this. */
export const isCarried = ({ universe }: Definition): boolean => universe === 'caseload';

/**
 * Of each cell of who waited at the start what the quarter before decided: hidden there, it is hidden here; printed there, it is known, where its number is
 * still the same. Where later knowledge has changed it, it is a revision, and hidden where both numbers together would show who came late.
 */
export async function carriedOver(parts: readonly Part[], stages: readonly string[], period: string, before: QuarterBefore): Promise<readonly Before[]> {
  const [now, then] = [countsOf(parts), countsOf(before.parts)];
  const ages = [
    total,
    ...new Set(parts.flatMap((part) => (part.definition.universe === 'caseload' ? (part.categories[0] ?? []).map(({ code }) => code) : []))),
  ];
  const found: Before[] = [];
  for (const stage of stages) {
    const shared = ages.flatMap((age) => {
      const own = keyOf(`caseload:${period}:${stage}`, ['age', 'came'], [age, 'before']);
      const old = keyOf(`caseload:${before.period}:${stage}`, ['age', 'gone'], [age, 'open']);
      const [is, was, said] = [now.get(own), then.get(old), before.numbers.get(old)];
      return is === undefined || was === undefined || said === undefined ? [] : [{ age, own, is, was, hidden: said === null }];
    });
    const changed = shared.some(({ is, was }) => is !== was);
    const unsafe = changed ? await unsafeOf(stage, shared) : new Set<string>();
    for (const { own, is, was, hidden } of shared) {
      if (hidden || unsafe.has(own)) found.push({ key: own, value: is, published: false });
      else if (is === was) found.push({ key: own, value: is, published: true });
    }
  }
  return found;
}

type Shared = { readonly age: string; readonly own: string; readonly is: number; readonly was: number; readonly hidden: boolean };

/** Whichever of them, printed anew, would show a few who came or left. */
async function unsafeOf(stage: string, shared: readonly Shared[]): Promise<ReadonlySet<string>> {
  const version = (of: 'is' | 'was'): Version | undefined => {
    const inner = shared.filter(({ age }) => age !== total);
    const table = tableOf(
      [{ name: 'age' }],
      inner.map((one, row) => ({ row, codes: [one.age], count: String(one[of]) })),
    );
    if ('wrong' in table) return undefined;
    const system = linked([{ universe: stage, table }]);
    if ('wrong' in system) return undefined;
    const hidden = new Set(shared.flatMap((one) => (one.hidden ? [system.keys.indexOf(keyOf(stage, ['age'], [one.age]))] : [])));
    return { system, hidden };
  };
  const [then, now] = [version('was'), version('is')];
  const all = new Set(shared.map(({ own }) => own));
  if (!then || !now) return all;
  const remedy = await remedyFor(then, now, true);
  if ('wrong' in remedy || remedy.do === 'keep' || remedy.do === 'wait') return all;
  if (remedy.do === 'publish') return new Set();
  const of = new Map(shared.map(({ age, own }) => [keyOf(stage, ['age'], [age]), own]));
  const keys = remedy.do === 'hide' ? remedy.keys : [...of.keys()].filter((key) => key.includes('|'));
  return new Set(keys.flatMap((key) => of.get(key) ?? []));
}
