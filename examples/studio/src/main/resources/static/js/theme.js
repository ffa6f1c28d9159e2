/** Before anything is painted: the colours that were chosen, or that the system prefers. */

document.documentElement.dataset.theme =
  localStorage.getItem("theme") ??
  (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
