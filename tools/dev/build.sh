# Building, with one line a step, and how far it is in those that take long.

# build PRESET TARGET...
build() {
  local preset=$1
  shift
  configure "$preset"
  say "Building $* ($preset)"
  cmake --build "build/$preset" --target "$@" 2>&1 | tell_progress 3>&1 >"build/$preset.log" ||
    { grep -E -A8 'error|FAILED' "build/$preset.log" | head -n 40 >&2; die "The build failed; the whole log is build/$preset.log"; }
}

# Passes on what a build says; to file descriptor 3, how far it is: step by step for a person, in quarters for a log.
tell_progress() {
  local line quarter=0
  while IFS= read -r line; do
    printf '%s\n' "$line"
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    local step=${BASH_REMATCH[1]} steps=${BASH_REMATCH[2]}
    if [ -t 3 ]; then
      printf '\r    %d of %d' "$step" "$steps" >&3
    elif [ "$steps" -ge 40 ] && [ $((4 * step / steps)) -gt "$quarter" ]; then
      quarter=$((4 * step / steps))
      printf '    %d of %d\n' "$step" "$steps" >&3
    fi
  done
  if [ -t 3 ]; then printf '\r\033[K' >&3; fi
}

configure() {
  [ -f "build/$1/build.ninja" ] && return
  cmake --preset "$1" >"build/$1.log" 2>&1 || { tail -n 20 "build/$1.log" >&2; die "cmake --preset $1 failed"; }
}

build_wasm() {
  need build wasm
  build wasm all
}

build_web() {
  build_wasm
  need_modules web
  say "Building the web client"
  (cd web && npm run --silent build) >build/web.log 2>&1 || { tail -n 30 build/web.log >&2; die "The web client did not build; the log is build/web.log"; }
}

# The list that the page's layers panel checks itself by, and that list's own hash, which it shows.
print_manifest() {
  build_web
  cat web/dist/manifest.txt
  sha256sum web/dist/manifest.txt | cut -d ' ' -f 1
}

# build_crowd PRESET: its libraries may have come after the preset was configured.
build_crowd() {
  need build crowd
  rm -f "build/$1/build.ninja"
  build "$1" crowd
}

# run_server [--crowd N] OPTIONS...
run_server() {
  local people=0
  if [ "${1:-}" = --crowd ]; then
    people=${2:-}
    [[ $people =~ ^[1-9][0-9]?$ ]] || die "./dev run --crowd N: how many people?"
    shift 2
    build_crowd release
  fi
  need build
  build release conclaved
  build_web
  [ "$people" = 0 ] || run_with_crowd "$people" "$@"
  exec build/release/apps/conclaved/conclaved --web web/dist "$@"
}

# Prints no address but that of the crowd's meeting: it is the one to open. Neither outlives the other.
run_with_crowd() {
  local people=$1 server crowd='' line
  shift
  coproc SERVER { exec build/release/apps/conclaved/conclaved --web web/dist "$@"; }
  server=$SERVER_PID
  trap 'kill $server $crowd 2>/dev/null' EXIT
  read -r line <&"${SERVER[0]}" || die "The server did not start."
  build/release/apps/crowd/crowd --server "${line##* }" --people "$people" &
  crowd=$!
  local code=0
  wait -n || code=$?
  exit "$code"
}
