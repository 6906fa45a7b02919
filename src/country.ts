// The countries there are: each with its law, the referral form in its nations, and invented people to try it with.
import { example } from '#countries/example/example.ts';
import { uk } from '#countries/uk/uk.ts';
import type { Form } from '#form/form.ts';
import type { Persona } from '#kit/web/session.ts';
import type { Law } from '#law/law.ts';
import { referral, referralFor } from '#rooms/referral/form.ts';
import { examplians } from './practice/examplia.ts';
import { personas } from './practice/people.ts';
import { UnsafeSetting } from './settings.ts';

export type Country = {
  readonly law: Law;
  readonly form: Form;
  readonly personas: readonly Persona[];
  /** Whether there is an invented caseload made from its published figures. */
  readonly caseload: boolean;
};

/** The shared referral form, asked in a country's own nations. */
const formFor = (law: Law, country: string): Form =>
  referralFor({ country, nations: law.nations.map(({ code, name }) => ({ code, label: name })) }) as unknown as Form;

/** By the name that `--country` takes. */
export const countries: Readonly<Record<string, Country>> = {
  uk: { law: uk, form: referral, personas, caseload: true },
  example: { law: example, form: formFor(example, 'Examplia'), personas: examplians, caseload: false },
};

/** The country that a setting names. Throws UnsafeSetting where there is none. */
export function countryOf(name: string): Country {
  const found = countries[name];
  if (found) return found;
  throw new UnsafeSetting(`There is no country ${name}. There are: ${Object.keys(countries).join(', ')}.`);
}
