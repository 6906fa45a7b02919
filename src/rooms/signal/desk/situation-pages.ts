// Situations: signals laid side by side, by a person, with the reason; and what the marks suggest. Nothing is merged and nothing leaves the queue by it.
import { dayOf } from '#base/day.ts';
import { readReference } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { putTogether, situationStream, takeOut, type Likeness } from '#journey/situation.ts';
import { createFile } from '#kit/store/files.ts';
import { button, select } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { signalAt } from '#rooms/signal/store.ts';
import { nearlySame } from './likeness.ts';
import type { Opened } from './opened.ts';
import { advisers, heading, type LineRoom } from './room.ts';
import { situationAt, situationOf, situationsOf } from './store.ts';
import { likenessWords, momentWord } from './words.ts';

const who = advisers;
const likenesses: readonly Likeness[] = ['same-place', 'same-people', 'same-words', 'same-reporter', 'other'];

export function situationPages(room: LineRoom): Route[] {
  return [
    { method: 'GET', path: '/helpline/situations', who, why: 'Situations of one’s own team', act: (ask) => list(room, ask) },
    { method: 'GET', path: '/helpline/situation/:reference', who, why: 'The signals of one situation', act: (ask) => show(room, ask) },
    { method: 'POST', path: '/helpline/situation/:reference/out', who, why: 'Take a signal out of a situation', act: (ask) => out(room, ask) },
    { method: 'POST', path: '/helpline/desk/:reference/beside', who, why: 'Lay a signal beside another', act: (ask) => beside(room, ask) },
  ];
}

/** What the marks say is alike: for a person to judge. */
export function alikeView(ask: Staff, { line, alike }: Opened): Html {
  const { say } = ask;
  const like = (words: number, place: boolean): string =>
    [
      words >= nearlySame ? say('line.alike.same', 'nearly the same words') : words > 0 ? say('line.alike.words', 'words alike') : '',
      place ? say('line.alike.place', 'the same place') : '',
    ]
      .filter((one) => one !== '')
      .join(', ');
  return when(
    alike.length > 0,
    () => html`<h2 class="govuk-heading-m">${say('line.alike', 'May be about the same')}</h2><p class="govuk-body">${say('line.alike.lead', 'Found by marks of words and place. Read both before you lay them together: each stays a signal of its own.')}</p>
${alike.map(
  (
    one,
  ) => html`<form method="post" action="/helpline/desk/${line.reference}/beside" novalidate>${csrf(ask)}<input type="hidden" name="other" value="${one.reference}"><p class="govuk-body"><a class="govuk-link nrm-reference" href="/helpline/desk/${one.reference}">${one.reference}</a> · ${like(one.words, one.place)}</p>
${select({ id: `why-${one.reference}`, name: 'why', label: { text: say('line.alike.why', 'Lay it beside, because of'), classes: 'govuk-label--s' }, items: likenesses.map((code) => ({ value: code, text: likenessWords(say)[code], selected: code === (one.place ? 'same-place' : 'same-words') })) })}${button({ text: say('line.alike.do', 'Lay them together'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`,
)}`,
  );
}

async function list(room: LineRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const all = await room.kit.db.as(ask.actor, 'intake', situationsOf);
  const title = say('line.situations', 'Situations');
  return page(
    title,
    html`${heading(title)}${all.length === 0 ? html`<p class="govuk-body">${say('line.situations.none', 'No signals are laid together yet.')}</p>` : html`<ul class="govuk-list">${all.map((one) => html`<li><a class="govuk-link nrm-reference" href="/helpline/situation/${one.reference}">${one.reference}</a> · ${say('line.situations.count', '{count} signals', { count: one.signals })}</li>`)}</ul>`}`,
    { back: '/helpline/desk' },
  );
}

async function show(room: LineRoom, ask: Staff): Promise<Reply> {
  const { say, lang } = ask;
  const found = await room.kit.db.as(ask.actor, 'intake', (tx) => situationAt(tx, readReference(ask.params['reference'] ?? '') ?? ''));
  if (!found) return absent;
  const title = say('line.situation.one', 'Situation {reference}', { reference: ask.params['reference'] ?? '' });
  const row = (one: (typeof found.signals)[number]): Html =>
    html`<li><form method="post" action="/helpline/situation/${ask.params['reference'] ?? ''}/out" novalidate>${csrf(ask)}<input type="hidden" name="signal" value="${one.reference}"><p class="govuk-body"><a class="govuk-link nrm-reference" href="/helpline/desk/${one.reference}">${one.reference}</a> · ${momentWord(one.bucket, lang, room.kit.law.zone)} · ${likenessWords(say)[one.why as Likeness]}${when(one.closed, () => html` · ${say('line.closed', 'closed')}`)}</p>${button({ html: html`${say('line.situation.out', 'Take it out')}<span class="govuk-visually-hidden"> ${one.reference}</span>`, classes: 'govuk-button--secondary', preventDoubleClick: true })}</form></li>`;
  // A reference stands in no title: that is what others see of an open window.
  return page(say('line.situation.title', 'A situation'), html`${heading(title)}<ul class="govuk-list">${found.signals.map(row)}</ul>`, {
    back: '/helpline/situations',
  });
}

const doing = (ask: Staff) => ({ by: ask.actor.person, now: ask.now });
const writing = (room: LineRoom, ask: Staff) => ({ day: dayOf(ask.now, room.kit.law.zone), at: ask.now, nation: room.helplineOf(ask.actor).nation });

/** Where either of the two lies in a situation already, that is taken; a new one begins otherwise. */
async function beside(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const why = likenesses.find((one) => one === field(ask.body, 'why'));
  const [one, other] = [ask.params['reference'] ?? '', field(ask.body, 'other')].map((text) => readReference(text) ?? '');
  let there = false;
  await kit.ledger.together(ask.actor, 'intake', async (tx): Promise<Refused | undefined> => {
    const pair = [await signalAt(tx, one ?? ''), await signalAt(tx, other ?? '')];
    const files = pair.flatMap((line) => (line ? [line.file] : []));
    there = why !== undefined && files.length === 2 && files[0] !== files[1];
    if (!there || !why) return undefined;
    let situation = await situationOf(tx, files);
    situation ??= await createFile(tx, { kind: 'signal', child: false, nation: room.helplineOf(ask.actor).nation });
    for (const signal of files) {
      const done = await kit.ledger.within(tx, situationStream, situation, (state) => putTogether(state, { signal, why }, doing(ask)), writing(room, ask));
      if (!done.ok && done.code !== 'already-so') return done;
    }
    return undefined;
  });
  return there ? to(`/helpline/desk/${ask.params['reference'] ?? ''}`) : absent;
}

async function out(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const found = await kit.db.as(ask.actor, 'intake', (tx) => situationAt(tx, readReference(ask.params['reference'] ?? '') ?? ''));
  const signal = found?.signals.find((one) => one.reference === field(ask.body, 'signal'));
  if (!found || !signal) return absent;
  await kit.ledger.perform(ask.actor, 'intake', situationStream, found.file, (state) => takeOut(state, signal.file, doing(ask)), writing(room, ask));
  return to(found.signals.length > 1 ? `/helpline/situation/${ask.params['reference'] ?? ''}` : '/helpline/situations');
}
