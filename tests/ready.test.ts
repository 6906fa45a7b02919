// `./opennrm ready` on a PostgreSQL that is set up as SECURITY.md says: nothing is left, the banner goes, another address may be listened on.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { loginFamilies } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { assumedRules, confirmRule, installationStream } from '#journey/installation.ts';
import { installationFile } from '#kit/store/files.ts';
import { newSigner, writeSigner } from '#kit/store/note.ts';
import { realHouse } from '#open-house.ts';
import { readSettings } from '#settings.ts';
import { onPostgres, serverUrl } from './engines.ts';
import { clientId, clientSecret, liar } from './issuer.ts';

const launcher = resolve(import.meta.dirname, '../opennrm');
const password = 'for-tests-only';
const administrator: Actor = { person: 'invented-one', name: 'Invented One', role: 'administrator', organisation: 'service', kind: 'service', team: 'service' };

onPostgres(
  'an installation set up as it should be is ready: nothing is left, no banner stands, and it may be reached from elsewhere',
  async (t, _db, where) => {
    const folder = mkdtempSync(join(tmpdir(), 'nrm-ready-'));
    const at = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text, { mode: 0o600 });
      return join(folder, name);
    };
    const issuer = await liar(() => ({ sub: 'nobody' }));
    const { OPENNRM_DATA: _data, ...rest } = process.env;
    const env: Record<string, string | undefined> = {
      ...rest,
      DATABASE_URL: where.url,
      MIGRATE_URL: where.ownerUrl,
      OPENNRM_MASTER_KEY_FILE: at('root.key', Buffer.from(where.master).toString('base64')),
      OPENNRM_OIDC_ISSUER: issuer.url,
      OPENNRM_OIDC_CLIENT_ID: clientId,
      OPENNRM_OIDC_CLIENT_SECRET_FILE: at('secret', clientSecret),
      OPENNRM_ORIGIN: 'https://nrm.example',
    };
    const run = (...args: readonly string[]) => {
      const done = spawnSync('bash', [launcher, ...args], { cwd: folder, encoding: 'utf8', env });
      return { status: done.status, lines: done.stdout.split('\n').filter((line) => line.startsWith('- ')), err: done.stderr };
    };
    try {
      await asNew(where.ownerUrl);
      const names = ['--service', 'Invented service', '--name', 'Invented First', '--email', 'one@service.example'];
      assert.equal(run('admit', ...names, '--and-name', 'Invented Second', '--and-email', 'two@service.example').status, 0);
      const before = run('ready');
      assert.equal(before.status, 1);
      for (const what of ['Logins', 'Log', 'Erasure', 'Backup', 'Unconfirmed rule'])
        assert.ok(
          before.lines.some((line) => line.startsWith(`- ${what}`)),
          what,
        );
      assert.ok(!before.lines.some((line) => line.startsWith('- Sign-in')), before.lines.join('\n'));
      assert.throws(() => readSettings({ ...env, OPENNRM_ORIGIN: 'http://nrm.example' }), /https/);
      await assert.rejects(realHouse(readSettings({ ...env, HOST: '0.0.0.0' }), null), /until .\/opennrm ready lists nothing/);

      env['OPENNRM_LOGINS_FILE'] = at('logins.json', JSON.stringify(await logins(where.ownerUrl)));
      env['OPENNRM_LOG_KEY_FILE'] = at('log.key', `${writeSigner(newSigner('nrm.example/log'))}\n`);
      env['OPENNRM_WITNESS_FILE'] = join(folder, 'witness.log');
      env['OPENNRM_TOMBSTONES_FILE'] = join(folder, 'tombstones.log');
      env['OPENNRM_BACKUP_TO'] = /age1\w+/.exec(
        spawnSync('bash', [launcher, 'new-backup-key', '--out', join(folder, 'backup.key')], { cwd: folder, encoding: 'utf8', env }).stdout,
      )?.[0];
      assert.ok(env['OPENNRM_BACKUP_TO']);
      const house = await realHouse(readSettings(env), null);
      assert.equal(house.kit.practice, true, 'rules are still unconfirmed: the banner stands');
      for (const { id } of assumedRules(uk)) {
        const confirmed = await house.kit.ledger.perform(
          administrator,
          'operations',
          installationStream,
          installationFile,
          (state) => confirmRule(state, { rule: id, source: 'An invented circular', read: day('2024-01-10') }, uk, day('2026-01-15')),
          { day: day('2026-01-15'), nation: '' },
        );
        assert.ok(confirmed.ok || confirmed.code === 'already-so', id);
      }
      await house.close();
      const after = run('ready');
      assert.deepEqual(after.lines, []);
      assert.equal(after.status, 0, after.err);

      const ready = await realHouse(readSettings({ ...env, HOST: '0.0.0.0', PORT: '0' }), null);
      assert.equal(ready.kit.practice, false, 'no banner');
      await ready.close();
      t.diagnostic(`${before.lines.length} blockers, then none`);
    } finally {
      await issuer.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** A login for each family of purposes and one for the public, as an operator makes them. */
async function logins(ownerUrl: string): Promise<Readonly<Record<string, string>>> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  for (const name of loginFamilies)
    await server.query(`do $$ begin if not exists (select from pg_roles where rolname = 'nrm_test_login_${name}') then
      create role nrm_test_login_${name} login nosuperuser nobypassrls password '${password}'; end if; end $$`);
  await server.end();
  return Object.fromEntries(loginFamilies.map((name) => [name, Object.assign(new URL(ownerUrl), { username: `nrm_test_login_${name}`, password }).href]));
}

/** The tests' databases are made for practice; this one is to be new. */
async function asNew(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('truncate installation, keys.installation_key');
  await owner.end();
}
