"""The world map: equal areas, whole countries, and shapes that come from where they say."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import tarfile

import numpy as np
import pytest
from matplotlib.figure import Figure

from recursivity import world
from recursivity.real import DATA, RealDataError
from tools import world_map

FRANCE, RUSSIA, FIJI, ANTARCTICA, MADAGASCAR = 250, 643, 242, 10, 450


def square(west, south, side=2.0):
    return np.array(
        [
            [west, south],
            [west + side, south],
            [west + side, south + side],
            [west, south + side],
            [west, south],
        ]
    )


def package(topology):
    """Return a package as npm packs it, with one file, and the hash that a registry publishes."""
    text = json.dumps(topology).encode()
    with io.BytesIO() as file:
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            entry = tarfile.TarInfo(world_map.MEMBER)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
        content = file.getvalue()
    return content, "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def topology():
    """Return neighbours, one of them with a hole, an island over 180°, and Antarctica."""
    arcs = [
        [[0, 0], [0, 50], [0, 50]],  # the border, with a point that says nothing
        [[0, 100], [-100, 0], [0, -100], [100, 0]],  # round the west
        [[0, 100], [100, 0], [0, -100], [-100, 0]],  # round the east
        [[1790, 0], [20, 0], [0, 20], [-20, 0], [0, -20]],  # over the meridian, unwrapped
        [[-1800, -800], [3600, 0], [0, 50], [-3600, 0], [0, -50]],
        [[20, 20], [10, 0], [0, 10], [-10, -10]],
    ]
    shapes = [
        {"type": "Polygon", "id": "250", "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "id": "643", "arcs": [[[2, 0]], [[3]]]},
        {"type": "Polygon", "arcs": [[5], [5]]},
        {"type": "Polygon", "id": "010", "arcs": [[4]]},
    ]
    return {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {"countries": {"geometries": shapes}},
    }


def area(ring):
    x, y = np.asarray(ring).T
    return abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2


def test_rings_are_put_together_thinned_and_cut():
    found = world_map.rings(topology())
    assert [number for number, _ in found] == [250, 643, 643, 643, -1]
    west, east, before, after, nameless = (ring for _, ring in found)
    assert area(west) == area(east) == pytest.approx(100)
    assert len(west) == 4  # the point in the middle of the border is gone, on both sides of it
    assert area(before) == area(after) == pytest.approx(2)
    assert before[:, 0].max() == 180
    assert after[:, 0].min() == -180
    assert after[:, 0].max() == -179
    assert area(nameless) == pytest.approx(0.5)


@pytest.mark.parametrize("jumps", [False, True], ids=["running on", "jumping back"])
def test_a_ring_over_the_meridian_is_cut_in_two(jumps):
    ring = square(179, 10)
    if jumps:
        ring[:, 0] = np.where(ring[:, 0] > 180, ring[:, 0] - 360, ring[:, 0])
    pieces = world_map.halves(ring)
    assert sorted(round(area(piece), 9) for piece in pieces) == [2, 2]
    assert all(np.abs(piece[:, 0]).max() <= 180 for piece in pieces)
    np.testing.assert_array_equal(world_map.halves(square(10, 10))[0], square(10, 10))


def test_thinning_keeps_what_is_far_and_drops_what_is_near():
    line = np.array([[0, 0], [1, 0.1], [2, 0], [3, 2], [4, 0]])
    np.testing.assert_array_equal(world_map.thinned(line, 0.2), line[[0, 2, 3, 4]])
    np.testing.assert_array_equal(world_map.thinned(line, 0.01), line)
    loop = square(0, 0)
    np.testing.assert_array_equal(world_map.thinned(loop, 0.5), loop)


def test_another_package_is_refused(tmp_path):
    content, right = package(topology())
    with pytest.raises(
        world_map.MapError, match=r"this is not world-atlas 2\.0\.2: its hash is sha512-"
    ):
        world_map.write(content, tmp_path / "world")
    assert list(tmp_path.iterdir()) == []
    world_map.write(content, tmp_path / "world", right)
    written = world.shapes(tmp_path / "world.npz")
    assert [number for number, _ in written] == [250, 643, 643, 643, -1]
    again = (tmp_path / "world.npz").read_bytes()
    world_map.write(content, tmp_path / "world", right)
    assert (tmp_path / "world.npz").read_bytes() == again


def test_shapes_that_are_missing_or_altered_are_named(tmp_path):
    with pytest.raises(
        RealDataError, match=r"world110\.json is missing: it comes with the library"
    ):
        world.shapes(tmp_path / "world110.npz")
    shutil.copy(DATA / "world110.json", tmp_path / "world110.json")
    with pytest.raises(RealDataError, match=r"world110\.npz is missing: run tools/world_map\.py"):
        world.shapes(tmp_path / "world110.npz")
    for name in ("world110.npz", "world110.json"):
        shutil.copy(DATA / name, tmp_path / name)
    (tmp_path / "world110.npz").write_bytes(b"something else")
    with pytest.raises(RealDataError, match=r"is not the file that world110\.json describes"):
        world.shapes(tmp_path / "world110.npz")


def test_the_kept_shapes_are_the_worlds():
    shapes = world.shapes()
    numbers = {number for number, _ in shapes}
    assert len(numbers) > 170
    assert ANTARCTICA not in numbers
    assert {32, 450, 156, 392, 410, 250, 840, RUSSIA, FIJI} <= numbers
    for _, ring in shapes:
        assert np.abs(ring[:, 0]).max() <= 180
        assert (
            np.abs(np.diff(ring[:, 0])).max() < 100
        )  # no streak from one edge of the map to the other
    west, south, east, north = (
        f(ring[:, axis])
        for number, ring in shapes
        if number == MADAGASCAR
        for f, axis in ((min, 0), (min, 1), (max, 0), (max, 1))
    )
    assert (43 < west < 44, 50 < east < 51, -26 < south < -25, -13 < north < -11) == (True,) * 4
    guiana = [ring for number, ring in shapes if number == FRANCE and ring[:, 0].max() < -50]
    assert len(guiana) == 1  # the map's own politics, which its caption tells


def test_equal_areas_are_equal():
    def patch(longitude, latitude, step=1e-4):
        x, y = world.equal_earth(
            longitude + np.array([0, step, 0]), latitude + np.array([0, 0, step])
        )
        return abs((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0])) / np.cos(
            np.radians(latitude)
        )

    patches = [
        patch(longitude, latitude)
        for longitude in (-170, 0, 40)
        for latitude in (-70.0, -20.0, 0.0, 45.0, 80.0)
    ]
    np.testing.assert_allclose(patches, np.radians(1e-4) ** 2, rtol=1e-4)
    x, y = world.equal_earth([0, 180, 0], [0, 0, 90])
    assert x.tolist() == pytest.approx([0, 2.7066, 0], abs=1e-3)
    assert y.tolist() == pytest.approx([0, 0, 1.3173], abs=1e-3)


def test_marked_countries_are_drawn_apart():
    ax = Figure().add_subplot()
    world.draw(ax, {MADAGASCAR, FRANCE})
    rest, marked = (len(collection.get_paths()) for collection in ax.collections)
    assert marked == sum(number in (MADAGASCAR, FRANCE) for number, _ in world.shapes())
    assert 100 < rest < len(world.shapes()) - marked  # specks are left out
