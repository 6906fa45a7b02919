// What follows a decision for support: a record of its own opens for the person, and ends when no case of theirs gives it any more.
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { join, personStream } from '#journey/person.ts';
import { endSupport, givesSupport, openSupport, oweSupport, supportLost, supportStream, type Support } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { createFile, newFileId } from '#kit/store/files.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';

type Record = { readonly file: FileId; readonly state: Support };
export type Seen = { readonly person: FileId; readonly cases: readonly CaseFile[]; readonly records: readonly Record[]; readonly own: CaseFile };

/**
 * Brings a person's support in step with their cases. It looks at how things stand and not at what happened, so that it may run
 * twice, late or after a crash half-way. Emergency support rests on no case: a decision makes it owed, and nothing here ends it before.
 */
export async function followSupport(kit: Kit, file: FileId): Promise<void> {
  const seen = await look(kit, file);
  const records = seen.records.filter(({ state }) => state.because === 'reasonable-grounds');
  const open = records.find(({ state }) => !state.ended);
  if (givesSupport(seen.own) && !open && !records.some(({ state }) => movedOnFrom(state, seen.own))) {
    const urgent = seen.records.find(({ state }) => state.because === 'emergency' && !state.ended);
    await (urgent ? owe(kit, seen.own, urgent) : begin(kit, seen));
  }
  if (open && !seen.cases.some(givesSupport)) await finish(kit, seen.own, open);
}

/** What a support worker ended after the same decision is not opened again behind their back. */
function movedOnFrom(state: Support, own: CaseFile): boolean {
  return state.why === 'moved-on' && state.owedSince !== null && own.support.since !== null && state.owedSince >= own.support.since;
}

export async function look(kit: Kit, file: FileId): Promise<Seen> {
  return kit.db.as(theService, 'support', async (tx) => {
    const person = await personOf(tx, file);
    if (!person) throw new Error('This case has no person yet.');
    const files = await filesOf(tx, person);
    const cases = new Map<FileId, CaseFile>();
    const records: Record[] = [];
    for (const { id, kind } of files) {
      if (kind === 'case') cases.set(id, (await kit.ledger.load(tx, caseStream, id)).state);
      if (kind === 'support') records.push({ file: id, state: (await kit.ledger.load(tx, supportStream, id)).state });
    }
    const own = cases.get(file);
    if (!own) throw new Error('This file is no case.');
    return { person, cases: [...cases.values()], records, own };
  });
}

async function owe(kit: Kit, own: CaseFile, { file, state: { since } }: Record): Promise<void> {
  const { nation, support } = own;
  if (!support.since || !since) return;
  // Help that began after the decision of that day is owed from its own beginning.
  const day = support.since < since ? since : support.since;
  mustStand(await kit.ledger.perform(theService, 'support', supportStream, file, (state) => oweSupport(state, day), { day, nation }));
}

async function begin(kit: Kit, seen: Seen): Promise<void> {
  const { nation, support } = seen.own;
  const day = support.since;
  if (!day) return;
  const record = await beginRecord(kit, seen, day);
  mustStand(
    await kit.ledger.perform(theService, 'support', supportStream, record, (state) => openSupport(state, { nation, because: 'reasonable-grounds' }), {
      day,
      nation,
    }),
  );
}

/** The file joins the person first: if the program stops in between, the next try finds it there, not yet opened. */
export async function beginRecord(kit: Kit, { person, records, own }: Seen, day: Day): Promise<FileId> {
  const left = records.find(({ state }) => !state.since);
  if (left) return left.file;
  const { nation } = own;
  const support = newFileId();
  const joined = await kit.ledger.perform(
    theService,
    'support',
    personStream,
    person,
    async (state, tx) => {
      const now = state.files.filter((one) => one.how === 'support-opened');
      if (now.length > records.length) throw new Error('Somebody else opened support meanwhile.');
      await createFile(tx, { id: support, kind: 'support', child: own.age !== 'adult', nation });
      return join(state, { file: support, how: 'support-opened' });
    },
    { day, nation },
  );
  mustStand(joined);
  return support;
}

async function finish(kit: Kit, own: CaseFile, { file, state: { since, nation } }: Record): Promise<void> {
  const lost = supportLost(own);
  if (!lost || !since) return;
  const day = lost.on < since ? since : lost.on;
  mustStand(await kit.ledger.perform(theService, 'support', supportStream, file, (state) => endSupport(state, { why: lost.why }, day), { day, nation }));
}

/** A refusal here means that two workers were at it: the job is tried again and finds how things stand. */
export function mustStand(done: { readonly ok: true } | Refused): void {
  if (!done.ok) throw new Error(done.code);
}
