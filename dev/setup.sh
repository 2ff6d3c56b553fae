#!/bin/sh
# Installs the system packages that the build needs and that are missing, through apt, and says what it does.
set -eu

packages="libxml2-dev zlib1g-dev libcurl4-openssl-dev libbrotli-dev libzstd-dev libssl-dev libsqlite3-dev pkg-config"
missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done

if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null; then
        echo "setup: please install these packages with your system's package manager:$missing" >&2
        exit 1
    fi
    sudo=""
    if [ "$(id -u)" != 0 ]; then
        sudo="sudo"
        command -v sudo >/dev/null || { echo "setup: installing$missing needs root; run as root: apt-get install$missing" >&2; exit 1; }
    fi
    echo "setup: installing$missing (apt-get)"
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

command -v swift >/dev/null || { echo "setup: Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2; exit 1; }
