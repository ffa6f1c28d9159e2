#!/usr/bin/env bash
# How large spliced PNGs are beside the photo and beside a whole encoding: sizes.sh DIR [PICTURE...]
#
# Takes every photograph in DIR/wallpapers, where make-photos.sh puts them, or the pictures named, such
# as screenshots. Each is scaled to SIDE pixels at the most, saved by every saver below, composited
# under masks that paint about 1, 9 and 60 % of it, and the result encoded whole by libvips with the
# saver's filters. results/sizes.csv takes the bytes of each; the table that is printed has, for each
# saver and share, the largest and the mean ratio of the result to the larger of the other two.
#
#   libvips        compression=6,filter=none
#   libvips all    compression=6,filter=all, which is what libpng does by default
#   Pillow, sharp  their defaults
#
# Environment: SIDE=2048, PYTHON=python3 (a Python that has Pillow), RESULTS=DIR where the figures go
# instead. Needs mvn -B package -DskipTests, libvips-tools, and node with sharp; takes half an hour.
set -euo pipefail

readonly SIDE=${SIDE:-2048}
readonly SHARES=(1 8 60)

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly results=${RESULTS:-$here/../results}
# shellcheck source=peers.sh
source "$here/peers.sh"
# shellcheck source=measure.sh
source "$here/measure.sh"

main() {
  if [ $# -eq 0 ]; then
    echo "usage: sizes.sh DIR [PICTURE...]" >&2
    exit 2
  fi
  dir=$1
  shift
  local pictures=("$@") picture
  if [ $# -eq 0 ]; then
    pictures=("$dir"/wallpapers/usr/share/backgrounds/*.jpg)
  fi
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  find_savers
  mkdir -p "$results"
  begin_csv sizes picture,saver,painted_percent,photo_bytes,whole_bytes,result_bytes
  for picture in "${pictures[@]}"; do
    measure_picture "$picture"
  done
  end_csv
  table
}

find_savers() {
  fact measured "$(date +%F)"
  fact Maskloom "$(jdk_version)"
  probe vips libvips "apt-get install libvips-tools" vips --version
  probe sharp sharp "npm install --no-save --prefix benchmarks/peers sharp" \
    node "$here/sharp_job.js" version
  probe pillow Pillow "pip install pillow, or set PYTHON" "$PYTHON" "$here/pillow_job.py" version
  if [ ! -x "$command_line" ] || [ -z "${installed[vips]:-}" ]; then
    echo "mvn -B package -DskipTests, and libvips-tools, are needed" >&2
    exit 1
  fi
}

measure_picture() {
  local name
  name=$(basename "${1%.*}")
  vips thumbnail "$1" "$scratch/scaled.v" "$SIDE" --height "$SIDE" --size down
  vips copy "$scratch/scaled.v" "$scratch/plain.png[compression=1,keep=none]"
  make_masks "$(vipsheader -f width "$scratch/scaled.v")" "$(vipsheader -f height "$scratch/scaled.v")"
  save_with_vips none
  measure_saver "$name" libvips none
  save_with_vips all
  measure_saver "$name" 'libvips all' all
  if [ -n "${installed[pillow]:-}" ]; then
    "$PYTHON" "$here/pillow_job.py" save "$scratch/plain.png" "$scratch/photo.png"
    measure_saver "$name" Pillow all
  fi
  if [ -n "${installed[sharp]:-}" ]; then
    node "$here/sharp_job.js" save "$scratch/plain.png" "$scratch/photo.png"
    measure_saver "$name" sharp none
  fi
}

save_with_vips() {
  vips copy "$scratch/plain.png" "$scratch/photo.png[compression=6,filter=$1,keep=none]"
}

# The masks of make-photos.sh, drawn out to the picture's size.
make_masks() {
  local share drawn
  for share in "${SHARES[@]}"; do
    drawn=$dir/mask2k_$share.png
    if [ "$share" = 1 ]; then
      drawn=$dir/mask8k_1.png
    fi
    vips extract_band "$drawn" "$scratch/drawn.v" 3
    vips resize "$scratch/drawn.v" "$scratch/alpha.v" \
      "$(ratio "$1" "$(vipsheader -f width "$scratch/drawn.v")")" \
      --vscale "$(ratio "$2" "$(vipsheader -f height "$scratch/drawn.v")")" --kernel linear
    vips relational_const "$scratch/alpha.v" "$scratch/painted.v" more 0
    vips boolean_const "$scratch/painted.v" "$scratch/color.v" and '0 120 255'
    vips bandjoin "$scratch/color.v $scratch/alpha.v" "$scratch/mask.v"
    vips copy "$scratch/mask.v" "$scratch/mask$share.png" --interpretation srgb
  done
}

ratio() {
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.12f", a / b }'
}

measure_saver() {
  local share
  for share in "${SHARES[@]}"; do
    "$command_line" composite --photo "$scratch/photo.png" --mask "$scratch/mask$share.png" \
      --out "$scratch/result.png" >/dev/null
    vips copy "$scratch/result.png" "$scratch/whole.png[compression=6,filter=$3,keep=none]"
    add_row "$1" "$2" "${share/8/9}" "$(bytes_of photo)" "$(bytes_of whole)" "$(bytes_of result)"
  done
}

bytes_of() {
  wc -c <"$scratch/$1.png" | tr -d ' '
}

table() {
  echo "| saved by | painted | pictures | largest ratio | mean ratio |"
  echo "|---|--:|--:|--:|--:|"
  awk -F , '
    /^#/ || /^picture,/ { next }
    {
      key = "| " $2 " | " $3 " %"
      value = $6 / ($4 > $5 ? $4 : $5)
      if (!(key in count)) { order[++keys] = key }
      count[key]++
      sum[key] += value
      if (value > most[key]) { most[key] = value }
    }
    END {
      for (i = 1; i <= keys; i++) {
        key = order[i]
        printf "%s | %d | %.3f | %.3f |\n", key, count[key], most[key], sum[key] / count[key]
      }
    }' "$results/sizes.csv"
}

main "$@"
