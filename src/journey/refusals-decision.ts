// The plain words of refusals about deciding, disqualification and looking again.
import type { Say } from '#base/words.ts';

export const decisionRefusals = {
  // Deciding
  'not-assigned': (say: Say) => say('refusal.not-assigned', 'Nobody has been given the authority to decide this case yet.'),
  'deadline-needed': (say: Say) => say('refusal.deadline-needed', 'No rule sets a day for the answer. Say by when it is needed.'),
  'already-asked': (say: Say) => say('refusal.already-asked', 'This was already asked.'),
  'not-asked': (say: Say) => say('refusal.not-asked', 'This question was not asked in this case.'),
  'already-answered': (say: Say) => say('refusal.already-answered', 'This question was already answered.'),
  'nothing-asked': (say: Say) => say('refusal.nothing-asked', 'No question waits for an answer here, so nobody can be asked again.'),
  'chased-today': (say: Say) => say('refusal.chased-today', 'Whoever was asked was reminded today already.'),
  'question-names': (say: Say) =>
    say('refusal.question-names', 'The question names the person, and a letter names nobody. Ask it without the name; a name needs a disclosure.'),
  'not-theirs': (say: Say) => say('refusal.not-theirs', 'The colleague whose leave is covered does not have this case.'),
  'not-covered': (say: Say) => say('refusal.not-covered', 'Nobody’s leave is covered here, or its last day has not passed.'),
  'day-to-come': (say: Say) => say('refusal.day-to-come', 'Choose a day that is still to come.'),
  'not-forward': (say: Say) => say('refusal.not-forward', 'This case is not waiting to come up on a day.'),
  'too-late-to-undo': (say: Say) => say('refusal.too-late-to-undo', 'The time to take this back has passed. Put it right with a further step.'),
  'went-on': (say: Say) => say('refusal.went-on', 'Something has happened in this case since, so it stays as it is.'),
  'no-such-stage': (say: Say) => say('refusal.no-such-stage', 'The law of this country has no such decision.'),
  'already-decided': (say: Say) =>
    say('refusal.already-decided', 'This was already decided. It is decided again only after a request to look at it again is accepted, or a court orders it.'),
  'earlier-stage-first': (say: Say) => say('refusal.earlier-stage-first', 'This decision follows only a positive earlier decision.'),
  'recovery-minimum': (say: Say) =>
    say('refusal.recovery-minimum', 'The recovery period is still running. This decision is first possible the day after it ends.'),
  'consent-at-18-needed': (say: Say) =>
    say('refusal.consent-at-18-needed', 'The person has turned 18 and has not said yet whether they want to stay. Ask them first.'),
  suspended: (say: Say) => say('refusal.suspended', 'The case is paused. Take it up again before deciding.'),
  'person-missing': (say: Say) =>
    say(
      'refusal.person-missing',
      'We have lost contact with the person. Decide only if what is held is enough without them, and say so; otherwise pause the case.',
    ),
  'finding-needed': (say: Say) => say('refusal.finding-needed', 'Every part of the legal test needs a finding.'),
  'finding-unknown': (say: Say) => say('refusal.finding-unknown', 'There is a finding on something that is not part of the legal test in force on that day.'),
  'needed-after-all': (say: Say) => say('refusal.needed-after-all', 'A part of the legal test was marked as not needed, but it is needed for this person.'),
  'positive-needs-all': (say: Say) => say('refusal.positive-needs-all', 'A positive decision needs every part of the legal test to be met.'),
  'negative-needs-one': (say: Say) => say('refusal.negative-needs-one', 'A negative decision needs at least one part of the legal test that is not met.'),
  'ask-first': (say: Say) =>
    say(
      'refusal.ask-first',
      'That too little is known does not count against the person until somebody was asked: one question that was answered or whose day has passed, and one through their worker or lawyer.',
    ),
  'test-changed': (say: Say) =>
    say('refusal.test-changed', 'The legal test changed between the proposal and that day. Make the findings again on the test now in force.'),
  'proposal-waiting': (say: Say) => say('refusal.proposal-waiting', 'A colleague has already proposed a decision. Confirm it or send it back first.'),
  'nothing-proposed': (say: Say) => say('refusal.nothing-proposed', 'No decision is waiting to be confirmed.'),
  'proposal-changed': (say: Say) => say('refusal.proposal-changed', 'The proposal has changed since you opened it. Read it again.'),
  'before-proposal': (say: Say) => say('refusal.before-proposal', 'That day is before the decision was proposed. Check the day.'),
  'second-person-needed': (say: Say) => say('refusal.second-person-needed', 'A second person needs to check this before it stands.'),
  'own-finding-first': (say: Say) => say('refusal.own-finding-first', 'Write down what you find yourself first. What was proposed is shown to you afterwards.'),
  'manager-decides': (say: Say) => say('refusal.manager-decides', 'The two findings differ, so a manager who made neither reads both and decides.'),
  'third-person-needed': (say: Say) => say('refusal.third-person-needed', 'Somebody who made neither finding has to settle this.'),
  'no-review-needed': (say: Say) => say('refusal.no-review-needed', 'A positive needs no second finding.'),
  'already-reviewed': (say: Say) => say('refusal.already-reviewed', 'You have already written down what you find on this proposal.'),
  'no-difference': (say: Say) => say('refusal.no-difference', 'The findings do not differ, so there is nothing to settle.'),
  'cited-before-proposal': (say: Say) =>
    say('refusal.cited-before-proposal', 'A decision is proposed, so what it cites stays as it is. If it is sent back, you can cite again.'),
  'absence-is-no-evidence': (say: Say) =>
    say(
      'refusal.absence-is-no-evidence',
      'That something was not seen, not asked or not said shows nothing about what happened, so it cannot be cited. You can ask for what is missing.',
    ),
  'no-such-passage': (say: Say) => say('refusal.no-such-passage', 'This passage is not held here, or it is not open to you.'),
  'causes-first': (say: Say) =>
    say(
      'refusal.causes-first',
      'That two things do not fit together is used only after everything was considered that may explain it. Note which two they are, and what you considered.',
    ),
  'mismatch-explained': (say: Say) =>
    say('refusal.mismatch-explained', 'You found that something explains why the two do not fit together, so no finding rests on it.'),
  'mismatch-cleared-up': (say: Say) =>
    say(
      'refusal.mismatch-cleared-up',
      'Something was added to, or put right in, what did not fit together. That is an addition and never a contradiction, so no finding rests on how it stood before.',
    ),
  'correction-is-no-contradiction': (say: Say) =>
    say(
      'refusal.correction-is-no-contradiction',
      'These are two versions of one answer. Whoever adds to an answer or puts it right does not contradict themselves. Choose two different passages.',
    ),
  'already-suspended': (say: Say) => say('refusal.already-suspended', 'The case is already paused.'),
  'not-suspended': (say: Say) => say('refusal.not-suspended', 'The case is not paused.'),
  'before-it-began': (say: Say) => say('refusal.before-it-began', 'That day is before the pause, or the absence, began. Check the day.'),
  'nothing-to-decide': (say: Say) => say('refusal.nothing-to-decide', 'Nothing is left to decide in this case.'),
  // Disqualification
  'positive-first': (say: Say) => say('refusal.positive-first', 'This can be considered only after a positive first decision.'),
  'not-a-ground': (say: Say) => say('refusal.not-a-ground', 'The law in force on that day does not give this ground.'),
  'assessment-first': (say: Say) => say('refusal.assessment-first', 'The risk that the person is exploited again has to be assessed first.'),
  'silence-is-no-ground': (say: Say) =>
    say(
      'refusal.silence-is-no-ground',
      'That an answer is missing or that contact was lost shows nothing about a person. Name what does, or leave their protection as it is.',
    ),
  'already-disqualified': (say: Say) => say('refusal.already-disqualified', 'This was already decided.'),
  // Looking again
  'nobody-elsewhere': (say: Say) =>
    say('refusal.nobody-elsewhere', 'The law held here names nobody else who may look again. Somebody who took no part has to join this authority.'),
  'enough-left': (say: Say) =>
    say('refusal.enough-left', 'There are enough people here who took no part. Give the case to one of them instead of passing it on.'),
  'other-decider': (say: Say) =>
    say('refusal.other-decider', 'This person had a hand in the decision that is looked at again. Somebody who had none takes this step.'),
  'nothing-to-review-in-court': (say: Say) => say('refusal.nothing-to-review-in-court', 'There is no decision yet that a court could look at.'),
  'no-judicial-review': (say: Say) => say('refusal.no-judicial-review', 'No court is recorded as looking at a decision here.'),
  'nothing-to-reconsider': (say: Say) => say('refusal.nothing-to-reconsider', 'There is no negative decision to look at again.'),
  'round-already-open': (say: Say) => say('refusal.round-already-open', 'This decision is already being made again.'),
  'may-not-ask': (say: Say) =>
    say(
      'refusal.may-not-ask',
      'The law in force on that day does not let this person or body ask. The referrer or support provider may be able to ask for them.',
    ),
  'reconsideration-waiting': (say: Say) => say('refusal.reconsideration-waiting', 'A request to look again is already waiting for an answer.'),
  'out-of-time': (say: Say) =>
    say('refusal.out-of-time', 'The time to ask has passed. If something stood in the way of asking earlier, say so and ask all the same.'),
  'was-in-time': (say: Say) => say('refusal.was-in-time', 'The request came in time, so it cannot be turned down as late.'),
  'not-requested': (say: Say) => say('refusal.not-requested', 'Nobody has asked for this decision to be looked at again.'),
} as const satisfies Record<string, (say: Say) => string>;
