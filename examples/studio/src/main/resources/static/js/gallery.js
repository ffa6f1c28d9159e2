/** The furniture to pick from, with its filters. */

import { listFurniture } from "./api.js";
import { choice, element } from "./dom.js";
import { text, textOr } from "./strings.js";

/** Fires "pick" when a piece is picked, "count" with how many are shown, "fail" with a problem. */
export class Gallery extends EventTarget {
  #list;
  #form;
  #none;
  #all = [];
  #shown = [];
  #asked = 0;

  /** File name of the piece that is picked; null if none is. */
  picked = null;

  constructor(list, form, none) {
    super();
    this.#list = list;
    this.#form = form;
    this.#none = none;
    form.addEventListener("input", () => this.#filter());
    form.addEventListener("reset", () => setTimeout(() => this.#filter()));
    form.addEventListener("submit", (e) => e.preventDefault());
    list.addEventListener("change", (e) => this.pick(e.target.value));
  }

  async load() {
    this.#all = await listFurniture();
    this.#shown = this.#all;
    if (!this.#all.some((item) => item.fileName === this.picked)) this.picked = null;
    this.translate();
  }

  /** The name of a piece in the language that is current now. */
  nameOf(fileName) {
    const item = this.#all.find((one) => one.fileName === fileName);
    return textOr(`name.${fileName}`, item?.displayName ?? fileName);
  }

  /** File name of the first piece of a type, or else of any. */
  firstOf(type) {
    return (this.#all.find((item) => item.type === type) ?? this.#all[0])?.fileName;
  }

  /** Shows names in the language that is current now. */
  translate() {
    this.#fill("type");
    this.#fill("style");
    this.#show();
  }

  pick(fileName) {
    this.picked = fileName;
    const radio = this.#list.querySelector(`input[value="${CSS.escape(fileName)}"]`);
    if (radio) {
      radio.checked = true;
      const piece = radio.parentElement; // scrollIntoView would move the page as well.
      this.#list.scrollTo(piece.offsetLeft - 8, piece.offsetTop - 24);
    }
    this.dispatchEvent(new Event("pick"));
  }

  #fill(name) {
    const select = this.#form.elements[name];
    const chosen = select.value;
    const values = [...new Set(this.#all.map((item) => item[name]).filter(Boolean))].sort();
    const option = (value, label) => new Option(label, value, false, value === chosen);
    select.replaceChildren(
      option("", text("any")),
      ...values.map((value) => option(value, textOr(`${name}.${value}`, value))),
    );
  }

  async #filter() {
    const filter = Object.fromEntries(new FormData(this.#form));
    this.#form.classList.toggle("active", Object.values(filter).some(Boolean));
    if (!this.#form.checkValidity()) return;
    const number = ++this.#asked;
    try {
      const found = await listFurniture(filter);
      if (number === this.#asked) {
        this.#shown = found;
        this.#show();
        this.dispatchEvent(new CustomEvent("count", { detail: found.length }));
      }
    } catch (problem) {
      this.dispatchEvent(new CustomEvent("fail", { detail: problem }));
    }
  }

  #show() {
    this.#list.replaceChildren(...this.#shown.map((item) => this.#piece(item)));
    this.#none.hidden = this.#shown.length > 0;
  }

  #piece(item) {
    const value = item.fileName;
    const picture = element("img", { src: item.picture, alt: "", loading: "lazy" });
    const name = element("span", { className: "piece-name", textContent: this.nameOf(value) });
    const card = element(
      "span",
      { className: "piece-card" },
      element("span", { className: "piece-image" }, picture),
      element("span", {}, name, facts(item)),
    );
    const piece = choice({ name: "furniture", value, checked: value === this.picked }, card);
    return Object.assign(piece, { className: "piece", title: item.description });
  }
}

function facts(item) {
  const line = element("span", { className: "piece-facts" });
  const style = item.style ? textOr(`style.${item.style}`, item.style) : null;
  if (style) line.append(element("span", { className: "piece-style", textContent: style }));
  const sides = [item.lengthMeters, item.widthMeters].filter((side) => side != null);
  const size = `${sides.join(" × ")} m`;
  if (sides.length) line.append(element("span", { textContent: size }));
  return line;
}
