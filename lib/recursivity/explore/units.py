"""Numbers with their units, as a reader hears them: "1 person", "2 people", "15%"."""

from __future__ import annotations

# The first word of a unit, and what it is of one. A word that is the same of one and of many stands
# here too, so that a unit that nobody has thought of is found by a test and not by a reader.
ONE = {
    "%": "%",
    "a": "a",
    "accounts": "account",
    "actions": "action",
    "an": "an",
    "answers": "answer",
    "balls": "ball",
    "choices": "choice",
    "classes": "class",
    "clerks": "clerk",
    "clouds": "cloud",
    "contacts": "contact",
    "contexts": "context",
    "contracts": "contract",
    "cues": "cue",
    "day": "day",
    "days": "day",
    "directions": "direction",
    "documents": "document",
    "dollars": "dollar",
    "draws": "draw",
    "examples": "example",
    "finds": "find",
    "firms": "firm",
    "followers": "follower",
    "follows": "follow",
    "friends": "friend",
    "groups": "group",
    "hour": "hour",
    "hours": "hour",
    "images": "image",
    "items": "item",
    "jobs": "job",
    "kinds": "kind",
    "label": "label",
    "labellers": "labeller",
    "labels": "label",
    "listeners": "listener",
    "litres": "litre",
    "log": "log",
    "makers": "maker",
    "member": "member",
    "metres": "metre",
    "month": "month",
    "months": "month",
    "nats": "nat",
    "observations": "observation",
    "of": "of",
    "people": "person",
    "per": "per",
    "places": "place",
    "posts": "post",
    "profiles": "profile",
    "readings": "reading",
    "records": "record",
    "rivals": "rival",
    "rounds": "round",
    "rungs": "rung",
    "sd": "sd",
    "searches": "search",
    "seconds": "second",
    "setting": "setting",
    "signals": "signal",
    "songs": "song",
    "stars": "star",
    "step": "step",
    "steps": "step",
    "suppliers": "supplier",
    "tasks": "task",
    "the": "the",
    "tiers": "tier",
    "ties": "tie",
    "times": "time",
    "tomorrow": "tomorrow",
    "trials": "trial",
    "units": "unit",
    "users": "user",
    "visit": "visit",
    "visitors": "visitor",
    "week": "week",
    "weeks": "week",
    "worker": "worker",
    "works": "work",
    "worlds": "world",
    "year": "year",
}


def of_one(unit: str) -> str:
    """Return a unit as it is said of one.

    Parameters
    ----------
    unit : words such as "people" or "items a day"; an empty one stays empty.

    Returns
    -------
    "person", "item a day"; a unit whose first word is not in `ONE` as it is.
    """
    first, space, rest = unit.partition(" ")
    return f"{ONE.get(first, first)}{space}{rest}"


def quantity(number: str, unit: str, gap: str = " ") -> str:
    """Return a number with its unit.

    Parameters
    ----------
    number : as it is written; "1" (and "-1") take the unit of one.
    unit : words in the plural, "%", or nothing.
    gap : what stands between them; never anything before a per cent sign.
    """
    said = of_one(unit) if number in ("1", "-1") else unit
    if said.startswith("%"):
        return f"{number}{said}"
    return f"{number}{gap}{said}" if said else number
