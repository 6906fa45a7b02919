// A second opinion on what may stand in a case, slow and plain: written from the sentences of the reference, knowing no code of the program.

/** What happened, as it was recorded: the oracle sees events and nothing worked out from them. */
export type Happened = { readonly number: number; readonly day: string; readonly by: string; readonly event: Readonly<Record<string, unknown>> };

const oneDay = 86_400_000;
const plus = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * oneDay).toISOString().slice(0, 10);

/** "13 Dec 2022: recovery minimum 45 → 30 days" (reference 2.3); in England and Wales, from the reasonable grounds decision (2.2 row 13). */
const recoveryEnds = (opened: string): string => plus(opened, opened < '2022-12-13' ? 45 : 30);

/** What is left when entries put right are: a correction that was itself corrected away does nothing; of several the last counts. */
export function asItStands(life: readonly Happened[]): readonly Happened[] {
  const gone = new Set<number>();
  const moved = new Map<number, string>();
  for (let at = life.length - 1; at >= 0; at -= 1) {
    const one = life[at];
    if (one?.event['kind'] !== 'Corrected' || gone.has(one.number)) continue;
    const target = Number(one.event['number']);
    if (gone.has(target) || moved.has(target)) continue;
    if (one.event['day'] === null) gone.add(target);
    else moved.set(target, String(one.event['day']));
  }
  return life.filter((one) => !gone.has(one.number) && one.event['kind'] !== 'Corrected').map((one) => ({ ...one, day: moved.get(one.number) ?? one.day }));
}

const decisions = (life: readonly Happened[], stage?: string) =>
  life.filter(({ event }) => event['kind'] === 'Decided' && (stage === undefined || event['stage'] === stage));

/** "One decision. Its key is case, stage and round" (data.md 8): every sentence that a life breaks, in words. */
export function breaches(life: readonly Happened[]): readonly string[] {
  const stands = asItStands(life);
  return [
    ...twice(stands),
    ...alone(stands),
    ...unseen(life),
    ...early(stands),
    ...silent(life),
    ...openedAgain(stands),
    ...sameAgain(life),
    ...fromSilence(life),
  ];
}

function twice(life: readonly Happened[]): readonly string[] {
  const keys = decisions(life).map(({ event }) => `${String(event['stage'])} ${String(event['round'])}`);
  return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `decided twice: ${key}`);
}

/** "Every negative is checked by a second person" (2.2 row 19); the one who confirms is the one who acts. */
function alone(life: readonly Happened[]): readonly string[] {
  return decisions(life)
    .filter(({ event }) => event['outcome'] === 'negative')
    .filter(({ event, by }) => !event['checker'] || event['checker'] === event['maker'] || event['checker'] !== by)
    .map(({ number }) => `a negative of one person: ${number}`);
}

/** "The second reviewer records a finding before seeing the first" (the issue): somebody else found on the very proposal that was decided. */
function unseen(life: readonly Happened[]): readonly string[] {
  return decisions(life)
    .filter(({ event }) => event['outcome'] === 'negative')
    .filter(({ number, event }) => {
      const before = life.filter((one) => one.number < number);
      const proposed = before.findLastIndex((one) => one.event['kind'] === 'Proposed');
      return !before.slice(proposed + 1).some((one) => one.event['kind'] === 'Reviewed' && one.event['reviewer'] !== event['maker']);
    })
    .map(({ number }) => `a negative that no second person had found: ${number}`);
}

/** "≥30 cd passed" and only after a positive first decision (2.2 rows 13 and 16): nothing on the last day itself (data.md 9). */
function early(life: readonly Happened[]): readonly string[] {
  return decisions(life, 'conclusive-grounds').flatMap(({ number, day }) => {
    const first = decisions(life, 'reasonable-grounds')
      .filter((one) => one.number < number)
      .at(-1);
    if (first?.event['outcome'] !== 'positive') return [`a final decision without a positive first one: ${number}`];
    return day > recoveryEnds(first.day) ? [] : [`a final decision in the recovery period: ${number}`];
  });
}

/** "Must consent to stay" at 18 (row 17), "silence at 18 is never withdrawal" (the issue): somebody must have said no just before. */
function silent(life: readonly Happened[]): readonly string[] {
  return life.flatMap(({ number, event }, at) => {
    if (event['kind'] !== 'Withdrawn' || event['by'] !== 'no-consent-at-18') return [];
    const said = life[at - 1]?.event;
    return said?.['kind'] === 'ConsentRecorded' && said['at18'] === true && said['consent'] === 'refused' ? [] : [`silence taken for withdrawal: ${number}`];
  });
}

/** A further round only after a request was accepted, or a court ordered it (row 20; data.md 8). */
function openedAgain(life: readonly Happened[]): readonly string[] {
  return decisions(life)
    .filter(({ event }) => Number(event['round']) > 1)
    .filter(
      ({ number, event }) =>
        !life.some(
          (one) =>
            one.number < number &&
            one.event['kind'] === 'ReconsiderationAccepted' &&
            one.event['stage'] === event['stage'] &&
            Number(one.event['round']) === Number(event['round']) - 1,
        ),
    )
    .map(({ number }) => `decided again without being asked: ${number}`);
}

/** "A different decider" (the issue): whoever proposed, found or decided at a stage stands in no later round of it. */
function sameAgain(life: readonly Happened[]): readonly string[] {
  const hands = life.flatMap(({ number, event }) =>
    ['Proposed', 'Reviewed', 'Decided'].includes(String(event['kind']))
      ? ['maker', 'checker', 'reviewer'].map((role) => ({ number, stage: event['stage'], round: Number(event['round']), person: event[role] }))
      : [],
  );
  return hands
    .filter(({ person, round }) => typeof person === 'string' && round > 1)
    .filter((one) => hands.some((before) => before.stage === one.stage && before.round < one.round && before.person === one.person))
    .map(({ number }) => `decided again by the same person: ${number}`);
}

/** "Two people, and never follow from silence" (the issue): somebody named more than that nothing was heard. */
function fromSilence(life: readonly Happened[]): readonly string[] {
  return life
    .filter(({ event }) => event['kind'] === 'Disqualified')
    .filter(({ event, by }) => {
      const named = (event['on'] as readonly string[] | undefined) ?? [];
      return event['maker'] === event['checker'] || event['checker'] !== by || named.every((one) => one === 'no-answer' || one === 'lost-contact');
    })
    .map(({ number }) => `disqualified by silence or alone: ${number}`);
}
