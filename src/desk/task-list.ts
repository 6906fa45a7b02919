// What waits for somebody about who may see which case: conflicts to know of, glass to look at, what needs a second person.
import { html, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Staff } from '#kit/web/page.ts';
import { waitingTasks, type TaskKind, type WaitingTask } from '#rooms/access/store.ts';
import { mostCounted } from './queue.ts';

/** Notices and reviews are for who looks after the work; a second person may be anybody who decides. */
const forManagers: readonly TaskKind[] = ['conflict', 'glass'];
const forAll: readonly TaskKind[] = ['lift', 'unseal', 'covert', 'disclosure', 'own-copy', 'consent-wrong'];

export function tasksFor(tx: Tx, most: number): Promise<WaitingTask[]> {
  const kinds = tx.actor.role === 'decision-manager' ? [...forManagers, ...forAll] : forAll;
  return waitingTasks(tx, tx.actor.organisation, kinds, most);
}

export async function countTasks(tx: Tx): Promise<string> {
  const found = (await tasksFor(tx, mostCounted)).length;
  return found >= mostCounted ? `${mostCounted}+` : String(found);
}

/** Where each is dealt with. */
const places: Readonly<Record<TaskKind, string>> = {
  conflict: 'do/conflict-seen',
  glass: 'do/review-glass',
  lift: 'do/lift-conflict-agreed',
  unseal: 'do/unseal-agreed',
  covert: 'do/covert-agreed',
  disclosure: 'do/disclose-agreed',
  'own-copy': 'copies',
  'consent-wrong': 'acts',
};

export function taskList(ask: Staff, tasks: readonly WaitingTask[]): Html {
  const { say, lang, today } = ask;
  if (tasks.length === 0) return html`<p class="govuk-body">${say('desk.none', 'Nothing here now.')}</p>`;
  const words: Readonly<Record<TaskKind, string>> = {
    conflict: say('task.conflict', 'Somebody has a conflict of interest'),
    glass: say('task.glass', 'Part of a file was opened because a life was at risk'),
    lift: say('task.lift', 'A conflict of interest may not stand'),
    unseal: say('task.unseal', 'A sealed file may be opened again'),
    covert: say('task.covert', 'Safeguarding reads may be shown later'),
    disclosure: say('task.disclosure', 'Facts may pass outside'),
    'consent-wrong': say('task.consent-wrong', 'Consent may have been wrong: two people are to look at it'),
    'own-copy': say('task.own-copy', 'A copy for the person waits for its second reader'),
  };
  const heads = [say('task.what', 'What'), say('desk.case', 'Case'), say('desk.due', 'Due')];
  const rows = tasks.map((one) => {
    const due = one.due ? longDay(one.due, lang) : '–';
    const late = one.due !== null && one.due < today;
    return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="${heads[0] ?? ''}"><a class="govuk-link" href="/case/${one.reference}/${places[one.what]}">${words[one.what]}</a></th>
<td class="govuk-table__cell" data-label="${heads[1] ?? ''}"><span class="nrm-reference">${one.reference}</span></td><td class="govuk-table__cell" data-label="${heads[2] ?? ''}">${late ? html`<strong>${say('desk.late', 'Late:')}</strong> ${due}` : due}</td></tr>`;
  });
  return html`<table class="govuk-table nrm-worklist nrm-stack"><caption class="govuk-visually-hidden">${say('desk.view.people', 'Who may see what')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}
