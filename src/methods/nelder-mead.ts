// The least of a function of a few numbers, asking for its values alone (Nelder and Mead 1965).

export type Least = { readonly at: readonly number[]; readonly value: number };

/** Starts from `from`, a step apart in each direction, and begins again where it ended until that gains nothing. */
export function least(of: (at: readonly number[]) => number, from: readonly number[], step = 1, rounds = 2000): Least {
  let best = once(of, from, step, rounds);
  for (let again = 0; again < 5; again += 1) {
    const next = once(of, best.at, step / 4, rounds);
    const gained = best.value - next.value;
    if (gained > 0) best = next;
    if (!(gained > 1e-12 * (1 + Math.abs(best.value)))) break;
  }
  return best;
}

function once(of: (at: readonly number[]) => number, from: readonly number[], step: number, rounds: number): Least {
  const valued = (at: readonly number[]): Least => {
    const value = of(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  const corners = [valued(from), ...from.map((_one, i) => valued(from.map((value, k) => (k === i ? value + step : value))))];
  for (let round = 0; round < rounds; round += 1) {
    corners.sort((one, other) => one.value - other.value);
    const [first, last] = [corners[0] as Least, corners.at(-1) as Least];
    const wide = Math.max(...from.map((_one, i) => Math.abs((last.at[i] ?? 0) - (first.at[i] ?? 0))));
    if (Math.abs(last.value - first.value) <= 1e-14 * (1 + Math.abs(first.value)) && wide < 1e-8) break;
    const others = corners.slice(0, -1);
    const middle = from.map((_one, i) => others.reduce((sum, one) => sum + (one.at[i] ?? 0), 0) / others.length);
    const along = (by: number): Least => valued(middle.map((value, i) => value + by * ((last.at[i] ?? 0) - value)));
    const turned = along(-1);
    if (turned.value < first.value) {
      const further = along(-2);
      corners[corners.length - 1] = further.value < turned.value ? further : turned;
    } else if (turned.value < (others.at(-1) as Least).value) corners[corners.length - 1] = turned;
    else {
      const nearer = along(turned.value < last.value ? -0.5 : 0.5);
      if (nearer.value < Math.min(turned.value, last.value)) corners[corners.length - 1] = nearer;
      else for (let i = 1; i < corners.length; i += 1) corners[i] = valued((corners[i] as Least).at.map((value, k) => ((first.at[k] ?? 0) + value) / 2));
    }
  }
  return corners.sort((one, other) => one.value - other.value)[0] as Least;
}
