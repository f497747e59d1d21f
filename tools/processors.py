"""Compute the course's numbers as other processors would, and tell which of them differ.

    tools/processors.py            all claims, and the notebooks that print them or use matrices
    tools/processors.py --observe  print what the claims observe on this processor, as JSON

Sums are ordered by the width of a processor's vectors, products may be fused with sums, and
exponentials come from other libraries. So last digits differ, and a number that hangs on them is a
number of the machine and not of the model. Here the machine is told to behave like an older one:
OpenBLAS by the name of a core, numpy by the features that it must not use, the C library by those
that it must not see.
"""

from __future__ import annotations

import json
import math
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
OWN = "this machine's own"
PLAINEST = "the plainest"
DIGITS = 6
# Cores that OpenBLAS can behave like wherever their instructions are there: plain vectors of two,
# and vectors of four with fused products.
CORES = {"x86_64": ("Prescott", "Haswell"), "AMD64": ("Prescott", "Haswell"), "aarch64": ("ARMV8",)}
HIDDEN = "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4,-AVX"  # those that it lacks are passed over
TELLS = re.compile(r"\b(?:report|headlines|observe)\(| @ |\blinalg\b|\bsolve\(|\.dot\(")

Values = dict[str, float]  # "chapter claim.observation" -> value


def dispatched() -> list[str]:
    """Return the features of this processor that numpy uses and can be told not to use."""
    try:
        from numpy._core import _multiarray_umath as core
    except ImportError:  # numpy 1
        from numpy.core import _multiarray_umath as core
    return [name for name in core.__cpu_dispatch__ if core.__cpu_features__.get(name)]


def variants() -> dict[str, dict[str, str]]:
    """Return what to set in the environment for each processor that can be imitated here.

    The first is the machine as it is, with all its threads; the second the plainest: the oldest
    core, no vectors in numpy, nothing fused in the C library. Those after it are in between.
    """
    oldest, *between = CORES.get(platform.machine(), ("",))
    plainest = {
        "NPY_DISABLE_CPU_FEATURES": " ".join(dispatched()),
        "GLIBC_TUNABLES": HIDDEN,
        "OPENBLAS_CORETYPE": oldest,
        "OPENBLAS_NUM_THREADS": "1",
    }
    cores = {core: {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": "1"} for core in between}
    return {OWN: {}, PLAINEST: {name: value for name, value in plainest.items() if value}} | cores


def observe() -> tuple[list[str], Values]:
    """Return what this process runs on, and what every claim of every chapter observes in it."""
    from threadpoolctl import threadpool_info

    from recursivity.core import checks_of
    from recursivity.core import observe as observed
    from tests.chapters import chapters

    values = {
        f"{chapter.name} {claim}.{seen.name}": float(seen.value)
        for chapter in chapters()
        for claim in checks_of(chapter.module("claims"))
        for seen in observed(claim).values()
    }
    pools = [pool for pool in threadpool_info() if pool["internal_api"] == "openblas"]
    blas = sorted({pool["architecture"] for pool in pools})
    on = [f"OpenBLAS {', '.join(blas) or 'none'}", f"numpy {' '.join(dispatched()) or 'plain'}"]
    return on, values


def notebooks() -> list[Path]:
    """Return the notebooks that print what claims observe, or multiply matrices."""
    return [path for path in sorted(NOTEBOOKS.glob("*/*.ipynb")) if TELLS.search(_code(path))]


def _code(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def same(here: float, there: float) -> bool:
    """Return whether two numbers agree in their first digits; zero is zero and no residue."""
    both_unknown = math.isnan(here) and math.isnan(there)
    return both_unknown or math.isclose(here, there, rel_tol=0.5 * 10.0 ** (1 - DIGITS))


def differing(here: Values, there: Values, where: str) -> Iterator[str]:
    """Yield in words every claim's observation that another processor sees otherwise."""
    for name in sorted(here.keys() | there.keys()):
        if name not in here or name not in there:
            yield f"{name}: observed on {where if name in there else OWN} only"
        elif not same(here[name], there[name]):
            yield f"{name}: {here[name]!r} on {OWN}, {there[name]!r} on {where}"


@attrs.frozen
class Run:
    """What came of one process: its exit code, what it printed, and how long it took."""

    code: int
    text: str
    errors: str
    seconds: float


def run(environment: dict[str, str], *command: str) -> Run:
    """Run Python in an environment of its own."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr, time.perf_counter() - began)


def _notebook(environment: dict[str, str], path: Path) -> Run:
    config = str(ROOT / "tests" / "nbval.cfg")
    how = [
        "--nbval",
        "--nbval-current-env",
        "--nbval-sanitize-with",
        config,
        "-q",
        "-p",
        "no:xdist",
    ]
    return run(environment, "-m", "pytest", *how, str(path))


def claims_differ(results: dict[str, Run]) -> list[str]:
    """Tell what each variant ran on, and return every number that differs from our own."""
    failures = [
        f"the claims could not be observed on {name}:\n{result.errors.strip()}"
        for name, result in results.items()
        if result.code
    ]
    seen = {name: json.loads(result.text) for name, result in results.items() if not result.code}
    for name, (on, values) in seen.items():
        told = f"{len(values)} numbers, {results[name].seconds:.0f} s"
        print(f"{name}: {told}; {'; '.join(on)}")
    if OWN not in seen:
        return failures
    if len({tuple(on) for on, _ in seen.values()}) == 1:
        print("no other processor could be imitated here: nothing was compared")
    own = seen.pop(OWN)[1]
    if not own:
        failures.append("no claim was observed")
    for name, (_, values) in seen.items():
        failures += differing(own, values, name)
    return failures


def notebooks_differ(results: dict[Path, Run]) -> list[str]:
    """Return what every notebook that gives other outputs on the plainest processor says."""
    for path, result in results.items():
        print(f"{path.relative_to(ROOT)} on {PLAINEST}: {result.seconds:.0f} s")
    return [
        f"{path.relative_to(ROOT)} gives other outputs on {PLAINEST}:\n{result.text.strip()}"
        for path, result in results.items()
        if result.code
    ]


def main() -> None:
    """Observe on every variant, two or more side by side, and end with what differs."""
    if "--observe" in sys.argv[1:]:
        print(json.dumps(observe()))
        return
    tried = variants()
    plainest = tried[PLAINEST]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        observed: dict[str, Callable[[], Run]] = {
            name: pool.submit(run, environment, __file__, "--observe").result
            for name, environment in tried.items()
        }
        opened: dict[Path, Callable[[], Run]] = {
            path: pool.submit(_notebook, plainest, path).result for path in notebooks()
        }
        failures = claims_differ({name: result() for name, result in observed.items()})
        failures += notebooks_differ({path: result() for path, result in opened.items()})
    sys.exit("\n".join(failures) or 0)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
