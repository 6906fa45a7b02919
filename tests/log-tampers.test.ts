// A thousand ways (in a proof ten thousand) to change a log that was written out, and its witness: the checker that shares no code with the program finds every one.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Actor } from '#access/roles.ts';
import { keepLog, writeHead } from '#kit/store/checkpoint.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { exportLog } from '#kit/store/export.ts';
import { newSigner, signNote, writeVerifier, type Signer } from '#kit/store/note.ts';
import { openMemory } from '#tests/engines.ts';
import { primitives, treeOver, verify, type Primitives } from '#tools/verify-log/verify.ts';
import { promised, proving } from './promise.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const signer = newSigner('nrm.invalid/log');
const thief = newSigner('nrm.invalid/log');
const keys = [writeVerifier(signer)];
const rounds = 10;
const each = 50;
/** Enough for some fifty of each kind; a proof tries ten thousand. */
const tampers = proving() ? 10_000 : 1000;

type Log = { readonly leaves: readonly string[]; readonly notes: readonly string[]; readonly witness: readonly string[] };

/** As `export-log` writes it. */
const logText = ({ leaves, notes }: Log): string =>
  [
    `{"log":"opennrm-1","leaves":${leaves.length},"checkpoints":${notes.length}}\n`,
    ...leaves.map((bytes, leaf) => `{"leaf":${leaf},"bytes":${quoted(bytes)}}\n`),
    ...notes.map((note) => `{"checkpoint":${quoted(note)}}\n`),
  ].join('');
const quoted = remember((text: string) => JSON.stringify(text));
const witnessText = ({ witness }: Log): string => witness.map((note) => `${JSON.stringify(note)}\n`).join('');

async function written(db: Database): Promise<{ log: string; witness: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-witness-'));
  const witness = join(folder, 'witness.log');
  for (let round = 0; round < rounds; round += 1) {
    await db.as(officer, 'identification', (tx) =>
      tx.query(`insert into audit_leaf (file, what) select gen_random_uuid(), array['read:answers.identity'] from generate_series(1, $1::int)`, [each]),
    );
    await keepLog(db, theService, { signer, witness }, 0);
  }
  let log = '';
  await db.as(theService, 'audit', (tx) => exportLog(tx, async (part) => void (log += part)));
  const seen = await readFile(witness, 'utf8');
  await rm(folder, { recursive: true });
  return { log, witness: seen };
}

/** The same answers, remembered: ten thousand nearly equal logs are read and hashed once. */
const by: Primitives = {
  parsed: remember(primitives.parsed),
  sha256: (kind, left, right) => (kind === 'leaf' ? leafHash(left) : kind === 'pair' ? pairHash(left)(right) : primitives.sha256(kind, left, right)),
  signed: (key, text, signature) => fits(key.toString('hex'))(text)(signature.toString('hex')),
};
const leafHash = remember((leaf) => primitives.sha256('leaf', leaf, ''));
const pairHash = remember((left) => remember((right) => primitives.sha256('pair', left, right)));
const fits = remember((key) => remember((text) => remember((signature) => primitives.signed(Buffer.from(key, 'hex'), text, Buffer.from(signature, 'hex')))));

function remember<T>(work: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const before = kept.get(text);
    if (before !== undefined) return before;
    if (kept.size > 100_000) kept.clear();
    const answer = work(text);
    kept.set(text, answer);
    return answer;
  };
}

/** A small generator of chance, so that a run can be repeated. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Dice = (below: number) => number;
const sizeOf = (note: string): number => Number(note.split('\n')[1]);
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
const bent = (text: string, dice: Dice): string => {
  const at = dice(text.length);
  return text.slice(0, at) + String.fromCharCode(33 + dice(94)) + text.slice(at + 1);
};

const signedByLog = remember((text) => signNote(text, signer));
const signedByThief = remember((text) => signNote(text, thief));

/** Every checkpoint made anew over other leaves, by whoever holds a key. */
function signedAgain(log: Log, leaves: readonly string[], key: Signer, from = 0): string[] {
  const root = treeOver(
    leaves.map((leaf) => by.sha256('leaf', leaf, '')),
    by,
  );
  return log.notes.flatMap((note) => {
    const size = sizeOf(note);
    if (size <= from) return [note];
    return size > leaves.length ? [] : [(key === signer ? signedByLog : signedByThief)(writeHead(key.name, { size, root: Buffer.from(root(0, size), 'hex') }))];
  });
}

/** Other leaves in the places of a few. */
function changed(leaves: readonly string[], dice: Dice, from = 0): string[] {
  const copy = [...leaves];
  for (let i = dice(4); i >= 0; i -= 1) {
    const at = from + dice(leaves.length - from);
    copy[at] = (copy[at] ?? '').replace('answers.identity', `answers.medical${dice(1e6)}`);
  }
  return copy;
}

/** Each kind of tampering, as somebody would who knows the form well. */
const kinds: Readonly<Record<string, (log: Log, dice: Dice) => Log>> = {
  'a line edited': (log, dice) => {
    const at = dice(log.leaves.length);
    return { ...log, leaves: log.leaves.map((leaf, i) => (i === at ? bent(leaf, dice) : leaf)) };
  },
  'a line dropped': (log, dice) => ({ ...log, leaves: without(log.leaves, dice(log.leaves.length)) }),
  'a line dropped, another put in': (log, dice) => {
    const leaves = without(log.leaves, dice(log.leaves.length));
    const at = dice(leaves.length);
    return { ...log, leaves: [...leaves.slice(0, at), bent(leaves[at] ?? '', dice), ...leaves.slice(at)] };
  },
  'two lines changed about': (log, dice) => {
    const [a, b] = [dice(log.leaves.length), dice(log.leaves.length)];
    return { ...log, leaves: log.leaves.map((leaf, i) => (i === a ? (log.leaves[b] ?? '') : i === b ? (log.leaves[a] ?? '') : leaf)) };
  },
  'the end cut off, with its checkpoints': (log, dice) => {
    const notes = log.notes.slice(0, dice(log.notes.length));
    return { ...log, notes, leaves: log.leaves.slice(0, notes.length === 0 ? 0 : sizeOf(notes.at(-1) ?? '')) };
  },
  'some lines of the end cut off': (log, dice) => ({ ...log, leaves: log.leaves.slice(0, -1 - dice(each)) }),
  'another past, signed with the log’s own key': (log, dice) => {
    const leaves = changed(log.leaves, dice, dice(log.leaves.length - 1));
    return { ...log, leaves, notes: signedAgain(log, leaves, signer) };
  },
  'another past, and the witness shows both': (log, dice) => {
    const from = dice(log.leaves.length - 1);
    const leaves = changed(log.leaves, dice, from);
    const notes = signedAgain(log, leaves, signer, from);
    return { leaves, notes, witness: [...log.witness, ...notes.filter((note) => !log.witness.includes(note))] };
  },
  'an old checkpoint again': (log, dice) => {
    const old = log.notes[dice(log.notes.length - 1)] ?? '';
    const notes =
      [
        [...log.notes, old],
        [...log.notes.slice(0, -1), old],
        [old, ...log.notes],
      ][dice(3)] ?? [];
    return { ...log, notes };
  },
  'an old checkpoint again, at the witness': (log, dice) => ({ ...log, witness: [...log.witness, log.witness[dice(log.witness.length - 1)] ?? ''] }),
  'a checkpoint dropped': (log, dice) => ({ ...log, notes: without(log.notes, dice(log.notes.length)) }),
  'a line of the witness dropped': (log, dice) => ({ ...log, witness: without(log.witness, dice(log.witness.length)) }),
  'another key, nothing else': (log) => ({ ...log, notes: signedAgain(log, log.leaves, thief) }),
  'another key and another past': (log, dice) => {
    const leaves = changed(log.leaves, dice);
    return { ...log, leaves, notes: signedAgain(log, leaves, thief) };
  },
  'another key, another past, and a witness to match': (log, dice) => {
    const leaves = changed(log.leaves, dice);
    const notes = signedAgain(log, leaves, thief);
    return { leaves, notes, witness: notes };
  },
  'a checkpoint edited': (log, dice) => {
    const at = dice(log.notes.length);
    return { ...log, notes: log.notes.map((note, i) => (i === at ? bent(note, dice) : note)) };
  },
};
/** These two are on the files as they lie there. */
const onFiles = ['a letter of the file', 'a letter of the witness'];

test('tampers with a log of 500 lines and its witness are all found, of every kind: a thousand, and in a proof ten thousand', async (t) => {
  const db = await openMemory();
  const { log: text, witness } = await written(db);
  await db.close();
  const lines = text.split('\n').slice(0, -1).map(primitives.parsed);
  const log: Log = {
    leaves: lines.flatMap((line) => (typeof line?.['bytes'] === 'string' ? [line['bytes']] : [])),
    notes: lines.flatMap((line) => (typeof line?.['checkpoint'] === 'string' ? [line['checkpoint']] : [])),
    witness: witness
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as string),
  };
  assert.equal(logText(log), text);
  assert.equal(witnessText(log), witness);
  assert.deepEqual(verify(text, witness, keys), { leaves: rounds * each, checkpoints: rounds, witnessed: rounds, wrong: [] });

  const dice = chance(20_240_115);
  const names = [...Object.keys(kinds), ...onFiles];
  const counted = new Map<string, number>();
  const missed: string[] = [];
  for (let done = 0; done < tampers;) {
    const kind = names[done % names.length] ?? '';
    const tampered = kinds[kind]?.(log, dice) ?? log;
    const after = kind === onFiles[0] ? bent(text, dice) : logText(tampered);
    const seen = kind === onFiles[1] ? bent(witness, dice) : witnessText(tampered);
    if (after === text && seen === witness) continue;
    if (verify(after, seen, keys, by).wrong.length === 0) missed.push(kind);
    counted.set(kind, (counted.get(kind) ?? 0) + 1);
    done += 1;
  }
  for (const [kind, number] of counted) t.diagnostic(`${number} × ${kind}`);
  promised(
    'P10',
    `${tampers.toLocaleString('en')} tampers with a log and its witness (${counted.size} kinds), all found by a checker that shares no code with the program`,
  );
  assert.deepEqual(missed, []);
  assert.equal(counted.size, names.length);
});
