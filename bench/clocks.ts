// The clock engine over generated cases: how many dates a second, worked out from facts and law by the pure functions, each with its steps.
// `node bench/clocks.ts [--cases 1000000]`
import { addDays, type Day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { clocks } from '#journey/clocks.ts';
import type { CaseFile } from '#journey/file.ts';
import { live } from '#tests/lives.ts';
import { count, table } from './stand/clock.ts';
import { asked, end } from './stand/stand.ts';

const cases = asked('cases', 1_000_000);
/** Lives played through the acts; each is then lived again on other days. */
const lives = 2_000;

/** The same life some days later: what clocks rest on is moved, so that no answer is the same as the last. */
function later(file: CaseFile, by: number): CaseFile {
  const on = (day: Day): Day => addDays(day, by);
  const { decision, support } = file;
  return {
    ...file,
    referred: file.referred && on(file.referred),
    support: { ...support, since: support.since && on(support.since), endedOn: support.endedOn && on(support.endedOn) },
    decision: {
      ...decision,
      made: decision.made.map((one) => ({ ...one, day: on(one.day) })),
      suspended: decision.suspended.map((one) => ({ from: on(one.from), until: one.until && on(one.until) })),
      questions: decision.questions.map((one) => ({ ...one, asked: on(one.asked), by: on(one.by), answered: one.answered && on(one.answered) })),
    },
  };
}

const played = Array.from({ length: lives }, (_, seed) => live(seed + 1));
let dates = 0;
let paused = 0;
let spent = 0;
for (let at = 0; at < cases; at += 1) {
  const life = played[at % lives];
  if (!life) continue;
  const by = Math.floor(at / lives) % 365;
  const file = later(life.file, by);
  const today = addDays(life.last, by);
  const began = performance.now();
  const all = clocks(file, uk, {}, today);
  spent += performance.now() - began;
  for (const one of all) {
    if (one.due) dates += 1;
    else paused += 1;
  }
}
const seconds = spent / 1000;
console.log(
  table([
    ['the clock engine', ''],
    ['cases', count(cases)],
    ['dates worked out, with their steps and rule', count(dates)],
    ['clocks that stand still', count(paused)],
    ['dates a second', count(Math.round(dates / seconds))],
    ['cases a second', count(Math.round(cases / seconds))],
    ['in all', `${seconds.toFixed(1)} s`],
  ]),
);
end();
