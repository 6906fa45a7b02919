// Saying that two people must not live together or near, and ending it: by the worker who is named, and by who answers for a provider’s houses.
import { randomUUID } from 'node:crypto';
import { readReference, type FileId, type Reference } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { endApart, keepApart, type ApartReason, type Reach } from '#journey/apart.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { form, press, read, said, statusOf, type Again } from './asked.ts';
import { apartQuestions, ofQuestion } from './form.ts';
import { text } from './house.ts';
import { managers } from './house-pages.ts';
import { doInStay, type StayOf } from './stays.ts';
import { apartFrom, endRule, keepRule, rulesOf, whoseIs, type Rule } from './tables.ts';

const path = '/places/apart';

export function apartPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path, who: managers, why: 'Who of one’s own provider must not live together or near', act: (ask) => show(kit, ask) },
    { method: 'POST', path, who: managers, why: 'Keep two people apart, or end it', act: (ask) => act(kit, ask) },
  ];
}

type Said = { readonly other: string; readonly why: ApartReason; readonly reach: Reach };

/** Kept in the name of who says so. Nothing is answered of where the other lives, or whether they do. `unknown`: there is no such record. */
async function keepTwoApart(kit: Kit, ask: Staff, of: StayOf, said: Said): Promise<Refused | 'unknown' | undefined> {
  const reference = readReference(said.other);
  const other = reference && (await kit.db.as(theService, 'support', (tx) => byReference(tx, reference, 'support')));
  if (!other) return 'unknown';
  const id = randomUUID();
  const { why, reach } = said;
  return doInStay(kit, ask, of, async (state, tx) => {
    const [one, two] = [await whoseIs(tx, of.file), await whoseIs(tx, other.id)];
    const known = (await apartFrom(tx, of.file)).some((rule) => rule.person === two && (rule.reach === 'near' || reach === 'house'));
    const outcome = keepApart(state, { id, why, reach, same: one === two, known }, ask.actor.person);
    if (outcome.ok) await keepRule(tx, { file: of.file, id, other: other.id, reach, by: ask.actor.person });
    return outcome;
  });
}

async function endTwoApart(kit: Kit, ask: Staff, of: StayOf, id: string): Promise<Refused | undefined> {
  return doInStay(kit, ask, of, async (state, tx) => {
    const outcome = endApart(state, id, ask.actor.person);
    if (outcome.ok) await endRule(tx, of.file, id, ask.actor.person);
    return outcome;
  });
}

export const rulesIn = (kit: Kit, of: { readonly file: FileId } | { readonly organisation: string }): Promise<Rule[]> =>
  kit.db.as(theService, 'support', (tx) => rulesOf(tx, of));

/** What was typed, kept; or the page again with what is wrong. `of` is the record it is said for. */
export async function saidApart(kit: Kit, ask: Staff, of: StayOf, questions: typeof apartQuestions): Promise<Again | undefined> {
  const asked = read(kit, ask, questions);
  if (!asked.ok) return { typed: ask.body, wrong: asked.wrong };
  const { answers } = asked;
  const what = { other: text(answers, 'apart-other'), why: text(answers, 'apart-why') as ApartReason, reach: text(answers, 'apart-reach') as Reach };
  const refused = await keepTwoApart(kit, ask, of, what);
  if (refused === 'unknown') return { typed: ask.body, wrong: [{ field: 'apart-other', text: noRecord(ask) }] };
  return refused && refused.code !== 'already-so' ? { typed: ask.body, refused } : undefined;
}

const noRecord = ({ say }: Staff): string => say('apart.no-record', 'No support record has this reference. Check it with whoever gave it to you');

export const apartLead = ({ say }: Staff): string =>
  say(
    'apart.lead',
    'Write down that it is so, and no more. A house in which it would put somebody in danger is then not offered to either. Nobody is told why, or that the other lives anywhere. Whoever answers for the houses ends the rule, and never the one who said so.',
  );

const reachWord = ({ say }: Staff, reach: Reach): string =>
  reach === 'house' ? say('apart.house', 'not in one house') : say('apart.near', 'not in one house, and not near');

/** `ends`: where the reader may end what somebody else said. */
export function rulesView(ask: Staff, rules: readonly Rule[], ends: string | null): Html {
  const { say } = ask;
  const line = (rule: Rule): Html =>
    html`<li><span class="nrm-reference">${rule.reference}</span> · <span class="nrm-reference">${rule.other}</span> · ${reachWord(ask, rule.reach)}${when(
      ends && rule.by !== ask.actor.person,
      () => press(ask, ends ?? '', say('apart.end', 'End the rule for {one}', { one: rule.reference }), { do: 'end', rule: rule.id }),
    )}</li>`;
  return when(rules.length > 0, () => html`<ul class="govuk-list govuk-list--spaced">${rules.map(line)}</ul>`);
}

async function show(kit: Kit, ask: Staff, again: Again = {}): Promise<Reply> {
  const { say } = ask;
  const rules = await rulesIn(kit, { organisation: ask.actor.organisation });
  const title = say('apart.title', 'Keep two people apart');
  const drawn = { at: path, questions: { ...ofQuestion, ...apartQuestions }, text: say('apart.keep', 'Keep them apart') };
  return page(
    title,
    html`${said(ask, again)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${apartLead(ask)}</p>${rulesView(ask, rules, path)}${form(kit, ask, drawn, again)}`,
    { back: '/places', ...statusOf(again) },
  );
}

/** A record of the manager’s own provider: for others there is none. */
async function ownRecord(kit: Kit, ask: Staff, reference: Reference | undefined): Promise<StayOf | undefined> {
  const found = reference && (await kit.db.as(ask.actor, 'support', (tx) => byReference(tx, reference, 'support')));
  return found && found.organisation === ask.actor.organisation ? { file: found.id, nation: found.nation } : undefined;
}

async function act(kit: Kit, ask: Staff): Promise<Reply> {
  if (field(ask.body, 'do') === 'end') {
    const rule = (await rulesIn(kit, { organisation: ask.actor.organisation })).find((one) => one.id === field(ask.body, 'rule'));
    const refused = rule && (await endTwoApart(kit, ask, rule, rule.id));
    return refused && refused.code !== 'already-so' ? show(kit, ask, { refused }) : to(path);
  }
  const questions = { ...ofQuestion, ...apartQuestions };
  const of = await ownRecord(kit, ask, readReference(field(ask.body, 'apart-of')));
  const asked = read(kit, ask, questions);
  if (!asked.ok) return show(kit, ask, { typed: ask.body, wrong: asked.wrong });
  if (!of) return show(kit, ask, { typed: ask.body, wrong: [{ field: 'apart-of', text: noRecord(ask) }] });
  const again = await saidApart(kit, ask, of, questions);
  return again ? show(kit, ask, again) : to(path);
}
