// Roles as people say them, for the frame and the screens about who may do what.
import type { Role } from '#access/roles.ts';
import type { Say } from '#base/words.ts';

const english: Readonly<Record<Role, (say: Say) => string>> = {
  'first-responder': (say) => say('role.first-responder', 'First responder'),
  'first-responder-supervisor': (say) => say('role.first-responder-supervisor', 'Supervisor of first responders'),
  'decision-maker': (say) => say('role.decision-maker', 'Decision maker'),
  'decision-manager': (say) => say('role.decision-manager', 'Decision manager'),
  'support-worker': (say) => say('role.support-worker', 'Support worker'),
  counsellor: (say) => say('role.counsellor', 'Counsellor'),
  guardian: (say) => say('role.guardian', 'Guardian'),
  'legal-representative': (say) => say('role.legal-representative', 'Legal representative'),
  'independent-advocate': (say) => say('role.independent-advocate', 'Independent advocate'),
  'decision-recipient': (say) => say('role.decision-recipient', 'Somebody who receives decisions'),
  analyst: (say) => say('role.analyst', 'Analyst'),
  statistician: (say) => say('role.statistician', 'Statistician'),
  administrator: (say) => say('role.administrator', 'Administrator'),
  auditor: (say) => say('role.auditor', 'Auditor'),
  system: (say) => say('role.system', 'The program'),
};

export const roleWords = (say: Say, role: Role): string => english[role](say);
