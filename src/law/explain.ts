// A finding of law as a sentence with its citation. No date is shown to anybody without such a sentence.
import { day, type Day } from '#base/day.ts';
import type { Because, Standing } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import type { Due, Force } from './clock.ts';

/** How we know a rule, in a word or two. An assumed rule is visibly unconfirmed wherever it is shown. */
export function standingInWords(standing: Standing, say: Say): string {
  if (standing === 'read') return say('law.standing.read', 'Read');
  if (standing === 'reported') return say('law.standing.reported', 'Reported');
  return say('law.standing.assumed', 'Not confirmed');
}

/** The citation behind a finding: source, since when, and a warning where nobody has confirmed it. `days`: how its day is written for whoever reads. */
export function cite(because: Because, say: Say, days: (of: Day) => string = String): string {
  const values = { source: because.source, from: days(day(because.from)) };
  if (because.standing === 'assumed') return say('law.cite.assumed', '{source}, since {from}. Not confirmed', values);
  if (because.standing === 'reported') return say('law.cite.reported', '{source}, since {from}, as reported', values);
  return say('law.cite.read', '{source}, since {from}', values);
}

/** A finding as a sentence: what the rule says, then why. */
export function explain(says: string, because: Because, say: Say): string {
  return say('law.explain.finding', '{says} ({cite}.)', { says, cite: cite(because, say) });
}

function forceInWords(force: Force, say: Say): string {
  if (force === 'duty') return say('law.force.duty', 'Due');
  if (force === 'target') return say('law.force.target', 'Aimed at');
  if (force === 'minimum') return say('law.force.minimum', 'Runs at least until the end of');
  return say('law.force.service', 'This service’s own day');
}

/** A due day as a sentence with its counting and its rule, e.g. for "why?" beside a date. */
export function explainDue(due: Due, say: Say): string {
  const counted = due.steps.filter((step) => step.counted).length;
  const skipped = due.steps.filter((step) => !step.counted);
  const values = { force: forceInWords(due.force, say), day: due.due, counted, skipped: skippedInWords(skipped), cite: cite(due.because, say) };
  return skipped.length === 0
    ? say('law.explain.due', '{force} {day}: {counted} days counted, none left out. {cite}.', values)
    : say('law.explain.due-skipped', '{force} {day}: {counted} days counted, not counting {skipped}. {cite}.', values);
}

/** Reasons with how often each occurred, in the order they were met: "Saturday (2), Sunday (2), Christmas Day (1)". */
function skippedInWords(steps: Due['steps']): string {
  const often = new Map<string, number>();
  for (const step of steps) often.set(step.why, (often.get(step.why) ?? 0) + 1);
  return [...often].map(([why, count]) => `${why} (${count})`).join(', ');
}
