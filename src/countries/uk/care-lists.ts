// Lists of support: services, what a person agrees to, steps when somebody is missing, why support ends, and the outcomes survivors named.
import { list, type Item } from '#base/list.ts';

/** `shares`: to arrange it something about the person is passed on, and they agree to that first under this purpose. */
const service = (code: string, label: string, shares?: string): Item => (shares ? { code, label, in: { shares } } : { code, label });

export const supportServices = list(
  'support-services',
  'The union of entitlements named by the support contract and by Scotland’s and Northern Ireland’s law',
  [
    service('visit', 'Meeting with the support worker'),
    service('medical', 'Doctor or hospital', 'health'),
    service('dental', 'Dentist', 'health'),
    service('mental-health', 'Mental health', 'health'),
    service('counselling', 'Counselling', 'health'),
    service('legal', 'Lawyer', 'law'),
    service('immigration-advice', 'Advice on permission to stay', 'law'),
    service('interpreter', 'Interpreter'),
    service('english', 'Learning English', 'learning'),
    service('work', 'Finding work', 'work-and-money'),
    service('school', 'School for a child', 'learning'),
    service('childcare', 'Childcare', 'learning'),
    service('housing', 'Finding a home', 'housing'),
    service('benefits', 'Benefits and bank account', 'work-and-money'),
    service('travel', 'Travel to appointments'),
    service('compensation', 'Compensation', 'law'),
    service('proceedings', 'Help as a witness', 'law'),
    service('voluntary-return', 'Going home by their own choice', 'return'),
    service('other', 'Something else'),
  ],
);

export const supportConsents = list('support-consents', 'This service’s own purposes, each asked for by itself', [
  { code: 'support', label: 'We keep a record and help' },
  { code: 'health', label: 'We tell doctors and nurses what they must know' },
  { code: 'law', label: 'We tell a lawyer what they must know' },
  { code: 'housing', label: 'We tell a council or landlord what they must know' },
  { code: 'learning', label: 'We tell a school or college what it must know' },
  { code: 'work-and-money', label: 'We tell a bank, benefits office or employer what they must know' },
  { code: 'return', label: 'We tell who helps people to go home' },
  { code: 'recovery-needs', label: 'Who decides reads what you need to recover' },
]);

export const missingSteps = list('missing-steps', 'This service’s own protocol, not yet agreed', [
  { code: 'tried', label: 'Tried by the safe way alone' },
  { code: 'place', label: 'Asked at the place where they stay' },
  { code: 'trusted', label: 'Asked somebody the person named' },
  { code: 'police', label: 'Reported to the police as a missing person at risk' },
  { code: 'manager', label: 'Told the person on call' },
  { code: 'authority', label: 'Told who decides the case that contact is lost, and nothing more' },
  { code: 'children', label: 'Made sure that children are looked after' },
  { code: 'place-kept', label: 'Made sure that their place and money are kept for them' },
]);

/** Partly from memory, and so not confirmed. */
export const exitReasons = list('support-exit-reasons', 'Statistics and guidance on leaving support, partly unconfirmed', [
  { code: 'needs-met', label: 'Positive final decision, and the needs are met' },
  { code: 'other-service', label: 'Another service has taken over what is needed' },
  { code: 'negative-first', label: 'Negative first decision' },
  { code: 'negative-final', label: 'Negative final decision' },
  { code: 'disqualified', label: 'Protection was taken away' },
  { code: 'left-process', label: 'They left the process by their own wish' },
  { code: 'left-support', label: 'They no longer want support; their case goes on' },
  { code: 'lost-contact', label: 'Contact was lost' },
  { code: 'left-country', label: 'They left the country or went home' },
  { code: 'detained', label: 'They are detained or in prison' },
  { code: 'other-support', label: 'Asylum support or a council looks after them' },
  { code: 'safety-of-others', label: 'The safety of others did not allow it' },
  { code: 'not-entitled', label: 'They were not entitled, or stand twice in the list' },
  { code: 'died', label: 'They died' },
]);

export const coreOutcomes = list('core-outcomes', 'Modern Slavery Core Outcome Set', [
  { code: 'housing', label: 'A secure and suitable home' },
  { code: 'safety', label: 'Safe from traffickers and from abuse' },
  { code: 'support', label: 'Support that lasts' },
  { code: 'care', label: 'Being treated with kindness by people who understand trauma' },
  { code: 'purpose', label: 'A life of their own, with purpose' },
  { code: 'medical', label: 'Medical treatment' },
  { code: 'education', label: 'Learning' },
]);

export const careLists = [supportServices, supportConsents, missingSteps, exitReasons, coreOutcomes];
