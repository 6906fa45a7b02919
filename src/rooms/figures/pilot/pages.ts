// "Is the pilot working?": asked in an address, answered from the statistics table, with everything that speaks against the answer beside it.
import type { Role } from '#access/roles.ts';
import type { Day } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { details, insetText } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import { momentOf } from '#rooms/figures/moment.ts';
import { asking, summary } from './asking.ts';
import { byForce, check, typedIn, type Asked, type Mistake } from './asked.ts';
import { fewest, type Cohort } from './compare.ts';
import { accuracy, balance, limits, median, power, waves } from './doubts.ts';
import type { PilotExample } from './example.ts';
import type { Judged } from './judge.ts';
import { judgeApart } from './judge-apart.ts';
import { pilotCases } from './store.ts';
import { answer, curves, tests } from './views.ts';

const readers: readonly Role[] = ['statistician', 'administrator'];

export function pilotPages(kit: Kit, examples: readonly PilotExample[]): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/figures/pilot',
      who: readers,
      stepUp: true,
      why: 'Those who make the figures compare how cases went where something new was tried, and where it was not',
      act: (ask) => show(kit, examples, ask),
    },
  ];
}

async function show(kit: Kit, examples: readonly PilotExample[], ask: Staff): Promise<Reply> {
  const typed = typedIn(ask.query, kit.law);
  const example = examples.find((one) => one.id === typed.example);
  const read = typed.any ? check(typed, kit.law, ask.today, ask.say) : undefined;
  const found = read && 'asked' in read ? await compared(kit, ask, read.asked, example) : undefined;
  const mistakes = read && 'mistakes' in read ? read.mistakes : (found?.mistakes ?? []);
  const title = ask.say('pilot.title', 'Is the pilot working?');
  const body = html`${summary(ask, kit, mistakes)}<h1 class="govuk-heading-xl">${title}</h1>
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<p class="govuk-body-l">${ask.say('pilot.lead', 'How long cases wait where something new was tried, beside how long they wait elsewhere, and how that was before.')}</p>
${exampleLinks(ask, examples, example)}
${found?.shown ? details({ summaryText: ask.say('pilot.change', 'What was asked: change it'), html: asking(kit, ask, typed, mistakes) }) : asking(kit, ask, typed, mistakes)}
</div></div>${found?.shown ?? nothing}`;
  return page(title, body, { wide: true, back: '/figures', ...(mistakes.length > 0 ? { status: 400 } : {}) });
}

function exampleLinks({ say }: Staff, examples: readonly PilotExample[], chosen: PilotExample | undefined): Html {
  if (examples.length === 0) return nothing;
  const links = examples
    .filter((one) => one !== chosen)
    .map((one) => html`<li><a class="govuk-link" href="/figures/pilot?example=${one.id}&${one.query}">${one.title(say)}</a></li>`);
  return html`${when(chosen !== undefined, () => insetText({ html: html`<p class="govuk-body"><strong>${chosen?.title(say)}</strong></p><p class="govuk-body">${chosen?.note(say)}</p><p class="govuk-body"><a class="govuk-link" href="/figures/pilot">${say('pilot.own', 'Ask about the cases of this service instead')}</a></p>` }))}
<p class="govuk-body">${say('pilot.examples', 'Worked examples, on invented cases:')}</p><ul class="govuk-list govuk-list--bullet">${join(links)}</ul>`;
}

type Compared = { readonly mistakes: readonly Mistake[]; readonly shown?: Html };

async function compared(kit: Kit, ask: Staff, asked: Asked, example: PilotExample | undefined): Promise<Compared> {
  const until: Day = asked.on ?? ask.today;
  const stages = kit.law.stages.map((stage) => stage.id);
  const cases = await kit.db.as(ask.actor, 'statistics', async (tx) =>
    pilotCases(
      tx,
      {
        ...{ moment: await momentOf(tx, asked.on), first: asked.base, last: asked.to, until, stage: asked.stage },
        earlier: stages.slice(0, stages.indexOf(asked.stage)),
        byForce: byForce(kit.law),
      },
      example?.rows(),
    ),
  );
  const found = await judgeApart(cases, asked, until);
  return 'few' in found ? { mistakes: tooFew(found.few, ask) } : { mistakes: [], shown: shownOf(kit, ask, asked, until, found.judged) };
}

/** A group of hardly anybody says nothing, and points at somebody. */
function tooFew(few: readonly Pick<Cohort, 'side' | 'time'>[], { say }: Staff): readonly Mistake[] {
  const groups = { pilot: { before: 'base', after: 'pilot' }, compared: { before: 'base', after: 'compare' } } as const;
  const texts = {
    pilot: say(
      'pilot.empty-pilot',
      'Fewer than {fewest} such cases were sent in the pilot areas in these dates. Take more areas, more days, or more kinds of case',
      { fewest },
    ),
    compare: say(
      'pilot.empty-compare',
      'Fewer than {fewest} such cases were sent in the areas to compare with. Take more of them, more days, or more kinds of case',
      { fewest },
    ),
    base: say('pilot.empty-base', 'Fewer than {fewest} such cases were sent in the time before, in one of the two groups. Begin it earlier', { fewest }),
  };
  const fields = new Set(few.map((one) => groups[one.side][one.time]));
  return [...fields].map((field) => ({ field, text: texts[field] }));
}

function shownOf({ law, practice }: Kit, ask: Staff, asked: Asked, until: Day, found: Judged): Html {
  const { say, lang } = ask;
  const { cohorts, waited, share } = found;
  const least = inForce(law.smallNumbers, ask.today, law.nations[0]?.code ?? '').value;
  return html`<p class="govuk-body"><strong>${say('figures.as-recorded', 'As recorded on {day}', { day: longDay(until, lang) })}.</strong> ${say(
    'pilot.span',
    'Cases sent from {base} to {to}; the pilot from {from}. Decision: {stage}.',
    {
      base: longDay(asked.base, lang),
      to: longDay(asked.to, lang),
      from: longDay(asked.from, lang),
      stage: law.stages.find((stage) => stage.id === asked.stage)?.name ?? asked.stage,
    },
  )}</p>
${answer(say, waited, share)}
${limits(say)}
${curves(say, cohorts)}
${tests(say, found.tests)}
${waves(ask, found.waves, least)}
${accuracy(say, found.accuracy, least)}
${balance(say, law, cohorts, found.balance, least)}
${power(say, waited, share)}
${median(say, found.median)}
<p class="govuk-body-s">${say('pilot.source', 'Source: codes and days of the statistics table, without names. Confirmed duplicates are left out. Do not publish these numbers: they have not passed disclosure control.')}${when(practice, () => html` ${say('pilot.practice', 'Practice: nobody here is real.')}`)}</p>`;
}
