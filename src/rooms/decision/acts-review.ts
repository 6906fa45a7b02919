// Looking again at a decision, and ending protection: requests, answers, and the two persons a disqualification needs.
import { choice } from '#form/question.ts';
import type { CaseFile } from '#journey/file.ts';
import { askReconsideration, decideReconsideration } from '#journey/review.ts';
import { standing, waiting } from '#journey/stages.ts';
import { disqualify, proposeDisqualification } from '#journey/suspension.ts';
import type { Law } from '#law/law.ts';
import { note, one, running, type CaseAct } from './act.ts';

const negativeStage = (file: CaseFile, law: Law) => [...law.stages].reverse().find((stage) => standing(file, stage.id)?.outcome === 'negative')?.id;
const askedStage = (file: CaseFile) => file.decision.reconsiderations.find((each) => each.state === 'asked')?.stage;

export const reviewActs: readonly CaseAct[] = [
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
    lead: (say) =>
      say('decision.act.answer-look-again.lead', 'If you accept, the case is decided anew by somebody who has not decided it before, where that can be.'),
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
    lead: (say) =>
      say(
        'decision.act.propose-disqualify.lead',
        'Protection from removal and support would end. The law of the day says on which grounds, and whether the risk of being exploited again must be assessed first. A second person decides.',
      ),
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
      proposeDisqualification(
        file,
        { ground: known['disqualify-ground'] === 'bad-faith' ? 'bad-faith' : 'public-order', assessed: known['disqualify-assessed'] === 'yes' },
        law,
        act,
      ),
    grave: true,
  },
  {
    id: 'disqualify',
    reads: 'disqualify-note',
    title: (say) => say('decision.act.disqualify', 'Decide on the proposed disqualification'),
    lead: (say) => say('decision.act.disqualify.lead', 'You are the second person. If you do not agree, leave it and talk to your colleague.'),
    questions: { 'disqualify-decided-note': note },
    offered: (file) => running(file) && file.overlay.proposed !== null,
    act: (file, _known, law, act) => disqualify(file, { ground: file.overlay.proposed?.ground ?? 'public-order' }, law, act),
    grave: true,
  },
];
