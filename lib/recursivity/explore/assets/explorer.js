// On a page of the book no kernel runs: a guess opens an explorer, and a control picks one of the frames drawn at build time.
{
  const all = (box, which) => [...box.querySelectorAll(which)];
  const controls = (box) => all(box, ".explorer-controls :is(input, select)");
  const data = (box) => (box.frames ??= JSON.parse(box.querySelector("script").textContent));
  const key = (box) => `recursivity.guess.${box.dataset.explorer}`;

  // A guess outlives the page where the browser lets it; where storage is refused, it lives as long as the page.
  const stored = { get: (k) => { try { return localStorage.getItem(k); } catch { return null; } },
    set: (k, v) => { try { v === null ? localStorage.removeItem(k) : localStorage.setItem(k, v); } catch { /* page only */ } } };

  function show(box, announce) {
    const { lines, frames, says, code } = data(box), seed = box.querySelector("[data-do=seed]");
    let at = 0, svg = "";
    for (const control of controls(box)) {
      const texts = control.dataset.texts?.split("|");
      if (texts) {
        control.ariaValueText = control.nextElementSibling.textContent = texts[control.value];
        control.setAttribute("aria-valuetext", texts[control.value]);
      }
      at = at * (texts ?? control.options).length + Number(control.value);
    }
    if (seed) at = at * Number(seed.dataset.seeds) + Number(seed.value);
    const runs = frames[at];
    for (let i = 0; i < runs.length; i += 2) svg += lines.slice(runs[i], runs[i] + runs[i + 1]).join("\n") + "\n";
    box.querySelector("figure").innerHTML = svg;
    box.querySelector(".explorer-sentence").textContent = says[at];
    box.querySelector(".explorer-code code").textContent = code[at];
    if (announce) box.querySelector(".explorer-news").textContent = says[at];
  }

  function verdict(box, guess) {
    const { verdicts, answer } = data(box);
    if (guess === "") return `You looked at once. ${answer}`;
    return verdicts.length > 1 ? verdicts[guess] : verdicts[0].replace("{guess}", guess);
  }

  function open(box, guess, focus) {
    const quote = box.querySelector(".explorer-verdict");
    quote.textContent = verdict(box, guess);
    quote.hidden = false;
    box.dataset.open = "";
    if (focus) quote.focus({ preventScroll: true });
  }

  const guessed = (box) => box.querySelector(".explorer-options :is(input:checked, input[type=range])")?.value;
  const acts = {
    commit(box) {
      const guess = guessed(box);
      if (guess === undefined) return;
      stored.set(key(box), guess);
      open(box, guess, true);
    },
    look(box) { open(box, "", true); },
    again(box) {
      stored.set(key(box), null);
      delete box.dataset.open;
      box.querySelector(".explorer-verdict").hidden = true;
      box.querySelector(".explorer-options input").focus({ preventScroll: true });
    },
    reset(box) {
      for (const control of controls(box)) control.value = control.dataset.start;
      const seed = box.querySelector("[data-do=seed]");
      if (seed) seed.value = 0;
      show(box, true);
    },
    seed(box, button) {
      button.value = (Number(button.value) + 1) % Number(button.dataset.seeds);
      show(box, true);
    },
  };

  const within = (event) => event.target.closest?.(".explorer[data-explorer]");
  document.addEventListener("click", (event) => {
    const box = within(event), button = event.target.closest?.("[data-do]");
    if (box && button) acts[button.dataset.do](box, button);
  });
  document.addEventListener("input", (event) => {
    const box = within(event), control = event.target;
    if (!box) return;
    if (control.closest(".explorer-controls")) return show(box, true);
    box.querySelector("[data-do=commit]").disabled = false;
    if (control.type === "range") control.nextElementSibling.textContent = control.value + control.dataset.unit;
  });
  document.addEventListener("keydown", (event) => {
    const box = within(event);
    if (box && event.key === "Escape" && !("open" in box.dataset)) acts.look(box);
  });

  function begin() {
    for (const box of all(document, ".explorer[data-explorer]")) {
      box.dataset.ready = "";
      const guess = stored.get(key(box)), options = all(box, ".explorer-options input[type=radio]");
      box.querySelector("[data-do=commit]").disabled = options.length > 0 && !options.some((o) => o.checked);
      const known = guess !== null && (options.length ? guess in options : Number.isFinite(Number(guess)));
      if (known) open(box, guess, false);
    }
  }
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", begin) : begin();
}
