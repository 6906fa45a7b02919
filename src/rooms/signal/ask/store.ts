// Offers of first responders, wishes of people, and asks with what became of them, as they are kept.
import { randomUUID } from 'node:crypto';
import type { Day, Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { AskState } from '#journey/ask.ts';
import type { Signal, SignalEvent } from '#journey/signal.ts';
import { note } from '#kit/store/audit.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { sealBytes, unsealBytes } from '#kit/store/seal.ts';
import type { Offer } from './match.ts';
import { noWish, type Wish } from './wish.ts';

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export type KeptOffer = Offer & { readonly id: string };
const offer = `id, organisation, areas, languages, interpreters, workers, ages, places, to_char(until_day, 'YYYY-MM-DD') as until`;

/** Of whoever may see them: an organisation's own, or for a helpline all that stand on a day. */
export const offersOn = (tx: Tx, today: Day): Promise<KeptOffer[]> =>
  tx.query<KeptOffer>(`select ${offer} from responder_offer where until_day >= $1 order by organisation, id`, [today]);

export const offersOf = (tx: Tx, organisation: string, today: Day): Promise<KeptOffer[]> =>
  tx.query<KeptOffer>(`select ${offer} from responder_offer where organisation = $1 and until_day >= $2 order by until_day, id`, [organisation, today]);

export async function keepOffer(tx: Tx, id: string | null, of: Omit<Offer, 'organisation'>): Promise<void> {
  const values = [of.areas, of.languages, of.interpreters, of.workers, of.ages, of.places, of.until];
  await tx.query(
    `insert into responder_offer (organisation, id, areas, languages, interpreters, workers, ages, places, until_day) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (organisation, id) do update set areas = excluded.areas, languages = excluded.languages, interpreters = excluded.interpreters,
       workers = excluded.workers, ages = excluded.ages, places = excluded.places, until_day = excluded.until_day,
       changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
    [tx.actor.organisation, id ?? randomUUID(), ...values],
  );
}

const wishAt = (file: FileId) => ({ file, table: 'signal_wish', what: 'wish', version: 1 });

export async function keepWish(tx: Tx, file: FileId, wish: Wish): Promise<void> {
  await tx.query('insert into signal_wish (file, sealed) values ($1, $2) on conflict (file) do update set sealed = excluded.sealed', [
    file,
    await sealBytes(tx, wishAt(file), Buffer.from(JSON.stringify(wish))),
  ]);
  note(tx, file, 'wrote:signal_wish');
}

export async function wishOf(tx: Tx, file: FileId): Promise<Wish | undefined> {
  const [row] = await tx.query<{ sealed: Buffer }>(`select sealed from signal_wish where file = $1 and ${unbarred('signal_wish.file', '$2::text')}`, [
    file,
    tx.actor.person,
  ]);
  if (!row) return undefined;
  note(tx, file, 'read:signal_wish');
  return JSON.parse((await unsealBytes(tx, wishAt(file), row.sealed)).toString()) as Wish;
}

const referralAt = (file: FileId, number: number) => ({ file, table: 'signal_referral', what: `asked.${number}`, version: 1 });

export type NewAsk = {
  readonly number: number;
  readonly asked: string;
  readonly urgent: boolean;
  readonly at: Instant;
  readonly told: ToldOn;
};
/** What a referral begins with, as answers of the referral's own questions, and what is wished of who meets the person. */
export type ToldOn = { readonly answers: Readonly<Record<string, string>>; readonly wish: Wish };

/** Asks an organisation to refer: sealed with the file's own key, since it is to leave the team. */
export async function keepReferral(tx: Tx, file: FileId, { number, asked, urgent, at, told }: NewAsk): Promise<void> {
  await tx.query(`insert into signal_referral (file, number, asked_of, sealed, state, urgent, asked_at) values ($1, $2, $3, $4, 'asked', $5, $6)`, [
    file,
    number,
    asked,
    await sealBytes(tx, referralAt(file, number), Buffer.from(JSON.stringify(told))),
    urgent,
    at,
  ]);
  note(tx, file, 'wrote:signal_referral');
}

/** Keeps what asks are listed and counted by in step with the ledger. That a referral was begun is written with its draft. */
export const keepAsks: Reaction<Signal, SignalEvent> = async (tx, { file, events, after }) => {
  for (const { event } of events) {
    if (event.kind === 'ResponderAnswered')
      await tx.query('update signal_referral set state = $3, why = $4, answered_at = $5 where file = $1 and number = $2', [
        file,
        event.asked,
        event.accepted ? 'accepted' : 'declined',
        event.why,
        event.at,
      ]);
    if (event.kind === 'AskTakenBack' || event.kind === 'ReferralChosen' || event.kind === 'ReferralChoiceTold') {
      const ended = after.asking.asks.filter(({ state }) => state === 'ended').map(({ asked }) => asked);
      const at = event.kind === 'ReferralChosen' ? event.bucket : event.at;
      await tx.query(
        `update signal_referral set state = 'ended', ended_at = greatest($3::timestamptz, asked_at)
         where file = $1 and number = any ($2::integer[]) and state in ('asked', 'accepted')`,
        [file, ended, at],
      );
    }
  }
};

export type Asked = {
  readonly file: FileId;
  readonly number: number;
  readonly reference: Reference;
  readonly state: AskState;
  readonly urgent: boolean;
  readonly at: Instant;
};

/** For the program: what an organisation was asked and has neither declined nor begun. */
export const askedOf = (tx: Tx, organisation: string): Promise<Asked[]> =>
  tx.query<Asked>(
    `select a.file, a.number, r.reference, a.state, a.urgent, ${moment('a.asked_at')} as at from signal_referral a join reference r on r.file = a.file
     where a.asked_of = $1 and a.state in ('asked', 'accepted') order by a.urgent desc, a.asked_at, r.reference`,
    [organisation],
  );

/** For the program: what was told, for the organisation that is asked; nothing where the ask has ended or is another's. */
export async function toldOf(tx: Tx, { file, number }: Pick<Asked, 'file' | 'number'>, organisation: string): Promise<ToldOn | undefined> {
  const [row] = await tx.query<{ sealed: Buffer }>(
    `select sealed from signal_referral where file = $1 and number = $2 and asked_of = $3 and state in ('asked', 'accepted') for update`,
    [file, number, organisation],
  );
  if (!row) return undefined;
  note(tx, file, 'read:signal_referral');
  const read = JSON.parse((await unsealBytes(tx, referralAt(file, number), row.sealed)).toString()) as Partial<ToldOn>;
  // Before wishes were asked, the answers stood alone.
  return read.answers && read.wish ? { answers: read.answers, wish: read.wish } : { answers: read as ToldOn['answers'], wish: noWish };
}

export const referralBegun = (tx: Tx, { file, number }: Pick<Asked, 'file' | 'number'>, draft: FileId, by: string): Promise<unknown> =>
  tx.query(`update signal_referral set draft = $3, taken_by = $4, state = 'begun' where file = $1 and number = $2 and state = 'accepted'`, [
    file,
    number,
    draft,
    by,
  ]);

export type AskCounted = {
  readonly file: FileId;
  readonly organisation: string;
  readonly state: AskState;
  readonly asked: Instant;
  readonly answered: Instant | null;
  readonly ended: Instant | null;
  /** When the signal came, by its quarter of an hour. */
  readonly came: Instant;
};

/** For the program: every ask of late, of all helplines, as codes and moments; how much each organisation has open is counted of these. */
export const asksSince = (tx: Tx, since: Day): Promise<AskCounted[]> =>
  tx.query<AskCounted>(
    `select a.file, a.asked_of as organisation, a.state, ${moment('a.asked_at')} as asked, ${moment('a.answered_at')} as answered, ${moment('a.ended_at')} as ended,
       ${moment('s.bucket')} as came
     from signal_referral a join signal s on s.file = a.file where a.asked_at >= $1 or a.state in ('asked', 'accepted') order by a.asked_at, a.file`,
    [since],
  );

/** Of an adviser's own team: asks that nobody has answered. */
export const unanswered = (tx: Tx): Promise<{ readonly at: Instant; readonly urgent: boolean }[]> =>
  tx.query(`select ${moment('asked_at')} as at, urgent from signal_referral where state = 'asked' and ${unbarred('signal_referral.file', '$1::text')}`, [
    tx.actor.person,
  ]);

export type OpenAsk = {
  readonly reference: Reference;
  readonly organisation: string;
  readonly state: AskState;
  readonly urgent: boolean;
  readonly at: Instant;
};

/** Of an adviser's own team: asks that hold others back, the urgent and the oldest first. */
export const openAsks = (tx: Tx): Promise<OpenAsk[]> =>
  tx.query<OpenAsk>(
    `select r.reference, a.asked_of as organisation, a.state, a.urgent, ${moment('a.asked_at')} as at from signal_referral a join reference r on r.file = a.file
     where a.state in ('asked', 'accepted') and ${unbarred('a.file', '$1::text')} order by a.state, a.urgent desc, a.asked_at, r.reference limit 500`,
    [tx.actor.person],
  );
