#!/bin/sh
# Lays out what is installed, as it lies below a prefix: packaging/tree.sh BUILD TREE
# BUILD holds the built programs; TREE is made anew.
set -eu
build=$1
tree=$2
cd "$(dirname "$0")/.."

[ -x /usr/bin/python3 ] || { echo "tree: manual pages need python3" >&2; exit 1; }
rm -rf "$tree"
mkdir -p "$tree/bin" "$tree/share/bash-completion/completions" "$tree/share/zsh/site-functions" \
    "$tree/share/fish/vendor_completions.d" "$tree/share/man" "$tree/share/doc/skitter/examples" "$tree/share/doc/skitter/docs/images"
for program in skitter skitter-fetch-worker; do
    install -m 755 "$build/$program" "$tree/bin/$program"
    strip --strip-unneeded "$tree/bin/$program"
done
# It has 26 MB; one import of Foundation, here or in a package, brings 34 more (docs/installing.md).
limit=40000000
size=$(stat -c %s "$tree/bin/skitter")
[ "$size" -le $limit ] || { echo "tree: skitter has $size bytes, of $limit at most: does anything import Foundation?" >&2; exit 1; }
install -m 755 packaging/skitter-recrawl "$tree/bin/skitter-recrawl"
skitter="$tree/bin/skitter"
# bash reads it, nobody starts it.
"$skitter" --generate-completion-script bash | sed '1{/^#!/d}' >"$tree/share/bash-completion/completions/skitter"
"$skitter" --generate-completion-script zsh >"$tree/share/zsh/site-functions/_skitter"
"$skitter" --generate-completion-script fish >"$tree/share/fish/vendor_completions.d/skitter.fish"
/usr/bin/python3 dev/manual.py "$skitter" "$tree/share/man"
install -m 644 LICENSE README.md "$tree/share/doc/skitter/"
# What README.md refers to.
install -m 644 docs/*.md "$tree/share/doc/skitter/docs/"
install -m 644 docs/images/* "$tree/share/doc/skitter/docs/images/"
install -m 644 packaging/examples/skitter.yaml packaging/systemd/skitter-recrawl.service \
    packaging/systemd/skitter-recrawl.timer "$tree/share/doc/skitter/examples/"
