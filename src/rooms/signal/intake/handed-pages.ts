// A partner sees how far what it handed over has come: by its own marks, one word each, and none of what was said.
import { line } from '#form/clean.ts';
import type { Say } from '#base/words.ts';
import { theService } from '#kit/store/database.ts';
import { button, errorSummary, table, textarea } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { problem } from '#kit/web/errors.ts';
import { csrf, field, page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { heading, type LineRoom } from '#rooms/signal/desk/room.ts';
import { queueOf } from '#rooms/signal/store.ts';
import { rowOnce } from './incoming.ts';
import { partners as who } from './rows-pages.ts';
import { rowLimits } from './rows.ts';
import { stateOfMark, type HandedState } from './store.ts';

export function handedPages(room: LineRoom): Route[] {
  return [
    { method: 'GET', path: '/handed-over', who, why: 'Where a partner asks how far its own marks have come', act: (ask) => Promise.resolve(form(ask)) },
    { method: 'POST', path: '/handed-over', who, why: 'How far what a partner handed over has come, by its own marks', act: (ask) => shows(room, ask) },
    { method: 'POST', path: '/api/v1/signals/states', who, why: 'A partner’s program asks how far its own marks have come', act: (ask) => posted(room, ask) },
  ];
}

const stateWords = (say: Say): Readonly<Record<HandedState | 'not-here', string>> => ({
  received: say('handed.received', 'Received'),
  asked: say('handed.asked', 'An organisation is asked'),
  accepted: say('handed.accepted', 'An organisation said yes'),
  declined: say('handed.declined', 'An organisation said no; the next is looked for'),
  referred: say('handed.referred', 'The referral has begun'),
  'not-here': say('handed.not-here', 'Nothing came under this mark'),
});

type Found = { readonly mark: string; readonly state: HandedState | 'not-here' };

/** By the partner that the caller works for: the marks of two never meet. */
async function statesOf(room: LineRoom, ask: Staff, marks: readonly string[]): Promise<readonly Found[] | undefined> {
  const helpline = room.helpline();
  if (!helpline) return undefined;
  return room.kit.db.as(theService, 'intake', async (tx) => {
    const queue = await queueOf(tx, helpline.team, helpline.nation);
    const found: Found[] = [];
    for (const mark of marks) found.push({ mark, state: (await stateOfMark(tx, queue, rowOnce(ask.actor.organisation, mark, null).key)) ?? 'not-here' });
    return found;
  });
}

function form(ask: Staff, found: readonly Found[] = [], wrong?: string): Reply {
  const { say } = ask;
  const title = say('handed.title', 'Handed to a helpline');
  const caption = say('handed.caption', 'How far it has come');
  return page(
    title,
    html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#marks', text: wrong ?? '' }] }))}${heading(title)}
<p class="govuk-body">${say('handed.lead', 'Type your own marks, one a line. You see how far each has come, and nothing of what was said.')}</p>
<form method="post" action="/handed-over" novalidate>${csrf(ask)}${textarea({ id: 'marks', name: 'marks', value: field(ask.body, 'marks'), rows: 6, label: { text: say('handed.marks', 'Your marks'), classes: 'govuk-label--s' }, ...(wrong ? { errorMessage: { text: wrong } } : {}), autocomplete: 'off', spellcheck: false })}${button({ text: say('handed.do', 'Look') })}</form>
${when(found.length > 0, () => table({ caption, head: [{ text: say('handed.mark', 'Mark') }, { text: say('handed.state', 'Where it stands') }], rows: found.map(({ mark, state }) => [{ html: html`<bdi>${mark}</bdi>` }, { text: stateWords(say)[state] }]) }))}`,
    { ...(wrong ? { status: 400 } : {}) },
  );
}

async function shows(room: LineRoom, ask: Staff): Promise<Reply> {
  const { say, body } = ask;
  const marks = [...new Set(field(body, 'marks').split('\n').map(line))].filter((one) => one !== '');
  if (marks.length === 0) return form(ask, [], say('handed.missing', 'Type at least one mark'));
  if (marks.length > rowLimits.rows)
    return form(ask, [], say('hand-over.too-many', 'Hand over at most {most} rows at once.', { most: String(rowLimits.rows) }));
  return form(ask, (await statesOf(room, ask, marks)) ?? []);
}

async function posted(room: LineRoom, ask: Staff): Promise<Reply> {
  const body = ask.json as { readonly marks?: unknown } | null | undefined;
  const marks = body && Array.isArray(body.marks) ? (body.marks as readonly unknown[]) : undefined;
  const refused = (status: number, title: string): Reply => ({ kind: 'json', status, type: 'application/problem+json', body: problem(status, title) });
  if (!marks || marks.length > rowLimits.rows || !marks.every((one): one is string => typeof one === 'string'))
    return refused(400, `The body must be an object with a list named marks, of at most ${rowLimits.rows} texts`);
  const found = await statesOf(room, ask, marks.map(line));
  return found ? { kind: 'json', status: 200, body: { states: found } } : refused(503, 'No helpline is at work here');
}
