// Whom a question can be put to, in words.
import type { Say } from '#base/words.ts';

export const addressees = ['referrer', 'lawyer', 'support', 'council', 'police'] as const;

export function addresseeWord(say: Say, to: string): string {
  const words: Readonly<Record<string, string>> = {
    referrer: say('decision.ask.referrer', 'Who referred the person'),
    lawyer: say('decision.ask.lawyer', 'Their lawyer'),
    support: say('decision.ask.support', 'Their support worker'),
    council: say('decision.ask.council', 'The council'),
    police: say('decision.ask.police', 'The police'),
  };
  return words[to] ?? say('decision.ask.elsewhere', 'Somebody else');
}
