// The policy as text, for people: what ./opennrm policy prints. Nothing that decides is left out of it.
import { bases, conditions, controllers, views, type Condition, type Policy, type Row } from './policy.ts';

const all = (when: readonly Condition[]): string => when.map((one) => conditions[one]).join('; and ');
const list = (items: readonly string[]): string => (items.length === 0 ? 'nothing' : items.join(', '));

export function policyText(policy: Policy): readonly string[] {
  return [
    'WHO MAY SEE AND WRITE WHAT',
    'What no row allows is denied. A row allows what it names to people of one of its roles, at one of its kinds of organisation,',
    'for one of its purposes, who stand to the record in one of its relations. Bars come first: where one holds, no row allows anything.',
    'Controllers and grounds in law are proposed; each controller confirms its own.',
    '',
    'BARS',
    ...policy.bars.flatMap((bar) => [`bar ${bar.id}`, `  when: ${all(bar.when)}`, `  why: ${bar.why}`]),
    '',
    'RELATIONS',
    ...Object.entries<readonly Condition[]>(policy.relations).flatMap(([id, when]) => [`relation ${id}`, `  when: ${all(when)}`]),
    '',
    'ROWS',
    ...policy.rows.flatMap(rowText),
    '',
    'NEVER',
    ...policy.nevers.map((one) => `never ${one.id}: ${one.says}`),
    '',
    'WHAT THE NAMES MEAN BESIDES THE CLASSES OF ANSWERS',
    ...Object.entries(views).map(([id, says]) => `field ${id}: ${says}`),
  ];
}

function rowText(row: Row): readonly string[] {
  const basis = bases[row.basis];
  return [
    `row ${row.id}`,
    `  roles: ${list(row.roles)}`,
    `  kinds: ${list(row.kinds)}`,
    `  purposes: ${list(row.purposes)}`,
    `  relations: ${list(row.relations)}`,
    `  read: ${list(row.read)}`,
    `  write: ${list(row.write)}`,
    `  why: ${row.why}`,
    `  controller: ${controllers[row.controller]}`,
    `  basis: [${basis.regime}] ${basis.says}`,
  ];
}
