// Asks a workbook's bytes every rule of accessible spreadsheets.
import { readOds } from './ods-read.ts';
import { layoutRules, type Breach } from './ods-rules.ts';
import { cellRules } from './ods-cell-rules.ts';

/** What breaks a rule, in the order of the rules; nothing where the workbook keeps them all. */
export function checkOds(bytes: Uint8Array): readonly Breach[] {
  const book = readOds(bytes);
  if (typeof book === 'string') return [{ rule: 2, says: book, where: '' }];
  return [...layoutRules, ...cellRules].flatMap(({ rule, breaches }) => breaches(book).map(([says, where = '']) => ({ rule, says, where })));
}
