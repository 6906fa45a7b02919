// A draft's pages: its questions, task list and check by the form kit; and here what is the room's own: sending, handing over, destroying.
import { fileId } from '#base/id.ts';
import type { Day } from '#base/day.ts';
import { firstOpen, tonight } from '#form/path.ts';
import type { Answers } from '#form/question.ts';
import type { Law, Test } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { dropDraft } from '#kit/store/answers.ts';
import { list } from '#kit/store/documents.ts';
import { button, taskList, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Wording } from '#kit/view/summary.ts';
import { serveForm, type Draft as Shown } from '#kit/web/form-pages.ts';
import { absent, csrf, field, localPath, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { held, keepDraft } from './answers.ts';
import { draftPath, homeNation, nameOf, openDraft, refusalNotice, responders, type Desk, type Opened } from './desk.ts';
import { expiryOf } from './expiry.ts';
import { ageOf, codeOf, consentOf } from './facts.ts';
import { guide } from './guide.ts';
import { noticeVersion } from './notice.ts';
import { ringNow } from './ring.ts';
import { sendReferral } from './send.ts';
import { clockTime, startPage } from './shift.ts';
import { draftsOf, holdDraft, newDraft, sentOf, waitsForPolice, wrote, type Draft } from './store.ts';

export function draftPages(desk: Desk): readonly Route[] {
  const who = responders;
  return [
    { method: 'GET', path: '/referral', who, why: 'start a referral; the team’s shift list', act: (ask) => start(desk, ask) },
    { method: 'POST', path: '/referral', who, why: 'open a new draft', act: (ask) => begin(desk, ask) },
    ...questions(desk).map((route) => afterSending(desk, route)),
    { method: 'GET', path: '/drafts/:id/ring', who, why: 'whom to ring, as soon as danger is said', act: (ask) => ringFirst(desk, ask) },
    { method: 'POST', path: '/drafts/:id/send', who, why: 'send the referral, once', act: (ask) => send(desk, ask) },
  ];
}

async function start(desk: Desk, ask: Staff, missed: { readonly label?: string } = {}): Promise<Reply> {
  const over = (draft: Draft) => expiryOf(desk.kit.law, draft.nation, draft.lastDay, ask.today)?.expired === true;
  const { drafts, waiting } = await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const all = await draftsOf(tx);
    const held: Draft[] = [];
    for (const draft of all.filter(over)) if (await waitsForPolice(tx, draft.file)) held.push(draft);
    return { drafts: all.filter((draft) => !over(draft)), waiting: held };
  });
  return page(ask.say('referral.start.title', 'Refer a person'), startPage(desk, ask, { drafts, waiting }, missed), missed.label ? { status: 400 } : {});
}

async function begin(desk: Desk, ask: Staff): Promise<Reply> {
  const typed = field(ask.body, 'label').normalize('NFC').trim().replace(/\s+/g, ' ');
  if ([...typed].length > 60) return start(desk, ask, { label: typed });
  const label = typed || ask.say('referral.new.unnamed', 'Begun at {time}', { time: clockTime(ask.now, desk.kit.law.zone) });
  const nation = homeNation(desk, ask.actor);
  const file = await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const made = await newDraft(tx, { label, nation, today: ask.today, now: ask.now });
    // The organisation's own nation stands ready as the answer, to be changed where the report is made elsewhere.
    await keepDraft(tx, made, desk.form, { answers: { nation }, origins: {} }, ask.lang);
    return made;
  });
  return to(draftPath(file, '/tonight'));
}

type ShownDraft = Shown & { readonly row: Draft; readonly documents: number };
const rowOf = (shown: Shown): ShownDraft => shown as ShownDraft;

const notifying = (answers: Answers): boolean => ageOf(answers) === 'adult' && consentOf(answers) === 'refused';

function questions(desk: Desk): readonly Route[] {
  const { form, kit } = desk;
  return serveForm({
    form,
    base: '/drafts/:id',
    who: responders,
    why: 'a draft of the team',
    lists: kit.law.lists,
    load: (ask) => load(desk, ask),
    save: async (ask, asked, answers, origins, cleared, shown) =>
      kit.db.as(ask.actor, 'intake', async (tx) => {
        const row = await holdDraft(tx, rowOf(shown).row.file);
        if (!row || row.writes !== rowOf(shown).row.writes) return 'changed';
        await dropDraft(tx, row.file, cleared);
        await keepDraft(tx, row.file, form, { answers, origins }, ask.lang);
        const now = (await held(tx, row.file)).answers;
        const notice = Object.hasOwn(asked.questions, 'consent') ? noticeVersion : undefined;
        await wrote(tx, row.file, {
          danger: codeOf(now['danger-now']) === 'yes',
          nation: codeOf(now['nation']) ?? row.nation,
          today: ask.today,
          now: ask.now,
          notice,
        });
        return undefined;
      }),
    staleUntilSending: notifying,
    guide: (ask, shown) =>
      notifying(shown.answers) ? [] : guide(shown.answers, testOf(kit.law, ask.today, codeOf(shown.answers['nation']) ?? rowOf(shown).row.nation)),
    title: (_ask, shown) => rowOf(shown).row.label,
    above: async (ask, shown) => html`${inDanger(shown) ? await ring(desk, ask, shown) : nothing}${above(desk, ask, rowOf(shown))}`,
    below: async (ask, shown) =>
      html`${evidenceDoor(ask, rowOf(shown))}${inDanger(shown) ? nothing : await ring(desk, ask, shown)}${doors(ask, rowOf(shown).row)}`,
    aside: async (ask, shown, asked) =>
      html`${asked.tonight || inDanger(shown) ? await ring(desk, ask, shown) : nothing}${allPages(ask, rowOf(shown).row)}${doors(ask, rowOf(shown).row)}`,
    send: (ask, shown, ready) => sending(ask, rowOf(shown), ready),
    stop: () => '/referral',
  });
}

async function load(desk: Desk, ask: Staff): Promise<ShownDraft | undefined> {
  const found = await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const opened = await openDraft(tx, ask.params['id']);
    return opened && { opened, documents: (await list(tx, opened.draft.file)).length };
  });
  if (!found) return undefined;
  const { draft, held: now } = found.opened;
  if (expiryOf(desk.kit.law, draft.nation, draft.lastDay, ask.today)?.expired) return undefined;
  const writer = { who: nameOf(desk, draft.lastWriter), at: draft.lastWritten };
  return {
    ...now,
    saved: draft.lastWritten,
    writers: Object.fromEntries(Object.keys(now.answers).map((id) => [id, writer])),
    row: draft,
    documents: found.documents,
  };
}

/** A page of a draft that was sent meanwhile leads to where it is now; what was typed is shown and not lost. */
function afterSending(desk: Desk, route: Route): Route {
  if (route.who === 'anyone') return route;
  return {
    ...route,
    act: async (ask) => {
      const reply = await route.act(ask);
      if (reply.kind === 'absent') return sentAlready(desk, ask);
      // Danger just said: the numbers come before the next question, and everything is kept.
      const danger = ask.method === 'POST' && ask.params['page'] === 'danger' && field(ask.body, 'danger-now') === 'yes';
      return reply.kind === 'to' && danger ? to(`/drafts/${ask.params['id'] ?? ''}/ring?next=${encodeURIComponent(reply.path)}`) : reply;
    },
  };
}

async function ringFirst(desk: Desk, ask: Staff): Promise<Reply> {
  return withDraft(desk, ask, async ({ draft, held: { answers } }) => {
    const { say } = ask;
    const next = localPath(ask.query['next'], draftPath(draft.file));
    const body = html`<h1 class="govuk-heading-l">${say('referral.ring.first', 'Ring first')}</h1>
${await ringNow(desk, ask, answers, draft.nation)}
${button({ text: say('referral.ring.go-on', 'I have rung, go on'), href: next })}
<p class="govuk-body">${say('referral.ring.kept', 'What you have written is kept. Your supervisor sees that there is danger.')}</p>`;
    return page(say('referral.ring.title', 'Ring now'), body, { back: draftPath(draft.file, '/p/danger?from=tonight') });
  });
}

export async function sentAlready(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  const sent = file && (await desk.kit.db.as(ask.actor, 'intake', (tx) => sentOf(tx, { file })));
  if (!sent) return absent;
  if (ask.method === 'GET') return to(`/sent/${sent.reference}`);
  const { say } = ask;
  const typed = Object.entries(ask.body)
    .filter(([name, value]) => !/^(_csrf|from|seen|do|agreed)$/.test(name) && String(value).trim() !== '')
    .map(([, value]) => String(value));
  const body = html`<h1 class="govuk-heading-l">${say('referral.meanwhile.title', 'This referral was sent meanwhile')}</h1>
<p class="govuk-body">${say('referral.meanwhile.lead', 'What you typed is here and was not added. Copy what is new, and add it to the referral.')}</p>
<div class="govuk-inset-text">${typed.map((one) => html`<p class="govuk-body nrm-said">${one}</p>`)}</div>
<p class="govuk-body"><a class="govuk-link" href="/sent/${sent.reference}">${say('referral.meanwhile.go', 'To the referral')}</a></p>`;
  return page(say('referral.meanwhile.title', 'This referral was sent meanwhile'), body, { status: 409 });
}

/** The test of the first decision, whose parts the guide speaks of. */
export function testOf(law: Law, on: Day, nation: string): Test {
  const first = law.stages[0] && law.test[law.stages[0].id];
  return first ? inForce(first, on, nation).value : { standard: '', elements: [] };
}

export function wordingFor(desk: Desk, ask: Staff): Wording {
  return { say: ask.say, lang: ask.lang, form: desk.form.id, lists: new Map(Object.entries(desk.kit.law.lists)) };
}

function above(desk: Desk, ask: Staff, shown: ShownDraft): Html {
  const { say } = ask;
  const { row } = shown;
  const expiry = expiryOf(desk.kit.law, row.nation, row.lastDay, ask.today);
  const open = firstOpen(tonight(desk.form, shown.answers), shown.answers);
  return html`${when(expiry, () => html`<p class="govuk-body">${say('referral.tasks.expires', 'Kept until {day} unless somebody writes to it.', { day: longDay(expiry?.due.due ?? ask.today, ask.lang) })}</p>`)}
${when(expiry?.warn, () => warningText({ text: say('referral.tasks.soon', 'In {left} days this draft is destroyed. Write to it or send it.', { left: Math.max(0, expiry?.left ?? 0) }), iconFallbackText: say('referral.warning', 'Warning') }))}
${
  open
    ? html`<p class="govuk-body-l">${say('referral.tasks.tonight', 'Tonight’s path comes first. It is short, and then you can send.')}</p>${button({ text: say('referral.tasks.go-on', 'Go on with tonight’s path'), href: draftPath(row.file, `/p/${open.id}?from=tonight`) })}`
    : html`<p class="govuk-body-l">${say('referral.tasks.ready', 'Tonight’s path is done. Send now, or add more first: both are right.')}</p>${button({ text: say('referral.tasks.check', 'Check and send'), href: draftPath(row.file, notifying(shown.answers) ? '/notify' : '/check') })}`
}`;
}

function evidenceDoor(ask: Staff, { row, documents }: ShownDraft): Html {
  const { say } = ask;
  return html`<h2 class="govuk-heading-m govuk-!-margin-top-6">${say('referral.tasks.evidence', 'Evidence')}</h2>
${taskList({
  idPrefix: 'evidence',
  items: [
    {
      title: { text: say('referral.tasks.files', 'Pictures and papers') },
      href: draftPath(row.file, '/evidence'),
      status:
        documents > 0
          ? { text: say('referral.tasks.count', '{count} added', { count: documents }) }
          : { tag: { text: say('referral.tasks.none', 'None yet'), classes: 'govuk-tag--grey' } },
    },
  ],
})}`;
}

const ring = (desk: Desk, ask: Staff, shown: Shown): Promise<Html> => ringNow(desk, ask, shown.answers, rowOf(shown).row.nation);

const inDanger = (shown: Shown): boolean => codeOf(shown.answers['danger-now']) === 'yes';

const allPages = ({ say }: Staff, draft: Draft): Html =>
  html`<p class="govuk-body nrm-no-print"><a class="govuk-link" href="${draftPath(draft.file)}">${say('referral.doors.all', 'Everything that is asked, in any order')}</a></p>`;

function doors(ask: Staff, draft: Draft): Html {
  const { say } = ask;
  return html`<ul class="govuk-list govuk-list--spaced nrm-no-print">
<li><a class="govuk-link" href="${draftPath(draft.file, '/hand-over')}">${say('referral.doors.hand-over', 'Hand over to a colleague')}</a></li>
<li><a class="govuk-link" href="${draftPath(draft.file, '/delete')}">${say('referral.doors.delete', 'Destroy this draft')}</a></li></ul>`;
}

/** Under the answers: the declaration and the button. Where an adult said no, the way to the notification instead. */
function sending(ask: Staff, { row, answers }: ShownDraft, ready: boolean): Html {
  const { say } = ask;
  if (notifying(answers)) {
    return html`<p class="govuk-body">${say('referral.check.refused', 'The person does not agree to be referred, so nothing that names them is sent.')}</p>${button({ text: say('referral.check.notify', 'What can be sent without a name'), href: draftPath(row.file, '/notify') })}`;
  }
  if (!ready)
    return html`<p class="govuk-body">${say('referral.check.first', 'Answer what is listed above first. “Not known” and “not asked” are answers too.')}</p>`;
  return html`<form method="post" action="${draftPath(row.file, '/send')}" novalidate>${csrf(ask)}<input type="hidden" name="seen" value="${row.writes}">
<p class="govuk-body">${say('referral.check.declare', 'By sending you say that this is what you know and were told, and that the notice was explained to the person as far as it could be.')}</p>
<p class="govuk-body">${say('referral.check.later', 'You can add the rest later.')}</p>
${button({ text: say('referral.check.send', 'Send the referral'), preventDoubleClick: true })}</form>`;
}

async function send(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  if (!file) return absent;
  const may = await desk.kit.db.as(ask.actor, 'intake', async (tx) => (await openDraft(tx, file)) !== undefined || (await sentOf(tx, { file })) !== undefined);
  if (!may) return absent;
  const seen = field(ask.body, 'seen');
  const done = await sendReferral(desk, { actor: ask.actor, file, now: ask.now, today: ask.today, ...(/^\d{1,9}$/.test(seen) ? { seen: Number(seen) } : {}) });
  if (!done.ok && done.code !== 'already-referred' && done.code !== 'no-such-case') {
    const { say } = ask;
    const body = html`${refusalNotice(ask, done)}<h1 class="govuk-heading-l">${say('referral.not-sent.title', 'Not sent yet')}</h1>
<p class="govuk-body">${say('referral.not-sent.lead', 'Everything is kept. Nothing was sent.')}</p>
<ul class="govuk-list govuk-list--spaced">${when(done.code.startsWith('consent'), () => html`<li><a class="govuk-link" href="${draftPath(file, '/p/consent?from=check')}">${say('referral.not-sent.consent', 'To the question of consent')}</a></li>`)}
<li><a class="govuk-link" href="${draftPath(file, '/check')}">${say('referral.not-sent.check', 'Back to the answers')}</a></li>
<li><a class="govuk-link" href="/referral">${say('referral.doors.stop', 'Stop here, keep for my shift')}</a></li></ul>`;
    return page(say('referral.not-sent.title', 'Not sent yet'), body, { status: 409, back: draftPath(file, '/check') });
  }
  const sent = await desk.kit.db.as(ask.actor, 'intake', (tx) => sentOf(tx, { file }));
  return sent ? to(`/sent/${sent.reference}?now`) : absent;
}

export async function withDraft(desk: Desk, ask: Staff, show: (opened: Opened) => Reply | Promise<Reply>): Promise<Reply> {
  const opened = await desk.kit.db.as(ask.actor, 'intake', (tx) => openDraft(tx, ask.params['id']));
  return opened ? show(opened) : sentAlready(desk, ask);
}
