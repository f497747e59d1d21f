// A laboratory's page comes alive: Python starts in a worker, the explorers move over their whole range, the cells run in place.
// The page goes on without it: what fails is said in the bar, and the static explorers stay as they are.
{
  const bar = document.querySelector(".live"), { base, lock, size, worker } = bar.dataset;
  const packages = { first: bar.dataset.first.split(" "), later: bar.dataset.later.split(" ").filter(Boolean) };
  const say = bar.querySelector(".live-says"), meter = bar.querySelector("progress");
  const button = Object.fromEntries([...bar.querySelectorAll("button")].map((b) => [b.dataset.live, b]));
  const clock = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
  let python = null, queue = Promise.resolve();

  class Python {
    #calls = new Map();
    #next = 0;
    constructor() {
      this.worker = new Worker(worker);
      this.worker.onmessage = ({ data: { id, result, error, output, progress } }) => {
        if (progress) return this.onprogress?.(progress);
        const call = this.#calls.get(id);
        if (output) return call?.output?.(output);
        this.#calls.delete(id);
        error === undefined ? call?.good(result) : call?.bad(new Error(error));
      };
      this.worker.onerror = (event) => this.end(event.message || "its script could not be loaded; is the connection there?");
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

  // -- what the bar says ---------------------------------------------------------------------------------------------------

  function report({ step, done, of }) {
    meter.hidden = false;
    of ? ((meter.max = of), (meter.value = done)) : meter.removeAttribute("value");
    say.textContent = of ? `${step}: ${megabytes(done)} of ${megabytes(of)}` : `${step} …`;
  }

  function state(name, text) {
    bar.dataset.state = name;
    document.documentElement.dataset.live = name;
    meter.hidden = true;
    if (text) say.textContent = text;
    for (const [which, states] of Object.entries({ start: "idle failed", all: "ready", stop: "running", restart: "ready" }))
      button[which].hidden = !states.split(" ").includes(name);
    button.start.disabled = name === "starting";
    button.start.hidden &&= name !== "starting";
    button.start.textContent = { idle: "Run this page", starting: "Starting …", failed: "Try again" }[name] ?? "";
  }

  function missing() {
    const needs = { WebAssembly: self.WebAssembly, "web workers": self.Worker, "a secure connection (https, or this machine)": self.crypto?.subtle };
    const lacks = Object.keys(needs).filter((name) => !needs[name]);
    return lacks.length ? `Python cannot run in this browser; it lacks ${lacks.join(" and ")}. The explorers on this page work without it.` : "";
  }

  // -- starting, stopping --------------------------------------------------------------------------------------------------

  async function start(then = () => []) {
    const began = performance.now();
    state("starting", "Looking for Python’s files …");
    const mine = (python = new Python());
    mine.onprogress = (progress) => mine === python && report(progress);
    let heard = performance.now();
    const watch = setInterval(() => performance.now() - heard > 120_000 && mine.end("nothing was heard of Python for two minutes"), 1000);
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
      state("failed", `Python could not start: ${error.message}${/[.?!]$/.test(error.message) ? "" : "."} The page is as it was.`);
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

  // -- explorers -----------------------------------------------------------------------------------------------------------

  async function connect(box) {
    const name = box.dataset.explorer;
    const turning = [...box.querySelectorAll(".explorer-controls :is(input, select)")];
    const at = box.ask ? [] : turning.map((control) => Number(control.value));
    const found = await python.call("connect", [name, at]);
    if (!found) return;
    const ask = (at, seed) => python.call("frame", [name, at, seed]);
    if (box.ask) box.ask = ask; // after a restart the controls stay where the reader has left them
    else box.dispatchEvent(new CustomEvent("explorer:live", { bubbles: true, detail: { controls: found, ask } }));
  }

  // -- cells ---------------------------------------------------------------------------------------------------------------

  const cells = [...document.querySelectorAll(".bd-article div.cell:has(.cell_input)")].map((box, at) => ({
    box, number: at + 1, code: box.querySelector(".cell_input pre"), source: box.querySelector(".cell_input pre").textContent.trimEnd(),
    alt: box.querySelector(".cell_output img")?.alt, names: [...box.querySelectorAll(".cell_output .explorer[data-explorer]")].map((e) => e.dataset.explorer),
  }));
  const textOf = (cell) => cell.editor?.value ?? cell.source;

  function mark(cell, is) {
    cell.box.dataset.live = is;
    if (cell.says) cell.says.textContent = { running: "running …", waiting: "waiting …", good: "ran", bad: "failed", "": "" }[is];
  }

  function enqueue(wanted) {
    const mine = python;
    if (!wanted.length) return;
    for (const cell of wanted) mark(cell, "waiting");
    queue = queue.then(async () => {
      if (mine !== python || mine.ended) return;
      const began = performance.now();
      state("running");
      try {
        if (packages.later.length) await mine.call("later");
        for (const cell of wanted) {
          if (wanted.length > 1) report({ step: `Running cell ${cell.number} of ${cells.length}` });
          else say.textContent = `Running cell ${cell.number} …`;
          if (!(await run(cell)) && wanted.length > 1) throw new Error(`cell ${cell.number} failed; those after it were not run`);
        }
        const ran = wanted.length > 1 ? `${wanted.length} cells ran` : `Cell ${wanted[0].number} ran`;
        if (mine === python) state("ready", `${ran}, in ${clock(began)}; Python started in ${Number(bar.dataset.seconds).toFixed(1)} s.`);
      } catch (error) {
        for (const cell of wanted) if (cell.box.dataset.live === "waiting") mark(cell, "");
        if (mine === python && !mine.ended) state("ready", `Stopped: ${error.message}.`);
      }
    });
  }

  // A cell runs after those above it that have not run yet, so that the names it uses are there.
  function runUpTo(cell) {
    const wanted = () => cells.slice(0, cell.number).filter((c) => c === cell || !["good", "bad", "waiting", "running"].includes(c.box.dataset.live));
    if (bar.dataset.state === "starting") return;
    python && !python.ended ? enqueue(wanted()) : start(wanted);
  }

  async function run(cell) {
    const mine = python, place = outputOf(cell), outputs = [];
    let drawn = 0;
    mark(cell, "running");
    place.style.minHeight = `${place.offsetHeight}px`; // nothing jumps while the cell runs
    const draw = async () => { drawn = outputs.length; await put(cell, place, outputs); };
    const slow = setInterval(() => outputs.length > drawn && draw(), 500);
    try {
      const good = await mine.call("run", [textOf(cell), cell.number], (output) => outputs.push(output));
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
    let place = cell.box.querySelector(".cell_output");
    if (!place) {
      place = Object.assign(document.createElement("div"), { className: "cell_output docutils container" });
      cell.box.append(place);
    }
    return place;
  }

  // The explorers of a page stay where they are when their cell runs: a guess, a held slider and what it shows outlive it.
  async function put(cell, place, outputs) {
    const shown = outputs.filter((o) => o.kind === "explorer").map((o) => o.name);
    const there = new Map([...place.querySelectorAll(".explorer[data-explorer]")].map((box) => [box.dataset.explorer, box]));
    const pristine = textOf(cell) === cell.source && shown.every((name) => cell.names.includes(name));
    if (pristine && shown.length === outputs.length && shown.length === there.size) return;
    const nodes = [];
    for (const output of outputs) {
      const last = nodes.at(-1);
      if (output.kind === "stream" && last?.dataset?.stream === output.name) last.firstChild.textContent += output.text;
      else if (output.kind !== "explorer") nodes.push(node[output.kind](output, cell));
      else if (pristine && there.has(output.name)) nodes.push(there.get(output.name));
      else nodes.push(await fresh(output.name));
    }
    place.replaceChildren(...nodes);
    for (const box of place.querySelectorAll(".explorer[data-explorer]")) if (!box.ask) await connect(box);
  }

  const div = (className, html = "") => Object.assign(document.createElement("div"), { className, innerHTML: html });
  const preformatted = (className, text) => {
    const box = div(className), pre = document.createElement("pre");
    pre.textContent = text;
    box.append(pre);
    return box;
  };
  const node = {
    html: ({ html }) => div("output text_html", html),
    text: ({ text }) => preformatted("output text_plain", text),
    error: ({ text }) => Object.assign(preformatted("output live-error", text), { role: "alert" }),
    stream: ({ name, text }) => {
      const box = preformatted("output stream", text);
      box.dataset.stream = name;
      return box;
    },
    image: ({ png }, cell) => {
      const image = Object.assign(new Image(), { src: `data:image/png;base64,${png}`, alt: cell.alt || `Figure of cell ${cell.number}` });
      const box = div("output image_png");
      box.append(image);
      return box;
    },
  };
  async function fresh(name) {
    return div("output text_html", await python.call("block", [name]));
  }

  // -- desks: a file of the reader's own, which goes to Python in this page and nowhere else ---------------------------------

  node.desk = ({ name, html }) => {
    const box = div("output text_html", html), fields = box.querySelector(".explorer-controls");
    const put = ({ says, fields: html, answer }) => {
      if (says !== undefined) box.querySelector(".desk-says").innerHTML = says;
      if (html !== undefined) fields.innerHTML = html;
      if (answer !== undefined) box.querySelector(".desk-answer").innerHTML = answer;
    };
    const take = (file, content) => python.call("take", [name, file, content]).then(put, (error) => put({ says: error.message }));
    const answer = async () => {
      for (const { dataset, value, nextElementSibling } of fields.querySelectorAll("input[data-texts]")) nextElementSibling.textContent = dataset.texts.split("|")[value];
      put(await python.call("answer", [name, [...fields.querySelectorAll("input, select")].map((field) => field.value)]));
    };
    box.querySelector("[type=file]").onchange = async ({ target: { files: [file] } }) => file && take(file.name, new Uint8Array(await file.arrayBuffer()));
    box.querySelector("[data-desk-do]").onclick = () => take("", null);
    fields.onchange = answer;
    take("", null);
    return box;
  };

  // -- a cell's tools ------------------------------------------------------------------------------------------------------

  function tools(cell) {
    const row = div("live-tools"), make = (text, label, act) => {
      const b = Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick: act });
      b.setAttribute("aria-label", `${label} cell ${cell.number}`);
      row.append(b);
      return b;
    };
    make("Run", "Run", () => runUpTo(cell));
    const edit = make("Edit", "Edit", () => edited(cell, edit, back));
    const back = make("Undo edits", "Undo edits of", () => { cell.editor.value = cell.source; fit(cell.editor); cell.editor.focus(); });
    back.hidden = true;
    cell.says = Object.assign(document.createElement("span"), { className: "live-cell-says" });
    row.append(cell.says);
    cell.box.querySelector(".cell_input").append(row);
  }

  const fit = (editor) => (editor.rows = editor.value.split("\n").length + 1);
  function edited(cell, edit, back) {
    const editor = (cell.editor = Object.assign(document.createElement("textarea"), { value: cell.source, spellcheck: false, className: "live-editor" }));
    editor.setAttribute("aria-label", `Code of cell ${cell.number}; Shift and Enter run it`);
    for (const [name, value] of Object.entries({ autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "off" })) editor.setAttribute(name, value);
    editor.addEventListener("input", () => fit(editor));
    editor.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      runUpTo(cell);
    });
    fit(editor);
    cell.code.replaceWith(editor);
    edit.hidden = true;
    back.hidden = false;
    editor.focus();
  }

  // -- offline -------------------------------------------------------------------------------------------------------------

  // Python's files are kept by the worker; a service worker keeps this page and what it has loaded, so that both are there offline.
  async function keepForOffline() {
    if (!navigator.serviceWorker) return;
    try {
      await navigator.serviceWorker.register(bar.dataset.offline);
      const ready = await navigator.serviceWorker.ready;
      const urls = [location.href.split("#")[0], ...[worker, base + lock].map((part) => new URL(part, location).href), ...performance.getEntriesByType("resource").map((entry) => entry.name)];
      ready.active.postMessage({ keep: [...new Set(urls)].filter((url) => url.startsWith(location.origin) && !url.includes("?v=")) });
    } catch { /* not allowed here: the page works online */ }
  }

  // ------------------------------------------------------------------------------------------------------------------------

  button.start.onclick = () => start(() => cells.slice(1));
  button.all.onclick = () => enqueue(cells);
  button.stop.onclick = () => restart("Python was stopped");
  button.restart.onclick = () => restart("Python was restarted");
  const lacks = missing();
  bar.hidden = false;
  if (lacks) state("unable", lacks);
  else {
    state("idle", `Downloads ${size}, once; what you type stays on this machine.`);
    for (const cell of cells) tools(cell);
  }
}
