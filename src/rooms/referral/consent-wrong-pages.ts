// "They had not agreed": who referred closes the file at once; and what their body owes once two people have found the same.
import { radios, button, errorSummary, insetText, panel, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import type { ConsentMistake } from '#journey/access.ts';
import { consentWrong, reviewersOf } from '#journey/consent-wrong.ts';
import { caseStream } from '#journey/file.ts';
import { theService } from '#kit/store/database.ts';
import { actOf, refusalNotice, responders, type Desk } from './desk.ts';
import { openSent } from './sent.ts';
import { notificationsOwed, settleNotification } from './tables.ts';

const who = responders;
const mistakes: readonly ConsentMistake[] = ['not-given', 'withdrawn-at-once', 'pretended'];

export function consentWrongPages(desk: Desk): readonly Route[] {
  const at = '/sent/:reference/consent-wrong';
  return [
    { method: 'GET', path: at, who, why: 'say that the person had not agreed', act: (ask) => askPage(desk, ask) },
    { method: 'POST', path: at, who, why: 'close the file at once: the person had not agreed', act: (ask) => close(desk, ask) },
    { method: 'GET', path: '/closed', who, why: 'that a file is closed, and what can be done now', act: (ask) => Promise.resolve(closedPage(ask)) },
    { method: 'POST', path: '/owed', who, why: 'a notification that the team owed is dealt with', act: (ask) => settled(desk, ask) },
  ];
}

type Again = { readonly missed?: true; readonly refused?: Html };

async function askPage(desk: Desk, ask: Staff, again: Again = {}): Promise<Reply> {
  const { say } = ask;
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk, tx, ask.params['reference'], ask.today));
  if (!seen) return absent;
  const title = say('referral.consent-wrong.title', 'The person had not agreed to this referral');
  const wrong = say('referral.consent-wrong.choose', 'Choose what happened');
  const words: Readonly<Record<ConsentMistake, string>> = {
    'not-given': say('referral.consent-wrong.not-given', 'They had not agreed'),
    'withdrawn-at-once': say('referral.consent-wrong.withdrawn', 'They said no again right after'),
    pretended: say('referral.consent-wrong.pretended', 'Somebody else agreed for them, or put them up to it'),
  };
  const body = html`${again.refused ?? nothing}${when(again.missed, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#what', text: wrong }] }))}
<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('referral.consent-wrong.lead', 'Thank you for saying so. It holds at once: nobody opens the file, no search finds it and no letter goes out. Two managers of the authority that decides then look at it.')}</p>
<p class="govuk-body">${say('referral.consent-wrong.then', 'If they find that there was no consent, everything that identifies the person is destroyed. If the person did agree after all, the file is opened again as it was.')}</p>
<form method="post" novalidate>${csrf(ask)}${radios({
    name: 'what',
    idPrefix: 'what',
    fieldset: { legend: { text: say('referral.consent-wrong.what', 'What happened?'), classes: 'govuk-fieldset__legend--m' } },
    items: mistakes.map((value) => ({ value, text: words[value] })),
    ...(again.missed ? { errorMessage: { text: wrong } } : {}),
  })}${warningText({ text: say('referral.consent-wrong.you', 'You and your team will not see it any more either.'), iconFallbackText: say('referral.warning', 'Warning') })}
<div class="govuk-button-group">${button({ text: say('referral.consent-wrong.do', 'Close the file now'), classes: 'govuk-button--warning', preventDoubleClick: true })}<a class="govuk-link" href="/sent/${seen.row.reference}">${say('referral.consent-wrong.back', 'Go back without closing it')}</a></div></form>`;
  const status = again.refused ? 409 : again.missed ? 400 : undefined;
  return page(say('referral.consent-wrong.page', 'No consent'), body, { back: `/sent/${seen.row.reference}`, ...(status ? { status } : {}) });
}

async function close(desk: Desk, ask: Staff): Promise<Reply> {
  const { kit } = desk;
  const seen = await kit.db.as(ask.actor, 'intake', (tx) => openSent(desk, tx, ask.params['reference'], ask.today));
  if (!seen) return absent;
  const what = mistakes.find((one) => one === field(ask.body, 'what'));
  if (!what) return askPage(desk, ask, { missed: true });
  const how = await actOf(desk, ask, seen.file.nation);
  const done = await kit.ledger.perform(
    ask.actor,
    'intake',
    caseStream,
    seen.row.file,
    (state) => {
      const reviewers = reviewersOf(desk.colleagues, state.decision.authority, how.by);
      return consentWrong(state, { what, from: 'referrer', reviewers, always: [theService.person] }, kit.law, how);
    },
    { day: ask.today, at: ask.now, nation: seen.file.nation },
  );
  // On to an address without the reference: it opens nothing any more, and a browser keeps addresses.
  return done.ok ? to('/closed') : askPage(desk, ask, { refused: refusalNotice(ask, done) });
}

function closedPage({ say }: Staff): Reply {
  const title = say('referral.consent-wrong.closed', 'The file is closed');
  const body = html`${panel({ titleText: title, text: say('referral.consent-wrong.closed-text', 'Nobody but two reviewing managers can open it now.') })}
<h2 class="govuk-heading-m">${say('referral.consent-wrong.next', 'What you can do')}</h2>
<p class="govuk-body">${say('referral.consent-wrong.next-person', 'Tell the person, if that is safe: what they did not agree to has been stopped. They may agree later, at any time, and then you refer them anew.')}</p>
<p class="govuk-body">${say('referral.consent-wrong.next-notify', 'Where your organisation has a duty to notify and the review finds that there was no consent, you will find that under what your team sent. A notification names nobody.')}</p>
<p class="govuk-body"><a class="govuk-link" href="/sent">${say('referral.consent-wrong.sent', 'What your team sent')}</a></p>`;
  return page(title, body, { back: '/sent' });
}

/** Above the list of what was sent: what the body owes since nobody had consented. Of whom is not said, and no longer known here. */
export async function owedPanel(desk: Desk, ask: Staff): Promise<Html> {
  const { say, lang } = ask;
  const owed = await desk.kit.db.as(ask.actor, 'intake', (tx) => notificationsOwed(tx));
  return html`${owed.map(({ key, since }) =>
    insetText({
      html: html`<p class="govuk-body">${say('referral.owed', 'On {day} two people found that a person whom your team referred had not agreed. What identified them was destroyed. Your organisation has a duty to notify: it can do so without naming them.', { day: longDay(since, lang) })}</p>
<form method="post" action="/owed" novalidate>${csrf(ask)}<div class="govuk-button-group"><a class="govuk-link" href="/referral">${say('referral.owed.start', 'Begin, and answer that they said no')}</a>${button({ text: say('referral.owed.done', 'This is dealt with'), classes: 'govuk-button--secondary', name: 'owed', value: key })}</div></form>`,
    }),
  )}`;
}

async function settled(desk: Desk, ask: Staff): Promise<Reply> {
  const key = field(ask.body, 'owed');
  if (/^[0-9a-f]{64}$/.test(key)) await desk.kit.db.as(ask.actor, 'intake', (tx) => settleNotification(tx, key, ask.today));
  return to('/sent');
}
