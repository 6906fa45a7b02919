#!/usr/bin/env bash
# `npm test`: all set-up, then types, lint, format and house, then every test on both engines and in a browser.
# Arguments are test files to run instead of all of them: `npm test -- tests/house.test.ts`.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/tools/setup.sh"
. "$root/tools/browser.sh"
. "$root/tools/postgres.sh"
set_up "$root"
cd "$root"
find_browser
find_postgres "$root"

ended=0
if [ "$#" -eq 0 ]; then
  bash tools/check.sh || ended=1
  set -- 'src/**/*.test.ts' 'tests/**/*.test.ts'
fi

shown="$(mktemp)"
trap 'rm -f "$shown"' EXIT
# The time-out is for one test that hangs, not a limit that a slow machine could meet. A failed test may leave something open:
# its file ends all the same, so that the failure is told and not waited on.
node --test --test-concurrency=2 --test-timeout=900000 --import ./tools/end-open.ts --test-reporter=spec "$@" 2>&1 | tee "$shown" || ended=1

# Node's own summary stands above; the last line says the same in plain words.
counted() { awk -v name="$1" '$2 == name && NF == 3 { found = $3 } END { print found + 0 }' "$shown"; }
passed="$(counted pass)"
failed="$(($(counted fail) + $(counted cancelled)))"
skipped="$(($(counted skipped) + $(counted todo)))"
if [ "$passed" -eq 0 ]; then
  say 'OpenNRM: no test ran.'
  ended=1
fi
if [ "$ended" -ne 0 ] && [ "$failed" -eq 0 ]; then
  say 'OpenNRM: the tests passed, but types, lint, format or house did not: see above.'
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$ended"
