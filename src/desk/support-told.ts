// What happened in a support record, one sentence an event; and the words of what must be done next.
import { dayOf, timeOf, type Instant } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { CareEvent } from '#journey/care.ts';
import type { Next } from '#journey/care-next.ts';
import { isAboutStay, type Replan, type StayStep } from '#journey/stay.ts';
import type { SupportEvent } from '#journey/support.ts';
import type { Law } from '#law/law.ts';
import { sayItem } from '#form/texts.ts';
import { longDay } from '#kit/view/layout.ts';
import { leaveWords, replanWords } from '#rooms/places/words.ts';

export type SupportTold = { readonly say: Say; readonly lang: string; readonly law: Law; readonly name: (person: string) => string };

/** The label of a code of one of the country's lists; the code itself where it is not there any more. */
export function itemWord({ say, law }: Pick<SupportTold, 'say' | 'law'>, list: string, code: string): string {
  const of = law.lists[list];
  const item = of?.items.find((one) => one.code === code);
  return of && item ? sayItem(say, of, item) : code;
}

export const whenWord = ({ lang, law }: Pick<SupportTold, 'lang' | 'law'>, at: Instant): string =>
  `${longDay(dayOf(at, law.zone), lang)}, ${timeOf(at, law.zone)}`;

type Of<K extends CareEvent['kind']> = Extract<CareEvent, { kind: K }>;
type Lines = { readonly [K in CareEvent['kind']]: (event: Of<K>, told: SupportTold) => string };

/** The compiler names a kind of care that has no sentence. */
const lines: Lines = {
  SafeContactSaid: (_event, { say }) => say('care.told.contact', 'It was said how they can be reached'),
  ContactTried: ({ outcome }, { say }) =>
    outcome === 'reached' ? say('care.told.reached', 'They were reached') : say('care.told.tried', 'Somebody tried to reach them'),
  NeedsNoted: (_event, { say }) => say('care.told.needs', 'What they need was written down'),
  PlanWritten: ({ what }, { say }) =>
    what === 'safety'
      ? say('care.told.safety', 'The safety plan was written')
      : what === 'plan'
        ? say('care.told.plan', 'The plan was written')
        : say('care.told.circumstances', 'What is hard and what is strong was written'),
  InterpreterRulesSaid: (_event, { say }) => say('care.told.interpreter', 'They said who may interpret for them'),
  ServiceArranged: ({ service }, told) => told.say('care.told.arranged', 'Arranged: {what}', { what: itemWord(told, 'support-services', service) }),
  ServiceEnded: ({ outcome }, { say }) => say('care.told.ended', 'Something arranged has ended: {how}', { how: outcomeWord(say, outcome) }),
  DependantJoined: (_event, { say }) => say('care.told.joined', 'Somebody joined the household'),
  DependantLeft: (_event, { say }) => say('care.told.left', 'Somebody left the household'),
  ConsentGiven: ({ purpose }, told) => told.say('care.told.agreed', 'The person agreed: {what}', { what: itemWord(told, 'support-consents', purpose) }),
  ConsentWithdrawn: ({ purpose }, told) =>
    told.say('care.told.took-back', 'The person took back: {what}', { what: itemWord(told, 'support-consents', purpose) }),
  Escalated: ({ about, to }, told) =>
    told.say('care.told.escalated', '{name} was called: {about}', { name: told.name(to), about: dangerWord(told.say, about) }),
  EscalationTaken: ({ by }, told) => told.say('care.told.taken', '{name} took it on', { name: told.name(by) }),
  EscalationEnded: ({ how }, { say }) => say('care.told.danger-ended', 'The call for help ended: {how}', { how: dangerEndWord(say, how) }),
  MissingReported: (_event, { say }) => say('care.told.missing', 'They could not be found'),
  MissingStepDone: ({ step }, told) => told.say('care.told.step', 'To find them: {what}', { what: itemWord(told, 'missing-steps', step) }),
  MissingFound: (_event, { say }) => say('care.told.found', 'They were found'),
  RecoveryNeedsAssessed: (_event, { say }) => say('care.told.recovery', 'What they need to recover was written and put to who decides'),
  RecoveryNeedsDecided: ({ agreed }, { say }) =>
    agreed.length > 0
      ? say('care.told.recovery-decided', 'Who decides agreed that support goes on')
      : say('care.told.recovery-no', 'Who decides agreed to none of it'),
  MoveOnPlanned: (_event, { say }) => say('care.told.move-on', 'Moving on was planned'),
  OutcomeNoted: ({ domain }, told) =>
    told.say('care.told.outcome', 'The person said how far they have come: {what}', { what: itemWord(told, 'core-outcomes', domain) }),
  ReachedIn: ({ service }, told) => told.say('care.told.reach-in', 'They came back for help: {what}', { what: itemWord(told, 'support-services', service) }),
};

/** Nothing for what is no step of support itself: who may see the record is told on its own page. */
export function supportSentence(event: SupportEvent, told: SupportTold): string | undefined {
  const { say } = told;
  const line = lines[event.kind as CareEvent['kind']] as ((event: SupportEvent, told: SupportTold) => string) | undefined;
  if (line) return line(event, told);
  switch (event.kind) {
    case 'SupportOpened':
      return event.because === 'emergency'
        ? say('care.told.opened-emergency', 'Support began at once, before any decision')
        : say('care.told.opened', 'Support began');
    case 'KnownBefore':
      return told.say('care.told.known', 'The person was found to be known here before, by another record');
    case 'KnownBeforeUndone':
      return told.say('care.told.not-known', 'It was another person who was known here before');
    case 'SupportOwed':
      return say('care.told.owed', 'The first decision was positive: support is owed from now on');
    case 'SupportEnded':
      return event.exit
        ? say('care.told.ended-why', 'Support ended: {why}', { why: itemWord(told, 'support-exit-reasons', event.exit) })
        : say('care.told.support-ended', 'Support ended');
    case 'WorkerNamed':
      return say('care.told.named', '{name} looks after them', { name: told.name(event.person) });
    case 'NamingEnded':
      return say('care.told.named-no-more', '{name} no longer looks after them', { name: told.name(event.person) });
    case 'BedAsked':
      return say('care.told.bed', 'A bed for tonight was asked for');
    case 'BedFound':
      return say('care.told.bed-found', 'A bed was found');
    case 'NoPlaceFound':
      return say('care.told.no-bed', 'No bed was found');
    default:
      return isAboutStay(event) ? staySentence(event, told) : undefined;
  }
}

/** Where somebody came to live or left, and why, and what was planned for it. Which house it is stands in no event. */
function staySentence(event: StayStep, { say, lang }: SupportTold): string {
  switch (event.kind) {
    case 'PlaceOffered':
      return say('care.told.offered', 'A safe place was offered, from {from} to {until}', {
        from: longDay(event.from, lang),
        until: longDay(event.until, lang),
      });
    case 'PlaceAccepted':
      return say('care.told.accepted', 'They said yes to a safe place');
    case 'PlaceDeclined':
      return event.why === 'taken-back'
        ? say('care.told.taken-back', 'The house could not keep the place it offered')
        : say('care.told.declined', 'They said no to a safe place, which is theirs to say');
    case 'Arrived':
      return say('care.told.arrived', 'They arrived at a safe place');
    case 'NotArrived':
      return event.worried
        ? say('care.told.not-arrived-worried', 'They did not arrive, and somebody is worried')
        : say('care.told.not-arrived', 'They did not arrive');
    case 'StayExtended':
      return say('care.told.extended', 'They stay in the safe place until {day}', { day: longDay(event.until, lang) });
    case 'MovedOut':
      return say('care.told.moved-out', 'They left a safe place: {why}', { why: leaveWords(say)[event.why] });
    case 'PlaceNotFound':
      return say('care.told.place-not-found', 'No safe place was found');
    case 'MoveReplanned':
      return say('care.told.replanned', 'Planned anew after the move: {what}', { what: replanWords(say)[event.what] });
  }
}

export function outcomeWord(say: Say, code: string): string {
  const words: Readonly<Record<string, string>> = {
    helped: say('care.outcome.helped', 'it helped'),
    partly: say('care.outcome.partly', 'it helped in part'),
    'not-wanted': say('care.outcome.not-wanted', 'they did not want it'),
    'not-available': say('care.outcome.not-available', 'there was none'),
    'refused-by-service': say('care.outcome.refused', 'the service said no'),
    'moved-elsewhere': say('care.outcome.moved', 'somebody else has taken it on'),
    'consent-withdrawn': say('care.outcome.withdrawn', 'stopped, since the person took back their consent'),
  };
  return words[code] ?? code;
}

export function dangerWord(say: Say, code: string): string {
  const words: Readonly<Record<string, string>> = {
    'self-harm': say('care.danger.self-harm', 'they may harm themselves'),
    threat: say('care.danger.threat', 'somebody threatens or looks for them'),
    'child-at-risk': say('care.danger.child', 'a child may come to harm'),
    'adult-at-risk': say('care.danger.adult', 'an adult may come to harm'),
    health: say('care.danger.health', 'they are very ill'),
  };
  return words[code] ?? code;
}

export function dangerEndWord(say: Say, code: string): string {
  const words: Readonly<Record<string, string>> = {
    'safe-now': say('care.danger-end.safe', 'they are safe now'),
    'others-have-it': say('care.danger-end.others', 'doctors, police or the council have it'),
    mistaken: say('care.danger-end.mistaken', 'there was no danger'),
  };
  return words[code] ?? code;
}

/** What must be done, and with which step it is done. */
export function nextWord(next: Next, told: SupportTold): { readonly text: string; readonly step: string | null } {
  const { say } = told;
  switch (next.kind) {
    case 'danger':
      return { text: say('care.next.danger', 'Somebody was called to help. Say how it ended'), step: null };
    case 'missing':
      return { text: say('care.next.missing', 'To find them: {what}', { what: itemWord(told, 'missing-steps', next.step ?? '') }), step: 'missing-step' };
    case 'bed':
      return { text: say('care.next.bed', 'A bed is needed and not found yet'), step: null };
    case 'urgent-need':
      return { text: say('care.next.place', 'They need a safe place to stay. When they have one, write it down'), step: 'needs' };
    case 'contact':
      return { text: say('care.next.contact', 'Try to reach them, at another hour'), step: 'tried' };
    case 'consent':
      return { text: say('care.next.consent', 'Ask whether they agree that we keep a record and help'), step: 'agree' };
    case 'needs':
      return { text: say('care.next.needs', 'Ask what they need and what may harm them'), step: 'needs' };
    case 'appointment':
      return { text: itemWord(told, 'support-services', next.step ?? ''), step: null };
    case 'plan':
      return { text: say('care.next.plan', 'Write the plan with them'), step: 'plan' };
    case 'safety':
      return { text: say('care.next.safety', 'Write the safety plan with them'), step: 'safety' };
    case 'replan':
      return {
        text: say('care.next.replan', 'They moved. Plan anew by {day}: {what}', {
          day: next.by ? longDay(dayOf(next.by, told.law.zone), told.lang) : '',
          what: replanWords(say)[next.step as Replan],
        }),
        step: null,
      };
    case 'recovery':
      return { text: say('care.next.recovery', 'Write with them what they need to recover'), step: 'recovery' };
    case 'recovery-again':
      return { text: say('care.next.recovery-again', 'What was agreed runs out: write again what they need'), step: 'recovery' };
  }
}
