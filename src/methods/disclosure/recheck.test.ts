// A certificate that is true passes the check by other means, and each kind of lie in it is named with its cell.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invented, inventedLinked } from '#tests/disclosure/invented.ts';
import { internalCertificate, publicCertificate, type InternalCertificate, type PublicCertificate } from './certificate.ts';
import { plainSimplex } from './plain-simplex.ts';
import { recheckInternal, recheckPublic } from './recheck.ts';
import { protect } from './suppress.ts';
import { tableOf } from './table.ts';

const table = invented([6, 8], 7);
const made = await protect(table, { threshold: 5, oneCategory: true });
const certified = { keys: table.cells.map(({ codes }) => codes.join('|')), threshold: 5, salt: 'abc' };
const open: PublicCertificate = publicCertificate(made, certified, 'hash');
const closed: InternalCertificate = internalCertificate(made, certified);

test('a true certificate passes both checks, and the one for everybody holds no hidden count and no rule', () => {
  assert.deepEqual(recheckPublic(open), []);
  assert.deepEqual(recheckInternal(closed), []);
  for (const [at, cell] of open.cells.entries()) assert.equal('value' in cell, !made.hidden.has(at));
  assert.doesNotMatch(JSON.stringify(open), /primary|secondary|small|one-category/);
});

test('a group that can be shown to be in one category is found from what is published, and the certificate does not say which groups were judged', async () => {
  const rows = [
    [20, 0, 0],
    [30, 40, 50],
    [21, 22, 23],
  ];
  const whole = tableOf(
    [{ name: 'row' }, { name: 'column' }],
    rows.flatMap((row, at) => row.map((count, i) => ({ row: at, codes: [`r${at}`, `c${i}`], count: String(count) }))),
  );
  assert.ok(!('wrong' in whole));
  const safe = await protect(whole, { threshold: 5, oneCategory: true });
  const own = { keys: whole.cells.map(({ codes }) => codes.join('|')), threshold: 5, salt: '' };
  const said = publicCertificate(safe, own, '');
  assert.ok(safe.judged.cells.length > said.cells.length && said.sums.every((sum) => sum.every((at) => at < own.keys.length)));
  assert.deepEqual(recheckPublic(said), []);
  const leaky = publicCertificate({ ...safe, hidden: new Set() }, own, '');
  assert.match(recheckPublic(leaky).join(), /r0\|Total: it can be shown that all are in one category/);
  // Two rows, of which one is whole in its first column: with its nothings printed everybody knows it of each of the twenty.
  const cells = [20, 0, 30, 40, 20, 70, 50, 40, 90].map((value, at) => ({ key: `c${at}`, value }));
  const sums = [
    [4, 0, 1],
    [5, 2, 3],
    [8, 4, 5],
    [6, 0, 2],
    [7, 1, 3],
    [8, 6, 7],
  ] as const;
  const told: PublicCertificate = { certificate: 'opennrm-hidden-counts-1', threshold: 5, cells, sums, proof: '', groups: { excused: [] } };
  assert.deepEqual(
    recheckPublic(told),
    ['c4', 'c7'].map((key) => `${key}: it can be shown that all are in one category.`),
  );
  assert.deepEqual(
    recheckPublic({
      ...told,
      groups: {
        excused: [
          [4, 0],
          [7, 3],
        ],
      },
    }),
    [],
  );
});

test('hidden cells that give a small count away are found from what is published alone', () => {
  // The secondary cell of most weight is published after all: somewhere a small count can be worked out now.
  const secondary = [...made.hidden].filter((at) => made.status[at] === 'secondary');
  assert.ok(secondary.length > 0);
  for (const at of secondary) {
    const cells = open.cells.map((cell, which) => (which === at ? { key: cell.key, value: table.cells[at]?.count ?? 0 } : cell));
    assert.match(recheckPublic({ ...open, cells }).join(), /worked out exactly|shown to be small|it lies between/, `cell ${at}`);
  }
});

test('an interval that is claimed wider, a sum that does not hold, and a proof that cheats are each named', () => {
  const [hidden = -1] = made.hidden;
  const wider = open.cells.map((cell, at) => (at === hidden && 'high' in cell ? { ...cell, high: cell.high + 1 } : cell));
  assert.match(recheckPublic({ ...open, cells: wider })[0] ?? '', /it lies between/);
  const shown = open.cells.findIndex((cell) => 'value' in cell && cell.value > 20);
  const other = open.cells.map((cell, at) => (at === shown && 'value' in cell ? { ...cell, value: 10_000 } : cell));
  assert.ok(recheckPublic({ ...open, cells: other }).length > 0);

  const [first] = closed.proofs;
  assert.ok(first);
  const proofs = (differs: (typeof first)['differs']) => recheckInternal({ ...closed, proofs: [{ ...first, differs }, ...closed.proofs.slice(1)] });
  assert.match(proofs([]).join(), /does not move it far enough/);
  assert.match(proofs(first.differs.slice(1)).join(), /not the sum of its parts|far enough/);
  assert.match(proofs([...first.differs, [closed.cells.findIndex((cell) => !cell.hidden), 3]]).join(), /which is published/);
  assert.match(proofs([[first.cell, -1]]).join(), /more or less than it can be/);
  assert.match(recheckInternal({ ...closed, proofs: closed.proofs.slice(1) }).join(), /there is no proof/);
  assert.match(recheckInternal({ ...closed, dangers: [] }).join(), /small and not protected/);
});

test('of linked tables the check holds as well', async () => {
  const system = inventedLinked([3, 3, 3], 5);
  const linked = await protect(system, { threshold: 5 });
  const named = { keys: system.keys, threshold: 5, salt: '' };
  assert.deepEqual([...recheckPublic(publicCertificate(linked, named, '')), ...recheckInternal(internalCertificate(linked, named))], []);
});

test('the plain simplex finds the ends of a small program worked by hand, and that another cannot be', () => {
  // x + y = 10, y + z = 4, x at most 8: y lies between 2 and 4.
  const rows = [new Map([...[0, 1].map((at) => [at, 1] as const)]), new Map([...[1, 2].map((at) => [at, 1] as const)])];
  const program = plainSimplex({ rows, equals: [10, 4], most: [8, 50, 50] });
  const end = (column: number, sign: number) => program?.furthest(new Map([[column, sign]]))[column];
  assert.deepEqual([end(1, -1), end(1, 1), end(0, 1), end(2, 1)], [2, 4, 8, 2]);
  assert.equal(plainSimplex({ rows, equals: [70, 4], most: [8, 50, 50] }), undefined);
});
