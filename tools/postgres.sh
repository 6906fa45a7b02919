# Sourced by tools/test.sh: is there a PostgreSQL for the tests? Every database test runs on PGlite and on PostgreSQL.

# can_reach: whether the database of TEST_DATABASE_URL, or the local default, answers.
can_reach() { node "$1/tools/reach-postgres.ts" >/dev/null 2>&1; }

# find_postgres ROOT: says so where there is none; with CI=true there must be one, and root may install it.
find_postgres() {
  if can_reach "$1"; then return 0; fi
  if [ "${CI:-}" != true ]; then
    say 'OpenNRM: no PostgreSQL answers (TEST_DATABASE_URL, or postgres@127.0.0.1:5432): the tests on PostgreSQL are SKIPPED, those on PGlite run.'
    return 0
  fi
  if [ -z "${TEST_DATABASE_URL:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    start_postgres
    if can_reach "$1"; then return 0; fi
  fi
  stop 'with CI=true the tests on PostgreSQL must run, but no PostgreSQL answers. Start one (15 or newer) or set TEST_DATABASE_URL to a superuser of a test server.'
}

# start_postgres: Debian's server, with a superuser for the tests whose password nobody else knows.
start_postgres() {
  local secret version
  if ! command -v pg_ctlcluster >/dev/null 2>&1; then
    say 'OpenNRM: installing PostgreSQL for the tests (apt-get).'
    apt_install postgresql
  fi
  version="$(ls /etc/postgresql | sort -n | tail -n 1)"
  pg_ctlcluster --skip-systemctl-redirect "$version" main start >/dev/null 2>&1 || true
  secret="$(node -p "require('node:crypto').randomBytes(18).toString('hex')")"
  if (cd / && PGOPTIONS="--client-min-messages=warning" runuser -u postgres -- psql -q -v ON_ERROR_STOP=1 \
    -c 'DROP ROLE IF EXISTS opennrm_test' \
    -c "CREATE ROLE opennrm_test LOGIN SUPERUSER PASSWORD '$secret'" >/dev/null); then
    TEST_DATABASE_URL="postgres://opennrm_test:$secret@127.0.0.1:5432/postgres"
    export TEST_DATABASE_URL
  fi
}
