// What filters the ledger's index: menus made of what its entries say of themselves, and words.
{
  const FIELDS = ["chapter", "kind", "bearing", "mechanism", "source"];

  const values = (entries, field) => {
    const found = entries.flatMap((entry) => entry.dataset[field].split("|")).filter(Boolean);
    return [...new Set(found)].sort((a, b) => a.localeCompare(b));
  };

  function menu(entries, field) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    label.append(field, select);
    select.name = field;
    select.add(new Option("all", ""));
    for (const value of values(entries, field)) select.add(new Option(value, value));
    return label;
  }

  function begin(list) {
    const entries = [...list.children];
    const form = document.createElement("div");
    form.className = "ledger-filter";
    form.setAttribute("role", "search");
    const search = document.createElement("label");
    const words = document.createElement("input");
    words.type = "search";
    search.append("words", words);
    const count = document.createElement("p");
    count.className = "ledger-count";
    count.setAttribute("role", "status");
    form.append(search, ...FIELDS.map((field) => menu(entries, field)), count);
    list.before(form);

    function filter() {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const menus = [...form.querySelectorAll("select")].filter((select) => select.value);
      for (const entry of entries) {
        const text = entry.textContent.toLowerCase();
        const fits = menus.every((m) => entry.dataset[m.name].split("|").includes(m.value));
        entry.hidden = !(fits && wanted.every((word) => text.includes(word)));
      }
      const shown = entries.filter((entry) => !entry.hidden).length;
      count.textContent = `${shown} of ${entries.length} claims`;
    }
    form.addEventListener("input", filter);
    filter();
  }

  const start = () => document.querySelectorAll(".ledger-index").forEach(begin);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
