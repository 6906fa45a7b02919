// Who to ring, in the reader's language: a country's numbers come in English with an id for each phrase.
import type { Say } from '#base/words.ts';
import type { Law, LocalNumber } from './law.ts';

export type Ringable = ReturnType<Law['ringNow']>[number];

/** Whether it is a telephone number that can be rung, and not words that tell where to find one. */
export const isNumber = ({ number }: Ringable): boolean => /^\+?\d+$/.test(number.replace(/\s/g, ''));

/** The number of the first line that the law says to ring: where anyone is in danger now. */
export function emergency(law: Law): string | null {
  const nation = law.nations[0]?.code ?? '';
  const first = law.ringNow({ nation, age: 'not-sure', area: null, force: null, hour: 12, workday: true, local: [] })[0];
  return first && isNumber(first) ? first.number : null;
}

export const sayWho = (say: Say, one: Ringable): string => say(`ring.${one.id}.who`, one.who, one.area === undefined ? {} : { area: one.area });
export const sayNumber = (say: Say, one: Ringable): string => (isNumber(one) ? one.number : say(`ring.${one.id}.number`, one.number));
export const sayWhen = (say: Say, one: Ringable): string => say(`ring.when.${one.open}`, one.when);

/** What may stand in a letter to the person: nothing local, since a letter outlives a number and a place gives somebody away. */
export const linesFor = (law: Law, of: { readonly nation: string; readonly age: (typeof ages)[number] }): readonly Ringable[] =>
  law.ringNow({ nation: of.nation, age: of.age, area: null, force: null, hour: 12, workday: true, local: [] }).filter((one) => !one.atWork);

/** One number on a line of a letter. Languages written from the right keep the number's own direction in their text. */
export const ringLine = (say: Say, one: Ringable): string => say('ring.line', '{who}: {number}', { who: sayWho(say, one), number: sayNumber(say, one) });

const ages = ['adult', 'child', 'not-sure', undefined] as const;

/** Every phrase of a country's numbers, for the translators' file. The area's own name stands as {area}. */
export function ringTexts(law: Law, areas: readonly string[]): readonly { readonly id: string; readonly english: string }[] {
  const codes = { 'local-authorities': areas, 'police-forces': law.lists['police-forces']?.items.map((item) => item.code) ?? [] };
  const kept = (Object.keys(codes) as LocalNumber['list'][]).flatMap((list) =>
    codes[list].map((code): LocalNumber => ({ list, code, open: 'always', number: '000', source: '' })),
  );
  const lines = law.nations.flatMap(({ code: nation }) =>
    ages.flatMap((age) =>
      [null, ...areas].flatMap((area) =>
        [3, 12].flatMap((hour) => [[], kept].flatMap((local) => law.ringNow({ nation, age, area, force: null, hour, workday: true, local }))),
      ),
    ),
  );
  return textsOf([...lines, ...law.helplines]);
}

/** Phrases of the numbers that are shown to everybody: no area is named there, and nobody is asked how old they are. */
export function openRingTexts(law: Law): readonly { readonly id: string; readonly english: string }[] {
  const lines = law.nations.flatMap(({ code: nation }) =>
    [3, 12].flatMap((hour) => law.ringNow({ nation, age: 'not-sure', area: null, force: null, hour, workday: true, local: [] })),
  );
  return textsOf([...lines.filter((one) => !one.atWork), ...law.helplines]);
}

function textsOf(lines: readonly Ringable[]): readonly { readonly id: string; readonly english: string }[] {
  const found = new Map<string, string>();
  for (const one of lines) {
    found.set(`ring.${one.id}.who`, one.area === undefined ? one.who : one.who.replace(one.area, '{area}'));
    if (!isNumber(one)) found.set(`ring.${one.id}.number`, one.number);
    found.set(`ring.when.${one.open}`, one.when);
  }
  return [...found].map(([id, english]) => ({ id, english }));
}
