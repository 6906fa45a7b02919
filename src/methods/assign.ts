// Who may have which room or bed, best for all at once: the most urgent first, then as many as can be, then as many wishes as can be.
import { openSolver, sparse, type Highs } from './solver.ts';

/**
 * Somebody, or some who stay together. `rank`: 0 is served before 1, and so on. `takes`: one bed; a whole room that holds them; or whole
 * rooms of one house that hold them. Nobody else is put into a whole room.
 */
export type Party = { readonly id: string; readonly size: number; readonly rank: number; readonly takes: 'bed' | 'room' | 'house' };
/** `free`: beds that nobody holds. `whole`: nobody is in it. */
export type Room = { readonly id: string; readonly house: string; readonly free: number; readonly whole: boolean };
/** A party may have these rooms of a house: what is not named here breaks a hard rule. `gain`: whole points of wishes met. */
export type Fit = { readonly party: string; readonly house: string; readonly gain: number; readonly rooms: readonly string[] };
/** Two fits of which one at most is given: people who must not live together, or near. */
export type Excluded = readonly [Pick<Fit, 'party' | 'house'>, Pick<Fit, 'party' | 'house'>];
export type Given = { readonly party: string; readonly house: string; readonly gain: number; readonly rooms: readonly string[] };

/** One thing a party may have: a bed of a pool, or so many whole rooms of some kinds. */
type Column = { readonly party: number; readonly fit: Fit; readonly pool: number; readonly kinds: ReadonlyMap<number, number> };
/** Rooms of one house that are alike in all that is asked: which of them somebody has makes no difference. */
type Kind = { readonly rooms: readonly number[]; readonly free: number; readonly whole: boolean; readonly pool: number };
/** At most so much of what these columns use. */
type Row = { most: number; readonly at: number[]; readonly by: number[] };
type Goals = readonly (readonly number[])[];

const byId = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => [...all].sort((one, other) => (one.id < other.id ? -1 : 1));

type Model = ReturnType<typeof modelOf>;

/** The same question gets the same answer, in whatever order it is put: everything is sorted first, and the solver takes no chances. */
export async function assign(
  parties: readonly Party[],
  rooms: readonly Room[],
  fits: readonly Fit[],
  excluded: readonly Excluded[] = [],
): Promise<readonly Given[]> {
  const who = byId(parties);
  const where = byId(rooms);
  const made = modelOf(who, where, fits, excluded);
  if (made.columns.length === 0) return [];
  const { columns, rows } = made;
  const ranks = [...new Set(who.map((party) => party.rank))].sort((one, other) => one - other);
  const goals = [
    ...ranks.map((rank) => columns.map(({ party }) => (who[party]?.rank === rank ? (who[party]?.size ?? 0) : 0))),
    columns.map((column) => column.fit.gain),
  ];
  const highs = await openSolver();
  // What may be parted reaches every goal at least as well: where the best of that parts nothing, nothing is better.
  const parted = must(reach(highs, columns.length, rows, goals));
  const value = parted.value.every(isWhole) ? parted.value : inWhole(highs, made, goals, parted.best);
  return seated(
    where,
    made,
    columns.filter((_, at) => (value[at] ?? 0) > 0.5),
  ).sort((one, other) => (one.party < other.party ? -1 : 1));
}

/** Nobody at all can always be housed, so there is always an answer. */
function must(found: Reached | undefined): Reached {
  if (!found) throw new Error('No best answer was found.');
  return found;
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

/**
 * Rooms that are taken whole, and what excludes something else, are asked for in whole numbers. With these fixed, beds alone are a transport problem: its corners are whole
 * numbers by themselves, and so are those of each of its faces.
 */
function inWhole(highs: Highs, { columns, rows, bound }: Model, goals: Goals, parted: readonly number[]): readonly number[] {
  const integral = columns.flatMap((column, at) => (column.pool < 0 || bound.has(at) ? [at] : []));
  // Mostly as many people can be housed without parting anybody. What comes after a goal that only parting reaches is not known yet.
  const split = parted.findIndex((one) => !isWhole(one));
  const most = parted.slice(0, Math.min(split < 0 ? parted.length : split, parted.length - 1));
  const found = reach(highs, columns.length, rows, goals, { integral, known: most }) ?? reach(highs, columns.length, rows, goals, { integral });
  return must(reach(highs, columns.length, rows, goals, { fixed: new Map(integral.map((at) => [at, Math.round(must(found).value[at] ?? 0)])) })).value;
}

type How = {
  /** Columns in whole numbers; columns already decided. */
  readonly integral?: readonly number[];
  readonly fixed?: ReadonlyMap<number, number>;
  /** How far the first goals are to be reached, where that is known. */
  readonly known?: readonly number[];
};
type Reached = { readonly value: readonly number[]; readonly best: readonly number[] };

/** Reaches one goal after the other, each held fast before the next; nothing where that cannot be done. */
function reach(highs: Highs, numCols: number, rows: readonly Row[], goals: Goals, how: How = {}): Reached | undefined {
  const { integral = [], fixed = new Map<number, number>(), known = [] } = how;
  const { integer, continuous } = highs.constants.variableType;
  const { optimal, infeasible } = highs.constants.modelStatus;
  const counted = new Set(integral);
  const columns = Array.from({ length: numCols }, (_, at) => at);
  const source = {
    numCols,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: columns.map(() => 0),
    colLower: columns.map((at) => fixed.get(at) ?? 0),
    colUpper: columns.map((at) => fixed.get(at) ?? 1),
    rowLower: rows.map(() => -highs.infinity),
    rowUpper: rows.map((row) => row.most),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols, ...sparse(rows) },
    ...(integral.length > 0 ? { integrality: columns.map((at) => (counted.has(at) ? integer : continuous)) } : {}),
  };
  return highs.withModel(source, (model): Reached | undefined => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 0, solver: integral.length > 0 ? 'choose' : 'simplex' });
    let value: readonly number[] = columns.map(() => 0);
    const best: number[] = [];
    for (const [goal, weights] of goals.entries()) {
      const indices = columns.filter((at) => weights[at] !== 0);
      const given = known[goal];
      if (given === undefined && indices.length > 0) {
        model.changeColsCost({ kind: 'range', from: 0, to: numCols - 1 }, [...weights]);
        model.run();
        const status = model.getModelStatus();
        if (status === infeasible) return undefined;
        if (status !== optimal) throw new Error('No best answer was found.');
        // A further row ends what was solved, so it is kept here.
        value = [...model.getSolution().colValue];
      }
      const reached = given ?? (indices.length > 0 ? model.getObjectiveValue() : 0);
      best.push(integral.length > 0 || isWhole(reached) ? Math.round(reached) : reached);
      if (indices.length > 0) model.addRow(best[goal] ?? 0, highs.infinity, { indices, values: indices.map((at) => weights[at] ?? 0) });
    }
    return { value, best };
  });
}

/** One column for each thing a party may have; one row for each party, each pool of beds, and each kind of room that is taken whole. */
function modelOf(who: readonly Party[], where: readonly Room[], fits: readonly Fit[], excluded: readonly Excluded[]) {
  const partyAt = new Map(who.map((party, at) => [party.id, at]));
  const roomAt = new Map(where.map((room, at) => [room.id, at]));
  const sorted = fits
    .filter((fit) => partyAt.has(fit.party))
    .sort((one, other) => (one.party === other.party ? (one.house < other.house ? -1 : 1) : one.party < other.party ? -1 : 1));
  const { kinds, kindOf } = kindsOf(who, where, sorted, partyAt, roomAt);
  const columns: Column[] = [];
  const rows: Row[] = [];
  const row = (most: number): Row => {
    const made: Row = { most, at: [], by: [] };
    rows.push(made);
    return made;
  };
  const once = who.map(() => row(1));
  const beds = new Map<number, Row>();
  const rooms = kinds.map((kind) => {
    const pool = beds.get(kind.pool) ?? row(0);
    pool.most += kind.rooms.length * kind.free;
    beds.set(kind.pool, pool);
    return row(kind.rooms.length);
  });
  const add = (column: Column): void => {
    const at = columns.push(column) - 1;
    const put = (into: Row | undefined, by: number): void => {
      into?.at.push(at);
      into?.by.push(by);
    };
    put(once[column.party], 1);
    const used = new Map<number, number>(column.pool < 0 ? [] : [[column.pool, 1]]);
    for (const [kind, count] of column.kinds) {
      put(rooms[kind], count);
      const { pool, free } = kinds[kind] as Kind;
      used.set(pool, (used.get(pool) ?? 0) + count * free);
    }
    for (const [pool, count] of used) put(beds.get(pool), count);
  };
  for (const fit of sorted) {
    const party = partyAt.get(fit.party) ?? 0;
    const { takes, size } = who[party] as Party;
    const open = [...new Set(fit.rooms.flatMap((id) => roomAt.get(id) ?? []).map((at) => kindOf[at] ?? 0))].sort((one, other) => one - other);
    const free = open.filter((kind) => (kinds[kind]?.free ?? 0) > 0);
    if (takes === 'bed') for (const pool of new Set(free.map((kind) => kinds[kind]?.pool ?? 0))) add({ party, fit, pool, kinds: new Map() });
    else
      for (const some of covers(
        kinds,
        free.filter((kind) => kinds[kind]?.whole),
        size,
        takes === 'room' ? 1 : size,
      ))
        add({ party, fit, pool: -1, kinds: some });
  }
  const bound = new Set<number>();
  for (const pair of excluded) {
    const either = columns.flatMap(({ fit }, at) => (pair.some((one) => one.party === fit.party && one.house === fit.house) ? [at] : []));
    const one = row(1);
    for (const at of either) {
      one.at.push(at);
      one.by.push(1);
      bound.add(at);
    }
  }
  return { columns, rows, kinds, bound };
}

/** Every way to hold `size` people in at most so many whole rooms of these kinds, none of them without need. */
function covers(kinds: readonly Kind[], open: readonly number[], size: number, most: number): readonly ReadonlyMap<number, number>[] {
  const found: ReadonlyMap<number, number>[] = [];
  const go = (at: number, held: number, rooms: number, some: ReadonlyMap<number, number>): void => {
    if (held >= size) {
      if ([...some.keys()].every((kind) => held - (kinds[kind]?.free ?? 0) < size)) found.push(some);
      return;
    }
    const kind = open[at];
    if (kind === undefined || rooms === most) return;
    const { free, rooms: there } = kinds[kind] as Kind;
    for (let count = 0; count <= Math.min(there.length, most - rooms); count += 1) {
      go(at + 1, held + count * free, rooms + count, count === 0 ? some : new Map([...some, [kind, count]]));
      if (held + count * free >= size) break;
    }
  };
  go(0, 0, 0, new Map());
  return found;
}

/** A pool holds the beds that the same people may have; a kind, the rooms that everybody may have alike and that are as large. */
function kindsOf(
  who: readonly Party[],
  where: readonly Room[],
  fits: readonly Fit[],
  partyAt: ReadonlyMap<string, number>,
  roomAt: ReadonlyMap<string, number>,
): { readonly kinds: readonly Kind[]; readonly kindOf: readonly number[] } {
  const may = where.map(() => ({ beds: [] as number[], rooms: [] as number[] }));
  for (const fit of fits) {
    const party = partyAt.get(fit.party) ?? 0;
    for (const id of new Set(fit.rooms)) may[roomAt.get(id) ?? -1]?.[who[party]?.takes === 'bed' ? 'beds' : 'rooms'].push(party);
  }
  const numbered = (names: readonly string[]): readonly number[] => {
    const seen = new Map<string, number>();
    return names.map((name) => seen.get(name) ?? (seen.set(name, seen.size), seen.size - 1));
  };
  const poolOf = numbered(where.map((room, at) => JSON.stringify([room.house, may[at]?.beds])));
  const kindOf = numbered(where.map((room, at) => JSON.stringify([poolOf[at], may[at]?.rooms, room.free, room.whole])));
  const kinds: { rooms: number[]; free: number; whole: boolean; pool: number }[] = [];
  where.forEach((room, at) => {
    const kind = (kinds[kindOf[at] ?? 0] ??= { rooms: [], free: room.free, whole: room.whole, pool: poolOf[at] ?? 0 });
    kind.rooms.push(at);
  });
  return { kinds, kindOf };
}

/** From what was chosen to rooms: whole rooms first, then beds of what is left, in order. */
function seated(where: readonly Room[], { kinds }: Model, chosen: readonly Column[]): Given[] {
  const left = where.map((room) => room.free);
  const taken = kinds.map(() => 0);
  const roomsOf = (column: Column): readonly number[] => {
    if (column.pool < 0)
      return [...column.kinds].flatMap(([kind, count]) => kinds[kind]?.rooms.slice(taken[kind], (taken[kind] = (taken[kind] ?? 0) + count)) ?? []);
    const room = kinds
      .filter((kind) => kind.pool === column.pool)
      .flatMap((kind) => kind.rooms)
      .sort((one, other) => one - other)
      .find((at) => (left[at] ?? 0) > 0);
    if (room === undefined) throw new Error('More beds were given than there are.');
    return [room];
  };
  return [...chosen.filter((column) => column.pool < 0), ...chosen.filter((column) => column.pool >= 0)].map((column) => {
    const rooms = roomsOf(column);
    for (const at of rooms) left[at] = column.pool < 0 ? 0 : (left[at] ?? 0) - 1;
    const { party, house, gain } = column.fit;
    return { party, house, gain, rooms: rooms.map((at) => where[at]?.id ?? '').sort() };
  });
}
