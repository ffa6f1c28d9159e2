/** What the page tells: news above the photo, progress over it, and words for who listens. */

import { $ } from "./dom.js";
import { text, textOr } from "./strings.js";

const MEGA = 1_000_000;
const MEBI = 1024 * 1024;

/** What is told now, so that it can be told in another language. */
let told = null;
let busy = null;
let said = null;

/** Tells those who listen to the page. */
export function say(key, values) {
  said = { key, values };
  $("live").textContent = text(key, values);
}

/** Shows what went wrong, until it is closed or something else is done. */
export function complain(problem) {
  tell({ words: () => words(problem), kind: "problem" });
  if (!problem.type) console.error(problem); // A fault of the page.
}

/** Shows something that is good to know. */
export function inform(key, values) {
  tell({ words: () => text(key, values), kind: "note" });
}

function tell(news) {
  told = news;
  $("news-text").textContent = news.words();
  $("news").className = `news ${news.kind}`;
  $("news").hidden = false;
  $("news").scrollIntoView({ block: "nearest" });
}

/** Takes away what was told, since something else is done now. */
export function clearNews() {
  told = null;
  $("news").hidden = true;
  $("news-text").textContent = "";
}

/** Words for a problem, with the limit if it says one. */
function words({ type, members = {} }) {
  const { limit, allowed } = members;
  const general = textOr(`problem.${type}`, text("problem.internal"));
  if (type !== "too-large" || !allowed) return general;
  if (limit === "maxInputBytes") {
    return text("problem.too-large.bytes", { allowed: round(allowed / MEBI) });
  }
  return limit === "maxPixels"
    ? text("problem.too-large.pixels", { allowed: round(allowed / MEGA) })
    : general;
}

function round(value) {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

/** Shows that something goes on, until hideBusy; a preview is where an image can be seen. */
export function showBusy(key, percent, preview) {
  const before = busy;
  busy = { key, percent };
  if (before?.key !== key) say(`stage.${key}`);
  else if (quarter(percent) > quarter(before.percent)) say("live.percent", { percent });
  $("stage-text").textContent = busyWords();
  if (percent == null) $("progress").removeAttribute("value");
  else $("progress").value = percent;
  $("drawn").hidden = !preview;
  if (preview) $("drawn").src = preview;
  document.body.classList.add("busy");
}

function quarter(percent) {
  return Math.floor((percent ?? 0) / 25);
}

function busyWords() {
  const what = text(`stage.${busy.key}`);
  return busy.percent == null ? what : text("stage.share", { what, percent: busy.percent });
}

export function hideBusy() {
  busy = null;
  document.body.classList.remove("busy");
}

/** Says everything that is told now in the language that is current. */
export function translateMessages() {
  if (told) $("news-text").textContent = told.words();
  if (busy) $("stage-text").textContent = busyWords();
  if (said) $("live").textContent = text(said.key, said.values);
}
