// A helpline asks an organisation to refer somebody: yes or no, days to think, and a draft that begins with what was told already, so that nobody tells it twice.
import type { Answers, Source } from '#form/question.ts';
import { dayOf } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { readReference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { answerAsk, beginAsked, referralChoiceTold, type ReferralChoice } from '#journey/ask.ts';
import { refusalIn } from '#journey/refusals.ts';
import { signalStream, type Signal, type SignalEvent } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { inTheirName } from '#kit/store/transaction.ts';
import { errorSummary } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import type { Notice } from '#kit/view/layout.ts';
import { absent, field, page, to, type Ask, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { thinkingOn } from '#rooms/signal/ask/around.ts';
import { askedOf, referralBegun, toldOf, type Asked } from '#rooms/signal/ask/store.ts';
import { isTold, readTold } from '#rooms/signal/ask/told-fields-pages.ts';
import { askView, fieldId, whys, type AskShown, type Wrong } from './asked-to-refer-view-pages.ts';

const who = ['first-responder', 'first-responder-supervisor'] as const;

export function askedToReferPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/referral/asked', who, why: 'What a helpline asked one’s own organisation to refer', act: (ask) => list(kit, ask) },
    {
      method: 'POST',
      path: '/referral/asked',
      who,
      why: 'Say yes or no to an ask, write down what the person chose, and begin the referral with what the helpline was told',
      act: (ask) => does(kit, ask),
    },
  ];
}

/** Rings for an organisation's people while an ask waits for their answer: of whom stands nowhere in it. */
export async function askedAlarmOf(kit: Kit, ask: Ask): Promise<Notice | null> {
  const { actor, say } = ask;
  if (!actor || !(who as readonly string[]).includes(actor.role)) return null;
  const count = (await kit.db.as(theService, 'intake', (tx) => askedOf(tx, actor.organisation))).filter(({ state }) => state === 'asked').length;
  return count === 0 ? null : { href: '/referral/asked', text: say('asked-to-refer.alarm', 'A helpline waits for your answer: {count}.', { count }), count };
}

type Again = { readonly wrong?: Wrong; readonly refused?: Refused };

async function list(kit: Kit, ask: Staff, { wrong, refused }: Again = {}): Promise<Reply> {
  const { say } = ask;
  const all = await kit.db.as(theService, 'intake', (tx) => shown(kit, tx, ask));
  const think = await thinkingOn(kit, ask.today);
  const title = say('asked-to-refer.title', 'A helpline asks you to refer');
  return page(
    title,
    html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong ? [{ href: `#${fieldId(wrong, field(ask.body, 'reference'))}`, text: wrong.text }] : [] }))}${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : ''}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('asked-to-refer.lead', 'What the helpline was told stands in the draft. Speak with the person before you send it: whether they agree is theirs to say.')} <a class="govuk-link" href="/referral/offer">${say('asked-to-refer.offer', 'Say what you can take')}</a></p>
${all.length === 0 ? html`<p class="govuk-body">${say('asked-to-refer.none', 'Nothing is asked of your organisation.')}</p>` : all.map((one) => askView({ kit, ask, think, wrong }, one))}`,
    { back: '/referral', ...(wrong ? { status: 400 } : refused ? { status: 409 } : {}) },
  );
}

async function shown(kit: Kit, tx: Tx, ask: Staff): Promise<readonly AskShown[]> {
  const all = await askedOf(tx, ask.actor.organisation);
  const ledgers = await kit.ledger.loadEach(
    tx,
    signalStream,
    all.map(({ file }) => file),
  );
  const found: AskShown[] = [];
  for (const one of all) {
    const [signal, told] = [ledgers.get(one.file)?.state, await toldOf(tx, one, ask.actor.organisation)];
    if (signal && told) found.push({ ...one, signal, told });
  }
  return found;
}

const choices: readonly ReferralChoice[] = ['yes', 'more-days', 'no'];

async function does(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, body } = ask;
  const number = Number(field(body, 'number'));
  const by = { by: ask.actor.person, now: ask.now };
  switch (field(body, 'do')) {
    case 'accept':
      return step(kit, ask, (signal) => answerAsk(signal, { asked: number, accepted: true, why: null }, by));
    case 'decline': {
      const why = whys.find((one) => one === field(body, 'why'));
      if (!why) return list(kit, ask, { wrong: { number, field: 'why', text: say('asked-to-refer.why.missing', 'Choose why you cannot take it') } });
      return step(kit, ask, (signal) => answerAsk(signal, { asked: number, accepted: false, why }, by));
    }
    case 'choice': {
      const choice = choices.find((one) => one === field(body, 'choice'));
      if (!choice) return list(kit, ask, { wrong: { number, field: 'choice', text: say('asked-to-refer.choice.missing', 'Choose what they want') } });
      const told = readTold(ask);
      if (!isTold(told)) return list(kit, ask, { wrong: { number, ...told } });
      const what = { choice, atOnce: choice === 'yes' && field(body, 'at-once') === 'yes', ...told };
      return step(kit, ask, (signal) => referralChoiceTold(signal, what, { ...by, today: ask.today }));
    }
    case 'draft':
      return begin(kit, ask, number);
    default:
      return absent;
  }
}

/** One of their own organisation's that stands, by what the form names; nothing of any other. */
async function ours(tx: Tx, ask: Staff): Promise<Asked | undefined> {
  const reference = readReference(field(ask.body, 'reference'));
  return (await askedOf(tx, ask.actor.organisation)).find((each) => each.reference === reference && String(each.number) === field(ask.body, 'number'));
}

type Also = (tx: Tx, one: Asked) => Promise<void>;

/** The program writes it, since the signal is the helpline's; who did it stands in the event. */
async function written(kit: Kit, ask: Staff, act: (signal: Signal) => Outcome<SignalEvent>, also?: Also): Promise<Refused | 'absent' | undefined> {
  let found = true;
  const writing = { day: dayOf(ask.now, kit.law.zone), at: ask.now, nation: kit.law.nations[0]?.code ?? '' };
  const refused = await kit.ledger.together(theService, 'intake', async (tx) => {
    const one = await ours(tx, ask);
    found = one !== undefined;
    if (!one) return undefined;
    const done = await kit.ledger.within(tx, signalStream, one.file, act, writing);
    if (!done.ok) return done;
    await also?.(tx, one);
    return undefined;
  });
  return refused ?? (found ? undefined : 'absent');
}

async function step(kit: Kit, ask: Staff, act: (signal: Signal) => Outcome<SignalEvent>): Promise<Reply> {
  const refused = await written(kit, ask, act);
  if (refused === 'absent') return absent;
  return refused && refused.code !== 'already-so' ? list(kit, ask, { refused }) : to('/referral/asked');
}

/** The draft is the responder's own, begun in their name; that it was begun is written in the same transaction, so that it is begun once. */
async function begin(kit: Kit, ask: Staff, number: number): Promise<Reply> {
  const how = { today: ask.today, think: await thinkingOn(kit, ask.today) };
  let draft: FileId | undefined;
  const refused = await written(
    kit,
    ask,
    (signal) => beginAsked(signal, number, how, { by: ask.actor.person, now: ask.now }),
    async (tx, one) => {
      const told = await toldOf(tx, one, ask.actor.organisation);
      const answers = (told?.answers ?? {}) as Answers;
      const origins = Object.fromEntries(Object.keys(answers).map((id) => [id, 'from-a-record' as Source]));
      draft = await inTheirName(tx, ask.actor, async (own) => {
        const made = await newDraft(own, { label: one.reference, nation: kit.law.nations[0]?.code ?? '', today: ask.today, now: ask.now });
        await keepDraft(own, made, kit.form, { answers, origins }, ask.lang);
        return made;
      });
      await referralBegun(tx, one, draft, ask.actor.person);
    },
  );
  if (refused === 'absent') return absent;
  return refused || !draft ? list(kit, ask, refused ? { refused } : {}) : to(`/drafts/${draft}`);
}
