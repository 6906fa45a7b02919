// Acts where consent was wrong: closing the file at once, and the two people who look at it.
import { choice, pick } from '#form/question.ts';
import type { ConsentFinding, ConsentMistake } from '#journey/access.ts';
import { addConsentReviewer, consentWrong, proposeConsentFinding, returnConsentFinding, reviewersOf, settleConsent } from '#journey/consent-wrong.ts';
import type { CaseFile } from '#journey/file.ts';
import { theService } from '#kit/store/database.ts';
import { note, one, type CaseAct } from './act.ts';

const about = 'access' as const;
const reviewed = (file: CaseFile): boolean => file.access.quarantine !== null && !file.access.quarantine.converted;

const finding = choice({
  label: 'What do you find?',
  why: 'If two people find the same, it stands. Look at who asked, in which language, who interpreted and who was there.',
  holds: 'administrative',
  options: [
    { code: 'valid', label: 'The person had agreed, and knew to what', hint: 'The file is opened again as it was' },
    { code: 'wrong', label: 'The person had not agreed, or not freely', hint: 'The case ends, and what identifies the person is destroyed' },
  ],
});

export const consentActs: readonly CaseAct[] = [
  {
    id: 'consent-wrong',
    about,
    leaves: true,
    title: (say) => say('decision.act.consent-wrong', 'There was no consent to this referral'),
    lead: (say) =>
      say(
        'decision.act.consent-wrong.lead',
        'From this moment nobody opens the file, no search finds it and no letter goes out, until two managers have looked at it. You will not see it either. If you are not sure, do it all the same: it can be undone.',
      ),
    questions: {
      'consent-wrong-what': choice({
        label: 'What happened?',
        why: 'Whoever looks at it knows where to begin. No story is asked of you.',
        holds: 'administrative',
        options: [
          { code: 'not-given', label: 'The person had not agreed' },
          { code: 'withdrawn-at-once', label: 'They said no again right after' },
          { code: 'pretended', label: 'Somebody else agreed for them, or put them up to it' },
        ],
      }),
    },
    offered: (file) => file.exists && file.age === 'adult' && file.access.quarantine === null,
    act: (file, known, law, act) =>
      consentWrong(
        file,
        {
          what: one(known['consent-wrong-what']) as ConsentMistake,
          from: 'authority',
          reviewers: reviewersOf(act.people ?? [], file.decision.authority, act.by),
          always: [theService.person],
        },
        law,
        act,
      ),
    grave: true,
  },
  {
    id: 'consent-finding',
    about,
    review: true,
    title: (say) => say('decision.act.consent-finding', 'Was there consent? What I find'),
    lead: (say) =>
      say('decision.act.consent-finding.lead', 'You are the first of two. The second does not see what you found before they have said it themselves.'),
    questions: { 'consent-finding-is': finding, 'consent-finding-note': note },
    offered: (file) => reviewed(file) && file.access.quarantine?.proposed === null,
    act: (file, known, law, act) => proposeConsentFinding(file, { finding: one(known['consent-finding-is']) as ConsentFinding }, law, act),
  },
  {
    id: 'consent-second',
    about,
    review: true,
    leaves: true,
    title: (say) => say('decision.act.consent-second', 'Was there consent? The second person'),
    lead: (say) =>
      say(
        'decision.act.consent-second.lead',
        'If you find the same as the first, it stands. If you do not, it goes back to be looked at once more, and stays closed.',
      ),
    questions: { 'consent-second-is': finding },
    offered: (file) => reviewed(file) && file.access.quarantine?.proposed !== null,
    act: (file, known, law, act) => {
      const found = one(known['consent-second-is']) as ConsentFinding;
      const first = file.access.quarantine?.proposed?.finding;
      return first === undefined || first === found ? settleConsent(file, { finding: found }, law, act) : returnConsentFinding(file, {}, law, act);
    },
    grave: true,
  },
  {
    id: 'consent-reviewer',
    about,
    review: true,
    title: (say) => say('decision.act.consent-reviewer', 'Bring in somebody else to look at the consent'),
    lead: (say) => say('decision.act.consent-reviewer.lead', 'They can open the file until it is settled. Never the one who said that there was no consent.'),
    questions: { 'consent-reviewer-is': pick({ label: 'Who?', why: 'It takes two.', holds: 'administrative', list: 'colleagues' }) },
    offered: reviewed,
    act: (file, known, law, act) => addConsentReviewer(file, { person: one(known['consent-reviewer-is']) }, law, act),
  },
];
