"""Which root does a word hold, and who acts? Affixes come off, one slip of the finger is forgiven.

A word found only by likeness is marked unsure: a rule believes it only beside people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.reading.distress.ordinary import ORDINARY
from domain.reading.distress.roots import OFTEN, TAG_OF
from domain.reading.distress.slips import NEIGHBOURS, find_bent_verb


class Voice(StrEnum):
    """Who stands before the verb: with PASSIVE she whom it happens to, with ACTIVE he who does it."""

    BARE = "bare"
    ACTIVE = "active"
    PASSIVE = "passive"
    BEFALL = "befall"  # ter-, ke-: it may be an accident
    NOUN = "noun"


@dataclass(frozen=True)
class Form:
    """A verb as it was found in a word."""

    root: str
    tag: str
    voice: Voice
    again: bool = False  # -i, -in, -an after a verb: done over and over, and to people
    sure: bool = True


# (prefix, voice, what the prefix may have swallowed)
_PREFIXES: tuple[tuple[str, Voice, tuple[str, ...]], ...] = (
    ("", Voice.BARE, ("",)),
    *((prefix, Voice.PASSIVE, ("",)) for prefix in ("dipun", "dpun", "di", "d", "dii", "de")),
    *((prefix, Voice.BEFALL, ("",)) for prefix in ("ter", "tar", "ta", "ke", "ka", "kapi")),
    ("mem", Voice.ACTIVE, ("", "p")),
    ("mam", Voice.ACTIVE, ("", "p")),
    ("men", Voice.ACTIVE, ("", "t")),
    ("man", Voice.ACTIVE, ("", "t")),
    ("meng", Voice.ACTIVE, ("", "k")),
    ("mang", Voice.ACTIVE, ("", "k")),
    ("menge", Voice.ACTIVE, ("",)),
    ("meny", Voice.ACTIVE, ("s", "c")),
    ("many", Voice.ACTIVE, ("s", "c")),
    ("me", Voice.ACTIVE, ("",)),
    ("ma", Voice.ACTIVE, ("",)),
    ("m", Voice.ACTIVE, ("", "p", "b")),
    ("n", Voice.ACTIVE, ("", "t")),
    ("ng", Voice.ACTIVE, ("", "k")),
    ("nge", Voice.ACTIVE, ("", "k")),
    ("nga", Voice.ACTIVE, ("",)),
    ("ny", Voice.ACTIVE, ("s", "c")),
    *((prefix, Voice.NOUN, swallowed) for prefix, swallowed in (
        ("pe", ("",)), ("pem", ("", "p")), ("pen", ("", "t")), ("peng", ("", "k")), ("peny", ("s",)),
        ("pa", ("",)), ("pam", ("", "p")), ("pan", ("", "t")), ("pang", ("", "k")), ("pany", ("s",)),
    )),
    *((prefix, Voice.ACTIVE, ("",)) for prefix in ("ber", "be", "ba", "bar", "baku", "tak", "ku", "kau", "si")),
)  # fmt: skip
_AGAIN = ("i", "in", "an", "ane", "inya", "innya", "en", "ana", "anan", "ian")
_SUFFIXES = (
    "", *_AGAIN, "kan", "nya", "ny", "nyo", "e", "ne", "ake", "aken", "na", "no", "keun", "eun", "akan", "ku", "q",
    "ki", "lah", "kah", "kannya", "annya", "ano", "ke", "kn", "ak", "inlagi", "ilagi", "lagi", "terus", "saya", "aku",
    "mu", "n",
)  # fmt: skip
_NOUN_SUFFIXES = frozenset({"an", "ane", "annya"})
_ALIASES = {"pkul": "pukul", "puku": "pukul", "pukl": "pukul", "pokol": "pukul", "ancem": "ancam"}
_VOWELS = str.maketrans("", "", "aeiou")
# Root letters from which one slip still points to one root: (a) behind a clear affix, (b) alone.
_LETTERS_MIN, _ALONE_MIN = 5, 6


def _with_one_lost() -> dict[str, str]:
    """Every often used root with one letter left out (never the first) -> the root."""
    lost: dict[str, str] = {}
    for root in sorted(OFTEN):
        for at in range(1, len(root)):
            lost.setdefault(root[:at] + root[at + 1 :], root)
    return lost


def without_a_vowel(word: str) -> list[str]:
    """The ways to write a word of five letters and more with one vowel left out, as thumbs do: "tampr", "dicekk"."""
    if len(word) < _LETTERS_MIN:
        return []
    return [word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] in "aiueo"]


_LOST = _with_one_lost()
_WITHOUT_A_VOWEL = {
    bent: root
    for root in sorted(TAG_OF)
    for bent in without_a_vowel(root)
    if len(bent) >= 4 and bent not in TAG_OF
}
BARE_OF_A_VOWEL = frozenset(_WITHOUT_A_VOWEL)
_BONES = {root.translate(_VOWELS): root for root in sorted(OFTEN) if len(root.translate(_VOWELS)) >= 3}


_QUARRELS = frozenset("berantem brantem berantm berantemin".split())


def find_form(word: str) -> Form | None:
    """The verb in a word of plain letters, written as it should be; None when no root is in it."""
    if word in ORDINARY or word in _QUARRELS:
        return None
    for voice, stem, suffix in _cuts(word):
        # Banjar "matii" is to kill; "matiii" is "mati" drawn out.
        if stem in TAG_OF and not (stem == "matii" and (suffix or voice is Voice.BARE)):
            return _form(stem, voice, suffix, sure=True)
    return None


def _form(root: str, voice: Voice, suffix: str, *, sure: bool) -> Form:
    if voice is Voice.BARE and suffix in _NOUN_SUFFIXES:
        voice = Voice.NOUN
    return Form(
        root=_ALIASES.get(root, root), tag=TAG_OF[root], voice=voice, again=suffix in _AGAIN, sure=sure
    )


def _cuts(word: str) -> Iterator[tuple[Voice, str, str]]:
    """Every way to take a prefix and a suffix off: (voice, stem, suffix)."""
    for prefix, voice, swallowed in _PREFIXES:
        if not word.startswith(prefix) or len(word) - len(prefix) < 3:
            continue
        rest = word[len(prefix) :]
        for suffix in _SUFFIXES:
            if suffix and not rest.endswith(suffix):
                continue
            stem = rest[: len(rest) - len(suffix)] if suffix else rest
            if len(stem) >= 3:
                for letter in swallowed:
                    yield voice, letter + stem, suffix


def stems_of(word: str) -> Iterator[str]:
    """What may be left of a word when its affixes are off."""
    return (stem for _, stem, suffix in _cuts(word) if suffix not in ("n", "ke", "na", "mu"))


def find_slipped_form(word: str) -> Form | None:
    """An often used verb with one slip of the finger; after "di-" surely a verb follows, so any slip counts there."""
    if len(word) < _LETTERS_MIN or word in ORDINARY or word in NEIGHBOURS:
        return None
    for voice, stem, suffix in _cuts(word):
        if stem in NEIGHBOURS:
            return None
        if len(stem) < 4 or stem in ORDINARY or voice is Voice.NOUN or voice is Voice.BEFALL:
            continue
        if stem in _WITHOUT_A_VOWEL:
            return _form(_WITHOUT_A_VOWEL[stem], voice, suffix, sure=False)
        root = _root_slipped(stem, changed=voice is Voice.PASSIVE and word.startswith("di"))
        if root and (voice is Voice.PASSIVE or len(root) >= _ALONE_MIN):
            return _form(root, voice, suffix, sure=False)
    if any(stem in ORDINARY or stem in NEIGHBOURS for stem in stems_of(word)):
        return None
    meant = find_bent_verb(word)
    form = find_form(meant) if meant else None
    return replace(form, sure=False) if form else None


def _root_slipped(stem: str, *, changed: bool) -> str | None:
    """The root with the same first letter and one letter lost, added or swapped, or without its vowels.

    With `changed`, one letter may also be another.
    """
    if stem in _LOST:
        return _LOST[stem]
    bones = stem.translate(_VOWELS)
    if len(stem) - len(bones) <= 1 and bones in _BONES and stem[0] == _BONES[bones][0]:
        return _BONES[bones]
    for at in range(1, len(stem)):
        shorter = stem[:at] + stem[at + 1 :]
        if shorter in OFTEN:
            return shorter
        root = _LOST.get(shorter)
        if (
            root
            and len(root) == len(stem)
            and root[0] == stem[0]
            and (changed or sorted(root) == sorted(stem))
        ) and (changed or _swapped(stem, root)):
            return root
    return None


def _swapped(stem: str, root: str) -> bool:
    unlike = [at for at in range(len(stem)) if stem[at] != root[at]]
    return len(unlike) == 2 and unlike[1] == unlike[0] + 1 and stem[unlike[0]] == root[unlike[1]]
