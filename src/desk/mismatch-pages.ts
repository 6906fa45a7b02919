// Noting two passages that do not fit together: which two, what of it, and what may explain it. Only then may a reason rest on it.
import { randomUUID } from 'node:crypto';
import type { Purpose } from '#access/purposes.ts';
import type { Refused } from '#base/outcome.ts';
import { writing } from '#journey/cite.ts';
import type { Considered } from '#journey/events.ts';
import { find, isRefused } from '#journey/ground.ts';
import { nameOf, noteMismatch, type Named } from '#journey/mismatch.ts';
import { list } from '#kit/store/documents.ts';
import { button, radios, select, textarea } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { csrf, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { versionOf, type Rule } from '#law/rule.ts';
import type { Typed, Wrong } from '#rooms/decision/findings.ts';
import { causeWord, consideredWord, type Written } from '#rooms/decision/mismatch-view.ts';
import { purposeOf, type OpenCase } from '#rooms/decision/open.ts';
import { mismatchIds } from '#rooms/decision/reason-ids.ts';
import { actOn, deciders, fieldsOf, mistakes, refusedBanner, withCase, type DecisionRoom } from '#rooms/decision/room-pages.ts';
import { rulesPanel } from '#rooms/decision/rules-view.ts';
import { quotable } from './passages.ts';
import { answersOf } from './readable.ts';

type Passage = Named & { readonly title: string; readonly words: string | null };
const considered: readonly Considered[] = ['explains', 'does-not', 'cannot-say'];
const most = 4000;

export function mismatchPages(room: DecisionRoom): Route[] {
  const path = '/case/:reference/mismatch';
  const open = (then: (ask: Staff, opened: OpenCase, purpose: Purpose) => Promise<Reply>) => (ask: Staff) =>
    withCase(room.kit, ask, (opened, purpose) => then(ask, opened, purpose));
  return [
    {
      ...{ method: 'GET', path, who: deciders, why: 'Two passages that do not fit together, and what may explain it' },
      act: open((ask, opened) => mismatchPage(room, ask, opened)),
    },
    {
      ...{ method: 'POST', path, who: deciders, why: 'Note two passages that do not fit together' },
      act: open((ask, opened, purpose) => noteNow(room, ask, opened, purpose)),
    },
  ];
}

/** What may be chosen: answers as they stand now, and documents. What was added to or put right stands here as it is now. */
async function passagesOf({ kit }: DecisionRoom, ask: Staff, opened: OpenCase): Promise<readonly Passage[]> {
  const all = await answersOf(kit, ask, opened);
  const answers = all.flatMap((one): Passage[] => {
    const said = quotable(kit, ask, one, all);
    return said ? [{ holds: one.holds, what: one.question, version: one.version, ...said }] : [];
  });
  const papers = await kit.db.as(ask.actor, purposeOf(kit, opened.state), (tx) => list(tx, opened.file.id));
  const kept = papers
    .filter((one) => one.state === 'kept')
    .map((one): Passage => ({ holds: 'document', what: one.id, version: 1, title: one.name, words: null }));
  return [...answers, ...kept];
}

type Again = { readonly typed?: Typed; readonly errors?: readonly Wrong[]; readonly refused?: Refused };

async function mismatchPage(room: DecisionRoom, ask: Staff, opened: OpenCase, again: Again = {}): Promise<Reply> {
  const { say } = ask;
  const { law } = room.kit;
  const title = say('mismatch.page', 'Two things that do not fit together');
  const at = writing(opened.state, law, ask.actor.person);
  const how = { day: ask.today, by: ask.actor.person, nation: opened.state.nation, confirmed: await room.kit.confirmed() };
  const causes = find(law.mismatchCauses, ask.today, opened.state.nation, how);
  const rule = 'ok' in at ? undefined : law.test[at.stage];
  const test = rule && find(rule, ask.today, opened.state.nation, how);
  const stop = 'ok' in at ? at : isRefused(causes) ? causes : isRefused(test) ? test : undefined;
  if (stop || isRefused(causes) || !test || isRefused(test))
    return room.frame(ask, opened, { tab: 'cite', title, panel: stop ? refusedBanner(ask, stop) : html``, status: 409 });
  const { typed = { element: ask.query['element'] ?? '' }, errors = [] } = again;
  const passages = await passagesOf(room, ask, opened);
  const wrong = (name: string) => {
    const text = errors.find((error) => error.field === name)?.text;
    return text ? { errorMessage: { text } } : {};
  };
  const pick = (name: string, label: string): Html =>
    select({
      name,
      id: name,
      label: { text: label, classes: 'govuk-label--s' },
      items: [
        { value: '', text: say('mismatch.choose', 'Choose an answer or a document') },
        ...passages.map((one) => ({ value: nameOf(one), text: one.title, selected: typed[name] === nameOf(one) })),
      ],
      ...wrong(name),
    });
  const head = again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, errors);
  const panel = html`${head}<p class="govuk-body">${say('mismatch.lead', 'Accounts of what was done to somebody seldom fit together at once. Before anything rests on it, say what you considered. What the person adds later or puts right is an addition and never a contradiction.')}</p>
${rulesPanel(ask, [law.mismatchCauses as Rule<unknown>], opened.state.nation)}
<form method="post" action="/case/${opened.file.reference ?? ''}/mismatch" novalidate>${csrf(ask)}
${pick('first', say('mismatch.first', 'The one'))}${pick('second', say('mismatch.second', 'The other'))}
${textarea({ name: 'words', id: 'words', rows: 4, value: typed['words'] ?? '', label: { text: say('mismatch.words', 'What of the two does not fit together, and what did you consider?'), classes: 'govuk-label--s' }, hint: { text: say('mismatch.words-hint', 'Who said each, when, in which language and before whom. Whether anybody asked the person about it.') }, ...wrong('words') })}
${radios({ name: 'element', idPrefix: 'element', fieldset: { legend: { text: say('cite.element', 'Which part of the test is it about?'), classes: 'govuk-fieldset__legend--s' } }, items: test.value.elements.map((one) => ({ value: one.id, text: one.label })), ...(typed['element'] ? { value: typed['element'] } : {}), ...wrong('element') })}
<h2 class="govuk-heading-m">${say('mismatch.causes', 'What may explain it?')}</h2>
${causes.value.map((cause) => radios({ name: `cause.${cause}`, idPrefix: `cause.${cause}`, classes: 'govuk-radios--small', fieldset: { legend: { text: causeWord(say, cause), classes: 'govuk-fieldset__legend--s' } }, items: considered.map((one) => ({ value: one, text: consideredWord(say, one) })), ...(typed[`cause.${cause}`] ? { value: typed[`cause.${cause}`] ?? '' } : {}), ...wrong(`cause.${cause}`) }))}
<div class="govuk-button-group">${button({ text: say('mismatch.note', 'Note it'), preventDoubleClick: true })}<a class="govuk-link" href="/case/${opened.file.reference ?? ''}/decide">${say('cite.back', 'Back to the findings')}</a></div></form>`;
  const status = again.refused ? 409 : errors.length > 0 ? 400 : undefined;
  return room.frame(ask, opened, { tab: 'cite', title, panel, ...(status ? { status } : {}) });
}

async function noteNow(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { say } = ask;
  const typed = fieldsOf(ask);
  const at = writing(opened.state, room.kit.law, ask.actor.person);
  if ('ok' in at) return mismatchPage(room, ask, opened, { typed, refused: at });
  const passages = await passagesOf(room, ask, opened);
  const [one, other] = ['first', 'second'].map((name) => passages.find((each) => nameOf(each) === typed[name]));
  const words = (typed['words'] ?? '').trim();
  const causes = Object.fromEntries(
    Object.keys(typed)
      .filter((name) => name.startsWith('cause.'))
      .map((name) => [name.slice('cause.'.length), considered.find((each) => each === typed[name])]),
  );
  const errors: Wrong[] = [];
  for (const cause of versionOf(room.kit.law.mismatchCauses, ask.today, opened.state.nation)?.value ?? [])
    if (!causes[cause])
      errors.push({
        field: `cause.${cause}`,
        text: say('mismatch.cause-needed', 'Say whether this may explain it: {cause}', { cause: causeWord(say, cause) }),
      });
  if (!one) errors.push({ field: 'first', text: say('mismatch.first-needed', 'Choose the one') });
  if (!other) errors.push({ field: 'second', text: say('mismatch.second-needed', 'Choose the other') });
  if (words === '') errors.push({ field: 'words', text: say('mismatch.words-needed', 'Say what does not fit together and what you considered') });
  if ([...words].length > most) errors.push({ field: 'words', text: say('cite.why-long', 'Shorten this to {most} characters.', { most }) });
  if (!typed['element']) errors.push({ field: 'element', text: say('cite.element-needed', 'Say which part of the test it is about') });
  if (errors.length > 0 || !one || !other) return mismatchPage(room, ask, opened, { typed, errors });
  const mismatch = randomUUID();
  const side = ({ title, words: said }: Passage) => ({ title, words: said });
  const written: Written = { sides: [side(one), side(other)], words };
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purpose,
    (state, how) => noteMismatch(state, { mismatch, element: typed['element'] ?? '', between: [one, other], considered: causes }, room.kit.law, how),
    { [mismatchIds(at.stage, at.round).one(mismatch)]: JSON.stringify(written) },
  );
  return refused ? mismatchPage(room, ask, opened, { typed, refused }) : to(`/case/${opened.file.reference ?? ''}/decide`);
}
