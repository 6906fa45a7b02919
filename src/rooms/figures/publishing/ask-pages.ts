// The answer desk: a question that somebody asked, the table it needs, and the minute at which the answer goes out to everybody.
import { addMinutes, instant, readDay, type Day } from '#base/day.ts';
import { button, errorSummary, input, insetText, radios, select, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, field, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { dimensions, type DimensionId } from '#rooms/figures/quarterly/dimension.ts';
import { ask as askIt, askable, isAskable, mostDimensions, type Askable } from './answers.ts';
import { channelWord } from './answer-view.ts';
import { dateBoxes, standingOf, statisticians, typedDate, type ReleaseDesk } from './shared-pages.ts';
import { plan, releases, type Answer, type ReleaseRow } from './store.ts';

const channels = ['parliament', 'information-request', 'press', 'other'] as const satisfies readonly Answer['channel'][];

export function askPages(desk: ReleaseDesk): readonly Route[] {
  const why = 'Answer a question with a table that is protected against everything that was let out';
  return [
    { method: 'GET', path: '/releases/ask', who: statisticians, why, act: (ask) => form(desk, ask) },
    { method: 'POST', path: '/releases/ask', who: statisticians, why, act: (ask) => begin(desk, ask) },
  ];
}

type Typed = Readonly<Record<'channel' | 'reference' | 'asked' | 'question' | 'period' | 'by-1' | 'by-2' | 'by-3', string>>;
type Mistake = { readonly field: string; readonly text: string };

/** Quarters that are out, newest first: an answer counts as they do, so that no number can be set against another. */
const outQuarters = (rows: readonly ReleaseRow[], ask: Staff): readonly ReleaseRow[] => [
  ...new Map(rows.filter((row) => row.kind === 'quarter' && standingOf(row, ask.now) === 'out').map((row) => [row.period, row])).values(),
];

async function form({ kit }: ReleaseDesk, ask: Staff, typed?: Typed, mistakes: readonly Mistake[] = []): Promise<PageReply> {
  const { say } = ask;
  const quarters = outQuarters(await kit.db.as(ask.actor, 'statistics', (tx) => releases(tx, 100_000)), ask);
  const title = say('ask.title', 'Answer a question');
  const at = (name: string) => {
    const found = mistakes.find((one) => one.field === name);
    return found ? { errorMessage: { text: found.text } } : {};
  };
  const summary = when(mistakes.length > 0, () =>
    errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: mistakes.map((one) => ({ href: `#${one.field}`, text: one.text })) }),
  );
  const heading = html`${summary}<h1 class="govuk-heading-l">${title}</h1>`;
  if (quarters.length === 0)
    return page(
      title,
      html`${heading}<p class="govuk-body">${say('ask.none-out', 'Questions can be answered about quarters whose statistics are out. None is out yet.')}</p>`,
      { back: '/releases' },
    );
  const kinds = (Object.keys(askable) as Askable[]).flatMap((of) => askable[of].map((id) => ({ value: `${of}.${id}`, text: kindWord(ask, of, id) })));
  const by = (name: 'by-1' | 'by-2' | 'by-3', text: string): Html =>
    select({
      id: name,
      name,
      label: { text, classes: 'govuk-label--s' },
      items: [{ value: '', text: '' }, ...kinds.map((one) => ({ ...one, selected: one.value === typed?.[name] }))],
      ...at(name),
    });
  const body = html`${heading}${insetText({ text: say('ask.lead', 'What is answered is published to everybody. The table counts as the quarter’s statistics do, and is protected against them and against every earlier answer, by the stricter rule for tables that somebody chose.') })}
<form method="post" action="/releases/ask" novalidate>${csrf(ask)}
${radios({ name: 'channel', idPrefix: 'channel', fieldset: { legend: { text: say('ask.channel', 'Who asks?'), classes: 'govuk-fieldset__legend--s' } }, items: channels.map((one) => ({ value: one, text: channelWord(say, one), checked: typed?.channel === one })), ...at('channel') })}
${input({ id: 'reference', name: 'reference', value: typed?.reference ?? '', label: { text: say('ask.reference', 'Their reference, if there is one'), classes: 'govuk-label--s' }, classes: 'govuk-input--width-20' })}
${dateBoxes(ask, 'asked', say('ask.on', 'When was it asked?'), typed?.asked ?? '', at('asked-day'))}
${textarea({ id: 'question', name: 'question', value: typed?.question ?? '', label: { text: say('ask.question', 'The question, word for word'), classes: 'govuk-label--s' }, hint: { text: say('ask.question.hint', 'Everybody will read it. Leave out who asked, and any name.') }, ...at('question') })}
${select({ id: 'period', name: 'period', label: { text: say('releases.period', 'Quarter'), classes: 'govuk-label--s' }, items: quarters.map((row) => ({ value: row.period, text: row.period, selected: row.period === typed?.period })) })}
${by('by-1', say('ask.by', 'Counted by'))}${by('by-2', say('ask.and', 'and by'))}${by('by-3', say('ask.and-third', 'and by, if it is needed'))}
${button({ text: say('ask.begin', 'Go on to the table'), preventDoubleClick: true })}</form>`;
  return page(title, body, { back: '/releases', ...(mistakes.length > 0 ? { status: 400 } : {}) });
}

const kindWord = ({ say }: Staff, of: Askable, id: DimensionId): string =>
  of === 'referrals'
    ? say('ask.of-referrals', 'Referrals: {what}', { what: dimensions[id].heading })
    : say('ask.of-decisions', 'First decisions: {what}', { what: dimensions[id].heading });

/** What the three boxes ask for; a mistake where they fit no table. */
function tableOf({ say }: Staff, typed: Typed): { readonly universe: Askable; readonly by: readonly DimensionId[] } | Mistake {
  const chosen = (['by-1', 'by-2', 'by-3'] as const).flatMap((name) => (typed[name] === '' ? [] : [{ name, parts: typed[name].split('.') }]));
  const [first] = chosen;
  const universe = first?.parts[0] ?? '';
  if (!first || !isAskable(universe)) return { field: 'by-1', text: say('ask.wrong.by', 'Choose what it is counted by') };
  const known: readonly string[] = askable[universe];
  const odd = chosen.find(({ parts }) => parts[0] !== universe || !known.includes(parts[1] ?? ''));
  if (odd) return { field: odd.name, text: say('ask.wrong.mixed', 'Choose referrals in each, or decisions in each') };
  const by = chosen.map(({ parts }) => parts[1] as DimensionId);
  const twice = chosen.find(({ parts }, at) => by.indexOf(parts[1] as DimensionId) !== at);
  return twice ? { field: twice.name, text: say('ask.wrong.twice', 'You have chosen this twice') } : { universe, by: by.slice(0, mostDimensions) };
}

async function begin(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const { kit } = desk;
  const { say } = ask;
  const of = (name: string, most = 80): string => field(ask.body, name).trim().slice(0, most);
  const typed: Typed = {
    ...{ channel: of('channel'), reference: of('reference'), asked: typedDate(ask, 'asked'), question: of('question', 4000), period: of('period') },
    ...{ 'by-1': of('by-1'), 'by-2': of('by-2'), 'by-3': of('by-3') },
  };
  const channel = channels.find((one) => one === typed.channel);
  const askedOn = readDay(typed.asked);
  const wanted = tableOf(ask, typed);
  const mistakes: Mistake[] = [
    ...(channel ? [] : [{ field: 'channel', text: say('ask.wrong.channel', 'Say who asks') }]),
    ...(askedOn && askedOn <= ask.today ? [] : [{ field: 'asked-day', text: say('figures.wrong-day', 'Enter a real day, such as 15 1 2024') }]),
    ...(typed.question.length >= 10 ? [] : [{ field: 'question', text: say('ask.wrong.question', 'Write the question down') }]),
    ...('field' in wanted ? [wanted] : []),
  ];
  if (mistakes.length > 0 || !channel || !askedOn || 'field' in wanted) return form(desk, ask, typed, mistakes);
  const id = await kit.db.as(ask.actor, 'statistics', async (tx) => {
    const known = await releases(tx, 100_000);
    const quarter = outQuarters(known, ask).find((row) => row.period === typed.period);
    if (!quarter) return undefined;
    const id = `${kit.practice ? 'practice-' : ''}answer-${ask.today}-${known.filter((row) => row.id.includes(`answer-${ask.today}-`)).length + 1}`;
    const { period, asOf } = quarter;
    if (!(await plan(tx, { id, kind: 'answer', period, asOf, outAt: tomorrow(ask), replaces: null, notice: null }))) return undefined;
    await askIt(tx, {
      release: id,
      channel,
      reference: typed.reference,
      askedOn: askedOn satisfies Day,
      question: typed.question,
      universe: wanted.universe,
      dimensions: wanted.by,
    });
    return id;
  });
  return id ? to(`/releases/${id}`) : form(desk, ask, typed, [{ field: 'period', text: say('ask.wrong.period', 'Choose a quarter whose statistics are out') }]);
}

/** Planned for this minute tomorrow; moved to the minute at which it is really given. */
const tomorrow = ({ now }: Staff) => instant(`${addMinutes(now, 24 * 60).slice(0, 16)}:00.000Z`);
