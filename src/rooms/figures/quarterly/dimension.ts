// The dimensions of the quarterly release: how a counted code becomes a category, and which small categories are put together.
import type { Law } from '#law/law.ts';
import { itemOf } from '#base/list.ts';
import type { Level } from '#methods/disclosure/rules.ts';
import { whyLabel } from '#rooms/figures/exact.ts';
import { labelsOf, type Labels } from '#rooms/figures/labels.ts';

/** `under`: the wider category that it is a part of. */
export type Category = { readonly code: string; readonly label: string; readonly under?: Category };
export type Naming = { readonly law: Law; readonly labels: Labels };

export type Dimension = {
  /** The column of the universe that it reads. */
  readonly from: string;
  readonly heading: string;
  readonly category: (code: string, naming: Naming) => Category;
  /** Codes that stand in every table, in this order, with or without people. */
  readonly always?: readonly string[];
  /** In the protected release the largest of the period's referrals stand alone, and the others are put together. */
  readonly largest?: { readonly keep: number; readonly others: (one: Category) => Category };
  /** How small a place it says: nothing below the area of a police force is let out. */
  readonly level?: Level;
  /** Has an order of its own instead of the largest first. */
  readonly inOrder?: true;
};

export const namingOf = (law: Law): Naming => ({ law, labels: labelsOf(law) });

const listed =
  (list: string, fallback: string) =>
  (code: string, { law }: Naming): Category => {
    const found = law.lists[list];
    return { code, label: (found && itemOf(found, code)?.label) ?? (code === 'unknown' ? fallback : code) };
  };

const yesNo: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known or not asked' };

/** Days from the opening of a stage to its decision, in bands. */
const bands: readonly (readonly [last: number, code: string, label: string])[] = [
  [5, 'to-5', '5 days or fewer'],
  [30, 'to-30', '6 to 30 days'],
  [90, 'to-90', '31 to 90 days'],
  [365, 'to-365', '91 to 365 days'],
  [Infinity, 'more', 'More than 365 days'],
];
const noDays: Category = { code: 'unknown', label: 'Days not known' };

export const stageName = (stage: string, { labels }: Naming): string => labels.stage(stage);

/** How far a referral has come: at each stage waiting, negative, ended before it, or positive and so on to the next. */
function reachedCategory(text: string, naming: Naming): Category {
  const words = new Set(text.split(' '));
  let under: Category | undefined;
  for (const { id } of naming.law.stages) {
    const name = stageName(id, naming).toLowerCase();
    const positive = words.has(`${id}=positive`) || words.has(`${id}-again=positive`);
    const at = (code: string, label: string): Category => ({ code: `${id}-${code}`, label, ...(under ? { under } : {}) });
    if (!positive && !words.has(`${id}=negative`)) {
      const ended = text.includes('ended=');
      return ended ? at('ended', `Ended before the ${name} decision`) : at('waiting', `Waits for the ${name} decision`);
    }
    under = at('decided', `${stageName(id, naming)} decision made`);
    if (!positive) return at('negative', `Negative ${name} decision`);
    under = at('positive', `Positive ${name} decision`);
  }
  return under ?? { code: 'sent', label: 'Sent' };
}

const waitedLabel = (code: string, naming: Naming): string =>
  code === 'nothing' ? 'After the last decision made by then' : `Before the ${stageName(code, naming).toLowerCase()} decision`;

const words =
  (labels: Readonly<Record<string, string>>) =>
  (code: string): Category => ({ code, label: labels[code] ?? code });

export const dimensions = {
  age: {
    from: 'age',
    heading: 'Age at exploitation',
    category: (code, { labels }) => ({ code, label: code === 'unknown' ? 'Age not specified or unknown' : labels.age(code) }),
    always: ['adult', 'child', 'unknown'],
  },
  gender: { from: 'gender', heading: 'Gender', category: (code, { labels }) => ({ code, label: labels.gender(code) }), always: ['female', 'male', 'other'] },
  place: {
    from: 'place',
    heading: 'Place of exploitation',
    category: (code, { labels }) => ({ code, label: labels.place(code) }),
    always: ['uk', 'overseas', 'uk-and-overseas', 'not-specified'],
  },
  responder: {
    from: 'responder',
    heading: 'First responder',
    category: (code, { labels }) => {
      const { type, label } = labels.responder(code);
      return { code: `${type}: ${label}`, label, under: { code: type, label: `${type}, all` } };
    },
    largest: { keep: 12, others: ({ under }) => ({ code: `${under?.code}: others`, label: `${under?.code}, others together`, ...(under ? { under } : {}) }) },
  },
  exploitation: {
    from: 'exploitation',
    heading: 'Kind of exploitation',
    category: (code, { labels }) => ({ code: code.replaceAll(' ', '+'), label: labels.exploitation(code.split(' ')) }),
    largest: { keep: 6, others: () => ({ code: 'others', label: 'Other kinds and combinations together' }) },
  },
  nationality: {
    from: 'nationality',
    heading: 'Nationality',
    category: (code, { labels }) => {
      const [first = '', second = null] = code.split(' ');
      return { code: code.replaceAll(' ', '+'), label: labels.nationality(first, second) };
    },
    largest: { keep: 12, others: () => ({ code: 'others', label: 'Other, two, or not known' }) },
  },
  disability: { from: 'disability', heading: 'Disability or long illness', category: words(yesNo), always: ['yes', 'no', 'unknown'] },
  channel: {
    from: 'channel',
    heading: 'How it came',
    category: words({ web: 'On the web', phone: 'By telephone', 'e-mail': 'By e-mail', letter: 'By letter', partner: 'From a partner' }),
    always: ['web', 'phone', 'e-mail', 'letter', 'partner'],
  },
  county: { from: 'county', heading: 'County lines', category: words(yesNo), always: ['yes', 'no', 'unknown'] },
  nation: {
    level: 'nation',
    from: 'nation',
    heading: 'Nation',
    category: (code, { labels }) => ({ code, label: code === 'unknown' ? 'Not known' : labels.nation(code) }),
  },
  force: {
    level: 'force',
    from: 'force',
    heading: 'Police force',
    category: (code, { law, labels }) => {
      const item = law.lists['police-forces']?.items.find((one) => one.code === code);
      const nation = item?.in?.['nation'];
      if (!item) return { code, label: 'No force was named' };
      return { code, label: item.label, ...(nation ? { under: { code: `in-${nation}`, label: `${labels.nation(nation)}, all forces` } } : {}) };
    },
  },
  authority: { from: 'authority', heading: 'Competent authority', category: listed('authorities', 'Not yet given to one') },
  stage: { from: 'stage', heading: 'Stage', category: (code, naming) => ({ code, label: stageName(code, naming) }), inOrder: true },
  outcome: { from: 'outcome', heading: 'Outcome', category: words({ positive: 'Positive', negative: 'Negative' }), always: ['positive', 'negative'] },
  days: {
    from: 'days',
    heading: 'Days to the decision',
    category: (code) => {
      const band = code === 'unknown' ? undefined : bands.find(([last]) => Number(code) <= last);
      return band ? { code: band[1], label: band[2] } : noDays;
    },
    always: ['0', '6', '31', '91', '366', 'unknown'],
    inOrder: true,
  },
  reached: { from: 'reached', heading: 'How far it has come', category: reachedCategory, inOrder: true },
  came: {
    from: 'came',
    heading: 'How they came to wait',
    category: words({
      before: 'Waited at the start of the period',
      sent: 'Sent in the period',
      positive: 'Positive decision of the stage before, in the period',
      again: 'Made positive after reconsideration, in the period',
    }),
    inOrder: true,
  },
  gone: {
    from: 'gone',
    heading: 'What became of it',
    category: words({ decided: 'Decided in the period', ended: 'Ended in the period', open: 'Waits at the end of the period' }),
    always: ['decided', 'ended', 'open'],
    inOrder: true,
  },
  why: {
    from: 'why',
    heading: 'Why it ended',
    category: words({ withdrawn: 'The person withdrew', 'left-country': 'Left the country', 'no-consent-at-18': 'Did not agree at 18', died: 'Died' }),
    always: ['withdrawn', 'left-country', 'no-consent-at-18', 'died'],
    inOrder: true,
  },
  waited: {
    from: 'waited',
    heading: 'When it ended',
    category: (code, naming) => ({ code, label: waitedLabel(code, naming) }),
    always: ['nothing'],
    inOrder: true,
  },
  step: {
    from: 'step',
    heading: 'Step',
    category: words({ asked: 'Asked for', accepted: 'Accepted', refused: 'Refused' }),
    always: ['asked', 'accepted', 'refused'],
  },
  exit: { from: 'exit', heading: 'Why support ended', category: (code, { labels }) => ({ code, label: whyLabel(labels, code) }) },
  ground: {
    from: 'ground',
    heading: 'Ground',
    category: words({ 'public-order': 'Public order', 'bad-faith': 'Bad faith' }),
    always: ['public-order', 'bad-faith'],
  },
} as const satisfies Readonly<Record<string, Dimension>>;
export type DimensionId = keyof typeof dimensions;
