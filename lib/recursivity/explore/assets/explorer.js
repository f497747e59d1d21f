// A guess opens an explorer, and a control picks one of the frames drawn at build time. Where Python has come to the page, it
// sends the event `explorer:live` with `controls`, their HTML over the whole range, and `ask`, which draws any state.
{
  const all = (box, which) => [...box.querySelectorAll(which)];
  const controls = (box) => all(box, ".explorer-controls :is(input, select)");
  const data = (box) => (box.frames ??= JSON.parse(box.querySelector("script").textContent));
  const named = (box) => box.dataset.explorer;

  function show(box, announce) {
    const seed = box.querySelector("[data-do=seed]"), at = [];
    for (const control of controls(box)) {
      const texts = control.dataset.texts?.split("|");
      if (texts) {
        control.nextElementSibling.textContent = texts[control.value];
        control.setAttribute("aria-valuetext", texts[control.value]);
      }
      at.push(Number(control.value));
    }
    (box.ask ? askFor : pick)(box, at, Number(seed?.value ?? 0), announce);
  }

  function pick(box, at, seed, announce) {
    const { lines, frames, says, code } = data(box), seeds = Number(box.querySelector("[data-do=seed]")?.dataset.seeds ?? 1);
    const sizes = controls(box).map((control) => control.dataset.texts?.split("|").length ?? control.options.length);
    const frame = at.reduce((sum, place, i) => sum * sizes[i] + place, 0) * seeds + seed, runs = frames[frame];
    let svg = "";
    for (let i = 0; i < runs.length; i += 2) svg += lines.slice(runs[i], runs[i] + runs[i + 1]).join("\n") + "\n";
    put(box, { svg, says: says[frame], code: code[frame] }, announce);
  }

  // One question at a time: while Python draws, the newest state waits and those between are left out.
  async function askFor(box, at, seed, announce) {
    box.wanted = { at, seed, announce };
    if (box.asking) return;
    box.asking = true;
    const figure = box.querySelector("figure");
    figure.setAttribute("aria-busy", "true");
    while (box.wanted) {
      const wanted = box.wanted;
      box.wanted = null;
      try { put(box, await box.ask(wanted.at, wanted.seed), wanted.announce); } catch (error) { put(box, { failure: error.message }, true); }
    }
    figure.removeAttribute("aria-busy");
    box.asking = false;
  }

  function put(box, { svg, says, code, failure }, announce) {
    const sentence = box.querySelector(".explorer-sentence");
    sentence.textContent = failure ?? says;
    sentence.classList.toggle("explorer-failure", failure !== undefined);
    if (announce) box.querySelector(".explorer-news").textContent = failure ?? says;
    if (failure !== undefined) return;
    box.querySelector("figure").innerHTML = svg;
    box.querySelector(".explorer-code code").textContent = code;
  }

  function enliven(box, { controls: html, ask }) {
    const panel = box.querySelector(".explorer-controls"), seed = box.querySelector("[data-do=seed]");
    const held = controls(box).indexOf(document.activeElement);
    for (const label of all(panel, "label")) label.remove();
    panel.insertAdjacentHTML("afterbegin", html);
    controls(box)[held]?.focus({ preventScroll: true });
    if (seed) seed.dataset.seeds = Infinity;
    box.ask = ask;
    if (!("ready" in box.dataset)) begin(box);
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
      guesses.keep(named(box), guess);
      open(box, guess, true);
    },
    look(box) {
      guesses.look(named(box));
      open(box, "", true);
    },
    again(box) {
      guesses.again(named(box));
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

  document.addEventListener("explorer:live", (event) => enliven(event.target, event.detail));

  function begin(box) {
    box.dataset.ready = "";
    const guess = guesses.of(named(box)), options = all(box, ".explorer-options input[type=radio]");
    box.querySelector("[data-do=commit]").disabled = options.length > 0 && !options.some((o) => o.checked);
    const known = guess !== null && (options.length ? guess in options : Number.isFinite(Number(guess)));
    if (known) open(box, guess, false);
    else if (guesses.open(named(box))) open(box, "", false);
  }
  // Opened from elsewhere: by a seal, by the switch, by another page.
  document.addEventListener("explorer:opened", () => {
    for (const box of all(document, ".explorer[data-ready]:not([data-open])")) {
      if (guesses.open(named(box))) open(box, "", false);
    }
  });

  const beginAll = () => all(document, ".explorer[data-explorer]").forEach(begin);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", beginAll) : beginAll();
}
