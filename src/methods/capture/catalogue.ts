// Every hierarchical model of some lists: whatever terms it has, all terms within them are in it too.
import { listsOn } from './table.ts';
import { independent, pairsOf } from './stepwise.ts';

/** How many lists may depend jointly where nobody says otherwise: as Silverman, Chan and Vincent (2024) take it, and pairs alone above that. */
export const usualOrder = (lists: number): number => (lists === 2 ? 1 : lists === 3 ? 2 : lists < 6 ? 3 : 2);

/** Whether every model can be tried: beyond this only a search that goes downhill ends in time. */
export const canTryAll = (lists: number, order: number): boolean => lists < 6 || (lists === 6 && order <= 3);

/** How many sets of pairs there are; a model of pairs alone is the number of one of them. */
export const graphs = (lists: number, order: number): number => (order < 2 ? 1 : 2 ** ((lists * (lists - 1)) / 2));

export const termsOfOrder = (lists: number, order: number): readonly number[] =>
  Array.from({ length: 1 << lists }, (_, at) => at).filter((term) => listsOn(term) === order);

/** Terms with one list fewer. */
export function within(term: number): readonly number[] {
  const found: number[] = [];
  for (let left = term; left !== 0; left &= left - 1) found.push(term & ~(left & -left));
  return found;
}

/**
 * Told of each model with just these pairs: its terms, and those of them that matter for a fit to this table. A term whose cells are out already, since a smaller
 * term in it holds nobody, is counted but changes nothing: such models follow one another, so that one fit serves them all. Both arrays are valid during the call
 * only. Models of more than `most` terms are counted and not told. Gives how many models there are.
 */
export function eachModel(
  lists: number,
  order: number,
  graph: number,
  holding: Float64Array,
  most: number,
  tell: (model: readonly number[], matter: readonly number[]) => void,
): number {
  const pairs = pairsOf(lists).filter((_, at) => (graph >> at) & 1);
  const model = [...independent(lists), ...pairs];
  const matter = model.slice();
  const has = new Uint8Array(1 << lists);
  for (const term of model) has[term] = 1;
  /** Some smaller term in it is dead: then the one with one list fewer, or one within that, is. */
  const idle = (term: number): boolean => within(term).some((smaller) => smaller !== 0 && holding[smaller] === 0);

  const level = (of: number): number => {
    const open = of > order ? [] : candidates(lists, of).filter((term) => within(term).every((smaller) => has[smaller] === 1));
    if (open.length === 0) {
      if (model.length <= most) tell(model, matter);
      return 1;
    }
    // What changes nothing varies fastest.
    const sorted = [...open.filter(idle), ...open.filter((term) => !idle(term))];
    const idlers = open.filter(idle).length;
    const deeper = of < order && open.length > of;
    let many = 0;
    for (let chosen = 0; chosen < 2 ** sorted.length; chosen += 1) {
      const more = listsOn(chosen);
      if (!deeper && model.length + more > most) {
        many += 1;
        continue;
      }
      const [before, mattered] = [model.length, matter.length];
      for (let at = 0; at < sorted.length; at += 1) {
        if (((chosen >> at) & 1) === 0) continue;
        const term = sorted[at]!;
        model.push(term);
        if (at >= idlers) matter.push(term);
        has[term] = 1;
      }
      many += deeper ? level(of + 1) : tellIt();
      for (let at = before; at < model.length; at += 1) has[model[at]!] = 0;
      model.length = before;
      matter.length = mattered;
    }
    return many;
  };
  const tellIt = (): number => {
    tell(model, matter);
    return 1;
  };
  return level(3);
}

const candidatesKnown = new Map<number, readonly number[]>();

function candidates(lists: number, order: number): readonly number[] {
  const key = lists * 16 + order;
  const before = candidatesKnown.get(key);
  if (before) return before;
  const made = termsOfOrder(lists, order);
  candidatesKnown.set(key, made);
  return made;
}

/** A model by its largest terms, as the literature writes it: [12,13,23,25,34]. */
export function written(model: readonly number[]): string {
  const largest = model.filter((term) => term !== 0 && !model.some((other) => other !== term && (other & term) === term));
  const digits = (term: number): string =>
    Array.from({ length: 10 }, (_, at) => at)
      .filter((at) => (term >> at) & 1)
      .map((at) => (at + 1) % 10)
      .join('');
  const sorted = largest.map((term) => digits(term)).sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  return `[${sorted.join(',')}]`;
}
