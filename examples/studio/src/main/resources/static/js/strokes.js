/** How strokes look on a canvas, and where they are. */

const PAINT = "#0078ff";

/** Strokes are { erasing, width, points: [{x, y}, ...] }; { wipe } and { image } are strokes, too. */
export function draw(context, { wipe, image, erasing, width, points }) {
  const { canvas } = context;
  if (wipe || image) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (image) context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return;
  }
  context.globalCompositeOperation = erasing ? "destination-out" : "source-over";
  context.strokeStyle = PAINT;
  context.lineWidth = width;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  context.moveTo(points[0].x, points[0].y);
  for (let i = 1; i < points.length - 1; i++) {
    const next = points[i + 1];
    const middle = [(points[i].x + next.x) / 2, (points[i].y + next.y) / 2];
    context.quadraticCurveTo(points[i].x, points[i].y, ...middle);
  }
  const last = points[points.length - 1];
  context.lineTo(last.x, last.y + (points.length === 1 ? 0.01 : 0));
  context.stroke();
  context.globalCompositeOperation = "source-over";
}

/** Paints runs of pixels, [x, y, length, ...]. */
export function drawRuns(context, runs) {
  context.fillStyle = PAINT;
  context.beginPath();
  for (let i = 0; i < runs.length; i += 3) context.rect(runs[i], runs[i + 1], runs[i + 2], 1);
  context.fill();
}

/** The whole pixels that a stroke touches on a canvas, with one more around. */
export function box(stroke, { width, height }) {
  if (!stroke.points) return { x: 0, y: 0, width, height };
  const reach = stroke.width / 2 + 2;
  const xs = stroke.points.map((point) => point.x);
  const ys = stroke.points.map((point) => point.y);
  const least = (values) => values.reduce((a, b) => Math.min(a, b));
  const most = (values) => values.reduce((a, b) => Math.max(a, b));
  const within = (value, end) => Math.min(end, Math.max(0, value));
  const x = within(Math.floor(least(xs) - reach), width);
  const y = within(Math.floor(least(ys) - reach), height);
  return {
    x,
    y,
    width: within(Math.ceil(most(xs) + reach), width) - x,
    height: within(Math.ceil(most(ys) + reach), height) - y,
  };
}

/** The box around two boxes. */
export function union(a, b) {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
