"""Who was there, as somebody who leads a class writes it: "1 3 5", "semua kecuali Sri", "Sri tidak hadir"?

The law: nothing is guessed. A name that fits two or nobody is asked about; so is a "tidak" of which nobody can say to
how many it belongs. What is read is shown back before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from domain.reading.choices import match_choices
from domain.records import dataclass

# The names of a big class, written out.
PRESENCE_CHARS_MAX = 2_000
# Of what is not understood, as much is quoted back.
QUOTED_CHARS_MAX = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    """came and away: places in the list, from 0, rising. everybody: came are all but `away`. nobody: none came.

    unclear: the first words that could not be read, "" if all could; then the rest counts for nothing.
    """

    came: tuple[int, ...] = ()
    away: tuple[int, ...] = ()
    everybody: bool = False
    nobody: bool = False
    unclear: str = ""


_ALL = r"(?:semua|semuanya|smua|smuanya|sadaya|sadayana|kabeh|sedaya|sedoyo|samua|lengkap|komplit|full)"
_THERE = r"(?:hadir|hdr|hadirnya|datang|dtg|dateng|rawuh|sumping|masuk|ada|aya|wonten|ikut)"
_NOT = (
    r"(?:tidak|tdk|ga|gak|nggak|ngga|enggak|gk|g|belum|blm|teu|henteu|mboten|ora|sonde|son|kada|bukan|jangan)"
)
_AWAY = r"(?:izin|ijin|sakit|absen|alpa|alpha|bolos|pulang|berhalangan|libur)"

# "semua kecuali Sri", "hadir semua, kecuali 3", "selain Imas hadir"
_ALL_BUT = re.compile(
    rf"^(?:yang )?(?:{_THERE} )?{_ALL}?(?: {_THERE})?(?: {_ALL})?[ ,]*"
    r"(?:kecuali|selain|minus|kajaba|kejaba|kajabi|terkecuali|tapi tidak|tanpa) (?P<but>.+)$"
)
_EVERYBODY = re.compile(rf"^(?:yang )?(?:{_THERE} )?{_ALL}(?: {_THERE})?(?: {_ALL})?$")
_NOBODY = re.compile(
    rf"^(?:{_NOT} (?:ada|aya|wonten)(?: yang)?(?: {_THERE})?|kosong|nihil|belum ada(?: {_THERE})?)$"
)

# A mark says of those before it, or behind "yang hadir:", whether they came.
_MARK = re.compile(rf"\b(?:(?P<away>{_NOT} {_THERE}|{_NOT}\b(?! {_THERE})|{_AWAY})|(?P<came>{_THERE}))\b")
_FIRST = re.compile(rf"^(?:yang |nu |sing |daftar )?(?:{_NOT} {_THERE}|{_NOT}|{_THERE}|{_AWAY})\b ?:?")
_BETWEEN = re.compile(r"[,;\n&+/]|\b(?:dan|sama|jeung|sareng|karo|lan|terus|dengan)\b")
_NOISE = re.compile(r"\b(?:yang|nu|sing|bu|ibu|itu|nya|no|nomor|nomer|nmr|cuma|hanya|saja|aja|ya|yg)\b")
_PART_FORMS = re.compile(r"[.!?*_\"'()\[\]]+")


def read_presence(text: str, names: Sequence[str]) -> Presence:
    """What the message says of the women whose names stand in this order in the list. Never raises."""
    if len(text) > PRESENCE_CHARS_MAX:
        return Presence(unclear=text[:QUOTED_CHARS_MAX])
    said = _plain(text)
    if not said:
        return Presence(unclear=text.strip()[:QUOTED_CHARS_MAX] or "?")
    if _NOBODY.match(said):
        return Presence(nobody=True)
    if _EVERYBODY.match(said):
        return Presence(everybody=True)
    if but := _ALL_BUT.match(said):
        away, unclear = _find(_without_marks(but["but"]), names)
        return Presence(unclear=unclear) if unclear else Presence(away=away, everybody=True)
    return _read_marked(said, names)


def _plain(text: str) -> str:
    """Small letters, line breaks as commas, no signs that are nobody's name."""
    lowered = re.sub(r"\n+", ", ", text.strip().casefold())
    lowered = re.sub(r"(\d)[.)](?=\s|$)", r"\1 ", lowered)  # "1. 3. 5." is a list
    lowered = _PART_FORMS.sub(" ", lowered)
    return re.sub(r"\s+", " ", lowered).strip(" ,:;")


def _without_marks(text: str) -> str:
    """ "kecuali Sri tidak hadir" and "kecuali Sri sakit" say no more than "kecuali Sri"."""
    return _MARK.sub(" ", text)


def _read_marked(said: str, names: Sequence[str]) -> Presence:
    """Items with a mark behind them, or in front of all of them; without any they came."""
    came: set[int] = set()
    away: set[int] = set()
    for items, is_away in _stretches(said):
        found, unclear = _find(items, names)
        if unclear:
            return Presence(unclear=unclear)
        if is_away and _mixes(items):
            return Presence(unclear=items.strip(" ,")[:QUOTED_CHARS_MAX])
        (away if is_away else came).update(found)
    if not came and not away:
        return Presence(unclear=said[:QUOTED_CHARS_MAX])
    if both := came & away:
        return Presence(unclear=names[min(both)][:QUOTED_CHARS_MAX])
    return Presence(came=tuple(sorted(came)), away=tuple(sorted(away)))


def _stretches(said: str) -> list[tuple[str, bool]]:
    """The items and whether they are said to be away: the mark stands first ("hadir: 1 3") or behind ("Sri tidak")."""
    marks = list(_MARK.finditer(said))
    if not marks:
        return [(said, False)]
    found: list[tuple[str, bool]] = []
    if _FIRST.match(said):
        for each, following in zip(marks, [*marks[1:], None], strict=True):
            items = said[each.end() : following.start() if following else len(said)]
            found.append((items, each["away"] is not None))
    else:
        start = 0
        for each in marks:
            found.append((said[start : each.start()], each["away"] is not None))
            start = each.end()
        found.append((said[start:], False))
    return [(items, is_away) for items, is_away in found if _items(items)]


def _items(text: str) -> list[str]:
    parts = [_NOISE.sub(" ", part) if len(part.split()) > 1 else part for part in _BETWEEN.split(text)]
    return [part.strip(" :.-") for part in parts if part.strip(" :.-")]


def _mixes(text: str) -> bool:
    """Numbers and names in one breath before a "tidak": nobody knows to how many of them it belongs."""
    kinds: Mapping[str, bool] = {part: bool(re.search(r"\d", part)) for part in _items(text)}
    return len(set(kinds.values())) > 1


def _find(text: str, names: Sequence[str]) -> tuple[tuple[int, ...], str]:
    """The places of all items in the list; the first that is unclear."""
    found: set[int] = set()
    for part in _items(text):
        places = _find_one(part, names)
        if places is None:
            return (), part[:QUOTED_CHARS_MAX]
        found.update(places)
    return tuple(sorted(found)), ""


def _find_one(part: str, names: Sequence[str]) -> tuple[int, ...] | None:
    """Numbers, a range, a name; names with nothing between them. None where one of them is unclear."""
    reading = match_choices(part, names)
    if reading.indices and not reading.unclear:
        return reading.indices
    words = part.split()
    if len(words) < 2:
        return None
    found: set[int] = set()
    for word in words:
        one = match_choices(word, names)
        if one.unclear or not one.indices:
            return None
        found.update(one.indices)
    return tuple(sorted(found))
