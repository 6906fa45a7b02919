// The steps to a safe place and out of it: what fits, the offer, the person's answer, their arrival, and that no place was found.
import { addDays, type Day, readDay } from '#base/day.ts';
import type { Refused } from '#base/outcome.ts';
import { typed as asTyped } from '#form/typed.ts';
import { choice, date, many, type Answers } from '#form/question.ts';
import type { RuleKind } from '#journey/fitting.ts';
import { wishesOf } from '#journey/fitting.ts';
import {
  acceptPlace,
  declinePlace,
  longestStay,
  moveOut,
  notArrived,
  placeNotFound,
  replanned,
  replans,
  type DeclineReason,
  type LeaveReason,
  type Replan,
  type Rings,
  type Rung,
} from '#journey/stay.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { insetText } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { absent, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { form, press, read, said, statusOf, type Again, type Questions } from '#rooms/places/asked.ts';
import { codes, nameOf, text } from '#rooms/places/house.ts';
import { nightsFree, optionsFor, proposals, type Found, type Option } from '#rooms/places/matching.ts';
import { arrived, doInStay, extended, offer, says } from '#rooms/places/stays.ts';
import { isTonight } from '#rooms/places/wanted.ts';
import { declineWords, houseLine, leaveWords, ruleWords } from '#rooms/places/words.ts';
import { contactStamp } from './contact-stamp.ts';
import type { OpenRecord } from './support-record.ts';

const who = ['support-worker'] as const;
/** What is offered first: four weeks. It is the worker who says how long. */
const usualNights = 28;
type Own = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => (ask: Staff) => Promise<Reply>;

export function placeStepPages(kit: Kit, own: Own): Route[] {
  const at = '/support/:reference/place';
  return [
    { method: 'GET', path: `${at}/find`, who, why: 'Places that fit the person; no address', act: own((ask, record) => find(kit, ask, record)) },
    { method: 'POST', path: `${at}/offer`, who, why: 'Offer a place', act: own((ask, record) => makeOffer(kit, ask, record)) },
    { method: 'GET', path: `${at}/do/:what`, who, why: 'One step of a stay', act: own((ask, record) => stepPage(kit, ask, record)) },
    { method: 'POST', path: `${at}/do/:what`, who, why: 'One step of a stay', act: own((ask, record) => doStep(kit, ask, record)) },
  ];
}

/** One house of those that fit, and the nights. */
const offerQuestions = (ask: Staff, kit: Kit, { wanted, options }: Found, proposed: string | undefined): Questions => {
  const { say } = ask;
  const all = wanted ? wishesOf(wanted) : 0;
  const hint = ({ free, fit, beds }: Option): string =>
    [
      houseLine(say, kit.law, free.kept.house),
      say('place.beds', 'beds for them: {count}', { count: beds.length }),
      all > 0 ? say('place.wishes', 'wishes met: {met} of {all}', { met: fit.gain, all }) : '',
    ]
      .filter((part) => part !== '')
      .join(' · ');
  const label = ({ free: { kept } }: Option): string =>
    kept.file === proposed ? say('place.proposed', '{house} (proposed)', { house: nameOf(kept) }) : nameOf(kept);
  return {
    'offer-house': choice({
      label: 'Which place do you offer?',
      why: 'Only houses that break no rule are shown.',
      holds: 'administrative',
      options: options.map((one) => ({ code: one.free.kept.reference, label: label(one), hint: hint(one) })),
    }),
    'offer-from': date({ label: 'First night', why: 'The bed is held from then on.', holds: 'administrative' }),
    'offer-until': date({
      label: 'Last night',
      hint: 'It can be made longer',
      why: 'Nobody is put out by this day. It says when you look at it again.',
      holds: 'administrative',
    }),
  };
};

type Fitting = { readonly found: Found; readonly proposed: string | undefined };

/** What fits the person now, and which of it the program proposes in view of everybody who waits. */
async function fittingOf(kit: Kit, ask: Staff, record: OpenRecord): Promise<Fitting> {
  const { today, actor } = ask;
  const of = { file: record.file, organisation: actor.organisation, from: today, until: addDays(today, nightsFree - 1) };
  const found = await kit.db.as(theService, 'support', (tx) => optionsFor(kit, tx, of));
  const proposed = (await proposals(kit, actor.organisation, today)).find((one) => one.waiting.file === record.file)?.house?.file;
  const first = (one: Option): number => Number(one.free.kept.file === proposed);
  return { found: { ...found, options: [...found.options].sort((one, other) => first(other) - first(one)) }, proposed };
}

async function find(kit: Kit, ask: Staff, record: OpenRecord, again: Again = {}): Promise<Reply> {
  const { say, today } = ask;
  const back = `/support/${record.reference}/place`;
  const { found, proposed } = await fittingOf(kit, ask, record);
  if (!found.wanted) return to(`${back}/needs`);
  const title = say('place.find', 'Find a safe place');
  const questions = offerQuestions(ask, kit, found, proposed);
  const usual = asTyped([{ questions }], { 'offer-from': today, 'offer-until': addDays(today, usualNights - 1) });
  const hidden = { contact: await contactStamp(kit, ask, record) };
  return page(
    title,
    html`${said(ask, again)}<h1 class="govuk-heading-l">${title}</h1>
${insetText({ text: say('place.proposes', 'The program proposes and offers nobody a place: you offer, and the person says yes or no. Read how they can be reached before you ring.') })}
${found.options.length === 0 ? html`<p class="govuk-body"><strong>${say('place.nothing-fits', 'No house of yours fits now.')}</strong></p>` : form(kit, ask, { at: `${back}/offer`, questions, text: say('place.offer', 'Offer this place'), hidden }, { typed: usual, ...again })}
${when(found.against.size > 0, () => html`<h2 class="govuk-heading-m">${say('place.against', 'Why other houses cannot be offered')}</h2><ul class="govuk-list govuk-list--bullet">${[...found.against].map(([kind, count]) => html`<li>${kind === 'feared-near' ? ruleWords(say, kind) : html`${ruleWords(say, kind)}: ${say('place.houses', '{count} of your houses', { count })}`}</li>`)}</ul>`)}
<h2 class="govuk-heading-m">${say('place.none-found', 'No place is found')}</h2><p class="govuk-body">${say('place.none-found-lead', 'If they need one tonight, it rings for every worker on call and for who stands above you. Ring the council’s duty team too.')}</p>
${press(ask, `${back}/do/not-found`, say('place.none-found', 'No place is found'), { stay: '' })}`,
    { back, ...statusOf(again) },
  );
}

async function makeOffer(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { found, proposed } = await fittingOf(kit, ask, record);
  const asked = read(kit, ask, offerQuestions(ask, kit, found, proposed));
  if (!asked.ok) return find(kit, ask, record, { typed: ask.body, wrong: asked.wrong });
  const [from, until] = [readDay(text(asked.answers, 'offer-from')), readDay(text(asked.answers, 'offer-until'))];
  if (!from || !until) return absent;
  const contactChanged = (await contactStamp(kit, ask, record)) !== field(ask.body, 'contact');
  const of = { file: record.file, nation: record.state.nation, organisation: ask.actor.organisation };
  const refused = await offer(kit, ask, of, { house: text(asked.answers, 'offer-house'), from, until, contactChanged });
  return refused ? find(kit, ask, record, { typed: ask.body, refused }) : to(`/support/${record.reference}/place`);
}

type Step = { readonly title: string; readonly lead: string; readonly questions: Questions; readonly act: (answers: Answers) => Promise<Refused | undefined> };
const options = (words: Readonly<Record<string, string>>, but: readonly string[] = []) =>
  Object.entries(words)
    .filter(([code]) => !but.includes(code))
    .map(([code, label]) => ({ code, label }));

/** What may be done, each with what is asked for it. A step without questions is a button elsewhere. */
async function stepOf(kit: Kit, ask: Staff, record: OpenRecord): Promise<Step | undefined> {
  const { say, query, body } = ask;
  const stay = query['stay'] ?? field(body, 'stay');
  const of = { file: record.file, nation: record.state.nation };
  const about = { holds: 'administrative' } as const;
  const plain = (title: string, act: Step['act']): Step => ({ title, lead: '', questions: {}, act });
  switch (ask.params['what']) {
    case 'accept': {
      const contactChanged = (await contactStamp(kit, ask, record)) !== field(body, 'contact');
      return plain(say('place.accept', 'The person says yes'), () =>
        doInStay(kit, ask, of, (state) => acceptPlace(state, { stay, contactChanged }, says(ask))),
      );
    }
    case 'arrived':
      return plain(say('place.arrived', 'They arrived'), () => arrived(kit, ask, of, stay));
    case 'replanned': {
      const what = replans.find((one) => one === field(body, 'what'));
      return what && plain('', () => doInStay(kit, ask, of, (state) => replanned(state, { stay, what: what satisfies Replan }, says(ask))));
    }
    case 'not-found':
      return plain(say('place.none-found', 'No place is found'), () => notFound(kit, ask, record));
    case 'decline':
      return {
        title: say('place.decline', 'The person says no. It is not held against them'),
        lead: say('place.decline-lead', 'The bed is free for others at once, and you can offer another.'),
        questions: {
          'decline-why': choice({
            ...about,
            label: 'What do they say?',
            why: 'So that the next offer is better. They need not say.',
            options: options(declineWords(say), ['taken-back']),
          }),
        },
        act: (answers) => doInStay(kit, ask, of, (state) => declinePlace(state, stay, text(answers, 'decline-why') as DeclineReason, says(ask))),
      };
    case 'not-arrived':
      return {
        title: say('place.not-arrived', 'They did not arrive'),
        lead: say('place.not-arrived-lead', 'The bed stays theirs. Ring only by the ways that are safe for them.'),
        questions: {
          'missed-worried': choice({
            ...about,
            label: 'Are you worried?',
            why: 'It stays in front of you until they are found.',
            options: [
              { code: 'yes', label: 'Yes' },
              { code: 'no', label: 'No' },
            ],
          }),
          'missed-rings': choice({
            ...about,
            label: 'Who rings?',
            why: 'One person, so that it is done.',
            options: [
              { code: 'worker', label: 'Their worker' },
              { code: 'manager', label: 'The manager on call' },
            ],
          }),
          'missed-whom': many({
            ...about,
            label: 'Who is rung?',
            why: 'If you are worried, somebody is.',
            optional: true,
            options: [
              { code: 'person', label: 'The person, by a way that is safe' },
              { code: 'referrer', label: 'Who referred them' },
              { code: 'police', label: 'The police' },
              { code: 'hospital', label: 'Hospitals nearby' },
            ],
          }),
        },
        act: (answers) =>
          doInStay(kit, ask, of, (state) => {
            const what = {
              stay,
              worried: text(answers, 'missed-worried') === 'yes',
              rings: text(answers, 'missed-rings') as Rings,
              whom: codes(answers, 'missed-whom') as readonly Rung[],
            };
            return notArrived(state, what, says(ask));
          }),
      };
    case 'extend':
      return {
        title: say('place.extend', 'They stay longer'),
        lead: say('place.extend-lead', 'At most {days} days from today, then look at it again.', { days: longestStay }),
        questions: { 'extend-until': date({ ...about, label: 'New last night', why: 'The bed is held until then.' }) },
        act: (answers) => extended(kit, ask, of, { stay, until: (readDay(text(answers, 'extend-until')) ?? ask.today) satisfies Day }),
      };
    case 'leave': {
      const came = record.state.housing.stays.find((one) => one.stay === stay)?.state !== 'not-arrived';
      return {
        title: say('place.leave', 'They leave'),
        lead: say('place.leave-lead', 'The bed is free from today. Support goes on: a place is not the condition of it.'),
        questions: {
          'leave-why': choice({
            ...about,
            label: 'Where to, or why?',
            why: 'So that it can be seen what becomes of people.',
            options: options(leaveWords(say), came ? ['moved', 'never-came'] : Object.keys(leaveWords(say)).filter((one) => one !== 'never-came')),
          }),
        },
        act: (answers) => doInStay(kit, ask, of, (state) => moveOut(state, { stay, why: text(answers, 'leave-why') as LeaveReason }, says(ask))),
      };
    }
    default:
      return undefined;
  }
}

/** The kinds of rules that stood in the way now, and whether it is for tonight, as the person said. */
async function notFound(kit: Kit, ask: Staff, record: OpenRecord): Promise<Refused | undefined> {
  const { today, actor } = ask;
  return doInStay(kit, ask, { file: record.file, nation: record.state.nation }, async (state, tx) => {
    const found = await optionsFor(kit, tx, { file: record.file, organisation: actor.organisation, from: today, until: addDays(today, nightsFree - 1) });
    const tonight = await isTonight(tx, record.file);
    return placeNotFound(state, { why: [...found.against.keys()].sort() satisfies RuleKind[], tonight }, says(ask));
  });
}

async function stepPage(kit: Kit, ask: Staff, record: OpenRecord, again: Again = {}): Promise<Reply> {
  const step = await stepOf(kit, ask, record);
  if (!step || Object.keys(step.questions).length === 0) return absent;
  const back = `/support/${record.reference}/place`;
  const stay = ask.query['stay'] ?? field(ask.body, 'stay');
  const drawn = { at: `${back}/do/${ask.params['what'] ?? ''}`, questions: step.questions, text: ask.say('decision.record', 'Record it'), hidden: { stay } };
  return page(
    step.title,
    html`${said(ask, again)}<h1 class="govuk-heading-l">${step.title}</h1><p class="govuk-body">${step.lead}</p>${form(kit, ask, drawn, again)}`,
    { back, ...statusOf(again) },
  );
}

async function doStep(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const step = await stepOf(kit, ask, record);
  if (!step) return absent;
  const back = `/support/${record.reference}/place`;
  const asks = Object.keys(step.questions).length > 0;
  const asked = read(kit, ask, step.questions);
  if (!asked.ok) return stepPage(kit, ask, record, { typed: ask.body, wrong: asked.wrong });
  const refused = await step.act(asked.answers);
  if (!refused || refused.code === 'already-so') return to(back);
  if (asks) return stepPage(kit, ask, record, { typed: ask.body, refused });
  const title = ask.say('place.title', 'A safe place');
  return page(
    title,
    html`${said(ask, { refused })}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><a class="govuk-link" href="${back}">${ask.say('place.back', 'Look at it again')}</a></p>`,
    { back, status: 409 },
  );
}
