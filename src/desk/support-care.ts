// What a named worker's page of a record stands on: what was said and is sealed, how the person may be reached now, who is on call.
import { classesOver } from '#access/may.ts';
import { fieldClasses } from '#access/classes.ts';
import type { Day } from '#base/day.ts';
import { newestSaid, noContact, safeContact, termsOf, type ContactFacts, type Gate, type Way } from '#journey/safe-contact.ts';
import { standing } from '#journey/stages.ts';
import type { Support } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { history, type Stored } from '#kit/store/answers.ts';
import type { Staff } from '#kit/web/page.ts';
import { contactFacts } from '#rooms/decision/store.ts';
import { providerOf } from '#rooms/support/tables.ts';
import type { OpenRecord } from './support-record.ts';

export type People = (organisation: string) => readonly { readonly id: string; readonly name: string }[];
export type Care = {
  readonly record: OpenRecord;
  readonly state: Support;
  /** The newest version of everything said, by id; and every version of everything, oldest first. */
  readonly said: ReadonlyMap<string, Stored>;
  readonly all: readonly Stored[];
  readonly contact: ContactFacts;
  readonly gate: Gate;
  /** A case of the person was decided positively at last, and that stands. */
  readonly positive: boolean;
  readonly onCall: string | null;
};

/** Kept apart from the rest of the page: where a house stands is shown with the stay there and nowhere else. */
const notHere = 'refuge';

export async function openCare(kit: Kit, ask: Staff, record: OpenRecord): Promise<Care> {
  const may = classesOver(ask.actor, 'support', ['supports'], 'read');
  const classes = fieldClasses.filter((one) => one !== notHere && may.includes(one));
  return kit.db.as(ask.actor, 'support', async (tx) => {
    const all = await history(tx, record.file, classes);
    const said = new Map(all.map((one) => [one.question, one]));
    const told: ContactFacts[] = [contactOf(said, record.state.care.contactSaidOn)];
    for (const each of record.cases) told.push(await contactFacts(tx, each.file, each.state.past));
    const contact = newestSaid(told);
    return {
      record,
      state: record.state,
      said,
      all,
      contact,
      gate: safeContact(contact, ask.today),
      positive: hasPositive(kit, record),
      onCall: (await providerOf(tx)).onCall,
    };
  });
}

export function hasPositive(kit: Kit, { cases }: Pick<OpenRecord, 'cases'>): boolean {
  const last = kit.law.stages.at(-1)?.id;
  return last !== undefined && cases.some(({ state }) => standing(state, last)?.outcome === 'positive');
}

/** What was said in support itself about reaching them. */
function contactOf(said: ReadonlyMap<string, Stored>, saidOn: Day | null): ContactFacts {
  const at = (part: string) => said.get(`support-contact.${part}`);
  const text = (part: string): string | null => {
    const value = at(part)?.value;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const checked = at('checked');
  if (!checked) return noContact;
  const ways = at('ways')?.value;
  const where = text('where');
  const list = (Array.isArray(ways) ? ways : []) as readonly Way[];
  const until = at('until')?.value;
  return {
    ways: list,
    hold: false,
    saidOn,
    doubted: checked.value !== 'yes',
    until: typeof until === 'string' && until !== '' ? (until as ContactFacts['until']) : null,
    rules: text('rules'),
    where: where && list[0] ? { [list[0]]: where } : {},
    ...termsOf({ times: at('times')?.value, most: at('most')?.value, word: at('word')?.value, alsoRead: at('also')?.value }),
  };
}
