// A film plays a recording: marks, lines and a measure by step, drawn on one canvas. Nothing moves
// before it is asked to, and where a reader wants no motion, steps follow one another at once.
{
  const RADIUS = { dot: true, ring: true }; // the other marks are squares
  const OPEN = { ring: true, frame: true }; // drawn as outlines
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // Returns one row a step from the changes that `film.py` packs: gap, difference, gap, ...
  function rows(changes, things) {
    let before = new Int16Array(things);
    return changes.map((pairs) => {
      const now = before.slice();
      for (let i = 0, at = 0; i < pairs.length; i += 2) now[at += pairs[i]] += pairs[i + 1];
      return (before = now);
    });
  }

  function unpacked(reel) {
    const { marks, ends } = reel;
    return {
      ends,
      says: reel.says,
      measures: reel.measures,
      x: rows(reel.x, marks),
      y: rows(reel.y, marks),
      size: rows(reel.size, marks),
      look: rows(reel.look, marks),
      shown: rows(reel.shown, ends.length / 2),
    };
  }

  class Player {
    constructor(box) {
      this.box = box;
      this.data = JSON.parse(box.querySelector("script").textContent);
      this.canvas = box.querySelector("canvas");
      this.context = this.canvas.getContext("2d");
      this.scrub = box.querySelector(".film-scrub input");
      this.land = box.querySelector(".film-ground")?.getAttribute("d");
      this.ground = new Path2D(this.land);
      this.at = 0;
      this.number = 0;
      this.reels = [];
      this.use(0);
      new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement);
      box.querySelector(".film-told").addEventListener("toggle", () => this.tellAll());
    }

    // -- what is shown ----------------------------------------------------------------------------

    use(number) {
      this.number = number;
      this.reel = this.reels[number] ??= unpacked(this.data.reels[number]);
      this.last = this.reel.says.length - 1;
      this.scrub.max = this.last;
      this.at = Math.min(this.at, this.last);
      this.tellAll();
      this.tell();
    }

    // The step in words; `announce` has it spoken, which a film that runs would do too often.
    tell(announce = false) {
      const step = Math.floor(this.at);
      const says = this.reel.says[step];
      this.box.querySelector(".explorer-sentence").textContent = says;
      this.canvas.setAttribute("aria-label", says);
      this.scrub.value = step;
      this.scrub.setAttribute("aria-valuetext", `${this.data.step} ${step} of ${this.last}`);
      this.scrub.nextElementSibling.textContent = `${step} of ${this.last}`;
      if (announce) this.box.querySelector(".explorer-news").textContent = says;
    }

    tellAll() {
      const told = this.box.querySelector(".film-told");
      if (!told.open) return;
      told.querySelector("ol").replaceChildren(...this.reel.says.map((says) =>
        Object.assign(document.createElement("li"), { textContent: says })));
    }

    show(at, announce) {
      this.at = Math.max(0, Math.min(at, this.last));
      this.tell(announce);
      this.draw();
    }

    // -- moving -----------------------------------------------------------------------------------

    get playing() {
      return this.frame !== undefined;
    }

    play() {
      if (this.at >= this.last) this.at = 0;
      let before;
      const move = (now) => {
        const seconds = Math.min((now - (before ?? now)) / 1000, 0.25);
        before = now;
        const step = Math.floor(this.at);
        const speed = Number(this.box.querySelector(".film-controls select").value);
        this.at = Math.min(this.at + seconds * this.data.pace * speed, this.last);
        if (Math.floor(this.at) !== step) this.tell();
        this.draw();
        if (this.at < this.last) this.frame = requestAnimationFrame(move);
        else this.pause();
      };
      this.frame = requestAnimationFrame(move);
      this.named();
    }

    pause() {
      cancelAnimationFrame(this.frame);
      this.frame = undefined;
      this.named();
      this.show(Math.floor(this.at), true);
    }

    named() {
      this.box.querySelector("[data-film-do=play]").textContent = this.playing ? "Pause" : "Play";
    }

    stepTo(at) {
      if (this.playing) this.pause();
      this.show(at, true);
    }

    // -- drawing ----------------------------------------------------------------------------------

    resize() {
      const width = this.canvas.parentElement.clientWidth;
      if (!width) return;
      const dense = Math.min(devicePixelRatio, 2);
      this.scale = width / 100;
      this.top = this.data.height * this.scale;
      this.below = Math.max(100, Math.round(width * 0.24));
      this.canvas.style.height = `${this.top + this.below}px`;
      this.canvas.width = Math.round(width * dense);
      this.canvas.height = Math.round((this.top + this.below) * dense);
      this.dense = dense;
      this.dye();
      this.draw();
    }

    // The colours of the page's theme.
    dye() {
      const style = getComputedStyle(this.box);
      const { marks, lines, chart } = this.data;
      const dyed = (look) => (look[3] = style.getPropertyValue(look[2]).trim());
      [...marks, ...lines, ...chart.lines].forEach(dyed);
      this.ink = style.getPropertyValue("--rx-ink").trim();
      this.grid = style.getPropertyValue("--rx-grid").trim();
      this.font = style.fontFamily;
    }

    draw() {
      if (!this.scale) return;
      const { context, reel, last } = this;
      const step = Math.floor(this.at);
      const part = still.matches ? 0 : this.at - step;
      const next = Math.min(step + 1, last);
      const between = (rows, i) => rows[step][i] + part * (rows[next][i] - rows[step][i]);
      const x = (i) => between(reel.x, i) * this.scale / 10;
      const y = (i) => between(reel.y, i) * this.scale / 10;
      context.setTransform(this.dense, 0, 0, this.dense, 0, 0);
      context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      this.drawGround();
      this.data.lines.forEach((look, number) => this.drawLines(look, reel.shown[step], number + 1,
        reel.ends, x, y));
      this.data.marks.forEach((look, number) => this.drawMarks(look, reel.look[step], number, x, y,
        (i) => between(reel.size, i) / 10));
      this.drawWords();
      this.drawChart(step, part);
    }

    drawGround() {
      if (!this.land) return;
      const { context } = this;
      context.save();
      context.scale(this.scale, this.scale);
      context.fillStyle = this.grid;
      context.fill(this.ground);
      context.restore();
    }

    drawLines([shape, width, , colour], shown, which, ends, x, y) {
      const { context } = this;
      context.beginPath();
      for (let i = 0; i < shown.length; i++) {
        if (shown[i] !== which) continue;
        context.moveTo(x(ends[2 * i]), y(ends[2 * i]));
        context.lineTo(x(ends[2 * i + 1]), y(ends[2 * i + 1]));
      }
      this.stroke(shape, width * this.scale, colour);
    }

    drawMarks([shape, radius, , colour], look, which, x, y, size) {
      const { context } = this;
      context.beginPath();
      for (let i = 0; i < look.length; i++) {
        if (look[i] !== which) continue;
        const wide = radius * size(i) * this.scale;
        const left = x(i);
        const top = y(i);
        if (RADIUS[shape]) {
          context.moveTo(left + wide, top);
          context.arc(left, top, wide, 0, 2 * Math.PI);
        } else {
          context.rect(left - wide, top - wide, 2 * wide, 2 * wide);
        }
      }
      if (OPEN[shape]) return this.stroke(shape, 1.5, colour);
      context.fillStyle = colour;
      context.fill();
    }

    stroke(shape, width, colour) {
      const { context } = this;
      context.setLineDash(shape === "dashes" ? [5, 4] : []);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }

    write(text, x, y, align) {
      const { context } = this;
      context.font = `12px ${this.font}`;
      context.textAlign = align;
      context.textBaseline = "middle";
      context.fillStyle = this.ink;
      context.fillText(text, x, y);
    }

    drawWords() {
      for (const [x, y, text] of this.data.words) {
        this.write(text, x * this.scale, y * this.scale, "center");
      }
    }

    drawChart(step, part) {
      const { context, reel, last } = this;
      const { title, lines, ticks } = this.data.chart;
      const levels = ticks.map(([value]) => value);
      const low = Math.min(...levels);
      const high = Math.max(...levels);
      const left = 48;
      const wide = 100 * this.scale - left - 8;
      const floor = this.top + this.below - 10;
      const tall = this.below - 42;
      const across = (at) => left + wide * at / last;
      const level = (value) =>
        floor - tall * (Math.min(Math.max(value, low), high) - low) / (high - low);
      this.write(title, 0, this.top + 16, "left");
      for (const [value, label] of ticks) {
        const y = Math.round(level(value)) + 0.5;
        context.beginPath();
        context.moveTo(left, y);
        context.lineTo(left + wide, y);
        this.stroke("line", 1, this.grid);
        this.write(label, left - 6, y, "right");
      }
      const next = Math.min(step + 1, last);
      for (let number = lines.length - 1; number >= 0; number--) { // the first is on top
        const [shape, , , colour] = lines[number];
        const value = (at) => reel.measures[at][number];
        context.beginPath();
        for (let at = 0; at <= step; at++) context.lineTo(across(at), level(value(at)));
        const now = value(step) + part * (value(next) - value(step));
        context.lineTo(across(step + part), level(now));
        this.stroke(shape, 2, colour);
        context.beginPath();
        context.arc(across(step + part), level(now), 4, 0, 2 * Math.PI);
        context.fillStyle = colour;
        context.fill();
      }
    }
  }

  // -- what a reader does -------------------------------------------------------------------------

  const players = new Map();
  const acts = {
    play: (player) => (player.playing ? player.pause() : player.play()),
    back: (player) => player.stepTo(Math.ceil(player.at) - 1),
    on: (player) => player.stepTo(Math.floor(player.at) + 1),
    seed(player) {
      if (player.playing) player.pause();
      player.use((player.number + 1) % player.data.reels.length);
      player.show(player.at, true);
    },
  };
  const playerAt = (event) => players.get(event.target.closest?.(".film[data-film]"));

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-film-do]");
    if (button) acts[button.dataset.filmDo](playerAt(event) ?? load(button.closest(".film")));
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.(".film-scrub input")) {
      playerAt(event)?.stepTo(Number(event.target.value));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.(".film-scrub input")) return;
    event.preventDefault();
    acts.play(playerAt(event));
  });

  function load(box) {
    if (!players.has(box)) players.set(box, new Player(box));
    return players.get(box);
  }

  // A recording is unpacked when its film comes near.
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      load(target);
    }
  }, { rootMargin: "600px" });

  function begin(box) {
    box.dataset.plays = "";
    box.querySelector(".film-player").hidden = false;
    near.observe(box);
  }

  const dyeAll = () => players.forEach((player) => {
    player.dye();
    player.draw();
  });
  new MutationObserver(dyeAll)
    .observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dyeAll);

  // In a notebook the film stands in a frame: as high as it is, light or dark like what is around.
  function likeTheNotebook() {
    try {
      const frame = window.frameElement;
      if (!frame) return;
      const around = parent.document.body.dataset.jpThemeLight;
      if (around) document.body.dataset.jpThemeLight = around;
      const fit = () => (frame.style.height = `${document.documentElement.offsetHeight}px`);
      new ResizeObserver(fit).observe(document.documentElement);
    } catch { /* a frame of another origin: light, and as high as it was made */ }
  }

  function beginAll() {
    likeTheNotebook();
    document.querySelectorAll(".film[data-film]:not([data-plays])").forEach(begin);
  }
  document.addEventListener("film:shown", beginAll);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", beginAll);
  else beginAll();
}
