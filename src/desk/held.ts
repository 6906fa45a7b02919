// What is held of a case, for who decides it: answers, items let pass, papers; each may be cited while findings are being written.
import { writing } from '#journey/cite.ts';
import type { Stored } from '#kit/store/answers.ts';
import { details } from '#kit/view/govuk.ts';
import { longDay } from '#kit/view/layout.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { addresseeWord } from '#rooms/decision/addressee.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { answeredId, askedId } from '#rooms/decision/reason-ids.ts';
import type { CaseDesk } from './case-pages.ts';
import { chronologyIn, chronologyTable } from './chronology.ts';
import { anchorOf, quotable } from './passages.ts';
import { answersOf } from './readable.ts';
import { releasedPanel } from './released.ts';
import { ownWordsOf } from './own-words.ts';
import { saidIn } from './said.ts';

/** Beside the findings a button saves them first; alone on its page a link is enough. */
export async function heldPanel(desk: CaseDesk, ask: Staff, opened: OpenCase, where: 'deciding' | 'alone'): Promise<Html> {
  const { kit } = desk;
  const level = where === 'alone' ? 2 : 3;
  const stored = await answersOf(kit, ask, opened);
  const cite = citing(desk, ask, opened, where);
  const said = saidIn(kit, ask, stored, level, { warn: true, beside: (of) => html`${of.map((one) => passage(desk, ask, one, stored, cite))}` });
  const story = chronologyIn(kit, ask, stored, opened, desk.organisation);
  return html`${when(where === 'deciding' && story.length > 0, () => details({ summaryText: ask.say('case.chronology', 'Chronology'), html: chronologyTable(ask, story) }))}${said}${ownWordsOf(kit, ask, stored, ask.say('case.own-words', 'What the person added themselves'))}${answeredPanel(desk, ask, opened, stored, level, cite)}${await releasedPanel(kit, ask, opened, level)}${await desk.documents(ask, opened, (id, name) => cite(`document/${id}`, name))}`;
}

/** What those said whom whoever decides had asked: each beside its question. */
function answeredPanel(desk: CaseDesk, ask: Staff, { state }: OpenCase, stored: readonly Stored[], level: 2 | 3, cite: Cite): Html {
  const { say, lang } = ask;
  const words = (id: string): Stored | undefined => stored.find((one) => one.question === id);
  const items = state.decision.questions.flatMap((one) => {
    const said = words(answeredId(one.question));
    return one.answered && said ? [{ one, on: one.answered, said }] : [];
  });
  if (items.length === 0) return nothing;
  const title = say('case.answered', 'Answers to questions');
  const head = level === 2 ? html`<h2 class="govuk-heading-m">${title}</h2>` : html`<h3 class="govuk-heading-s">${title}</h3>`;
  return html`${head}${items.map(({ one, on, said }) => {
    const values = { whom: addresseeWord(say, one.to), since: longDay(one.asked, lang), day: longDay(on, lang) };
    return html`<div class="nrm-question"><p class="govuk-body"><strong>${String(words(askedId(one.question))?.value ?? '')}</strong></p>
<p class="govuk-body-s">${say('case.answered-on', '{whom}, asked on {since}, answered on {day}.', values)}</p><p class="govuk-body nrm-said">${String(said.value)}</p>${passage(desk, ask, said, stored, cite)}</div>`;
  })}`;
}

export type Cite = (what: string, title: string) => Html;

export function citing({ kit }: CaseDesk, ask: Staff, { file, state }: OpenCase, where: 'deciding' | 'alone'): Cite {
  if ('ok' in writing(state, kit.law, ask.actor.person)) return () => nothing;
  const words = (title: string): Html => html`${ask.say('cite.page', 'Cite this')}<span class="govuk-visually-hidden">: ${title}</span>`;
  const address = (what: string): string => `/case/${file.reference ?? ''}/cite/${what}`;
  return where === 'alone'
    ? (what, title) => html`<p class="nrm-cite"><a class="govuk-link" href="${address(what)}">${words(title)}</a></p>`
    : (what, title) =>
        html`<p class="nrm-cite"><button type="submit" class="nrm-link-button" form="findings" formaction="${address(what)}/begin">${words(title)}</button></p>`;
}

/** The place of an answer on the page; what says nothing has no control to cite it. */
function passage({ kit }: CaseDesk, ask: Staff, one: Stored, among: readonly Stored[], cite: Cite): Html {
  const said = quotable(kit, ask, one, among);
  return html`<span id="${anchorOf(one.holds, one.question)}"></span>${said ? cite(`${one.holds}/${one.question}`, said.title) : nothing}`;
}
