/* The panel below a story's versions: s opens it at the versions and, once some are ticked, splits these off; m opens it
   at the field of the story to merge. Both are buttons and fields without scripts, too. */
(() => {
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]");
  const shown = (field) => { field.closest("details").open = true; field.focus(); field.scrollIntoView({ block: "nearest" }); };
  const split = (panel) => {
    const boxes = [...panel.querySelectorAll("input[type=checkbox][name=split]")];
    if (!boxes.length) document.dispatchEvent(new CustomEvent("newsdesk:refused", { detail: "This story has one version: there is nothing to split off." }));
    else if (panel.open && boxes.some((box) => box.checked)) panel.querySelector("[data-splits]").click();
    else shown(boxes.at(-1)); // the latest: what was merged wrongly is mostly that
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
    const panel = document.getElementById("arrange");
    if (!panel || typing(event.target) || !"sm".includes(event.key)) return;
    event.preventDefault();
    if (event.key === "s") split(panel);
    else shown(panel.querySelector("#merge-other"));
  });
})();
