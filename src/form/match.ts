// From what people type to an item of a list: the same name in other letters is taken, a similar one is only offered.
import type { Day } from '#base/day.ts';
import { inForceOn, type Item, type List } from '#base/list.ts';

/** A name without case, accents, punctuation and double spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The one item meant: by code, by label, or by another spelling the list knows. Nothing where none or several fit. */
export function exact(list: List, typed: string, today: Day): Item | undefined {
  const items = inForceOn(list, today);
  const byCode = items.find((item) => item.code === typed);
  if (byCode) return byCode;
  const wanted = plain(typed);
  if (!wanted) return undefined;
  const byLabel = items.filter((item) => plain(item.label) === wanted);
  if (byLabel.length > 0) return byLabel.length === 1 ? byLabel[0] : undefined;
  const byOther = items.filter((item) => (item.also ?? []).some((other) => plain(other) === wanted));
  return byOther.length === 1 ? byOther[0] : undefined;
}

/** Items whose name is like what was typed, the likest first. */
export function near(list: List, typed: string, today: Day, most = 8): readonly Item[] {
  const wanted = plain(typed.slice(0, 80));
  if (!wanted) return [];
  const scored = inForceOn(list, today).flatMap((item) => {
    const score = Math.min(...[item.label, ...(item.also ?? [])].map((name) => distance(wanted, plain(name))));
    return score < 9 ? [{ item, score }] : [];
  });
  scored.sort((a, b) => a.score - b.score || a.item.label.localeCompare(b.item.label, 'en'));
  return scored.slice(0, most).map((each) => each.item);
}

/** 0 the same, 1 begins so, 2 a word begins so, 3 contains it, then by letters that differ; 9 is too far. */
function distance(wanted: string, name: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  if (wanted.length > 2 && name.includes(wanted)) return 3;
  const words = wanted.split(' ').filter((word) => word.length > 2);
  if (words.length > 1 && words.every((word) => ` ${name}`.includes(` ${word}`))) return 3;
  const allowed = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  const differing = letters(wanted, name.slice(0, wanted.length + 2), allowed);
  return differing <= allowed ? 3 + differing : 9;
}

/** Letters to change, add, drop or swap to come from one to the other; gives up beyond `limit`. */
function letters(from: string, to: string, limit: number): number {
  if (limit === 0 || Math.abs(from.length - to.length) > limit + 2) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      current.push(best);
    }
    before = row;
    row = current;
  }
  // What was typed may be the beginning of the name: letters after it are free.
  return Math.min(...row.slice(Math.max(0, from.length - limit)));
}
