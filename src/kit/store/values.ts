// How PostgreSQL's values come into the program: days and instants as the text they are, never as JavaScript dates.
import pg, { type CustomTypesConfig } from 'pg';

const { builtins } = pg.types;

function instantOf(text: string): string {
  if (text.startsWith('infinity') || text.startsWith('-infinity')) return text;
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

const ours = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, instantOf],
  [builtins.INT8, Number],
]);

/** Handed to the pool. */
export const typesOf: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && ours.get(oid)) || pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};
