#!/bin/sh
# The strategies of `skitter bench` beside Python's: the same server, the same page, the same numbers of downloads.
#
#   swift build -c release --product skitter && swift build -c release --product skitter-fetch-worker
#   Benchmarks/OutsideCheck/run.sh [ROUNDS]          prints a table in Markdown; three rounds unless told otherwise
#
# Needs Python 3 with venv, and requests and aiohttp from PyPI, which go into VENV (.build-outside-check).
set -eu
here=$(dirname "$0")
root=$(cd "$here/../.." && pwd)
venv=${VENV:-$root/.build-outside-check}
skitter=${SKITTER:-$root/.build/release/skitter}
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet requests aiohttp
fi
exec "$venv/bin/python" "$here/compare.py" "$skitter" "${1:-3}"
