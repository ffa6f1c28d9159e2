/** The mask in the making: strokes, with what they enclose. */

import { canvas, encoded } from "./dom.js";
import { areas, runs } from "./enclosed.js";
import { box, draw, drawRuns, union } from "./strokes.js";

/**
 * A canvas and the strokes on it, kept as points, so that undo needs no copies. Everything is drawn
 * on a canvas that is only read, too, and shown on another that is never read: reading a canvas
 * would slow down painting. Fires "change".
 */
export class Painter extends EventTarget {
  #shown;
  #mask = canvas(1, 1);
  #strokes = [];
  #undone = [];
  #stroke = null;
  #painted = false;

  /** Brush diameter, in pixels of an image 1600 wide. */
  size = 90;
  opacity = 0.5;
  erasing = false;
  #filling = true;

  constructor(canvas) {
    super();
    this.#shown = canvas.getContext("2d");
  }

  /** Begins anew for a photo of this size, with strokes that were kept if there are any. */
  reset(width, height, strokes = []) {
    for (const { canvas } of [this.#shown, this.#mask]) Object.assign(canvas, { width, height });
    this.#strokes = strokes;
    this.#undone = [];
    this.#stroke = null;
    this.#redraw();
  }

  get width() {
    return this.#mask.canvas.width;
  }

  get height() {
    return this.#mask.canvas.height;
  }

  /** All strokes, as they can be kept. */
  get strokes() {
    return this.#strokes.map(({ image, ...stroke }) => stroke);
  }

  /** Strokes that were kept, as they can be drawn. */
  static async revived(strokes) {
    for (const stroke of strokes) {
      if (stroke.png) stroke.image = await createImageBitmap(stroke.png);
    }
    return strokes;
  }

  /** Diameter of the brush in pixels of the photo. */
  get brush() {
    return (this.size * this.width) / 1600;
  }

  setOpacity(share) {
    this.opacity = share;
    this.#shown.canvas.style.opacity = share;
  }

  /** Whether what strokes enclose is painted. */
  get filling() {
    return this.#filling;
  }

  set filling(value) {
    this.#filling = value;
    this.#redraw();
  }

  get canUndo() {
    return this.#strokes.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Whether any pixel is painted. */
  get isPainted() {
    return this.#painted;
  }

  /** Whether a stroke has begun. */
  get isDown() {
    return this.#stroke !== null;
  }

  /** Of how many points the stroke is so far. */
  get strokeLength() {
    return this.#stroke?.points.length ?? 0;
  }

  undo() {
    if (this.canUndo) {
      this.#undone.push(this.#strokes.pop());
      this.#redraw();
    }
  }

  redo() {
    if (this.canRedo) {
      this.#strokes.push(this.#undone.pop());
      this.#redraw();
    }
  }

  /** Wipes everything, which can be undone. */
  clear() {
    this.#add({ wipe: true });
  }

  /** Paints what an image does in the place of everything, which can be undone; png is kept. */
  load({ image, png }) {
    this.#add({ image, png });
  }

  /** Adds a stroke with a brush of this size; points are shares of width and height. */
  paint(points, size) {
    const at = ([x, y]) => ({ x: x * this.width, y: y * this.height });
    const width = (size * this.width) / 1600;
    this.#add({ erasing: false, width, points: points.map(at) });
  }

  /** The mask as a PNG, transparent where nothing is painted. */
  toPng() {
    const copy = canvas(this.width, this.height);
    copy.globalAlpha = this.opacity;
    copy.drawImage(this.#mask.canvas, 0, 0);
    return encoded(copy);
  }

  // A stroke in the making

  begin(point) {
    this.#stroke = { erasing: this.erasing, width: this.brush, points: [point] };
    draw(this.#shown, this.#stroke);
  }

  extend(point) {
    const { points } = this.#stroke;
    points.push(point);
    // Only its end is new; the whole stroke is drawn once more when it ends.
    draw(this.#shown, { ...this.#stroke, points: points.slice(-3) });
  }

  end() {
    const stroke = this.#stroke;
    this.#stroke = null;
    if (stroke) this.#add(stroke);
  }

  /** Takes the stroke back, as if it had not begun. */
  drop() {
    const stroke = this.#stroke;
    this.#stroke = null;
    if (stroke) this.#show(box(stroke, this.#mask.canvas));
  }

  // Strokes on the mask

  #add(stroke) {
    this.#strokes.push(stroke);
    this.#undone = [];
    this.#show(this.#drawOnMask(stroke, this.#strokes.length - 1));
    this.#changed();
  }

  #redraw() {
    const { canvas } = this.#mask;
    this.#mask.clearRect(0, 0, canvas.width, canvas.height);
    this.#strokes.forEach((stroke, index) => this.#drawOnMask(stroke, index));
    this.#show({ x: 0, y: 0, width: canvas.width, height: canvas.height });
    this.#changed();
  }

  /** Draws a stroke with what it encloses; answers the box that has changed. */
  #drawOnMask(stroke, index) {
    const { canvas } = this.#mask;
    const own = box(stroke, canvas);
    if (!this.#filling || stroke.erasing || !stroke.points) {
      draw(this.#mask, stroke);
      return own;
    }
    const earlier = this.#strokes.slice(0, index);
    const all = earlier.reduce((sum, other) => union(sum, box(other, canvas)), own);
    stroke.fill ??= this.#enclosedBy(stroke, earlier, all);
    draw(this.#mask, stroke);
    drawRuns(this.#mask, stroke.fill);
    return all;
  }

  /** What a stroke encloses that was not enclosed before, as if somebody had erased it there. */
  #enclosedBy(stroke, earlier, all) {
    if (!all.width || !all.height) return [];
    const pixels = () => {
      const { data } = this.#mask.getImageData(all.x, all.y, all.width, all.height);
      return new Uint32Array(data.buffer);
    };
    const holes = earlier.some((other) => other.erasing || other.image);
    const before = holes ? areas(pixels(), all.width, all.height) : null;
    draw(this.#mask, stroke);
    const samples = pixels();
    const now = areas(samples, all.width, all.height);
    const found = runs(now, before, samples, all.width, all.height);
    for (let i = 0; i < found.length; i += 3) {
      found[i] += all.x;
      found[i + 1] += all.y;
    }
    return found;
  }

  #show({ x, y, width, height }) {
    if (!width || !height) return;
    this.#shown.clearRect(x, y, width, height);
    this.#shown.drawImage(this.#mask.canvas, x, y, width, height, x, y, width, height);
  }

  #changed() {
    const last = this.#strokes[this.#strokes.length - 1];
    const adds = last?.points && !last.erasing;
    this.#painted = this.#strokes.length > 0 && !last.wipe && (adds || !this.#isBlank());
    this.dispatchEvent(new Event("change"));
  }

  #isBlank() {
    const { data } = this.#mask.getImageData(0, 0, this.width, this.height);
    return !new Uint32Array(data.buffer).some((pixel) => pixel >>> 24);
  }
}
