// Who has the request for a bed now, in words; and the alarm above every page of those it rings for, until somebody takes it on.
import type { Actor } from '#access/roles.ts';
import { dayOf, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Say } from '#base/words.ts';
import { ringing, type Bed } from '#journey/bed.ts';
import type { Kit } from '#kit/kit.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay, type Notice } from '#kit/view/layout.ts';
import { ruleText } from '#kit/view/refused.ts';
import type { Ask, Staff } from '#kit/web/page.ts';
import { inForce, type Finding } from '#law/rule.ts';
import type { BedAlarm, Law } from '#law/law.ts';
import { askedForCases, askedOfProviders, bedOfCase, type BedListed } from './store.ts';

export const bedRule = (law: Law, nation: string, now: Instant): Finding<BedAlarm> => inForce(law.bedAlarm, dayOf(now, law.zone), nation);

/** What rings for whoever is at the desk: for providers and supervisors from the first moment, for those above when it goes up. */
export async function bedsFor(kit: Kit, ask: Pick<Staff, 'actor' | 'now'>): Promise<readonly BedListed[]> {
  const { actor } = ask;
  switch (actor.role) {
    case 'support-worker':
      return actor.kind === 'support-provider' ? kit.db.as(actor, 'support', askedOfProviders) : [];
    case 'first-responder-supervisor':
      return kit.db.as(actor, 'intake', askedForCases);
    case 'decision-manager': {
      const all = await kit.db.as(actor, 'identification', askedForCases);
      return all.filter((bed) => {
        const { value } = bedRule(kit.law, bed.nation, ask.now);
        const now = ringing(bed, value, ask.now);
        return value.upTo === actor.role && now.rings && now.up;
      });
    }
    default:
      return [];
  }
}

/** Neither who needs the bed nor where: how many, and how often it has rung. */
export async function bedAlarmOf(kit: Kit, ask: Ask): Promise<Notice | null> {
  const { actor, say } = ask;
  if (!actor) return null;
  const ringingNow = (await bedsFor(kit, { now: ask.now, actor })).flatMap((bed) => {
    const now = ringing(bed, bedRule(kit.law, bed.nation, ask.now).value, ask.now);
    return now.rings ? [now.times] : [];
  });
  const count = ringingNow.length;
  if (count === 0) return null;
  const times = Math.max(...ringingNow);
  const text =
    count === 1
      ? say('bed.alarm.one', 'A bed is needed tonight, and none is found yet. Look at it.')
      : say('bed.alarm.many', 'Beds are needed tonight: {count}, and none is found yet. Look at them.', { count });
  return { href: '/beds', text: times === 1 ? text : `${text} ${say('bed.alarm.times', 'It rings for the {times}th time.', { times })}`, count };
}

export function clockTime(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(Date.parse(at));
}

/** Who has it now, since when. A name is given where the reader's list of people at work knows it. */
export function bedWords(say: Say, bed: Bed, at: { readonly day: string; readonly time: string; readonly name: string | undefined }): string {
  const { day, time } = at;
  const who = at.name ?? say('bed.somebody', 'a support worker');
  switch (bed.state) {
    case 'asked':
      return say('bed.asked', 'A bed for tonight was asked for at {time} on {day}. Nobody has it yet: it rings for every support worker on call.', {
        day,
        time,
      });
    case 'taken':
      return say('bed.taken', '{who} has taken it on at {time} on {day} and looks for a place.', { who, day, time });
    case 'found':
      return say('bed.found', 'A place was found at {time} on {day}, by {who}.', { who, day, time });
    case 'none':
      return say('bed.none', 'No place was found, said {who} at {time} on {day}. Ring the council’s duty team and whoever stands above you now.', {
        who,
        day,
        time,
      });
    case 'not-needed':
      return say('bed.not-needed', 'Since {time} on {day} no bed is needed from here any more.', { day, time });
  }
}

export function bedLine(kit: Kit, ask: Pick<Staff, 'say' | 'lang'>, bed: Bed, known: readonly Actor[]): string {
  const at = bed.since;
  return bedWords(ask.say, bed, {
    day: longDay(dayOf(at, kit.law.zone), ask.lang),
    time: clockTime(at, kit.law.zone),
    name: known.find((one) => one.person === bed.by)?.name,
  });
}

/** For the page of a referral: who has it now, and how it rings, with the rule. */
export const whoHasBed =
  (kit: Kit, known: () => readonly Actor[]) =>
  async (ask: Staff, of: { readonly file: FileId; readonly nation: string; readonly needed: boolean }): Promise<Html> => {
    const bed = await kit.db.as(ask.actor, 'intake', (tx) => bedOfCase(tx, of.file));
    if (!bed && !of.needed) return nothing;
    const { say } = ask;
    const text = bed
      ? bedLine(kit, ask, bed, known())
      : say('bed.starting', 'The request is on its way to the support workers on call. Open this page again in a minute.');
    const rings = bed && ringing(bed, bedRule(kit.law, of.nation, ask.now).value, ask.now).rings;
    return html`<h2 class="govuk-heading-l">${say('bed.title', 'A bed for tonight')}</h2>
<p class="govuk-body"><strong>${text}</strong></p>
${when(rings || !bed, () => html`<p class="govuk-body">${say('bed.meanwhile', 'Until somebody has it, stay with the person or hand them to somebody who does. Ring the numbers you have for tonight.')}</p>`)}
<p class="nrm-law govuk-!-margin-bottom-6">${ruleText(ask, bedRule(kit.law, of.nation, ask.now).because)}</p>`;
  };
