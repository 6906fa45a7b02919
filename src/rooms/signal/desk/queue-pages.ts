// The desk's queue: by harm, then by who waits longest; each signal has its own line, and only what was read and is alike is folded.
import type { Notice } from '#kit/view/layout.ts';
import { channelWords } from '#journey/signal-coding.ts';
import { beforeOf, harmOf, readBy, readWithin, ringsNow, type Harm } from '#journey/triage.ts';
import type { Kit } from '#kit/kit.ts';
import { button, details, tag } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, page, to, type Ask, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { advisers, heading, type LineRoom } from './room.ts';
import { floodsIn, leastTogether } from './flood.ts';
import { compareUnread } from './marks.ts';
import { callsNow, closedSignals, marksKept, openSignals, type CallListed, type Queued } from './store.ts';
import { harmColours, harmWords, momentWord } from './words.ts';

export function queuePages(room: LineRoom): Route[] {
  return [
    { method: 'GET', path: '/helpline/desk', who: advisers, why: 'What was reported to the helpline and waits, by harm', act: (ask) => list(room.kit, ask) },
    { method: 'GET', path: '/helpline/closed', who: advisers, why: 'Signals that were closed, the newest first', act: (ask) => closedOnes(room.kit, ask) },
    {
      method: 'POST',
      path: '/helpline/alike',
      who: advisers,
      why: 'Compare what nobody has read yet, so that a flood is folded',
      act: (ask) => compare(room.kit, ask),
    },
  ];
}

type Row = Queued & { readonly harm: Harm; readonly placeKnown: boolean };
const rowOf = (one: Queued): Row => ({ ...one, harm: harmOf(one.danger, one.triage), placeKnown: one.triage?.placeKnown ?? false });

/** Rings for every adviser of the team on every page: danger from the first moment, the rest when its time is over. Neither who nor where. */
export async function signalAlarmOf(kit: Kit, ask: Ask): Promise<Notice | null> {
  const { actor, say, now } = ask;
  if (actor?.role !== 'helpline-adviser') return null;
  const rows = (await kit.db.as(actor, 'intake', openSignals)).map(rowOf);
  const ringing = rows.filter(({ waits, harm }) => ringsNow(waits, harm, now));
  const danger = ringing.filter(({ harm }) => harm === 'danger').length;
  if (ringing.length === 0) return null;
  const text =
    danger > 0
      ? say('line.alarm.danger', 'Danger now, and nobody has read it: {count}.', { count: danger })
      : say('line.alarm.late', 'Nobody has read these in time: {count}.', { count: ringing.length });
  return { href: '/helpline/desk', text, count: ringing.length };
}

/** Read, without harm, and laid into one situation: folded there. Whatever was not read or is harmful keeps a line of its own. */
export function folded(rows: readonly Row[]): { readonly lines: readonly Row[]; readonly folds: ReadonlyMap<string, readonly Row[]> } {
  const folds = new Map<string, Row[]>();
  const lines = rows.filter((row) => {
    if (row.waits !== null || row.harm !== 'other' || !row.situation) return true;
    folds.set(row.situation, [...(folds.get(row.situation) ?? []), row]);
    return false;
  });
  return { lines, folds };
}

async function list(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, actor } = ask;
  const { rows, calls, marks } = await kit.db.as(actor, 'intake', async (tx) => ({
    rows: (await openSignals(tx)).map(rowOf),
    calls: await callsNow(tx),
    marks: await marksKept(tx),
  }));
  const { lines, folds } = folded(rows.sort(beforeOf));
  const floods = floodsIn(lines, marks);
  const under = new Set([...floods.values()].flat().map(({ file }) => file));
  const own = lines.filter(({ file }) => !under.has(file));
  const [unread, open] = [own.filter(({ waits }) => waits !== null), own.filter(({ waits }) => waits === null)];
  const uncompared = lines.filter(({ waits, file }) => waits !== null && !marks.has(file)).length;
  const title = say('line.title', 'Signals');
  return page(
    title,
    html`${heading(title)}
<form method="post" action="/helpline/call" novalidate>${csrf(ask)}<div class="govuk-button-group">${button({ text: say('line.call.begin', 'Take a call'), preventDoubleClick: true, attributes: { accesskey: 'n' } })}${button({ text: say('line.letter.title', 'Type in a letter'), href: '/helpline/letter', classes: 'govuk-button--secondary' })}${button({ text: say('line.rows.title', 'Take in a partner’s table'), href: '/helpline/rows', classes: 'govuk-button--secondary' })}${button({ text: say('line.situations', 'Situations'), href: '/helpline/situations', classes: 'govuk-button--secondary' })}</div></form>
${when(calls.length > 0, () => callList(ask, kit, calls))}
${when(lines.length === 0, () => html`<p class="govuk-body">${say('line.none', 'Nothing waits.')}</p>`)}
${[unread, open].map((some, at) => when(some.length > 0, () => table(ask, kit, some, at === 0 ? say('line.unread', 'Waits to be read') : say('line.still-open', 'Read, and still open'))))}
${[...floods].map(([first, some]) =>
  floodView(
    ask,
    kit,
    rows.find((one) => one.file === first),
    some,
  ),
)}
${when(uncompared >= leastTogether, () => html`<form method="post" action="/helpline/alike" novalidate>${csrf(ask)}<p class="govuk-body">${say('line.compare.lead', 'Many wait. They can be compared, so that nearly the same ones are folded under the first. The program reads each in your name and shows nothing; all still wait to be read.')}</p>${button({ text: say('line.compare', 'Fold what is nearly the same'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`)}
${[...folds].map(([situation, some]) => details({ summaryText: say('line.folded', 'Read, alike, no sign of harm: {count}', { count: some.length }), html: html`<p class="govuk-body"><a class="govuk-link" href="/helpline/situation/${situation}">${say('line.situation', 'Their situation')}</a></p>${table(ask, kit, some, say('line.still-open', 'Read, and still open'))}` }))}
<p class="govuk-body"><a class="govuk-link" href="/helpline/closed">${say('line.closed-ones', 'Closed signals')}</a></p>
<p class="govuk-body"><a class="govuk-link" href="/helpline/key">${say('line.key.title', 'Key of the team')}</a></p>
<p class="govuk-body-s">${say('line.assumed', 'Read danger within {danger} minutes, a child or somebody held within {child}, the rest within {rest}. These times are assumed: nobody has confirmed them. Each counts from the quarter of an hour in which it came.', { danger: readWithin.danger, child: readWithin.child, rest: readWithin['not-known'] })}</p>`,
    { wide: true },
  );
}

const floodView = (ask: Staff, kit: Kit, first: Row | undefined, some: readonly Row[]): Html =>
  details({
    summaryText: ask.say('line.flood', 'Nearly the same as {reference}: {count} more', { reference: first?.reference ?? '', count: some.length }),
    html: table(ask, kit, some, ask.say('line.flood.caption', 'Nearly the same, with nothing graver in them')),
  });

async function compare(kit: Kit, ask: Staff): Promise<Reply> {
  await kit.db.as(ask.actor, 'intake', compareUnread);
  return to('/helpline/desk');
}

/** As many as are looked through by eye. */
const mostClosed = 200;

async function closedOnes(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, lang } = ask;
  const lines = await kit.db.as(ask.actor, 'intake', (tx) => closedSignals(tx, mostClosed));
  const title = say('line.closed-ones', 'Closed signals');
  return page(
    title,
    html`${heading(title)}<p class="govuk-body">${say('line.closed-ones.again', 'What somebody adds to a closed signal opens it again.')}</p>
${when(lines.length === 0, () => html`<p class="govuk-body">${say('line.closed-ones.none', 'None is closed.')}</p>`)}<ul class="govuk-list">${lines.map(
      (one) =>
        html`<li><a class="govuk-link nrm-reference" href="/helpline/desk/${one.reference}">${one.reference}</a> · ${channelWords(say)[one.channel]}, ${momentWord(one.bucket, lang, kit.law.zone)}</li>`,
    )}</ul>`,
    { back: '/helpline/desk' },
  );
}

const callList = ({ say, lang }: Staff, kit: Kit, calls: readonly CallListed[]): Html =>
  html`<h2 class="govuk-heading-m">${say('line.calls', 'Calls being taken, or broken off')}</h2><ul class="govuk-list">${calls.map(
    (one) =>
      html`<li><a class="govuk-link nrm-reference" href="/helpline/call/${one.reference}">${one.reference}</a> · ${momentWord(one.began, lang, kit.law.zone)}</li>`,
  )}</ul>`;

function table(ask: Staff, kit: Kit, rows: readonly Row[], caption: string): Html {
  const { say, lang, now } = ask;
  const heads = [
    say('line.what', 'Signal'),
    say('line.harm', 'Harm'),
    say('line.came', 'Came'),
    say('line.waits', 'To be read by'),
    say('line.place', 'Place'),
  ];
  const cell = (at: number, inside: Html | string): Html => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${inside}</td>`;
  const by = ({ waits, harm, untranslated }: Row): Html | string => {
    const until = readBy(waits, harm);
    if (!until) return untranslated > 0 ? say('line.translate', 'An answer waits for a translator') : say('line.read', 'Read');
    return until <= now ? html`<strong>${say('line.late', 'Late')}</strong>` : momentWord(until, lang, kit.law.zone);
  };
  const row = (one: Row): Html =>
    html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="${heads[0] ?? ''}"><a class="govuk-link nrm-reference" href="/helpline/desk/${one.reference}">${one.reference}</a></th>${cell(1, tag({ text: harmWords(say)[one.harm], classes: `govuk-tag--${harmColours[one.harm]}` }))}${cell(2, `${channelWords(say)[one.channel]}, ${momentWord(one.bucket, lang, kit.law.zone)}`)}${cell(3, by(one))}${cell(4, one.placeKnown ? say('line.place.known', 'Known') : '–')}</tr>`;
  return html`<table class="govuk-table nrm-stack"><caption class="govuk-table__caption govuk-table__caption--m">${caption}</caption>
<thead class="govuk-table__head"><tr>${heads.map((head) => html`<th scope="col" class="govuk-table__header">${head}</th>`)}</tr></thead><tbody>${rows.map(row)}</tbody></table>`;
}
