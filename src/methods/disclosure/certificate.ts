// What an audit leaves behind so that others can check it: for everybody what is published anyway, and for who protects the proof with the true counts.
import { rules, type RuleId } from './rules.ts';
import type { Protection } from './suppress.ts';

/** A hidden cell says between what and what everybody can work it out, and not which rule hid it. `unprinted`: it stands in no table. */
export type PublicCell =
  | { readonly key: string; readonly value: number }
  | { readonly key: string; readonly low: number; readonly high: number; readonly most: number; readonly unprinted?: true };
/** For everybody. Sums are the place of the total and then of its parts. `proof`: the SHA-256 of the other file, which its keeper can show to a court. */
export type PublicCertificate = {
  readonly certificate: 'opennrm-hidden-counts-1';
  readonly threshold: number;
  readonly cells: readonly PublicCell[];
  readonly sums: readonly (readonly number[])[];
  /** Where it is there, it cannot be shown of any group either that all of it, or all but one, are in one category; but for these, each a whole and a part. */
  readonly groups?: { readonly excused: readonly (readonly [whole: number, part: number])[] };
  readonly proof: string;
};

/** With this other assignment of all hidden cells, everything published stays as it is, and the cell lies so far from its count. Only what differs is listed. */
export type Proof = { readonly cell: number; readonly way: 'up' | 'down'; readonly by: number; readonly differs: readonly (readonly [number, number])[] };
/** For who protects: it holds the true counts. `salt` is chance, so that nobody finds the counts by trying what gives the published hash. */
export type InternalCertificate = {
  readonly certificate: 'opennrm-hidden-counts-proof-1';
  readonly salt: string;
  readonly threshold: number;
  readonly cells: readonly { readonly key: string; readonly value: number; readonly most: number; readonly hidden: boolean }[];
  readonly sums: readonly (readonly number[])[];
  readonly dangers: readonly { readonly cell: number; readonly rule: RuleId; readonly says: string; readonly up: number; readonly down: number }[];
  readonly proofs: readonly Proof[];
};

type Made = Pick<Protection, 'judged' | 'hidden' | 'dangers' | 'audit' | 'excused'>;
/** `keys` name the cells in their places; what only the rules made is named after them. */
export type Certified = { readonly keys: readonly string[]; readonly threshold: number; readonly salt: string };

const sumsOf = ({ judged }: Made): readonly (readonly number[])[] => judged.sums.map(({ total, parts }) => [total, ...parts]);
const keyAt = ({ keys }: Certified, at: number): string => keys[at] ?? `group ${at - keys.length + 1}`;

export function internalCertificate(made: Made, certified: Certified): InternalCertificate {
  const { judged, hidden, dangers, audit } = made;
  return {
    certificate: 'opennrm-hidden-counts-proof-1',
    salt: certified.salt,
    threshold: certified.threshold,
    cells: judged.cells.map(({ count, most = count }, at) => ({ key: keyAt(certified, at), value: count, most, hidden: hidden.has(at) })),
    sums: sumsOf(made),
    dangers: dangers.map(({ cell, rule, up, down }) => ({ cell, rule, says: rules[rule].says, up, down })),
    proofs: audit.proofs,
  };
}

/**
 * `proof` is the hash of the other file's bytes. What only the rules made stays out: a group that is judged would say of itself that it is in one
 * category, and it bounds nothing that the table's own sums do not bound.
 */
export function publicCertificate(made: Made, certified: Certified, proof: string): PublicCertificate {
  const { judged, hidden, audit, excused } = made;
  const own = (at: number): boolean => at < certified.keys.length;
  return {
    certificate: 'opennrm-hidden-counts-1',
    threshold: certified.threshold,
    cells: judged.cells.slice(0, certified.keys.length).map(({ count, most = count }, at): PublicCell => {
      const key = keyAt(certified, at);
      if (!hidden.has(at)) return { key, value: count };
      const { low = 0, high = most } = audit.found.get(at) ?? {};
      return { key, low, high, most, ...(judged.unseen?.has(at) ? { unprinted: true as const } : {}) };
    }),
    sums: sumsOf(made).filter((sum) => sum.every(own)),
    ...(excused ? { groups: { excused } } : {}),
    proof,
  };
}
