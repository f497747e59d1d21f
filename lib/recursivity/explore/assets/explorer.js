// A guess opens an explorer, and a control picks one of the frames drawn at build time. Where
// Python has come to the page, it sends the event `explorer:live` with `controls`, their HTML
// over the whole range, and `ask`, which draws any state. A film that asks is opened in the same
// way; what it shows is for `film.js`.
{
  const ASKS = ".explorer:is([data-explorer], [data-asks])";
  const all = (box, which) => [...box.querySelectorAll(which)];
  const controls = (box) => all(box, ".explorer-controls :is(input, select)");
  const options = (box) => all(box, ".explorer-options input[type=radio]");
  const slider = (box) => box.querySelector(".explorer-options input[type=range]");
  const seedButton = (box) => box.querySelector("[data-do=seed]");
  const data = (box) => (box.frames ??= JSON.parse(box.querySelector("script").textContent));
  const named = (box) => box.dataset.explorer ?? box.dataset.film;

  // -- what is shown ------------------------------------------------------------------------------

  // A slider is heard and read as `text`, which has the unit.
  function tell(control, text) {
    control.nextElementSibling.textContent = text;
    control.setAttribute("aria-valuetext", text);
  }

  function show(box, announce) {
    const at = [];
    for (const control of controls(box)) {
      const texts = control.dataset.texts?.split("|");
      if (texts) tell(control, texts[control.value]);
      at.push(Number(control.value));
    }
    const seed = Number(seedButton(box)?.value ?? 0);
    if (box.ask) askFor(box, at, seed, announce);
    else put(box, frame(box, at, seed), announce);
  }

  // Returns the drawn frame of a state; frames stand in the order of `Explorer.states`.
  function frame(box, at, seed) {
    const { lines, frames, says, code } = data(box);
    let place = 0;
    controls(box).forEach((control, i) => {
      const size = control.dataset.texts?.split("|").length ?? control.options.length;
      place = place * size + at[i];
    });
    place = place * Number(seedButton(box)?.dataset.seeds ?? 1) + seed;
    const runs = frames[place];
    let svg = "";
    for (let i = 0; i < runs.length; i += 2) {
      svg += lines.slice(runs[i], runs[i] + runs[i + 1]).join("\n") + "\n";
    }
    return { svg, says: says[place], code: code[place] };
  }

  // One question at a time: while Python draws, the newest state waits and those between are left
  // out.
  async function askFor(box, at, seed, announce) {
    box.wanted = { at, seed, announce };
    if (box.asking) return;
    box.asking = true;
    const figure = box.querySelector("figure");
    figure.setAttribute("aria-busy", "true");
    while (box.wanted) {
      const wanted = box.wanted;
      box.wanted = null;
      try {
        put(box, await box.ask(wanted.at, wanted.seed), wanted.announce);
      } catch (error) {
        put(box, { failure: error.message }, true);
      }
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
    const panel = box.querySelector(".explorer-controls");
    const seed = seedButton(box);
    const held = controls(box).indexOf(document.activeElement);
    for (const label of all(panel, "label")) label.remove();
    panel.insertAdjacentHTML("afterbegin", html);
    controls(box)[held]?.focus({ preventScroll: true });
    if (seed) seed.dataset.seeds = Infinity;
    box.ask = ask;
    if (!("ready" in box.dataset)) begin(box);
  }

  // -- guesses ------------------------------------------------------------------------------------

  const guessed = (box) => (options(box).find((option) => option.checked) ?? slider(box))?.value;

  // Returns a number that is guessed with its unit.
  function withUnit({ dataset }, number) {
    return number + (Number(number) === 1 ? dataset.one : dataset.unit);
  }

  function verdict(box, guess) {
    const { verdicts, answer } = data(box);
    if (guess === "") return `You looked at once. ${answer}`;
    const estimate = slider(box);
    if (!estimate) return verdicts[guess];
    return verdicts[0].replace("{guess}", () => withUnit(estimate, guess));
  }

  function open(box, guess, focus) {
    const quote = box.querySelector(".explorer-verdict");
    quote.textContent = verdict(box, guess);
    quote.hidden = false;
    box.dataset.open = "";
    if (focus) quote.focus({ preventScroll: true });
  }

  // -- what a reader does -------------------------------------------------------------------------

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
      const seed = seedButton(box);
      if (seed) seed.value = 0;
      show(box, true);
    },
    seed(box, button) {
      button.value = (Number(button.value) + 1) % Number(button.dataset.seeds);
      show(box, true);
    },
  };

  const within = (event) => event.target.closest?.(ASKS);
  document.addEventListener("click", (event) => {
    const box = within(event);
    const button = event.target.closest?.("[data-do]");
    if (box && button) acts[button.dataset.do](box, button);
  });
  document.addEventListener("input", (event) => {
    const box = within(event);
    const control = event.target;
    if (!box) return;
    if (control.closest(".explorer-controls")) return show(box, true);
    if (!control.closest(".explorer-guess")) return;
    box.querySelector("[data-do=commit]").disabled = false;
    if (control.type === "range") tell(control, withUnit(control, control.value));
  });
  document.addEventListener("keydown", (event) => {
    const box = within(event);
    if (box && event.key === "Escape" && !("open" in box.dataset)) acts.look(box);
  });
  document.addEventListener("explorer:live", (event) => enliven(event.target, event.detail));

  function begin(box) {
    box.dataset.ready = "";
    const guess = guesses.of(named(box));
    const choices = options(box);
    const chosen = choices.some((option) => option.checked);
    box.querySelector("[data-do=commit]").disabled = choices.length > 0 && !chosen;
    const usable = choices.length ? guess in choices : Number.isFinite(Number(guess));
    if (guess !== null && usable) open(box, guess, false);
    else if (guesses.open(named(box))) open(box, "", false);
  }

  // Opened from elsewhere: by a seal, by the switch, on another page.
  document.addEventListener("explorer:opened", () => {
    for (const box of all(document, `${ASKS}[data-ready]:not([data-open])`)) {
      if (guesses.open(named(box))) open(box, "", false);
    }
  });

  const beginAll = () => all(document, `${ASKS}:not([data-ready])`).forEach(begin);
  document.addEventListener("film:shown", beginAll);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", beginAll);
  else beginAll();
}
