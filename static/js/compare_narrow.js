/* On a narrow screen a comparison without a chosen view is read inline. Runs before the page is drawn. */
(() => {
  const address = new URL(location.href);
  if (address.searchParams.has("view") || !matchMedia("(max-width: 700px)").matches) return;
  address.searchParams.set("view", "inline");
  location.replace(address);
})();
