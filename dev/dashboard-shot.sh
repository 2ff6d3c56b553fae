#!/bin/sh
# Shows the dashboard of a small crawl in Chromium, wide and narrow, light and dark: dev/dashboard-shot.sh SKITTER FOLDER
# Fails where the page throws, breaks its own Content-Security-Policy, is wider than the window, or its button does not park. Needs chromium and python3.
set -eu
skitter=$1
folder=$2
mkdir -p "$folder"
scratch=$(mktemp -d)
web=$("$skitter" serve --port 0 --latency 40ms --pages 3000 --faults >"$scratch/serve" 2>"$scratch/serve.errors" & echo $!)
trap 'kill "$web" "${crawl:-$web}" 2>/dev/null; rm -rf "$scratch"' EXIT
until [ -s "$scratch/serve" ]; do sleep 0.1; done
origin=$(head -1 "$scratch/serve")
port=${origin##*:}
port=${port%/}
# Hosts with names of their own, all at one address: each keeps its distance, so most only wait.
names=""
resolve=""
for name in news shop docs blog wiki forum maps mail music games books films; do
    names="$names http://$name.example:$port/"
    resolve="$resolve --resolve $name.example:$port:127.0.0.1"
done
# shellcheck disable=SC2086
"$skitter" crawl "$origin" $names "${origin}trap/" http://127.0.0.3:9/ -d inf -c 24 $resolve -w 700ms --per-host 1 \
    --per-ip-delay 10ms --retries 0 -o "$scratch/out" --dashboard 127.0.0.1:0 --progress none \
    >"$scratch/out.txt" 2>"$scratch/errors" &
crawl=$!
until grep -q 'dashboard at' "$scratch/errors"; do sleep 0.1; done
page=$(sed -n 's/.*dashboard at //p' "$scratch/errors")
failed=0
shoot() {
    file=$1
    shift
    python3 "$(dirname "$0")/dashboard-shot.py" "$page" "$folder/$file" "$@" || failed=1
}
# The first pattern is parked by its button, so that there is one to be seen.
shoot desktop-light.png --wait 30 --click '#patterns button'
shoot dashboard.png --wait 50 --width 1200 --height 1280
shoot desktop-dark.png --dark --wait 4
shoot phone-light.png --width 390 --wait 4
shoot phone-dark.png --width 390 --dark --wait 4
python3 - "$page" <<'END' || failed=1
import json, sys, urllib.request
parked = json.load(urllib.request.urlopen(sys.argv[1] + "snapshot.json"))["parked"]
sys.exit(0 if any(pattern["by"] == "user" for pattern in parked) else "the button parked nothing")
END
exit $failed
