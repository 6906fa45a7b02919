// Erasure of a person: until when their records are kept, who proposes their end, and the two people who approve it.
import { addMonths, type Day } from '#base/day.ts';
import { done, type Because, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import type { CaseFile } from './file.ts';
import type { Person, PersonEvent } from './person.ts';
import { no } from './refusals.ts';
import { waiting } from './stages.ts';
import type { Signal } from './signal.ts';
import type { Support } from './support.ts';

/** What is known of a person's files besides the person's own ledger. */
export type Records = { readonly cases: readonly CaseFile[]; readonly supports: readonly Support[] };

export type Kept = { readonly since: Day; readonly until: Day; readonly because: Because };

/**
 * What still needs a report whose own work is over: it is open after all, another lies beside it that is open, a file of it that may be unlawful
 * has not been seen to be handed over, a first responder was asked, a referral begun from it is not sent, a court or an inquiry needs it.
 */
export type ReportWaits = 'open' | 'beside-open' | 'sealed-file' | 'asked' | 'draft' | 'hold';

/** The actor of what the program does by itself. */
const theProgram = 'system';

/** Whether anything may still happen to a case that somebody waits for. */
function isOver(file: CaseFile, law: Law): boolean {
  const { ended, reconsiderations } = file.decision;
  if (file.overlay.proposed || reconsiderations.some((one) => one.state === 'asked')) return false;
  return ended !== null || waiting(file, law) === undefined;
}

/**
 * Until which day a person's records are kept; nothing while any of them goes on. Counted from the last step in any of them. Who was
 * a child, or might have been, in one of them is kept for as long as a child. Throws SilentLaw.
 */
export function keptUntil({ cases, supports }: Records, law: Law): Kept | undefined {
  if (cases.length + supports.length === 0) return undefined;
  if (cases.some((file) => !isOver(file, law)) || supports.some((one) => one.ended === null)) return undefined;
  // What the program does by itself (a letter judged anew) is no step in the case: else nothing would ever be over.
  const days = [
    ...cases.flatMap((file) => file.past.filter((one) => one.actor !== theProgram).map((one) => one.day)),
    ...supports.flatMap((one) => (one.ended ? [one.ended] : [])),
  ];
  const since = days.reduce<Day | undefined>((last, day) => (last && last > day ? last : day), undefined);
  if (!since) return undefined;
  const nation = cases[0]?.nation ?? supports[0]?.nation ?? '';
  const { value, because } = inForce(law.retention, since, nation);
  const child = cases.some((file) => file.age !== 'adult' || file.past.some(({ event }) => event.kind === 'TurnedEighteen'));
  return { since, until: addMonths(since, child ? value.child : value.adult), because };
}

/**
 * Until which day a report from the public is kept; nothing while it is open, or while `waits` says what still needs it. Counted from the
 * day it was last closed, for less where it was no report. Throws SilentLaw.
 */
export function reportKeptUntil({ closed }: Pick<Signal, 'closed'>, waits: ReportWaits | null, nation: string, law: Law): Kept | undefined {
  if (!closed || waits) return undefined;
  const { value, because } = inForce(law.signalRetention, closed.on, nation);
  return { since: closed.on, until: addMonths(closed.on, closed.why === 'not-a-report' ? value.notAReport : value.months), because };
}

/**
 * The erasure of a referral that nobody had consented to: two people found that in the case's own ledger, and are named here as they
 * stand there. Of that one file alone.
 */
export function eraseUnconsented(person: Person, two: { readonly maker: string; readonly checker: string }): Outcome<PersonEvent> {
  if (person.erased) return no('person-erased');
  if (person.erasure?.because === 'consent-wrong') return no('erasure-open');
  if (person.files.length !== 1) return no('match-needed');
  const proposed = { kind: 'ErasureProposed', because: 'consent-wrong', rule: null, due: null, first: two.maker, second: two.checker } as const;
  return person.erasure ? done<PersonEvent>({ kind: 'ErasureDeclined', why: 'not-due' }, proposed) : done<PersonEvent>(proposed);
}

export type Proposing = { readonly because: 'retention' | 'asked-by-person'; readonly kept: Kept | undefined };

/** `held`: a legal hold stands on one of the files. Who proposes because a person asked is the first of the two. */
export function proposeErasure(person: Person, what: Proposing, held: boolean, by: string, today: Day): Outcome<PersonEvent> {
  if (person.erased) return no('person-erased');
  if (person.erasure) return no('erasure-open');
  if (held) return no('legal-hold');
  if (what.because === 'retention' && !(what.kept && what.kept.until < today)) return no('still-kept');
  const proposed = { kind: 'ErasureProposed', because: what.because, rule: what.kept?.because.rule ?? null, due: what.kept?.until ?? null } as const;
  return what.because === 'retention' ? done<PersonEvent>(proposed) : done<PersonEvent>(proposed, { kind: 'ErasureApproved', by, which: 'first' });
}

/** One of the two approvals. The same person never gives both, and no hold may stand. */
export function approveErasure(person: Person, by: string, held: boolean): Outcome<PersonEvent> {
  const open = undecided(person);
  if (open) return open;
  if (held) return no('legal-hold');
  const { first } = person.erasure ?? {};
  if (!first) return done({ kind: 'ErasureApproved', by, which: 'first' });
  return first === by ? no('second-person-needed') : done({ kind: 'ErasureApproved', by, which: 'second' });
}

/** Anybody who may approve may decline; one is enough. */
export function declineErasure(person: Person, why: 'still-needed' | 'held' | 'not-due'): Outcome<PersonEvent> {
  if (person.erased) return no('person-erased');
  return person.erasure ? done({ kind: 'ErasureDeclined', why }) : no('nothing-to-erase');
}

/** What the program says when it has destroyed everything. */
export function erased(person: Person, files: number): Outcome<PersonEvent> {
  if (person.erased) return no('person-erased');
  if (!person.erasure?.second) return no('second-person-needed');
  return done({ kind: 'Erased', files });
}

/** As `erased`, after a backup was brought back that knew nothing of it: two people approved it then, and the tombstones remember. */
export function erasedBefore(person: Person, files: number): Outcome<PersonEvent> {
  return person.erased ? no('person-erased') : done({ kind: 'Erased', files });
}

function undecided(person: Person): Refused | undefined {
  if (person.erased) return no('person-erased');
  if (!person.erasure) return no('nothing-to-erase');
  return person.erasure.second ? no('already-so') : undefined;
}
