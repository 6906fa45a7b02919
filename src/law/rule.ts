// How a rule of law is written down: dated versions, each with its source, and the finding that carries them along.
import type { Day } from '#base/day.ts';
import type { Because, Standing } from '#base/outcome.ts';

/** Where a rule comes from and how we know it. `code` is the register code of the source where there is one. */
export type Source = { readonly cite: string; readonly standing: Standing; readonly code?: string; readonly link?: string };

export const read = (cite: string, code?: string): Source => ({ cite, standing: 'read', ...(code ? { code } : {}) });
export const reported = (cite: string, code?: string): Source => ({ cite, standing: 'reported', ...(code ? { code } : {}) });
export const assumed = (cite: string, code?: string): Source => ({ cite, standing: 'assumed', ...(code ? { code } : {}) });

/** `until` is the last day. `nations` absent: every nation of the country. An end of a right is a version too. */
export type Version<T> = {
  readonly from: Day;
  readonly until?: Day;
  readonly nations?: readonly string[];
  readonly value: T;
  readonly source: Source;
  readonly note?: string;
};

/** A worked example that a lawyer can dispute: on this day, in this nation, the answer is this sentence. */
export type Example = { readonly on: Day; readonly nation: string; readonly says: string };

export type Rule<T> = {
  readonly id: string;
  readonly question: string;
  readonly versions: readonly Version<T>[];
  /** The value in words, for the page of rules and for letters. */
  readonly inWords: (value: T) => string;
  readonly examples: readonly Example[];
};

export type Finding<T> = { readonly value: T; readonly because: Because };

/** The law says nothing on that day in that nation: an error of the caller or a gap in the rules, never a default. */
export class SilentLaw extends Error {
  readonly rule: string;
  constructor(rule: { id: string; question: string }, on: Day, nation: string) {
    super(`No law in force for "${rule.question}" (${rule.id}) on ${on} in ${nation}.`);
    this.rule = rule.id;
  }
}

/** Declares a rule. Throws where two versions for one nation overlap. */
export function rule<T>(
  id: string,
  question: string,
  versions: readonly Version<T>[],
  inWords: (value: T) => string = (value) => JSON.stringify(value),
  examples: readonly Example[] = [],
): Rule<T> {
  versions.forEach((one, i) =>
    versions.slice(i + 1).forEach((other) => {
      const share = !one.nations || !other.nations || one.nations.some((nation) => other.nations?.includes(nation));
      const [first, second] = one.from <= other.from ? [one, other] : [other, one];
      if (share && (!first.until || first.until >= second.from)) {
        throw new Error(`rule ${id}: versions from ${first.from} and ${second.from} overlap`);
      }
    }),
  );
  return { id, question, versions, inWords, examples };
}

/** The version of a rule in force, or nothing where the law is silent. */
export function versionOf<T>(of: Rule<T>, on: Day, nation: string): Version<T> | undefined {
  return of.versions.find((version) => version.from <= on && (!version.until || on <= version.until) && (!version.nations || version.nations.includes(nation)));
}

/** The rule's version in force. The caller names the governing day. Throws SilentLaw where there is none. */
export function inForce<T>(of: Rule<T>, on: Day, nation: string): Finding<T> {
  const found = versionOf(of, on, nation);
  if (!found) throw new SilentLaw(of, on, nation);
  return {
    value: found.value,
    because: {
      rule: of.id,
      question: of.question,
      from: found.from,
      source: found.source.cite,
      standing: found.source.standing,
    },
  };
}
