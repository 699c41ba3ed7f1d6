/* Topic fields: while one types, the topics whose label or synonym fits are offered; arrows and Enter choose.
   A field with data-many takes several with commas between: what stands after the last comma is looked for. */
(() => {
  const WAIT = 120; // ms after the last letter
  let timer = 0;
  const parts = (field) => ({ input: field.querySelector("input"), list: field.querySelector(".choices") });
  const close = (field) => {
    const { input, list } = parts(field);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (field, option) => {
    const { input, list } = parts(field);
    for (const other of list.querySelectorAll("[role=option]")) other.setAttribute("aria-selected", String(other === option));
    if (option) { input.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
  };
  const typed = (field) => {
    const { value } = parts(field).input;
    return (field.dataset.many === undefined ? value : value.slice(value.lastIndexOf(",") + 1)).trim();
  };
  const choose = (field, option) => {
    const { input } = parts(field);
    const before = field.dataset.many === undefined ? "" : input.value.slice(0, input.value.lastIndexOf(",") + 1);
    input.value = `${before}${before ? " " : ""}${option.dataset.label}`;
    close(field);
    if (field.dataset.submits !== undefined) input.form.requestSubmit(); else input.focus();
  };
  const offer = async (field) => {
    const { input, list } = parts(field);
    const asked = typed(field);
    if (!asked) { close(field); return; }
    const response = await fetch(`${field.dataset.choices}?q=${encodeURIComponent(asked)}`, { headers: { "HX-Request": "true" } });
    if (!response.ok || typed(field) !== asked || document.activeElement !== input) return;
    list.innerHTML = await response.text();
    list.querySelectorAll("[role=option]").forEach((option, index) => { option.id = `${list.id}-${index}`; });
    list.hidden = !list.querySelector("[role=option]");
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-choices]");
    if (!field) return;
    clearTimeout(timer);
    timer = setTimeout(() => offer(field), WAIT);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("[data-choices]");
    if (!field) return;
    const { list } = parts(field);
    const options = [...list.querySelectorAll("[role=option]")];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); event.preventDefault(); close(field); }
    else if (list.hidden || !options.length) return;
    else if (event.key === "ArrowDown") { event.preventDefault(); mark(field, options[(at + 1) % options.length]); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(field, options[(at + options.length - (at < 0 ? 0 : 1)) % options.length]); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(field, options[at]); }
  }, true);
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest(".choices [role=option]");
    if (option) { event.preventDefault(); choose(option.closest("[data-choices]"), option); }
  });
  document.addEventListener("focusout", (event) => {
    const field = event.target.closest("[data-choices]");
    if (field) close(field);
  });
})();
