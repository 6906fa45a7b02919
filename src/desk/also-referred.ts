// "Also referred as": the other cases of the same person, for those who may see both.
import type { FileId } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { fileOf } from '#kit/store/files.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { mayDecideIn, purposeOf, type OpenCase } from '#rooms/decision/open.ts';

type Other = { readonly reference: string; readonly duplicate: boolean };

/** The program knows which files are one person's; whether this reader may see one is asked for each, as them. */
export async function alsoReferredAs(kit: Kit, ask: Staff, { file, state }: OpenCase): Promise<Html> {
  const ids = await kit.db.as(theService, 'identification', async (tx) => {
    const person = await personOf(tx, file.id);
    return person ? (await filesOf(tx, person)).filter((one) => one.kind === 'case' && one.id !== file.id).map((one) => one.id) : [];
  });
  if (ids.length === 0) return nothing;
  const others = await kit.db.as(ask.actor, purposeOf(kit, state), async (tx) => {
    const seen: Other[] = [];
    for (const id of ids) {
      const found = await fileOf(tx, id as FileId);
      const other = found?.reference ? (await kit.ledger.load(tx, caseStream, found.id)).state : undefined;
      if (found?.reference && other && mayDecideIn(ask.actor, other))
        seen.push({ reference: found.reference, duplicate: other.decision.ended === 'duplicate' });
    }
    return seen;
  });
  const { say } = ask;
  return html`${when(
    others.length > 0,
    () =>
      html`<p class="govuk-body"><strong>${say('also.title', 'Also referred as:')}</strong> ${others.map(
        ({ reference, duplicate }) =>
          html`<a class="govuk-link nrm-reference" href="/case/${reference}">${reference}</a> ${duplicate ? say('also.duplicate', '(found to be the same referral)') : say('also.other', '(a case of its own)')} `,
      )}</p>`,
  )}`;
}
