// What a helpline would have received of late: reports by form in three languages, calls, a letter, a mail and a flood from one partner. All invented.
import { dayOf, instant, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Outcome } from '#base/outcome.ts';
import {
  closeSignal,
  codeSignal,
  openSignal,
  signalStream,
  type DangerSaid,
  type Signal,
  type SignalCloseReason,
  type SignalEvent,
  type SignalKind,
} from '#journey/signal.ts';
import { putTogether, situationStream, type Situation, type SituationEvent } from '#journey/situation.ts';
import type { Kit } from '#kit/kit.ts';
import { createFile } from '#kit/store/files.ts';
import { rowOnce, type Incoming } from '#rooms/signal/intake/incoming.ts';
import { takeAll, type Helpline } from '#rooms/signal/intake/take.ts';
import type { Told } from '#rooms/signal/questions.ts';
import { signalsOf } from '#rooms/signal/store.ts';
import { digestOf, queueNow, sealedHere, take } from '#rooms/signal/take.ts';
import { askSome } from './asks.ts';
import { personaOf } from './people.ts';

const adviser = personaOf('practice-bracken').actor;

type Form = {
  readonly minutes: number;
  readonly danger: DangerSaid;
  readonly form: Told['form'];
  readonly language: string;
  readonly answers: Told['answers'];
};

const forms: readonly Form[] = [
  {
    minutes: 9,
    danger: 'yes',
    form: 'seen',
    language: 'en',
    answers: {
      what: 'A boy washes cars from morning to night. A man hit him today. (Invented.)',
      where: 'Invented Hand Car Wash, Example Road',
      who: 'A boy, perhaps 15',
    },
  },
  {
    minutes: 55,
    danger: 'not-known',
    form: 'me',
    language: 'ar',
    answers: { help: 'أريد مكانًا آمنًا. (مُختلَق)', happening: 'أخذوا جواز سفري ولا أتقاضى أجرًا', place: 'بيت في بلدة مُختلَقة' },
  },
  {
    minutes: 200,
    danger: 'no',
    form: 'seen',
    language: 'vi',
    answers: { what: 'Nhiều cô gái ngủ trong tiệm làm móng. (Bịa đặt.)', where: 'Tiệm làm móng Bịa Đặt' },
  },
];

const bare = { claims: null, relaySays: null, files: [], left: [], once: null } as const;

const others = (now: Instant): readonly Incoming[] => [
  {
    ...bare,
    channel: 'phone',
    danger: 'no',
    words: 'Four people live in a shed behind the farm and work at night. The caller delivers there. (Invented.)',
    said: { place: 'Example Farm', caller: 'Invented Driver', contact: '07700 900200, mornings', held: 'yes', child: 'no' },
    received: before(now, 90),
  },
  {
    ...bare,
    channel: 'letter',
    danger: 'not-known',
    words: 'The woman next door has not left the house for a year. She cooks and cleans and never comes to the door alone. (Invented.)',
    said: { place: '12 Example Close' },
    received: before(now, 1300),
  },
  {
    ...bare,
    channel: 'e-mail',
    danger: 'not-known',
    words: 'One of our customers comes with the same man every week, who takes all her wages from the machine. (Invented.)',
    claims: 'Invented Bank Counter <counter@example.org>',
    said: {},
    received: before(now, 160),
  },
  // One thing seen by many: they are told apart from the one among them that is worse.
  ...Array.from({ length: 8 }, (_, at): Incoming => {
    const worse = at === 5;
    const words = worse
      ? 'The van by the Example Bridge again. Somebody inside knocked and called for help. (Invented.)'
      : `A white van stands by the Example Bridge every morning and takes people to work, seen on day ${at + 1}. (Invented.)`;
    return {
      ...bare,
      channel: 'partner',
      danger: worse ? 'yes' : 'no',
      words,
      said: { place: 'Example Bridge', partner: 'Invented Watch', ...(worse ? { held: 'yes' } : {}) },
      received: before(now, 20 + at),
      once: rowOnce('Invented Watch', `row-${at}`, words),
    };
  }),
];

const before = (now: Instant, minutes: number): Instant => instant(new Date(Date.parse(now) - minutes * 60_000).toISOString());

type Past = { readonly kind: SignalKind; readonly setting: string; readonly why: SignalCloseReason };
const pasts: readonly Past[] = [
  { kind: 'labour', setting: 'car-wash', why: 'same-as-another' },
  { kind: 'labour', setting: 'farm', why: 'answered' },
  { kind: 'domestic', setting: 'home', why: 'answered' },
  { kind: 'sexual', setting: 'online', why: 'too-little' },
  { kind: 'criminal', setting: 'not-known', why: 'no-sign' },
];

/** Some of today, unread; and of the two months before, read, coded and closed, so that the figures have something to count. */
export async function signalSome(kit: Kit): Promise<void> {
  const { organisation, team } = adviser;
  const helpline: Helpline = { kit, team: { organisation, team, queue: 'helpline' }, nation: kit.law.nations[0]?.code ?? '' };
  const now = kit.clock.now();
  const older = Array.from({ length: 24 }, (_, at): Incoming => ({
    ...bare,
    channel: at % 3 === 0 ? 'letter' : 'phone',
    danger: 'no',
    words: `What a caller told of place ${at + 1} some weeks ago. (Invented.)`,
    said: { place: `Example Street ${at + 1}` },
    received: before(now, (at + 2) * 3 * 24 * 60),
  }));
  await takeAll(helpline, older);
  await settleAll(helpline);
  await takeAll(helpline, others(now));
  for (const one of forms) await reported(helpline, one, before(now, one.minutes));
  await askSome(helpline);
}

/** Each is read within minutes or hours, coded and closed, by whoever answers there; two and two are laid together. */
async function settleAll({ kit, nation }: Helpline): Promise<void> {
  const lines = await kit.db.as(adviser, 'intake', (tx) => signalsOf(tx, { closed: false, most: 100 }));
  let situation: FileId | undefined;
  for (const [at, line] of lines.entries()) {
    const past = pasts[at % pasts.length];
    if (!past) continue;
    const read = instant(new Date(Date.parse(line.bucket) + (10 + 37 * (at % 7)) * 60_000).toISOString());
    const doing = { by: adviser.person, now: read };
    const coded = { kinds: [past.kind], setting: past.setting, place: 'england', people: 'few', age: 'not-known', sure: 'told' } as const;
    const steps: readonly ((state: Signal) => Outcome<SignalEvent>)[] = [
      (state) => openSignal(state, doing),
      (state) => codeSignal(state, coded, doing),
      (state) => closeSignal(state, past.why, doing),
    ];
    for (const step of steps) {
      const done = await kit.ledger.perform(adviser, 'intake', signalStream, line.file, step, { day: dayOf(read, kit.law.zone), at: read, nation });
      if (!done.ok) throw new Error(`an invented signal was refused: ${done.code}`);
    }
    if (at % 2 === 0) situation = await kit.db.as(adviser, 'intake', (tx) => createFile(tx, { kind: 'signal', child: false, nation }));
    const laid = (state: Situation): Outcome<SituationEvent> => putTogether(state, { signal: line.file, why: 'same-place' }, doing);
    if (situation) await kit.ledger.perform(adviser, 'intake', situationStream, situation, laid, { day: dayOf(read, kit.law.zone), at: read, nation });
  }
}

async function reported({ kit, team }: Helpline, { danger, form, language, answers }: Form, at: Instant): Promise<void> {
  const queue = await queueNow(kit, team);
  const parcel = await sealedHere(queue.recipient, { form, language, wanted: language, by: 'server', answers }, []);
  const sent = { parcel, danger, choice: null, once: `practice ${at}`, digest: digestOf([at]), code: null };
  await take(kit, queue, sent, { day: dayOf(at, kit.law.zone), now: at });
}
