"""What is filled in for each receiver of an announcement: how she is called, her name, the day?

The law: nothing of a name is read again as a placeholder, and where a name is not known the sentence stays a sentence
("Bu {nama}, besok ..." is "Ibu, besok ..."). An office that copies a letter writes [nama] or <nama>: that is read too.
"""

import re

CALLED, NAME, DAY = "panggilan", "nama", "tanggal"
PLACEHOLDERS = (CALLED, NAME, DAY)
NOBODY = "Ibu"
"""How she is called of whom nothing is known."""
EXAMPLE = "Siti (contoh)"
"""Whose name a preview shows: it says itself that it is an example."""

# How people write them, beside the word itself.
_MEANS = {
    **{name: name for name in PLACEHOLDERS},
    "sapaan": CALLED,
    "nama panggilan": NAME,
    "nama ibu": NAME,
    "tgl": DAY,
    "hari": DAY,
}
# Round brackets are everyday ones: only the very words count there.
_BRACKETED = re.compile(r"\{[^{}\n]*\}|\[[^][\n]*\]|<[^<>\n]*>|\((?:panggilan|nama|tanggal)\)", re.IGNORECASE)
_LIKE_A_WORD = re.compile(r"[^\W\d_][\w .-]{0,29}")
_STRAY = re.compile(r"[{}]")
_KNOWN = re.compile(r"\{(panggilan|nama|tanggal)\}")

# What stands before a name in a letter: without the name it would be called twice ("Bu Ibu").
_POLITE = r"\b(?P<polite>(?:bu|ibu|mbak|mba|kak|kakak|teh|teteh|mama|bunda) +)"
_SLOTS = re.compile(
    rf"(?:{_POLITE})?(?:(?P<called>\{{panggilan\}})(?P<named> +\{{nama\}})?|(?P<name>\{{nama\}}))"
    r"|(?P<day>\{tanggal\}) ?",
    re.IGNORECASE,
)


def find(text: str) -> tuple[str, ...]:
    """Which placeholders a normal text has, each once, in the order of its first place."""
    return tuple(dict.fromkeys(_KNOWN.findall(text)))


def unknown(text: str) -> tuple[str, ...]:
    """What in a text looks like a placeholder and is none, as it is written: {tempat}, [isi jam], a lone brace."""
    rest = normal(text)
    found = [each[0] for each in _BRACKETED.finditer(rest) if not _is_known(each[0]) and _is_blank(each[0])]
    stray = _STRAY.findall(_BRACKETED.sub("", rest))
    return tuple(dict.fromkeys((*found, *stray)))


def normal(text: str) -> str:
    """The text with every known placeholder written in one way: {nama}. Twice is the same as once."""
    return _BRACKETED.sub(lambda found: _normal(found[0]), text)


def fill(text: str, *, salutation: str, name: str, day: str) -> str:
    """The normal text for one receiver. Where name or salutation is "" the other stands alone, else "Ibu"."""

    def filled(slot: re.Match[str]) -> str:
        if slot["day"]:
            return slot[0].replace(slot["day"], day) if day else ""
        if slot["name"]:
            return f"{slot['polite'] or ''}{name}" if name else salutation or NOBODY
        if slot["named"]:
            return " ".join(filter(None, (salutation, name))) or NOBODY
        return salutation or name or NOBODY

    return _SLOTS.sub(filled, text)


def _normal(bracketed: str) -> str:
    meant = _MEANS.get(" ".join(bracketed[1:-1].split()).casefold())
    return bracketed if meant is None else f"{{{meant}}}"


def _is_known(bracketed: str) -> bool:
    return _KNOWN.fullmatch(bracketed) is not None


def _is_blank(bracketed: str) -> bool:
    """Whether it looks like a blank that was never filled in, and not like a heart or a note ([1])."""
    return bracketed[0] == "{" or _LIKE_A_WORD.fullmatch(bracketed[1:-1].strip()) is not None
