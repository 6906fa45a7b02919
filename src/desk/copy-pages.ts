// A person's own copy of what is held about them: begun by one, read again by another who leaves out facts about others, printed and handed over.
import { fieldClasses, type FieldClass } from '#access/classes.ts';
import type { Role } from '#access/roles.ts';
import { makeCopy, releaseCopy } from '#journey/outside.ts';
import type { Stored } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { open as openDocument } from '#kit/store/documents.ts';
import { button, checkboxes, insetText, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, fieldList, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { keepBundle, readingsOf, type Bundle, type CopyPart } from '#rooms/access/tables.ts';
import { actOn, refusedBanner, withCase } from '#rooms/decision/room-pages.ts';
import { purposeOf, type OpenCase } from '#rooms/decision/open.ts';
import { blacken, partBody, partShown, partsByGroup, partsOf, partsPrinted, wordsToBlacken, type CopyDesk } from './copy-parts.ts';
import { bundleAt, onPaper, readFor } from './outside-pages.ts';
import { saidIn } from './said.ts';
import { toTheirHands } from './their-hands.ts';

const who: readonly Role[] = ['decision-maker', 'decision-manager'];

export function copyPages(desk: CopyDesk): Route[] {
  const { kit } = desk;
  const open = (then: (ask: Staff, opened: OpenCase) => Promise<Reply>) => (ask: Staff) => withCase(kit, ask, (opened) => then(ask, opened));
  const base = '/case/:reference/copies';
  return [
    { method: 'GET', path: base, who, why: 'Copies for the person', act: open((ask, opened) => copies(ask, opened)) },
    { method: 'POST', path: base, who, why: 'Begin a copy for the person', act: open((ask, opened) => begin(desk, ask, opened)) },
    { method: 'GET', path: `${base}/:number`, who, why: 'Read a copy a second time, or print it', act: open((ask, opened) => copy(desk, ask, opened)) },
    {
      method: 'GET',
      path: `${base}/:number/papers/:document/file`,
      who,
      why: 'A file that belongs to a copy, to hand it over',
      act: open((ask, opened) => paper(desk, ask, opened)),
    },
    {
      method: 'POST',
      path: `${base}/:number`,
      who,
      stepUp: true,
      why: 'Leave out facts about others and release it',
      act: open((ask, opened) => release(desk, ask, opened)),
    },
  ];
}

function copies(ask: Staff, { file, state }: OpenCase, again: Html = html``): Promise<Reply> {
  const { say, lang } = ask;
  const title = say('copy.title', 'Copies for the person');
  const items = state.access.copies.map(
    (one) =>
      html`<li><a class="govuk-link" href="/case/${file.reference}/copies/${one.number}">${longDay(one.day, lang)}</a> ${one.checker ? say('copy.released', 'Read by two and released') : say('copy.waits', 'Waits for its second reader')}</li>`,
  );
  const body = html`${again}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('copy.lead', 'A person may have a copy of what is held about them. You begin it; a second person reads it, leaves out facts about others, and releases it.')}</p>
<ul class="govuk-list govuk-list--spaced">${items}</ul>
<form method="post" action="/case/${file.reference}/copies" novalidate>${csrf(ask)}${button({ text: say('copy.begin', 'Begin a copy'), preventDoubleClick: true })}</form>`;
  return Promise.resolve(page(title, body, { back: `/case/${file.reference}/acts` }));
}

async function begin({ kit }: CopyDesk, ask: Staff, opened: OpenCase): Promise<Reply> {
  const refused = await actOn(kit, ask, opened, purposeOf(kit, opened.state), (state, how) => makeCopy(state.access, how));
  return refused ? copies(ask, opened, refusedBanner(ask, refused)) : to(`/case/${opened.file.reference}/copies`);
}

/** One answer as a reader saw it: its version too. */
const asShown = (one: Stored): string => `${one.holds}|${one.question}|${one.version}`;

/** All a person may be told of what is held: what is said of suspects is shown to the second reader and mostly left out. */
const copied: readonly FieldClass[] = fieldClasses.filter((one) => !['analysis', 'legal', 'refuge'].includes(one));

async function copy(desk: CopyDesk, ask: Staff, opened: OpenCase, again: Html = html``): Promise<Reply> {
  const { kit } = desk;
  const made = opened.state.access.copies.find((one) => String(one.number) === ask.params['number']);
  if (!made) return absent;
  if (made.checker) return printed(desk, ask, opened);
  const { say } = ask;
  const title = say('copy.read', 'Read the copy a second time');
  const back = `/case/${opened.file.reference}/copies`;
  if (made.maker === ask.actor.person)
    return page(
      title,
      html`<h1 class="govuk-heading-l">${title}</h1>${insetText({ text: say('copy.not-you', 'You began it, so somebody else reads it a second time.') })}`,
      { back },
    );
  const { answers, parts } = await gather(desk, ask, opened);
  const shown = [...answers.map(asShown), ...parts.map(partShown)].map((one) => html`<input type="hidden" name="shown" value="${one}">`);
  const items = answers.map((one) => ({ value: `${one.holds}|${one.question}`, html: html`${saidIn(kit, ask, [one], 2)}`, checked: one.holds === 'suspect' }));
  const groups = partsByGroup(say, parts).map(({ head, parts: of }, at) =>
    checkboxes({
      name: 'hide',
      idPrefix: `hide-part-${at}`,
      fieldset: { legend: { text: head, classes: 'govuk-fieldset__legend--m' } },
      items: of.map((one) => ({ value: one.id, html: html`${when(one.title, () => html`<strong>${one.title}</strong>`)}${partBody(one)}`, checked: false })),
    }),
  );
  return page(
    title,
    html`${again}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('copy.read-lead', 'Tick what is about somebody else and may not be told: who did it, who helped, whose address it is. What you tick is left out; how many is said.')}</p>
<p class="govuk-body">${say('copy.read-papers', 'Open each paper and picture too before you release the copy:')} <a class="govuk-link" href="/evidence/${opened.file.reference ?? ''}">${say('copy.papers', 'Papers and pictures')}</a></p>
<form method="post" action="/case/${opened.file.reference}/copies/${made.number}" novalidate>${csrf(ask)}${shown}${checkboxes({ name: 'hide', idPrefix: 'hide', fieldset: { legend: { text: say('copy.answers', 'What was said'), classes: 'govuk-fieldset__legend--m' } }, items })}${groups}
${textarea({ name: 'blacken', id: 'blacken', rows: 4, value: field(ask.body, 'blacken'), label: { text: say('copy.blacken', 'Names of other people to black out, one a line') }, hint: { text: say('copy.blacken-hint', 'Wherever somebody wrote freely: what was said, reasons, questions, letters. Three letters or more.') } })}
${button({ text: say('copy.release', 'Release the copy'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
    { back, wide: true },
  );
}

/** Answers under the purpose of disclosure; the rest as who decides reads it in the case, and who read it from the log. */
async function gather(desk: CopyDesk, ask: Staff, opened: OpenCase): Promise<{ readonly answers: readonly Stored[]; readonly parts: readonly CopyPart[] }> {
  const { kit } = desk;
  const answers = await readFor(kit, ask, opened, copied);
  const readings = await kit.db.as(theService, 'audit', (tx) => readingsOf(tx, [opened.file.id], ask.now));
  const parts = await kit.db.as(ask.actor, purposeOf(kit, opened.state), (tx) => partsOf(tx, desk, ask, opened, readings));
  return { answers, parts };
}

/** As it was released, and the same whenever it is printed again. */
async function printed({ kit }: CopyDesk, ask: Staff, opened: OpenCase): Promise<Reply> {
  const bundle = await bundleAt(kit, ask, opened, 'own-copy');
  if (!bundle) return absent;
  const { say } = ask;
  const papers = `/case/${opened.file.reference ?? ''}/copies/${ask.params['number'] ?? ''}/papers`;
  const body = html`<p class="govuk-body">${say('copy.bundle-lead', 'This is what is held about you. {count} entries about other people were left out by a second reader.', { count: bundle.hidden })}</p>
${when(bundle.blackened, () => html`<p class="govuk-body">${say('copy.blackened', 'In {count} places the name of somebody else is blacked out.', { count: bundle.blackened ?? 0 })}</p>`)}
${saidIn(kit, ask, bundle.answers)}${partsPrinted(say, bundle.parts ?? [], papers)}`;
  return onPaper(kit, ask, opened, {
    heading: say('copy.bundle', 'What is held about you'),
    body,
    back: 'copies',
    gate: await toTheirHands(kit, { file: opened.file.id, state: opened.state }, ask.now),
  });
}

/** Only a file that the second reader let into this copy. */
async function paper({ kit }: CopyDesk, ask: Staff, opened: OpenCase): Promise<Reply> {
  const bundle = await bundleAt(kit, ask, opened, 'own-copy');
  const document = bundle?.parts?.find((one) => one.document === ask.params['document'])?.document;
  const found = document && (await kit.db.as(ask.actor, purposeOf(kit, opened.state), (tx) => openDocument(tx, opened.file.id, document)));
  return found ? { kind: 'bytes', type: found.type, name: found.name, bytes: found.bytes, inline: false } : absent;
}

async function release(desk: CopyDesk, ask: Staff, opened: OpenCase): Promise<Reply> {
  const { kit } = desk;
  const made = opened.state.access.copies.find((one) => String(one.number) === ask.params['number']);
  if (!made) return absent;
  const hide = fieldList(ask.body, 'hide');
  const all = await gather(desk, ask, opened);
  // What came in since the second reader opened the page was read by nobody: it is shown to them first.
  const seen = new Set(fieldList(ask.body, 'shown'));
  if (made.maker !== ask.actor.person && !made.checker && ![...all.answers.map(asShown), ...all.parts.map(partShown)].every((one) => seen.has(one)))
    return copy(desk, ask, opened, insetText({ text: ask.say('copy.added', 'Something was added since you opened this page. Read it once more.') }));
  const answers = all.answers.filter((one) => !hide.includes(`${one.holds}|${one.question}`));
  const parts = all.parts.filter((one) => !hide.includes(one.id));
  const hidden = all.answers.length - answers.length + all.parts.length - parts.length;
  const { bundle: clean, times } = blacken(kit, { answers, parts, hidden }, wordsToBlacken(field(ask.body, 'blacken')));
  const bundle: Bundle = { ...clean, blackened: times };
  const refused = await actOn(
    kit,
    ask,
    opened,
    purposeOf(kit, opened.state),
    (state, how) => releaseCopy(state.access, { number: made.number, hidden: bundle.hidden }, how),
    {},
    'analysis',
    (tx) => keepBundle(tx, opened.file.id, { number: made.number, what: 'own-copy', maker: made.maker, checker: ask.actor.person }, bundle),
  );
  if (refused) return copies(ask, opened, refusedBanner(ask, refused));
  return to(`/case/${opened.file.reference}/copies/${made.number}`);
}
