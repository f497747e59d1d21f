// What a reader guessed, and what they chose to look at: kept in their own browser, sent nowhere.
// Where storage is refused, it lives as long as the page. Other scripts are told by the event
// `explorer:opened` (an explorer, or all of them) and `explorer:closed`.
globalThis.guesses = (() => {
  const GUESS = "recursivity.guess.";
  const LOOK = "recursivity.look.";
  const ALL = "recursivity.all";
  const passing = new Map();

  function get(key) {
    try {
      return localStorage.getItem(key) ?? passing.get(key) ?? null;
    } catch {
      return passing.get(key) ?? null;
    }
  }

  function set(key, value) {
    passing.set(key, value);
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch { /* this page only */ }
  }

  function keys() {
    try {
      return Object.keys(localStorage);
    } catch {
      return [...passing.keys()].filter((key) => passing.get(key) !== null);
    }
  }

  const tell = (what, name) =>
    document.dispatchEvent(new CustomEvent(`explorer:${what}`, { detail: { name } }));

  return {
    of: (name) => get(GUESS + name),
    looked: (name) => get(LOOK + name) !== null,
    all: () => get(ALL) !== null,
    open: (name) => get(ALL) !== null || get(GUESS + name) !== null || get(LOOK + name) !== null,
    keep(name, guess) {
      set(GUESS + name, String(guess));
      tell("opened", name);
    },
    look(name) {
      set(LOOK + name, "1");
      tell("opened", name);
    },
    again(name) {
      set(GUESS + name, null);
      set(LOOK + name, null);
      tell("closed", name);
    },
    showAll(on) {
      set(ALL, on ? "1" : null);
      tell(on ? "opened" : "closed");
    },
    list: () => Object.fromEntries(keys().filter((key) => key.startsWith(GUESS))
      .map((key) => [key.slice(GUESS.length), get(key)])),
    forget() {
      for (const key of keys()) if (key.startsWith("recursivity.")) set(key, null);
      tell("closed");
    },
  };
})();
