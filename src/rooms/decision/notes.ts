// What was written at the steps of a case: on its timeline, and before the second of two, who decides on those words.
import { longDay } from '#kit/view/layout.ts';
import { wordsOf } from '#form/texts.ts';
import type { Tx } from '#kit/store/database.ts';
import { insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { note, type CaseAct } from './act.ts';
import { acts } from './acts.ts';
import type { OpenCase } from './open.ts';
import { readNoteId, type Noted } from './reason-ids.ts';
import { textsOf } from './store.ts';

type Note = Noted & { readonly words: string };

/** A step for some roles is read by them alone. While consent is looked at, the second person does not see what the first wrote. */
function mayRead(act: CaseAct, ask: Staff, { state }: OpenCase): boolean {
  return (!act.who || act.who.includes(ask.actor.role)) && !(act.review && state.access.quarantine);
}

/** In the order of their steps. */
async function notesIn(tx: Tx, { file }: OpenCase): Promise<readonly Note[]> {
  const texts = await textsOf(tx, file.id, ['analysis', 'administrative'], 'note.');
  return Object.entries(texts)
    .flatMap(([id, words]) => {
      const of = readNoteId(id);
      return of ? [{ ...of, words }] : [];
    })
    .sort((a, b) => a.event - b.event);
}

/** By the number of the event that each stands behind. */
export async function notesOf(tx: Tx, opened: OpenCase, ask: Staff): Promise<ReadonlyMap<number, Html>> {
  const notes = new Map<number, Html>();
  for (const { question: id, event, words } of await notesIn(tx, opened)) {
    const act = acts.find((one) => Object.hasOwn(one.questions, id));
    const question = act?.questions[id];
    if (!act || !question || !mayRead(act, ask, opened)) continue;
    const label = when(question !== note, () => html`<p class="govuk-body-s">${wordsOf(ask.say, 'act', id, question).label}</p>`);
    notes.set(event, html`${notes.get(event) ?? ''}${label}<p class="govuk-body nrm-said">${words}</p>`);
  }
  return notes;
}

/** What was written under some questions, each with its day: for whoever is the second of two, by the page of their own step. */
export async function writtenFirst(tx: Tx, opened: OpenCase, ask: Staff, questions: readonly string[]): Promise<readonly Html[]> {
  const written = (await notesIn(tx, opened)).filter((one) => questions.includes(one.question));
  return written.map(({ event, words }) => {
    const day = opened.events.find((one) => one.number === event)?.day;
    const heading = day ? ask.say('decision.written', 'What was written on {day}', { day: longDay(day, ask.lang) }) : '';
    return html`${insetText({ html: html`<p class="govuk-body-s">${heading}</p><p class="govuk-body nrm-said">${words}</p>` })}`;
  });
}
