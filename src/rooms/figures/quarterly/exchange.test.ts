// Records for exchange: in the columns and values of the standard, and no combination of answers that stands for fewer than eleven.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uk } from '#countries/uk/uk.ts';
import { chance } from '#practice/random.ts';
import { ctdcColumns, htcdsColumns } from './exchange-columns.ts';
import { checkExchange, exchangeOf, formats } from './exchange.ts';
import type { Micro } from './tables.ts';

const row = (more: Readonly<Record<string, string>>, people: number): Micro =>
  ({
    gender: 'male',
    age: 'adult',
    nationality: 'albanian',
    exploitation: 'labour',
    place: 'uk',
    responder: 'police-essex',
    reached: 'reasonable-grounds=positive',
    ...more,
    people,
  }) as unknown as Micro;

const random = chance(3, 'exchange');
const many = Array.from({ length: 400 }, () =>
  row(
    {
      gender: random.pick(['male', 'female', 'other']),
      age: random.pick(['adult', 'child', 'unknown']),
      nationality: random.pick(['albanian', 'uk', 'vietnamese', 'albanian italian', 'stateless']),
      exploitation: random.pick(['labour', 'criminal labour', 'sexual', 'not-specified', 'domestic', 'organ-harvesting']),
      place: random.pick(['uk', 'overseas']),
      responder: random.pick(['police-essex', 'council-E09000002']),
      reached: random.pick(['', 'reasonable-grounds=negative', 'conclusive-grounds=positive reasonable-grounds=positive']),
    },
    1 + random.below(4),
  ),
);

test('every file keeps the columns and values of its standard, and nobody stands in too small a group', () => {
  for (const format of formats) {
    const made = exchangeOf(uk, format, '2023-Q4', many);
    assert.deepEqual(checkExchange(format, made.csv), []);
    const people = many.reduce((sum, one) => sum + one.people, 0);
    assert.equal(made.records + made.leftOut, people);
    assert.ok(made.records > people / 2 && made.blanked > 0);
    assert.deepEqual(exchangeOf(uk, format, '2023-Q4', [...many].reverse()).csv, made.csv, 'in whatever order they were read');
  }
});

test('what a referral becomes, in both standards', () => {
  const of = (
    format: 'ctdc' | 'htcds',
    columns: readonly { readonly name: string }[],
    more: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> => {
    const [, line = ''] = exchangeOf(uk, format, '2023-Q4', [row(more, 11)]).csv.split('\n');
    const cells = line.split(',');
    return Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? '']).filter(([, value]) => value !== ''));
  };
  assert.deepEqual(of('ctdc', ctdcColumns, { age: 'child', exploitation: 'criminal sexual' }), {
    yearOfRegistration: '2023',
    Datasource: 'Case Management',
    gender: 'Male',
    majorityStatusAtExploit: 'Minor',
    citizenship: 'AL',
    isForcedLabour: '1',
    isSexualExploit: '1',
    isSexAndLabour: '1',
    isOrganRemoval: '0',
    typeOfExploitConcatenated: 'Forced labour;Sexual exploitation',
    typeOfLabourDomesticWork: '0',
    typeOfLabourIllicitActivities: '1',
    CountryOfExploitation: 'GB',
  });
  const status = (reached: string): string => of('htcds', htcdsColumns, { reached })['vic_TraffickingStatus'] ?? '';
  assert.equal(status(''), 'PossibleVictimOfTrafficking');
  assert.equal(status('reasonable-grounds=positive'), 'PossibleVictimOfTrafficking');
  assert.equal(status('conclusive-grounds=positive reasonable-grounds=positive'), 'ActualVictimOfTrafficking');
  assert.equal(status('conclusive-grounds=negative reasonable-grounds=positive'), 'NotAVictimOfTrafficking');
  assert.equal(status('reasonable-grounds-again=positive reasonable-grounds=negative'), 'PossibleVictimOfTrafficking');
  assert.equal(of('htcds', htcdsColumns, { nationality: 'albanian italian' })['prs_Citizenship'], 'AL;IT');
});

test('a rare answer is blanked, and who is rare even then is left out', () => {
  const read = [row({}, 40), row({ nationality: 'vietnamese' }, 3)];
  const made = exchangeOf(uk, 'ctdc', '2023-Q4', read);
  assert.deepEqual([made.records, made.leftOut], [40, 3], 'three alone are not shown, even without their country');
  const two = exchangeOf(uk, 'ctdc', '2023-Q4', [row({}, 40), row({ nationality: 'vietnamese' }, 6), row({ nationality: 'eritrean' }, 6)]);
  assert.deepEqual([two.records, two.leftOut], [52, 0]);
  assert.doesNotMatch(two.csv, /VN|ER/);
});

test('a file with another column, a value outside the list or a small group is refused with its line', () => {
  const { csv } = exchangeOf(uk, 'ctdc', '2023-Q4', [row({}, 11)]);
  assert.match(checkExchange('ctdc', csv.replace('citizenship', 'nation'))[0] ?? '', /line 1/);
  assert.match(checkExchange('ctdc', csv.replace('Male', 'M'))[0] ?? '', /line 2: gender may not be M/);
  assert.match(checkExchange('ctdc', csv.split('\n').slice(0, 5).join('\n')).join(), /stands for 4/);
});
