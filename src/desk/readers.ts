// Who read a person's record, to show and to print for them: organisation and role, day and why.
import type { FileId } from '#base/id.ts';
import type { Say } from '#base/words.ts';
import { openToAll, type Access } from '#journey/access.ts';
import { readersOf, type Reading } from '#journey/readers.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { html, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { readingsOf } from '#rooms/access/tables.ts';

export function roleWord(say: Say, role: string): string {
  const words: Readonly<Record<string, string>> = {
    'first-responder': say('reader.first-responder', 'who referred you'),
    'first-responder-supervisor': say('reader.first-responder-supervisor', 'a supervisor of who referred you'),
    'decision-maker': say('reader.decision-maker', 'somebody who decides'),
    'decision-manager': say('reader.decision-manager', 'somebody who looks after those who decide'),
    'support-worker': say('reader.support-worker', 'a support worker'),
    'support-manager': say('reader.support-manager', 'somebody who looks after support workers'),
    person: say('reader.person', 'you'),
    counsellor: say('reader.counsellor', 'a counsellor'),
    guardian: say('reader.guardian', 'a guardian'),
    'legal-representative': say('reader.legal-representative', 'a lawyer'),
    'independent-advocate': say('reader.independent-advocate', 'an independent advocate'),
    'decision-recipient': say('reader.decision-recipient', 'somebody you wanted to get decisions'),
    auditor: say('reader.auditor', 'an auditor, who sees no answers'),
    administrator: say('reader.administrator', 'an administrator'),
  };
  return words[role] ?? role;
}

export function purposeWord(say: Say, purpose: string): string {
  const words: Readonly<Record<string, string>> = {
    intake: say('purpose.intake', 'to refer you'),
    identification: say('purpose.identification', 'to decide'),
    reconsideration: say('purpose.reconsideration', 'to decide again'),
    support: say('purpose.support', 'to support you'),
    guardianship: say('purpose.guardianship', 'to speak for you as a child'),
    safeguarding: say('purpose.safeguarding', 'to keep you safe'),
    disclosure: say('purpose.disclosure', 'to pass on what was agreed, or what you let them see'),
    audit: say('purpose.audit', 'to check who read what'),
    operations: say('purpose.operations', 'to keep the service running'),
  };
  return words[purpose] ?? purpose;
}

export type Read = Reading;

/** One line of text a day, organisation, role and purpose; covert reads when their time is over. */
export function readerLines({ say, lang, today }: Staff, readings: readonly Read[], access: Access, organisation: (code: string) => string): readonly string[] {
  return readersOf(readings, access, today).map((one) =>
    say('readers.line', '{day}: {organisation}, {role}, {purpose}', {
      day: longDay(one.day, lang),
      organisation: organisation(one.organisation),
      role: roleWord(say, one.role),
      purpose: purposeWord(say, one.purpose),
    }),
  );
}

/** The list for the files of one person, each with what its ledger says of covert reads. */
export async function readersTable(
  kit: Kit,
  ask: Staff,
  files: readonly { readonly file: FileId; readonly access: Access }[],
  organisation: (code: string) => string,
): Promise<Html> {
  const { say, lang } = ask;
  const readings = await kit.db.as(theService, 'audit', (tx) =>
    readingsOf(
      tx,
      files.map((one) => one.file),
      ask.now,
    ),
  );
  // Covert for one file of the person is covert for all of them: else the other file's list would tell.
  const access = { ...openToAll, covert: files.flatMap((one) => one.access.covert) };
  const lines = readersOf(readings, access, ask.today);
  if (lines.length === 0) return html`<p class="govuk-body">${say('readers.none', 'Nobody yet.')}</p>`;
  const heads = [say('readers.day', 'Day'), say('readers.who', 'Who'), say('readers.why', 'Why')];
  const rows = lines.map((one) => [
    longDay(one.day, lang),
    one.role === 'person' ? roleWord(say, one.role) : `${organisation(one.organisation)}: ${roleWord(say, one.role)}`,
    purposeWord(say, one.purpose),
  ]);
  return html`<table class="govuk-table nrm-stack"><caption class="govuk-visually-hidden">${say('readers.title', 'Who read this record')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr class="govuk-table__row">${cells.map((text, at) => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${text}</td>`)}</tr>`)}</tbody></table>`;
}
