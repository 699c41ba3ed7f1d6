/* Uploads: drop files anywhere on the field, see at once what is too large, watch what was sent. Without it the form
   with its button does the same. Also: filters that need no button. */
(() => {
  const form = () => document.getElementById("upload");
  const megabytes = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} KB`);
  const say = (text) => {
    const line = form().querySelector("[data-wrong]");
    line.textContent = text;
    line.hidden = !text;
  };
  const send = () => {
    const upload = form();
    const files = [...upload.querySelector("input[type=file]").files];
    if (!files.length) return;
    const sum = files.reduce((total, file) => total + file.size, 0);
    const empty = files.filter((file) => !file.size).map((file) => file.name);
    if (empty.length) { say(`${empty.join(", ")}: empty, with nothing to read. Look whether it was saved whole.`); return; }
    if (sum > Number(upload.dataset.most)) { say(`${megabytes(sum)} is more than the ${megabytes(Number(upload.dataset.most))} an upload may have. Split it, or put it on the server and run manage.py ingest PATH there.`); return; }
    say("");
    upload.requestSubmit();
  };
  const enhance = () => {
    const upload = form();
    if (upload && !upload.classList.contains("enhanced")) {
      upload.classList.add("enhanced");
      upload.querySelector("[data-drops]").hidden = false;
      upload.querySelector("input[type=file]").addEventListener("change", send);
    }
    for (const button of document.querySelectorAll("[data-narrows]")) button.hidden = true;
  };
  const inField = (event) => event.target.closest?.("#upload");
  document.addEventListener("dragover", (event) => { if (inField(event)) { event.preventDefault(); form().classList.add("over"); } });
  document.addEventListener("dragleave", (event) => { if (inField(event) && !form().contains(event.relatedTarget)) form().classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    if (!inField(event)) return;
    event.preventDefault();
    form().classList.remove("over");
    const folders = [...event.dataTransfer.items].filter((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (folders.length) { say("A folder cannot be sent as it is: zip it and drop the zip."); return; }
    form().querySelector("input[type=file]").files = event.dataTransfer.files;
    send();
  });
  document.addEventListener("change", (event) => { if (event.target.matches("[data-submits]")) event.target.form.requestSubmit(); });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total, lengthComputable } = event.detail;
    const box = form()?.querySelector("[data-progress]");
    if (!box || !lengthComputable || event.target !== form()) return;
    box.hidden = false;
    box.querySelector("progress").value = (100 * loaded) / total;
    box.querySelector("[data-sent]").textContent = loaded < total ? `${megabytes(loaded)} of ${megabytes(total)} sent` : "Sent. Looking whether it is known…";
  });
  document.addEventListener("DOMContentLoaded", enhance);
  document.addEventListener("htmx:afterSwap", enhance);
})();
