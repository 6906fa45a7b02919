// The 47 police forces of the live form's list, with the ONS code of their area.
// Source: Office for National Statistics licensed under the Open Government Licence v3.0.
import { day } from '#base/day.ts';
import { list, type Item } from '#base/list.ts';

/** Code, name in the published tables, ONS area, nation. */
const territorial: readonly (readonly [code: string, published: string, area: string, nation: string])[] = [
  ['avon-and-somerset', 'Avon and Somerset Constabulary', 'E23000036', 'england'],
  ['bedfordshire', 'Bedfordshire Police', 'E23000026', 'england'],
  ['cambridgeshire', 'Cambridgeshire Constabulary', 'E23000023', 'england'],
  ['cheshire', 'Cheshire Constabulary', 'E23000006', 'england'],
  ['city-of-london', 'City of London Police', 'E23000034', 'england'],
  ['cleveland', 'Cleveland Police', 'E23000013', 'england'],
  ['cumbria', 'Cumbria Constabulary', 'E23000002', 'england'],
  ['derbyshire', 'Derbyshire Constabulary', 'E23000018', 'england'],
  ['devon-and-cornwall', 'Devon & Cornwall Police', 'E23000035', 'england'],
  ['dorset', 'Dorset Police', 'E23000039', 'england'],
  ['durham', 'Durham Constabulary', 'E23000008', 'england'],
  ['essex', 'Essex Police', 'E23000028', 'england'],
  ['gloucestershire', 'Gloucestershire Constabulary', 'E23000037', 'england'],
  ['greater-manchester', 'Greater Manchester Police', 'E23000005', 'england'],
  ['hampshire', 'Hampshire Constabulary', 'E23000030', 'england'],
  ['hertfordshire', 'Hertfordshire Constabulary', 'E23000027', 'england'],
  ['humberside', 'Humberside Police', 'E23000012', 'england'],
  ['kent', 'Kent Police', 'E23000032', 'england'],
  ['lancashire', 'Lancashire Constabulary', 'E23000003', 'england'],
  ['leicestershire', 'Leicestershire Police', 'E23000021', 'england'],
  ['lincolnshire', 'Lincolnshire Police', 'E23000020', 'england'],
  ['merseyside', 'Merseyside Police', 'E23000004', 'england'],
  ['metropolitan', 'Metropolitan Police Service', 'E23000001', 'england'],
  ['norfolk', 'Norfolk Constabulary', 'E23000024', 'england'],
  ['north-yorkshire', 'North Yorkshire Police', 'E23000009', 'england'],
  ['northamptonshire', 'Northamptonshire Police', 'E23000022', 'england'],
  ['northumbria', 'Northumbria Police', 'E23000007', 'england'],
  ['nottinghamshire', 'Nottinghamshire Police', 'E23000019', 'england'],
  ['south-yorkshire', 'South Yorkshire Police', 'E23000011', 'england'],
  ['staffordshire', 'Staffordshire Police', 'E23000015', 'england'],
  ['suffolk', 'Suffolk Constabulary', 'E23000025', 'england'],
  ['surrey', 'Surrey Police', 'E23000031', 'england'],
  ['sussex', 'Sussex Police', 'E23000033', 'england'],
  ['thames-valley', 'Thames Valley Police', 'E23000029', 'england'],
  ['warwickshire', 'Warwickshire Police', 'E23000017', 'england'],
  ['west-mercia', 'West Mercia Police', 'E23000016', 'england'],
  ['west-midlands', 'West Midlands Police', 'E23000014', 'england'],
  ['west-yorkshire', 'West Yorkshire Police', 'E23000010', 'england'],
  ['wiltshire', 'Wiltshire Police', 'E23000038', 'england'],
  ['dyfed-powys', 'Dyfed-Powys Police', 'W15000004', 'wales'],
  ['gwent', 'Gwent Police', 'W15000002', 'wales'],
  ['north-wales', 'North Wales Police', 'W15000001', 'wales'],
  ['south-wales', 'South Wales Police', 'W15000003', 'wales'],
  ['scotland', 'Police Scotland', 'S23000009', 'scotland'],
  ['northern-ireland', 'Police Service of Northern Ireland', 'N99999999', 'northern-ireland'],
];

/** Forces without a territory of their own on the ONS map. */
const others: readonly (readonly [code: string, published: string, nation: string])[] = [
  ['british-transport', 'British Transport Police', ''],
  ['national-police-air-service', 'National Police Air Service', ''],
];

/**
 * The published tables say "Hampshire Constabulary"; the force calls itself Hampshire and Isle of Wight Constabulary (since
 * July 2022, unconfirmed). The label stays the published one so that tables join; the newer name is a further spelling.
 */
const also: Readonly<Record<string, readonly string[]>> = {
  hampshire: ['Hampshire and Isle of Wight Constabulary'],
  metropolitan: ['Met Police', 'London'],
  scotland: ['Police Service of Scotland'],
  'northern-ireland': ['PSNI'],
  'british-transport': ['BTP'],
};

/** Police Scotland took over from eight regional forces on 1 April 2013. */
const began: Readonly<Record<string, string>> = { scotland: '2013-04-01' };

export const policeForces = list('police-forces', 'Forces of the live referral form; ONS area codes; Open Government Licence v3.0', [
  ...territorial.map(([code, published, area, nation]): Item => ({
    code,
    label: published,
    ...(began[code] ? { from: day(began[code]) } : {}),
    in: { nation, area },
    ...(also[code] ? { also: also[code] } : {}),
  })),
  ...others.map(([code, published, nation]): Item => ({
    code,
    label: published,
    ...(nation ? { in: { nation } } : {}),
    ...(also[code] ? { also: also[code] } : {}),
  })),
]);
