// The order of harm: what is happening to a person outranks every due day. Explained by codes, the same for all, no score to argue with.
import { daysBetween, type Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Facts } from './clocks.ts';
import type { Need } from './events.ts';
import type { CaseFile } from './file.ts';

/** Reasons from the most to the least urgent. One reason above outranks all those below together. */
export const reasons = [
  'danger-now',
  'still-held',
  'removal-soon',
  'court-soon',
  'bed-tonight',
  'missing',
  'detained',
  'arrested',
  'charged',
  'removal',
  'court',
  'turning-18-soon',
  'visa-end-soon',
  'turning-18',
  'visa-end',
  'date-passed',
] as const;

export type Reason = (typeof reasons)[number];
/** Shown beside the reasons on every list, though it is no harm: a court looks at the decision. */
export type Mark = 'judicial-review';

/** `harm`: higher goes first; 0 where nothing presses. It only says which reasons there are, so it may be kept and sorted by. */
export type Urgency = { readonly harm: number; readonly reasons: readonly { readonly code: Reason; readonly on: Day | null }[] };

/**
 * Dated needs: from how many days before they count as soon, and how far ahead they press at all. Every child turns 18 one day:
 * that presses only when there is something to prepare. A need ticked without a date counts as its undated reason.
 */
const dated = [
  { fact: 'removalOn', need: 'removal', soon: 7, far: Infinity },
  { fact: 'courtOn', need: 'court', soon: 2, far: Infinity },
  { fact: 'eighteenOn', need: 'turning-18', soon: 30, far: 120 },
  { fact: 'visaEndsOn', need: 'visa-end', soon: 14, far: 180 },
] as const;

const plain = ['danger-now', 'still-held', 'bed-tonight', 'detained', 'arrested', 'charged'] as const satisfies readonly Need[];

/** Why a case presses today. A date that has passed asks somebody to look, last of all. */
export function urgency(file: CaseFile, facts: Facts, today: Day): Urgency {
  if (file.presence.state === 'died' || file.decision.ended) return { harm: 0, reasons: [] };
  const found: { code: Reason; on: Day | null }[] = plain.filter((need) => file.needs.includes(need)).map((code) => ({ code, on: null }));
  if (file.presence.state === 'missing') found.push({ code: 'missing', on: file.presence.since });
  for (const { fact, need, soon, far } of dated) {
    if (need === 'turning-18' && file.age === 'adult') continue;
    const on = facts[fact] ?? null;
    const ahead = on && daysBetween(today, on);
    if (ahead !== null && ahead > far) continue;
    if (on && ahead !== null) found.push({ code: codeOf(need, ahead, soon), on });
    else if (file.needs.includes(need)) found.push({ code: need, on: null });
  }
  found.sort((a, b) => reasons.indexOf(a.code) - reasons.indexOf(b.code) || ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
  const harm = [...new Set(found.map(({ code }) => code))].reduce((sum, code) => sum + 2 ** (reasons.length - 1 - reasons.indexOf(code)), 0);
  return { harm, reasons: found };
}

function codeOf(need: (typeof dated)[number]['need'], ahead: number, soon: number): Reason {
  if (ahead < 0) return 'date-passed';
  return ahead <= soon ? `${need}-soon` : need;
}

/** Harm first, then the day due, then the file's own id, so that two readers see one order. A case with no due day comes last. */
export function byHarmThenDue(a: { harm: number; due: Day | null; id: string }, b: { harm: number; due: Day | null; id: string }): number {
  if (a.harm !== b.harm) return b.harm - a.harm;
  const [x, y] = [a.due ?? '9999', b.due ?? '9999'];
  return x !== y ? (x < y ? -1 : 1) : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

const words: Readonly<Record<Reason | Mark, (say: Say) => string>> = {
  'judicial-review': (say) => say('urgency.judicial-review', 'A court looks at the decision'),
  'danger-now': (say) => say('urgency.danger-now', 'In danger now'),
  'still-held': (say) => say('urgency.still-held', 'Still held'),
  'removal-soon': (say) => say('urgency.removal-soon', 'Removal within a week'),
  'court-soon': (say) => say('urgency.court-soon', 'Court within two days'),
  'bed-tonight': (say) => say('urgency.bed-tonight', 'Needs a bed tonight'),
  missing: (say) => say('urgency.missing', 'We have lost contact and are worried'),
  detained: (say) => say('urgency.detained', 'Detained'),
  arrested: (say) => say('urgency.arrested', 'Arrested'),
  charged: (say) => say('urgency.charged', 'Charged'),
  removal: (say) => say('urgency.removal', 'Facing removal'),
  court: (say) => say('urgency.court', 'Court date'),
  'turning-18-soon': (say) => say('urgency.turning-18-soon', 'Turns 18 within a month'),
  'visa-end-soon': (say) => say('urgency.visa-end-soon', 'Permission to stay ends within two weeks'),
  'turning-18': (say) => say('urgency.turning-18', 'Will turn 18'),
  'visa-end': (say) => say('urgency.visa-end', 'Permission to stay ends'),
  'date-passed': (say) => say('urgency.date-passed', 'A date has passed: ask what came of it'),
};

export function reasonIn(say: Say, code: Reason | Mark): string {
  return words[code](say);
}
