// Acts about who may see a case: conflicts of interest, sealing, broken glass looked at, and whom the person lets see it.
import { randomUUID } from 'node:crypto';
import type { Role } from '#access/roles.ts';
import { choice, pick } from '#form/question.ts';
import type { ActsAs, ConflictReason, GlassFinding, Present, SealReason } from '#journey/access.ts';
import { giveGrant, revokeGrant } from '#journey/chosen.ts';
import { findConflict, lift, proposeLift, proposeUnseal, sealFile, seen, unseal } from '#journey/conflict.ts';
import { reviewGlass } from '#journey/glass.ts';
import { theService } from '#kit/store/database.ts';
import { note, one, several, type CaseAct } from './act.ts';

const managers: readonly Role[] = ['decision-manager'];
const about = 'access' as const;

const language = pick({
  label: 'In which language did they say so?',
  why: 'A choice counts only if it was understood.',
  holds: 'safe-contact',
  list: 'languages',
});
const present = choice({
  label: 'Who was there?',
  why: 'A choice made in front of the wrong people may not have been free.',
  holds: 'administrative',
  options: [
    { code: 'alone', label: 'The person and you alone' },
    { code: 'interpreter', label: 'An independent interpreter too' },
    { code: 'trusted', label: 'Somebody the person trusts and asked to stay' },
    { code: 'other', label: 'Somebody else' },
  ],
});

/** Whom a holder stands for the person as is said by their own role: the code of the list holds both. */
export const holderCode = (as: ActsAs, id: string): string => `${as}.${id}`;
const holderOf = (code: string): { readonly as: ActsAs; readonly holder: string } => {
  const at = code.indexOf('.');
  return { as: code.slice(0, at) as ActsAs, holder: code.slice(at + 1) };
};

const conflictActs: readonly CaseAct[] = [
  {
    id: 'conflict',
    about,
    leaves: true,
    title: (say) => say('decision.act.conflict', 'I know the person, or am bound to somebody in this case'),
    lead: (say) =>
      say(
        'decision.act.conflict.lead',
        'Say so and nothing more: no names, no story. You will not see the case any more, and your manager is told. Nobody thinks the worse of you.',
      ),
    questions: {
      'conflict-why': choice({
        label: 'What is it?',
        why: 'Two others can later judge whether it still stands.',
        holds: 'administrative',
        options: [
          { code: 'family', label: 'Family, partner or household' },
          { code: 'friend', label: 'A friend, neighbour or somebody I know well' },
          { code: 'other-work', label: 'I deal with them in another job or role' },
          { code: 'money', label: 'Money or property' },
          { code: 'was-involved', label: 'I took part in what the case is about' },
        ],
      }),
    },
    offered: (file) => file.exists,
    act: (file, known, _law, act) => findConflict(file.access, { person: act.by, how: 'declared', why: one(known['conflict-why']) as ConflictReason }),
    grave: true,
  },
  {
    id: 'conflict-seen',
    about,
    who: managers,
    title: (say) => say('decision.act.conflict-seen', 'Seen: somebody has a conflict of interest'),
    lead: (say) => say('decision.act.conflict-seen.lead', 'If they had the case, it is with nobody now. Give it to somebody else.'),
    questions: { 'conflict-seen-of': pick({ label: 'Of whom?', why: 'It leaves your list.', holds: 'administrative', list: 'notices' }) },
    offered: (file) => file.access.notices.some((notice) => notice.what === 'conflict'),
    act: (file, known, _law, act) => seen(file.access, { number: Number(one(known['conflict-seen-of'])) }, act),
  },
  {
    id: 'lift-conflict',
    about,
    who: managers,
    title: (say) => say('decision.act.lift', 'A conflict of interest does not stand, or no longer'),
    lead: (say) => say('decision.act.lift.lead', 'You propose it; a second person, not the one it is about, agrees.'),
    questions: {
      'lift-conflict-of': pick({ label: 'Of whom?', why: 'One at a time, so that each is thought about.', holds: 'administrative', list: 'conflicted' }),
      'lift-conflict-note': note,
    },
    offered: (file) => file.access.conflicts.some((each) => !each.liftedBy),
    act: (file, known, _law, act) => proposeLift(file.access, { person: one(known['lift-conflict-of']) }, act),
  },
  {
    id: 'lift-conflict-agreed',
    reads: ['lift-conflict-note'],
    about,
    title: (say) => say('decision.act.lift-agreed', 'I agree that a conflict of interest does not stand'),
    lead: (say) => say('decision.act.lift-agreed.lead', 'From then on that person can be given the case again.'),
    questions: {
      'lift-conflict-agreed-of': pick({ label: 'Of whom?', why: 'You are the second person.', holds: 'administrative', list: 'conflicted' }),
      'lift-conflict-agreed-note': note,
    },
    offered: (file) => file.access.conflicts.some((each) => each.liftedBy),
    act: (file, known, _law, act) => lift(file.access, { person: one(known['lift-conflict-agreed-of']) }, act),
    grave: true,
  },
];

const sealActs: readonly CaseAct[] = [
  {
    id: 'seal',
    about,
    who: managers,
    title: (say) => say('decision.act.seal', 'Seal the file to a list of people'),
    lead: (say) =>
      say(
        'decision.act.seal.lead',
        'For everybody who is not on the list the file does not exist: not in lists, not in search, not by its reference. You are on the list. Sealing again replaces the list.',
      ),
    questions: {
      'seal-to': pick({
        label: 'Who else is on the list?',
        why: 'Only they can open it, and two of them can end it.',
        holds: 'administrative',
        list: 'colleagues',
        most: 10,
      }),
      'seal-why': choice({
        label: 'Why?',
        why: 'A seal also keeps help away, so its reason is kept.',
        holds: 'administrative',
        options: [
          { code: 'at-risk', label: 'The person would be in danger if colleagues knew' },
          { code: 'public-attention', label: 'The public or the press looks for it' },
          { code: 'staff-member', label: 'Somebody who works here is in it' },
          { code: 'court-order', label: 'A court ordered it' },
        ],
      }),
      'seal-note': note,
    },
    offered: (file) => file.exists,
    act: (file, known, _law, act) =>
      sealFile(file.access, { to: several(known['seal-to']), why: one(known['seal-why']) as SealReason, always: [theService.person] }, act),
    grave: true,
  },
  {
    id: 'unseal',
    about,
    title: (say) => say('decision.act.unseal', 'Propose to open the sealed file again'),
    lead: (say) => say('decision.act.unseal.lead', 'A second person on the list has to agree.'),
    questions: { 'unseal-note': note },
    offered: (file) => file.access.seal !== null && !file.access.seal.openedBy,
    act: (file, _known, _law, act) => proposeUnseal(file.access, act),
  },
  {
    id: 'unseal-agreed',
    reads: ['unseal-note'],
    about,
    title: (say) => say('decision.act.unseal-agreed', 'I agree that the file is sealed no longer'),
    lead: (say) => say('decision.act.unseal-agreed.lead', 'Everybody who may see cases like this one will see it again.'),
    questions: { 'unseal-agreed-note': note },
    offered: (file) => Boolean(file.access.seal?.openedBy),
    act: (file, _known, _law, act) => unseal(file.access, act),
    grave: true,
  },
];

const glassActs: readonly CaseAct[] = [
  {
    id: 'review-glass',
    about,
    who: managers,
    title: (say) => say('decision.act.review-glass', 'Look at why somebody opened part of the file'),
    lead: (say) =>
      say(
        'decision.act.review-glass.lead',
        'A life was said to be at risk. Ask who did it and what followed. Not needed is no fault; wrong goes to the auditor.',
      ),
    questions: {
      'review-glass-of': pick({ label: 'Which time?', why: 'Each is looked at on its own.', holds: 'administrative', list: 'glass' }),
      'review-glass-finding': choice({
        label: 'What do you find?',
        why: 'It is counted, and it decides whether the same person may do it again soon.',
        holds: 'administrative',
        options: [
          { code: 'right', label: 'It was right' },
          { code: 'not-needed', label: 'It was meant well and was not needed' },
          { code: 'wrong', label: 'It was wrong' },
        ],
      }),
      'review-glass-note': note,
    },
    offered: (file) => file.access.glass.some((each) => !each.reviewed),
    act: (file, known, _law, act) =>
      reviewGlass(file.access, { number: Number(one(known['review-glass-of'])), finding: one(known['review-glass-finding']) as GlassFinding }, act),
  },
];

const chosenActs: readonly CaseAct[] = [
  {
    id: 'grant',
    about,
    title: (say) => say('decision.act.grant', 'The person lets somebody of their choice see the case'),
    lead: (say) =>
      say(
        'decision.act.grant.lead',
        'Their lawyer, an independent advocate, or somebody else who is to get decisions. It is theirs to give, it ends by itself, and they can take it back at any time.',
      ),
    questions: {
      'grant-to': pick({ label: 'Whom?', why: 'Only they, and only for this case.', holds: 'administrative', list: 'holders' }),
      'grant-for': choice({
        label: 'For how long?',
        why: 'What nobody asks about again ends by itself.',
        holds: 'administrative',
        options: [
          { code: '30', label: '30 days' },
          { code: '90', label: '90 days' },
          { code: '180', label: '180 days' },
        ],
      }),
      'grant-language': language,
      'grant-present': present,
    },
    offered: (file) => file.exists,
    act: (file, known, _law, act) =>
      giveGrant(
        file.access,
        {
          grant: randomUUID(),
          ...holderOf(one(known['grant-to'])),
          days: Number(one(known['grant-for'])),
          language: one(known['grant-language']),
          present: one(known['grant-present']) as Present,
        },
        act,
      ),
  },
  {
    id: 'revoke-grant',
    about,
    title: (say) => say('decision.act.revoke', 'The person takes back what they let somebody see'),
    lead: (say) => say('decision.act.revoke.lead', 'It ends at once, at that person’s next page.'),
    questions: { 'revoke-grant-of': pick({ label: 'From whom?', why: 'The others keep theirs.', holds: 'administrative', list: 'grants' }) },
    offered: (file) => file.access.grants.some((each) => !each.revoked),
    act: (file, known, _law, act) => revokeGrant(file.access, { grant: one(known['revoke-grant-of']) }, act),
  },
];

export const peopleActs: readonly CaseAct[] = [...conflictActs, ...sealActs, ...glassActs, ...chosenActs];
