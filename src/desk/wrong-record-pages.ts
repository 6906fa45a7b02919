// "This is another person's": what was filed on the wrong record is hidden at once, filed where it belongs, and a breach record is opened.
import { randomUUID } from 'node:crypto';
import type { FieldClass } from '#access/classes.ts';
import { classesOver } from '#access/may.ts';
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { questionsOf } from '#form/form.ts';
import type { Act } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { no } from '#journey/refusals.ts';
import { filedInError, filedLater, movedIn, type Filed } from '#journey/wrong-record.ts';
import type { Kit } from '#kit/kit.ts';
import { fileMoved, hideVersion, newestOf, type Version } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { hideDocument, keep, list, open as openDocument } from '#kit/store/documents.ts';
import { readsContent } from '#kit/store/facts.ts';
import { enqueue } from '#kit/store/jobs.ts';
import { button, errorSummary, input, radios, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, field, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { openCase, purposeOf, type OpenCase } from '#rooms/decision/open.ts';
import { letterOf } from '#rooms/decision/letters.ts';
import { answeredId, askedId } from '#rooms/decision/reason-ids.ts';
import { deciders, refusedBanner, withCase, type Frame } from '#rooms/decision/room-pages.ts';
import { hideLetter, keepTexts, textsOf } from '#rooms/decision/store.ts';
import { openBreach } from '#rooms/mistakes/store.ts';

export type WrongRecordDesk = { readonly kit: Kit; readonly frame: Frame };
type Item = Filed & { readonly code: string; readonly label: string };
type Again = { readonly typed?: Readonly<Record<string, string>>; readonly errors?: Readonly<Record<string, string>>; readonly refused?: Refused };

export function wrongRecordPages(desk: WrongRecordDesk): Route[] {
  const path = '/case/:reference/wrong-record';
  const open = (then: (ask: Staff, opened: OpenCase) => Promise<Reply>) => (ask: Staff) => withCase(desk.kit, ask, (opened) => then(ask, opened));
  return [
    { method: 'GET', path, who: deciders, why: 'What of a case was filed in error', act: open((ask, opened) => show(desk, ask, opened)) },
    { method: 'POST', path, who: deciders, stepUp: true, why: 'Take out what is another person’s', act: open((ask, opened) => move(desk, ask, opened)) },
  ];
}

/** What can be taken out, named so that its reader knows it again: the question as asked, or the name of the file. */
async function itemsOf({ kit }: WrongRecordDesk, ask: Staff, { file, state }: OpenCase): Promise<readonly Item[]> {
  const { say } = ask;
  const asked = questionsOf(kit.form);
  const { texts, names } = await kit.db.as(ask.actor, purposeOf(kit, state), async (tx) => ({
    texts: await textsOf(tx, file.id, 'narrative', 'asked.'),
    names: new Map((await list(tx, file.id)).map((one) => [one.id, one.name])),
  }));
  const labels = {
    answer: (item: string) => asked[item]?.label ?? item,
    reply: (item: string) => say('wrong-record.reply', 'The answer to: {question}', { question: texts[askedId(item)] ?? '' }),
    letter: (item: string) =>
      say('wrong-record.letter', 'The letter “{title}”, which has not gone', { title: letterOf(item.slice(0, item.lastIndexOf('.')))?.title(say) ?? '' }),
    document: (item: string) => say('wrong-record.document', 'The file “{name}”', { name: names.get(item) ?? '' }),
  };
  return filedLater(state).map((one) => ({ ...one, code: `${one.what}.${one.item}`, label: labels[one.what](one.item) }));
}

/** Where it belongs must be a case that they have too, or that waits for them. */
async function theirs(kit: Kit, tx: Tx, typed: string): Promise<OpenCase | undefined> {
  const found = await openCase(kit, tx, typed);
  return found && (await readsContent(tx, found.file.id)) ? found : undefined;
}

async function show(desk: WrongRecordDesk, ask: Staff, opened: OpenCase, again: Again = {}): Promise<Reply> {
  const { say } = ask;
  const { errors = {}, typed = {} } = again;
  const items = await itemsOf(desk, ask, opened);
  const wrong = (name: string) => (errors[name] ? { errorMessage: { text: errors[name] } } : {});
  const summary = when(Object.keys(errors).length > 0, () =>
    errorSummary({
      titleText: say('form.problem', 'There is a problem'),
      errorList: Object.entries(errors).map(([name, text]) => ({ href: `#${name}`, text })),
    }),
  );
  const panel = html`${when(again.refused, () => (again.refused ? refusedBanner(ask, again.refused) : html``))}${summary}
<p class="govuk-body">${say('wrong-record.lead', 'Anybody can put something on the wrong record. Say which, and where it belongs: it is hidden here at once, stays sealed, and a breach record is opened so that whoever must be told is told.')}</p>
${items.length === 0 ? html`<p class="govuk-body">${say('wrong-record.none', 'Nothing was added to this case after it was sent. What is wrong in the referral itself is put right by adding to it.')}</p>` : form(ask, items, typed, wrong)}`;
  const status = again.refused ? 409 : Object.keys(errors).length > 0 ? 400 : undefined;
  return desk.frame(ask, opened, { tab: 'acts', title: say('wrong-record.title', 'This is another person’s'), panel, ...(status ? { status } : {}) });
}

function form(ask: Staff, items: readonly Item[], typed: Readonly<Record<string, string>>, wrong: (name: string) => object): Html {
  const { say } = ask;
  const other = input({
    name: 'other',
    id: 'other',
    label: { text: say('wrong-record.other', 'Reference of the right case') },
    hint: { text: say('wrong-record.other-hint', 'Three groups of four, such as K7QD-0M2P-XW9T. It must be a case that you decide too.') },
    classes: 'govuk-input--width-20',
    value: typed['other'] ?? '',
    ...wrong('other'),
  });
  return html`<form method="post" novalidate>${csrf(ask)}${radios({
    name: 'item',
    idPrefix: 'item',
    fieldset: { legend: { text: say('wrong-record.which', 'What is another person’s?'), classes: 'govuk-fieldset__legend--m' } },
    items: items.map(({ code, label }) => ({ value: code, text: label })),
    ...(typed['item'] ? { value: typed['item'] } : {}),
    ...wrong('item'),
  })}${radios({
    name: 'where',
    idPrefix: 'where',
    fieldset: { legend: { text: say('wrong-record.where', 'Where does it belong?'), classes: 'govuk-fieldset__legend--m' } },
    items: [
      { value: 'another', text: say('wrong-record.another', 'To another case here'), conditional: { html: other } },
      {
        value: 'out',
        text: say('wrong-record.out', 'To no case that I decide'),
        hint: { text: say('wrong-record.out-hint', 'It is hidden here and filed nowhere. Tell who sent it.') },
      },
    ],
    ...(typed['where'] ? { value: typed['where'] } : {}),
    ...wrong('where'),
  })}${warningText({ text: say('wrong-record.at-once', 'It is hidden from everybody in this case at once.'), iconFallbackText: say('decision.warning', 'Warning') })}
<div class="govuk-button-group">${button({ text: say('wrong-record.do', 'Take it out and open a breach record'), classes: 'govuk-button--warning', preventDoubleClick: true })}<a class="govuk-link" href="/case/${ask.params['reference'] ?? ''}/acts">${say('decision.cancel', 'Go back without recording')}</a></div></form>`;
}

async function move(desk: WrongRecordDesk, ask: Staff, opened: OpenCase): Promise<Reply> {
  const { kit } = desk;
  const { say } = ask;
  const typed = { item: field(ask.body, 'item'), where: field(ask.body, 'where'), other: field(ask.body, 'other') };
  const item = (await itemsOf(desk, ask, opened)).find((one) => one.code === typed.item);
  const purpose = purposeOf(kit, opened.state);
  const right = typed.where === 'another' ? await kit.db.as(ask.actor, purpose, (tx) => theirs(kit, tx, typed.other)) : undefined;
  const errors = {
    ...(item ? {} : { item: say('wrong-record.choose', 'Choose what is another person’s') }),
    ...(typed.where === 'another' || typed.where === 'out' ? {} : { where: say('wrong-record.choose-where', 'Say where it belongs') }),
    ...(typed.where === 'another' && (!right || right.file.id === opened.file.id)
      ? { other: say('wrong-record.no-case', 'Write the reference of another case that you decide, such as K7QD-0M2P-XW9T') }
      : {}),
  };
  if (!item || Object.keys(errors).length > 0) return show(desk, ask, opened, { typed, errors });
  const refused = await moveNow(kit, ask, { opened, item, right: item.what === 'letter' ? null : (right?.file.id ?? null) });
  return refused ? show(desk, ask, opened, { typed, refused }) : to(`/case/${opened.file.reference}`);
}

type Moving = { readonly opened: OpenCase; readonly item: Filed; readonly right: FileId | null };
/** What was taken out, before it is filed elsewhere; since when it stood there, and which reading of it the log would show. */
type Taken = {
  readonly classes: readonly string[];
  readonly since: string;
  readonly kinds: readonly string[];
  readonly file: (tx: Tx, right: FileId) => Promise<string>;
};

class NotThere extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.code);
    this.refused = refused;
  }
}

/** Both records in one transaction, under one purpose: nothing is ever in both, or in neither. */
async function moveNow(kit: Kit, ask: Staff, { opened, item, right }: Moving): Promise<Refused | undefined> {
  const breach = randomUUID();
  const { nation } = opened.state;
  const how: Act = { day: ask.today, by: ask.actor.person, nation, confirmed: await kit.confirmed() };
  let taken: Taken | undefined;
  try {
    const done = await kit.ledger.perform(
      ask.actor,
      purposeOf(kit, opened.state),
      caseStream,
      opened.file.id,
      async (state, tx) => {
        // Asked before anything is written: a refusal must find everything as it was.
        const said = { what: item.what, item: item.item, to: right ? 'another' : 'out', breach } as const;
        const may = filedInError(state, { ...said, classes: [] }, kit.law, how);
        if (!may.ok) return may;
        taken = await take(kit, tx, opened.file.id, state, item);
        return taken ? filedInError(state, { ...said, classes: taken.classes }, kit.law, how) : no('not-filed-later');
      },
      { day: ask.today, nation },
      async (tx, { state }) => {
        if (!taken) throw new Error('nothing was taken out');
        await openBreach(tx, { id: breach, openedOn: ask.today, knownAt: ask.now, what: item.what, classes: taken.classes, moved: right !== null, nation });
        const { kinds, since } = taken;
        await enqueue(tx, { name: 'breach-readers', file: opened.file.id, number: state.version, needs: { breach, kinds, since, until: await tx.now() } });
        if (!right) return;
        // A letter goes nowhere: in the right case it is called for by what happens there.
        if (item.what === 'letter') return;
        const filed = { what: item.what, item: await taken.file(tx, right), breach };
        const there = await kit.ledger.within(tx, caseStream, right, (other) => movedIn(other, filed, kit.law, how), { day: ask.today, nation });
        if (!there.ok) throw new NotThere(there);
      },
    );
    return done.ok ? undefined : done;
  } catch (wrong) {
    if (wrong instanceof NotThere) return wrong.refused;
    throw wrong;
  }
}

/** Hides it here. Nothing is written where it is not there, or its reader may not read it. */
async function take(kit: Kit, tx: Tx, file: FileId, state: CaseFile, { what, item }: Filed): Promise<Taken | undefined> {
  if (what === 'document') return takeDocument(tx, file, item);
  if (what === 'letter') return takeLetter(tx, file, item, state.version + 1);
  const question = what === 'reply' ? answeredId(item) : item;
  const holds = what === 'reply' ? 'narrative' : questionsOf(kit.form)[item]?.holds;
  const readable: readonly FieldClass[] = classesOver(tx.actor, tx.purpose, ['deciding-authority'], 'read');
  if (!holds || !readable.includes(holds)) return undefined;
  const version = await newestOf(tx, file, holds, question);
  if (!version) return undefined;
  const asked = what === 'reply' ? ((await textsOf(tx, file, 'narrative', askedId(item)))[askedId(item)] ?? '') : null;
  await hideVersion(tx, file, version, state.version + 1);
  return {
    classes: [holds],
    since: version.recordedAt,
    kinds: [`read:answers.${holds}`],
    file: (at, right) => fileAnswer(at, file, right, version, item, asked),
  };
}

/** A reply goes with the question it answers, or nobody would know there what it says. */
async function fileAnswer(tx: Tx, from: FileId, right: FileId, version: Version, item: string, asked: string | null): Promise<string> {
  await fileMoved(tx, from, right, version);
  if (asked !== null) await keepTexts(tx, right, { [askedId(item)]: asked }, 'narrative');
  return item;
}

async function takeDocument(tx: Tx, file: FileId, id: string): Promise<Taken | undefined> {
  const document = await openDocument(tx, file, id);
  if (!document || !(await hideDocument(tx, file, id))) return undefined;
  return {
    classes: ['evidence'],
    since: document.keptAt,
    kinds: ['read:document'],
    file: async (at, right) => {
      const kept = await keep(at, right, { name: document.name, bytes: document.bytes, by: document.by });
      if (!kept.ok) throw new NotThere(kept);
      return kept.document.id;
    },
  };
}

async function takeLetter(tx: Tx, file: FileId, letter: string, event: number): Promise<Taken | undefined> {
  const since = await hideLetter(tx, file, Number(letter.slice(letter.lastIndexOf('.') + 1)), event);
  return since && { classes: ['letters'], since, kinds: ['read:letter'], file: () => Promise.resolve(letter) };
}
