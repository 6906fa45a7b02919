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

checked=0
if [ "$#" -eq 0 ]; then
  bash tools/check.sh || checked=1
  mapfile -t groups < <(node tools/together.ts)
  set -- "${groups[@]}"
fi

shown="$(mktemp)"
crashed="$(mktemp)"
trap 'rm -f "$shown" "$crashed"' EXIT

# The time-out is for one test that hangs, not a limit that a slow machine could meet. A failed test may leave something open:
# its file ends all the same, so that the failure is told and not waited on. Three at once for two cores: a browser and a server wait for each other.
run() {
  node --test --test-concurrency=3 --test-timeout=900000 --import ./tools/end-open.ts \
    --test-reporter=spec --test-reporter-destination=stdout --test-reporter=./tools/crashed.js --test-reporter-destination="$crashed" "$@" 2>&1 | tee "$shown"
}
# Node's own summary stands above; the last line says the same in plain words.
counted() { awk -v name="$1" '$2 == name && NF == 3 { found = $3 } END { print found + 0 }' "$shown"; }
unpassed() { echo "$(($(counted fail) + $(counted cancelled)))"; }

ended="$checked"
run "$@" && well=1 || well=0
passed="$(counted pass)"
failed="$(unpassed)"
# The runner says that something went wrong, and counted nothing that did.
[ "$well" -eq 1 ] || [ "$failed" -gt 0 ] || ended=1
skipped="$(($(counted skipped) + $(counted todo)))"
# Node of today crashes now and then while it gives back compiled WebAssembly. A file that this happened to has not failed and not passed: it is
# run once more, and that counts.
mapfile -t again <"$crashed"
if [ "${#again[@]}" -gt 0 ]; then
  say "OpenNRM: Node itself crashed in these, which are run once more: ${again[*]}"
  run "${again[@]}" || true
  passed="$((passed + $(counted pass)))"
  failed="$((failed - ${#again[@]} + $(unpassed)))"
fi

[ "$failed" -eq 0 ] || ended=1
if [ "$passed" -eq 0 ]; then
  say 'OpenNRM: no test ran.'
  ended=1
fi
if [ "$checked" -ne 0 ] && [ "$failed" -eq 0 ]; then
  say 'OpenNRM: the tests passed, but types, lint, format or house did not: see above.'
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$ended"
