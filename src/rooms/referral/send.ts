// Sending: the draft becomes the case in one transaction, once; or a notification is written and the draft is as if it had never been.
import { addDays, startOf, type Day, type Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import { done, refuse, type Outcome, type Refused } from '#base/outcome.ts';
import type { Actor } from '#access/roles.ts';
import { edition } from '#form/edition.ts';
import { recheck } from '#form/check.ts';
import type { Form } from '#form/form.ts';
import { live, open, tonight } from '#form/path.ts';
import { isNone, type Answers, type Row } from '#form/question.ts';
import type { Act, CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { mayNotify, refer } from '#journey/referral.ts';
import { dropDraft, freeze } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { list } from '#kit/store/documents.ts';
import { keepEdition } from '#kit/store/editions.ts';
import { changeFile } from '#kit/store/files.ts';
import type { Performed } from '#kit/store/ledger.ts';
import { count } from '#kit/store/statistics.ts';
import { held } from './answers.ts';
import { countsOf } from './counts.ts';
import { openDraft, type Desk, type Opened } from './desk.ts';
import { ageOf, ageThenOf, codeOf, codesOf, consentOf, interpreterOf, needsOf } from './facts.ts';
import { noticeVersion } from './notice.ts';
import { seenUntil } from '#kit/referrer-sees.ts';
import { notificationOf, notifiedCounts } from './notification.ts';
import { leaveNotification } from './notification-job.ts';
import { destroyDraft, endDraft, givenToPolice, holdDraft, newCode, quoteNotifications, waitsForPolice, type Draft } from './store.ts';

/** `seen`: how often the draft had been written to when the sender read it through; absent where a program sends what it just wrote. */
export type Sending = { readonly actor: Actor; readonly file: FileId; readonly now: Instant; readonly today: Day; readonly seen?: number };

/**
 * Sends a referral. The draft's id is the case's id, so a second click, a resend and a stale tab find it sent
 * (`already-referred`) and never make two. When this answers, it is stored.
 */
export async function sendReferral(desk: Desk, sending: Sending): Promise<Performed<CaseFile, CaseEvent>> {
  const { kit, form } = desk;
  const { actor, file, today } = sending;
  const confirmed = await kit.confirmed();
  const worded = edition(form);
  const nation = await nationOf(desk, actor, file);
  return kit.ledger.perform(
    actor,
    'intake',
    caseStream,
    file,
    async (state, tx): Promise<Outcome<CaseEvent>> => {
      const act: Act = { day: today, by: actor.person, nation, confirmed };
      if (state.exists) return refuse('already-referred');
      const draft = await holdDraft(tx, file);
      // Whoever waited here for another sending of the same draft finds it gone, and the referral made meanwhile.
      if (!draft) return refuse((await kit.ledger.load(tx, caseStream, file)).state.exists ? 'already-referred' : 'no-such-case');
      if (sending.seen !== undefined && sending.seen !== draft.writes) return refuse('draft-changed');
      const { answers: all, origins } = await held(tx, file);
      const answers = live(form, all);
      // What is still missing may come later (tonight's path apart, below); what contradicts itself or names what is no more may not go.
      const looked = recheck(form, answers, origins, { lists: kit.law.lists, today });
      if (!looked.ok && looked.errors.some((one) => !one.missing)) return refuse('answers-need-a-look');
      const facts = {
        age: ageOf(answers),
        ageThen: ageThenOf(answers),
        consent: consentOf(answers),
        by: actor.organisation,
        byKind: actor.kind,
        needs: needsOf(answers),
      };
      const outcome = refer(state, facts, kit.law, act);
      if (!outcome.ok) return outcome;
      if (tonight(form, answers).some((page) => open(page, answers).length > 0)) return refuse('not-answered');
      const evidence = await evidenceOf(tx, file);
      // Before the event is written: what follows it in this transaction reads the answers as sent.
      await keepEdition(tx, worded.id, worded.wording);
      await become(desk.form, tx, file, answers, { nation, today, seenUntil: seenUntil(kit.law, today, nation) });
      return done<CaseEvent>(...outcome.events, ...consentGiven(answers, draft), ...evidence);
    },
    { day: today, at: sending.now, nation, edition: worded.id },
  );
}

/** The draft becomes the case: cleared answers go, the rest are versions from now on, and what is counted is counted. */
async function become(
  form: Form,
  tx: Tx,
  file: FileId,
  answers: Answers,
  on: { readonly nation: string; readonly today: Day; readonly seenUntil: Day },
): Promise<void> {
  const all = (await held(tx, file)).answers;
  await dropDraft(
    tx,
    file,
    Object.keys(all).filter((question) => !Object.hasOwn(answers, question)),
  );
  await freeze(tx, file, startOf(addDays(on.seenUntil, 1)));
  await changeFile(tx, file, { child: ageOf(answers) !== 'adult', nation: on.nation });
  await count(tx, file, countsOf(form, answers, on.today));
  await quoteNotifications(tx, file, quotedIn(answers));
  await endDraft(tx, file);
}

/** The nation that was answered governs; the draft's own until somebody answers. */
async function nationOf(desk: Desk, actor: Actor, file: FileId): Promise<string> {
  return desk.kit.db.as(actor, 'intake', async (tx) => {
    const draft = await holdDraft(tx, file);
    return draft ? (codeOf((await held(tx, file)).answers['nation']) ?? draft.nation) : '';
  });
}

function consentGiven(answers: Answers, draft: Draft): readonly CaseEvent[] {
  if (consentOf(answers) !== 'given') return [];
  const language = codesOf(answers['language'])[0] ?? 'not-said';
  return [
    { kind: 'ConsentRecorded', consent: 'given', at18: false, textVersion: draft.notice ?? noticeVersion, language, interpreter: interpreterOf(answers) },
  ];
}

/** Evidence gathered in the draft enters the ledger with the referral, and what was done about an unlawful image too. */
async function evidenceOf(tx: Tx, file: FileId): Promise<readonly CaseEvent[]> {
  const given = await givenToPolice(tx, file);
  return (await list(tx, file)).flatMap((document): CaseEvent[] => [
    { kind: 'EvidenceAdded', document: document.id },
    ...(document.state === 'sealed-away' ? [{ kind: 'EvidenceSealed', document: document.id, why: 'unlawful-image' } as const] : []),
    ...(given.includes(document.id) ? [{ kind: 'EvidenceHandedOver', document: document.id, to: 'police' } as const] : []),
  ]);
}

function quotedIn(answers: Answers): readonly string[] {
  const rows = answers['earlier-reports'];
  if (!Array.isArray(rows)) return [];
  return (rows as readonly Row[])
    .filter((row) => typeof row === 'object' && row['what'] === 'notification')
    .flatMap((row) => (typeof row['quoted'] === 'string' && !isNone(row['quoted']) ? [row['quoted']] : []));
}

export type Notified = { readonly ok: true; readonly code: Reference } | Refused;

/**
 * Sends a notification without a name and destroys the draft with everything typed in it, in one transaction. No file,
 * key, token or draft is left; the code shown once is the only way to join a later referral to it.
 */
export async function sendNotification(desk: Desk, sending: Sending): Promise<Notified> {
  const { kit, form } = desk;
  const { actor, today } = sending;
  const confirmed = await kit.confirmed();
  return endDraftOf(desk, sending, ({ draft, held: { answers } }) => {
    const nation = codeOf(answers['nation']) ?? draft.nation;
    const facts = { age: ageOf(answers), consent: consentOf(answers), by: actor.organisation, byKind: actor.kind };
    const may = mayNotify(facts, kit.law, { day: today, by: actor.person, nation, confirmed });
    if (!may.ok) return may;
    const of = notificationOf(form, answers, { nation, organisation: actor.organisation, day: today });
    if (!of) return refuse('codes-open');
    return {
      ok: true,
      first: async (tx) => {
        const { code, hash } = newCode(tx);
        await leaveNotification(tx, { of, hash, counts: notifiedCounts(form, of) });
        return { ok: true, code };
      },
    };
  });
}

/** Destroys a draft because its team said so. Refused where an image in it waits for the police. */
export async function deleteDraft(desk: Desk, sending: Pick<Sending, 'actor' | 'file'>): Promise<{ readonly ok: true } | Refused> {
  return endDraftOf(desk, sending, () => ({ ok: true, first: async () => ({ ok: true }) }));
}

type Ending<R> = { readonly ok: true; readonly first: (tx: Tx) => Promise<R> };

/**
 * The one way in which a team ends a draft that is not sent as a referral: it is read, and then destroyed, together with what
 * must be stored first. Whether a notification came of it must not show in the audit's leaves, so both ways leave the same.
 */
async function endDraftOf<R extends { readonly ok: true }>(
  { kit: { db } }: Desk,
  { actor, file }: Pick<Sending, 'actor' | 'file'>,
  decide: (opened: Opened) => Ending<R> | Refused,
): Promise<R | Refused> {
  const opened = await db.as(actor, 'intake', (tx) => openDraft(tx, file));
  if (!opened) return refuse('no-such-case');
  const decided = decide(opened);
  if (!decided.ok) return decided;
  return db.as(actor, 'intake', async (tx) => {
    const draft = await holdDraft(tx, file);
    if (!draft) return refuse('no-such-case');
    if (draft.writes !== opened.draft.writes) return refuse('draft-changed');
    if (await waitsForPolice(tx, file)) return refuse('sealed-image');
    const result = await decided.first(tx);
    await destroyDraft(tx, file);
    return result;
  });
}
