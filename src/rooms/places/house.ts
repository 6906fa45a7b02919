// A house as it is kept: its answers to what its file says, and back.
import { may } from '#access/may.ts';
import type { FieldClass } from '#access/classes.ts';
import type { Actor } from '#access/roles.ts';
import type { FileId } from '#base/id.ts';
import { isNone, type Answers, type Question, type Value } from '#form/question.ts';
import type { Standing } from '#journey/fitting.ts';
import { districtOf, type Spot } from '#journey/near.ts';
import { openHouse, placeStream, type Admits, type Cover, type House, type HouseHas, type HouseNeeds, type LivesThere } from '#journey/place.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions, answersTo, type Given } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { recordFacts } from '#kit/store/facts.ts';
import { createFile, fileOf, newFileId } from '#kit/store/files.ts';
import type { Staff } from '#kit/web/page.ts';
import { houseQuestions } from './form.ts';
import type { HouseListed } from './store.ts';

export type HouseKept = HouseListed & { readonly house: House; readonly said: Answers };

/** Which answers stand under which class. */
export const byClass = (questions: Readonly<Record<string, Question>>): ReadonlyMap<FieldClass, readonly string[]> =>
  Object.entries(questions).reduce((all, [id, { holds }]) => all.set(holds, [...(all.get(holds) ?? []), id]), new Map<FieldClass, readonly string[]>());

/** What is answered now of these questions, of those classes that the policy gives the asker of this file. */
export async function saidTo(tx: Tx, file: FileId, questions: Readonly<Record<string, Question>>): Promise<Answers> {
  const found = await recordFacts(tx, file);
  if (!found) return {};
  const { actor: who, purpose } = tx;
  const answers: Record<string, Value> = {};
  for (const [field, ids] of byClass(questions)) {
    if (!may({ who, purpose, verb: 'read', field, record: found.facts, now: found.now }).allowed) continue;
    for (const { question, value } of await answersTo(tx, file, field, ids)) if (!isNone(value) && value !== '') answers[question] = value;
  }
  return answers;
}

/** Answers as they are kept; a question left empty now is kept as empty, so that what stood there before is over. */
export function givenFrom(questions: Readonly<Record<string, Question>>, answers: Answers, by: Actor, lang: string, edition: string): readonly Given[] {
  return Object.entries(questions).map(([question, { holds, kind }]) => {
    const value = answers[question] ?? (kind === 'many' || kind === 'pick' ? [] : '');
    return { question, holds, value, origin: null, edition, language: lang, saidBy: by.person };
  });
}

export async function houseIn(kit: Kit, tx: Tx, listed: HouseListed, questions: Readonly<Record<string, Question>>): Promise<HouseKept> {
  const { state } = await kit.ledger.load(tx, placeStream, listed.file);
  return { file: listed.file, reference: listed.reference, house: state, said: await saidTo(tx, listed.file, questions) };
}

export const text = (answers: Answers, id: string): string => (typeof answers[id] === 'string' ? answers[id] : '');
export const codes = (answers: Answers, id: string): readonly string[] => (Array.isArray(answers[id]) ? (answers[id] as readonly string[]) : []);
export const nameOf = ({ said }: Pick<HouseKept, 'said'>): string => text(said, 'house-name');

export const needsFrom = (answers: Answers): HouseNeeds => ({
  who: text(answers, 'house-who') as LivesThere,
  cover: text(answers, 'house-cover') as Cover,
  admits: codes(answers, 'house-admits') as readonly Admits[],
  has: codes(answers, 'house-has') as readonly HouseHas[],
  speaks: codes(answers, 'house-speaks'),
});

/** A spot of what was typed: a district where it is one, else a town. */
export function spotOf(of: { readonly town: string; readonly district: string; readonly area: string | undefined }): Spot {
  const district = districtOf(of.district);
  return { ...(of.town ? { town: of.town } : {}), ...(district ? { district } : {}), ...(of.area ? { area: of.area } : {}) };
}

export function standingOf(answers: Answers): Standing {
  const lines = text(answers, 'house-near')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    spot: spotOf({ town: text(answers, 'house-town'), district: text(answers, 'house-district'), area: codes(answers, 'house-area')[0] }),
    beside: lines.map((line) => (districtOf(line) ? { district: districtOf(line) ?? '' } : { town: line })),
  };
}

/** The file, its first event and its sealed answers, all or none. */
export async function addHouse(kit: Kit, ask: Pick<Staff, 'actor' | 'today' | 'now' | 'lang'>, answers: Answers): Promise<string | undefined> {
  const id = newFileId();
  const nation = text(answers, 'house-nation');
  const writing = { day: ask.today, at: ask.now, nation };
  await kit.ledger.perform(
    ask.actor,
    'support',
    placeStream,
    id,
    async (state, tx) => {
      await createFile(tx, { id, kind: 'place', child: false, nation });
      await addVersions(tx, id, givenFrom(houseQuestions(kit.law), answers, ask.actor, ask.lang, 'place-1'));
      return openHouse(state, { nation, needs: needsFrom(answers) });
    },
    writing,
  );
  return (await kit.db.as(ask.actor, 'support', (tx) => fileOf(tx, id)))?.reference ?? undefined;
}
