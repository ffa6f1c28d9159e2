#!/usr/bin/env bash
# Makes the pictures that run.sh works on, from photographs in Debian packages: make-photos.sh DIR
#
# photo2k and photo8k (2048 and 8192 pixels square) as PNG and JPEG, and for each size a mask that
# paints about 8 % and one that paints about 60 % of it.
#
# Needs libvips-tools and imagemagick, and apt-get to fetch two packages of photographs (once: they
# stay unpacked in DIR/wallpapers). Takes a minute and 600 MB in DIR, most of it for a while only.
set -euo pipefail

# What savers on libpng write unless told otherwise: adaptive filters, zlib level 6.
readonly PNG='[compression=6,filter=all,keep=none]'
readonly JPEG='[Q=90,keep=none]'

# Strokes as SVG paths on a canvas of 2048 by 2048.
readonly STROKE_8='M 600,1300 C 800,700 1000,900 1150,1100 S 1500,900 1450,1350'
readonly STROKE_60='M 250,1750 C 350,300 600,300 800,1000 S 1100,1800 1300,900 S 1700,250 1800,1700'

main() {
  if [ $# -ne 1 ]; then
    echo "usage: make-photos.sh DIR" >&2
    exit 2
  fi
  mkdir -p "$1"
  dir=$(cd "$1" && pwd)
  draw=$(command -v magick || command -v convert)
  scratch=$(mktemp -d "$dir/scratch.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT

  fetch_photographs
  make_photos
  make_mask mask2k_8 1 215 "$STROKE_8"
  make_mask mask2k_60 1 455 "$STROKE_60"
  make_mask mask8k_8 4 215 "$STROKE_8"
  make_mask mask8k_60 4 455 "$STROKE_60"
}

fetch_photographs() {
  if [ ! -d "$dir/wallpapers" ]; then
    (cd "$scratch" && apt-get download lomiri-wallpapers-16.04 lomiri-wallpapers-20.04)
    mkdir "$scratch/wallpapers"
    for package in "$scratch"/*.deb; do
      dpkg-deb -x "$package" "$scratch/wallpapers"
    done
    mv "$scratch/wallpapers" "$dir/wallpapers"
  fi
}

# Four photographs become 2K; two by two of them 4K, so that the detail of single pixels stays that
# of a camera; two by two of those, mirrored and turned so that no part repeats, 8K.
make_photos() {
  thumbnail picosdeeuropa_by_Aitzol_Berasategi a
  thumbnail life_by_Aitzol_Berasategi b
  thumbnail Dragonfly_by_Bolly c
  thumbnail Kleiber_by_Lukas_Baubkus d
  two_by_two a b c d 4k
  vips flip "$scratch/4k.v" "$scratch/mirrored.v" horizontal
  vips rot "$scratch/4k.v" "$scratch/turned.v" d180
  vips flip "$scratch/4k.v" "$scratch/flipped.v" vertical
  two_by_two 4k mirrored turned flipped 8k
  save a photo2k
  save 8k photo8k
}

thumbnail() {
  vips thumbnail "$dir/wallpapers/usr/share/backgrounds/$1.jpg" "$scratch/$2.v" 2048 \
    --height 2048 --crop centre --size both
}

two_by_two() {
  vips arrayjoin "$scratch/$1.v $scratch/$2.v $scratch/$3.v $scratch/$4.v" "$scratch/$5.v" \
    --across 2
}

save() {
  vips copy "$scratch/$1.v" "$dir/$2.png$PNG"
  vips copy "$scratch/$1.v" "$dir/$2.jpg$JPEG"
}

# A soft stroke of rgba(0, 120, 255, 128), transparent black elsewhere, as a canvas exports it.
make_mask() {
  local name=$1 scale=$2 width=$3 path=$4
  "$draw" -size 2048x2048 xc:black -fill none -stroke 'gray(128)' -strokewidth "$width" \
    -draw "stroke-linecap round stroke-linejoin round path '$path'" \
    -blur 0x4 -colorspace gray -depth 8 "pgm:$scratch/drawn.pgm"
  vips resize "$scratch/drawn.pgm" "$scratch/alpha.v" "$scale" --kernel linear
  vips relational_const "$scratch/alpha.v" "$scratch/painted.v" more 0
  vips boolean_const "$scratch/painted.v" "$scratch/colour.v" and '0 120 255'
  vips bandjoin "$scratch/colour.v $scratch/alpha.v" "$scratch/mask.v"
  vips copy "$scratch/mask.v" "$dir/$name.png$PNG" --interpretation srgb
}

main "$@"
