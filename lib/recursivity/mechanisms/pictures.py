"""One small picture a mechanism, for the page *The family of mechanisms*.

Each is drawn from a few lines that show the mechanism alone, most of them with the very function of
`core` that the chapters call.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import core, style
from ..core import (
    followers,
    generator,
    lock_in_threshold,
    majority,
    plateau,
    preferential_attachment,
    two_colour_urn,
)
from ..core.input_output import outputs
from ..explore import Picture


def _axes(x: str, y: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(style.WIDTH, 2.3))
    ax = figure.add_axes((0.1, 0.23, 0.87, 0.62))
    ax.set(xlabel=x)
    ax.set_title(y, loc="left", fontsize=11, color=style.INK)
    return figure, ax


def urn() -> Picture:
    """Draw eight urns with the same start."""
    figure, ax = _axes("draws", "share of red balls in eight urns with one start")
    luck = generator(0).random((300, 8))

    def put_back(draw: int, red: np.ndarray, blue: np.ndarray) -> tuple:
        drawn = luck[draw] < red / (red + blue)
        return drawn, ~drawn

    shares = two_colour_urn(np.ones(8), np.ones(8), 300, put_back)
    for world, share in enumerate(shares.T):
        ax.plot(share, color=style.COLOURS[world % 6], lw=1.2)
    ends = shares[-1]
    ax.set(xlim=(0, 300), ylim=(0, 1))
    return Picture(
        figure,
        "Eight lines that begin at one half, swing, and settle, each at a share of its own: "
        + ", ".join(f"{end:.0%}" for end in sorted(ends))
        + ".",
    )


def threshold() -> Picture:
    """Draw how many act, against how many acted before, and where that ends."""
    figure, ax = _axes("share who act already", "share who act next, at two spreads of thresholds")
    x = np.linspace(0, 1, 200)
    ends = []
    for colour, dash, spread in (
        (style.BLUE, style.DASHES[0], 0.1),
        (style.VERMILION, style.DASHES[1], 0.3),
    ):
        steps = 1 / (1 + np.exp(-(x - 0.4) / spread * 1.7))
        ax.plot(x, steps, color=colour, ls=dash)
        at = 0.0
        for _ in range(500):
            at = 1 / (1 + np.exp(-(at - 0.4) / spread * 1.7))
        ax.plot(at, at, "o", color=colour)
        ends.append(at)
    ax.plot(x, x, color=style.FAINT, lw=1)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    return Picture(
        figure,
        "Two rising curves over the diagonal. Begun by nobody, the crowd with like thresholds "
        f"stops at {ends[0]:.0%}, the crowd with unlike thresholds at {ends[1]:.0%}.",
    )


def delta_rule() -> Picture:
    """Draw an expectation that moves by a tenth of each surprise."""
    figure, ax = _axes("trials", "expectation, at rates of 0.1 and 0.4")
    trial = np.arange(31)
    for colour, dash, rate in (
        (style.BLUE, style.DASHES[0], 0.1),
        (style.VERMILION, style.DASHES[1], 0.4),
    ):
        expected = [0.0]
        for _ in trial[1:]:
            expected.append(core.delta_rule(expected[-1], 1.0, rate))
        ax.plot(trial, expected, color=colour, ls=dash)
    ax.set(xlim=(0, 30), ylim=(0, 1))
    half = np.log(0.5) / np.log(0.9)
    return Picture(
        figure,
        "Two curves from 0 towards a sure reward of 1. At a rate of one tenth half of the way is "
        f"gone after {half:.1f} trials, at four tenths after {np.log(0.5) / np.log(0.6):.1f}.",
    )


def attachment() -> Picture:
    """Draw how many have how many followers, with and without copying."""
    figure, ax = _axes("followers", "share of users with at least so many")
    most = []
    for colour, dash, copying in (
        (style.BLUE, style.DASHES[0], 0.0),
        (style.VERMILION, style.DASHES[1], 0.7),
    ):
        counts = followers(preferential_attachment(20_000, 3, copying, generator(0)))
        ordered = np.sort(counts)[::-1]
        share = np.arange(1, len(ordered) + 1) / len(ordered)
        seen = ordered > 0
        ax.loglog(ordered[seen], share[seen], color=colour, ls=dash)
        most.append(ordered[0])
    return Picture(
        figure,
        "On logarithmic axes a curve that drops and one that runs out in a long straight tail. Of "
        f"20,000 users the most followed has {most[0]:,} followers where each is chosen alike, and "
        f"{most[1]:,} where seven follows in ten are copied.",
    )


def annotation() -> Picture:
    """Draw how often a majority is right."""
    figure, ax = _axes("labellers", "how often their majority is right")
    crowd = np.arange(1, 32, 2)
    ends = []
    for colour, dash, right in (
        (style.BLUE, style.DASHES[0], 0.7),
        (style.VERMILION, style.DASHES[1], 0.45),
    ):
        found = [majority(int(k), right) for k in crowd]
        ax.plot(crowd, found, color=colour, ls=dash, marker="o", ms=3)
        ends.append(found[-1])
    ax.set(xlim=(0, 32), ylim=(0, 1))
    return Picture(
        figure,
        f"With 31 labellers a majority is right {ends[0]:.0%} of the time where each is right "
        f"seven times in ten, and {ends[1]:.0%} where each is right less than half of the time.",
    )


def tournament() -> Picture:
    """Draw effort in a contest against the number of contestants."""
    figure, ax = _axes("contestants", "effort of each, and of all, in prizes")
    many = np.arange(2, 21)
    each = (many - 1) / many**2
    ax.plot(many, each, color=style.BLUE, marker="o", ms=3)
    ax.plot(many, many * each, color=style.VERMILION, ls=style.DASHES[1], marker="s", ms=3)
    ax.set(xlim=(1, 21), ylim=(0, 1))
    return Picture(
        figure,
        "In a contest in which chances follow effort, two contestants spend "
        f"{each[0]:.2f} of the prize each; twenty spend {each[-1]:.3f} each and "
        f"{20 * each[-1]:.2f} together.",
    )


def input_output() -> Picture:
    """Draw the rounds of an order through a matrix of three sectors."""
    figure, ax = _axes("rounds back in the chain", "what one unit ordered sets in motion, so far")
    matrix = np.array([[0.1, 0.3, 0.0], [0.2, 0.1, 0.4], [0.1, 0.1, 0.2]])
    order = np.array([1.0, 0.0, 0.0])
    so_far = [order]
    for _ in range(10):
        so_far.append(order + matrix @ so_far[-1])
    for colour, dash, column in zip(style.COLOURS, style.DASHES, np.array(so_far).T, strict=False):
        ax.plot(column, color=colour, ls=dash, marker="o", ms=3)
    whole = outputs(matrix, order)
    ax.set(xlim=(0, 10))
    return Picture(
        figure,
        "Three rising, flattening lines: an order of one unit from the first sector ends in "
        + ", ".join(f"{x:.2f}" for x in whole)
        + " units of output of the three.",
    )


def concept_drift() -> Picture:
    """Draw a truth that wanders and two memories of it."""
    figure, ax = _axes("days", "a truth, and the mean of 5 and 80 days")
    rng = generator(4)
    truth = rng.normal(0, 0.3, 200).cumsum()
    seen = truth + rng.normal(0, 1, 200)
    ax.plot(truth, color=style.FAINT, lw=1.5)
    errors = []
    for colour, dash, days in (
        (style.BLUE, style.DASHES[0], 5),
        (style.VERMILION, style.DASHES[1], 80),
    ):
        mean = np.array([seen[max(0, t - days + 1) : t + 1].mean() for t in range(200)])
        ax.plot(mean, color=colour, ls=dash, lw=1.5)
        errors.append(np.abs(mean - truth)[80:].mean())
    ax.set(xlim=(0, 200))
    return Picture(
        figure,
        "A grey line wanders; the short memory follows it and trembles, the long one is smooth and "
        f"late. Off by {errors[0]:.1f} and {errors[1]:.1f} on the mean day.",
    )


def learning_curve() -> Picture:
    """Draw a power law down to its floor."""
    figure, ax = _axes("examples", "error, on logarithmic axes")
    n = np.logspace(0, 7, 100)
    ax.loglog(n, n**-0.3 + 0.02, color=style.BLUE)
    ax.axhline(0.02, color=style.FAINT, ls=style.DASHES[1], lw=1.2)
    return Picture(
        figure,
        "A straight fall that bends into a floor of 0.02: above it each halving takes "
        f"{2 ** (1 / 0.3):.0f} times the examples.",
    )


def feedback_loop() -> Picture:
    """Draw three loops with three gains."""
    figure, ax = _axes("steps", "what is in the loop, at gains of 0.5, −0.8 and 1.1")
    ends = []
    for colour, dash, gain in zip(style.COLOURS, style.DASHES, (0.5, -0.8, 1.1), strict=False):
        state = [0.0]
        for _ in range(15):
            state.append(1 + gain * state[-1])
        ax.plot(state, color=colour, ls=dash)
        ends.append(state[-1])
    ax.set(xlim=(0, 15), ylim=(-1, 12))
    return Picture(
        figure,
        f"Pushed by 1 at every step, one loop settles at {ends[0]:.1f}, one swings towards "
        f"{1 / 1.8:.1f}, and the third runs away: {ends[2]:.0f} after fifteen steps.",
    )


def attention_budget() -> Picture:
    """Draw a following that fills and leaks."""
    figure, ax = _axes("days", "followers, where 1,000 are within reach")
    days = np.arange(301)
    ends = []
    for colour, dash, loss in (
        (style.BLUE, style.DASHES[0], 0.0),
        (style.VERMILION, style.DASHES[1], 0.01),
    ):
        end = float(plateau(1000, 0.02, loss))
        ax.plot(days, end * (1 - np.exp(-(0.02 + loss) * days)), color=colour, ls=dash)
        ends.append(end)
    ax.set(xlim=(0, 300), ylim=(0, 1050))
    return Picture(
        figure,
        f"Two curves that level off: at {ends[0]:.0f} where nobody leaves, at {ends[1]:.0f} where "
        "one in a hundred leaves each day and two in a hundred of the others come.",
    )


def selection() -> Picture:
    """Draw worth and luck of those above a bar."""
    rng = generator(0)
    worth = rng.normal(size=3000)
    score = worth + rng.normal(size=3000)
    chosen = score > np.quantile(score, 0.95)
    figure, ax = _axes("worth", "score; the chosen twentieth is darker")
    ax.scatter(worth[:250], score[:250], s=4, color=style.FAINT, lw=0)
    ax.scatter(worth[chosen][:60], score[chosen][:60], s=6, color=style.VERMILION, lw=0)
    return Picture(
        figure,
        "A cloud with its top coloured. The chosen have a mean score of "
        f"{score[chosen].mean():.1f}, a mean worth of {worth[chosen].mean():.1f}, and for the rest "
        "luck.",
    )


def incentives() -> Picture:
    """Draw effort on a counted and an uncounted task against the reward for the count."""
    figure, ax = _axes("reward for what is counted", "effort on the counted and uncounted task")
    reward = np.linspace(0, 1, 50)
    tied = 0.5
    counted = (1 + reward - tied) / (1 - tied**2)
    uncounted = (1 - tied * (1 + reward)) / (1 - tied**2)
    ax.plot(reward, counted, color=style.BLUE)
    ax.plot(reward, uncounted, color=style.VERMILION, ls=style.DASHES[1])
    ax.set(xlim=(0, 1), ylim=(0, 2.1))
    return Picture(
        figure,
        f"As the reward rises from 0 to 1, effort on what is counted goes from {counted[0]:.2f} to "
        f"{counted[-1]:.2f}, on what is not counted from {uncounted[0]:.2f} to "
        f"{uncounted[-1]:.2f}.",
    )


def bayesian_updating() -> Picture:
    """Draw the share of truth that a lean leaves over, and where it turns."""
    figure, ax = _axes("share of evidence lost to a wrong lean", "pull towards the truth")
    lost = np.linspace(0, 0.8, 50)
    turn = lock_in_threshold(0.7)
    ax.plot(lost, (1 - lost) * 0.7 - 0.5, color=style.BLUE)
    ax.axhline(0, color=style.FAINT, lw=1)
    ax.plot(turn, 0, "o", color=style.VERMILION)
    ax.set(xlim=(0, 0.8))
    return Picture(
        figure,
        "A falling line that crosses zero: where seven documents in ten speak for the truth, a "
        f"lean that loses more than {turn:.0%} of them is never worn down.",
    )


def sampling() -> Picture:
    """Draw the error of a random and of a skewed sample against its size."""
    figure, ax = _axes("people asked, logarithmic", "typical error, in points")
    n = np.logspace(1, 6, 50)
    chance = 100 * 0.5 / np.sqrt(n)
    skewed = np.sqrt(chance**2 + 5**2)
    ax.loglog(n, chance, color=style.BLUE)
    ax.loglog(n, skewed, color=style.VERMILION, ls=style.DASHES[1])
    return Picture(
        figure,
        "The error of people drawn by lot falls without end, "
        f"{chance[-1]:.2f} points at a million; that of volunteers who lean by five points stops "
        "at five.",
    )


def market() -> Picture:
    """Draw what one buyer pays where supply rises."""
    figure, ax = _axes("people at work", "pay, and what one more costs a single buyer")
    people = np.linspace(0, 10, 50)
    ax.plot(people, 2 + people, color=style.BLUE)
    ax.plot(people, 2 + 2 * people, color=style.VERMILION, ls=style.DASHES[1])
    ax.axhline(12, color=style.FAINT, lw=1.2)
    ax.plot([5, 10], [7, 12], "o", color=style.INK)
    ax.set(xlim=(0, 10.5), ylim=(0, 15))
    return Picture(
        figure,
        "Where each is worth 12, many buyers hire ten at a pay of 12; a single buyer, for whom one "
        "more raises everybody's pay, hires five at 7.",
    )


def waterfall() -> Picture:
    """Draw ten units on their way down four stages that each keep three tenths."""
    figure, ax = _axes("stage", "what is left of 10")
    chain = core.waterfall(10.0, [0.3] * 4)
    ax.bar(range(5), chain.received, color=style.BLUE, width=0.7)
    ax.set_xticks(range(5), ["client", "1", "2", "3", "worker"])
    return Picture(
        figure,
        "Five falling bars: " + ", ".join(f"{x:.2f}" for x in chain.received) + ".",
    )


def measurement() -> Picture:
    """Draw mean, median and the share below the mean of a skewed quantity."""
    amounts = np.exp(generator(1).normal(0, 1, 20_000))
    figure, ax = _axes("amount", "how many have so much")
    ax.hist(amounts, bins=np.linspace(0, 8, 60), color=style.SKY)
    ax.axvline(np.median(amounts), color=style.BLUE)
    ax.axvline(amounts.mean(), color=style.VERMILION, ls=style.DASHES[1])
    ax.set_yticks([])
    ax.set(xlim=(0, 8))
    below = (amounts < amounts.mean()).mean()
    return Picture(
        figure,
        f"A hump with a long tail: the median is {np.median(amounts):.1f}, the mean "
        f"{amounts.mean():.1f}, and {below:.0%} have less than the mean.",
    )
