"""Wheels of bytecode: runs inside Pyodide, whose own compiler has to write what it will read.

`tools/runtime.py` puts it there.
"""

import _imp
import base64
import importlib.util
import io
import re
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path

TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever they are made
# Tests, and of matplotlib's the samples, the icons, and fonts that no figure of ours is written in.
LEFT_OUT = re.compile(
    r"(^|/)tests?/"
    r"|mpl-data/(sample_data|images|fonts/(afm|pdfcorefonts)|fonts/ttf/DejaVuS(erif|ansMono))"
)
NEEDED = re.compile(r"^(numpy/testing|pandas/_testing)")


def compiled(wheel: bytes, name: str, fonts: bytes) -> bytes:
    """Return a wheel with bytecode for sources and no tests; matplotlib's with its fonts listed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(wheel)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for item in old.infolist():
            if item.is_dir() or (
                LEFT_OUT.search(item.filename) and not NEEDED.search(item.filename)
            ):
                continue
            place, content = item.filename, old.read(item)
            if place.endswith(".py") and ".data/" not in place:
                place, content = _bytecode(place, content)
            _write(new, place, content, item.external_attr)
        if name == "matplotlib":
            _write(new, "matplotlib/fontlist.json", fonts, 0)
    return out.getvalue()


def _bytecode(place: str, source: bytes) -> tuple[str, bytes]:
    try:
        code = compile(source, f"/lib/python3.12/site-packages/{place}", "exec", dont_inherit=True)
    except SyntaxError:  # a template, or a file for another Python
        return place, source
    stamp = _imp.source_hash(importlib.util._RAW_MAGIC_NUMBER, source)
    return place + "c", bytes(_code_to_hash_pyc(code, stamp, False))


def _write(archive: zipfile.ZipFile, place: str, content: bytes, mode: int) -> None:
    item = zipfile.ZipInfo(place, TIME)
    item.external_attr = mode
    archive.writestr(item, content, zipfile.ZIP_DEFLATED, 9)


def in_order(fonts: list) -> list:
    """Return the fonts that are kept, by their files: matplotlib finds them in no order."""
    return sorted(
        (font for font in fonts if not LEFT_OUT.search(font.fname)), key=lambda font: font.fname
    )


def font_list() -> bytes:
    """Return the list of fonts that matplotlib would make, visibly, at its first figure."""
    import matplotlib
    from matplotlib import font_manager

    manager = font_manager.fontManager
    for kept in (manager.ttflist, manager.afmlist):
        kept[:] = in_order(kept)
    place = Path(matplotlib.__file__).parent / "fontlist.json"
    font_manager.json_dump(manager, place)
    return place.read_bytes()


def as_text(content: bytes) -> str:
    """Return bytes as a text that a page can hand on."""
    return base64.b64encode(content).decode()
