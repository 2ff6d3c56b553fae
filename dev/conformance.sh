#!/bin/sh
# Runs the outside judges over the URL code, where the suites lie beside the package; succeeds at once where not.
#   dev/conformance.sh [COMMAND]      COMMAND speaks the JSONL protocol of `skitter check` (the default)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
judge="$root/../shared/suites/judge/url.py"
if [ ! -f "$judge" ]; then
    echo "no suites beside the package: nothing to judge"
    exit 0
fi
command=${1:-"$root/.build/release/skitter check"}
PYTHONDONTWRITEBYTECODE=1 python3 "$judge" --cmd "$command" --what parse,resolve,canon,idna,ipv4,psl --failures 20
