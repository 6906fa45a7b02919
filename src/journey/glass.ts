// Breaking the glass: a life is at risk, one file, listed classes, one hour; never alone, or else looked at by somebody afterwards.
import { addDays, addMinutes, weekday, type Calendar, type Day, type Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Access, AccessEvent, Glass, GlassFinding, GlassReason } from './access.ts';
import { no } from './refusals.ts';

type Done = Outcome<AccessEvent>;
export type Breaking = {
  readonly person: string;
  readonly organisation: string;
  readonly role: string;
  readonly classes: readonly string[];
  readonly why: GlassReason;
  /** A colleague who stands beside and says yes. Without one a review opens at once. */
  readonly second: string | null;
  /** How often they broke it of late, over all files. */
  readonly before: number;
};

/** What may be opened at all: what finds and protects somebody. Immigration, suspects, legal notes and safe places are never among it. */
export const glassClasses = ['identity', 'locator', 'safe-contact', 'medical', 'narrative'] as const;
export const glassMinutes = 60;
/** The service's own rule: so often in so many days; more is refused until a review says that the earlier ones were right. */
export const glassQuota = { times: 3, days: 30 } as const;
/** The service's own rule: somebody looks at it within two working days. */
export const reviewWithin = 2;

export function breakGlass(now: Access, what: Breaking, at: { readonly now: Instant; readonly day: Day; readonly calendar: Calendar }): Done {
  if (now.conflicts.some((one) => one.person === what.person) || (now.seal && !now.seal.to.includes(what.person))) return no('no-such-case');
  const classes = [...new Set(what.classes)];
  if (classes.length === 0) return no('classes-needed');
  if (classes.some((one) => !(glassClasses as readonly string[]).includes(one))) return no('not-a-glass-class');
  if (what.second === what.person) return no('second-person-needed');
  if (now.glass.some((one) => one.person === what.person && isBroken(one, at.now))) return no('already-so');
  if (what.before >= glassQuota.times) return no('glass-quota');
  const { person, organisation, role, why, second } = what;
  const reviewBy = second ? null : workingDaysAfter(at.day, reviewWithin, at.calendar);
  return done({ kind: 'GlassBroken', person, organisation, role, classes, why, starts: at.now, ends: addMinutes(at.now, glassMinutes), second, reviewBy });
}

export const isBroken = (glass: Pick<Glass, 'starts' | 'ends'>, now: Instant): boolean => glass.starts <= now && now < glass.ends;

/** What somebody may read through broken glass at this moment; nothing before it and nothing after the hour. */
export function throughGlass(now: Access, person: string, at: Instant): Glass | undefined {
  return now.glass.find((one) => one.person === person && isBroken(one, at));
}

/** Whoever broke it, or stood beside, does not look at it themselves. */
export function reviewGlass(now: Access, what: { readonly number: number; readonly finding: GlassFinding }, { by }: { readonly by: string }): Done {
  const broken = now.glass.find((one) => one.number === what.number);
  if (!broken) return no('not-broken');
  if (broken.reviewed) return no('already-so');
  if (broken.person === by || broken.second === by) return no('own-glass');
  return done({ kind: 'GlassReviewed', number: what.number, by, finding: what.finding });
}

function workingDaysAfter(from: Day, count: number, calendar: Calendar): Day {
  let on = from;
  for (let left = count; left > 0;) {
    on = addDays(on, 1);
    if (weekday(on) < 6 && !calendar.holiday(on)) left -= 1;
  }
  return on;
}
