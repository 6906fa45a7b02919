// What may be done to a case besides deciding it: each act with its questions, its page and the pure act behind it.
import type { Outcome } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { choice, pick, text, type Question } from '#form/question.ts';
import type { Act, CaseEvent, ConsentState } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import { died, found, leftCountry, markDuplicate, turnedEighteen, undoDuplicate, wentMissing, withdraw } from '#journey/presence.ts';
import { changeNeeds, recordConsent } from '#journey/referral.ts';
import { askReconsideration, decideReconsideration } from '#journey/review.ts';
import { isSuspended, standing, waiting } from '#journey/stages.ts';
import { disqualify, proposeDisqualification, resume, suspend } from '#journey/suspension.ts';
import type { Law } from '#law/law.ts';

type Known = Readonly<Record<string, unknown>>;

export type CaseAct = {
  readonly id: string;
  readonly title: (say: Say) => string;
  readonly lead: (say: Say) => string;
  readonly questions: Readonly<Record<string, Question>>;
  /** Whether the act makes sense now; the act itself has the last word. */
  readonly offered: (file: CaseFile, law: Law) => boolean;
  readonly act: (file: CaseFile, known: Known, law: Law, act: Act) => Outcome<CaseEvent>;
  /** A grave act: the page stops and asks once more. */
  readonly grave?: true;
};

/** Why something was done, in the worker's own words: sealed, never in the ledger. */
const note = text({ label: 'Why, in a sentence or two', why: 'Whoever opens this case next will understand it.', holds: 'analysis', rows: 3, most: 4000, optional: true });

const running = (file: CaseFile) => file.exists && !file.decision.ended;
const one = (value: unknown): string => (Array.isArray(value) ? String(value[0] ?? '') : String(value ?? ''));
const negativeStage = (file: CaseFile, law: Law) => [...law.stages].reverse().find((stage) => standing(file, stage.id)?.outcome === 'negative')?.id;
const askedStage = (file: CaseFile) => file.decision.reconsiderations.find((each) => each.state === 'asked')?.stage;

export const acts: readonly CaseAct[] = [
  {
    id: 'suspend',
    title: (say) => say('decision.act.suspend', 'Pause the case'),
    lead: (say) => say('decision.act.suspend.lead', 'Only when the person cannot be found, or nobody has enough to decide. If what you hold is enough, decide.'),
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
    lead: (say) => say('decision.act.withdraw.lead', 'Make sure that it is their own choice and that they know what ends. They may be referred again at any time.'),
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
      'duplicate-of': text({ label: 'Reference of the other case', hint: 'Three groups of four, such as K7QD-0M2P-XW9T', why: 'So that nothing said here is lost.', holds: 'administrative', most: 20 }),
      'duplicate-note': note,
    },
    offered: running,
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
        holds: 'legal',
        options: [
          { code: 'given', label: 'They agree' },
          { code: 'refused', label: 'They do not agree' },
          { code: 'cannot-decide', label: 'They cannot decide at the moment' },
        ],
      }),
      'consent-now-language': pick({ label: 'In which language?', why: 'A choice counts only if it was understood.', holds: 'safe-contact', list: 'languages' }),
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
      'consent-now-note': note,
    },
    offered: running,
    act: (file, known, law, act) =>
      recordConsent(
        file,
        {
          consent: one(known['consent-now']) as ConsentState,
          at18: file.consent.at18 === 'asked',
          textVersion: '1',
          language: one(known['consent-now-language']),
          interpreter: one(known['consent-now-interpreter']) as 'none' | 'independent' | 'other',
        },
        law,
        act,
      ),
  },
  {
    id: 'look-again',
    title: (say) => say('decision.act.look-again', 'Somebody asks us to look again'),
    lead: (say) => say('decision.act.look-again.lead', 'Record the request on the day it came, even if it looks late: somebody may have had a reason.'),
    questions: {
      'look-again-by': choice({
        label: 'Who asks?',
        why: 'The law of the day says who may.',
        holds: 'administrative',
        options: [
          { code: 'person', label: 'The person' },
          { code: 'referrer', label: 'Who referred them' },
          { code: 'support', label: 'Their support provider' },
          { code: 'lawyer', label: 'Their lawyer' },
        ],
      }),
      'look-again-ground': choice({
        label: 'What is it about?',
        why: 'It decides whether the request opens the case again.',
        holds: 'administrative',
        options: [
          { code: 'new-evidence', label: 'There is something new' },
          { code: 'guidance-not-followed', label: 'The guidance was not followed' },
          { code: 'court-order', label: 'A court ordered it' },
        ],
      }),
      'look-again-exceptional': choice({
        label: 'If it is late: did something stand in the way of asking earlier?',
        why: 'Then it is looked at all the same.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'no', label: 'No, or it is not late' },
        ],
      }),
      'look-again-note': note,
    },
    offered: (file, law) => running(file) && negativeStage(file, law) !== undefined && waiting(file, law) === undefined && askedStage(file) === undefined,
    act: (file, known, law, act) =>
      askReconsideration(
        file,
        {
          stage: negativeStage(file, law) ?? '',
          by: one(known['look-again-by']) as 'person' | 'referrer' | 'support' | 'lawyer',
          ground: one(known['look-again-ground']) as 'new-evidence' | 'guidance-not-followed' | 'court-order',
          exceptional: known['look-again-exceptional'] === 'yes',
        },
        law,
        act,
      ),
  },
  {
    id: 'answer-look-again',
    title: (say) => say('decision.act.answer-look-again', 'Answer the request to look again'),
    lead: (say) => say('decision.act.answer-look-again.lead', 'If you accept, the case is decided anew by somebody who has not decided it before, where that can be.'),
    questions: {
      'again-answer': choice({
        label: 'What do you answer?',
        why: 'The person gets a letter with the answer.',
        holds: 'administrative',
        options: [
          { code: 'accept', label: 'We look again' },
          { code: 'no-new-information', label: 'No: it brings nothing that was not seen' },
          { code: 'out-of-time', label: 'No: it came too late, and nothing stood in the way' },
        ],
      }),
      'again-note': note,
    },
    offered: (file) => running(file) && askedStage(file) !== undefined,
    act: (file, known, law, act) => {
      const stage = askedStage(file) ?? '';
      const said = one(known['again-answer']);
      if (said === 'accept') return decideReconsideration(file, { stage, accept: true }, law, act);
      return decideReconsideration(file, { stage, accept: false, why: said === 'out-of-time' ? 'out-of-time' : 'no-new-information' }, law, act);
    },
    grave: true,
  },
  {
    id: 'propose-disqualify',
    title: (say) => say('decision.act.propose-disqualify', 'Propose to disqualify from protection'),
    lead: (say) => say('decision.act.propose-disqualify.lead', 'Protection from removal and support would end. The law of the day says on which grounds, and whether the risk of being exploited again must be assessed first. A second person decides.'),
    questions: {
      'disqualify-ground': choice({
        label: 'On which ground?',
        why: 'No other ground exists.',
        holds: 'administrative',
        options: [
          { code: 'public-order', label: 'A threat to public order' },
          { code: 'bad-faith', label: 'Status was asked for in bad faith' },
        ],
      }),
      'disqualify-assessed': choice({
        label: 'Was the risk that the person is exploited again assessed?',
        why: 'Without it the decision may put them back where they came from.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes, and it is in the file' },
          { code: 'no', label: 'No' },
        ],
      }),
      'disqualify-note': note,
    },
    offered: (file) => running(file) && !file.overlay.disqualified && !file.overlay.proposed && file.decision.made.some((made) => made.outcome === 'positive'),
    act: (file, known, law, act) =>
      proposeDisqualification(file, { ground: known['disqualify-ground'] === 'bad-faith' ? 'bad-faith' : 'public-order', assessed: known['disqualify-assessed'] === 'yes' }, law, act),
    grave: true,
  },
  {
    id: 'disqualify',
    title: (say) => say('decision.act.disqualify', 'Decide on the proposed disqualification'),
    lead: (say) => say('decision.act.disqualify.lead', 'You are the second person. If you do not agree, leave it and talk to your colleague.'),
    questions: { 'disqualify-decided-note': note },
    offered: (file) => running(file) && file.overlay.proposed !== null,
    act: (file, _known, law, act) => disqualify(file, { ground: file.overlay.proposed?.ground ?? 'public-order' }, law, act),
    grave: true,
  },
  {
    id: 'needs',
    title: (say) => say('decision.act.needs', 'The person is out of danger, or what was pressing has passed'),
    lead: (say) => say('decision.act.needs.lead', 'What presses comes before every due day, so it must be true. This takes every mark away; new ones come with new information.'),
    questions: { 'needs-note': note },
    offered: (file) => running(file) && file.needs.length > 0,
    act: (file, _known, law, act) => changeNeeds(file, { needs: [] }, law, act),
  },
];

export function actOf(id: string): CaseAct | undefined {
  return acts.find((each) => each.id === id);
}
