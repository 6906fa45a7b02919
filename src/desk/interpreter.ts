// Whether an interpreter may be booked for a person: by the person's own rules and wishes, and where they stand in what was told of them.
import type { Refused } from '#base/outcome.ts';
import { mayInterpret, type HowMuch, type InterpreterAsked, type InterpreterFound } from '#journey/interpreter.ts';
import { no } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { answersTo } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { normalise } from '#kit/store/find.ts';
import { namesThem } from '#kit/store/standing.ts';
import { interpreterKept } from '#rooms/support/steps-interpreter.ts';
import type { Said } from '#rooms/support/step.ts';
import type { Care } from './support-care.ts';

type Question = keyof typeof interpreterKept;

/** What the person said, as it stands now. */
export function saidOfInterpreters({ said }: Pick<Care, 'said'>): Readonly<Record<Question, string>> {
  const now = Object.entries(interpreterKept).map(([question, at]) => {
    const value = said.get(at)?.value;
    return [question, typeof value === 'string' ? value : ''] as const;
  });
  return Object.fromEntries(now) as Record<Question, string>;
}

/** Where nobody said how much it matters it is a rule. */
const howMuch = (typed: string): HowMuch => (typed === 'like' ? 'like' : 'must');

function askedOf(said: Readonly<Record<Question, string>>): InterpreterAsked {
  const gender = said['asked-gender'];
  return {
    gender: gender === 'woman' || gender === 'man' ? { is: gender, how: howMuch(said['asked-gender-how']) } : null,
    dialect: said['asked-dialect'] === '' ? null : howMuch(said['asked-dialect-how']),
    community: said['asked-community'] === '' ? null : howMuch(said['asked-community-how']),
  };
}

const text = (said: Said, id: string): string => (typeof said[id] === 'string' ? said[id] : '');

const wordsIn = (typed: string): readonly string[] => (normalise('name', typed.replace(/\d/g, ' ')) ?? '').split(' ').filter((word) => word !== '');

/** Every word of a name they gave is one of the interpreter's, or the number is: part of a name is enough, since doubt keeps the person safe. */
function isNamed(never: string, name: string, phone: string): boolean {
  const known = new Set(wordsIn(name));
  const number = normalise('phone', phone);
  return never.split('\n').some((line) => {
    const named = wordsIn(line);
    return (named.length > 0 && named.every((word) => known.has(word))) || (number !== undefined && normalise('phone', line) === number);
  });
}

/** The rules first: who breaks one is refused before anything else is compared. Another booking is none of this. */
export async function refusesInterpreter(kit: Kit, care: Care, said: Said): Promise<Refused | undefined> {
  const [name, phone] = [text(said, 'interpreter-name'), text(said, 'interpreter-phone')];
  if (name === '') return undefined;
  const theirs = saidOfInterpreters(care);
  const gender = text(said, 'interpreter-gender');
  const speaks = text(said, 'interpreter-speaks');
  const community = text(said, 'interpreter-community');
  const found: InterpreterFound = {
    gender: gender === '' ? 'not-known' : (gender as InterpreterFound['gender']),
    dialect: speaks === '' ? 'not-known' : (speaks as InterpreterFound['dialect']),
    community: community === 'no' ? 'none-of-them' : community === 'yes' ? 'one-of-them' : 'not-known',
    named: isNamed(theirs['asked-never'], name, phone),
  };
  const refused = mayInterpret(askedOf(theirs), found, text(said, 'interpreter-reason') !== '');
  if (refused) return refused;
  return (await isKnown(kit, care, name, phone)) || (await isResponsible(kit, care, name, phone)) ? no('interpreter-bound') : undefined;
}

/** Compared by search tokens alone: nothing of the case is opened, and where they stand in it is not said. */
async function isKnown(kit: Kit, { record }: Care, name: string, phone: string): Promise<boolean> {
  const facts = [{ how: 'name', text: name } as const, ...(phone === '' ? [] : [{ how: 'phone', text: phone } as const])];
  return kit.db.as(theService, 'identification', async (tx) => {
    for (const one of record.cases) if (await namesThem(tx, one.file, facts)) return true;
    return false;
  });
}

/** Whether all of their name, or their number, stands in what a referral says of those responsible. It is compared, and shown to nobody. */
async function isResponsible(kit: Kit, { record }: Care, name: string, phone: string): Promise<boolean> {
  const [words, number] = [wordsIn(name), normalise('phone', phone)];
  return kit.db.as(theService, 'support', async (tx) => {
    for (const one of record.cases)
      for (const { value } of await answersTo(tx, one.file, 'suspect', ['responsible', 'responsible-place'])) {
        if (typeof value !== 'string') continue;
        const there = new Set(wordsIn(value));
        if (words.length > 0 && words.every((word) => there.has(word))) return true;
        if (number !== undefined && number.length === 9 && value.replace(/\D/g, '').includes(number)) return true;
      }
    return false;
  });
}
