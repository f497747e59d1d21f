"""What a follower list says about one person in it: how unequal, which place, what limits, what a bridge would change.

`about` answers in one call. Each answer comes with what it rests on and what it cannot know; the numbers are in the fields of
`Standing`. Nothing here is a forecast. The limits follow from a list as it stands today and from two rates that hardly
anybody knows, unless there are two lists of different dates (`rates`). All of it is one pass or a few over the follows,
so that a million of them take about a second.
"""

from __future__ import annotations

import math
from functools import cached_property
from itertools import product

import attrs
import networkx as nx
import numpy as np
import pandas as pd

from ...core import Card, Model, ParameterError, gini, model, option, plateau, real, status_bound, top_share, whole
from ..finding import Finding, Findings
from .lists import Follows, from_networkx, from_pairs, read_follows
from ..reader import Source, count

TOPS = (0.01, 0.1, 0.2)  # shares of people whose share of attention is told
BOOSTERS = ("everybody who follows", "only those above")
NEIGHBOURS = 5  # shown above and below

# ---------------------------------------------------------------------------------------------------------- inequality


def gini_interval(amounts: np.ndarray, *, level: float = 0.95, draws: int = 1000, seed: int = 0) -> tuple[float, float]:
    """Return a bootstrap interval of the Gini coefficient: its quantiles when the people are drawn anew, with replacement.

    People with equal amounts are interchangeable, so what is drawn is how often each *value* occurs, a multinomial: the same
    law as drawing every person, at a cost that grows with the number of different values alone. Draws in which nobody has
    anything are passed over. Raises `ParameterError` where amounts are none, negative or all 0.
    """
    gini(amounts)  # refuses what has no Gini
    values, times = np.unique(np.asarray(amounts, dtype=float), return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(times.sum(), times / times.sum(), draws)
    held = np.cumsum(drawn * values, axis=1)
    held = held[some := held[:, -1] > 0]
    under = (drawn[some] * (held + np.concatenate([np.zeros((len(held), 1)), held[:, :-1]], axis=1))).sum(axis=1)
    ginis = 1 - under / (times.sum() * held[:, -1])
    low, high = np.quantile(ginis, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


# -------------------------------------------------------------------------------------------------------------- limits


def pool_of(follows: Follows, person: int, boosters: str = BOOSTERS[0]) -> np.ndarray:
    """Return who is within one person's reach, as yes and no: the followers, and the followers of those who may pass on.

    With "only those above" nobody passes on but followers who have a larger following than the person.
    """
    passing = np.zeros(len(follows), dtype=bool)
    passing[follows.followers_of(person)] = True
    reached = passing.copy()
    if boosters == "only those above":
        passing &= follows.audience > follows.audience[person]
    reached[follows.follower[passing[follows.followed]]] = True
    reached[person] = False
    return reached


def reach_of(follows: Follows, person: int) -> int:
    """Return how many can hear of one person through chains of any length, each passing on to their followers."""
    reached = np.zeros(len(follows), dtype=bool)
    reached[person] = True
    size = 0
    while size < (size := int(reached.sum())):
        reached[follows.follower[reached[follows.followed]]] = True
    return size - 1


def mutual_core(follows: Follows, person: int) -> int:
    """Return the largest k such that a person stands in a circle all of whose members follow k others of it mutually.

    It is the core number among mutual follows, found by peeling: who has too few left is taken away, until nobody is.
    """
    people = len(follows)
    there = follows.follower.astype(np.int64) * people + follows.followed
    back = follows.followed.astype(np.int64) * people + follows.follower
    one, other = follows.follower[mutual := np.isin(there, back)], follows.followed[mutual]
    for k in range(people):
        while True:
            ties = np.bincount(one, minlength=people)
            if ties[person] <= k:
                return k
            stay = (ties[one] > k) & (ties[other] > k)
            if stay.all():
                break
            one, other = one[stay], other[stay]
    return people


def bridges_within(follows: Follows, person: int, pool: np.ndarray, most: int = NEIGHBOURS) -> pd.DataFrame:
    """Return who of the list would widen a person's pool most by beginning to follow and to pass on.

    Columns: `name`, `followers`, and `opens`, how many people come within reach, that one included.
    """
    heard = pool.copy()
    heard[person] = True
    opens = np.bincount(follows.followed[~heard[follows.follower]], minlength=len(follows)) + ~heard
    opens[follows.followers_of(person)] = 0  # who follows already opens nothing
    opens[person] = 0
    best = [i for i in np.argsort(-opens, kind="stable")[:most] if opens[i] > 0]
    rows = [(follows.names[i], int(follows.audience[i]), int(opens[i])) for i in best]
    return pd.DataFrame(rows, columns=["name", "followers", "opens"])


def rates(before: Follows, now: Follows, person: str, days: float, boosters: str = BOOSTERS[0]) -> tuple[float, float]:
    """Return gain and loss in a day, g and δ, from two lists of different dates: the two numbers that one list lacks.

    Of those in the earlier pool who did not follow yet, the share that follows now gives g, and of the earlier followers
    the share that is gone gives δ, each as a constant rate: −log(1 − share)/days. People are matched by name; whoever has
    left the list counts as gone. Raises `ParameterError` where there is nobody to tell a rate from, or everybody moved.
    """
    if not days > 0:
        raise ParameterError(f"days must satisfy 0 < days: got {days!r}")
    then, there = before.find(person), now.find(person)
    followed = {before.names[i] for i in before.followers_of(then)}
    could = {before.names[i] for i in np.flatnonzero(pool_of(before, then, boosters))} - followed
    follow = {now.names[i] for i in now.followers_of(there)}
    moved = {"gain": (len(could & follow), len(could)), "loss": (len(followed - follow), len(followed))}
    for name, (some, everybody) in moved.items():
        if some == everybody:
            raise ParameterError(f"{name} cannot be told: {some} of {everybody} moved, which leaves no rate to reckon with")
    gain, loss = (-math.log1p(-some / everybody) / days for some, everybody in moved.values())
    return gain, loss


# ------------------------------------------------------------------------------------------------------------- in one call


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Standing:
    """What a list says about one person. Shown, it is a list of findings; `findings` holds them one by one."""

    follows: Follows
    person: int
    gain: float  # g, a day
    loss: float  # δ, a day
    bridge: int  # people outside whom one outsider would bring within earshot
    boosters: str

    def __repr__(self) -> str:
        """Return the findings as text."""
        return repr(self.findings)

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()

    @property
    def name(self) -> str:
        """Who it is about."""
        return self.follows.names[self.person]

    @property
    def people(self) -> int:
        """How many are in the list."""
        return len(self.follows)

    @property
    def followers(self) -> int:
        """How many follow."""
        return int(self.follows.audience[self.person])

    @cached_property
    def inequality(self) -> pd.Series:
        """The `gini` of followings, the `low` and `high` end of its interval, and what the top holds (see `TOPS`).

        A share of people that is less than one person is left out; where all are, what the `first` holds is told.
        """
        audience = self.follows.audience
        low, high = gini_interval(audience)
        tops = {f"top {share:.0%}": math.ceil(share * self.people) for share in TOPS if share * self.people >= 1}
        shares = {name: top_share(audience, top) for name, top in (tops or {"first": 1}).items()}
        return pd.Series({"gini": gini(audience), "low": low, "high": high, **shares})

    @property
    def rank(self) -> int:
        """One more than how many have a larger following."""
        return int((self.follows.audience > self.followers).sum()) + 1

    @property
    def level(self) -> int:
        """How many others have exactly as large a following."""
        return int((self.follows.audience == self.followers).sum()) - 1

    @property
    def bound(self) -> int:
        """How many have a smaller following: the most who could follow if nobody followed downward or level."""
        return int(status_bound(self.follows.audience)[self.person])

    @property
    def against(self) -> int:
        """How many followers stand level or above, against the order that the bound rests on."""
        return int((self.follows.audience[self.follows.followers_of(self.person)] >= self.followers).sum())

    @property
    def upward(self) -> float:
        """The share of all follows in the list that lead to somebody with a larger following than the follower's."""
        audience = self.follows.audience
        return float((audience[self.follows.followed] > audience[self.follows.follower]).mean())

    @cached_property
    def pool(self) -> np.ndarray:
        """Who is within reach (see `pool_of`)."""
        return pool_of(self.follows, self.person, self.boosters)

    @property
    def plateau(self) -> float:
        """Where the following settles: C·g/(g + δ)."""
        return float(plateau(self.pool.sum(), self.gain, self.loss))

    @property
    def bridged(self) -> float:
        """Where it settles with one bridge to people outside the list."""
        return float(plateau(self.pool.sum() + self.bridge, self.gain, self.loss))

    @cached_property
    def around(self) -> pd.DataFrame:
        """Those next above and below.

        Columns: `rank`, `name`, `followers`, `follows_them` (whether this person does) and `follows_back` (whether they do).
        """
        audience = self.follows.audience
        order = np.argsort(-audience, kind="stable")
        at = int(np.flatnonzero(order == self.person)[0])
        near = order[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
        ours = np.isin(near, self.follows.followed_by(self.person))
        theirs = np.isin(near, self.follows.followers_of(self.person))
        ranks = [int((audience > audience[i]).sum()) + 1 for i in near]
        names = [self.follows.names[i] for i in near]
        columns = {"rank": ranks, "name": names, "followers": audience[near], "follows_them": ours, "follows_back": theirs}
        return pd.DataFrame(columns)

    @cached_property
    def bridges(self) -> pd.DataFrame:
        """Who of the list would widen the pool most (see `bridges_within`)."""
        return bridges_within(self.follows, self.person, self.pool)

    @cached_property
    def findings(self) -> Findings:
        """All that is said, each with what it assumes and what it cannot know."""
        found = [_inequality(self), _place(self), _around(self), _order(self), _ceiling(self), _bridge(self)]
        return Findings(found, self.follows.notes)


def about(
    source: Source | nx.Graph | Follows,
    person: str,
    *,
    gain: float = 0.0075,
    loss: float = 0.005,
    bridge: int = 100,
    boosters: str = BOOSTERS[0],
    **reading: object,
) -> Standing:
    """Return what a follower list says about one person.

    Parameters
    ----------
    source : a path, the bytes of a file, a graph of networkx, or a list that has been read.
    person : a name in it.
    gain, loss : shares of those in reach who begin to follow in a day, and of followers who leave. The defaults are the
        course's, chosen to show something; nobody has measured yours (see `rates`).
    bridge : how many people outside the list one outsider would bring within earshot.
    boosters : who passes on: "everybody who follows", or "only those above".
    reading : what `read_follows` is to know of a file.

    Raises
    ------
    TableError where the file cannot be read, `UnknownPersonError` where the person is not in it, `ParameterError` where a
    number is out of range.
    """
    known = InventedCircle.parameters()
    values = {"gain": gain, "loss": loss, "bridge": bridge, "boosters": boosters}
    checked = {name: known[name].check(value) for name, value in values.items()}
    if isinstance(source, nx.Graph):
        follows = from_networkx(source)
    else:
        follows = source if isinstance(source, Follows) else read_follows(source, **reading)
    if not len(follows.follower):
        raise ParameterError("a list without any follow says nothing: give one with at least one")
    return Standing(follows=follows, person=follows.find(person), **checked)


# ----------------------------------------------------------------------------------------------------------- in sentences


def _inequality(s: Standing) -> Finding:
    measured = s.inequality
    tops = ", ".join(f"the {name} hold{'s' * (name == 'first')} {share:.0%}" for name, share in measured.iloc[3:].items())
    return Finding(
        name="How unequal",
        says=f"Among {count(s.people, 'person', 'people')} the Gini coefficient of followings is {measured.gini:.2f} "
        f"({measured.low:.2f} to {measured.high:.2f} with 95% confidence); of all follows {tops}.",
        assumes="The people in the list are like draws from a wider public of the same kind. If they are everybody, "
        "there is nothing to be uncertain about, and the interval says how much hangs on single accounts.",
        cannot="whether the list is complete, who looks at what they follow, and, where a few accounts hold nearly "
        "everything, how much wider the interval ought to be: it is too narrow then.",
    )


def _place(s: Standing) -> Finding:
    level = f", level with {count(s.level, 'other')}" if s.level else ""
    return Finding(
        name="Which place",
        says=f"{s.name} has {count(s.followers, 'follower')} here and rank {s.rank:,} of {s.people:,}{level}: "
        f"{s.bound / max(s.people - 1, 1):.0%} of the others have fewer.",
        assumes="A following inside this list is the standing that counts.",
        cannot="followers whom the list leaves out, and whether any of them reads.",
    )


def _around(s: Standing) -> Finding:
    above = s.follows.audience > s.followers
    theirs, ours = (int(above[x].sum()) for x in (s.follows.followers_of(s.person), s.follows.followed_by(s.person)))
    return Finding(
        name="Who is above and around",
        says=f"{count(s.rank - 1, 'person stands', 'people stand')} above; {s.name} follows {ours:,} of them, and {theirs:,} "
        f"of them follow back. In the tightest circle of mutual follows around {s.name} each member has "
        f"{mutual_core(s.follows, s.person)} such ties or more.",
        assumes="Who follows in both directions supports each other.",
        cannot="friendship, money, and what passes outside the platform. The circle is a description and no limit.",
    )


def _order(s: Standing) -> Finding:
    if s.followers > s.bound:
        told = f"That is fewer than the {s.followers:,} there are, so the order does not bind here"
    else:
        told = f"{s.against:,} of {count(s.followers, 'follower')} {'stands' if s.against == 1 else 'stand'} level or above"
    return Finding(
        name="What the order would allow",
        says=f"{s.name} could have at most {count(s.bound, 'follower')} if people followed nobody but those above them. "
        f"{told}; in the list as a whole {s.upward:.0%} of follows lead upward.",
        assumes="Nobody follows downward or level. Each follow that does loosens the bound.",
        cannot="anything about tomorrow: who gains followers rises, and the bound rises too. It limits those alone who "
        "stay where they are.",
    )


def _ceiling(s: Standing) -> Finding:
    pool, reach = int(s.pool.sum()), reach_of(s.follows, s.person)
    if not pool:
        says = f"Nobody in the list follows {s.name}, so nobody can pass anything on, and the ceiling is 0."
    else:
        way = "above the present" if s.plateau > s.followers else "at or below the present"
        half = f" Half of the way takes {math.log(2) / (s.gain + s.loss):,.0f} days."
        says = (
            f"{count(pool, 'person is', 'people are')} within reach of {s.name}: followers, and followers of those who pass "
            f"on ({s.boosters}). At a gain of {s.gain:.2%} and a loss of {s.loss:.2%} a day the following settles at "
            f"{s.plateau:,.0f}, {way} {s.followers:,}.{half} Through chains of any length it is {reach:,} people."
        )
    return Finding(
        name="Where it settles",
        says=says,
        assumes="The pool C stays as it is, all in it hear equally often, and F* = C·g/(g + δ). Without loss the ceiling is "
        "the whole pool; a low place matters so far as it makes the pool smaller or the way longer.",
        cannot="the two rates, which are chosen, unless you give two lists of different dates; and whether those within reach "
        "have room for one more: it promises its plateau to everybody at once. No study that we know of has measured such "
        "ceilings. This is a model only.",
    )


def _bridge(s: Standing) -> Finding:
    first = next(s.bridges.itertuples(), None)
    inside = f" Within the list, {first.name} would open most: {count(first.opens, 'person', 'people')}." if first else ""
    if not first:
        inside = " Within the list nobody could open anything: all of it is within reach, or nothing leads there."
    return Finding(
        name="What a bridge would change",
        says=f"One outsider who brings {count(s.bridge, 'stranger')} within earshot lifts the plateau of {s.name} from "
        f"{s.plateau:,.0f} to {s.bridged:,.0f}, and strangers stand in no order here, so that bound falls.{inside}",
        assumes="Strangers begin to follow, and leave, as readily as those inside, and overlap with nobody there.",
        cannot="whether any such person exists, wants to, or would be listened to. The hard part of a bridge is not in it.",
    )


# ------------------------------------------------------------------------------------------------------ an invented circle

_GIVEN = (
    *("Ada", "Béla", "Chidi", "Dao", "Elif", "Fumi", "Goran", "Hana", "Ines", "Jorge", "Kavya", "Lotte", "Mira"),
    *("Nils", "Oona", "Pavel", "Quim", "Rosa", "Sofía", "Timur", "Uma", "Vera", "Wim", "Xenia", "Yusuf", "Zoë"),
)
_CAMPS = np.repeat(np.arange(3), (96, 54, 32))  # crime, verse and travel, say: three camps with few ties between them


def invented_circle(rng: np.random.Generator) -> Follows:
    """Return an invented circle of 182 writers in three camps, from a recipe and chance.

    Everybody has an appeal (log-normal) and chooses about eight to follow: the appealing, those of the own camp, those above.
    Who is followed follows back the likelier, the smaller the gap in appeal. Nobody in it exists.
    """
    people = len(_CAMPS)
    names = [f"{given} {letter}." for letter, given in product("KLMNRST", _GIVEN)]
    appeal = rng.normal(0, 1.1, people)
    choices = np.minimum(np.exp(rng.normal(2.0, 0.5, people)).astype(int) + 1, people // 3)
    camp = 3.0 * (_CAMPS[:, None] == _CAMPS) + 0.5 * (appeal[:, None] < appeal)
    wish = 1.2 * appeal + camp + rng.gumbel(size=(people, people))
    np.fill_diagonal(wish, -np.inf)
    chosen = np.argsort(np.argsort(-wish, axis=1), axis=1) < choices[:, None]
    back = rng.random((people, people)) < 0.5 * np.exp(-np.abs(appeal[:, None] - appeal))
    follower, followed = np.nonzero(chosen | (chosen.T & back))
    return from_pairs(names, follower, followed, ["Invented: nobody in this list exists."])


@model
class InventedCircle(Model):
    """Everybody's place and ceiling in an invented circle of writers.

    Reachable set with loss: within reach are one's followers and the followers of those who pass on, C people in all. Of
    those in reach who do not follow yet a share g begins to in a day, and of the followers a share δ leaves, so that the
    following settles at F* = C·g/(g + δ). If all followed upward alone, nobody could have more followers than there are
    people with fewer: the bound of the status order. One bridge adds people from outside to one person's pool.

    Returns rows by person, most followed first: `rank`, `name`, `followers`, `pool` C, `plateau` F*, `bridged` (the plateau
    with the bridge), `bound`, and `yours` (the person whose place was chosen).
    """

    place: int = whole(40, low=1, high=182, meaning="place of the person on the ladder of followings, 1 at the top")
    gain: float = real(
        0.0075,
        low=0.0005,
        high=0.05,
        step=0.0005,
        symbol="g",
        unit="a day",
        meaning="share of those in reach who begin",
    )
    loss: float = real(0.005, low=0.0, high=0.05, step=0.0005, symbol="δ", unit="a day", meaning="share of followers who leave")
    bridge: int = whole(
        100, low=1, high=100_000, scale="log", unit="people", meaning="strangers whom one bridge brings within earshot"
    )
    boosters: str = option(BOOSTERS[0], options=BOOSTERS, meaning="who passes on what a person says")

    card = Card(
        assumes="The list of follows stays as it is, and everybody within reach hears equally often.",
        leaves_out="Feeds that rank, what is said and how well, new members, and followers who never look.",
        absent="Readers who follow nobody and write nothing: in a list of follows they do not occur.",
        wrong_if="Followings are found to settle at levels that have nothing to do with who is within reach.",
        boundary="Without loss the ceiling is the whole pool; with any bridge it is no longer the circle's.",
    )

    def simulate(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return everybody's place and ceiling."""
        follows = invented_circle(rng)
        order = np.argsort(-follows.audience, kind="stable")
        audience = follows.audience[order]
        pool = pools(follows, self.boosters)[order]
        return pd.DataFrame(
            {
                "rank": np.searchsorted(-audience, -audience) + 1,
                "name": [follows.names[i] for i in order],
                "followers": audience,
                "pool": pool,
                "plateau": plateau(pool, self.gain, self.loss),
                "bridged": plateau(pool + self.bridge, self.gain, self.loss),
                "bound": status_bound(audience),
                "yours": np.arange(len(follows)) == self.place - 1,
            }
        )


def pools(follows: Follows, boosters: str = BOOSTERS[0]) -> np.ndarray:
    """Return how many are within everybody's reach, by one product of matrices: for lists of up to some thousand people."""
    direct = np.zeros((len(follows), len(follows)), dtype=np.float32)
    direct[follows.follower, follows.followed] = 1
    passing = direct
    if boosters == "only those above":
        passing = direct * (follows.audience[:, None] > follows.audience)
    reached = (direct + direct @ passing) > 0
    np.fill_diagonal(reached, False)
    return reached.sum(axis=0)
