// The lists that acts about people choose from: colleagues, those kept from a case, whom the person chose, what waits for a second person.
import { list, type List } from '#base/list.ts';
import type { Say } from '#base/words.ts';
import { holds } from '#journey/chosen.ts';
import { correctable } from '#journey/correct.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Disclosure } from '#journey/access.ts';
import { disclosable, mustTellFirst } from '#journey/outside.ts';
import { classWord } from '#kit/view/class-word.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { holderCode } from './acts-people.ts';
import type { Colleague, DecisionRoom } from './room-pages.ts';

const own = (id: string, items: readonly { readonly code: string; readonly label: string }[]): List => list(id, 'this installation', items);

/** What each kind of person is called whom somebody may choose to stand beside them. */
export function actsAsWord(say: Say, as: string): string {
  const words: Readonly<Record<string, string>> = {
    'legal-representative': say('chosen.lawyer', 'lawyer'),
    'independent-advocate': say('chosen.advocate', 'independent advocate'),
    'decision-recipient': say('chosen.recipient', 'gets decisions'),
  };
  return words[as] ?? as;
}

/** The law's lists, and those of this case and this room. */
export function listsOf(room: DecisionRoom, ask: Staff, file: CaseFile): Readonly<Record<string, List>> {
  const entries = correctable(file)
    .toReversed()
    .map(({ number, day, event }) => ({ code: String(number), label: `${number}. ${longDay(day, ask.lang)}: ${room.told(ask, event)}` }));
  return { ...room.kit.law.lists, ...caseLists(ask, file, room.holders(), room.colleagues(ask.actor.organisation)), entries: own('entries', entries) };
}

export function caseLists(
  ask: Staff,
  { access }: CaseFile,
  holders: ReturnType<DecisionRoom['holders']>,
  colleagues: readonly Colleague[],
): Readonly<Record<string, List>> {
  const { say, lang } = ask;
  const nameOf = (id: string): string => [...colleagues, ...holders].find((one) => one.id === id)?.name ?? say('chosen.somebody', 'Somebody at work');
  const numbered = (of: readonly { readonly number: number; readonly label: string }[]) => of.map(({ number, label }) => ({ code: String(number), label }));
  const disclosure = ({ number, day, to, classes }: Disclosure) => ({
    number,
    label: `${longDay(day, lang)}, ${disclosedToWord(say, to)}: ${classes.map((one) => classWord(say, one)).join(', ')}`,
  });
  return {
    colleagues: own(
      'colleagues',
      colleagues.filter((one) => one.id !== ask.actor.person).map(({ id, name }) => ({ code: id, label: name })),
    ),
    conflicted: own(
      'conflicted',
      access.conflicts.map((one) => ({ code: one.person, label: nameOf(one.person) })),
    ),
    holders: own(
      'holders',
      holders.map(({ id, name, as }) => ({ code: holderCode(as, id), label: `${name} (${actsAsWord(say, as)})` })),
    ),
    grants: own(
      'grants',
      access.grants.filter((one) => holds(one, ask.now)).map((one) => ({ code: one.grant, label: `${nameOf(one.holder)} (${actsAsWord(say, one.as)})` })),
    ),
    notices: own('notices', numbered(access.notices.filter((one) => one.what === 'conflict').map(({ number, person }) => ({ number, label: nameOf(person) })))),
    glass: own(
      'glass',
      numbered(
        access.glass
          .filter((one) => !one.reviewed)
          .map(({ number, day, classes }) => ({ number, label: `${longDay(day, lang)}: ${classes.map((one) => classWord(say, one)).join(', ')}` })),
      ),
    ),
    disclosures: own('disclosures', numbered(access.disclosures.filter((one) => one.state === 'asked').map(disclosure))),
    'disclosures-untold': own('disclosures-untold', numbered(access.disclosures.filter(mustTellFirst).map(disclosure))),
    'fact-kinds': own(
      'fact-kinds',
      disclosable.map((code) => ({ code, label: classWord(say, code) })),
    ),
  };
}

export function disclosedToWord(say: Say, to: string): string {
  const words: Readonly<Record<string, string>> = {
    police: say('disclosed.police', 'Police'),
    council: say('disclosed.council', 'Council'),
    health: say('disclosed.health', 'Health service'),
    court: say('disclosed.court', 'Court'),
    immigration: say('disclosed.immigration', 'Immigration enforcement'),
    embassy: say('disclosed.embassy', 'Embassy'),
    other: say('disclosed.other', 'Somebody else'),
  };
  return words[to] ?? to;
}

export function disclosedGroundWord(say: Say, ground: string): string {
  const words: Readonly<Record<string, string>> = {
    'court-order': say('published.court', 'On a court order'),
    statute: say('published.statute', 'A statute commanded it'),
    'life-at-risk': say('published.life', 'A life was at risk'),
    safeguarding: say('published.safe', 'To keep somebody safe'),
    crime: say('published.crime', 'To stop or prosecute a serious crime'),
    'asked-by-person': say('published.asked', 'The person asked for it'),
  };
  return words[ground] ?? ground;
}
