// An estimate in plain words: always a range, what makes the methods differ, and what all of them take for granted.
import type { Say } from '#base/words.ts';
import type { Estimation, Limit, Method, Result, Warning } from './result.ts';
import { mostLists, type Wrong, type WrongOverlaps } from './table.ts';

/** Two or three figures say what is known; the others would only look exact. */
export function about(value: Limit, say: Say): string {
  if (value === 'infinite') return say('capture.no-bound', 'no bound');
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2);
  return (Math.round(value / unit) * unit).toLocaleString('en-GB');
}

export const exact = (value: Limit, say: Say): string =>
  value === 'infinite' ? say('capture.no-bound', 'no bound') : Math.round(value).toLocaleString('en-GB');

export const methodName = (method: Method, say: Say): string =>
  ({
    stepwise: say('capture.method.stepwise', 'Pairs of lists one by one'),
    bic: say('capture.method.bic', 'Every way that lists may hang together'),
    bayes: say('capture.method.bayes', 'All pairs at once, the weak ones dropped'),
  })[method];

export const methodDoes = (method: Method, say: Say): string =>
  ({
    stepwise: say(
      'capture.does.stepwise',
      'It begins as if lists had nothing to do with each other, and lets two of them hang together where their overlap is too unlikely otherwise.',
    ),
    bic: say(
      'capture.does.bic',
      'It tries every way in which lists may hang together, two or more at once, and takes the one that fits best for the number of terms it needs (BIC).',
    ),
    bayes: say(
      'capture.does.bayes',
      'It lets all pairs hang together a little, keeps those that stand out from nothing, and says between what the total then lies.',
    ),
  })[method];

/** The answer in a sentence: the range over methods, and with the doubt of each. */
export function rangeInWords({ observed, range, interval_range }: Estimation, say: Say): readonly string[] {
  const values = { observed: observed.toLocaleString('en-GB'), low: about(range[0], say), high: about(range[1], say) };
  const first = say(
    'capture.range',
    '{observed} people are on at least one list. With those on no list there may be {low} to {high} in all: each method gives one number in that range.',
    values,
  );
  if (!interval_range) return [first];
  const doubt = say('capture.interval-range', 'With the doubt within each method it is {low} to {high} (95 in 100).', {
    low: about(interval_range[0], say),
    high: about(interval_range[1], say),
  });
  return [first, doubt];
}

/** Terms of a model that more than two lists share. */
const joint = ({ model }: Result): readonly string[] => model.filter((term) => term.split(':').length > 2);

/** Why two methods say so different things of the same table; nothing where they do not. */
export function whyTheyDiffer({ results }: Estimation, say: Say): readonly string[] {
  const step = results.find(({ method }) => method === 'stepwise');
  const bic = results.find(({ method }) => method === 'bic');
  if (!step || !bic || sameModel(step, bic)) return [];
  const values = { step: exact(step.estimate, say), bic: exact(bic.estimate, say) };
  const terms = joint(bic);
  const how =
    terms.length > 0
      ? say(
          'capture.why.joint',
          '{step} and {bic} come from the same table. The model behind {bic} lets lists depend on each other jointly ({terms}): whether somebody is on one of these lists then hangs on the others together. The model behind {step} has pairs only ({pairs}).',
          { ...values, terms: terms.join(', '), pairs: listed(step, say) },
        )
      : say(
          'capture.why.pairs',
          '{step} and {bic} come from the same table. One model lets these pairs of lists hang together: {pairs}. The other: {others}.',
          {
            ...values,
            pairs: listed(step, say),
            others: listed(bic, say),
          },
        );
  const cannot = say(
    'capture.why.cannot-say',
    'The data cannot say which is right. Both models fit those who were found; they differ in what they say of those who were not, and of those there are no data.',
  );
  return [how, cannot];
}

const listed = ({ model }: Result, say: Say): string => (model.length > 0 ? model.join(', ') : say('capture.why.no-pairs', 'none'));

const sameModel = (one: Result, other: Result): boolean => [...one.model].sort().join() === [...other.model].sort().join();

/** What every one of these numbers takes for granted. */
export const assumptions = (say: Say): readonly string[] => [
  say('capture.assumes.closed', 'Nobody joined or left the group during the time that the lists cover.'),
  say('capture.assumes.linkage', 'Each person was recognised wherever they stand: no two people were taken for one, and nobody was missed on a second list.'),
  say(
    'capture.assumes.independence',
    'Apart from the terms of the model, to be on one list says nothing of being on another. That the last, joint dependence of all lists is nothing is assumed and cannot be tested.',
  ),
  say('capture.assumes.same-chance', 'People whom no list would ever reach are not in any of these numbers, however many they are.'),
  say(
    'capture.assumes.downstream',
    'Lists do not feed each other. A referral to the National Referral Mechanism comes after other lists: where one body passes people on to the next, an overlap is made by the procedure, and an empty one may be too.',
  ),
];

export const warningInWords = (warning: Warning, say: Say): string =>
  ({
    'fewer-than-three-lists': say(
      'capture.warning.fewer-than-three-lists',
      'With two lists their independence cannot be tested at all. This should not be published.',
    ),
    'no-connected-triple': say('capture.warning.no-connected-triple', 'No three lists overlap pair by pair. This should not be published.'),
    'no-finite-estimate': say('capture.warning.no-finite-estimate', 'For at least one method the overlaps bound no number: none can be given.'),
    'no-finite-limit': say('capture.warning.no-finite-limit', 'At least one interval has no upper limit: in too many resamples the overlaps bound no number.'),
    'methods-far-apart': say(
      'capture.warning.methods-far-apart',
      'The methods differ by more than half. No one of these numbers may be quoted without the others.',
    ),
    'few-overlaps': say('capture.warning.few-overlaps', 'Fewer than 30 people are on more than one list, and everything rests on them.'),
  })[warning];

/** All of it, sentence by sentence, in the order in which it should be read. */
export const inWords = (estimation: Estimation, say: Say): readonly string[] => [
  ...rangeInWords(estimation, say),
  ...whyTheyDiffer(estimation, say),
  ...estimation.warnings.map((warning) => warningInWords(warning, say)),
  ...assumptions(say),
];

/** Why nothing can be estimated from a table, as a sentence that names the row. */
export function refusalInWords({ wrong, row, list }: Wrong, say: Say): string {
  const says: Readonly<Record<WrongOverlaps, string>> = {
    'no-head': say('capture.wrong.head', 'the first row must name each list by another name, without : or brackets, and end with the column count.'),
    'few-lists': say(
      'capture.wrong.few-lists',
      'there must be at least two lists with somebody on each. Where lists do not overlap nothing can be said of people on none.',
    ),
    'many-lists': say('capture.wrong.many-lists', 'more than {most} lists. Put lists that are kept by the same kind of body together first.', {
      most: mostLists,
    }),
    'not-zero-or-one': say('capture.wrong.sign', 'each list must say 0 or 1.'),
    'columns-missing': say('capture.wrong.columns', 'it has not as many columns as the first row.'),
    'not-a-count': say('capture.wrong.count', 'the count must be a whole number, 0 or more.'),
    twice: say('capture.wrong.twice', 'these lists were given in an earlier row.'),
    'on-no-list': say('capture.wrong.no-list', 'these people are on no list, so nobody can have counted them: how many they are is what is asked.'),
    nobody: say('capture.wrong.nobody', 'There is nobody in this table.'),
    'too-many-people': say('capture.wrong.too-many', 'There are more than 1,000,000,000 people in this table.'),
    'holds-everybody': say(
      'capture.wrong.everybody',
      '{list} holds everybody, as this row shows. Of people outside of it the table says nothing, so nothing can be estimated.',
      { list: list ?? '' },
    ),
    'no-overlap': say(
      'capture.wrong.no-overlap',
      'nobody is on two lists, neither here nor in any other row. Such a table fits any number of people never found, however large: no estimate is given.',
    ),
  };
  return row === undefined ? says[wrong] : say('capture.wrong.row', 'Row {row}: {why}', { row, why: says[wrong] });
}
