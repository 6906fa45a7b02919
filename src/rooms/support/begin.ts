// Help that begins before any decision, or begins again: a record of its own, joined to the person where one is known.
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import { longestGrant, nameWorker } from '#journey/chosen.ts';
import { openForEmergency, type Doing } from '#journey/contact.ts';
import type { Urgency } from '#journey/care.ts';
import { join, personStream } from '#journey/person.ts';
import { supportStream, type SupportEvent } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions, type Given } from '#kit/store/answers.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { createFile, newFileId } from '#kit/store/files.ts';
import type { Writing } from '#kit/store/ledger.ts';
import { createPerson } from '#kit/store/persons.ts';
import { inTheirName } from '#kit/store/transaction.ts';
import { caseloadFull } from './tables.ts';
import type { Actor } from '#access/roles.ts';

export type Beginning = {
  /** Drawn before the form was shown: pressed twice, it begins once. */
  readonly file: FileId;
  /** Whom the person's other files are about; nothing where nobody knows them here. */
  readonly person: FileId | null;
  readonly child: boolean;
  readonly nation: string;
  /** What they said, sealed in the worker’s name. */
  readonly said: readonly Given[];
  readonly needs: { readonly id: string; readonly urgency: Urgency; readonly safe: boolean };
};

/**
 * The file, its person, its first events and what was said of them, in one transaction: pressed twice, or after a crash, it is all there
 * or nothing is. The worker is named in it from the first moment: nobody else reads what is written in it.
 */
export async function beginAtOnce(
  kit: Kit,
  worker: Actor,
  what: Beginning,
  at: { readonly day: Doing['day']; readonly now: Instant },
): Promise<Refused | undefined> {
  const { file, nation } = what;
  const how: Doing = { ...at, by: worker.person, nation, confirmed: await kit.confirmed() };
  const writing = { day: at.day, at: at.now, nation };
  const opened = await kit.ledger.perform(
    theService,
    'support',
    supportStream,
    file,
    async (state, tx): Promise<Outcome<SupportEvent>> => {
      const first = openForEmergency(state, what.needs, kit.law, how);
      if (!first.ok) return first;
      // Help that cannot wait is not turned away because its worker has many: it stands in the record why they have one more.
      const full = await caseloadFull(tx, worker, { person: worker.person, more: 1, now: at.now });
      const named = nameWorker(state.access, { person: worker.person, days: longestGrant, ...(full ? { over: 'emergency' } : {}) }, how);
      if (!named.ok) return named;
      await joinPerson(kit, tx, worker, what, writing);
      return done(...first.events, ...named.events);
    },
    writing,
    (tx) => inTheirName(tx, worker, (own) => addVersions(own, file, what.said)),
  );
  if (opened.ok) return undefined;
  return opened.code === 'support-opened-before' ? undefined : opened;
}

/** Whoever nobody knows here yet gets a ledger of their own. */
async function joinPerson(kit: Kit, tx: Tx, worker: Actor, { file, person, child, nation }: Beginning, writing: Writing): Promise<void> {
  const ledger = person ?? newFileId();
  if (!person) await createPerson(tx, ledger, nation);
  await createFile(tx, { id: file, kind: 'support', child, nation, organisation: worker.organisation, team: worker.team });
  const joined = await kit.ledger.within(tx, personStream, ledger, (state) => join(state, { file, how: 'support-opened' }), writing);
  if (!joined.ok) throw new Error(joined.code);
}
