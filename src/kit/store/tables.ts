// Names of the store's tables: one answer table per field class.
import { fieldClasses, type FieldClass } from '#access/classes.ts';

/** `safe-contact` is kept in `answer_safe_contact`. */
export function answerTable(of: FieldClass): string {
  return `answer_${of.replaceAll('-', '_')}`;
}

export const answerTables: readonly string[] = fieldClasses.map(answerTable);
