# To be sourced by run.sh: the experiment rate, what warm processes do in a second.

rate() {
  begin_csv rate work,threads,per_second,cpu_ms,peak_rss_mb,input_bytes,output_bytes
  local threads
  for threads in $(printf '%s\n' 1 "$(nproc)" | sort -nu); do
    rate_of '2K PNG to PNG' maskloom photo2k.png mask2k_8.png
    rate_of '2K JPEG to PNG' maskloom photo2k.jpg mask2k_60.png
    rate_of '2K JPEG to JPEG' jpeg photo2k.jpg mask2k_60.png
    rate_of '2K JPEG to a scene of 1024' scene photo2k.jpg mask2k_60.png
    rate_of '2K PNG restored' restore photo2k.png mask2k_8.png
    rate_of '2K JPEG restored' restoreJpeg photo2k.jpg mask2k_8.png
  done
  # More threads than cores, as in a larger machine: for what they have resident.
  threads=8
  rate_of '2K PNG to PNG' maskloom photo2k.png mask2k_8.png
  rate_of '2K JPEG to PNG' maskloom photo2k.jpg mask2k_60.png
  rate_of '2K JPEG restored' restoreJpeg photo2k.jpg mask2k_8.png
  threads=1
  rate_of '8K PNG to PNG' maskloom photo8k.png mask8k_8.png
  rate_of '8K PNG to PNG strictly' strict photo8k.png mask8k_8.png
  rate_of '8K PNG restored' restore photo8k.png mask8k_8.png
  rate_of '8K PNG restored without comparing' restoreOnly photo8k.png mask8k_8.png
  rate_of '8K JPEG shrunk to 1024' shrink photo8k.jpg mask8k_8.png
}

rate_of() {
  local measured
  pictures "$3" "$4"
  rm -rf "$scratch/times" "$scratch/rate"
  # As many cores as threads: a decoder with a thread of its own would take two at once.
  if timed taskset -c "$(cores_for "$threads")" \
    "$java" -Xmx64m -XX:+UseSerialGC -Djava.awt.headless=true "-Danswer=$dir/photo2k.jpg" \
    -cp "$jar" "$package.Throughput" "$2" "$photo" "$mask" "$scratch/rate" "$threads"; then
    read -r -a measured <<<"$(numbers)"
    add_row "$1" "$threads" "${measured[@]}" "$(median 3)" "$(cat "$photo" "$mask" | wc -c)" \
      "$(wc -c <"$scratch/rate/0")"
  else
    complain "$1"
    add_row "$1" "$threads" '' '' '' '' ''
  fi
}

# The first of the cores that this process may use, one for each thread as far as they go.
cores_for() {
  taskset -cp $$ | sed 's/.*: //' | tr ',' '\n' | awk -F - -v count="$1" '
    { for (core = $1; core <= $NF && n < count; core++) printf "%s%d", n++ ? "," : "", core }'
}
