// What a person in support is due, at which stage, in which nation and since when: one rule each.
// England and Wales: the victim care contract since 4 January 2021 (what its forerunner gave is unconfirmed), and section 50A since 30 January 2023.
// Scotland: section 9 of its Act, ninety days or to the final decision; Northern Ireland: section 18 of its Act. Which of these each of the two
// Acts names was not read word for word, so what rests on that is unconfirmed. Before a decision and after a refusal the contract helps who is
// destitute or unsafe, and nobody else; Scotland’s ministers may help then too, which no page states item by item.
import { day } from '#base/day.ts';
import { supportStages, type DueAt, type SupportStage } from '#law/law.ts';
import { rule, type Rule, type Source, type Version } from '#law/rule.ts';
import { destitution, emergencyAnswer, ni18, nrpf, pillars, rates2020, scotAct9, stayGuidance, tsa2021, unconfirmed, wmasn } from './sources.ts';

const englandWales = ['england', 'wales'];
const stageWords: Readonly<Record<SupportStage, string>> = {
  emergency: 'Before any decision',
  recovery: 'After a positive first decision',
  'after-positive': 'After a positive final decision',
  'after-negative': 'After a negative decision',
  'reach-in': 'After leaving support',
  disqualified: 'Where protection was withheld',
};
const inWords = (due: DueAt): string =>
  supportStages.flatMap((stage) => (due[stage] ? [`${stageWords[stage]}: ${due[stage]}`] : [])).join(' ') || 'Nothing is set.';

const without = (due: DueAt, ...stages: readonly SupportStage[]): DueAt =>
  Object.fromEntries(Object.entries(due).filter(([stage]) => !stages.includes(stage as SupportStage)));

type Told = {
  readonly due: DueAt;
  readonly source: Source;
  /** Of Scotland and of Northern Ireland; nothing: unconfirmed there. */
  readonly scotland?: Source;
  readonly northernIreland?: Source;
};

/** The end of help after a refusal and reach-in belong to the contract for England and Wales alone. */
function entitled(kind: string, question: string, { due, source, scotland, northernIreland }: Told): Rule<DueAt> {
  const elsewhere = without(due, 'after-negative', 'reach-in', 'disqualified');
  const doubt = unconfirmed('that this nation’s own Act gives the same was not read');
  const versions: readonly Version<DueAt>[] = [
    {
      from: day('2009-04-01'),
      until: day('2021-01-03'),
      nations: englandWales,
      value: without(due, 'reach-in'),
      source: unconfirmed('what the contract before 4 January 2021 gave was not read'),
    },
    { from: day('2021-01-04'), nations: englandWales, value: due, source },
    { from: day('2018-04-01'), nations: ['scotland'], value: elsewhere, source: scotland ?? doubt },
    { from: day('2015-01-14'), nations: ['northern-ireland'], value: elsewhere, source: northernIreland ?? doubt },
  ];
  const example = day('2024-01-15');
  return rule(`uk.entitlement.${kind}`, question, versions, inWords, [
    { on: example, nation: 'england', says: inWords(due) },
    { on: example, nation: 'scotland', says: inWords(elsewhere) },
  ]);
}

/** The same sentence at several stages. */
const at = (stages: readonly SupportStage[], says: string): DueAt => Object.fromEntries(stages.map((stage) => [stage, says]));
const inSupport = ['recovery', 'after-positive', 'after-negative'] as const;
const always = ['emergency', ...inSupport] as const;
const decided = ['recovery', 'after-positive'] as const;

export const entitlements: Readonly<Record<string, Rule<DueAt>>> = {
  accommodation: entitled('accommodation', 'What place to live, or help where they live, is somebody in support due?', {
    due: {
      emergency: 'A safe place to stay now, if you have nowhere safe or no money for one now or within 14 days.',
      recovery: 'A safe place to live if you need one. If you live somewhere else, a support worker who comes to you.',
      'after-positive': 'A safe place to live while you and your worker plan what comes next.',
      'after-negative': 'A safe place until you move on, if you would have nowhere to go.',
      disqualified: 'A safe place only if you would otherwise have nowhere to sleep.',
    },
    source: { ...destitution, cite: `${emergencyAnswer.cite}; ${destitution.cite}` },
    scotland: scotAct9,
    northernIreland: ni18,
  }),
  subsistence: entitled('subsistence', 'What money to live on is somebody in support due?', {
    due: {
      emergency: 'Money for food and what you need each day, if you have none.',
      ...at(inSupport, 'Money each week, for you and for the children who depend on you.'),
      disqualified: 'Money for food only if you would otherwise have none.',
    },
    source: { ...rates2020, cite: `${pillars.cite}; ${rates2020.cite}` },
    scotland: scotAct9,
    northernIreland: ni18,
  }),
  'support-worker': entitled('support-worker', 'Who stands beside somebody in support?', {
    due: { ...at(always, 'A support worker of your own, who plans with you.'), 'reach-in': 'Somebody to ask when you need advice or help again.' },
    source: tsa2021,
  }),
  medical: entitled('medical', 'What help for body and mind is somebody in support due?', {
    due: at(always, 'Help to see a doctor and a dentist, and counselling or other care for your mind.'),
    source: wmasn,
    scotland: scotAct9,
    northernIreland: ni18,
  }),
  'legal-aid': entitled('legal-aid', 'What help from a lawyer is somebody in support due?', {
    due: {
      ...at(['emergency'], 'Help to find a lawyer.'),
      ...at(decided, 'Help to find a lawyer, and legal aid for advice on immigration if you have little money.'),
      'after-negative': 'Help to find a lawyer, who can say whether to ask for another look.',
      'reach-in': 'Help to find a lawyer.',
    },
    source: wmasn,
    scotland: scotAct9,
  }),
  interpretation: entitled('interpretation', 'Who interprets and translates for somebody in support?', {
    due: at([...always, 'reach-in'], 'An interpreter, and letters put into your language. You do not pay.'),
    source: tsa2021,
    scotland: scotAct9,
    northernIreland: ni18,
  }),
  travel: entitled('travel', 'What travel is paid for somebody in support?', {
    due: at(always, 'Travel to a safe place, and to your doctor, lawyer and other appointments.'),
    source: tsa2021,
  }),
  childcare: entitled('childcare', 'What care for their children is somebody in support due?', {
    due: at(decided, 'Somebody to look after your children while you are at an appointment.'),
    source: unconfirmed('childcare as a cost of recovery is remembered and was not read'),
  }),
  'dependants-education': entitled('dependants-education', 'What school is there for the children of somebody in support?', {
    due: at([...decided, 'after-negative'], 'A place at school for your children, and help to get it.'),
    source: tsa2021,
  }),
  english: entitled('english', 'What lessons of English is somebody in support due?', {
    due: at([...decided, 'reach-in'], 'Help to join lessons of English.'),
    source: tsa2021,
  }),
  work: entitled('work', 'What help towards work is somebody in support due?', {
    due: at([...decided, 'reach-in'], 'Help to find training and work, if you are allowed to work.'),
    source: tsa2021,
  }),
  compensation: entitled('compensation', 'What help towards compensation is somebody in support due?', {
    due: at([...decided, 'reach-in'], 'To be told which compensation and unpaid wages you can claim, and how.'),
    source: wmasn,
  }),
  proceedings: entitled('proceedings', 'What help through proceedings is somebody in support due?', {
    due: at([...inSupport, 'reach-in'], 'Somebody beside you if there is a trial. You need not speak to the police to be supported.'),
    source: tsa2021,
  }),
  'permission-to-stay': rule<DueAt>(
    'uk.entitlement.permission-to-stay',
    'May somebody stay in the country?',
    [
      {
        from: day('2009-04-01'),
        until: day('2023-01-29'),
        value: {
          recovery: 'You are not sent away while you recover.',
          'after-positive': 'You may be given leave to stay for a time. Ask your lawyer.',
        },
        source: unconfirmed('discretionary leave before 30 January 2023 is remembered and was not read'),
      },
      {
        from: day('2023-01-30'),
        value: {
          recovery: 'You are not sent away while you recover.',
          'after-positive': 'It is looked at whether you get permission to stay for a time, without your asking. Ask your lawyer.',
        },
        source: stayGuidance,
      },
    ],
    inWords,
    [
      {
        on: day('2023-01-30'),
        nation: 'scotland',
        says: 'After a positive first decision: You are not sent away while you recover. After a positive final decision: It is looked at whether you get permission to stay for a time, without your asking. Ask your lawyer.',
      },
    ],
  ),
  'voluntary-return': entitled('voluntary-return', 'What help to go home is there for somebody in support?', {
    due: at([...always, 'disqualified'], 'Help to go back to your country, only if you want that.'),
    source: wmasn,
    scotland: scotAct9,
    northernIreland: ni18,
  }),
  'moving-on': entitled('moving-on', 'What help to move on is somebody in support due?', {
    due: {
      'after-positive': 'A look, together with you, at what you still need because of what happened, and a plan for after support.',
      'after-negative': 'A plan for where you go and who helps you there.',
      'reach-in': 'To come back for advice whenever you need it, for as long as you like.',
    },
    source: { ...nrpf, cite: `${nrpf.cite}; ${tsa2021.cite}` },
  }),
};
