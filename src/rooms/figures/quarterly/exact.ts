// The tables of the quarterly release with every code apart, for those who may see exact counts: inner cells alone, none zero and none a total.
import type { Law } from '#law/law.ts';
import type { Tx } from '#kit/store/database.ts';
import { quoted } from '#rooms/figures/exact.ts';
import { byOf, countTables, type Part } from './count.ts';
import { definitions } from './definitions.ts';
import type { Reading } from './tables.ts';

/** A file a table, by its name. Needs the statistics purpose. */
export async function exactCsvs(
  tx: Tx,
  law: Law,
  period: string,
  reading: Omit<Reading, 'stages'>,
): Promise<readonly (readonly [name: string, text: string])[]> {
  const parts = await countTables(tx, law, definitions, period, { ...reading, stages: law.stages.map(({ id }) => id) }, 'exact');
  return definitions.map(({ id }) => [`quarterly-${id.replaceAll('_', '-')}.csv`, csvOf(parts.filter(({ definition }) => definition.id === id))]);
}

function csvOf(parts: readonly Part[]): string {
  const [first] = parts;
  if (!first) return '';
  const { apart } = first.definition;
  const head = [...(apart ? [apart] : []), ...byOf(first.definition, 'exact'), 'people'];
  const lines = parts.flatMap((part) =>
    part.rows.map(({ codes, people }) => [
      ...(part.apart ? [part.apart.label] : []),
      ...codes.map((code, at) => part.categories[at]?.find((one) => one.code === code)?.label ?? code),
      String(people),
    ]),
  );
  return [head, ...lines].map((line) => line.map(quoted).join(',')).join('\n') + '\n';
}
