// A seal opens with its explorer, on every page; one switch opens all. Without scripts all is open.
{
  const all = (which) => [...document.querySelectorAll(which)];

  function turn(seal) {
    const names = seal.dataset.seal.split(" ");
    const open = "sealEvery" in seal.dataset
      ? names.every(guesses.open) : names.some(guesses.open);
    seal.toggleAttribute("data-open", open);
    if (seal.tagName !== "A") return;
    seal.dataset.home ??= seal.getAttribute("href");
    if (open) seal.removeAttribute("href"); // an opened number is text, and no stop for the Tab key
    else seal.setAttribute("href", seal.dataset.home);
  }

  function refresh() {
    all("[data-seal]").forEach(turn);
    for (const box of all("[data-seal-all]")) box.checked = guesses.all();
  }

  document.addEventListener("explorer:opened", refresh);
  document.addEventListener("explorer:closed", refresh);
  addEventListener("storage", refresh);

  // A link into a closed seal leads to the seal.
  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target?.closest("[data-seal]:not([data-open])");
    if (closed) closed.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", arrive);
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-seal-all]")) guesses.showAll(event.target.checked);
  });
  document.addEventListener("click", (event) => {
    const block = event.target.closest?.("[data-seal-look]")?.closest("[data-seal]");
    if (!block) return;
    block.dataset.seal.split(" ").forEach(guesses.look);
    block.querySelector(".sealed-text").focus({ preventScroll: true });
  });
  const begin = () => {
    refresh();
    arrive();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
