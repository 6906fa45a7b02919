// The person behind each invented case and their support: what the jobs would have written, played by the same acts.
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Day, Instant } from '#base/day.ts';
import { reference as referenceOf, type FileId } from '#base/id.ts';
import type { Outcome } from '#base/outcome.ts';
import type { Recorded, Stream } from '#base/stream.ts';
import type { CaseFile } from '#journey/file.ts';
import { join, personStream, type Person, type PersonEvent } from '#journey/person.ts';
import { endSupport, openSupport, supportLost, supportRunsTo, supportStream, type Support, type SupportEnding, type SupportEvent } from '#journey/support.ts';
import { theService } from '#kit/store/database.ts';
import { boundTo, sealWith, wrap } from '#kit/store/seal.ts';
import { keysOf, type Tx } from '#kit/store/transaction.ts';
import type { Law } from '#law/law.ts';
import { countsOfSupport } from '#rooms/figures/support.ts';
import { personaOf } from './people.ts';
import { momentOf, type Played } from './play.ts';
import { eventRow, put, type Rows } from './rows.ts';

const service = { organisation: theService.organisation, team: theService.team };

type When = { readonly day: Day; readonly at: Instant; readonly actor: Actor; readonly purpose: Purpose };
type Move<S, E> = readonly [act: (state: S) => Outcome<E>, when: When];

/** Adds a person's ledger with the case, and where there was a positive first decision a support file with a ledger of its own. */
export function addPerson(rows: Rows, tx: Tx, played: Played, law: Law, today: Day): void {
  const { state, file } = played;
  const sent = momentIn(played, 'Referred');
  if (!state.referred || !sent) throw new Error('a case that was never sent');
  const [person, support] = [randomUUID(), state.support.since ? randomUUID() : undefined];
  put(rows, 'file', { id: person, kind: 'person', child: false, nation: state.nation, frozen: false, created_at: sent, ...service });
  const opened: When | undefined = support ? { ...openedIn(played), actor: theService, purpose: 'support' } : undefined;
  const first: When = { day: state.referred, at: sent, actor: theService, purpose: 'identification' };
  const moves: Move<Person, PersonEvent>[] = [[(known) => join(known, { file, how: 'same-referral' }), first]];
  if (support && opened) moves.push([(known) => join(known, { file: support, how: 'support-opened' }), opened]);
  playOn(rows, personStream, person, state.nation, moves);
  put(rows, 'person_file', { file, person, ...service });
  if (!support || !opened) return;
  put(rows, 'person_file', { file: support, person, ...service });
  addSupport(rows, tx, support, played, opened, law, today);
}

function addSupport(rows: Rows, tx: Tx, file: string, played: Played, opened: When, law: Law, today: Day): void {
  const { state } = played;
  const { nation } = state;
  put(rows, 'file', { id: file, kind: 'support', child: state.age !== 'adult', nation, frozen: false, created_at: opened.at, ...service });
  const { generation, key } = keysOf(tx).wrapping.newest();
  const own = randomBytes(32);
  put(rows, 'keys.file_key', { file, generation, wrapped: wrap(key, own, file), ...service });
  put(rows, 'reference', { reference: referenceOf(randomBytes(8)), file, ...service });
  const end = endOf(played, law, today);
  const moves: Move<Support, SupportEvent>[] = [[(support) => openSupport(support, { nation, because: 'reasonable-grounds' }), opened]];
  if (end) moves.push([(support) => endSupport(support, { why: end.why }, end.when.day), end.when]);
  const done = playOn(rows, supportStream, file, nation, moves);
  const statistics = randomUUID();
  const place = { file: file as FileId, table: 'statistic_link', what: 'statistics', version: 1 };
  put(rows, 'statistic_link', { file, sealed: sealWith(createSecretKey(own), Buffer.from(JSON.stringify(statistics)), boundTo(place)), ...service });
  for (const { question, code, validFrom } of countsOfSupport(done))
    put(rows, 'statistic', {
      statistics_id: statistics,
      question,
      code,
      valid_from: validFrom,
      recorded_from: question === 'support-ended' && end ? end.when.at : opened.at,
      recorded_to: 'infinity',
      ...service,
    });
  put(rows, 'support_record', { file, nation, since: done.since, ended: done.ended, ...service });
}

/** With the case; or by a support worker, when what the law owes after a final decision has long run out. */
function endOf(played: Played, law: Law, today: Day): { readonly why: SupportEnding['why']; readonly when: When } | undefined {
  const lost = supportLost(played.state);
  if (lost) {
    const at = played.events.findLast((one) => one.day === lost.on)?.recordedAt as Instant;
    return { why: lost.why, when: { day: lost.on, at, actor: theService, purpose: 'support' } };
  }
  const last = supportRunsTo(played.state, law);
  if (!last || last >= today) return undefined;
  return { why: 'moved-on', when: { day: last, at: momentOf(last, 960), actor: personaOf('practice-willow').actor, purpose: 'support' } };
}

function openedIn({ state, events }: Played): { readonly day: Day; readonly at: Instant } {
  const decided = events.find(({ event, day }) => event.kind === 'Decided' && day === state.support.since);
  if (!decided) throw new Error('support without a decision');
  return { day: decided.day, at: decided.recordedAt as Instant };
}

const momentIn = ({ events }: Played, kind: string): Instant | undefined => events.find(({ event }) => event.kind === kind)?.recordedAt as Instant | undefined;

/** Plays acts on a ledger and puts its events; gives what they amount to. What is refused cannot be in the caseload. */
function playOn<S, E extends { readonly kind: string }>(
  rows: Rows,
  stream: Stream<S, E>,
  file: string,
  nation: CaseFile['nation'],
  moves: readonly Move<S, E>[],
): S {
  let [state, number] = [stream.start, 0];
  for (const [act, { day, at, actor, purpose }] of moves) {
    const outcome = act(state);
    if (!outcome.ok) throw new Error(`the practice ledger of a ${stream.name} could not go on, ${day}: ${outcome.code}`);
    for (const event of outcome.events) {
      number += 1;
      const { person, organisation, role, team } = actor;
      const recorded: Recorded<E> = {
        file,
        number,
        kindVersion: 1,
        day,
        at,
        recordedAt: at,
        actor: person,
        organisation,
        role,
        purpose,
        nation,
        edition: null,
        event,
      };
      put(rows, 'event', eventRow(recorded, stream.name, { organisation, team }));
      state = stream.evolve(state, recorded);
    }
  }
  return state;
}
