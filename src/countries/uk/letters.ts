// How letters leave: the hold in which they can be recalled, when nobody is told that they were turned down, and where a lawyer is found.
import { day } from '#base/day.ts';
import type { NegativeRelease } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { ownRule, unconfirmed } from './sources.ts';

export const letterHold = rule(
  'uk.letter-hold',
  'For how long can a letter that was released be recalled?',
  [{ from: day('2009-04-01'), value: { minutes: 30 }, source: ownRule('a wrong name or a wrong address is mostly seen in the first half hour') }],
  ({ minutes }) => `${minutes} minutes from its release; it leaves only afterwards.`,
  [{ on: day('2024-01-15'), nation: 'england', says: '30 minutes from its release; it leaves only afterwards.' }],
);

export const negativeRelease = rule<NegativeRelease>(
  'uk.negative-release',
  'When may a letter leave that turns somebody down?',
  [
    {
      from: day('2009-04-01'),
      value: { noneFrom: { weekday: 5, hour: 12 }, holidays: true, birthday: true, somebodyThere: true, workerFirst: true },
      source: ownRule('somebody who is turned down can reach a lawyer, a doctor and their worker that day and the next'),
    },
  ],
  ({ noneFrom, somebodyThere, workerFirst }) =>
    `Not on a Friday from ${noneFrom?.hour ?? 0} o’clock on, at a weekend, on a bank holiday or its eve, or on the person’s birthday${somebodyThere ? '; with a named person who will be there' : ''}${workerFirst ? '; after their worker was told' : ''}.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'scotland',
      says: 'Not on a Friday from 12 o’clock on, at a weekend, on a bank holiday or its eve, or on the person’s birthday; with a named person who will be there; after their worker was told.',
    },
  ],
);

// The three ways to find a lawyer and to ask for legal aid, from memory.
export const findLawyer = rule(
  'uk.find-lawyer',
  'Where does somebody find a lawyer?',
  [
    {
      from: day('2009-04-01'),
      nations: ['england', 'wales'],
      value: 'Ask your worker to look for a lawyer with you at www.gov.uk/find-legal-advice. Legal aid can pay.',
      source: unconfirmed('the GOV.UK list of legal advisers in England and Wales'),
    },
    {
      from: day('2009-04-01'),
      nations: ['scotland'],
      value: 'Ask your worker to look for a lawyer with you at www.slab.org.uk. Legal aid can pay.',
      source: unconfirmed('the Scottish Legal Aid Board’s list of solicitors'),
    },
    {
      from: day('2009-04-01'),
      nations: ['northern-ireland'],
      value: 'Ask your worker to look for a lawyer with you at www.lawsoc-ni.org. Legal aid can pay.',
      source: unconfirmed('the Law Society of Northern Ireland’s list of solicitors'),
    },
  ],
  (says) => says,
  [{ on: day('2024-01-15'), nation: 'scotland', says: 'Ask your worker to look for a lawyer with you at www.slab.org.uk. Legal aid can pay.' }],
);
