#!/bin/sh
# The command line in one file: this script, and behind it the jar that it starts.
#
# A run does one thing and ends, so the first compiler is enough: it halves the memory of the
# process, and up to some 100 megapixels saves time as well. MASKLOOM_JAVA_OPTIONS adds options of
# the JVM; -XX:TieredStopAtLevel=4 brings the second compiler back.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmn3m \
  -Djava.awt.headless=true $MASKLOOM_JAVA_OPTIONS -jar "$0" "$@"
