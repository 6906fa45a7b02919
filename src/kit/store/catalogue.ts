// What tables a database has, in an order in which their rows can be written, and the columns that can be.
import type { Ask } from './migrate.ts';

export type Table = { readonly name: string; readonly columns: readonly string[]; readonly needs: readonly string[] };

/** The program's tables, each after those it refers to. Read from the database's own catalogue, so that none can be forgotten. */
export async function tablesOf(ask: Ask): Promise<readonly Table[]> {
  const rows = await ask(`
    select n.nspname || '.' || c.relname as name,
      (select json_agg(quote_ident(a.attname) order by a.attnum)::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(json_agg(distinct rn.nspname || '.' || r.relname), '[]')::text from pg_constraint f join pg_class r on r.oid = f.confrelid
        join pg_namespace rn on rn.oid = r.relnamespace where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'keys') order by 1`);
  const left = rows.map((row) => ({
    name: String(row['name']),
    columns: JSON.parse(String(row['columns'])) as string[],
    needs: JSON.parse(String(row['needs'])) as string[],
  }));
  if (left.length === 0) throw new Error('The database shows no table at all.');
  const ordered: Table[] = [];
  while (left.length > 0) {
    const at = left.findIndex((table) => table.needs.every((need) => ordered.some((one) => one.name === need)));
    const [next] = left.splice(at, 1);
    if (at < 0 || !next) throw new Error('Tables refer to one another in a circle.');
    ordered.push(next);
  }
  return ordered;
}
