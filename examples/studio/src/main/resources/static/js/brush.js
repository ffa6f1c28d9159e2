/** The hand that paints: pointers, fingers and the keyboard over a painter's canvas. */

const KEY_STEP = 0.015;

/** Points of a stroke that another finger, or the palm, does not take back. */
const LONG_STROKE = 30;

/** Fires "pen" when the keyboard lowers or lifts the brush, "command" with the name of a key's. */
export class Brush extends EventTarget {
  #canvas;
  #ring;
  #painter;
  #zoom;
  #cursor = { x: 0, y: 0 };
  #keyPen = false;
  #fingers = new Map();
  #pinched = false;

  constructor(canvas, ring, painter, zoom) {
    super();
    this.#canvas = canvas;
    this.#ring = ring;
    this.#painter = painter;
    this.#zoom = zoom;
    canvas.addEventListener("pointerdown", (e) => this.#down(e));
    canvas.addEventListener("pointermove", (e) => this.#move(e));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (e) => this.#up(e));
    }
    canvas.addEventListener("pointerleave", () => ring.classList.remove("seen"));
    canvas.addEventListener("keydown", (e) => this.#key(e));
    canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && this.#showRing());
    canvas.addEventListener("blur", () => this.#liftKeyPen());
    new ResizeObserver(() => this.refresh()).observe(canvas);
    zoom.addEventListener("change", () => this.refresh());
  }

  /** Goes to the middle of a new photo. */
  reset() {
    this.#keyPen = false;
    this.#cursor = { x: this.#painter.width / 2, y: this.#painter.height / 2 };
    this.#ring.classList.remove("seen");
  }

  /** Where the brush is, as percentages of width and height. */
  get place() {
    const share = (value, of) => Math.round((100 * value) / of);
    return {
      x: share(this.#cursor.x, this.#painter.width),
      y: share(this.#cursor.y, this.#painter.height),
    };
  }

  /** Shows the ring as large as the brush is now. */
  refresh() {
    this.#showRing(this.#ring.classList.contains("seen"));
  }

  // Pointers: one paints, two fingers zoom and move, so does the middle button

  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * this.#painter.width) / box.width,
      y: ((event.clientY - box.top) * this.#painter.height) / box.height,
    };
  }

  #down(event) {
    if (event.button > 1 || this.#painter.strokeLength > LONG_STROKE) return;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.#liftKeyPen();
    if (this.#fingers.size > 1 || event.button === 1) {
      this.#pinched = true;
      this.#painter.drop();
      this.#ring.classList.remove("seen");
      event.preventDefault();
    } else {
      this.#cursor = this.#point(event);
      this.#painter.begin(this.#cursor);
      this.#showRing();
    }
  }

  #move(event) {
    const finger = this.#fingers.get(event.pointerId);
    if (this.#pinched) {
      if (finger) this.#pinch(finger, { x: event.clientX, y: event.clientY });
      return;
    }
    this.#cursor = this.#point(event);
    this.#showRing();
    if (!finger || !this.#painter.isDown) return;
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) this.#painter.extend(this.#point(move));
  }

  #pinch(finger, to) {
    const other = [...this.#fingers.values()].find((one) => one !== finger);
    if (!other) {
      this.#zoom.move(to.x - finger.x, to.y - finger.y);
    } else {
      const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 };
      this.#zoom.move((to.x - finger.x) / 2, (to.y - finger.y) / 2);
      const distance = (a) => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y));
      this.#zoom.by(distance(to) / distance(finger), middle);
    }
    Object.assign(finger, to);
  }

  #up(event) {
    this.#fingers.delete(event.pointerId);
    if (this.#pinched) {
      this.#pinched = this.#fingers.size > 0;
      return;
    }
    this.#painter.end();
    if (event.pointerType === "touch") this.#ring.classList.remove("seen");
    this.refresh();
  }

  // Keyboard

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = (KEY_STEP * this.#painter.width * (event.shiftKey ? 4 : 1)) / this.#zoom.scale;
    const moves = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const commands = {
      "[": "smaller", "]": "larger", e: "eraser", f: "fill",
      "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", 0: "zoom-reset",
    };
    const command = commands[event.key.toLowerCase()];
    if (moves[event.key]) this.#moveBy(...moves[event.key]);
    else if (event.key === " " || event.key === "Enter") this.#toggleKeyPen();
    else if (event.key === "Escape" && this.#keyPen) this.#liftKeyPen();
    else if (command) this.dispatchEvent(new CustomEvent("command", { detail: command }));
    else return;
    event.preventDefault();
  }

  #moveBy(x, y) {
    const within = (value, most) => Math.min(most, Math.max(0, value));
    this.#cursor = {
      x: within(this.#cursor.x + x, this.#painter.width),
      y: within(this.#cursor.y + y, this.#painter.height),
    };
    if (this.#painter.isDown) this.#painter.extend(this.#cursor);
    if (this.#zoom.scale > 1) this.#zoom.reveal(this.#onScreen());
    this.#showRing();
  }

  #onScreen() {
    const box = this.#canvas.getBoundingClientRect();
    return {
      x: box.left + (this.#cursor.x * box.width) / this.#painter.width,
      y: box.top + (this.#cursor.y * box.height) / this.#painter.height,
    };
  }

  #toggleKeyPen() {
    if (this.#keyPen) {
      this.#liftKeyPen();
    } else {
      this.#keyPen = true;
      this.#painter.begin(this.#cursor);
      this.#showRing();
      this.dispatchEvent(new CustomEvent("pen", { detail: true }));
    }
  }

  #liftKeyPen() {
    if (!this.#keyPen) return;
    this.#keyPen = false;
    this.#painter.end();
    this.refresh();
    this.dispatchEvent(new CustomEvent("pen", { detail: false }));
  }

  // The ring that shows where the brush is

  #showRing(seen = true) {
    const scale = this.#canvas.clientWidth / this.#painter.width;
    const side = this.#painter.brush * scale;
    const left = this.#cursor.x * scale - side / 2;
    const top = this.#cursor.y * scale - side / 2;
    Object.assign(this.#ring.style, {
      width: `${side}px`,
      height: `${side}px`,
      transform: `translate(${left}px, ${top}px)`,
    });
    this.#ring.classList.toggle("seen", seen);
    this.#ring.classList.toggle("down", this.#painter.isDown);
  }
}
