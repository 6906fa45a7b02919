// For the kill test over HTTP: a whole house on a folder or a server, with drafts ready to be sent. It says its address and may die at any moment.
import { day } from '#base/day.ts';
import { openPostgres, openPractice, theService } from '#kit/store/database.ts';
import { makeToken } from '#desk/store.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { referral } from '#rooms/referral/form.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { adult } from '#tests/walk.ts';
import { build } from '#house.ts';
import { keepLastWords } from '#last-words.ts';
import { startMail } from '#mail-wiring.ts';
import { personaOf } from '#practice/people.ts';

keepLastWords();

/** `mail`: the port of its door for mail; 0 where it was not asked for. */
export type Ready = { readonly base: string; readonly secret: string; readonly drafts: readonly string[]; readonly mail: number };

const {
  drafts: wanted,
  mail: withMail,
  ...where
} = JSON.parse(process.argv[2] ?? '{}') as { drafts: number; mail?: boolean } & ({ folder: string } | { url: string; master: string });
const db =
  'folder' in where ? await openPractice(where.folder) : await openPostgres({ url: where.url, master: Buffer.from(where.master, 'hex'), practice: true });
// As the program does: lines on the standard output, after the first.
const house = build(db, { today: day('2024-01-15'), port: 0, host: '127.0.0.1' }, (line) => console.log(line));
const { kit } = house;
const amber = personaOf('practice-amber').actor;

const drafts: string[] = [];
for (let i = 0; i < wanted; i += 1) {
  drafts.push(
    await db.as(amber, 'intake', async (tx) => {
      const file = await newDraft(tx, { label: 'Invented', nation: 'england', today: kit.clock.today(), now: kit.clock.now() });
      await keepDraft(tx, file, referral, { answers: adult, origins: {} }, 'en');
      return file;
    }),
  );
}
const secret = await db.as(theService, 'operations', (tx) => makeToken(tx, amber));
const stopped = house.stopped();
const base = await house.listen();
const helpline = { kit, nation: 'england', team: { organisation: 'unseen', team: 'helpline', queue: 'helpline' } };
const noFolder = { host: '127.0.0.1', port: 0, tls: null, relay: null, folder: null };
const door = withMail ? await startMail(noFolder, () => helpline, console.log) : null;
console.log(JSON.stringify({ base, secret, drafts, mail: door?.port ?? 0 } satisfies Ready));
await stopped;
await door?.close();
await house.close();
