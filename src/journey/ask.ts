// Asking a first responder for somebody: one organisation at a time, none again after it declined, and days to think before anybody agrees.
import { addDays, addMinutes, type Day, type Instant } from '#base/day.ts';
import { done, type Because, type Outcome, type Refused } from '#base/outcome.ts';
import type { MayKnow, PassedGround, Signal, SignalEvent } from './signal.ts';
import { no } from './refusals.ts';

export type DeclineWhy = 'full' | 'not-our-area' | 'no-language' | 'no-such-worker' | 'not-this-age' | 'know-them' | 'other';
export type ReferralChoice = 'yes' | 'more-days' | 'no';
export type ChoiceFrom = 'themself' | 'somebody-for-them';
export type ChoiceHow = 'phone' | 'letter' | 'in-person';

/**
 * What happens when somebody asks for a first responder. `responder` is the code of an organisation, `asked` the number of the event that passed the
 * signal on, `by` a staff id; `on` the day on which somebody told a choice that staff write down. `atOnce`: they do not want to wait.
 */
export type AskEvent =
  | { kind: 'ResponderAsked'; by: string; at: Instant; responder: string; asked: number; ground: PassedGround }
  | { kind: 'ResponderAnswered'; by: string; at: Instant; asked: number; accepted: boolean; why: DeclineWhy | null }
  | { kind: 'AskTakenBack'; by: string; at: Instant; asked: number }
  | { kind: 'ReferralChosen'; bucket: Instant; choice: ReferralChoice; atOnce: boolean }
  | { kind: 'ReferralChoiceTold'; by: string; at: Instant; choice: ReferralChoice; atOnce: boolean; who: ChoiceFrom; how: ChoiceHow; on: Day }
  | { kind: 'AskedReferralBegun'; by: string; at: Instant; asked: number }
  | { kind: 'IdentityTold'; by: string; at: Instant; to: MayKnow; body: string | null; who: ChoiceFrom; how: ChoiceHow; on: Day };

export type AskState = 'asked' | 'accepted' | 'declined' | 'ended' | 'begun';
export type OneAsk = {
  readonly asked: number;
  readonly responder: string;
  readonly ground: PassedGround;
  readonly at: Instant;
  readonly state: AskState;
  readonly why: DeclineWhy | null;
  /** The day on which the organisation said yes. */
  readonly accepted: Day | null;
};
/** `since`: the day of the choice. */
export type Chosen = { readonly choice: ReferralChoice; readonly atOnce: boolean; readonly since: Day };

export type Asks = { readonly asks: readonly OneAsk[]; readonly chosen: Chosen | null };
export const noAsks: Asks = { asks: [], chosen: null };

/** An ask that holds the others back: nobody else is asked while it stands. */
export const openAsk = ({ asks }: Asks): OneAsk | undefined => asks.find(({ state }) => state === 'asked' || state === 'accepted');

export function evolveAsks(now: Asks, event: AskEvent, day: Day): Asks {
  const set = (asked: number, to: Partial<OneAsk>): Asks => ({ ...now, asks: now.asks.map((one) => (one.asked === asked ? { ...one, ...to } : one)) });
  switch (event.kind) {
    case 'ResponderAsked': {
      const { asked, responder, ground, at } = event;
      return { ...now, asks: [...now.asks, { asked, responder, ground, at, state: 'asked', why: null, accepted: null }] };
    }
    case 'ResponderAnswered':
      return event.accepted ? set(event.asked, { state: 'accepted', accepted: day }) : set(event.asked, { state: 'declined', why: event.why });
    case 'AskTakenBack':
      return set(event.asked, { state: 'ended' });
    case 'AskedReferralBegun':
      return set(event.asked, { state: 'begun' });
    case 'ReferralChosen':
    case 'ReferralChoiceTold': {
      const { choice, atOnce } = event;
      const open = choice === 'no' ? openAsk(now) : undefined;
      return { ...(open ? set(open.asked, { state: 'ended' }) : now), chosen: { choice, atOnce: choice === 'yes' && atOnce, since: day } };
    }
    case 'IdentityTold':
      return now;
  }
}

type Moment = { readonly by: string; readonly now: Instant };
type AskOutcome = Outcome<SignalEvent>;

/** Follows the event that passed the signal on, in the same transaction. */
export function askResponder(
  signal: Signal,
  what: { readonly responder: string; readonly asked: number; readonly ground: PassedGround },
  { by, now }: Moment,
): AskOutcome {
  if (openAsk(signal.asking)) return no('ask-open');
  if (signal.asking.asks.some(({ responder, state }) => responder === what.responder && state !== 'ended')) return no('ask-twice');
  if (what.ground === 'their-choice' && signal.asking.chosen?.choice === 'no') return no('ask-not-wanted');
  return done({ kind: 'ResponderAsked', by, at: now, ...what });
}

export function answerAsk(
  signal: Signal,
  what: { readonly asked: number; readonly accepted: boolean; readonly why: DeclineWhy | null },
  { by, now }: Moment,
): AskOutcome {
  const one = signal.asking.asks.find(({ asked }) => asked === what.asked);
  if (one?.state !== 'asked') return no('ask-answered');
  if (!what.accepted && !what.why) return no('ask-why');
  return done({ kind: 'ResponderAnswered', by, at: now, asked: what.asked, accepted: what.accepted, why: what.accepted ? null : what.why });
}

/** By the helpline, where an organisation does not answer or does not begin: another can be asked. */
export function takeAskBack(signal: Signal, asked: number, { by, now }: Moment): AskOutcome {
  return openAsk(signal.asking)?.asked === asked ? done({ kind: 'AskTakenBack', by, at: now, asked }) : no('ask-answered');
}

/** Under the number, by whoever has it. There is something to choose only once an organisation has said yes. */
export function chooseReferral(signal: Signal, what: { readonly choice: ReferralChoice; readonly atOnce: boolean }, bucket: Instant): AskOutcome {
  if (openAsk(signal.asking)?.state !== 'accepted') return no('ask-not-accepted');
  return sameChoice(signal, what) ? no('already-so') : done({ kind: 'ReferralChosen', bucket, ...what });
}

export type ToldBy = { readonly who: ChoiceFrom; readonly how: ChoiceHow; readonly on: Day };

/** Told to an adviser or to who is to refer, by phone, by letter or face to face: who told it, how and when is kept with it. */
export function referralChoiceTold(
  signal: Signal,
  what: { readonly choice: ReferralChoice; readonly atOnce: boolean } & ToldBy,
  { by, now, today }: Moment & { readonly today: Day },
): AskOutcome {
  if (!signal.received) return no('no-signal');
  if (what.on > today) return no('day-ahead');
  return sameChoice(signal, what) ? no('already-so') : done({ kind: 'ReferralChoiceTold', by, at: now, ...what });
}

/** More days asked for again are more days again. */
const sameChoice = ({ asking: { chosen } }: Signal, { choice, atOnce }: { readonly choice: ReferralChoice; readonly atOnce: boolean }): boolean =>
  chosen !== null && choice !== 'more-days' && chosen.choice === choice && chosen.atOnce === (choice === 'yes' && atOnce);

/** Who may know the reporter, as they told it to an adviser by phone, by letter or face to face. */
export function identityTold(
  signal: Signal,
  what: { readonly to: MayKnow; readonly body: string | null } & ToldBy,
  { by, now, today }: Moment & { readonly today: Day },
): AskOutcome {
  if (!signal.opened) return no('signal-unread');
  const body = what.to === 'named-body' ? what.body : null;
  if (what.to === 'named-body' && !body) return no('signal-no-body');
  if (what.on > today) return no('day-ahead');
  if (signal.mayKnow.to === what.to && signal.mayKnow.body === body) return no('already-so');
  return done({ kind: 'IdentityTold', by, at: now, ...what, body });
}

/** The first day on which an adult's yes counts: so many days after an organisation said yes, or after they asked for more days. */
export function thinkUntil({ accepted }: Pick<OneAsk, 'accepted'>, chosen: Chosen | null, days: number): Day | null {
  if (!accepted) return null;
  return addDays(chosen?.choice === 'more-days' && chosen.since > accepted ? chosen.since : accepted, days);
}

/** A life at risk and a child do not wait: a child needs to agree to nothing, and an adult is asked by who refers. */
const waitsFor = ({ ground }: OneAsk): boolean => ground !== 'child' && ground !== 'life-at-risk';

/** The rule of the days to think; `open` where nobody has confirmed it here, so that no yes may rest on it. */
export type Thinking = { readonly days: number; readonly because: Because; readonly open?: Refused | undefined };

/** Whether the referral may begin: an adult has said yes, and the days to think are over or they did not want them. */
export function mayBegin(signal: Signal, asked: number, { today, think }: { readonly today: Day; readonly think: Thinking }): 'now' | Refused {
  const one = signal.asking.asks.find((each) => each.asked === asked);
  const { chosen } = signal.asking;
  if (one?.state !== 'accepted') return no('ask-not-accepted');
  if (!waitsFor(one)) return 'now';
  if (chosen?.choice === 'no') return no('ask-not-wanted');
  if (chosen?.choice !== 'yes') return no('ask-not-chosen', think.because);
  if (chosen.atOnce) return 'now';
  if (think.open) return think.open;
  const until = thinkUntil(one, chosen, think.days);
  return until !== null && until <= today ? 'now' : no('ask-days-to-think', think.because);
}

export function beginAsked(signal: Signal, asked: number, how: Parameters<typeof mayBegin>[2], { by, now }: Moment): AskOutcome {
  const may = mayBegin(signal, asked, how);
  return may === 'now' ? done({ kind: 'AskedReferralBegun', by, at: now, asked }) : may;
}

/** In hours: by when an organisation is to have answered; sooner where a life is at risk or a child may be hurt. */
export type AnswerWithin = { readonly hours: number; readonly urgent: number };

export function isLate({ at, ground, state }: Pick<OneAsk, 'at' | 'ground' | 'state'>, now: Instant, within: AnswerWithin): boolean {
  const hours = ground === 'life-at-risk' || ground === 'child' ? within.urgent : within.hours;
  return state === 'asked' && addMinutes(at, hours * 60) <= now;
}
