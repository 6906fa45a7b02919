// The policy: the program's answer, a slow second opinion from the printed text, and every single change of a row found by comparing them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluator, type Request, type Verdict } from '#access/may.ts';
import { policy, relations, type Relation } from '#access/matrix.ts';
import { bases, controllers, verbs, type Condition, type Field, type Policy, type Row } from '#access/policy.ts';
import { purposes } from '#access/purposes.ts';
import { organisationKinds, roles } from '#access/roles.ts';
import { ask } from './access-oracle.ts';
import { compare, fields, may, plain, printedPolicy, questionsAbout, request, stands, world } from './access-worlds.ts';

const { printed, text } = printedPolicy();
const relationNames = Object.keys(relations) as Relation[];

test('the printed policy names every row, bar, relation and promise, and the oracle reads each of them', () => {
  assert.deepEqual(
    printed.rows.map((row) => row.id),
    policy.rows.map((row) => row.id),
  );
  assert.deepEqual(
    printed.bars.map((bar) => bar.id),
    policy.bars.map((bar) => bar.id),
  );
  assert.deepEqual([...printed.relations.keys()], relationNames);
  for (const one of policy.nevers) assert.ok(text.includes(one.says), one.id);
});

test('two hundred thousand decisions in random worlds: the program and the second opinion never differ', () => {
  let allowed = 0;
  fc.assert(
    fc.property(fc.nat(2 ** 30), (seed) => {
      const found = compare(printed, may, seed, 2_000);
      allowed += found.allowed;
      assert.deepEqual(found.differences.slice(0, 1), [], `seed ${seed}`);
    }),
    { numRuns: 100 },
  );
  assert.ok(allowed > 20_000, `only ${allowed} of 200,000 were allowed: such worlds prove little`);
});

test('every row says why, whose decision it is and on what ground; no id stands twice', () => {
  const ids = [...policy.rows, ...policy.bars].map((one) => one.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const row of policy.rows) {
    assert.ok(row.why.length > 30, row.id);
    assert.ok(controllers[row.controller] && bases[row.basis], row.id);
    for (const some of [row.roles, row.kinds, row.purposes, row.relations, [...row.read, ...row.write]])
      assert.ok(some.length > 0, `${row.id} speaks of nothing`);
    for (const verb of verbs) assert.equal(new Set(row[verb]).size, row[verb].length, `${row.id} says something twice`);
  }
});

test('no purpose is for enforcement or for everything', () => {
  assert.deepEqual(
    purposes.filter((one) => /enforce|immigration|general|removal|any/.test(one)),
    [],
  );
});

test('what is never allowed stands in no row', () => {
  for (const never of policy.nevers) {
    const meets = <T>(some: readonly T[], named: readonly T[] | undefined): boolean => !named || some.some((one) => named.includes(one));
    for (const row of policy.rows) {
      const people =
        meets(row.roles, never.roles) && meets(row.kinds, never.kinds) && meets(row.purposes, never.purposes) && meets(row.relations, never.relations);
      const what = verbs.filter((verb) => !never.verb || never.verb === verb).flatMap((verb) => row[verb]);
      assert.ok(!(people && meets(what, never.fields) && what.length > 0), `${row.id} breaks “${never.says}”`);
    }
  }
});

test('an immigration body learns of a decided case its receipt and questions, in every role and for every purpose', () => {
  const seen = new Set<Field>();
  for (const role of roles)
    for (const purpose of purposes)
      for (const field of fields) {
        const at = stands(['a-case', 'own-organisation', 'own-team', 'in-time', 'own-authority', 'allocated', 'named', 'released'], {
          role,
          kind: 'immigration',
        });
        if (may({ ...at, purpose, field, verb: 'read' }).allowed) seen.add(field);
      }
  // The ledger’s codes are read by the program and shown to nobody: without them no act could be judged.
  assert.deepEqual([...seen].sort(), ['ledger', 'questions', 'receipt', 'worklist']);
});

test('who decides reads nothing behind the wall, but an item the person has let pass', () => {
  for (const record of ['a-support-record', 'a-counselling-record', 'a-guardian-record'] as const) {
    for (const role of ['decision-maker', 'decision-manager'] as const)
      for (const purpose of purposes)
        for (const field of fields)
          for (const verb of verbs) {
            const beside: Condition[] = [record, 'own-organisation', 'own-team', 'own-authority', 'allocated', 'named'];
            assert.equal(may({ ...stands(beside, { role, kind: 'competent-authority' }), purpose, field, verb }).allowed, false);
            const passed = may({ ...stands([...beside, 'released'], { role, kind: 'competent-authority' }), purpose, field, verb });
            assert.equal(
              passed.allowed,
              verb === 'read' && ['identification', 'reconsideration'].includes(purpose) && ['narrative', 'medical'].includes(field),
            );
          }
  }
});

type Mutant = { readonly says: string; readonly policy: Policy<Relation>; readonly rows: readonly Row<Relation>[] };

/** Every change of one thing in one row: gone, a cell flipped, a list without one of its names or with one more. */
function* rowMutants(): Generator<Mutant> {
  for (const [i, row] of policy.rows.entries()) {
    const changed = (says: string, to: Row<Relation> | null): Mutant => ({
      says: `${row.id}: ${says}`,
      policy: { ...policy, rows: policy.rows.flatMap((one, at) => (at === i ? (to ? [to] : []) : [one])) },
      rows: to ? [row, to] : [row],
    });
    yield changed('gone', null);
    for (const verb of verbs) {
      for (const field of fields) {
        const has = row[verb].includes(field);
        yield changed(`${verb} ${has ? 'without' : 'with'} ${field}`, {
          ...row,
          [verb]: has ? row[verb].filter((one) => one !== field) : [...row[verb], field],
        });
      }
    }
    const lists = { roles, kinds: organisationKinds, purposes, relations: relationNames } as const;
    for (const [name, every] of Object.entries(lists)) {
      const own = row[name as keyof typeof lists] as readonly string[];
      for (const one of every) {
        const has = own.includes(one);
        yield changed(`${name} ${has ? 'without' : 'with'} ${one}`, { ...row, [name]: has ? own.filter((each) => each !== one) : [...own, one] });
      }
    }
  }
}

const sameAs = (mine: (asked: Request) => Verdict, asked: Request): boolean => mine(asked).allowed === ask(printed, plain(asked)).allowed;

/** Whether another row of the policy allows, read off the rows alone, all that the change touches: then nobody could tell. */
function coveredByOthers({ rows: [row, to = { ...(row as Row<Relation>), read: [], write: [] }] }: Mutant): boolean {
  if (!row) return false;
  const cells = (of: Row<Relation>): Set<string> =>
    new Set(
      verbs.flatMap((verb) =>
        of.roles.flatMap((a) =>
          of.kinds.flatMap((b) => of.purposes.flatMap((c) => of.relations.flatMap((d) => of[verb].map((e) => [verb, a, b, c, d, e].join(' '))))),
        ),
      ),
    );
  const [was, is] = [cells(row), cells(to)];
  const differ = [...was].filter((one) => !is.has(one)).concat([...is].filter((one) => !was.has(one)));
  const walled: readonly Condition[] = ['a-support-record', 'a-counselling-record', 'a-guardian-record'];
  const implied = (by: string): readonly Relation[] => {
    const when: readonly Condition[] = relations[by as Relation];
    const all: readonly Condition[] = when.some((one) => walled.includes(one)) ? [...when, 'behind-the-wall'] : when;
    return relationNames.filter((one) => relations[one].every((condition) => all.includes(condition)));
  };
  // A lesser relation of the same row may also hold wherever this one does.
  const rest = [...policy.rows.filter((one) => one.id !== row.id), ...(is.size > was.size ? [row] : [to])];
  return differ.every((cell) => {
    const [verb, role, kind, purpose, relation, field] = cell.split(' ') as string[];
    return rest.some(
      (one) =>
        (one[verb as 'read'] as readonly string[]).includes(field ?? '') &&
        (one.roles as readonly string[]).includes(role ?? '') &&
        (one.kinds as readonly string[]).includes(kind ?? '') &&
        (one.purposes as readonly string[]).includes(purpose ?? '') &&
        implied(relation ?? '').some((each) => one.relations.includes(each)),
    );
  });
}

test('every single change of a row is caught by the comparison', (t) => {
  let [caught, same] = [0, 0];
  const missed: string[] = [];
  for (const mutant of rowMutants()) {
    const mine = evaluator(mutant.policy);
    let found = false;
    for (const asked of questionsAbout(policy, mutant.rows))
      if (!sameAs(mine, asked)) {
        found = true;
        break;
      }
    if (found) caught += 1;
    else if (coveredByOthers(mutant)) same += 1;
    else missed.push(mutant.says);
  }
  t.diagnostic(`${caught} changes caught; ${same} change nothing that another row does not allow`);
  assert.deepEqual(missed, []);
  assert.ok(caught > 2_000 && same < caught / 10, `${caught} caught, ${same} without effect`);
});

test('every condition taken out of a relation or a bar is caught, and every bar taken away', () => {
  const changes: { says: string; policy: Policy<Relation>; worlds: readonly (readonly Condition[])[] }[] = [];
  for (const name of relationNames) {
    const when: readonly Condition[] = relations[name];
    for (const gone of when) {
      const rest = when.filter((one) => one !== gone);
      changes.push({
        says: `${name} without ${gone}`,
        policy: { ...policy, relations: { ...policy.relations, [name]: rest } },
        worlds: [rest, ['a-signal', ...rest], ['a-case', ...rest], ['a-draft', ...rest]],
      });
    }
  }
  for (const [i, bar] of policy.bars.entries()) {
    const bars = (to: readonly Condition[] | null) => policy.bars.flatMap((one, at) => (at !== i ? [one] : to ? [{ ...one, when: to }] : []));
    const inside: readonly Condition[] = relations['deciding-authority'];
    changes.push({ says: `no bar ${bar.id}`, policy: { ...policy, bars: bars(null) }, worlds: [[...inside, ...bar.when]] });
    for (const gone of bar.when) {
      const rest = bar.when.filter((one) => one !== gone);
      changes.push({ says: `bar ${bar.id} without ${gone}`, policy: { ...policy, bars: bars(rest) }, worlds: [[...inside, ...rest], inside] });
    }
  }
  const missed = changes.filter(({ policy: changed, worlds }) => {
    const mine = evaluator(changed);
    return !worlds.some((when) =>
      policy.rows.some((row) =>
        row.roles.some((role) =>
          row.kinds.some((kind) => {
            const at = stands(when, { role, kind });
            return row.purposes.some((purpose) => verbs.some((verb) => row[verb].some((field) => !sameAs(mine, { ...at, purpose, field, verb }))));
          }),
        ),
      ),
    );
  });
  assert.deepEqual(
    missed.map((one) => one.says),
    [],
  );
});

const someRequest = fc.nat(2 ** 30).map((seed) => {
  const now = world(seed);
  return Array.from({ length: 50 }, () => request(now));
});
const each = (says: (asked: Request) => void): void =>
  fc.assert(
    fc.property(someRequest, (some) => some.forEach(says)),
    { numRuns: 300 },
  );

test('taking a grant back, or letting a naming, an allocation or a queue end, never adds anything', () => {
  each((asked) => {
    const { record, now } = asked;
    if (!record || may(asked).allowed) return;
    const revoked = record.grants.map((grant) => ({ ...grant, revoked: grant.revoked !== null && grant.revoked < now ? grant.revoked : now }));
    assert.equal(may({ ...asked, record: { ...record, grants: revoked } }).allowed, false);
    const elsewhere = record.allocatedTo && 'somebody else';
    assert.equal(may({ ...asked, record: { ...record, named: [], glass: [], allocatedTo: elsewhere, released: false } }).allowed, false);
    // What nobody has may be taken; nothing else comes with the end of an allocation, or of a queue.
    assert.equal(
      may({ ...asked, record: { ...record, heldUntil: record.heldUntil && now, waitsFor: null } }).allowed,
      asked.field === 'allocation' && takes(asked),
    );
  });
});

/** Whether it could be taken if it were nobody’s. */
const takes = (asked: Request): boolean => asked.record !== null && may({ ...asked, record: { ...asked.record, allocatedTo: null, heldUntil: null } }).allowed;

test('a conflict of interest leaves nothing, whatever else is true', () => {
  each((asked) => {
    if (!asked.record) return;
    const conflicts = [...asked.record.conflicts, asked.who.person];
    assert.deepEqual(may({ ...asked, record: { ...asked.record, conflicts } }), { allowed: false, by: 'conflict' });
  });
});

test('sealing a record takes it from those not on the list and changes no other answer', () => {
  each((asked) => {
    const { record, who } = asked;
    if (!record || record.sealedTo !== null || who.role === 'system') return;
    assert.deepEqual(may({ ...asked, record: { ...record, sealedTo: [who.person] } }), may(asked));
    assert.equal(may({ ...asked, record: { ...record, sealedTo: ['somebody else'] } }).allowed, false);
  });
});
