// What a command of the command line is, and how its flags are read.

export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
export type Print = (line: string) => void;

/**
 * `flags`: a flag takes a text unless it is a switch; of `several` it may be given more than once. `takes`: what the word without a flag is. `--data`
 * is taken by all, and asked only by those that open the folder. `run` gives the exit status.
 */
export type Command = {
  readonly name: string;
  readonly does: string;
  readonly example: string;
  readonly flags: Readonly<Record<string, 'string' | 'boolean' | 'several'>>;
  readonly takes?: string;
  readonly run: (values: Values, print: Print) => Promise<number>;
};

/** A wrong word on the command line: said in a sentence, exit status 2. */
export class WrongCall extends Error {}

export function textFlag<K extends string>(values: Values, name: K): Partial<Record<K, string>> {
  const value = values[name];
  return typeof value === 'string' ? ({ [name]: value } as Partial<Record<K, string>>) : {};
}

export function need(values: Values, name: string, example: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new WrongCall(`--${name} is needed, for example --${name} ${example}`);
  return value;
}
