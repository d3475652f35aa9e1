# The suites. Each ends in a line `N passed, N failed, N skipped`; test_suites adds them up.

suites_all=(unit vectors sim hostile web tidy browser kept sanitize fuzz)

test_suites() {
  [ $# -gt 0 ] || set -- "${suites_all[@]}"
  local suite passed=0 failed=0 skipped=0 counts summary=()
  for suite in "$@"; do
    declare -F "suite_$suite" >/dev/null || die "There is no suite '$suite'; ./dev help lists them."
  done
  for suite in "$@"; do
    say "Suite: $suite"
    local began=$SECONDS
    # A subshell, so that a suite that dies still counts as one failure.
    (set -e; "suite_$suite") 2>&1 | tee "build/test-$suite.log" || true
    counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "build/test-$suite.log" | tail -n 1 || true)
    [ -n "$counts" ] || counts="0 passed, 1 failed, 0 skipped"
    read -r p _ f _ s _ <<<"$counts"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    summary+=("$(printf '%-10s %s  (%d s)' "$suite" "$counts" $((SECONDS - began)))")
  done
  say "What ran"
  printf '%s\n' "${summary[@]}"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
}

# count_gtests LOG EXIT: adds one GoogleTest run to passed, failed, skipped.
count_gtests() {
  local ran bad idle
  ran=$(sed -nE 's/^\[  PASSED  \] ([0-9]+) tests?\.$/\1/p' "$1" | tail -n 1)
  bad=$(sed -nE 's/^\[  FAILED  \] ([0-9]+) tests?, listed below:$/\1/p' "$1" | tail -n 1)
  idle=$(sed -nE 's/^\[  SKIPPED \] ([0-9]+) tests?, listed below:$/\1/p' "$1" | tail -n 1)
  [ "$2" -eq 0 ] || [ -n "$bad" ] || bad=1  # it crashed before it could count
  passed=$((passed + ${ran:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${idle:-0}))
}

# run_gtests BINARY...
run_gtests() {
  local binary log code passed=0 failed=0 skipped=0
  for binary in "$@"; do
    log=$binary.log code=0
    "$binary" --gtest_brief=1 >"$log" 2>&1 || code=$?
    count_gtests "$log" "$code"
    if [ "$code" -ne 0 ]; then
      printf '%s failed:\n' "${binary##*/}"
      tail -n 40 "$log"
    fi
  done
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
}

# The rooms' own tests run sanitized only: they are small, and one build of them is enough.
suite_unit() {
  need build test sanitize
  build asan all
  run_gtests build/asan/*_test
}

suite_vectors() {
  local folder=${1:-${CONCLAVE_VECTORS:-../shared/vectors}}
  need build test
  build dev conclave_vectors mls_peer
  build_wasm
  need_modules web
  need_modules tests/interop
  tools/vectors "$folder"
}

suite_sim() {
  need build test
  build dev sim
  {
    build/dev/tests/sim/sim --seeds "${SEEDS:-1000}"
    build/dev/tests/sim/sim --restarts "${RESTARTS:-200}"
    build/dev/tests/sim/sim --churn
  } | tools/dev/sum
}

sim_seed() {
  [ $# -eq 1 ] || die "./dev sim SEED"
  need build test
  build dev sim
  build/dev/tests/sim/sim --seed "$1" --verbose
}

suite_hostile() {
  need build test
  build dev hostile_test attacks
  build release conclaved
  {
    run_gtests build/dev/tests/hostile/hostile_test
    build/dev/tests/hostile/attacks --seeds "${SEEDS:-20}"
    tools/check_blind build/release/apps/conclaved/conclaved && echo '1 passed, 0 failed, 0 skipped' ||
      echo '0 passed, 1 failed, 0 skipped'
    # The control: what holds the keys of meetings does not pass for a server.
    tools/check_blind build/dev/tests/hostile/attacks >/dev/null 2>&1 && echo '0 passed, 1 failed, 0 skipped' ||
      echo '1 passed, 0 failed, 0 skipped'
  } | tools/dev/sum
}

suite_web() {
  build_web
  local report=$PWD/build/web-test.json
  rm -f "$report"
  (cd web && npx --no-install vitest run --reporter=default --reporter=json --outputFile="$report") || true
  node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const broken = r.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
    console.log(`${r.numPassedTests} passed, ${r.numFailedTests + broken} failed, ${r.numPendingTests} skipped`)' "$report"
}

# The programs as they are run, not as other tests build them.
suite_browser() {
  need build test browser
  build_crowd release
  build release conclaved
  build_web
  need_modules tests/browser
  tests/browser/run
}

# What stays of a meeting on the server and in the browsers, in the same namespace as the browser suite.
suite_kept() {
  need build test browser kept
  build_crowd release
  build release conclaved conclaved_that_keeps
  build_web
  need_modules tests/browser
  tests/browser/run ../kept/memory.test.mjs ../kept/disk.test.mjs ../kept/thief.test.mjs
}

# Beyond the unit tests: whole meetings under ASan and UBSan, and the threads of io under TSan.
suite_sanitize() {
  need build test sanitize
  build asan all
  build tsan io_test
  {
    build/asan/tests/sim/sim --seeds "${SANITIZED_SEEDS:-60}"
    run_gtests build/tsan/io_test
  } | tools/dev/sum
}

suite_fuzz() {
  need build test sanitize
  build asan all
  export -f fuzz_once fuzz_counted
  export FUZZ_SECONDS=${FUZZ_SECONDS:-5}
  printf '%s\n' build/asan/tests/fuzz/*_fuzz |
    xargs -P "$(nproc)" -I{} bash -c 'fuzz_counted "$1"' fuzz {} | tools/dev/sum
}

# fuzz_counted BINARY: what it said is told only if it failed.
fuzz_counted() {
  if fuzz_once "${1##*/}" "$FUZZ_SECONDS" >"$1.log" 2>&1; then
    echo '1 passed, 0 failed, 0 skipped'
  else
    tail -n 30 "$1.log"
    echo '0 passed, 1 failed, 0 skipped'
  fi
}

# fuzz_once TARGET SECONDS: what it finds new stays in build/fuzz; seeds are in tests/fuzz/corpus.
fuzz_once() {
  local name=${1%_fuzz}
  mkdir -p "build/fuzz/$name"
  "build/asan/tests/fuzz/$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$name-" "build/fuzz/$name" "tests/fuzz/corpus/$name"
}

fuzz_target() {
  [ $# -ge 1 ] || die "./dev fuzz NAME [SECONDS]; names: $(cd tests/fuzz && ls ./*_fuzz.cc | sed 's|./||; s|_fuzz.cc||' | tr '\n' ' ')"
  need build test sanitize
  build asan "$1_fuzz"
  fuzz_once "$1_fuzz" "${2:-0}"
}

# The quick rules; `./dev tidy` adds clang-tidy, which takes minutes the first time.
suite_tidy() {
  need test tidy
  need_modules web
  tools/tidy arrows foreign_headers banned_calls sizes web_arrows truthful_words css_names seen_fields seen_fields_control claims claims_control lock_files clang_format web_lint
}

tidy_all() {
  need build test tidy
  configure dev
  need_modules web
  tools/tidy
}

format_all() {
  need tidy
  git ls-files '*.cc' '*.h' | xargs clang-format-19 -i
}

# To be looked at, with letters for every language of the page: nothing is compared.
take_screenshots() {
  need browser look
  need_modules web
  need_modules tests/browser
  node tests/browser/screenshots.mjs "$@"
}

run_bench() {
  need build test bench wasm
  bench/run "$@"
}
