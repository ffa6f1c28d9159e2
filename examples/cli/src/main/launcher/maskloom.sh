#!/bin/sh
# The command line in one file: this script, and behind it the jar that it starts.
#
# Half of what a JVM has resident by default is not the program's: a young generation that nothing
# needs, what the second compiler takes for methods that many others were put into, and a malloc arena
# for each thread. Small methods compiled one by one are as quick here, and only long runs are worth
# the second compiler. JDK 24 and later write the classes of lambdas with a method that takes 7 MB to
# compile and a few milliseconds not to. Classes are mapped from an archive of the JDK's own making, not
# parsed, if there is one beside this file, as README.md tells. MASKLOOM_JAVA_OPTIONS adds options of the JVM, after these.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! command -v "$java" > /dev/null; then
  echo "maskloom: no Java: there is no command $java" >&2
  exit 1
fi
archive=
if [ -r "$0.jsa" ]; then
  archive=$0.jsa
fi
# A batch works side by side. A small young generation would keep what is garbage a moment later.
young=3m
if [ "$1" = batch ]; then
  young=16m
fi
MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1} \
  exec "$java" ${archive:+"-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off} -XX:+UseSerialGC -Xmn$young \
  -XX:FreqInlineSize=100 -XX:InlineSmallCode=800 -XX:LoopUnrollLimit=20 \
  -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=20000 \
  -XX:Tier4CompileThreshold=50000 -XX:Tier4BackEdgeThreshold=1000000 -XX:CompileCommand=quiet \
  -XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackMapGenerator::processBlock \
  -Djava.awt.headless=true $MASKLOOM_JAVA_OPTIONS -jar "$0" "$@"
