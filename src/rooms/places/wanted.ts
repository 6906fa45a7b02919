// What somebody needs of a place, put together by the program for matching: their own answers, their map, and where exploiters are said to be.
import type { FileId } from '#base/id.ts';
import { isNone, type Answers, type Row } from '#form/question.ts';
import type { Wanted } from '#journey/fitting.ts';
import { districtOf, type Spot } from '#journey/near.ts';
import type { HouseHas, LivesThere, RoomHas } from '#journey/place.ts';
import { answersTo } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { wantedQuestions } from './form.ts';
import { codes, saidTo, spotOf, text } from './house.ts';

export const mapQuestion = 'place-map';
/** One entry of the person's map: rows of the question above, sealed as where they can be found is. */
export type Entry = { readonly way: 'avoid' | 'near'; readonly what: string; readonly town: string; readonly district: string; readonly area: string };

const entryOf = (row: Row): Entry => {
  const said = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
  return { way: said('way') === 'near' ? 'near' : 'avoid', what: said('what'), town: said('town'), district: said('district'), area: said('area') };
};

export async function mapOf(tx: Tx, file: FileId): Promise<readonly Entry[]> {
  const [kept] = await answersTo(tx, file, 'locator', [mapQuestion]);
  return Array.isArray(kept?.value) ? kept.value.filter((row): row is Row => typeof row === 'object').map(entryOf) : [];
}

/** What stands to be kept away from on the maps of the person's other support records: what they feared before counts when they come back. */
export async function fearedBefore(tx: Tx, file: FileId): Promise<readonly Entry[]> {
  const person = await personOf(tx, file);
  const found: Entry[] = [];
  for (const { id, kind } of person ? await filesOf(tx, person) : []) if (kind === 'support' && id !== file) found.push(...(await mapOf(tx, id)));
  return found.filter((one) => one.way === 'avoid');
}

const spot = ({ town, district, area }: Entry): Spot => spotOf({ town, district: districtOf(district) ?? '', area: area || undefined });

/** Nothing where nobody wrote down yet what they need. */
export async function wantedOf(tx: Tx, file: FileId): Promise<Wanted | undefined> {
  const said = await saidTo(tx, file, wantedQuestions);
  if (said['place-urgency'] === undefined) return undefined;
  return wantedFrom(said, [...(await mapOf(tx, file)), ...(await fearedBefore(tx, file))], await exploitersOf(tx, file));
}

function wantedFrom(said: Answers, map: readonly Entry[], exploiters: readonly string[]): Wanted {
  const takes = text(said, 'place-takes');
  return {
    houses: codes(said, 'place-houses') as readonly LivesThere[],
    people: Number(said['place-people'] ?? 1),
    children: text(said, 'place-children') === 'yes',
    takes: takes === 'room' || takes === 'house' ? takes : 'bed',
    room: codes(said, 'place-room') as readonly RoomHas[],
    house: codes(said, 'place-house') as Wanted['house'],
    avoid: map.filter((one) => one.way === 'avoid').map(spot),
    near: map.filter((one) => one.way === 'near').map(spot),
    exploiters,
    language: codes(said, 'place-language')[0] ?? null,
    asks: codes(said, 'place-asks') as readonly HouseHas[],
  };
}

/** What the person's referrals say of where those responsible are. */
async function exploitersOf(tx: Tx, file: FileId): Promise<readonly string[]> {
  const person = await personOf(tx, file);
  const found: string[] = [];
  for (const { id, kind } of person ? await filesOf(tx, person) : []) {
    if (kind !== 'case') continue;
    for (const { value } of await answersTo(tx, id, 'suspect', ['responsible-place'])) if (typeof value === 'string' && !isNone(value)) found.push(value);
  }
  return found;
}

/** Whether they said that they need it tonight. */
export async function isTonight(tx: Tx, file: FileId): Promise<boolean> {
  return text(await saidTo(tx, file, wantedQuestions), 'place-urgency') === 'tonight';
}
