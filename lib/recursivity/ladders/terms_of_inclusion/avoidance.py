"""What watching does to those who are watched, and two of their answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ...core import Card, Model, band, model, real, whole

SURVEYS = 400  # simulated surveys for each chance of flipping


@model
class SystemAvoidance(Model):
    """The more a service watches those who come, the fewer of those it watches for come.

    System avoidance, or a Laffer curve of surveillance: each person of a watched group keeps using
    the service with probability exp(−fear · s) at a surveillance of s. Fear has mean k and a
    relative variance v over people (a gamma law), so that use = (1 + v·k·s)^(−1/v), and exp(−k·s)
    where all fear alike. Detected is `detection` · s · use. It peaks at s = 1/(k·(1 − v)), and
    never where v >= 1: what the fearful take away, those without fear outweigh.

    One service, person by person::

        come = known = 0
        for person in watched_group:
            fear = rng.gamma(shape=1 / v, scale=v * k)  # k, where v is 0
            if rng.random() < exp(-fear * s):
                come += 1
                known += rng.random() < detection * s
        use = come / len(watched_group)
        detected = known / len(watched_group)

    Returns rows by `surveillance` (0 to 1, and the one chosen): `use` (share of the group that
    still comes), `detected` (share of the group), `register` (the group's share of the service's
    register, to which everybody else comes) and `yours`. [brayne2014, remster2018]
    """

    surveillance: float = real(
        0.3, low=0.0, high=1.0, step=0.05, symbol="s", meaning="how much of each visit is recorded"
    )
    fear: float = real(
        1.5,
        low=0.0,
        high=6.0,
        step=0.5,
        symbol="k",
        meaning="mean fear: how fast use falls with surveillance",
    )
    variety: float = real(
        0.0,
        low=0.0,
        high=2.0,
        step=0.25,
        symbol="v",
        meaning="how unlike people's fears are (relative variance)",
    )
    detection: float = real(
        0.9,
        low=0.1,
        high=1.0,
        step=0.1,
        symbol="δ",
        meaning="share found under full watch, if all came",
    )
    group: float = real(
        0.1, low=0.01, high=0.5, step=0.01, meaning="the watched group's share of the population"
    )

    random = False
    card = Card(
        assumes="People know how much is recorded, and staying away is the only answer they have.",
        leaves_out="Need: some cannot stay away. Time, rumours, and services that are not watched.",
        absent="What the watching is for, and whether being found helps or harms.",
        wrong_if="Those who stay away do so for other reasons that go with being watched, such as "
        "poverty or distance.",
        boundary="Where fear is small (k < 1) or differs enough between people (v >= 1), more "
        "watching always finds more.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return use and detection for every surveillance."""
        surveillance = np.union1d(np.linspace(0, 1, 41).round(9), [self.surveillance])
        use = self.use(surveillance)
        return pd.DataFrame(
            {
                "surveillance": surveillance,
                "use": use,
                "detected": self.detection * surveillance * use,
                "register": self.group * use / (self.group * use + 1 - self.group),
                "yours": surveillance == self.surveillance,
            }
        )

    def use(self, surveillance: ArrayLike) -> np.ndarray:
        """Return the share of the watched group that still comes.

        Parameters
        ----------
        surveillance : how much of each visit is recorded, 0 to 1, of any shape.

        Returns
        -------
        Shares of that shape.
        """
        dread = self.fear * np.asarray(surveillance, dtype=float)
        if self.variety == 0:
            return np.exp(-dread)
        return (1 + self.variety * dread) ** (-1 / self.variety)

    @property
    def peak(self) -> float:
        """The surveillance that detects most: 1/(k·(1 − v)), and 1 where no peak comes before."""
        slope = self.fear * (1 - self.variety)
        return min(1.0, 1 / slope) if slope > 0 else 1.0


@model
class Obfuscation(Model):
    """Noise that hides each person and not the crowd.

    Randomised response: everybody flips a yes-or-no answer with probability p. The share of yes
    becomes λ = p + (1 − 2p)·τ, where τ is true, from which whoever knows p gets the truth back by
    (seen − p)/(1 − 2p), at the price of more people: λ(1 − λ)/(τ(1 − τ)(1 − 2p)²) times as many for
    the same precision, at least 1/(1 − 2p)².

    One survey, person by person::

        for person in range(people):
            answer = rng.random() < truth
            if rng.random() < flip:
                answer = not answer
            yes += answer
        seen = yes / people
        recovered = (seen - flip) / (1 - 2 * flip)

    Returns rows by `flip` (0 to 0.45, and the one chosen): `seen` (mean share of yes as given),
    `recovered` (mean of the inverted share) with `low` and `high` over 400 surveys, `people_needed`
    (times as many), `believed` (chance that somebody who said yes meant it) and `yours`.
    [warner1965, brunton2015]
    """

    flip: float = real(
        0.3,
        low=0.0,
        high=0.45,
        step=0.05,
        symbol="p",
        meaning="chance that an answer is turned round",
    )
    truth: float = real(
        0.3, low=0.05, high=0.95, step=0.05, symbol="τ", meaning="true share of yes"
    )
    people: int = whole(
        1000,
        low=100,
        high=10_000,
        step=100,
        scale="log",
        unit="people",
        meaning="people in a survey",
    )

    card = Card(
        assumes="Flips are independent, and everybody flips with the same probability.",
        leaves_out="Many questions at once, by which one person's noise can be averaged away.",
        absent="What it costs a person to make noise, in work and in trust.",
        wrong_if="Those with something to hide flip more often than others, so that noise itself "
        "tells.",
        boundary="A known flip can be undone for the crowd; an unknown one cannot.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what is seen and recovered at every chance of flipping."""
        flip = np.union1d(np.linspace(0, 0.45, 10).round(9), [self.flip])
        says_yes = flip + (1 - 2 * flip) * self.truth
        seen = rng.binomial(self.people, says_yes, (SURVEYS, len(flip))) / self.people
        recovered = (seen - flip) / (1 - 2 * flip)
        low, _, high = band(recovered)
        noisy = says_yes * (1 - says_yes)  # variance of an answer as given, and as it was meant
        plain = self.truth * (1 - self.truth)
        return pd.DataFrame(
            {
                "flip": flip,
                "seen": seen.mean(axis=0),
                "recovered": recovered.mean(axis=0),
                "low": low,
                "high": high,
                "people_needed": noisy / (plain * (1 - 2 * flip) ** 2),
                "believed": self.truth * (1 - flip) / says_yes,
                "yours": flip == self.flip,
            }
        )


@model
class InspectionGame(Model):
    """Officials who may break a rule, and bystanders who may film them.

    Inspection game, in its mixed equilibrium: an official breaks the rule with just the probability
    that makes filming worth its cost, cost/(conviction · worth), and is filmed with just the
    probability that makes breaking it a toss-up, gain/(conviction · sanction). Each side's rate is
    set by the other side's stakes. Where even a sure breach is not worth filming, or the sanction
    does not outweigh the gain though filming is sure, the rule is always broken.

    Returns rows by `sanction` (0.5 to 20, and the one chosen): `breaking` and `filming`
    (probabilities) and `yours`. Gain, sanction, cost and worth are in units of one's own, the
    official's or the bystander's; only their ratios count. [mann2003]
    """

    gain: float = real(
        1.0, low=0.1, high=5.0, step=0.1, meaning="what breaking the rule is worth to the official"
    )
    sanction: float = real(
        5.0, low=0.5, high=20.0, step=0.5, meaning="what a conviction costs the official"
    )
    conviction: float = real(
        0.3,
        low=0.0,
        high=1.0,
        step=0.05,
        meaning="chance that film of a breach ends in a conviction",
    )
    cost: float = real(
        0.1, low=0.01, high=1.0, step=0.01, scale="log", meaning="what filming costs the bystander"
    )
    worth: float = real(
        1.0, low=0.1, high=5.0, step=0.1, meaning="what a conviction is worth to the bystander"
    )

    random = False
    card = Card(
        assumes="Both sides know all the numbers and reason to the end; one encounter, with "
        "nothing after it.",
        leaves_out="Solidarity, anger, habit, and reprisals against whoever films.",
        absent="Courts and employers, who are a single probability.",
        wrong_if="People film because it is right, whatever comes of it: then sanctions deter as "
        "one would think.",
        boundary="If film never leads to a conviction nobody films, and nothing restrains the "
        "official.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return both rates for every sanction."""
        sanction = np.union1d(np.linspace(0.5, 20, 40).round(9), [self.sanction])
        breaking, filming = self.rates(sanction)
        return pd.DataFrame(
            {
                "sanction": sanction,
                "breaking": breaking,
                "filming": filming,
                "yours": sanction == self.sanction,
            }
        )

    def rates(self, sanction: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return how often the rule is broken and how often somebody films.

        Parameters
        ----------
        sanction : what a conviction costs the official, of any shape.

        Returns
        -------
        Two arrays of probabilities of that shape.
        """
        threat = self.conviction * np.asarray(sanction, dtype=float)  # if filming were sure
        if self.conviction * self.worth <= self.cost:  # even a sure breach is not worth filming
            return np.ones_like(threat), np.zeros_like(threat)
        restrained = self.cost / (self.conviction * self.worth)
        breaking = np.where(threat > self.gain, restrained, 1.0)
        filming = self.gain / np.maximum(threat, self.gain)
        return breaking, filming
