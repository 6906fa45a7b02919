// What two signals have in common, told without their words: keyed marks made on opening, with a key that only the team's own key makes.
import { createHmac, hkdfSync } from 'node:crypto';
import { line } from '#form/clean.ts';
import { graveIn } from './flood.ts';

/** Marks of the words (some of them alike mean words alike), and one of the place. 16 bytes each, in hexadecimal. */
export type Marks = { readonly words: readonly string[]; readonly place: string | null; readonly grave: string | null };

/**
 * Made of the half of the team's key that opens: whoever only has the database cannot try words against the marks. Of several the newest, so that who
 * once had an old key tries nothing against what came after it; what was marked before is marked anew when it is opened.
 */
export const markKey = (opener: string): Buffer => Buffer.from(hkdfSync('sha256', opener.split('\n', 1)[0] ?? '', '', 'signal-likeness|1', 32));

const bands = 12;
const rows = 2;
/** Words in any script, in one form; signs and case do not count. */
const wordsIn = (text: string): readonly string[] =>
  line(text)
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Runs of three words, so that order counts a little; a short text is its words. */
function runsOf(text: string): readonly string[] {
  const words = wordsIn(text).slice(0, 4000);
  if (words.length < 3) return words.length > 0 ? [words.join(' ')] : [];
  return [...new Set(words.slice(2).map((_word, at) => words.slice(at, at + 3).join(' ')))];
}

/** One keyed hash of a run gives a start and a step, from which its value under each of the orders follows. */
const modulus = 4294967291;
function smallest(key: Buffer, runs: readonly string[]): readonly number[] {
  const least = Array.from({ length: bands * rows }, () => modulus);
  for (const run of runs) {
    const made = createHmac('sha256', key).update(run).digest();
    const [start, step] = [made.readUInt32BE(0), made.readUInt32BE(4) | 1];
    for (let at = 0; at < least.length; at += 1) {
      const value = scramble(start, step, at);
      if (value < (least[at] ?? 0)) least[at] = value;
    }
  }
  return least;
}

function scramble(start: number, step: number, at: number): number {
  let value = (start ^ Math.imul(step, 0x9e3779b1 + at * 0x85ebca6b)) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d) >>> 0;
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}

const mark = (key: Buffer, kind: string, value: string): string => createHmac('sha256', key).update(`${kind}|${value}`).digest('hex').slice(0, 32);

export function marksOf(key: Buffer, { words, place }: { readonly words: string; readonly place: string }): Marks {
  const least = smallest(key, runsOf(words));
  const grave = graveIn(words);
  const where = [...new Set(wordsIn(place))].sort().join(' ');
  return {
    words:
      runsOf(words).length === 0
        ? []
        : Array.from({ length: bands }, (_band, at) => mark(key, `words ${at}`, least.slice(at * rows, at * rows + rows).join(','))),
    place: where === '' ? null : mark(key, 'place', where),
    grave: grave === '' ? null : mark(key, 'grave', grave),
  };
}

/** From 0 to 1; above this, two texts are shown as alike. Of twelve marks, texts of which half the runs agree share three on average. */
export const alikeFrom = 3;
export const nearlySame = 9;
