// First responder organisations: who may refer, under which label the published tables count them, and since when.
// Sources: the live form's list of 526 entries, the Home Office toolkit for first responders, and the labels of the published
// tables (Open Government Licence v3.0). NHS trusts in Great Britain and lawyers are not first responders, so they are not here.
import { day } from '#base/day.ts';
import { list, type Item } from '#base/list.ts';
import { localAuthorities } from './local-authorities.ts';
import { policeForces } from './police-forces.ts';

const government = 'Government agency';
const ngo = 'NGO and third sector';
const police = 'Police';
/** Every council is counted under this one label (no council stands alone in the published tables). */
const council = 'Local Authority';

type Body = Readonly<{
  code: string;
  label: string;
  published?: string;
  kind: string;
  nation?: string;
  from?: string;
  until?: string;
  also?: readonly string[];
}>;

function item(type: string, body: Body): Item {
  return {
    code: body.code,
    label: body.label,
    ...(body.from ? { from: day(body.from) } : {}),
    ...(body.until ? { until: day(body.until) } : {}),
    in: { kind: body.kind, type, published: body.published ?? body.label, ...(body.nation ? { nation: body.nation } : {}) },
    ...(body.also ? { also: body.also } : {}),
  };
}

const borderForce = 'Home Office - UK Border Force UKBF';
const enforcement = 'Home Office - Immigration Enforcement IE';
const visas = 'Home Office - UK Visas and Immigration UKVI';
const immigration = 'immigration';

const ie = (code: string, label: string): Body => ({
  code: `home-office-ie-${code}`,
  label: `Immigration Enforcement: ${label}`,
  published: enforcement,
  kind: immigration,
});
const asylum = (code: string, label: string): Body => ({
  code: `home-office-asylum-${code}`,
  label: `Asylum Group: ${label}`,
  published: visas,
  kind: immigration,
});

/** The 23 Home Office units of the live form and the three labels they are counted under. That Asylum Group counts as UKVI is assumed. */
const homeOffice: readonly Body[] = [
  { code: 'home-office-ukbf', label: 'UK Border Force', published: borderForce, kind: immigration, from: '2012-03-01' },
  { code: 'home-office-ie', label: 'Immigration Enforcement', published: enforcement, kind: immigration },
  { code: 'home-office-ukvi', label: 'UK Visas and Immigration', published: visas, kind: immigration },
  ie('heathrow', 'detention engagement team, Heathrow'),
  ie('gatwick', 'detention engagement team, Gatwick'),
  ie('yarls-wood', "detention engagement team, Yarl's Wood"),
  ie('campsfield', 'detention engagement team, Campsfield'),
  ie('derwentside', 'detention engagement team, Derwentside'),
  ie('dungavel', 'detention engagement team, Dungavel'),
  ie('haslar', 'detention engagement team, Haslar'),
  ie('ice-north', 'Immigration Compliance and Enforcement, North'),
  ie('ice-south', 'Immigration Compliance and Enforcement, South'),
  ie('investigation', 'Investigation Teams'),
  ie('reporting', 'Reporting and Offender Management'),
  ie('prison', 'Immigration Prison Teams'),
  ie('fno-returns', 'Foreign National Offender Returns Command'),
  ie('returns-progression', 'National Returns Progression Command'),
  ie('other', 'other'),
  asylum('casework', 'Asylum and Human Rights Casework'),
  asylum('appeals', 'Appeals and Litigation'),
  asylum('intake', 'Illegal Migration Intake Unit'),
  asylum('support', 'Support, other'),
  asylum('safeguarding', 'Support, Safeguarding Hub'),
  asylum('coordination', 'Support, Operational Coordination Centre'),
  asylum('other', 'other'),
];

const agencies: readonly Body[] = [
  { code: 'nca', label: 'National Crime Agency', published: 'National Crime Agency NCA', kind: 'government', from: '2013-10-07' },
  { code: 'glaa', label: 'Gangmasters and Labour Abuse Authority', published: 'Gangmasters and Labour Abuse Authority GLAA', kind: 'labour-inspectorate' },
  // On the form beside the GLAA since March 2026, at work since 7 April 2026; its label in the tables is not known yet.
  { code: 'fair-work-agency', label: 'Fair Work Agency', kind: 'labour-inspectorate', from: '2026-03-01' },
];

/** Charities named to refer. Which nations each serves is partly unconfirmed; none is kept from choosing its nation by this list. */
const charities: readonly Body[] = [
  { code: 'salvation-army', label: 'The Salvation Army', kind: 'ngo', also: ['TSA'] },
  { code: 'migrant-help', label: 'Migrant Help', kind: 'ngo' },
  { code: 'medaille-trust', label: 'Medaille Trust', kind: 'ngo', nation: 'england' },
  { code: 'kalayaan', label: 'Kalayaan', kind: 'ngo', nation: 'england' },
  { code: 'barnardos', label: "Barnardo's", kind: 'ngo' },
  { code: 'unseen', label: 'Unseen', kind: 'ngo', nation: 'england' },
  { code: 'nspcc', label: 'NSPCC (Child Trafficking Advice Centre)', published: 'NSPCC', kind: 'ngo' },
  { code: 'bawso', label: 'Bawso', published: 'BAWSO', kind: 'ngo', nation: 'wales' },
  { code: 'new-pathways', label: 'New Pathways', kind: 'ngo', nation: 'wales' },
  { code: 'refugee-council', label: 'Refugee Council', kind: 'ngo', nation: 'england' },
  {
    code: 'tara',
    label: 'Trafficking Awareness Raising Alliance',
    published: 'Trafficking Awareness Raising Alliance TARA',
    kind: 'ngo',
    nation: 'scotland',
    also: ['TARA'],
  },
  { code: 'belfast-and-lisburn-womens-aid', label: "Belfast and Lisburn Women's Aid", kind: 'ngo', nation: 'northern-ireland' },
  { code: 'youth-work-alliance', label: 'Youth Work Alliance', kind: 'ngo', nation: 'northern-ireland', from: '2023-07-01' },
];

const units: readonly Body[] = [
  { code: 'rocu-eastern', label: 'Eastern Region Special Operations Unit', kind: 'police', nation: 'england', also: ['ERSOU'] },
  { code: 'rocu-east-midlands', label: 'East Midlands Special Operations Unit', kind: 'police', nation: 'england', also: ['EMSOU'] },
  { code: 'rocu-north-east', label: 'North East Regional Special Operations Unit', kind: 'police', nation: 'england', also: ['NERSOU'] },
  { code: 'rocu-north-west', label: 'North West Regional Organised Crime Unit', kind: 'police', nation: 'england' },
  { code: 'rocu-south-east', label: 'South East Regional Organised Crime Unit', kind: 'police', nation: 'england' },
  { code: 'rocu-south-west', label: 'South West Regional Organised Crime Unit', kind: 'police', nation: 'england' },
  { code: 'rocu-west-midlands', label: 'West Midlands Regional Organised Crime Unit', kind: 'police', nation: 'england' },
  { code: 'rocu-yorkshire-humber', label: 'Yorkshire and Humber Regional Organised Crime Unit', kind: 'police', nation: 'england' },
  { code: 'rocu-tarian', label: 'Tarian ROCU', kind: 'police', nation: 'wales', also: ['Southern Wales'] },
  { code: 'police-belfast-harbour', label: 'Belfast Harbour Police', kind: 'police', nation: 'northern-ireland' },
  { code: 'police-belfast-airport', label: 'Belfast International Airport Constabulary', kind: 'police', nation: 'northern-ireland' },
];

/** Combined and regional authorities of the live form, and Northern Ireland's Health and Social Care Trusts, which do a council's care work there. */
const regional: readonly Body[] = [
  ['greater-london', 'Greater London Authority'],
  ['greater-manchester', 'Greater Manchester Combined Authority'],
  ['liverpool', 'Liverpool City Region Combined Authority'],
  ['south-yorkshire', 'Sheffield City Region Combined Authority'],
  ['tees-valley', 'Tees Valley Combined Authority'],
  ['west-midlands', 'West Midlands Combined Authority'],
  ['west-of-england', 'West of England Combined Authority'],
  ['cambridgeshire-peterborough', 'Cambridgeshire and Peterborough Combined Authority'],
].map(([code = '', label = '']): Body => ({ code: `combined-${code}`, label, published: council, kind: 'local-authority', nation: 'england' }));

const trusts: readonly Body[] = ['Belfast', 'Northern', 'South Eastern', 'Southern', 'Western'].map((name): Body => ({
  code: `hsc-${name.toLowerCase().replace(' ', '-')}`,
  label: `${name} Health and Social Care Trust`,
  published: council,
  kind: 'health-trust',
  nation: 'northern-ireland',
}));

const councils: readonly Item[] = localAuthorities.items.map((place): Item => ({
  code: `council-${place.code}`,
  label: `${place.label}${place.in?.['tier'] === 'county' ? ' County' : ''} Council`,
  ...(place.from ? { from: place.from } : {}),
  ...(place.until ? { until: place.until } : {}),
  in: { kind: 'local-authority', type: council, published: council, ...place.in, area: place.code },
}));

const forces: readonly Item[] = policeForces.items.map((force): Item => ({
  code: `police-${force.code}`,
  label: force.label,
  ...(force.from ? { from: force.from } : {}),
  in: { kind: 'police', type: police, published: force.label, ...(force.in?.['nation'] ? { nation: force.in['nation'] } : {}), force: force.code },
  ...(force.also ? { also: force.also } : {}),
}));

/** `in.type` and `in.published` are the two labels of the published tables; `in.kind` decides what the law lets the body do. */
export const organisations = list('organisations', 'Live referral form and published tables; Open Government Licence v3.0', [
  ...homeOffice.map((body) => item(government, body)),
  ...agencies.map((body) => item(government, body)),
  ...forces,
  ...units.map((body) => item(police, body)),
  ...charities.map((body) => item(ngo, body)),
  ...regional.map((body) => item(council, body)),
  ...trusts.map((body) => item(council, body)),
  ...councils,
]);
