// One message of a report as an adviser's session reads it: what somebody told, or an answer of ours.
import { openLanguages } from '#kit/view/spoken.ts';
import { readAnswered, readTold, type Answered, type Told } from './questions.ts';

/** `told` and `answered` are nothing where it could not be read: sealed to another key, or no message of ours. */
export type Message = { readonly number: number; readonly by: 'reporter' | 'team'; readonly told: Told | null; readonly answered: Answered | null };

export const codes = openLanguages.map((one) => one.code);

/** `plain`: nothing where no key of ours opened it. */
export const readMessage = (number: number, by: Message['by'], plain: Buffer | undefined): Message => ({
  number,
  by,
  told: (plain && by === 'reporter' && readTold(plain, codes)) || null,
  answered: plain && by === 'team' ? readAnswered(plain) : null,
});

/** Where it is, as whoever wrote said it. */
export const placeIn = ({ answers }: Told): string => answers['where'] ?? answers['place'] ?? '';

/** Not among the words: how the writer may be reached is for the helpline alone, unless they choose otherwise. */
export const reachIn = ({ answers }: Told): string => answers['reach'] ?? '';

export const wordsIn = ({ answers }: Told): string =>
  Object.entries(answers)
    .filter(([id]) => id !== 'reach')
    .map(([, text]) => text)
    .join('\n\n');
