#!/usr/bin/env bash
# Does the same work with Maskloom and with every peer that is installed, one after the other, and
# leaves the figures in benchmarks/results: run.sh DIR [EXPERIMENT...], where DIR holds the pictures
# of make-photos.sh. The experiments, unless named all of them:
#
#   jobs     two jobs at 2K and 8K with every peer, cold and warm, and then jpeg
#   kinds    8K as it comes from users: interlaced, progressive, with other masks, focused
#   jpeg     JPEG to JPEG, spliced and shrunk, at 2K, 12 megapixels and 8K, 4:2:0 and 4:4:4
#   request  all that happens before a model is called: composited, cut out, made small, in a data URL
#   painted  8K with more and more of it painted
#   memory   from 1 to 600 megapixels; needs the pictures of make-photos.sh --sizes
#   crowd    how many composites of 2K one process does at once
#   waiting  how many fusions of 2K wait for a model in one process
#   rate     what Maskloom does in a second with one thread on one core, and with all of them
#
# Environment:
#   SIZES="2k 8k"  which pictures jobs takes
#   RUNS=3         runs per row; warm so many processes of so many runs, at 2K five times as many
#   JPEG_SIZES="2k 12m 8k"  the same for jpeg and request
#   JPEG_6B=DIR    C sources of the IJG's library 6b, for a row on what stock JDKs bundle
#   ROW_SECONDS=10 after which no further cold run of a row begins
#   CEILING_MB=256 the resident set that a crowd may have
#   PYTHON=python3 a Python that has Pillow
#   RESULTS=DIR    where the figures go instead
#
# Needs mvn -B package -DskipTests, GNU time, and whatever peers are to take part.
set -euo pipefail

readonly SIZES=${SIZES:-2k 8k}
readonly RUNS=${RUNS:-3}
readonly ROW_SECONDS=${ROW_SECONDS:-10}
readonly CEILING_MB=${CEILING_MB:-256}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly results=${RESULTS:-$here/../results}
# shellcheck source=peers.sh
source "$here/peers.sh"
# shellcheck source=measure.sh
source "$here/measure.sh"
# shellcheck source=crowd.sh
source "$here/crowd.sh"
# shellcheck source=rate.sh
source "$here/rate.sh"
# shellcheck source=jpeg.sh
source "$here/jpeg.sh"
# shellcheck source=request.sh
source "$here/request.sh"

main() {
  if [ $# -eq 0 ]; then
    echo "usage: run.sh DIR [jobs] [kinds] [jpeg] [request] [painted] [memory] [crowd] [waiting] [rate]" >&2
    exit 2
  fi
  dir=$1
  shift
  local experiment experiments=(jobs kinds request painted memory crowd waiting rate)
  if [ $# -gt 0 ]; then
    experiments=("$@")
  fi
  for experiment in "${experiments[@]}"; do
    case $experiment in
      jobs | kinds | jpeg | request | painted | memory | crowd | waiting | rate) ;;
      *) echo "there is no experiment $experiment" >&2 && exit 2 ;;
    esac
  done
  require "not built yet: mvn -B package -DskipTests" test -f "$jar" -a -x "$command_line"
  require "GNU time is missing: apt-get install time" env time -f '' true
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  out=$scratch/out.png
  mkdir -p "$results"
  find_peers
  for experiment in "${experiments[@]}"; do
    "$experiment"
    end_csv
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

pictures() {
  photo=$dir/$1
  mask=$dir/$2
  require "$1 or $2 is missing: make-photos.sh --sizes makes them all" ls "$photo" "$mask"
}

# ----------------------------------------------------------------------------------------- jobs

jobs() {
  begin_csv jobs job,peer,mode,runs,wall_s,cpu_s,peak_rss_mb,output_bytes
  local size
  for size in $SIZES; do
    job "PNG $size with 9 % painted" "$size" "photo$size.png" "mask${size}_8.png"
    job "JPEG $size with 60 % painted" "$size" "photo$size.jpg" "mask${size}_60.png"
  done
  end_csv
  jpeg
}

job() {
  local name=$1 size=$2 peer warm_runs=$RUNS
  pictures "$3" "$4"
  local cold=(Maskloom Java2D 'vips composite2' 'vips composite2 filter=all'
    'libvips in C' 'libvips in C filter=all' sharp Pillow ImageMagick)
  local warm=(Maskloom 'Maskloom 2 threads' Java2D 'sharp concurrency 1' 'sharp concurrency 2')
  if [ "$size" = 2k ]; then
    cold+=('Pillow pixel loop')
    warm_runs=$((5 * RUNS))
  fi
  if [[ $photo == *.png ]]; then
    warm+=('zlib inflating the photo')
  fi
  for peer in "${cold[@]}"; do
    command_of "$peer" "$photo" "$mask" "$out"
    cold_row "$name" "$peer"
  done
  for peer in "${warm[@]}"; do
    warm_command_of "$peer" "$photo" "$mask" "$out" "$warm_runs"
    warm_row "$name" "$peer" "$warm_runs"
  done
}

cold_row() {
  if [ -z "${installed[$key]:-}" ]; then
    return
  fi
  if run_cold "${cmd[@]}"; then
    add_row "$1" "$2" cold "$(runs)" "$(median 1)" "$(median 2)" "$(median 3)" "$(output_bytes)"
  else
    complain "$2"
    add_row "$1" "$2" cold 0 '' '' '' ''
  fi
}

warm_row() {
  if [ -z "${installed[$key]:-}" ]; then
    return
  fi
  if run_warm "$RUNS" "${cmd[@]}"; then
    add_row "$1" "$2" warm "$(($(runs) * $3))" "$(median 1)" "$(median 2)" "$(median 3)" "$(median 4)"
  else
    complain "$2"
    add_row "$1" "$2" warm 0 '' '' '' ''
  fi
}

# ---------------------------------------------------------------------------------------- kinds

# sharp neither enlarges a mask nor puts a part back.
kinds() {
  begin_csv kinds job,peer,mode,runs,wall_s,cpu_s,peak_rss_mb,output_bytes
  local warm_runs=$RUNS work photo8k
  kind 'PNG interlaced' maskloom photo8k_interlaced.png mask8k_8.png sharp
  kind 'JPEG progressive' jpeg photo8k_progressive.jpg mask8k_8.png sharp
  for photo8k in photo8k.png photo8k_420.jpg; do
    work=maskloom
    if [[ $photo8k == *.jpg ]]; then
      work=jpeg
    fi
    kind "$photo8k with a mask of 2K" $work "$photo8k" mask2k_8.png
    kind "$photo8k focused" focus "$photo8k" mask8k_corner.png
    kind "$photo8k with 1 % in a corner" $work "$photo8k" mask8k_corner.png sharp
    for canvas in chromium firefox; do
      kind "$photo8k with 8 % by $canvas" $work "$photo8k" "${canvas}8k_8.png" sharp
      kind "$photo8k with nothing by $canvas" $work "$photo8k" "${canvas}8k_0.png" sharp
    done
  done
  out=$scratch/out.png
}

kind() {
  local peer
  pictures "$3" "$4"
  out=$scratch/out.${photo##*.}
  for peer in Maskloom ${5:+sharp}; do
    if [ "$2" != focus ]; then
      command_of "$peer" "$photo" "$mask" "$out"
      cold_row "$1" "$peer"
    fi
    jpeg_warm_command_of "$peer" "$2" - "$mask"
    warm_row "$1" "$peer" "$warm_runs"
  done
}

# -------------------------------------------------------------------------------------- painted

# Maskloom, Java2D and sharp stay in one process, as in a server; libvips starts in no time.
painted() {
  begin_csv painted peer,painted_percent,wall_s,cpu_s
  local peer
  for peer in Maskloom sharp libvips Java2D; do
    painted_line "$peer"
  done
}

painted_line() {
  local share percent
  for share in 0 1 8 20 40 60 80 100; do
    pictures photo8k.png "mask8k_$share.png"
    percent=$(painted_percent "$mask")
    case $1 in
      libvips) command_of 'libvips in C' "$photo" "$mask" "$out" ;;
      sharp) warm_command_of 'sharp concurrency 2' "$photo" "$mask" "$out" "$RUNS" ;;
      *) warm_command_of "$1" "$photo" "$mask" "$out" "$RUNS" ;;
    esac
    if [ -z "${installed[$key]:-}" ]; then
      return
    fi
    if { [ "$1" = libvips ] && run_cold "${cmd[@]}"; } ||
      { [ "$1" != libvips ] && run_warm 1 "${cmd[@]}"; }; then
      add_row "$1" "$percent" "$(median 1)" "$(median 2)"
    else
      complain "$1"
      add_row "$1" "$percent" '' ''
    fi
  done
}

painted_percent() {
  "$command_line" composite --photo "$photo" --mask "$1" --out "$out" --json |
    awk -F '[:,]' '/"coverage"/ { printf "%.1f", $2 * 100 }'
}

# --------------------------------------------------------------------------------------- memory

memory() {
  begin_csv memory peer,megapixels,wall_s,cpu_s,peak_rss_mb
  local peer
  for peer in Maskloom libvips sharp Pillow Java2D; do
    memory_row "$peer" 1k 1024 1024
    memory_row "$peer" 2k 2048 2048
    memory_row "$peer" 4k 4096 4096
    memory_row "$peer" 8k 8192 8192
    memory_row "$peer" 16k 16384 16384
    memory_row "$peer" 600m 30000 20000
  done
}

memory_row() {
  local peer=$1 pixels=$(($3 * $4)) megapixels
  megapixels=$(awk -v pixels="$pixels" 'BEGIN { printf "%.3g", pixels / 1e6 }')
  pictures "photo$2.png" "mask$2_8.png"
  case $peer in
    libvips) command_of 'libvips in C' "$photo" "$mask" "$out" ;;
    Java2D)
      # Not much more than it can do with: a larger heap would show as a larger peak.
      key=maskloom
      cmd=("$java" "-Xmx$((pixels * 16 / 1000000 + 60))m" -XX:+UseSerialGC -Djava.awt.headless=true
        -cp "$jar" "$package.ColdRun" java2d "$photo" "$mask" "$out")
      ;;
    *) command_of "$peer" "$photo" "$mask" "$out" ;;
  esac
  if [ -z "${installed[$key]:-}" ]; then
    return
  fi
  if run_cold "${cmd[@]}"; then
    add_row "$peer" "$megapixels" "$(median 1)" "$(median 2)" "$(median 3)"
  else
    complain "$peer"
    add_row "$peer" "$megapixels" '' '' ''
  fi
}

main "$@"
