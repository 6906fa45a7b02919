// Files that came with a report: pictures as copies, papers as their words alone; and what may be unlawful sealed off for good and handed over.
import { readReference } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { dayOf } from '#base/day.ts';
import { line as oneLine } from '#form/clean.ts';
import { refusalIn } from '#journey/refusals.ts';
import { sameFile, signalStream, type FileAt, type Signal } from '#journey/signal.ts';
import { handOverFile, sealFile, seeHandOver } from '#journey/signal-files.ts';
import type { Kit } from '#kit/kit.ts';
import { wordsApart } from '#kit/papers/apart.ts';
import { mayHaveWords } from '#kit/papers/words.ts';
import { openSealedTo } from '#kit/store/age-bytes.ts';
import type { Tx } from '#kit/store/database.ts';
import { button, details, input, notificationBanner, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { withoutName } from './intake/sheet.ts';
import { safeCopy } from './safe-copy.ts';
import { fileOf, filesOf, handedOver, keepHandedOver, keepSeen, openerOf, sealOff, signalAt, type Line } from './store.ts';

const who = ['helpline-adviser'] as const;

export function signalFilesPages(kit: Kit): Route[] {
  const picture = 'A picture that came with a report, as a copy without what it says of phone and place';
  const at = '/helpline/desk/:reference/file/:message/:number';
  return [
    { method: 'GET', path: at, who, why: picture, act: (ask) => shown(kit, ask) },
    { method: 'GET', path: `${at}/words`, who, why: 'The words of a paper that came with a report, and nothing else of it', act: (ask) => words(kit, ask) },
    { method: 'POST', path: at, who, why: 'Seal off what may be unlawful, and write down that the police have it', act: (ask) => does(kit, ask) },
  ];
}

/** `held`: neither a picture nor words that can be shown. `sealed`: nobody opens it here any more. */
export type OpenFile = FileAt & { readonly as: 'picture' | 'words' | 'held' | 'sealed'; readonly handed: string | null };

async function bytesOf(tx: Tx, line: Line, identity: string, at: FileAt): Promise<Buffer | undefined> {
  const sealed = await fileOf(tx, line.file, at);
  const plain = sealed && (await openSealedTo(identity, sealed));
  return plain && withoutName(plain);
}

export async function filesIn(tx: Tx, line: Line, state: Signal, identity: string): Promise<readonly OpenFile[]> {
  const told = state.sealed.length > 0 ? await handedOver(tx, line.file) : new Map<string, string>();
  const found: OpenFile[] = state.sealed.map(({ message, number }) => ({ message, number, as: 'sealed', handed: told.get(`${message}.${number}`) ?? null }));
  for (const at of await filesOf(tx, line.file)) {
    const bytes = await bytesOf(tx, line, identity, at);
    // The whole of a mail is shown beside its words as it came, and its parts are held.
    const mail = line.channel === 'e-mail';
    found.push({ ...at, as: !bytes ? 'held' : safeCopy(bytes) ? 'picture' : !mail && mayHaveWords(bytes) ? 'words' : 'held', handed: null });
  }
  return found.sort((one, other) => one.message - other.message || one.number - other.number);
}

type Found = { readonly line: Line; readonly bytes: Buffer };

async function found(kit: Kit, ask: Staff): Promise<Found | undefined> {
  const at = placeOf(ask);
  return (
    at &&
    kit.db.as(ask.actor, 'intake', async (tx) => {
      const line = await signalAt(tx, readReference(ask.params['reference'] ?? '') ?? '');
      if (!line || !(await kit.ledger.load(tx, signalStream, line.file)).state.opened) return undefined;
      const bytes = await bytesOf(tx, line, (await openerOf(tx, line.opener)) ?? '', at);
      return bytes && { line, bytes };
    })
  );
}

function placeOf(ask: Staff): FileAt | undefined {
  const at = { message: Number(ask.params['message']), number: Number(ask.params['number']) };
  return [at.message, at.number].every((one) => Number.isInteger(one) && one > 0 && one <= 10_000) ? at : undefined;
}

async function shown(kit: Kit, ask: Staff): Promise<Reply> {
  const file = await found(kit, ask);
  const copy = file && safeCopy(file.bytes);
  const { message, number } = ask.params;
  return copy ? { kind: 'bytes', type: copy.type, name: `${file.line.reference}-${message ?? ''}-${number ?? ''}`, bytes: copy.bytes, inline: true } : absent;
}

async function words(kit: Kit, ask: Staff): Promise<Reply> {
  const file = await found(kit, ask);
  if (!file || file.line.channel === 'e-mail' || !mayHaveWords(file.bytes)) return absent;
  const read = await wordsApart(file.bytes);
  const { say } = ask;
  const title = say('signals.paper', 'Words of a paper');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('signals.paper-shows', 'Only the words are shown: no pictures, links or names of writers. A PDF may hold words that its page covers: they are shown too. The paper stays sealed.')}</p>
${read ? html`<p class="govuk-body nrm-said" dir="auto">${read.words}</p>${when(read.cut, () => html`<p class="govuk-body"><strong>${say('signals.paper-cut', 'It is longer than what stands here.')}</strong></p>`)}` : html`<p class="govuk-body"><strong>${say('signals.paper-held', 'Its words cannot be shown safely. It stays sealed.')}</strong></p>`}`,
    { back: `/helpline/desk/${file.line.reference}` },
  );
}

/** The files of a report: what can be shown, what is held, and the one press that seals off. */
export function filesView(ask: Staff, files: readonly OpenFile[], state: Signal, at: string): Html {
  const { say } = ask;
  return when(
    files.length > 0,
    () => html`<h2 class="govuk-heading-m">${say('signals.files', 'Files')}</h2>
<p class="govuk-body">${say('signals.files-how', 'Pictures (JPEG, PNG) open as copies without what they say of phone, time and place. Of text, Word, OpenDocument and PDF files the words are shown. Anything else, other pictures too, cannot be shown and stays sealed.')}</p>
${files.map((one) => fileView(ask, one, state, at))}`,
  );
}

function fileView(ask: Staff, one: OpenFile, state: Signal, at: string): Html {
  const { say } = ask;
  const number = `${one.message}.${one.number}`;
  const here = `${at}/file/${one.message}/${one.number}`;
  if (one.as === 'sealed') return sealedView(ask, one, state, here);
  const link =
    one.as === 'picture'
      ? html`<a class="govuk-link" href="${here}">${say('signals.picture', 'Picture {number}', { number })}</a>`
      : one.as === 'words'
        ? html`<a class="govuk-link" href="${here}/words">${say('signals.words-of', 'Words of file {number}', { number })}</a>`
        : html`${say('signals.held', 'File {number} stays sealed', { number })}`;
  return html`<p class="govuk-body">${link}</p>${details({
    summaryText: say('signals.unlawful', 'File {number} may be unlawful (a child)', { number }),
    html: html`<p class="govuk-body">${say('signals.unlawful-lead', 'Do not copy it, save it or show it to anybody. Press once: nobody opens it here any more, you neither. Then ring the police.')}</p><form method="post" action="${here}" novalidate>${csrf(ask)}${button({ text: say('signals.unlawful-do', 'Seal it off now'), name: 'do', value: 'seal', classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
  })}`;
}

function sealedView(ask: Staff, one: OpenFile, state: Signal, here: string): Html {
  const { say } = ask;
  const sealed = state.sealed.find((each) => sameFile(each, one));
  const form = (inside: Html, what: string, text: string): Html =>
    html`<form method="post" action="${here}" novalidate>${csrf(ask)}${inside}${button({ text, name: 'do', value: what, classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`;
  const id = `told-${one.message}-${one.number}`;
  const next = !sealed?.handedBy
    ? form(
        input({ id, name: 'told', label: { text: say('signals.handed-told', 'Which police force, and their number for it') }, autocomplete: 'off' }),
        'handed',
        say('signals.handed-do', 'It was handed over'),
      )
    : sealed.seenBy
      ? html`<p class="govuk-body">${say('signals.handed-two', 'Two people know that it was handed over.')}</p>`
      : sealed.handedBy === ask.actor.person
        ? html`<p class="govuk-body">${say('signals.handed-other', 'Somebody else of the team looks at it and confirms that it was handed over.')}</p>`
        : form(html``, 'seen', say('signals.handed-seen', 'I have seen that it was handed over'));
  return html`${warningText({ text: say('signals.sealed', 'File {number} is sealed off: nobody opens it here.', { number: `${one.message}.${one.number}` }), iconFallbackText: say('signals.warning', 'Warning') })}
${when(!sealed?.handedBy, () => html`<p class="govuk-body">${say('signals.sealed-ring', 'Ring the police now: 101, or 999 if a child is in danger. Say that a report holds a picture that may be unlawful, and that you have not copied it. Their own officers take it.')}</p>`)}${when(one.handed, () => html`<p class="govuk-body nrm-said">${one.handed ?? ''}</p>`)}${next}`;
}

async function does(kit: Kit, ask: Staff): Promise<Reply> {
  const at = placeOf(ask);
  const line = at && (await kit.db.as(ask.actor, 'intake', (tx) => signalAt(tx, readReference(ask.params['reference'] ?? '') ?? '')));
  if (!at || !line) return absent;
  const doing = { by: ask.actor.person, now: ask.now };
  const told = oneLine(field(ask.body, 'told')).slice(0, 300);
  const what = field(ask.body, 'do');
  const back = `/helpline/desk/${line.reference}`;
  if (what === 'handed' && told === '')
    return problem(ask, back, ask.say('signals.handed-missing', 'Write which police force has it, and their number for it'));
  const steps = {
    seal: [(state: Signal) => sealFile(state, at, doing), (tx: Tx) => sealOff(tx, line.file, at)],
    handed: [(state: Signal) => handOverFile(state, at, doing), (tx: Tx) => keepHandedOver(tx, line.file, at, told)],
    seen: [(state: Signal) => seeHandOver(state, at, doing), async (tx: Tx) => void (await keepSeen(tx, line.file, at))],
  } as const;
  const step = what === 'seal' || what === 'handed' || what === 'seen' ? steps[what] : undefined;
  if (!step) return absent;
  // A file that is not there is not sealed off: asked of what the database still shows.
  if (what === 'seal' && !(await kit.db.as(ask.actor, 'intake', (tx) => filesOf(tx, line.file))).some((one) => sameFile(one, at))) return to(back);
  const how = { day: dayOf(ask.now, kit.law.zone), at: ask.now, nation: kit.law.nations[0]?.code ?? '' };
  const done = await kit.ledger.perform(ask.actor, 'intake', signalStream, line.file, step[0], how, step[1]);
  return done.ok || done.code === 'already-so' ? to(back) : problem(ask, back, refusalIn(ask.say, done as Refused), 409);
}

const problem = (ask: Staff, back: string, text: string, status = 400): Reply =>
  page(
    ask.say('signals.one', 'Report'),
    html`${notificationBanner({ titleText: ask.say('signals.refused', 'Not done'), text, role: 'alert' })}<p class="govuk-body"><a class="govuk-link" href="${back}">${ask.say('signals.back', 'Back to the report')}</a></p>`,
    { status, back },
  );
