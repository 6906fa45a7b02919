// What is asked of who keeps a house, and of the person who needs a place. Where a house stands is asked once and sealed.
import { choice, many, number, pick, text, type Question } from '#form/question.ts';
import type { Law } from '#law/law.ts';

type Questions = Readonly<Record<string, Question>>;

const houses = [
  { code: 'women', label: 'Women only' },
  { code: 'men', label: 'Men only' },
  { code: 'any', label: 'Women and men' },
] as const;
/** Asked only as what somebody wants of a house: never what they believe or where they belong. */
const kitchens = [
  { code: 'halal-kitchen', label: 'A kitchen kept halal' },
  { code: 'kosher-kitchen', label: 'A kitchen kept kosher' },
  { code: 'vegetarian-kitchen', label: 'A vegetarian kitchen' },
  { code: 'prayer-room', label: 'A room to pray in' },
] as const;
const rooms = [
  { code: 'ground-floor', label: 'Ground floor' },
  { code: 'step-free', label: 'Without steps, for a wheelchair' },
  { code: 'own-bathroom', label: 'A bathroom of its own' },
] as const;
const district = (label: string, holds: 'refuge' | 'locator') =>
  text({
    label,
    hint: 'For example M14. Of a whole postcode only the district is kept',
    why: 'Two places in one district are near each other.',
    holds,
    most: 10,
    optional: true,
  });
const area = (holds: 'refuge' | 'locator') =>
  pick({ label: 'Council area', why: 'Where nothing closer is known, the same area counts as near.', holds, list: 'local-authorities', optional: true });

export const houseQuestions = (law: Law): Questions => ({
  'house-name': text({
    label: 'A name for the house that says nothing of where it stands',
    why: 'Workers choose by it. They do not learn the address before somebody they look after lives there.',
    holds: 'administrative',
    most: 60,
  }),
  'house-nation': choice({
    label: 'Nation',
    why: 'The law of that nation applies to who lives there.',
    holds: 'administrative',
    options: law.nations.map(({ code, name }) => ({ code, label: name })),
  }),
  'house-who': choice({ label: 'Who lives there?', why: 'A person is offered only houses they said they can live in.', holds: 'administrative', options: houses }),
  'house-cover': choice({
    label: 'When are staff in the house?',
    why: 'Some people need somebody there at night.',
    holds: 'administrative',
    options: [
      { code: 'night', label: 'Day and night' },
      { code: 'day', label: 'By day' },
      { code: 'visits', label: 'They visit, and come when called' },
    ],
  }),
  'house-admits': many({
    label: 'What is allowed?',
    why: 'Rules of the house that are not bent for anybody.',
    holds: 'administrative',
    optional: true,
    options: [
      { code: 'children', label: 'Children' },
      { code: 'pets', label: 'Animals' },
      { code: 'smoking', label: 'Smoking in the house' },
    ],
  }),
  'house-has': many({ label: 'What does it have?', why: 'Some people ask for it.', holds: 'administrative', optional: true, options: kitchens }),
        'house-speaks': pick({
          label: 'Languages that staff speak',
          why: 'Some people wish for their own language.',
          holds: 'administrative',
          list: 'languages',
          most: 8,
          optional: true,
        }),
  'house-address': text({
    label: 'Address',
    why: 'Sealed. Whoever lives there and their worker learn it when they arrive.',
    holds: 'refuge',
    rows: 3,
    most: 500,
  }),
  'house-directions': text({ label: 'How to get in', why: 'Sealed, with the address.', holds: 'refuge', rows: 3, most: 1000, optional: true }),
  'house-town': text({ label: 'Town', why: 'Sealed. Compared with what people must stay away from.', holds: 'refuge', most: 100 }),
  'house-district': district('Postcode district', 'refuge'),
  'house-area': area('refuge'),
  'house-near': text({
    label: 'What is it near to?',
    hint: 'One on each line: a postcode district, or a town. Think of where people from the house go',
    why: 'Sealed. A person who fears one of these is not offered the house.',
    holds: 'refuge',
    rows: 4,
    most: 2000,
    optional: true,
  }),
});

export const roomQuestions: Questions = {
  'room-beds': number({ label: 'Beds in the room', why: 'Never more people than beds.', holds: 'administrative', least: 1, most: 12 }),
  'room-has': many({ label: 'The room is', why: 'Some people can live only in such a room.', holds: 'administrative', optional: true, options: rooms }),
};

export const wantedQuestions: Questions = {
  'place-urgency': choice({
    label: 'How soon do they need a place?',
    why: 'Whoever is unsafe tonight comes before everybody else.',
    holds: 'administrative',
    options: [
      { code: 'tonight', label: 'Tonight: unsafe, or nowhere to sleep' },
      { code: 'soon', label: 'Within two weeks' },
      { code: 'planned', label: 'It can wait' },
    ],
  }),
  'place-houses': many({ label: 'Which houses can be offered?', hint: 'As the person says', why: 'A rule: no other is offered.', holds: 'administrative', options: houses }),
  'place-people': number({ label: 'How many people come?', hint: 'With children', why: 'A family is not parted.', holds: 'administrative', least: 1, most: 12 }),
  'place-children': choice({
    label: 'Are there children among them?',
    why: 'Only some houses take children.',
    holds: 'administrative',
    options: [
      { code: 'yes', label: 'Yes' },
      { code: 'no', label: 'No' },
    ],
  }),
  'place-takes': choice({
    label: 'What do they need?',
    why: 'A family has rooms to itself. Nobody else is put in.',
    holds: 'administrative',
    options: [
      { code: 'bed', label: 'A bed, in a room that may be shared' },
      { code: 'room', label: 'One room to themselves' },
      { code: 'house', label: 'One room or more to themselves in one house' },
    ],
  }),
  'place-room': many({ label: 'The room must be', why: 'A rule: what they need, and no diagnosis.', holds: 'administrative', optional: true, options: rooms }),
  'place-house': many({
    label: 'The house must have',
    why: 'A rule.',
    holds: 'administrative',
    optional: true,
    options: [
      { code: 'staff-at-night', label: 'Staff there at night' },
      { code: 'no-smoking', label: 'No smoking' },
      { code: 'pets', label: 'Room for an animal of theirs' },
    ],
  }),
        'place-language': pick({
          label: 'A language they wish staff to speak',
          why: 'A wish. Only if they say so: it is not taken from anywhere else.',
          holds: 'administrative',
          list: 'languages',
          optional: true,
        }),
  'place-asks': many({
    label: 'What the person asks for themselves',
    hint: 'Never ask whether they want this because of who they are',
    why: 'A wish, kept only with their own words.',
    holds: 'administrative',
    optional: true,
    options: kitchens,
  }),
  'place-words': text({
    label: 'Their words, where they asked for something themselves',
    hint: 'Also what they say of faith, community or company',
    why: 'So that anybody can see that it was their own request.',
    holds: 'narrative',
    rows: 3,
    most: 2000,
    optional: true,
  }),
};

/** One entry of the person's own map. */
export const spotQuestions: Questions = {
  'spot-way': choice({
    label: 'What is it for them?',
    why: 'What they fear is a rule. What they wish to be near is a wish.',
    holds: 'locator',
    options: [
      { code: 'avoid', label: 'A place, or where somebody is, that they must stay away from' },
      { code: 'near', label: 'Somewhere they wish to be near: a doctor, a school, a lawyer, family' },
    ],
  }),
  'spot-what': text({ label: 'What or who is there, in their words', why: 'So that they know it again.', holds: 'locator', most: 300 }),
  'spot-town': text({ label: 'Town', why: 'All of a town counts, where no district is known.', holds: 'locator', most: 100, optional: true }),
  'spot-district': district('Postcode district', 'locator'),
  'spot-area': area('locator'),
};

const reference = (label: string, why: string) => text({ label, hint: 'For example K7QD-0M2P-XW9T', why, holds: 'administrative', most: 20 });
export const ofQuestion: Questions = { 'apart-of': reference('Support record', 'The rule stands in this record.') };
/** Whom to keep from whom, and no word of what happened. */
export const apartQuestions: Questions = {
  'apart-other': reference('Support record of the other person', 'Neither is offered a bed where it would put somebody in danger.'),
  'apart-why': choice({
    label: 'Why?',
    why: 'A kind and no more: what happened is not written here.',
    holds: 'administrative',
    options: [
      { code: 'they-fear', label: 'The person fears the other' },
      { code: 'other-fears', label: 'The other fears the person' },
      { code: 'court-order', label: 'A court or the police say so' },
      { code: 'recruits', label: 'One of them recruits or controls' },
      { code: 'quarrel', label: 'They come to blows' },
    ],
  }),
  'apart-reach': choice({
    label: 'How far?',
    why: 'A rule: it is never outweighed by a wish.',
    holds: 'administrative',
    options: [
      { code: 'house', label: 'Not in one house' },
      { code: 'near', label: 'Not in one house, and not in a house that is near' },
    ],
  }),
};
