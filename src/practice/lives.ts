// What happens to an invented person in support: contact, a worker, a place, what they say of outcomes, leaving, coming back. Every step is an act.
import type { Actor } from '#access/roles.ts';
import { addDays, day as dayOfText, type Day } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { askBed, settleBed, takeBed } from '#journey/bed.ts';
import { longestGrant, nameWorker } from '#journey/chosen.ts';
import { tryContact, type Doing } from '#journey/contact.ts';
import { noteOutcome } from '#journey/planned.ts';
import { reachBackIn } from '#journey/recovery.ts';
import { acceptPlace, arrive, declinePlace, extendStay, moveOut, notArrived, offerPlace, placeNotFound, type LeaveReason } from '#journey/stay.ts';
import type { LivesThere } from '#journey/place.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { randomUUID } from 'node:crypto';
import type { Bed, Homes } from './homes.ts';
import { personaOf } from './people.ts';
import type { Chance } from './random.ts';

export type Step = { readonly day: Day; readonly by: Actor; readonly act: (state: Support, how: Doing) => Outcome<SupportEvent> };
/** `wanted`: days on which somebody wrote down what they need of a place. `beds`: which bed each stay is kept in. */
export type Life = {
  readonly steps: readonly Step[];
  readonly wanted: readonly { readonly day: Day; readonly kind: string }[];
  readonly beds: ReadonlyMap<string, Bed>;
  readonly worker: Actor | null;
};

export type Lived = {
  readonly key: number;
  readonly gender: string;
  readonly adult: boolean;
  readonly nation: string;
  readonly opened: Day;
  /** The day on which support ends; none where it goes on. */
  readonly ended: Day | null;
  readonly positive: boolean;
  readonly today: Day;
};

const colleagues = 24;
/** People at work at the provider, whom nobody can sit down as. */
const workerOf = (key: number): Actor => ({
  ...personaOf('practice-willow').actor,
  person: `practice-support-${String((key % colleagues) + 1).padStart(2, '0')}`,
});

const domains = ['housing', 'safety', 'support', 'care', 'purpose', 'medical', 'education'];
const progress = ['not-yet', 'on-the-way', 'there'] as const;

export function lifeOf(random: Chance, homes: Homes, law: Law, of: Lived): Life {
  const { key, opened, ended, today } = of;
  const steps: Step[] = [];
  const by = workerOf(key);
  const last = ended ?? addDays(today, -1);
  const on = (after: number): Day => addDays(opened, after);
  const add = (day: Day, act: Step['act']): void => {
    if (day > opened && day <= last) steps.push({ day, by, act });
  };
  const slow = (soon: number, late: number): number => (random.sometimes(0.78) ? 1 + random.below(soon) : soon + random.below(late));

  const reached = random.sometimes(0.93) ? slow(3, 12) : null;
  if (reached) add(on(reached), (state, how) => tryContact(state, { way: 'referrer', outcome: 'reached', seen: 0 }, { open: false, why: 'hold' }, how));
  const named = random.sometimes(0.94) ? slow(4, 20) : null;
  const worker = named && on(named) <= last ? by : null;
  if (named) add(on(named), (state, how) => nameWorker(state.access, { person: by.person, days: longestGrant }, how));
  if (worker && key % 8 === 0) outcomes(random, of, last, add);
  const housed = of.adult && opened >= addDays(today, -200) && random.sometimes(0.2);
  const placed = housed ? place(random, homes, law, { ...of, last }, add) : { wanted: [], beds: new Map<string, Bed>() };
  if (ended && of.positive && ['england', 'wales'].includes(of.nation) && random.sometimes(0.12)) {
    const back = addDays(ended, 10 + random.below(80));
    const service = random.pick(['legal', 'housing', 'english']);
    const act: Step['act'] = (state, how) => reachBackIn(state, { id: randomUUID(), service, positive: true }, law, how);
    if (back < today) steps.push({ day: back, by, act });
  }
  return { steps: inOrder(steps), worker, ...placed };
}

const inOrder = (steps: readonly Step[]): readonly Step[] => [...steps].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));

type Add = (day: Day, act: Step['act']) => void;

/** Asked at the beginning, later and on leaving; a few rather do not say, and some are never asked of everything. */
function outcomes(random: Chance, { opened, ended }: Lived, last: Day, add: Add): void {
  const times = [addDays(opened, 10 + random.below(10)), addDays(opened, 60 + random.below(30)), ...(ended ? [ended] : [])].filter((day) => day <= last);
  for (const domain of domains) {
    let at = random.below(2);
    for (const day of times) {
      if (random.sometimes(0.25)) continue;
      const said = random.sometimes(0.12) ? 'rather-not-say' : (progress[at] ?? 'there');
      add(day, (state, how) => noteOutcome(state, { id: randomUUID(), domain, said }, how));
      at = Math.min(2, Math.max(0, at + random.pick([0, 1, 1, -1])));
    }
  }
}

type Placing = Lived & { readonly last: Day };

function place(random: Chance, homes: Homes, law: Law, of: Placing, add: Add): Pick<Life, 'wanted' | 'beds'> {
  const { gender, nation, opened, last, today } = of;
  const alone: LivesThere = gender === 'female' ? 'women' : 'men';
  const kinds: readonly LivesThere[] = random.sometimes(0.4) ? [alone] : [alone, 'any'];
  const wanted: { day: Day; kind: string }[] = [];
  const beds = new Map<string, Bed>();
  const asks = addDays(opened, 1 + random.below(5));
  if (asks > last) return { wanted, beds };
  wanted.push({ day: asks, kind: kinds.length > 1 ? 'several' : alone });
  const tonight = random.sometimes(0.3);
  if (tonight) {
    add(asks, (state, how) => askBed(state, how));
    add(asks, (state, how) => takeBed(state, how, inForce(law.bedAlarm, asks, nation)));
  }
  const offered = addDays(asks, tonight ? 0 : random.below(9));
  const comes = addDays(offered, tonight ? 0 : random.below(4));
  const leaves = addDays(comes, 21 + random.below(110));
  const ends = leaves < last ? leaves : last;
  const bed = comes < ends ? homes.find(nation, kinds, offered, leaves > today ? leaves : ends) : undefined;
  if (!bed) {
    add(offered, (state, how) => placeNotFound(state, { why: ['no-bed'], tonight }, how));
    // The night was got through elsewhere; the wish for a place stands.
    if (tonight) add(addDays(asks, 1), (state, how) => settleBed(state, 'not-needed', how));
    if (tonight && addDays(asks, 1) > last) add(asks, (state, how) => settleBed(state, 'not-needed', how));
    if (tonight && addDays(asks, 2) <= last) wanted.push({ day: addDays(asks, 2), kind: kinds.length > 1 ? 'several' : alone });
    return { wanted, beds };
  }
  const stay = randomUUID();
  beds.set(stay, bed);
  const first = addDays(comes, 27);
  const says = { stay, contactChanged: false };
  const offer = { ...says, from: comes, people: 1, beds: 1, free: true, fits: true, elsewhere: false };
  // A bed that was offered in vain is offered to nobody else for these nights.
  if (!tonight && random.sometimes(0.1)) {
    homes.hold(bed, { from: offered, until: first });
    add(offered, (state, how) => offerPlace(state, { ...offer, until: first }, how));
    const why = random.pick(['too-far', 'sharing', 'family', 'not-said'] as const);
    add(offered, (state, how) => declinePlace(state, stay, why, how));
    return { wanted, beds };
  }
  if (!tonight && random.sometimes(0.05)) {
    homes.hold(bed, { from: offered, until: first });
    add(offered, (state, how) => offerPlace(state, { ...offer, until: first }, how));
    add(offered, (state, how) => acceptPlace(state, says, how));
    add(comes, (state, how) => notArrived(state, { stay, worried: false, rings: 'worker', whom: ['person'] }, how));
    add(addDays(comes, 1), (state, how) => moveOut(state, { stay, why: 'never-came' }, how));
    return { wanted, beds };
  }
  homes.hold(bed, { from: offered, until: leaves > today ? leaves : ends });
  add(offered, (state, how) => offerPlace(state, { ...offer, until: first }, how));
  add(offered, (state, how) => acceptPlace(state, says, how));
  add(comes, (state, how) => arrive(state, stay, how));
  const longer = leaves > today ? leaves : ends;
  if (longer > first) {
    const at = addDays(comes, 25);
    add(at, (state, how) => extendStay(state, { stay, until: longer, free: true }, how));
  }
  const why: LeaveReason = random.pick(['own-home', 'with-family', 'other-service', 'left-unsaid']);
  if (ends < today && (leaves <= last || of.ended)) add(ends, (state, how) => moveOut(state, { stay, why }, how));
  return { wanted, beds };
}

/** Why they leave at the end of their time, as the country's list has it; most because their needs are met. */
export function exitOf(random: Chance): string {
  return random.pick([
    ...Array<string>(9).fill('needs-met'),
    ...Array<string>(4).fill('other-service'),
    'other-support',
    'other-support',
    'left-support',
    'left-support',
    'left-country',
    'detained',
  ]);
}

/** After how many days somebody who left comes back in need; most do not. */
export function comesBack(random: Chance, left: Day, today: Day): Day | null {
  if (!random.sometimes(0.12)) return null;
  const back = addDays(left, 5 + random.below(110));
  return back < addDays(today, -3) ? dayOfText(back) : null;
}
