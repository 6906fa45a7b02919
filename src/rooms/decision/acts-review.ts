// Looking again at a decision, and ending protection: requests, answers, and the two persons a disqualification needs.
import { choice, many, text } from '#form/question.ts';
import type { CaseFile } from '#journey/file.ts';
import { askReconsideration, decideReconsideration, lookedAtAgain, passOn } from '#journey/review.ts';
import { standing, waiting } from '#journey/stages.ts';
import { endJudicialReview, startJudicialReview } from '#journey/court.ts';
import { disqualify, proposeDisqualification, rejectDisqualification, type RestsOn } from '#journey/suspension.ts';
import type { Law } from '#law/law.ts';
import type { Rule } from '#law/rule.ts';
import { note, one, running, several, type CaseAct } from './act.ts';

const negativeStage = (file: CaseFile, law: Law) => [...law.stages].reverse().find((stage) => standing(file, stage.id)?.outcome === 'negative')?.id;
const askedStage = (file: CaseFile) => file.decision.reconsiderations.find((each) => each.state === 'asked')?.stage;

const windowOf = (law: Law): readonly Rule<unknown>[] => (law.clocks['reconsideration'] ? [law.clocks['reconsideration'].length as Rule<unknown>] : []);
const lastStage = (file: CaseFile): string => file.decision.made.at(-1)?.stage ?? '';

export const reviewActs: readonly CaseAct[] = [
  {
    id: 'look-again',
    title: (say) => say('decision.act.look-again', 'Somebody asks us to look again'),
    lead: (say) => say('decision.act.look-again.lead', 'Record the request on the day it came, even if it looks late: somebody may have had a reason.'),
    rules: (law) => [law.reconsideration as Rule<unknown>, ...windowOf(law)],
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
    lead: (say) =>
      say(
        'decision.act.answer-look-again.lead',
        'If you accept, the case is decided anew by somebody who had no hand in the decision. Whoever had does not take this step either.',
      ),
    rules: (law) => [law.otherDecider as Rule<unknown>, ...windowOf(law)],
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
    id: 'pass-on',
    title: (say) => say('decision.act.pass-on', 'Pass the second look on to another authority'),
    lead: (say) =>
      say(
        'decision.act.pass-on.lead',
        'Only where too few people are left here who had no hand in the decision. Everything that is held goes with it. You will not see the case any more.',
      ),
    rules: (law) => [law.againElsewhere as Rule<unknown>, law.otherDecider as Rule<unknown>],
    questions: { 'pass-on-note': note },
    leaves: true,
    offered: (file, law) =>
      running(file) &&
      file.decision.passedTo === null &&
      lookedAtAgain(file, law) !== undefined &&
      law.againElsewhere.versions.some(({ value }) => (file.decision.authority ?? '') in value),
    act: (file, _known, law, act) => passOn(file, { people: act.people ?? [] }, law, act),
    grave: true,
  },
  {
    id: 'propose-disqualify',
    title: (say) => say('decision.act.propose-disqualify', 'Propose to disqualify from protection'),
    lead: (say) =>
      say(
        'decision.act.propose-disqualify.lead',
        'Protection from removal and support would end. The law of the day says on which grounds, and whether the risk of being exploited again must be assessed first. A second person decides.',
      ),
    rules: (law) => [law.disqualification as Rule<unknown>, law.noGroundAlone as Rule<unknown>],
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
      'disqualify-on': many({
        label: 'What does it rest on?',
        why: 'Nothing follows from silence: that an answer is missing or contact was lost is no ground by itself.',
        holds: 'administrative',
        options: [
          { code: 'conviction', label: 'A conviction or a sentence' },
          { code: 'threat', label: 'What is known of a threat' },
          { code: 'false-statement', label: 'A statement shown to be false, knowingly made' },
          { code: 'other-evidence', label: 'Other evidence in the file' },
          { code: 'no-answer', label: 'An answer is missing' },
          { code: 'lost-contact', label: 'Contact was lost' },
        ],
      }),
      'disqualify-assessed': choice({
        label: 'Was the risk that the person is exploited again assessed?',
        why: 'Without it the decision may put them back where they came from.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes, and it is written below' },
          { code: 'no', label: 'No' },
        ],
      }),
      'disqualify-risk': text({
        label: 'What is the risk that this person is trafficked again, and why?',
        hint: 'Of this one person: where they would go, who is there, what was done to keep them, what protects them now. Since January 2024 nothing can be proposed without it.',
        why: 'Without it the decision may put them back where they came from.',
        holds: 'analysis',
        rows: 6,
        most: 8000,
        optional: true,
      }),
      'disqualify-note': note,
    },
    offered: (file) => running(file) && !file.overlay.disqualified && !file.overlay.proposed && file.decision.made.some((made) => made.outcome === 'positive'),
    act: (file, known, law, act) =>
      proposeDisqualification(
        file,
        {
          ground: known['disqualify-ground'] === 'bad-faith' ? 'bad-faith' : 'public-order',
          // The risk in words: that somebody ticked a box assesses nothing.
          assessed: known['disqualify-assessed'] === 'yes' && (act.written?.has('disqualify-risk') ?? false),
          on: several(known['disqualify-on']) as readonly RestsOn[],
        },
        law,
        act,
      ),
    grave: true,
  },
  {
    id: 'disqualify',
    reads: ['disqualify-risk', 'disqualify-note'],
    title: (say) => say('decision.act.disqualify', 'Agree to the proposed disqualification'),
    lead: (say) =>
      say('decision.act.disqualify.lead', 'You are the second person. Read the risk first. If you do not agree, say so by the step beside this one.'),
    rules: (law) => [law.disqualification as Rule<unknown>, law.noGroundAlone as Rule<unknown>],
    questions: { 'disqualify-decided-note': note },
    offered: (file) => running(file) && file.overlay.proposed !== null,
    act: (file, _known, law, act) => disqualify(file, { ground: file.overlay.proposed?.ground ?? 'public-order' }, law, act),
    grave: true,
  },
  {
    id: 'reject-disqualify',
    reads: ['disqualify-risk', 'disqualify-note'],
    title: (say) => say('decision.act.reject-disqualify', 'Do not agree to the proposed disqualification'),
    lead: (say) =>
      say(
        'decision.act.reject-disqualify.lead',
        'You are the second person. Protection goes on as before. What was proposed and your reasons stay in the record.',
      ),
    questions: {
      'disqualify-rejected-why': text({
        label: 'Why do you not agree?',
        why: 'Whoever proposed it, and whoever looks at the case next, can follow you.',
        holds: 'analysis',
        rows: 4,
        most: 4000,
      }),
    },
    offered: (file) => running(file) && file.overlay.proposed !== null,
    act: (file, _known, law, act) => rejectDisqualification(file, {}, law, act),
  },
  {
    id: 'court-review',
    title: (say) => say('decision.act.court-review', 'A court is asked to look at a decision'),
    lead: (say) =>
      say(
        'decision.act.court-review.lead',
        'The decision stands meanwhile. The case is marked on every list, and nothing of its record is erased while the court looks at it.',
      ),
    questions: { 'court-review-note': note },
    offered: (file) => file.decision.made.length > 0 && !file.overlay.judicialReview,
    act: (file, _known, law, act) => startJudicialReview(file, { stage: lastStage(file) }, law, act),
  },
  {
    id: 'court-review-ended',
    title: (say) => say('decision.act.court-review-ended', 'The court case about a decision has ended'),
    lead: (say) =>
      say(
        'decision.act.court-review-ended.lead',
        'If the court ordered that it is decided again, record that as its own step: “Somebody asks us to look again”. The record stays kept until somebody says that the court no longer needs it.',
      ),
    questions: {
      'court-review-how': choice({
        label: 'How did it end?',
        why: 'Whoever opens the case next sees whether the decision still stands.',
        holds: 'administrative',
        options: [
          { code: 'stands', label: 'The court let the decision stand' },
          { code: 'quashed', label: 'The court set it aside' },
          { code: 'settled', label: 'It was settled without a judgment' },
          { code: 'withdrawn', label: 'It was taken back' },
        ],
      }),
      'court-review-ended-note': note,
    },
    offered: (file) => file.overlay.judicialReview !== null,
    act: (file, known, law, act) =>
      endJudicialReview(file, { how: one(known['court-review-how']) as 'stands' | 'quashed' | 'settled' | 'withdrawn' }, law, act),
  },
];
