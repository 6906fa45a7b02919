// Behind the further words: who helps and who has read, what was said and adding to it, what is shared and stopping it, and complaining.
import { classesOver } from '#access/may.ts';
import type { Actor } from '#access/roles.ts';
import { addMinutes, dayOf } from '#base/day.ts';
import { questionsOf } from '#form/form.ts';
import { wordsOf } from '#form/texts.ts';
import { holds, revokeGrant, withdrawItem } from '#journey/chosen.ts';
import { caseStream } from '#journey/file.ts';
import { complain } from '#journey/own-door.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions, current, type Stored } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { button, errorSummary, textarea } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, field, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { ownPath } from '#kit/web/plain.ts';
import { isNumber, linesFor, sayNumber, sayWho } from '#law/ring.ts';
import { actsAsWord } from '#rooms/decision/people-lists.ts';
import { insidePath, ownTitle } from '#rooms/door/pages.ts';
import { complaintsOf, keepComplaint } from '#rooms/door/store.ts';
import { readersTable } from './readers.ts';
import { saidIn } from './said.ts';
import { isOwnWords, ownWordsOf } from './own-words.ts';
import { withFurther } from './own-open-pages.ts';
import type { Own, OwnCase } from './own.ts';

const who = ['person'] as const;
const mostWords = 8000;
const people = `${ownPath}/people`;
const notes = `${ownPath}/notes`;
const lists = `${ownPath}/lists`;
const message = `${ownPath}/message`;

export type OwnRoom = { readonly kit: Kit; readonly known: () => readonly Actor[]; readonly organisation: (code: string) => string };

export function ownFurtherPages(room: OwnRoom): Route[] {
  const behind = (then: (room: OwnRoom, ask: Staff, own: Own) => Promise<Reply>) => withFurther(room.kit, (ask, own) => then(room, ask, own));
  return [
    { method: 'GET', path: people, who, why: 'Who helps the person, how to ring them, and who has read about them', act: behind(helpers) },
    { method: 'GET', path: notes, who, why: 'What was said of the person and by whom, for themselves', act: behind((...of) => said(...of)) },
    { method: 'POST', path: notes, who, why: 'The person adds, or puts right, in their own words', act: behind(add) },
    { method: 'GET', path: lists, who, why: 'What the person lets others see', act: behind(shared) },
    { method: 'POST', path: lists, who, why: 'The person stops sharing something, at once', act: behind(stop) },
    { method: 'GET', path: message, who, why: 'Where the person complains to who answers for their support', act: behind((...of) => complaining(...of)) },
    { method: 'POST', path: message, who, why: 'A complaint, sealed for who answers for their support', act: behind(complained) },
  ];
}

async function helpers({ kit, known, organisation }: OwnRoom, ask: Staff, own: Own): Promise<PageReply> {
  const { say } = ask;
  const named = own.record.access.named.filter((one) => ask.now < one.ends).flatMap((one) => known().find((each) => each.person === one.person) ?? []);
  const [first] = own.cases;
  const ring = linesFor(kit.law, { nation: own.record.nation, age: first?.state.age }).map(
    (one) =>
      html`<li>${sayWho(say, one)}: ${isNumber(one) ? html`<a class="govuk-link" href="tel:${one.number.replace(/\s/g, '')}"><bdi>${one.number}</bdi></a>` : sayNumber(say, one)}</li>`,
  );
  const files = [{ file: own.file, access: own.record.access }, ...own.cases.map(({ file, state }) => ({ file, access: state.access }))];
  return page(
    ownTitle(say),
    html`<h1 class="govuk-heading-l">${say('own.worker', 'Who helps you')}</h1>
${named.length > 0 ? named.map((one) => html`<p class="govuk-body"><strong><bdi>${one.name}</bdi></strong>, ${organisation(one.organisation)}</p>`) : html`<p class="govuk-body">${say('own.no-worker', 'Nobody is named for you just now. Ring one of these numbers and say so.')}</p>`}
<h2 class="govuk-heading-m">${say('own.ring', 'Ring now')}</h2><ul class="govuk-list govuk-list--spaced">${ring}</ul>
<h2 class="govuk-heading-m">${say('readers.title', 'Who read this record')}</h2>
<p class="govuk-body">${say('readers.lead', 'Each organisation that read something of you here, on which day, and why. Ask any of them what they read: they answer for it.')}</p>
${await readersTable(kit, ask, files, organisation)}`,
    { back: insidePath },
  );
}

/** What stands in one case of theirs, by the policy's own list. */
const heldOf = ({ kit }: OwnRoom, ask: Staff, { file }: OwnCase): Promise<readonly Stored[]> =>
  kit.db.as(ask.actor, 'support', (tx) => current(tx, file, classesOver(ask.actor, 'support', ['own-case'], 'read')));

type Again = { readonly typed: string; readonly wrong: string };

async function said(room: OwnRoom, ask: Staff, own: Own, again?: Again): Promise<PageReply> {
  const { kit, organisation } = room;
  const { say, lang } = ask;
  const about = own.cases.length > 0 ? (ask.query['about'] ?? field(ask.body, 'about')) : '';
  const parts: Html[] = [];
  for (const one of own.cases) {
    const stored = await heldOf(room, ask, one);
    const by = one.events[0];
    const beside = (of: readonly Stored[]): Html =>
      html`${of.map((each) => html`<p class="govuk-body-s"><a class="govuk-link" href="${notes}?about=${each.question}#words">${say('own.not-right', 'This is not right')}</a></p>`)}`;
    parts.push(html`<p class="govuk-body">${say('own.told-to', 'Written down by {organisation} on {day}.', { organisation: organisation(by?.organisation ?? ''), day: longDay(one.state.referred ?? ask.today, lang) })}</p>
${saidIn(
  kit,
  ask,
  stored.filter((each) => !isOwnWords(each.question)),
  2,
  { beside },
)}${mine(room, ask, stored)}`);
  }
  const question = Object.hasOwn(questionsOf(kit.form), about) ? questionsOf(kit.form)[about] : undefined;
  const label = question ? wordsOf(say, kit.form.id, about, question).label : '';
  return page(
    ownTitle(say),
    html`${problem(ask, again)}<h1 class="govuk-heading-l">${say('own.said', 'What was said')}</h1>${parts}
${
  own.cases.length > 0
    ? html`<form method="post" action="${notes}" autocomplete="off" novalidate>${csrf(ask)}<input type="hidden" name="about" value="${question ? about : ''}">
${words(ask, label ? say('own.put-right', 'What is right about “{label}”?', { label }) : say('own.add', 'Add something, or say what is not right'), say('own.add-hint', 'In your own words and your own language. What was written before stays, and yours stands beside it. Nobody holds a change against you.'), again)}
${button({ text: say('own.keep', 'Keep my words') })}</form>`
    : html`<p class="govuk-body">${say('own.nothing-said', 'Nothing is written down here yet.')}</p>`
}`,
    { back: insidePath, ...(again ? { status: 400 } : {}) },
  );
}

const mine = ({ kit }: OwnRoom, ask: Staff, stored: readonly Stored[]): Html => ownWordsOf(kit, ask, stored, ask.say('own.mine', 'What you added'));

const problem = ({ say }: Staff, again: Again | undefined): Html =>
  again ? errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#words', text: again.wrong }] }) : nothing;

const words = (_ask: Staff, label: string, hint: string, again: Again | undefined): Html =>
  textarea({
    name: 'words',
    id: 'words',
    rows: 5,
    value: again?.typed ?? '',
    label: { text: label, classes: 'govuk-label--m' },
    hint: { text: hint },
    ...(again ? { errorMessage: { text: again.wrong } } : {}),
  });

function wrongIn({ say, body }: Staff): Again | undefined {
  const typed = field(body, 'words').trim();
  if (typed === '') return { typed, wrong: say('own.empty', 'Write something first') };
  return [...typed].length > mostWords ? { typed, wrong: say('own.too-long', 'Write up to 8,000 letters at a time') } : undefined;
}

/** A further version in their own words, beside what was written before: it replaces nothing and contradicts nobody. */
async function add(room: OwnRoom, ask: Staff, own: Own): Promise<Reply> {
  const { kit } = room;
  const [first] = own.cases;
  const wrong = wrongIn(ask);
  if (wrong) return said(room, ask, own, wrong);
  const about = field(ask.body, 'about');
  const question = `own-words.${Object.hasOwn(questionsOf(kit.form), about) ? about : 'more'}`;
  const value = field(ask.body, 'words').trim();
  if (first)
    await kit.db.as(ask.actor, 'support', (tx) =>
      addVersions(tx, first.file, [{ question, holds: 'narrative', value, origin: null, edition: 'own-1', language: ask.lang, saidBy: ask.actor.person }]),
    );
  return to(notes);
}

/** Items of support that pass to who decides, and people of the person's choice who see a case. */
async function shared({ known }: OwnRoom, ask: Staff, own: Own): Promise<PageReply> {
  const { say, lang } = ask;
  const item = (text: string, fields: Readonly<Record<string, string>>): Html =>
    html`<li><form method="post" action="${lists}" novalidate>${csrf(ask)}${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<p class="govuk-body">${text}</p>${button({ text: say('own.stop-sharing', 'Stop sharing this'), classes: 'govuk-button--secondary' })}</form></li>`;
  const passing = own.record.access.releases
    .filter((one) => !one.withdrawn)
    .map((one) => item(say('own.passes', 'A note of your worker, which passes to who decides'), { question: one.question, to: one.to }));
  const granted = own.cases.flatMap(({ file, state }) =>
    state.access.grants
      .filter((one) => holds(one, ask.now))
      .map((one) => {
        const name = known().find((each) => each.person === one.holder)?.name ?? say('chosen.somebody', 'Somebody at work');
        const values = { name, as: actsAsWord(say, one.as), day: longDay(dayOf(addMinutes(one.ends, -1)), lang) };
        return item(say('own.granted', '{name}, {as}, until {day}', values), { grant: one.grant, file });
      }),
  );
  return Promise.resolve(
    page(
      ownTitle(say),
      html`<h1 class="govuk-heading-l">${say('own.shared', 'What you share')}</h1>
<p class="govuk-body">${say('own.shared-lead', 'You agreed to this. You can stop it at any time, and you need not say why.')}</p>
${passing.length + granted.length > 0 ? html`<ul class="govuk-list govuk-list--spaced">${passing}${granted}</ul>` : html`<p class="govuk-body">${say('own.shares-nothing', 'You share nothing now.')}</p>`}`,
      { back: insidePath },
    ),
  );
}

async function stop({ kit }: OwnRoom, ask: Staff, own: Own): Promise<Reply> {
  const at = { now: ask.now, day: ask.today, by: ask.actor.person };
  const how = (nation: string) => ({ day: ask.today, at: ask.now, nation });
  const [question, grant] = [field(ask.body, 'question'), field(ask.body, 'grant')];
  const of = own.cases.find((one) => one.file === field(ask.body, 'file'));
  if (question)
    await kit.ledger.perform(
      theService,
      'support',
      supportStream,
      own.file,
      ({ access }) => withdrawItem(access, { question, to: field(ask.body, 'to') }, at),
      how(own.record.nation),
    );
  if (grant && of)
    await kit.ledger.perform(theService, 'support', caseStream, of.file, ({ access }) => revokeGrant(access, { grant }, at), how(of.state.nation));
  return to(lists);
}

async function complaining({ kit }: OwnRoom, ask: Staff, own: Own, again?: Again): Promise<PageReply> {
  const { say, lang } = ask;
  const made = await kit.db.as(ask.actor, 'support', (tx) => complaintsOf(tx, own.file));
  const state = (heard: string | null) => (heard ? say('own.heard', 'Dealt with') : say('own.waits', 'Not dealt with yet'));
  return page(
    ownTitle(say),
    html`${problem(ask, again)}<h1 class="govuk-heading-l">${say('own.complain', 'Complain')}</h1>
<p class="govuk-body">${say('own.complain-lead', 'It goes to the manager of who supports you. Your worker does not see it. Your support does not change because you complain.')}</p>
<form method="post" action="${message}" autocomplete="off" novalidate>${csrf(ask)}${words(ask, say('own.complain-what', 'What went wrong?'), say('own.complain-hint', 'In your own words and your own language.'), again)}${button({ text: say('own.send', 'Send') })}</form>
${when(made.length > 0, () => html`<h2 class="govuk-heading-m">${say('own.complained', 'What you sent')}</h2><ul class="govuk-list govuk-list--spaced">${made.map((one) => html`<li>${longDay(dayOf(one.made), lang)}: ${state(one.heard)}<p class="govuk-body nrm-said">${one.words}</p></li>`)}</ul>`)}`,
    { back: insidePath, ...(again ? { status: 400 } : {}) },
  );
}

async function complained(room: OwnRoom, ask: Staff, own: Own): Promise<Reply> {
  const { kit } = room;
  const wrong = wrongIn(ask);
  if (wrong) return complaining(room, ask, own, wrong);
  const number = await kit.db.as(ask.actor, 'support', (tx) => keepComplaint(tx, own.file, field(ask.body, 'words').trim()));
  const how = { day: ask.today, at: ask.now, nation: own.record.nation };
  await kit.ledger.perform(theService, 'support', supportStream, own.file, (state) => complain(state, number), how);
  return to(message);
}
