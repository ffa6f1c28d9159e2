#!/bin/sh
# The command line in one file: this script, and behind it the jar that it starts.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! command -v "$java" > /dev/null; then
  echo "maskloom: no Java: there is no command $java" >&2
  exit 1
fi

# A JVM whose standard input is closed takes the first file that it opens for it, and may crash.
{ true 3<&0; } 2> /dev/null || exec < /dev/null

self=$(readlink -f "$0" 2> /dev/null) || self=$0

# Jars of formats and providers: those in a folder plugins beside this file, or in one that is named.
plugins=${self%/*}/plugins
named=
case $1 in
  --plugins | --plugins=*)
    plugins=${1#--plugins}
    plugins=${plugins#=}
    if [ -z "$plugins" ] && [ $# -gt 1 ]; then
      shift
      plugins=$1
    fi
    shift
    if [ ! -d "$plugins" ]; then
      echo "maskloom: --plugins: no such folder: '$plugins'; say maskloom --plugins FOLDER COMMAND" >&2
      exit 2
    fi
    named=-Dmaskloom.plugins=$plugins
    ;;
esac
classpath=$self
for jar in "$plugins"/*.jar; do
  [ ! -f "$jar" ] || classpath=$classpath:$jar
done
words="$*"
command=$1

# Most runs end before the second compiler earns what it costs, and so does code that counts for it.
# It pays for many images, for more than 16 MB of them, and for those of a stream, which may be large.
quick=-XX:TieredStopAtLevel=1
# A batch works side by side. A small young generation would keep what is garbage a moment later.
young=3m
if [ "$command" = batch ]; then
  young=16m
fi
if [ "$command" = batch ] || [ $# -gt 32 ]; then
  quick=
fi
bytes=0
for word; do
  file=${word#--*=}
  case $file in
    - | /dev/*) quick= ;;
  esac
  if [ -n "$quick" ] && [ -f "$file" ] && [ -r "$file" ]; then
    bytes=$((bytes + $(wc -c < "$file")))
    [ $bytes -le 16000000 ] || quick=
  fi
done

# Half of what a JVM has resident by default is not the program's: a young generation that nothing
# needs, what the second compiler takes for methods that many others were put into, and a malloc arena
# for each thread. Small methods compiled one by one are as quick here. JDK 24 and later write the
# classes of lambdas with a method that takes 7 MB to compile and a few milliseconds not to.
# MASKLOOM_JAVA_OPTIONS adds options of the JVM, after these.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
# shellcheck disable=SC2086 # Options of the JVM are words.
set -- -XX:+UseSerialGC -Xmn$young $quick \
  -XX:FreqInlineSize=100 -XX:InlineSmallCode=800 -XX:LoopUnrollLimit=20 \
  -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=20000 \
  -XX:Tier4CompileThreshold=50000 -XX:Tier4BackEdgeThreshold=1000000 -XX:CompileCommand=quiet \
  -XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackMapGenerator::processBlock \
  -Djava.awt.headless=true $MASKLOOM_JAVA_OPTIONS -cp "$classpath" ${named:+"$named"} \
  io.github.maskloom.examples.cli.Main "$@"

# Names in $archive what archives of classes begin with, which a JVM maps and does not parse. They lie
# in a folder that nobody else may read or write: who writes them decides what runs. A name stands for
# this file with these plugins and one version of one JDK, as an archive serves no other.
archive=
name_archive() {
  folder=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}/maskloom
  jdk=$(readlink -f "$(command -v "$java")" 2> /dev/null)
  release=${jdk%/bin/java}/release
  [ -r "$release" ] && [ "$folder" != /maskloom ] || return
  while IFS='"' read -r key version rest; do
    [ "$key" != JAVA_VERSION= ] || break
  done < "$release"
  major=${version%%[!0-9]*}
  [ -d "$folder" ] || (umask 077 && mkdir -p "$folder") 2> /dev/null
  [ -n "$major" ] && [ -d "$folder" ] && [ -O "$folder" ] && [ ! -L "$folder" ] || return
  case $(ls -ld "$folder") in
    drwx------*) sum=$(printf '%s\n' "$classpath" "$jdk" "$version" | cksum) && archive=$folder/${sum%% *} ;;
  esac
}
name_archive

if [ "$words" = warmup ]; then
  if [ -z "$archive" ]; then
    echo "maskloom: no archive can be kept: no folder is yours alone, or the JDK does not say its version" >&2
    exit 1
  fi
  if [ "$major" -ge 25 ]; then
    kind=aot
    making="-XX:AOTCacheOutput=$archive.$$"
  else
    kind=jsa
    making="-XX:ArchiveClassesAtExit=$archive.$$"
  fi
  # What the JVM says of the making matters only if nothing came of it.
  "$java" "$making" -Dmaskloom.launcher=true "$@" > "$archive.$$.log" 2>&1
  status=$?
  if [ $status = 0 ] && mv -f "$archive.$$" "$archive.$kind"; then
    echo "later runs start faster: $archive.$kind"
  else
    sed '/^\[/d' "$archive.$$.log" >&2
    status=1
  fi
  rm -f "$archive.$$"*
  exit $status
fi

# An archive that is older than this file was made of another jar.
# shellcheck disable=SC3013 # Every shell that is found as sh knows -nt.
if [ -z "$archive" ]; then
  :
elif [ "$major" -ge 25 ] && [ -f "$archive.aot" ] && [ ! "$self" -nt "$archive.aot" ]; then
  set -- "-XX:AOTCache=$archive.aot" -Xlog:aot=off -Xlog:cds=off "$@"
elif [ "$major" -lt 25 ] && [ -f "$archive.jsa" ] && [ ! "$self" -nt "$archive.jsa" ]; then
  set -- "-XX:SharedArchiveFile=$archive.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off "$@"
elif [ "$major" -ge 19 ]; then
  case $command in
    composite | restore | prepare | fuse | inspect | batch)
      set -- -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$archive-$command.jsa" \
        -Xlog:cds=off -Xlog:cds+dynamic=off "$@"
      ;;
  esac
fi
exec "$java" "$@"
