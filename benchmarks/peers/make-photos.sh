#!/usr/bin/env bash
# Makes the pictures that run.sh works on, from photographs in Debian packages: make-photos.sh DIR
#
# photo2k and photo8k (2048 and 8192 pixels square) as PNG and JPEG, photo12m (4000x3000) as JPEG, and
# for each size a mask that paints about 8 % and one that paints about 60 % of it; for 8K also masks of
# other shares, none and all among them, and one in a corner. chromium8k and firefox8k are masks that
# canvases of browsers wrote, with 8 % painted and with nothing. A JPEG has its chroma at 4:4:4, and one
# named photo*_420 at 4:2:0. There is an interlaced PNG and a progressive JPEG of 8K, too.
#
# make-photos.sh --sizes DIR makes also photo1k, photo4k, photo16k (1024, 4096, 16384 pixels square)
# and photo600m (30000x20000, also as JPEG), with masks that paint about 8 %: that takes ten minutes more, and 4 GB
# for a while.
#
# Needs libvips-tools and imagemagick, and apt-get to fetch two packages of photographs (once: they
# stay unpacked in DIR/wallpapers). Takes two minutes and 600 MB in DIR, most of it for a while only.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here

# What savers on libpng write unless told otherwise: adaptive filters, zlib level 6.
readonly PNG='[compression=6,filter=all,keep=none]'
readonly JPEG='[Q=90,keep=none,subsample_mode=off]'
readonly JPEG_420='[Q=90,keep=none,subsample_mode=on]'

# Strokes as SVG paths on a canvas of 2048 by 2048, the wide one on 3000 by 2000.
readonly STROKE_8='M 600,1300 C 800,700 1000,900 1150,1100 S 1500,900 1450,1350'
readonly STROKE_CORNER='M 100,150 C 200,50 300,250 400,150'
readonly STROKE_WIDE='M 900,1270 C 1180,680 1450,880 1680,1070 S 2200,880 2120,1320'
readonly STROKE_8_12M='M 586,952 C 781,513 977,659 1123,806 S 1465,659 1416,989'
readonly STROKE_60_12M='M 244,1282 C 342,220 586,220 781,732 S 1074,1318 1270,659 S 1660,183 1758,1245'
readonly STROKE_60='M 250,1750 C 350,300 600,300 800,1000 S 1100,1800 1300,900 S 1700,250 1800,1700'

main() {
  sizes=
  if [ "${1:-}" = --sizes ]; then
    sizes=yes
    shift
  fi
  if [ $# -ne 1 ]; then
    echo "usage: make-photos.sh [--sizes] DIR" >&2
    exit 2
  fi
  local tool
  draw=$(command -v magick || command -v convert || echo magick)
  for tool in vips apt-get "$draw"; do
    if ! command -v "$tool" >/dev/null; then
      echo "$tool is missing: apt-get install libvips-tools imagemagick" >&2
      exit 1
    fi
  done
  mkdir -p "$1"
  dir=$(cd "$1" && pwd)
  scratch=$(mktemp -d "$dir/scratch.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT

  fetch_photographs
  make_photos
  make_mask mask2k_8 1 215 "$STROKE_8"
  make_mask mask2k_60 1 455 "$STROKE_60"
  make_mask mask12m_8 2 180 "$STROKE_8_12M" 2000x1500
  make_mask mask12m_60 2 410 "$STROKE_60_12M" 2000x1500
  make_mask mask8k_8 4 215 "$STROKE_8"
  make_mask mask8k_60 4 455 "$STROKE_60"
  make_mask mask8k_corner 4 100 "$STROKE_CORNER"
  make_shares
  canvas_masks
  if [ -n "$sizes" ]; then
    make_sizes
  fi
}

# Nothing, everything, and strokes of other widths: about 1, 20, 40 and 80 % of 8K.
make_shares() {
  make_mask mask8k_0 4 1 ''
  make_mask mask8k_1 4 25 "$STROKE_8"
  make_mask mask8k_20 4 500 "$STROKE_8"
  make_mask mask8k_40 4 270 "$STROKE_60"
  make_mask mask8k_80 4 680 "$STROKE_60"
  make_mask mask8k_100 4 9000 "$STROKE_60"
}

canvas_masks() {
  local canvases=$here/../../raster/src/test/resources/io/github/maskloom/testing/canvas
  local browser share
  for browser in chromium firefox; do
    for share in 0 8; do
      gunzip -c "$canvases/$browser-8k-$share.png.gz" >"$dir/${browser}8k_$share.png"
    done
  done
}

make_sizes() {
  vips shrink "$scratch/a.v" "$scratch/1k.v" 2 2
  vips replicate "$scratch/8k.v" "$scratch/16k.v" 2 2
  grain 16k 16384 16384
  vips replicate "$scratch/8k.v" "$scratch/tiled.v" 4 3
  vips crop "$scratch/tiled.v" "$scratch/600m.v" 500 900 30000 20000
  rm "$scratch/tiled.v"
  grain 600m 30000 20000
  vips copy "$scratch/600m.v" "$dir/photo600m.jpg$JPEG"
  for size in 1k 4k 16k 600m; do
    vips copy "$scratch/$size.v" "$dir/photo$size.png$PNG"
    rm "$scratch/$size.v"
  done
  make_mask mask1k_8 0.5 215 "$STROKE_8"
  make_mask mask4k_8 2 215 "$STROKE_8"
  make_mask mask16k_8 8 215 "$STROKE_8"
  make_mask mask600m_8 10 245 "$STROKE_WIDE" 3000x2000
}

# Noise of the whole size, sigma 1.5: without it a tile would repeat the one to its left, which is
# near enough for deflate to copy.
grain() {
  local name=$1 width=$2 height=$3
  vips gaussnoise "$scratch/grain.v" "$width" "$height" --mean 0 --sigma 1.5
  vips add "$scratch/$name.v" "$scratch/grain.v" "$scratch/sum.v"
  vips cast "$scratch/sum.v" "$scratch/$name.v" uchar
  rm "$scratch/grain.v" "$scratch/sum.v"
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
  vips crop "$scratch/8k.v" "$scratch/12m.v" 0 0 4000 3000
  save a photo2k
  save 8k photo8k
  save_jpeg 12m photo12m
  vips copy "$scratch/8k.v" "$dir/photo8k_interlaced.png${PNG/]/,interlace]}"
  vips copy "$scratch/8k.v" "$dir/photo8k_progressive.jpg${JPEG_420/]/,interlace]}"
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
  save_jpeg "$1" "$2"
}

save_jpeg() {
  vips copy "$scratch/$1.v" "$dir/$2.jpg$JPEG"
  vips copy "$scratch/$1.v" "$dir/$2_420.jpg$JPEG_420"
}

# A soft stroke of rgba(0, 120, 255, 128), transparent black elsewhere, as a canvas exports it.
make_mask() {
  local name=$1 scale=$2 width=$3 path=$4 canvas=${5:-2048x2048}
  "$draw" -size "$canvas" xc:black -fill none -stroke 'gray(128)' -strokewidth "$width" \
    -draw "stroke-linecap round stroke-linejoin round path '$path'" \
    -blur 0x4 -colorspace gray -depth 8 "pgm:$scratch/drawn.pgm"
  vips resize "$scratch/drawn.pgm" "$scratch/alpha.v" "$scale" --kernel linear
  vips relational_const "$scratch/alpha.v" "$scratch/painted.v" more 0
  vips boolean_const "$scratch/painted.v" "$scratch/color.v" and '0 120 255'
  vips bandjoin "$scratch/color.v $scratch/alpha.v" "$scratch/mask.v"
  vips copy "$scratch/mask.v" "$dir/$name.png$PNG" --interpretation srgb
}

# Sourced by its test, it makes nothing.
if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  main "$@"
fi
