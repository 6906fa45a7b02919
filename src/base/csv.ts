// Comma-separated text as RFC 4180 has it: a field may stand in quotes, and a quote inside one is written twice.

/** `line`: where it begins, counted from 1. */
export type CsvLine = { readonly line: number; readonly cells: readonly string[] };

/** Empty lines are left out. A quote that is never closed runs to the end. */
export function csvLines(text: string): readonly CsvLine[] {
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begins = 1;
  const end = (): void => {
    if (cells.length > 0 || cell !== '') lines.push({ line: begins, cells: [...cells, cell] });
    cells = [];
    cell = '';
  };
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] ?? '';
    if (sign === '\n') line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') cell += plain[(at += 1)] ?? '';
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === ',') {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      end();
      begins = line;
    } else cell += sign;
  }
  end();
  return lines;
}
