// Text in languages: English stands where it is used, under a stable id; other languages come from `words/`.

/** Gives the text `id` in the reader's language; `{name}` in it is replaced by `values.name`. */
export type Say = (id: string, english: string, values?: Readonly<Record<string, string | number>>) => string;

/** One language's texts by id. What is missing is said in English. */
export type Dictionary = Readonly<Record<string, string>>;

export function sayIn(dictionary: Dictionary): Say {
  return (id, english, values = {}) => (dictionary[id] ?? english).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export const english: Say = sayIn({});
