#!/usr/bin/env bash
# `npm run prove`: the long proofs (*.prove.ts: many generated cases, kill -9, full histories), which are too slow for every test run.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/tools/setup.sh"
. "$root/tools/browser.sh"
set_up "$root"
cd "$root"
find_browser
if [ "$#" -eq 0 ]; then set -- 'src/**/*.prove.ts' 'tests/**/*.prove.ts'; fi
exec node --test --test-concurrency=1 --test-reporter=spec "$@"
