/** The steps of the page: what is seen in each, where the focus goes, and where the page scrolls. */

import { $ } from "./dom.js";

/** Where the focus goes when a step begins. */
const FOCUS = { empty: "title", painting: "paint", fusing: "weaving", result: "divider" };

/** The step that is shown. */
export let step = "empty";

/** Shows a step; focus and scroll position follow unless the page was just opened. */
export function showStep(next, { follow = true } = {}) {
  step = next;
  document.body.dataset.state = next;
  document.querySelectorAll("[data-step]").forEach((element) => {
    if (element.dataset.step === next) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
  });
  $("more").open = false;
  $("panel").inert = next === "fusing";
  if (follow) goTo(FOCUS[next]);
}

/** Brings the photo into view, or the news above it, and the focus to one of its parts. */
export function goTo(id) {
  $(id).focus({ preventScroll: true });
  const target = $("news").hidden ? $("stage") : $("news");
  const box = target.getBoundingClientRect();
  if (box.bottom + scrollY <= innerHeight) scrollTo(0, 0);
  else if (box.top < 0 || box.bottom > innerHeight) {
    target.scrollIntoView({ block: box.height > innerHeight ? "start" : "nearest" });
  }
}
