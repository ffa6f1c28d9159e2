# To be sourced by run.sh: the experiment request, all that a backend does before it calls a model.

request() {
  begin_csv request job,peer,mode,runs,wall_s,cpu_s,peak_rss_mb,output_bytes
  local size peer
  out=$scratch/out.url
  for size in $JPEG_SIZES; do
    warm_runs=$((5 * RUNS))
    pictures "photo${size}_420.jpg" "mask${size}_8.png"
    request_part
    for peer in Maskloom 'sharp concurrency 1' 'sharp cropped first'; do
      request_command_of "$peer"
      warm_row "$size 4:2:0 to a data URL" "$peer" "$warm_runs"
    done
  done
  out=$scratch/out.png
}

# Sets cmd to what makes the data URL again and again.
request_command_of() {
  local job=("$photo" "$mask" "$out")
  case $1 in
    Maskloom)
      key=maskloom
      cmd=(env "PART=$part" "${small_jvm[@]}" "$package.WarmRuns" request "${job[@]}" "$warm_runs")
      ;;
    *first) key=sharp cmd=(env "PART=$part" CROP=first node "$here/sharp_job.js" "${job[@]}" 1 "$warm_runs") ;;
    sharp*) key=sharp cmd=(env "PART=$part" node "$here/sharp_job.js" "${job[@]}" 1 "$warm_runs") ;;
  esac
}

# The box around the paint and a quarter of it on each side, within the photo. Sets part.
request_part() {
  part=$(painted_box "$scratch/out.jpg" | awk '{
    left = larger(0, $3 - int($5 / 4))
    top = larger(0, $4 - int($6 / 4))
    right = smaller($1, $3 + $5 + int($5 / 4))
    bottom = smaller($2, $4 + $6 + int($6 / 4))
    printf "%d,%d,%d,%d", left, top, right - left, bottom - top
  }
  function larger(one, other) { return one > other ? one : other }
  function smaller(one, other) { return one < other ? one : other }')
}
