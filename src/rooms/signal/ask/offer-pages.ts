// Where an organisation that may refer says what it can take: areas, languages, who meets people, how many, until when. Of nobody.
import { addDays, type Day } from '#base/day.ts';
import { itemOf } from '#base/list.ts';
import type { Say } from '#base/words.ts';
import { check } from '#form/check.ts';
import { sayItem, sayMistake } from '#form/texts.ts';
import { typed as typedAs } from '#form/typed.ts';
import type { Kit } from '#kit/kit.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, errorSummary, notificationBanner, summaryList } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { answersOf, offerOf, offerQuestions } from './offer.ts';
import { keepOffer, offersOf, type KeptOffer } from './store.ts';
import { areaChoices } from './wish.ts';
import { ageWords, genderWords } from './words.ts';

const who = ['first-responder', 'first-responder-supervisor'] as const;

export function offerPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/referral/offer', who, why: 'What one’s own organisation can take', act: (ask) => show(kit, ask) },
    { method: 'POST', path: '/referral/offer', who, why: 'Say what one’s own organisation can take, or that an offer ends', act: (ask) => keep(kit, ask) },
  ];
}

type Wrong = readonly { readonly field: string; readonly text: string }[];
type Again = { readonly typed?: Staff['body']; readonly wrong?: Wrong };

const own = (kit: Kit, ask: Staff): Promise<KeptOffer[]> => kit.db.as(ask.actor, 'intake', (tx) => offersOf(tx, ask.actor.organisation, ask.today));

async function show(kit: Kit, ask: Staff, { typed, wrong = [] }: Again = {}): Promise<Reply> {
  const { say } = ask;
  const offers = await own(kit, ask);
  const questions = offerQuestions(kit.law);
  const id = typed ? field(typed, 'offer') : (ask.query['offer'] ?? '');
  const changed = offers.find((one) => one.id === id);
  const body = typed ?? (changed ? typedAs([{ questions }], answersOf(changed)) : {});
  const title = say('offer.title', 'What we can take');
  return page(
    title,
    html`${when(wrong.length > 0, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map((each) => ({ href: `#${each.field}`, text: each.text })) }))}${when(ask.query['kept'] !== undefined, () => notificationBanner({ text: say('offer.kept', 'Kept. Helplines see it from now on.'), type: 'success' }))}
<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('offer.lead', 'Helplines ask you for people who fit what you say here. You can say no to each. Write nothing about any person.')}</p>
${when(offers.length === 0, () => html`<p class="govuk-body">${say('offer.none', 'You have no offer now, so nobody asks you.')}</p>`)}${offers.map((one) => offerView(kit, ask, one))}
<h2 class="govuk-heading-m">${changed ? say('offer.change', 'Change this offer') : say('offer.new', 'Add an offer')}</h2>
<form method="post" action="/referral/offer" novalidate>${csrf(ask)}${when(changed, () => html`<input type="hidden" name="offer" value="${id}">`)}${questionFields({ say, form: 'offer', questions, typed: body, errors: wrong, lists: kit.law.lists, today: ask.today })}${button({ text: say('offer.keep', 'Keep'), preventDoubleClick: true })}</form>`,
    { back: '/referral', ...(wrong.length > 0 ? { status: 400 } : {}) },
  );
}

const names = (all: readonly string[]): string => all.join(', ');

function namesOf(kit: Kit, say: Say, offer: KeptOffer, today: Day): { readonly areas: string; readonly languages: string } {
  const areas = new Map(areaChoices(kit.law, today).map(({ code, label }) => [code, label]));
  const languages = kit.law.lists['languages'];
  const language = (code: string): string => {
    const item = languages && itemOf(languages, code);
    return languages && item ? sayItem(say, languages, item) : code;
  };
  return { areas: names(offer.areas.map((code) => areas.get(code) ?? code)), languages: names(offer.languages.map(language)) };
}

function offerView(kit: Kit, ask: Staff, offer: KeptOffer): Html {
  const { say, lang } = ask;
  const { areas, languages } = namesOf(kit, say, offer, ask.today);
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  const hidden = html`<span class="govuk-visually-hidden"> ${areas}</span>`;
  return html`${summaryList({
    rows: [
      row(say('offer.row.areas', 'Areas'), areas),
      row(
        say('offer.row.languages', 'Languages'),
        offer.interpreters ? say('offer.with-interpreters', '{languages}; others with an interpreter', { languages }) : languages,
      ),
      row(say('offer.row.workers', 'Who meets people'), names(offer.workers.map((one) => genderWords(say)[one]))),
      row(say('offer.row.ages', 'Whom'), names(offer.ages.map((one) => ageWords(say)[one]))),
      row(say('offer.row.places', 'At once'), String(offer.places)),
      row(say('offer.row.until', 'Until'), longDay(offer.until, lang)),
    ],
  })}<form method="post" action="/referral/offer" novalidate>${csrf(ask)}<input type="hidden" name="offer" value="${offer.id}"><div class="govuk-button-group">${button({ html: html`${say('offer.end', 'End this offer')}${hidden}`, classes: 'govuk-button--secondary', name: 'do', value: 'end', preventDoubleClick: true })}<a class="govuk-link" href="/referral/offer?offer=${offer.id}">${say('offer.change-it', 'Change')}${hidden}</a></div></form>`;
}

async function keep(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, body, today } = ask;
  const id = field(body, 'offer');
  const offers = await own(kit, ask);
  const kept = offers.find((one) => one.id === id);
  // Another organisation's, or one that has ended, is none of ours.
  if (id !== '' && !kept) return absent;
  if (field(body, 'do') === 'end') {
    if (kept) await kit.db.as(ask.actor, 'intake', (tx) => keepOffer(tx, kept.id, { ...kept, until: addDays(today, -1) }));
    return to('/referral/offer');
  }
  if (field(body, 'do').startsWith('more.')) return show(kit, ask, { typed: body });
  const asked = { id: 'offer', title: 'offer', section: 'offer', questions: offerQuestions(kit.law) };
  const read = check(asked, body, { lists: kit.law.lists, today });
  const wrong = read.ok ? [] : read.errors.map((error) => ({ field: error.field, text: sayMistake(say, 'offer', asked, error) }));
  const offer = offerOf(read.answers);
  if (offer.areas.length === 0 && !wrong.some((one) => /^offer-(nations|forces|councils)/.test(one.field)))
    wrong.unshift({ field: 'offer-nations', text: say('offer.no-area', 'Choose a nation, or name a police area or a council area') });
  if (wrong.length > 0) return show(kit, ask, { typed: body, wrong });
  await kit.db.as(ask.actor, 'intake', (tx) => keepOffer(tx, kept?.id ?? null, offer));
  return to('/referral/offer?kept');
}
