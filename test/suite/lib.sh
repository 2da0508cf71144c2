# Shared by the suites: a throw-away data folder and a server on it.  Source it; set PORT first.
# (This file is not executable, so ./check does not run it as a suite.)
kenmin=${KENMIN:-build/kenmin}
# Each suite can be run alone, on a fresh clone too.
[ -n "${KENMIN:-}" ] || make -s -j"$(nproc)" || { echo "FAIL build"; echo "0 passed, 1 failed"; exit 1; }
work=$(mktemp -d /tmp/kenmin-suite-XXXXXX)
server=''
stop_server() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; server=''; }; }
trap 'stop_server; rm -rf "$work"' EXIT
make_demo() { $kenmin init --data "$work/data" >"$work/login" && $kenmin demo --data "$work/data"; }
start_server() { # PORT
  $kenmin serve --data "$work/data" --listen "127.0.0.1:$1" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    curl -s -o /dev/null "http://127.0.0.1:$1/" && return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  tail -20 "$work/server.log"
  return 1
}
node_program() { ls test/browser/node_modules/node-linux-*/bin/node | head -1; }
# From here on kenmin's clock starts at 2026-06-15 10:00 in Japan (libfaketime), so that pages are the same every day.
fixed_time() {
  export TZ=UTC FAKETIME='@2026-06-15 01:00:00'
  kenmin="env LD_PRELOAD=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1) $kenmin"
}
