// What must be true of every generated life, judged by the oracle, and of its clocks: used by the quick test and by the long proof.
import { addDays } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { clocks } from '#journey/clocks.ts';
import type { CaseFile } from '#journey/file.ts';
import { live, type Life } from './lives.ts';
import { breaches } from './lives-oracle.ts';

export type Found = { lives: number; decisions: number; negatives: number; clocks: number; readonly wrong: string[] };
export const nothingLived = (): Found => ({ lives: 0, decisions: 0, negatives: 0, clocks: 0, wrong: [] });

/**
 * "Missing ends no support by itself", nor does a pause or an eighteenth birthday; neither says that somebody withdrew or fled. Support,
 * what has ended, what was agreed to and what the law lays over the case stand after them as they stood before.
 */
function movedBySilence({ steps }: Life): readonly string[] {
  return steps
    .filter(({ kind }) => kind === 'WentMissing' || kind === 'Suspended' || kind === 'TurnedEighteen')
    .flatMap(({ kind, before, after }) => {
      const ended = before.support !== after.support || before.decision.ended !== after.decision.ended || before.overlay !== after.overlay;
      const agreed = before.consent.state !== after.consent.state || after.consent.at18 === 'refused';
      const said = kind === 'WentMissing' && after.presence.state !== 'missing';
      return [
        ended && `${kind} ended something`,
        agreed && before.consent.at18 !== 'refused' && `${kind} was taken for a word`,
        said && 'missing was called otherwise',
      ];
    })
    .filter((one) => typeof one === 'string');
}

const latest = (due: string | null | undefined): string => due ?? '9999-99-99';

/** Without its pauses no clock of a case is later than with them. */
function earlier(file: CaseFile): readonly string[] {
  if (file.decision.suspended.length === 0) return [];
  const plain = clocks({ ...file, decision: { ...file.decision, suspended: [] } }, uk);
  const paused = clocks(file, uk);
  // A day before the list of holidays begins is not known: it is neither earlier nor later than one that the pause moved into the list.
  return plain.filter((one, at) => one.state !== 'not-known' && latest(paused[at]?.due) < latest(one.due)).map((one) => `a pause made ${one.name} earlier`);
}

/** A day that has passed without what was due is said to have passed, on the very next day, as long as the case goes on. */
function silently(file: CaseFile, found: Found): readonly string[] {
  return clocks(file, uk).flatMap((one) => {
    found.clocks += 1;
    if (!one.due || one.ended || file.decision.ended || one.whose === 'person') return [];
    const next = clocks(file, uk, {}, addDays(one.due, 1)).find((other) => other.name === one.name && other.about === one.about && other.from === one.from);
    return next?.state === 'missed' ? [] : [`${one.name} passed in silence (${next?.state ?? 'gone'})`];
  });
}

export function check(seed: number, found: Found): void {
  const life = live(seed);
  found.lives += 1;
  for (const { event } of life.told) {
    if (event['kind'] !== 'Decided') continue;
    found.decisions += 1;
    if (event['outcome'] === 'negative') found.negatives += 1;
  }
  const wrong = [...breaches(life.told), ...movedBySilence(life), ...earlier(life.file), ...silently(life.file, found)];
  for (const one of wrong) found.wrong.push(`life ${seed}: ${one}`);
}
