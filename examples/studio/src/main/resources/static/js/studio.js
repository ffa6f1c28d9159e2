/** What goes on: a photo is taken in, painted, fused, and kept. */

import * as api from "./api.js";
import { Brush } from "./brush.js";
import { $ } from "./dom.js";
import { maskOf, readable } from "./files.js";
import { Gallery } from "./gallery.js";
import { clearNews, complain, hideBusy, inform, say, showBusy } from "./messages.js";
import { Painter } from "./painter.js";
import { Rooms } from "./rooms.js";
import { goTo, showStep, step } from "./steps.js";
import { forget, forgetAll, keep, kept } from "./store.js";
import { text } from "./strings.js";
import { isPreview, Tries } from "./tries.js";
import { Zoom } from "./zoom.js";

export const painter = new Painter($("paint"));
export const zoom = new Zoom($("easel"), $("sheet"));
export const brush = new Brush($("paint"), $("ring"), painter, zoom);
export const gallery = new Gallery($("gallery"), $("filters"), $("none"));
export const rooms = new Rooms($("rooms"));
export const tries = new Tries((fileName) => gallery.nameOf(fileName));

/** What the server takes, once that is known. */
let studio = null;

/** { id, width, height, blob }: the photo as the server keeps it. */
let photo = null;

/** Whether the server has the paint as it is now. */
let maskSent = false;

/** What Cancel stops; null while there is nothing. */
let running = null;

// What is seen

export function show(next, options) {
  showStep(next, options);
  if (next !== "fusing") keep("step", next);
  if (next === "result") tries.reveal();
  refresh();
}

export function refresh() {
  const painted = painter.isPainted;
  $("undo").disabled = !painter.canUndo;
  $("redo").disabled = !painter.canRedo;
  $("clear").disabled = $("save-mask").disabled = !painted;
  $("fuse").disabled = !["painting", "result"].includes(step) || !painted || !gallery.picked;
  $("fuse").textContent = text(step === "result" ? "fuse.again" : "fuse");
  $("advice").textContent = step === "empty" ? "" : text(advice(painted));
  $("back").hidden = photo === null;
  const megabytes = studio ? Math.floor(studio.maxBytes / 1024 / 1024) : null;
  $("kinds").textContent = megabytes ? text("kinds.limit", { megabytes }) : text("kinds");
}

function advice(painted) {
  if (step === "result" && tries.current) {
    const { standIn } = tries.current;
    if (standIn) return "advice.standIn";
    return isPreview(tries.current) ? "advice.preview" : "advice.model";
  }
  if (!painted) return "advice.paint";
  return gallery.picked ? "advice.ready" : "advice.pick";
}

/** Does something that Cancel can stop; answers whether it came to its end. */
async function busily(work) {
  const controller = new AbortController();
  running = () => controller.abort();
  clearNews();
  try {
    await work(controller.signal);
    return true;
  } catch (problem) {
    if (problem.name === "AbortError") say("stage.cancelled");
    else complain(problem);
    return false;
  } finally {
    running = null;
    hideBusy();
  }
}

/** Whether something goes on that Cancel stops. */
export function isRunning() {
  return running !== null;
}

export function cancel() {
  running?.();
}

/** Asks what the server takes; without an answer it says so later. */
export async function askAboutStudio() {
  studio = await api.aboutStudio().catch(() => null);
}

// Photo

export async function takePhoto(file) {
  let converted = null;
  const taken = await busily(async (signal) => {
    showBusy("reading");
    goTo("weaving");
    const found = await readable(file, studio);
    converted = found.converted;
    const sent = await upload(found.blob, signal);
    await usePhoto({ ...sent, blob: await api.picture(sent.picture) });
    keep("photo", photo);
    keepPaint();
    keepTries();
  });
  if (!taken) {
    show(step);
    return false;
  }
  show("painting");
  say("live.photo");
  if (converted) inform("note.converted", { kind: text(`kind.${converted}`) });
  return true;
}

function upload(blob, signal) {
  showBusy("sending", 0);
  return api.uploadPhoto(blob, sending("sending"), signal);
}

/** Tells how much is sent, and once that is all, that the server works. */
function sending(what) {
  return (percent) => (percent < 100 ? showBusy(what, percent) : showBusy("preparing"));
}

/** Shows a photo that the server has, or had, with the paint and the tries that it had. */
async function usePhoto({ id, width, height, blob }, strokes = [], made = []) {
  const url = URL.createObjectURL(blob);
  URL.revokeObjectURL($("photo").src);
  $("photo").src = $("before").src = url;
  await $("photo").decode();
  photo = { id, width, height, blob };
  maskSent = false;
  $("stage").style.setProperty("--ratio", width / height);
  painter.reset(width, height, strokes);
  brush.reset();
  zoom.reset();
  tries.reset(made);
}

export async function tryDemo() {
  if (await takePhoto(await api.picture(rooms.picture))) {
    rooms.paint(painter);
    gallery.pick(gallery.firstOf(rooms.piece));
  }
}

// Fusion

export async function fuse() {
  const from = step;
  showBusy(maskSent ? "preparing" : "mask");
  show("fusing");
  const done = await busily(async (signal) => {
    const job = await begin(signal);
    if (signal.aborted) {
      await api.cancelFusion(job.id);
      throw new DOMException("cancelled", "AbortError");
    }
    await follow(job.id);
  });
  show(done ? "result" : from);
  if (done) say("live.result");
}

/** Begins with the paint as it is now, also if the server has deleted it meanwhile. */
async function begin(signal) {
  await sendMask(signal);
  const wish = () => api.beginFusion(photo.id, gallery.picked);
  try {
    return await wish();
  } catch (problem) {
    if (problem.type !== "not-found") throw problem;
    maskSent = false;
    await sendMask(signal);
    return wish();
  }
}

/** Sends the paint, and the photo once more if the server has it no longer. */
async function sendMask(signal) {
  if (maskSent) return;
  const png = await painter.toPng();
  const send = () => api.saveMask(photo.id, png, sending("mask"), signal);
  try {
    await send();
  } catch (problem) {
    if (problem.type !== "not-found") throw problem;
    photo = { ...photo, id: (await upload(photo.blob, signal)).id };
    keep("photo", photo);
    await send();
  }
  maskSent = true;
}

/** Waits for a fusion, and takes its image. */
async function follow(id) {
  running = () => api.cancelFusion(id).catch(complain);
  keep("running", id);
  try {
    const job = await api.followFusion(id, (now) => showBusy(now.stage, now.percent, now.preview));
    if (job.state === "CANCELLED") throw new DOMException("cancelled", "AbortError");
    if (job.state === "FAILED") throw new api.Problem(job.problem, { detail: job.detail });
    const { furniture, provider, standIn } = job;
    tries.add({ id, furniture, provider, standIn, blob: await api.picture(job.picture) });
    await keep("step", "result"); // Whoever sees the result may reload at once.
  } finally {
    await forget("running");
  }
}

export function forgetTry() {
  const gone = tries.remove();
  api.cancelFusion(gone.id).catch(() => {}); // The server may have deleted it long ago.
  if (tries.current) $("tries").querySelector("input:checked").focus();
  else show("painting");
}

// What a reload does not lose

/** The paint is another one: it is kept, and has to be sent again. */
export function paintChanged() {
  maskSent = false;
  if (photo) keepPaint();
  clearNews();
  refresh();
}

/** Paints what a file does, in the place of everything. */
export async function loadMask(file) {
  painter.load(await maskOf(file, photo.width, photo.height));
  say("live.mask.loaded");
}

function keepPaint() {
  return keep("paint", painter.strokes);
}

export function keepTries() {
  return keep("tries", tries.all);
}

export async function restore() {
  const names = ["photo", "paint", "tries", "step", "running"];
  const [had, strokes, made, last, job] = await Promise.all(names.map(kept));
  if (!had) return;
  await usePhoto(had, await Painter.revived(strokes ?? []), made ?? []);
  if (job) {
    resume(job).catch(complain);
    return;
  }
  const lost = last === "result" && !tries.current;
  show(lost || !last ? "painting" : last, { follow: false });
}

/** Goes on with a fusion that ran when the page was closed. */
async function resume(job) {
  showBusy("waiting");
  show("fusing", { follow: false });
  const done = await busily(() => follow(job));
  show(done ? "result" : "painting", { follow: done });
}

export async function deleteEverything() {
  tries.all.forEach(({ id }) => api.cancelFusion(id).catch(() => {}));
  if (photo) api.forgetPhoto(photo.id).catch(() => {});
  await forgetAll();
  photo = null;
  tries.reset();
  clearNews();
  show("empty");
  say("live.forgotten");
}
