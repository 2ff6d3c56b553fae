#!/bin/sh
# The main job on an embedded default: starts the fixture server that seeds.txt names, crawls it, shows the record.
set -eu

skitter=$1
work=$(mktemp -d)
server=""
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

port=$(sed -n 's|^http://127\.0\.0\.1:\([0-9]*\)/.*|\1|p' seeds.txt | head -n 1)
mkfifo "$work/ready"
"$skitter" serve --port "${port:-8808}" >"$work/ready" &
server=$!
# The server's first line is its address: it listens from then on. An empty answer means that it could not start.
if ! read -r address <"$work/ready"; then
    wait "$server" || exit $?
fi
echo "crawl: the fixture web is at $address"

directory="skitter-$(date -u +%Y%m%d-%H%M%S)"
status=0
"$skitter" crawl -i seeds.txt -d 50 --transport urlsession -o "$directory" || status=$?
[ "$status" != 0 ] || echo "crawl: look closer with: $skitter stats $directory"
exit "$status"
