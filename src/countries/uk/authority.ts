// Who decides a case, since when: the central authorities, immigration enforcement's own, and councils' panels for children.
import { day } from '#base/day.ts';
import type { Routing } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { hansard2010, ieca, maap2023, panelPress, panels } from './sources.ts';

type Decides = (facts: Routing) => string;
const names: Readonly<Record<string, string>> = {
  'ukhtc-ukba': 'the UK Human Trafficking Centre (later the National Crime Agency) or the UK Border Agency (later UK Visas and Immigration)',
  sca: 'the Single Competent Authority',
  ieca: 'the Immigration Enforcement Competent Authority',
  'local-panel': 'the local panel, where the council has one',
};

/**
 * Councils reported to have had a panel from June 2021, under their ONS codes: Barking and Dagenham; Camden; Islington;
 * Kensington and Chelsea; Westminster; Hull; North and North East Lincolnshire; North Yorkshire; York. Ten more sites came in
 * February to April 2023 and Birmingham in 2025: they are not on the list because no full list was found.
 */
const englishSites: readonly string[] = [
  'E09000002',
  'E09000007',
  'E09000019',
  'E09000020',
  'E09000033',
  'E06000010',
  'E06000013',
  'E06000012',
  'E10000023',
  'E06000065',
  'E06000014',
];
/** Before 2023 North Yorkshire's districts stood under the county. */
const northYorkshire = ['E07000163', 'E07000164', 'E07000165', 'E07000166', 'E07000167', 'E07000168', 'E07000169'];
const inEnglishSite = (area: string | null): boolean => area !== null && [...englishSites, ...northYorkshire].includes(area);

const before2019: Decides = () => 'ukhtc-ukba';
const central: Decides = () => 'sca';
const centralOrIeca: Decides = ({ age, detained }) => (age === 'adult' && detained ? 'ieca' : 'sca');
/** `asks` says for whom the panel decides; everyone else goes on to the rule behind it. */
const panelOr =
  (site: (area: string | null) => boolean, ages: readonly Routing['age'][], otherwise: Decides): Decides =>
  (facts) =>
    ages.includes(facts.age) && site(facts.area) ? 'local-panel' : otherwise(facts);

// The Immigration Enforcement authority takes adults only: foreign national offenders in prison or detention or facing
// deportation, people in immigration detention, and people whose asylum claim was held inadmissible. `detained` stands for
// these here; a caseworker may assign by hand what the two facts do not show.
// Panels take children who are more than 100 days from 18; since June 2023 nobody whose age is in dispute.
export const authority = rule<Decides>(
  'uk.authority',
  'Who decides?',
  [
    { from: day('2009-04-01'), until: day('2019-04-28'), value: before2019, source: hansard2010 },
    {
      from: day('2019-04-29'),
      until: day('2021-11-07'),
      nations: ['wales', 'northern-ireland', 'scotland'],
      value: central,
      source: maap2023,
      note: 'April 2019 is reported; the 29th is from memory.',
    },
    {
      from: day('2019-04-29'),
      until: day('2021-05-31'),
      nations: ['england'],
      value: central,
      source: maap2023,
      note: 'April 2019 is reported; the 29th is from memory.',
    },
    {
      from: day('2021-06-01'),
      until: day('2021-11-07'),
      nations: ['england'],
      value: panelOr(inEnglishSite, ['child', 'not-sure'], central),
      source: panels,
      note: 'June 2021 is reported, its first day is assumed. The sites known are part of the ten.',
    },
    {
      from: day('2021-11-08'),
      until: day('2023-06-29'),
      nations: ['england'],
      value: panelOr(inEnglishSite, ['child', 'not-sure'], centralOrIeca),
      source: ieca,
    },
    {
      from: day('2023-06-30'),
      nations: ['england'],
      value: panelOr(inEnglishSite, ['child'], centralOrIeca),
      source: { ...panels, cite: 'Devolving child decision-making, change of 30 June 2023: nobody whose age is in dispute' },
      note: 'The ten sites of 2023 and Birmingham (2025) are not known well enough to be listed.',
    },
    { from: day('2021-11-08'), nations: ['wales'], value: centralOrIeca, source: ieca, note: 'Welsh panel sites are not known well enough to be listed.' },
    {
      from: day('2021-11-08'),
      until: day('2025-09-02'),
      nations: ['scotland', 'northern-ireland'],
      value: centralOrIeca,
      source: ieca,
      note: 'Glasgow is remembered as a site since 2021, unconfirmed.',
    },
    {
      from: day('2025-09-03'),
      nations: ['scotland'],
      value: panelOr((area) => area === 'S12000036', ['child'], centralOrIeca),
      source: { ...panelPress, standing: 'assumed' },
      note: 'Edinburgh was announced on that day; when its panel began was not confirmed.',
    },
    {
      from: day('2025-09-03'),
      nations: ['northern-ireland'],
      value: panelOr(() => true, ['child'], centralOrIeca),
      source: { ...panelPress, standing: 'assumed' },
      note: 'All of Northern Ireland was announced on that day; when panels began was not confirmed.',
    },
  ],
  (decides) => {
    const who = (facts: Routing): string => names[decides(facts)] ?? decides(facts);
    const adult = who({ age: 'adult', detained: false, area: null });
    const detained = who({ age: 'adult', detained: true, area: null });
    const anyPanel = [...englishSites, 'S12000036', 'N09000003'].some((area) => decides({ age: 'child', detained: false, area }) === 'local-panel');
    return (
      [
        `Adults: ${adult}`,
        detained === adult ? '' : `adults in detention: ${detained}`,
        `children: ${anyPanel ? `${names['local-panel']}, else ${adult}` : adult}`,
      ]
        .filter(Boolean)
        .join('; ') + '.'
    );
  },
  [
    {
      on: day('2018-06-01'),
      nation: 'england',
      says: 'Adults: the UK Human Trafficking Centre (later the National Crime Agency) or the UK Border Agency (later UK Visas and Immigration); children: the UK Human Trafficking Centre (later the National Crime Agency) or the UK Border Agency (later UK Visas and Immigration).',
    },
    { on: day('2021-11-07'), nation: 'wales', says: 'Adults: the Single Competent Authority; children: the Single Competent Authority.' },
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'Adults: the Single Competent Authority; adults in detention: the Immigration Enforcement Competent Authority; children: the local panel, where the council has one, else the Single Competent Authority.',
    },
  ],
);
