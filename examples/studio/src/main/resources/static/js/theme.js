/** Before anything is painted: the colors that were chosen, or that the system prefers. */

(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch {
    // Some browsers keep nothing.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = theme ?? (dark ? "dark" : "light");
})();
