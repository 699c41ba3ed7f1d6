/* Light or dark as the reader last chose here; without a choice the system decides. Runs before the page is drawn, and
   says that scripts run: hints of keys are for those alone. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const chosen = localStorage.getItem("theme");
  if (chosen) root.dataset.theme = chosen;
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.textContent = isDark() ? "Light" : "Dark";
      button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        localStorage.setItem("theme", root.dataset.theme);
        button.textContent = isDark() ? "Light" : "Dark";
      });
    }
  });
})();
