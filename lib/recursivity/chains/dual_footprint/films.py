"""The film of *The dual footprint*: what is worked for a buyer, on its way over the map."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ... import style, world
from ...core import Model
from ...explore import Chart, Film, Frame, Look, Stage
from ...explore.film import HIDDEN, WIDTH
from . import SupplyTiers
from .explorers import FAINTEST, PLACES
from .table import ARGENTINA, CHINA, DATA, FRANCE, JAPAN, MADAGASCAR, MINING, REGIONS, REST, USA
from .tiers import DEEPEST

SCALE = WIDTH / (world.LIMITS[0][1] - world.LIMITS[0][0])
HEIGHT = SCALE * (world.LIMITS[1][1] - world.LIMITS[1][0])
LAYERS = (DATA, MINING)
REGION, BUYER, DATA_PARCEL, MINING_PARCEL = range(4)
PARCELS = (DATA_PARCEL, MINING_PARCEL)
# Where the regions are on the stage, of shape (regions, 2).
HOMES = world.on_page(np.array([world.equal_earth(*PLACES[region]) for region in REGIONS]), SCALE)
NAMES = {
    ARGENTINA: "Argentina",
    MADAGASCAR: "Madagascar",
    CHINA: "China",
    JAPAN: "Japan, Korea",
    FRANCE: "France",
    USA: "United States",
    REST: "rest of the world",
}


def _record_tiers(model: Model, seed: int) -> Iterator[Frame]:
    """Yield two frames a tier: what it adds sets out, and has arrived where it is bought."""
    met = model.run().set_index("tier")
    reached = [model.but(audited=tier) for tier in range(1, DEEPEST + 1)]
    # What passes between regions up to each tier, of shape (tiers, layers, regions, regions).
    carried = np.array([[each.routes(stage) for stage in LAYERS] for each in reached])
    carried = np.concatenate((np.zeros_like(carried[:1]), carried))
    journey = _Journey(model, carried[-1])
    yield journey.frame(0, carried[0], met.loc[0])
    for tier in range(1, DEEPEST + 1):
        added = carried[tier] - carried[tier - 1]
        yield journey.frame(tier, carried[tier - 1], met.loc[tier - 1], added)
        yield journey.frame(tier, carried[tier], met.loc[tier])


class _Journey:
    """The routes on which anything travels to a buyer, and frames of what is on its way.

    Parameters
    ----------
    model : gives the buyer.
    carried : shares of each layer on every route in the end, of shape (layers, regions, regions).
    """

    def __init__(self, model: Model, carried: np.ndarray) -> None:
        self.model = model
        buyer = REGIONS.index(model.buyer)
        self.ground = [BUYER if region == buyer else REGION for region in range(len(REGIONS))]
        found = np.argwhere(carried > FAINTEST)
        self.routes = [tuple(route) for route in found.tolist() if route[1] != route[2]]

    def frame(
        self, tier: int, carried: np.ndarray, met: pd.Series, sent: np.ndarray | None = None
    ) -> Frame:
        """Return the map with the routes that carry something, and what has just been sent."""
        sent_now = np.zeros_like(carried) if sent is None else sent
        shares = np.array([sent_now[route] for route in self.routes])
        ends = [HOMES[goal if sent is None else origin] for _, origin, goal in self.routes]
        looks = [PARCELS[layer] for layer, _, _ in self.routes]
        places = np.vstack([HOMES, *ends])
        return Frame(
            x=places[:, 0],
            y=places[:, 1],
            look=[*self.ground, *np.where(shares > FAINTEST, looks, HIDDEN)],
            size=[*[1.0] * len(self.ground), *(0.7 + 2 * np.sqrt(np.maximum(shares, 0)))],
            edges=[
                (origin, goal, layer)
                for layer, origin, goal in self.routes
                if carried[layer, origin, goal] > FAINTEST
            ],
            measures=(met.data_work, met.mining),
            says=self.says(tier, met, sent),
        )

    def says(self, tier: int, met: pd.Series, sent: np.ndarray | None) -> str:
        """Return a frame in a sentence."""
        if tier == 0:
            return f"Tier 0: the audit in {NAMES[self.model.buyer]} begins with 1 seller of AI."
        seen = (
            f"{met.data_work:.0%} of the {self.model.measure} of data work and {met.mining:.0%} of "
            f"those of mining"
        )
        if sent is None:
            return f"Tier {tier}: the audit has met {seen}."
        return f"Tier {tier} sets out: so far the audit has met {seen}."


over_the_map = Film(
    name="over_the_map",
    title="Two footprints, tier by tier",
    home=__name__,
    model=SupplyTiers(),
    record=_record_tiers,
    stage=Stage(
        height=HEIGHT,
        ground=world.path(SCALE),
        marks=(
            Look(word="a region", colour=style.FAINT, shape="square", size=0.8),
            Look(word="the buyer", colour=style.INK, shape="square", size=1.5),
            Look(word="data work on its way", colour=style.VERMILION, size=1.3),
            Look(word="mining on its way", colour=style.BLUE, shape="ring", size=1.3),
        ),
        lines=(
            Look(word="data work has come here", colour=style.VERMILION, shape="line", size=0.4),
            Look(word="mining has come here", colour=style.BLUE, shape="dashes", size=0.4),
        ),
        words=[
            (x, y - 3 if region == JAPAN else y + 3.2, NAMES[region])
            for region, (x, y) in zip(REGIONS, HOMES, strict=True)
        ],
        chart=Chart(
            title="share that the audit has met",
            lines=(
                Look(colour=style.VERMILION, shape="line"),
                Look(colour=style.BLUE, shape="dashes"),
            ),
            ticks=style.percent(0.0, 0.5, 1.0),
        ),
    ),
    step="step",
    pace=1,
    seeds=(0,),
    seals=("B04-argentina-us-route",),
)
