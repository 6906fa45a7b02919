// Text set in lines for paper: broken at a width, and each line in the order in which it is read, from the right where its script is.
import bidiOf from 'bidi-js';

/** A stretch of one line that is drawn in one go, from the left. */
export type Run = { readonly text: string; readonly x: number };
export type Line = { readonly runs: readonly Run[]; readonly width: number; readonly fromRight: boolean };
export type Measure = (text: string) => number;

type Bidi = {
  getEmbeddingLevels(text: string, base: 'auto'): { readonly levels: Uint8Array; readonly paragraphs: readonly { readonly level: number }[] };
  getMirroredCharacter(char: string): string | null;
};
const bidi = (bidiOf as () => Bidi)();
type Token = { readonly text: string; readonly level: number };

/** One paragraph in lines no wider than `most`. */
export function setLines(paragraph: string, most: number, measure: Measure): readonly Line[] {
  const text = paragraph.normalize('NFC');
  if (text.trim() === '') return [{ runs: [], width: 0, fromRight: false }];
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto');
  const fromRight = (paragraphs[0]?.level ?? 0) % 2 === 1;
  const lines: { readonly tokens: Token[]; width: number }[] = [];
  let at = 0;
  for (const word of text.split(/( +)/)) {
    for (const piece of pieces(word, most, measure)) {
      const width = measure(piece);
      const last = lines.at(-1);
      const tokens = tokensOf(piece, at, levels);
      at += piece.length;
      if (last && last.width + width <= most) {
        last.tokens.push(...tokens);
        last.width += width;
      } else if (piece.trim() !== '' || !last) lines.push({ tokens: [...tokens], width });
    }
  }
  return lines.map((line) => placed(line.tokens, fromRight, measure));
}

/** A word that is wider than a line is broken where it must. */
function pieces(word: string, most: number, measure: Measure): readonly string[] {
  if (word === '' || measure(word) <= most) return word === '' ? [] : [word];
  const parts: string[] = [''];
  for (const char of word) {
    const longer = (parts.at(-1) ?? '') + char;
    if (measure(longer) <= most) parts[parts.length - 1] = longer;
    else parts.push(char);
  }
  return parts;
}

/** A piece is cut where the direction changes: a number in a word from the right is read from the left. */
function tokensOf(piece: string, from: number, levels: Uint8Array): readonly Token[] {
  const tokens: { text: string; readonly level: number }[] = [];
  for (let i = 0; i < piece.length; i += 1) {
    const level = levels[from + i] ?? 0;
    const last = tokens.at(-1);
    if (last?.level === level) last.text += piece[i];
    else tokens.push({ text: piece[i] ?? '', level });
  }
  return tokens;
}

/** Rule L2 of the Unicode bidirectional algorithm over whole tokens: within one the font sets the order by its script. */
function placed(tokens: readonly Token[], fromRight: boolean, measure: Measure): Line {
  const order = [...tokens];
  while (order.at(-1)?.text.trim() === '') order.pop();
  const highest = Math.max(0, ...order.map((one) => one.level));
  for (let level = highest; level > 0; level -= 1) {
    for (let i = 0; i < order.length; i += 1) {
      let end = i;
      while (end < order.length && (order[end]?.level ?? 0) >= level) end += 1;
      if (end > i) order.splice(i, end - i, ...order.slice(i, end).toReversed());
      i = Math.max(i, end);
    }
  }
  let x = 0;
  const runs = order.map((token) => {
    const text = token.level % 2 === 1 ? mirrored(token.text) : token.text;
    const run = { text, x };
    x += measure(text);
    return run;
  });
  return { runs, width: x, fromRight };
}

const fromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Brackets turn round; signs alone are set the other way about, since no letter tells the font to. */
function mirrored(text: string): string {
  const turned = [...text].map((char) => bidi.getMirroredCharacter(char) ?? char);
  return fromTheRight.test(text) ? turned.join('') : turned.toReversed().join('');
}
