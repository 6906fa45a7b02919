// Many alike at once, folded under the first of them for the eye alone: none is read, merged or put off by it, and whatever may be grave stands by itself.
import type { FileId } from '#base/id.ts';
import type { Harm } from '#journey/triage.ts';

/** From the table of marks: those of the words by their order, that of the place, and that of all words that may be grave; empty where there is none. */
export type MarksKept = { readonly words: readonly string[]; readonly place: string; readonly grave: string };
type Row = { readonly file: FileId; readonly harm: Harm; readonly placeKnown: boolean };

/** So many of twelve marks: two texts of a flood in which each has another word share these mostly, texts of which half agrees hardly ever. */
export const floodFrom = 4;
/** Fewer are no flood: each has its line. */
export const leastTogether = 5;

/** Words by which one text may be graver than another that it resembles: in English alone, and more of them than needed. */
const graveWords =
  /(?<![\p{L}])(child\p{L}*|kids?|bab(?:y|ies)|boys?|girls?|daughters?|sons?|teen\p{L}*|minors?|pregnant|danger\p{L}*|kill\p{L}*|die[sd]?|dying|dead|death|murder\p{L}*|kni(?:fe|ves)|guns?|weapon\p{L}*|blood\p{L}*|beat\p{L}*|hits?|burn\p{L}*|rap(?:e|ed|es)|assault\p{L}*|attack\p{L}*|hurt\p{L}*|injur\p{L}*|scream\p{L}*|cr(?:y|ies|ying)|lock\p{L}*|chain\p{L}*|trap\p{L}*|prison\p{L}*|escape\p{L}*|held|captive|starv\p{L}*|suicid\p{L}*|overdos\p{L}*|tonight|urgent\p{L}*|emergency|ambulance|help|me|my|i)(?![\p{L}])/giu;
/** What is written in another script than this list is taken word by word. */
const otherScripts = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+/gu;

/** All that may be grave in the words, in one order: two texts that differ in it are never folded together. */
export const graveIn = (words: string): string => {
  const plain = words.normalize('NFKC').toLowerCase();
  return [...new Set([...(plain.match(graveWords) ?? []), ...(plain.match(otherScripts) ?? [])])].sort().join(' ');
};

/** The first of each flood in the order of the queue, with those that are folded under it. Whoever is not in it has a line of its own. */
export function floodsIn<R extends Row>(rows: readonly R[], marks: ReadonlyMap<FileId, MarksKept>): ReadonlyMap<FileId, readonly R[]> {
  const groups: { first: FileId; place: string; grave: string; rest: R[] }[] = [];
  const byMark = new Map<string, number[]>();
  for (const row of rows) {
    const own = marks.get(row.file);
    if (!own || own.words.length === 0 || row.placeKnown || !(row.harm === 'not-known' || row.harm === 'other')) continue;
    const shared = new Map<number, number>();
    own.words.forEach((mark, at) => byMark.get(`${at} ${mark}`)?.forEach((group) => shared.set(group, (shared.get(group) ?? 0) + 1)));
    const best = [...shared]
      .filter(([group, many]) => many >= floodFrom && groups[group]?.place === own.place && groups[group]?.grave === own.grave)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
    if (best !== undefined) groups[best]?.rest.push(row);
    else {
      // Each is compared with the first of a group and never with the next: no chain leads from one text to another.
      own.words.forEach((mark, at) => byMark.set(`${at} ${mark}`, [...(byMark.get(`${at} ${mark}`) ?? []), groups.length]));
      groups.push({ first: row.file, place: own.place, grave: own.grave, rest: [] });
    }
  }
  return new Map(groups.filter(({ rest }) => rest.length + 1 >= leastTogether).map(({ first, rest }) => [first, rest]));
}
