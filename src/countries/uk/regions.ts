// The nine regions of England and the three other nations, as wide areas to count people by; each whole of police force areas.
// Source: Office for National Statistics (police force areas within the regions of England) licensed under the Open Government Licence v3.0.
import { list } from '#base/list.ts';

const regions: readonly (readonly [code: string, label: string, forces: readonly string[]])[] = [
  ['north-east', 'North East', ['cleveland', 'durham', 'northumbria']],
  ['north-west', 'North West', ['cheshire', 'cumbria', 'greater-manchester', 'lancashire', 'merseyside']],
  ['yorkshire', 'Yorkshire and The Humber', ['humberside', 'north-yorkshire', 'south-yorkshire', 'west-yorkshire']],
  ['east-midlands', 'East Midlands', ['derbyshire', 'leicestershire', 'lincolnshire', 'northamptonshire', 'nottinghamshire']],
  ['west-midlands', 'West Midlands', ['staffordshire', 'warwickshire', 'west-mercia', 'west-midlands']],
  ['east', 'East of England', ['bedfordshire', 'cambridgeshire', 'essex', 'hertfordshire', 'norfolk', 'suffolk']],
  ['london', 'London', ['city-of-london', 'metropolitan']],
  ['south-east', 'South East', ['hampshire', 'kent', 'surrey', 'sussex', 'thames-valley']],
  ['south-west', 'South West', ['avon-and-somerset', 'devon-and-cornwall', 'dorset', 'gloucestershire', 'wiltshire']],
  ['wales', 'Wales', ['dyfed-powys', 'gwent', 'north-wales', 'south-wales']],
  ['scotland', 'Scotland', ['scotland']],
  ['northern-ireland', 'Northern Ireland', ['northern-ireland']],
];

export const regionList = list(
  'regions',
  'Regions of the Office for National Statistics; Open Government Licence v3.0',
  regions.map(([code, label]) => ({ code, label })),
);

export const regionOfForce: ReadonlyMap<string, string> = new Map(regions.flatMap(([code, , forces]) => forces.map((force) => [force, code] as const)));
