#!/usr/bin/env bash
# Does the same jobs with Maskloom and with every peer that is installed, one after the other, and
# prints a Markdown table: run.sh DIR, where DIR holds the pictures of make-photos.sh.
#
# Environment:
#   SIZES="2k 8k"  which pictures
#   RUNS=3         runs per row; warm at 2K five times as many
#   ROW_SECONDS=10 after which no further cold run of a row begins
#   PIXEL_LOOP=1   also Pillow's loop over pixels, at 2K
#   PYTHON=python3 a Python that has Pillow
#
# Needs benchmarks.jar (mvn -B package -DskipTests), GNU time, and whatever peers are to take part.
set -euo pipefail

readonly SIZES=${SIZES:-2k 8k}
readonly RUNS=${RUNS:-3}
readonly ROW_SECONDS=${ROW_SECONDS:-10}
readonly PIXEL_LOOP=${PIXEL_LOOP:-}
readonly PYTHON=${PYTHON:-python3}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly jar=$here/../target/benchmarks.jar

# Maskloom gets the heap that it promises to do with, Java2D what it needs at 8K.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
readonly small_jvm=("$java" -Xmx24m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$jar")
readonly large_jvm=("$java" -Xmx3g -XX:+UseSerialGC -Djava.awt.headless=true -cp "$jar")
readonly cold_main=io.github.maskloom.benchmarks.ColdRun
readonly warm_main=io.github.maskloom.benchmarks.WarmRuns

declare -A installed=()
declare -A own_wall=() own_cpu=()

main() {
  if [ $# -ne 1 ]; then
    echo "usage: run.sh DIR (with the pictures of make-photos.sh)" >&2
    exit 2
  fi
  dir=$1
  require "benchmarks.jar is missing: mvn -B package -DskipTests" test -f "$jar"
  require "GNU time is missing: apt-get install time" env time -f '' true
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  out=$scratch/out.png

  print_machine
  print_peers
  print_head
  for size in $SIZES; do
    run_job "PNG $size, 8 % painted" "photo$size.png" "mask${size}_8.png"
    run_job "JPEG $size, 60 % painted" "photo$size.jpg" "mask${size}_60.png"
  done
}

require() {
  local complaint=$1
  shift
  if ! "$@" >/dev/null 2>&1; then
    echo "$complaint" >&2
    exit 1
  fi
}

# ---------------------------------------------------------------------------------------- peers

print_machine() {
  local model
  model=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)
  echo "- machine: ${model:-$(uname -m)}, $(nproc) cores, $(uname -s)"
  echo '- times: median of the runs; warm CPU their mean'
}

print_peers() {
  find_global_modules
  probe maskloom "Maskloom and Java2D" "JDK 17" jdk_version
  probe vips "libvips command line" "apt-get install libvips-tools" vips --version
  probe vblend "libvips C caller" "apt-get install gcc libvips-dev" build_vblend
  probe sharp sharp "npm install --no-save --prefix benchmarks/peers sharp" \
    node "$here/sharp_job.js" version
  probe pillow Pillow "pip install pillow, or set PYTHON" "$PYTHON" "$here/pillow_job.py" version
}

# A peer that cannot tell its version is not there: its rows are left out, and the output says so.
probe() {
  local key=$1 name=$2 remedy=$3 version
  shift 3
  if version=$("$@" 2>/dev/null); then
    installed[$key]=yes
    echo "- $name: $version"
  else
    echo "- $name: not installed, left out ($remedy)"
  fi
}

jdk_version() {
  "$java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.\(vm\.name\|runtime\.version\) = //p' | paste -s -d ' '
}

build_vblend() {
  local flags
  read -r -a flags <<<"$(pkg-config --cflags --libs vips)"
  cc -O2 -o "$scratch/vblend" "$here/vblend.c" "${flags[@]}" && pkg-config --modversion vips
}

# Node looks beside the script and in NODE_PATH by itself.
find_global_modules() {
  if command -v npm >/dev/null; then
    NODE_PATH=${NODE_PATH:+$NODE_PATH:}$(npm root -g)
    export NODE_PATH
  fi
}

# ----------------------------------------------------------------------------------------- jobs

run_job() {
  job=$1
  local photo=$dir/$2 mask=$dir/$3
  local pictures=("$photo" "$mask" "$out")
  require "$2 and $3 are missing: make-photos.sh makes them" ls "$photo" "$mask"

  cold maskloom Maskloom "${small_jvm[@]}" "$cold_main" maskloom "${pictures[@]}"
  cold maskloom Java2D "${large_jvm[@]}" "$cold_main" java2d "${pictures[@]}"
  cold vips 'vips composite2' vips composite2 "${pictures[@]}" over
  cold vips 'vips composite2, filter=all' vips composite2 "$photo" "$mask" "$out[filter=all]" over
  cold vblend 'libvips in C' "$scratch/vblend" "${pictures[@]}"
  cold vblend 'libvips in C, filter=all' "$scratch/vblend" "$photo" "$mask" "$out[filter=all]"
  cold sharp sharp node "$here/sharp_job.js" "${pictures[@]}"
  cold pillow Pillow "$PYTHON" "$here/pillow_job.py" paste "${pictures[@]}"
  if [ -n "$PIXEL_LOOP" ] && [ "$size" = 2k ]; then
    cold pillow 'Pillow, pixel loop' "$PYTHON" "$here/pillow_job.py" pixels "${pictures[@]}"
  fi

  local runs=$RUNS
  if [ "$size" = 2k ]; then
    runs=$((5 * RUNS))
  fi
  warm maskloom Maskloom "${small_jvm[@]}" "$warm_main" maskloom "${pictures[@]}" "$runs"
  warm maskloom 'Maskloom, 2 threads' \
    "${small_jvm[@]}" "$warm_main" maskloom2 "${pictures[@]}" "$runs"
  if [[ $photo == *.png ]]; then
    warm maskloom 'zlib inflating the photo' \
      "${large_jvm[@]}" "$warm_main" inflater "${pictures[@]}" "$runs"
  fi
  warm maskloom Java2D "${large_jvm[@]}" "$warm_main" java2d "${pictures[@]}" "$runs"
  for concurrency in 1 2; do
    warm sharp "sharp, concurrency $concurrency" \
      node "$here/sharp_job.js" "${pictures[@]}" "$concurrency" "$runs"
  done
}

# A row of whole processes, measured from outside.
cold() {
  local key=$1 peer=$2 begin=$SECONDS runs=0
  shift 2
  if [ -z "${installed[$key]:-}" ]; then
    return
  fi
  rm -f "$scratch/times"
  while ((runs == 0 || (runs < RUNS && SECONDS - begin < ROW_SECONDS))); do
    if ! timed "$@"; then
      failed_row "$peer" cold
      return
    fi
    runs=$((runs + 1))
  done
  row "$peer" cold "$runs" s "$(median 1)" "$(median 2)" "$(median 3)" "$(output_bytes)"
}

# A row of repeated jobs, measured by the process itself, whose last argument is how many; the peak
# is still that of the process.
warm() {
  local key=$1 peer=$2 runs=${*: -1} numbers
  shift 2
  if [ -z "${installed[$key]:-}" ]; then
    return
  fi
  rm -f "$scratch/times"
  if ! timed "$@"; then
    failed_row "$peer" warm
    return
  fi
  read -r -a numbers <<<"$(sed 's/[a-z_]*=//g' "$scratch/stdout")"
  row "$peer" warm "$runs" ms "${numbers[0]}" "${numbers[1]}" "$(median 3)" "${numbers[2]}"
}

# Adds a line to the times: wall seconds, CPU seconds, peak resident set in MB.
timed() {
  rm -f "$out"
  env time -q -f '%e %U %S %M' -o "$scratch/time" "$@" >"$scratch/stdout" 2>"$scratch/stderr" ||
    return
  awk '{ printf "%.2f %.2f %.0f\n", $1, $2 + $3, $4 / 1024 }' "$scratch/time" >>"$scratch/times"
}

median() {
  cut -d ' ' -f "$1" "$scratch/times" | sort -n |
    awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

output_bytes() {
  wc -c <"$out" | tr -d ' '
}

# ---------------------------------------------------------------------------------------- table

print_head() {
  echo
  echo '| job | peer | mode | runs | wall | CPU | peak RSS | output | wall ratio | CPU ratio |'
  echo '|---|---|---|--:|--:|--:|--:|--:|--:|--:|'
}

# Maskloom's row of a job and mode comes first: the others are divided by it.
row() {
  local peer=$1 mode=$2 runs=$3 unit=$4 wall=$5 cpu=$6 rss=$7 bytes=$8
  if [ "$peer" = Maskloom ]; then
    own_wall[$job$mode]=$wall
    own_cpu[$job$mode]=$cpu
  fi
  printf '| %s | %s | %s | %s | %s %s | %s %s | %s MB | %s | %s | %s |\n' \
    "$job" "$peer" "$mode" "$runs" "$wall" "$unit" "$cpu" "$unit" "$rss" "$(megabytes "$bytes")" \
    "$(ratio "$wall" "${own_wall[$job$mode]:-0}")" "$(ratio "$cpu" "${own_cpu[$job$mode]:-0}")"
}

failed_row() {
  echo "| $job | $1 | $2 | | failed | | | | | |"
  sed "s/^/$1: /" "$scratch/stderr" >&2
}

megabytes() {
  awk -v bytes="$1" 'BEGIN { if (bytes > 0) printf "%.2f MB", bytes / 1e6; else print "none" }'
}

ratio() {
  awk -v part="$1" -v whole="$2" 'BEGIN { if (whole > 0) printf "%.2f", part / whole; else print "" }'
}

main "$@"
