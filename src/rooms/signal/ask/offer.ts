// What an organisation is asked when it says what it can take; answers to an offer and back.
import type { Answers, Question } from '#form/question.ts';
import { choice, date, many, number, pick } from '#form/question.ts';
import type { Day } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import type { Offer } from './match.ts';
import type { Age, Gender } from './wish.ts';

const holds = 'administrative' as const;

export const offerQuestions = (law: Pick<Law, 'nations'>): Record<string, Question> => ({
  'offer-nations': many({
    label: 'Whole nations',
    hint: 'Only where you meet people everywhere in it',
    why: 'People near you come first.',
    holds,
    optional: true,
    options: law.nations.map(({ code, name }) => ({ code, label: name })),
  }),
  'offer-forces': pick({
    label: 'Police areas',
    why: 'A police area is every council in it.',
    holds,
    list: 'police-forces',
    most: 12,
    optional: true,
  }),
  'offer-councils': pick({
    label: 'Council areas',
    why: 'Who works in a council’s area is asked first there.',
    holds,
    list: 'local-authorities',
    most: 30,
    optional: true,
  }),
  'offer-languages': pick({
    label: 'Languages that your workers speak',
    hint: 'Besides English',
    why: 'Who speaks the language comes before an interpreter.',
    holds,
    list: 'languages',
    most: 30,
    optional: true,
  }),
  'offer-interpreters': choice({
    label: 'Do you have interpreters for other languages?',
    why: 'So that somebody can speak in their own language.',
    holds,
    options: [
      { code: 'yes', label: 'Yes' },
      { code: 'no', label: 'No' },
    ],
  }),
  'offer-workers': many({
    label: 'Who can meet somebody?',
    why: 'Some people speak only with a woman, or only with a man.',
    holds,
    options: [
      { code: 'woman', label: 'A woman' },
      { code: 'man', label: 'A man' },
    ],
  }),
  'offer-ages': many({
    label: 'Whom do you take?',
    why: 'A child is asked for elsewhere than an adult.',
    holds,
    options: [
      { code: 'adult', label: 'People of 18 or over' },
      { code: 'child', label: 'Children under 18' },
    ],
  }),
  'offer-places': number({
    label: 'How many people can you have at once?',
    hint: 'Asked of you and not yet referred',
    why: 'Nobody is sent to who has no room.',
    holds,
    least: 0,
    most: 500,
  }),
  'offer-until': date({ label: 'Until which day does this hold?', why: 'What was true last year is not asked for.', holds, future: true }),
});

const codes = (value: Answers[string] | undefined): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);

/** Nothing named as area is the caller's to refuse. */
export function offerOf(answers: Answers): Omit<Offer, 'organisation'> {
  return {
    areas: [
      ...codes(answers['offer-nations']).map((code) => `nation:${code}`),
      ...codes(answers['offer-forces']).map((code) => `police:${code}`),
      ...codes(answers['offer-councils']).map((code) => `council:${code}`),
    ],
    languages: [...new Set(['eng', ...codes(answers['offer-languages'])])],
    interpreters: answers['offer-interpreters'] === 'yes',
    workers: codes(answers['offer-workers']) as readonly Gender[],
    ages: codes(answers['offer-ages']) as readonly Age[],
    places: Number(answers['offer-places']),
    until: String(answers['offer-until']) as Day,
  };
}

const among = (areas: readonly string[], kind: string): readonly string[] =>
  areas.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1));

export const answersOf = (offer: Offer): Answers => ({
  'offer-nations': among(offer.areas, 'nation'),
  'offer-forces': among(offer.areas, 'police'),
  'offer-councils': among(offer.areas, 'council'),
  'offer-languages': offer.languages.filter((code) => code !== 'eng'),
  'offer-interpreters': offer.interpreters ? 'yes' : 'no',
  'offer-workers': offer.workers,
  'offer-ages': offer.ages,
  'offer-places': offer.places,
  'offer-until': offer.until,
});
