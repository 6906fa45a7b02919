// What the referrer of an invented person wrote down: answers to the referral form, from the plan, the shared stories and numbers alone.
import { addDays, addMonths, type Day } from '#base/day.ts';
import type { Answers, Origins, Source, Value } from '#form/question.ts';
import type { Person } from './cells.ts';
import { nameOf, nobodysPhone, nobodysWorkPhone, storyOf } from './stories.ts';

export type Told = { readonly answers: Answers; readonly origins: Origins };

/** The needs a special case shows, as ticked in the form. */
const needsOf: Readonly<Record<string, readonly string[]>> = {
  'bed-tonight': ['bed-tonight'],
  'court-tomorrow': ['charged', 'court'],
  'removal-soon': ['detained', 'removal'],
};

/** Old cases keep what is counted and little else: nobody opens them, and a caseload must load while somebody waits. */
export function toldOf(person: Person, today: Day, whole: boolean): Told {
  const answers = { ...counted(person), ...(whole ? rest(person, today) : short(person)) };
  const origins: Record<string, Source> = { age: 'told-me', exploitation: 'told-me', why: person.key % 3 === 0 ? 'i-saw' : 'told-me' };
  if (answers['age-at-exploitation'] !== undefined) origins['age-at-exploitation'] = 'told-me';
  if (whole)
    Object.assign(origins, {
      'given-name': 'told-me',
      nationality: 'told-me',
      'what-happened': 'told-me',
      'made-to-do': 'told-me',
      'birth-date': person.key % 2 === 0 ? 'from-a-record' : 'told-me',
    });
  return { answers, origins };
}

/** The answers that figures count. Age at exploitation is asked of adults only: for a child it is known. */
function counted({ key, cell, nation, age, place, earlier, responder }: Person): Record<string, Value> {
  return {
    nation,
    age,
    exploitation: cell.exploitation.length > 0 ? cell.exploitation : ['not-specified'],
    nationality: cell.nationalities,
    'exploitation-place': place,
    'county-lines': countyLines(key, cell),
    // Of a council and of the police themselves it is known which force is told; the published tables say it of nobody.
    ...(responder.force ? { 'police-force': [responder.force] } : {}),
    ...(cell.gender === 'female' || cell.gender === 'male' || cell.gender === 'other' ? { gender: cell.gender } : { gender: { none: 'not-known' } }),
    ...(earlier ? { earlier: 'yes', 'earlier-reports': [{ what: 'referral', ...(earlier === 'not-said' ? {} : { same: earlier }) }] } : {}),
    ...(age === 'adult' ? { 'age-at-exploitation': cell.ageThen, consent: 'given' } : {}),
  };
}

/** The published tables do not say it of a cell: among those made to commit crimes every second child and every fifth adult. */
function countyLines(key: number, cell: Person['cell']): Value {
  if (cell.exploitation.length === 0) return { none: 'not-asked' };
  if (!cell.exploitation.includes('criminal')) return 'no';
  return key % (cell.ageThen === 'child' ? 2 : 5) === 0 ? 'yes' : 'no';
}

function short({ key, cell }: Person): Record<string, Value> {
  const name = nameOf(key);
  return { 'given-name': name.given, 'family-name': name.family, why: storyOf(cell.exploitation, key).why };
}

function rest(person: Person, today: Day): Record<string, Value> {
  const { key, cell, age, special } = person;
  const story = storyOf(cell.exploitation, key);
  const needs = needsOf[special ?? ''] ?? (person.detained ? ['detained'] : ['none-of-these']);
  return {
    ...short(person),
    'birth-date': birthDate(person, today),
    'danger-now': special === 'danger-now' ? 'yes' : 'no',
    alone: 'yes',
    interpreter: key % 3 === 0 ? 'independent' : 'none',
    contact: key % 5 === 0 ? 'worker' : 'person',
    'contact-checked': key % 11 === 0 ? { none: 'not-asked' } : 'yes',
    'contact-phone': nobodysPhone(key),
    'where-now': { none: 'not-known' },
    'still-held': special === 'still-held' ? 'yes' : 'no',
    needs,
    ...(special === 'court-tomorrow' ? { 'court-date': addDays(today, 1) } : {}),
    ...(special === 'removal-soon' ? { 'removal-date': addDays(today, 8) } : {}),
    ...(age === 'adult' ? {} : { guardian: key % 2 === 0 ? 'asked' : 'no' }),
    'what-happened': story.happened,
    'made-to-do': story.madeToDo,
    'support-wanted': 'yes',
    'my-role': 'Practice colleague',
    'my-phone': nobodysWorkPhone(key),
    'my-team': 'team@practice.example',
  };
}

/** Fits the age now; only those meant to turn 18 soon are near it. */
export function birthDate({ key, age, special }: Person, today: Day): Day {
  if (special === 'turning-18') return addDays(addMonths(today, -18 * 12), 9 + (key % 12));
  const months = age === 'adult' ? 20 * 12 + ((key * 37) % 360) : age === 'child' ? 11 * 12 + ((key * 37) % 60) : 17 * 12 + 6;
  return addDays(addMonths(today, -months), -(key % 28));
}

/** Days that rest on a sealed answer, for the worklist: the due day alone. */
export function daysOf(person: Person, today: Day): Readonly<Record<string, Day>> {
  return {
    ...(person.age === 'adult' ? {} : { eighteenOn: addMonths(birthDate(person, today), 18 * 12) }),
    ...(person.special === 'court-tomorrow' ? { courtOn: addDays(today, 1) } : {}),
    ...(person.special === 'removal-soon' ? { removalOn: addDays(today, 8) } : {}),
  };
}
