// What somebody said they wish, as far as codes can be read of it: of a form of ours, a call, a letter or a partner's row. A person looks at it.
import type { Day } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import { areaChoices, notWanted, readChoice, type Wish } from './wish.ts';

type Said = Readonly<Record<string, string>>;

/** Words of our own forms and of partners' rows stand under the same names. */
export function wishFrom(law: Law, said: Said, today: Day): Wish {
  const languages = law.lists['languages']?.items ?? [];
  const { area = said['place'] ?? '', language = '', gender = '', age = '', not = '' } = said;
  return {
    area: readChoice(area, areaChoices(law, today)),
    language: readChoice(language, languages),
    gender: gender === 'woman' || gender === 'man' ? gender : null,
    age: age === 'child' || age === 'adult' ? age : null,
    not: notWanted.filter((one) => not.split(',').includes(one)),
  };
}
