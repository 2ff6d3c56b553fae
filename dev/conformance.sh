#!/bin/sh
# Runs the outside judges, where the suites lie beside the package; succeeds at once where not.
#   dev/conformance.sh [COMMAND]      COMMAND speaks the JSONL protocol of `skitter check` (the default)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
judges="$root/../shared/suites/judge"
if [ ! -d "$judges" ]; then
    echo "no suites beside the package: nothing to judge"
    exit 0
fi
command=${1:-"$root/.build/release/skitter check"}
judge() {
    name=$1
    shift
    echo "== $name"
    PYTHONDONTWRITEBYTECODE=1 python3 "$judges/$name.py" --cmd "$command" --failures 20 "$@"
}
judge url --what parse,resolve,canon,idna,ipv4,psl
judge robots
judge links --what tricky,pages,srcset,encoding,refresh
judge cookies
judge http_replay
