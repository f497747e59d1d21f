// Python in a worker of the page: fetches the closed world (see tools/runtime.py), checks every
// file,
// and answers calls. A call is { id, call, args }; an answer { id, result } or { id, error }; on
// the
// way come { id, output } and { progress }.
"use strict";

const SHELF = "recursivity-python"; // the browser's cache of what was fetched once and checked
// Refused in some private windows: then nothing is kept.
const shelf = self.caches ? caches.open(SHELF).catch(() => null) : null;
const world = { base: "", lock: null, python: null, later: [], loaded: new Set() };
const arrived = new Map(); // address -> bytes, until Python has unpacked them
let running = 0; // the call whose output is being made

const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const progress = (step, done, of) => postMessage({ progress: { step, done, of } });
self.tell = (output) => postMessage({ id: running, output: JSON.parse(output) });

// Whatever asks for a file of the world gets the copy that was checked. That nothing goes anywhere
// else is held by the page's policy; here it is only said in words.
const fromNetwork = self.fetch.bind(self);
self.fetch = (request, options) => {
  const url = new URL(request.url ?? request, location.href);
  const found = arrived.get(url.origin + url.pathname);
  if (found) {
    return Promise.resolve(new Response(found, { headers: { "Content-Type": found.type } }));
  }
  if (url.origin !== location.origin) {
    const why = `${url.host} is not asked: this page loads nothing from elsewhere`;
    return Promise.reject(new TypeError(why));
  }
  return fromNetwork(request, options);
};

async function bytes(name, sha256, count) {
  const url = `${world.base}${name}?v=${sha256.slice(0, 16)}`;
  const store = await shelf;
  const kept = await store?.match(url);
  for (const attempt of kept ? ["kept", "fetched", "again"] : ["fetched", "again"]) {
    const cache = attempt === "again" ? "reload" : "default";
    const answer = attempt === "kept" ? kept : await fromNetwork(url, { cache });
    if (!answer.ok) {
      throw new Error(`${name} could not be loaded (${answer.status} ${answer.statusText})`);
    }
    const type = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    const found = new Blob(await partsOf(answer, count), { type });
    if (hex(await crypto.subtle.digest("SHA-256", await found.arrayBuffer())) === sha256) {
      // Where there is no room left it is not kept.
      if (attempt !== "kept") await keep(store, url, found).catch(() => {});
      return found;
    }
    count(-found.size);
  }
  await store?.delete(url);
  const advice = "Reload the page and try again; if it stays so, the site’s copy is broken";
  throw new Error(`${name} arrived damaged, twice, and was refused. ${advice}`);
}

async function partsOf(answer, count) {
  const parts = [];
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    count(part.value.length);
  }
  return parts;
}

async function keep(store, url, found) {
  await store?.delete(url, { ignoreSearch: true }); // an older one
  await store?.put(url, new Response(found));
}

// What several downloads that run at the same time report together.
function tally(step) {
  let done = 0;
  let of = 0;
  const expect = (more) => (of += more);
  const count = (more) => progress(step, (done += more), of);
  return { expect, count };
}

async function download(files, { expect, count }) {
  for (const { size } of files) expect(size);
  await Promise.all(files.map(async ({ file_name, sha256 }) => {
    arrived.set(world.base + file_name, await bytes(file_name, sha256, count));
  }));
}

function closure(names) {
  const found = new Set();
  const waiting = [...names];
  for (let name; (name = waiting.pop()); ) {
    if (found.has(name) || world.loaded.has(name)) continue;
    found.add(name);
    waiting.push(...world.lock.packages[name].depends);
  }
  return [...found];
}

let loading = Promise.resolve(); // one load after the other, so that two never fetch the same
function load(names, step = "Downloading packages") {
  loading = loading.catch(() => {}).then(() => loadNow(names, step));
  return loading;
}

async function loadNow(names, step) {
  const wanted = closure(names).map((name) => world.lock.packages[name]);
  if (!wanted.length) return;
  await download(wanted, tally(step));
  await unpack(wanted);
}

async function unpack(wanted) {
  progress("Unpacking packages", null);
  const checked = { checkIntegrity: false, messageCallback() {} }; // the hashes: see `bytes`
  await world.python.loadPackage(wanted.map((p) => p.name), checked);
  for (const { name } of wanted) world.loaded.add(name);
  arrived.clear();
}

const script = (name) => importScripts(URL.createObjectURL(arrived.get(world.base + name)));

const calls = {
  async start({ base, lock, first, later }) {
    Object.assign(world, { base, later });
    const answer = await fromNetwork(`${base}${lock}`, { cache: "no-cache" }).catch(() => null);
    world.lock = answer?.ok ? await answer.json() : null;
    if (!world.lock) {
      throw new Error("the list of Python’s files could not be loaded: is the connection there?");
    }
    const parts = Object.entries(world.lock.runtime);
    const runtime = parts.map(([file_name, file]) => ({ file_name, ...file }));
    const packages = closure(first).map((name) => world.lock.packages[name]);
    const all = tally("Downloading Python");
    const brought = download(packages, all); // goes on while Python starts
    brought.catch(() => {}); // told below
    await download(runtime, all);
    script("pyodide.js");
    script("pyodide.asm.js");
    world.python = await loadPyodide({
      indexURL: base,
      lockFileURL: base + lock,
      env: { HOME: "/home/reader", MPLBACKEND: "Agg" },
      stdout() {},
      stderr() {},
    });
    await brought;
    await unpack(packages);
    progress("Loading the course’s library", null);
    await world.python.runPythonAsync(BRIDGE);
  },
  later: () => load(world.later, "Downloading what later cells need"),
  async run(source, number, id) {
    await load(needs(source));
    running = id;
    return python("run", source, number);
  },
  connect: (...args) => python("connect", ...args),
  answer: (...args) => python("answer", ...args),
  take: (name, file, content) => JSON.parse(world.python.globals.get("take")(name, file, content)),
  block: (name) => python("block", name),
  async frame(...args) {
    try {
      return python("frame", ...args);
    } catch (error) {
      if (error.type !== "ModuleNotFoundError") throw error;
      await load(world.later); // the explorer is quicker than what it needs
      return python("frame", ...args);
    }
  },
  memory: () => world.python._module.HEAPU8.length,
};

const BRIDGE = `
import json
from js import tell
from recursivity.explore.kernel import Kernel

kernel = Kernel(lambda output: tell(json.dumps(output)))


def call(name, arguments):
    return json.dumps(getattr(kernel, name)(*json.loads(arguments)))


def take(name, file, content):
    return json.dumps(kernel.take(name, file, content.to_bytes() if content is not None else None))
`;
function python(name, ...args) {
  return JSON.parse(world.python.globals.get("call")(name, JSON.stringify(args)));
}

function needs(source) {
  const find = world.python.pyimport("pyodide.code").find_imports;
  const imported = new Set(find(source).toJs().map((name) => name.split(".")[0]));
  const packages = Object.values(world.lock.packages);
  return packages.filter((p) => p.imports.some((top) => imported.has(top))).map((p) => p.name);
}

onmessage = async ({ data: { id, call, args } }) => {
  try {
    postMessage({ id, result: await calls[call](...args, ...(call === "run" ? [id] : [])) });
  } catch (error) {
    postMessage({ id, error: String(error.message ?? error) });
  }
};
