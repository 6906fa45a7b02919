// What leaves the house or is kept from view: disclosures, a person's own copy, and safeguarding reads that are shown later. Each takes two.
import { addDays, daysBetween, type Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Access, AccessEvent, DisclosedTo, Disclosure, DisclosureGround, NotTold, ToldHow } from './access.ts';
import { no } from './refusals.ts';
import { refusalOf, type Clearance } from './safe-contact.ts';

type Done = Outcome<AccessEvent>;
type By = { readonly by: string };

export type Asking = {
  readonly ground: DisclosureGround;
  readonly to: DisclosedTo;
  readonly classes: readonly string[];
  readonly interest: 'outweighs' | 'required-by-law' | 'person-asks' | 'does-not';
  readonly told: NotTold;
  /** Why they are not told before it passes was written down. */
  readonly untoldWhy: boolean;
};

/** What may ever pass outside: addresses of safe places and notes of legal advisers never do. */
export const disclosable = ['identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'administrative'] as const;

/** The first of two people asks, with a ground in law and the test of the public interest made. */
export function askDisclosure(_now: Access, what: Asking, { by }: By): Done {
  const classes = [...new Set(what.classes)];
  if (classes.length === 0) return no('classes-needed');
  if (classes.some((one) => !(disclosable as readonly string[]).includes(one))) return no('not-disclosable');
  if (what.interest === 'does-not') return no('interest-needed');
  // A referral is no file for enforcement: only a court or a statute that commands it may open it to those who enforce.
  const commanded = what.ground === 'court-order' || what.ground === 'statute';
  if (what.to === 'immigration' && !(commanded && what.interest === 'required-by-law')) return no('not-for-enforcement');
  if (what.interest === 'person-asks' && what.ground !== 'asked-by-person') return no('interest-needed');
  if (what.told !== 'told' && !what.untoldWhy) return no('untold-why-needed');
  // Whom nobody can reach may be in danger, or the law leaves no choice; else it waits until they are reached.
  if (what.told === 'not-reached' && (what.ground === 'crime' || what.ground === 'asked-by-person')) return no('must-be-reached');
  return done({ kind: 'DisclosureAsked', ground: what.ground, to: what.to, classes, interest: what.interest, told: what.told, maker: by });
}

/** `untoldWhy`: the second person wrote, too, why the person is not told before. */
export function agreeDisclosure(now: Access, what: { readonly number: number; readonly untoldWhy: boolean }, { by }: By): Done {
  const asked = now.disclosures.find((one) => one.number === what.number);
  if (asked?.state !== 'asked') return no('nothing-proposed');
  const { ground, to, told, maker } = asked;
  if (maker === by) return no('second-person-needed');
  if (told !== 'told' && !what.untoldWhy) return no('untold-why-needed');
  return done({ kind: 'DisclosureAgreed', number: what.number, ground, to, told, maker, checker: by });
}

export function refuseDisclosure(now: Access, what: { readonly number: number }, { by }: By): Done {
  const asked = now.disclosures.find((one) => one.number === what.number);
  return asked?.state === 'asked' ? done({ kind: 'DisclosureRefused', number: what.number, checker: by }) : no('nothing-proposed');
}

/** Whether the person is to be told first, and has not been. */
export const mustTellFirst = (one: Disclosure): boolean => one.state === 'agreed' && one.told === 'told' && one.toldOn === null;

/** Face to face nothing is sent; a letter needs the gate's pass for the moment at which they get it (data.md 17). */
export type Told = { readonly how: Exclude<ToldHow, 'letter'> } | { readonly how: 'letter'; readonly gate: Clearance };

export function tellOfDisclosure(now: Access, what: { readonly number: number } & Told, { by }: By): Done {
  const asked = now.disclosures.find((one) => one.number === what.number);
  if (asked?.state !== 'agreed') return no('nothing-proposed');
  if (what.how === 'letter' && !what.gate.open) return no(refusalOf(what.gate.why));
  return asked.toldOn ? no('already-so') : done({ kind: 'DisclosureTold', number: what.number, how: what.how, by });
}

/** It passes: once the person has been told, or two people wrote why they are not. Put together once more, nothing happens. */
export function passDisclosure(now: Access, what: { readonly number: number }, { by }: By): Done {
  const asked = now.disclosures.find((one) => one.number === what.number);
  if (asked?.state !== 'agreed') return no('nothing-proposed');
  if (mustTellFirst(asked)) return no('tell-first');
  return asked.passedOn ? done() : done({ kind: 'DisclosurePassed', number: what.number, by });
}

/** A copy of all that is held, for the person: made by one, read again by another for facts about others. */
export function makeCopy(now: Access, { by }: By): Done {
  return now.copies.some((one) => !one.checker) ? no('copy-waiting') : done({ kind: 'OwnCopyMade', maker: by });
}

export function releaseCopy(now: Access, what: { readonly number: number; readonly hidden: number }, { by }: By): Done {
  const made = now.copies.find((one) => one.number === what.number);
  if (!made || made.checker) return no('nothing-proposed');
  return made.maker === by
    ? no('second-person-needed')
    : done({ kind: 'OwnCopyReleased', number: what.number, maker: made.maker, checker: by, hidden: what.hidden });
}

/** The service's own rule: safeguarding reads stay out of the person's list for so long at most, then two people must say so again. */
export const longestCovert = 90;

export function proposeCovert(now: Access, what: { readonly days: number }, at: By & { readonly day: Day }): Done {
  if (what.days < 1 || what.days > longestCovert) return no('covert-too-long');
  return now.covertBy ? no('already-so') : done({ kind: 'CovertProposed', maker: at.by, until: addDays(at.day, what.days) });
}

export function agreeCovert(now: Access, at: By & { readonly day: Day }): Done {
  const asked = now.covertBy;
  if (!asked) return no('nothing-proposed');
  if (asked.maker === at.by) return no('second-person-needed');
  if (asked.until < at.day || daysBetween(at.day, asked.until) > longestCovert) return no('covert-too-long');
  return done({ kind: 'CovertAgreed', maker: asked.maker, checker: at.by, from: at.day, until: asked.until });
}

/** Whether a safeguarding read of that day is still kept out of the person's list. */
export function isCovert(now: Access, read: { readonly day: Day; readonly purpose: string }, today: Day): boolean {
  return read.purpose === 'safeguarding' && now.covert.some((one) => one.from <= read.day && read.day <= one.until && today <= one.until);
}
