// What the person chose: who may see their case and until when, which items pass the wall, and who is named to look after them.
import { addDays, startOf, type Day, type Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Access, AccessEvent, ActsAs, GrantOf, Present } from './access.ts';
import { no } from './refusals.ts';

type Done = Outcome<AccessEvent>;
/** When, and who takes their word. */
export type Moment = { readonly now: Instant; readonly day: Day; readonly by: string };

/** How their word was taken: in which language, and who was there. */
export type Word = { readonly language: string; readonly present: Present };
/** The service's own rule: a grant is asked for again at the latest after half a year. */
export const longestGrant = 183;

/** Over at the end of the day that lies so many days ahead. */
const until = (day: Day, days: number): Instant => startOf(addDays(day, days + 1));

export function giveGrant(
  now: Access,
  what: Word & { readonly grant: string; readonly holder: string; readonly as: ActsAs; readonly days: number },
  at: Moment,
): Done {
  const { grant, holder, as, language, present, days } = what;
  if (days < 1 || days > longestGrant) return no('grant-too-long');
  if (now.conflicts.some((one) => one.person === holder)) return no('has-conflict');
  if (now.grants.some((one) => one.holder === holder && one.as === as && holds(one, at.now))) return no('already-so');
  return done({ kind: 'GrantGiven', grant, holder, as, starts: at.now, ends: until(at.day, days), language, present, by: at.by });
}

/** Whether a grant holds at a moment: it has begun, has not ended and is not taken back. */
export const holds = (grant: GrantOf, now: Instant): boolean => grant.starts <= now && now < grant.ends && !(grant.revoked && grant.revoked <= now);

/** Taken back by the person's word, at any time and at once. */
export function revokeGrant(now: Access, what: { readonly grant: string }, at: Moment): Done {
  const given = now.grants.find((one) => one.grant === what.grant);
  if (!given) return no('no-such-grant');
  return holds(given, at.now) ? done({ kind: 'GrantRevoked', grant: what.grant, at: at.now, by: at.by }) : no('already-so');
}

/** Somebody looks after the person until a day, so that a duty that was handed on does not leave a door open. */
export function nameWorker(now: Access, what: { readonly person: string; readonly days: number; readonly over?: string }, at: Moment): Done {
  if (what.days < 1 || what.days > longestGrant) return no('grant-too-long');
  if (now.conflicts.some((one) => one.person === what.person)) return no('has-conflict');
  const ends = until(at.day, what.days);
  const already = now.named.find((one) => one.person === what.person);
  return already?.ends === ends
    ? no('already-so')
    : done({ kind: 'WorkerNamed', person: what.person, ends, by: at.by, ...(what.over ? { over: what.over } : {}) });
}

export function endNaming(now: Access, what: { readonly person: string }, at: Moment): Done {
  return now.named.some((one) => one.person === what.person) ? done({ kind: 'NamingEnded', person: what.person, at: at.now, by: at.by }) : no('not-named');
}

export const isNamed = (now: Access, person: string, at: Instant): boolean => now.named.some((one) => one.person === person && at < one.ends);

/** One item behind the wall passes to who decides one case, on the person's word. */
export function releaseItem(now: Access, what: Word & { readonly question: string; readonly to: string }, at: Moment): Done {
  const { question, to, language, present } = what;
  if (released(now, what)) return no('already-so');
  return done({ kind: 'ItemReleased', question, to, at: at.now, language, present, by: at.by });
}

export function withdrawItem(now: Access, what: { readonly question: string; readonly to: string }, at: Moment): Done {
  return released(now, what) ? done({ kind: 'ReleaseWithdrawn', question: what.question, to: what.to, at: at.now, by: at.by }) : no('not-released');
}

const released = (now: Access, what: { question: string; to: string }): boolean =>
  now.releases.some((one) => one.question === what.question && one.to === what.to && !one.withdrawn);
