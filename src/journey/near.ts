// What is too near: no distance, since nobody's address is looked up anywhere, but the same place by the closest name that both bear.

/** A council area's code, a postcode district, a town: as somebody typed them, each where it is known. */
export type Spot = { readonly area?: string; readonly district?: string; readonly town?: string };

/** The district of a postcode, or of what is one already: "M14 5AB" and "m14" are M14. */
export function districtOf(typed: string): string | undefined {
  const close = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const whole = /^([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}$/.exec(close);
  return whole ? whole[1] : /^[A-Z]{1,2}\d[A-Z\d]?$/.test(close) ? close : undefined;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * The closest name that both bear decides: two districts that differ are apart, though the town is one. Where one of them has no such
 * name, the wider one decides: doubt keeps the person away. Two spots without a name in common are not said to be near.
 */
export function isNear(one: Spot, other: Spot): boolean {
  if (one.district && other.district) return one.district === other.district;
  if (one.town && other.town && plain(one.town) === plain(other.town)) return true;
  if (one.town && other.town && !(one.area && other.area)) return false;
  return one.area !== undefined && one.area === other.area;
}

/** Postcode districts of whole postcodes that stand in a text. */
export function districtsIn(text: string): readonly string[] {
  return [...text.toUpperCase().matchAll(/\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d[A-Z]{2}\b/g)].map((found) => found[1] ?? '');
}

/** Whether a text that somebody wrote speaks of a spot: by its district, else by its town or area. `areaName` gives the name of a code. */
export function speaksOf(text: string, spot: Spot, areaName: (code: string) => string | undefined): boolean {
  const districts = districtsIn(text);
  if (districts.length > 0 && spot.district) return districts.includes(spot.district);
  const words = ` ${plain(text)} `;
  return [spot.town, spot.area && areaName(spot.area)].some((name) => name !== undefined && plain(name) !== '' && words.includes(` ${plain(name)} `));
}
