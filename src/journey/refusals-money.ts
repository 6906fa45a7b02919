// The plain words of refusals about money.
import type { Say } from '#base/words.ts';

export const moneyRefusals = {
  'no-such-rate': (say: Say) => say('refusal.no-such-rate', 'There is no such amount. Go back to the list and choose one.'),
  'amount-wrong': (say: Say) => say('refusal.amount-wrong', 'Give the amount in pounds and pence, such as 39.60. It cannot be more than 2,000 pounds.'),
  'rate-not-confirmed': (say: Say) =>
    say('refusal.rate-not-confirmed', 'An amount that this rests on is not confirmed. Administrators can give it, with its source, and then it is paid.'),
  'run-open': (say: Say) => say('refusal.run-open', 'Payments are prepared already and wait for a colleague. Approve them or put them aside first.'),
  'run-changed': (say: Say) =>
    say('refusal.run-changed', 'Something that these payments rest on has changed since they were prepared. Put them aside and prepare them anew.'),
  'nothing-to-pay': (say: Say) => say('refusal.nothing-to-pay', 'Nothing is due that was not paid already.'),
  'run-not-so': (say: Say) => say('refusal.run-not-so', 'These payments are no longer where you saw them. Look at them again.'),
  'places-overlap': (say: Say) =>
    say(
      'refusal.places-overlap',
      'For some of these days another kind of place is kept already. End that one first: a person is paid for one place at a time.',
    ),
  'ends-before-it-begins': (say: Say) => say('refusal.ends-before-it-begins', 'The last day is before the first. Check the days.'),
  'no-such-fact': (say: Say) => say('refusal.no-such-fact', 'This is not kept here any more. Look at the list again.'),
  'held-already': (say: Say) => say('refusal.held-already', 'Payments are held already, or a colleague has asked for it.'),
  'hold-too-long': (say: Say) => say('refusal.hold-too-long', 'Payments are not held for so long, or for such a reason. See the rule.'),
  'no-hold': (say: Say) => say('refusal.no-hold', 'No hold waits for you here.'),
  'cash-needed': (say: Say) =>
    say('refusal.cash-needed', 'Nobody is left without money. Say how much emergency cash the person was given today; only who cannot be reached gets none.'),
};
