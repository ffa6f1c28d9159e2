/** The images that were made of a photo: one beside the photo before, or all side by side. */

import { $, choice, element } from "./dom.js";
import { text } from "./strings.js";


/** More are let go of, the oldest first. */
const MOST = 8;

/**
 * A try is { id, furniture, provider, standIn, blob }. Fires "show" when another one is shown, and
 * "change" when there are others.
 */
export class Tries extends EventTarget {
  #list = [];
  #index = 0;
  #nameOf;
  #urls = new Map();

  /** @param nameOf the name of a piece of furniture */
  constructor(nameOf) {
    super();
    this.#nameOf = nameOf;
    $("tries").addEventListener("change", (e) => this.#choose(Number(e.target.value)));
    $("side-by-side").onclick = () => this.#setSide(!this.isSide);
    $("divider").oninput = () => this.#setDivider($("divider").value);
  }

  /** All tries, to be kept. */
  get all() {
    return this.#list;
  }

  /** The one that is shown; undefined if there is none. */
  get current() {
    return this.#list[this.#index];
  }

  get isSide() {
    return document.body.classList.contains("side-by-side");
  }

  /** Takes tries that were kept, for another photo. */
  reset(list = [], index = list.length - 1) {
    this.#urls.forEach((url) => URL.revokeObjectURL(url));
    this.#urls.clear();
    this.#list = list;
    this.#index = Math.max(0, index);
    this.#setSide(false);
    this.refresh();
  }

  add(made) {
    this.#list = [...this.#list, made].slice(-MOST);
    this.#changed(this.#list.length - 1);
  }

  /** Lets go of the one that is shown; answers it. */
  remove() {
    const gone = this.current;
    this.#list = this.#list.filter((one) => one !== gone);
    this.#changed(Math.max(0, this.#index - 1));
    return gone;
  }

  #changed(index) {
    this.#index = index;
    this.refresh();
    this.dispatchEvent(new Event("change"));
    this.dispatchEvent(new Event("show"));
  }

  #choose(index) {
    this.#index = index;
    this.#setSide(false);
    this.refresh();
    $("tries").querySelector("input:checked")?.focus();
    this.dispatchEvent(new Event("show"));
  }

  #setSide(side) {
    document.body.classList.toggle("side-by-side", side);
    $("side-by-side").setAttribute("aria-pressed", side);
  }

  #setDivider(percent) {
    $("divider").value = percent;
    $("slide").style.setProperty("--split", `${percent}%`);
  }

  /** Shows everything as it is now, in the language that is current. */
  refresh() {
    const { current } = this;
    if (current) {
      const url = this.#url(current);
      if ($("after").src !== url) this.#setDivider(0);
      $("after").src = $("download").href = url;
      $("download").dataset.id = current.id;
      $("download").download = isPreview(current) ? "maskloom-preview.png" : "maskloom.png";
      $("mark").hidden = !isPreview(current);
    }
    $("tries").replaceChildren(...this.#list.map((made, index) => this.#choice(made, index)));
    this.reveal();
    $("side").replaceChildren(this.#before(), ...this.#list.map((made, i) => this.#beside(made, i)));
  }

  /** Scrolls to the one that is shown, once it can be seen. */
  reveal() {
    const shown = $("tries").querySelector("input:checked")?.parentElement;
    if (shown) $("tries").scrollTo(shown.offsetLeft - 24, 0);
  }

  #url(made) {
    if (!this.#urls.has(made)) this.#urls.set(made, URL.createObjectURL(made.blob));
    return this.#urls.get(made);
  }

  #choice(made, index) {
    const card = element("span", { className: "try-card" }, ...this.#seen(made, index));
    const label = choice({ name: "try", value: index, checked: index === this.#index }, card);
    label.className = "try";
    return label;
  }

  #seen(made, index) {
    const textContent = `${index + 1}. ${this.#nameOf(made.furniture)}`;
    return [element("img", { src: this.#url(made), alt: "" }), element("span", { textContent })];
  }

  #before() {
    const words = element("span", { textContent: text("before.short") });
    return element("li", {}, element("img", { src: $("before").src, alt: "" }), words);
  }

  #beside(made, index) {
    const choose = { type: "button", onclick: () => this.#choose(index) };
    const item = element("li", {}, element("button", choose, ...this.#seen(made, index)));
    if (isPreview(made)) {
      item.append(element("span", { className: "tag", textContent: text("mark.preview") }));
    }
    return item;
  }
}

/** Whether no model has made it. */
export function isPreview({ provider, standIn }) {
  return standIn || provider === "local";
}
