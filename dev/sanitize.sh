#!/bin/sh
# Runs every test under AddressSanitizer, then under ThreadSanitizer, each from a build of its own (.build-asan, .build-tsan).
# `dev/sanitize.sh address` or `dev/sanitize.sh thread` runs one of them. What a sanitizer finds ends its test target.
set -u

swift=${SWIFT:-swift}
# Tests wait longer (Sources/SkitterTesting/Patience.swift).
export SKITTER_SANITIZED=1

check() { # sanitizer, folder of the build
    echo "sanitize: $1"
    "$swift" build --build-tests --sanitize="$1" --scratch-path "$2" || return 1
    SWIFT="$swift" dev/test.sh --sanitize="$1" --scratch-path "$2"
}

case ${1:-all} in
thread) ;;
# What lives as long as the process (sessions, tables) is no leak; tests of memory mean ours, not what the sanitizer keeps.
*) ASAN_OPTIONS="detect_leaks=0:quarantine_size_mb=16" check address .build-asan || exit 1 ;;
esac
case ${1:-all} in
address) ;;
*) SKITTER_TSAN=1 TSAN_OPTIONS="exitcode=66 suppressions=$PWD/dev/thread-sanitizer.txt" check thread .build-tsan || exit 1 ;;
esac
echo "sanitize: clean"
