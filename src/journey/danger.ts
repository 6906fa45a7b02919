// When somebody may come to harm or cannot be found: a named person on call is told until they take it on, and what is done is written step by step.
import { done, type Outcome } from '#base/outcome.ts';
import type { Care, Danger, DangerEnd, DangerKind } from './care.ts';
import type { Doing } from './contact.ts';
import { no } from './refusals.ts';
import type { Support, SupportEvent } from './support.ts';

type Done = Outcome<SupportEvent>;

export const openDangers = ({ dangers }: Care): readonly Danger[] => dangers.filter((one) => !one.ended);
export const isMissing = ({ missing }: Care): boolean => missing !== null && missing.found === null;

/** It rings for the person on call, whoever else knows of it. It may be said of somebody whose support has ended. */
export function escalate(support: Support, what: { readonly id: string; readonly about: DangerKind; readonly to: string | null }, { by, now }: Doing): Done {
  const { to } = what;
  if (!support.since) return no('no-open-support');
  if (to === null) return no('nobody-on-call');
  return done({ kind: 'Escalated', ...what, to, at: now, by });
}

export function takeDanger(support: Support, { id }: { readonly id: string }, { by, now }: Doing): Done {
  const danger = openDangers(support.care).find((one) => one.id === id);
  if (!danger) return no('no-such-danger');
  return danger.taken?.by === by ? no('already-so') : done({ kind: 'EscalationTaken', id, at: now, by });
}

/** Somebody who took it on says how it ended; what nobody took cannot end. */
export function endDanger(support: Support, what: { readonly id: string; readonly how: DangerEnd }, { by, now }: Doing): Done {
  const danger = openDangers(support.care).find((one) => one.id === what.id);
  if (!danger) return no('no-such-danger');
  return danger.taken ? done({ kind: 'EscalationEnded', ...what, at: now, by }) : no('danger-not-taken');
}

/** Somebody who is missing is in danger and at fault for nothing: support, place and money go on. */
export function goMissing(support: Support, _what: object, { by, now }: Doing): Done {
  if (!support.since || support.ended) return no('no-open-support');
  return isMissing(support.care) ? no('already-so') : done({ kind: 'MissingReported', at: now, by });
}

export function doMissingStep(support: Support, { step }: { readonly step: string }, { by, now }: Doing): Done {
  if (!isMissing(support.care)) return no('not-missing-here');
  return done({ kind: 'MissingStepDone', step, at: now, by });
}

export function findAgain(support: Support, _what: object, { by, now }: Doing): Done {
  return isMissing(support.care) ? done({ kind: 'MissingFound', at: now, by }) : no('not-missing-here');
}
