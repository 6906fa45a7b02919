// ./opennrm admit: the first two administrators, named by whoever holds the owner's keys.
import { theService } from '#kit/store/database.ts';
import { readDomain, readEmail } from '#kit/web/sign-in/domain.ts';
import { halfHash, newHalf } from '#kit/web/sign-in/store.ts';
import { admitFirst, invitationDays, type Named } from '#rooms/staff/store.ts';
import type { Command } from './command.ts';
import { realHouse } from './open-house.ts';
import { UnsafeSetting, type Settings } from './settings.ts';

type Values = Parameters<Command['run']>[0];

/** `settings` reads the environment and the flags. */
export function signInCommands(settings: (values: Values) => Settings): readonly Command[] {
  return [
    {
      name: 'admit',
      does: 'name the first two administrators; needs the owner’s login (MIGRATE_URL) and the master key',
      example: './opennrm admit --service "Invented NRM service" --name "A. First" --email a@nrm.example --and-name "B. Second" --and-email b@nrm.example',
      flags: { service: 'string', name: 'string', email: 'string', 'and-name': 'string', 'and-email': 'string', domain: 'string' },
      run: (values, print) => admit(settings(values), values, print),
    },
  ];
}

function text(values: Values, flag: string, example: string): string {
  const value = values[flag];
  if (typeof value !== 'string' || value.trim() === '') throw new UnsafeSetting(`--${flag} is needed, for example --${flag} "${example}"`);
  return value.trim();
}

function named(values: Values, before: '' | 'and-'): Named & { readonly code: string } {
  const email = readEmail(text(values, `${before}email`, 'a@nrm.example'));
  if (!email) throw new UnsafeSetting(`--${before}email is no address.`);
  const halves = [newHalf(), newHalf()] as const;
  return { name: text(values, `${before}name`, 'A. First'), email, code: halves.join('-'), first: halfHash(halves[0]), second: halfHash(halves[1]) };
}

async function admit(given: Settings, values: Values, print: (line: string) => void): Promise<number> {
  if (!given.migrateUrl) throw new UnsafeSetting('admit needs MIGRATE_URL, the owner’s login: whoever names the first administrators holds the owner’s keys.');
  const both = [named(values, ''), named(values, 'and-')] as const;
  if (both[0].email === both[1].email || both[0].name === both[1].name)
    throw new UnsafeSetting('Name two different people: from then on it takes both to let anybody in.');
  const asked = values['domain'];
  const domain = typeof asked === 'string' ? readDomain(asked) : null;
  if (asked !== undefined && !domain) throw new UnsafeSetting('--domain is no domain, for example --domain nrm.example');
  const service = text(values, 'service', 'Invented NRM service');
  const house = await realHouse(given, false);
  try {
    const said = await house.kit.db.as(theService, 'operations', (tx) => admitFirst(tx, service, both, domain));
    if (said === 'enough') throw new UnsafeSetting('There are two administrators already. They let others in, on the page "Organisations".');
    if (said === 'taken') throw new UnsafeSetting('Somebody with one of these addresses works here already.');
    for (const one of both) print(`${one.name}: ${one.code}`);
    print(
      `Hand each code to its person, by hand or by telephone. It serves once and for ${invitationDays} days: on the page "Sign in", under "I have an invitation".`,
    );
    return 0;
  } finally {
    await house.close();
  }
}
