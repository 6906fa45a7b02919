// What a worker does to the facts of a person's payments: keep, end, take out, take over a child of the household, keep an account, say that they told.
import { randomUUID } from 'node:crypto';
import { readDay, type Day } from '#base/day.ts';
import { clear, refusalOf } from '#journey/safe-contact.ts';
import { bandsOf, factKinds, wrongFact, type Fact, type FactKind } from '#journey/payments.ts';
import { refusals } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { readPounds } from '#kit/view/money.ts';
import { field, type Staff } from '#kit/web/page.ts';
import { factsOf, keepAccount, keepFact, lastHold, noteTold, type Account } from '#rooms/payments/store.ts';
import { openCare, type Care } from './support-care.ts';
import type { OpenRecord } from './support-record.ts';

export type Wrong = readonly { readonly field: string; readonly text: string }[];
type FactAct = (kit: Kit, ask: Staff, record: OpenRecord) => Promise<Wrong>;
export type Dependant = Care['state']['household']['dependants'][number];

/** What a worker enters. Bands of age follow from a birth date, which is used and not kept. */
export const entered: readonly FactKind[] = factKinds.filter((kind) => kind !== 'under-1' && kind !== '1-to-under-3');
const asksAmount = (kind: FactKind): boolean => kind === 'asylum-support' || kind === 'maternity';

/** Of the household, and not among those paid for. */
export const unpaid = ({ state }: Care, facts: readonly Fact[]): readonly Dependant[] =>
  state.household.dependants.filter((one) => !facts.some((fact) => fact.kind === 'child' && fact.who === one.id));

async function keepChild(tx: Tx, record: OpenRecord, child: Fact, born: Day | null): Promise<void> {
  await keepFact(tx, record.file, child);
  for (const band of born ? bandsOf(born, child) : []) await keepFact(tx, record.file, { ...band, id: randomUUID(), who: child.who, pence: null });
}

/** A day typed in three boxes; null where all are empty. */
function typed({ body }: Staff, name: string): Day | null | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => field(body, `${name}-${part}`).trim()) as [string, string, string];
  return day + month + year === '' ? null : readDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

async function add(kit: Kit, ask: Staff, record: OpenRecord): Promise<Wrong> {
  const { file } = record;
  const { say, body } = ask;
  const kind = entered.find((one) => one === field(body, 'kind'));
  const [from, until, born] = [typed(ask, 'from'), typed(ask, 'until'), typed(ask, 'born')];
  const pence = kind && asksAmount(kind) ? readPounds(field(body, 'pounds') || (kind === 'maternity' ? '0' : '')) : null;
  const real = say('facts.real-day', 'Enter a real day, such as 15 1 2024');
  const wrong = [
    ...(kind ? [] : [{ field: 'kind', text: say('facts.kind-needed', 'Choose what it is') }]),
    ...(from ? [] : [{ field: 'from', text: real }]),
    ...(until === undefined ? [{ field: 'until', text: real }] : []),
    ...(born === undefined ? [{ field: 'born', text: real }] : []),
    ...(pence === undefined || (pence ?? 0) > 200_000 ? [{ field: 'pounds', text: say('hold.cash-wrong', 'Enter an amount such as 35.00') }] : []),
  ];
  if (wrong.length > 0 || !kind || !from || until === undefined || pence === undefined) return wrong;
  const id = randomUUID();
  const fact: Fact = { id, kind, who: kind === 'child' ? id : null, from, until, pence };
  return kit.db.as(ask.actor, 'support', async (tx) => {
    const clash = wrongFact(await factsOf(tx, file), fact);
    if (clash) return [{ field: 'from', text: refusals[clash](say) }];
    await keepChild(tx, record, fact, kind === 'child' ? (born ?? null) : null);
    return [];
  });
}

/** What ends takes with it what hangs on it: a child's bands of age. */
async function end(kit: Kit, ask: Staff, { file }: OpenRecord): Promise<Wrong> {
  const { say } = ask;
  const id = field(ask.body, 'id');
  const last = typed(ask, `end-${id}`);
  if (last === undefined) return [{ field: 'kind', text: say('facts.real-day', 'Enter a real day, such as 15 1 2024') }];
  return kit.db.as(ask.actor, 'support', async (tx) => {
    const facts = await factsOf(tx, file);
    const fact = facts.find((one) => one.id === id);
    if (!fact) return [{ field: 'kind', text: refusals['no-such-fact'](say) }];
    const clash = wrongFact(facts, { ...fact, until: last });
    if (last && clash) return [{ field: 'kind', text: refusals[clash](say) }];
    for (const one of facts.filter((each) => each.id === id || (fact.kind === 'child' && each.who === fact.who))) {
      if (!last || last < one.from) await keepFact(tx, file, one, true);
      else if (!one.until || one.until > last || one.id === id) await keepFact(tx, file, { ...one, until: last });
    }
    return [];
  });
}

async function account(kit: Kit, ask: Staff, { file }: OpenRecord): Promise<Wrong> {
  const { say, body } = ask;
  const of = (name: string) => field(body, name).trim();
  const digits = (name: string) => of(name).replace(/[\s-]/g, '');
  const card = digits('card');
  if (card !== '' && !/^\d{6,19}$/.test(card)) return [{ field: 'card', text: say('account.card-wrong', 'The number of a card has 6 to 19 digits') }];
  const wrong = [
    ...(/^.{1,60}$/.test(of('holder')) ? [] : [{ field: 'holder', text: say('account.holder-wrong', 'Enter the name of the holder, as the bank has it') }]),
    ...(/^\d{6}$/.test(digits('sort')) ? [] : [{ field: 'sort', text: say('account.sort-wrong', 'A sort code has 6 digits') }]),
    ...(/^\d{8}$/.test(digits('number')) ? [] : [{ field: 'number', text: say('account.number-wrong', 'An account number has 8 digits') }]),
  ];
  if (card === '' && wrong.length > 0) return wrong;
  const what: Account = card !== '' ? { way: 'card', card } : { way: 'bank', holder: of('holder'), sort: digits('sort'), number: digits('number') };
  await kit.db.as(ask.actor, 'support', (tx) => keepAccount(tx, file, what));
  return [];
}

async function told(kit: Kit, ask: Staff, record: OpenRecord): Promise<Wrong> {
  const how = field(ask.body, 'how');
  const { contact } = await openCare(kit, ask, record);
  const codeWord = field(ask.body, 'word-asked') === 'yes';
  const gate = clear(contact, ask.today, { kind: 'letter', at: { now: ask.now, zone: kit.law.zone, codeWord } });
  // Face to face is no message: nobody else is there.
  const ways: readonly string[] = [...(gate.open ? gate.ways : []), 'by-hand'];
  if (how !== 'by-hand' && !gate.open) return [{ field: 'how', text: refusals[refusalOf(gate.why)](ask.say) }];
  // A way that became unsafe a minute ago is none.
  if (!ways.includes(how)) return [{ field: 'how', text: ask.say('tell.how-wrong', 'Choose a way that the person called safe') }];
  await kit.db.as(ask.actor, 'support', async (tx) => {
    const hold = await lastHold(tx, record.file);
    if (hold) await noteTold(tx, record.file, hold.number, { by: ask.actor.person, on: ask.today, how });
  });
  return [];
}

/** The birth date that was kept with the household says what is added for the child's age; without one nothing is added. */
async function dependant(kit: Kit, ask: Staff, record: OpenRecord): Promise<Wrong> {
  const care = await openCare(kit, ask, record);
  await kit.db.as(ask.actor, 'support', async (tx) => {
    const one = unpaid(care, await factsOf(tx, record.file)).find((each) => each.id === field(ask.body, 'id'));
    if (!one) return;
    const said = care.said.get(`dependant.${one.id}.born`)?.value;
    const born = typeof said === 'string' ? (readDay(said) ?? null) : null;
    await keepChild(tx, record, { id: randomUUID(), kind: 'child', who: one.id, from: one.from, until: one.until, pence: null }, born);
  });
  return [];
}

export const factActs: Readonly<Record<string, FactAct>> = { add, end, account, told, dependant };
