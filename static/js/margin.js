/* Puts each note beside its passage where the margin is wide; notes never cover one another. */
(() => {
  const GAP = 12; // px between two notes
  const wide = matchMedia("(min-width: 1181px)");
  const lay = () => {
    const margin = document.querySelector(".notes");
    if (!margin) return;
    const cards = [...margin.querySelectorAll(":scope > .note")];
    for (const card of cards) card.style.marginTop = "";
    if (!wide.matches) return;
    const form = document.getElementById("note-form");
    let end = form && !form.hidden ? form.getBoundingClientRect().bottom : margin.getBoundingClientRect().top - GAP;
    for (const card of cards) {
      const mark = document.getElementById(`passage-${card.dataset.note}`);
      const top = card.getBoundingClientRect().top;
      const wanted = Math.max(mark ? mark.getBoundingClientRect().top - 14 : top, end + GAP);
      if (wanted > top + 1) card.style.marginTop = `${wanted - top}px`;
      end = card.getBoundingClientRect().bottom;
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
