// The way through the mechanism in one table: signals, referrals, decisions of each stage and exits from support, as far as the counted tables let them out.
import { keyOf } from '#methods/disclosure/linked.ts';
import type { Law } from '#law/law.ts';
import { namingOf, stageName } from './dimension.ts';
import { letOut, type Line, type OfficialTable, type Value } from './sheet.ts';

/** Every number is a cell of another table, hidden here where it is hidden there. */
export function funnelTable(law: Law, counted: readonly OfficialTable[], period: string): OfficialTable {
  const out = letOut(counted);
  const naming = namingOf(law);
  const cell = (key: string): Value => {
    const found = out.get(key);
    return found ? { key, value: found.value } : { key, mark: 'c' };
  };
  const line = (code: string, label: string, value: Value): Line => ({ codes: [code], labels: [label], values: [value] });
  const made = (stage: string, outcome?: string): Value =>
    cell(keyOf(`decisions:${period}:${stage}`, outcome === undefined ? [] : ['outcome'], outcome === undefined ? [] : [outcome]));
  return {
    id: 'funnel',
    version: 1,
    title: 'From signals to the end of support: each step in the period',
    unit: 'Counted',
    down: [{ id: 'step', heading: 'Step' }],
    across: { id: 'measure', heading: 'Measure', columns: [{ code: 'counted', label: 'In the period', kind: 'count' }] },
    lines: [
      line('signals', 'Signals', cell(`signals:${period}`)),
      line('referrals', 'Referrals sent', cell(`referrals:${period}`)),
      ...law.stages.flatMap(({ id }) => [
        line(`${id}-decided`, `${stageName(id, naming)} decisions made`, made(id)),
        line(`${id}-positive`, `Positive ${stageName(id, naming).toLowerCase()} decisions`, made(id, 'positive')),
      ]),
      line('support-ended', 'Support that ended', cell(`exits:${period}`)),
    ],
    notes: ['signals', 'referral', 'first-decision', 'support'],
  };
}
