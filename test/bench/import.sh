#!/bin/bash
# Import of both old sites against the time mariadb takes to restore the same dumps.  usage: test/bench/import.sh [DUMPS]
set -e
cd "$(dirname "$0")/../.."
dumps=${1:-../shared/data/wordpress}
work=$(mktemp -d /tmp/kenmin-bench-XXXXXX)
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; wait; rm -rf "$work"' EXIT
build/kenmin init --data "$work/data" >/dev/null
seconds() { local t0; t0=$(date +%s.%N); "$@"; echo "$(date +%s.%N) $t0" | awk '{ printf "%.2f", $1 - $2 }'; }
ours() { for s in super aika; do build/kenmin import wordpress --data "$work/data" --site $s --uploads "$dumps/$s-uploads.tar.gz" --report "$work/$s" "$dumps/$s.sql.gz"; done; }
mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$work/db" --auth-root-authentication-method=normal >/dev/null 2>&1
mariadbd --no-defaults --user="$(id -un)" --datadir="$work/db" --socket="$work/sock" --skip-networking --pid-file="$work/pid" >"$work/log" 2>&1 &
pid=$!
for _ in $(seq 100); do mariadb --no-defaults -uroot -S "$work/sock" -e 'CREATE DATABASE super; CREATE DATABASE aika' 2>/dev/null && break; sleep 0.2; done
theirs() { for s in super aika; do gzip -dc "$dumps/$s.sql.gz" | mariadb --no-defaults -uroot -S "$work/sock" $s; done; }
a=$(seconds ours)
b=$(seconds theirs)
echo "kenmin $a s, mariadb $b s"
awk -v a="$a" -v b="$b" 'BEGIN { exit !(a < b) }'
