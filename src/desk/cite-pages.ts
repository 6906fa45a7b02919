// Citing a passage of a case for or against an element of the test; and seeing beside each other what was cited and what stands there now.
import { randomUUID } from 'node:crypto';
import type { FieldClass } from '#access/classes.ts';
import type { Purpose } from '#access/purposes.ts';
import type { Refused } from '#base/outcome.ts';
import { evidence, there, writing, type Writing } from '#journey/cite.ts';
import { differing } from '#journey/second.ts';
import { list } from '#kit/store/documents.ts';
import { html, type Html } from '#kit/view/html.ts';
import { absent, field, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import { isVerbatim, readCitation, type Citation, type Cited, type Passage } from '#rooms/decision/citations.ts';
import { citationsAt, keepCitation } from '#rooms/decision/cited.ts';
import { decidePage, saveFindings } from '#rooms/decision/decide-pages.ts';
import type { Wrong } from '#rooms/decision/findings.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { deciders, fieldsOf, mistakes, refusedBanner, withCase, type DecisionRoom } from '#rooms/decision/room-pages.ts';
import { askedId, readAnsweredId } from '#rooms/decision/reason-ids.ts';
import { citeForm, bothVersions } from './cite-view.ts';
import { quotable } from './passages.ts';
import { versionsOf } from './readable.ts';

/** What was asked to be cited, with its words; `words` null: a document, which is read on its own page. */
type Found = { readonly passage: Passage; readonly words: string | null };

export function citePages(room: DecisionRoom): Route[] {
  const { kit } = room;
  const case_ = '/case/:reference';
  const open = (then: (ask: Staff, opened: OpenCase, purpose: Purpose) => Promise<Reply>) => (ask: Staff) =>
    withCase(kit, ask, (opened, purpose) => then(ask, opened, purpose));
  const door = (method: 'GET' | 'POST', path: string, why: string, act: (ask: Staff, opened: OpenCase, purpose: Purpose) => Promise<Reply>): Route => ({
    ...{ method, path: `${case_}${path}`, who: deciders, why },
    act: open(act),
  });
  return [
    door('GET', '/cite/:holds/:what', 'Cite a passage: for what, against what, how much weight', (ask, opened, purpose) =>
      citePage(room, ask, opened, purpose),
    ),
    door('POST', '/cite/:holds/:what', 'Keep a citation', (ask, opened, purpose) => citeNow(room, ask, opened, purpose)),
    door('POST', '/cite/:holds/:what/begin', 'Save the findings on the screen, then cite a passage', (ask, opened, purpose) =>
      begin(room, ask, opened, purpose),
    ),
    door('GET', '/cited/:id', 'A cited passage beside what stands there now', (ask, opened, purpose) => bothPage(room, ask, opened, purpose)),
  ];
}

/** The passage of the path as it stands now, or in the version named. Refused: what is no passage, and what is only an absence. */
async function passageOf({ kit }: DecisionRoom, ask: Staff, { file }: OpenCase, purpose: Purpose, version?: number): Promise<Found | Refused> {
  const { holds = '', what = '' } = ask.params;
  return kit.db.as(ask.actor, purpose, async (tx) => {
    if (holds === 'document') {
      const paper = (await list(tx, file.id)).find((one) => one.id === what && one.state === 'kept');
      return there(paper && { passage: { kind: 'document' as const, document: paper.id, title: paper.name }, words: null });
    }
    const versions = await versionsOf(kit, tx, file.id, holds, what);
    const stored = there(version === undefined ? versions.at(-1) : versions.find((one) => one.version === version));
    if ('ok' in stored) return stored;
    const put = readAnsweredId(what);
    const asked = put === undefined ? [] : await versionsOf(kit, tx, file.id, holds, askedId(put));
    const said = evidence(quotable(kit, ask, stored, asked));
    if ('ok' in said) return said;
    return { passage: { kind: 'answer' as const, question: what, holds: stored.holds, version: stored.version, title: said.title }, words: said.words };
  });
}

type Again = { readonly typed?: Readonly<Record<string, string>>; readonly errors?: readonly Wrong[]; readonly refused?: Refused; readonly status?: number };

async function citePage(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose, again: Again = {}): Promise<Reply> {
  const at = writing(opened.state, room.kit.law, ask.actor.person);
  const found = await passageOf(room, ask, opened, purpose);
  const title = ask.say('cite.page', 'Cite this');
  const stop = again.refused ?? ('ok' in at ? at : 'ok' in found ? found : undefined);
  if (stop || 'ok' in at || 'ok' in found)
    return room.frame(ask, opened, {
      tab: 'cite',
      title,
      panel: stop ? refusedBanner(ask, stop) : html``,
      status: stop?.code === 'no-such-passage' ? 404 : 409,
    });
  const test = inForce(ruleOf(room, at), ask.today, opened.state.nation).value;
  const typed = { ...(found.words === null ? {} : { words: found.words }), ...again.typed };
  const panel: Html = html`${mistakes(ask, again.errors ?? [])}${citeForm(ask, { action: addressOf(ask, opened), test, found, typed, errors: again.errors ?? [], reference: opened.file.reference ?? '' })}`;
  return room.frame(ask, opened, { tab: 'cite', title, panel, ...(again.status ? { status: again.status } : {}) });
}

const addressOf = (ask: Staff, { file }: OpenCase): string => `/case/${file.reference ?? ''}/cite/${ask.params['holds'] ?? ''}/${ask.params['what'] ?? ''}`;

function ruleOf({ kit }: DecisionRoom, { stage }: Writing) {
  const rule = Object.hasOwn(kit.law.test, stage) ? kit.law.test[stage] : undefined;
  if (!rule) throw new Error('a stage without a test');
  return rule;
}

/** From the findings page: what is written there is saved first, and words that were selected stand in the page that follows. */
async function begin(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const saved = await saveFindings(room, ask, opened, purpose);
  if (saved === 'newer') return decidePage(room, ask, opened, { newer: true, status: 409 });
  if ('ok' in saved) return decidePage(room, ask, opened, { typed: fieldsOf(ask), refused: saved, status: 409 });
  const selected = field(ask.body, 'selected').trim();
  if (selected === '') return to(addressOf(ask, opened));
  const found = await passageOf(room, ask, opened, purpose);
  const fits = !('ok' in found) && found.words !== null && isVerbatim(selected, found.words);
  // Words stand in no address: the page that follows is the answer to this post.
  return citePage(room, ask, opened, purpose, fits ? { typed: { words: selected } } : {});
}

async function citeNow(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const at = writing(opened.state, room.kit.law, ask.actor.person);
  if ('ok' in at) return citePage(room, ask, opened, purpose, { refused: at });
  const typed = fieldsOf(ask);
  const version = Number(typed['version']);
  // The version that was on the screen: a later one does not change what was read.
  const found = await passageOf(room, ask, opened, purpose, Number.isInteger(version) && version > 0 ? version : undefined);
  if ('ok' in found) return citePage(room, ask, opened, purpose, { refused: found });
  const test = inForce(ruleOf(room, at), ask.today, opened.state.nation).value;
  const read = readCitation(typed, test, found.words, ask.say);
  if ('errors' in read) return citePage(room, ask, opened, purpose, { typed, errors: read.errors, status: 400 });
  const citation: Citation = { ...read, of: found.passage };
  await room.kit.db.as(ask.actor, purpose, (tx) => keepCitation(tx, opened, at, randomUUID(), citation));
  return to(`/case/${opened.file.reference}/decide`);
}

async function bothPage(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const all = await room.kit.db.as(ask.actor, purpose, async (tx) => {
    const found: Cited[] = [];
    for (const at of seenBy(room, ask, opened)) found.push(...(await citationsAt(tx, opened, at)));
    return found;
  });
  const one = all.find((each) => each.id === ask.params['id']);
  if (!one) return absent;
  const here =
    one.of.kind === 'answer'
      ? { holds: one.of.holds as FieldClass | 'document', what: one.of.question }
      : { holds: 'document' as const, what: one.of.document };
  const now = await passageOf(room, { ...ask, params: { ...ask.params, ...here } }, opened, purpose);
  return room.frame(ask, opened, {
    tab: 'cite',
    title: ask.say('cite.both', 'What was cited, and what stands there now'),
    panel: bothVersions(ask, one, 'ok' in now ? null : now.words, `/case/${opened.file.reference ?? ''}/decide`),
  });
}

/** The findings whose citations somebody may look at. Until a second person has found for themselves, nothing of the first is shown to them. */
function seenBy({ kit }: DecisionRoom, { actor: { person, role } }: Staff, { state }: OpenCase): readonly Writing[] {
  const waits = state.decision.proposed;
  const at = writing(state, kit.law, person);
  if (!waits || (!('ok' in at) && at.of)) return 'ok' in at ? [] : [at];
  const { stage, round } = waits;
  const own = waits.maker === person || waits.outcome === 'positive' || waits.reviews.some((one) => one.reviewer === person);
  const both = waits.reviews.map((one) => ({ stage, round, of: one.reviewer }));
  return own || (differing(waits) && role === 'decision-manager') ? [{ stage, round }, ...both] : [];
}
