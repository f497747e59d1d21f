// A reader's own guesses beside the models' answers: read from this browser, sent nowhere.
{
  const place = document.querySelector(".your-guesses");
  const questions = JSON.parse(document.getElementById("questions").textContent);
  const FORM = "recursivity guesses, version 1";

  function element(name, text = "", more = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    return Object.assign(made, more);
  }

  // Returns what is to be said of a guess: whether it was right, and else in which direction.
  function judged(question, guess) {
    if (question.options) {
      if (!(guess in question.options)) return null;
      const right = Number(guess) === question.right;
      return { said: question.options[guess], answer: question.options[question.right], right,
        lean: right ? "" : question.leans[guess] ?? "" };
    }
    const number = Number(guess);
    if (guess === "" || !Number.isFinite(number)) return null;
    const off = number - question.right;
    const right = Math.abs(off) <= Math.max(question.step, 0.1 * Math.abs(question.right));
    const shown = (x) => `${Number(x.toPrecision(3))} ${question.unit}`.trim();
    return { said: shown(number), answer: shown(question.right), right,
      lean: right ? "" : question.leans[off > 0 ? 1 : 0] };
  }

  function summary(seen) {
    const right = seen.filter((each) => each.right).length;
    const parts = [`You have guessed at ${seen.length} of ${questions.length} questions, ` +
      `and ${right} of these guesses were near the model’s answer.`];
    const leans = new Map();
    for (const { lean } of seen) if (lean) leans.set(lean, (leans.get(lean) ?? 0) + 1);
    const often = [...leans].sort((a, b) => b[1] - a[1]).filter(([, times]) => times > 1);
    if (often.length) {
      const told = often.slice(0, 3).map(([lean, times]) => `${lean} (${times} times)`);
      parts.push(`Where you were wrong you guessed most often ${told.join(", ")}.`);
    }
    return element("p", parts.join(" "), { className: "guesses-summary" });
  }

  function row(question, verdict) {
    const line = element("tr");
    const first = element("td");
    first.append(element("a", question.title, { href: question.at }));
    line.append(first, element("td", verdict.said), element("td", verdict.answer),
      element("td", verdict.right ? "near" : verdict.lean || "elsewhere"));
    return line;
  }

  function table(pairs) {
    const made = element("table", "", { className: "table guesses-table" });
    const head = element("tr");
    for (const name of ["question", "you", "the model", "how"]) {
      head.append(element("th", name, { scope: "col" }));
    }
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    body.append(...pairs.map(([question, verdict]) => row(question, verdict)));
    made.append(top, body);
    return made;
  }

  function left(open) {
    const chapters = new Map();
    for (const question of open) {
      const list = chapters.get(question.chapter) ?? [];
      chapters.set(question.chapter, [...list, question]);
    }
    const parts = [element("h2", "Still open")];
    for (const [chapter, list] of chapters) {
      const line = element("p", `In ${chapter}: `);
      list.forEach((question, i) => {
        if (i) line.append(", ");
        line.append(element("a", question.title, { href: question.at }));
      });
      parts.push(line);
    }
    return parts;
  }

  function button(text, act) {
    const made = element("button", text, { type: "button", className: "course-button" });
    made.addEventListener("click", act);
    return made;
  }

  function save() {
    const text = JSON.stringify({ form: FORM, guesses: guesses.list() }, null, 1);
    const link = element("a", "", { download: "guesses.json" });
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async function read(file) {
    try {
      const found = JSON.parse(await file.text());
      if (found.form !== FORM) throw new Error("it has not the form that this page writes");
      const known = new Map(questions.map((question) => [question.name, question]));
      const pairs = Object.entries(found.guesses)
        .filter(([name, guess]) => known.has(name) && judged(known.get(name), String(guess)));
      for (const [name, guess] of pairs) guesses.keep(name, String(guess));
      show(`${pairs.length} guesses were read from ${file.name}.`);
    } catch (error) {
      show(`${file.name} was not read, and nothing was changed: ${error.message}.`);
    }
  }

  function tools(note) {
    const box = element("div", "", { className: "guesses-tools" });
    const chosen = element("input", "", { type: "file", accept: ".json,application/json" });
    const label = element("label", "Read guesses from a file ");
    label.append(chosen);
    chosen.addEventListener("change", () => chosen.files[0] && read(chosen.files[0]));
    const status = element("p", note);
    status.setAttribute("role", "status");
    const forget = button("Forget all guesses", () => {
      guesses.forget();
      show("All guesses are forgotten, in this browser; they were nowhere else.");
    });
    box.append(button("Save as a file", save), label, forget, status);
    return box;
  }

  function show(note = "") {
    const kept = guesses.list();
    const judge = (question) => judged(question, kept[question.name] ?? "");
    const pairs = questions.filter((q) => q.name in kept).map((q) => [q, judge(q)])
      .filter(([, verdict]) => verdict);
    const answered = new Set(pairs.map(([question]) => question.name));
    const open = questions.filter((question) => !answered.has(question.name));
    place.replaceChildren(summary(pairs.map(([, verdict]) => verdict)));
    if (pairs.length) place.append(table(pairs));
    place.append(...(open.length ? left(open) : []), element("h2", "Keep, move, forget"),
      tools(note));
  }

  show();
}
