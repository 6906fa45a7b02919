// A case of this authority that somebody else has, or nobody: who has it, and taking or giving it without having read it.
import type { Refused } from '#base/outcome.ts';
import { dayOf } from '#base/day.ts';
import { standingOf } from '#journey/allocation.ts';
import { allocate } from '#journey/decision.ts';
import { readsContent, whoseCase } from '#kit/store/facts.ts';
import { theService } from '#kit/store/database.ts';
import { button, radios } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Staff } from '#kit/web/page.ts';
import { boundTo, keepFrom, openCase, type OpenCase } from './open.ts';
import { actOn, refusedBanner, type DecisionRoom } from './room-pages.ts';

type Known = { readonly opened: OpenCase; readonly reads: boolean; readonly held: boolean; readonly mayGive: boolean };

/** A line of the authority's list: its codes, and what this person may do with it. Nothing where there is none, or another authority's. */
function known({ kit }: DecisionRoom, ask: Staff): Promise<Known | undefined> {
  return kit.db.as(ask.actor, 'identification', async (tx) => {
    const opened = await openCase(kit, tx, ask.params['reference'] ?? '');
    return opened && { opened, reads: await readsContent(tx, opened.file.id), ...(await whoseCase(tx, opened.file.id)) };
  });
}

export async function takePage(room: DecisionRoom, ask: Staff): Promise<Reply> {
  const found = await known(room, ask);
  if (!found) return absent;
  if (found.reads) return to(`/case/${found.opened.file.reference}`);
  return notYours(room, ask, found);
}

function notYours(room: DecisionRoom, ask: Staff, { opened, held, mayGive }: Known, refused?: Refused): Reply {
  const { say, lang } = ask;
  const { reference } = opened.file;
  const { heldBy, heldUntil } = standingOf(opened.state, room.kit.law);
  const name = room.colleagues(ask.actor.organisation).find((one) => one.id === heldBy)?.name ?? say('take.somebody', 'Somebody who does not work here now');
  const title = held ? say('take.title', 'You do not have this case') : say('take.title-nobody', 'Nobody has this case');
  const who = held
    ? say('take.who', '{name} has it. Only who has a case reads what was told in it.', { name })
    : heldUntil
      ? say('take.lapsed', '{name} had it until {day}. An allocation ends some time after the last step, so that no case stays open to somebody for ever.', {
          name,
          day: longDay(dayOf(heldUntil), lang),
        })
      : say('take.nobody', 'It was allocated to nobody.');
  const action = mayGive
    ? giveForm(room, ask, opened, held)
    : html`<p class="govuk-body">${say('take.ask', 'If you need it, ask them or a manager to give it to you. If they are on leave, a manager can give it on.')}</p>`;
  const body = html`${refused ? refusedBanner(ask, refused) : ''}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body"><span class="nrm-reference">${reference}</span></p><p class="govuk-body">${who}</p>${action}`;
  return page(title, body, { back: '/desk', ...(refused ? { status: 409 } : {}) });
}

/** A manager gives it to anybody; who takes it takes it for themselves. */
function giveForm(room: DecisionRoom, ask: Staff, { file }: OpenCase, held: boolean): Html {
  const { say, actor } = ask;
  const action = `/case/${file.reference}/allocate`;
  if (!held && actor.role !== 'decision-manager')
    return html`<p class="govuk-body">${say('take.lead', 'It stands in the record that you took it.')}</p>
<form method="post" action="${action}" novalidate>${csrf(ask)}<input type="hidden" name="to" value="${actor.person}">${button({ text: say('take.take', 'Take this case'), preventDoubleClick: true })}</form>`;
  return html`<form method="post" action="${action}" novalidate>${csrf(ask)}${whoHasIt(room, ask, null)}${button({ text: say('decision.give-now', 'Give the case'), preventDoubleClick: true })}</form>`;
}

/** The choice of who is to have a case. */
export function whoHasIt(room: DecisionRoom, ask: Staff, now: string | null): Html {
  return radios({
    name: 'to',
    idPrefix: 'to',
    fieldset: { legend: { text: ask.say('decision.give', 'Who has this case?'), classes: 'govuk-fieldset__legend--m' } },
    ...(now ? { value: now } : {}),
    items: room.colleagues(ask.actor.organisation).map((colleague) => ({
      value: colleague.id,
      text: colleague.id === ask.actor.person ? ask.say('decision.me', '{name} (you)', { name: colleague.name }) : colleague.name,
    })),
  });
}

/** Given or taken, by whom the policy lets: who does it need not have read the case. */
export async function giveTo(room: DecisionRoom, ask: Staff): Promise<Reply> {
  const found = await known(room, ask);
  if (!found || found.opened.state.access.quarantine) return absent;
  const { opened, mayGive, reads } = found;
  const here = `/case/${opened.file.reference}`;
  const receiver = room.colleagues(ask.actor.organisation).find((colleague) => colleague.id === field(ask.body, 'to'));
  if (!mayGive || !receiver) return to(reads ? `${here}/acts` : `${here}/take`);
  // What a colleague put on their own list is for the program's eyes alone.
  for (const one of new Set([ask.actor.person, receiver.id])) {
    const bound = await room.kit.db.as(theService, 'identification', (tx) => boundTo(tx, opened, one));
    if (bound) await keepFrom(room.kit, opened, one, bound);
    if (bound && one === ask.actor.person) return absent;
  }
  const refused = await actOn(room.kit, ask, opened, 'identification', (state, how) => allocate(state, { to: receiver.id }, room.kit.law, how));
  if (refused && refused.code !== 'already-so') return notYours(room, ask, found, refused);
  return to(here);
}
