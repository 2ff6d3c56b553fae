#!/bin/sh
# Makes a Debian package of what packaging/tree.sh laid out: packaging/deb.sh TREE FOLDER
# It runs on the Debian (or Ubuntu) release on which it was built, and later ones that have the same libraries.
set -eu
tree=$1
folder=$2
cd "$(dirname "$0")/.."
version=$("$tree/bin/skitter" --version)
architecture=$(dpkg --print-architecture)
date=$(date -u -R -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}")
maintainer="${DEBFULLNAME:-Skitter maintainers} <${DEBEMAIL:-maintainers@skitter.invalid}>"
root="$folder/root"
umask 022
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr"

packaging/install.sh "$tree" "$root/usr"
# Where Debian has them: zsh looks elsewhere for what packages bring, documentation and units have places of their own.
mkdir -p "$root/usr/share/zsh/vendor-completions" "$root/lib/systemd/system" "$root/etc/default"
mv "$root/usr/share/zsh/site-functions/_skitter" "$root/usr/share/zsh/vendor-completions/"
rmdir "$root/usr/share/zsh/site-functions"
for unit in service timer; do
    file="$root/usr/share/doc/skitter/examples/skitter-recrawl.$unit"
    sed 's|/usr/local/bin/|/usr/bin/|' "$file" >"$root/lib/systemd/system/skitter-recrawl.$unit"
    rm "$file"
done
cat >"$root/etc/default/skitter-recrawl" <<'EOF'
# Read by skitter-recrawl.service: skitter-recrawl(1).
#RECRAWL_HOOK='jq -c . | curl -sf --json @- https://example.org/hooks/changes'
#RECRAWL_DIFF=--format json
#RECRAWL_KEEP=0
EOF
find "$root/usr/share/man" -type f -exec gzip -9n {} +
{
    cat <<EOF
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: skitter

Files: *
Copyright: 2026 Skitter maintainers
License: Apache-2.0
Comment: Linked in are the Swift runtime, Foundation, swift-argument-parser, swift-collections, swift-subprocess and swift-system
 (Apache-2.0 with Runtime Library Exception; copyright Apple Inc. and the Swift project authors), FlyingFox (MIT; Simon Whitty).

License: Apache-2.0
 On Debian systems the text of the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.

License: MIT
 Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
 (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
 publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
 so, subject to the following conditions:
 .
 The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
 .
 THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
 MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
 FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
 WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
EOF
} >"$root/usr/share/doc/skitter/copyright"
rm "$root/usr/share/doc/skitter/LICENSE"
printf 'skitter (%s) unstable; urgency=medium\n\n  * Release %s.\n\n -- %s  %s\n' "$version" "$version" "$maintainer" "$date" |
    gzip -9n >"$root/usr/share/doc/skitter/changelog.gz"

# The libraries that the programs are linked to, in the versions of whose symbols they make use.
mkdir -p "$folder/debian"
printf 'Source: skitter\n\nPackage: skitter\nArchitecture: any\n' >"$folder/debian/control"
depends=$(cd "$folder" && dpkg-shlibdeps -O root/usr/bin/skitter root/usr/bin/skitter-fetch-worker | sed -n 's/^shlibs:Depends=//p')
rm -r "$folder/debian"
cat >"$root/DEBIAN/control" <<EOF
Package: skitter
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends
Recommends: ca-certificates, publicsuffix
Section: web
Priority: optional
Homepage: https://skitter.invalid/
Description: polite web crawler that accounts for every URL
 Skitter crawls the web behind a list of seeds, to a depth or to the end: by
 robots.txt and delays, each page recorded once, every URL in exactly one
 state. A crawl that was killed goes on where it was.
 .
 It tells what happened while it happens and afterwards, what differs from
 the crawl before, and why a URL is in a crawl or not; records are JSON lines,
 archives are WARC files. A timer for a nightly crawl of what has changed is
 included.
EOF
echo /etc/default/skitter-recrawl >"$root/DEBIAN/conffiles"
(cd "$root" && find usr lib -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
package="$folder/skitter_${version}_$architecture.deb"
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
echo "$package: $(du -h "$package" | cut -f1)"
