// The referral in law: who may refer, whose consent it takes, who counts as a child, who owes a notification, what a referrer later sees.
import { day } from '#base/day.ts';
import { rule } from '#law/rule.ts';
import { circular, hansard2010, helpline, liveForm, msa51, ownRule, scot38, toolkit, unconfirmed } from './sources.ts';

const englandWales = ['england', 'wales'];
const britain = ['england', 'wales', 'scotland'];

/** Kinds of organisation in words; a kind is what the law speaks of, the list `organisations` says which bodies there are and since when. */
const kindNames: Readonly<Record<string, string>> = {
  police: 'police forces',
  'local-authority': 'local authorities',
  ngo: 'named charities',
  immigration: 'Home Office immigration units',
  government: 'the National Crime Agency',
  'labour-inspectorate': 'labour inspectorates',
  'health-trust': 'Health and Social Care Trusts',
};
/** "a, b and c" */
function inWords(kinds: readonly string[]): string {
  const names = kinds.map((kind) => kindNames[kind] ?? kind);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const responders = ['police', 'local-authority', 'ngo', 'immigration', 'government', 'labour-inspectorate'];

// The mechanism began on 1 April 2009 with a closed list of bodies. Nobody else may refer: a lawyer, a doctor or the person
// goes through one of them. NHS bodies are not on the list in Great Britain; in Northern Ireland the Health and Social Care
// Trusts are, since they do what a council's social services do elsewhere.
export const mayRefer = rule<readonly string[]>(
  'uk.may-refer',
  'Which kinds of organisation may refer a person?',
  [
    { from: day('2009-04-01'), until: day('2019-09-30'), nations: britain, value: responders, source: hansard2010 },
    {
      from: day('2009-04-01'),
      until: day('2019-09-30'),
      nations: ['northern-ireland'],
      value: [...responders, 'health-trust'],
      source: unconfirmed('the bodies of the live form stood on the earlier paper form in Northern Ireland too'),
    },
    {
      from: day('2019-10-01'),
      nations: britain,
      value: responders,
      source: { ...liveForm, cite: 'Home Office live referral form, list of 526 organisations, code of 21 April 2026' },
      note: 'The online form replaced paper between August and October 2019.',
    },
    {
      from: day('2019-10-01'),
      nations: ['northern-ireland'],
      value: [...responders, 'health-trust'],
      source: { ...liveForm, cite: 'Home Office live referral form, list of 526 organisations, code of 21 April 2026' },
    },
  ],
  (kinds) => `Only ${inWords(kinds)} may refer.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'Only police forces, local authorities, named charities, Home Office immigration units, the National Crime Agency and labour inspectorates may refer.',
    },
    {
      on: day('2024-01-15'),
      nation: 'northern-ireland',
      says: 'Only police forces, local authorities, named charities, Home Office immigration units, the National Crime Agency, labour inspectorates and Health and Social Care Trusts may refer.',
    },
  ],
);

// An adult is referred only after saying yes, once the mechanism, support, outcomes and the use of data have been explained.
// A child is referred without consent, and so is someone whose age is unsure: the live form sets the same flags for both.
export const consentNeeded = rule(
  'uk.consent-needed',
  'Whose consent does a referral take?',
  [
    {
      from: day('2009-04-01'),
      until: day('2019-09-30'),
      value: { adult: true, child: false, 'not-sure': false },
      source: unconfirmed('the paper form of 2009 to 2019 asked consent of adults only'),
    },
    { from: day('2019-10-01'), value: { adult: true, child: false, 'not-sure': false }, source: liveForm },
  ],
  (needed) => {
    const who = [needed.adult ? 'an adult' : '', needed.child ? 'a child' : '', needed['not-sure'] ? 'a person of unsure age' : ''].filter(Boolean);
    return who.length === 0 ? 'No consent is needed.' : `Only with the consent of ${who.join(', ')}; nobody else is asked for consent.`;
  },
  [{ on: day('2024-01-15'), nation: 'wales', says: 'Only with the consent of an adult; nobody else is asked for consent.' }],
);

// Section 51: where there are reasonable grounds to believe that the person may be under 18, a public authority assumes that
// they are until their age is established. The Scottish and Northern Irish Acts have presumptions of their own, which were not
// read; the live form treats all four nations alike.
export const mayBeChild = rule<'treated-as-child'>(
  'uk.may-be-child',
  'How is somebody treated who may be under 18?',
  [
    {
      from: day('2009-04-01'),
      until: day('2015-07-30'),
      value: 'treated-as-child',
      source: unconfirmed('Council of Europe Convention, article 10(3), followed by guidance since 2009'),
    },
    {
      from: day('2015-07-31'),
      nations: englandWales,
      value: 'treated-as-child',
      source: msa51,
      note: 'The section was read; that it began on the day most of the Act began was not confirmed.',
    },
    {
      from: day('2015-07-31'),
      until: day('2019-09-30'),
      nations: ['scotland', 'northern-ireland'],
      value: 'treated-as-child',
      source: unconfirmed('the Scottish and Northern Irish Acts of 2015 have the same presumption'),
    },
    { from: day('2019-10-01'), nations: ['scotland', 'northern-ireland'], value: 'treated-as-child', source: liveForm },
  ],
  () => 'As a child, until their age is established.',
  [{ on: day('2024-01-15'), nation: 'england', says: 'As a child, until their age is established.' }],
);

// Section 52 obliges listed public bodies in England and Wales to notify the Secretary of State where they have reasonable
// grounds to believe that someone may be a victim. A notification about an adult who has not consented may not hold anything
// that identifies them, alone or together with other information (s52(3)). The Home Office does the same by policy.
// Charities owe no notification. Scotland's section 38 was enacted and, as far as is known, never begun.
export const dutyToNotify = rule<readonly string[]>(
  'uk.duty-to-notify',
  'Which kinds of organisation owe a notification when an adult does not consent?',
  [
    { from: day('2009-04-01'), until: day('2015-10-31'), nations: englandWales, value: [], source: circular },
    {
      from: day('2015-11-01'),
      nations: englandWales,
      value: ['police', 'local-authority', 'government', 'labour-inspectorate', 'immigration'],
      source: {
        ...helpline,
        cite: 'Modern Slavery Act 2015, section 52 (read); the list of bodies as the Modern Slavery Helpline reports it; the Home Office by policy',
      },
    },
    { from: day('2009-04-01'), until: day('2021-03-31'), nations: ['scotland'], value: [], source: scot38 },
    { from: day('2021-04-01'), nations: ['scotland'], value: [], source: unconfirmed('section 38 of the Scottish Act of 2015 has still not begun') },
    {
      from: day('2009-04-01'),
      nations: ['northern-ireland'],
      value: [],
      source: unconfirmed(
        'section 13 of the Northern Irish Act of 2015 has a duty of its own; whether it binds anybody was not confirmed, so none is offered here',
      ),
    },
  ],
  (kinds) => (kinds.length === 0 ? 'No organisation: there is no duty to notify here.' : `Owed by ${inWords(kinds)}; it may not identify the person.`),
  [
    { on: day('2015-10-31'), nation: 'england', says: 'No organisation: there is no duty to notify here.' },
    {
      on: day('2015-11-01'),
      nation: 'wales',
      says: 'Owed by police forces, local authorities, the National Crime Agency, labour inspectorates and Home Office immigration units; it may not identify the person.',
    },
    { on: day('2024-01-15'), nation: 'scotland', says: 'No organisation: there is no duty to notify here.' },
  ],
);

// A child referred without consent who turns 18 before the conclusive decision is asked then, and may stop.
export const consentAt18 = rule(
  'uk.consent-at-18',
  'Is somebody asked for consent when they turn 18 before the conclusive decision?',
  [
    {
      from: day('2009-04-01'),
      until: day('2026-03-31'),
      value: true,
      source: unconfirmed('the toolkit of April 2026 says so; that it always held was not confirmed'),
    },
    { from: day('2026-04-01'), value: true, source: toolkit },
  ],
  (asked) => (asked ? 'Yes: the case goes on only if they say yes.' : 'No.'),
  [{ on: day('2026-05-01'), nation: 'england', says: 'Yes: the case goes on only if they say yes.' }],
);

type Seen = Readonly<Record<string, readonly ('receipt' | 'stage' | 'questions' | 'result')[]>>;
const whole = ['receipt', 'stage', 'questions', 'result'] as const;

/** What a referrer later sees. Reasons, address and support are never among it. */
export const referrerSees = rule<Seen>(
  'uk.referrer-sees',
  'What does the organisation that referred see later?',
  [
    {
      from: day('2009-04-01'),
      value: {
        police: whole,
        'local-authority': whole,
        ngo: whole,
        government: whole,
        'labour-inspectorate': whole,
        'health-trust': whole,
        immigration: ['receipt', 'questions'],
      },
      source: ownRule('immigration bodies see the receipt and questions only, so that a referral never becomes a tool of enforcement'),
    },
  ],
  (seen) => {
    const limited = Object.entries(seen).filter(([, what]) => what.length < whole.length);
    return `Receipt, stage, questions and the result word. ${limited.map(([kind, what]) => `For ${kindNames[kind] ?? kind}, ${what.join(' and ')} only.`).join(' ')}`;
  },
  [
    {
      on: day('2024-01-15'),
      nation: 'scotland',
      says: 'Receipt, stage, questions and the result word. For Home Office immigration units, receipt and questions only.',
    },
  ],
);

/** Long enough to outlive the long wait for a conclusive decision (526 days in the middle in 2023), and no longer. */
export const referrerSeesFor = rule(
  'uk.referrer-sees-for',
  'For how many days after sending does the organisation that referred see it?',
  [{ from: day('2009-04-01'), value: 730, source: ownRule('two years from the day of sending') }],
  (days) => `${days} days from the day of sending.`,
  [{ on: day('2024-01-15'), nation: 'england', says: '730 days from the day of sending.' }],
);
