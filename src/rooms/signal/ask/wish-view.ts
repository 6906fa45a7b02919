// A wish in words, for who looks for somebody to meet the person and for who is asked to.
import { itemOf } from '#base/list.ts';
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { sayItem } from '#form/texts.ts';
import type { Kit } from '#kit/kit.ts';
import { areaChoices, type Wish } from './wish.ts';
import { ageWords, genderWords } from './words.ts';

export function languageName({ law }: Kit, say: Say, code: string): string {
  const list = law.lists['languages'];
  const item = list && itemOf(list, code);
  return list && item ? sayItem(say, list, item) : code;
}

export const areaName = ({ law }: Kit, code: string, today: Day): string => areaChoices(law, today).find((one) => one.code === code)?.label ?? code;

type RowOf = { readonly key: { readonly text: string }; readonly value: { readonly text: string } };

/** What is wished, without the bodies not wanted: of those none is asked. */
export function wishRows(kit: Kit, say: Say, { area, language, gender, age }: Wish, today: Day): readonly RowOf[] {
  const row = (key: string, value: string | null | false): RowOf[] => (value ? [{ key: { text: key }, value: { text: value } }] : []);
  return [
    ...row(say('line.wish.area', 'Area'), area && areaName(kit, area, today)),
    ...row(say('line.wish.language', 'Language'), language && languageName(kit, say, language)),
    ...row(say('line.wish.gender', 'Wants to meet'), gender && genderWords(say)[gender]),
    ...row(say('line.wish.age', 'Age'), age && ageWords(say)[age]),
  ];
}
