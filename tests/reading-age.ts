// How hard a text is to read: the grade of Kincaid and others (1975), Derivation of New Readability Formulas, US Navy research branch report 8-75.
// grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59. A grade is a year at school in the United States: grade 4 is age 9 to 10.

export type Reading = { readonly words: number; readonly sentences: number; readonly syllables: number; readonly grade: number };

/** Syllables by groups of vowels, less a silent e; what English does otherwise evens out over a page. */
export function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return letters === '' ? 0 : 1;
  const heard = letters.replace(/(?:[^laeiouy]es|[^taeiouyd]ed|[^laeiouy]e)$/, '').replace(/^y/, '');
  return Math.max(1, (heard.match(/[aeiouy]{1,2}/g) ?? []).length);
}

/** Each line is a sentence at least; a colon, a question mark and a full stop end one. Numbers are no words. */
export function readingOf(lines: readonly string[]): Reading {
  const sentences = lines
    .flatMap((line) => line.split(/[.!?:]+(?=\s|$)/))
    .map((one) => (one.match(/[A-Za-z][A-Za-z’'-]*/g) ?? []).filter((word) => /[a-z]/i.test(word)));
  const full = sentences.filter((one) => one.length > 0);
  const words = full.flat();
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  if (words.length === 0) return { words: 0, sentences: 0, syllables: 0, grade: 0 };
  const grade = 0.39 * (words.length / full.length) + 11.8 * (syllables / words.length) - 15.59;
  return { words: words.length, sentences: full.length, syllables, grade: Math.round(grade * 10) / 10 };
}
