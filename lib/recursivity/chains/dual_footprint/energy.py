"""Energy that is saved and used again, and the water of computing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...core import Card, Model, model, real


@model
class Rebound(Model):
    """Machines that need less energy for each answer, and the answers that are then asked for.

    Jevons: where each use takes c times the energy it took and costs so much less, use grows to
    c^(−η) and energy to c^(1−η), η being the price elasticity of use. A `cap` holds energy where
    it binds.

    Returns rows by `elasticity` (0 to 3, and the one chosen): `use` and `energy` (before the
    saving: 1), `capped` (energy under the cap), `served` (use under the cap) and `yours`.
    """

    saving: float = real(
        0.5, low=0.1, high=0.9, step=0.1, meaning="saved of the energy for one use"
    )
    elasticity: float = real(
        1.2, low=0.0, high=3.0, step=0.1, symbol="η", meaning="price elasticity of use"
    )
    cap: float = real(
        2.0, low=0.5, high=5.0, step=0.5, meaning="most energy that is allowed, over that before"
    )

    random = False
    card = Card(
        assumes="The price of a use falls as its energy does, and one elasticity holds over the "
        "whole fall.",
        leaves_out="The energy for making the machines, and uses that pay with something else than "
        "money.",
        absent="Whoever lives beside the power station.",
        wrong_if="Energy is a small part of the price, or use is already all that anybody wants.",
        boundary="Energy falls if and only if the elasticity is below 1, or a cap binds.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return use and energy by elasticity."""
        elasticity = np.union1d(np.linspace(0, 3, 31).round(9), [self.elasticity])
        left = 1 - self.saving
        energy = left ** (1 - elasticity)
        capped = np.minimum(energy, self.cap)
        return pd.DataFrame(
            {
                "elasticity": elasticity,
                "use": energy / left,
                "energy": energy,
                "capped": capped,
                "served": capped / left,
                "yours": elasticity == self.elasticity,
            }
        )


@model
class CoolingWater(Model):
    """Litres for a kilowatt-hour of computing, at the server and at the power station.

    Water use effectiveness: W = site · (1 − d) + grid · (1 + k · d), where d is the share cooled
    without water and k the extra electricity that this takes. A litre at the site may count
    `thirst` times a litre at the power stations. All defaults are illustrative.

    Returns rows by `dry` (0 to 1, and the one chosen): `at_site`, `at_plants` and `litres` (their
    sum), `weighted` (with the thirst of the site) and `yours`. [li2023thirsty]
    """

    dry: float = real(
        0.0, low=0.0, high=1.0, step=0.1, symbol="d", meaning="share of cooling that takes no water"
    )
    site: float = real(
        1.0,
        low=0.0,
        high=2.0,
        step=0.1,
        unit="litres",
        meaning="evaporated at the site, a kilowatt-hour",
    )
    grid: float = real(
        3.0,
        low=0.0,
        high=8.0,
        step=0.5,
        unit="litres",
        meaning="consumed by power stations, a kilowatt-hour",
    )
    extra: float = real(
        0.15,
        low=0.0,
        high=0.6,
        step=0.05,
        symbol="k",
        meaning="extra electricity of cooling without water",
    )
    thirst: float = real(
        1.0, low=1.0, high=100.0, step=1, scale="log", meaning="what a litre at the site counts"
    )

    random = False
    card = Card(
        assumes="Averages over a year, one grid, and water that is consumed (evaporated) instead "
        "of merely borrowed.",
        leaves_out="Making chips, sea water, waste water, seasons, and the hour at which a query "
        "is answered.",
        absent="The other users of the well, who appear as a weight.",
        wrong_if="The grid runs on wind and sun, or the site on the sea.",
        boundary="Where power is thirsty, cooling without water takes more of it; where the site "
        "is, less.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return litres by the share that is cooled without water."""
        dry = np.union1d(np.linspace(0, 1, 11).round(9), [self.dry])
        at_site = self.site * (1 - dry)
        at_plants = self.grid * (1 + self.extra * dry)
        return pd.DataFrame(
            {
                "dry": dry,
                "at_site": at_site,
                "at_plants": at_plants,
                "litres": at_site + at_plants,
                "weighted": self.thirst * at_site + at_plants,
                "yours": dry == self.dry,
            }
        )
