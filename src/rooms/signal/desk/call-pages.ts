// The call screen: by keyboard from top to bottom as a call goes, what to say beside it, and each press keeps everything.
import { line, paragraphs } from '#form/clean.ts';
import { refusalIn } from '#journey/refusals.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { button, details, input, notificationBanner, radios, textarea, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { fileOf } from '#kit/store/files.ts';
import { absent, csrf, field, page, to, type Ask, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { beginCall, callAt, endOfCall, saveCall, talks, type CallSheet } from './call.ts';
import { reachQuestions } from './reach.ts';
import { readReach, reachFields, wrongOf } from './reach-fields.ts';
import { advisers, answerOf, heading, summary, threeWay, type LineRoom, type Wrong } from './room.ts';
import { talkWords } from './words.ts';

export function callPages(room: LineRoom): Route[] {
  return [
    { method: 'POST', path: '/helpline/call', who: advisers, why: 'Begin to take a call', act: (ask) => begin(room, ask) },
    { method: 'GET', path: '/helpline/call/:reference', who: advisers, why: 'A call while it is taken, of one’s own team', act: (ask) => show(room, ask) },
    { method: 'POST', path: '/helpline/call/:reference', who: advisers, why: 'Keep what is said in a call, or end it', act: (ask) => said(room, ask) },
  ];
}

async function begin(room: LineRoom, ask: Staff): Promise<Reply> {
  const file = await beginCall(room, ask);
  const made = await room.kit.db.as(ask.actor, 'intake', (tx) => fileOf(tx, file));
  return made?.reference ? to(`/helpline/call/${made.reference}`) : absent;
}

const most = { place: 300, language: 60, words: 20_000, caller: 300, contact: 1_000 } as const;

function sheetFrom(body: Ask['body']): CallSheet {
  return {
    talk: talks.find((one) => one === field(body, 'talk')) ?? '',
    danger: answerOf(field(body, 'danger')) ?? '',
    child: answerOf(field(body, 'child')) ?? '',
    held: answerOf(field(body, 'held')) ?? '',
    place: line(field(body, 'place')).slice(0, most.place),
    language: line(field(body, 'language')).slice(0, most.language),
    words: paragraphs(field(body, 'words')).slice(0, most.words),
    caller: line(field(body, 'caller')).slice(0, most.caller),
    contact: paragraphs(field(body, 'contact')).slice(0, most.contact),
    reach: Object.fromEntries(
      Object.entries(body).flatMap(([name, typed]) => (name.startsWith('reach-') && [typed].flat().join('') !== '' ? [[name, typed]] : [])),
    ),
  };
}

async function show(room: LineRoom, ask: Staff, again: { readonly sheet?: CallSheet; readonly wrong?: Wrong; readonly notice?: Html } = {}): Promise<Reply> {
  const reference = ask.params['reference'] ?? '';
  const call = await room.kit.db.as(ask.actor, 'intake', (tx) => callAt(tx, reference));
  return call ? screen(ask, reference, again.sheet ?? call.sheet, again.wrong ?? {}, again.notice) : absent;
}

/** Each press keeps what stands there, whatever is missing; only ending asks for words. */
async function said(room: LineRoom, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const reference = ask.params['reference'] ?? '';
  const call = await room.kit.db.as(ask.actor, 'intake', (tx) => callAt(tx, reference));
  if (!call) return to(`/helpline/desk/${reference}`);
  const sheet = sheetFrom(ask.body);
  await saveCall(room, ask, call.file, sheet);
  if (field(ask.body, 'do') !== 'end') return to(`/helpline/call/${reference}?kept=yes`);
  if (sheet.words === '' && sheet.talk !== 'silent')
    return show(room, ask, { sheet, wrong: { words: say('line.call.words.missing', 'Write down what was said, or that nobody spoke') } });
  // Nothing said of it: nobody rings back. Something said: it has to be whole, since somebody will act on it.
  const safe = Object.keys(sheet.reach).length > 0 ? readReach(ask, sheet.reach) : null;
  if (safe && !safe.ok) return show(room, ask, { sheet, wrong: wrongOf(ask, safe.errors) });
  const refused = await endOfCall(room, ask, call.file, sheet, safe && safe.answers);
  if (refused) return show(room, ask, { sheet, notice: refusedNotice(ask, refusalIn(say, refused), refused.because) });
  return to(`/helpline/desk/${reference}`);
}

function script({ say }: Staff): Html {
  const lines = [
    say('line.script.safe', '“Are you safe? Can you talk now? Say yes or no.”'),
    say('line.script.999', 'Danger now: “Ring 999, or I can. Tell me where you are.”'),
    say('line.script.choice', '“I tell the police or a council only if you choose it, unless a life is at risk or a child may be hurt.”'),
    say('line.script.pace', '“You can stop at any time. You need not tell me your name.”'),
    say('line.script.back', 'Do not ring back unless they said how it is safe.'),
  ];
  return html`<ol class="govuk-list govuk-list--number">${lines.map((one) => html`<li>${one}</li>`)}</ol>`;
}

function screen(ask: Staff, reference: string, sheet: CallSheet, wrong: Wrong, notice?: Html): Reply {
  const { say } = ask;
  const title = say('line.call.title', 'A call');
  const kept = ask.query['kept'] === 'yes' && Object.keys(wrong).length === 0;
  return page(
    title,
    html`${notice ?? ''}${summary(say, wrong)}${when(kept, () => notificationBanner({ titleText: say('line.kept.title', 'Kept'), text: say('line.kept', 'Everything you typed is kept.') }))}${heading(title)}
<p class="govuk-body"><span class="nrm-reference">${reference}</span> · ${say('line.call.keys', 'Enter keeps what you typed. The keys s (keep) and e (end) work with your browser’s access key.')}</p>
${script(ask)}
${details({ summaryText: say('line.silent', 'Nobody speaks, or somebody listens'), html: html`<p class="govuk-body">${say('line.silent.do', 'Stay on the line. Say: “If you cannot talk, press a key once for yes, twice for no. Are you in danger?” Ask only what yes or no answers. Never say the name of this service first.')}</p><p class="govuk-body">${say('line.forced.do', 'If somebody makes them say it: say “You have the wrong number”, end it, and mark it here. It counts as danger now.')}</p>` })}
<form method="post" action="/helpline/call/${reference}" novalidate>${csrf(ask)}
<button type="submit" name="do" value="keep" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">${say('line.call.keep', 'Keep')}</button>
${radios({ name: 'talk', idPrefix: 'talk', value: sheet.talk, classes: 'govuk-radios--inline govuk-radios--small', fieldset: { legend: { text: say('line.call.talk', 'Can they talk now?'), classes: 'govuk-fieldset__legend--s' } }, items: talks.map((one) => ({ value: one, text: talkWords(say)[one] })) })}
${threeWay(say, { name: 'danger', label: say('line.field.danger', 'Is somebody in danger now?'), value: sheet.danger })}
${input({ id: 'place', name: 'place', value: sheet.place, label: { text: say('line.field.place', 'Where') }, autocomplete: 'off' })}
${input({ id: 'language', name: 'language', value: sheet.language, label: { text: say('line.field.language', 'Language') }, hint: { text: say('line.call.language', 'The one they feel safe in. Ask whether an interpreter from their own country is safe.') }, classes: 'govuk-input--width-20', autocomplete: 'off' })}
${textarea({ id: 'words', name: 'words', value: sheet.words, rows: 10, label: { text: say('line.call.words', 'What they say, in their words') }, ...(wrong['words'] ? { errorMessage: { text: wrong['words'] } } : {}), attributes: { dir: 'auto' } })}
${threeWay(say, { name: 'child', label: say('line.field.child', 'Is a child there?'), value: sheet.child })}
${threeWay(say, { name: 'held', label: say('line.field.held', 'Is somebody held there?'), value: sheet.held })}
${input({ id: 'caller', name: 'caller', value: sheet.caller, label: { text: say('line.field.caller', 'Who called') }, hint: { text: say('line.call.caller', 'Only if they want to say. A neighbour, a nurse, the person themself.') }, autocomplete: 'off' })}
${textarea({ id: 'contact', name: 'contact', value: sheet.contact, rows: 2, label: { text: say('line.field.contact', 'How they may be reached') }, hint: { text: say('line.call.contact', 'As they say it. Nobody rings back on these words alone.') }, attributes: { dir: 'auto' } })}
${details({ summaryText: say('line.call.safe', 'They want to be rung back or written to: what is safe'), open: Object.keys(sheet.reach).length > 0, html: reachFields(ask, reachQuestions, sheet.reach, wrong) })}
${warningText({ text: say('line.call.warning', 'Danger now: ring 999 first, then write.'), iconFallbackText: say('line.warning', 'Warning') })}
<div class="govuk-button-group">${button({ text: say('line.call.keep', 'Keep'), name: 'do', value: 'keep', classes: 'govuk-button--secondary', attributes: { accesskey: 's' } })}${button({ text: say('line.call.end', 'The call has ended'), name: 'do', value: 'end', preventDoubleClick: true, attributes: { accesskey: 'e' } })}</div></form>`,
    Object.keys(wrong).length > 0 ? { status: 400, back: '/helpline/desk' } : { back: '/helpline/desk' },
  );
}
