/* Says in the undo bar what htmx, or a key, could not do, so that no click ends in silence. */
(() => {
  const say = (text) => {
    const bar = document.getElementById("undo");
    if (!bar) return;
    bar.innerHTML = '<div class="undobar error"><span></span><button type="button" class="plain" data-closes="undo" aria-label="Close">×</button></div>';
    bar.querySelector("span").textContent = text;
  };
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    say(status === 403 ? "Your account may not do this." : status === 404 ? "It is no longer there. Reload the page." : `The server could not do this (${status}). Nothing was changed.`);
  });
  document.addEventListener("newsdesk:refused", (event) => say(event.detail));
  document.addEventListener("htmx:sendError", () => say("The server does not answer. Nothing was changed; try again."));
  document.addEventListener("htmx:timeout", () => say("The server takes too long. Reload to see whether it was done."));
})();
