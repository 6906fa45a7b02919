// The privacy notice and what is explained before anyone agrees, in plain words, with the version that is recorded beside the answer.

/** A changed sentence is a new version: the consent event names the one that was explained. */
export const noticeVersion = '2026-11';

export const notice = [
  'A referral asks the government to decide whether you are a victim of slavery or trafficking. It is not a request to stay in the country, and it is not a police statement.',
  'If the first decision is yes, you can have a safe place to stay, a support worker, a doctor and legal advice while the second decision is made.',
  'You can say no. You can change your mind later. Help in an emergency does not depend on it.',
  'What you tell us is kept locked. It may be seen by: the worker who writes it down and their team; the people who decide, who work for the Home Office; the support provider; the police force that records the crime; the council, if you may be under 18.',
  'A court may order that it be shown to others, for example in a trial.',
  'Counts without names are published.',
] as const;

/** As it stands above the question of consent, so that every edition of the form keeps the words that were explained. */
export const noticeText = `Read this to the person, or let them read it.\n\n${notice.join('\n\n')}`;
