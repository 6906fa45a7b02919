// What is asked of who wants to be referred, or asks it for somebody: each can be left out but the first.
import type { Say } from '#base/words.ts';
import { ageWords, genderWords, notWantedWords } from './words.ts';

/** Answers of this form besides those that other forms ask too (`place`, `reach`). Typed, or one of the codes named here. */
export const askIds = ['asks-for', 'language', 'gender', 'age', 'not', 'person'] as const;

export const asksFor = ['me', 'other'] as const;

/** For the adviser: what each answer was asked as. `place` and `reach` have the labels of the forms that ask them too. */
export const askLabels = (say: Say): Readonly<Record<string, string>> => ({
  'asks-for': say('line.asked.for', 'Who asks'),
  language: say('line.field.language', 'Language'),
  gender: say('line.wish.gender', 'Wants to meet'),
  age: say('line.wish.age', 'Age'),
  not: say('line.wish.not', 'Does not want to meet'),
  person: say('line.asked.words', 'What they want to say'),
});

/** A code in words; what was typed as it was typed. */
export function askSaid(say: Say, id: string, said: string): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'asks-for': { me: say('line.asked.me', 'The person themself'), other: say('line.asked.other', 'Somebody for the person') },
    gender: { ...genderWords(say), any: say('line.asked.any', 'A woman or a man') },
    age: { ...ageWords(say), 'not-known': say('line.said.not-known', 'Not known') },
    not: notWantedWords(say),
  };
  const codes = words[id];
  return codes
    ? said
        .split(',')
        .map((one) => codes[one] ?? one)
        .join(', ')
    : said;
}
