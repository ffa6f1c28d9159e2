# To be sourced by run.sh: the experiments crowd and waiting, many at once in one process.

# More and more at once, until the process no longer stays below the ceiling.
crowd() {
  begin_csv crowd peer,jobs,peak_rss_mb,heap_mb
  pictures photo2k.png mask2k_8.png
  crowd_line maskloom Maskloom 1 20 40 60 80 90 100 105 110 115 120 130 140
  crowd_line sharp sharp 1 4 8 12 14 16 18 20 24 28 32
  crowd_line maskloom Java2D 1 2 3 4 5 6 8
  crowd_line pillow Pillow 1 2 3 4 5 6 8
}

crowd_line() {
  local peer=$2 jobs peak
  if [ -z "${installed[$1]:-}" ]; then
    return
  fi
  shift 2
  for jobs in "$@"; do
    rm -f "$scratch/times"
    heap_mb=
    if ! crowd_runs "crowd_of_${peer,,}" "$jobs"; then
      complain "$peer"
      add_row "$peer" "$jobs" '' "$heap_mb"
      return
    fi
    peak=$(median 3)
    add_row "$peer" "$jobs" "$peak" "$heap_mb"
    if awk -v peak="$peak" -v most="$CEILING_MB" 'BEGIN { exit peak <= most }'; then
      return
    fi
  done
}

crowd_runs() {
  local run
  for ((run = 0; run < RUNS; run++)); do
    "$@" || return
  done
}

crowd_of_maskloom() {
  crowd_in_java maskloom "$1" $((16 + $1 * 11 / 10))
}

crowd_of_java2d() {
  crowd_in_java java2d "$1" $((20 + $1 * 30))
}

# In the smallest heap that does, to some 5 %.
crowd_in_java() {
  local peer=$1 jobs=$2
  heap_mb=${heap_mb:-$3}
  until timed "$java" "-Xmx${heap_mb}m" -XX:+UseSerialGC -Djava.awt.headless=true -cp "$jar" \
    "$package.Crowd" "$peer" "$photo" "$mask" "$scratch/crowd" "$jobs"; do
    if ! grep -q OutOfMemoryError "$scratch/stderr" || ((heap_mb > 4096)); then
      return 1
    fi
    heap_mb=$((heap_mb + heap_mb / 20 + 1))
    rm -f "$scratch/times"
  done
  grep -qx "at_once=$jobs" "$scratch/stdout"
}

# libuv runs four jobs at once unless it is told otherwise.
crowd_of_sharp() {
  timed env "UV_THREADPOOL_SIZE=$1" node "$here/sharp_job.js" crowd "$photo" "$mask" "$scratch" "$1"
}

crowd_of_pillow() {
  timed "$PYTHON" "$here/pillow_job.py" crowd "$photo" "$mask" "$scratch" "$1"
}

waiting() {
  begin_csv waiting fusions,heap_mb,peak_rss_mb
  pictures photo2k.jpg mask2k_8.png
  local fusions
  for fusions in 1 10 30 100 300 1000; do
    rm -f "$scratch/times"
    if crowd_runs fusions_that_wait "$fusions"; then
      add_row "$fusions" 128 "$(median 3)"
    else
      complain "$fusions fusions"
      add_row "$fusions" 128 ''
    fi
  done
}

fusions_that_wait() {
  timed "$java" -Xmx128m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$jar" \
    "$package.Crowd" fusion "$photo" "$mask" "$scratch/crowd" "$1"
}
