// Keeping a record for a court: nothing of it is erased while a trial, an appeal or an inquiry needs it.
import { choice } from '#form/question.ts';
import { holdReasons, liftHold, placeHold, type Hold } from '#journey/hold.ts';
import { note, one, type CaseAct } from './act.ts';

const reasons = [
  { code: 'trial', label: 'A trial' },
  { code: 'appeal', label: 'An appeal, or a judge looking at a decision' },
  { code: 'inquiry', label: 'An inquiry or an inquest' },
] as const;
const reasonOf = (code: string): Hold['why'] => holdReasons.find((reason) => reason === code) ?? 'trial';

export const holdActs: readonly CaseAct[] = [
  {
    id: 'hold',
    title: (say) => say('decision.act.hold', 'Keep the record for a court or an inquiry'),
    lead: (say) => say('decision.act.hold.lead', 'Nothing in any record of this person is erased until you say that it is no longer needed.'),
    questions: {
      'hold-why': choice({ label: 'What needs it?', why: 'So that the hold ends with its reason.', holds: 'administrative', options: reasons }),
      'hold-note': note,
    },
    offered: (file) => file.exists,
    act: (file, known, law, act) => placeHold(file, { why: reasonOf(one(known['hold-why'])) }, law, act),
  },
  {
    id: 'lift-hold',
    title: (say) => say('decision.act.lift-hold', 'A court or an inquiry no longer needs the record'),
    lead: (say) => say('decision.act.lift-hold.lead', 'When no other reason stands, its ordinary time goes on.'),
    questions: {
      'lift-hold-why': choice({ label: 'What has ended?', why: 'Other reasons to keep it stay.', holds: 'administrative', options: reasons }),
      'lift-hold-note': note,
    },
    offered: (file) => file.overlay.holds.length > 0,
    act: (file, known, law, act) => liftHold(file, { why: reasonOf(one(known['lift-hold-why'])) }, law, act),
  },
];
