#!/bin/sh
# Compares what is public with the last release, by the policy of CHANGELOG.md: `dev/api.sh` fails where something that was public is
# gone or is declared otherwise. Where a release may do that, dev/api-breaks.txt names each such break with its reason above it.
# Before the first release there is nothing to compare with.
set -eu
cd "$(dirname "$0")/.."

release=$(git describe --tags --abbrev=0 --match '[0-9]*' 2>/dev/null) || {
    echo "api: no release yet"
    exit 0
}
echo "api: compared with $release"
set --
[ ! -f dev/api-breaks.txt ] || set -- --breakage-allowlist-path dev/api-breaks.txt
"${SWIFT:-swift}" package diagnose-api-breaking-changes "$release" "$@" \
    --products Skitter --products SkitterCore --products SkitterHTML --products SkitterTesting
