# To be sourced: times whole processes and writes what was measured as CSV.
#
# Needs from its caller: $scratch (a folder), $out (where a job leaves its picture), $results. A MB is
# a million bytes.

# Runs a command again and again, RUNS times at most, and not once more after ROW_SECONDS; the times
# file then has a line for each run: wall seconds, CPU seconds, peak resident set in MB.
run_cold() {
  local begin=$SECONDS runs=0
  rm -f "$scratch/times"
  while ((runs == 0 || (runs < RUNS && SECONDS - begin < ROW_SECONDS))); do
    timed "$@" || return
    runs=$((runs + 1))
  done
}

# Runs a command that repeats its job itself and prints the medians, in so many processes, as the
# compiler of a JVM does not decide alike in each. The times file then has a line for each: wall and
# CPU seconds of a job, peak of the process, bytes of the result.
run_warm() {
  local process processes=$1
  shift
  rm -f "$scratch/warm"
  for ((process = 0; process < processes; process++)); do
    rm -f "$scratch/times"
    timed "$@" || return
    echo "$(numbers | awk '{ printf "%.4f %.4f", $1 / 1e3, $2 / 1e3 }') $(median 3) $(
      numbers | cut -d ' ' -f 3)" >>"$scratch/warm"
  done
  mv "$scratch/warm" "$scratch/times"
}

# What a command printed as name=number.
numbers() {
  sed 's/[a-z_]*=//g' "$scratch/stdout"
}

timed() {
  rm -f "$out"
  env time -q -f '%e %U %S %M' -o "$scratch/time" "$@" >"$scratch/stdout" 2>"$scratch/stderr" ||
    return
  awk '{ printf "%.2f %.2f %.1f\n", $1, $2 + $3, $4 * 1024 / 1e6 }' "$scratch/time" >>"$scratch/times"
}

# The median of a column of the times file.
median() {
  cut -d ' ' -f "$1" "$scratch/times" | sort -n |
    awk '{ value[NR] = $1 } END { printf "%.10g\n", (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

runs() {
  wc -l <"$scratch/times" | tr -d ' '
}

output_bytes() {
  wc -c <"$out" | tr -d ' '
}

# Begins a file of results: the facts, then the names of the columns. It takes its place when all is
# measured.
begin_csv() {
  csv=$scratch/$1.csv
  { cat "$scratch/facts" && echo "$2"; } >"$csv"
  echo "$results/$1.csv"
}

end_csv() {
  mv "$csv" "$results"
}

# Adds a row of fields without commas, and shows it.
add_row() {
  local IFS=,
  echo "$*" | tee -a "$csv"
}

# What a peer says when it fails goes where errors go; its row has no figures.
complain() {
  tail -n 3 "$scratch/stderr" | sed "s/^/$1: /" >&2
}
