// Letters of a case: what waits, the page to print, and handing over; each passes the safe-contact gate (data.md 17).
import { done } from '#base/outcome.ts';
import { clocks } from '#journey/clocks.ts';
import { writeAndHandOver } from '#journey/letters.ts';
import { current } from '#kit/store/answers.ts';
import { button, insetText, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { letter as letterPage } from '#kit/view/letter.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { cite } from '#law/explain.ts';
import { ringLine } from '#law/ring.ts';
import { letterId, stageOf } from './letter-gate.ts';
import { lawOfLetter } from './letter-law.ts';
import { letterOf, whyHeld } from './letters.ts';
import { purposeOf, type OpenCase } from './open.ts';
import { actOn, deciders, refusedBanner, withCase, type DecisionRoom } from './room-pages.ts';
import { channelsOf, safeContact, type Channel, type Gate, type Way } from './safe-contact.ts';
import { contactFacts, letterAsSent, letterHandedOver, lettersOf, type LetterRow } from './store.ts';

export function letterPages(room: DecisionRoom): Route[] {
  const open = (then: (ask: Staff, opened: OpenCase) => Promise<Reply>) => (ask: Staff) => withCase(room.kit, ask, (opened) => then(ask, opened));
  return [
    {
      method: 'GET',
      path: '/case/:reference/letters',
      who: deciders,
      why: 'Letters of a case and whether they may go',
      act: open((ask, opened) => list(room, ask, opened)),
    },
    { method: 'GET', path: '/case/:reference/letters/:number', who: deciders, why: 'One letter to print', act: open((ask, opened) => show(room, ask, opened)) },
    {
      method: 'POST',
      path: '/case/:reference/letters/:number',
      who: deciders,
      why: 'A letter was printed or handed over',
      act: open((ask, opened) => handOver(room, ask, opened)),
    },
  ];
}

async function gateOf(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<{ gate: Gate; rows: readonly LetterRow[]; name: string }> {
  return room.kit.db.as(ask.actor, purposeOf(room.kit, opened.state), async (tx) => {
    const named = new Map((await current(tx, opened.file.id, ['identity'])).map((one) => [one.question, one.value]));
    const name = ['given-name', 'family-name']
      .map((id) => named.get(id))
      .filter((one) => typeof one === 'string')
      .join(' ');
    return { gate: safeContact(await contactFacts(tx, opened.file.id, opened.state.past), ask.today), rows: await lettersOf(tx, opened.file.id), name };
  });
}

function gateWords({ say }: Staff, gate: Gate): Html {
  if (!gate.open)
    return warningText({
      text: `${say('gate.held', 'Held. Do not send it to the last address.')} ${whyHeld(say, gate.why)}`,
      iconFallbackText: say('decision.warning', 'Warning'),
    });
  const words: Readonly<Record<Way, string>> = {
    person: say('gate.person', 'Directly to the person, on what they gave as safe. Follow what they said about when and how.'),
    'someone-else': say('gate.someone', 'Through somebody the person trusts.'),
    worker: say('gate.worker', 'Through the worker who referred or supports them.'),
    email: say('gate.email', 'By e-mail that says only that there is something to read; the letter itself is then handed over.'),
    post: say('gate.post', 'By post.'),
    'by-hand': say('gate.by-hand', 'By hand, from a worker.'),
  };
  return insetText({
    html: html`<p class="govuk-body"><strong>${say('gate.open', 'This may go:')}</strong></p>
<ul class="govuk-list">${gate.ways.map((way) => html`<li>${words[way]}${when(gate.where[way], () => html`<br><span class="nrm-said">${gate.where[way] ?? ''}</span>`)}</li>`)}</ul>
${when(gate.rules, () => html`<p class="govuk-body"><strong>${say('gate.rules', 'When, and what to say and not to say:')}</strong> <span class="nrm-said">${gate.rules ?? ''}</span></p>`)}`,
  });
}

async function list(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<Reply> {
  const { gate, rows } = await gateOf(room, ask, opened);
  const { say } = ask;
  const items = rows.map((row) => {
    const title = letterOf(row.letter)?.title(say) ?? row.letter;
    const state =
      row.state === 'handed-over'
        ? say('letter.gone', 'Handed over')
        : gate.open
          ? say('letter.waits', 'To be printed or handed over')
          : say('letter.held', 'Held');
    return html`<li><a class="govuk-link" href="/case/${opened.file.reference}/letters/${row.number}">${title}</a> <span class="govuk-hint">${longDay(row.day, ask.lang)} · ${state}</span></li>`;
  });
  const panel = html`${gateWords(ask, gate)}${rows.length > 0 ? html`<ul class="govuk-list govuk-list--spaced">${items}</ul>` : html`<p class="govuk-body">${say('letter.nothing', 'No letter has been called for yet.')}</p>`}`;
  return room.frame(ask, opened, { tab: 'letters', title: say('letter.list', 'Letters'), panel });
}

type Written = { readonly row: LetterRow; readonly title: string; readonly gate: Gate; readonly name: string; readonly text: readonly string[] };

/** The letter as it would go today; once handed over, as it went. */
async function written(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<Written | undefined> {
  const { gate, rows, name } = await gateOf(room, ask, opened);
  const { say, lang } = ask;
  const row = rows.find((one) => String(one.number) === ask.params['number']);
  const letter = row && letterOf(row.letter);
  if (!row || !letter) return undefined;
  const { law } = room.kit;
  const { state } = opened;
  const window = clocks(state, law, {}, ask.today).find((clock) => clock.name === 'reconsideration' && clock.due && letter.id.endsWith('negative'));
  const rights = window?.due
    ? [say('letter.window', 'You can ask us to look again until {day}. {why}.', { day: longDay(window.due, lang), why: cite(window.because, say) })]
    : [];
  const lines = law.ringNow({ nation: state.nation, age: state.age, area: null, hour: 12 }).filter((one) => !one.atWork);
  const help = lines.map((one) => ringLine(say, one));
  const now = [
    ...letter.body({ say, day: longDay(row.day, lang) }),
    ...lawOfLetter(say, lang, law, state, row.number),
    ...rights,
    say('letter.help', 'Who can help you today:'),
    ...help,
  ];
  const sent = await room.kit.db.as(ask.actor, purposeOf(room.kit, state), (tx) => letterAsSent(tx, opened.file.id, row.number));
  return { row, title: letter.title(say), gate, name, text: sent ?? now };
}

async function show(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<Reply> {
  const found = await written(room, ask, opened);
  if (!found) return absent;
  const { say, lang } = ask;
  const { row, gate } = found;
  const shown = gate.open || row.state === 'handed-over';
  const body = html`${found.text.map((text) => html`<p class="govuk-body">${text}</p>`)}`;
  const printed = letterPage({
    say,
    lang,
    practice: ask.practice,
    today: ask.today,
    on: row.day,
    from: [authorityName(room, opened.state.decision.authority)],
    to: found.name === '' ? [] : [found.name],
    reference: opened.file.reference ?? '',
    heading: found.title,
    body,
    signed: say('letter.signed', 'The case team'),
  });
  const form = html`<form method="post" novalidate class="nrm-no-print">${csrf(ask)}<div class="govuk-button-group">${(gate.open ? channelsOf(gate.ways) : []).map((channel, at) => button({ text: channelWord(ask, channel), name: 'channel', value: channel, ...(at > 0 ? { classes: 'govuk-button--secondary' } : {}) }))}</div></form>`;
  const state = row.state === 'handed-over' ? insetText({ text: say('letter.went', 'This letter has gone, as it stands here.') }) : gateWords(ask, gate);
  return page(
    say('letter.list', 'Letters'),
    html`<div class="nrm-no-print">${state}</div>${when(shown, printed)}${when(gate.open && row.state === 'waiting', form)}`,
    { back: `/case/${opened.file.reference}/letters` },
  );
}

function channelWord({ say }: Staff, channel: Channel): string {
  return channel === 'print' ? say('letter.print', 'I have printed it to be sent the safe way') : say('letter.hand', 'I have handed it over');
}

function authorityName(room: DecisionRoom, code: string | null): string {
  return room.kit.law.lists['authorities']?.items.find((item) => item.code === code)?.label ?? 'OpenNRM';
}

async function handOver(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<Reply> {
  const found = await written(room, ask, opened);
  if (!found) return absent;
  const { row, gate, text } = found;
  const channel = gate.open ? channelsOf(gate.ways).find((one) => one === field(ask.body, 'channel')) : undefined;
  if (channel && row.state === 'waiting') {
    let goes = false;
    const refused = await actOn(
      room.kit,
      ask,
      opened,
      purposeOf(room.kit, opened.state),
      async (state, how, tx) => {
        // Asked once more where it is recorded: the person may have said otherwise since the page was opened.
        const now = safeContact(await contactFacts(tx, opened.file.id, state.past), ask.today);
        goes = now.open && channelsOf(now.ways).includes(channel);
        return goes ? writeAndHandOver(state, { letter: letterId(row), stage: stageOf(state, row), channel }, room.kit.law, how) : done();
      },
      {},
      'analysis',
      async (tx) => {
        if (goes) await letterHandedOver(tx, opened.file.id, row.number, text);
      },
    );
    if (refused) return room.frame(ask, opened, { tab: 'letters', title: ask.say('letter.list', 'Letters'), panel: refusedBanner(ask, refused), status: 409 });
  }
  return to(`/case/${opened.file.reference}/letters`);
}
