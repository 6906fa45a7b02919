// What is held of a case, for who decides it: answers, items let pass, papers; each may be cited while findings are being written.
import { writing } from '#journey/cite.ts';
import type { Stored } from '#kit/store/answers.ts';
import { details } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import type { CaseDesk } from './case-pages.ts';
import { chronologyIn, chronologyTable } from './chronology.ts';
import { anchorOf, quotable } from './passages.ts';
import { answersOf } from './readable.ts';
import { releasedPanel } from './released.ts';
import { saidIn } from './said.ts';

/** Beside the findings a button saves them first; alone on its page a link is enough. */
export async function heldPanel(desk: CaseDesk, ask: Staff, opened: OpenCase, where: 'deciding' | 'alone'): Promise<Html> {
  const { kit } = desk;
  const level = where === 'alone' ? 2 : 3;
  const stored = await answersOf(kit, ask, opened);
  const cite = citing(desk, ask, opened, where);
  const said = saidIn(kit, ask, stored, level, { warn: true, beside: (of) => html`${of.map((one) => passage(desk, ask, one, cite))}` });
  const story = chronologyIn(kit, ask, stored, opened, desk.organisation);
  return html`${when(where === 'deciding' && story.length > 0, () => details({ summaryText: ask.say('case.chronology', 'Chronology'), html: chronologyTable(ask, story) }))}${said}${await releasedPanel(kit, ask, opened, level)}${await desk.documents(ask, opened, (id, name) => cite(`document/${id}`, name))}`;
}

type Cite = (what: string, title: string) => Html;

function citing({ kit }: CaseDesk, ask: Staff, { file, state }: OpenCase, where: 'deciding' | 'alone'): Cite {
  if ('ok' in writing(state, kit.law, ask.actor.person)) return () => nothing;
  const words = (title: string): Html => html`${ask.say('cite.page', 'Cite this')}<span class="govuk-visually-hidden">: ${title}</span>`;
  const address = (what: string): string => `/case/${file.reference ?? ''}/cite/${what}`;
  return where === 'alone'
    ? (what, title) => html`<p class="nrm-cite"><a class="govuk-link" href="${address(what)}">${words(title)}</a></p>`
    : (what, title) =>
        html`<p class="nrm-cite"><button type="submit" class="nrm-link-button" form="findings" formaction="${address(what)}/begin">${words(title)}</button></p>`;
}

/** The place of an answer on the page; what says nothing has no control to cite it. */
function passage({ kit }: CaseDesk, ask: Staff, one: Stored, cite: Cite): Html {
  const said = quotable(kit, ask, one);
  return html`<span id="${anchorOf(one.holds, one.question)}"></span>${said ? cite(`${one.holds}/${one.question}`, said.title) : nothing}`;
}
