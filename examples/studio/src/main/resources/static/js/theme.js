/** Before anything is painted: the colors that were chosen, or that the system prefers now. */

(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    let theme = null;
    try {
      theme = localStorage.getItem("theme");
    } catch {
      // Some browsers keep nothing.
    }
    document.documentElement.dataset.theme = theme ?? (dark.matches ? "dark" : "light");
  };
  show();
  dark.addEventListener("change", show);
})();
