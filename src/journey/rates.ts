// What is paid on a day: the law’s rate, or the amount that two administrators gave with its source where the law’s own is not known.
import type { Day } from '#base/day.ts';
import { done, type Because, type Outcome } from '#base/outcome.ts';
import { rateKinds, type Law, type RateKind } from '#law/law.ts';
import { inForce, SilentLaw, versionOf } from '#law/rule.ts';
import type { Installation, InstallationEvent } from './installation.ts';
import { no } from './refusals.ts';

/** An amount in pence, from a day on, in one nation; it stands when a second administrator agrees. */
export type GivenRate = {
  readonly rate: RateKind;
  readonly nation: string;
  readonly from: Day;
  readonly pence: number;
  readonly source: string;
  readonly read: Day;
  readonly by: string;
  readonly agreed: string | null;
};

export const placeOfRate = ({ rate, nation, from }: Pick<GivenRate, 'rate' | 'nation' | 'from'>): string => `${rate}/${nation}/${from}`;

/** No amount is larger than this: a slip of the pen by two places is refused. */
export const mostPence = 200_000;

export function giveRate(what: Omit<GivenRate, 'by' | 'agreed'>, law: Law, today: Day): Outcome<InstallationEvent> {
  if (!rateKinds.includes(what.rate) || !law.nations.some((nation) => nation.code === what.nation)) return no('no-such-rate');
  if (!Number.isInteger(what.pence) || what.pence < 0 || what.pence > mostPence) return no('amount-wrong');
  if (what.source.trim() === '') return no('source-needed');
  return what.read > today ? no('day-ahead') : done({ kind: 'RateGiven', ...what, source: what.source.trim() });
}

export function agreeRate(state: Installation, what: Pick<GivenRate, 'rate' | 'nation' | 'from'>, by: string): Outcome<InstallationEvent> {
  const given = state.rates.get(placeOfRate(what));
  if (!given) return no('no-such-rate');
  if (given.agreed) return no('already-so');
  const { rate, nation, from } = given;
  return given.by === by ? no('second-person-needed') : done({ kind: 'RateAgreed', rate, nation, from });
}

export type RateOn = { readonly pence: number; readonly per: 'week' | 'once'; readonly confirmed: boolean; readonly because: Because };
export type RateBook = {
  /** Throws SilentLaw where neither the law nor an administrator says anything. */
  readonly on: (kind: RateKind, nation: string, day: Day) => RateOn;
  /** Every day on which some amount begins. */
  readonly changes: readonly Day[];
};

/** The latest beginning counts: a version of the law that is newer than an amount given takes its place. */
export function rateBook(law: Law, given: Iterable<GivenRate>): RateBook {
  const agreed = [...given].filter((one) => one.agreed).sort((a, b) => (a.from < b.from ? 1 : -1));
  const known = new Map<string, RateOn>();
  const find = (kind: RateKind, nation: string, day: Day): RateOn => {
    const rule = law.rates[kind];
    const version = versionOf(rule, day, nation);
    const own = agreed.find((one) => one.rate === kind && one.nation === nation && one.from <= day && (!version || one.from >= version.from));
    if (!own && !version) throw new SilentLaw(rule, day, nation);
    if (!own) {
      const { value, because } = inForce(rule, day, nation);
      return { ...value, confirmed: because.standing !== 'assumed', because };
    }
    const because = { rule: rule.id, question: rule.question, from: own.from, source: own.source, standing: 'reported' as const };
    return { pence: own.pence, per: kind === 'maternity' ? 'once' : 'week', confirmed: true, because };
  };
  return {
    on: (kind, nation, day) => {
      const key = `${kind}/${nation}/${day}`;
      const found = known.get(key) ?? find(kind, nation, day);
      known.set(key, found);
      return found;
    },
    changes: [...new Set([...Object.values(law.rates).flatMap((rule) => rule.versions.map((version) => version.from)), ...agreed.map((one) => one.from)])],
  };
}

export type RatesLeft = { readonly nation: string; readonly unknown: readonly RateKind[]; readonly unconfirmed: readonly RateKind[] };

/** By nation: kinds of payment on which nobody real is paid that day, since no amount is known or nobody has confirmed the one that is. */
export function ratesLeft(law: Law, given: Iterable<GivenRate>, today: Day): readonly RatesLeft[] {
  const book = rateBook(law, given);
  const known = (kind: RateKind, nation: string): boolean | undefined => {
    try {
      return book.on(kind, nation, today).confirmed;
    } catch (error) {
      if (error instanceof SilentLaw) return undefined;
      throw error;
    }
  };
  return law.nations.map(({ code, name }) => ({
    nation: name,
    unknown: rateKinds.filter((kind) => known(kind, code) === undefined),
    unconfirmed: rateKinds.filter((kind) => known(kind, code) === false),
  }));
}
