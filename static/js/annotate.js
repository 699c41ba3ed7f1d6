/* Notes on passages: a selection in #body -> code points of the body text (as the server counts) -> the note's form.
   The marks are the server's; here they are only tied to their notes in the margin. */
(() => {
  const points = (text) => [...text].length; // Python counts code points, JavaScript UTF-16 units
  const body = () => document.getElementById("body");
  const form = () => document.getElementById("note-form");
  const paragraphs = () => [...(body()?.querySelectorAll("p[data-start]") || [])];

  const WORD = /[\p{L}\p{N}\p{M}]/u;
  const LONGEST_WORD = 30; // UTF-16 units; scripts without spaces have no word to complete
  /* Where a word that a border cuts in two begins (by -1) or ends (by 1). */
  const whole = (text, at, by) => {
    let to = at;
    while (to > 0 && to < text.length && WORD.test(text[to - 1]) && WORD.test(text[to])) to += by;
    return Math.abs(to - at) <= LONGEST_WORD ? to : at;
  };
  /* The stretch of one paragraph that a range covers, in code points of the body; null where it covers none. */
  const covered = (range, paragraph) => {
    if (!range.intersectsNode(paragraph)) return null;
    const all = document.createRange();
    all.selectNodeContents(paragraph);
    const cut = all.cloneRange();
    if (range.compareBoundaryPoints(Range.START_TO_START, all) > 0) cut.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, all) < 0) cut.setEnd(range.endContainer, range.endOffset);
    if (cut.collapsed || !cut.toString().trim()) return null;
    const before = all.cloneRange();
    before.setEnd(cut.startContainer, cut.startOffset);
    const text = all.toString();
    const first = whole(text, before.toString().length, -1);
    const last = whole(text, before.toString().length + cut.toString().length, 1);
    return { start: Number(paragraph.dataset.start) + points(text.slice(0, first)), text: text.slice(first, last) };
  };
  /* The passage selected, without white space at its ends: {start, end, exact}. */
  const passage = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !body()) return null;
    const stretches = paragraphs().map((paragraph) => covered(selection.getRangeAt(0), paragraph)).filter(Boolean);
    if (!stretches.length) return null;
    const joined = stretches.map((stretch) => stretch.text).join("\n");
    const exact = joined.trim();
    if (!exact) return null;
    const start = stretches[0].start + points(joined.slice(0, joined.length - joined.trimStart().length));
    return { start, end: start + points(exact), exact };
  };

  const floater = () => {
    let button = document.getElementById("floater");
    if (!button) {
      button = document.createElement("button");
      button.id = "floater";
      button.type = "button";
      button.className = "floater primary";
      button.innerHTML = "Annotate <kbd>a</kbd>";
      button.hidden = true;
      button.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
      button.addEventListener("click", () => write());
      document.body.append(button);
    }
    return button;
  };
  const offer = () => {
    if (!form()) return;
    const button = floater();
    const found = form().hidden && passage();
    button.hidden = !found;
    if (!found) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    button.style.top = `${scrollY + box.bottom + 8}px`;
    button.style.left = `${scrollX + Math.min(Math.max(box.left + box.width / 2 - 50, 8), innerWidth - 130)}px`;
  };
  /* Puts the form beside its passage. Its slot has no id: htmx would carry a style over as an attribute. */
  const beside = (place) => {
    const slot = form()?.closest(".formslot");
    if (slot?.offsetParent) slot.style.top = `${Math.max(0, place.getBoundingClientRect().top - slot.offsetParent.getBoundingClientRect().top - 20)}px`;
  };
  const write = () => {
    const found = passage();
    if (!found || !form()) return false;
    form().elements.start.value = found.start;
    form().elements.end.value = found.end;
    form().elements.exact.value = found.exact;
    const quote = document.getElementById("note-quote");
    quote.textContent = found.exact.length > 240 ? `${found.exact.slice(0, 240)}…` : found.exact;
    form().hidden = false;
    floater().hidden = true;
    beside(getSelection().getRangeAt(0));
    document.dispatchEvent(new CustomEvent("newsdesk:margin"));
    form().elements.text.focus({ preventScroll: true });
    form().scrollIntoView({ block: innerWidth > 1180 ? "nearest" : "center" });
    return true;
  };
  /* Escape puts the form away and keeps what was typed; Cancel throws it away. */
  const putAway = () => {
    if (!form() || form().hidden) return;
    form().hidden = true;
    document.dispatchEvent(new CustomEvent("newsdesk:margin"));
    body().focus?.();
  };
  window.newsdeskNotes = { passage, write, paragraphs, points };

  /* marks and their notes */
  const show = (ids, { scroll } = {}) => {
    for (const mark of document.querySelectorAll("#body mark")) {
      mark.toggleAttribute("aria-current", false);
      if (mark.dataset.notes.split(" ").some((id) => ids.includes(id))) mark.setAttribute("aria-current", "true");
    }
    for (const note of document.querySelectorAll("[data-note]")) {
      note.toggleAttribute("aria-current", false);
      if (ids.includes(note.dataset.note)) note.setAttribute("aria-current", "true");
    }
    document.dispatchEvent(new CustomEvent("newsdesk:margin"));
    if (scroll) document.getElementById(`note-${ids[0]}`)?.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const marks = [...document.querySelectorAll("#body mark")].filter((mark, index, all) => !index || all[index - 1].dataset.notes !== mark.dataset.notes);
    const at = marks.findIndex((mark) => mark.hasAttribute("aria-current"));
    const mark = marks[at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length];
    if (!mark) return;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
  };

  document.addEventListener("selectionchange", () => setTimeout(offer));
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest?.("#body mark");
    const note = event.target.closest?.("[data-note]");
    if (mark) show(mark.dataset.notes.split(" "), { scroll: innerWidth > 1180 });
    else if (note) show([note.dataset.note]);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-cancels-note]")) { form().reset(); putAway(); }
    if (event.target.closest("[data-annotates]") && form()) {
      event.preventDefault();
      if (!write()) document.dispatchEvent(new CustomEvent("newsdesk:caret"));
    }
    const link = event.target.closest("[data-shows]");
    if (link) {
      const mark = [...document.querySelectorAll("#body mark")].find((one) => one.dataset.notes.split(" ").includes(link.dataset.shows));
      if (mark) { event.preventDefault(); mark.scrollIntoView({ block: "center" }); show([link.dataset.shows]); }
    }
    const mark = event.target.closest("#body mark");
    if (mark && getSelection().isCollapsed) { show(mark.dataset.notes.split(" ")); if (innerWidth <= 1180) document.getElementById(`note-${mark.dataset.notes.split(" ")[0]}`)?.scrollIntoView({ block: "center" }); }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && event.target.closest("#note-form")) { event.preventDefault(); putAway(); return; }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) { event.target.form?.requestSubmit(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
    if (event.key === "n" || event.key === "p") { event.preventDefault(); step(event.key === "n" ? 1 : -1); }
    if (event.key === "Enter" && event.target.matches("#body mark")) { event.preventDefault(); document.getElementById(`note-${event.target.dataset.notes.split(" ")[0]}`)?.focus(); }
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!form() || form().hidden || !form().elements.start?.value) return; // a form that came back with its errors
    const paragraph = paragraphs().filter((one) => Number(one.dataset.start) <= Number(form().elements.start.value)).pop();
    if (paragraph) beside(paragraph);
    form().elements.text.focus({ preventScroll: true });
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details[data-focuses][open]")) event.target.querySelector("textarea, input:not([type=hidden])")?.focus();
  }, true);
})();
