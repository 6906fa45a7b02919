// Every code list of the United Kingdom, by id. Items are dated; a code once used keeps its meaning for ever (data.md 14).
import { list, type List } from '#base/list.ts';
import { careLists } from './care-lists.ts';
import { countryNames } from './countries.ts';
import { exploitationTypes } from './exploitation.ts';
import { indicatorLists } from './indicators.ts';
import { languages } from './languages.ts';
import { localAuthorities } from './local-authorities.ts';
import { nationalities } from './nationalities.ts';
import { organisations } from './organisations.ts';
import { policeForces } from './police-forces.ts';
import { regionList } from './regions.ts';

const tables = 'Labels of the Home Office NRM tables; Open Government Licence v3.0';

/** The values of the published tables. The last two stand for a few people in older tables and are not offered. */
const genders = list('genders', tables, [
  { code: 'female', label: 'Female' },
  { code: 'male', label: 'Male' },
  { code: 'other', label: 'Other' },
  { code: 'unknown', label: 'Unknown', in: { offered: 'no' } },
  { code: 'not-recorded', label: 'Not Recorded', in: { offered: 'no' } },
]);

/** Age when the exploitation happened, as answered: never worked out from a birth date (data.md 7). */
const ages = list('ages-at-exploitation', tables, [
  { code: 'adult', label: 'Adult (18 or over)' },
  { code: 'child', label: 'Child (17 or under)' },
  { code: 'unknown', label: 'Not specified or unknown' },
]);

const places = list('places', tables, [
  { code: 'uk', label: 'UK' },
  { code: 'overseas', label: 'Overseas' },
  { code: 'uk-and-overseas', label: 'UK and Overseas' },
  { code: 'not-specified', label: 'Not specified or unknown' },
]);

/** Who decides. Codes are answers of the rule `uk.authority`. */
export const authorities = list('authorities', 'Home Office statistics and guidance', [
  { code: 'ukhtc-ukba', label: 'UK Human Trafficking Centre (later National Crime Agency) or UK Border Agency (later UK Visas and Immigration)' },
  { code: 'sca', label: 'Single Competent Authority' },
  { code: 'ieca', label: 'Immigration Enforcement Competent Authority' },
  { code: 'local-panel', label: 'Local authority multi-agency panel' },
]);

const all: readonly List[] = [
  organisations,
  policeForces,
  regionList,
  localAuthorities,
  countryNames,
  nationalities,
  languages,
  exploitationTypes,
  ...indicatorLists,
  genders,
  ages,
  places,
  authorities,
  ...careLists,
];

export const lists: Readonly<Record<string, List>> = Object.fromEntries(all.map((one) => [one.id, one]));
