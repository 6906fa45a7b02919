// Evidence: added to a draft or to what was sent, opened blurred and on request, sealed away when unlawful, handed to the police.
import { fileId, readReference, type FileId } from '#base/id.ts';
import { done, refuse, type Outcome, type Refused } from '#base/outcome.ts';
import type { Role } from '#access/roles.ts';
import type { Act, CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { addEvidence, handOverEvidence, sealEvidence } from '#journey/referral.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { discard, keep, list, open, sealAway, type Document } from '#kit/store/documents.ts';
import { byReference, type File } from '#kit/store/files.ts';
import type { Performed } from '#kit/store/ledger.ts';
import { readsContent } from '#kit/store/facts.ts';
import { namesBound } from '#kit/store/standing.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { actOf, draftPath, missedSummary, refusalNotice, refusalText, responders, type Desk } from './desk.ts';
import { documentList, documentView, neverSend, sealedView, uploadForm, type Shelf } from './evidence.ts';
import { expiryOf } from './expiry.ts';
import { openSent } from './sent.ts';
import { draftOf, givenToPolice, handedToPolice, holdDraft } from './store.ts';

const deciders: readonly Role[] = ['decision-maker', 'decision-manager'];

/** Whose documents: a draft's, or those of a case that was sent; and from where they are looked at. */
type Where = {
  readonly file: FileId;
  readonly state: CaseFile | null;
  readonly base: string;
  readonly back: string;
  readonly reader: boolean;
  readonly shows: Shelf['shows'];
};
type Find = (tx: Tx, ask: Staff) => Promise<Where | undefined>;

export function evidencePages(desk: Desk): readonly Route[] {
  return [
    ...routes(desk, '/drafts/:id/evidence', responders, draftShelf(desk), true),
    ...routes(desk, '/sent/:reference/evidence', responders, sentShelf(desk), true),
    ...routes(desk, '/evidence/:reference', deciders, caseShelf(desk.kit), false),
  ];
}

/** Only where the files are shown; elsewhere there is nothing to open, take out or seal. */
const showing =
  (find: Find, shows: readonly Shelf['shows'][]): Find =>
  async (tx, ask) => {
    const where = await find(tx, ask);
    return where && shows.includes(where.shows) ? where : undefined;
  };

function routes(desk: Desk, base: string, who: readonly Role[], find: Find, writes: boolean): readonly Route[] {
  const opened = showing(find, ['all']);
  const sealed = showing(find, ['all', 'sealed']);
  const all: readonly (Route & { readonly writes?: true })[] = [
    { method: 'GET', path: base, who, why: 'the files of a referral', act: (ask) => shelfPage(desk, ask, find) },
    { method: 'POST', path: base, who, uploads: true, why: 'add a file', act: (ask) => upload(desk, ask, find), writes: true },
    { method: 'GET', path: `${base}/:document`, who, why: 'one file, a picture blurred', act: (ask) => documentPage(desk, ask, opened) },
    { method: 'GET', path: `${base}/:document/file`, who, why: 'the file itself, on request', act: (ask) => bytesOf(desk, ask, opened) },
    { method: 'POST', path: `${base}/:document/remove`, who, why: 'take a file out of a draft', act: (ask) => remove(desk, ask, opened), writes: true },
    { method: 'POST', path: `${base}/:document/stop`, who, why: 'seal away what looks unlawful', act: (ask) => stop(desk, ask, opened) },
    { method: 'POST', path: `${base}/:document/handed-over`, who, why: 'record that the police have it', act: (ask) => handedOver(desk, ask, sealed) },
  ];
  return all.filter((route) => writes || !route.writes).map(({ writes: _writes, ...route }) => route as Route);
}

/** Of a draft whose time is over nothing is left to see but what waits for the police. */
function draftShelf({ kit: { law } }: Desk): Find {
  return async (tx, ask) => {
    const file = fileId(ask.params['id'] ?? '');
    const draft = file && (await draftOf(tx, file));
    if (!draft) return undefined;
    const over = expiryOf(law, draft.nation, draft.lastDay, ask.today)?.expired === true;
    const back = over ? '/referral' : draftPath(draft.file);
    return { file: draft.file, state: null, base: draftPath(draft.file, '/evidence'), back, reader: over, shows: over ? 'sealed' : 'all' };
  };
}

function sentShelf(desk: Desk): Find {
  return async (tx, ask) => {
    const seen = await openSent(desk, tx, ask.params['reference'], ask.today);
    if (!seen) return undefined;
    const at = `/sent/${seen.row.reference}`;
    const shows = seen.sees.has('stage') ? 'all' : 'nothing';
    return { file: seen.row.file, state: seen.file, base: `${at}/evidence`, back: at, reader: false, shows };
  };
}

/** A decision maker reads the files of a case that they have, or that waits for them, and of no other. */
function caseShelf(kit: Kit): Find {
  return async (tx, ask) => {
    const reference = readReference(ask.params['reference'] ?? '');
    const file = reference && (await byReference(tx, reference));
    if (!file) return undefined;
    const { state } = await kit.ledger.load(tx, caseStream, file.id);
    if (!state.exists || state.decision.authority !== tx.actor.organisation || !(await readsContent(tx, file.id))) return undefined;
    // Whoever is bound to somebody in it may not have come by way of the case, where the conflict is found and recorded.
    if (await namesBound(tx, file.id, tx.actor.person)) return undefined;
    return { file: file.id, state, base: `/evidence/${reference}`, back: `/case/${reference}`, reader: true, shows: 'all' };
  };
}

const purposeOf = (ask: Staff): 'intake' | 'identification' => (responders.includes(ask.actor.role) ? 'intake' : 'identification');

const givenIn = (state: CaseFile): readonly string[] => state.evidence.filter((one) => one.state === 'handed-over').map((one) => one.document);

async function shelfOf(tx: Tx, where: Where): Promise<Shelf> {
  const open = where.state === null || !where.state.decision.ended;
  const given = where.state ? givenIn(where.state) : await givenToPolice(tx, where.file);
  return { base: where.base, mayAdd: open && !where.reader, mayRemove: where.state === null, given, shows: where.shows };
}

async function shown(tx: Tx, where: Where): Promise<readonly Document[]> {
  if (where.shows === 'nothing') return [];
  const all = await list(tx, where.file);
  return where.shows === 'all' ? all : all.filter((one) => one.state === 'sealed-away');
}

async function shelfPage(
  desk: Desk,
  ask: Staff,
  find: Find,
  again: { readonly missed?: Readonly<Record<string, string>>; readonly what?: string; readonly notice?: Html } = {},
): Promise<Reply> {
  const found = await desk.kit.db.as(ask.actor, purposeOf(ask), async (tx) => {
    const where = await find(tx, ask);
    return where && { where, shelf: await shelfOf(tx, where), documents: await shown(tx, where) };
  });
  if (!found) return absent;
  const { say } = ask;
  const body = html`${again.notice}${missedSummary(say, again.missed ?? {})}<h1 class="govuk-heading-l">${say('referral.evidence.title', 'Pictures and papers')}</h1>
${when(found.shelf.mayAdd, () => neverSend(say))}${documentList(ask, found.shelf, found.documents)}${uploadForm(ask, found.shelf, again.missed, again.what)}`;
  const status = again.missed ? 400 : again.notice ? 409 : 200;
  return page(say('referral.evidence.title', 'Pictures and papers'), body, { back: found.where.back, status });
}

async function upload(desk: Desk, ask: Staff, find: Find): Promise<Reply> {
  const { say } = ask;
  const what = field(ask.body, 'what').normalize('NFC').trim();
  const given = ask.files.find((one) => one.field === 'file' && one.bytes.length > 0);
  const missed: Record<string, string> = {};
  if (what === '' || [...what].length > 80) missed['what'] = say('referral.evidence.what-missing', 'Say in a few words what it is, at most 80 characters');
  if (!given) missed['file'] = say('referral.evidence.file-missing', 'Choose a file');
  if (!given || missed['what']) return shelfPage(desk, ask, find, { missed, what });
  // The words become the name; a full stop in them is no file ending.
  const declared = { name: given.name, type: given.type };
  const once = field(ask.body, 'once');
  const document = {
    name: `${what.replaceAll('.', ' ')}.`,
    bytes: given.bytes,
    by: ask.actor.person,
    declared,
    ...(/^[0-9a-f-]{36}$/.test(once) ? { once } : {}),
  };
  const kept = await perform(desk, ask, find, async (tx, where, state, act) => {
    if (where.reader) return refuse('no-such-case');
    const stored = await keep(tx, where.file, document);
    if (!stored.ok) return stored;
    if (!state || stored.again) return done();
    return addEvidence(state, { document: stored.document.id }, desk.kit.law, act);
  });
  if (kept === 'absent') return absent;
  if (!kept.ok) return shelfPage(desk, ask, find, { missed: { file: refusalText(say, kept) }, what });
  return to(kept.base);
}

type Done = { readonly ok: true; readonly base: string };
type Work = (tx: Tx, where: Where, state: CaseFile | null, act: Act) => Promise<Outcome<CaseEvent>>;

/**
 * Does something to the documents of a draft (no ledger yet) or of a case (with its event, in one transaction). Where the
 * ledger refuses, what was stored just before is thrown away with the transaction.
 */
async function perform(desk: Desk, ask: Staff, find: Find, work: Work): Promise<Done | Refused | 'absent'> {
  const { db, ledger } = desk.kit;
  const purpose = purposeOf(ask);
  const where = await db.as(ask.actor, purpose, (tx) => find(tx, ask));
  if (!where) return 'absent';
  const act = await actOf(desk, ask, where.state?.nation ?? '');
  const outcome = await undone<Outcome<CaseEvent> | Performed<CaseFile, CaseEvent>>(async () =>
    where.state
      ? ledger.perform(ask.actor, purpose, caseStream, where.file, async (state, tx) => orUndo(await work(tx, where, state, act)), {
          day: ask.today,
          at: ask.now,
          nation: where.state.nation,
        })
      : db.as(ask.actor, purpose, async (tx) => ((await holdDraft(tx, where.file)) ? orUndo(await work(tx, where, null, act)) : refuse('no-such-case'))),
  );
  return outcome.ok ? { ok: true, base: where.base } : { ok: false, code: outcome.code, because: outcome.because };
}

/** Carries a refusal out of a transaction that must not be kept. */
class Undo extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.code);
    this.refused = refused;
  }
}

function orUndo<E>(outcome: Outcome<E>): Outcome<E> {
  if (!outcome.ok) throw new Undo(outcome);
  return outcome;
}

async function undone<R extends { readonly ok: boolean }>(act: () => Promise<R>): Promise<R | Refused> {
  try {
    return await act();
  } catch (wrong) {
    if (wrong instanceof Undo) return wrong.refused;
    throw wrong;
  }
}

async function one(desk: Desk, ask: Staff, find: Find): Promise<{ readonly where: Where; readonly shelf: Shelf; readonly document: Document } | undefined> {
  return desk.kit.db.as(ask.actor, purposeOf(ask), async (tx) => {
    const where = await find(tx, ask);
    const document = where && (await list(tx, where.file)).find((each) => each.id === ask.params['document'] && each.state === 'kept');
    return where && document && { where, shelf: await shelfOf(tx, where), document };
  });
}

async function documentPage(desk: Desk, ask: Staff, find: Find): Promise<Reply> {
  const found = await one(desk, ask, find);
  return found
    ? page(ask.say('referral.evidence.page', 'A file'), documentView(ask, found.shelf, found.document), {
        back: found.where.reader ? found.where.back : found.where.base,
      })
    : absent;
}

async function bytesOf(desk: Desk, ask: Staff, find: Find): Promise<Reply> {
  const found = await one(desk, ask, find);
  if (!found) return absent;
  const opened = await desk.kit.db.as(ask.actor, purposeOf(ask), (tx) => open(tx, found.where.file, found.document.id));
  return opened ? { kind: 'bytes', type: opened.type, name: opened.name, bytes: opened.bytes, inline: opened.image } : absent;
}

async function remove(desk: Desk, ask: Staff, find: Find): Promise<Reply> {
  const result = await perform(desk, ask, find, async (tx, where, state) => {
    if (state) return refuse('no-such-document');
    return (await discard(tx, where.file, ask.params['document'] ?? '')) ? done() : refuse('no-such-document');
  });
  return result === 'absent' || !result.ok ? absent : to(result.base);
}

async function stop(desk: Desk, ask: Staff, find: Find): Promise<Reply> {
  const document = ask.params['document'] ?? '';
  const result = await perform(desk, ask, find, async (tx, where, state, act) => {
    if (!(await sealAway(tx, where.file, document))) return refuse('no-such-document');
    return state ? sealEvidence(state, { document }, desk.kit.law, act) : done();
  });
  if (result === 'absent') return absent;
  // A second press finds it sealed already: the same page, so that what to do next is read.
  if (!result.ok && result.code !== 'no-such-document') return shelfPage(desk, ask, find, { notice: refusalNotice(ask, result) });
  const back = await desk.kit.db.as(ask.actor, purposeOf(ask), (tx) => find(tx, ask));
  return page(ask.say('referral.sealed.title', 'Sealed away'), sealedView(ask.say), { ...(back ? { back: back.base } : {}) });
}

async function handedOver(desk: Desk, ask: Staff, find: Find): Promise<Reply> {
  const document = ask.params['document'] ?? '';
  const result = await perform(desk, ask, find, async (tx, where, state, act) => {
    if (state) return handOverEvidence(state, { document }, desk.kit.law, act);
    const held = (await list(tx, where.file)).find((each) => each.id === document && each.state === 'sealed-away');
    if (!held) return refuse('not-sealed');
    await handedToPolice(tx, where.file, document, ask.today);
    return done();
  });
  if (result === 'absent') return absent;
  if (!result.ok && result.code !== 'already-so') return shelfPage(desk, ask, find, { notice: refusalNotice(ask, result) });
  const where = await desk.kit.db.as(ask.actor, purposeOf(ask), (tx) => find(tx, ask));
  return where ? to(where.base) : absent;
}

/** The documents of a case by name, for the case page of who decides; each opens blurred, on a page of its own. */
export async function documentsOf(
  kit: Kit,
  ask: Staff,
  { file, state }: { readonly file: Pick<File, 'id' | 'reference'>; readonly state: CaseFile },
  beside?: (document: string, name: string) => Html,
): Promise<Html> {
  const documents = await kit.db.as(ask.actor, 'identification', (tx) => list(tx, file.id));
  const { say } = ask;
  if (documents.length === 0) return html`<p class="govuk-body">${say('referral.evidence.none', 'No files yet.')}</p>`;
  const shelf: Shelf = { base: `/evidence/${file.reference ?? ''}`, mayAdd: false, mayRemove: false, given: givenIn(state), shows: 'all' };
  return html`<h3 class="govuk-heading-s">${say('referral.evidence.title', 'Pictures and papers')}</h3>${documentList(ask, shelf, documents, beside)}`;
}
