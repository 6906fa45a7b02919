// What else of a person a worker’s organisation keeps: their other support records, and the file that a worker finds to be theirs.
import type { Day } from '#base/day.ts';
import { readReference, type FileId, type Reference } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { barredFor } from '#kit/store/bars.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { byReference, fileOf, type File } from '#kit/store/files.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { namesBound, recordFacts } from '#kit/store/standing.ts';
import { insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import type { OpenRecord } from './support-record.ts';

/**
 * The file behind a reference that the person brought: a support record of this organisation, or a case whose person no other organisation
 * supports, as anybody may take on whom nobody looks after. Another's, one behind a bar and none at all look alike.
 */
export async function otherOf(kit: Kit, ask: Staff, record: OpenRecord, typed: string): Promise<{ readonly file: FileId } | { readonly wrong: string }> {
  const { say, actor } = ask;
  const reference = readReference(typed);
  const none = {
    wrong: say(
      'other.none',
      'Write the reference of a support record that your organisation keeps, or of their referral, such as K7QD-0M2P-XW9T. Ask the person or who referred them for it.',
    ),
  };
  if (!reference) return none;
  const own = await kit.db.as(theService, 'support', async (tx) => {
    const found = await byReference(tx, reference, 'any');
    if (!found || (await barredFor(tx, found.id, actor.person))) return undefined;
    return (await mayBeOurs(kit, tx, found, actor.organisation))
      ? { file: found.id, same: (await personOf(tx, found.id)) === (await personOf(tx, record.file)) }
      : undefined;
  });
  if (!own) return none;
  const bound = await kit.db.as(theService, 'identification', (tx) => namesBound(tx, own.file, actor.person));
  if (bound) return none;
  return own.same ? { wrong: say('other.same', 'This is already one of this person’s. Write the reference of another.') } : { file: own.file };
}

/** The program's own code stands for a record that no provider keeps yet. */
async function mayBeOurs(kit: Kit, tx: Tx, { id, kind }: File, organisation: string): Promise<boolean> {
  const ours = async (file: FileId): Promise<boolean> => [organisation, theService.organisation].includes((await recordFacts(tx, file))?.organisation ?? '');
  if (kind === 'support') return ours(id);
  if (kind !== 'case' || !(await kit.ledger.load(tx, caseStream, id)).state.referred) return false;
  const whose = await personOf(tx, id);
  for (const one of whose ? await filesOf(tx, whose) : []) if (one.kind === 'support' && !(await ours(one.id))) return false;
  return true;
}

type Other = { readonly reference: Reference; readonly since: Day; readonly ended: Day | null };

/** The person's other records of the same organisation. Whether one opens is asked when somebody opens it. */
export async function otherRecords(kit: Kit, ask: Staff, { file: own }: OpenRecord): Promise<Html> {
  const { say, lang, actor } = ask;
  const others = await kit.db.as(theService, 'support', async (tx) => {
    const whose = await personOf(tx, own);
    const found: Other[] = [];
    for (const { id, kind } of whose ? await filesOf(tx, whose) : []) {
      if (kind !== 'support' || id === own || (await barredFor(tx, id, actor.person)) || (await recordFacts(tx, id))?.organisation !== actor.organisation)
        continue;
      const reference = (await fileOf(tx, id))?.reference;
      const { since, ended } = (await kit.ledger.load(tx, supportStream, id)).state;
      if (reference && since) found.push({ reference, since, ended });
    }
    return found;
  });
  const running = others.some((one) => !one.ended);
  return when(others.length > 0, () =>
    insetText({
      html: html`<p class="govuk-body"><strong>${say('other.title', 'Other records of this person')}</strong></p><ul class="govuk-list">${others.map(
        ({ reference, since, ended }) =>
          html`<li><a class="govuk-link nrm-reference" href="/support/${reference}">${reference}</a> ${ended ? say('other.ended', 'from {since} to {ended}', { since: longDay(since, lang), ended: longDay(ended, lang) }) : say('other.open', 'since {since}, open', { since: longDay(since, lang) })}</li>`,
      )}</ul>${when(running, () => html`<p class="govuk-body">${say('other.two', 'Two records are open for one person. Settle with who is named in the other which one goes on, and end the other: money is paid in the one that opened first, and a bed is given once.')}</p>`)}`,
    }),
  );
}
