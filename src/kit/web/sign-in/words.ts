// Roles as people say them, for the frame and the screens about who may do what.
import type { Role } from '#access/roles.ts';
import type { Say } from '#base/words.ts';

const english: Readonly<Record<Role, (say: Say) => string>> = {
  'first-responder': (say) => say('works-as.first-responder', 'First responder'),
  'first-responder-supervisor': (say) => say('works-as.first-responder-supervisor', 'Supervisor of first responders'),
  'decision-maker': (say) => say('works-as.decision-maker', 'Decision maker'),
  'decision-manager': (say) => say('works-as.decision-manager', 'Decision manager'),
  'support-worker': (say) => say('works-as.support-worker', 'Support worker'),
  'support-manager': (say) => say('works-as.support-manager', 'Support manager'),
  person: (say) => say('works-as.person', 'Yourself'),
  counsellor: (say) => say('works-as.counsellor', 'Counsellor'),
  guardian: (say) => say('works-as.guardian', 'Guardian'),
  'legal-representative': (say) => say('works-as.legal-representative', 'Legal representative'),
  'independent-advocate': (say) => say('works-as.independent-advocate', 'Independent advocate'),
  'decision-recipient': (say) => say('works-as.decision-recipient', 'Somebody who receives decisions'),
  'helpline-adviser': (say) => say('works-as.helpline-adviser', 'Helpline adviser'),
  analyst: (say) => say('works-as.analyst', 'Analyst'),
  statistician: (say) => say('works-as.statistician', 'Statistician'),
  administrator: (say) => say('works-as.administrator', 'Administrator'),
  auditor: (say) => say('works-as.auditor', 'Auditor'),
  system: (say) => say('works-as.system', 'The program'),
};

export const roleWords = (say: Say, role: Role): string => english[role](say);
