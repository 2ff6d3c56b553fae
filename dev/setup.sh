#!/bin/sh
# Installs the system packages that the build needs and that are missing, through apt, and says what it does.
# `dev/setup.sh cluster` installs what the trait Cluster and its tests need besides: libpq, and PostgreSQL without a server that runs.
set -eu

command="$0${1:+ $1}"
packages="libxml2-dev zlib1g-dev libcurl4-openssl-dev libbrotli-dev libzstd-dev libssl-dev libsqlite3-dev libyaml-dev pkg-config"
wants_servers=""
if [ "${1:-}" = cluster ]; then
    packages="$packages libpq-dev"
    set -- /usr/lib/postgresql/*/bin/initdb
    [ -x "$1" ] || wants_servers=1
fi
missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done

install() {
    echo "setup: installing $* (apt-get)"
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if [ -n "$missing$wants_servers" ]; then
    all="$missing${wants_servers:+ postgresql}"
    if ! command -v apt-get >/dev/null; then
        echo "setup: please install these packages with your system's package manager:$all" >&2
        exit 1
    fi
    sudo=""
    if [ "$(id -u)" != 0 ]; then
        sudo="sudo"
        command -v sudo >/dev/null || { echo "setup: installing$all needs root; run as root: $command" >&2; exit 1; }
    fi
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install $missing
    if [ -n "$wants_servers" ]; then
        # Tests start servers of their own; Debian's package would make and start one for the machine.
        install postgresql-common
        $sudo mkdir -p /etc/postgresql-common/createcluster.d
        echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.d/skitter.conf >/dev/null
        install postgresql
    fi
fi

command -v swift >/dev/null || { echo "setup: Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2; exit 1; }
