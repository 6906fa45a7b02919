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
import { theService } from '#kit/store/database.ts';
import { createFile, fileOf, newFileId } from '#kit/store/files.ts';
import { createPerson } from '#kit/store/persons.ts';
import type { Actor } from '#access/roles.ts';

export type Beginning = {
  /** Drawn before the form was shown: pressed twice, it begins once. */
  readonly file: FileId;
  /** Whom the person's other files are about; nothing where nobody knows them here. */
  readonly person: FileId | null;
  readonly child: boolean;
  readonly nation: string;
  readonly needs: { readonly id: string; readonly urgency: Urgency; readonly safe: boolean };
};

/** The worker is named in it from the first moment: nobody else reads what is written next. */
export async function beginAtOnce(
  kit: Kit,
  worker: Actor,
  what: Beginning,
  at: { readonly day: Doing['day']; readonly now: Instant },
): Promise<Refused | undefined> {
  const { file, nation } = what;
  const how: Doing = { ...at, by: worker.person, nation, confirmed: await kit.confirmed() };
  const could = openForEmergency(supportStream.start, what.needs, kit.law, how);
  if (!could.ok) return could;
  await joinPerson(kit, worker, what, how.day);
  const opened = await kit.ledger.perform(
    theService,
    'support',
    supportStream,
    file,
    (state): Outcome<SupportEvent> => {
      const first = openForEmergency(state, what.needs, kit.law, how);
      const named = nameWorker(state.access, { person: worker.person, days: longestGrant }, how);
      if (!first.ok) return first;
      return named.ok ? done(...first.events, ...named.events) : named;
    },
    { day: at.day, at: at.now, nation },
  );
  if (opened.ok) return undefined;
  return opened.code === 'support-opened-before' ? undefined : opened;
}

/** What stopped half-way is found by the next try: the file is there, and not opened yet. */
async function joinPerson(kit: Kit, worker: Actor, { file, person, child, nation }: Beginning, day: Doing['day']): Promise<void> {
  if (await kit.db.as(theService, 'support', (tx) => fileOf(tx, file))) return;
  const ledger = person ?? newFileId();
  await kit.ledger.perform(
    theService,
    'support',
    personStream,
    ledger,
    async (state, tx) => {
      if (!person) await createPerson(tx, ledger, nation);
      await createFile(tx, { id: file, kind: 'support', child, nation, organisation: worker.organisation, team: worker.team });
      return join(state, { file, how: 'support-opened' });
    },
    { day, nation },
  );
}
