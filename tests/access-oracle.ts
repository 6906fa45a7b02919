// A slow second opinion on the policy, made only from its printed text: it shares no line with the program's own evaluator.

type Fields = Readonly<Record<string, string>>;
type Entry = { readonly id: string; readonly fields: Fields };
export type Printed = { readonly bars: readonly Entry[]; readonly relations: ReadonlyMap<string, readonly string[]>; readonly rows: readonly PrintedRow[] };
export type PrintedRow = { readonly id: string } & Readonly<Record<'roles' | 'kinds' | 'purposes' | 'relations' | 'read' | 'write', readonly string[]>>;

/** What the oracle is asked: plain values, by the names that the printed text uses. */
export type Asked = {
  readonly person: string;
  readonly role: string;
  readonly kind: string;
  readonly organisation: string;
  readonly team: string;
  readonly purpose: string;
  readonly verb: string;
  readonly field: string;
  readonly now: string;
  readonly record: PlainRecord | null;
};
export type PlainRecord = {
  readonly kind: string;
  readonly organisation: string;
  readonly team: string;
  readonly handedTo: string | null;
  readonly seenUntil: string;
  readonly decided: boolean;
  readonly authority: string | null;
  readonly allocatedTo: string | null;
  readonly heldUntil: string | null;
  readonly waitsFor: string | null;
  readonly named: readonly { readonly person: string; readonly until: string }[];
  readonly grants: readonly { readonly to: string; readonly as: string; readonly from: string; readonly until: string; readonly revoked: string | null }[];
  readonly glass: readonly { readonly person: string; readonly classes: readonly string[]; readonly from: string; readonly until: string }[];
  readonly doors: readonly string[];
  readonly released: boolean;
  readonly conflicts: readonly string[];
  readonly sealedTo: readonly string[] | null;
};

/** Reads the text into entries: "bar x", "relation x", "row x", each with indented "name: value" lines. */
export function readPrinted(text: string): Printed {
  const entries: { what: string; id: string; fields: Record<string, string> }[] = [];
  for (const line of text.split('\n')) {
    const head = /^(bar|relation|row) (\S+)$/.exec(line);
    if (head) entries.push({ what: head[1] ?? '', id: head[2] ?? '', fields: {} });
    const part = /^ {2}([a-z]+): (.*)$/.exec(line);
    const last = entries.at(-1);
    if (part && last) last.fields[part[1] ?? ''] = part[2] ?? '';
  }
  const of = (what: string): Entry[] => entries.filter((one) => one.what === what);
  const words = (text = ''): readonly string[] => (text === 'nothing' ? [] : text.split(', '));
  return {
    bars: of('bar'),
    relations: new Map(of('relation').map((one) => [one.id, one.fields['when']?.split('; and ') ?? []])),
    rows: of('row').map(({ id, fields: f }) => ({
      id,
      roles: words(f['roles']),
      kinds: words(f['kinds']),
      purposes: words(f['purposes']),
      relations: words(f['relations']),
      read: words(f['read']),
      write: words(f['write']),
    })),
  };
}

/** Each sentence of the text, understood anew. A sentence nobody taught the oracle is an error, never a yes or a no. */
function isTrue(sentence: string, asked: Asked): boolean {
  const { record } = asked;
  if (sentence === 'it is about no record') return record === null;
  if (record === null) return false;
  const kind = /^the record is a (\w+?)(?: record)?$/.exec(sentence)?.[1];
  if (kind) return record.kind === kind;
  const granted = /^the person granted it to them as ([a-z ]+); the grant has begun, has not ended and is not revoked$/.exec(sentence)?.[1];
  if (granted) {
    const live = record.grants.filter((grant) => grant.to === asked.person && grant.as === granted.replace(' ', '-'));
    return live.filter(({ from, until, revoked }) => !(asked.now < from) && !(until <= asked.now) && !(revoked !== null && revoked <= asked.now)).length > 0;
  }
  switch (sentence) {
    case 'the record is a support, counselling or guardian record':
      return record.kind === 'support' || record.kind === 'counselling' || record.kind === 'guardian';
    case 'their organisation wrote or keeps it':
      return asked.organisation === record.organisation;
    case 'their team wrote or keeps it':
      return asked.team === record.team;
    case 'it was handed to them':
      return record.handedTo !== null && record.handedTo === asked.person;
    case 'the time in which a referrer may look has not ended':
      return record.seenUntil > asked.now;
    case 'nothing has been decided in it':
      return !record.decided;
    case 'their organisation decides the case':
      return record.authority !== null && record.authority === asked.organisation;
    case 'the case is allocated to them, and the allocation has not ended':
      return record.allocatedTo !== null && record.allocatedTo === asked.person && (record.heldUntil ?? '') > asked.now;
    case 'nobody has the case: it was allocated to nobody, or the allocation has ended':
      return record.allocatedTo === null || record.heldUntil === null || !(asked.now < record.heldUntil);
    case 'the case waits for anybody of who decides: to be taken, or for a second person':
      return record.waitsFor === 'team';
    case 'the case waits for a manager to see what happened in it':
      return record.waitsFor === 'manager';
    case 'they are named in it to look after the person, and the naming has not ended':
      return record.named.filter((one) => one.person === asked.person).filter((one) => one.until > asked.now).length > 0;
    case 'they broke the glass on it for this class, and the hour has not ended': {
      const own = record.glass.filter((one) => one.person === asked.person && one.classes.indexOf(asked.field) >= 0);
      return own.filter((one) => !(asked.now < one.from) && one.until > asked.now).length > 0;
    }
    case 'they are the person it is about, at a door of their own that stands open':
      return record.doors.indexOf(asked.person) >= 0;
    case 'the person agreed that this item passes to who decides':
      return record.released;
    case 'a conflict of interest of theirs with it is known':
      return record.conflicts.indexOf(asked.person) >= 0;
    case 'it is sealed':
      return record.sealedTo !== null;
    case 'they are not among those it is sealed to':
      return record.sealedTo === null || record.sealedTo.indexOf(asked.person) < 0;
    case 'they are not the program itself':
      return asked.role !== 'system';
    default:
      throw new Error(`the oracle does not understand: ${sentence}`);
  }
}

/** The rule as the head of the text says it: bars first, then any row, else denied. Gives what decided. */
export function ask(printed: Printed, asked: Asked): { allowed: boolean; by: string } {
  for (const bar of printed.bars) {
    const sentences = (bar.fields['when'] ?? '').split('; and ');
    if (sentences.every((sentence) => isTrue(sentence, asked))) return { allowed: false, by: bar.id };
  }
  for (const row of printed.rows) {
    const names = asked.verb === 'write' ? row.write : row.read;
    if (!names.includes(asked.field) || !row.roles.includes(asked.role) || !row.kinds.includes(asked.kind) || !row.purposes.includes(asked.purpose)) continue;
    for (const name of row.relations) {
      const sentences = printed.relations.get(name);
      if (!sentences) throw new Error(`the text does not say what ${name} is`);
      if (sentences.every((sentence) => isTrue(sentence, asked))) return { allowed: true, by: row.id };
    }
  }
  return { allowed: false, by: 'default' };
}
