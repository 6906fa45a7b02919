// Cases that may be of the same person, before whoever has a case joins them: two facts fit, and a person judges. The program joins nobody.
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Say } from '#base/words.ts';
import { questionsOf } from '#form/form.ts';
import { caseStream } from '#journey/file.ts';
import type { Kit } from '#kit/kit.ts';
import { barredFor } from '#kit/store/bars.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { readsContent } from '#kit/store/facts.ts';
import { fileOf } from '#kit/store/files.ts';
import { alike, type Alike, type How } from '#kit/store/find.ts';
import { personOf } from '#kit/store/persons.ts';
import { namesBound } from '#kit/store/standing.ts';
import { table } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { mayDecideIn, purposeOf, type OpenCase } from '#rooms/decision/open.ts';

type Possible = { readonly file: FileId; readonly reference: string; readonly referred: Day; readonly hows: readonly How[] };

/**
 * Only cases of the reader's own authority, which stand in its lists with their references and days; none that a bar keeps from them or
 * that names somebody on their own list; none that is this person's already. What stands in one opens for whom it opened before.
 */
export async function mayBeSame(kit: Kit, ask: Staff, opened: OpenCase): Promise<Html> {
  const { say, lang } = ask;
  const possible = await kit.db.as(theService, 'identification', (tx) => look(kit, tx, ask, opened));
  if (possible.length === 0)
    return html`<p class="govuk-body">${say('same.none', 'No earlier case of your authority shares two facts with this one, such as a name and a date of birth. If you know of one, write its reference.')}</p>`;
  const opens = await kit.db.as(ask.actor, purposeOf(kit, opened.state), async (tx) => {
    const seen = new Set<FileId>();
    for (const { file } of possible) if (await readsContent(tx, file)) seen.add(file);
    return seen;
  });
  const heads = {
    which: say('same.case', 'Case'),
    sent: say('same.sent', 'Sent'),
    fits: say('same.fits', 'What is the same'),
    choose: say('same.choose', 'Choose'),
  };
  const label = (text: string) => ({ attributes: { 'data-label': text } });
  return html`${table({
    classes: 'nrm-stack',
    caption: say('same.title', 'Cases that may be of the same person'),
    captionClasses: 'govuk-table__caption--m',
    head: Object.values(heads).map((text) => ({ text })),
    rows: possible.map(({ file, reference, referred, hows }) => [
      {
        html: opens.has(file)
          ? html`<a class="govuk-link nrm-reference" href="/case/${reference}">${reference}</a>`
          : html`<span class="nrm-reference">${reference}</span>`,
        ...label(heads.which),
      },
      { text: longDay(referred, lang), ...label(heads.sent) },
      { text: hows.map((how) => howWord(say, how)).join(', '), ...label(heads.fits) },
      {
        html: html`<a class="govuk-link" href="/case/${opened.file.reference ?? ''}/do/known-before?of=${reference}">${say('same.this', 'It is this one')} <span class="govuk-visually-hidden">${reference}</span></a>`,
        ...label(heads.choose),
      },
    ]),
  })}<p class="govuk-body">${say('same.judge', 'Facts that fit do not make two people one: names and telephones are shared, and a number may be a trafficker’s. You judge it; if in doubt, ask who had the other case.')}</p>`;
}

function howWord(say: Say, how: How): string {
  return {
    name: say('same.name', 'a name'),
    date: say('same.date', 'the date of birth'),
    phone: say('same.phone', 'a phone number'),
    reference: say('same.reference', 'another reference number'),
  }[how];
}

/** The question that each way of finding stands under, in the rows of a group too. */
function hows(kit: Kit): Readonly<Record<string, How>> {
  return Object.fromEntries(
    Object.entries(questionsOf(kit.form)).flatMap(([id, asked]) =>
      asked.kind === 'group'
        ? Object.entries(asked.of).flatMap(([part, { find }]) => (find ? [[`${id}.${part}`, find] as const] : []))
        : asked.find
          ? [[id, asked.find] as const]
          : [],
    ),
  );
}

async function look(kit: Kit, tx: Tx, { actor }: Staff, { file: own }: OpenCase): Promise<readonly Possible[]> {
  const whose = await personOf(tx, own.id);
  const found: Possible[] = [];
  for (const one of await alike(tx, own.id, hows(kit))) {
    const seen = await seenBy(kit, tx, actor, one);
    if (seen && (await personOf(tx, one.file)) !== whose) found.push(seen);
  }
  return found;
}

async function seenBy(kit: Kit, tx: Tx, actor: Staff['actor'], { file, hows: fits }: Alike): Promise<Possible | undefined> {
  const of = await fileOf(tx, file);
  if (of?.kind !== 'case' || !of.reference || (await barredFor(tx, file, actor.person)) || (await namesBound(tx, file, actor.person))) return undefined;
  const { state } = await kit.ledger.load(tx, caseStream, file);
  if (!state.exists || !state.referred || state.decision.ended === 'duplicate' || !mayDecideIn(actor, state)) return undefined;
  return { file, reference: of.reference, referred: state.referred, hows: fits };
}
