#!/usr/bin/env bash
# Makes sheets on which previews of the local provider are judged:
#
#   preview-sheets.sh PHOTOS FURNITURE SHEETS [all | NAME...]
#   preview-sheets.sh --shuffle BEFORE AFTER OUT
#
# PHOTOS is the folder that make-photos.sh filled, or any with JPEGs; FURNITURE one with PNGs and, if there
# is one, their furniture_metadata.json. Without names the six photographs with visible ground are taken.
# providers/local/DEFECTS.md has the labels of defects to count. --shuffle mixes the sheets of two folders under numbers;
# key.csv says which is which, for whoever did not count.
#
# Needs `mvn -B package -DskipTests` first.
set -euo pipefail

if [ "${1:-}" = --shuffle ]; then
  mkdir -p "$4"
  number=0
  { find "$2" -name '*.jpg' -printf 'before,%p\n'; find "$3" -name '*.jpg' -printf 'after,%p\n'; } |
    shuf --random-source=<(yes 23) |
    while IFS=, read -r side file; do
      number=$((number + 1))
      name=$(printf '%03d' "$number")
      cp "$file" "$4/$name.jpg"
      echo "$name,$side,$(basename "$file")"
    done > "$4/key.csv"
  exit
fi

if [ $# -lt 3 ]; then
  sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")/.." && pwd)
exec java -Xmx1500m -cp "$here/target/benchmarks.jar" \
  io.github.maskloom.benchmarks.preview.PreviewSheets "$@"
