/** The words of the page, from strings/en.json and strings/zh.json. */

import { keepSetting, setting } from "./store.js";

const LANGUAGES = ["en", "zh"];
const words = {};
let current = "en";

/** A string of the current language; the key itself where there is none. */
export function text(key, values = {}) {
  const found = words[current]?.[key] ?? words.en?.[key];
  return Object.entries(values).reduce(
    (line, [name, value]) => line.replace(`{${name}}`, value),
    found ?? key,
  );
}

/** A string that may be missing, such as the kind of an unknown piece of furniture. */
export function textOr(key, fallback) {
  return words[current]?.[key] ?? words.en?.[key] ?? fallback;
}

export function language() {
  return current;
}

/** Loads the language that was chosen before, or that the browser prefers. */
export async function loadStrings() {
  const preferred = navigator.languages?.some((tag) => tag.startsWith("zh")) ? "zh" : "en";
  await use(setting("language") ?? preferred);
}

/** Switches to the other language. */
export async function switchLanguage() {
  const next = LANGUAGES[(LANGUAGES.indexOf(current) + 1) % LANGUAGES.length];
  keepSetting("language", next);
  await use(next);
}

async function use(wanted) {
  current = LANGUAGES.includes(wanted) ? wanted : "en";
  for (const name of new Set(["en", current])) {
    words[name] ??= await (await fetch(`strings/${name}.json`)).json();
  }
  document.documentElement.lang = current;
  translate(document);
}

function translate(root) {
  root.querySelectorAll("[data-text]").forEach((e) => (e.textContent = text(e.dataset.text)));
  root.querySelectorAll("[data-alt]").forEach((e) => (e.alt = text(e.dataset.alt)));
  root.querySelectorAll("[data-label]").forEach((e) => {
    e.setAttribute("aria-label", text(e.dataset.label));
    if (e.matches("button, summary")) e.title = text(e.dataset.label);
  });
}
