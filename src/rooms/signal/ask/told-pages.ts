// What somebody told an adviser by phone, by letter or face to face: who may know them, and whether they want to be referred.
import { dayOf } from '#base/day.ts';
import { readReference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { identityTold, referralChoiceTold, type ReferralChoice } from '#journey/ask.ts';
import { refusalIn } from '#journey/refusals.ts';
import { signalStream, type MayKnow, type Signal, type SignalEvent } from '#journey/signal.ts';
import { button, checkboxes, radios } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { advisers as who, heading, summary, type LineRoom, type Wrong } from '#rooms/signal/desk/room.ts';
import { signalAt, type Line } from '#rooms/signal/store.ts';
import type { Say } from '#base/words.ts';
import { isTold, readTold, toldFields } from './told-fields-pages.ts';
import { choiceWords } from './words.ts';

export function toldPages(room: LineRoom): Route[] {
  const path = '/helpline/desk/:reference/told';
  return [
    { method: 'GET', path, who, why: 'Where a choice is written down that somebody told', act: (ask) => show(room, ask) },
    { method: 'POST', path, who, why: 'Write down a choice that somebody told by phone, by letter or face to face', act: (ask) => keep(room, ask) },
  ];
}

type Known = { readonly to: MayKnow; readonly body: string | null };
const known: Readonly<Record<string, Known>> = {
  nobody: { to: 'nobody', body: null },
  helpline: { to: 'helpline', body: null },
  'first-responder': { to: 'named-body', body: 'first-responder' },
  police: { to: 'named-body', body: 'police' },
  council: { to: 'named-body', body: 'council' },
  'labour-inspectorate': { to: 'named-body', body: 'labour-inspectorate' },
  all: { to: 'all', body: null },
};
const knownWords = (say: Say): Readonly<Record<string, string>> => ({
  nobody: say('line.known.nobody', 'Nobody'),
  helpline: say('line.known.helpline', 'The helpline alone'),
  'first-responder': say('line.known.responder', 'The helpline and one first responder'),
  police: say('line.known.police', 'The helpline and the police'),
  council: say('line.known.council', 'The helpline and the council'),
  'labour-inspectorate': say('line.known.labour', 'The helpline and the labour inspectors'),
  all: say('line.known.all', 'Everybody who can help'),
});
export const knownWord = (say: Say, { to: whom, body }: Known): string => knownWords(say)[whom === 'named-body' ? (body ?? '') : whom] ?? whom;
const choices: readonly ReferralChoice[] = ['yes', 'more-days', 'no'];

const lineAt = ({ kit }: LineRoom, ask: Staff): Promise<Line | undefined> =>
  kit.db.as(ask.actor, 'intake', (tx) => signalAt(tx, readReference(ask.params['reference'] ?? '') ?? ''));

/** `wrong` names the fields of one of the two forms: that which was sent. */
type Again = { readonly wrong?: { readonly field: string; readonly text: string }; readonly refused?: Refused };

async function show(room: LineRoom, ask: Staff, { wrong, refused }: Again = {}): Promise<Reply> {
  const { say, body } = ask;
  const line = await lineAt(room, ask);
  if (!line) return absent;
  const title = say('line.told', 'They told us a choice');
  const sent = field(body, 'do');
  const form = (of: 'known' | 'choice', heads: string, fields: Html): Html =>
    html`<h2 class="govuk-heading-m">${heads}</h2><form method="post" action="/helpline/desk/${line.reference}/told" novalidate>${csrf(ask)}${fields}${toldFields(ask, of, sent === of ? wrong : undefined)}${button({ text: say('line.told.keep', 'Write it down'), name: 'do', value: of, preventDoubleClick: true })}</form>`;
  const message = (name: string) => (wrong?.field === name ? { errorMessage: { text: wrong.text } } : {});
  const pick = (name: 'known' | 'choice', text: string, words: Readonly<Record<string, string>>): Html =>
    radios({
      name,
      idPrefix: name,
      value: sent === name ? field(body, name) : '',
      classes: 'govuk-radios--small',
      fieldset: { legend: { text, classes: 'govuk-fieldset__legend--s' } },
      ...message(name),
      items: Object.entries(words).map(([value, label]) => ({ value, text: label })),
    });
  const where: Wrong = wrong ? { [['known', 'choice'].includes(wrong.field) ? wrong.field : `${sent}-${wrong.field}`]: wrong.text } : {};
  return page(
    title,
    html`${summary(say, where)}${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : ''}${heading(title)}<p class="govuk-body nrm-reference">${line.reference}</p>
${form('known', say('line.told.known', 'Who may know who they are'), pick('known', say('line.told.known.who', 'Who may know?'), knownWords(say)))}
${form(
  'choice',
  say('line.told.choice', 'Whether they want to be referred'),
  html`${pick('choice', say('line.told.choice.what', 'What do they want?'), choiceWords(say))}${checkboxes({ name: 'at-once', idPrefix: 'at-once', classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: say('asked-to-refer.choice.at-once', 'They do not want to wait for their days to think'), checked: sent === 'choice' && field(body, 'at-once') === 'yes' }] })}`,
)}`,
    { back: `/helpline/desk/${line.reference}`, ...(refused ? { status: 409 } : wrong ? { status: 400 } : {}) },
  );
}

async function keep(room: LineRoom, ask: Staff): Promise<Reply> {
  const { body } = ask;
  const line = await lineAt(room, ask);
  if (!line) return absent;
  const read = actOf(ask);
  if ('field' in read) return show(room, ask, { wrong: read });
  const { kit, helplineOf } = room;
  const how = { day: dayOf(ask.now, kit.law.zone), at: ask.now, nation: helplineOf(ask.actor).nation };
  const done = await kit.ledger.perform(ask.actor, 'intake', signalStream, line.file, read.act, how);
  if (done.ok || done.code === 'already-so') return to(`/helpline/desk/${line.reference}${field(body, 'do') === 'choice' ? '/responders' : ''}`);
  return show(room, ask, { refused: done });
}

type Read = { readonly act: (signal: Signal) => Outcome<SignalEvent> } | { readonly field: string; readonly text: string };

function actOf(ask: Staff): Read {
  const { say, body } = ask;
  const doing = { by: ask.actor.person, now: ask.now, today: ask.today };
  const told = readTold(ask);
  if (field(body, 'do') === 'choice') {
    const choice = choices.find((one) => one === field(body, 'choice'));
    if (!choice) return { field: 'choice', text: say('line.told.choice.missing', 'Choose what they want') };
    if (!isTold(told)) return told;
    const what = { choice, atOnce: choice === 'yes' && field(body, 'at-once') === 'yes', ...told };
    return { act: (signal) => referralChoiceTold(signal, what, doing) };
  }
  const may = Object.hasOwn(known, field(body, 'known')) ? known[field(body, 'known')] : undefined;
  if (!may) return { field: 'known', text: say('line.told.known.missing', 'Choose who may know') };
  if (!isTold(told)) return told;
  return { act: (signal) => identityTold(signal, { ...may, ...told }, doing) };
}
