// What an act answers: what happened, or why it may not happen.

/** How we know a rule: the text itself was read, a reliable page reports it, or nobody has confirmed it yet. */
export type Standing = 'read' | 'reported' | 'assumed';

/** The rule that a finding, a due day or a refusal rests on. Travels to the page, the letter and the timeline. */
export type Because = {
  readonly rule: string;
  readonly question: string;
  readonly from: string;
  readonly source: string;
  readonly standing: Standing;
};

export type Done<E> = { readonly ok: true; readonly events: readonly E[] };
/** `code` is a stable id whose plain words stand in `journey/refusals.ts`. */
export type Refused = { readonly ok: false; readonly code: string; readonly because: readonly Because[] };
export type Outcome<E> = Done<E> | Refused;

export function done<E>(...events: E[]): Done<E> {
  return { ok: true, events };
}

export function refuse(code: string, ...because: Because[]): Refused {
  return { ok: false, code, because };
}
