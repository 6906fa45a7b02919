// Codes of offers, reasons, waits and answers in the words of who works with them.
import type { Say } from '#base/words.ts';
import type { ChoiceFrom, ChoiceHow, DeclineWhy, ReferralChoice } from '#journey/ask.ts';
import type { Reason } from './match.ts';
import type { Band } from './waits.ts';
import type { Age, Gender, NotWanted } from './wish.ts';

export const reasonWords = (say: Say): Readonly<Record<Reason, string>> => ({
  'area-own': say('line.why.area-own', 'Works in this area'),
  'area-wider': say('line.why.area-wider', 'Works in the wider area'),
  'area-part': say('line.why.area-part', 'Works in a part of this area'),
  'area-not-known': say('line.why.area-not-known', 'The area is not known'),
  'area-other': say('line.why.area-other', 'Works elsewhere'),
  'language-spoken': say('line.why.language-spoken', 'Speaks the language'),
  'language-interpreter': say('line.why.language-interpreter', 'With an interpreter'),
  'language-none': say('line.why.language-none', 'Neither speaks the language nor has interpreters'),
  'language-any': say('line.why.language-any', 'No language was named'),
  'gender-yes': say('line.why.gender-yes', 'Has a worker of the gender wished'),
  'gender-no': say('line.why.gender-no', 'Has no worker of the gender wished'),
  'gender-any': say('line.why.gender-any', 'A woman or a man'),
  'age-yes': say('line.why.age-yes', 'Takes people of this age'),
  'age-no': say('line.why.age-no', 'Does not take people of this age'),
  'age-any': say('line.why.age-any', 'The age is not known'),
  'places-free': say('line.why.places-free', 'Has room'),
  'places-full': say('line.why.places-full', 'Has no room'),
  'not-wanted': say('line.why.not-wanted', 'The person does not want this kind of body'),
  'asked-before': say('line.why.asked-before', 'Was asked before'),
  'offer-over': say('line.why.offer-over', 'The offer has ended'),
});

export const bandWords = (say: Say): Readonly<Record<Band, string>> => ({
  '2-days': say('line.band.2-days', 'Within 2 days'),
  week: say('line.band.week', 'Within a week'),
  '2-weeks': say('line.band.2-weeks', 'Within 2 weeks'),
  longer: say('line.band.longer', 'Longer than 2 weeks'),
  'not-known': say('line.band.not-known', 'Not known: too few were asked'),
});

export const genderWords = (say: Say): Readonly<Record<Gender, string>> => ({
  woman: say('line.gender.woman', 'A woman'),
  man: say('line.gender.man', 'A man'),
});

export const ageWords = (say: Say): Readonly<Record<Age, string>> => ({
  adult: say('line.age.adult', '18 or over'),
  child: say('line.age.child', 'Under 18'),
});

export const notWantedWords = (say: Say): Readonly<Record<NotWanted, string>> => ({
  police: say('line.not.police', 'Police'),
  'local-authority': say('line.not.council', 'Councils'),
  immigration: say('line.not.immigration', 'Immigration bodies'),
  ngo: say('line.not.ngo', 'Charities'),
});

export const declineWords = (say: Say): Readonly<Record<DeclineWhy, string>> => ({
  full: say('asked-to-refer.why.full', 'We have no room now'),
  'not-our-area': say('asked-to-refer.why.area', 'It is not our area'),
  'no-language': say('asked-to-refer.why.language', 'We cannot speak with them'),
  'no-such-worker': say('asked-to-refer.why.worker', 'We have no worker as they wish'),
  'not-this-age': say('asked-to-refer.why.age', 'We do not take people of this age'),
  'know-them': say('asked-to-refer.why.know', 'We are too close to somebody in this'),
  other: say('asked-to-refer.why.other', 'Another reason'),
});

export const choiceWords = (say: Say): Readonly<Record<ReferralChoice, string>> => ({
  yes: say('asked-to-refer.choice.yes', 'Yes, they want to be referred'),
  'more-days': say('asked-to-refer.choice.more', 'They need more days'),
  no: say('asked-to-refer.choice.no', 'No, they do not want it'),
});

export const fromWords = (say: Say): Readonly<Record<ChoiceFrom, string>> => ({
  themself: say('line.told.themself', 'They themself'),
  'somebody-for-them': say('line.told.for-them', 'Somebody who speaks for them'),
});

export const howWords = (say: Say): Readonly<Record<ChoiceHow, string>> => ({
  phone: say('line.told.phone', 'By phone'),
  letter: say('line.told.letter', 'By letter'),
  'in-person': say('line.told.in-person', 'Face to face'),
});
