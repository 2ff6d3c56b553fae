#!/bin/sh
# Allocations per link: valgrind's count for N rounds less its count for none.
#   Benchmarks/URLBenchmark/allocations.sh .build/release/URLBenchmark PAGE.html
set -eu
program=$1
shift
count() {
    valgrind --tool=memcheck --undef-value-errors=no "$program" --repeat "$1" --mode "$2" "$page" 2>&1 |
        awk '/total heap usage/ { gsub(",", "", $5); print $5 } / links, mode/ { links = $3 } END { print links }' | tr '\n' ' '
}
for page in "$@"; do
    for mode in value resolver fingerprint foundation-text; do
        set -- $(count 0 $mode) $(count 10 $mode)
        echo "$page $mode: $(awk -v a="$1" -v b="$3" -v n="$4" 'BEGIN { printf "%.2f", (b - a) / (10 * n) }') allocations a link"
    done
done
