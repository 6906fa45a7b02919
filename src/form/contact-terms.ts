// What is asked of a person's own terms wherever it is asked how they may be reached: when, what may be said, a word first, who else reads it.
import { choice, many, text, type Question } from './question.ts';

const times = [
  { code: 'weekday-morning', label: 'Monday to Friday, 9 to 12' },
  { code: 'weekday-afternoon', label: 'Monday to Friday, 12 to 5' },
  { code: 'weekday-evening', label: 'Monday to Friday, 5 to 9 in the evening' },
  { code: 'weekend-morning', label: 'Saturday and Sunday, 9 to 12' },
  { code: 'weekend-afternoon', label: 'Saturday and Sunday, 12 to 5' },
  { code: 'weekend-evening', label: 'Saturday and Sunday, 5 to 9 in the evening' },
];

/** The four questions; `also` are the ways that somebody else may read or hear too. They stand under these names in `termsIn`. */
export const termQuestions = (also: readonly { readonly code: string; readonly label: string }[]) =>
  ({
    times: many({
      label: 'Only at these times, if they named any',
      hint: 'If nothing is ticked, they named none. At other times nothing rings, lights up or comes to a door.',
      why: 'Somebody else may be there.',
      holds: 'safe-contact',
      options: times,
      optional: true,
      current: true,
    }),
    most: choice({
      label: 'What may a message say, at the most?',
      why: 'Whoever sees it learns no more than this.',
      holds: 'safe-contact',
      options: [
        { code: 'agreed', label: 'Only words they chose, which tell nobody anything' },
        { code: 'something-to-read', label: 'That there is something to read' },
        { code: 'who-we-are', label: 'Who we are' },
        { code: 'content', label: 'What it is about: a letter may be given' },
      ],
      optional: true,
      current: true,
    }),
    word: text({
      label: 'A word to ask for before anything is said',
      hint: 'Both sides know then who is there.',
      why: 'Somebody else may answer.',
      holds: 'safe-contact',
      optional: true,
      most: 60,
      current: true,
    }),
    also: many({
      label: 'Which of these does somebody else read or hear too?',
      why: 'There, only the words they chose are used.',
      holds: 'safe-contact',
      options: also,
      optional: true,
      current: true,
    }),
  }) as const satisfies Readonly<Record<string, Question>>;
