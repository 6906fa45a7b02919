// Nationalities under the labels of the published tables: one label, or two joined by a space for a person with two.
// The labels are the Home Office's (Open Government Licence v3.0), collected from the tables of April 2022 to December 2023,
// with a few nationalities of the live form that those tables did not happen to need.
import { day } from '#base/day.ts';
import { list, type Item } from '#base/list.ts';
import { countryOfNationality } from './nationality-countries.ts';

/** Code and published label. A code is for ever; the tables' spelling may change, and then becomes a further spelling below. */
const labels: readonly (readonly [code: string, label: string])[] = [
  ['afghan', 'Afghan'],
  ['albanian', 'Albanian'],
  ['algerian', 'Algerian'],
  ['american', 'American'],
  ['andorran', 'Andorran'],
  ['angolan', 'Angolan'],
  ['anguillan', 'Anguillan'],
  ['argentine', 'Argentine'],
  ['armenian', 'Armenian'],
  ['australian', 'Australian'],
  ['austrian', 'Austrian'],
  ['azerbaijani', 'Azerbaijani'],
  ['bahamian', 'Bahamian'],
  ['bahraini', 'Bahraini'],
  ['bangladeshi', 'Bangladeshi'],
  ['barbadian', 'Barbadian'],
  ['belarusian', 'Belarusian'],
  ['belgian', 'Belgian'],
  ['belizean', 'Belizean'],
  ['beninese', 'Beninese'],
  ['bermudian', 'Bermudian'],
  ['bhutanese', 'Bhutanese'],
  ['bolivian', 'Bolivian'],
  ['botswanan', 'Botswanan'],
  ['brazilian', 'Brazilian'],
  ['british-virgin-islander', 'British Virgin Islander'],
  ['bruneian', 'Bruneian'],
  ['bulgarian', 'Bulgarian'],
  ['burkinan', 'Burkinan'],
  ['burmese', 'Burmese'],
  ['burundian', 'Burundian'],
  ['cambodian', 'Cambodian'],
  ['cameroonian', 'Cameroonian'],
  ['canadian', 'Canadian'],
  ['cape-verdean', 'Cape Verdean'],
  ['cayman-islander', 'Cayman Islander'],
  ['central-african', 'Central African'],
  ['chadian', 'Chadian'],
  ['chilean', 'Chilean'],
  ['chinese', 'Chinese'],
  ['antigua-and-barbuda', 'Citizen of Antigua and Barbuda'],
  ['bosnia-and-herzegovina', 'Citizen of Bosnia and Herzegovina'],
  ['guinea-bissau', 'Citizen of Guinea-Bissau'],
  ['seychelles', 'Citizen of Seychelles'],
  ['dominican-republic', 'Citizen of the Dominican Republic'],
  ['colombian', 'Colombian'],
  ['comoran', 'Comoran'],
  ['congolese-congo', 'Congolese (Congo)'],
  ['congolese-drc', 'Congolese (Drc)'],
  ['costa-rican', 'Costa Rican'],
  ['croatian', 'Croatian'],
  ['cuban', 'Cuban'],
  ['cypriot', 'Cypriot'],
  ['czech', 'Czech'],
  ['danish', 'Danish'],
  ['djiboutian', 'Djiboutian'],
  ['dominican', 'Dominican'],
  ['dutch', 'Dutch'],
  ['east-timorese', 'East Timorese'],
  ['ecuadorean', 'Ecuadorean'],
  ['egyptian', 'Egyptian'],
  ['emirati', 'Emirati'],
  ['equatorial-guinean', 'Equatorial Guinean'],
  ['eritrean', 'Eritrean'],
  ['estonian', 'Estonian'],
  ['ethiopian', 'Ethiopian'],
  ['fijian', 'Fijian'],
  ['filipino', 'Filipino'],
  ['finnish', 'Finnish'],
  ['french', 'French'],
  ['gabonese', 'Gabonese'],
  ['gambian', 'Gambian'],
  ['georgian', 'Georgian'],
  ['german', 'German'],
  ['ghanaian', 'Ghanaian'],
  ['gibraltarian', 'Gibraltarian'],
  ['greek', 'Greek'],
  ['grenadian', 'Grenadian'],
  ['guatemalan', 'Guatemalan'],
  ['guinean', 'Guinean'],
  ['guyanese', 'Guyanese'],
  ['haitian', 'Haitian'],
  ['honduran', 'Honduran'],
  ['hong-konger', 'Hong Konger'],
  ['hungarian', 'Hungarian'],
  ['icelandic', 'Icelandic'],
  ['indian', 'Indian'],
  ['indonesian', 'Indonesian'],
  ['iranian', 'Iranian'],
  ['iraqi', 'Iraqi'],
  ['irish', 'Irish'],
  ['israeli', 'Israeli'],
  ['italian', 'Italian'],
  ['ivorian', 'Ivorian'],
  ['jamaican', 'Jamaican'],
  ['japanese', 'Japanese'],
  ['jordanian', 'Jordanian'],
  ['kazakh', 'Kazakh'],
  ['kenyan', 'Kenyan'],
  ['kittitian', 'Kittitian'],
  ['kosovan', 'Kosovan'],
  ['kuwaiti', 'Kuwaiti'],
  ['kyrgyz', 'Kyrgyz'],
  ['lao', 'Lao'],
  ['latvian', 'Latvian'],
  ['lebanese', 'Lebanese'],
  ['liberian', 'Liberian'],
  ['libyan', 'Libyan'],
  ['lithuanian', 'Lithuanian'],
  ['luxembourger', 'Luxembourger'],
  ['macedonian', 'Macedonian'],
  ['malagasy', 'Malagasy'],
  ['malawian', 'Malawian'],
  ['malaysian', 'Malaysian'],
  ['maldivian', 'Maldivian'],
  ['malian', 'Malian'],
  ['maltese', 'Maltese'],
  ['mauritanian', 'Mauritanian'],
  ['mauritian', 'Mauritian'],
  ['mexican', 'Mexican'],
  ['moldovan', 'Moldovan'],
  ['mongolian', 'Mongolian'],
  ['montenegrin', 'Montenegrin'],
  ['montserratian', 'Montserratian'],
  ['moroccan', 'Moroccan'],
  ['mosotho', 'Mosotho'],
  ['mozambican', 'Mozambican'],
  ['namibian', 'Namibian'],
  ['nepalese', 'Nepalese'],
  ['new-zealander', 'New Zealander'],
  ['nicaraguan', 'Nicaraguan'],
  ['nigerian', 'Nigerian'],
  ['nigerien', 'Nigerien'],
  ['north-korean', 'North Korean'],
  ['norwegian', 'Norwegian'],
  ['omani', 'Omani'],
  ['pakistani', 'Pakistani'],
  ['palestinian', 'Palestinian'],
  ['panamanian', 'Panamanian'],
  ['papua-new-guinean', 'Papua New Guinean'],
  ['paraguayan', 'Paraguayan'],
  ['peruvian', 'Peruvian'],
  ['polish', 'Polish'],
  ['portuguese', 'Portuguese'],
  ['qatari', 'Qatari'],
  ['romanian', 'Romanian'],
  ['russian', 'Russian'],
  ['rwandan', 'Rwandan'],
  ['salvadorean', 'Salvadorean'],
  ['samoan', 'Samoan'],
  ['sao-tomean', 'Sao Tomean'],
  ['saudi-arabian', 'Saudi Arabian'],
  ['senegalese', 'Senegalese'],
  ['serbian', 'Serbian'],
  ['sierra-leonean', 'Sierra Leonean'],
  ['singaporean', 'Singaporean'],
  ['slovak', 'Slovak'],
  ['slovenian', 'Slovenian'],
  ['solomon-islander', 'Solomon Islander'],
  ['somali', 'Somali'],
  ['south-african', 'South African'],
  ['south-korean', 'South Korean'],
  ['south-sudanese', 'South Sudanese'],
  ['spanish', 'Spanish'],
  ['sri-lankan', 'Sri Lankan'],
  ['st-helenian', 'St Helenian'],
  ['st-lucian', 'St Lucian'],
  ['stateless', 'Stateless'],
  ['sudanese', 'Sudanese'],
  ['surinamese', 'Surinamese'],
  ['swazi', 'Swazi'],
  ['swedish', 'Swedish'],
  ['swiss', 'Swiss'],
  ['syrian', 'Syrian'],
  ['taiwanese', 'Taiwanese'],
  ['tajik', 'Tajik'],
  ['tanzanian', 'Tanzanian'],
  ['thai', 'Thai'],
  ['togolese', 'Togolese'],
  ['tongan', 'Tongan'],
  ['trinidadian', 'Trinidadian'],
  ['tunisian', 'Tunisian'],
  ['turkish', 'Turkish'],
  ['turkmen', 'Turkmen'],
  ['uk', 'UK'],
  ['ugandan', 'Ugandan'],
  ['ukrainian', 'Ukrainian'],
  ['uruguayan', 'Uruguayan'],
  ['uzbek', 'Uzbek'],
  ['venezuelan', 'Venezuelan'],
  ['vietnamese', 'Vietnamese'],
  ['vincentian', 'Vincentian'],
  ['yemeni', 'Yemeni'],
  ['zambian', 'Zambian'],
  ['zimbabwean', 'Zimbabwean'],
  ['unknown', 'Unknown'],
];

/**
 * Spellings that some quarters' tables used for a nationality above. They are codes of their own so that an old table
 * can be made again letter by letter; nobody is offered them, and `same` says which nationality is meant.
 * The tables of April to September 2023 print "Congolese Drc " with a space at its end where it stands alone.
 */
const spellings: readonly (readonly [code: string, label: string, same: string, alone?: string])[] = [
  ['ukrainian-2', 'UKrainian', 'ukrainian'],
  ['congolese-drc-2', 'Congolese (DRC)', 'congolese-drc'],
  ['congolese-drc-3', 'Congolese Drc', 'congolese-drc', 'Congolese Drc '],
  ['congolese-congo-2', 'Congolese Congo', 'congolese-congo', 'Congolese Congo '],
  ['guinea-bissau-2', 'Citizen of Guinea Bissau', 'guinea-bissau'],
  ['not-known', 'Not Known', 'unknown'],
];

/** The day before the mechanism began: an item that ends here is never offered. */
const neverOffered = day('2009-03-31');

/** Other words people type for a nationality. */
const also: Readonly<Record<string, readonly string[]>> = {
  uk: ['British', 'United Kingdom', 'English', 'Scottish', 'Welsh', 'Northern Irish'],
  american: ['United States', 'USA'],
  burmese: ['Myanmar'],
  'congolese-drc': ['Democratic Republic of the Congo', 'DRC', 'Congo Kinshasa'],
  'congolese-congo': ['Republic of the Congo', 'Congo Brazzaville'],
  'guinea-bissau': ['Bissau-Guinean'],
  ivorian: ["Côte d'Ivoire", 'Ivory Coast'],
  emirati: ['United Arab Emirates', 'UAE'],
  filipino: ['Philippines', 'Filipina'],
  macedonian: ['North Macedonia'],
  swazi: ['Eswatini'],
  mosotho: ['Lesotho', 'Basotho'],
  kittitian: ['Saint Kitts and Nevis'],
  vincentian: ['Saint Vincent and the Grenadines'],
  'central-african': ['Central African Republic'],
  dominican: ['Dominica'],
  'dominican-republic': ['Dominican Republic'],
  trinidadian: ['Trinidad and Tobago'],
  burkinan: ['Burkina Faso', 'Burkinabe'],
};

export const nationalities = list('nationalities', 'Labels of the Home Office NRM tables; Open Government Licence v3.0', [
  ...labels.map(([code, label]): Item => {
    const country = countryOfNationality.get(code);
    return { code, label, ...(country ? { in: { country } } : {}), ...(also[code] ? { also: also[code] } : {}) };
  }),
  ...spellings.map(([code, label, same, alone]): Item => ({
    code,
    label,
    until: neverOffered,
    in: { same, ...(alone ? { alone } : {}) },
  })),
]);

const codeOf = new Map(
  nationalities.items.flatMap((item): [string, string][] => {
    const alone = item.in?.['alone'];
    return alone
      ? [
          [item.label, item.code],
          [alone, item.code],
        ]
      : [[item.label, item.code]];
  }),
);
const byCode = new Map(nationalities.items.map((item) => [item.code, item]));

/** Reads a published label into one code or two, first nationality first. Throws where it can be read in no way or in two. */
export function readPublished(label: string): readonly [string] | readonly [string, string] {
  const alone = codeOf.get(label);
  if (alone) return [alone];
  const words = label.split(' ');
  const found: (readonly [string, string])[] = [];
  for (let i = 1; i < words.length; i += 1) {
    const first = codeOf.get(words.slice(0, i).join(' '));
    const second = codeOf.get(words.slice(i).join(' '));
    if (first && second) found.push([first, second]);
  }
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`the nationality label "${label}" can be read in ${found.length} ways`);
  return only;
}

/** The published label of one nationality or two, in their order. Throws on a code the list does not have. */
export function publishedLabel(codes: readonly string[]): string {
  const items = codes.map((code) => {
    const item = byCode.get(code);
    if (!item) throw new Error(`no nationality has the code ${code}`);
    return item;
  });
  const [first] = items;
  if (items.length === 1 && first) return first.in?.['alone'] ?? first.label;
  return items.map((item) => item.label).join(' ');
}
