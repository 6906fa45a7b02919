// Words of the helpline's desk: harms, ways a signal came, whom it was passed to and why.
import type { Say } from '#base/words.ts';
import type { Instant } from '#base/day.ts';
import type { Harm } from '#journey/triage.ts';
import type { DangerSaid, PassedGround, PassedTo } from '#journey/signal.ts';
import type { Likeness } from '#journey/situation.ts';
import { localeOf } from '#kit/view/layout.ts';
import type { Talk } from './call.ts';

export const harmWords = (say: Say): Readonly<Record<Harm, string>> => ({
  danger: say('line.harm.danger', 'Danger now'),
  child: say('line.harm.child', 'A child'),
  held: say('line.harm.held', 'Still held'),
  'not-known': say('line.harm.not-known', 'Not known yet'),
  other: say('line.harm.other', 'No sign of these'),
});

export const harmColours: Readonly<Record<Harm, string>> = { danger: 'red', child: 'orange', held: 'yellow', 'not-known': 'grey', other: 'blue' };

export const saidWords = (say: Say): Readonly<Record<DangerSaid, string>> => ({
  yes: say('line.yes', 'Yes'),
  no: say('line.no', 'No'),
  'not-known': say('line.not-known', 'Not known'),
});

export const talkWords = (say: Say): Readonly<Record<Talk, string>> => ({
  yes: say('line.talk.yes', 'Yes'),
  'not-now': say('line.talk.not-now', 'Not now'),
  silent: say('line.talk.silent', 'Nobody speaks'),
  forced: say('line.talk.forced', 'Somebody listens, or makes them say it'),
});

export const passedWords = (say: Say): Readonly<Record<PassedTo, string>> => ({
  police: say('line.to.police', 'The police'),
  safeguarding: say('line.to.safeguarding', 'A council: safeguarding'),
  referral: say('line.to.referral', 'A first responder, to refer them'),
  intelligence: say('line.to.intelligence', 'Intelligence, naming nobody who told us'),
  'labour-inspectorate': say('line.to.labour-inspectorate', 'The labour inspectorate'),
});

export const groundWords = (say: Say): Readonly<Record<PassedGround, string>> => ({
  'their-choice': say('line.ground.their-choice', 'They chose it'),
  'life-at-risk': say('line.ground.life-at-risk', 'A life is at risk'),
  child: say('line.ground.child', 'A child may be hurt'),
  'names-nobody': say('line.ground.names-nobody', 'It names nobody who told us or may be hurt'),
});

export const likenessWords = (say: Say): Readonly<Record<Likeness, string>> => ({
  'same-place': say('line.like.same-place', 'The same place'),
  'same-people': say('line.like.same-people', 'The same people'),
  'same-words': say('line.like.same-words', 'The same words'),
  'same-reporter': say('line.like.same-reporter', 'From the same person'),
  other: say('line.like.other', 'Another reason'),
});

/** A moment to the minute, on the clock of the law in force here. */
export const momentWord = (at: Instant, lang: string, zone: string): string =>
  new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(at));
