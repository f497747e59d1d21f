"""What a follower list says about one person, in sentences: each with what it rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..finding import Finding, Findings
from ..words import count
from .limits import mutual_core, reach_of

if TYPE_CHECKING:
    from .standing import Standing


def findings(standing: Standing) -> Findings:
    """Return all that is said of one person.

    Parameters
    ----------
    standing : Standing
        The numbers.

    Returns
    -------
    Findings
        Six of them, and the notes on how the list was read.
    """
    parts = (_inequality, _place, _around, _order, _ceiling, _bridge)
    return Findings([part(standing) for part in parts], standing.follows.notes)


def _inequality(s: Standing) -> Finding:
    measured = s.inequality
    tops = ", ".join(
        f"the {name} hold{'s' * (name == 'first')} {share:.0%}"
        for name, share in measured.iloc[3:].items()
    )
    return Finding(
        name="How unequal",
        says=f"Among {count(s.people, 'person', 'people')} the Gini coefficient of followings is "
        f"{measured.gini:.2f} ({measured.low:.2f} to {measured.high:.2f} with 95% confidence); of "
        f"all follows {tops}.",
        assumes="The people in the list are like draws from a wider public of the same kind. If "
        "they are everybody, there is nothing to be uncertain about, and the interval says how "
        "much hangs on single accounts.",
        cannot="whether the list is complete, who looks at what they follow, and, where a few "
        "accounts hold nearly everything, how much wider the interval ought to be: it is too "
        "narrow then.",
    )


def _place(s: Standing) -> Finding:
    level = f", level with {count(s.level, 'other')}" if s.level else ""
    fewer = s.bound / max(s.people - 1, 1)
    return Finding(
        name="Which place",
        says=f"{s.name} has {count(s.followers, 'follower')} here and rank {s.rank:,} of "
        f"{s.people:,}{level}: {fewer:.0%} of the others have fewer.",
        assumes="A following inside this list is the standing that counts.",
        cannot="followers whom the list leaves out, and whether any of them reads.",
    )


def _around(s: Standing) -> Finding:
    above = s.follows.audience > s.followers
    ours = int(above[s.follows.followed_by(s.person)].sum())
    theirs = int(above[s.follows.followers_of(s.person)].sum())
    stand = count(s.rank - 1, "person stands", "people stand")
    return Finding(
        name="Who is above and around",
        says=f"{stand} above; {s.name} follows {ours:,} of them, and {theirs:,} of them follow "
        f"back. In the tightest circle of mutual follows around {s.name} each member has "
        f"{mutual_core(s.follows, s.person)} such ties or more.",
        assumes="Who follows in both directions supports each other.",
        cannot="friendship, money, and what passes outside the platform. The circle is a "
        "description and no limit.",
    )


def _order(s: Standing) -> Finding:
    if s.followers > s.bound:
        told = f"That is fewer than the {s.followers:,} there are, so the order does not bind here"
    else:
        stand = "stands" if s.against == 1 else "stand"
        told = f"{s.against:,} of {count(s.followers, 'follower')} {stand} level or above"
    return Finding(
        name="What the order would allow",
        says=f"{s.name} could have at most {count(s.bound, 'follower')} if people followed nobody "
        f"but those above them. {told}; in the list as a whole {s.upward:.0%} of follows lead "
        "upward.",
        assumes="Nobody follows downward or level. Each follow that does loosens the bound.",
        cannot="anything about tomorrow: who gains followers rises, and the bound rises too. It "
        "limits those alone who stay where they are.",
    )


def _ceiling(s: Standing) -> Finding:
    pool = int(s.pool.sum())
    if not pool:
        says = (
            f"Nobody in the list follows {s.name}, so nobody can pass anything on, and the "
            "ceiling is 0."
        )
    else:
        way = "above the present" if s.plateau > s.followers else "at or below the present"
        within = count(pool, "person is", "people are")
        half = math.log(2) / (s.gain + s.loss)
        says = (
            f"{within} within reach of {s.name}: followers, and followers of those who pass on "
            f"({s.boosters}). At a gain of {s.gain:.2%} and a loss of {s.loss:.2%} a day the "
            f"following settles at {s.plateau:,.0f}, {way} {s.followers:,}. Half of the way takes "
            f"{half:,.0f} days. Through chains of any length it is "
            f"{reach_of(s.follows, s.person):,} people."
        )
    return Finding(
        name="Where it settles",
        says=says,
        assumes="The pool C stays as it is, all in it hear equally often, and F* = C·g/(g + δ). "
        "Without loss the ceiling is the whole pool; a low place matters so far as it makes the "
        "pool smaller or the way longer.",
        cannot="the two rates, which are chosen, unless you give two lists of different dates; and "
        "whether those within reach have room for one more: it promises its plateau to everybody "
        "at once. No study that we know of has measured such ceilings. This is a model only.",
    )


def _bridge(s: Standing) -> Finding:
    first = next(s.bridges.itertuples(), None)
    if first is None:
        inside = (
            "Within the list nobody could open anything: all of it is within reach, or nothing "
            "leads there."
        )
    else:
        opened = count(first.opens, "person", "people")
        inside = f"Within the list, {first.name} would open most: {opened}."
    return Finding(
        name="What a bridge would change",
        says=f"One outsider who brings {count(s.bridge, 'stranger')} within earshot lifts the "
        f"plateau of {s.name} from {s.plateau:,.0f} to {s.bridged:,.0f}, and strangers stand in no "
        f"order here, so that bound falls. {inside}",
        assumes="Strangers begin to follow, and leave, as readily as those inside, and overlap "
        "with nobody there.",
        cannot="whether any such person exists, wants to, or would be listened to. The hard part "
        "of a bridge is not in it.",
    )
