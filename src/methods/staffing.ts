// What becomes of a backlog, week by week: who comes, who may be decided yet, how much the staff can do; played out by chance many times.
import { quantile8 } from './quantile.ts';
import { normal, poisson, type Draw } from './seeded.ts';

export type Office = {
  /** Cases open at the beginning by weeks waited: the first number has waited none. */
  readonly open: readonly number[];
  /** How many are expected in a week, from the first on. `luck` is one standard normal for each path: whether more come than thought, all along. */
  readonly arrivals: (week: number, luck: number) => number;
  /** Whole-time staff in each week, and how many cases one of them closes in a week's work. */
  readonly staff: (week: number) => number;
  readonly rate: number;
  /** Share of time that is leave, training or sickness. */
  readonly away: number;
  /** New staff work at this share of the rate for so many weeks. */
  readonly learning: { readonly weeks: number; readonly share: number };
  /** No case may be closed before it has waited so many weeks. */
  readonly least: number;
  /** Of those closed, how many come back to be looked at again, and after how many weeks. */
  readonly again: { readonly share: number; readonly weeks: number };
  readonly order: 'oldest-first' | 'newest-first';
  /** Whether what comes and what is done vary by chance around their means. */
  readonly chance: boolean;
};

export type Path = {
  /** Open at the end of each week. */
  readonly open: readonly number[];
  readonly came: number;
  readonly closed: number;
  /** Weeks waited by all who were closed, summed; and all open cases summed over weeks, with those of each week counted at its end. */
  readonly waited: number;
  readonly openWeeks: number;
};

/** Work that the staff of a week can do, in cases. Whoever began within the weeks of learning does less. */
export function capacity({ staff, rate, away, learning }: Office, week: number): number {
  const now = staff(week);
  // Those there since before the weeks of learning began: the fewest in that time, since whoever left cannot be one of them.
  let settled = now;
  for (let back = 1; back <= learning.weeks && back <= week; back += 1) settled = Math.min(settled, staff(week - back));
  return (settled + (now - settled) * learning.share) * rate * (1 - away);
}

/** One path. Cases wait by the week they came in, so that those of a week are one number. */
export function onePath(office: Office, weeks: number, draw: Draw): Path {
  const { chance } = office;
  // since.get(-3): came three weeks before the first. The oldest stand first, and stay so.
  const since = new Map<number, number>(office.open.map((count, waited): [number, number] => [-waited - 1, count]).reverse());
  const back: number[] = [];
  const open: number[] = [];
  let [came, closed, waited, openWeeks, there, part] = [0, 0, 0, 0, office.open.reduce((sum, one) => sum + one, 0), 0];
  const luck = chance ? normal(draw) : 0;
  for (let week = 0; week < weeks; week += 1) {
    const mean = office.arrivals(week, luck);
    const arrived = (chance ? poisson(draw, mean) : mean) + (back[week] ?? 0);
    since.set(week, arrived);
    came += arrived;
    there += arrived;
    const able = chance ? poisson(draw, capacity(office, week)) : capacity(office, week) + part;
    let left = chance ? able : Math.floor(able + 1e-9);
    if (!chance) part = able - left;
    for (const one of office.order === 'oldest-first' ? since.keys() : [...since.keys()].reverse()) {
      if (left <= 0) break;
      if (week - one < office.least) continue;
      const done = Math.min(left, since.get(one) ?? 0);
      left -= done;
      closed += done;
      there -= done;
      waited += done * (week - one);
      returning(back, office, week, done, draw);
      if (done === since.get(one)) since.delete(one);
      else since.set(one, (since.get(one) ?? 0) - done);
    }
    openWeeks += there;
    open.push(there);
  }
  return { open, came, closed, waited, openWeeks };
}

function returning(back: number[], { again, chance }: Office, week: number, done: number, draw: Draw): void {
  if (again.share <= 0 || again.weeks < 1) return;
  const many = chance ? Math.min(done, poisson(draw, done * again.share)) : done * again.share;
  back[week + again.weeks] = (back[week + again.weeks] ?? 0) + many;
}

export type Backlog = {
  /** Of each week, what half, and 5 and 95 in 100, of the paths lie below. */
  readonly weeks: readonly { readonly low: number; readonly middle: number; readonly high: number }[];
  /** How often the backlog was at most the target at the end of each week. */
  readonly reached: readonly number[];
  /** Little's law over the second half of each path: open on average, against what was closed a week times the weeks waited. */
  readonly little: { readonly open: number; readonly throughput: number; readonly waited: number };
};

export function backlog(
  office: Office,
  { weeks, paths, target }: { readonly weeks: number; readonly paths: number; readonly target: number },
  draw: Draw,
): Backlog {
  const all = Array.from({ length: paths }, () => onePath(office, weeks, draw));
  const sum = (of: (path: Path) => number): number => all.reduce((total, path) => total + of(path), 0);
  const closed = sum((path) => path.closed);
  return {
    weeks: Array.from({ length: weeks }, (_unused, week) => {
      const sorted = all.map((path) => path.open[week] ?? 0).sort((one, other) => one - other);
      return { low: quantile8(sorted, 0.05), middle: quantile8(sorted, 0.5), high: quantile8(sorted, 0.95) };
    }),
    reached: Array.from({ length: weeks }, (_unused, week) => all.filter((path) => (path.open[week] ?? 0) <= target).length / paths),
    little: {
      open: sum((path) => path.openWeeks) / (paths * weeks),
      throughput: closed / (paths * weeks),
      waited: closed > 0 ? sum((path) => path.waited) / closed : 0,
    },
  };
}

/** The fewest whole-time staff with which the backlog is at most the target at the end of that week, in so many of 100 paths; nothing up to `most`. */
export function staffNeeded(
  office: Omit<Office, 'staff'>,
  asked: { readonly week: number; readonly target: number; readonly sure: number; readonly paths: number; readonly most: number; readonly now: number },
  chance: () => Draw,
): number | undefined {
  const enough = (staff: number): boolean => {
    const with_ = { ...office, staff: (week: number) => (week < 0 ? asked.now : staff) };
    const { reached } = backlog(with_, { weeks: asked.week, paths: asked.paths, target: asked.target }, chance());
    return (reached.at(-1) ?? 0) >= asked.sure;
  };
  if (!enough(asked.most)) return undefined;
  let [low, high] = [-1, asked.most];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
