# To be sourced by run.sh: the experiment jpeg, JPEG photos that become JPEG, with every peer.

readonly JPEG_SIZES=${JPEG_SIZES:-2k 12m 8k}

jpeg() {
  begin_csv jpeg job,peer,mode,runs,wall_s,cpu_s,peak_rss_mb,output_bytes
  local size sampling name warm_runs
  out=$scratch/out.jpg
  for size in $JPEG_SIZES; do
    # CPU time comes in steps of 10 ms.
    warm_runs=$((5 * RUNS))
    if [ "$size" = 8k ]; then
      warm_runs=$RUNS
    fi
    for sampling in 4:2:0 4:4:4; do
      name=photo$size
      if [ "$sampling" = 4:2:0 ]; then
        name+=_420
      fi
      jpeg_composites "$size $sampling with 8 % painted" "$name.jpg" "mask${size}_8.png"
      jpeg_composites "$size $sampling with 60 % painted" "$name.jpg" "mask${size}_60.png"
      jpeg_shrinks "$size $sampling to 1024 pixels" "$name.jpg" "mask${size}_8.png"
    done
  done
  if [[ $JPEG_SIZES == *8k* ]]; then
    jpeg_codecs "codec alone 8k 4:2:0" photo8k_420.jpg mask8k_8.png
  fi
  out=$scratch/out.png
}

jpeg_composites() {
  local peer
  pictures "$2" "$3"
  for peer in Maskloom sharp 'vips composite2' 'libvips in C'; do
    jpeg_command_of "$peer"
    cold_row "$1" "$peer"
  done
  if command -v jpegtran >/dev/null && jpeg_patch; then
    key=maskloom
    cmd=(jpegtran -copy all -drop "$patch_at" "$scratch/patch.jpg" -outfile "$out" "$photo")
    cold_row "$1" 'jpegtran -drop'
  fi
  for peer in Maskloom Java2D 'Java2D on libjpeg 6b' 'sharp concurrency 1'; do
    jpeg_warm_command_of "$peer" jpeg java2dJpeg "$mask"
    warm_row "$1" "$peer" "$warm_runs"
  done
}

jpeg_shrinks() {
  local peer
  pictures "$2" "$3"
  key=maskloom
  cmd=("$command_line" prepare --in "$photo" --out "$out" --max-side 1024)
  cold_row "$1" Maskloom
  key=sharp
  cmd=(node "$here/sharp_job.js" "$photo" - "$out")
  cold_row "$1" sharp
  key=vips
  cmd=(vips thumbnail "$photo" "$out[Q=85,subsample_mode=on]" 1024)
  cold_row "$1" 'vips thumbnail'
  for peer in Maskloom Java2D 'Java2D on libjpeg 6b' 'sharp concurrency 1'; do
    jpeg_warm_command_of "$peer" shrink java2dShrink -
    warm_row "$1" "$peer" "$warm_runs"
  done
}

# Decoding into a window or an image in memory, and encoding from memory, without a mask.
jpeg_codecs() {
  local peer
  pictures "$2" "$3"
  for peer in Maskloom Java2D 'Java2D on libjpeg 6b'; do
    jpeg_warm_command_of "$peer" decode java2dDecode -
    if [ "$peer" = Maskloom ]; then
      cmd=("${large_jvm[@]}" "${cmd[@]:${#small_jvm[@]}}")
    fi
    warm_row "$1 decoding" "$peer" "$warm_runs"
    jpeg_warm_command_of "$peer" encode java2dEncode -
    if [ "$peer" = Maskloom ]; then
      cmd=("${large_jvm[@]}" "${cmd[@]:${#small_jvm[@]}}")
    fi
    warm_row "$1 encoding" "$peer" "$warm_runs"
  done
}

# Sets cmd to what composites once, from photo and mask into out; peers keep the sampling, too.
jpeg_command_of() {
  local sampling=off
  if [[ $photo == *_420.jpg ]]; then
    sampling=on
  fi
  case $1 in
    Maskloom | sharp) command_of "$1" "$photo" "$mask" "$out" ;;
    *) command_of "$1" "$photo" "$mask" "$out[Q=90,subsample_mode=$sampling]" ;;
  esac
}

# Sets cmd to what does it again and again: jpeg_warm_command_of PEER OURS THEIRS MASK
jpeg_warm_command_of() {
  local job=("$photo" "$4" "$out")
  key=maskloom
  case $1 in
    Maskloom) cmd=("${small_jvm[@]}" "$package.WarmRuns" "$2" "${job[@]}" "$warm_runs") ;;
    Java2D) cmd=("${large_jvm[@]}" "$package.WarmRuns" "$3" "${job[@]}" "$warm_runs") ;;
    'Java2D on libjpeg 6b')
      key=libjpeg6b
      cmd=(env "LD_LIBRARY_PATH=$scratch/libjpeg6b" "${large_jvm[@]}" "$package.WarmRuns" "$3"
        "${job[@]}" "$warm_runs")
      ;;
    sharp*) key=sharp cmd=(node "$here/sharp_job.js" "${job[@]}" 1 "$warm_runs") ;;
  esac
}

# The box around the paint, ready to be dropped: somebody else has blended and encoded it. Sets
# patch_at.
jpeg_patch() {
  local right bottom left top width height
  read -r right bottom left top width height <<<"$(painted_box "$out")"
  width=$(aligned_end "$((left + width))" "$right" "$((left / 16 * 16))")
  height=$(aligned_end "$((top + height))" "$bottom" "$((top / 16 * 16))")
  patch_at=+$((left / 16 * 16))+$((top / 16 * 16))
  jpegtran -crop "${width}x$height$patch_at" -outfile "$scratch/patch.jpg" "$out"
}

# How long a side is that ends at an MCU's end, or at the image's: aligned_end END MOST BEGIN
aligned_end() {
  local end=$((($1 + 15) / 16 * 16))
  echo $(((end < $2 ? end : $2) - $3))
}

# Builds the IJG's library, which stock builds of the JDK bundle, in the place of the system's: only a
# JDK that links the system's looks there. JPEG_6B is a folder with its C sources, such as those of
# jpegsrc.v6b, or of OpenJDK in src/java.desktop/share/native/libjavajpeg.
build_libjpeg6b() {
  local folder=$scratch/libjpeg6b sources file
  mkdir -p "$folder/src" && cp "$JPEG_6B"/*.[ch] "$folder/src" && cd "$folder/src" || return
  # What takes other memory, and programs, are left out.
  for file in jcapimin jcapistd jccoefct jccolor jcdctmgr jchuff jcinit jcmainct jcmarker jcmaster \
    jcomapi jcparam jcphuff jcprepct jcsample jctrans jdapimin jdapistd jdcoefct jdcolor jddctmgr \
    jdhuff jdinput jdmainct jdmarker jdmaster jdmerge jdphuff jdpostct jdsample jdtrans jerror \
    jfdctflt jfdctfst jfdctint jidctflt jidctfst jidctint jidctred jmemmgr jmemnobs jquant1 jquant2 \
    jutils; do
    if [ -f "$file.c" ]; then
      sources+=" $file.c"
    fi
  done
  if [ ! -f jconfig.h ]; then
    printf '#define %s\n' HAVE_PROTOTYPES HAVE_UNSIGNED_CHAR HAVE_UNSIGNED_SHORT HAVE_STDDEF_H \
      HAVE_STDLIB_H >jconfig.h
  fi
  # As OpenJDK has it on 64 bits.
  sed -i 's/^typedef long INT32;/typedef int INT32;/' jmorecfg.h
  echo 'LIBJPEG_6.2 { global: jpeg_*; local: *; };' >versions
  # shellcheck disable=SC2086
  cc -O2 -fPIC -shared -w $sources -Wl,-soname,libjpeg.so.62 -Wl,--version-script=versions \
    -o "$folder/libjpeg.so.62" && echo '6b, -O2'
}
