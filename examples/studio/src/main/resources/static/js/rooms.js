/** The rooms to try the studio in, from demo/rooms.json. Fires "pick". */

import { choice, element } from "./dom.js";
import { language } from "./strings.js";

/** Width of the brush that paints a room's place, in pixels of an image 1600 wide. */
const BRUSH = 110;

export class Rooms extends EventTarget {
  #box;
  #rooms = [];
  #picked = 0;

  constructor(box) {
    super();
    this.#box = box;
    box.addEventListener("change", (e) => {
      this.#picked = Number(e.target.value);
      this.dispatchEvent(new Event("pick"));
    });
  }

  async load() {
    this.#rooms = await (await fetch("demo/rooms.json")).json();
    this.translate();
    this.dispatchEvent(new Event("pick"));
  }

  translate() {
    this.#box.hidden = this.#rooms.length < 2;
    this.#box.querySelectorAll("label").forEach((label) => label.remove());
    this.#box.append(...this.#rooms.map((room, number) => this.#choice(room, number)));
  }

  #choice(room, number) {
    const textContent = room[language()] ?? room.en;
    const checked = number === this.#picked;
    return choice({ name: "room", value: number, checked }, element("span", { textContent }));
  }

  /** Where the room that is picked can be seen. */
  get picture() {
    return `demo/${this.#rooms[this.#picked].file}`;
  }

  /** The kind of furniture that suits the room. */
  get piece() {
    return this.#rooms[this.#picked].piece;
  }

  /** Paints the place that the room has for it, if it has one. */
  paint(painter) {
    const { place } = this.#rooms[this.#picked];
    if (place) painter.paint(loop(place), BRUSH);
  }
}

/** Once around a box of shares of width and height, then to and fro within. */
function loop([left, top, right, bottom]) {
  const around = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
  const rows = 4;
  const within = Array.from({ length: 2 * rows }, (_, i) => {
    const y = top + ((bottom - top) * (Math.floor(i / 2) + 1)) / (rows + 1);
    return [i % 4 === 0 || i % 4 === 3 ? left : right, y];
  });
  // Each twice: a curve leads past single points.
  return [...around, ...within].flatMap((point) => [point, point]);
}
