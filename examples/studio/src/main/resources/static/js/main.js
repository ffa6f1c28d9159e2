/** Brings the parts of the page together. */

import * as api from "./api.js";
import { Gallery } from "./gallery.js";
import { Painter } from "./painter.js";
import { language, loadStrings, switchLanguage, text } from "./strings.js";

const $ = (id) => document.getElementById(id);
const painter = new Painter($("paint"), $("ring"));
const gallery = new Gallery($("gallery"), $("filters"), $("none"));

/** A broad stroke to and fro, where the demonstration's room has a place for a sofa. */
const DEMO_STROKE = [
  [0.455, 0.475], [0.5, 0.47], [0.71, 0.475], [0.715, 0.475], [0.715, 0.48], [0.72, 0.55],
  [0.715, 0.655], [0.715, 0.66], [0.71, 0.66], [0.5, 0.665], [0.455, 0.66], [0.45, 0.66],
  [0.45, 0.655], [0.455, 0.475], [0.6, 0.55], [0.68, 0.56], [0.68, 0.58], [0.48, 0.58],
];
const DEMO_BRUSH = 110;
const DEMO_FURNITURE = "sofa_modern_teal.png";

let photo = null;
let running = null;
let shown = { state: "empty", advice: "advice.paint" };

// What is seen

function show(state) {
  shown.state = state;
  document.body.dataset.state = state;
  document.querySelectorAll("[data-step]").forEach((step) => {
    if (step.dataset.step === state) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
  refresh();
}

function refresh() {
  const painted = painter.isPainted;
  $("undo").disabled = !painter.canUndo;
  $("redo").disabled = !painter.canRedo;
  $("clear").disabled = !painted;
  $("fuse").disabled = shown.state !== "painting" || !painted || !gallery.picked;
  if (shown.state === "painting") {
    shown.advice = !painted ? "advice.paint" : !gallery.picked ? "advice.pick" : "advice.ready";
  }
  $("advice").textContent = shown.state === "empty" ? "" : text(shown.advice);
  $("brush").setAttribute("aria-pressed", !painter.erasing);
  $("eraser").setAttribute("aria-pressed", painter.erasing);
}

/** Shows that something goes on, until hideBusy. */
function showBusy(key, percent) {
  const words = text(`stage.${key}`);
  if ($("stage-text").textContent !== words) say(words);
  $("stage-text").textContent = words;
  if (percent == null) $("progress").removeAttribute("value");
  else $("progress").value = percent;
  document.body.classList.add("busy");
}

function hideBusy() {
  document.body.classList.remove("busy");
}

/** Tells those who listen to the page. */
function say(words) {
  $("live").textContent = words;
}

function complain(problem) {
  const known = problem instanceof api.Problem ? problem.type : "internal";
  if (known === "internal") console.error(problem);
  const words = text(`problem.${known}`);
  $("toast").textContent = words === `problem.${known}` ? text("problem.internal") : words;
  $("toast").classList.add("seen");
  clearTimeout(complain.timer);
  complain.timer = setTimeout(() => $("toast").classList.remove("seen"), 7000);
}

// Photo

async function takePhoto(blob) {
  $("cancel").hidden = true;
  try {
    showBusy("sending", 0);
    photo = await api.uploadPhoto(blob, (percent) => showBusy("sending", percent));
    $("photo").src = $("before").src = photo.picture;
    await $("photo").decode();
    painter.reset(photo.width, photo.height);
    show("painting");
    say(text("live.photo"));
  } catch (problem) {
    complain(problem);
    throw problem;
  } finally {
    $("cancel").hidden = false;
    hideBusy();
  }
}

async function tryDemo() {
  await takePhoto(await (await fetch("demo/room.jpg")).blob());
  painter.paint(DEMO_STROKE, DEMO_BRUSH);
  gallery.pick(DEMO_FURNITURE);
}

// Fusion

async function fuse() {
  const cancelled = new AbortController();
  running = { cancel: () => cancelled.abort() };
  show("fusing");
  try {
    showBusy("mask");
    await api.saveMask(photo.id, await painter.toPng(), cancelled.signal);
    const job = await api.beginFusion(photo.id, gallery.picked);
    running = { cancel: () => api.cancelFusion(job.id).catch(complain) };
    finish(await api.followFusion(job.id, (now) => showBusy(now.stage, now.percent)));
  } catch (problem) {
    show("painting");
    if (problem.name !== "AbortError") complain(problem);
  } finally {
    running = null;
    hideBusy();
  }
}

function finish(job) {
  if (job.state === "CANCELLED") {
    show("painting");
    say(text("stage.cancelled"));
    return;
  }
  if (job.state === "FAILED") throw new api.Problem(job.problem, job.detail);
  $("after").src = $("download").href = job.picture;
  setDivider(50);
  shown.advice = job.standIn
    ? "advice.standIn"
    : job.provider === "local" ? "advice.preview" : "advice.model";
  show("result");
  say(text("live.result"));
}

function setDivider(percent) {
  $("divider").value = percent;
  $("compare").style.setProperty("--split", `${percent}%`);
}

// Wiring

function wireTools() {
  const erase = (value) => {
    painter.erasing = value;
    refresh();
  };
  $("brush").onclick = () => erase(false);
  $("eraser").onclick = () => erase(true);
  $("undo").onclick = () => painter.undo();
  $("redo").onclick = () => painter.redo();
  $("clear").onclick = () => painter.clear();
  $("size").oninput = () => {
    painter.size = Number($("size").value);
    painter.refreshRing();
  };
  $("opacity").oninput = () => painter.setOpacity($("opacity").value / 100);
  painter.addEventListener("change", refresh);
  painter.addEventListener("pen", (e) => say(text(e.detail ? "live.pen.down" : "live.pen.up")));
  document.addEventListener("keydown", (event) => {
    if (shown.state !== "painting" || event.target.matches("input, select")) return;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (control && key === "z" && event.shiftKey) painter.redo();
    else if (control && key === "z") painter.undo();
    else if (control && key === "y") painter.redo();
    else if (!control && key === "e") erase(!painter.erasing);
    else if (key === "[" || key === "]") changeSize(key === "]" ? 12 : -12);
    else return;
    event.preventDefault();
  });
}

function changeSize(by) {
  $("size").value = Number($("size").value) + by;
  $("size").oninput();
}

function wirePhoto() {
  const ignore = () => {};
  $("try-demo").onclick = () => tryDemo().catch(ignore);
  $("file").onchange = () => {
    const [file] = $("file").files;
    if (file) takePhoto(file).catch(ignore);
    $("file").value = "";
  };
  $("new-photo").onclick = $("replace").onclick = () => show("empty");
  const stage = $("stage");
  document.addEventListener("dragover", (e) => {
    e.preventDefault();
    stage.classList.add("over");
  });
  document.addEventListener("dragleave", (e) => e.relatedTarget ?? stage.classList.remove("over"));
  document.addEventListener("drop", (e) => {
    e.preventDefault();
    stage.classList.remove("over");
    const [file] = e.dataTransfer.files;
    if (file && shown.state !== "fusing") takePhoto(file).catch(ignore);
  });
}

function wireFusion() {
  $("fuse").onclick = fuse;
  $("cancel").onclick = () => running?.cancel();
  $("again").onclick = () => show("painting");
  $("divider").oninput = () => setDivider($("divider").value);
  gallery.addEventListener("pick", () => {
    if (shown.state === "result") show("painting");
    refresh();
  });
  gallery.addEventListener("count", (e) => say(text("live.count", { count: e.detail })));
  gallery.addEventListener("fail", (e) => complain(e.detail));
}

function wireSettings() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const root = document.documentElement;
  root.dataset.theme = localStorage.getItem("theme") ?? (dark ? "dark" : "light");
  $("theme").onclick = () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  };
  const nameOther = () => {
    const chinese = language() === "zh";
    $("language").textContent = chinese ? "English" : "中文";
    $("language").lang = chinese ? "en" : "zh";
  };
  nameOther();
  $("language").onclick = async () => {
    await switchLanguage();
    nameOther();
    gallery.translate();
    refresh();
  };
}

await loadStrings();
wireSettings();
wireTools();
wirePhoto();
wireFusion();
painter.setOpacity(0.5);
show("empty");
gallery.load().catch(complain);
