#!/usr/bin/env bash
# Puts the figures of results/jobs.csv, jpeg.csv and request.csv into benchmarks/README.md, or into
# the file that is named, each between its two marks.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly readme=${1:-$here/../README.md}

# Maskloom's row of a job and mode comes first: the others are divided by it.
table() {
  awk -F , '
    /^# / { sub(/^# /, "- "); print; next }
    /^job,/ {
      print ""
      print "| job | peer | mode | runs | wall | CPU | peak RSS | output | wall ratio | CPU ratio |"
      print "|---|---|---|--:|--:|--:|--:|--:|--:|--:|"
      next
    }
    NF != 8 { print "not a row of " FILENAME ": " $0 >"/dev/stderr"; exit 1 }
    $5 == "" { printf "| %s | %s | %s | | failed | | | | | |\n", $1, $2, $3; next }
    $2 == "Maskloom" { wall[$1 $3] = $5; cpu[$1 $3] = $6 }
    {
      bytes = $8 > 0 ? sprintf("%.2f MB", $8 / 1e6) : "none"
      printf "| %s | %s | %s | %d | %.2f s | %.2f s | %.0f MB | %s | %s | %s |\n",
        $1, $2, $3, $4, $5, $6, $7, bytes, ratio($5, wall[$1 $3]), ratio($6, cpu[$1 $3])
    }
    function ratio(value, ours) { return ours > 0 ? sprintf("%.2f", value / ours) : "" }
    ' "$here/../results/$1.csv"
}

changed=$(mktemp)
trap 'rm -f "$changed"' EXIT
for marked in results:jobs jpeg:jpeg request:request; do
  mark=${marked%:*}
  {
    sed "/^<!-- $mark -->\$/q" "$readme"
    table "${marked#*:}"
    sed -n "/^<!-- \/$mark -->\$/,\$p" "$readme"
  } >"$changed"
  cp "$changed" "$readme"
done
