// Commands about the log: make its key, check it against its checkpoints and witness, write it out for somebody else to check.
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { theService } from '#kit/store/database.ts';
import { exportLog } from '#kit/store/export.ts';
import { newSigner, readVerifier, verifierOf, writeVerifier, type Verifier } from '#kit/store/note.ts';
import { verifyLog } from '#kit/store/verify.ts';
import { readWitness } from '#kit/store/witness.ts';
import type { Command } from './command.ts';
import { openHouse } from './open-house.ts';
import { UnsafeSetting, type Settings } from './settings.ts';
import { keepSigner, vouchingOf } from './vouching.ts';

type Values = Parameters<Command['run']>[0];

const mostSaid = 50;

/** `settings` reads the environment and the flags. */
export function logCommands(settings: (values: Values) => Settings): readonly Command[] {
  return [
    {
      name: 'verify-log',
      does: 'read the whole log again and compare it with every checkpoint, kept and witnessed',
      example: './opennrm verify-log --data DIR --witness FILE',
      flags: { data: 'string', witness: 'string', key: 'string' },
      run: (values, print) => verify(settings(values), values, print),
    },
    {
      name: 'export-log',
      does: 'write the log for somebody else to check (see SECURITY.md)',
      example: './opennrm export-log --data DIR --out log.jsonl',
      flags: { data: 'string', out: 'string' },
      run: (values, print) => write(settings(values), text(values, 'out', 'log.jsonl'), print),
    },
    {
      name: 'new-log-key',
      does: 'make the key that signs the log’s checkpoints, and print the one that checks them',
      example: './opennrm new-log-key --name nrm.example/log --out log.key',
      flags: { name: 'string', out: 'string' },
      run: (values, print) => makeKey(text(values, 'name', 'nrm.example/log'), text(values, 'out', 'log.key'), print),
    },
  ];
}

function text(values: Values, flag: string, example: string): string {
  const value = values[flag];
  if (typeof value !== 'string' || value === '') throw new UnsafeSetting(`--${flag} is needed, for example --${flag} ${example}`);
  return value;
}

/** The keys to believe: the one the settings name, and those handed in, parted by commas. */
async function believed(given: Settings, handed: Values[string]): Promise<readonly Verifier[]> {
  const keys = (typeof handed === 'string' ? handed.split(',') : []).map((one) => {
    const key = readVerifier(one);
    if (!key) throw new UnsafeSetting(`${one} is no key that checks a log. It looks like nrm.example/log+1a2b3c4d+A…`);
    return key;
  });
  const own = keys.length === 0 && (given.logKey || !given.databaseUrl) ? await vouchingOf(given) : null;
  const all = own ? [verifierOf(own.signer)] : keys;
  if (all.length === 0) throw new UnsafeSetting('Whom to believe? Give --key, or name the key of the log in OPENNRM_LOG_KEY_FILE.');
  return all;
}

async function verify(given: Settings, values: Values, print: (line: string) => void): Promise<number> {
  const house = await openHouse(given);
  try {
    const verifiers = await believed(given, values['key']);
    const named = typeof values['witness'] === 'string' ? values['witness'] : (await vouchingOf(given))?.witness;
    const witness = named ? await readWitness(named) : null;
    const found = await house.kit.db.as(theService, 'audit', (tx) => verifyLog(tx, verifiers, witness));
    const wrong = [...(named && !witness && found.checkpoints > 0 ? [`There is no witness ${named}.`] : []), ...found.wrong];
    print(`${found.leaves} lines, ${found.checkpoints} checkpoints, ${found.witnessed} of the witness.`);
    print(`${found.since} lines since the newest checkpoint, ${found.waiting} wait for their place.`);
    if (!named) print('No witness was named: an old state of the database, brought back whole, cannot be told from the log.');
    for (const one of wrong.slice(0, mostSaid)) print(`- ${one}`);
    if (wrong.length > mostSaid) print(`- and ${wrong.length - mostSaid} more.`);
    print(wrong.length === 0 ? 'Nothing was changed.' : 'This log is not what its checkpoints say.');
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await house.close();
  }
}

async function write(given: Settings, out: string, print: (line: string) => void): Promise<number> {
  const house = await openHouse(given);
  try {
    const file = createWriteStream(out, { mode: 0o600 });
    const written = await house.kit.db.as(theService, 'audit', (tx) =>
      exportLog(tx, async (part) => {
        if (!file.write(part)) await once(file, 'drain');
      }),
    );
    file.end();
    await finished(file);
    print(`${out}: ${written.leaves} lines, ${written.checkpoints} checkpoints.`);
    return 0;
  } finally {
    await house.close();
  }
}

async function makeKey(name: string, out: string, print: (line: string) => void): Promise<number> {
  if (/[\s+]/u.test(name)) throw new UnsafeSetting('--name holds no space and no +, for example nrm.example/log');
  if (existsSync(out)) throw new UnsafeSetting(`${out} is there already. A key is never written over: the checkpoints it signed need it.`);
  const signer = newSigner(name);
  await keepSigner(out, signer);
  print('Give this to everybody who is to check the log:');
  print(writeVerifier(signer));
  return 0;
}
