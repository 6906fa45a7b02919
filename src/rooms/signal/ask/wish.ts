// What somebody wishes of who meets them, as codes: an area of the lists, a language, a worker's gender, an age, and bodies not wanted.
import { inForceOn, itemOf, type List } from '#base/list.ts';
import type { Day } from '#base/day.ts';

export type Gender = 'woman' | 'man';
export type Age = 'adult' | 'child';
/** Nothing: not said, or no matter. `area` is a nation, a police area or a council area, as `areaChoices` codes it. `not`: kinds of organisation. */
export type Wish = {
  readonly area: string | null;
  readonly language: string | null;
  readonly gender: Gender | null;
  readonly age: Age | null;
  readonly not: readonly NotWanted[];
};
export const noWish: Wish = { area: null, language: null, gender: null, age: null, not: [] };

/** Kinds of organisation that somebody may not want to meet. */
export const notWanted = ['police', 'local-authority', 'immigration', 'ngo'] as const;
export type NotWanted = (typeof notWanted)[number];

type Lists = Readonly<Record<string, List>>;
type Places = { readonly nations: readonly { readonly code: string; readonly name: string }[]; readonly lists: Lists };
export type Choice = { readonly code: string; readonly label: string };

/** Nations, then police areas, then councils: those of the lists that stand on a day. */
export function areaChoices({ nations, lists }: Places, today: Day): readonly Choice[] {
  const of = (id: string, prefix: string): readonly Choice[] => {
    const found = lists[id];
    return found ? inForceOn(found, today).map(({ code, label }) => ({ code: `${prefix}:${code}`, label })) : [];
  };
  return [
    ...nations.map(({ code, name }) => ({ code: `nation:${code}`, label: name })),
    ...of('police-forces', 'police'),
    ...of('local-authorities', 'council'),
  ];
}

/** An area and those it lies in, the smallest first. */
export function areaChain(lists: Lists, code: string): readonly string[] {
  const [kind, at = ''] = code.split(':');
  const within = (list: string): Readonly<Record<string, string>> => (lists[list] && itemOf(lists[list], at)?.in) || {};
  if (kind === 'council') {
    const { force, nation } = within('local-authorities');
    return [code, ...(force ? [`police:${force}`] : []), ...(nation ? [`nation:${nation}`] : [])];
  }
  if (kind === 'police') {
    const { nation } = within('police-forces');
    return [code, ...(nation ? [`nation:${nation}`] : [])];
  }
  return [code];
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The code of what somebody typed, where it is a name of the list or a code; nothing where it is neither. A person looks at it either way. */
export function readChoice(typed: string, choices: readonly Choice[]): string | null {
  const said = plain(typed);
  if (said === '') return null;
  return (choices.find(({ code }) => code === typed.trim()) ?? choices.find(({ label }) => plain(label) === said))?.code ?? null;
}
