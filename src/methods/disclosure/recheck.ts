// Re-checks a certificate by arithmetic and by a plain simplex: it shares no code with what hid the counts, nor with the solver used there.
import type { InternalCertificate, PublicCertificate } from './certificate.ts';
import { plainSimplex } from './plain-simplex.ts';

/** What is wrong, in sentences that name the cell by its key; nothing where all holds. Amounts of rounding are 1e-6. */
export type Wrongs = readonly string[];
const slack = 1e-6;

/**
 * With nothing but what is published: that the sums can hold, that every hidden cell lies between what is claimed and nothing narrower,
 * that none can be worked out exactly, and that of none it can be said that it is small.
 */
export function recheckPublic({ cells, sums, threshold, groups }: PublicCertificate): Wrongs {
  const hidden = cells.flatMap((cell, at) => ('value' in cell ? [] : [{ ...cell, at }]));
  const column = new Map(hidden.map(({ at }, which) => [at, which]));
  const rows = sums.map(([total = -1, ...parts]) => {
    const signed = [{ at: total, by: -1 }, ...parts.map((at) => ({ at, by: 1 }))];
    const known = signed.reduce((sum, { at, by }) => sum + by * valueOf(cells[at]), 0);
    return { row: new Map(signed.flatMap(({ at, by }) => (column.has(at) ? [[column.get(at) ?? 0, by] as const] : []))), equals: -known };
  });
  const broken = rows.findIndex(({ row, equals }) => row.size === 0 && equals !== 0);
  if (broken >= 0) return [`${cells[sums[broken]?.[0] ?? -1]?.key}: it is not the sum of its parts.`];
  const asked = rows.filter(({ row }) => row.size > 0);
  const program = plainSimplex({ rows: asked.map(({ row }) => row), equals: asked.map(({ equals }) => equals), most: hidden.map(({ most }) => most) });
  if (!program) return ['No counts at all would give what is published.'];
  const seen: Float64Array[] = [];
  const furthest = (which: number, sign: 1 | -1): number => {
    const found = program.furthest(new Map([[which, sign]]));
    seen.push(found);
    return found[which] ?? 0;
  };
  const wrongs = hidden.flatMap(({ key, low, high, unprinted }, which) => {
    const least = Math.ceil(furthest(which, -1) - slack);
    const most = Math.floor(furthest(which, 1) + slack);
    const wrong: string[] = [];
    if (least !== low || most !== high) wrong.push(`${key}: it lies between ${least} and ${most}, not ${low} and ${high}.`);
    if (least === most && unprinted !== true) wrong.push(`${key}: it can be worked out exactly, it is ${least}.`);
    if (least > 0 && most < threshold) wrong.push(`${key}: it can be shown to be small, from ${least} to ${most}.`);
    return wrong;
  });
  return [...wrongs, ...(groups ? inOneCategory({ cells, sums, groups }, column, seen, program) : [])];
}

/** Of groups of whom there is somebody for certain: that at least two could be outside each category. What was found for the cells already shows it mostly. */
function inOneCategory(
  { cells, sums, groups }: Required<Pick<PublicCertificate, 'cells' | 'sums' | 'groups'>>,
  column: ReadonlyMap<number, number>,
  seen: readonly Float64Array[],
  program: NonNullable<ReturnType<typeof plainSimplex>>,
): Wrongs {
  const excused = new Set(groups.excused.map(([whole, part]) => `${whole} ${part}`));
  return sums.flatMap(([whole = -1, ...parts]) => {
    const is = cells[whole];
    if (parts.length < 2 || !is || ('value' in is ? is.value : is.low) === 0) return [];
    return parts.flatMap((part) => {
      if (excused.has(`${whole} ${part}`)) return [];
      const others = parts.filter((one) => one !== part);
      const known = others.reduce((sum, at) => sum + valueOf(cells[at]), 0);
      const open = others.flatMap((at) => column.get(at) ?? []);
      const outside = (point: Float64Array): number => known + open.reduce((sum, which) => sum + (point[which] ?? 0), 0);
      if (known > 1 || seen.some((point) => outside(point) >= 2 - slack)) return [];
      const most = open.length === 0 ? known : outside(program.furthest(new Map(open.map((which) => [which, 1]))));
      return most < 2 - slack ? [`${is.key}: it can be shown that ${most < 1 - slack ? 'all' : 'all but one'} are in one category.`] : [];
    });
  });
}

const valueOf = (cell: PublicCertificate['cells'][number] | undefined): number => (cell && 'value' in cell ? cell.value : 0);

/** With the true counts, by adding up alone: every danger has its two other assignments, and each of them fits all that is published. */
export function recheckInternal({ cells, sums, dangers, proofs, threshold }: InternalCertificate): Wrongs {
  const wrong: string[] = [];
  const keyAt = (at: number): string => cells[at]?.key ?? `cell ${at}`;
  const fails = (values: readonly number[]): number | undefined =>
    sums.find(([total = -1, ...parts]) => Math.abs(parts.reduce((sum, at) => sum + (values[at] ?? 0), -(values[total] ?? 0))) > slack)?.[0];
  const truth = cells.map(({ value }) => value);
  const unequal = fails(truth);
  if (unequal !== undefined) wrong.push(`${keyAt(unequal)}: it is not the sum of its parts.`);
  const shown = new Map<string, number>();
  for (const { cell, way, by, differs } of proofs) {
    const values = [...truth];
    for (const [at, value] of differs) values[at] = value;
    const touched = differs.find(([at]) => cells[at]?.hidden !== true);
    const outside = differs.find(([at, value]) => value < -slack || value > (cells[at]?.most ?? 0) + slack);
    const sum = fails(values);
    if (touched) wrong.push(`${keyAt(cell)}: its proof changes ${keyAt(touched[0])}, which is published.`);
    else if (outside) wrong.push(`${keyAt(cell)}: in its proof ${keyAt(outside[0])} is more or less than it can be.`);
    else if (sum !== undefined) wrong.push(`${keyAt(cell)}: in its proof ${keyAt(sum)} is not the sum of its parts.`);
    else if (((values[cell] ?? 0) - (truth[cell] ?? 0)) * (way === 'up' ? 1 : -1) < by - slack)
      wrong.push(`${keyAt(cell)}: its proof does not move it far enough.`);
    else shown.set(`${way} ${cell}`, Math.max(shown.get(`${way} ${cell}`) ?? 0, by));
  }
  for (const { cell, up, down } of dangers) {
    for (const [way, by] of Object.entries({ up, down })) if ((shown.get(`${way} ${cell}`) ?? 0) < by) wrong.push(`${keyAt(cell)}: there is no proof ${way}.`);
  }
  for (const [at, { value, hidden }] of cells.entries())
    if (value > 0 && value < threshold && !(hidden && dangers.some(({ cell }) => cell === at))) wrong.push(`${keyAt(at)}: it is small and not protected.`);
  return wrong;
}
