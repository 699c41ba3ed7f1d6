/* History by keyboard: n and p go from version to version along the timeline (Enter compares), j and k from passage to
   passage. What a bar stands for is said below it, under the mouse too, and its column is marked in the matrix. */
(() => {
  const bars = () => [...document.querySelectorAll("[data-version]")];
  const passages = () => [...document.querySelectorAll("[data-passage]")];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");
  const told = document.querySelector("[data-told]");
  const usual = told ? [...told.cloneNode(true).childNodes] : [];
  const tell = (bar) => {
    for (const head of document.querySelectorAll("[data-column].current")) head.classList.remove("current");
    if (!told) return;
    if (!bar) { told.replaceChildren(...usual.map((node) => node.cloneNode(true))); return; }
    told.textContent = bar.getAttribute("aria-label");
    document.querySelector(`[data-column="${CSS.escape(bar.dataset.version)}"]`)?.classList.add("current");
  };
  const go = (all, at, by) => {
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  };
  const deeds = {
    n: () => go(bars(), bars().indexOf(document.activeElement), 1),
    p: () => go(bars(), bars().indexOf(document.activeElement), -1),
    j: () => go(passages(), passages().findIndex((one) => one.contains(document.activeElement)), 1),
    k: () => go(passages(), passages().findIndex((one) => one.contains(document.activeElement)), -1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
    const deed = deeds[event.key];
    if (deed && !typing(event.target)) { event.preventDefault(); deed(); }
    else if (event.key === "Enter" && event.target.matches("[data-passage]")) event.target.querySelector("td a, .fate a")?.click();
  });
  for (const [name, shows] of [["focusin", true], ["focusout", false], ["pointerover", true], ["pointerout", false]]) {
    document.addEventListener(name, (event) => {
      const bar = event.target.closest?.("[data-version]");
      if (bar) tell(shows ? bar : null);
    });
  }
  const open = () => {
    const row = location.hash.startsWith("#version-") && document.getElementById(location.hash.slice(1));
    if (row && !row.closest("details").open) { row.closest("details").open = true; row.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", open);
  open();
})();
