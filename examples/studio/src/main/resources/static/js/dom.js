/** Elements of the page, and what is made of them. */

export const $ = (id) => document.getElementById(id);

/** A new element with these properties and with what is inside. */
export function element(name, properties, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

/** One of several to choose from: a radio button, and what is seen of it. */
export function choice(radio, seen) {
  return element("label", {}, element("input", { type: "radio", ...radio }), seen);
}

/** The context of a new canvas, which is to be read. */
export function canvas(width, height) {
  return element("canvas", { width, height }).getContext("2d", { willReadFrequently: true });
}

/** The image on a canvas, encoded; null if the browser cannot. */
export function encoded({ canvas: drawn }, type = "image/png", quality = undefined) {
  return new Promise((done) => drawn.toBlob(done, type, quality));
}
