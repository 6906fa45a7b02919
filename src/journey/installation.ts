// The installation's own ledger: which assumed rules an administrator has confirmed (data.md 16), and local numbers to ring,
// and amounts of money that the law held here does not know.
import type { Day } from '#base/day.ts';
import { itemOf } from '#base/list.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { rulesOf, type Law, type LocalNumber, type RateKind } from '#law/law.ts';
import { placeOfRate, type GivenRate } from './rates.ts';
import { no } from './refusals.ts';

/** `source` cites the text that was read; `read` is the day on which it was read. */
export type InstallationEvent =
  | { readonly kind: 'RuleConfirmed'; readonly rule: string; readonly source: string; readonly read: Day }
  | {
      readonly kind: 'NumberKept';
      readonly list: LocalNumber['list'];
      readonly code: string;
      readonly open: LocalNumber['open'];
      readonly number: string;
      readonly source: string;
      readonly read: Day;
    }
  // An amount in pence, and a second administrator’s word on it.
  | {
      readonly kind: 'RateGiven';
      readonly rate: RateKind;
      readonly nation: string;
      readonly from: Day;
      readonly pence: number;
      readonly source: string;
      readonly read: Day;
    }
  | { readonly kind: 'RateAgreed'; readonly rate: RateKind; readonly nation: string; readonly from: Day }
  | { readonly kind: 'NumberTakenOut'; readonly list: LocalNumber['list']; readonly code: string; readonly open: LocalNumber['open'] };

export type KeptNumber = LocalNumber & { readonly read: Day };

export type Installation = {
  readonly confirmed: ReadonlyMap<string, { readonly source: string; readonly read: Day; readonly by: string }>;
  /** One number for a council or force and its hours; a newer one takes the place of the older. */
  readonly numbers: ReadonlyMap<string, KeptNumber>;
  /** One amount for a rate, nation and first day; one given again waits for a second person again. */
  readonly rates: ReadonlyMap<string, GivenRate>;
};

const placeOf = ({ list, code, open }: Pick<LocalNumber, 'list' | 'code' | 'open'>): string => `${list}/${code}/${open}`;

export const installationStream: Stream<Installation, InstallationEvent> = {
  name: 'installation',
  start: { confirmed: new Map(), numbers: new Map(), rates: new Map() },
  evolve: (state, { event, actor }) => {
    if (event.kind === 'RuleConfirmed') {
      return { ...state, confirmed: new Map([...state.confirmed, [event.rule, { source: event.source, read: event.read, by: actor }]]) };
    }
    if (event.kind === 'RateGiven') {
      const { kind: _kind, ...given } = event;
      return { ...state, rates: new Map([...state.rates, [placeOfRate(given), { ...given, by: actor, agreed: null }]]) };
    }
    if (event.kind === 'RateAgreed') {
      const given = state.rates.get(placeOfRate(event));
      return given ? { ...state, rates: new Map([...state.rates, [placeOfRate(given), { ...given, agreed: actor }]]) } : state;
    }
    const left = [...state.numbers].filter(([place]) => place !== placeOf(event));
    if (event.kind === 'NumberTakenOut') return { ...state, numbers: new Map(left) };
    const { list, code, open, number, source, read } = event;
    return { ...state, numbers: new Map([...left, [placeOf(event), { list, code, open, number, source, read }]]) };
  },
};

/** Rules of a law that rest, in some version, on what nobody has read or reported. Amounts of money are given one by one instead (rates.ts). */
export function assumedRules(law: Law): readonly { readonly id: string; readonly question: string; readonly from: Day; readonly source: string }[] {
  const amounts: readonly unknown[] = Object.values(law.rates);
  return rulesOf(law)
    .filter((rule) => !amounts.includes(rule))
    .flatMap((rule) =>
      rule.versions
        .filter((version) => version.source.standing === 'assumed')
        .map((version) => ({ id: rule.id, question: rule.question, from: version.from, source: version.source.cite })),
    );
}

/** Confirms an assumed rule: somebody has read its source. The rule itself is corrected in the country's folder with the next release. */
export function confirmRule(
  _state: Installation,
  what: { readonly rule: string; readonly source: string; readonly read: Day },
  law: Law,
  today: Day,
): Outcome<InstallationEvent> {
  if (!assumedRules(law).some((rule) => rule.id === what.rule)) return no('not-assumed');
  if (what.source.trim() === '') return no('source-needed');
  if (what.read > today) return no('day-ahead');
  return done({ kind: 'RuleConfirmed', rule: what.rule, source: what.source.trim(), read: what.read });
}

/** Keeps a number of a council or force: where it was read, and when. */
export function keepNumber(what: KeptNumber, law: Law, today: Day): Outcome<InstallationEvent> {
  const list = law.lists[what.list];
  if (!list || !itemOf(list, what.code)) return no('not-in-list');
  if (what.source.trim() === '') return no('source-needed');
  if (what.read > today) return no('day-ahead');
  return done({ kind: 'NumberKept', ...what, source: what.source.trim() });
}

/** Takes a number out: nobody rings it any more. */
export function takeOutNumber(state: Installation, what: Pick<LocalNumber, 'list' | 'code' | 'open'>): Outcome<InstallationEvent> {
  if (!state.numbers.has(placeOf(what))) return no('no-such-number');
  return done({ kind: 'NumberTakenOut', list: what.list, code: what.code, open: what.open });
}
