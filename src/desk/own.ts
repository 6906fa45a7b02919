// What stands behind a person's own door: their support record and cases, opened as themselves by the policy, and nothing else.
import type { FileId } from '#base/id.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { supportStream, type Support } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { opens } from '#kit/store/facts.ts';
import type { Recorded } from '#kit/store/ledger.ts';
import type { CaseEvent } from '#journey/events.ts';
import { filesOf } from '#kit/store/persons.ts';
import type { Staff } from '#kit/web/page.ts';
import { withinOf, type Within } from '#rooms/door/store.ts';

export type OwnCase = { readonly file: FileId; readonly state: CaseFile; readonly events: readonly Recorded<CaseEvent>[] };
export type Own = Within & { readonly record: Support; readonly cases: readonly OwnCase[] };

export async function openOwn(kit: Kit, ask: Staff): Promise<Own | undefined> {
  const within = ask.session && (await kit.db.as(theService, 'operations', (tx) => withinOf(tx, ask.session?.id ?? '')));
  if (!within) return undefined;
  const files = await kit.db.as(theService, 'support', (tx) => filesOf(tx, within.person));
  return kit.db.as(ask.actor, 'support', async (tx) => {
    const cases: OwnCase[] = [];
    for (const { id, kind } of files) {
      if (kind !== 'case' || !(await opens(tx, id))) continue;
      const { state, events } = await kit.ledger.load(tx, caseStream, id);
      if (state.referred) cases.push({ file: id, state, events });
    }
    if (!(await opens(tx, within.file))) return undefined;
    return { ...within, record: (await kit.ledger.load(tx, supportStream, within.file)).state, cases };
  });
}
