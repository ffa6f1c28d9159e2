/** The furniture to pick from, with its filters. */

import { listFurniture } from "./api.js";
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
    this.translate();
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
      this.#list.scrollTo(piece.offsetLeft - 24, piece.offsetTop - 24);
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
      }
    } catch (problem) {
      this.dispatchEvent(new CustomEvent("fail", { detail: problem }));
    }
  }

  #show() {
    this.#list.replaceChildren(...this.#shown.map((item) => this.#piece(item)));
    this.#none.hidden = this.#shown.length > 0;
    this.dispatchEvent(new CustomEvent("count", { detail: this.#shown.length }));
  }

  #piece(item) {
    const name = textOr(`name.${item.fileName}`, item.displayName);
    const radio = element("input", { type: "radio", name: "furniture", value: item.fileName });
    radio.checked = item.fileName === this.picked;
    const card = element("span", { className: "piece-card" });
    const words = element("span", { className: "piece-text" });
    words.append(
      element("span", { className: "piece-name", textContent: name }),
      element("span", { className: "piece-facts", textContent: facts(item) }),
    );
    card.append(element("img", { src: item.picture, alt: "", loading: "lazy" }), words);
    const piece = element("label", { className: "piece", title: item.description });
    piece.append(radio, card);
    return piece;
  }
}

function facts(item) {
  const style = item.style ? textOr(`style.${item.style}`, item.style) : null;
  const sides = [item.lengthMeters, item.widthMeters].filter((side) => side != null);
  const size = sides.length ? `${sides.join(" × ")} m` : null;
  return [style, size].filter(Boolean).join(" · ");
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
