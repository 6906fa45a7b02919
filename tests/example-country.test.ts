// A second country is one folder: Examplia, made up, runs the same journey under its own law, with no line of the program changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { example } from '#countries/example/example.ts';
import { clocks } from '#journey/clocks.ts';
import { assign, allocate, decideAlone } from '#journey/decision.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import { caseStream, emptyFile, type CaseFile } from '#journey/file.ts';
import { refer } from '#journey/referral.ts';
import { lastStageClosed } from '#journey/stages.ts';
import { rulesOf } from '#law/law.ts';
import type { Outcome } from '#base/outcome.ts';

const nation = example.nations[0]?.code ?? '';

function happen(file: CaseFile, on: string, outcome: Outcome<CaseEvent>): CaseFile {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.code);
  return outcome.events.reduce((state, event) => {
    const recorded: Recorded<CaseEvent> = {
      file: 'invented',
      number: state.version + 1,
      kindVersion: 1,
      day: day(on),
      at: null,
      recordedAt: `${on}T09:00:00.000Z`,
      actor: 'invented',
      organisation: 'harbour-watch',
      role: 'first-responder',
      purpose: 'intake',
      nation,
      edition: null,
      event,
    };
    return caseStream.evolve(state, recorded);
  }, file);
}

test('a person is referred, decided once and then done with, under the invented law of Examplia', () => {
  const act = (on: string) => ({ day: day(on), by: 'invented', nation, confirmed: new Set<string>() });
  const facts = { age: 'adult', ageThen: 'adult', consent: 'given', by: 'harbour-watch', byKind: 'police', needs: [] } as const;
  let file = happen(emptyFile, '2024-05-30', refer(emptyFile, facts, example, act('2024-05-30')));
  const due = clocks(file, example, {}, day('2024-05-30')).find((clock) => clock.about === example.stages[0]?.id);
  assert.equal(due?.due, '2024-06-04', 'three working days from a Thursday pass over the weekend and nothing else: Founding Day 2024 is a Saturday');
  file = happen(file, '2024-05-31', assign(file, { detained: false, area: null }, example, act('2024-05-31')));
  file = happen(file, '2024-05-31', allocate(file, { to: 'invented' }, example, act('2024-05-31')));
  const stage = example.stages[0]?.id ?? '';
  const test = example.test[stage]?.versions[0]?.value;
  const findings = Object.fromEntries((test?.elements ?? []).map((element) => [element.id, 'met' as const]));
  file = happen(file, '2024-06-03', decideAlone(file, { stage, outcome: 'positive', findings }, example, act('2024-06-03')));
  assert.equal(lastStageClosed(file, example), true, 'Examplia decides once, not twice');
});

test('no rule of Examplia waits for confirmation: its law was written here', () => {
  assert.deepEqual(
    rulesOf(example).flatMap((rule) => rule.versions.filter((version) => version.source.standing === 'assumed').map(() => rule.id)),
    [],
  );
});
