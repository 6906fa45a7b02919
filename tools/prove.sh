#!/usr/bin/env bash
# `npm run prove`: the long proofs (*.prove.ts: many generated cases, kill -9, full histories), which are too slow for every test run.
# It prints a page of promises with a figure beside each and keeps it as docs/promises.md. PROVE_KILLS=20 makes the deaths fewer.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/tools/setup.sh"
. "$root/tools/browser.sh"
set_up "$root"
cd "$root"
find_browser
exec node tools/prove.ts "$@"
