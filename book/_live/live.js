// A laboratory's page comes alive: Python starts in a worker, the explorers move over their whole
// range, the cells run in place. The page goes on without it: what fails is said in the bar, and
// the static explorers stay as they are.
{
  const bar = document.querySelector(".live");
  const { base, lock, size, worker } = bar.dataset;
  const packages = {
    first: bar.dataset.first.split(" "),
    later: bar.dataset.later.split(" ").filter(Boolean),
  };
  const say = bar.querySelector(".live-says");
  const meter = bar.querySelector("progress");
  const button = Object.fromEntries(
    [...bar.querySelectorAll("button")].map((b) => [b.dataset.live, b]),
  );
  const clock = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
  const sentence = (text) => (/[.?!]$/.test(text) ? text : `${text}.`);
  let python = null;
  let queue = Promise.resolve();

  class Python {
    #calls = new Map();
    #next = 0;
    constructor() {
      this.worker = new Worker(worker); // started from a blob: see bound.js
      this.worker.onmessage = ({ data }) => this.#hear(data);
      this.worker.onerror = ({ message }) => this.end(this.#why(message));
    }
    #hear({ id, result, error, output, progress }) {
      if (progress) return this.onprogress?.(progress);
      const call = this.#calls.get(id);
      if (output) return call?.output?.(output);
      this.#calls.delete(id);
      error === undefined ? call?.good(result) : call?.bad(new Error(error));
    }
    #why(message) {
      const unloaded = !message || /NetworkError|importScripts/.test(message);
      return unloaded ? "its script could not be loaded; is the connection there?" : message;
    }
    call(name, args = [], output) {
      if (this.ended) return Promise.reject(new Error(this.ended));
      return new Promise((good, bad) => {
        this.#calls.set(++this.#next, { good, bad, output });
        this.worker.postMessage({ id: this.#next, call: name, args });
      });
    }
    end(why) {
      this.ended = why;
      this.worker.terminate();
      for (const { bad } of this.#calls.values()) bad(new Error(why));
      this.#calls.clear();
    }
  }

  // -- what the bar says -------------------------------------------------------------------------

  const STATES = {
    start: ["idle", "failed"],
    all: ["ready"],
    stop: ["running"],
    restart: ["ready"],
  };
  const CALLED = { idle: "Run this page", starting: "Starting …", failed: "Try again" };

  function report({ step, done, of }) {
    meter.hidden = false;
    if (of) {
      meter.max = of;
      meter.value = done;
    } else meter.removeAttribute("value");
    say.textContent = of ? `${step}: ${megabytes(done)} of ${megabytes(of)}` : `${step} …`;
  }

  function state(name, text) {
    const held = document.activeElement; // lost as soon as it is hidden or disabled
    bar.dataset.state = name;
    document.documentElement.dataset.live = name;
    meter.hidden = true;
    if (text) say.textContent = text;
    for (const which of Object.keys(STATES)) button[which].hidden = !STATES[which].includes(name);
    button.start.disabled = name === "starting";
    if (name === "starting") button.start.hidden = false;
    button.start.textContent = CALLED[name] ?? "";
    if (bar.contains(held)) handOn(held, name);
  }

  // A button that goes while it has the focus hands it to the one that comes, or to what is said.
  function handOn(held, name) {
    if (held !== say && !held.hidden && !held.disabled) return;
    const comes = Object.keys(STATES).find((which) => STATES[which].includes(name));
    (comes ? button[comes] : say).focus({ preventScroll: true });
  }

  function missing() {
    const needs = {
      WebAssembly: self.WebAssembly,
      "web workers": self.Worker,
      "a secure connection (https, or this machine)": self.crypto?.subtle,
    };
    const lacks = Object.keys(needs).filter((name) => !needs[name]);
    if (!lacks.length) return "";
    const lack = `Python cannot run in this browser; it lacks ${lacks.join(" and ")}.`;
    return `${lack} The explorers on this page work without it.`;
  }

  // -- starting, stopping ------------------------------------------------------------------------

  const SILENCE = 120_000; // ms

  async function start(then = () => []) {
    const began = performance.now();
    state("starting", "Looking for Python’s files …");
    const mine = (python = new Python());
    mine.onprogress = (progress) => mine === python && report(progress);
    let heard = performance.now();
    const watch = setInterval(() => {
      const silent = performance.now() - heard > SILENCE;
      if (silent) mine.end("nothing was heard of Python for two minutes");
    }, 1000);
    mine.worker.addEventListener("message", () => (heard = performance.now()));
    try {
      await mine.call("start", [{ base: new URL(base, location).href, lock, ...packages }]);
      report({ step: "Bringing the explorers to life" });
      await run(cells[0]);
      await Promise.all([...document.querySelectorAll(".explorer[data-explorer]")].map(connect));
      bar.dataset.seconds = ((performance.now() - began) / 1000).toFixed(2);
      bar.dataset.memory = await mine.call("memory");
      state("ready", `Python runs in this page; it started in ${clock(began)}.`);
    } catch (error) {
      mine.end(error.message);
      state("failed", `Python could not start: ${sentence(error.message)} The page is as it was.`);
      return;
    } finally {
      clearInterval(watch);
    }
    keepForOffline();
    enqueue(then());
  }

  function restart(why) {
    python.end(why);
    for (const cell of cells) mark(cell, "");
    queue = Promise.resolve();
    return start();
  }

  // -- explorers ---------------------------------------------------------------------------------

  async function connect(box) {
    const name = box.dataset.explorer;
    const turning = [...box.querySelectorAll(".explorer-controls :is(input, select)")];
    const at = box.ask ? [] : turning.map((control) => Number(control.value));
    const found = await python.call("connect", [name, at]);
    if (!found) return;
    const ask = (at, seed) => python.call("frame", [name, at, seed]);
    if (box.ask) {
      box.ask = ask; // after a restart the controls stay where the reader has left them
      return;
    }
    const detail = { controls: found, ask };
    box.dispatchEvent(new CustomEvent("explorer:live", { bubbles: true, detail }));
  }

  // -- cells -------------------------------------------------------------------------------------

  const SAYS = { running: "running …", waiting: "waiting …", good: "ran", bad: "failed", "": "" };
  const boxes = [...document.querySelectorAll(".bd-article div.cell:has(.cell_input)")];
  const cells = boxes.map((box, at) => {
    const code = box.querySelector(".cell_input pre");
    const explorers = [...box.querySelectorAll(".cell_output .explorer[data-explorer]")];
    return {
      box,
      code,
      number: at + 1,
      source: code.textContent.trimEnd(),
      alt: box.querySelector(".cell_output img")?.alt,
      names: explorers.map((explorer) => explorer.dataset.explorer),
    };
  });
  const textOf = (cell) => cell.editor?.value ?? cell.source;

  function mark(cell, is) {
    cell.box.dataset.live = is;
    if (cell.says) cell.says.textContent = SAYS[is];
  }

  function enqueue(wanted) {
    const mine = python;
    if (!wanted.length) return;
    for (const cell of wanted) mark(cell, "waiting");
    queue = queue.then(async () => {
      if (mine !== python || mine.ended) return;
      const began = performance.now();
      state("running");
      let told;
      try {
        if (packages.later.length) await mine.call("later");
        told = outcome(wanted, await runInOrder(wanted), began);
      } catch (error) {
        told = `Stopped: ${sentence(error.message)}`;
      }
      for (const cell of wanted) if (cell.box.dataset.live === "waiting") mark(cell, "");
      if (mine === python && !mine.ended) state("ready", told);
    });
  }

  /** Run cells one after the other, and return the first that failed; those after it wait on. */
  async function runInOrder(wanted) {
    for (const cell of wanted) {
      if (wanted.length > 1) report({ step: `Running cell ${cell.number} of ${cells.length}` });
      else say.textContent = `Running cell ${cell.number} …`;
      if (!(await run(cell))) return cell;
    }
    return null;
  }

  function outcome(wanted, failed, began) {
    const started = `Python started in ${Number(bar.dataset.seconds).toFixed(1)} s.`;
    const last = failed === wanted.at(-1);
    if (failed) {
      const rest = last ? "" : "; those after it were not run";
      return `Cell ${failed.number} failed after ${clock(began)}${rest}. ${started}`;
    }
    const ran = wanted.length > 1 ? `${wanted.length} cells ran` : `Cell ${wanted[0].number} ran`;
    return `${ran}, in ${clock(began)}; ${started}`;
  }

  // A cell runs after those above it that have not run yet, so that the names it uses are there.
  function runUpTo(cell) {
    const known = ["good", "bad", "waiting", "running"];
    const wanted = () =>
      cells.slice(0, cell.number).filter((c) => c === cell || !known.includes(c.box.dataset.live));
    if (bar.dataset.state === "starting") return;
    python && !python.ended ? enqueue(wanted()) : start(wanted);
  }

  async function run(cell) {
    const mine = python;
    const place = outputOf(cell);
    const outputs = [];
    let drawn = 0;
    mark(cell, "running");
    place.style.minHeight = `${place.offsetHeight}px`; // nothing jumps while the cell runs
    const draw = async () => {
      drawn = outputs.length;
      await put(cell, place, outputs);
    };
    const slow = setInterval(() => outputs.length > drawn && draw(), 500);
    try {
      const wanted = [textOf(cell), cell.number];
      const good = await mine.call("run", wanted, (output) => outputs.push(output));
      clearInterval(slow);
      await draw();
      mark(cell, good ? "good" : "bad");
      return good;
    } finally {
      clearInterval(slow);
      place.style.minHeight = "";
      if (cell.box.dataset.live === "running") mark(cell, "");
    }
  }

  function outputOf(cell) {
    const there = cell.box.querySelector(".cell_output");
    if (there) return there;
    const place = div("cell_output docutils container");
    cell.box.append(place);
    return place;
  }

  // The explorers of a page stay where they are when their cell runs: a guess, a held slider and
  // what it shows outlive it.
  async function put(cell, place, outputs) {
    const shown = outputs.filter((o) => o.kind === "explorer").map((o) => o.name);
    const explorers = [...place.querySelectorAll(".explorer[data-explorer]")];
    const there = new Map(explorers.map((box) => [box.dataset.explorer, box]));
    const untouched = textOf(cell) === cell.source;
    const pristine = untouched && shown.every((name) => cell.names.includes(name));
    const explorersOnly = shown.length === outputs.length;
    if (pristine && explorersOnly && shown.length === there.size) return comeAlive(place);
    const nodes = [];
    for (const output of outputs) {
      const last = nodes.at(-1);
      const goesOn = output.kind === "stream" && last?.dataset?.stream === output.name;
      if (goesOn) last.firstChild.textContent += output.text;
      else if (output.kind !== "explorer") nodes.push(node[output.kind](output, cell));
      else if (pristine && there.has(output.name)) nodes.push(there.get(output.name));
      else nodes.push(await fresh(output.name));
    }
    place.replaceChildren(...nodes);
    place.dispatchEvent(new Event("film:shown", { bubbles: true }));
    await comeAlive(place);
  }

  /** Connect the explorers of a cell that Python did not know before the cell ran. */
  async function comeAlive(place) {
    for (const box of place.querySelectorAll(".explorer[data-explorer]")) {
      if (!box.ask) await connect(box);
    }
  }

  function div(className, html = "") {
    const box = Object.assign(document.createElement("div"), { className, innerHTML: html });
    for (const meta of box.querySelectorAll("meta")) meta.remove(); // it could lead the page away
    return box;
  }
  const preformatted = (className, text) => {
    const box = div(className);
    const pre = document.createElement("pre");
    pre.textContent = text;
    box.append(pre);
    return box;
  };
  const node = {
    html: ({ html }) => div("output text_html", html),
    text: ({ text }) => preformatted("output text_plain", text),
    error: ({ text }) => alerting(preformatted("output live-error", text)),
    stream: ({ name, text }) => {
      const box = preformatted("output stream", text);
      box.dataset.stream = name;
      return box;
    },
    image: ({ png }, cell) => {
      const alt = cell.alt || `Figure of cell ${cell.number}`;
      const image = Object.assign(new Image(), { src: `data:image/png;base64,${png}`, alt });
      const box = div("output image_png");
      box.append(image);
      return box;
    },
  };
  function alerting(box) {
    box.setAttribute("role", "alert");
    return box;
  }
  async function fresh(name) {
    return div("output text_html", await python.call("block", [name]));
  }

  // -- desks: a file of the reader's own, which goes to Python in this page and nowhere else ------

  class Desk {
    constructor(name, html) {
      this.name = name;
      this.file = ""; // whose answer is shown
      this.box = div("output text_html", html);
      this.fields = this.box.querySelector(".explorer-controls");
      this.says = this.box.querySelector(".desk-says"); // announces, so the answer itself does not
      this.shown = this.box.querySelector(".desk-answer");
      this.box.querySelector("[type=file]").onchange = ({ target }) => this.read(target.files[0]);
      this.box.querySelector("[data-desk-do]").onclick = () => this.sample();
      this.fields.onchange = () => this.turn();
    }
    async read(file) {
      if (file) await this.take(file.name, new Uint8Array(await file.arrayBuffer()));
    }
    sample() {
      return this.take("the invented example", null);
    }
    async take(file, content) {
      await this.ask(file, () => python.call("take", [this.name, content ? file : "", content]));
    }
    async turn() {
      for (const slider of this.fields.querySelectorAll("input[data-texts]")) {
        slider.nextElementSibling.textContent = slider.dataset.texts.split("|")[slider.value];
      }
      const values = [...this.fields.querySelectorAll("input, select")].map((field) => field.value);
      await this.ask(this.file, () => python.call("answer", [this.name, values]));
    }
    /** Show what Python says of a file; what stood there before stays where it has no answer. */
    async ask(file, asking) {
      this.say(`Reading ${file} …`);
      try {
        const { says, fields, answer } = await asking();
        this.says.replaceChildren(...div("", says).childNodes);
        if (fields !== undefined) this.fields.innerHTML = fields;
        if (answer === undefined) return;
        this.file = file;
        this.shown.innerHTML = answer;
      } catch (error) {
        this.say(`${file} could not be used: ${sentence(error.message)}`);
      }
    }
    say(text) {
      this.says.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
    }
  }

  node.desk = ({ name, html }) => {
    const desk = new Desk(name, html);
    desk.sample();
    return desk.box;
  };

  // -- a cell's tools ----------------------------------------------------------------------------

  function tools(cell) {
    const row = div("live-tools");
    const make = (text, label, act) => {
      const told = { type: "button", textContent: text, onclick: act };
      const made = Object.assign(document.createElement("button"), told);
      made.setAttribute("aria-label", `${label} cell ${cell.number}`);
      row.append(made);
      return made;
    };
    make("Run", "Run", () => runUpTo(cell));
    const edit = make("Edit", "Edit", () => edited(cell, edit, back));
    const back = make("Undo edits", "Undo edits of", () => {
      cell.editor.value = cell.source;
      fit(cell.editor);
      cell.editor.focus();
    });
    back.hidden = true;
    cell.says = Object.assign(document.createElement("span"), { className: "live-cell-says" });
    row.append(cell.says);
    cell.box.querySelector(".cell_input").append(row);
  }

  const PLAIN = { autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "off" };
  const fit = (editor) => (editor.rows = editor.value.split("\n").length + 1);

  function edited(cell, edit, back) {
    const told = { value: cell.source, spellcheck: false, className: "live-editor" };
    const editor = (cell.editor = Object.assign(document.createElement("textarea"), told));
    editor.setAttribute("aria-label", `Code of cell ${cell.number}; Shift and Enter run it`);
    for (const [name, value] of Object.entries(PLAIN)) editor.setAttribute(name, value);
    editor.addEventListener("input", () => fit(editor));
    editor.addEventListener("keydown", (event) => {
      const runs = event.shiftKey || event.ctrlKey || event.metaKey;
      if (event.key !== "Enter" || !runs) return;
      event.preventDefault();
      runUpTo(cell);
    });
    fit(editor);
    cell.code.replaceWith(editor);
    edit.hidden = true;
    back.hidden = false;
    editor.focus();
  }

  // -- offline -----------------------------------------------------------------------------------

  // Python's files are kept by the worker; a service worker keeps this page and what it has loaded,
  // so that both are there offline. It serves the laboratories and no other page of this origin.
  async function keepForOffline() {
    if (!navigator.serviceWorker) return;
    try {
      const script = new URL(bar.dataset.offline, location);
      await navigator.serviceWorker.register(script, { scope: new URL("notebooks/", script) });
      const ready = await navigator.serviceWorker.ready;
      const parts = [worker, base + lock].map((part) => new URL(part, location).href);
      const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
      const urls = new Set([location.href.split("#")[0], ...parts, ...loaded]);
      ready.active.postMessage({ keep: [...urls] });
    } catch {
      // not allowed here: the page works online
    }
  }

  // ----------------------------------------------------------------------------------------------

  button.start.onclick = () => start(() => cells.slice(1));
  button.all.onclick = () => enqueue(cells);
  button.stop.onclick = () => restart("Python was stopped");
  button.restart.onclick = () => restart("Python was restarted");
  const lacks = missing();
  bar.hidden = false;
  document.querySelector(".live-door").hidden = false;
  if (lacks) state("unable", lacks);
  else {
    state("idle", `Downloads ${size}, once; what you type stays on this machine.`);
    for (const cell of cells) tools(cell);
  }
}
