/* Puts each note beside its passage where the margin is wide; notes never cover one another.
   The room above a note is its slot's, which has no id: htmx would carry a style over to the new note as an attribute. */
(() => {
  const wide = matchMedia("(min-width: 1181px)");
  const lay = () => {
    const margin = document.querySelector(".notes");
    if (!margin) return;
    const cards = [...margin.querySelectorAll(":scope > .slot")];
    for (const card of cards) card.style.paddingTop = "";
    if (!wide.matches) return;
    let end = margin.getBoundingClientRect().top;
    for (const card of cards) {
      const mark = document.getElementById(`passage-${card.dataset.slot}`);
      const top = card.getBoundingClientRect().top;
      const wanted = Math.max(mark ? mark.getBoundingClientRect().top - 14 : top, end);
      if (wanted > top + 1) card.style.paddingTop = `${wanted - top}px`;
      end = card.getBoundingClientRect().bottom; // the note's own margin is in it
    }
  };
  let due = 0;
  const soon = () => { cancelAnimationFrame(due); due = requestAnimationFrame(lay); };
  for (const name of ["DOMContentLoaded", "htmx:afterSettle", "newsdesk:margin"]) document.addEventListener(name, soon);
  addEventListener("load", soon);
  addEventListener("resize", soon);
  document.addEventListener("toggle", soon, true);
  document.fonts?.ready.then(soon);
})();
