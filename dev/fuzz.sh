#!/bin/sh
# Fuzzes the parsers with libFuzzer and the address sanitizer (docs/fuzzing.md) and prints one line for each target.
#   dev/fuzz.sh [TARGET|all] [SECONDS]     a target is a folder of Fuzz/ (URL, HTML...); 60 seconds where not given
# Corpus, findings and logs are kept in .build-fuzz. Fails when anything was found.
set -eu
cd "$(dirname "$0")/.."
build=.build-fuzz
wanted=${1:-all}
seconds=${2:-60}
targets="URL IDNA Robots Cookies JSON HTTP HTML Oracle XML Sitemap Srcset CSS Headers Encoding Gzip"
[ "$wanted" = all ] || targets=$wanted
# A Swift program that traps prints a back trace of its own, which takes seconds; libFuzzer's is enough.
export SWIFT_BACKTRACE=enable=no SKITTER_FUZZ=1
# Back traces of allocations would cost half of the speed; a finding is looked at again without this.
export ASAN_OPTIONS="${ASAN_OPTIONS:-malloc_context_size=0:quarantine_size_mb=16}"

# The longest input: long enough for a limit to be met, short enough for many runs.
length() {
    case $1 in
    HTML | XML | Sitemap | Robots) echo 4096 ;;
    *) echo 1024 ;;
    esac
}

failed=0
printf '%-9s %11s %7s %7s %9s %9s\n' target executions exec/s edges features findings
for target in $targets; do
    mkdir -p "$build/seeds/$target" "$build/corpus/$target" "$build/findings/$target" "$build/logs"
    log=$build/logs/$target.log
    # Release without -Ounchecked: overflow and bounds are still checked.
    if ! nice -n 5 "${SWIFT:-swift}" build -c release --scratch-path "$build" --product "Fuzz$target" \
        -Xswiftc -sanitize=fuzzer,address >"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
    python3 dev/fuzz-seeds.py "$target" "$build/seeds/$target"
    nice -n 19 "$build/release/Fuzz$target" "$build/corpus/$target" "$build/seeds/$target" \
        "-artifact_prefix=$build/findings/$target/" "-dict=Fuzz/$target/$target.dict" "-max_len=$(length "$target")" \
        "-max_total_time=$seconds" -timeout=10 -report_slow_units=1 -rss_limit_mb=2048 -print_final_stats=1 \
        ${FUZZ_OPTIONS:-} >"$log" 2>&1 || true
    # A unit counts as slow by the clock; on a busy machine that says nothing. What is fast when it runs alone goes.
    for unit in "$build/findings/$target"/slow-unit-*; do
        [ -e "$unit" ] || continue
        slow=$("$build/release/Fuzz$target" "$unit" 2>&1 | sed -n 's/^Executed .* in \([0-9]*\) ms$/\1/p')
        [ "${slow:-9999}" -ge 1000 ] || rm "$unit"
    done
    found=$(find "$build/findings/$target" -type f | wc -l)
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log" | tail -n 1)
    last=$(grep -aE '^#[0-9]+.* cov: ' "$log" | tail -n 1)
    edges=$(printf %s "$last" | sed -n 's/.* cov: \([0-9]*\).*/\1/p')
    features=$(printf %s "$last" | sed -n 's/.* ft: \([0-9]*\).*/\1/p')
    printf '%-9s %11s %7s %7s %9s %9s\n' \
        "$target" "${executions:--}" "${rate:--}" "${edges:--}" "${features:--}" "$found"
    [ "$found" = 0 ] || failed=1
done
exit $failed
