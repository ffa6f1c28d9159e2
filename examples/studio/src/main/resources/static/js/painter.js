/** Strokes over a photo: what becomes the mask. */

const PAINT = "#0078ff";
const KEY_STEP = 0.015;

/**
 * A canvas to paint on, with pointer, touch or keyboard. Strokes are kept as points, so undo needs
 * no copies of the canvas. Fires "change" and "pen".
 */
export class Painter extends EventTarget {
  #canvas;
  #context;
  #ring;
  #strokes = [];
  #undone = [];
  #stroke = null;
  #cursor = { x: 0, y: 0 };
  #keyPen = false;

  /** Brush diameter, in pixels of an image 1600 wide. */
  size = 90;
  opacity = 0.5;
  erasing = false;

  constructor(canvas, ring) {
    super();
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
    this.#ring = ring;
    canvas.addEventListener("pointerdown", (e) => this.#down(e));
    canvas.addEventListener("pointermove", (e) => this.#move(e));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => this.#end());
    }
    canvas.addEventListener("pointerleave", () => this.#ring.classList.remove("seen"));
    canvas.addEventListener("keydown", (e) => this.#key(e));
    canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && this.#showRing());
    canvas.addEventListener("blur", () => this.#liftKeyPen());
    new ResizeObserver(() => this.#showRing(false)).observe(canvas);
  }

  /** Begins anew, for a photo of this size. */
  reset(width, height) {
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#strokes = [];
    this.#undone = [];
    this.#cursor = { x: width / 2, y: height / 2 };
    this.#changed();
  }

  setOpacity(share) {
    this.opacity = share;
    this.#canvas.style.opacity = share;
  }

  get canUndo() {
    return this.#strokes.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Whether a pixel is painted, as far as strokes that were not erased can tell. */
  get isPainted() {
    return this.#strokes.some((stroke) => !stroke.erasing) && !this.#isBlank();
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
    this.#add({ wipe: true, erasing: true, points: [] });
    this.#redraw();
  }

  /** Adds a stroke with a brush of this size; points are shares of width and height. */
  paint(points, size) {
    const at = ([x, y]) => ({ x: x * this.#canvas.width, y: y * this.#canvas.height });
    const width = (size * this.#canvas.width) / 1600;
    this.#add({ erasing: false, width, points: points.map(at) });
    this.#redraw();
  }

  /** The strokes as a PNG, transparent where nothing is painted. */
  async toPng() {
    const { width, height } = this.#canvas;
    const copy = Object.assign(document.createElement("canvas"), { width, height });
    const context = copy.getContext("2d");
    context.globalAlpha = this.opacity;
    context.drawImage(this.#canvas, 0, 0);
    return new Promise((resolve) => copy.toBlob(resolve, "image/png"));
  }

  // Strokes

  #newStroke(points) {
    const width = (this.size * this.#canvas.width) / 1600;
    return { erasing: this.erasing, width, points };
  }

  #add(stroke) {
    this.#strokes.push(stroke);
    this.#undone = [];
  }

  #redraw() {
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#strokes.forEach((stroke) => this.#draw(stroke));
    this.#changed();
  }

  #draw({ wipe, erasing, width, points }) {
    const context = this.#context;
    if (wipe) {
      context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
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
  }

  #isBlank() {
    const small = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
    const context = small.getContext("2d", { willReadFrequently: true });
    context.drawImage(this.#canvas, 0, 0, 64, 64);
    return !context.getImageData(0, 0, 64, 64).data.some((sample, i) => i % 4 === 3 && sample > 0);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  // Pointer

  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) * this.#canvas.width) / box.width;
    const y = ((event.clientY - box.top) * this.#canvas.height) / box.height;
    return { x, y };
  }

  #down(event) {
    if (!event.isPrimary || event.button !== 0) return;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#liftKeyPen();
    this.#begin(this.#point(event));
  }

  #move(event) {
    this.#cursor = this.#point(event);
    this.#showRing();
    if (!this.#stroke || !event.isPrimary) return;
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) this.#extend(this.#point(move));
  }

  #begin(point) {
    this.#cursor = point;
    this.#stroke = this.#newStroke([point]);
    this.#draw(this.#stroke);
    this.#showRing();
  }

  #extend(point) {
    const points = this.#stroke.points;
    points.push(point);
    // Only its end is new; the whole stroke is drawn once more when it ends.
    this.#draw({ ...this.#stroke, points: points.slice(-3) });
  }

  #end() {
    if (!this.#stroke) return;
    this.#add(this.#stroke);
    this.#stroke = null;
    this.#redraw();
    this.#showRing();
  }

  // Keyboard

  #key(event) {
    const step = KEY_STEP * this.#canvas.width * (event.shiftKey ? 4 : 1);
    const moves = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    if (moves[event.key]) this.#moveBy(...moves[event.key]);
    else if (event.key === " " || event.key === "Enter") this.#toggleKeyPen();
    else return;
    event.preventDefault();
  }

  #moveBy(x, y) {
    const within = (value, most) => Math.min(most, Math.max(0, value));
    this.#cursor = {
      x: within(this.#cursor.x + x, this.#canvas.width),
      y: within(this.#cursor.y + y, this.#canvas.height),
    };
    if (this.#stroke) this.#extend(this.#cursor);
    this.#showRing();
  }

  #toggleKeyPen() {
    if (this.#keyPen) {
      this.#liftKeyPen();
    } else {
      this.#keyPen = true;
      this.#begin(this.#cursor);
      this.dispatchEvent(new CustomEvent("pen", { detail: true }));
    }
  }

  #liftKeyPen() {
    if (!this.#keyPen) return;
    this.#keyPen = false;
    this.#end();
    this.dispatchEvent(new CustomEvent("pen", { detail: false }));
  }

  // The ring that shows where the brush is

  #showRing(seen = true) {
    const box = this.#canvas.getBoundingClientRect();
    const scale = box.width / this.#canvas.width;
    const side = ((this.size * this.#canvas.width) / 1600) * scale;
    const left = this.#cursor.x * scale - side / 2;
    const top = this.#cursor.y * scale - side / 2;
    Object.assign(this.#ring.style, {
      width: `${side}px`,
      height: `${side}px`,
      transform: `translate(${left}px, ${top}px)`,
    });
    if (seen) this.#ring.classList.add("seen");
    this.#ring.classList.toggle("down", this.#stroke !== null);
  }

  refreshRing() {
    this.#showRing(this.#ring.classList.contains("seen"));
  }
}
