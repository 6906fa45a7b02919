// A draft among colleagues: danger acknowledged, handed over, destroyed.
import { fileId } from '#base/id.ts';
import { button, radios, summaryList, tag } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { draftPath, missedSummary, nameOf, notEnded, responders, supervisors, type Desk } from './desk.ts';
import { sentAlready, withDraft } from './draft-pages.ts';
import { deleteDraft } from './send.ts';
import { handOver, holdDraft, sawDanger } from './store.ts';

export function handOverPages(desk: Desk): readonly Route[] {
  const who = responders;
  return [
    { method: 'POST', path: '/drafts/:id/seen', who: supervisors, why: 'a supervisor acknowledges danger', act: (ask) => seen(desk, ask) },
    { method: 'GET', path: '/drafts/:id/hand-over', who, why: 'choose a colleague to go on with the draft', act: (ask) => handOverPage(desk, ask) },
    { method: 'POST', path: '/drafts/:id/hand-over', who, why: 'hand the draft to a colleague', act: (ask) => handedOver(desk, ask) },
    { method: 'GET', path: '/drafts/:id/delete', who, why: 'confirm that a draft is destroyed', act: (ask) => deletePage(desk, ask) },
    { method: 'POST', path: '/drafts/:id/delete', who, why: 'destroy a draft', act: (ask) => deleted(desk, ask) },
  ];
}

async function seen(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  const found =
    file &&
    (await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
      const draft = await holdDraft(tx, file);
      if (draft) await sawDanger(tx, file);
      return draft;
    }));
  return found ? to('/referral') : absent;
}

const mayTake = (desk: Desk, ask: Staff) =>
  desk.colleagues.filter((one) => one.organisation === ask.actor.organisation && one.person !== ask.actor.person && responders.includes(one.role));

async function handOverPage(desk: Desk, ask: Staff, missed = false): Promise<Reply> {
  return withDraft(desk, ask, ({ draft }) => {
    const { say } = ask;
    const others = mayTake(desk, ask);
    const missing: Record<string, string> = missed ? { to: say('referral.hand-over.choose', 'Choose a colleague') } : {};
    const body = html`${missedSummary(say, missing)}<h1 class="govuk-heading-l">${say('referral.hand-over.title', 'Hand over to a colleague')}</h1>
<p class="govuk-body">${say('referral.hand-over.lead', 'Your whole team sees this draft anyway. Handing it over says who goes on with it.')}</p>
${
  others.length === 0
    ? html`<p class="govuk-body">${say('referral.hand-over.nobody', 'No colleague of your organisation is set up here yet.')}</p>`
    : html`<form method="post" action="${draftPath(draft.file, '/hand-over')}" novalidate>${csrf(ask)}${radios({
        name: 'to',
        idPrefix: 'to',
        fieldset: { legend: { text: say('referral.hand-over.who', 'Who goes on?'), classes: 'govuk-fieldset__legend--m' } },
        items: others.map((one) => ({ value: one.person, text: one.name })),
        ...(missing['to'] ? { errorMessage: { text: missing['to'] } } : {}),
      })}${button({ text: say('referral.hand-over.do', 'Hand over'), preventDoubleClick: true })}</form>`
}`;
    return page(say('referral.hand-over.page', 'Hand over'), body, { back: draftPath(draft.file), ...(missed ? { status: 400 } : {}) });
  });
}

async function handedOver(desk: Desk, ask: Staff): Promise<Reply> {
  const colleague = mayTake(desk, ask).find((one) => one.person === field(ask.body, 'to'));
  if (!colleague) return handOverPage(desk, ask, true);
  return withDraft(desk, ask, async ({ draft }) => {
    await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
      if (await holdDraft(tx, draft.file)) await handOver(tx, draft.file, colleague.person);
    });
    return to('/referral');
  });
}

async function deletePage(desk: Desk, ask: Staff, refused?: Html): Promise<Reply> {
  return withDraft(desk, ask, ({ draft }) => {
    const { say } = ask;
    const body = html`${refused}<h1 class="govuk-heading-l">${say('referral.delete.title', 'Destroy this draft?')}</h1>
${summaryList({
  rows: [
    { key: { text: say('referral.shift.what', 'Referral') }, value: { text: draft.label } },
    { key: { text: say('referral.shift.who', 'Last written') }, value: { text: nameOf(desk, draft.lastWriter) } },
  ],
})}
<p class="govuk-body">${say('referral.delete.lead', 'Everything typed and every file in it is destroyed at once. Nobody can bring it back.')}</p>
${when(draft.dangerSince, () => html`<p class="govuk-body">${tag({ text: say('referral.shift.danger', 'Danger now'), classes: 'govuk-tag--red' })} ${say('referral.delete.danger', 'Somebody ticked danger in it. Make sure that a colleague knows.')}</p>`)}
<form method="post" action="${draftPath(draft.file, '/delete')}" novalidate>${csrf(ask)}${button({ text: say('referral.delete.do', 'Destroy the draft'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>
<p class="govuk-body"><a class="govuk-link" href="${draftPath(draft.file)}">${say('referral.delete.keep', 'Keep it')}</a></p>`;
    return page(say('referral.delete.page', 'Destroy a draft'), body, { back: draftPath(draft.file), ...(refused ? { status: 409 } : {}) });
  });
}

async function deleted(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  if (!file) return absent;
  const done = await deleteDraft(desk, { actor: ask.actor, file });
  if (done.ok) return to('/referral');
  return done.code === 'no-such-case' ? sentAlready(desk, ask) : deletePage(desk, ask, notEnded(ask, done, file));
}
