/** Files that people choose: told apart by their bytes, and converted where the server cannot. */

import { Problem } from "./api.js";
import { canvas, encoded } from "./dom.js";

/** The server shrinks photos to less than this. */
const LONGEST_SIDE = 4096;

const AT_THE_START = [
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["png", [0x89, 0x50, 0x4e, 0x47]],
  ["gif", [0x47, 0x49, 0x46, 0x38]],
  ["bmp", [0x42, 0x4d]],
  ["tiff", [0x49, 0x49, 0x2a, 0]],
  ["tiff", [0x4d, 0x4d, 0, 0x2a]],
];
const HEIC_BRANDS = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"];

/** The kind of image that a file is: "jpeg", "heic", ...; "unknown" if its bytes do not tell. */
async function kindOf(file) {
  const bytes = new Uint8Array(await file.slice(0, 32).arrayBuffer());
  const found = AT_THE_START.find(([, start]) => start.every((byte, i) => bytes[i] === byte));
  if (found) return found[0];
  const ascii = (from, to) => String.fromCharCode(...bytes.slice(from, to));
  if (ascii(4, 8) !== "ftyp") return "unknown";
  if (["avif", "avis"].includes(ascii(8, 12))) return "avif";
  return HEIC_BRANDS.includes(ascii(8, 12)) ? "heic" : "unknown";
}

/**
 * A photo as the server takes it.
 *
 * @param studio what the server takes; null if that is not known
 * @returns { blob, converted }: the kind that was converted to JPEG, or null
 * @throws Problem if it is too large, or of a kind that neither server nor browser reads
 */
export async function readable(file, studio) {
  const kind = await kindOf(file);
  if (["avif", "heic"].includes(kind)) {
    return { blob: await toJpeg(file, kind), converted: kind };
  }
  if (studio && file.size > studio.maxBytes) {
    const members = { limit: "maxInputBytes", allowed: studio.maxBytes };
    throw new Problem("too-large", members);
  }
  return { blob: file, converted: null };
}

async function toJpeg(file, kind) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Problem(kind);
  }
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.round(bitmap.width * shrink);
  const height = Math.round(bitmap.height * shrink);
  const context = canvas(width, height);
  context.fillStyle = "#fff"; // A JPEG has no transparency.
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blob = await encoded(context, "image/jpeg", 0.92);
  if (!blob) throw new Problem(kind);
  return blob;
}

/**
 * A mask out of a PNG of any size: its alpha, with the most of it as full paint, or its brightness
 * where it has no alpha.
 *
 * @returns { image, png }: the same, to be drawn and to be kept
 * @throws Problem if it is no image, or nothing is painted in it
 */
export async function maskOf(file, width, height) {
  if ((await kindOf(file)) !== "png") throw new Problem("mask-type");
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Problem("bad-picture");
  }
  const context = canvas(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const image = context.getImageData(0, 0, width, height);
  const { data } = image;
  let most = 0;
  let least = 255;
  for (let i = 3; i < data.length; i += 4) {
    most = Math.max(most, data[i]);
    least = Math.min(least, data[i]);
  }
  for (let i = 0; i < data.length; i += 4) {
    const light = least === 255 ? Math.max(data[i], data[i + 1], data[i + 2]) : data[i + 3];
    data.set([0, 0x78, 0xff, least === 255 ? light : (255 * light) / most], i);
  }
  context.putImageData(image, 0, 0);
  if (!new Uint32Array(data.buffer).some((pixel) => pixel >>> 24)) {
    throw new Problem("nothing-painted");
  }
  return { image: await createImageBitmap(context.canvas), png: await encoded(context) };
}
