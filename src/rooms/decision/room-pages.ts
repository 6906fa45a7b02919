// What every page of the decision room shares: opening the case, acting on it, saying what was refused or is missing.
import type { Purpose } from '#access/purposes.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { ActsAs, AtWork } from '#journey/access.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { readsContent } from '#kit/store/facts.ts';
import { errorSummary } from '#kit/view/govuk.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { when, type Html } from '#kit/view/html.ts';
import { absent, field, to, type PageReply, type Reply, type Staff } from '#kit/web/page.ts';
import type { ActNow } from './act.ts';
import type { Typed, Wrong } from './findings.ts';
import { notTheirs } from './not-theirs-pages.ts';
import { boundTo, keepFrom, openCase, purposeOf, type OpenCase } from './open.ts';
import { keepTexts } from './store.ts';

/** How the desk frames a panel of this room: identity bar, tabs, what is held on the left. */
export type Frame = (
  ask: Staff,
  opened: OpenCase,
  part: {
    readonly tab: 'decide' | 'held' | 'acts' | 'questions' | 'letters' | 'chronology' | 'cite';
    readonly title: string;
    readonly panel: Html;
    readonly status?: number;
  },
) => Promise<PageReply>;

export type Colleague = { readonly id: string; readonly name: string };
export type DecisionRoom = {
  readonly kit: Kit;
  readonly frame: Frame;
  /** Who in an organisation may be given a case. */
  readonly colleagues: (organisation: string) => readonly Colleague[];
  /** Who is at work where, for steps that take others than whoever is asking. */
  readonly people: () => readonly AtWork[];
  /** Whom the person may let see their case: lawyers, advocates, recipients of decisions. */
  readonly holders: () => readonly (Colleague & { readonly as: ActsAs })[];
  /** Cases that may be of the same person, with a link that names one in the form. */
  readonly suggests: (ask: Staff, opened: OpenCase) => Promise<Html>;
  /** What happened at an event, in a sentence. */
  readonly told: (ask: Staff, event: CaseEvent) => string;
  /** The version of what is explained before somebody is asked to agree; named in the record beside the answer. */
  readonly notice: string;
};

/** What of a case stays open to the two people who look at its consent. */
const reviewed = /^\/case\/[^/]+(\/(held|questions|acts|readers|do\/[a-z0-9-]+))?$/;

export const deciders = ['decision-maker', 'decision-manager'] as const;

/** The case of the path, or 404; for a case of theirs that they do not have, who has it. Opened under the purpose it is open for. */
export async function withCase(kit: Kit, ask: Staff, then: (opened: OpenCase, purpose: Purpose) => Promise<Reply>): Promise<Reply> {
  const found = await kit.db.as(ask.actor, 'identification', async (tx) => {
    const opened = await openCase(kit, tx, ask.params['reference'] ?? '');
    return opened && { opened, reads: await readsContent(tx, opened.file.id), bound: await boundTo(tx, opened, ask.actor.person) };
  });
  if (!found) return absent;
  const { opened, bound, reads } = found;
  // Consent may have been wrong: who looks at that reads what was said, and nothing is decided, sent or passed on meanwhile.
  if (opened.state.access.quarantine && !reviewed.test(ask.path)) return absent;
  if (bound) {
    await keepFrom(kit, opened, ask.actor.person, bound);
    return absent;
  }
  // A colleague's case stands in their lists: who has it is said, and nothing of what was told.
  if (!reads) return notTheirs(ask, opened.file.reference);
  // Taken by somebody between the opening and the step, the step is refused, or the database stops it: neither is a fault.
  const meanwhile = async (): Promise<Reply | undefined> => ((await readsNow(kit, ask, opened)) ? undefined : notTheirs(ask, opened.file.reference));
  try {
    const reply = await then(opened, purposeOf(kit, opened.state));
    return (reply.kind === 'page' && reply.status === 409 && (await meanwhile())) || reply;
  } catch (wrong) {
    const reply = await meanwhile();
    if (!reply) throw wrong;
    return reply;
  }
}

const readsNow = (kit: Kit, ask: Staff, { file }: OpenCase): Promise<boolean> => kit.db.as(ask.actor, 'identification', (tx) => readsContent(tx, file.id));

export async function actOn(
  kit: Kit,
  ask: Staff,
  opened: OpenCase,
  purpose: Purpose,
  act: (state: CaseFile, how: ActNow, tx: Tx) => Outcome<CaseEvent> | Promise<Outcome<CaseEvent>>,
  texts: Readonly<Record<string, string>> = {},
  holds: 'analysis' | 'narrative' = 'analysis',
  also: (tx: Tx) => Promise<void> = () => Promise.resolve(),
): Promise<Refused | undefined> {
  const { nation } = opened.state;
  const how: ActNow = { day: ask.today, now: ask.now, by: ask.actor.person, nation, confirmed: await kit.confirmed() };
  const result = await kit.ledger.perform(
    ask.actor,
    purpose,
    caseStream,
    opened.file.id,
    (state, tx) => act(state, how, tx),
    { day: ask.today, nation },
    async (tx) => {
      await keepTexts(tx, opened.file.id, texts, holds);
      await also(tx);
    },
  );
  return result.ok ? undefined : result;
}

/** After a step: on in the case while it is open to whoever did it, else to their own list, which says what they did. */
export async function onwards(kit: Kit, ask: Staff, opened: OpenCase): Promise<Reply> {
  return (await readsNow(kit, ask, opened)) ? to(`/case/${opened.file.reference}`) : toOwnList(opened.file);
}

/** The second person's list, with what they did in a case above it. */
export const toOwnList = ({ reference }: OpenCase['file']): Reply => to(`/desk?view=second&done=${reference}`);

/** A refusal in plain words with its rule, above the page it happened on. */
export const refusedBanner = (ask: Staff, refused: Refused): Html => refusedNotice(ask, refusalIn(ask.say, refused), refused.because);

export function mistakes(ask: Staff, errors: readonly Wrong[]): Html {
  return when(errors.length > 0, () =>
    errorSummary({
      titleText: ask.say('form.problem', 'There is a problem'),
      errorList: errors.map((error) => ({ href: `#${error.field}`, text: error.text })),
    }),
  );
}

/** The page's fields as text. */
export function fieldsOf(ask: Staff): Typed {
  return Object.fromEntries(Object.keys(ask.body).map((name) => [name, field(ask.body, name)]));
}
