// Who to ring now, by nation, area, age and hour. Numbers as the live form and the Home Office toolkit print them.
// We hold no council's own number: the page says how to find it, and never a guess.
import type { Law } from '#law/law.ts';
import { localAuthorities } from './local-authorities.ts';

type Numbers = ReturnType<Law['ringNow']>;
type Facts = Parameters<Law['ringNow']>[0];

const form = 'Home Office live referral form, 21 April 2026';
const toolkit = 'Home Office first responder toolkit, April 2026';

const always: Numbers = [
  { who: 'Police, if anyone is in danger now', number: '999', when: 'Day and night', source: toolkit },
  { who: 'The force’s modern slavery lead, if the danger is not now', number: '101', when: 'Day and night; ask for the modern slavery lead', source: toolkit },
];

const support: Readonly<Record<string, Numbers>> = {
  england: [{ who: 'The Salvation Army, support for adults', number: '0800 808 3733', when: 'Day and night', source: form }],
  wales: [{ who: 'The Salvation Army, support for adults', number: '0800 808 3733', when: 'Day and night', source: form }],
  scotland: [
    { who: 'TARA, women exploited sexually', number: '0141 276 7724', when: 'Hours not confirmed', source: form },
    { who: 'Migrant Help Scotland, all other adults', number: '0141 884 7900', when: 'Hours not confirmed', source: form },
  ],
  'northern-ireland': [
    { who: "Belfast and Lisburn Women's Aid, women", number: '028 9066 2385', when: 'Hours not confirmed', source: form },
    { who: 'Migrant Help, men and couples', number: '028 9244 8449', when: 'Hours not confirmed', source: form },
  ],
};

const guardian: Numbers = [{ who: 'Independent child trafficking guardian', number: '0800 043 4303', when: 'Day and night', source: toolkit }];

/** After office hours a council's children's and adults' services are reached through its emergency duty team. */
function council({ nation, area, hour }: Facts): Numbers {
  const name = localAuthorities.items.find((place) => place.code === area)?.label;
  const outOfHours = hour < 9 || hour >= 17;
  if (nation === 'northern-ireland') {
    return [
      {
        who: outOfHours ? 'The Health and Social Care Trust’s out-of-hours social work team' : 'The Health and Social Care Trust’s social services',
        number: 'the number on your trust’s website',
        when: outOfHours ? 'Evenings, nights and weekends' : 'Office hours',
        source: 'This service holds no trust’s number',
      },
    ];
  }
  const of = name ? `${name} council` : 'your council';
  return [
    {
      who: outOfHours ? `The emergency duty team of ${of}` : `Children’s or adults’ social services of ${of}`,
      number: 'the number at www.gov.uk/find-local-council',
      when: outOfHours ? 'Evenings, nights and weekends' : 'Office hours',
      source: 'This service holds no council’s number',
    },
  ];
}

/** The order is the order to ring in: danger, the person's support or guardian, the council, advice. */
export function ringNow(facts: Facts): Numbers {
  const mayBeChild = facts.age === 'child' || facts.age === 'not-sure';
  const guarded = mayBeChild && (facts.nation === 'england' || facts.nation === 'wales');
  return [
    ...always,
    ...(guarded ? guardian : []),
    ...(mayBeChild ? council(facts) : []),
    ...(facts.age === 'child' ? [] : (support[facts.nation] ?? [])),
    ...(mayBeChild ? [] : council(facts)),
    { who: 'Modern Slavery Helpline, advice for professionals', number: '08000 121 700', when: 'Hours not confirmed', source: toolkit },
  ];
}
