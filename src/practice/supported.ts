// A few invented people in support with what a worker would have written of them, so that the pages of practice show something. All invented.
import { randomUUID } from 'node:crypto';
import { addDays, momentAt, type Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Value } from '#form/question.ts';
import { longestGrant, nameWorker } from '#journey/chosen.ts';
import { sayContact, noteNeeds, tryContact, type Doing } from '#journey/contact.ts';
import { arrangeService, giveConsent } from '#journey/helped.ts';
import { mondayOf } from '#journey/payments.ts';
import { dependantJoins, noteOutcome, writePlan } from '#journey/planned.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import type { Outcome } from '#base/outcome.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { changeFile } from '#kit/store/files.ts';
import { approve, prepare } from '#rooms/payments/run.ts';
import { keepFact } from '#rooms/payments/store.ts';
import { careEdition, consentText } from '#rooms/support/step.ts';
import { careKept } from '#rooms/support/steps.ts';
import { classOfNote, kindOf, noteOf } from '#rooms/support/notes.ts';
import { inSupport } from '#rooms/support/store.ts';
import { keepProvider } from '#rooms/support/tables.ts';
import { personaOf } from './people.ts';

type Story = {
  readonly worker: string;
  readonly rules: string;
  readonly need: string;
  readonly want: string;
  readonly steps: string;
  readonly child: boolean;
  readonly words: string;
};

const stories: readonly Story[] = [
  {
    worker: 'practice-willow',
    rules: 'Tuesdays 10 to 12, ask for Mo, never text. (Invented.)',
    need: 'Warm clothes, a doctor for an old burn, somebody who speaks the language.',
    want: 'A room with a lock. Later to bake bread again.',
    steps: 'First the doctor, this week. Then the English class. I ring the lawyer with Mo beside me.',
    child: true,
    words: 'I slept the whole night for the first time.',
  },
  {
    worker: 'practice-willow',
    rules: 'After six in the evening. Say you are from the library. (Invented.)',
    need: 'A phone of their own, and food without meat.',
    want: 'To work, and to send money home myself.',
    steps: 'Ask about permission to work. See the solicitor on Thursday.',
    child: false,
    words: 'I do not want to talk about the farm. I want to talk about work.',
  },
  {
    worker: 'practice-hornbeam',
    rules: 'Only in person, at the house. No calls. (Invented.)',
    need: 'Help with nights, and a dentist.',
    want: 'Peace. A school for the boy.',
    steps: 'Meet the school. The boy chooses the bag.',
    child: true,
    words: 'The boy laughed today.',
  },
];

/** Done once, by the same acts as the pages: where somebody is named already nothing is written. */
export async function supportSome(kit: Kit): Promise<void> {
  const manager = personaOf('practice-sycamore').actor;
  const records = await kit.db.as(manager, 'support', (tx) => inSupport(tx, { after: null, most: 40 }));
  const latest = records.slice(-stories.length);
  await kit.db.as(manager, 'support', (tx) => keepProvider(tx, { most: 20, onCall: 'practice-laurel' }));
  for (const [at, story] of stories.entries()) {
    const record = latest[at];
    if (record) await tell(kit, record.file, story, at);
  }
  await payThem(kit);
}

/** Four weeks of money for them: one manager prepares the run, another approves it, as every week. */
async function payThem(kit: Kit): Promise<void> {
  const today = kit.clock.today();
  const [one, other] = [personaOf('practice-sycamore').actor, personaOf('practice-laurel').actor];
  const prepared = await prepare(kit, one, { week: addDays(mondayOf(today), -7), today });
  if (prepared.ok) await approve(kit, other, prepared.id, today);
}

async function tell(kit: Kit, file: FileId, story: Story, at: number): Promise<void> {
  const { actor } = personaOf(story.worker);
  const today: Day = kit.clock.today();
  const { state } = await kit.db.as(theService, 'support', (tx) => kit.ledger.load(tx, supportStream, file));
  if (state.care.plans.length > 0 || state.ended) return;
  await kit.db.as(theService, 'support', (tx) => changeFile(tx, file, { organisation: actor.organisation, team: actor.team }));
  const how: Doing = { day: today, now: kit.clock.now(), by: actor.person, nation: state.nation, confirmed: 'practice' };
  const id = (): string => randomUUID();
  const [needs, plan, safety, child, doctor] = [id(), id(), id(), id(), id()];
  const acts: readonly ((now: Support) => Outcome<SupportEvent>)[] = [
    (now) => nameWorker(now.access, { person: actor.person, days: longestGrant }, how),
    (now) => sayContact(now, how),
    (now) => tryContact(now, { way: 'lawyer', outcome: 'reached', seen: 1 }, { open: false, why: 'hold' }, how),
    (now) => noteNeeds(now, { id: needs, urgency: 'later' }, how),
    (now) => giveConsent(now, { purpose: 'support', language: 'english', text: consentText }, how),
    (now) => giveConsent(now, { purpose: 'health', language: 'english', text: consentText }, how),
    (now) => writePlan(now, { id: plan, what: 'plan', how: 'together', language: 'english' }, how),
    (now) => writePlan(now, { id: safety, what: 'safety', how: 'read-back', language: 'english' }, how),
    (now) => arrangeService(now, { id: doctor, service: 'medical', at: momentAt(today, `${10 + at}:30`, kit.law.zone), shares: 'health' }, how),
    (now) => arrangeService(now, { id: id(), service: 'english', at: momentAt(addDays(today, 2), '14:00', kit.law.zone), shares: null }, how),
    (now) => noteOutcome(now, { id: id(), domain: 'support', said: 'on-the-way' }, how),
    ...(story.child ? [(now: Support) => dependantJoins(now, { id: child }, how)] : []),
  ];
  for (const act of acts) await kit.ledger.perform(theService, 'support', supportStream, file, act, { day: today, at: how.now, nation: state.nation });
  await kit.db.as(actor, 'support', (tx) => keepFact(tx, file, { id: id(), kind: 'outreach', who: null, from: addDays(today, -28), until: null, pence: null }));
  const said: Readonly<Record<string, Value>> = {
    'support-contact.ways': ['person', 'worker'],
    'support-contact.where': '07700 900000 (invented)',
    'support-contact.rules': story.rules,
    'support-contact.checked': 'yes',
    [`support-needs.${needs}.need`]: story.need,
    [`support-plan.${plan}.want`]: story.want,
    [`support-plan.${plan}.steps`]: story.steps,
    [`support-plan.${safety}.signs`]: 'When a blue van waits. (Invented.)',
    [`support-plan.${safety}.do`]: 'I go to the shop with the green door and ring you. (Invented.)',
    [`support-service.${doctor}.where`]: 'Invented Surgery, Example Street',
    ...(story.child ? { [`dependant.${child}.name`]: 'Invented Child', [`dependant.${child}.born`]: addDays(today, -900) } : {}),
    [noteOf(kindOf('words', false), id())]: story.words,
    [noteOf(kindOf('fact', false), id())]: 'Came to the house on foot, was early. (Invented.)',
    [noteOf(kindOf('view', false), id())]: 'Needs time before anybody asks about the past. (Invented.)',
  };
  const classOf = (question: string) =>
    classOfNote(question) ??
    [...careKept].find(([kept]) => new RegExp(`^${kept.replaceAll('.', '\\.').replace('*', '[^.]+')}$`).test(question))?.[1] ??
    'narrative';
  await kit.db.as(actor, 'support', (tx) =>
    addVersions(
      tx,
      file,
      Object.entries(said).map(([question, value]) => ({
        question,
        holds: classOf(question),
        value,
        origin: null,
        edition: careEdition,
        language: 'en',
        saidBy: actor.person,
      })),
    ),
  );
}
