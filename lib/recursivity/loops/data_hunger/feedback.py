"""Two loops that several sciences share: feedback, and a rule that learns from surprise."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ...core import Card, Model, band, model, option, real, whole

STEPS = 80
CEILING = 10
TRIALS = 60


@model
class FeedbackLoop(Model):
    """A system that lives on the reactions it causes.

    Feedback control: the next state is gain · (the state `delay` steps ago) + `push` + noise. A
    gain within ±1 settles at push/(1 − gain); a gain beyond runs away; a negative one overshoots,
    in waves of 2·(delay + 1) steps. Saturating responses bend at a ceiling of 10:
    next = 10·tanh((gain · state + push)/10), and runaway becomes lock-in. In short::

        for step in range(80):
            reaction = gain * states[step - delay] + push    # before step 0: `start`
            if response == "saturating":
                reaction = 10 * tanh(reaction / 10)
            states.append(reaction + normal(noise))

    Returns
    -------
    Rows by `step` (0 to 80): `low`, `median`, `high` of the state (tenth, fiftieth and ninetieth
    percentile of 60 worlds). [wiener1948]
    """

    gain: float = real(
        0.5,
        low=-1.5,
        high=1.5,
        step=0.1,
        symbol="g",
        meaning="how strongly the state feeds back on itself",
    )
    delay: int = whole(
        0, low=0, high=10, symbol="τ", unit="steps", meaning="age of the state that is reacted to"
    )
    push: float = real(
        1.0, low=-5.0, high=5.0, step=0.5, symbol="u", meaning="steady input from outside"
    )
    noise: float = real(0.1, low=0.0, high=1.0, step=0.1, meaning="typical shock in one step")
    start: float = real(
        0.0, low=-10.0, high=10.0, step=1.0, meaning="state at the beginning and before it"
    )
    response: str = option(
        "linear", options=("linear", "saturating"), meaning="whether the reaction has a ceiling"
    )

    card = Card(
        assumes="One number describes the system, and it reacts to nothing but its own past and a "
        "steady push.",
        leaves_out="Learning: the gain never changes, and nobody redesigns the loop.",
        absent="Who watches the response, and who set the gain.",
        wrong_if="The system notices that its input is its own echo, and discounts it.",
        boundary="With a ceiling runaway turns into lock-in: where it ends depends on where it "
        "began.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return the state of many worlds after each step."""
        worlds = 60
        shocks = rng.normal(0, self.noise, (STEPS, worlds))
        states = np.full((STEPS + 1, worlds), self.start)
        for step in range(STEPS):
            reaction = self.gain * states[max(step - self.delay, 0)] + self.push
            if self.response == "saturating":
                reaction = CEILING * np.tanh(reaction / CEILING)
            states[step + 1] = reaction + shocks[step]
        low, median, high = band(states, axis=1)
        return pd.DataFrame(
            {"step": np.arange(STEPS + 1), "low": low, "median": median, "high": high}
        )

    @property
    def resting_point(self) -> float:
        """push/(1 − gain), where a linear loop comes to rest; infinite where it never does."""
        return self.push / (1 - self.gain) if abs(self.gain) < 1 else math.inf


# ---------------------------------------------------------------- one rule, four vocabularies


def rescorla_wagner(
    start: float, outcomes: np.ndarray, cues: np.ndarray, salience: float
) -> np.ndarray:
    """Return associative strengths: the cues that are present share one surprise.

    Each of them moves by salience · (outcome − sum of their strengths). Conditioning.
    [rescorla1972]

    Parameters
    ----------
    start : strength of every cue before the first trial.
    outcomes : what followed on each trial, of shape (trials,).
    cues : 1 where a cue is present on a trial and 0 elsewhere, of shape (trials, cues).
    salience : how far one surprise moves a strength, from 0 to 1.

    Returns
    -------
    Strengths before the first trial and after each, of shape (trials + 1, cues).
    """
    strengths = [np.full(cues.shape[1], start)]
    for present, outcome in zip(cues, outcomes, strict=True):
        surprise = outcome - strengths[-1][present == 1].sum()
        strengths.append(strengths[-1] + salience * surprise * present)
    return np.array(strengths)


def bush_mosteller(start: float, outcomes: np.ndarray, rate: float) -> np.ndarray:
    """Return the chance of a response: one operator after reward, another after none.

    Mathematical psychology. [bushmosteller1955]

    Parameters
    ----------
    start : chance before the first trial, from 0 to 1.
    outcomes : 1 for reward and 0 for none, of shape (trials,).
    rate : how far one trial moves the chance, from 0 to 1.

    Returns
    -------
    Chances before the first trial and after each, of shape (trials + 1,).
    """
    probabilities = [start]
    for rewarded in outcomes:
        p = probabilities[-1]
        probabilities.append(p + rate * (1 - p) if rewarded else (1 - rate) * p)
    return np.array(probabilities)


def least_mean_squares(
    start: float, outcomes: np.ndarray, inputs: np.ndarray, rate: float
) -> np.ndarray:
    """Return the weights of an adaptive filter: each follows the gradient of the squared error.

    Signal processing.

    Parameters
    ----------
    start : every weight before the first trial.
    outcomes : the signal that is wanted on each trial, of shape (trials,).
    inputs : what the filter receives, of shape (trials, weights).
    rate : how far one error moves a weight: twice the step along the gradient.

    Returns
    -------
    Weights before the first trial and after each, of shape (trials + 1, weights).
    """
    weights = [np.full(inputs.shape[1], start)]
    for x, desired in zip(inputs, outcomes, strict=True):
        gradient = -2 * (desired - weights[-1] @ x) * x
        weights.append(weights[-1] - rate / 2 * gradient)
    return np.array(weights)


def exponential_smoothing(start: float, outcomes: np.ndarray, smoothing: float) -> np.ndarray:
    """Return a forecast: a weighted average of the newest value and the forecast before.

    Sales and stocks.

    Parameters
    ----------
    start : forecast before the first value.
    outcomes : the values, of shape (trials,).
    smoothing : weight of the newest value, from 0 to 1.

    Returns
    -------
    Forecasts before the first value and after each, of shape (trials + 1,).
    """
    forecasts = [start]
    for value in outcomes:
        forecasts.append(smoothing * value + (1 - smoothing) * forecasts[-1])
    return np.array(forecasts)


@model
class DeltaRule(Model):
    """Four sciences, four names, one equation.

    Delta rule: value ← value + α · (outcome − value). Conditioning (Rescorla and Wagner),
    mathematical psychology (Bush and Mosteller), adaptive filters (least mean squares) and
    forecasting (exponential smoothing) each wrote it down in their own terms. One cue is rewarded
    at random; half of a surprise is forgotten after ln ½ / ln(1 − α) trials.

    Returns
    -------
    Rows by `trial` (1 to 60): `outcome` (0 or 1) and the value after it by each of the four rules:
    `rescorla_wagner`, `bush_mosteller`, `least_mean_squares`, `exponential_smoothing`.
    [rescorla1972, bushmosteller1955]
    """

    rate: float = real(
        0.1,
        low=0.01,
        high=1.0,
        step=0.01,
        scale="log",
        symbol="α",
        meaning="how far one surprise moves the value",
    )
    reward: float = real(0.8, low=0.0, high=1.0, step=0.05, meaning="chance of reward on a trial")
    start: float = real(0.0, low=0.0, high=1.0, step=0.1, meaning="value before the first trial")

    card = Card(
        assumes="One cue, outcomes of one kind, a constant rate.",
        leaves_out="Attention, models of the situation, and rates that adapt.",
        absent="Meaning, bodies and motives: what the outcome is for the one who learns.",
        wrong_if="Learning depends on more than surprise, such as on how surprising the world has "
        "been of late.",
        boundary="With two cues they part ways: a shared surprise blocks the second cue, separate "
        "averages do not.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return one series of outcomes and the four trajectories."""
        outcomes = (rng.random(TRIALS) < self.reward).astype(float)
        one_cue = np.ones((TRIALS, 1))
        strengths = rescorla_wagner(self.start, outcomes, one_cue, self.rate)
        weights = least_mean_squares(self.start, outcomes, one_cue, self.rate)
        return pd.DataFrame(
            {
                "trial": np.arange(1, TRIALS + 1),
                "outcome": outcomes,
                "rescorla_wagner": strengths[1:, 0],
                "bush_mosteller": bush_mosteller(self.start, outcomes, self.rate)[1:],
                "least_mean_squares": weights[1:, 0],
                "exponential_smoothing": exponential_smoothing(self.start, outcomes, self.rate)[1:],
            }
        )

    @property
    def half_life(self) -> float:
        """Trials after which half of a surprise is forgotten: ln ½ / ln(1 − rate)."""
        return math.log(0.5) / math.log1p(-self.rate) if self.rate < 1 else 0.0
