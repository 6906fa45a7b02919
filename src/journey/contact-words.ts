// How a person may be reached, in words for whoever is about to reach them: why something waits, and the person's own terms.
import type { Say } from '#base/words.ts';
import { timesToTick, type ContactTerms, type Hours, type Says, type Way, type Why } from './safe-contact.ts';

/** Why something is held, and what a worker does about it. */
export function whyHeld(say: Say, why: Why): string {
  const words: Readonly<Record<Why, string>> = {
    'no-safe-contact': say('gate.none', 'Nobody has said a safe way to reach the person.'),
    expired: say('gate.expired', 'What was said about safe contact is too old, or the day until which it was safe has passed. Ask again first.'),
    doubtful: say('gate.doubtful', 'Nobody has made sure that the contact is safe. Ask again first.'),
    'not-at-this-hour': say('gate.hour', 'Not at this time: they named the times at which they may be reached.'),
    'says-too-much': say('gate.too-much', 'It says more than they allow, or somebody else reads it there. Ask them how they can be told.'),
    'no-code-word': say('gate.word', 'They agreed on a word. Ask for it before anything is said.'),
    'not-theirs': say('gate.not-theirs', 'Whom it is for may no longer have it: the person took it back, or the time for it is over.'),
    hold: say('gate.hold', 'It was asked that nobody gets letters yet. Ask when one may come, and who may get it.'),
  };
  return words[why];
}

const timeWords = (say: Say): Readonly<Record<string, string>> => ({
  'weekday-morning': say('terms.weekday-morning', 'Monday to Friday, 9 to 12'),
  'weekday-afternoon': say('terms.weekday-afternoon', 'Monday to Friday, 12 to 5'),
  'weekday-evening': say('terms.weekday-evening', 'Monday to Friday, 5 to 9 in the evening'),
  'weekend-morning': say('terms.weekend-morning', 'Saturday and Sunday, 9 to 12'),
  'weekend-afternoon': say('terms.weekend-afternoon', 'Saturday and Sunday, 12 to 5'),
  'weekend-evening': say('terms.weekend-evening', 'Saturday and Sunday, 5 to 9 in the evening'),
});

const mostWords = (say: Say): Readonly<Record<Says, string>> => ({
  agreed: say('terms.agreed', 'Say only the words they chose.'),
  'something-to-read': say('terms.something', 'Say no more than that there is something to read.'),
  'who-we-are': say('terms.who', 'Say no more than who we are.'),
  content: say('terms.content', 'It may be said what it is about.'),
});

const readWords = (say: Say): Readonly<Record<Way, string>> => ({
  person: say('terms.way.person', 'the phone'),
  text: say('terms.way.text', 'texts'),
  'someone-else': say('terms.way.someone', 'whoever they trust'),
  worker: say('terms.way.worker', 'where they stay'),
  email: say('terms.way.email', 'e-mail'),
  post: say('terms.way.post', 'post'),
  'by-hand': say('terms.way.hand', 'what is handed to them'),
  number: say('terms.way.number', 'what stands under their number'),
  'their-office': say('terms.way.office', 'their office'),
});

const codeOf = (hours: Hours): string => Object.entries(timesToTick).find(([, one]) => JSON.stringify(one) === JSON.stringify(hours))?.[0] ?? '';

/** Each of their own terms as one sentence, the word to ask for first. */
export function termWords(say: Say, { hours, wording, word, codeWord, alsoReadBy }: ContactTerms): readonly string[] {
  const times = (hours ?? []).map((one) => timeWords(say)[codeOf(one)] ?? '').join('; ');
  return [
    ...(codeWord ? [say('terms.ask-word', 'Ask for this word before you say anything: {word}', { word: word ?? '' })] : []),
    ...(hours ? [say('terms.times', 'Only at these times: {times}', { times })] : []),
    ...(wording ? [mostWords(say)[wording]] : []),
    ...(alsoReadBy
      ? [say('terms.also', 'Somebody else reads or hears this too: {ways}', { ways: alsoReadBy.map((way) => readWords(say)[way]).join('; ') })]
      : []),
  ];
}
