// Which cells are dangerous to publish, by which rule, and how uncertain each must stay. Where several rules meet, the strictest wins.
import type { Additive } from './table.ts';

export type RuleId = keyof typeof rules;
/** Every rule as a certificate names it: what it says, and where it is from. Rules a to f of the design of this service, statistics 1.11. */
export const rules = {
  small: { says: 'A count from 1 to 4 may point at a person.', source: 'rule a; the usual threshold of official statistics on people (GSS: 5)' },
  child: { says: 'A count of children from 1 to 9.', source: 'rule a, stricter for children' },
  'nationality-by-area': { says: 'A count of a nationality in an area from 1 to 9.', source: 'rule a, stricter where two visible marks meet' },
  'free-request': { says: 'A count from 1 to 9 in a table that was asked for.', source: 'rule a, stricter where the asker chose the table' },
  'one-category': { says: 'All of a group, or all but one, are in one category: whoever knows one of them learns it.', source: 'rule b' },
  contributors: { says: 'An amount of fewer than 5 people.', source: 'rule d with the threshold of rule a' },
  dominance: { says: 'The largest few make up too great a share of an amount.', source: 'rule d; Hundepool and others, Statistical Disclosure Control, 4.2' },
  'p-percent': { says: 'Whoever is second largest could estimate the largest too closely.', source: 'rule d; the same, 4.2' },
  pq: { says: 'The same, by somebody who already knows every part within q per cent.', source: 'rule d; the same, 4.2' },
} as const satisfies Readonly<Record<string, { readonly says: string; readonly source: string }>>;

/** A cell that must be able to be so much more, and so much less, than it is. */
export type Danger = {
  readonly cell: number;
  readonly rule: RuleId;
  readonly up: number;
  readonly down: number;
  /** Rule b: of which whole, and outside which of its parts. */
  readonly outside?: readonly [whole: number, part: number];
};

export const threshold = 5;
/** For children, a nationality in an area, and tables that somebody asked for. */
export const strictThreshold = 10;

/** Rule a, and with it c: what remains of a total is a cell like the others. That a cell is small, or at least what it is, must not be provable. */
export const small = (of: Additive, under: number, rule: RuleId = 'small', among: (cell: number) => boolean = () => true): readonly Danger[] =>
  of.cells.flatMap(({ count }, cell) => (count > 0 && count < under && among(cell) ? [{ cell, rule, up: under - count, down: 1 }] : []));

/** The places a cell speaks of, by dimension: without those in which it is a total. */
export type Codes = ReadonlyMap<string, string>;
const areas: readonly string[] = ['area', 'force', 'region', 'council', 'local-authority', 'district'];
/** The stricter rule of a cell of the program's own tables. */
export function stricter(codes: Codes): RuleId | undefined {
  if (/^child/i.test(codes.get('age') ?? '')) return 'child';
  return codes.has('nationality') && areas.some((name) => codes.has(name)) ? 'nationality-by-area' : undefined;
}

/** Of a sum its total and one of its parts, by their places. */
export type Tells = (total: number, part: number) => boolean;

/**
 * Rule b: of a group of which nobody, or one, stands outside one category, it must stay possible that two do. Those outside become a cell of their
 * own where they are several cells, after all others. A group of which everything is out already is known, and nothing can be done.
 * `tells`: whether to be in that part of the whole says something of a person; where it is not said, it does.
 */
export function oneCategory(of: Additive, tells: Tells = () => true): { readonly of: Additive; readonly dangers: readonly Danger[] } {
  const cells = [...of.cells];
  const sums = [...of.sums];
  const unseen = new Set(of.unseen);
  const dangers: Danger[] = [];
  const countOf = (at: number): number => cells[at]?.count ?? 0;
  for (const { total, parts } of of.sums) {
    const most = parts.reduce((best, part) => (countOf(part) > countOf(best) ? part : best), parts[0] ?? -1);
    const outside = countOf(total) - countOf(most);
    const others = parts.filter((part) => part !== most);
    if (countOf(total) === 0 || outside > 1 || others.length === 0 || !tells(total, most) || others.every((part) => of.out?.has(part))) continue;
    let cell = others[0] ?? -1;
    if (others.length > 1) {
      const { most: whole } = of.cells[total] ?? {};
      cell = cells.push({ count: outside, ...(whole === undefined ? {} : { most: whole }) }) - 1;
      unseen.add(cell);
      sums.push({ total: cell, parts: others }, { total, parts: [most, cell] });
    }
    dangers.push({ cell, rule: 'one-category', up: 2 - outside, down: 0, outside: [total, most] });
  }
  return { of: { ...of, cells, sums, unseen }, dangers };
}

export type Amounts = {
  /** What each part of a cell adds to it, the largest first, by the place of the cell: at least as many as the rules look at. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
  /** How many parts a cell has, where `parts` does not hold them all. */
  readonly many?: ReadonlyMap<number, number>;
  /** The largest `of` parts may be no more than this share of the whole, in per cent. */
  readonly dominance?: { readonly of: number; readonly percent: number };
  readonly pPercent?: number;
  /** Everybody is taken to know each part within q per cent beforehand, and must not come closer than p per cent. */
  readonly pq?: { readonly p: number; readonly q: number };
};

/** Rule d, for amounts such as money and nights: nobody may estimate another's part too closely, and few parts are dangerous whatever they are. */
export function amounts(of: Additive, { parts, many, dominance, pPercent, pq }: Amounts): readonly Danger[] {
  return [...parts].flatMap(([cell, given]): Danger[] => {
    const whole = of.cells[cell]?.count ?? 0;
    const [first = 0, second = 0] = given;
    const rest = whole - first - second;
    const number = many?.get(cell) ?? given.filter((one) => one > 0).length;
    const short: (readonly [RuleId, number])[] = [['contributors', number > 0 && number < threshold ? whole / 10 : 0]];
    if (dominance) {
      const largest = given.slice(0, dominance.of).reduce((sum, one) => sum + one, 0);
      short.push(['dominance', (largest * 100) / dominance.percent - whole]);
    }
    if (pPercent !== undefined) short.push(['p-percent', (first * pPercent) / 100 - rest]);
    if (pq) short.push(['pq', (first * pq.p) / pq.q - rest]);
    return short.flatMap(([rule, by]) => (by > 0 ? [{ cell, rule, up: Math.ceil(by), down: Math.min(Math.ceil(by), whole) }] : []));
  });
}

/** Levels of places, the widest first. Rule f: nothing finer than a police force area is ever published. */
export const levels = ['world', 'nation', 'region', 'force', 'council', 'ward', 'postcode'] as const;
export type Level = (typeof levels)[number];
export const tooFine = (level: Level): boolean => levels.indexOf(level) > levels.indexOf('force');
