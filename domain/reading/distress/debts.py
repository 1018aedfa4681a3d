"""Is somebody threatened over a debt? A collector and a menace in one message.

A bill, an instalment or a collector who only comes is none; shouting and knocking is `ask`; a threat is `danger`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.reading.distress.findings import ASK, DANGER, Finding, is_denied, is_only_told
from domain.reading.distress.model import About, Kind, Level
from domain.reading.distress.sentences import Sentence
from domain.reading.distress.victims import about_subject

_THREATS = frozenset({"threat", "kill", "hit", "spread", "take"})
_PRESSURE = frozenset({"scold", "knock", "chase", "force", "hit_q", "expel", "squeeze_out"})
_WINDOW = 14
# More collectors than this in one message say nothing new.
_COLLECTORS_MAX = 12


def find_debt_threats(whole: Sentence, found: Sequence[Finding]) -> Iterator[Finding]:
    """The menace of a collector in a whole message; `found` is what the other rules saw in it."""
    for at in _collectors(whole):
        if is_only_told(whole, at) and not whole.has("self"):
            continue
        menaces = [
            place
            for place in range(max(0, at - _WINDOW), min(len(whole.words), at + _WINDOW + 1))
            if place != at
        ]
        level = max((_menace(whole, place) for place in menaces), key=_weight, default=Level.NONE)
        if (
            level is ASK
            and not whole.has("husband")
            and any(one.level is DANGER and one.kind is Kind.VIOLENCE for one in found)
        ):
            level = DANGER
        if _is_a_service(whole, at):
            level = Level.NONE
        if level is not Level.NONE:
            yield Finding(level, Kind.DEBT, About.SELF if whole.has("self") else about_subject(whole, at))
    if not _collectors(whole):
        yield from _over_a_debt(whole, found)


def _collectors(whole: Sentence) -> list[int]:
    """Where collectors stand: by their name, or as "bank keliling", "orang koperasi", "tukang kredit"."""
    named = whole.at("collector")
    for at, word in enumerate(whole.words):
        if word.text in ("keliling", "harian", "koperasi", "kredit", "simpan") and whole.text(at - 1) in (
            "bank",
            "bang",
            "orang",
            "org",
            "tukang",
            "petugas",
            "koperasi",
        ):
            named.append(at)
    return named[:_COLLECTORS_MAX]


def _over_a_debt(whole: Sentence, found: Sequence[Finding]) -> Iterator[Finding]:
    for at in whole.at("debt"):
        if (
            any(
                word.form and word.form.tag in ("threat", "kill") and not is_denied(whole, place)
                for place, word in enumerate(whole.words)
            )
            and found
        ):
            if not whole.has("husband"):
                yield Finding(DANGER, Kind.DEBT, About.SELF)
        elif whole.near(at, "menace_debt", 5, 6) is not None and any(
            word.form and word.form.tag in ("scold", "knock") for word in whole.words
        ):
            yield Finding(ASK, Kind.DEBT, About.SELF)


def _menace(whole: Sentence, at: int) -> Level:
    word = whole.words[at]
    if is_denied(whole, at):
        return Level.NONE
    if word.form and word.form.root == "pukul" and whole.near(at, "collector", 4, 0) is not None:
        return DANGER
    if word.form and word.form.tag in _THREATS and word.form.voice.value != "befall":
        return DANGER
    if (
        word.text in ("diambil", "dibawa", "ngambil", "ambil", "bawa", "culik", "nyulik", "diculik")
        and whole.near(at, "child", 3, 1) is not None
    ):
        return DANGER
    if (
        "blade" in word.tags
        and whole.near(at, "collector", 8, 8) is not None
        and not word.text.startswith("bensin")
    ):
        return DANGER
    if ("spread_word" in word.tags and whole.has("picture")) or word.text.startswith(
        ("disebar", "nyebar", "menyebar", "sebar")
    ):
        return DANGER
    if (
        word.form
        and word.form.tag in _PRESSURE
        and word.form.voice.value in ("active", "passive", "bare")
        and word.form.root not in ("sakit", "tali", "bakar", "jual")
    ):
        return ASK
    if word.tags & {"raging", "scold_word", "menace_debt"} or (
        "fear" in word.tags and whole.near(at, "benign_reason", 0, 3) is None
    ):
        return ASK
    return Level.NONE


def _weight(level: Level) -> int:
    return (Level.NONE, ASK, DANGER).index(level)


def _is_a_service(whole: Sentence, at: int) -> bool:
    """The water man, and "apa itu pinjol": no menace."""
    return whole.text(at + 1) in ("air", "pam", "listrik", "sampah", "iuran", "arisan", "pajak", "simpanan")
