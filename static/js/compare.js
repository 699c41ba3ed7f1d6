/* Steps through the changes: n and j to the next, p and k to the one before; opens folds on the way, marks the change
   in the text and in the list, and keeps it in the address, by its words: numbers may change, its words are it. Also: pickers that need no button, copying as text. */
(() => {
  const changes = () => [...document.querySelectorAll("[data-change]")];
  const current = () => changes().findIndex((change) => change.hasAttribute("aria-current"));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const unfold = (element) => {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  const mark = (change) => {
    for (const marked of document.querySelectorAll("#comparison [data-change][aria-current], [data-lists][aria-current]")) marked.removeAttribute("aria-current");
    change.setAttribute("aria-current", "true");
    const entry = document.querySelector(`[data-lists="${CSS.escape(change.id)}"]`);
    entry?.setAttribute("aria-current", "true");
    const list = entry?.closest("ol");
    if (list && list.scrollHeight > list.clientHeight) list.scrollTop = entry.offsetTop - list.clientHeight / 3;
    const number = Number(change.dataset.change);
    let part = null;
    for (const link of document.querySelectorAll(".strip a")) {
      link.classList.remove("current");
      if (Number(link.getAttribute("href").split("-")[1]) <= number) part = link;
    }
    part?.classList.add("current");
    const place = document.querySelector("[data-place]");
    if (place) place.textContent = `${changes().indexOf(change) + 1} of ${changes().length}`;
  };
  const go = (change) => {
    if (!change) return;
    unfold(change);
    mark(change);
    history.replaceState(history.state, "", `#${change.querySelector("[id^='c-']")?.id || change.id}`);
    change.focus({ preventScroll: true });
    // A long way is not watched, and where only what is seen is drawn, it changes its length while one is under way.
    const far = Math.abs(change.getBoundingClientRect().top) > 2 * innerHeight;
    change.scrollIntoView({ block: "center", behavior: far || calm.matches ? "auto" : "smooth" });
  };
  // Said anew at every press: a live region that holds what it held says nothing.
  const say = (told) => {
    const place = document.querySelector("[data-place]");
    if (!place) return;
    place.textContent = "";
    setTimeout(() => { place.textContent = told; }, 50);
  };
  const end = (which) => say(`${current() + 1} of ${changes().length} · ${which} change`);
  const step = (by) => {
    const all = changes();
    const at = current();
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    go(all[next]);
    if (at === next) end(by > 0 ? "last" : "first");
  };
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".cmphead details[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); return; }
    const by = { j: 1, k: -1 }[event.key];
    if (!by || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem("keys") === "off" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    step(by);
  });
  document.addEventListener("click", (event) => {
    const stepper = event.target.closest("[data-step]");
    const link = event.target.closest('#comparison a[href^="#"]');
    const copier = event.target.closest("[data-copies]");
    if (stepper) { event.preventDefault(); step(Number(stepper.dataset.step)); }
    else if (link) {
      const target = document.getElementById((link.getAttribute("href") || "").slice(1));
      if (!target) return;
      event.preventDefault();
      if (target.hasAttribute("data-change")) go(target);
      else { unfold(target); target.scrollIntoView({ block: "center" }); target.querySelector("a")?.focus({ preventScroll: true }); }
    } else if (copier && navigator.clipboard) { event.preventDefault(); copy(copier); }
    for (const open of document.querySelectorAll(".cmphead details[open]")) if (!open.contains(event.target)) open.open = false;
  });
  const copy = async (link) => {
    const answer = await fetch(link.href);
    const text = await answer.text();
    try {
      await navigator.clipboard.writeText(text);
      link.textContent = "Copied";
    } catch {
      location.assign(link.href);
    }
  };
  const prepare = () => {
    const pickers = document.querySelector("[data-pickers]");
    if (pickers && !pickers.dataset.ready) {
      pickers.dataset.ready = "yes";
      pickers.querySelector("[data-picks]").hidden = true;
      let keyed = false;
      pickers.addEventListener("keydown", () => { keyed = true; });
      pickers.addEventListener("pointerdown", () => { keyed = false; });
      pickers.addEventListener("change", (event) => {
        if (keyed) sessionStorage.setItem("picker", event.target.id);
        pickers.requestSubmit();
      });
      // An arrow key picks at once: whoever goes on to the next version by key must find the picker under it.
      document.getElementById(sessionStorage.getItem("picker") || "")?.focus({ preventScroll: true });
      sessionStorage.removeItem("picker");
    }
    const given = location.hash && document.getElementById(location.hash.slice(1));
    const named = given && given.closest("[data-change]");
    if (!given && location.hash.startsWith("#c-")) say("That change is not in this comparison any more");
    if (named && current() < 0) { unfold(named); mark(named); named.scrollIntoView({ block: "center" }); }
  };
  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSettle", prepare);
  addEventListener("hashchange", prepare);
})();
