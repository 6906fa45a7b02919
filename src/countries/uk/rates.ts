// What is paid to people in support in England and Wales, by the day for which it is paid; and when payments may be held.
// For Scotland and Northern Ireland no amount was found: there the law held here is silent until an administrator gives an amount with its
// source. The same for what was raised on 8 January 2024: the amounts before stand, marked, and outside practice nothing is paid on them.
import { day, type Day } from '#base/day.ts';
import type { PaymentHold, Rate, RateKind } from '#law/law.ts';
import { rule, type Example, type Rule, type Source, type Version } from '#law/rule.ts';
import { backPay2018, ownRule, rates2018, rates2020, rates2024, unconfirmed } from './sources.ts';

const englandWales = ['england', 'wales'];
const pounds = (pence: number): string => `£${(pence / 100).toFixed(2)}`;
const inWords = ({ pence, per }: Rate): string => (pence === 0 ? 'None is paid.' : `${pounds(pence)} ${per === 'week' ? 'a week' : 'once'}.`);

const questions: Readonly<Record<RateKind, string>> = {
  catered: 'How much is paid to somebody whose place gives them their meals?',
  'self-catered': 'How much is paid to somebody who cooks for themselves in a safe house?',
  outreach: 'How much is paid to somebody in support who lives elsewhere?',
  'with-asylum-support': 'How much has somebody on asylum support, both sums together?',
  'first-child': 'How much is paid for the first dependent child?',
  'further-child': 'How much is paid for each further dependent child?',
  'under-1': 'How much is added for a child under 1?',
  '1-to-under-3': 'How much is added for a child from 1 to under 3?',
  pregnancy: 'How much is added during pregnancy?',
  maternity: 'How much is paid once for a birth?',
};

/** First days of amounts: the earliest page, the rates of July 2020, the rise of January 2024. */
const first = day('2015-01-01');
const july2020 = day('2020-07-01');
const rise = day('2024-01-08');

const raised = {
  ...rates2024,
  standing: 'assumed' as const,
  cite: 'Unconfirmed: rates were raised on 8 January 2024 by amounts that were not found; the amounts before stand here until somebody gives them',
};

/** In pence until June 2020 and since July 2020. Examples: each amount on a day of its time. */
function rate(kind: RateKind, early: readonly [number, Source], later: readonly [number, Source]): Rule<Rate> {
  const per = kind === 'maternity' ? 'once' : 'week';
  const version = (from: Day, pence: number, source: Source): Version<Rate> => ({ from, nations: englandWales, value: { pence, per }, source });
  const example = (on: string, pence: number): Example => ({ on: day(on), nation: 'england', says: inWords({ pence, per }) });
  return rule(
    `uk.rate.${kind}`,
    questions[kind],
    [
      { ...version(first, early[0], early[1]), until: day('2020-06-30') },
      { ...version(july2020, later[0], later[1]), until: day('2024-01-07') },
      version(rise, later[0], raised),
    ],
    inWords,
    [example('2018-02-28', early[0]), example('2020-07-01', later[0]), example('2024-01-08', later[0])],
  );
}

const unchanged = unconfirmed('that this amount did not change on 1 July 2020 was not read');
const noneThen = unconfirmed('that nothing was added before 1 July 2020 was not read');

export const rates: Readonly<Record<RateKind, Rule<Rate>>> = {
  catered: rate('catered', [3500, rates2018], [3500, unchanged]),
  'self-catered': rate('self-catered', [6500, rates2018], [6500, unchanged]),
  outreach: rate('outreach', [3500, rates2018], [3960, rates2020]),
  // From 1 March to 8 November 2018 people on asylum support were paid £37.75 in all: unlawful (AM and K), and 65 was owed all along.
  'with-asylum-support': rate('with-asylum-support', [6500, backPay2018], [6500, unchanged]),
  'first-child': rate('first-child', [2050, rates2018], [3960, rates2020]),
  'further-child': rate('further-child', [1355, rates2018], [3960, rates2020]),
  'under-1': rate('under-1', [0, noneThen], [500, rates2020]),
  '1-to-under-3': rate('1-to-under-3', [0, noneThen], [300, rates2020]),
  pregnancy: rate('pregnancy', [0, noneThen], [300, rates2020]),
  maternity: rate('maternity', [0, noneThen], [30_000, rates2020]),
};

export const paymentHold = rule<PaymentHold>(
  'uk.payment-hold',
  'For how long, and why, may somebody’s payments be held?',
  [
    {
      from: day('2009-04-01'),
      value: { days: 14, reasons: ['not-in-contact', 'account-in-doubt', 'paid-elsewhere'] },
      source: ownRule('no text on holding payments was found. A hold is never a sanction: what was due is paid when it ends'),
    },
  ],
  ({ days }) =>
    `For ${days} days at most, where the person cannot be reached, the account is in doubt or somebody else may be paying; what was due is paid afterwards.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'wales',
      says: 'For 14 days at most, where the person cannot be reached, the account is in doubt or somebody else may be paying; what was due is paid afterwards.',
    },
  ],
);
