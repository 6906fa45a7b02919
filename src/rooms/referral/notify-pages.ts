// Duty to Notify: the page that says what is sent and what is destroyed, the sending, and the code shown once.
import { fileId } from '#base/id.ts';
import type { FieldClass } from '#access/classes.ts';
import type { Say } from '#base/words.ts';
import { open, path } from '#form/path.ts';
import type { Answers } from '#form/question.ts';
import { mayNotify } from '#journey/referral.ts';
import { answersSummary } from '#kit/view/summary.ts';
import { list } from '#kit/store/documents.ts';
import { button, panel, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { actOf, draftPath, notEnded, openDraft, refusalNotice, responders, type Desk } from './desk.ts';
import { wordingFor } from './draft-pages.ts';
import { ageOf, codeOf, consentOf } from './facts.ts';
import { toBeDeleted } from './notification.ts';
import { ringNow } from './ring.ts';
import { sendNotification } from './send.ts';

export function notifyPages(desk: Desk): readonly Route[] {
  const who = responders;
  return [
    { method: 'GET', path: '/drafts/:id/notify', who, why: 'what a notification without a name sends and destroys', act: (ask) => notifyPage(desk, ask) },
    { method: 'POST', path: '/drafts/:id/notify', who, why: 'send the notification and destroy the draft', act: (ask) => notify(desk, ask) },
  ];
}

async function notifyPage(desk: Desk, ask: Staff, refused?: Html): Promise<Reply> {
  const found = await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const opened = await openDraft(tx, ask.params['id']);
    return opened && { ...opened, documents: await list(tx, opened.draft.file) };
  });
  if (!found) return absent;
  const { draft, held, documents } = found;
  const { answers } = held;
  const { say } = ask;
  const nation = codeOf(answers['nation']) ?? draft.nation;
  const facts = { age: ageOf(answers), consent: consentOf(answers), by: ask.actor.organisation, byKind: ask.actor.kind };
  const may = mayNotify(facts, desk.kit.law, await actOf(desk, ask, nation));
  if (!may.ok) return noNotification(desk, ask, draft.file, refusalNotice(ask, may), answers, nation);
  const missing = path(desk.form, answers).filter((each) => each.section === 'notify' && open(each, answers).length > 0);
  const first = missing[0];
  if (first) return to(draftPath(draft.file, `/p/${first.id}?from=tasks`));
  const body = html`${refused}<h1 class="govuk-heading-l">${say('referral.notify.title', 'A notification without a name')}</h1>
<p class="govuk-body">${say('referral.notify.lead', 'The person said no, and that is respected. Your organisation has a duty to tell that there was a case, and nothing by which anyone could find them.')}</p>
<h2 class="govuk-heading-m">${say('referral.notify.sent', 'This is sent')}</h2>
<p class="govuk-body">${say('referral.notify.codes', 'These ticks, your organisation, the nation and the month. No day, no place, no sentence, no reference number, and not who you are.')}</p>
${answersSummary({ form: desk.form, pages: desk.form.pages.filter((each) => each.section === 'notify'), answers, change: (each) => draftPath(draft.file, `/p/${each.id}?from=check`) }, wordingFor(desk, ask))}
<h2 class="govuk-heading-m">${say('referral.notify.destroyed', 'This is destroyed, for ever, when you send')}</h2>
<ul class="govuk-list govuk-list--bullet">${toBeDeleted(desk.form, answers, say).map((one) => html`<li>${className(say, one.holds)}: ${one.labels.join(' · ')}</li>`)}
${when(documents.length > 0, () => html`<li>${say('referral.notify.files', 'Files: {names}', { names: documents.map((one) => one.name).join(', ') })}</li>`)}
<li>${say('referral.notify.draft', 'The draft itself: its name on your shift list, its key and its reference')}</li></ul>
${warningText({ text: say('referral.notify.nobody', 'Nobody can bring it back, and nothing in the notification leads to it.'), iconFallbackText: say('referral.warning', 'Warning') })}
${stays(say)}
<form method="post" action="${draftPath(draft.file, '/notify')}" novalidate>${csrf(ask)}${button({ text: say('referral.notify.send', 'Send the notification and destroy the rest'), preventDoubleClick: true })}</form>
<p class="govuk-body"><a class="govuk-link" href="${draftPath(draft.file, '/p/consent?from=check')}">${say('referral.notify.changed', 'They have changed their mind')}</a></p>
${await ringNow(desk, ask, answers, nation)}`;
  return page(say('referral.notify.page', 'Notification'), body, { back: draftPath(draft.file), ...(refused ? { status: 409 } : {}) });
}

/** What is left besides the notification, said exactly: nobody should learn later that more was kept. */
function stays(say: Say): Html {
  return html`<h2 class="govuk-heading-m">${say('referral.notify.stays', 'This stays')}</h2>
<ul class="govuk-list govuk-list--bullet"><li>${say('referral.notify.stays-notification', 'The notification, and a fingerprint of the code you are shown. The service writes it in its own name, without day or hour, and counts it in the night together with others.')}</li>
<li>${say('referral.notify.stays-log', 'In the log of who used what: that you wrote a draft and that it was destroyed, with the time, under a number that leads nowhere any more. It is the same for every draft that is destroyed; that a notification came of it is not written there.')}</li></ul>`;
}

/** Where there is no such duty, nothing is sent; the person can still be helped, and asked again. */
async function noNotification(desk: Desk, ask: Staff, file: string, notice: Html, answers: Answers, nation: string): Promise<Reply> {
  const { say } = ask;
  const body = html`${notice}<h1 class="govuk-heading-l">${say('referral.notify.none', 'Nothing is sent')}</h1>
<p class="govuk-body">${say('referral.notify.none-lead', 'Help does not depend on it. Give the person the numbers below, say that they can change their mind at any time, and who they can ask.')}</p>
<ul class="govuk-list govuk-list--spaced"><li><a class="govuk-link" href="/drafts/${file}/p/consent?from=check">${say('referral.notify.changed', 'They have changed their mind')}</a></li>
<li><a class="govuk-link" href="/drafts/${file}/delete">${say('referral.doors.delete', 'Destroy this draft')}</a></li></ul>
${await ringNow(desk, ask, answers, nation)}`;
  return page(say('referral.notify.page', 'Notification'), body, { status: 409, back: `/drafts/${file}` });
}

async function notify(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  if (!file) return absent;
  const { say } = ask;
  const done = await sendNotification(desk, { actor: ask.actor, file, now: ask.now, today: ask.today });
  if (!done.ok) return done.code === 'no-such-case' ? gone(ask) : notifyPage(desk, ask, notEnded(ask, done, file));
  // Shown in the answer itself and never again: it is kept only as a keyed hash.
  const body = html`${panel({ titleText: say('referral.notified.title', 'The notification is sent'), html: html`${say('referral.notified.code', 'Your code')}<br><strong class="nrm-reference">${done.code}</strong>` })}
<p class="govuk-body">${say('referral.notified.once', 'This code is shown once. Keep it in your own notes if you may: should the person agree later, a referral can quote it. It names nobody.')}</p>
<p class="govuk-body">${say('referral.notified.gone', 'What you had typed, the files and the draft are destroyed.')}</p>
<p class="govuk-body"><a class="govuk-link" href="/referral">${say('referral.notified.back', 'To the shift list')}</a></p>`;
  return page(say('referral.notified.page', 'Sent'), body);
}

function gone(ask: Staff): Reply {
  const { say } = ask;
  const body = html`<h1 class="govuk-heading-l">${say('referral.notified.already', 'This draft is gone')}</h1>
<p class="govuk-body">${say('referral.notified.already-lead', 'If you pressed twice: the notification was sent once, and the draft destroyed. The code was shown on the first answer; without it nothing is lost but the chance to quote it.')}</p>
<p class="govuk-body"><a class="govuk-link" href="/referral">${say('referral.notified.back', 'To the shift list')}</a></p>`;
  return page(say('referral.notified.page', 'Sent'), body, { status: 404 });
}

function className(say: Say, holds: FieldClass): string {
  switch (holds) {
    case 'identity':
      return say('referral.class.identity', 'Who the person is');
    case 'locator':
      return say('referral.class.locator', 'Where they are');
    case 'safe-contact':
      return say('referral.class.safe-contact', 'How to reach them');
    case 'narrative':
      return say('referral.class.narrative', 'What happened');
    case 'medical':
      return say('referral.class.medical', 'Health and help');
    case 'immigration':
      return say('referral.class.immigration', 'Immigration');
    case 'suspect':
      return say('referral.class.suspect', 'The people responsible');
    case 'legal':
      return say('referral.class.legal', 'Consent, courts, police');
    default:
      return say('referral.class.administrative', 'Everything else');
  }
}
