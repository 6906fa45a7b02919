// A reconstruction attack: somebody with all published numbers of several releases, and a solver, who seeks people. On invented tables only.
import { openSolver, sparse } from '#methods/solver.ts';

/** A published file as a stranger reads it: a sum over whoever matches, by marks; hidden cells are simply not there. `when` names the release. */
export type Printed = { readonly when: string; readonly marks: Readonly<Record<string, string>>; readonly count: number };
/** Where several releases speak of the same people: `stays` says that whoever is counted in the one is counted in the other as well. */
export type Releases = { readonly printed: readonly Printed[]; readonly stays?: readonly (readonly [string, string])[] };
/** All marks and their values, as the headings of the tables say; `under`: which inner value stands under a heading. */
export type Headings = { readonly values: Readonly<Record<string, readonly string[]>>; readonly under?: Readonly<Record<string, string>> };
export type Victim = { readonly who: string; readonly low: number; readonly high: number };

/**
 * Unknown are the counts of people with each set of marks in each release, in whole numbers. Every printed number is an equation. Asked is, of
 * each set and of each that is `wanted`, the fewest and the most: it is a victim where that proves 1 to `under - 1` people, or one exact such number.
 * What changed between two releases is a count like the others.
 */
export async function reconstruct({ printed, stays = [] }: Releases, { values, under = {} }: Headings, small: number): Promise<readonly Victim[]> {
  const highs = await openSolver();
  const names = Object.keys(values);
  const sets = names.reduce<Record<string, string>[]>(
    (all, name) => all.flatMap((one) => (values[name] ?? []).map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
  const releases = [...new Set(printed.map(({ when }) => when))];
  const columns = [
    ...releases.flatMap((when) => sets.map((set) => ({ when, set }))),
    ...stays.flatMap(([from, to]) => sets.map((set) => ({ when: `${from} to ${to}`, set }))),
  ];
  const placeOf = new Map(columns.map(({ when, set }, at) => [`${when} ${JSON.stringify(set)}`, at]));
  const at = (when: string, set: Record<string, string>): number => placeOf.get(`${when} ${JSON.stringify(set)}`) ?? -1;
  const matches = (set: Record<string, string>, marks: Readonly<Record<string, string>>): boolean =>
    Object.entries(marks).every(([name, value]) => set[name] === value || under[set[name] ?? ''] === value);
  const rows = [
    ...printed.map(({ when, marks, count }) => {
      const inside = sets.filter((set) => matches(set, marks)).map((set) => at(when, set));
      return { at: inside, by: inside.map(() => 1), equals: count };
    }),
    // Later is earlier and those who came.
    ...stays.flatMap(([from, to]) => sets.map((set) => ({ at: [at(from, set), at(`${from} to ${to}`, set), at(to, set)], by: [1, 1, -1], equals: 0 }))),
  ];
  const most = printed.reduce((all, { count }) => Math.max(all, count), small * 2);
  const source = {
    numCols: columns.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: columns.map(() => 0),
    colLower: columns.map(() => 0),
    colUpper: columns.map(() => most),
    rowLower: rows.map(({ equals }) => equals),
    rowUpper: rows.map(({ equals }) => equals),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: columns.length, ...sparse(rows) },
    integrality: columns.map(() => highs.constants.variableType.integer),
  };
  // Margins are asked as well: a group can be as small as a cell.
  const asked = [...releases, ...stays.map(([from, to]) => `${from} to ${to}`)].flatMap((when) =>
    headingsOf(values, under).map((marks) => ({
      who: `${when} ${Object.values(marks).join(' ')}`.trim(),
      of: sets.filter((set) => matches(set, marks)).map((set) => at(when, set)),
    })),
  );
  return highs.withModel(source, (model) => {
    model.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    const none = columns.map(() => 0);
    const end = (of: readonly number[], sign: number): number => {
      model.changeColsCost(
        { kind: 'range', from: 0, to: columns.length - 1 },
        none.map((_, which) => (of.includes(which) ? sign : 0)),
      );
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('The releases contradict each other.');
      return sign * Math.round(model.getObjectiveValue());
    };
    return asked.flatMap(({ who, of }) => {
      const low = end(of, 1);
      if (low === 0 || low >= small) return [];
      const high = end(of, -1);
      return high < small ? [{ who, low, high }] : [];
    });
  });
}

/** Every cell and margin that the headings allow. */
function headingsOf(values: Headings['values'], under: Readonly<Record<string, string>>): readonly Readonly<Record<string, string>>[] {
  return Object.entries(values).reduce<Record<string, string>[]>(
    (all, [name, of]) =>
      all.flatMap((one) => [one, ...[...of, ...new Set(of.flatMap((value) => under[value] ?? []))].map((value) => ({ ...one, [name]: value }))]),
    [{}],
  );
}
