"""Measure what readers and builders wait for, and print it.

    python tools/bench.py [models] [growth] [explorers] [own] [build] [page] [live] [test]

Every figure is a median of several rounds on this machine; nothing here is a test.
"""

from __future__ import annotations

import gzip
import importlib
import inspect
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "_build" / "html"
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]


def milliseconds(work: Callable[[], object], rounds: int = 7) -> float:
    """Return the median time of one call, after a first one that is not counted."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def models() -> Iterator[tuple[str, str]]:
    """Time every model at its defaults (aim: 50 ms)."""
    from recursivity.core import Model
    from tests.chapters import chapters, tools

    for chapter in [*chapters(), *tools()]:
        module = importlib.import_module(chapter.module())
        for name, cls in vars(module).items():
            if (
                inspect.isclass(cls)
                and issubclass(cls, Model)
                and cls.__module__ == module.__name__
            ):
                yield f"{chapter.name}.{name}", f"{milliseconds(partial(cls().run, seed=1)):.1f} ms"


def growth() -> Iterator[tuple[str, str]]:
    """Grow networks of 10³ to 10⁶ users (aim: ten times the time for ten times the users), and
    eight worlds of music.
    """
    import numpy as np

    from recursivity.core import cumulative_advantage, generator, preferential_attachment

    before = None
    for users in (10**3, 10**4, 10**5, 10**6):
        taken = milliseconds(
            lambda users=users: preferential_attachment(users, 3, 0.5, generator(1)), rounds=5
        )
        ratio = f", {taken / before:.1f} times as long as a tenth of it" if before else ""
        yield (
            f"{users:,} users with 3 follows each",
            f"{taken:.1f} ms, {1e6 * taken / users / 3:.0f} ns a follow{ratio}",
        )
        before = taken
    appeal = np.full((8, 48), 0.5)
    for influence in (0.0, 1.0, 2.0):
        taken = milliseconds(
            lambda influence=influence: cumulative_advantage(
                appeal, 1.0, influence, 2000, generator(1)
            )
        )
        yield (
            f"8 worlds of 2,000 listeners, influence {influence:g}",
            f"{taken:.1f} ms (aim: 50 ms)",
        )


def explorers() -> Iterator[tuple[str, str]]:
    """Count and weigh every explorer's frames, time a frame at build (aim: 60 ms) and a redraw
    (aim: 100 ms).
    """
    from recursivity.explore import Explorer
    from recursivity.explore.jupyter import JupyterExplorer
    from recursivity.explore.static import page
    from tests.chapters import chapters, tools

    for chapter in [*chapters(), *tools()]:
        module = importlib.import_module(chapter.module("explorers"))
        for explorer in (e for e in vars(module).values() if isinstance(e, Explorer)):
            frames = len(explorer.states())
            began = time.perf_counter()
            text = page(explorer)
            frame = 1000 * (time.perf_counter() - began) / frames
            front = JupyterExplorer(explorer)
            name, parameter = next(iter(explorer.parameters().items()))
            ends = parameter.corners()[:2]

            def move(control=front.controls[name], ends=ends) -> None:
                control.value = ends[control.value == ends[0]]

            weight = len(gzip.compress(text.encode())) / 1000
            yield (
                f"{chapter.name}.{explorer.name}",
                f"{frames} frames, {weight:.0f} kB gzipped, {frame:.0f} ms a frame at build, "
                f"{milliseconds(move):.0f} ms a redraw in JupyterLab",
            )


FIRST_ANSWER = """() => new Promise((done) => {
    const box = document.querySelector('.explorer[data-explorer]'), began = performance.now();
    box.querySelector('[data-do=look]').click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
})"""
MOVES = """async (box) => {
    const frame = () => new Promise((r) => requestAnimationFrame(r));
    const slider = box.querySelector('.explorer-controls :is(input, select)');
    const last = Number(slider.max || slider.options.length - 1), times = [];
    for (let i = 0; i < 25; i++) {
        await frame();
        const began = performance.now();
        slider.value = i % (last + 1);
        slider.dispatchEvent(new Event('input', {bubbles: true}));
        box.querySelector('figure svg').getBoundingClientRect();
        times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[12];
}"""


def page() -> Iterator[tuple[str, str]]:
    """Time, in Chromium, from a page's request to its first answer (aim: 0.7 s), and a move of a
    control (aim: 30 ms).
    """
    import browser
    import serve
    from playwright.sync_api import sync_playwright

    from tests.site.conftest import FLAGS

    server = serve.server(BUILT, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.find()), args=FLAGS)
        for path in sorted(p.relative_to(BUILT).as_posix() for p in BUILT.rglob("*.html")):
            if 'class="explorer"' not in (BUILT / path).read_text(encoding="utf-8"):
                continue
            firsts = []
            for _ in range(5):
                context = chromium.new_context()
                tab = context.new_page()
                began = time.perf_counter()
                tab.goto(address + path, wait_until="domcontentloaded")
                tab.evaluate(FIRST_ANSWER)
                firsts.append(time.perf_counter() - began)
                context.close()
            tab = chromium.new_page()
            tab.goto(address + path)
            weight = len(gzip.compress((BUILT / path).read_bytes())) / 1000
            yield path, f"{weight:.0f} kB gzipped, first answer {statistics.median(firsts):.2f} s"
            for box in tab.query_selector_all(".explorer[data-explorer]"):
                box.evaluate(
                    "box => 'open' in box.dataset || box.querySelector('[data-do=look]').click()"
                )
                yield (
                    f"  {box.get_attribute('data-explorer')}",
                    f"{box.evaluate(MOVES):.1f} ms a move",
                )
        chromium.close()
    server.shutdown()


LIVE_MOVES = """async () => {
    const times = [];
    for (const box of document.querySelectorAll('.explorer[data-explorer]')) {
        const control = box.querySelector('.explorer-controls input');
        for (let i = 1; control && i <= 12; i++) {
            const began = performance.now();
            control.value = Math.round((control.max * ((i * 5) % 12)) / 11);
            control.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise((done) => { const look = () => (box.asking ? setTimeout(look, 2) :
            done()); look(); });
            times.push(performance.now() - began);
        }
    }
    times.sort((a, b) => a - b);
    return [times[Math.floor(times.length / 2)], times[Math.floor(times.length * 0.95)]];
}"""


def live() -> Iterator[tuple[str, str]]:
    """Run each laboratory in Chromium: megabytes, click to a live explorer cold and warm, a move of
    a control, memory.

    Aims: 30 MB gzipped at first without scikit-learn, 12 s cold, 5 s warm, a move in 250 ms at the
    median.
    """
    import json

    import browser
    import serve
    from playwright.sync_api import sync_playwright

    from tests.site.conftest import FLAGS, laboratories

    folder = BUILT / "live" / "python"
    lock = json.loads((folder / "page-lock.json").read_text(encoding="utf-8"))
    weights = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in folder.iterdir()}
    runtime = sum(weights[name] for name in lock["runtime"])
    sys.path.insert(0, str(ROOT / "book" / "_ext"))
    from live import every

    def megabytes(names: set[str]) -> float:
        return sum(weights[lock["packages"][name]["file_name"]] for name in names) / 1e6

    server = serve.server(BUILT, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.find()), args=FLAGS)
        for path in laboratories():
            context, started = chromium.new_context(), []
            for _ in ("cold", "warm"):
                tab = context.new_page()
                tab.goto(address + path)
                tab.get_by_role("button", name="Run this page").click()
                tab.locator(".live[data-memory]").wait_for(timeout=300_000)
                bar = tab.locator(".live")
                started.append(float(bar.get_attribute("data-seconds")))
                tab.locator(".live[data-state=ready]").wait_for(timeout=300_000)
            p50, p95 = tab.evaluate(LIVE_MOVES)
            first, later = (
                set(bar.get_attribute(f"data-{which}").split()) for which in ("first", "later")
            )
            at_once = every(list(first), lock)
            at_first, afterwards = (
                runtime / 1e6 + megabytes(at_once),
                megabytes(every(list(later), lock) - at_once),
            )
            yield (
                path,
                f"{at_first:.1f} MB first, {afterwards:.1f} MB later, "
                f"{started[0]:.1f} s cold, {started[1]:.1f} s warm, a move {p50:.0f} ms (95 %: "
                f"{p95:.0f} ms), "
                f"{int(bar.get_attribute('data-memory')) / 1e6:.0f} MB of memory",
            )
            context.close()
        chromium.close()
    server.shutdown()


def own() -> Iterator[tuple[str, str]]:
    """Time a follower list from file to answer and tell its peak of memory, ours and networkx's
    (aim: 10⁶ follows in 10 s).

    Each figure is of a process of its own, which takes some 90 MB for the libraries alone.
    """
    script = Path(__file__).with_name("bench_follows.py")
    for follows in (10_000, 100_000, 1_000_000):
        for kind in ("csv", "graphml"):
            for way in ("own", "networkx"):
                run = [sys.executable, script, kind, way, str(follows)]
                done = subprocess.run(run, check=True, capture_output=True, text=True)
                yield f"{follows:,} follows, {kind}, {way}", done.stdout.strip()


def build() -> Iterator[tuple[str, str]]:
    """Time a cold build and one with nothing changed (aim: 20 s)."""
    book = ["make", "-s", "book"]
    subprocess.run(["rm", "-rf", str(ROOT / "_build")], check=True)
    for name in ("cold make book", "make book, nothing changed"):
        began = time.perf_counter()
        subprocess.run(book, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        yield name, f"{time.perf_counter() - began:.1f} s"


def test() -> Iterator[tuple[str, str]]:
    """Time `make test`, the book built before."""
    began = time.perf_counter()
    subprocess.run(["make", "-s", "test"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    yield "make test", f"{time.perf_counter() - began:.0f} s"


def main() -> None:
    """Run the named parts, or all."""
    parts = {
        "models": models,
        "growth": growth,
        "explorers": explorers,
        "own": own,
        "build": build,
        "page": page,
        "live": live,
        "test": test,
    }
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    for name in sys.argv[1:] or parts:
        print(f"\n{name}: {inspect.getdoc(parts[name])}")
        for what, figure in parts[name]():
            print(f"  {what:45} {figure}", flush=True)


if __name__ == "__main__":
    main()
