/** A sheet that can be zoomed and moved within its frame. Fires "change". */

const MOST = 8;

export class Zoom extends EventTarget {
  #frame;
  #sheet;
  #x = 0;
  #y = 0;

  /** How much larger than fitting; 1 to 8. */
  scale = 1;

  constructor(frame, sheet) {
    super();
    this.#frame = frame;
    this.#sheet = sheet;
    frame.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
    new ResizeObserver(() => this.#apply()).observe(frame);
  }

  reset() {
    this.scale = 1;
    this.#apply();
  }

  /** Zooms, and keeps what is at a point of the window where it is; the middle unless given. */
  by(factor, point = this.#middle()) {
    const scale = Math.min(MOST, Math.max(1, this.scale * factor));
    const box = this.#frame.getBoundingClientRect();
    const left = point.x - box.left - this.#sheet.offsetLeft;
    const top = point.y - box.top - this.#sheet.offsetTop;
    this.#x = left - ((left - this.#x) * scale) / this.scale;
    this.#y = top - ((top - this.#y) * scale) / this.scale;
    this.scale = scale;
    this.#apply();
  }

  move(x, y) {
    this.#x += x;
    this.#y += y;
    this.#apply();
  }

  /** Moves so far that a point of the window is well within the frame. */
  reveal(point) {
    const box = this.#frame.getBoundingClientRect();
    const margin = Math.min(box.width, box.height) / 6;
    const needed = (at, from, to) => Math.max(0, from + margin - at) - Math.max(0, at - to + margin);
    this.move(needed(point.x, box.left, box.right), needed(point.y, box.top, box.bottom));
  }

  #middle() {
    const box = this.#frame.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  #wheel(event) {
    if (event.ctrlKey) this.by(Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY });
    else if (this.scale > 1) this.move(-event.deltaX, -event.deltaY);
    else return; // The page scrolls.
    event.preventDefault();
  }

  #apply() {
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.#sheet;
    this.#x = this.#within(this.#x, offsetLeft, offsetWidth, this.#frame.clientWidth);
    this.#y = this.#within(this.#y, offsetTop, offsetHeight, this.#frame.clientHeight);
    this.#sheet.style.transform =
      this.scale === 1 ? "" : `translate(${this.#x}px, ${this.#y}px) scale(${this.scale})`;
    this.#sheet.style.setProperty("--zoom", this.scale);
    this.dispatchEvent(new Event("change"));
  }

  /** In the middle if it is smaller than the frame, else without a gap at either side. */
  #within(offset, start, size, room) {
    const zoomed = size * this.scale;
    if (zoomed <= room) return (room - zoomed) / 2 - start;
    return Math.min(-start, Math.max(room - zoomed - start, offset));
  }
}
