#!/usr/bin/env bash
# `npm run format`: lays every file out as `npm run check` wants it (or only the files named).
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/tools/setup.sh"
set_up "$root"
cd "$root"
if [ "$#" -eq 0 ]; then set -- .; fi
exec node node_modules/prettier/bin/prettier.cjs --log-level warn --write "$@"
