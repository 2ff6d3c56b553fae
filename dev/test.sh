#!/bin/sh
# Runs every test target in a process of its own, one after another: the servers of one target must not wait for the
# processor while another target fuzzes a parser. Expects that the tests are built; its arguments go to `swift test`.
set -u

failed=""
for folder in Tests/*/; do
    target=$(basename "$folder")
    echo "test: $target"
    "${SWIFT:-swift}" test --skip-build --disable-xctest --quiet --filter "^$target\\." "$@" || failed="$failed $target"
done
if [ -n "$failed" ]; then
    echo "test: failed in$failed" >&2
    exit 1
fi
echo "test: every target passed"
