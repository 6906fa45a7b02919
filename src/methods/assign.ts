// Who may have which room or bed, best for all at once: the most urgent first, then as many as can be, then as many wishes as can be.
import loadHighs from 'highs';

/**
 * Somebody, or some who stay together. `rank`: 0 is served before 1, and so on. `takes`: one bed; a whole room that holds them; or whole
 * rooms of one house that hold them. Nobody else is put into a whole room.
 */
export type Party = { readonly id: string; readonly size: number; readonly rank: number; readonly takes: 'bed' | 'room' | 'house' };
/** `free`: beds that nobody holds. `whole`: nobody is in it. */
export type Room = { readonly id: string; readonly house: string; readonly free: number; readonly whole: boolean };
/** A party may have these rooms of a house: what is not named here breaks a hard rule. `gain`: whole points of wishes met. */
export type Fit = { readonly party: string; readonly house: string; readonly gain: number; readonly rooms: readonly string[] };
export type Given = { readonly party: string; readonly house: string; readonly gain: number; readonly rooms: readonly string[] };

type Column = { readonly party: number; readonly counts: number; readonly gain: number; readonly fit: Fit; readonly room: number; readonly pool: number };
type Row = { readonly lower: number; readonly upper: number; readonly at: number[]; readonly by: number[] };

const byId = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => [...all].sort((one, other) => (one.id < other.id ? -1 : 1));

// The package's types speak of its other form, for require(): what is imported here is the loader itself.
const load = loadHighs as unknown as typeof loadHighs.default;
let solver: ReturnType<typeof load> | undefined;

/** The same question gets the same answer, in whatever order it is put: everything is sorted first, and the solver takes no chances. */
export async function assign(parties: readonly Party[], rooms: readonly Room[], fits: readonly Fit[]): Promise<readonly Given[]> {
  const who = byId(parties);
  const where = byId(rooms);
  const { columns, rows, mixed, poolOf } = modelOf(who, where, fits);
  if (columns.length === 0) return [];
  const highs = await (solver ??= load());
  const { starts, indices, values } = sparse(rows);
  const source = {
    numCols: columns.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: columns.map(() => 0),
    colLower: columns.map(() => 0),
    colUpper: columns.map(() => 1),
    rowLower: rows.map((row) => (row.lower === -Infinity ? -highs.infinity : row.lower)),
    rowUpper: rows.map((row) => (row.upper === Infinity ? highs.infinity : row.upper)),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: columns.length, starts, indices, values },
    // Beds alone are a transport problem: its corners are whole numbers by themselves, and so are those of each of its faces.
    ...(mixed ? { integrality: columns.map(() => highs.constants.variableType.integer) } : {}),
  };
  return highs.withModel(source, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 0, solver: mixed ? 'choose' : 'simplex' });
    const every = columns.map((_, at) => at);
    let value: ArrayLike<number> = [];
    const best = (weights: readonly number[]): number => {
      model.changeColsCost({ kind: 'range', from: 0, to: columns.length - 1 }, [...weights]);
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('No best answer was found.');
      // A further row ends what was solved, so it is kept here.
      value = model.getSolution().colValue;
      return Math.round(model.getObjectiveValue());
    };
    const ranks = [...new Set(who.map((party) => party.rank))].sort((one, other) => one - other);
    const goals = [
      ...ranks.map((rank) => columns.map((column) => (who[column.party]?.rank === rank ? column.counts : 0))),
      columns.map((column) => column.gain),
      // No more beds than are needed: the rest stays free for whoever comes next.
      columns.map((column) => (column.room < 0 ? 0 : -(where[column.room]?.free ?? 0))),
    ];
    for (const weights of goals) {
      const indices = every.filter((at) => weights[at] !== 0);
      if (indices.length > 0) model.addRow(best(weights), highs.infinity, { indices, values: indices.map((at) => weights[at] ?? 0) });
    }
    return seated(
      who,
      where,
      poolOf,
      columns.filter((_, at) => (value[at] ?? 0) > 0.5),
    );
  });
}

/** One column for each thing a party may have; one row for each party, each pool of beds alike, each room that is taken whole. */
function modelOf(who: readonly Party[], where: readonly Room[], fits: readonly Fit[]) {
  const partyAt = new Map(who.map((party, at) => [party.id, at]));
  const roomAt = new Map(where.map((room, at) => [room.id, at]));
  const sorted = [...fits]
    .filter((fit) => partyAt.has(fit.party))
    .sort((one, other) => (one.party === other.party ? (one.house < other.house ? -1 : 1) : one.party < other.party ? -1 : 1));
  const poolOf = pools(who, where, sorted, partyAt, roomAt);
  const columns: Column[] = [];
  const rows: Row[] = [];
  const row = (lower: number, upper: number): Row => {
    const made: Row = { lower, upper, at: [], by: [] };
    rows.push(made);
    return made;
  };
  const put = (into: Row, at: number, by: number): void => {
    into.at.push(at);
    into.by.push(by);
  };
  const once = who.map(() => row(-Infinity, 1));
  const beds = new Map<number, Row>();
  where.forEach((room, at) => {
    const pool = poolOf[at] ?? 0;
    const had = beds.get(pool);
    beds.set(pool, had ? Object.assign(had, { upper: had.upper + room.free }) : row(-Infinity, room.free));
  });
  const whole = new Map<number, Row>();
  const add = (column: Column): number => columns.push(column) - 1;
  const takeWhole = (at: number, room: number): void => {
    const one = whole.get(room) ?? row(-Infinity, 1);
    whole.set(room, one);
    put(one, at, 1);
    put(beds.get(poolOf[room] ?? 0) as Row, at, where[room]?.free ?? 0);
  };
  for (const fit of sorted) {
    const party = partyAt.get(fit.party) ?? 0;
    const { takes, size } = who[party] as Party;
    const of = { party, fit, counts: size, gain: fit.gain, room: -1, pool: -1 };
    const open = fit.rooms.flatMap((id) => roomAt.get(id) ?? []).sort((one, other) => one - other);
    const wholes = open.filter((at) => where[at]?.whole);
    if (takes === 'bed') {
      for (const pool of new Set(open.filter((at) => (where[at]?.free ?? 0) > 0).map((at) => poolOf[at] ?? 0))) {
        const at = add({ ...of, pool });
        put(once[party] as Row, at, 1);
        put(beds.get(pool) as Row, at, 1);
      }
    } else if (takes === 'room') {
      for (const room of wholes.filter((one) => (where[one]?.free ?? 0) >= size)) {
        const at = add({ ...of, room });
        put(once[party] as Row, at, 1);
        takeWhole(at, room);
      }
    } else if (wholes.reduce((sum, room) => sum + (where[room]?.free ?? 0), 0) >= size) {
      const house = add(of);
      put(once[party] as Row, house, 1);
      const holds = row(0, Infinity);
      put(holds, house, -size);
      for (const room of wholes) {
        const at = add({ ...of, counts: 0, gain: 0, room });
        put(holds, at, where[room]?.free ?? 0);
        takeWhole(at, room);
        const tied = row(-Infinity, 0);
        put(tied, at, 1);
        put(tied, house, -1);
      }
    }
  }
  return { columns, rows, mixed: who.some((party) => party.takes !== 'bed'), poolOf };
}

/** Rooms of one house that the same parties may have are one pool of beds: it does not matter which of them somebody has. */
function pools(
  who: readonly Party[],
  where: readonly Room[],
  fits: readonly Fit[],
  partyAt: ReadonlyMap<string, number>,
  roomAt: ReadonlyMap<string, number>,
): readonly number[] {
  const may: number[][] = where.map(() => []);
  for (const fit of fits) {
    const party = partyAt.get(fit.party) ?? 0;
    if (who[party]?.takes === 'bed') for (const id of fit.rooms) may[roomAt.get(id) ?? -1]?.push(party);
  }
  const seen = new Map<string, number>();
  return where.map((room, at) => {
    const alike = JSON.stringify([room.house, may[at]]);
    const pool = seen.get(alike) ?? seen.size;
    seen.set(alike, pool);
    return pool;
  });
}

function sparse(rows: readonly Row[]) {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.at.length);
  return { starts, indices: rows.flatMap((row) => row.at), values: rows.flatMap((row) => row.by) };
}

/** From what was chosen to rooms: whole rooms are taken first, then beds of what is left, in order. */
function seated(who: readonly Party[], where: readonly Room[], poolOf: readonly number[], chosen: readonly Column[]): readonly Given[] {
  const left = where.map((room) => room.free);
  const given = new Map<number, { readonly fit: Fit; readonly rooms: string[] }>();
  const takes = (column: Column): Party['takes'] => who[column.party]?.takes ?? 'bed';
  const house = new Set(chosen.filter((one) => takes(one) === 'house' && one.room < 0).map((one) => one.party));
  const seat = (column: Column, room: number, beds: number): void => {
    const at = given.get(column.party) ?? { fit: column.fit, rooms: [] };
    given.set(column.party, at);
    at.rooms.push(where[room]?.id ?? '');
    left[room] = (left[room] ?? 0) - beds;
  };
  for (const column of chosen) if (column.room >= 0 && (takes(column) === 'room' || house.has(column.party))) seat(column, column.room, left[column.room] ?? 0);
  for (const column of chosen.filter((one) => takes(one) === 'bed')) {
    const room = poolOf.findIndex((pool, at) => pool === column.pool && (left[at] ?? 0) > 0);
    if (room < 0) throw new Error('More beds were given than there are.');
    seat(column, room, 1);
  }
  return [...given].sort(([one], [other]) => one - other).map(([, { fit, rooms }]) => ({ party: fit.party, house: fit.house, gain: fit.gain, rooms }));
}
