// Support work over real HTTP, on both engines: the first night, a plan, services and consent, danger, handing over, leaving and coming back.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { instant } from '#base/day.ts';
import { readReference } from '#base/id.ts';
import { dangerAlarmOf } from '#desk/on-call-pages.ts';
import { theService } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { personOf } from '#kit/store/persons.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { sit, timed, type Timed } from '#tests/timed.ts';
import { adult, positive, sendAs } from '#tests/walk.ts';

const say = (_id: string, english: string) => english;
const start = instant('2024-01-15T09:00:00Z');
const aReference = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;
const itemIn = (text: string, step: string): string => new RegExp(`step/${step}\\?item=([^"]+)"`).exec(text)?.[1] ?? 'none';

type On = Awaited<ReturnType<typeof supported>>;

/** A support record that Willow is named in. */
async function supported({ walk, base, turn }: Timed) {
  turn(start);
  const { reference, file } = await sendAs(walk.house, 'practice-amber', adult);
  const birch = await sit(base, 'practice-birch');
  await birch.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
  assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
  await walk.house.settled();
  const willow = await sit(base, 'practice-willow');
  const record = aReference.exec((await willow.go('/support')).text.replaceAll('K7QD-0M2P-XW9T', ''))?.[0] ?? '';
  assert.equal((await willow.submit(`/support/${record}/do/name`, { 'grant-for': '180' })).status, 303);
  const step = (name: string, body: Record<string, string>, item = '') => {
    const at = `/support/${record}/step/${name}`;
    const page = item ? `${at}?item=${item}` : at;
    return willow.go(page).then(({ text }) => willow.submit(page, { seen: /name="seen" value="(\d+)"/.exec(text)?.[1] ?? '', item, ...body }, at));
  };
  const part = async (name: string) => (await willow.go(`/support/${record}/part/${name}`)).text;
  return { reference, file, birch, willow, record, step, part };
}

const contact = {
  'support-ways': 'person',
  'support-where': '07700 900123',
  'support-rules': 'Tuesdays 10 to 12, ask for Mo, never text.',
  'support-checked': 'yes',
};

/** Nobody is tried by a way that is not safe at that moment, and what was said a minute ago counts. */
async function safely(_at: Timed, { willow, record, step }: On): Promise<void> {
  const doubted = await step('safe-contact', { ...contact, 'support-checked': 'no' });
  assert.equal(doubted.status, 303, /error-summary[^]*?<\/ul>/.exec(doubted.text)?.[0]);
  assert.match((await willow.go(`/support/${record}`)).text, /Do not get in touch by any way/);
  assert.equal((await step('tried', { 'support-way': 'person', 'support-reached': 'no-answer' })).status, 409);
  assert.equal((await step('safe-contact', contact)).status, 303);
  const page = (await willow.go(`/support/${record}`)).text;
  assert.match(page, /Tuesdays 10 to 12, ask for Mo, never text\./);
  const text = await step('tried', { 'support-way': 'text', 'support-reached': 'no-answer' });
  assert.equal(text.status, 409);
  assert.match(text.text, /not one the person called safe/);
  assert.equal((await step('tried', { 'support-way': 'person', 'support-reached': 'no-answer' })).status, 303);
  // A page that was opened before somebody said it anew.
  const stale = await step('tried', { 'support-way': 'person', 'support-reached': 'reached', seen: '1' });
  assert.equal(stale.status, 409);
  assert.match(stale.text, /Somebody has just said anew/);
  assert.equal((await step('tried', { 'support-way': 'lawyer', 'support-reached': 'no-answer', seen: '1' })).status, 303, 'a lawyer is no danger to them');
}

/** A note is kept as what it is, and one without words or kind comes back as it was typed. */
async function noted(_at: Timed, { willow, record }: On): Promise<void> {
  const note = (body: Record<string, string>) => willow.submit(`/support/${record}`, body, `/support/${record}/note`);
  assert.equal((await note({ words: 'They slept well, invented.', kind: 'fact' })).status, 303);
  assert.equal((await note({ words: 'I want to learn, invented.', kind: 'words' })).status, 303);
  assert.equal((await note({ words: 'Looks calmer, invented.', kind: 'view', about: 'health' })).status, 303);
  const { text } = await willow.go(`/support/${record}`);
  assert.match(text, /My view<\/span>[^]*?Health<\/span>[^]*?Looks calmer[^]*?Their words<\/span>[^]*?want to learn[^]*?What happened<\/span>[^]*?slept well/);
  assert.equal((await note({ words: '  ', kind: 'fact' })).status, 400);
  const lost = await note({ words: 'Kept in the box, invented.' });
  assert.equal(lost.status, 400);
  assert.match(lost.text, /Kept in the box, invented\.<\/textarea>/);
}

/** A plan has versions and a copy to take; what was agreed is taken back at once with what rests on it. */
async function planned(_at: Timed, { willow, record, step, part, birch, reference }: On): Promise<void> {
  const plan = { 'plan-want': 'A room of my own, invented.', 'plan-steps': 'First English, invented.', 'plan-how': 'together', 'plan-language': 'English' };
  assert.equal((await step('plan', plan)).status, 303);
  assert.equal((await step('plan', { ...plan, 'plan-want': 'A job too, invented.' })).status, 303);
  const plans = await part('plan');
  assert.match(plans, /A job too, invented[^]*A room of my own, invented/, 'the newest first, and the one before stays');
  const copy = await willow.go(/\/support\/[^"]*plan-copy\/[^"]+/.exec(plans)?.[0] ?? '');
  assert.match(copy.text, /A job too, invented/);
  const paper = /<h1[^]*<\/main>/.exec(copy.text)?.[0] ?? '';
  assert.doesNotMatch(paper, new RegExp(record), 'a paper that says where it comes from is no safe paper');

  const arrange = { 'arrange-service': 'Doctor or hospital', 'arrange-shares': 'yes', 'arrange-day': '', 'arrange-where': 'Invented Surgery' };
  assert.match((await step('arrange', arrange)).text, /has not agreed/);
  assert.equal((await step('agree', { 'agree-purpose': 'health', 'agree-language': 'English' })).status, 303);
  const day = { 'arrange-day.day': '15', 'arrange-day.month': '1', 'arrange-day.year': '2024', 'arrange-time': '14:30' };
  assert.equal((await step('arrange', { ...arrange, ...day })).status, 303);
  assert.match(await part('services'), /15 January 2024, 14:30[^]*Invented Surgery/);
  assert.match((await willow.go('/day')).text, /14:30 · Doctor or hospital[^]*Invented Surgery/);
  const item = itemIn(await part('agreed'), 'agree-no-more');
  assert.equal(item, 'health');
  assert.equal((await step('agree-no-more', {}, item)).status, 303);
  assert.match(await part('services'), /stopped, since the person took back their consent/);
  assert.doesNotMatch((await willow.go('/day')).text, /14:30/);
  assert.doesNotMatch((await birch.go(`/case/${reference}/held`)).text, /A job too|Invented Surgery/, 'the wall stands');
}

/** A call for help rings for who is on call until they take it on, and nobody missing or in danger leaves support. */
async function endangered(at: Timed, { willow, record, step, part }: On): Promise<void> {
  const call = { 'danger-kind': 'self-harm', 'danger-words': 'Said goodbye, invented.' };
  assert.match((await step('escalate', call)).text, /Nobody is named as on call/);
  const sycamore = await sit(at.base, 'practice-sycamore');
  assert.equal((await sycamore.submit('/caseload', { most: '0', 'on-call': 'practice-laurel' }, '/caseload/agreed')).status, 400);
  assert.equal((await sycamore.submit('/caseload', { most: '2', 'on-call': 'practice-laurel' }, '/caseload/agreed')).status, 303);
  assert.equal((await step('escalate', call)).status, 303);
  const laurel = await sit(at.base, 'practice-laurel');
  const rings = async (persona: string) => (await dangerAlarmOf(at.walk.house.kit, { actor: personaOf(persona).actor, say, now: start } as never))?.count ?? 0;
  assert.deepEqual([await rings('practice-laurel'), await rings('practice-sycamore'), await rings('practice-willow')], [1, 1, 0], 'not for who called');
  const page = await laurel.go('/on-call');
  assert.match(page.text, /they may harm themselves/);
  assert.doesNotMatch(page.text, /Said goodbye/, 'who is on call rings the worker, and reads no note');
  const id = /name="id" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  assert.equal((await laurel.submit('/on-call', { id }, `/on-call/${record}`)).status, 303);
  assert.equal(await rings('practice-sycamore'), 0);
  assert.match(
    (await step('leave-support', { 'leave-why': 'They no longer want support; their case goes on', sure: 'yes' })).text,
    /Support goes on until that has ended/,
  );
  assert.equal((await laurel.submit('/on-call', { id, how: 'safe-now' }, `/on-call/${record}`)).status, 303);

  assert.equal((await step('missing', { 'missing-words': 'Last heard on Sunday, invented.' })).status, 303);
  assert.match((await step('leave-support', { 'leave-why': 'Contact was lost', sure: 'yes' })).text, /Somebody who is missing stays in support/);
  assert.equal((await step('missing-step', { 'missing-what': 'police', 'missing-number': 'MP-1' })).status, 303);
  assert.match(await part('danger'), /Reported to the police as a missing person at risk: Practice Support Worker Willow/);
  assert.equal((await step('found', {})).status, 303);
  assert.match((await step('leave-support', { 'leave-why': 'Contact was lost', sure: 'yes' })).text, /does not count as lost yet/);
  const leaving = { 'leave-why': 'They no longer want support; their case goes on' };
  const sure = await step('leave-support', leaving);
  assert.match(sure.text, /Press again if that is right/);
  assert.equal((await step('leave-support', { ...leaving, sure: 'yes' })).status, 303);
  assert.match((await willow.go(`/support/${record}`)).text, /support ended on 15 January 2024/);
}

/** A manager gives records within what was agreed, moves a caseload and takes it back, and reads no note. */
async function managed(at: Timed, { willow, record }: On): Promise<void> {
  const sycamore = await sit(at.base, 'practice-sycamore');
  assert.equal((await sycamore.go(`/support/${record}`)).status, 404);
  assert.match((await sycamore.go('/caseload')).text, /Willow[^]*?1 of 20/);
  const move = { from: 'practice-willow', to: 'practice-hornbeam', how: '7' };
  assert.match((await sycamore.go('/caseload/move?from=practice-willow')).text, new RegExp(`${record}[^]*Write the plan|${record}[^]*Ask`));
  const moved = await sycamore.submit('/caseload/move?from=practice-willow', move, '/caseload/move');
  assert.match(moved.text, new RegExp(`now looks after 1 people more[^]*${record}`));
  const hornbeam = await sit(at.base, 'practice-hornbeam');
  assert.match((await hornbeam.go('/day')).text, new RegExp(record));
  assert.match((await hornbeam.go(`/support/${record}/brief`)).text, /What must be done next/);
  assert.equal((await sycamore.submit('/caseload', { ...move, record }, '/caseload/undo')).status, 303);
  assert.equal((await hornbeam.go(`/support/${record}/brief`)).status, 404);

  assert.equal((await willow.submit(`/support/${record}/do/leave`, {})).status, 303);
  assert.match((await sycamore.go('/caseload')).text, new RegExp(`Nobody at work looks after them[^]*${record}`));
  await sycamore.submit('/caseload', { most: '1', 'on-call': '' }, '/caseload/agreed');
  assert.equal((await sycamore.submit('/caseload', { record, to: 'practice-hornbeam' }, '/caseload/give')).status, 303);
  assert.equal((await hornbeam.go(`/support/${record}`)).status, 200);
  assert.equal((await sycamore.submit('/caseload', { record, to: 'practice-willow' }, '/caseload/give')).status, 303, 'a second colleague beside the first');
}

/** A shift is signed by two different people, in the page and in the database. */
async function handedOver(at: Timed, { willow, record, step }: On): Promise<void> {
  await willow.submit(`/support/${record}`, { words: 'Ring at eight, invented.', kind: 'handover' }, `/support/${record}/note`);
  await step('missing', { 'missing-words': 'Invented.' });
  const { text } = await willow.go('/handover');
  assert.match(text, new RegExp(`${record}[^]*At risk[^]*Before morning:[^]*To find them[^]*Ring at eight, invented`));
  assert.equal((await willow.submit('/handover', {})).status, 303);
  const id =
    (await at.walk.house.kit.db.as(personaOf('practice-willow').actor, 'support', (tx) => tx.query<{ id: string }>('select id::text from support_handover')))[0]
      ?.id ?? '';
  assert.equal((await willow.submit('/handover', { id }, '/handover/take')).status, 409, 'not by who gave it');
  const sycamore = await sit(at.base, 'practice-sycamore');
  assert.doesNotMatch((await sycamore.go('/handover')).text, /Ring at eight/, 'words stand with those who are named');
  assert.equal((await sycamore.submit('/handover', { id }, '/handover/take')).status, 303);
  assert.match((await willow.go('/handover')).text, /Signed before[^]*Willow to Practice Support Manager Sycamore/);
  await assert.rejects(
    at.walk.house.kit.db.as(theService, 'support', (tx) =>
      tx.query(`insert into support_handover (id, given_by, taken_by, taken_at) values (gen_random_uuid(), 'a', 'a', now())`),
    ),
  );
}

/** Help begins in the first night without any referral, once however often it is pressed; and ends and begins again as another record of one person. */
async function atNight(at: Timed, { willow }: On): Promise<void> {
  const first = {
    'begin-nation': 'england',
    'begin-age': 'adult',
    'begin-safe': 'no',
    'support-urgency': 'now',
    'support-need': 'A bed, invented.',
    ...contact,
  };
  assert.match(
    (await willow.submit('/begin', { ...first, 'support-urgency': 'later', 'begin-safe': 'yes', file: randomUUID() })).text,
    /Help before a decision begins/,
  );
  const file = randomUUID();
  const opened = await willow.submit('/begin', { ...first, file });
  assert.equal(opened.status, 303);
  const home = opened.to ?? '';
  assert.equal((await willow.submit('/begin', { ...first, file })).to, home, 'pressed twice');
  const page = (await willow.go(home)).text;
  assert.match(page, /Support began at once, before any decision/);
  assert.match(page, /A bed, invented/);
  assert.match(page, /They need a safe place to stay[^]*Within how many days/);
  const step = (name: string, body: Record<string, string>) => willow.submit(`${home}/step/${name}`, { seen: '0', item: '', ...body });
  const gone = { 'leave-why': 'They left the country or went home', sure: 'yes' };
  assert.equal((await step('leave-support', gone)).status, 303);
  const after = home.split('/')[2] ?? '';
  const again = await willow.submit(`/begin?after=${after}`, { ...first, file: randomUUID(), after }, '/begin');
  assert.equal(again.status, 303);
  const { kit } = at.walk.house;
  const people = await kit.db.as(theService, 'support', async (tx) => {
    const of = async (path: string) => {
      const reference = readReference(path.split('/')[2] ?? '');
      const found = reference && (await byReference(tx, reference, 'support'));
      return found && personOf(tx, found.id);
    };
    return [await of(home), await of(again.to ?? '')];
  });
  assert.ok(people[0]);
  assert.equal(people[0], people[1], 'one person, two records');
}

/** After a positive final decision who decides reads what the person lets pass and nothing else, decides each need, and the door stays open afterwards. */
async function onward(at: Timed, { birch, willow, record, step, part, reference }: On): Promise<void> {
  const rna = {
    'recovery-stays.0': 'Counselling',
    'recovery-stays.1': 'Learning English',
    'recovery-moves.0': 'Doctor or hospital',
    'recovery-words': 'Sleep is hard, invented.',
  };
  assert.equal((await willow.go(`/support/${record}/step/recovery`)).status, 404, 'after a positive final decision and not before');
  at.turn(instant('2024-03-15T09:00:00Z'));
  assert.equal((await birch.submit(`/case/${reference}/decide`, { ...positive, stage: 'conclusive-grounds' })).status, 303);
  await at.walk.house.settled();
  assert.match((await willow.go(`/support/${record}`)).text, /Write with them what they need to recover/);
  assert.equal((await step('recovery', rna)).status, 303);
  const item = /do\/release\?item=(support-recovery\.[^"]+)"/.exec(await part('onward'))?.[1] ?? '';
  const release = () =>
    willow.submit(
      `/support/${record}/do/release?item=${item}`,
      { item, 'grant-language': 'English', 'grant-present': 'alone' },
      `/support/${record}/do/release`,
    );
  assert.equal((await release()).status, 409, 'not before they agree to it');
  assert.equal((await step('agree', { 'agree-purpose': 'recovery-needs', 'agree-language': 'English' })).status, 303);
  assert.equal((await release()).status, 303);
  const desk = `/case/${reference}/recovery-needs`;
  const shown = (await birch.go(desk)).text;
  assert.match(shown, /Sleep is hard, invented[^]*Counselling; Learning English/);
  assert.doesNotMatch(shown, /They slept well|A job too/);
  const id = item.replace('support-recovery.', '');
  const until = (month: string) => ({ 'recovery-until.day': '1', 'recovery-until.month': month, 'recovery-until.year': '2024' });
  const decision = { id, 'recovery-agreed': 'counselling', 'recovery-reason': 'Counselling goes on, invented.' };
  assert.equal((await birch.submit(desk, { ...decision, ...until('12') })).status, 409, 'longer than the rule');
  assert.equal((await birch.submit(desk, { ...decision, ...until('8') })).status, 303);
  assert.match(await part('onward'), /agreed to\s*<\/dt>[^]*Counselling · until 1 August 2024/);
  assert.equal((await step('agree-no-more', {}, 'recovery-needs')).status, 303);
  assert.doesNotMatch((await birch.go(desk)).text, /Sleep is hard/, 'taken back, and gone at once');
  assert.equal((await step('move-on', { 'move-home': 'A flat, invented.', 'move-after': 'I ring in a month, invented.' })).status, 303);
  assert.equal((await step('leave-support', { 'leave-why': 'Positive final decision, and the needs are met', sure: 'yes' })).status, 303);
  assert.equal((await step('reach-in', { 'reach-what': 'Benefits and bank account', 'reach-words': 'A form, invented.' })).status, 303);
  assert.match(await part('onward'), /Came back for help[^]*Benefits and bank account/);
}

onEveryEngine('nobody is tried by an unsafe way, notes stay what they are, a plan has versions, and what was agreed is taken back at once', async (_t, db) => {
  await timed(db, async (at) => {
    const on = await supported(at);
    for (const part of [safely, noted, planned, atNight, onward]) await part(at, on);
  });
});

onEveryEngine(
  'a call for help rings until somebody has it, a manager gives and moves records, two people sign a shift, nobody missing leaves support',
  async (_t, db) => {
    await timed(db, async (at) => {
      const on = await supported(at);
      for (const part of [managed, handedOver, endangered]) await part(at, on);
    });
  },
);
