// Why a step of support work is refused, in plain words with the way forward.
import type { Say } from '#base/words.ts';

export const careRefusals = {
  'contact-changed': (say: Say) =>
    say('refusal.contact-changed', 'Somebody has just said anew how this person can be reached. Read it before you do anything.'),
  'contact-not-safe': (say: Say) =>
    say('refusal.contact-not-safe', 'No safe way to reach this person is known now. Do not try another. Talk to who is on call, or go through their lawyer.'),
  'way-not-safe': (say: Say) => say('refusal.way-not-safe', 'That way is not one the person called safe. Use one that is.'),
  'not-at-this-hour': (say: Say) =>
    say('refusal.not-at-this-hour', 'Not at this time: the person named the times at which they may be reached. Nothing is sent now.'),
  'says-too-much': (say: Say) =>
    say('refusal.says-too-much', 'This says more than the person allows to be said, or somebody else reads it there. Ask them how they can be told.'),
  'no-code-word': (say: Say) =>
    say('refusal.no-code-word', 'The person agreed on a word. Ask for it first, and tick that you did. Without it, say nothing and end the call.'),
  'no-emergency': (say: Say) =>
    say('refusal.no-emergency', 'Help before a decision begins where somebody has no place now or soon, or nowhere is safe. Refer the person, and look again.'),
  'consent-for-this': (say: Say) => say('refusal.consent-for-this', 'The person has not agreed to this being passed on, or has taken it back. Ask them first.'),
  'no-such-service': (say: Say) => say('refusal.no-such-service', 'This has ended already, or was never arranged.'),
  'no-such-dependant': (say: Say) => say('refusal.no-such-dependant', 'They no longer stand in the household.'),
  'nobody-on-call': (say: Say) => say('refusal.nobody-on-call', 'Nobody is named as on call. If a life is at risk ring 999 now, then your manager.'),
  'no-such-danger': (say: Say) => say('refusal.no-such-danger', 'This call for help has ended.'),
  'danger-not-taken': (say: Say) => say('refusal.danger-not-taken', 'Nobody has taken this on yet. Take it on first: then say how it ended.'),
  'danger-open': (say: Say) => say('refusal.danger-open', 'Somebody is still called to help this person. Support goes on until that has ended.'),
  'not-missing-here': (say: Say) => say('refusal.not-missing-here', 'The person is not recorded as missing.'),
  'missing-keeps-support': (say: Say) =>
    say('refusal.missing-keeps-support', 'Somebody who is missing stays in support: their place and money wait for them. Record that they are found first.'),
  'not-tried-enough': (say: Say) => say('refusal.not-tried-enough', 'Contact does not count as lost yet. Try again at another hour, by the safe way.'),
  'no-positive-final': (say: Say) => say('refusal.no-positive-final', 'This follows a positive final decision, and none stands for this person.'),
  'no-need-named': (say: Say) => say('refusal.no-need-named', 'Name at least one need.'),
  'need-named-twice': (say: Say) => say('refusal.need-named-twice', 'A need either stays here or moves to another service: tick it once.'),
  'recovery-waits': (say: Say) => say('refusal.recovery-waits', 'An assessment already waits for its decision.'),
  'nothing-to-decide-here': (say: Say) => say('refusal.nothing-to-decide-here', 'Nothing waits to be decided here.'),
  'not-recommended': (say: Say) => say('refusal.not-recommended', 'Only what was recommended can be agreed to.'),
  'recovery-too-long': (say: Say) => say('refusal.recovery-too-long', 'One decision does not hold for so long. Choose an earlier day.'),
  'still-in-support': (say: Say) => say('refusal.still-in-support', 'The person is still in support, so nothing needs to be opened again.'),
  'no-reach-in': (say: Say) =>
    say('refusal.no-reach-in', 'On the day they left there was no coming back by this door. If they need help now, open support anew.'),
  'caseload-number': (say: Say) => say('refusal.caseload-number', 'Enter a number from 1 to 200.'),
  'choose-records': (say: Say) => say('refusal.choose-records', 'Tick at least one person to give.'),
  'caseload-full': (say: Say) => say('refusal.caseload-full', 'This worker already has as many people as was agreed. Choose somebody else, or say why.'),
  'caseload-full-own': (say: Say) =>
    say(
      'refusal.caseload-full-own',
      'You already look after as many people as was agreed. Your manager can give you this person and say why. If they need help tonight, ring the person on call.',
    ),
  'caseload-reason': (say: Say) => say('refusal.caseload-reason', 'Say why this worker should have more people than was agreed, or give to somebody else.'),
  'not-your-record': (say: Say) => say('refusal.not-your-record', 'This record is kept by another organisation.'),
  'interpreter-bound': (say: Say) =>
    say('refusal.interpreter-bound', 'This interpreter cannot be booked for this person. Book another, and say nothing to them of it.'),
  'interpreter-gender': (say: Say) =>
    say('refusal.interpreter-gender', 'The person made it a rule whether a woman or a man interprets, and this interpreter does not keep it. Book another.'),
  'interpreter-dialect': (say: Say) =>
    say('refusal.interpreter-dialect', 'The person made their dialect a rule, and this interpreter does not keep it, or nobody asked. Ask, or book another.'),
  'interpreter-community': (say: Say) =>
    say(
      'refusal.interpreter-community',
      'The person made a rule of whom they do not want, and this interpreter does not keep it, or nobody asked. Ask the agency, or book another.',
    ),
  'interpreter-wish': (say: Say) =>
    say('refusal.interpreter-wish', 'This is not as the person wishes. Book another, or say below why you go on. It is a wish of theirs, and not a rule.'),
  'two-people-sign': (say: Say) => say('refusal.two-people-sign', 'Who hands over and who takes over are two people.'),
} as const satisfies Record<string, (say: Say) => string>;
