// What each kind of fact is called on the screen: one word for a class, in every room.
import type { Say } from '#base/words.ts';

export function classWord(say: Say, id: string): string {
  const words: Readonly<Record<string, string>> = {
    identity: say('class.identity', 'Who the person is'),
    locator: say('class.locator', 'Where the person is or was'),
    'safe-contact': say('class.safe-contact', 'How to reach them safely'),
    narrative: say('class.narrative', 'What happened, in words'),
    medical: say('class.medical', 'Health'),
    immigration: say('class.immigration', 'Immigration'),
    suspect: say('class.suspect', 'Who did it'),
    administrative: say('class.administrative', 'Course of the referral'),
  };
  return words[id] ?? id;
}
