// The plan of the caseload: equal to the published tables in every cell, lawful in every case, the same on every machine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, quarterOf } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { dueOf } from '#law/clock.ts';
import { needsOf } from '#rooms/referral/facts.ts';
import { theService } from '#kit/store/database.ts';
import type { Person } from './cells.ts';
import { codesOf } from './codes.ts';
import { decisionOf } from './decided.ts';
import { planFor } from './load.ts';
import { isIncomplete, quartersOf } from './plan.ts';
import { play } from './play.ts';
import { ageOf, quartersHeld, readCsv, readPublishedQuarter } from './published.ts';
import { nameOf, nobodysPhone, storyOf } from './stories.ts';
import { birthDate, toldOf } from './told.ts';
import { workdays } from './workdays.ts';

const today = day('2024-01-15');
const last = readPublishedQuarter('2023-Q4');
const caseload = planFor({ law: uk, today }, [last]);
const published = quartersHeld().map(readPublishedQuarter);
const history = planFor({ law: uk, today }, published);
const labels = codesOf(uk);

/** Sums by a text key; two tables are equal when their sums are. */
function sums<T>(rows: readonly T[], key: (row: T) => string, people: (row: T) => number = () => 1): Record<string, number> {
  const out: Record<string, number> = {};
  for (const row of rows) out[key(row)] = (out[key(row)] ?? 0) + people(row);
  return Object.fromEntries(
    Object.entries(out)
      .filter(([, count]) => count > 0)
      .sort(),
  );
}
const cellKey = (kinds: readonly string[], age: string, gender: string, nationalities: readonly string[]): string =>
  [kinds.join('+'), age, gender, nationalities.join('/')].join(' | ');
/** A duplicate stands in no published table. */
const inQuarter = (people: readonly Person[], quarter: string): readonly Person[] =>
  people.filter((person) => !person.again && quarterOf(person.sent) === quarter);

test('the detail of October to December 2023 has 1,659 cells and 4,141 people once totals are left out', () => {
  assert.equal(last.detail.length, 1659);
  assert.equal(
    last.detail.reduce((sum, row) => sum + row.people, 0),
    4141,
  );
  assert.equal(
    last.places.reduce((sum, row) => sum + row.people, 0),
    4142,
  );
});

test('every published cell of every quarter held has as many invented people', () => {
  for (const quarter of published) {
    const ours = sums(inQuarter(history.people, quarter.quarter), ({ cell, responder }) => {
      const item = uk.lists['organisations']?.items.find((one) => one.code === responder.code);
      return `${item?.in?.['type']} | ${item?.in?.['published']} | ${cellKey(cell.exploitation, cell.ageThen, cell.gender, cell.nationalities)}`;
    });
    const theirs = sums(
      quarter.detail,
      (row) =>
        `${row.first_responder_type} | ${row.first_responder} | ${cellKey(labels.exploitation(row.exploitation_type), ageOf(row.age_at_exploitation), labels.gender(row.gender), labels.nationalities(row.nationality))}`,
      (row) => row.people,
    );
    assert.deepEqual(ours, theirs, quarter.quarter);
  }
});

test('one child is missing from the detail, and age by place says in which cell', () => {
  assert.deepEqual(caseload.differences, [{ quarter: '2023-Q4', age: 'child', place: 'uk', published: 1216, ours: 1215 }]);
  const ours = sums(inQuarter(caseload.people, '2023-Q4'), (person) => `${person.cell.ageThen} ${person.place}`);
  const theirs = sums(
    last.places,
    (row) => `${row.age} ${row.place}`,
    (row) => row.people,
  );
  assert.deepEqual({ ...ours, 'child uk': (ours['child uk'] ?? 0) + 1 }, theirs);
});

test('first decisions of each quarter held equal the published ones by stage, age and outcome', () => {
  for (const [plan, quarters] of [
    [caseload, [last]],
    [history, published],
  ] as const) {
    for (const { quarter, decisions } of quarters) {
      const made = plan.people.flatMap((person) =>
        person.decisions.filter((one) => quarterOf(one.day) === quarter).map((one) => `${one.stage} ${person.cell.ageThen} ${one.outcome}`),
      );
      assert.deepEqual(
        sums(made, (key) => key),
        sums(
          decisions,
          (row) => `${row.stage} ${row.age} ${row.outcome}`,
          (row) => row.people,
        ),
        quarter,
      );
    }
  }
});

test('notifications equal the published ones by nationality', () => {
  assert.equal(caseload.notifications.length, 1044);
  assert.deepEqual(
    sums(caseload.notifications, (one) => one.nationalities.join('/')),
    sums(
      last.notified,
      (row) => labels.nationalities(row.nationality).join('/'),
      (row) => row.people,
    ),
  );
});

test('quarters with only older cases in them are called incomplete', () => {
  assert.deepEqual(
    quartersOf(caseload.people).filter((quarter) => !isIncomplete(caseload, quarter)),
    ['2023-Q4'],
  );
  assert.deepEqual(
    quartersOf(history.people).filter((quarter) => !isIncomplete(history, quarter)),
    quartersHeld(),
  );
});

test('nobody is decided before the referral, nor conclusively within the recovery minimum of that day', () => {
  for (const person of history.people) {
    const [first, second] = [decisionOf(person, 'reasonable-grounds'), decisionOf(person, 'conclusive-grounds')];
    if (first) assert.ok(first.day > person.sent, `${person.key}`);
    if (!second) continue;
    const clock = uk.clocks['recovery-minimum'];
    assert.ok(first?.outcome === 'positive' && clock);
    const minimum = dueOf(clock, first.day, person.nation, uk.calendar(person.nation));
    assert.ok(!minimum || second.day > minimum.due, `${person.key} ${first.day} ${second.day}`);
  }
});

test('the same acts that bind everybody allow every case of the caseload', () => {
  const first = caseload.people.reduce((least, person) => (person.sent < least ? person.sent : least), today);
  const setting = { law: uk, today, workdays: workdays(first, today, uk.calendar('england')), edition: 'test', service: theService };
  const waiting = new Set<string>();
  for (const person of caseload.people) {
    const { state, events } = play(person, `case-${person.key}`, 'another', setting, needsOf(toldOf(person, today, true).answers));
    assert.equal(state.decision.made.length, person.decisions.length);
    for (const made of state.decision.made) if (made.outcome === 'negative') assert.ok(made.checker && made.checker !== made.maker);
    events.forEach((event, i) => assert.ok(i === 0 || (events[i - 1]?.recordedAt ?? '') <= event.recordedAt, `${person.key}`));
    if (person.special) waiting.add(person.special);
  }
  assert.equal(waiting.size, 18, [...waiting].join(', '));
});

test('open cases come due around the pretend today', () => {
  const clock = uk.clocks['reasonable-grounds'];
  assert.ok(clock);
  const open = caseload.people.filter((person) => person.decisions.length === 0 && person.sent > '2023-12-31');
  const due = open.map((person) => dueOf(clock, person.sent, person.nation, uk.calendar(person.nation))?.due ?? '');
  assert.ok(due.some((on) => on < today) && due.some((on) => on === today) && due.some((on) => on > today));
});

test('some are referred by a second body within weeks, with the same name, and none of them on the last days of the quarters held', () => {
  const again = caseload.people.filter((person) => person.again);
  assert.ok(again.length > 100 && again.length < 400, String(again.length));
  for (const { again: first, key, sent, responder, decisions } of again) {
    assert.ok(first && first.key === key && first.sent < sent && sent <= '2023-12-21');
    assert.notEqual(first.responder.kind, responder.kind);
    assert.deepEqual(decisions, []);
  }
});

test('the same seed gives the same people, another seed others, and both the same counts', () => {
  assert.deepEqual(planFor({ law: uk, today }, [last]).people, caseload.people);
  const other = planFor({ law: uk, today, seed: 7 }, [last]);
  assert.notDeepEqual(other.people, caseload.people);
  assert.equal(inQuarter(other.people, '2023-Q4').length, 4141);
});

test('names and stories do not follow from where somebody is from, and no story belongs to one person alone', () => {
  const told = inQuarter(caseload.people, '2023-Q4').map((person) => storyOf(person.cell.exploitation, person.key).why);
  assert.ok(Object.values(sums(told, (why) => why)).every((count) => count > 20));
  for (const person of caseload.people.slice(0, 500)) {
    const elsewhere = { ...person, cell: { ...person.cell, nationalities: ['unknown'] } };
    assert.deepEqual({ ...toldOf(person, today, true).answers, nationality: 0 }, { ...toldOf(elsewhere, today, true).answers, nationality: 0 });
  }
  assert.match(`${nameOf(17).given} ${nameOf(17).family}`, /^\S+ \S+ 00017$/);
  assert.match(nobodysPhone(12345), /^07700 900\d{3}$/);
});

test('birth dates fit the age told, and those about to turn 18 do so within a month', () => {
  for (const person of caseload.people) {
    const eighteen = addDays(day(`${Number(birthDate(person, today).slice(0, 4)) + 18}${birthDate(person, today).slice(4).replace('02-29', '02-28')}`), 0);
    assert.equal(eighteen <= person.sent, person.age === 'adult', `${person.key} ${person.age} ${birthDate(person, today)}`);
    if (person.special === 'turning-18') assert.ok(eighteen > today && eighteen < addDays(today, 31));
  }
});

test('reads quoted and empty fields of comma-separated text', () => {
  assert.deepEqual(readCsv('a,b,c\n1,"x, ""y""",\n'), [{ a: '1', b: 'x, "y"', c: '' }]);
});
