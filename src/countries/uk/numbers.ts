// Who to ring now, by nation, area, age and hour. Numbers as the live form and the Home Office toolkit print them.
// A council's or a force's own number is kept by the installation; where it keeps none, the page says how to find it, and never a guess.
import { itemOf } from '#base/list.ts';
import type { Law, LocalNumber } from '#law/law.ts';
import { localAuthorities } from './local-authorities.ts';
import { policeForces } from './police-forces.ts';

type Numbers = ReturnType<Law['ringNow']>;
type Numbered = Numbers[number];
type Facts = Parameters<Law['ringNow']>[0];

const form = 'Home Office live referral form, 21 April 2026';
const toolkit = 'Home Office first responder toolkit, April 2026';

/** Each phrase under an id of its own: translators say it once. */
const hours = {
  always: 'Day and night',
  'always-lead': 'Day and night; ask for the modern slavery lead',
  'not-confirmed': 'Hours not confirmed',
  'out-of-hours': 'Evenings, nights and weekends',
  office: 'Office hours',
} as const;

function line(id: string, who: string, number: string, open: keyof typeof hours, source: string, area?: string): Numbered {
  return { id, who, number, open, when: hours[open], source, ...(area === undefined ? {} : { area }) };
}

const danger = line('police', 'Police, if anyone is in danger now', '999', 'always', toolkit);

/** Offices are open from nine to five on working days. */
const isLate = ({ hour, workday }: Facts): boolean => !workday || hour < 9 || hour >= 17;

/** The number kept for a council or force that is answered now; one for this hour comes before one for every hour. */
function keptFor(facts: Facts, list: LocalNumber['list'], code: string | null | undefined): LocalNumber | undefined {
  const kept = facts.local.filter((one) => one.list === list && one.code === code);
  return kept.find((one) => one.open === (isLate(facts) ? 'out-of-hours' : 'office')) ?? kept.find((one) => one.open === 'always');
}

/** The force's lead: of the force that was named, else of the one whose area the council lies in. */
function lead(facts: Facts): Numbered {
  const code = facts.force ?? (facts.area === null ? undefined : itemOf(localAuthorities, facts.area)?.in?.['force']);
  const name = code === undefined ? undefined : itemOf(policeForces, code)?.label;
  const kept = keptFor(facts, 'police-forces', code);
  if (kept && name) return line('force-lead-kept', `The modern slavery lead of ${name}`, kept.number, kept.open, kept.source, name);
  if (name) return line('force-lead', `The modern slavery lead of ${name}, if the danger is not now`, '101', 'always-lead', toolkit, name);
  return line('police-lead', 'The force’s modern slavery lead, if the danger is not now', '101', 'always-lead', toolkit);
}

/** From memory, and not confirmed: whoever reads a refusal at night needs somebody who listens. */
const samaritans = line('samaritans', 'Samaritans, when it is too much to bear alone', '116 123', 'always', 'From memory, not confirmed');

const salvationArmy = line('salvation-army', 'The Salvation Army, support for adults', '0800 808 3733', 'always', form);

const support: Readonly<Record<string, Numbers>> = {
  england: [salvationArmy],
  wales: [salvationArmy],
  scotland: [
    line('tara', 'TARA, women exploited sexually', '0141 276 7724', 'not-confirmed', form),
    line('migrant-help-scotland', 'Migrant Help Scotland, all other adults', '0141 884 7900', 'not-confirmed', form),
  ],
  'northern-ireland': [
    line('womens-aid', "Belfast and Lisburn Women's Aid, women", '028 9066 2385', 'not-confirmed', form),
    line('migrant-help', 'Migrant Help, men and couples', '028 9244 8449', 'not-confirmed', form),
  ],
};

const guardian: Numbers = [line('guardian', 'Independent child trafficking guardian', '0800 043 4303', 'always', toolkit)];

/** After office hours a council's children's and adults' services are reached through its emergency duty team. */
function council(facts: Facts): Numbers {
  const { nation, area } = facts;
  const name = area === null ? undefined : itemOf(localAuthorities, area)?.label;
  const late = isLate(facts);
  const open = late ? 'out-of-hours' : 'office';
  const kept = keptFor(facts, 'local-authorities', area);
  if (kept && name) {
    const team = nation === 'northern-ireland' ? `Social services for ${name}` : `Social services of ${name} council`;
    return [line(nation === 'northern-ireland' ? 'trust-kept' : 'council-kept', team, kept.number, kept.open, kept.source, name)];
  }
  if (nation === 'northern-ireland') {
    const who = late ? 'The Health and Social Care Trust’s out-of-hours social work team' : 'The Health and Social Care Trust’s social services';
    return [line(late ? 'trust-night' : 'trust', who, 'the number on your trust’s website', open, 'This service holds no trust’s number')];
  }
  const of = name ? `${name} council` : 'your council';
  const who = late ? `The emergency duty team of ${of}` : `Children’s or adults’ social services of ${of}`;
  const id = `${name ? 'council' : 'your-council'}${late ? '-night' : ''}`;
  return [line(id, who, 'the number at www.gov.uk/find-local-council', open, 'This service holds no council’s number', name)];
}

/** The same line as professionals ring; that it takes calls from anybody is from memory, and not confirmed. */
export const helplines: Numbers = [line('helpline-anyone', 'Modern Slavery Helpline, for anyone', '08000 121 700', 'not-confirmed', toolkit)];

/** The order is the order to ring in: danger, the person's support or guardian, the council, advice. */
export function ringNow(facts: Facts): Numbers {
  const mayBeChild = facts.age === 'child' || facts.age === 'not-sure';
  const guarded = mayBeChild && (facts.nation === 'england' || facts.nation === 'wales');
  return [
    danger,
    { ...lead(facts), atWork: true },
    ...(guarded ? guardian : []),
    ...(mayBeChild ? council(facts) : []),
    ...(facts.age === 'child' ? [] : (support[facts.nation] ?? [])),
    ...(mayBeChild ? [] : council(facts)),
    samaritans,
    { ...line('helpline', 'Modern Slavery Helpline, advice for professionals', '08000 121 700', 'not-confirmed', toolkit), atWork: true },
  ];
}
