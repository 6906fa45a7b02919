// The United Kingdom's law: every worked example holds, every rule is cited and worded, and a table of disputed days.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { dueOf } from '#law/clock.ts';
import { rulesOf } from '#law/law.ts';
import { inForce, SilentLaw, versionOf } from '#law/rule.ts';
import { uk } from './uk.ts';

const nations = uk.nations.map((nation) => nation.code);

test('every worked example on a rule says what the rule says', () => {
  let count = 0;
  for (const rule of rulesOf(uk)) {
    for (const example of rule.examples) {
      assert.equal(rule.inWords(inForce(rule, example.on, example.nation).value), example.says, `${rule.id} on ${example.on} in ${example.nation}`);
      count += 1;
    }
    assert.ok(rule.examples.length > 0, `${rule.id} has no worked example`);
  }
  assert.ok(count > 35);
});

test('every worked example of a clock is due when it says', () => {
  for (const clock of Object.values(uk.clocks)) {
    assert.ok((clock.examples ?? []).length > 0, `${clock.name} has no worked example`);
    for (const example of clock.examples ?? []) {
      const due = dueOf(clock, example.from, example.nation, uk.calendar(example.nation));
      assert.equal(due?.due ?? 'nothing', example.due, `${clock.name} from ${example.from} in ${example.nation}`);
    }
  }
});

test('every version of every rule is cited, worded and ends after it begins', () => {
  const ids = rulesOf(uk).map((rule) => rule.id);
  assert.equal(new Set(ids).size, ids.length, 'two rules share an id');
  for (const rule of rulesOf(uk)) {
    for (const version of rule.versions) {
      assert.ok(version.source.cite.length > 10, rule.id);
      assert.ok(!version.until || version.from <= version.until, rule.id);
      assert.ok(/^[A-Z0-9£].*[.]$/s.test(rule.inWords(version.value)), `${rule.id}: ${rule.inWords(version.value)}`);
    }
  }
});

test('once a rule has spoken in a nation it never falls silent there again', () => {
  for (const rule of rulesOf(uk)) {
    for (const nation of nations) {
      const own = rule.versions.filter((version) => !version.nations || version.nations.includes(nation)).sort((a, b) => (a.from < b.from ? -1 : 1));
      own.forEach((version, i) => {
        const next = own[i + 1];
        if (!next) assert.equal(version.until, undefined, `${rule.id} ends without a successor in ${nation}`);
        else assert.equal(version.until && nextOf(version.until), next.from, `${rule.id} has a gap in ${nation} before ${next.from}`);
      });
    }
  }
});

function nextOf(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

test('what rests on memory is marked unconfirmed and nothing that is read says so', () => {
  const assumed = rulesOf(uk).flatMap((rule) => rule.versions.filter((version) => version.source.standing === 'assumed').map(() => rule.id));
  for (const id of ['uk.information-request', 'uk.reconsideration-days', 'uk.move-on-after-negative', 'uk.judicial-review', 'uk.referrer-sees']) {
    assert.ok(assumed.includes(id), `${id} should stand as unconfirmed`);
  }
  for (const rule of rulesOf(uk)) {
    for (const { source } of rule.versions) {
      if (/unconfirmed|not yet agreed|from memory/i.test(source.cite)) assert.equal(source.standing, 'assumed', rule.id);
    }
  }
});

// Cases a caseworker could dispute: clock, nation, start, due ('-' where the law sets none, '?' where it is silent).
const table: readonly (readonly [clock: string, nation: string, from: string, due: string, because: string])[] = [
  ['recovery-minimum', 'england', '2022-12-12', '2023-01-26', 'the period opened before 13 December 2022, so 45 days'],
  ['recovery-minimum', 'england', '2022-12-13', '2023-01-12', 'thirty days from 13 December 2022'],
  ['support-period', 'england', '2022-12-12', '2023-01-26', 'support follows recovery in England'],
  ['support-period', 'scotland', '2022-12-12', '2023-03-12', 'Scotland keeps its own ninety days'],
  ['support-period', 'scotland', '2018-03-31', '?', 'before 1 April 2018 nothing is known'],
  ['support-period', 'scotland', '2018-04-01', '2018-06-30', 'the regulations begin'],
  ['support-period', 'northern-ireland', '2023-06-01', '2023-07-16', 'to day 45'],
  ['reasonable-grounds', 'england', '2022-09-15', '2022-09-23', 'the Queen’s funeral on Monday 19 September'],
  ['reasonable-grounds', 'scotland', '2023-11-27', '2023-12-05', 'St Andrew’s Day is 30 November'],
  ['reasonable-grounds', 'england', '2023-11-27', '2023-12-04', 'no holiday, the weekend alone'],
  ['reasonable-grounds', 'northern-ireland', '2023-07-07', '2023-07-17', 'the Twelfth of July'],
  ['reasonable-grounds', 'england', '2023-07-07', '2023-07-14', 'no Twelfth in England'],
  ['reasonable-grounds', 'scotland', '2024-03-28', '2024-04-05', 'Good Friday, but no Easter Monday in Scotland'],
  ['reasonable-grounds', 'wales', '2024-03-28', '2024-04-08', 'Good Friday and Easter Monday in Wales'],
  ['child-panel-reasonable-grounds', 'england', '2021-05-31', '-', 'no panel before June 2021'],
  ['child-panel-reasonable-grounds', 'northern-ireland', '2024-01-15', '-', 'no panel in Northern Ireland then'],
  ['move-on-after-positive', 'scotland', '2024-01-15', '-', 'the contract is England and Wales'],
  ['move-on-after-negative', 'northern-ireland', '2024-01-15', '-', 'the contract is England and Wales'],
  ['reconsideration', 'england', '2024-02-11', '-', 'no limit until 12 February 2024'],
  ['draft-expiry', 'scotland', '2024-02-01', '2024-02-29', 'twenty-eight days in a leap year'],
];

for (const [name, nation, from, due, because] of table) {
  test(`${name} in ${nation} from ${from}: ${due} (${because})`, () => {
    const clock = uk.clocks[name] ?? assert.fail(`no clock ${name}`);
    const work = () => dueOf(clock, day(from), nation, uk.calendar(nation))?.due ?? '-';
    if (due === '?') assert.throws(work, SilentLaw);
    else assert.equal(work(), due);
  });
}

test('a child before a council with a panel is decided by it, since June 2023 only where the age is not in dispute', () => {
  const decides = (on: string, nation: string, age: 'adult' | 'child' | 'not-sure', area: string | null, detained = false) =>
    inForce(uk.authority, day(on), nation).value({ age, detained, area });
  const hull = 'E06000010';
  assert.equal(decides('2021-05-31', 'england', 'child', hull), 'sca');
  assert.equal(decides('2021-06-01', 'england', 'child', hull), 'local-panel');
  assert.equal(decides('2023-06-29', 'england', 'not-sure', hull), 'local-panel');
  assert.equal(decides('2023-06-30', 'england', 'not-sure', hull), 'sca');
  assert.equal(decides('2024-01-15', 'england', 'adult', hull), 'sca');
  assert.equal(decides('2024-01-15', 'england', 'child', 'E09000001'), 'sca');
  assert.equal(decides('2021-11-07', 'england', 'adult', null, true), 'sca');
  assert.equal(decides('2021-11-08', 'england', 'adult', null, true), 'ieca');
  assert.equal(decides('2024-01-15', 'scotland', 'child', null, true), 'sca');
  assert.equal(decides('2018-01-15', 'wales', 'adult', null), 'ukhtc-ukba');
  assert.equal(decides('2025-09-03', 'northern-ireland', 'child', null), 'local-panel');
});

test('whoever decides stands in the list of authorities, and whoever may refer is a kind some organisation has', () => {
  const authorities = new Set(uk.lists['authorities']?.items.map((item) => item.code));
  for (const version of uk.authority.versions) {
    for (const age of ['adult', 'child', 'not-sure'] as const) {
      for (const area of [null, 'E06000010', 'S12000036']) {
        for (const detained of [true, false]) assert.ok(authorities.has(version.value({ age, detained, area })));
      }
    }
  }
  const kinds = new Set(uk.lists['organisations']?.items.map((item) => item.in?.['kind']));
  for (const version of [...uk.mayRefer.versions, ...uk.dutyToNotify.versions]) {
    for (const kind of version.value) assert.ok(kinds.has(kind), kind);
  }
});

test('a child needs no means in any period, an adult always does', () => {
  for (const test of Object.values(uk.test)) {
    for (const version of test.versions) {
      const means = version.value.elements.find((element) => element.id === 'means');
      assert.deepEqual(means?.notNeededFor, ['child', 'not-sure']);
      assert.deepEqual(
        version.value.elements.map((element) => element.id),
        ['act', 'means', 'purpose'],
      );
    }
  }
});

test('there is no duty to notify outside England and Wales, and none anywhere before November 2015', () => {
  for (const nation of nations) {
    const owed = inForce(uk.dutyToNotify, day('2024-01-15'), nation).value.length > 0;
    assert.equal(owed, nation === 'england' || nation === 'wales');
    assert.deepEqual(inForce(uk.dutyToNotify, day('2015-10-31'), nation).value, []);
  }
});

test('an immigration body sees less of what becomes of a referral than anyone else', () => {
  const sees = inForce(uk.referrerSees, day('2024-01-15'), 'england').value;
  assert.deepEqual(sees['immigration'], ['receipt', 'questions']);
  for (const kind of inForce(uk.mayRefer, day('2024-01-15'), 'northern-ireland').value) assert.ok(sees[kind], kind);
});

test('before the mechanism began the law is silent', () => {
  for (const rule of rulesOf(uk)) for (const nation of nations) assert.equal(versionOf(rule, day('2009-03-31'), nation), undefined, rule.id);
});

const anywhere = { nation: 'england', age: undefined, area: null, force: null, hour: 12, workday: true, local: [] } as const;

test('a council’s and a force’s own number is given where one is kept, by the hour and the day; else where to find it', () => {
  const own = { source: 'Invented', code: 'E10000016', list: 'local-authorities' } as const;
  const local = [
    { ...own, open: 'office', number: '01632 960 101' },
    { ...own, open: 'out-of-hours', number: '01632 960 102' },
    { ...own, list: 'police-forces', code: 'kent', open: 'always', number: '01632 960 104' },
  ] as const;
  const rung = (facts: Partial<Parameters<typeof uk.ringNow>[0]>) =>
    uk.ringNow({ ...anywhere, age: 'child', local, ...facts }).map((one) => `${one.who}: ${one.number}`);
  const [council, lead] = ['Social services of Kent council', 'The modern slavery lead of Kent Police'];
  const inKent = { area: 'E10000016' };
  assert.ok(rung(inKent).includes(`${council}: 01632 960 101`));
  assert.ok(rung({ ...inKent, hour: 3 }).includes(`${council}: 01632 960 102`));
  assert.ok(rung({ ...inKent, workday: false }).includes(`${council}: 01632 960 102`), 'at noon of a Sunday no office is open');
  assert.ok(rung(inKent).includes(`${lead}: 01632 960 104`));
  assert.ok(rung({ force: 'kent' }).includes(`${lead}: 01632 960 104`), 'the force that was named, wherever the council lies');
  const elsewhere = rung({ area: 'E06000010' });
  assert.ok(elsewhere.includes('The modern slavery lead of Humberside Police, if the danger is not now: 101'), elsewhere.join('\n'));
  assert.ok(!elsewhere.join().includes('01632'), 'nobody is given the number of another place');
});

test('every nation is given somebody to ring in danger, at any hour and age, and a source for each number', () => {
  for (const { code } of uk.nations) {
    for (const age of ['adult', 'child', 'not-sure', undefined] as const) {
      for (const hour of [3, 12]) {
        const numbers = uk.ringNow({ ...anywhere, nation: code, age, hour });
        assert.equal(numbers[0]?.number, '999');
        assert.ok(numbers.every((one) => one.source && one.when && one.who && one.number));
        const guardian = numbers.some((one) => one.number === '0800 043 4303');
        assert.equal(guardian, (code === 'england' || code === 'wales') && (age === 'child' || age === 'not-sure'));
      }
    }
  }
  assert.match(
    uk
      .ringNow({ ...anywhere, age: 'child', area: 'E06000010', hour: 3 })
      .map((one) => one.who)
      .join(),
    /emergency duty team of Kingston upon Hull council/,
  );
  assert.match(
    uk
      .ringNow({ ...anywhere, nation: 'scotland', age: 'adult' })
      .map((one) => one.number)
      .join(),
    /0141 276 7724/,
  );
});
