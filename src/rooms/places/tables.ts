// Rules that keep two people apart, as the program keeps and asks them: by person, in whichever of their records they were said.
import type { Day } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { Reach } from '#journey/apart.ts';
import type { Tx } from '#kit/store/database.ts';
import { note } from '#kit/store/audit.ts';

const sides = `kept_apart k left join person_file a on a.file = k.file left join person_file b on b.file = k.other`;
const [one, other] = ['coalesce(a.person, k.file)', 'coalesce(b.person, k.other)'];

/** Whose a record is; the record itself where nobody was named yet. */
export async function whoseIs(tx: Tx, file: FileId): Promise<FileId> {
  const [row] = await tx.query<{ person: FileId }>('select person from person_file where file = $1', [file]);
  return row?.person ?? file;
}

export type Nights = { readonly from: Day; readonly until: Day };

/** From whom the person of a record is kept apart, whoever of the two it was said for. */
export async function apartFrom(tx: Tx, file: FileId): Promise<{ readonly person: FileId; readonly reach: Reach }[]> {
  return tx.query(
    `select case when ${one} = $1 then ${other} else ${one} end as person, max(k.reach) as reach from ${sides}
     where k.ended_at is null and $1 in (${one}, ${other}) group by 1`,
    [await whoseIs(tx, file)],
  );
}

/** In which houses these people have a bed on any of these nights; also who lives there past their last night. */
export function whereTheyAre(tx: Tx, persons: readonly FileId[], { from, until }: Nights): Promise<{ readonly house: FileId; readonly person: FileId }[]> {
  return tx.query(
    `select distinct n.file as house, coalesce(p.person, s.file) as person
     from stay s left join person_file p on p.file = s.file join bed_night n on n.stay = s.stay
     where coalesce(p.person, s.file) = any($1::uuid[])
       and (n.night between $2::date and $3::date or (s.state = 'arrived' and s.last_night < $2::date and n.night = s.last_night))`,
    [persons, from, until],
  );
}

type Kept = { readonly file: FileId; readonly id: string; readonly other: FileId; readonly reach: Reach; readonly by: string };

export async function keepRule(tx: Tx, { file, id, other: of, reach, by }: Kept): Promise<void> {
  await tx.query('insert into kept_apart (file, id, other, reach, made_by) values ($1, $2, $3, $4, $5)', [file, id, of, reach, by]);
  note(tx, file, 'wrote:kept_apart');
}

export async function endRule(tx: Tx, file: FileId, id: string, by: string): Promise<void> {
  await tx.query('update kept_apart set ended_at = clock_timestamp(), ended_by = $3 where file = $1 and id = $2 and ended_at is null', [file, id, by]);
  note(tx, file, 'wrote:kept_apart');
}

export type Rule = {
  readonly file: FileId;
  readonly id: string;
  readonly reference: Reference;
  readonly other: Reference;
  readonly reach: Reach;
  readonly by: string;
  readonly nation: string;
};

/** Rules said in one record; or in all records of an organisation. Those said of a person elsewhere are not among them. */
export async function rulesOf(tx: Tx, of: { readonly file: FileId } | { readonly organisation: string }): Promise<Rule[]> {
  const [where, value] = 'file' in of ? ['k.file = $1', of.file] : ['file.organisation = $1', of.organisation];
  const rows = await tx.query<Rule>(
    `select k.file, k.id, mine.reference, theirs.reference as other, k.reach, k.made_by as by, file.nation from kept_apart k join file on file.id = k.file
       join reference mine on mine.file = k.file join reference theirs on theirs.file = k.other
     where k.ended_at is null and ${where} order by k.made_at, k.id limit 500`,
    [value],
  );
  for (const file of new Set(rows.map((row) => row.file))) note(tx, file, 'read:kept_apart');
  return rows;
}

/** Houses of an organisation in which two who are kept apart have beds in one night: the rule came later than the beds. */
export async function togetherIn(tx: Tx, organisation: string, from: Day): Promise<FileId[]> {
  const rows = await tx.query<{ house: FileId }>(
    `with bed as (
       select n.file as house, n.night, coalesce(p.person, s.file) as person from bed_night n join stay s on s.stay = n.stay
         left join person_file p on p.file = s.file join file f on f.id = n.file
       where f.organisation = $1 and n.night >= $2::date)
     select distinct mine.house from ${sides} join bed mine on mine.person = ${one}
       join bed theirs on theirs.person = ${other} and theirs.house = mine.house and theirs.night = mine.night
     where k.ended_at is null order by 1`,
    [organisation, from],
  );
  return rows.map((row) => row.house);
}
