// Letters typed in, and tables of partners, by an adviser's hand or a partner's program: checked row by row, taken in whole or not at all.
import { line, paragraphs } from '#form/clean.ts';
import { problem } from '#kit/web/errors.ts';
import type { Say } from '#base/words.ts';
import type { Instant } from '#base/day.ts';
import { button, errorSummary, fileUpload, input, notificationBanner, textarea } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { advisers, answerOf, heading, summary, threeWay, type LineRoom, type Wrong } from '#rooms/signal/desk/room.ts';
import { rowOnce, type Incoming } from './incoming.ts';
import { mistakeText, partnerColumns, rowLimits, rowsOfCsv, rowsOfJson, type PartnerRow, type RowMistake } from './rows.ts';
import { takeAll, type Taken } from './take.ts';

/** A partner's program speaks for somebody at work there, by a token that an administrator made. */
export const partners = ['helpline-adviser', 'first-responder', 'first-responder-supervisor', 'independent-advocate'] as const;

export function intakePages(room: LineRoom): Route[] {
  return [
    { method: 'GET', path: '/helpline/letter', who: advisers, why: 'A letter to type in', act: (ask) => Promise.resolve(letterPage(ask)) },
    { method: 'POST', path: '/helpline/letter', who: advisers, why: 'Type in a letter', act: (ask) => letter(room, ask) },
    { method: 'GET', path: '/helpline/rows', who: advisers, why: 'Where a partner’s table is taken in', act: (ask) => Promise.resolve(rowsPage(ask)) },
    { method: 'POST', path: '/helpline/rows', who: advisers, uploads: true, why: 'Take in a partner’s table', act: (ask) => rows(room, ask) },
    { method: 'POST', path: '/api/v1/signals', who: partners, why: 'A partner’s program hands signals over', act: (ask) => posted(room, ask) },
  ];
}

const bare = { claims: null, relaySays: null, files: [], left: [] } as const;

async function letter(room: LineRoom, ask: Staff): Promise<Reply> {
  const { say, body } = ask;
  const words = paragraphs(field(body, 'words')).slice(0, rowLimits.words);
  if (words === '') return letterPage(ask, { words: say('line.letter.missing', 'Type in what the letter says') });
  const claims = line(field(body, 'claims')).slice(0, 300) || null;
  const said = { place: line(field(body, 'place')).slice(0, 300), language: line(field(body, 'language')).slice(0, 60) };
  const mark = field(body, 'mark').slice(0, 100);
  const one: Incoming = {
    ...bare,
    channel: 'letter',
    danger: answerOf(field(body, 'danger')) ?? 'not-known',
    words,
    claims,
    said,
    received: ask.now,
    once: mark === '' ? null : rowOnce(`letter ${ask.actor.organisation}`, mark, { words, claims, said }),
  };
  await takeAll(room.helplineOf(ask.actor), [one]);
  return to('/helpline/desk');
}

function letterPage(ask: Staff, wrong: Wrong = {}): Reply {
  const { say, body } = ask;
  const title = say('line.letter.title', 'Type in a letter');
  return page(
    title,
    html`${summary(say, wrong)}${heading(title)}<p class="govuk-body">${say('line.letter.lead', 'As it is written. Keep the paper and its envelope in an envelope of their own.')}</p>
<form method="post" action="/helpline/letter" novalidate>${csrf(ask)}<input type="hidden" name="mark" value="${field(body, 'mark') || `${ask.now}`}">
${textarea({ id: 'words', name: 'words', value: field(body, 'words'), rows: 12, label: { text: say('line.letter.words', 'What it says') }, ...(wrong['words'] ? { errorMessage: { text: wrong['words'] } } : {}), attributes: { dir: 'auto' } })}
${threeWay(say, { name: 'danger', label: say('line.field.danger', 'Is somebody in danger now?'), value: field(body, 'danger') })}
${input({ id: 'place', name: 'place', value: field(body, 'place'), label: { text: say('line.field.place', 'Where') }, autocomplete: 'off' })}
${input({ id: 'language', name: 'language', value: field(body, 'language'), label: { text: say('line.field.language', 'Language') }, classes: 'govuk-input--width-20', autocomplete: 'off' })}
${input({ id: 'claims', name: 'claims', value: field(body, 'claims'), label: { text: say('line.letter.claims', 'Who it says it is from') }, autocomplete: 'off' })}
${button({ text: say('line.letter.keep', 'Keep the letter'), preventDoubleClick: true })}</form>`,
    { back: '/helpline/desk', ...(Object.keys(wrong).length > 0 ? { status: 400 } : {}) },
  );
}

const incomingOf = (row: PartnerRow, partner: string, received: Instant): Incoming => ({
  ...bare,
  channel: 'partner',
  danger: row.danger,
  words: row.words,
  said: {
    partner,
    place: row.ask?.area || row.place,
    language: row.language,
    child: row.child,
    held: row.held,
    ...(row.ask ? { 'asks-for': 'other', gender: row.ask.gender, age: row.ask.age } : {}),
  },
  ...(row.ask?.agreed === 'yes' ? { agreed: true as const } : {}),
  received,
  once: rowOnce(partner, row.mark, row),
});

const changedMistakes = (say: Say, taken: Taken & { ok: false }, first: number): readonly string[] =>
  taken.changed.map((at) => say('hand-over.changed', 'Row {row}: this mark came before with other words.', { row: String(at + first) }));

async function rows(room: LineRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const partner = line(field(ask.body, 'partner')).slice(0, 100);
  const file = ask.files.find((one) => one.field === 'table');
  if (partner === '') return rowsPage(ask, { partner: say('line.rows.partner.missing', 'Write which partner it is from') });
  if (!file || file.bytes.length === 0) return rowsPage(ask, { table: say('line.rows.table.missing', 'Choose the table') });
  if (file.bytes.length > rowLimits.bytes) return rowsPage(ask, { table: say('line.rows.long', 'The table is longer than 4 MiB. Hand it over in parts.') });
  const text = decoded(file.bytes);
  if (text === undefined) return rowsPage(ask, { table: say('line.rows.charset', 'The table is not in UTF-8. Save it as “CSV UTF-8” and choose it again.') });
  const read = rowsOfCsv(text);
  if (!read.ok)
    return rowsPage(
      ask,
      {},
      read.mistakes.map((one) => mistakeText(one, say)),
    );
  const taken = await takeAll(
    room.helplineOf(ask.actor),
    read.rows.map((row) => incomingOf(row, partner, ask.now)),
  );
  return taken.ok ? rowsPage(ask, {}, [], taken) : rowsPage(ask, {}, changedMistakes(say, taken, 2));
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function rowsPage(ask: Staff, wrong: Wrong = {}, mistakes: readonly string[] = [], taken?: Taken & { ok: true }): Reply {
  const { say, body } = ask;
  const title = say('line.rows.title', 'Take in a partner’s table');
  const bad = Object.keys(wrong).length > 0 || mistakes.length > 0;
  return page(
    title,
    html`${summary(say, wrong)}${when(mistakes.length > 0, () => errorSummary({ titleText: say('line.rows.none-taken', 'Nothing was taken in'), errorList: mistakes.map((text) => ({ href: '#table', text })) }))}
${when(taken, () => notificationBanner({ titleText: say('line.rows.taken.title', 'Taken in'), text: say('line.rows.taken', 'New: {fresh}. Here before: {before}.', { fresh: taken?.fresh ?? 0, before: taken?.before ?? 0 }) }))}${heading(title)}
<p class="govuk-body">${say('line.rows.lead', 'A table as CSV in UTF-8, at most {most} rows. Its columns: {columns}. Needed are mark, the partner’s own number of each, and words. One wrong row, and nothing is taken in.', { most: rowLimits.rows, columns: partnerColumns.join(', ') })}</p>
<form method="post" action="/helpline/rows" enctype="multipart/form-data" novalidate>${csrf(ask)}
${input({ id: 'partner', name: 'partner', value: field(body, 'partner'), label: { text: say('line.rows.partner', 'Which partner is it from?') }, autocomplete: 'off', ...(wrong['partner'] ? { errorMessage: { text: wrong['partner'] } } : {}) })}
${fileUpload({ id: 'table', name: 'table', label: { text: say('line.rows.table', 'The table') }, ...(wrong['table'] ? { errorMessage: { text: wrong['table'] } } : {}) })}
${button({ text: say('line.rows.do', 'Take it in'), preventDoubleClick: true })}</form>`,
    { back: '/helpline/desk', ...(bad ? { status: 400 } : {}) },
  );
}

const english: Say = (_id, text, values = {}) => text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));

/** Sent again with the same marks and words it is the same: `before`. The caller's organisation is the partner; marks of two never meet. */
async function posted(room: LineRoom, ask: Staff): Promise<Reply> {
  const body = ask.json as { readonly signals?: unknown } | null | undefined;
  if (!body || !Array.isArray(body.signals)) return refusedProblem(400, 'The body must be an object with a list named signals');
  const read = rowsOfJson(body.signals as readonly unknown[]);
  if (!read.ok)
    return refusedProblem(
      422,
      'Nothing was taken in',
      read.mistakes.map((one) => ({ pointer: pointerOf(one), detail: mistakeText(one, english) })),
    );
  const helpline = room.helpline();
  if (!helpline) return refusedProblem(503, 'No helpline is at work here');
  const taken = await takeAll(
    helpline,
    read.rows.map((row) => incomingOf(row, ask.actor.organisation, ask.now)),
  );
  if (!taken.ok)
    return refusedProblem(
      409,
      'Nothing was taken in',
      changedMistakes(english, taken, 1).map((detail, at) => ({ pointer: `/signals/${taken.changed[at] ?? 0}`, detail })),
    );
  return { kind: 'json', status: taken.fresh > 0 ? 201 : 200, body: { stored: taken.fresh, before: taken.before } };
}

const pointerOf = ({ row, column }: RowMistake): string => (row === 0 ? '/signals' : `/signals/${row - 1}${column ? `/${column}` : ''}`);

/** What a partner's program is told (RFC 9457): which row, and nothing that stood in it. */
const refusedProblem = (status: number, title: string, errors: readonly { readonly pointer: string; readonly detail: string }[] = []): Reply => ({
  kind: 'json',
  status,
  type: 'application/problem+json',
  body: { ...problem(status, title), ...(errors.length > 0 ? { errors } : {}) },
});
