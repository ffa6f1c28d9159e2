/**
 * What strokes enclose, as the library's fillEnclosed has it: unpainted pixels from which no way
 * leads over unpainted pixels to the border. A way goes up, down, left and right.
 */

const UNKNOWN = 0;
const PAINTED = 1;
const OUTSIDE = 2;

/**
 * Which pixels are enclosed: 0 in an array of one number a pixel.
 *
 * @param pixels of RGBA in a Uint32Array, painted where alpha is above 0
 */
export function areas(pixels, width, height) {
  const size = width * height;
  const state = new Uint8Array(size);
  for (let i = 0; i < size; i++) if (pixels[i] >>> 24) state[i] = PAINTED;
  const stack = new Int32Array(size); // Every pixel is put there once at the most.
  let waiting = 0;
  const visit = (i) => {
    if (state[i] === UNKNOWN) {
      state[i] = OUTSIDE;
      stack[waiting++] = i;
    }
  };
  for (let x = 0; x < width; x++) {
    visit(x);
    visit(size - width + x);
  }
  for (let i = 0; i < size; i += width) {
    visit(i);
    visit(i + width - 1);
  }
  while (waiting) {
    const i = stack[--waiting];
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < size - width) visit(i + width);
  }
  return state;
}

/**
 * What is to be filled, as runs [x, y, length, ...]: what is enclosed now and was not before, and
 * the smooth edges that strokes have towards it.
 *
 * @param now, before of areas; before is null if nothing was enclosed
 */
export function runs(now, before, pixels, width, height) {
  const found = [];
  const fresh = (i) => now[i] === UNKNOWN && before?.[i] !== UNKNOWN;
  const isEdge = (i, x, y) => {
    if (now[i] !== PAINTED || pixels[i] >>> 24 === 255) return false;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
        if (inside && fresh(i + dy * width + dx)) return true;
      }
    }
    return false;
  };
  for (let y = 0, i = 0; y < height; y++) {
    let start = -1;
    for (let x = 0; x < width; x++, i++) {
      if (now[i] === OUTSIDE && start < 0) continue;
      const filled = fresh(i) || isEdge(i, x, y);
      if (filled && start < 0) start = x;
      if (start >= 0 && (!filled || x === width - 1)) {
        found.push(start, y, (filled ? x + 1 : x) - start);
        start = -1;
      }
    }
  }
  return found;
}
