#!/usr/bin/env bash
# `npm run bench`: every measurement of bench/, one after the other; `npm run bench -- start-up` runs those whose name holds a word.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/tools/setup.sh"
set_up "$root"
cd "$root"
found=0
for file in bench/*.ts; do
  [ -e "$file" ] || continue
  case "$file" in *"${1:-}"*) ;; *) continue ;; esac
  found=1
  echo "== $file"
  node "$file"
done
[ "$found" = 1 ] || stop "no bench/*.ts has a name with '${1:-}' in it."
