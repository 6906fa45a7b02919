// Invented names and stories of the people referred. Names come from colours, plants and numbers, never from where somebody is from.

const colours = [
  'Amber',
  'Azure',
  'Coral',
  'Copper',
  'Ebony',
  'Hazel',
  'Indigo',
  'Ivory',
  'Jade',
  'Lilac',
  'Mauve',
  'Ochre',
  'Olive',
  'Opal',
  'Pearl',
  'Russet',
  'Sable',
  'Scarlet',
  'Sepia',
  'Silver',
  'Teal',
  'Umber',
  'Violet',
  'Willow-green',
] as const;
const plants = [
  'Alder',
  'Bramble',
  'Bracken',
  'Burdock',
  'Campion',
  'Clover',
  'Comfrey',
  'Dogwood',
  'Fern',
  'Foxglove',
  'Gorse',
  'Hawthorn',
  'Ivy',
  'Juniper',
  'Larch',
  'Mallow',
  'Nettle',
  'Oxlip',
  'Plantain',
  'Rushes',
  'Sorrel',
  'Spindle',
  'Tansy',
  'Teasel',
  'Thistle',
  'Vetch',
  'Yarrow',
] as const;

/** A name by number alone: everybody can see that nobody is called so. */
export function nameOf(key: number): { readonly given: string; readonly family: string } {
  const given = colours[key % colours.length] ?? 'Amber';
  const plant = plants[Math.floor(key / colours.length) % plants.length] ?? 'Fern';
  return { given, family: `${plant} ${String(key).padStart(5, '0')}` };
}

/** Telephone numbers that the regulator keeps for drama: nobody answers. */
export const nobodysPhone = (key: number): string => `07700 900${String(key % 1000).padStart(3, '0')}`;
export const nobodysWorkPhone = (key: number): string => `020 7946 0${String(key % 1000).padStart(3, '0')}`;

export type Story = { readonly why: string; readonly happened: string; readonly madeToDo: string };

/** Each is told of hundreds of invented people, so that a story never marks one person out. Rare kinds share the last three. */
const told: Readonly<Record<string, readonly Story[]>> = {
  labour: [
    {
      why: 'The person told us they work six or seven days a week and have not been paid for months. Somebody else keeps their bank card.',
      happened:
        'A man offered work and a room. On arrival the person was told they owed money for the journey. The debt grew with rent and food, whatever was worked.',
      madeToDo: 'Long shifts of hand work from before light until evening, taken there and back in a van. They were told that nobody would believe them.',
    },
    {
      why: 'We saw several people sleeping in one room above the place where they work. The person had no papers on them and looked to another man before answering.',
      happened: 'The person answered an advertisement. Their passport was taken “to be registered” and not given back. They were moved twice at night.',
      madeToDo: 'Cleaning and packing, with no days off. Wages were said to be saved for them. They were not allowed a telephone.',
    },
  ],
  criminal: [
    {
      why: 'The young person was found far from home with a train ticket somebody else had paid for, and would not say who was waiting for them.',
      happened:
        'Older people gave the person food, trainers and a phone, and later said it all had to be paid back. After a staged theft they said the debt was bigger.',
      madeToDo: 'Carrying packages between towns and staying in a stranger’s flat. They were told what would happen to their family if they stopped.',
    },
    {
      why: 'The person was locked in a house full of plants when officers came. They had no key and did not know the name of the town.',
      happened: 'They had borrowed to travel. On arrival they were driven to a house and told to look after what grew there until the debt was paid.',
      madeToDo: 'Watering and guarding, day and night. Food was left at the door once a week. Windows were covered.',
    },
  ],
  sexual: [
    {
      why: 'The person is driven from place to place by others who keep their phone and answer for them. A colleague saw fear when one of them came in.',
      happened: 'Somebody they trusted promised work in a restaurant. After the journey they were told they owed a large sum and had no choice.',
      madeToDo: 'They were made to see strangers and to hand over all money. We did not ask for more, and no more is needed.',
    },
    {
      why: 'A worker at a health service noticed that somebody always waits outside and that messages come from a number that is not the person’s own.',
      happened: 'A relationship began kindly and changed. Pictures were used to threaten. The person was taken to flats in several towns.',
      madeToDo: 'They were told where to go and what to bring back. Threats were made against a sister.',
    },
  ],
  domestic: [
    {
      why: 'A neighbour had never seen the person leave the house alone. The person asked a delivery driver for help in writing.',
      happened: 'A family brought the person to care for children. The passport was put away and the promised school never came.',
      madeToDo: 'Cooking, cleaning and caring from early morning until late, every day, sleeping in a store room. No wage was paid.',
    },
    {
      why: 'The person told us that they may not go out, and that their pay is sent to somebody they do not know.',
      happened: 'They changed employers through an acquaintance who kept a fee each month and said the visa would be cancelled if they complained.',
      madeToDo: 'Work for two households at once, with one meal a day. They were shouted at and once locked in.',
    },
  ],
};

const shared: readonly Story[] = [
  {
    why: 'What the person told us, and what we saw, did not fit with what those with them said. They asked to speak without them.',
    happened: 'The person was promised help and was then told what to do, where to live and whom to talk to. Most of it is not yet told.',
    madeToDo: 'Not all of it has been spoken of. The person said they had no choice and were watched.',
  },
  {
    why: 'The person was moved several times at night and does not know where they were. Papers in their name were used by others.',
    happened: 'Somebody met them on arrival and took their papers. They were kept in different places and told that a debt had to be settled.',
    madeToDo: 'They were made to do what they were told, under threats to their family.',
  },
  {
    why: 'Somebody who helped the person before rang us. The person confirmed parts of it and will speak when they are ready.',
    happened: 'The person describes being held by people who said they were friends of the family, over a long time.',
    madeToDo: 'It began with small errands. Later they were punished when they said no.',
  },
];

/** The story for a set of kinds of exploitation. */
export function storyOf(kinds: readonly string[], key: number): Story {
  const pool = kinds.length === 1 ? (told[kinds[0] ?? ''] ?? shared) : shared;
  const found = pool[key % pool.length];
  if (!found) throw new Error('no story');
  return found;
}
