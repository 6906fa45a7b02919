// Exchange with the International Organization for Migration: referrals of a period in the columns of HTCDS 2.0 and of CTDC, no combination of fewer than eleven.
import type { Law } from '#law/law.ts';
import { quoted } from '#rooms/figures/exact.ts';
import { ctdcColumns, htcdsColumns, type ExchangeColumn } from './exchange-columns.ts';
import type { Micro } from './tables.ts';

export const formats = ['htcds', 'ctdc'] as const;
export type Format = (typeof formats)[number];
/** As CTDC publishes: no combination of answers stands for fewer people. */
export const fewestAlike = 11;

/** What is read of each referral. */
export const exchangeColumns = ['gender', 'age', 'nationality', 'exploitation', 'place', 'responder', 'reached'] as const;

type Filled = Readonly<Record<string, string>>;
export type Exchange = { readonly csv: string; readonly records: number; readonly blanked: number; readonly leftOut: number };

/** Answers are blanked, the rarest kind of column first, until every combination stands for enough; who is rare even then is left out. */
export function exchangeOf(law: Law, format: Format, period: string, read: readonly Micro[]): Exchange {
  const columns = format === 'ctdc' ? ctdcColumns : htcdsColumns;
  const fill = format === 'ctdc' ? asCtdc : asHtcds;
  let groups = read.map((row): Group => ({ filled: fill(law, period, row), people: row.people }));
  let blanked = 0;
  groups = alike(groups);
  for (const name of blankOrder(columns)) {
    groups = alike(
      groups.map((group) => {
        if (group.people >= fewestAlike) return group;
        blanked += group.people;
        return { ...group, filled: { ...group.filled, ...Object.fromEntries(columns.filter((one) => one.blankedAs === name).map((one) => [one.name, ''])) } };
      }),
    );
  }
  const kept = groups.filter(({ people }) => people >= fewestAlike);
  const lines = kept
    .flatMap(({ filled, people }) => Array.from({ length: people }, () => columns.map(({ name }) => quoted(filled[name] ?? '')).join(',')))
    .sort();
  const records = lines.length;
  return {
    csv: [columns.map(({ name }) => name).join(','), ...lines].join('\n') + '\n',
    records,
    blanked,
    leftOut: groups.reduce((sum, { people }) => sum + people, 0) - records,
  };
}

type Group = { readonly filled: Filled; readonly people: number };

/** Columns are blanked together where one says what another does. */
const blankOrder = (columns: readonly ExchangeColumn[]): readonly string[] => {
  const order = ['responder', 'citizenship', 'place', 'exploitation', 'status', 'gender', 'age'];
  return order.filter((name) => columns.some(({ blankedAs }) => blankedAs === name));
};

function alike(groups: readonly Group[]): Group[] {
  const found = new Map<string, Group>();
  for (const { filled, people } of groups) {
    const key = JSON.stringify(Object.entries(filled).sort());
    found.set(key, { filled, people: people + (found.get(key)?.people ?? 0) });
  }
  return [...found.values()];
}

const countryOf = (law: Law, code: string): string => law.lists['nationalities']?.items.find((one) => one.code === code)?.in?.['country'] ?? '';
const kindsOf = (row: Micro): ReadonlySet<string> => new Set((row['exploitation'] ?? '').split(' ').filter((kind) => kind !== 'not-specified' && kind !== ''));

function asCtdc(law: Law, period: string, row: Micro): Filled {
  const kinds = kindsOf(row);
  const flag = (yes: boolean): string => (kinds.size === 0 ? '' : yes ? '1' : '0');
  const labour = ['labour', 'domestic', 'criminal'].some((kind) => kinds.has(kind));
  const concatenated = [
    ...(labour ? ['Forced labour'] : []),
    ...(kinds.has('sexual') ? ['Sexual exploitation'] : []),
    ...(kinds.has('organ-harvesting') ? ['Organ removal'] : []),
  ];
  return {
    yearOfRegistration: period.slice(0, 4),
    Datasource: 'Case Management',
    gender: ({ female: 'Female', male: 'Male' } as Filled)[row['gender'] ?? ''] ?? '',
    majorityStatusAtExploit: ({ adult: 'Adult', child: 'Minor' } as Filled)[row['age'] ?? ''] ?? '',
    // Of two nationalities the first: the column takes one.
    citizenship: countryOf(law, (row['nationality'] ?? '').split(' ')[0] ?? ''),
    CountryOfExploitation: row['place'] === 'uk' ? 'GB' : '',
    isForcedLabour: flag(labour),
    isSexualExploit: flag(kinds.has('sexual')),
    isSexAndLabour: flag(labour && kinds.has('sexual')),
    isOrganRemoval: flag(kinds.has('organ-harvesting')),
    typeOfExploitConcatenated: concatenated.join(';'),
    typeOfLabourDomesticWork: flag(kinds.has('domestic')),
    typeOfLabourIllicitActivities: flag(kinds.has('criminal')),
  };
}

const organisations: Filled = {
  Police: 'LawEnforcement',
  'Local Authority': 'LocalGovernmentOrganisation',
  'NGO and third sector': 'NGO',
  'Government agency': 'CentralGovernmentOrganisation',
};

function asHtcds(law: Law, _period: string, row: Micro): Filled {
  const kinds = kindsOf(row);
  const type = law.lists['organisations']?.items.find((one) => one.code === row['responder'])?.in?.['type'] ?? '';
  const status = statusOf(law, row['reached'] ?? '');
  const named: Filled = { labour: 'ForcedLabour', sexual: 'SexualExploitation', domestic: 'Servitude', 'organ-harvesting': 'OrganRemoval', criminal: 'Other' };
  return {
    prs_Gender: ({ female: 'Feminine', male: 'Masculine' } as Filled)[row['gender'] ?? ''] ?? 'NonSpecifiedUnknown',
    prs_Citizenship: (row['nationality'] ?? '')
      .split(' ')
      .map((code) => countryOf(law, code))
      .filter(Boolean)
      .join(';'),
    vic_TraffickingStatus: status,
    vic_TraffickingStatusDecisionMakingOrg: 'NonPoliceGovernmentalOrganization',
    vic_TypeOfExploitation: [...kinds]
      .map((kind) => named[kind] ?? 'Other')
      .sort()
      .join(';'),
    org_Type: organisations[type] ?? '',
    hte_Country: row['place'] === 'uk' ? 'GB' : '',
    hte_Type: 'Exploitation',
  };
}

/** Referred or positive at an earlier stage: possible. Positive at the last: actual. Negative and not made positive again: not a victim by this decision. */
function statusOf(law: Law, reached: string): string {
  const words = new Set(reached.split(' '));
  const positive = (stage: string): boolean => words.has(`${stage}=positive`) || words.has(`${stage}-again=positive`);
  const negative = law.stages.some(({ id }) => words.has(`${id}=negative`) && !positive(id));
  const last = law.stages.at(-1)?.id ?? '';
  return negative ? 'NotAVictimOfTrafficking' : positive(last) ? 'ActualVictimOfTrafficking' : 'PossibleVictimOfTrafficking';
}

/** What is wrong with a file of this format, by line and column; nothing where it keeps the standard. */
export function checkExchange(format: Format, csv: string): readonly string[] {
  const columns = format === 'ctdc' ? ctdcColumns : htcdsColumns;
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  if (head !== columns.map(({ name }) => name).join(',')) return ['line 1: the columns are not those of the standard'];
  const wrong = lines.flatMap((line, at) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) return [`line ${at + 2}: ${cells.length} columns`];
    return columns.flatMap(({ name, allowed, several }, i) => {
      const values = several ? (cells[i] ?? '').split(';') : [cells[i] ?? ''];
      return values.every((value) => value === '' || (allowed instanceof RegExp ? allowed.test(value) : allowed.includes(value)))
        ? []
        : [`line ${at + 2}: ${name} may not be ${cells[i]}`];
    });
  });
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...wrong, ...[...counts.values()].filter((people) => people < fewestAlike).map((people) => `a combination stands for ${people}`)];
}
