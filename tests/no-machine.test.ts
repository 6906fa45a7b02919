// Nothing about a person is settled by the program alone: no decision, no triage, no match, no score; but for what the law settles by rule.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { done } from '#base/outcome.ts';
import { caseStream } from '#journey/file.ts';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { sendAs, startWalk } from '#tests/walk.ts';

const golden = JSON.parse(readFileSync(new URL('golden/events.json', import.meta.url), 'utf8')) as Record<string, unknown>;

/** What the program may write by itself or in somebody's name. Every other event takes a person. */
const byProgram = new Set([
  // By the law's rule, from stated facts.
  'Assigned',
  // A question put again when its day has passed; a case back with who had it, on the day that a manager named.
  'Chased',
  'CoverEnded',
  // What follows a decision of people, and what is only noted.
  'SupportOpened',
  'SupportOwed',
  'SupportEnded',
  'BedAsked',
  'LetterWritten',
  'LetterHeld',
  'FileJoined',
  'FileParted',
  'ConflictFound',
  // What is due by the rule of retention is proposed; two people approve; what they approved is carried out.
  'ErasureProposed',
  'ErasureDeclined',
  'Erased',
  // In the name of somebody whose id stands in the event: their own word, or the person's.
  'GlassBroken',
  'Answered',
  'GrantGiven',
  'GrantRevoked',
  'StatusLetterEnded',
  'BedAcknowledged',
  'BedFound',
  'NoPlaceFound',
  'BedNotNeeded',
  'WorkerNamed',
  'NamingEnded',
  'ItemReleased',
  'ReleaseWithdrawn',
  'SafeContactSaid',
  'ContactTried',
  'NeedsNoted',
  'InterpreterRulesSaid',
  'PlanWritten',
  'ServiceArranged',
  'ServiceEnded',
  'DependantJoined',
  'DependantLeft',
  'ConsentGiven',
  'ConsentWithdrawn',
  'Escalated',
  'EscalationTaken',
  'EscalationEnded',
  'MissingReported',
  'MissingStepDone',
  'MissingFound',
  'RecoveryNeedsAssessed',
  'MoveOnPlanned',
  'OutcomeNoted',
  'ReachedIn',
  'KnownBefore',
  'KnownBeforeUndone',
  'PlaceAccepted',
  'PlaceDeclined',
  'Arrived',
  'NotArrived',
  'StayExtended',
  'MovedOut',
  'PlaceNotFound',
  'MoveReplanned',
  'PaymentHoldEnded',
  'DoorClosed',
  'DoorAlarmSeen',
  'ComplaintMade',
  'ComplaintHeard',
  // A word of danger at the person’s own door, passed on at once.
  'DoorAlarm',
  // What anybody reports, adds or chooses, who signs in nowhere.
  'SignalReceived',
  'ReporterWrote',
  'IdentityChosen',
  'ReferralChosen',
  // What a first responder answers, begins or was told, whose id stands in the event.
  'ResponderAnswered',
  'ReferralChoiceTold',
  'AskedReferralBegun',
]);
/** Facts that somebody at work records; the program may not, but no rule of the database needs to say so of each. */
const recorded = new Set([
  'Referred',
  'InformationAdded',
  'EvidenceAdded',
  'EvidenceSealed',
  'EvidenceHandedOver',
  'Recalled',
  'Asked',
  'ReconsiderationAsked',
  'WentMissing',
  'Found',
  'LeftCountry',
  'Died',
  'TurnedEighteen',
  'LetterHandedOver',
  'Corrected',
  // Of houses, amounts and letters to bodies, and of nobody.
  'HouseOpened',
  'NeedsSet',
  'RoomAdded',
  'BedAdded',
  'OutOfService',
  'BackInService',
  'HouseClosed',
  'RateGiven',
  'RateAgreed',
  'QuestionSent',
  // Of what was reported: an adviser reads, sorts, answers and passes it on.
  'SignalOpened',
  'SignalCoded',
  'SignalTriaged',
  'SignalReplied',
  'ReplyTranslated',
  'SignalPassedOn',
  'SignalClosed',
  'ResponderAsked',
  'AskTakenBack',
  'IdentityTold',
  'SituationBegun',
  'SignalPut',
  'SignalTakenOut',
]);

onEveryEngine('the database takes no event from the program that settles something about a person', async (_t, db) => {
  const walk = await startWalk(db);
  try {
    const { file } = await sendAs(walk.house, 'practice-amber');
    const settling = Object.keys(golden).filter((kind) => !byProgram.has(kind) && !recorded.has(kind));
    assert.ok(settling.includes('Decided') && settling.includes('Allocated') && settling.length > 20);
    const about = { day: walk.house.kit.clock.today(), nation: 'england' };
    for (const kind of settling) {
      const event = { kind } as never;
      await assert.rejects(
        db.as(theService, 'identification', (tx) =>
          tx.query(`insert into event (file, number, stream, kind, day, nation) values ($1, 999, 'case', $2, $3, $4)`, [file, kind, about.day, about.nation]),
        ),
        // Where records are judged one by one, the policy may refuse first.
        /_by_people|row-level security/,
        kind,
      );
      await assert.rejects(
        walk.house.kit.ledger.perform(theService, 'identification', caseStream, file, () => done(event), about),
        kind,
      );
    }
  } finally {
    await walk.close();
  }
});

test('no code of the program confirms a match or gives anybody a score', () => {
  const source = resolve(import.meta.dirname, '../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  assert.ok(files.length > 150);
  // What carries out somebody's judgement of a duplicate stands apart: the database asks for that judgement each time (duplicates.test.ts).
  // The practice caseload is written as if an invented manager had judged.
  const carriesOut = [join('journey', 'person.ts'), join('rooms', 'person', 'match-job.ts'), join('practice', 'persons.ts')];
  const confirming = files.filter((path) => !carriesOut.includes(path) && readFileSync(join(source, path), 'utf8').includes(`'confirmed-match'`));
  assert.deepEqual(confirming, [], 'a match is confirmed by people');
});
