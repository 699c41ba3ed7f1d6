/* After an act on a line of a capture the story is drawn anew: the focus goes on at that line, wherever it stands now
   (restored it is a paragraph, removed a line between two), so that one after another can be gone through by keyboard. */
(() => {
  let at = ""; // the line that had the focus last; none once it went elsewhere
  const line = (target) => {
    const form = target.closest(".says")?.querySelector("form") || target.closest("form[action*='/lines/']");
    const part = form?.getAttribute("action").match(/\/lines\/(\d+)\//);
    return part ? `line-${part[1]}` : "";
  };
  document.addEventListener("focusin", (event) => { at = line(event.target); });
  document.addEventListener("htmx:afterSettle", () => {
    if (!at || document.activeElement !== document.body) return;
    const there = document.getElementById(at)?.querySelector("button, summary");
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ block: "nearest" });
  });
})();
