// What may be done to a case besides deciding it, in the order in which it is offered.
import type { Day } from '#base/day.ts';
import { choice, date, pick, text } from '#form/question.ts';
import { correct, correctable } from '#journey/correct.ts';
import type { ConsentState } from '#journey/events.ts';
import { died, found, leftCountry, markDuplicate, turnedEighteen, undoDuplicate, wentMissing, withdraw } from '#journey/presence.ts';
import { changeNeeds, recordConsent } from '#journey/referral.ts';
import { isSuspended } from '#journey/stages.ts';
import { resume, suspend } from '#journey/suspension.ts';
import { note, one, running, type CaseAct } from './act.ts';
import { consentActs } from './acts-consent.ts';
import { furtherActs } from './acts-further.ts';
import { forwardActs } from './acts-forward.ts';
import { holdActs } from './acts-hold.ts';
import { peopleActs } from './acts-people.ts';
import { outsideActs } from './acts-outside.ts';
import { reviewActs } from './acts-review.ts';

export const acts: readonly CaseAct[] = [
  ...forwardActs,
  {
    id: 'suspend',
    title: (say) => say('decision.act.suspend', 'Pause the case'),
    lead: (say) =>
      say('decision.act.suspend.lead', 'Only when the person cannot be found, or nobody has enough to decide. If what you hold is enough, decide.'),
    questions: {
      'suspend-why': choice({
        label: 'Why can it not be decided now?',
        why: 'The pause stops clocks, so its reason is kept.',
        holds: 'administrative',
        options: [
          { code: 'missing', label: 'We have lost contact and are worried' },
          { code: 'no-information', label: 'Too little is known and nobody can be asked' },
        ],
      }),
      'suspend-note': note,
    },
    offered: (file) => running(file) && !isSuspended(file),
    act: (file, known, law, act) => suspend(file, { why: known['suspend-why'] === 'missing' ? 'missing' : 'no-information' }, law, act),
  },
  {
    id: 'resume',
    title: (say) => say('decision.act.resume', 'Take the case up again'),
    lead: (say) => say('decision.act.resume.lead', 'The clocks go on from today.'),
    questions: { 'resume-note': note },
    offered: (file) => running(file) && isSuspended(file),
    act: (file, _known, law, act) => resume(file, {}, law, act),
  },
  {
    id: 'missing',
    title: (say) => say('decision.act.missing', 'We have lost contact'),
    lead: (say) => say('decision.act.missing.lead', 'Tell the police and whoever supports the person today. The case goes on if what is held is enough.'),
    questions: { 'missing-note': note },
    offered: (file) => running(file) && file.presence.state === 'present',
    act: (file, _known, law, act) => wentMissing(file, {}, law, act),
  },
  {
    id: 'found',
    title: (say) => say('decision.act.found', 'The person is back in contact'),
    lead: (say) => say('decision.act.found.lead', 'Good. Check that the safe contact still holds.'),
    questions: { 'found-note': note },
    offered: (file) => running(file) && (file.presence.state === 'missing' || file.presence.state === 'left-country'),
    act: (file, _known, law, act) => found(file, {}, law, act),
  },
  {
    id: 'left-country',
    title: (say) => say('decision.act.left', 'The person has left the country'),
    lead: (say) => say('decision.act.left.lead', 'This alone does not end the case.'),
    questions: { 'left-note': note },
    offered: (file) => running(file) && file.presence.state !== 'left-country',
    act: (file, _known, law, act) => leftCountry(file, {}, law, act),
  },
  {
    id: 'withdraw',
    title: (say) => say('decision.act.withdraw', 'The person no longer wants to be in the process'),
    lead: (say) =>
      say('decision.act.withdraw.lead', 'Make sure that it is their own choice and that they know what ends. They may be referred again at any time.'),
    questions: {
      'withdraw-by': choice({
        label: 'What happened?',
        why: 'It decides how the case ends.',
        holds: 'administrative',
        options: [
          { code: 'person', label: 'The person said so' },
          { code: 'left-country', label: 'They left the country before the first decision' },
        ],
      }),
      'withdraw-note': note,
    },
    offered: running,
    act: (file, known, law, act) => withdraw(file, { by: known['withdraw-by'] === 'left-country' ? 'left-country' : 'person' }, law, act),
    grave: true,
  },
  {
    id: 'died',
    title: (say) => say('decision.act.died', 'The person has died'),
    lead: (say) => say('decision.act.died.lead', 'We are sorry. The case is closed and no letter is sent by itself.'),
    questions: { 'died-note': note },
    offered: running,
    act: (file, _known, law, act) => died(file, {}, law, act),
    grave: true,
  },
  {
    id: 'duplicate',
    title: (say) => say('decision.act.duplicate', 'The same person was referred for the same events'),
    lead: (say) => say('decision.act.duplicate.lead', 'This case stops counting and points to the other. New events are a new case, not a duplicate.'),
    questions: {
      'duplicate-of': text({
        label: 'Reference of the other case',
        hint: 'Three groups of four, such as K7QD-0M2P-XW9T',
        why: 'So that nothing said here is lost.',
        holds: 'administrative',
        most: 20,
      }),
      'duplicate-note': note,
    },
    offered: running,
    other: 'duplicate-of',
    act: (file, known, law, act) => markDuplicate(file, { of: one(known['duplicate-of']) }, law, act),
    grave: true,
  },
  {
    id: 'not-duplicate',
    title: (say) => say('decision.act.not-duplicate', 'It was not a duplicate after all'),
    lead: (say) => say('decision.act.not-duplicate.lead', 'The case goes on where it stopped.'),
    questions: { 'not-duplicate-note': note },
    offered: (file) => file.decision.ended === 'duplicate',
    act: (file, _known, law, act) => undoDuplicate(file, {}, law, act),
  },
  ...furtherActs,
  {
    id: 'eighteen',
    title: (say) => say('decision.act.eighteen', 'The person has turned 18'),
    lead: (say) => say('decision.act.eighteen.lead', 'From now on they choose themselves whether to stay in the process. Ask them; nothing stops meanwhile.'),
    questions: { 'eighteen-note': note },
    offered: (file) => running(file) && file.age !== 'adult' && file.consent.at18 === 'not-due',
    act: (file, _known, law, act) => turnedEighteen(file, {}, law, act),
  },
  {
    id: 'consent',
    title: (say) => say('decision.act.consent', 'Record what the person says about consent'),
    lead: (say) => say('decision.act.consent.lead', 'After you explained in words they understand what stays, what ends and who may see what.'),
    questions: {
      'consent-now': choice({
        label: 'What does the person say?',
        why: 'It is their choice, and they may change their mind.',
        holds: 'administrative',
        options: [
          { code: 'given', label: 'They agree' },
          { code: 'refused', label: 'They do not agree' },
          { code: 'cannot-decide', label: 'They cannot decide at the moment' },
        ],
      }),
      'consent-now-language': pick({
        label: 'In which language?',
        why: 'A choice counts only if it was understood.',
        holds: 'safe-contact',
        list: 'languages',
      }),
      'consent-now-interpreter': choice({
        label: 'Who interpreted?',
        why: 'An interpreter who knows the person can make a choice unfree.',
        holds: 'administrative',
        options: [
          { code: 'none', label: 'Nobody was needed' },
          { code: 'independent', label: 'An independent interpreter' },
          { code: 'other', label: 'Somebody else' },
        ],
      }),
      'consent-now-present': text({
        label: 'Who was there when you asked?',
        hint: 'Roles rather than names: a colleague, an interpreter, a nurse',
        why: 'A choice made in front of the wrong people may not have been free.',
        holds: 'administrative',
        none: ['not-known'],
        most: 300,
      }),
      'consent-now-note': note,
    },
    offered: running,
    act: (file, known, law, act, notice) =>
      recordConsent(
        file,
        {
          consent: one(known['consent-now']) as ConsentState,
          at18: file.consent.at18 === 'asked',
          textVersion: notice,
          language: one(known['consent-now-language']),
          interpreter: one(known['consent-now-interpreter']) as 'none' | 'independent' | 'other',
        },
        law,
        act,
      ),
  },
  ...reviewActs,
  ...holdActs,
  {
    id: 'needs',
    title: (say) => say('decision.act.needs', 'The person is out of danger, or what was pressing has passed'),
    lead: (say) =>
      say(
        'decision.act.needs.lead',
        'What cannot wait comes before every due day, so it must be true. This takes every mark away; new ones come with new information.',
      ),
    questions: { 'needs-note': note },
    offered: (file) => running(file) && file.needs.length > 0,
    act: (file, _known, law, act) => changeNeeds(file, { needs: [] }, law, act),
  },
  {
    id: 'correct',
    title: (say) => say('decision.act.correct', 'An entry was made in error'),
    lead: (say) =>
      say(
        'decision.act.correct.lead',
        'The entry stays readable and no longer counts, or counts on another day. A decision, a request or what left here is put right by a further step, never taken out.',
      ),
    questions: {
      'correct-of': pick({ label: 'Which entry?', why: 'Each is put right by itself.', holds: 'administrative', list: 'entries' }),
      'correct-how': choice({
        label: 'What is wrong?',
        why: 'An entry that never happened is left out; one on the wrong day keeps its place.',
        holds: 'administrative',
        options: [
          { code: 'never', label: 'It did not happen' },
          { code: 'other-day', label: 'It happened on another day' },
        ],
      }),
      'correct-day': date({
        label: 'If on another day: on which?',
        why: 'Days that count are worked out anew from it.',
        holds: 'administrative',
        past: true,
        optional: true,
      }),
      'correct-note': note,
    },
    offered: (file) => correctable(file).length > 0,
    act: (file, known, law, act) => {
      const on = known['correct-how'] === 'never' ? null : known['correct-day'];
      return correct(file, { number: Number(one(known['correct-of'])), day: on as Day | null | undefined }, law, act);
    },
    grave: true,
  },
  ...consentActs,
  ...peopleActs,
  ...outsideActs,
];

export function actOf(id: string): CaseAct | undefined {
  return acts.find((each) => each.id === id);
}
