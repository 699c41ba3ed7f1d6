/* Keys: an element with data-key="t" is clicked (a field: focused) when t is pressed; "g s" is two keys in a row.
   A key held down does nothing more, so that nothing is decided unread; only what steps (data-step) goes on.
   data-opens="id" opens a dialog, data-closes="id" closes or empties an element. Keys can be switched off (WCAG 2.1.4). */
(() => {
  const PAUSE = 900; // ms between the two keys of a pair
  let first = "", since = 0;
  const off = () => localStorage.getItem("keys") === "off";
  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const seen = (element) => element.getClientRects().length > 0;
  const bound = (key) => {
    const open = document.querySelector("dialog[open]");
    return [...(open || document).querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(seen);
  };
  const use = (element) => {
    if (element.matches("input:not([type=checkbox]), textarea, select")) { element.focus(); element.select?.(); }
    else { if (element.matches("[aria-pressed]")) element.focus({ preventScroll: true }); element.click(); } // a switch one goes on from
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || off()) return;
    const pair = first && Date.now() - since < PAUSE ? `${first} ${event.key}` : "";
    const element = (pair && bound(pair)) || bound(event.key);
    if (event.repeat && !element?.matches("[data-step]")) { if (element) event.preventDefault(); return; }
    first = event.key; since = Date.now();
    if (element) { event.preventDefault(); first = ""; use(element); }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const closer = event.target.closest("[data-closes]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog?.showModal) { event.preventDefault(); dialog.showModal(); opener.closest("details")?.removeAttribute("open"); }
    }
    if (closer) {
      const target = document.getElementById(closer.dataset.closes);
      if (target?.matches("dialog")) target.close(); else target?.replaceChildren();
    }
    for (const menu of document.querySelectorAll("details.me[open], details.pop[open]")) if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-keys-switch]");
    if (!box) return;
    box.closest("label").hidden = false;
    box.checked = !off();
    box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  });
})();
