// Where a reader was last: kept in this browser, for the welcome page.
{
  const HERE = "recursivity.here";
  const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
  const path = location.href.split(/[?#]/)[0].replace(root.href, "");
  const welcome = path === "book/welcome.html";

  function stored(value) {
    try {
      if (value) localStorage.setItem(HERE, JSON.stringify(value));
      return JSON.parse(localStorage.getItem(HERE));
    } catch {
      return null;
    }
  }

  function begin() {
    const title = document.querySelector("main h1")?.firstChild?.textContent.trim();
    if (!welcome && title && /^(book|notebooks)\/\w+\/\w+\.html$/.test(path)) {
      stored({ path, title });
      return;
    }
    const place = document.querySelector("[data-reading]");
    const last = place && stored();
    if (!last || !/^[\w/]+\.html$/.test(last.path)) return;
    const link = document.createElement("a");
    link.href = new URL(last.path, root).href;
    link.textContent = last.title;
    place.append("Last time you were reading ", link, ".");
    place.hidden = false;
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
