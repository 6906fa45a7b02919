// Which organisations fit what somebody wishes, in which order, and why each does or does not: the same answer whenever the same is asked.
import type { Day } from '#base/day.ts';
import type { Band } from './waits.ts';
import type { Age, Gender, Wish } from './wish.ts';

/** What an organisation says it can take, until a day. `workers`: who can meet somebody. `places`: how many at once. */
export type Offer = {
  readonly organisation: string;
  readonly areas: readonly string[];
  readonly languages: readonly string[];
  readonly interpreters: boolean;
  readonly workers: readonly Gender[];
  readonly ages: readonly Age[];
  readonly places: number;
  readonly until: Day;
};

export const reasonCodes = [
  'area-own',
  'area-wider',
  'area-part',
  'area-not-known',
  'area-other',
  'language-spoken',
  'language-interpreter',
  'language-none',
  'language-any',
  'gender-yes',
  'gender-no',
  'gender-any',
  'age-yes',
  'age-no',
  'age-any',
  'places-free',
  'places-full',
  'not-wanted',
  'asked-before',
  'offer-over',
] as const;
export type Reason = (typeof reasonCodes)[number];
/** Any of these, and the organisation is not asked. */
const against: readonly Reason[] = ['area-other', 'age-no', 'places-full', 'not-wanted', 'asked-before', 'offer-over'];
export const isAgainst = (reason: Reason): boolean => against.includes(reason);

export type Candidate = {
  readonly organisation: string;
  readonly fits: boolean;
  readonly reasons: readonly Reason[];
  readonly free: number;
  readonly until: Day;
  readonly band: Band;
};

export type Around = {
  readonly today: Day;
  /** The area of the wish and those it lies in, the smallest first; and what an area of an offer lies in. */
  readonly within: (area: string) => readonly string[];
  readonly kindOf: (organisation: string) => string;
  /** Organisations that were asked for this person and have not to be asked again. */
  readonly asked: ReadonlySet<string>;
  /** How many an organisation has open. */
  readonly open: ReadonlyMap<string, number>;
  readonly bands: ReadonlyMap<string, Band>;
};

const order = (reason: Reason): number => reasonCodes.indexOf(reason);

function areaOf(wish: Wish, offer: Offer, { within }: Around): { readonly reason: Reason; readonly steps: number } {
  if (!wish.area) return { reason: 'area-not-known', steps: 0 };
  const steps = within(wish.area).findIndex((one) => offer.areas.includes(one));
  if (steps === 0) return { reason: 'area-own', steps };
  if (steps > 0) return { reason: 'area-wider', steps };
  const { area } = wish;
  return offer.areas.some((one) => within(one).includes(area)) ? { reason: 'area-part', steps: 3 } : { reason: 'area-other', steps: 4 };
}

function languageOf({ language }: Wish, { languages, interpreters }: Offer): Reason {
  if (!language) return 'language-any';
  if (languages.includes(language)) return 'language-spoken';
  return interpreters ? 'language-interpreter' : 'language-none';
}

const genderOf = ({ gender }: Wish, { workers }: Offer): Reason => (!gender ? 'gender-any' : workers.includes(gender) ? 'gender-yes' : 'gender-no');
const ageOf = ({ age }: Wish, { ages }: Offer): Reason => (!age ? 'age-any' : ages.includes(age) ? 'age-yes' : 'age-no');

type Judged = Candidate & { readonly rank: readonly number[] };

function judged(wish: Wish, offer: Offer, around: Around): Judged {
  const { organisation } = offer;
  const [area, language, gender, age] = [areaOf(wish, offer, around), languageOf(wish, offer), genderOf(wish, offer), ageOf(wish, offer)];
  const free = Math.max(0, offer.places - (around.open.get(organisation) ?? 0));
  const kind = around.kindOf(organisation);
  const reasons: Reason[] = [
    area.reason,
    language,
    gender,
    age,
    free > 0 ? 'places-free' : 'places-full',
    ...(wish.not.some((one) => one === kind) ? (['not-wanted'] as const) : []),
    ...(around.asked.has(organisation) ? (['asked-before'] as const) : []),
    ...(offer.until < around.today ? (['offer-over'] as const) : []),
  ];
  const fits = !reasons.some(isAgainst);
  return {
    organisation,
    fits,
    reasons,
    free,
    until: offer.until,
    band: around.bands.get(organisation) ?? 'not-known',
    rank: [Number(!fits), area.steps, order(language), order(gender), order(age), -free],
  };
}

/** Area first, then language, then who meets them, then age, then who has most room; among equals by code. Of each organisation its best offer. */
export function match(wish: Wish, offers: readonly Offer[], around: Around): readonly Candidate[] {
  const all = offers.map((offer) => judged(wish, offer, around)).sort(before);
  const seen = new Set<string>();
  const best = all.filter(({ organisation }) => !seen.has(organisation) && seen.add(organisation));
  return best.map(({ rank: _rank, ...candidate }) => candidate);
}

function before(one: Judged, other: Judged): number {
  for (const [at, mine] of one.rank.entries()) {
    const theirs = other.rank[at] ?? 0;
    if (mine !== theirs) return mine - theirs;
  }
  const [a, b] = [`${one.organisation} ${one.until} ${one.reasons.join(' ')}`, `${other.organisation} ${other.until} ${other.reasons.join(' ')}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
