# What the benchmark scripts share; sourced. Needs $home (the project), $work (a folder of its own),
# $millions (of readings) and $heap.

jar() {
  local found=("$home/runners/$1/target/penstock-runner-$1-"*-all.jar)
  [ -f "${found[0]}" ] && echo "${found[0]}"
}

# The packages that runners/launcher opens for each engine.
opened() {
  case $1 in
    flink) echo java.lang java.util java.time java.util.concurrent ;;
    spark)
      echo java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util \
        java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs \
        sun.security.action sun.util.calendar
      ;;
  esac
}

# Runs a command; sets cpu and wall (seconds), rss (MB) and postgres (CPU seconds). CPU is user +
# system of the process and of every descendant it waited for.
measure() {
  local user system watcher failed=0
  rm -f "$work/pid" "$work/peak" "$work/ticks"
  watch &
  watcher=$!
  TIMEFORMAT='%U %S %R'
  { time child "$@"; } 2>"$work/times" || failed=1
  kill $watcher
  wait $watcher 2>/dev/null || true
  if [ $failed = 1 ]; then
    tail -n 20 "$work/stderr" >&2
    echo "failed; all it said is in $work/stderr" >&2
    exit 1
  fi
  read -r user system wall <"$work/times"
  cpu=$(awk -v u="$user" -v s="$system" 'BEGIN { printf "%.2f", u + s }')
  rss=$(awk '{ printf "%d", $1 / 1024 }' "$work/peak")
  postgres=$(awk -v hz="$(getconf CLK_TCK)" '{ t = $1 } END { printf "%.2f", t / hz }' \
    "$work/ticks" 2>/dev/null || echo 0)
}

child() {
  (
    echo "$BASHPID" >"$work/pid"
    exec "$@" >"$work/stdout" 2>"$work/stderr"
  )
}

# Samples, until killed, what the kernel tells only of processes that live: the high-water mark of
# resident memory, and the CPU time of PostgreSQL, which is no descendant of the launcher.
watch() {
  local peak ticks=0
  while sleep 0.2; do
    peak=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$(cat "$work/pid")/status" || true)
    [ -z "$peak" ] || echo "$peak" >"$work/peak"
    sample_postgres
  done 2>/dev/null
}

# CPU ticks so far of the PostgreSQL of the folder $pgdata: the server, the processes it has
# reaped, and those that live.
pgdata=''
sample_postgres() {
  local server pid now=0 fields
  [ -n "$pgdata" ] && [ -f "$pgdata/postmaster.pid" ] || return 0
  read -r server <"$pgdata/postmaster.pid" || return 0
  for pid in $server $(cat "/proc/$server/task/$server/children" || true); do
    read -r -a fields < <(sed 's/.*) //' "/proc/$pid/stat") || continue
    now=$((now + fields[11] + fields[12]))
    [ "$pid" != "$server" ] || now=$((now + fields[13] + fields[14]))
  done
  [ $now -le $ticks ] || { ticks=$now; echo "$ticks" >"$work/ticks"; }
}

count() { # COUNTER FILE: the first value of a counter
  sed -n "s/.*\"$1\" : \([0-9]*\).*/\1/p" "$2" | head -n 1
}

per_second() { awk -v m="$millions" -v s="$1" 'BEGIN { printf "%.2f", m / s }'; }

median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.2f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

column() { awk -F'\t' -v e="$1" -v c="$2" '$1 == e { print $c }' "$work/rounds.tsv"; }
