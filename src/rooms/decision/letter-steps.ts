// What can be done with a letter, beside it on its page: release, recall, hand over, correct; and what is said of where it may go.
import { timeOf } from '#base/day.ts';
import { termWords, whyHeld } from '#journey/contact-words.ts';
import { hasLeft, leavesAt } from '#journey/letters.ts';
import { nextDayFor } from '#journey/negative-letter.ts';
import type { ContactTerms, Gate, Way } from '#journey/safe-contact.ts';
import { button, checkboxes, details, input, insetText, textarea, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import type { Typed, Wrong } from './findings.ts';
import { namesSomebody, stampOf, standsIn, type Written } from './letter-written.ts';
import type { OpenCase } from './open.ts';
import type { DecisionRoom } from './room-pages.ts';
import { channelsOf, type Channel } from './safe-contact.ts';
import type { LetterRow } from './store.ts';

export function gateWords({ say }: Staff, gate: Gate, terms: ContactTerms = {}): Html {
  if (!gate.open)
    return warningText({
      text: `${say('gate.held', 'Held. Do not send it to the last address.')} ${whyHeld(say, gate.why)}`,
      iconFallbackText: say('decision.warning', 'Warning'),
    });
  const words: Readonly<Record<Way, string>> = {
    person: say('gate.person', 'Directly to the person, on what they gave as safe. Follow what they said about when and how.'),
    text: say('gate.text', 'By a text that says only that there is something to read.'),
    'someone-else': say('gate.someone', 'Through somebody the person trusts.'),
    worker: say('gate.worker', 'Through the worker who referred or supports them.'),
    email: say('gate.email', 'By e-mail that says only that there is something to read; the letter itself is then handed over.'),
    post: say('gate.post', 'By post.'),
    'by-hand': say('gate.by-hand', 'By hand, from a worker.'),
    number: say('gate.number', 'Under the number of a report, where they look themselves.'),
    'their-office': say('gate.office', 'At their place of work, by an address or a number that you have checked yourself. Never through the person.'),
  };
  return insetText({
    html: html`<p class="govuk-body"><strong>${say('gate.open', 'This may go:')}</strong></p>
<ul class="govuk-list">${gate.ways.map((way) => html`<li>${words[way]}${when(gate.where[way], () => html`<br><span class="nrm-said">${gate.where[way] ?? ''}</span>`)}</li>`)}</ul>
${when(gate.rules, () => html`<p class="govuk-body"><strong>${say('gate.rules', 'When, and what to say and not to say:')}</strong> <span class="nrm-said">${gate.rules ?? ''}</span></p>`)}${termWords(say, terms).map((one) => html`<p class="govuk-body"><strong>${one}</strong></p>`)}`,
  });
}

export function nextDay(room: DecisionRoom, ask: Staff, { state }: OpenCase, { born }: Written): Html {
  const how = { day: ask.today, by: ask.actor.person, nation: state.nation, confirmed: 'practice' as const };
  const day = nextDayFor(state, born, ask.today, room.kit.law, how);
  return when(day, () =>
    insetText({ text: ask.say('letter.next-day', 'The next day on which it may leave is {day}.', { day: longDay(day ?? ask.today, ask.lang) }) }),
  );
}

export const thereLabel = ({ say }: Staff, { to: whom }: LetterRow): string =>
  whom === 'worker' ? say('letter.told.is', 'Who is told first:') : say('letter.there.is', 'Who will be with the person:');

export function steps(
  room: DecisionRoom,
  ask: Staff,
  opened: OpenCase,
  found: Written,
  { typed, errors }: { readonly typed: Typed; readonly errors: readonly Wrong[] },
): Html {
  const { say, now } = ask;
  const { row, gate } = found;
  const { law } = room.kit;
  const wrong = (name: string) => {
    const text = errors.find((one) => one.field === name)?.text;
    return text ? { errorMessage: { text } } : {};
  };
  const form = (inside: Html): Html => html`<form method="post" novalidate>${csrf(ask)}${inside}</form>`;
  if (row.state === 'handed-over') return correctForm(ask, typed, form, wrong);
  if (!gate.open) return html``;
  const at = row.state === 'released' ? (standsIn(opened.state, row)?.at ?? null) : null;
  if (!at) {
    const { minutes } = inForce(law.letterHold, ask.today, opened.state.nation).value;
    return form(html`<input type="hidden" name="seen" value="${stampOf(found.text)}">${when(namesSomebody(found), () => thereField(ask, row, typed, wrong))}
<p class="govuk-body">${say('letter.release.lead', 'Read it as whoever gets it will. What it says is fixed when you release it. For {minutes} minutes you can recall it; it leaves only then.', { minutes })}</p>
${button({ text: say('letter.release', 'Release this letter'), name: 'do', value: 'release', preventDoubleClick: true })}`);
  }
  if (!hasLeft(opened.state, { at }, now, law)) {
    const time = timeOf(leavesAt(opened.state, at, law), law.zone);
    return form(html`<p class="govuk-body">${say('letter.leaves-at', 'Released. Until {time} it can be recalled; then it can be printed or handed over.', { time })}</p>
${button({ text: say('letter.recall', 'Recall this letter'), name: 'do', value: 'recall', classes: 'govuk-button--warning', preventDoubleClick: true })}`);
  }
  return html`${form(html`${when(row.to === 'person' && found.terms.codeWord, () => checkboxes({ name: 'word-asked', idPrefix: 'word-asked', classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: say('letter.word-asked', 'I asked for the word first, and heard it') }] }))}<div class="govuk-button-group">${channelsOf(gate.ways).map((channel, nth) => button({ text: channelWord(ask, channel), name: 'channel', value: channel, ...(nth > 0 ? { classes: 'govuk-button--secondary' } : {}) }))}</div>`)}${correctForm(ask, typed, form, wrong)}`;
}

type WrongOf = (name: string) => { readonly errorMessage?: { readonly text: string } };

function thereField(ask: Staff, row: LetterRow, typed: Typed, wrong: WrongOf): Html {
  const { say } = ask;
  const label =
    row.to === 'worker'
      ? say('letter.told', 'Who works with the person and is told first? Their name and what they are')
      : say('letter.there', 'Who will be with the person when they get this letter? Their name and what they are');
  return input({
    ...{ id: 'there', name: 'there', value: (typed['there'] ?? '').slice(0, 400) },
    label: { text: label },
    hint: { text: say('letter.there.hint', 'For example a support worker, a guardian, a lawyer. Somebody the person knows.') },
    ...wrong('there'),
  });
}

function correctForm(ask: Staff, typed: Typed, form: (inside: Html) => Html, wrong: WrongOf): Html {
  const { say } = ask;
  const open = wrong('wrong').errorMessage !== undefined;
  return details({
    ...(open ? { open } : {}),
    summaryText: say('letter.correct', 'Something in this letter is wrong'),
    html: html`<p class="govuk-body">${say('letter.correct.lead', 'It stays as it went. A new version takes its place, names this one and says what was wrong; you read and release it like any other.')}</p>${form(
      html`${textarea({
        ...{ id: 'wrong', name: 'wrong', rows: 4, value: (typed['wrong'] ?? '').slice(0, 4000) },
        label: { text: say('letter.correct.what', 'What was wrong, and what is right? Whoever gets the letter reads these words') },
        ...wrong('wrong'),
      })}${button({ text: say('letter.correct.do', 'Write a new version'), name: 'do', value: 'correct', classes: 'govuk-button--secondary', preventDoubleClick: true })}`,
    )}`,
  });
}

function channelWord({ say }: Staff, channel: Channel): string {
  return channel === 'print' ? say('letter.print', 'I have printed it to be sent the safe way') : say('letter.hand', 'I have handed it over');
}
