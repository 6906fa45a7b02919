// The bulletin: prose in which every number is a live reference to a released cell. A number that is not let out cannot be written.
import { html, join, written, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { readQuarter } from '#base/day.ts';
import { keyOf } from '#methods/disclosure/linked.ts';
import { documentOf } from './document.ts';
import { practiceSays } from './conduct.ts';
import type { Making } from './files.ts';
import { notes } from './notes.ts';
import type { Conduct } from './release.ts';
import { letOut, type OfficialTable } from './sheet.ts';

/** A reference to a number by its key, or words that hold no digit. */
export type Reference = { readonly key: string };
export type Told = Reference | { readonly words: string };
export const figure = (universe: string, codes: Readonly<Record<string, string>> = {}): Reference => ({
  key: keyOf(universe, Object.keys(codes), Object.values(codes)),
});
export const words = (text: string): Told => ({ words: text });

const grouped = new Intl.NumberFormat('en-GB');

/**
 * One sentence over a release. Throws where a digit stands in its words; gives nothing where a number it needs is hidden or was
 * never in the release, since a sentence that is safe with a number may say too much without one.
 */
export type Sentence = (strings: readonly string[], ...told: readonly Told[]) => Html | undefined;
export function sentencesOf(tables: readonly OfficialTable[]): Sentence {
  const out = letOut(tables);
  return (strings, ...told) => {
    const loose = [...strings, ...told.flatMap((one) => ('words' in one ? [one.words] : []))].find((text) => /\p{Number}/u.test(text));
    if (loose !== undefined) throw new Error(`a number stands in the words of the bulletin: ${loose}`);
    const pieces: (Html | string)[] = [];
    for (const [at, text] of strings.entries()) {
      pieces.push(text);
      const one = told[at];
      if (!one) continue;
      if ('words' in one) pieces.push(one.words);
      else {
        const found = out.get(one.key);
        if (!found) return undefined;
        pieces.push(
          html`<a class="number" href="index.html#${found.table}"><data value="${found.value}" data-cell="${one.key}">${grouped.format(found.value)}</data></a>`,
        );
      }
    }
    return join(pieces);
  };
}

export function bulletinPage(made: Making, conduct: Conduct): string {
  const { period, asOf, law } = made;
  const span = readQuarter(period);
  if (!span) throw new Error(`not a quarter: ${period}`);
  const title = 'National Referral Mechanism and Duty to Notify statistics: bulletin';
  const parts = partsOf(made);
  const when_ = `${longDay(span.first, 'en')} to ${longDay(span.last, 'en')}, ${law.nations.map(({ name }) => name).join(', ')}. As recorded by the end of ${longDay(asOf, 'en')}.`;
  const body = html`<p class="lead">${when_}</p>
<p>${notes.undercount} Every number here leads to the table that it stands in. What is not published there is not written here.</p>
${parts.map(({ heading, sentences }) => html`<section><h2>${heading}</h2>${sentences.flatMap((one) => (one ? [html`<p>${one}</p>`] : []))}</section>`)}
<p><a href="index.html">The tables of this release</a></p>`;
  return written(documentOf(title, body, conduct.practice ? practiceSays : undefined));
}

type Paragraphs = { readonly heading: string; readonly sentences: readonly (Html | undefined)[] };

function partsOf({ period, law, tables }: Making): readonly Paragraphs[] {
  const say = sentencesOf(tables);
  const sent = `referrals:${period}`;
  /** The first labels of a table's first column, largest first: what is put together and totals are not named. */
  const first = (table: string, many: number): readonly (readonly [code: string, label: string])[] =>
    [...new Map(tables.find(({ id }) => id === table)?.lines.map(({ codes, labels }) => [codes[0] ?? '', labels[0] ?? '']) ?? [])]
      .filter(([code]) => code !== 'others' && code !== 'Total' && code !== 'not-specified')
      .slice(0, many);
  const [one, two, three] = first('nationality_gender', 3);
  const [kind, second] = first('exploitation_gender', 2);
  const lower = (text = ''): string => text.charAt(0).toLowerCase() + text.slice(1);
  return [
    {
      heading: 'Referrals',
      sentences: [
        say`There were ${figure(sent)} referrals.`,
        say`Of these, ${figure(sent, { age: 'adult' })} were about adults and ${figure(sent, { age: 'child' })} about children, by their age when the exploitation first happened; for ${figure(sent, { age: 'unknown' })} it is not known.`,
        say`In ${figure(sent, { gender: 'male' })} referrals the person is male, in ${figure(sent, { gender: 'female' })} female.`,
        one && two && three
          ? say`The most common nationalities were ${words(one[1])} (${figure(sent, { nationality: one[0] })}), ${words(two[1])} (${figure(sent, { nationality: two[0] })}) and ${words(three[1])} (${figure(sent, { nationality: three[0] })}). People with two nationalities are not in these.`
          : undefined,
        kind && second
          ? say`The most common kinds of exploitation were ${words(lower(kind[1]))} (${figure(sent, { exploitation: kind[0] })}) and ${words(lower(second[1]))} (${figure(sent, { exploitation: second[0] })}), each alone.`
          : undefined,
        say`For ${figure(sent, { place: 'uk' })} it happened in the United Kingdom alone, for ${figure(sent, { place: 'overseas' })} overseas alone.`,
        say`County lines was said of ${figure(sent, { county: 'yes' })} referrals.`,
      ],
    },
    ...law.stages.map(({ id, name }): Paragraphs => {
      const made = `decisions:${period}:${id}`;
      return {
        heading: `${name} decisions`,
        sentences: [
          say`There were ${figure(made)} first decisions at this stage, of which ${figure(made, { outcome: 'positive' })} were positive: ${figure(`outcome-share:${period}:${id}`, { measure: 'share' })} percent.`,
          say`Half of those decided had waited ${figure(`decision-days:${period}:${id}`, { measure: 'median' })} days or fewer. Old cases decided late are among them, and those that still wait are not.`,
          say`At the end of the period ${figure(`caseload:${period}:${id}`, { gone: 'open' })} referrals waited for this decision.`,
        ],
      };
    }),
    {
      heading: 'Duty to Notify',
      sentences: [say`Public authorities sent ${figure(`notifications:${period}`)} notifications about adults who did not agree to be referred.`],
    },
  ];
}
