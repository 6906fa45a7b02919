# Sourced by tools/test.sh and tools/prove.sh: finds a Chromium for the browser tests, or installs one where that is allowed.

# find_browser: sets CHROMIUM_PATH, or stops and says what to install.
find_browser() {
  local name
  if [ -n "${CHROMIUM_PATH:-}" ]; then
    [ -x "$CHROMIUM_PATH" ] || stop "CHROMIUM_PATH is $CHROMIUM_PATH, but no program stands there."
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
      CHROMIUM_PATH="$(command -v "$name")"
      export CHROMIUM_PATH
      return 0
    fi
  done
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    # fonts-noto-core: without it Arabic and other scripts show as empty boxes.
    say 'OpenNRM: installing Chromium and fonts for the browser tests (apt-get).'
    apt_install chromium fonts-noto-core
    CHROMIUM_PATH="$(command -v chromium)" || stop 'Chromium was installed, but cannot be found on PATH.'
    export CHROMIUM_PATH
    return 0
  fi
  stop 'the tests need a browser. Install Chromium or Google Chrome (Debian: apt-get install chromium fonts-noto-core), or set CHROMIUM_PATH to one.'
}

# apt_install PACKAGE...: quietly, without questions; shows apt's own words only when it does not succeed.
apt_install() {
  local log
  log="$(mktemp)"
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    stop "apt-get could not install: $*"
  fi
  rm -f "$log"
}
