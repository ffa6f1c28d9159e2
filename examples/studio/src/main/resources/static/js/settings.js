/** The tools over the photo, and the settings of the page, which the browser keeps. */

import { $ } from "./dom.js";
import { say } from "./messages.js";
import { keepSetting, setting } from "./store.js";
import { language, switchLanguage } from "./strings.js";

const SIZE_STEP = 12;
const ZOOM_STEP = 1.5;

/** Language and colors; translated is called after a switch of language. */
export function wireSettings(translated) {
  const root = document.documentElement;
  $("theme").onclick = () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keepSetting("theme", root.dataset.theme);
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
    translated();
  };
  const small = matchMedia("(max-width: 860px)");
  const foldFilters = () => ($("filter-box").open = !small.matches);
  foldFilters();
  small.addEventListener("change", foldFilters);
}

/** Brush, eraser and the others, by pointer and by key. */
export function wireTools({ painter, brush, zoom, isPainting }) {
  const erase = (value) => {
    painter.erasing = value;
    $("brush").setAttribute("aria-pressed", !value);
    $("eraser").setAttribute("aria-pressed", value);
    say(value ? "live.eraser" : "live.brush");
  };
  const fill = (value) => {
    painter.filling = value;
    keepSetting("fill", value);
    $("fill").setAttribute("aria-pressed", value);
  };
  const resize = (by) => {
    $("size").value = Number($("size").value) + by;
    $("size").oninput();
    say("live.size", { size: $("size").value });
  };
  const commands = {
    smaller: () => resize(-SIZE_STEP),
    larger: () => resize(SIZE_STEP),
    eraser: () => erase(!painter.erasing),
    fill: () => fill(!painter.filling),
    "zoom-in": () => zoom.by(ZOOM_STEP),
    "zoom-out": () => zoom.by(1 / ZOOM_STEP),
    "zoom-reset": () => zoom.reset(),
  };
  $("brush").onclick = () => erase(false);
  $("eraser").onclick = () => erase(true);
  $("fill").onclick = commands.fill;
  $("zoom-in").onclick = commands["zoom-in"];
  $("zoom-out").onclick = commands["zoom-out"];
  $("undo").onclick = () => painter.undo();
  $("redo").onclick = () => painter.redo();
  $("clear").onclick = () => painter.clear();
  $("size").oninput = () => {
    painter.size = Number($("size").value);
    brush.refresh();
  };
  $("opacity").oninput = () => painter.setOpacity($("opacity").value / 100);
  painter.setOpacity(0.5);
  painter.filling = setting("fill") !== "false";
  $("fill").setAttribute("aria-pressed", painter.filling);
  brush.addEventListener("command", (e) => commands[e.detail]());
  brush.addEventListener("pen", (e) => {
    say(e.detail ? "live.pen.down" : "live.pen.up", brush.place);
  });
  zoom.addEventListener("change", () => ($("zoom-out").disabled = zoom.scale === 1));
  $("zoom-out").disabled = true;
  document.addEventListener("keydown", (event) => undoByKey(event, isPainting, painter));
  closeMenuOutside();
}

function undoByKey(event, isPainting, painter) {
  const control = event.ctrlKey || event.metaKey;
  if (!control || !isPainting() || event.target.matches("input:not([type=range]), select")) return;
  const key = event.key.toLowerCase();
  if (key === "y" || (key === "z" && event.shiftKey)) painter.redo();
  else if (key === "z") painter.undo();
  else return;
  event.preventDefault();
}

/** The menu closes when something else is used, and by Escape. */
function closeMenuOutside() {
  const menu = $("more");
  const outside = (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("pointerdown", outside);
  document.addEventListener("focusin", outside);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
