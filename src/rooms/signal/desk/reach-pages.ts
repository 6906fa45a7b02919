// Before anybody rings back or answers: how whoever reported may be reached, said anew where it changes, and each try by a way that is safe now.
import { readReference } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { dayOf } from '#base/day.ts';
import { typed as filled } from '#form/typed.ts';
import { known } from '#form/form.ts';
import type { Questions } from '#form/form.ts';
import type { TryOutcome } from '#journey/care.ts';
import { whyHeld, termWords } from '#journey/contact-words.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Way } from '#journey/safe-contact.ts';
import { sayReporterContact, signalStream, tryReporter } from '#journey/signal.ts';
import { sealTo } from '#kit/store/age-bytes.ts';
import type { Tx } from '#kit/store/database.ts';
import { button, insetText, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { recipientOf, signalAt, type Line } from '#rooms/signal/store.ts';
import { readAnswers, readReach, reachFields, wrongOf } from './reach-fields.ts';
import { reachOf, reachQuestions, tryQuestions, type Reach } from './reach.ts';
import { advisers, heading, summary, type LineRoom, type Wrong } from './room.ts';
import { keepContact } from './store.ts';

const who = advisers;

export function reachPages(room: LineRoom): Route[] {
  const base = '/helpline/desk/:reference/reach';
  return [
    { method: 'GET', path: base, who, why: 'How whoever reported may be reached safely, before anybody does', act: (ask) => show(room, ask) },
    { method: 'POST', path: base, who, why: 'Write down how whoever reported may be reached', act: (ask) => says(room, ask) },
    {
      method: 'POST',
      path: '/helpline/desk/:reference/tried',
      who,
      why: 'Write down that somebody tried to reach whoever reported',
      act: (ask) => tries(room, ask),
    },
  ];
}

/** What stands over everything by which they are reached. */
export function reachBox({ say, lang }: Pick<Staff, 'say' | 'lang'>, reference: string, { gate, facts }: Reach): Html {
  const link = html`<a class="govuk-link" href="/helpline/desk/${reference}/reach">${say('line.reach.link', 'How they may be reached: read it, say it anew, or write down a try')}</a>`;
  if (!gate.open)
    return html`${warningText({ text: `${say('line.reach.none', 'Do not ring or write to them.')} ${whyHeld(say, gate.why)}`, iconFallbackText: say('line.warning', 'Warning') })}${terms(say, facts)}<p class="govuk-body">${link}</p>`;
  const where = Object.values(gate.where);
  return insetText({
    html: html`<p class="govuk-body"><strong>${say('line.reach.open', 'They may be reached now:')}</strong> ${gate.ways.map((way) => wayWord(say, way)).join('; ')}</p>
${when(where.length > 0, () => html`<p class="govuk-body nrm-said">${where.join(' ')}</p>`)}${terms(say, facts)}<p class="govuk-body-s">${say('line.reach.until', 'Holds until {day}.', { day: longDay(gate.until, lang) })} ${link}</p>`,
  });
}

const terms = (say: Staff['say'], facts: Reach['facts']): Html =>
  html`${when(facts.rules, () => html`<p class="govuk-body nrm-said"><strong>${facts.rules ?? ''}</strong></p>`)}${termWords(say, facts).map((one) => html`<p class="govuk-body"><strong>${one}</strong></p>`)}`;

const wayWord = (say: Staff['say'], way: Way): string =>
  ({
    person: say('line.way.person', 'ring them'),
    text: say('line.way.text', 'text them'),
    'someone-else': say('line.way.someone', 'ring somebody they trust'),
    email: say('line.way.email', 'e-mail'),
    post: say('line.way.post', 'post'),
    number: say('line.way.number', 'an answer under their number'),
    worker: '',
    'by-hand': '',
    'their-office': '',
  })[way];

type Found = { readonly line: Line; readonly reach: Reach; readonly seen: number };
type Again = { readonly wrong?: Wrong; readonly refused?: Refused; readonly typed?: Staff['body'] };

async function foundIn({ kit }: LineRoom, tx: Tx, ask: Staff): Promise<Found | undefined> {
  const line = await signalAt(tx, readReference(ask.params['reference'] ?? '') ?? '');
  const { state } = line ? await kit.ledger.load(tx, signalStream, line.file) : { state: undefined };
  return line && state?.opened ? { line, seen: state.reach.said, reach: await reachOf(tx, line, state, ask, kit.law.zone) } : undefined;
}

async function show(room: LineRoom, ask: Staff, { wrong = {}, refused, typed }: Again = {}): Promise<Reply> {
  const found = await room.kit.db.as(ask.actor, 'intake', (tx) => foundIn(room, tx, ask));
  if (!found) return absent;
  const { say } = ask;
  const { reference } = found.line;
  const at = `/helpline/desk/${reference}`;
  const title = say('line.reach.title', 'How they may be reached');
  // Whether it is safe is said anew each time.
  const { 'reach-checked': _checked, ...before } = found.reach.said ?? {};
  const said = filled([{ questions: reachQuestions }], before);
  const asked = (questions: Questions, values: Staff['body']): Html => reachFields(ask, questions, values, wrong);
  const body = html`${summary(say, wrong)}${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : ''}${heading(title)}${reachBox(ask, reference, found.reach)}
${when(found.reach.gate.open, () => html`<h2 class="govuk-heading-m">${say('line.tried.title', 'I tried to reach them')}</h2><form method="post" action="${at}/tried" novalidate>${csrf(ask)}<input type="hidden" name="seen" value="${found.seen}">${asked(tryQuestions, typed ?? {})}${button({ text: say('line.tried.do', 'Write it down'), preventDoubleClick: true })}</form>`)}
<h2 class="govuk-heading-m">${say('line.reach.anew', 'Say it anew')}</h2><p class="govuk-body">${say('line.reach.lead', 'Only what they said themselves. What is not ticked is not used.')}</p><form method="post" action="${at}/reach" novalidate>${csrf(ask)}${asked(reachQuestions, typed ?? said)}${button({ text: say('line.sort.keep', 'Keep'), preventDoubleClick: true })}</form>`;
  return page(title, body, { back: at, ...(refused ? { status: 409 } : Object.keys(wrong).length > 0 ? { status: 400 } : {}) });
}

const doing = (ask: Staff) => ({ by: ask.actor.person, now: ask.now });
const writing = (room: LineRoom, ask: Staff) => ({ day: dayOf(ask.now, room.kit.law.zone), at: ask.now, nation: room.helplineOf(ask.actor).nation });

/** What was said and that it was said stand there together or not at all. */
async function says(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const line = await kit.db.as(ask.actor, 'intake', (tx) => signalAt(tx, readReference(ask.params['reference'] ?? '') ?? ''));
  if (!line) return absent;
  const answers = readReach(ask, ask.body);
  if (!answers.ok) return show(room, ask, { wrong: wrongOf(ask, answers.errors), typed: ask.body });
  const bytes = Buffer.from(JSON.stringify(answers.answers));
  const done = await kit.ledger.perform(
    ask.actor,
    'intake',
    signalStream,
    line.file,
    (state) => sayReporterContact(state, doing(ask)),
    writing(room, ask),
    async (tx, { events }) => keepContact(tx, line.file, events[0]?.number ?? 0, await sealTo([await recipientOf(tx, line.opener)], bytes)),
  );
  return done.ok ? to(`/helpline/desk/${line.reference}/reach`) : show(room, ask, { refused: done, typed: ask.body });
}

async function tries(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const line = await kit.db.as(ask.actor, 'intake', (tx) => signalAt(tx, readReference(ask.params['reference'] ?? '') ?? ''));
  if (!line) return absent;
  const answers = readAnswers(ask, tryQuestions, ask.body);
  if (!answers.ok) return show(room, ask, { wrong: wrongOf(ask, answers.errors), typed: ask.body });
  const said = known(answers.answers) as Readonly<Record<string, unknown>>;
  const codeWord = Array.isArray(said['tried-word']) && said['tried-word'].includes('yes');
  const what = { way: said['tried-way'] as Way, outcome: said['tried-outcome'] as TryOutcome, seen: Number(field(ask.body, 'seen')) };
  const done = await kit.ledger.perform(
    ask.actor,
    'intake',
    signalStream,
    line.file,
    // Judged where it is recorded: somebody may have said it anew since the page was opened.
    async (state, tx) => tryReporter(state, what, (await reachOf(tx, line, state, ask, kit.law.zone, codeWord)).gate, doing(ask)),
    writing(room, ask),
  );
  return done.ok ? to(`/helpline/desk/${line.reference}/reach`) : show(room, ask, { refused: done, typed: ask.body });
}
