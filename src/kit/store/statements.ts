// Names of statements: a connection reads and plans a statement it knows by name once, and not at every page.
import type { LoginFamily } from '#access/purposes.ts';

/** More than this many texts a role are built as they are needed (a list narrowed by many things): those stay without a name. */
const most = 500;
const names = new Map<LoginFamily, Map<string, string>>();

/**
 * The name of a statement under a family's role; nothing for what is too rare to be kept. A plan holds the policies of its role, so one
 * name for two roles would be planned anew at each change of role.
 */
export function nameOf(family: LoginFamily, sql: string): string | undefined {
  const known = names.get(family) ?? new Map<string, string>();
  names.set(family, known);
  const name = known.get(sql) ?? (known.size < most ? `${family}.${known.size}` : undefined);
  if (name) known.set(sql, name);
  return name;
}
