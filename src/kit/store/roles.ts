// Database roles: one per family of purposes and one for the public, for the whole server; and what a program's login must not be.
import { families, loginFamilies, type LoginFamily } from '#access/purposes.ts';
import type { Ask } from './migrate.ts';

export const roleNames: readonly string[] = loginFamilies.map((family) => `nrm_${family}`);

const already = new Set(['42710', '23505']);
const disturbed = 'XX000';

/** Logins by family, each for its own role alone; `all`: one login that may take on every role. */
export type LoginNames = Readonly<Partial<Record<LoginFamily | 'all', string | undefined>>>;

/** Makes the roles where they are missing and lets the logins take them on. Safe when several processes do it at once. */
export async function ensureRoles(ask: Ask, logins: LoginNames = {}): Promise<void> {
  for (const role of roleNames) {
    const login = logins.all ?? logins[role.slice('nrm_'.length) as LoginFamily];
    await meanwhile(ask, `select from pg_roles where rolname = '${role}'`, `create role ${role} nologin nosuperuser nobypassrls noinherit`);
    if (!login) continue;
    const member = `select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member
      where r.rolname = '${role}' and l.rolname = '${login.replaceAll("'", "''")}'`;
    await meanwhile(ask, member, `grant ${role} to "${login.replaceAll('"', '""')}"`);
  }
}

async function meanwhile(ask: Ask, found: string, make: string): Promise<void> {
  for (let round = 0; ; round += 1) {
    if ((await ask(found)).length > 0) return;
    try {
      await ask(make);
      return;
    } catch (wrong) {
      const code = (wrong as { code?: string }).code ?? '';
      if (already.has(code)) return;
      // Another process changed the same row of the server's catalogue in this very moment.
      if (code !== disturbed || round > 20) throw wrong;
    }
  }
}

/** For the owner, after migrating: what runs as the owner is for the program's families, and for the public only where it was given by name. */
export async function closeToPublic(ask: Ask): Promise<void> {
  const roles = Object.keys(families).map((family) => `nrm_${family}`);
  await ask(`do $$
    declare one regprocedure;
    begin
      for one in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'keys', 'upkeep') and p.prosecdef and pg_get_userbyid(p.proowner) = current_user
          and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) held where held.grantee = 0)
      loop
        execute format('grant execute on function %s to ${roles.join(', ')}', one);
        execute format('revoke execute on function %s from public', one);
      end loop;
    end $$`);
}

/** What makes a login unfit to be the program's (data.md 10). Empty: nothing found. */
export async function unfitLogin(ask: Ask, family: LoginFamily | null = null): Promise<readonly string[]> {
  const faults: string[] = [];
  const [self] = await ask(`select rolsuper as super, rolbypassrls as bypasses, rolcreaterole as makes_roles from pg_roles where rolname = session_user`);
  if (self?.['super']) faults.push('it is a superuser');
  if (self?.['bypasses']) faults.push('it bypasses row security');
  if (self?.['makes_roles']) faults.push('it may make roles');
  const owned = await ask(
    `select from pg_class c join pg_roles r on r.oid = c.relowner join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'keys', 'upkeep') and pg_has_role(session_user, r.oid, 'member') limit 1`,
  );
  if (owned.length > 0) faults.push('it owns tables');
  const roles = await ask(`select rolname as name from pg_roles where rolname like 'nrm\\_%' and (rolsuper or rolbypassrls)
    and rolname = any (array[${roleNames.map((name) => `'${name}'`).join(',')}])`);
  const beside = family
    ? await ask(`select rolname as name from pg_roles where rolname = any (array[${roleNames.map((name) => `'${name}'`).join(',')}])
        and rolname <> 'nrm_${family}' and pg_has_role(session_user, oid, 'member')`)
    : [];
  for (const role of beside) faults.push(`it may take on ${String(role['name'])} besides its own role`);
  for (const role of roles) faults.push(`the role ${String(role['name'])} is more than a plain role`);
  return faults;
}
