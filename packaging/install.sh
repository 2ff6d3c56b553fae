#!/bin/sh
# packaging/install.sh TREE ROOT   puts the files of TREE below ROOT
# packaging/install.sh -r TREE ROOT   removes them, and folders of skitter's own that are then empty
set -eu
removes=
if [ "$1" = -r ]; then
    removes=1
    shift
fi
tree=$1
root=$2

(cd "$tree" && find . -type f | sort) | while read -r file; do
    if [ -n "$removes" ]; then
        rm -f "$root/$file"
        continue
    fi
    mkdir -p "$root/$(dirname "$file")"
    mode=644
    [ ! -x "$tree/$file" ] || mode=755
    install -m $mode "$tree/$file" "$root/$file"
done
if [ -n "$removes" ] && [ -d "$root/share/doc/skitter" ]; then
    find "$root/share/doc/skitter" -depth -type d -empty -delete
fi
