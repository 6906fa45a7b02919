// Letters of a case: what waits, reading one before it goes, releasing, recalling, handing over and correcting it; each passes the safe-contact
// gate (data.md 17).
import { timeOf } from '#base/day.ts';
import { hasLeft, leavesAt } from '#journey/letters.ts';
import { waitsForADay } from '#journey/negative-letter.ts';
import type { Gate } from '#journey/safe-contact.ts';
import { insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { letter as letterPage } from '#kit/view/letter.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { changes, type Again } from './letter-change-pages.ts';
import { gateWords, nextDay, steps, thereLabel } from './letter-steps.ts';
import { linesOf, toWhom, whichOf } from './letter-view.ts';
import { namesOf, replacedIn, standsIn, written, type Written } from './letter-written.ts';
import { letterOf } from './letters.ts';
import { purposeOf, type OpenCase } from './open.ts';
import { deciders, fieldsOf, mistakes, refusedBanner, withCase, type DecisionRoom } from './room-pages.ts';
import { lawyersOf, mayGo } from './safe-contact.ts';
import { contactFacts, lettersOf, type LetterRow } from './store.ts';

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
    {
      method: 'GET',
      path: '/case/:reference/letters/:number',
      who: deciders,
      why: 'One letter: to read before it goes, and to print afterwards',
      act: open((ask, opened) => show(room, ask, opened)),
    },
    {
      method: 'POST',
      path: '/case/:reference/letters/:number',
      who: deciders,
      why: 'A letter is released, recalled, printed or handed over, or put right by a new version',
      act: open((ask, opened) => change(room, ask, opened)),
    },
  ];
}

async function list(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<Reply> {
  const { kit } = room;
  const { contact, rows } = await kit.db.as(ask.actor, purposeOf(kit, opened.state), async (tx) => ({
    contact: await contactFacts(tx, opened.file.id, opened.state.past),
    rows: await lettersOf(tx, opened.file.id),
  }));
  const { say } = ask;
  const gateTo = (row: LetterRow): Gate => mayGo(row.to, { contact, file: opened.state, law: kit.law }, ask.now);
  const items = rows.map((row) => {
    const title = letterOf(row.letter)?.title(say) ?? row.letter;
    const state = replacedIn(rows, row) ? say('letter.was-replaced', 'A later version took its place') : stateWord(room, ask, opened, row, gateTo(row));
    return html`<li><a class="govuk-link" href="/case/${opened.file.reference}/letters/${whichOf(row)}">${title}</a> <span class="govuk-hint">${toWhom(say, row.to)} · ${longDay(row.day, ask.lang)} · ${state}</span></li>`;
  });
  const gate = mayGo('person', { contact, file: opened.state, law: kit.law }, ask.now);
  const panel = html`${gateWords(ask, gate, contact)}${rows.length > 0 ? html`<ul class="govuk-list govuk-list--spaced">${items}</ul>` : html`<p class="govuk-body">${say('letter.nothing', 'No letter has been called for yet.')}</p>`}`;
  return room.frame(ask, opened, { tab: 'letters', title: say('letter.list', 'Letters'), panel });
}

function stateWord(room: DecisionRoom, { say, now }: Staff, { state }: OpenCase, row: LetterRow, gate: Gate): string {
  if (row.state === 'handed-over') return say('letter.gone', 'Handed over');
  if (!gate.open) return say('letter.held', 'Held');
  const at = standsIn(state, row)?.at ?? null;
  if (row.state !== 'released' || !at) return say('letter.to-read', 'To be read and released');
  const { law } = room.kit;
  return hasLeft(state, { at }, now, law)
    ? say('letter.waits', 'To be printed or handed over')
    : say('letter.leaves', 'Released: it can be recalled until {time}', { time: timeOf(leavesAt(state, at, law), law.zone) });
}

async function show(room: DecisionRoom, ask: Staff, opened: OpenCase, again: Again = {}): Promise<Reply> {
  const found = await written(room, ask, opened);
  if (!found) return absent;
  const { say, now } = ask;
  const { row, gate, replaced } = found;
  const { law } = room.kit;
  const at = standsIn(opened.state, row)?.at ?? null;
  const left = row.state === 'handed-over' || (row.state === 'released' && hasLeft(opened.state, { at }, now, law));
  const stands = row.state === 'handed-over' || gate.open;
  const parts = [
    again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, again.errors ?? []),
    when(again.refused && waitsForADay.has(again.refused.code), () => nextDay(room, ask, opened, found)),
    row.state === 'handed-over' ? insetText({ text: say('letter.went', 'This letter has gone, as it stands here.') }) : gateWords(ask, gate, found.terms),
    when(replaced, () => insetText({ text: say('letter.replaced', 'A later version took the place of this letter. It is kept as it was.') })),
    when(found.there, () => html`<p class="govuk-body">${thereLabel(ask, row)} <span class="nrm-said">${found.there}</span></p>`),
    when(stands && !left, () => insetText({ text: say('letter.preview', 'To read before it goes. It cannot be printed yet.') })),
  ];
  const printed = printedLetter(room, ask, opened, found);
  const body = html`<div class="nrm-no-print">${parts}</div>${when(stands, () => (left && !replaced ? printed : html`<div class="nrm-no-print">${printed}</div>`))}${when(
    !replaced,
    () => html`<div class="nrm-no-print">${steps(room, ask, opened, found, { typed: fieldsOf(ask), errors: again.errors ?? [] })}</div>`,
  )}`;
  const status = again.refused ? 409 : (again.errors ?? []).length > 0 ? 400 : undefined;
  return page(say('letter.list', 'Letters'), body, { back: `/case/${opened.file.reference}/letters`, ...(status ? { status } : {}) });
}

function printedLetter(room: DecisionRoom, ask: Staff, opened: OpenCase, { row, letter, name, text }: Written): Html {
  const { say, lang } = ask;
  const names: Readonly<Record<LetterRow['to'], readonly string[]>> = {
    person: name === '' ? [] : [name],
    worker: [],
    referrer: [organisationName(room, opened.state.by)],
    lawyer: namesOf(room, lawyersOf(opened.state, ask.now)),
  };
  return letterPage({
    ...{ say, lang, practice: ask.practice, today: ask.today },
    on: row.day,
    from: [authorityName(room, opened.state.decision.authority)],
    to: names[row.to].filter((one) => one !== ''),
    reference: opened.file.reference ?? '',
    heading: letter.title(say),
    body: linesOf(say, text),
    signed: say('letter.signed', 'The case team'),
  });
}

const labelIn = (room: DecisionRoom, list: string, code: string | null): string | undefined =>
  room.kit.law.lists[list]?.items.find((item) => item.code === code)?.label;
const authorityName = (room: DecisionRoom, code: string | null): string => labelIn(room, 'authorities', code) ?? 'OpenNRM';
const organisationName = (room: DecisionRoom, code: string | null): string => labelIn(room, 'organisations', code) ?? '';

async function change(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<Reply> {
  const found = await written(room, ask, opened);
  if (!found) return absent;
  const asked = field(ask.body, 'do');
  const what = asked === 'release' || asked === 'recall' || asked === 'correct' ? asked : 'handOver';
  const again = await changes[what](room, ask, opened, found);
  return again ? show(room, ask, opened, again) : to(`/case/${opened.file.reference}/letters`);
}
