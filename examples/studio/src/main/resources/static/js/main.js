/** Brings the parts of the page together. */

import { $, element } from "./dom.js";
import { clearNews, complain, say, translateMessages } from "./messages.js";
import { wireSettings, wireTools } from "./settings.js";
import { goTo, step } from "./steps.js";
import { keepSetting, setting } from "./store.js";
import { language, loadStrings } from "./strings.js";
import {
  askAboutStudio, brush, cancel, deleteEverything, forgetTry, fuse, gallery, isRunning, keepTries,
  loadMask, paintChanged, painter, refresh, restore, rooms, show, takePhoto, tries, tryDemo, zoom,
} from "./studio.js";

// Wiring

function wirePhoto() {
  $("try-demo").onclick = () => tryDemo().catch(complain);
  $("file").onchange = () => {
    const [file] = $("file").files;
    if (file) takePhoto(file);
    $("file").value = "";
  };
  $("new-photo").onclick = $("replace").onclick = () => show("empty");
  $("back").onclick = () => show(tries.current ? "result" : "painting");
  $("forget").onclick = deleteEverything;
  rooms.addEventListener("pick", () => ($("room").src = rooms.picture));
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
    if (file && !isRunning()) takePhoto(file);
  });
}

function wireMask() {
  painter.addEventListener("change", paintChanged);
  $("save-mask").onclick = async () => {
    const url = URL.createObjectURL(await painter.toPng());
    element("a", { href: url, download: "maskloom-mask.png" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    say("live.mask.saved");
  };
  $("load-mask").onclick = () => $("mask-file").click();
  $("mask-file").onchange = async () => {
    const [file] = $("mask-file").files;
    $("mask-file").value = "";
    await loadMask(file).catch(complain);
  };
}

function wireFusion() {
  $("fuse").onclick = fuse;
  $("cancel").onclick = cancel;
  $("again").onclick = () => show("painting");
  $("forget-try").onclick = forgetTry;
  $("news-close").onclick = () => {
    clearNews();
    goTo("stage");
  };
  tries.addEventListener("change", keepTries);
  tries.addEventListener("show", refresh);
  gallery.addEventListener("pick", () => {
    keepSetting("furniture", gallery.picked);
    refresh();
  });
  gallery.addEventListener("count", (e) => say("live.count", { count: e.detail }));
  gallery.addEventListener("fail", (e) => complain(e.detail));
}

await loadStrings();
wireSettings(() => {
  gallery.translate();
  rooms.translate();
  tries.refresh();
  translateMessages();
  refresh();
});
wireTools({ painter, brush, zoom, isPainting: () => step === "painting" });
wirePhoto();
wireMask();
wireFusion();
refresh();
gallery.picked = setting("furniture");
await Promise.all([
  gallery.load().catch(complain),
  rooms.load().catch(complain),
  askAboutStudio(),
]);
await restore().catch(complain);
refresh();
document.body.dataset.ready = language();
