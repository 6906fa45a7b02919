// What leaves the house: bundles that two people agreed to, and the public count of them.
import type { FieldClass } from '#access/classes.ts';
import { classesOver } from '#access/may.ts';
import type { Role } from '#access/roles.ts';
import type { Refused } from '#base/outcome.ts';
import { toTheirOffice, type Clearance } from '#journey/safe-contact.ts';
import { mustTellFirst, passDisclosure } from '#journey/outside.ts';
import type { Kit } from '#kit/kit.ts';
import { current, type Stored } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { classWord } from '#kit/view/class-word.ts';
import { button } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { letter } from '#kit/view/letter.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, page, to, type Ask, type OpenRoute, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { questionsOf } from '#form/form.ts';
import { bundleOf, countsByQuarter, keepBundle, type Bundle, type BundleKind, type Count } from '#rooms/access/tables.ts';
import { disclosedGroundWord, disclosedToWord } from '#rooms/decision/people-lists.ts';
import { actOn, refusedBanner, withCase } from '#rooms/decision/room-pages.ts';
import { purposeOf, type OpenCase } from '#rooms/decision/open.ts';
import { list as documentsIn } from '#kit/store/documents.ts';
import { courseOf, courtBundle, listedOf } from './court-bundle.ts';
import { saidIn } from './said.ts';
import { leaving, toTheirHands } from './their-hands.ts';

const who: readonly Role[] = ['decision-maker', 'decision-manager'];

export function outsidePages(kit: Kit, organisation: (code: string) => string): Route[] {
  const open = (then: (ask: Staff, opened: OpenCase) => Promise<Reply>) => (ask: Staff) => withCase(kit, ask, (opened) => then(ask, opened));
  const base = '/case/:reference';
  const counts: OpenRoute = {
    method: 'GET',
    path: '/disclosures',
    who: 'anyone',
    why: 'How often facts passed outside: counts, for everybody',
    act: (ask) => published(kit, ask),
  };
  return [
    counts as Route,
    { method: 'GET', path: `${base}/disclosures`, who, why: 'What passed outside, and what waits', act: open((ask, opened) => disclosures(ask, opened)) },
    {
      method: 'POST',
      path: `${base}/disclosures/:number`,
      who,
      stepUp: true,
      why: 'Put together what two people agreed to',
      act: open((ask, opened) => putTogether(kit, ask, opened)),
    },
    {
      method: 'GET',
      path: `${base}/disclosures/:number`,
      who,
      why: 'What passed outside, to print',
      act: open((ask, opened) => printed(kit, ask, opened)),
    },
    {
      method: 'GET',
      path: `${base}/disclosures/:number/letter`,
      who,
      why: 'The letter that tells the person before facts pass, to print',
      act: open((ask, opened) => telling(kit, ask, opened)),
    },
    {
      method: 'GET',
      path: `${base}/disclosures/:number/bundle.pdf`,
      who,
      why: 'What passed outside, as an indexed document for a court',
      act: open((ask, opened) => forCourt(kit, organisation, ask, opened)),
    },
  ];
}

/** What is read to be passed on: under the purpose of disclosure, of the classes agreed, as far as the policy goes. */
export async function readFor(kit: Kit, ask: Staff, opened: OpenCase, classes: readonly string[]): Promise<readonly Stored[]> {
  const allowed: readonly FieldClass[] = classesOver(ask.actor, 'disclosure', ['deciding-authority'], 'read').filter((one) => classes.includes(one));
  const asked = questionsOf(kit.form);
  const stored = await kit.db.as(ask.actor, 'disclosure', (tx) => current(tx, opened.file.id, allowed));
  return stored.filter((one) => Object.hasOwn(asked, one.question));
}

function disclosures(ask: Staff, { file, state }: OpenCase, refused?: Refused): Promise<Reply> {
  const { say, lang } = ask;
  const title = say('disclosure.title', 'What passed outside');
  const words = {
    asked: say('disclosure.asked', 'Waits for a second person'),
    agreed: say('disclosure.agreed', 'Agreed by two'),
    refused: say('disclosure.refused', 'Not passed on'),
  };
  const items = state.access.disclosures.map(
    (
      one,
    ) => html`<li><p class="govuk-body">${longDay(one.day, lang)}: ${disclosedToWord(say, one.to)} – ${words[one.state]}<br>${one.classes.map((id) => classWord(say, id)).join(', ')}</p>
${when(mustTellFirst(one), () => html`<p class="govuk-body">${say('disclosure.tell-first', 'The person is told before it passes.')} <a class="govuk-link" href="/case/${file.reference}/do/disclose-person-told">${say('decision.act.disclose-person-told', 'The person was told that facts pass outside')}</a> · <a class="govuk-link" href="/case/${file.reference}/disclosures/${one.number}/letter">${say('disclosure.letter', 'A letter that tells them')}</a></p>`)}
${when(one.toldOn, () => html`<p class="govuk-body">${say('disclosure.told-on', 'The person was told on {day}.', { day: longDay(one.toldOn ?? one.day, lang) })}</p>`)}
${when(one.state === 'agreed' && !mustTellFirst(one), () => html`<form method="post" action="/case/${file.reference}/disclosures/${one.number}" novalidate>${csrf(ask)}${button({ text: say('disclosure.print', 'Put it together and print it'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`)}</li>`,
  );
  return Promise.resolve(
    page(
      title,
      html`${when(refused, () => refused && refusedBanner(ask, refused))}<h1 class="govuk-heading-l">${title}</h1>${items.length > 0 ? html`<ul class="govuk-list govuk-list--spaced">${items}</ul>` : html`<p class="govuk-body">${say('disclosure.none', 'Nothing has passed outside, and nothing waits.')}</p>`}
<p class="govuk-body"><a class="govuk-link" href="/case/${file.reference}/do/disclose">${say('decision.act.disclose', 'Somebody outside asks for facts from this case')}</a></p>`,
      { back: `/case/${file.reference}/acts`, ...(refused ? { status: 409 } : {}) },
    ),
  );
}

/** Once, and as it stands then: what is printed again is the same. */
async function putTogether(kit: Kit, ask: Staff, opened: OpenCase): Promise<Reply> {
  const asked = opened.state.access.disclosures.find((one) => String(one.number) === ask.params['number']);
  if (asked?.state !== 'agreed' || !asked.checker) return absent;
  const { number, maker, checker } = asked;
  const answers = await readFor(kit, ask, opened, asked.classes);
  const refused = await actOn(
    kit,
    ask,
    opened,
    purposeOf(kit, opened.state),
    (state, how) => passDisclosure(state.access, { number }, how),
    {},
    'analysis',
    async (tx) => {
      const steps = asked.classes.includes('administrative')
        ? { course: courseOf(opened.state), documents: listedOf(await documentsIn(tx, opened.file.id)) }
        : {};
      await keepBundle(tx, opened.file.id, { number, what: 'disclosure', maker, checker }, { answers, hidden: 0, ...steps });
    },
  );
  if (refused) return disclosures(ask, opened, refused);
  return to(`/case/${opened.file.reference}/disclosures/${number}`);
}

/** The same bundle on numbered pages with an index. Each time it is made stands in the log. */
async function forCourt(kit: Kit, organisation: (code: string) => string, ask: Staff, opened: OpenCase): Promise<Reply> {
  const bundle = await bundleAt(kit, ask, opened, 'disclosure');
  const { reference } = opened.file;
  if (!bundle || !reference) return absent;
  const by = organisation(opened.state.decision.authority ?? '') || 'OpenNRM';
  const { bytes } = await courtBundle(kit, ask, { bundle, reference, by, on: ask.today, organisation });
  return { kind: 'bytes', type: 'application/pdf', name: `${reference}-${ask.params['number'] ?? ''}.pdf`, bytes };
}

async function printed(kit: Kit, ask: Staff, opened: OpenCase): Promise<Reply> {
  const bundle = await bundleAt(kit, ask, opened, 'disclosure');
  if (!bundle) return absent;
  const { say } = ask;
  const lead = say('disclosure.bundle-lead', 'For the purpose it was asked for and no other. It may not be passed on or used for anything else.');
  const at = `/case/${opened.file.reference}/disclosures/${ask.params['number'] ?? ''}/bundle.pdf`;
  const pdf = html`<p class="govuk-body nrm-no-print"><a class="govuk-link" href="${at}">${say('disclosure.pdf', 'Take it as a PDF for a court: with an index, every page numbered')}</a></p>`;
  const body = html`<p class="govuk-body">${lead}</p>${pdf}${saidIn(kit, ask, bundle.answers)}`;
  return onPaper(kit, ask, opened, {
    heading: say('disclosure.bundle', 'Facts passed on from this record'),
    body,
    back: 'disclosures',
    gate: toTheirOffice(ask.today),
  });
}

/** The bundle of the path, as it was given. */
export async function bundleAt(kit: Kit, ask: Staff, opened: OpenCase, what: BundleKind): Promise<Bundle | undefined> {
  const number = Number(ask.params['number']);
  return Number.isInteger(number) ? kit.db.as(ask.actor, purposeOf(kit, opened.state), (tx) => bundleOf(tx, opened.file.id, number, what)) : undefined;
}

/** What tells the person, before it passes: by whom it was asked, what, why, and that they may disagree. It goes like every letter to them. */
async function telling(kit: Kit, ask: Staff, opened: OpenCase): Promise<Reply> {
  const one = opened.state.access.disclosures.find((each) => String(each.number) === ask.params['number']);
  if (one?.state !== 'agreed') return absent;
  const { say } = ask;
  const paragraph = (text: string): Html => html`<p class="govuk-body">${text}</p>`;
  const body = html`${paragraph(say('disclosure.letter.whom', 'Who asked: {whom}.', { whom: disclosedToWord(say, one.to) }))}
${paragraph(say('disclosure.letter.what', 'What they would be told:'))}<ul class="govuk-list govuk-list--bullet">${one.classes.map((id) => html`<li>${classWord(say, id)}</li>`)}</ul>
${paragraph(say('disclosure.letter.why', 'Why this may be: {ground}. Two people here read the request and agreed to it.', { ground: disclosedGroundWord(say, one.ground) }))}
${paragraph(say('disclosure.letter.disagree', 'You may disagree. Tell us as soon as you can, or tell somebody you trust to tell us. A lawyer can help you, and it costs you nothing to ask one.'))}
${paragraph(say('disclosure.letter.language', 'If this is not in a language you read well, ask us: somebody will tell it to you in yours.'))}`;
  return onPaper(kit, ask, opened, {
    heading: say('disclosure.letter.heading', 'Somebody asked us for facts about you'),
    body,
    back: 'disclosures',
    gate: await toTheirHands(kit, { file: opened.file.id, state: opened.state }, ask.now),
  });
}

export function onPaper(
  kit: Kit,
  ask: Staff,
  { file, state }: OpenCase,
  { heading, body, back, gate }: { readonly heading: string; readonly body: Html; readonly back: 'disclosures' | 'copies'; readonly gate: Clearance },
): Reply {
  const { say } = ask;
  const by = kit.law.lists['authorities']?.items.find((one) => one.code === state.decision.authority)?.label ?? 'OpenNRM';
  return page(
    heading,
    leaving(
      ask,
      gate,
      letter({
        say,
        lang: ask.lang,
        practice: ask.practice,
        today: ask.today,
        on: ask.today,
        from: [by],
        to: [],
        reference: file.reference ?? '',
        heading,
        body,
        signed: say('letter.signed', 'The case team'),
      }),
    ),
    { back: `/case/${file.reference}/${back}` },
  );
}

/** Counted acts by quarter, for everybody to see. */
async function published(kit: Kit, ask: Ask): Promise<Reply> {
  const { say } = ask;
  const rows = await kit.db.as(theService, 'statistics', countsByQuarter);
  const title = say('published.title', 'How often facts about people left this service');
  const words = (one: Count): string => {
    const told: Readonly<Record<string, string>> = {
      told: say('published.told', 'The person was told'),
      unsafe: say('published.unsafe', 'The person was not told, since it was unsafe'),
      'not-reached': say('published.not-reached', 'The person could not be reached'),
    };
    if (one.question === 'disclosed-to') return say('published.to', 'Passed to: {whom}', { whom: disclosedToWord(say, one.code) });
    if (one.question === 'disclosed-ground') return say('published.ground', 'Ground: {ground}', { ground: disclosedGroundWord(say, one.code) });
    if (one.question === 'disclosed-told') return told[one.code] ?? one.code;
    return say('published.glass', 'Part of a case opened for an hour because a life was at risk');
  };
  const heads = [say('published.quarter', 'Quarter'), say('published.what', 'What'), say('published.count', 'How often')];
  // Broken glass is one line, whatever the reason.
  const lines = new Map<string, { quarter: string; text: string; count: number }>();
  for (const one of rows) {
    const text = words(one);
    const key = `${one.quarter}|${text}`;
    lines.set(key, { quarter: one.quarter, text, count: (lines.get(key)?.count ?? 0) + one.count });
  }
  const table = html`<table class="govuk-table nrm-stack"><caption class="govuk-visually-hidden">${title}</caption><thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead>
<tbody>${[...lines.values()].map((one) => html`<tr class="govuk-table__row">${[one.quarter, one.text, String(one.count)].map((text, at) => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${text}</td>`)}</tr>`)}</tbody></table>`;
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('published.lead', 'Each is an act that two people agreed to, or, where a life was at risk, that somebody else looked at. Acts are counted here, not persons.')}</p>
${lines.size === 0 ? html`<p class="govuk-body">${say('published.none', 'None.')}</p>` : table}`,
  );
}
