#!/bin/sh
# Runs every test under AddressSanitizer, then under ThreadSanitizer, each from a build of its own (.build-asan, .build-tsan).
# `dev/sanitize.sh address` or `dev/sanitize.sh thread` runs one of them. Fails when a test fails and when a sanitizer
# finds anything in any process, in crawls and workers that a test started and killed too: all write into one folder.
set -u

swift=${SWIFT:-swift}
# Tests wait longer (Sources/SkitterTesting/Patience.swift).
export SKITTER_SANITIZED=1

check() { # sanitizer, folder of the build
    echo "sanitize: $1"
    failed=0
    "$swift" build --build-tests --traits Cluster --sanitize="$1" --scratch-path "$2" || return 1
    SWIFT="$swift" dev/test.sh --traits Cluster --sanitize="$1" --scratch-path "$2" || failed=1
    for report in "$2"/reports/*; do
        [ -e "$report" ] || continue
        echo "sanitize: $report" >&2
        cat "$report" >&2
        failed=1
    done
    return $failed
}

reports() { # folder of the build
    rm -rf "$1/reports"
    mkdir -p "$1/reports"
    echo "log_path=$PWD/$1/reports/report"
}

case ${1:-all} in
thread) ;;
*)
    # What lives as long as the process (sessions, tables) is no leak; tests of memory mean ours, not what the sanitizer keeps.
    export ASAN_OPTIONS="detect_leaks=0:quarantine_size_mb=16:$(reports .build-asan)"
    check address .build-asan || exit 1
    ;;
esac
case ${1:-all} in
address) ;;
*)
    export SKITTER_TSAN=1
    export TSAN_OPTIONS="exitcode=66:suppressions=$PWD/dev/thread-sanitizer.txt:$(reports .build-tsan)"
    check thread .build-tsan || exit 1
    ;;
esac
echo "sanitize: clean"
