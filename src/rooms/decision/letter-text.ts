// A letter in full: its own sentences, and of a decision that turns somebody down the reasons, the days, a lawyer, what support goes on and who helps.
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { clocks } from '#journey/clocks.ts';
import type { CaseEvent, Finding, Recorded } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import { supportClocks } from '#journey/support.ts';
import { longDay } from '#kit/view/layout.ts';
import { cite } from '#law/explain.ts';
import type { Law } from '#law/law.ts';
import { linesFor, ringLine } from '#law/ring.ts';
import { inForce } from '#law/rule.ts';
import { lawOfLetter } from './letter-law.ts';
import { letters, type Letter } from './letters.ts';
import { noteId, reasonIds, reviewIds } from './reason-ids.ts';
import type { Line } from './store.ts';

export type Telling = {
  readonly say: Say;
  readonly lang: string;
  readonly today: Day;
  readonly law: Law;
  readonly state: CaseFile;
  readonly letter: Letter;
  /** What called for it. */
  readonly event: Recorded<CaseEvent>;
  /** Texts of the decision by id, in the decider's words. */
  readonly texts: Readonly<Record<string, string>>;
  /** The names of the person's lawyers. */
  readonly lawyers: readonly string[];
  /** The day of the version before, and what was wrong in it. */
  readonly corrects: { readonly day: Day; readonly wrong: string } | null;
};

const daysIn =
  (lang: string) =>
  (of: Day): string =>
    longDay(of, lang);

export function textOf(of: Telling): readonly Line[] {
  const { say, lang, letter, corrects } = of;
  const first: readonly Line[] = corrects
    ? [
        say('letter.replaces', 'This letter takes the place of ours of {day}. What was wrong in it: {wrong}', {
          day: longDay(corrects.day, lang),
          wrong: corrects.wrong,
        }),
      ]
    : [];
  const own = letter.body({ say, day: longDay(of.event.day, lang) });
  if (letter.to === 'referrer') return [...first, ...own, ...result(of)];
  if (letter.to === 'lawyer') return [...first, ...own, ...toPerson(of)];
  if (letter.to === 'worker') return [...first, ...own, { head: of.say('letter.worker.quotes', 'From their letter') }, ...days(of).slice(1), ...help(of)];
  const made = lawOfLetter(say, lang, of.law, of.state, of.event.number);
  return [...first, ...own, ...made, ...(letter.negative ? turnedDown(of) : []), ...help(of)];
}

/** To a lawyer: word for word what the person gets. */
function toPerson(of: Telling): readonly Line[] {
  const theirs = letters.find((one) => one.for(of.event.event, of.law));
  return theirs ? [{ head: theirs.title(of.say) }, ...textOf({ ...of, letter: theirs, corrects: null })] : [];
}

/** The word of the decision, and nothing of why. */
function result({ say, lang, law, event: { event, day } }: Telling): readonly Line[] {
  if (event.kind !== 'Decided') return [];
  const stage = law.stages.find((one) => one.id === event.stage)?.name ?? event.stage;
  const values = { stage, day: longDay(day, lang) };
  return [
    event.outcome === 'positive'
      ? say('letter.referrer.positive', '{stage}, {day}: yes.', values)
      : say('letter.referrer.negative', '{stage}, {day}: not on what is known so far. You may send what you know besides.', values),
  ];
}

const turnedDown = (of: Telling): readonly Line[] => [...reasons(of), ...days(of), ...lawyer(of), ...support(of)];

/** By the parts of the test that was in force, as whoever found them wrote; of other decisions what was noted at them. */
function reasons({ say, lang, law, state, event: { event, day, number }, texts }: Telling): readonly Line[] {
  const lines = event.kind === 'Decided' ? byElement({ say, lang }, law, state, event, day, texts) : noted(state, event, number, texts);
  return lines.length > 0 ? [{ head: say('letter.why', 'Why') }, ...lines.map((reason) => ({ reason }))] : [];
}

function byElement(
  { say, lang }: Pick<Telling, 'say' | 'lang'>,
  law: Law,
  state: CaseFile,
  { stage, round, maker, findings }: Extract<CaseEvent, { kind: 'Decided' }>,
  on: Day,
  texts: Readonly<Record<string, string>>,
): readonly string[] {
  const rule = law.test[stage];
  if (!rule) return [];
  // Where a manager took the second finding, its reasons are those of whoever reviewed.
  const proposed = state.past.findLast(({ event }) => event.kind === 'Proposed' && event.stage === stage && event.round === round)?.event;
  const ids = proposed?.kind === 'Proposed' && proposed.maker !== maker ? reviewIds(stage, round, maker) : reasonIds(stage, round);
  const { value: test, because } = inForce(rule, on, state.nation);
  const word: Record<Finding, string> = {
    met: say('letter.met', 'This was shown.'),
    'not-met': say('letter.not-met', 'This was not shown.'),
    'not-known': say('letter.not-known', 'Too little is known.'),
    'not-needed': say('letter.not-needed', 'This need not be shown.'),
  };
  const parts = test.elements.map((element) =>
    [`${element.label}: ${word[findings[element.id] ?? 'not-needed']}`, texts[ids.reason(element.id)] ?? ''].filter((one) => one !== '').join(' '),
  );
  return [say('letter.test', 'What has to be shown: {standard} ({why}.)', { standard: test.standard, why: cite(because, say, daysIn(lang)) }), ...parts];
}

/** The note behind a step that has no parts: a refusal to look again, a disqualification as it was proposed. */
function noted(state: CaseFile, event: CaseEvent, number: number, texts: Readonly<Record<string, string>>): readonly string[] {
  const proposed = state.past.findLast((one) => one.event.kind === 'DisqualificationProposed' && one.number < number)?.number ?? 0;
  const id = event.kind === 'Disqualified' ? noteId('disqualify-note', proposed) : noteId('again-note', number);
  return [texts[id] ?? ''].filter((one) => one !== '');
}

/** The last days on which something can be asked for, each with its rule. */
function days({ say, lang, today, law, state, event: { event } }: Telling): readonly Line[] {
  const stage = 'stage' in event ? event.stage : null;
  const running = clocks(state, law, {}, today).filter((one) => one.about === stage && one.due && one.state === 'running');
  const values = (name: string) =>
    running.filter((one) => one.name === name).map((one) => ({ day: longDay(one.due as Day, lang), why: cite(one.because, say, daysIn(lang)) }));
  const again = values('reconsideration').map((one) => say('letter.window', 'You can ask us to look again until {day}. {why}.', one));
  const none =
    event.kind === 'Decided' && again.length === 0
      ? [say('letter.window.none', 'The rules held here set no last day for asking us to look again. Ask as soon as you can.')]
      : [];
  const court = values('judicial-review').map((one) =>
    say('letter.court', 'A court can be asked to look at our decision, promptly and until {day} at the latest. {why}.', one),
  );
  const lines = [...again, ...none, ...court];
  return lines.length > 0 ? [{ head: say('letter.disagree', 'If you do not agree') }, ...lines] : [];
}

function lawyer({ say, lang, today, law, state, lawyers }: Telling): readonly Line[] {
  const found = inForce(law.findLawyer, today, state.nation);
  return [
    { head: say('letter.lawyer', 'A lawyer') },
    lawyers.length > 0
      ? say('letter.lawyer.yours', 'Your lawyer gets this letter too and can help you: {names}.', { names: lawyers.join(', ') })
      : `${say(`letter.lawyer.${law.country}.${state.nation}`, found.value)} (${cite(found.because, say, daysIn(lang))}.)`,
  ];
}

/** Support that the law gives beyond today, and until when; where it gives none, that is said, and what to ask. */
function support({ say, lang, today, law, state }: Telling): readonly Line[] {
  const on = clocks(state, law, {}, today).filter((one) => supportClocks.includes(one.name) && one.state === 'running' && one.due && one.due >= today);
  const last = on.toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? 1 : -1))[0];
  return [
    { head: say('letter.support', 'Support') },
    last?.due
      ? say('letter.support.until', 'Your support goes on until the end of {day} at least. {why}.', {
          day: longDay(last.due, lang),
          why: cite(last.because, say, daysIn(lang)),
        })
      : say(
          'letter.support.none',
          'The rules held here set no time of support after this decision. If you have a worker or a place to stay, ask them what stays before anything changes.',
        ),
    say('letter.support.else', 'A doctor, a school and a council’s help for children or for adults at risk do not depend on this decision.'),
  ];
}

function help({ say, law, state }: Telling): readonly Line[] {
  const lines = linesFor(law, state);
  return [{ head: say('letter.help', 'Who can help you today:') }, ...lines.map((one) => ringLine(say, one))];
}
