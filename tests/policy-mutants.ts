// Every single clause of the database's own judgement, changed one at a time: each change must be noticed by the comparison.
import type { Relation } from '#access/matrix.ts';

/** In one function, a piece of its text and what takes its place. `about`: relations at which it shows; `rows`: it shows in
 * the rows of tables and not in single answers. */
export type Mutant = { readonly of: string; readonly find: string; readonly put: string; readonly about: readonly Relation[]; readonly rows?: boolean };

const walled: readonly Relation[] = ['any-walled', 'any-support-record', 'supports', 'counsels', 'guardian-of'];
const granted: readonly Relation[] = ['granted-lawyer', 'granted-advocate', 'granted-recipient'];
const mutants: Mutant[] = [];
const change = (of: string, about: readonly Relation[], ...pairs: readonly (readonly [string, string])[]): void => {
  for (const [find, put] of pairs) mutants.push({ of, find, put, about });
};

const conflict = 'exists (select from public.access_conflict c where c.file = of_file and c.person = says[1])';
const sealed = 'exists (select from public.access_seal s where s.file = of_file)';
const listed = 'exists (select from public.access_sealed_to t where t.file = of_file and t.person = says[1])';
change(
  'nrm_open',
  ['deciding-authority'],
  [conflict, 'false'],
  [conflict, 'true'],
  [conflict, conflict.replace(' and c.person = says[1]', '')],
  [conflict, conflict.replace('c.file = of_file and ', '')],
  [`says[4] = 'system'`, 'true'],
  [`not ${sealed}`, 'true'],
  [`not ${sealed}`, 'false'],
  [listed, 'false'],
  [listed, 'true'],
  [listed, listed.replace(' and t.person = says[1]', '')],
  [listed, listed.replace('t.file = of_file and ', '')],
);
mutants.push({ of: 'nrm_open', find: `says[4] = 'system'`, put: 'false', about: ['any-case'] });

const handed = 'exists (select from public.referral_draft d where d.file = of_file and d.handed_to = me)';
change('nrm_may', ['any-draft'], [`'any-draft' = any (allowed)`, 'false'], [`'any-draft' = any (allowed)`, 'true']);
change(
  'nrm_may',
  ['own-draft', 'referred'],
  [`f.kind = 'case' and not f.frozen`, `f.kind = 'case' and f.frozen`],
  [`f.kind = 'case' and not f.frozen`, `f.kind = 'case'`],
  [`(f.ours and f.our_team and 'own-draft' = any (allowed))`, 'false'],
  [`(f.ours and f.our_team and 'own-draft' = any (allowed))`, `(f.our_team and 'own-draft' = any (allowed))`],
  [`(f.ours and f.our_team and 'own-draft' = any (allowed))`, `(f.ours and 'own-draft' = any (allowed))`],
);
change('nrm_may', ['own-draft', 'deciding-authority'], [`(f.ours and f.our_team and 'own-draft' = any (allowed))`, '(f.ours and f.our_team)']);
change(
  'nrm_may',
  ['handed-draft'],
  [handed, 'false'],
  [handed, 'true'],
  [handed, handed.replace(' and d.handed_to = me', '')],
  [handed, handed.replace('d.file = of_file and ', '')],
  [`f.ours and 'handed-draft' = any (allowed)`, `'handed-draft' = any (allowed)`],
);
change('nrm_may', ['handed-draft', 'deciding-authority'], [`f.ours and 'handed-draft' = any (allowed)`, 'f.ours']);
change('nrm_may', ['any-case', 'deciding-authority'], [`'any-case' = any (allowed)`, 'false'], [`'any-case' = any (allowed)`, 'true']);
const ofCases: readonly Relation[] = ['authority-list', 'deciding-authority', 'team-queue', 'manager-queue', 'unheld-case', 'referred'];
const held = 'f.held_until > claims[5]::timestamptz';
const unheld = 'f.held_by is null or f.held_until <= claims[5]::timestamptz';
change(
  'nrm_may',
  ofCases,
  ['f.authority = of_org and (', '('],
  [`'authority-list' = any (allowed)`, 'false'],
  [`'authority-list' = any (allowed)`, 'true'],
  [`'deciding-authority' = any (allowed) and `, ''],
  [`'deciding-authority' = any (allowed) and `, 'false and '],
  [`f.held_by = me and ${held}`, held],
  [`f.held_by = me and ${held}`, 'f.held_by = me'],
  [`f.held_by = me and ${held}`, 'f.held_by = me and f.held_until >= claims[5]::timestamptz'],
  [`'team-queue' = any (allowed) and f.asks = 'team'`, 'false'],
  [`'team-queue' = any (allowed) and f.asks = 'team'`, `'team-queue' = any (allowed)`],
  [`'team-queue' = any (allowed) and f.asks = 'team'`, `f.asks = 'team'`],
  [`'manager-queue' = any (allowed) and f.asks = 'manager'`, 'false'],
  [`'manager-queue' = any (allowed) and f.asks = 'manager'`, `'manager-queue' = any (allowed)`],
  [`'manager-queue' = any (allowed) and f.asks = 'manager'`, `f.asks = 'manager'`],
  [`'unheld-case' = any (allowed) and (${unheld})`, 'false'],
  [`'unheld-case' = any (allowed) and (${unheld})`, `'unheld-case' = any (allowed)`],
  [`'unheld-case' = any (allowed) and (${unheld})`, unheld],
  [unheld, 'f.held_by is null'],
  [unheld, 'f.held_by is null or f.held_until < claims[5]::timestamptz'],
);
const decided = 'exists (select from public.decision d where d.file = of_file)';
change(
  'nrm_may',
  ['referred', 'referred-undecided', 'deciding-authority'],
  [`f.ours and allowed && '{referred,referred-undecided}'`, `allowed && '{referred,referred-undecided}'`],
  [`f.ours and allowed && '{referred,referred-undecided}'`, 'false'],
  [`allowed && '{referred,referred-undecided}'`, `allowed && '{referred}'`],
  [`allowed && '{referred,referred-undecided}'`, 'true'],
  [`f.seen_until > claims[5]::timestamptz`, 'true'],
  [`f.seen_until > claims[5]::timestamptz`, `f.seen_until >= claims[5]::timestamptz`],
  [`'referred' = any (allowed) or not ${decided}`, `not ${decided}`],
  [`'referred' = any (allowed) or not ${decided}`, 'true'],
  [`not ${decided}`, decided],
  [decided, decided.replace(' where d.file = of_file', '')],
);
change(
  'nrm_may',
  walled,
  [`'any-walled' = any (allowed)`, 'false'],
  [`'any-walled' = any (allowed)`, 'true'],
  [`(f.kind = 'support' and 'any-support-record' = any (allowed))`, 'false'],
  [`(f.kind = 'support' and 'any-support-record' = any (allowed))`, `'any-support-record' = any (allowed)`],
  [`(f.kind = 'support' and 'any-support-record' = any (allowed))`, `f.kind = 'support'`],
  [`elsif f.ours and (case`, 'elsif (case'],
  [`when 'support' then 'supports'`, `when 'support' then 'counsels'`],
  [`when 'counselling' then 'counsels'`, `when 'counselling' then 'guardian-of'`],
  [`else 'guardian-of' end`, `else 'supports' end`],
  ['n.file = of_file and n.person = me', 'n.person = me'],
  ['n.file = of_file and n.person = me', 'n.file = of_file'],
  [' and n.ends > claims[5]::timestamptz', ''],
  ['n.ends > claims[5]::timestamptz', 'n.ends >= claims[5]::timestamptz'],
);
const open = 'p.file = of_file and d.door = who and d.closed_at is null';
change(
  'nrm_themselves',
  ['own-record', 'own-case'],
  [open, open.replace('p.file = of_file and ', '')],
  [open, open.replace('d.door = who and ', '')],
  [open, open.replace(' and d.closed_at is null', '')],
  ['p.person = d.person', 'true'],
);
change(
  'nrm_may',
  ['own-record', 'own-case', 'own-support-record', 'supports'],
  [`('own-support-record' = any (allowed) and f.ours)`, 'false'],
  [`('own-support-record' = any (allowed) and f.ours)`, 'f.ours'],
  [`('own-support-record' = any (allowed) and f.ours)`, `'own-support-record' = any (allowed)`],
  [`('own-record' = any (allowed) and public.nrm_themselves(of_file, me))`, 'false'],
  [`('own-record' = any (allowed) and public.nrm_themselves(of_file, me))`, `'own-record' = any (allowed)`],
  [`('own-record' = any (allowed) and public.nrm_themselves(of_file, me))`, 'public.nrm_themselves(of_file, me)'],
  [`('own-case' = any (allowed) and public.nrm_themselves(of_file, me))`, 'false'],
  [`('own-case' = any (allowed) and public.nrm_themselves(of_file, me))`, `'own-case' = any (allowed)`],
  [`('own-case' = any (allowed) and public.nrm_themselves(of_file, me))`, 'public.nrm_themselves(of_file, me)'],
);
change(
  'nrm_may',
  ['any-place', 'own-place'],
  [`'any-place' = any (allowed)`, 'false'],
  [`'any-place' = any (allowed)`, 'true'],
  [`(f.ours and 'own-place' = any (allowed))`, 'false'],
  [`(f.ours and 'own-place' = any (allowed))`, 'f.ours'],
  [`(f.ours and 'own-place' = any (allowed))`, `'own-place' = any (allowed)`],
);
change(
  'nrm_may',
  ['released-item'],
  [`return 'released-item' = any (allowed) and exists (`, 'return false and exists ('],
  [`'released-item' = any (allowed) and exists (`, `exists (`],
  ['r.file = of_file and ', ''],
  ['(item is null or r.question = item) and ', `(item is null or r.question = 'another') and `],
  [' and q.authority = of_org', ''],
  [' and q.held_by = me', ''],
  [' and q.held_until > claims[5]::timestamptz', ''],
  ['q.file = r.released_to', 'true'],
);
change(
  'nrm_may',
  ['any-signal', 'signal-of-own-team'],
  [`'any-signal' = any (allowed)`, 'false'],
  [`'any-signal' = any (allowed)`, 'true'],
  [`(f.ours and f.our_team and 'signal-of-own-team' = any (allowed))`, 'false'],
  [`(f.ours and f.our_team and 'signal-of-own-team' = any (allowed))`, `(f.our_team and 'signal-of-own-team' = any (allowed))`],
  [`(f.ours and f.our_team and 'signal-of-own-team' = any (allowed))`, `(f.ours and 'signal-of-own-team' = any (allowed))`],
);
change(
  'nrm_may',
  ['any-person', 'deciding-authority'],
  [`return 'any-person' = any (allowed)`, 'return false'],
  [`return 'any-person' = any (allowed)`, 'return true'],
);

const b = 'nrm_may_beside';
change(
  b,
  ['named-in-case', ...granted],
  [`'named-in-case' = any (allowed)`, 'false'],
  [`'named-in-case' = any (allowed)`, 'true'],
  ['n.file = of_file and ', ''],
  ['n.person = claims[1] and ', ''],
  [' and n.ends > moment', ''],
  ['n.ends > moment', 'n.ends >= moment'],
);
change(
  b,
  granted,
  ['g.holder = claims[1] and g.file = of_file', 'g.file = of_file'],
  ['g.holder = claims[1] and g.file = of_file', 'g.holder = claims[1]'],
  ['g.starts <= moment and ', ''],
  ['g.starts <= moment', 'g.starts < moment'],
  [' and g.ends > moment', ''],
  ['g.ends > moment', 'g.ends >= moment'],
  [' and (g.revoked is null or g.revoked > moment)', ''],
  ['g.revoked > moment', 'g.revoked >= moment'],
  ['g.revoked is null or g.revoked > moment', 'g.revoked is null'],
  [`when 'legal-representative' then 'granted-lawyer'`, `when 'legal-representative' then 'granted-advocate'`],
  [`when 'independent-advocate' then 'granted-advocate'`, `when 'independent-advocate' then 'granted-recipient'`],
  [`when 'decision-recipient' then 'granted-recipient'`, `when 'decision-recipient' then 'granted-lawyer'`],
);
change(
  b,
  ['glass-on-case'],
  ['b.file = of_file and ', ''],
  ['b.person = claims[1] and ', ''],
  ['b.starts <= moment and ', ''],
  ['b.starts <= moment', 'b.starts < moment'],
  ['b.ends > moment and ', ''],
  ['b.ends > moment', 'b.ends >= moment'],
  [`'glass-on-case:' || class = any (allowed)`, 'true'],
);
// The usual way through the claims, by one field; the other way, by several, is compared table by table and written here in its own text.
const c = 'nrm_claims';
change(
  c,
  ['own-draft', 'referred', 'deciding-authority', 'supports', 'counsels'],
  ['narrow.role = says[4] and ', ''],
  ['narrow.kind = says[5] and ', ''],
  [' and narrow.purpose = says[6]', ''],
  [' and narrow.verb = asked', ''],
  [' and narrow.field = fields[1]', ''],
  [`says[7] <> ''`, 'false'],
  ['return array[says[1], says[2]', `return array['another', says[2]`],
  ['return array[says[1], says[2]', `return array[says[1], 'another'`],
  ['says[2], says[3]', `says[2], 'another'`],
  ['says[3], says[4], moment', `says[3], says[4], clock_timestamp()::text`],
);
change(c, ['glass-on-case'], [`'glass-on-case:' || narrow.field`, `'glass-on-case'`]);
const several: Mutant[] = (
  [
    ['cell.role = says[4] and ', ''],
    ['cell.kind = says[5] and ', ''],
    ['cell.purpose = says[6]', 'true'],
    ['(asked is null or cell.verb = asked)', 'true'],
    ['(fields is null or cell.field = any (fields))', 'true'],
    [`case one when 'glass-on-case' then one || ':' || cell.field else one end`, 'one'],
  ] as const
).map(([find, put]) => ({ of: c, find, put, about: ['own-draft', 'referred', 'deciding-authority', 'supports', 'glass-on-case'] as const, rows: true }));
mutants.push(...several);
// A ledger is judged once a file, by the same two questions as its table event by event.
const ledgers: Mutant[] = (
  [
    ['where public.nrm_open(one.file, says)', 'where true'],
    ['public.nrm_may(one.file, claims) as may', 'true as may'],
    ['public.nrm_may(one.file, claims) as may', 'false as may'],
    ['{course,stage,ledger,rules}', '{course}'],
  ] as const
).map(([find, put]) => ({ of: 'nrm_ledgers', find, put, about: ['own-draft', 'referred', 'deciding-authority', 'any-case'] as const, rows: true }));
mutants.push(...ledgers);

export const functionMutants: readonly Mutant[] = mutants;
