#!/bin/sh
# Three nodes of PostgreSQL on loopback, to try a shared frontier on: the second and the third are copies of the first, and a transaction
# is done when one of them has it too.
#   dev/cluster.sh up          makes and starts them, and prints the address for crawlers
#   dev/cluster.sh kill N      kills node N as a lost machine would be
#   dev/cluster.sh promote N   makes copy N the one that takes writes; the other copy follows it
#   dev/cluster.sh down        stops and removes them
# They are in SKITTER_CLUSTER (/tmp/skitter-cluster), at the ports behind SKITTER_CLUSTER_PORT (54310).
set -eu

folder=${SKITTER_CLUSTER:-/tmp/skitter-cluster}
ports=${SKITTER_CLUSTER_PORT:-54310}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "cluster: PostgreSQL is not installed: dev/setup.sh cluster" >&2; exit 1; }
cd /

# PostgreSQL does not run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

port() { echo $((ports + $1)); }

sql() { # node, statement
    "$bin/psql" -h 127.0.0.1 -p "$(port "$1")" -U postgres -d postgres -qAtc "$2"
}

start() { as_postgres "$bin/pg_ctl" -D "$folder/n$1" -l "$folder/n$1.log" -w -t 60 start >/dev/null; }

# By its answer: a process that was killed may leave its number behind.
runs() { "$bin/pg_isready" -q -h 127.0.0.1 -p "$(port "$1")"; }

up() {
    [ ! -e "$folder" ] || { echo "cluster: $folder is there already" >&2; exit 1; }
    mkdir -p "$folder"
    [ "$(id -u)" != 0 ] || chown postgres: "$folder"
    as_postgres "$bin/initdb" -D "$folder/n1" --no-sync -A trust -U postgres --no-locale -E UTF8 >/dev/null
    as_postgres tee -a "$folder/n1/postgresql.conf" >/dev/null <<EOF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
wal_keep_size = '512MB'
max_connections = 200
port = $(port 1)
EOF
    start 1
    for node in 2 3; do
        as_postgres "$bin/pg_basebackup" --no-sync -D "$folder/n$node" -R -X stream -c fast \
            -d "host=127.0.0.1 port=$(port 1) user=postgres application_name=n$node"
        echo "port = $(port $node)" | as_postgres tee -a "$folder/n$node/postgresql.conf" >/dev/null
        start $node
    done
    copies 1 "n2,n3"
    echo "postgresql://postgres@127.0.0.1:$(port 1),127.0.0.1:$(port 2),127.0.0.1:$(port 3)/postgres?target_session_attrs=read-write"
}

copies() { # node, its copies
    sql "$1" "ALTER SYSTEM SET synchronous_standby_names = '${2:+ANY 1 ($2)}'"
    sql "$1" "SELECT pg_reload_conf()" >/dev/null
}

promote() {
    others=""
    for node in 1 2 3; do
        [ $node != "$1" ] && runs $node || continue
        [ "$(sql $node 'SELECT pg_is_in_recovery()')" = t ] || { echo "cluster: node $node takes writes: kill it first" >&2; exit 1; }
        ahead=$(sql $node 'SELECT pg_last_wal_receive_lsn()')
        [ "$(sql "$1" "SELECT pg_last_wal_receive_lsn() >= '$ahead'")" = t ] ||
            { echo "cluster: node $node knows more: promote that" >&2; exit 1; }
        others="$others $node"
    done
    as_postgres "$bin/pg_ctl" -D "$folder/n$1" -w promote >/dev/null
    names=""
    for node in $others; do
        sql "$node" "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=$(port "$1") user=postgres application_name=n$node'"
        sql "$node" "SELECT pg_reload_conf()" >/dev/null
        names="${names:+$names,}n$node"
    done
    copies "$1" "$names"
}

down() {
    for node in 1 2 3; do
        wait=-W
        if runs $node; then wait=-w; fi
        as_postgres "$bin/pg_ctl" -D "$folder/n$node" -m immediate $wait stop >/dev/null 2>&1 || true
    done
    rm -rf "$folder"
}

case "${1:-} ${2:-}" in
"up ") up ;;
"kill "[123]) kill -KILL "$(head -n 1 "$folder/n$2/postmaster.pid")" ;;
"promote "[123]) promote "$2" ;;
"down ") down ;;
*)
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
