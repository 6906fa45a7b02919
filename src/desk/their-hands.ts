// What is printed for the person themselves: it goes like every letter, by the gate (data.md 17). While it is held, whoever works on it reads it and no printer prints it.
import { whyHeld } from '#journey/contact-words.ts';
import type { FileId } from '#base/id.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Clearance } from '#journey/safe-contact.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { warningText } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { mayGo } from '#rooms/decision/safe-contact.ts';
import { contactFacts } from '#rooms/decision/store.ts';

/** Whether paper of a case may go into the person's hands. Who asks may be somebody who never sees how they are reached. */
export const toTheirHands = (kit: Kit, { file, state }: { readonly file: FileId; readonly state: CaseFile }, now: Staff['now']): Promise<Clearance> =>
  kit.db.as(theService, 'identification', async (tx) => mayGo('person', { contact: await contactFacts(tx, file, state.past), file: state, law: kit.law }, now));

/** The paper as it may leave: on paper where the gate is open, to read alone where it is not. */
export function leaving({ say }: Pick<Staff, 'say'>, gate: Clearance, paper: Html): Html {
  if (gate.open) return paper;
  return html`<div class="nrm-no-print">${warningText({
    text: `${say('hands.held', 'Held: it cannot be printed for the person now.')} ${whyHeld(say, gate.why)}`,
    iconFallbackText: say('decision.warning', 'Warning'),
  })}${paper}</div>`;
}
