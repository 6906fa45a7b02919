// The command line: every command, with what it does and an example.
import { parseArgs } from 'node:util';
import { clockOf } from './clock.ts';
import { textFlag, WrongCall, type Command, type Print, type Values } from './command.ts';
import { checkTree, inWords } from './house-check.ts';
import { countryOf } from './country.ts';
import type { House } from './house.ts';
import { kept, practiceHouse, realHouse } from './open-house.ts';
import { openPracticeHouses } from './practice/houses.ts';
import { loadCaseload } from './practice/load.ts';
import { signalSome } from './practice/signals.ts';
import { supportSome } from './practice/supported.ts';
import { blockers, notes } from './ready.ts';
import { readSettings, type Settings } from './settings.ts';
import { lawCommands } from './law-commands.ts';
import { protectCommand } from './protect-command.ts';
import { estimateCommand } from './estimate-command.ts';
import { figuresCommands } from './figures-commands.ts';
import { paymentsCommand } from './payments-command.ts';
import { upkeepCommands } from './upkeep-commands.ts';
import { writeWords } from './words/write.ts';

const place = { data: 'string', port: 'string', today: 'string', country: 'string' } as const;

function settings(values: Values): Settings {
  return readSettings(process.env, {
    ...textFlag(values, 'data'),
    ...textFlag(values, 'port'),
    ...textFlag(values, 'today'),
    ...textFlag(values, 'country'),
  });
}

const practice: Command = {
  name: 'practice',
  does: 'start with an invented caseload on this machine (what npm start does)',
  example: './opennrm practice --data data/practice --port 3000',
  flags: { ...place, 'load-only': 'boolean', history: 'boolean' },
  run: async (values, print) => {
    const given = settings(values);
    const house = await practiceHouse(given);
    try {
      await caseload(house, given, values['history'] === true, print);
      if (values['load-only'] === true) return 0;
      const url = await house.listen();
      print(`OpenNRM is ready: ${url}`);
      print('Practice: nobody here is real. Stop with Ctrl+C.');
      await house.stopped();
      return 0;
    } finally {
      await house.close();
    }
  },
};

/** Only a country with published figures has a caseload made from them. */
async function caseload({ kit }: House, given: Settings, history: boolean, print: Print): Promise<void> {
  const { db, law } = kit;
  if (countryOf(given.country).caseload) {
    const made = await loadCaseload(db, { law, today: given.today, history, print });
    if (made !== undefined) {
      await supportSome(kit);
      await signalSome(kit);
    }
    await openPracticeHouses(kit);
  } else print(`${law.name} has no published figures to make a caseload from: it begins empty.`);
}

const serve: Command = {
  name: 'serve',
  does: 'serve on PostgreSQL with real sign-in (OPENNRM_OIDC_ISSUER), or with --practice for invented people',
  example: 'DATABASE_URL=postgres://… OPENNRM_MASTER_KEY_FILE=key ./opennrm serve --practice',
  flags: { ...place, practice: 'boolean', caseload: 'boolean' },
  run: async (values, print) => {
    const given = settings(values);
    if (!given.databaseUrl || !given.masterKey) {
      throw new WrongCall('serve needs DATABASE_URL and OPENNRM_MASTER_KEY_FILE. To try OpenNRM without them: ./opennrm practice');
    }
    const practice = values['practice'] === true;
    if (!practice && !given.signIn) {
      throw new WrongCall('serve needs OPENNRM_OIDC_ISSUER, so that people can sign in, or --practice, where nobody is real. See ./opennrm ready');
    }
    if (!practice && (values['caseload'] === true || values['today'] !== undefined)) {
      throw new WrongCall('--caseload and --today are for --practice: with real sign-in nothing is pretended.');
    }
    const house = await realHouse(given, practice, print);
    try {
      if (values['caseload'] === true) {
        await caseload(house, given, false, print);
      }
      const url = await house.listen();
      print(`OpenNRM is ready: ${url}`);
      if (!practice) print(`People come in at ${given.signIn?.origin}/sign-in`);
      print('Practice: nobody here is real. What still stands before real people: ./opennrm ready');
      await house.stopped();
      return 0;
    } finally {
      await house.close();
    }
  },
};

const ready: Command = {
  name: 'ready',
  does: 'list what still stands between this installation and real people’s data',
  example: 'DATABASE_URL=postgres://… OPENNRM_MASTER_KEY_FILE=key ./opennrm ready',
  flags: { data: 'string', country: 'string' },
  run: async (values, print) => {
    const given = settings(values);
    const { law } = countryOf(given.country);
    const held = given.databaseUrl ? await kept(given) : null;
    const found = blockers(given, law, held);
    for (const line of [...found.map((one) => `- ${one}`), ...notes(law, held, clockOf(null).today()).map((one) => `To know: ${one}`)]) print(line);
    print(found.length > 0 ? 'Until then: practice only, on this machine only.' : 'Nothing stands in the way of real people’s data.');
    return found.length === 0 ? 0 : 1;
  },
};

const house: Command = {
  name: 'check-house',
  does: 'check the import rules and name each breach',
  example: './opennrm check-house',
  flags: { data: 'string' },
  run: async (_values, print) => {
    const breaches = await checkTree();
    for (const breach of breaches) print(inWords(breach));
    print(breaches.length === 0 ? 'The house stands.' : `${breaches.length} breaches.`);
    return breaches.length === 0 ? 0 : 1;
  },
};

const words: Command = {
  name: 'words',
  does: 'list the texts of the screens and what each language still lacks',
  example: './opennrm words --language cy',
  flags: { data: 'string', language: 'string', write: 'boolean' },
  run: async (values, print) => writeWords({ ...textFlag(values, 'language'), write: values['write'] === true, print }),
};

const help: Command = {
  name: 'help',
  does: 'this list',
  example: './opennrm help',
  flags: {},
  run: async (_values, print) => {
    print('OpenNRM: ./opennrm <command>');
    for (const command of commands) {
      print('');
      print(`  ${command.name.padEnd(12)} ${command.does}`);
      print(`  ${''.padEnd(12)} ${command.example}`);
    }
    return Promise.resolve(0);
  },
};

export const commands: readonly Command[] = [
  practice,
  serve,
  ready,
  ...figuresCommands(settings),
  ...lawCommands,
  protectCommand,
  estimateCommand,
  paymentsCommand(settings),
  ...upkeepCommands(settings),
  house,
  words,
  help,
];

/** Runs one command line. Gives the exit status; wrong words throw WrongCall. */
export async function runCommand(args: readonly string[], print: Print): Promise<number> {
  const [name = 'help', ...rest] = args;
  const command = commands.find((one) => one.name === name || (name === '--help' && one.name === 'help'));
  if (!command) throw new WrongCall(`There is no command ${name}. See ./opennrm help`);
  const options = Object.fromEntries(
    Object.entries(command.flags).map(([flag, type]) => [flag, type === 'several' ? ({ type: 'string', multiple: true } as const) : { type }]),
  );
  let values: Values;
  try {
    const read = parseArgs({ args: rest, options, strict: true, allowPositionals: command.takes !== undefined });
    if (read.positionals.length > 1) throw new Error(`Only one ${command.takes} at a time.`);
    values = { ...(read.values as Values), ...(command.takes ? { [command.takes]: read.positionals[0] } : {}) };
  } catch (wrong) {
    throw new WrongCall(`${wrong instanceof Error ? wrong.message : String(wrong)}\nFor example: ${command.example}`);
  }
  return command.run(values, print);
}
