#!/bin/sh
# Makes the documentation of the four libraries as one static site, .build/docs/site, from the modules of the release build; fails on
# any warning of DocC, and where Swift in documentation or a step of the tutorial does not compile. DOCS_BASE is the folder of its server in
# which the site will lie, where it is not the root.
set -eu
cd "$(dirname "$0")/.."

build=${1:-.build/release}
work=.build/docs
swift=${SWIFT:-swift}
info=$("$swift" -print-target-info)
target=$(echo "$info" | sed -n 's/^ *"triple": "\(.*\)",*$/\1/p')
# `swift` may be what picks a toolchain; the toolchain's own programs lie beside its library.
tools=$(echo "$info" | sed -n 's/^ *"runtimeResourcePath": "\(.*\)\/lib\/swift",*$/\1/p')/bin
rm -rf "$work"
mkdir -p "$work"

# Where the modules are that ours import, those of C too.
set -- -I "$build/Modules"
for map in $(find Sources .build/checkouts/*/Sources -name module.modulemap); do
    set -- "$@" -I "$(dirname "$map")"
done
# shellcheck disable=SC2046
set -- "$@" $(pkg-config --cflags-only-I libxml-2.0)

echo "docs: compiling what documentation shows"
SWIFTC="$tools/swiftc" dev/snippets.py "$@" -- README.md docs/*.md $(find Sources -path '*.docc/*' \( -name '*.md' -o -name '*.swift' \) | sort)

for module in SkitterCore SkitterHTML SkitterTesting Skitter; do
    echo "docs: $module"
    mkdir -p "$work/symbols/$module"
    "$swift" symbolgraph-extract -module-name "$module" "$@" -target "$target" -minimum-access-level public \
        -skip-synthesized-members -output-dir "$work/symbols/$module"
    "$tools/docc" convert "Sources/$module/$module.docc" --additional-symbol-graph-dir "$work/symbols/$module" \
        --fallback-display-name "$module" --fallback-bundle-identifier "$module" --output-path "$work/$module.doccarchive" \
        --warnings-as-errors --ide-console-output --transform-for-static-hosting ${DOCS_BASE:+--hosting-base-path "$DOCS_BASE"}
    # DocC itself makes groups of what stands in none.
    python3 - "$work/$module.doccarchive/data/documentation" "$module" <<'PYTHON'
import json, pathlib, sys
page = json.loads(pathlib.Path(sys.argv[1], sys.argv[2].lower() + ".json").read_text())
alone = [name for group in page["topicSections"] if group.get("generated") for name in group["identifiers"]]
if alone:
    sys.exit("docs: in no group of " + sys.argv[2] + ".md: " + ", ".join(name.rpartition("/")[2] for name in alone))
PYTHON
done
"$tools/docc" merge "$work/Skitter.doccarchive" "$work/SkitterCore.doccarchive" "$work/SkitterHTML.doccarchive" \
    "$work/SkitterTesting.doccarchive" --synthesized-landing-page-name Skitter --output-path "$work/site"
echo "docs: $work/site"
