/* Choosing a passage by keyboard: arrows move a caret by word, up and down by sentence, Shift extends, Enter writes. */
(() => {
  let on = false;
  let stops = { word: [], sentence: [] }; // [paragraph, start, end] of every word and sentence, offsets in UTF-16 units
  let anchor = 0, head = 0; // indexes into stops.word
  const notes = () => window.newsdeskNotes;
  const say = (text) => { const line = document.getElementById("caret-says"); if (line) line.textContent = text; };

  const cut = (paragraph, granularity) => {
    const text = paragraph.textContent;
    const parts = [...new Intl.Segmenter(paragraph.lang || undefined, { granularity }).segment(text)];
    return parts
      .filter((part) => (granularity === "word" ? part.isWordLike : part.segment.trim()))
      .map((part) => [paragraph, part.index, part.index + part.segment.trimEnd().length]);
  };
  const place = (paragraph, offset) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let node, passed = 0;
    while ((node = walker.nextNode())) {
      if (offset <= passed + node.data.length) return [node, offset - passed];
      passed += node.data.length;
    }
    return [paragraph, paragraph.childNodes.length];
  };
  const same = (one, other) => one[0] === other[0] && one[1] >= other[1] && one[1] < other[2];
  const draw = () => {
    const first = stops.word[Math.min(anchor, head)], last = stops.word[Math.max(anchor, head)];
    const forwards = head >= anchor;
    const from = place(first[0], first[1]), to = place(last[0], closing(last));
    getSelection().setBaseAndExtent(...(forwards ? [...from, ...to] : [...to, ...from]));
    stops.word[head][0].scrollIntoView({ block: "nearest" });
    say(getSelection().toString().slice(0, 200));
  };
  /* A passage that ends a sentence takes its full stop and closing quotation mark along. */
  const closing = (stop) => {
    if (anchor === head) return stop[2];
    const sentence = stops.sentence.find((one) => same(stop, one));
    const rest = stop[0].textContent.slice(stop[2], sentence ? sentence[2] : stop[2]);
    return /^[^\p{L}\p{N}\s]+$/u.test(rest) ? stop[2] + rest.length : stop[2];
  };
  const sentenceAt = () => stops.sentence.findIndex((one) => same(stops.word[head], one));
  const firstWord = (sentence) => stops.word.findIndex((word) => same(word, sentence));
  const lastWord = (sentence) => stops.word.reduce((found, word, index) => (same(word, sentence) ? index : found), -1);
  const bySentence = (by, extend) => {
    const index = Math.max(0, sentenceAt());
    const here = stops.sentence[index];
    if (!here) return head;
    if (extend && by > 0) return head < lastWord(here) ? lastWord(here) : lastWord(stops.sentence[Math.min(index + 1, stops.sentence.length - 1)]);
    if (by < 0 && head > firstWord(here)) return firstWord(here);
    const next = stops.sentence[Math.min(Math.max(index + by, 0), stops.sentence.length - 1)];
    return firstWord(next);
  };
  const start = () => {
    const paragraphs = notes().paragraphs();
    stops = { word: paragraphs.flatMap((one) => cut(one, "word")), sentence: paragraphs.flatMap((one) => cut(one, "sentence")) };
    if (!stops.word.length) return;
    on = true;
    const seen = stops.word.findIndex(([paragraph]) => paragraph.getBoundingClientRect().bottom > 80);
    anchor = head = Math.max(0, seen);
    if (!document.getElementById("caretbar")) {
      const bar = document.createElement("div");
      bar.id = "caretbar";
      bar.className = "caretbar";
      bar.innerHTML = "<span><kbd>←</kbd> <kbd>→</kbd> word</span><span><kbd>↑</kbd> <kbd>↓</kbd> sentence</span><span><kbd>Shift</kbd> extends</span><span><kbd>Enter</kbd> write</span><span><kbd>Esc</kbd> leave</span>";
      document.body.append(bar);
    }
    document.activeElement?.blur?.();
    draw();
  };
  const stop = () => { on = false; document.getElementById("caretbar")?.remove(); };
  const moves = {
    ArrowRight: () => head + 1,
    ArrowLeft: () => head - 1,
    ArrowDown: (extend) => bySentence(1, extend),
    ArrowUp: (extend) => bySentence(-1, extend),
    Home: () => firstWord(stops.sentence[Math.max(0, sentenceAt())]),
    End: () => lastWord(stops.sentence[Math.max(0, sentenceAt())]),
  };
  document.addEventListener("newsdesk:caret", start);
  document.addEventListener("keydown", (event) => {
    if (!on) return;
    if (event.key === "Escape") { stop(); getSelection().removeAllRanges(); event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (event.key === "Enter" || event.key === "a") { event.preventDefault(); event.stopImmediatePropagation(); stop(); notes().write(); return; }
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const rtl = stops.word[head] && getComputedStyle(stops.word[head][0]).direction === "rtl";
    const mirrored = rtl ? { ArrowLeft: moves.ArrowRight, ArrowRight: moves.ArrowLeft }[event.key] || move : move;
    head = Math.min(Math.max(mirrored(event.shiftKey), 0), stops.word.length - 1);
    if (!event.shiftKey) anchor = head;
    draw();
  }, true);
  document.addEventListener("pointerdown", () => on && stop());
})();
