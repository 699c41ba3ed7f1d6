/* Lists of stories and decisions: j and k move, o or Enter opens, c compares what changed, x selects, t tags what is selected (or the row
   one is on), m merges what is selected, u undoes. A row is stood on, and opened, by its [data-opens-row] or else by the link of its heading. */
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const at = () => rows().findIndex((row) => row.hasAttribute("aria-current"));
  const opener = (row) => row?.querySelector("[data-opens-row], h2 a");
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]");
  const go = (index) => {
    const all = rows();
    if (index >= all.length) { document.querySelector("[data-next-page]")?.click(); return; }
    const row = all[Math.max(0, index)];
    if (!row) return;
    for (const other of all) other.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    opener(row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const pick = (row, on) => {
    const box = row?.querySelector(".pick input");
    if (box) box.checked = on ?? !box.checked;
  };
  const undo = (row) => {
    const button = row?.querySelector("[data-undoes]"), why = row?.querySelector(".whynot");
    if (button) button.click();
    else if (why) document.dispatchEvent(new CustomEvent("newsdesk:refused", { detail: why.textContent }));
  };
  const merge = () => {
    const button = document.querySelector("[data-merges]");
    if (document.querySelectorAll(".pick input:checked").length > 1) button?.click();
    else if (button) document.dispatchEvent(new CustomEvent("newsdesk:refused", { detail: "Select two stories or more to merge them." }));
  };
  const deeds = {
    j: () => go(at() + 1),
    k: () => go(at() - 1),
    o: () => opener(rows()[at()])?.click(),
    u: () => undo(rows()[at()]),
    c: () => rows()[at()]?.querySelector("[data-compares]")?.click(),
    x: () => pick(rows()[at()]),
    m: merge,
    t: () => {
      if (!document.querySelector(".pick input:checked")) pick(rows()[at()], true);
      if (document.querySelector(".pick input:checked")) document.querySelector("#tagging input[name=topic]")?.focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
    const deed = deeds[event.key];
    if (!deed || !rows().length || typing(event.target)) return;
    event.preventDefault();
    if (!event.repeat || "jk".includes(event.key)) deed();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    for (const other of rows()) other.toggleAttribute("aria-current", other === row);
    row.setAttribute("aria-current", "true");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-clears-picks]")) for (const row of rows()) pick(row, false);
  });
  /* A row one stands on is stood on again after an act has drawn the list anew. */
  let stood = "";
  const link = (row) => row?.id || opener(row)?.getAttribute("href") || "";
  document.addEventListener("htmx:beforeSwap", () => { stood = link(rows()[at()]); });
  document.addEventListener("htmx:afterSettle", () => {
    const index = stood ? rows().findIndex((row) => link(row) === stood) : -1;
    if (index >= 0 && document.activeElement === document.body) go(index);
    stood = "";
  });
  const narrow = matchMedia("(max-width: 900px)");
  const fold = () => { for (const box of document.querySelectorAll("[data-folds-on-phone]")) box.open = !narrow.matches; };
  document.addEventListener("DOMContentLoaded", fold);
  document.addEventListener("htmx:afterSwap", fold);
  narrow.addEventListener("change", fold);
})();
