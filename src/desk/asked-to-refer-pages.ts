// A helpline asks a first responder to refer: the draft begins with what was told already, so that nobody is asked twice.
import type { Answers, Source } from '#form/question.ts';
import { readReference } from '#base/id.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { inTheirName } from '#kit/store/transaction.ts';
import { button } from '#kit/view/govuk.ts';
import { html } from '#kit/view/html.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { askedOf, referralBegun, toldOf } from '#rooms/signal/desk/store.ts';

const who = ['first-responder', 'first-responder-supervisor'] as const;

export function askedToReferPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/referral/asked', who, why: 'What a helpline asked one’s own organisation to refer', act: (ask) => list(kit, ask) },
    { method: 'POST', path: '/referral/asked', who, why: 'Begin a referral with what the helpline was told', act: (ask) => begin(kit, ask) },
  ];
}

async function list(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const all = await kit.db.as(theService, 'intake', (tx) => askedOf(tx, ask.actor.organisation));
  const title = say('asked-to-refer.title', 'A helpline asks you to refer');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('asked-to-refer.lead', 'What the helpline was told stands in the draft. Speak with the person before you send it: whether they agree is theirs to say.')}</p>
${all.length === 0 ? html`<p class="govuk-body">${say('asked-to-refer.none', 'Nothing is asked of your organisation.')}</p>` : all.map((one) => html`<form method="post" action="/referral/asked" novalidate>${csrf(ask)}<input type="hidden" name="reference" value="${one.reference}"><input type="hidden" name="number" value="${one.number}"><p class="govuk-body nrm-reference">${one.reference}</p>${button({ html: html`${say('asked-to-refer.begin', 'Begin the referral')}<span class="govuk-visually-hidden"> ${one.reference}</span>`, preventDoubleClick: true })}</form>`)}`,
    { back: '/referral' },
  );
}

/** The draft is the responder's own, begun in their name; that it was begun is written in the same transaction, so that it is begun once. */
async function begin(kit: Kit, ask: Staff): Promise<Reply> {
  const reference = readReference(field(ask.body, 'reference'));
  const draft = await kit.db.as(theService, 'intake', async (tx) => {
    const one = (await askedOf(tx, ask.actor.organisation)).find((each) => each.reference === reference && String(each.number) === field(ask.body, 'number'));
    const told = one && (await toldOf(tx, one, ask.actor.organisation));
    if (!one || !told) return undefined;
    const origins = Object.fromEntries(Object.keys(told).map((id) => [id, 'from-a-record' as Source]));
    const file = await inTheirName(tx, ask.actor, async (own) => {
      const made = await newDraft(own, { label: one.reference, nation: kit.law.nations[0]?.code ?? '', today: ask.today, now: ask.now });
      await keepDraft(own, made, kit.form, { answers: told as Answers, origins }, ask.lang);
      return made;
    });
    await referralBegun(tx, one, file, ask.actor.person);
    return file;
  });
  return draft ? to(`/drafts/${draft}`) : absent;
}
