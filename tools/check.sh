#!/usr/bin/env bash
# Types, lint, format and the house rules, side by side; prints only what each found. Aim: under 30 seconds.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/tools/setup.sh"
set_up "$root"
cd "$root"
mkdir -p node_modules/.cache/opennrm
logs="$(mktemp -d)"
trap 'rm -rf "$logs"' EXIT

# in_background NAME COMMAND...: runs it, keeping what it says and how it ended.
in_background() {
  local name="$1"
  shift
  ("$@" >"$logs/$name" 2>&1 && echo 0 >"$logs/$name.end" || echo "$?" >"$logs/$name.end") &
}

light() {
  local end=0
  node tools/house/check.ts || end=1
  node node_modules/prettier/bin/prettier.cjs --check --log-level warn --cache --cache-strategy content --cache-location node_modules/.cache/opennrm/prettier . || end=1
  return "$end"
}

in_background types node node_modules/typescript/bin/tsc -p . --incremental --tsBuildInfoFile node_modules/.cache/opennrm/types
in_background lint node tools/lint.ts
wait -n || true
in_background house-and-format light
wait

ended=0
for name in types lint house-and-format; do
  if [ "$(cat "$logs/$name.end")" = 0 ]; then
    echo "$name: nothing found"
  else
    echo "$name:"
    cat "$logs/$name"
    ended=1
  fi
done
exit "$ended"
