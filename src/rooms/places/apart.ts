// People who must not live together or near: in which houses one of them may not be offered a bed, and which two may not be offered such houses at once.
import type { FileId } from '#base/id.ts';
import { isNear, type Spot } from '#journey/near.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Excluded, Fit } from '#methods/assign.ts';
import { houseQuestions } from './form.ts';
import { saidTo, standingOf } from './house.ts';
import { apartFrom, whereTheyAre, whoseIs, type Nights } from './tables.ts';

/** Where a house stands, with what it is near to. Never handed on. */
async function spotsOf(kit: Kit, tx: Tx, house: FileId): Promise<readonly Spot[]> {
  const { spot, beside } = standingOf(await saidTo(tx, house, houseQuestions(kit.law)));
  return [spot, ...beside];
}

const areNear = (some: readonly Spot[], others: readonly Spot[]): boolean => some.some((one) => others.some((other) => isNear(one, other)));

/** Houses among these in which a bed for this person would put somebody in danger. */
export async function forbiddenFor(kit: Kit, tx: Tx, file: FileId, houses: readonly FileId[], nights: Nights): Promise<ReadonlySet<FileId>> {
  const forbidden = new Set<FileId>();
  const rules = await apartFrom(tx, file);
  const there =
    rules.length === 0
      ? []
      : await whereTheyAre(
          tx,
          rules.map((one) => one.person),
          nights,
        );
  for (const { house: theirs, person } of there) {
    forbidden.add(theirs);
    if (!rules.some((one) => one.person === person && one.reach === 'near')) continue;
    const around = await spotsOf(kit, tx, theirs);
    for (const house of houses) if (areNear(await spotsOf(kit, tx, house), around)) forbidden.add(house);
  }
  return forbidden;
}

/** For several who wait at once: which two offers exclude each other. */
export async function exclusionsAmong(kit: Kit, tx: Tx, fits: readonly Fit[]): Promise<readonly Excluded[]> {
  const waiting = [...new Set(fits.map((one) => one.party as FileId))];
  const persons = new Map<FileId, FileId>();
  for (const file of waiting) persons.set(file, await whoseIs(tx, file));
  const spots = new Map<string, readonly Spot[]>();
  const near = async (one: string, other: string): Promise<boolean> => {
    for (const house of [one, other]) if (!spots.has(house)) spots.set(house, await spotsOf(kit, tx, house as FileId));
    return areNear(spots.get(one) ?? [], spots.get(other) ?? []);
  };
  const found: Excluded[] = [];
  for (const file of waiting) {
    for (const { person, reach } of await apartFrom(tx, file)) {
      for (const other of fits.filter((one) => file < one.party && persons.get(one.party as FileId) === person))
        for (const fit of fits.filter((one) => one.party === file))
          if (fit.house === other.house || (reach === 'near' && (await near(fit.house, other.house)))) found.push([fit, other]);
    }
  }
  return found;
}
