// Examplia: a made-up country, the smallest that answers `Law`. It runs, tests use it, and a real country may start as a copy of it.
// Nothing here is any country's law. Examplia decides once, not twice; anybody may refer; nobody owes a notification.
import { calendarDays, day, workingDays, type Calendar, type Day, type Length } from '#base/day.ts';
import type { List } from '#base/list.ts';
import type { Clock, Term } from '#law/clock.ts';
import { rateKinds, type AskedFirst, type BedAlarm, type Chasers, type Defence, type DueAt, type Law } from '#law/law.ts';
import type { NegativeRelease, PaymentHold, Prioritised, Rate, SupportRuns } from '#law/law.ts';
import { read, rule, type Rule, type Version } from '#law/rule.ts';
import { exploitation, lists, nationalities } from './lists.ts';

const began = day('2020-01-01');
const act = (section: number) => read(`Persons in Peril Act of Examplia 2020 (invented), section ${section}`);

/** A rule that never changed. */
function always<T>(id: string, question: string, value: NoInfer<T>, section: number, inWords: (value: NoInfer<T>) => string): Rule<T> {
  return rule(`example.${id}`, question, [{ from: began, value, source: act(section) }], inWords);
}

const inDays = (term: Term): string => (term.unit === 'nothing' ? 'The law sets none.' : `${term.count} ${term.unit.replace('-', ' ')}.`);

function clock(name: string, question: string, starts: string, ends: string, force: Clock['force'], versions: readonly Version<Term>[]): Clock {
  return { name, question, starts, ends, force, length: rule(`example.${name}`, question, versions, inDays) };
}

const inStages = (due: DueAt): string =>
  Object.entries(due)
    .map(([stage, says]) => `${stage[0]?.toUpperCase() ?? ''}${stage.slice(1)}: ${says}`)
    .join(' ');

const fixed = (length: Length, section: number): readonly Version<Term>[] => [{ from: began, value: length, source: act(section) }];

/** Clocks under the names the program asks for; a stage’s own clock bears the stage’s id. The decision came faster after an amendment of 2023. */
const clocks: readonly Clock[] = [
  clock('identification', 'By when is a person identified?', 'referral sent', 'identification', 'duty', [
    { from: began, until: day('2022-12-31'), value: workingDays(10), source: act(7) },
    {
      from: day('2023-01-01'),
      value: workingDays(3),
      source: { ...act(7), cite: 'Persons in Peril Act of Examplia 2020 (invented), section 7 as amended in 2023' },
    },
  ]),
  clock('recovery-minimum', 'How long is nobody removed at least?', 'positive identification', 'leave to stay', 'minimum', fixed(calendarDays(60), 8)),
  clock('support-period', 'How long does support last?', 'positive identification', 'leaving support', 'duty', fixed(calendarDays(180), 9)),
  clock('draft-expiry', 'After how many days is a draft destroyed?', 'draft last changed', 'draft destroyed', 'service', fixed(calendarDays(14), 12)),
  clock('draft-warning', 'After how many days is its team warned?', 'draft last changed', 'warning', 'service', fixed(calendarDays(9), 12)),
  clock('move-on-after-negative', 'How long does support go on after a negative?', 'negative identification', 'leaving support', 'duty', [
    { from: began, value: { unit: 'nothing' }, source: act(9) },
  ]),
];

/** Examplia rests on Founding Day and on the Day of Boats; its list was published to 2030. */
const holidays: Readonly<Record<string, string>> = { '06-01': 'Founding Day', '09-15': 'Day of Boats' };
const calendar: Calendar = {
  name: 'Examplia',
  first: began,
  last: day('2030-12-31'),
  holiday: (on: Day) => holidays[on.slice(5)],
};

const labelsOf = (of: List, codes: readonly string[]): string =>
  of.items
    .filter((item) => codes.includes(item.code))
    .map((item) => item.label)
    .join(' and ');

export const example: Law = {
  country: 'example',
  name: 'Examplia (an invented country)',
  nations: [{ code: 'examplia', name: 'Examplia' }],
  zone: 'Europe/London',
  stages: [{ id: 'identification', name: 'Identification', short: 'ID' }],

  mayRefer: always(
    'may-refer',
    'Who may refer?',
    ['police', 'local-authority', 'ngo', 'immigration', 'government', 'labour-inspectorate', 'health-trust'],
    1,
    (kinds) => `Any of: ${kinds.join(', ')}.`,
  ),
  consentNeeded: always(
    'consent-needed',
    'Whose consent does a referral take?',
    { adult: true, child: true, 'not-sure': true },
    2,
    () => 'Everybody’s, children included.',
  ),
  mayBeChild: always('may-be-child', 'How is somebody treated who may be under 18?', 'treated-as-child' as const, 3, () => 'As a child.'),
  dutyToNotify: always<readonly string[]>('duty-to-notify', 'Who owes a notification?', [], 4, () => 'Nobody.'),
  authority: always(
    'authority',
    'Who decides?',
    () => 'peril-office',
    5,
    () => 'The Peril Office.',
  ),
  test: {
    identification: always(
      'test.identification',
      'What is the test?',
      {
        standard: 'It is more likely than not that the person was or is in peril.',
        elements: [{ id: 'peril', label: 'Peril', asks: 'Was or is the person used by another against their will?', notNeededFor: [] }],
      },
      6,
      (test) => test.standard,
    ),
  },
  askedFirst: always<AskedFirst>(
    'asked-first',
    'What must be tried before too little known counts?',
    { question: true, through: [] },
    6,
    () => 'A question that was answered or whose day has passed.',
  ),
  mismatchCauses: always<readonly string[]>(
    'mismatch-causes',
    'What is considered before an inconsistency may be used?',
    ['trauma', 'interpreter', 'fear', 'who-was-present', 'wording', 'other'],
    6,
    (causes) => `${causes.join(', ')}.`,
  ),
  smallNumbers: always('small-numbers', 'How many of each outcome before a share is shown?', 5, 11, (least) => `${least}.`),
  otherDecider: always('other-decider', 'Does somebody else decide again?', true, 11, () => 'Yes.'),
  againElsewhere: always<Readonly<Record<string, string>>>('again-elsewhere', 'Who looks again where too few are left?', {}, 11, () => 'Nobody else.'),
  secondPerson: always('second-person', 'Does a negative need a second person?', true, 6, () => 'Yes.'),
  referrerSees: always(
    'referrer-sees',
    'What does a referrer see later?',
    { ngo: ['receipt', 'stage', 'result'], police: ['receipt'] } as const,
    10,
    () => 'Charities: receipt, stage, result. Harbour Watch: the receipt.',
  ),
  referrerSeesFor: always('referrer-sees-for', 'For how many days?', 90, 10, (days) => `${days} days.`),
  reconsideration: always(
    'reconsideration',
    'Who may ask for a second look?',
    { who: ['person'], grounds: ['new-evidence'] },
    11,
    () => 'The person, with new information.',
  ),
  disqualification: always('disqualification', 'May protection be withheld?', { grounds: [], assessmentFirst: false }, 11, () => 'Never.'),
  noGroundAlone: always<readonly string[]>('no-ground-alone', 'What is never a ground by itself?', ['no-answer', 'lost-contact'], 11, () => 'Silence.'),
  supportRuns: always<SupportRuns>('support-runs', 'Does support run to the later or the earlier end?', 'later', 9, (which) => `The ${which}.`),
  statutoryDefence: always<Defence>(
    'statutory-defence',
    'What is the defence of somebody made to commit an offence?',
    { adult: ['they were made to do it'], child: ['they were made to do it'], notFor: null },
    12,
    ({ adult }) => `That ${adult.join(', ')}.`,
  ),
  entitlements: {
    accommodation: always<DueAt>(
      'entitlement.accommodation',
      'What place to live is somebody due?',
      { emergency: 'A bed in the harbour house tonight.', recovery: 'A room of your own.', 'after-positive': 'A room of your own.' },
      9,
      inStages,
    ),
    advice: always<DueAt>('entitlement.advice', 'What advice is somebody due?', { recovery: 'A lawyer of the island.' }, 9, inStages),
  },
  rates: Object.fromEntries(
    rateKinds.map((kind) => [
      kind,
      always<Rate>(
        `rate.${kind}`,
        `How much is paid: ${kind}?`,
        { pence: kind === 'maternity' ? 20_000 : kind.includes('child') ? 2_000 : 5_000, per: kind === 'maternity' ? 'once' : 'week' },
        10,
        ({ pence, per }) => `${pence / 100} crowns ${per === 'once' ? 'once' : 'a week'}.`,
      ),
    ]),
  ) as Law['rates'],
  paymentHold: always<PaymentHold>(
    'payment-hold',
    'For how long may payments be held?',
    { days: 7, reasons: ['not-in-contact'] },
    10,
    ({ days }) => `For ${days} days.`,
  ),
  bedAlarm: always<BedAlarm>(
    'bed-alarm',
    'How often does a request for a bed ring?',
    { again: 30, holds: 120, upAfter: 60, upTo: 'decision-manager' },
    12,
    ({ again }) => `Every ${again} minutes.`,
  ),
  contactTries: always(
    'contact-tries',
    'How often is somebody tried?',
    { least: 2, apart: 6, ringAfter: 72 },
    12,
    ({ least, apart }) => `${least} times, ${apart} hours apart.`,
  ),
  daysToThink: always('days-to-think', 'For how many days may somebody think?', { days: 2 }, 12, ({ days }) => `${days} days.`),
  askAnswer: always('ask-answer', 'By when is an organisation to answer?', { hours: 48, urgent: 2 }, 12, ({ hours }) => `Within ${hours} hours.`),
  emergencyNeed: always('emergency-need', 'How soon must somebody be without a place?', { days: 7 }, 12, ({ days }) => `Within ${days} days.`),
  recoveryNeeds: always('recovery-needs', 'For how long does a decision on recovery needs hold?', { months: 12 }, 12, ({ months }) => `${months} months.`),
  reachIn: always('reach-in', 'May somebody come back for help?', true, 12, () => 'Always.'),
  letterHold: always('letter-hold', 'For how long can a letter be recalled?', { minutes: 10 }, 12, ({ minutes }) => `${minutes} minutes.`),
  negativeRelease: always<NegativeRelease>(
    'negative-release',
    'When may a letter leave that turns somebody down?',
    { noneFrom: null, holidays: false, birthday: false, somebodyThere: true, workerFirst: false },
    12,
    () => 'On any day, with somebody there.',
  ),
  findLawyer: always('find-lawyer', 'Where does somebody find a lawyer?', 'The harbour office keeps a list of lawyers.', 12, (says) => says),
  priority: always<Prioritised>('priority', 'Which decisions come before others?', { stages: [], criteria: [] }, 12, () => 'None.'),
  chasers: always<Chasers>(
    'chasers',
    'When is somebody asked again?',
    { after: 2, every: 14, most: 2 },
    12,
    ({ every, most }) => `Every ${every} days, ${most} times at most.`,
  ),
  standardTexts: {
    standard: always(
      'text.standard',
      'What paragraph states the standard of proof?',
      { title: 'The standard', says: 'The question is whether it is more likely than not that the person was or is in peril.' },
      6,
      ({ says }) => says,
    ),
  },
  retention: always(
    'retention',
    'For how long is a record kept?',
    { adult: 24, child: 60 },
    13,
    ({ adult, child }) => `${adult} months; a child’s ${child} months.`,
  ),
  signalRetention: always(
    'signal-retention',
    'For how long is a report from the public kept?',
    { months: 12, notAReport: 1 },
    13,
    ({ months, notAReport }) => `${months} months after it was closed; ${notAReport} where it was no report.`,
  ),
  breachReport: always('breach-report', 'Within how many hours is a breach reported?', { hours: 48 }, 13, ({ hours }) => `${hours} hours.`),
  consentAt18: always('consent-at-18', 'Is somebody asked again at 18?', false, 2, () => 'No: everybody was asked at the start.'),

  clocks: Object.fromEntries(clocks.map((one) => [one.name, one])),
  calendar: () => calendar,
  lists,
  exploitationLabel: (types) => labelsOf(exploitation, types) || 'Not known',
  nationalityLabel: (codes) => labelsOf(nationalities, codes),
  ringNow: () => [{ id: 'peril', open: 'invented', who: 'The Peril Office', number: '000 000', when: 'Always (invented)', source: 'Invented' }],
  helplines: [],
};
