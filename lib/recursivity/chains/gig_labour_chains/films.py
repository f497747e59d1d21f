"""The films of *Gig-labour chains*: a dollar down and an hour up, and a town that falls silent."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ... import style
from ...core import RULES, Model
from ...explore import Chart, Choice, Film, Frame, Look, Stage
from ...explore.film import heap
from . import BoughtSilence, LabourChain
from .silence import Talk

# --------------------------------------------------------------- a dollar down, an hour up

COIN = 0.25  # dollars
MOST_COINS = 480
LEFT, RIGHT = 8.0, 92.0
BENCH = 40.0  # where the hour travels, and the foot of every pile
PER_ROW = 4
HOUR, PAID, KEPT = range(3)


def _stations(stages: int) -> np.ndarray:
    """Return where client, stages and worker stand, across the stage."""
    return np.linspace(LEFT, RIGHT, stages)


def _coins(table: pd.DataFrame, column: str) -> np.ndarray:
    """Return how many coins each stage keeps: rounded where they have been passed on so far."""
    passed = np.round(table[column].cumsum() / COIN).astype(int)
    return np.diff(passed, prepend=0)


def _record_chain(model: Model, seed: int) -> Iterator[Frame]:
    """Yield a frame a stage: the price on its way down, the hour on its way up, then the raise."""
    table = model.run()
    kept = _coins(table, "kept")
    stages = len(table)
    hearts = _stations(stages)
    raised = {rule: model.but(rule=rule).run() for rule in reversed(RULES)}
    most = max(_coins(after, "kept_after").max() for after in raised.values())
    gap = min(2.6, PER_ROW * (BENCH - 6) / max(most, 1))
    for stage in range(stages):
        # What has been kept stays where it was kept; the rest stands at this stage.
        piles = [*kept[:stage], kept[stage:].sum()]
        received = table.received[stage]
        where = "The client" if stage == 0 else f"Firm {stage}"
        where = "The worker" if stage == stages - 1 else where
        yield _frame(
            piles,
            hearts,
            gap,
            hour=stages - 1 - stage,
            moving=stage,
            measures=(received, table.received[0]),
            says=f"{where} holds {received:.2f} dollars of the {table.received[0]:.2f} that an "
            f"hour is paid; {table.received[0] - received:.2f} have stayed on the way. The hour is "
            f"{_whereabouts(stages - 1 - stage, stages)}.",
        )
    for rule, after in raised.items():
        wage, price = after.received_after.iloc[-1], after.received_after.iloc[0]
        yield _frame(
            _coins(after, "kept_after"),
            hearts,
            gap,
            hour=0,
            moving=stages,
            measures=(wage, price),
            says=f"The worker's pay times {model.rise:g}, to {wage:.2f} dollars: where every firm "
            f"keeps its {rule}, the client pays {price:.2f} instead of {table.received[0]:.2f}.",
        )


def _whereabouts(station: int, stages: int) -> str:
    if station == 0:
        return "with the client"
    return "with the worker" if station == stages - 1 else f"with firm {station}"


def _frame(
    piles: list[int],
    hearts: np.ndarray,
    gap: float,
    *,
    hour: int,
    moving: int,
    measures: tuple[float, float],
    says: str,
) -> Frame:
    """Return piles of coins, the first of them nearest to the client, and the hour below them."""
    places = []
    looks = []
    for station, coins in enumerate(piles):
        heart = hearts[station]
        places += [heap(number, heart, BENCH - 4, PER_ROW, gap) for number in range(int(coins))]
        looks += [PAID if station in (moving, len(hearts) - 1) else KEPT] * int(coins)
    x, y = np.array([(hearts[hour], BENCH), *places]).T
    return Frame(
        x=x,
        y=y,
        look=[HOUR, *looks],
        size=[1.0, *[gap / 2.6] * len(looks)],
        measures=measures,
        says=says,
    )


_CHAIN = LabourChain()
_NAMES = ("client", *(f"firm {number}" for number in range(1, _CHAIN.tiers + 1)), "worker")

a_dollar_down = Film(
    name="a_dollar_down",
    title="Money down, an hour up",
    home=__name__,
    model=_CHAIN,
    record=_record_chain,
    stage=Stage(
        height=48.0,
        marks=(
            Look(word="an hour of work", colour=style.VERMILION, shape="square", size=1.8),
            Look(word="25 cents, passed on", colour=style.BLUE, size=1.1),
            Look(word="25 cents, kept", colour=style.FAINT, shape="ring", size=1.0),
        ),
        words=[
            (place, 46.0, name) for place, name in zip(_stations(len(_NAMES)), _NAMES, strict=True)
        ],
        chart=Chart(
            title="dollars an hour",
            lines=(
                Look(word="held at this stage", colour=style.BLUE, shape="line"),
                Look(word="paid by the client", colour=style.FAINT, shape="dashes"),
            ),
            ticks={0.0: "0", 12.5: "12.50", 25.0: "25"},
        ),
    ),
    step="step",
    pace=0.8,
    seeds=(0,),
    seals=("A13-central-vs-tree-crowdturfing",),
)

# ----------------------------------------------------------------------- the town that falls silent

ACROSS = 20
SPEAKS, SILENT, SPEAKS_AGAINST, SILENT_AGAINST, BOUGHT = range(5)


def _record_silence(model: Model, seed: int) -> Iterator[Frame]:
    """Yield a frame a round: who speaks, who is silent, and the posts that were bought."""
    posts = round(model.bought * model.people)
    ours = int(model.sides.sum())
    # Each side fills its half of the square, column by column.
    rows = int(np.ceil(model.people / ACROSS))
    column, row = np.divmod(np.arange(model.people), rows)
    x = 5 + column * 90 / (ACROSS - 1)
    y = 8 + row * min(3.6, 40 / rows)
    bought_x = 3 + np.arange(posts) * min(2.4, 94 / max(posts, 1))
    for number, talk in enumerate(model.steps(seed)):
        voice = talk.voice[0]
        looks = np.where(
            model.sides,
            np.where(voice > 0, SPEAKS, SILENT),
            np.where(voice < 0, SPEAKS_AGAINST, SILENT_AGAINST),
        )
        yield Frame(
            x=np.append(bought_x, x),
            y=np.append(np.full(posts, 3.0), y),
            look=np.append(np.full(posts, BOUGHT), looks),
            measures=(float(talk.said[0]), ours / model.people),
            says=_say_round(number, talk, posts, ours, model.people),
        )


def _say_round(number: int, talk: Talk, posts: int, ours: int, people: int) -> str:
    voice = talk.voice[0]
    return (
        f"Round {number}: {int((voice > 0).sum())} of {ours} people speak for the buyers' side and "
        f"{int((voice < 0).sum())} of {people - ours} against it; {posts} posts are bought. Of "
        f"what people say {talk.said[0]:.0%} is for the buyers, and no opinion has changed."
    )


def _silence_answer() -> tuple[int, str]:
    last = BoughtSilence().run().iloc[-1]
    return 2, (
        f"In {last.won:.0%} of forty towns over 90% of what people say is for the buyers' side at "
        "the end, although half of the people are against it and nobody has changed an opinion."
    )


the_silent_town = Film(
    name="the_silent_town",
    title="The town that falls silent",
    home=__name__,
    model=BoughtSilence(),
    record=_record_silence,
    question=Choice(
        ask="Half of two hundred people are for something and half against, and nobody changes an "
        "opinion. People speak up the more, the more support they see. Somebody buys eight posts a "
        "round. What is said after forty rounds?",
        options=(
            "Half for, half against, and eight bought posts",
            "Somewhat more for than against",
            "In most towns hardly anybody speaks against",
        ),
        leans=("too even", "too even", ""),
        answer=_silence_answer,
    ),
    stage=Stage(
        height=50.0,
        marks=(
            Look(word="speaks for the buyers' side", colour=style.BLUE, size=1.4),
            Look(word="is of that side, and silent", colour=style.BLUE, shape="ring", size=0.6),
            Look(word="speaks against", colour=style.VERMILION, shape="square", size=1.3),
            Look(word="is against, and silent", colour=style.VERMILION, shape="frame", size=0.6),
            Look(word="a bought post", colour=style.OCHRE, shape="square", size=0.9),
        ),
        chart=Chart(
            title="share of what people say that is for the buyers' side",
            lines=(
                Look(word="what is said", colour=style.BLUE, shape="line"),
                Look(word="what people think", colour=style.FAINT, shape="dashes"),
            ),
            ticks=style.percent(0.0, 0.5, 1.0),
        ),
    ),
    step="round",
    pace=3,
    seals=("A18-spiral-of-silence-bought",),
)
