# To be sourced: which peers are here, and the commands that do a job with them.
#
# Needs from its caller: $here (this folder), $scratch (a folder).

readonly PYTHON=${PYTHON:-python3}
readonly jar=$here/../target/benchmarks.jar
readonly command_line=$here/../../examples/cli/target/maskloom
readonly package=io.github.maskloom.benchmarks

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# The heap that Maskloom promises to do with.
readonly small_jvm=("$java" -Xmx24m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$jar")
# What Java2D needs at 8K.
readonly large_jvm=("$java" -Xmx3g -XX:+UseSerialGC -Djava.awt.headless=true -cp "$jar")

declare -A installed=()

# Leaves the facts of a file of results in $scratch/facts.
find_peers() {
  local model
  model=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)
  fact measured "$(date +%F)"
  fact machine "${model:-$(uname -m)}, $(nproc) cores, $(uname -s)"
  find_global_modules
  probe maskloom "Maskloom and Java2D" "JDK 17" jdk_version
  probe vips "libvips command line" "apt-get install libvips-tools" vips --version
  probe vblend "libvips in C" "apt-get install gcc libvips-dev" build_vblend
  probe sharp sharp "npm install --no-save --prefix benchmarks/peers sharp" \
    node "$here/sharp_job.js" version
  probe libjpeg6b "libjpeg under Java2D" "JPEG_6B, see run.sh" build_libjpeg6b
  probe pillow Pillow "pip install pillow, or set PYTHON" "$PYTHON" "$here/pillow_job.py" version
  probe magick ImageMagick "apt-get install imagemagick" magick_version
}

fact() {
  echo "# $1: $2" | tee -a "$scratch/facts"
}

# A peer that cannot tell its version is not there: its rows are left out, and the output says so.
probe() {
  local key=$1 name=$2 remedy=$3 version
  shift 3
  if version=$("$@" 2>/dev/null); then
    installed[$key]=yes
    fact "$name" "$version"
  else
    echo "$name is not installed, and left out ($remedy)"
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

magick_version() {
  magick -version | sed -n '1s/Version: ImageMagick \([^ ]* [^ ]*\) .*/\1/p'
}

# Node looks beside the script and in NODE_PATH by itself.
find_global_modules() {
  if command -v npm >/dev/null; then
    NODE_PATH=${NODE_PATH:+$NODE_PATH:}$(npm root -g)
    export NODE_PATH
  fi
}

# Composites into a file and prints the image's width and height, and left, top, width and height of
# the box around the paint.
painted_box() {
  "$command_line" composite --photo "$photo" --mask "$mask" --out "$1" --json | tr -d ' ",' |
    awk -F : '
      /^(geometry|maskGeometry|boundingBox):/ { part = $1 }
      /^(x|y|width|height):/ && part ~ /^(geometry|boundingBox)$/ { printf "%d ", $2 }
      /^}/ { part = "" }'
}

# Sets cmd to what composites once in a process of its own: command_of PEER PHOTO MASK OUT
command_of() {
  local peer=$1 photo=$2 mask=$3 out=$4
  case $peer in
    Maskloom)
      key=maskloom
      cmd=("$command_line" composite --photo "$photo" --mask "$mask" --out "$out")
      ;;
    Java2D)
      key=maskloom
      cmd=("${large_jvm[@]}" "$package.ColdRun" java2d "$photo" "$mask" "$out")
      ;;
    'vips composite2') key=vips cmd=(vips composite2 "$photo" "$mask" "$out" over) ;;
    'vips composite2 filter=all')
      key=vips
      cmd=(vips composite2 "$photo" "$mask" "$out[filter=all]" over)
      ;;
    'libvips in C') key=vblend cmd=("$scratch/vblend" "$photo" "$mask" "$out") ;;
    'libvips in C filter=all')
      key=vblend
      cmd=("$scratch/vblend" "$photo" "$mask" "$out[filter=all]")
      ;;
    sharp) key=sharp cmd=(node "$here/sharp_job.js" "$photo" "$mask" "$out") ;;
    Pillow) key=pillow cmd=("$PYTHON" "$here/pillow_job.py" paste "$photo" "$mask" "$out") ;;
    'Pillow pixel loop')
      key=pillow
      cmd=("$PYTHON" "$here/pillow_job.py" pixels "$photo" "$mask" "$out")
      ;;
    ImageMagick)
      key=magick
      cmd=(magick "$photo" "$mask" -compose over -composite -define png:color-type=2 "$out")
      ;;
  esac
}

# Sets cmd to what composites again and again in one process: warm_command_of PEER PHOTO MASK OUT RUNS
warm_command_of() {
  local peer=$1 job=("$2" "$3" "$4") runs=$5
  key=maskloom
  case $peer in
    Maskloom) cmd=("${small_jvm[@]}" "$package.WarmRuns" maskloom "${job[@]}" "$runs") ;;
    'Maskloom 2 threads') cmd=("${small_jvm[@]}" "$package.WarmRuns" maskloom2 "${job[@]}" "$runs") ;;
    'zlib inflating the photo')
      cmd=("${large_jvm[@]}" "$package.WarmRuns" inflater "${job[@]}" "$runs")
      ;;
    Java2D) cmd=("${large_jvm[@]}" "$package.WarmRuns" java2d "${job[@]}" "$runs") ;;
    'sharp concurrency '*)
      key=sharp
      cmd=(node "$here/sharp_job.js" "${job[@]}" "${peer##* }" "$runs")
      ;;
  esac
}
