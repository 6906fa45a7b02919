// A question to a council or the police as a letter: to read, to print, and to put down that it was printed, by whom and when.
import type { Purpose } from '#access/purposes.ts';
import type { Refused } from '#base/outcome.ts';
import type { OpenQuestion } from '#journey/file.ts';
import { no } from '#journey/refusals.ts';
import { byLetter, nextLetter, sendQuestion } from '#journey/question-letter.ts';
import { button, details, insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { letter } from '#kit/view/letter.ts';
import { ruleText } from '#kit/view/refused.ts';
import { absent, csrf, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { addresseeWord } from './addressee.ts';
import { linesOf, wordsOfLine } from './letter-view.ts';
import type { OpenCase } from './open.ts';
import { dayRule, namesPerson, questionLines } from './question-letter.ts';
import { askedId, questionLetterId } from './reason-ids.ts';
import { actOn, deciders, refusedBanner, withCase, type DecisionRoom } from './room-pages.ts';
import { textsOf, type Line } from './store.ts';

export function questionLetterPages(room: DecisionRoom, organisation: Organisation): Route[] {
  const path = '/case/:reference/questions/:question/letter';
  const open = (then: (ask: Staff, opened: OpenCase, purpose: Purpose) => Promise<Reply>) => (ask: Staff) =>
    withCase(room.kit, ask, (opened, purpose) => then(ask, opened, purpose));
  return [
    {
      ...{ method: 'GET', path, who: deciders, why: 'A question to a council or the police as a letter, to print' },
      act: open((ask, opened, purpose) => show(room, organisation, ask, opened, purpose)),
    },
    {
      ...{ method: 'POST', path, who: deciders, why: 'It was printed, to be sent' },
      act: open((ask, opened, purpose) => send(room, organisation, ask, opened, purpose)),
    },
  ];
}

type Organisation = (code: string) => string;
/** `stop`: why no letter goes out now; what went before is still read. */
type Found = {
  readonly asked: OpenQuestion;
  readonly lines: readonly Line[];
  readonly went: readonly string[];
  readonly naming: boolean;
  readonly stop: Refused | undefined;
};

async function found({ kit }: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Found | undefined> {
  const { state, file } = opened;
  const asked = state.decision.questions.find((one) => one.question === ask.params['question'] && byLetter.includes(one.to));
  if (!asked) return undefined;
  return kit.db.as(ask.actor, purpose, async (tx) => {
    const texts = await textsOf(tx, file.id, 'narrative', '');
    const words = texts[askedId(asked.question)] ?? '';
    const naming = await namesPerson(kit, tx, opened, words);
    const now = sendQuestion(state, { question: asked.question, naming }, kit.law, {
      day: ask.today,
      by: ask.actor.person,
      nation: state.nation,
      confirmed: 'practice',
    });
    return {
      ...{ asked, naming, stop: now.ok ? undefined : now },
      lines: questionLines({ say: ask.say, lang: ask.lang, today: ask.today, kit, state }, asked, words),
      went: asked.sent.map((_day, nth) => texts[questionLetterId(asked.question, nth)] ?? ''),
    };
  });
}

async function show(room: DecisionRoom, organisation: Organisation, ask: Staff, opened: OpenCase, purpose: Purpose, refused?: Refused): Promise<Reply> {
  const { say, lang } = ask;
  const { reference } = opened.file;
  const back = `/case/${reference}/questions`;
  const of = await found(room, ask, opened, purpose);
  if (!of) return absent;
  const { asked, lines, went } = of;
  const stop = refused ?? of.stop;
  const title = say('question-letter.title', 'A question as a letter');
  const printed = letter({
    ...{ say, lang, practice: ask.practice, today: ask.today, on: ask.today },
    from: [organisation(opened.state.decision.authority ?? '') || 'OpenNRM'],
    to: [addresseeWord(say, asked.to)],
    reference: reference ?? '',
    heading:
      nextLetter(asked) === 'first'
        ? say('question-letter.heading', 'A question, and the day by which we need to know')
        : say('question-letter.heading.again', 'A question that waits for your answer'),
    under: true,
    body: linesOf(say, lines),
    signed: say('letter.signed', 'The case team'),
  });
  const rule = dayRule(room.kit, opened.state, asked);
  const form = html`<form method="post" action="${back}/${asked.question}/letter" novalidate>${csrf(ask)}${button({ text: say('question-letter.sent', 'I have printed it to be sent'), preventDoubleClick: true })}</form>`;
  const care = html`${insetText({ text: say('question-letter.care', 'It says the question as you wrote it, its day and how to answer, and nothing else of the case. Read it as whoever opens the post will. Facts about the person pass outside only where two people agreed to a disclosure.') })}${when(rule, () => html`<p class="govuk-body-s">${rule ? ruleText(ask, rule) : ''}</p>`)}`;
  const notice =
    stop?.code === 'already-so'
      ? html`<p class="govuk-body">${say('question-letter.today', 'It was put down today that this question went out.')}</p>`
      : stop
        ? refusedBanner(ask, stop)
        : care;
  const body = html`<div class="nrm-no-print"><h1 class="govuk-heading-l">${title}</h1>${notice}${before(ask, asked, went)}</div>${when(!stop, () => html`${printed}<div class="nrm-no-print">${form}</div>`)}`;
  return page(title, body, { back, ...(refused || of.naming ? { status: 409 } : {}) });
}

/** What went out before, word for word. */
const before = ({ say, lang }: Staff, { sent }: OpenQuestion, went: readonly string[]): readonly Html[] =>
  sent.map((day, nth) =>
    details({
      summaryText: say('question-letter.went', 'As it went out on {day}', { day: longDay(day, lang) }),
      html: html`<p class="govuk-body nrm-said">${went[nth] ?? ''}</p>`,
    }),
  );

async function send(room: DecisionRoom, organisation: Organisation, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const of = await found(room, ask, opened, purpose);
  if (!of) return absent;
  const { asked, lines, naming } = of;
  const what = { question: asked.question, naming };
  const text = lines.map(wordsOfLine).join('\n\n');
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purpose,
    // What was read on the page is what went: where another letter went meanwhile, this one is read anew.
    (state, how) =>
      state.decision.questions.find((one) => one.question === asked.question)?.sent.length === asked.sent.length
        ? sendQuestion(state, what, room.kit.law, how)
        : no('already-so'),
    { [questionLetterId(asked.question, asked.sent.length)]: text },
    'narrative',
  );
  return refused ? show(room, organisation, ask, opened, purpose, refused) : to(`/case/${opened.file.reference}/questions`);
}
