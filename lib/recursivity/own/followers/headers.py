"""Headers of follower lists: which column says who follows, and which who is followed.

Programs and people call the two columns many things, in many languages and styles. A word is looked
up without capitals, accents and marks, and without what only says that a person is meant ("id",
"name", "user"). Where nothing is recognised the first line may be two people as well, and the notes
quote it.
"""

from __future__ import annotations

from itertools import product

import attrs

from ..problems import refuse, shortened
from ..words import count, tokens


def _words(text: str) -> set[str]:
    """Return the words of a text: so many are read more easily in rows than in a column."""
    return set(text.split())


FOLLOWER = _words(
    "follower from source src origin fan subscriber followedby isfollowedby whofollows "  # English
    "seguidor seguidora origen fuente desde "  # Spanish
    "abonne abonnee suiveur suiveuse origine suivipar "  # French
    "followerin abonnent abonnentin folgender folgende quelle "  # German
    "seguace sorgente seguitoda origem fonte "  # Italian, Portuguese
    "volger bron foljare obserwujacy takipci подписчик"
)
FOLLOWED = _words(
    "followswhom whofollowed whoisfollowed isfollowed "
    "followed followee following follows to target tgt dst dest destination followerof whom "
    "seguido seguida seguidoa sigue siguea destino hacia suivi suivie suit cible gefolgte "
    "gefolgter gefolgt folgt ziel abonniert seguito seguita segue destinazione bersaglio alvo "
    "gevolgde volgt doel foljer obserwowany takipedilen"
)
ROLES = {"follower": FOLLOWER, "followed": FOLLOWED}
TOGETHER = {  # words too short or too common to be told alone
    tuple(pair.split(","))
    for pair in _words(
        "who,whom user,friend person,friend ego,alter subject,object tail,head start,end "
        "sender,receiver sender,recipient follower,friend de,a de,para de,vers de,hacia "
        "desde,a desde,hasta quien,aquien usuario,amigo qui,aqui utilisateur,ami von,an "
        "von,nach von,zu von,bis wer,wen wer,wem nutzer,freund da,a da,verso chi,achi "
        "utente,amico quem,aquem van,naar fran,till od,do"
    )
}
PEOPLE = _words(
    "user username person name account member handle profile login nick nickname who actor "
    "usuario usuaria persona cuenta perfil nombre quien utilisateur utilisatrice personne "
    "compte nom qui nutzer nutzerin benutzer konto wer utente conta chi nome pessoa quem"
)
FILLERS = _words(
    "id ids uid user users username name names account handle node nodes vertex screen login "
    "number num nr no key label the is nombre nom nome naam konto cuenta compte conta usuario "
    "utente nutzer utilisateur person"
)
FRIENDS = {"friend", "amigo", "ami", "freund", "amico"}  # of a person who follows them
NUMBERED = PEOPLE | FILLERS | FRIENDS
ATTRIBUTES = _words(
    "age email mail gender sex country city date views label weight score followers count "
    "total posts tweets likes bio description url language lang created joined birthday "
    "degree category income phone address timeset edad correo pais ciudad fecha sexo pays "
    "ville genre alter geschlecht land stadt datum eta paese citta sesso idade cidade"
)
DIRECTIONS = {"type", "edgetype", "directed", "direction", "typ", "tipo"}


@attrs.frozen(kw_only=True)
class Columns:
    """What the first row of a list says of its columns.

    Parameters
    ----------
    follower, followed : int
        Places of the two columns, from 0.
    direction : int, optional
        That of a column that may say whether a tie has a direction.
    named : bool
        Whether the row names columns; otherwise it is a follow.
    sure : bool
        Whether the row or the caller says which column follows which.
    notes : tuple of str
        What was decided.
    """

    follower: int
    followed: int
    direction: int | None
    named: bool
    sure: bool
    notes: tuple[str, ...]


def read_header(
    file: str,
    line: int,
    first: list[str],
    follower: str | int | None,
    followed: str | int | None,
    header: bool | None,
) -> Columns:
    """Return where followers and followed stand.

    Parameters
    ----------
    file : str
        What messages call the file.
    line : int
        On which the first row stands.
    first : list of str
        Its cells.
    follower, followed : str or int, optional
        The columns, by name or by number from 1, where the caller says so.
    header : bool, optional
        Whether the row names columns, where the caller says so.

    Returns
    -------
    Columns
        With notes on what was decided.

    Raises
    ------
    ReadingError
        Where a column is named that is not there, only one of the two can be told, or the row is
        that of a table of attributes.
    """
    there = shortened(", ".join(repr(cell.strip()) for cell in first))
    if len(first) < 2:
        expected = "two: who follows, and who is followed"
        raise refuse(file, f"one column ({there})", expected, line=line)
    told = {"follower": follower, "followed": followed}
    at = {title: _said(file, line, first, title, place) for title, place in told.items()}
    asked = any(place is not None for place in at.values())
    named = header
    if any(isinstance(place, str) for place in told.values()):
        named = _with_header(file, line, header)
    notes = []
    seen = None if header is False else _recognised(file, line, first, there)
    sure = asked
    if seen:
        named = True
        sure = True
        for title, place in zip(at, seen, strict=True):
            at[title] = place if at[title] is None else at[title]
    elif header is not False and not asked:
        symmetric = _symmetric(first)
        named = named or symmetric
        if symmetric or named:
            notes.append(
                f"The header ({there}) does not say who follows whom. If the ties have no "
                "direction, say so (directed=False)."
            )
        elif _attributes(first):
            raise refuse(file, f"a table of attributes ({there})", WANTED, line=line)
    a = 0 if at["follower"] is None else at["follower"]
    b = 1 if at["followed"] is None else at["followed"]
    if a == b:
        found = "follower and followed in one column"
        raise refuse(file, found, "two different columns", line=line, column=a + 1)
    notes.insert(0, f"Column {a + 1} follows column {b + 1}{_quote(first, a, b, named)}.")
    if not named and header is None:
        some = [shortened(cell.strip(), 60) for cell in first]
        who, whom = (repr(some[i]) if i < len(some) else "nobody" for i in (a, b))
        notes.append(
            "The first line names no columns and was read as a follow: "
            f"{who} follows {whom}. If it is a header, say header=True."
        )
    direction = _direction(first, (a, b)) if named else None
    if len(first) > 2:
        notes.append(f"{count(len(first) - 2, 'other column')} not used.")
    return Columns(
        follower=a,
        followed=b,
        direction=direction,
        named=bool(named),
        sure=sure,
        notes=tuple(notes),
    )


WANTED = (
    "a list of follows, with a column for the follower and one for the followed "
    "(say follower=... and followed=... if it is one)"
)


def _quote(first: list[str], a: int, b: int, named: bool | None) -> str:
    """Return the titles of two columns, for a note, where they say more than "follower"."""
    if not named or max(a, b) >= len(first):
        return ""
    titles = [first[a].strip(), first[b].strip()]
    if titles == ["follower", "followed"]:
        return ""
    return f" ({shortened(titles[0], 60)!r} follows {shortened(titles[1], 60)!r})"


def _with_header(file: str, line: int, header: bool | None) -> bool:
    if header is False:
        expected = "columns by number where there is no header"
        raise refuse(file, "a column asked for by name, and header=False", expected, line=line)
    return True


def _said(
    file: str, line: int, first: list[str], title: str, place: str | int | None
) -> int | None:
    """Return the place of a column that the caller names, None where nothing is said."""
    if place is None:
        return None
    if isinstance(place, str):
        wanted = tokens(place)
        found = [i for i, cell in enumerate(first) if cell.strip() == place.strip()]
        found = found or [i for i, cell in enumerate(first) if tokens(cell) == wanted]
        if len(found) == 1:
            return found[0]
        there = shortened(", ".join(repr(cell) for cell in first))
        expected = f"a column for the {title} called {place!r}"
        if found:
            expected = f"one column for the {title} called {place!r}, not {len(found)}"
        raise refuse(file, f"a header with {there}", expected, line=line)
    if isinstance(place, bool) or not isinstance(place, int) or place < 1:
        expected = "the name of a column, or its number from 1"
        raise refuse(file, f"{title}={place!r}", expected)
    return place - 1


def _recognised(file: str, line: int, first: list[str], there: str) -> tuple[int, int] | None:
    """Return where followers and followed stand by the words of a header, None for other words."""
    roles = [_role(cell) for cell in first]
    places = {title: [i for i, role in enumerate(roles) if role[0] == title] for title in ROLES}
    if all(places.values()):
        return _matched(file, line, first, places, roles)
    phrases = [_phrases(cell) for cell in first]
    for (i, one), (j, other) in product(enumerate(phrases), repeat=2):
        if i != j and any(pair in TOGETHER for pair in product(one, other)):
            return i, j
    people = [i for i, cell in enumerate(first) if PEOPLE.intersection(_phrases(cell))]
    friends = [i for i, cell in enumerate(first) if FRIENDS.intersection(_phrases(cell))]
    if len(people) == len(friends) == 1 and people != friends and not any(places.values()):
        return people[0], friends[0]
    for title, opposite in (("follower", "followed"), ("followed", "follower")):
        if len(places[title]) == 1 and len(people) == 1 and not places[opposite]:
            return tuple((places[title] + people)[:: 1 if title == "follower" else -1])
        if places[title]:
            say = f"(say {opposite}=..., or header=False if there is no header)"
            expected = f"a column for the {opposite} {say}"
            raise refuse(file, f"a header with {there}", expected, line=line)
    return None


def _phrases(cell: str) -> tuple[str, str, str]:
    """Return a title as one word: all of it, and without fewer or more words for a person."""
    words = [word for word in tokens(cell) if not word.isdigit()]
    fewer = [word for word in words if word not in FILLERS - PEOPLE]
    fewest = [word for word in words if word not in FILLERS]
    return "".join(words), "".join(fewer), "".join(fewest)


def _role(cell: str) -> tuple[str, tuple[str, ...]]:
    """Return whether a title means the follower or the followed, and what else it says."""
    words = tokens(cell)
    rest = tuple(word for word in words if word in FILLERS or word.isdigit())
    for title, known in ROLES.items():
        if any(phrase in known for phrase in _phrases(cell)):
            return title, rest
    return "", rest


def _matched(
    file: str,
    line: int,
    first: list[str],
    places: dict[str, list[int]],
    roles: list[tuple[str, tuple[str, ...]]],
) -> tuple[int, int]:
    """Return the first two columns that tell of followers and followed in the same way.

    `source_name, source_id, target_id, target_name` has names and numbers: names of some who follow
    numbers of others would be no network.
    """
    for a, b in product(places["follower"], places["followed"]):
        alike = [i for found in places.values() for i in found if roles[i][1] == roles[a][1]]
        if set(alike) == {a, b}:
            return a, b
    if all(len(found) == 1 for found in places.values()):
        return places["follower"][0], places["followed"][0]
    there = shortened(", ".join(repr(cell) for cell in first))
    expected = (
        "one column for the follower and one for the followed (say follower=..., followed=...)"
    )
    raise refuse(file, f"a header with {there}", expected, line=line)


def _symmetric(first: list[str]) -> bool:
    """Return whether the first two columns are called alike, as in id_1, id_2 or node a, node b."""
    one, other = tokens(first[0]), tokens(first[1])
    if len(one) < 2 or len(one) != len(other) or one[:-1] != other[:-1]:
        return False
    numbered = all(word[-1].isdigit() or len(word[-1]) == 1 for word in (one, other))
    return numbered and one[-1] != other[-1] and set(one[:-1]) <= NUMBERED


def _attributes(first: list[str]) -> bool:
    """Return whether a row looks like the header of a table with a row for each person."""
    some = any(word in ATTRIBUTES for cell in first[1:] for word in tokens(cell))
    return some and "".join(tokens(first[0])) in PEOPLE | FILLERS | ATTRIBUTES


def _direction(first: list[str], taken: tuple[int, int]) -> int | None:
    found = [i for i, cell in enumerate(first) if "".join(tokens(cell)) in DIRECTIONS]
    return next((i for i in found if i not in taken), None)


def has_name(first: list[str], taken: tuple[int, int]) -> bool:
    """Return whether a header has a column for the name of one person besides the two."""
    others = [cell for i, cell in enumerate(first) if i not in taken]
    return any("".join(tokens(cell)) in PEOPLE for cell in others)
