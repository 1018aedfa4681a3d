"""Is a short message a yes, a no, a not-yet, a don't-know, a skip, or none of these?

The law: every word must be understood, or it is no answer. "Terserah", "insyaallah" and "nanti" are not a
yes; "tidak" turns what stands behind it round; a question is no answer. Consent needs `explicit`.
"""

from __future__ import annotations

import re
from enum import StrEnum

from domain.reading.answer_words import ANSWER_PHRASES, THUMBS, Sense
from domain.reading.clean import POLITE, Cleaned, clean, find_phrases, words_of
from domain.reading.limits import ANSWER_TEXT_CHARS_MAX
from domain.reading.numbers import with_digits
from domain.reading.spelling import squeeze
from domain.records import dataclass


class Answer(StrEnum):
    """What she answers. BELUM is a no that may become a yes."""

    YA = "ya"
    TIDAK = "tidak"
    BELUM = "belum"
    TIDAK_TAHU = "tidak_tahu"
    LEWATI = "lewati"


@dataclass(frozen=True)
class AnswerReading:
    """`explicit`: a plain ya, setuju, boleh or 1, in any of the languages; "gapapa", "oke", 👍 are yes without it."""

    answer: Answer | None
    explicit: bool = False


_NONE = AnswerReading(None)
_DIGITS = {
    "1": AnswerReading(Answer.YA, explicit=True),
    "2": AnswerReading(Answer.TIDAK),
    "0": AnswerReading(Answer.LEWATI),
}
# "no 1", "yang 2", "pilih 1": what people write before the number of a choice.
_BEFORE_DIGIT = frozenset("no nomor nomer nmr pilih pilihan jawab jawaban angka yang yg".split())
_DIGIT_SIGNS = re.compile(r"[\d\s.,)!a-z·]*")
_KNOWN = {word for phrase in ANSWER_PHRASES for word in phrase}
_THIN = {squeeze(word): word for word in sorted(_KNOWN)}
# Patterns of senses, fillers left out and repeats taken once; the first that fits decides.
_RULES: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile(pattern), answer)
    for pattern, answer in (
        (r"[AF]*U+[A]?|[A]?[NB]K[A]?", Answer.TIDAK_TAHU),
        (r"[AF]*S+A?", Answer.LEWATI),
        (r"[AF]*N?BA?|[AF]*B[CE]A?", Answer.BELUM),
        (r"[F]*[Nn]A?|[N]+[CE]A?|D[N][CE]?|[F]*N[n]|n[CE]|[F]*N[CE]", Answer.TIDAK),
        (r"A?[AECF]+|A?D[CE]?|D?[AF]", Answer.YA),
    )
)


def read_answer(text: str, *, asked_done: bool = False, digits: bool = True) -> Answer | None:
    """The answer a short message gives, or None. Never raises.

    `asked_done`: the question was whether something is done, so "sudah" is a yes. `digits`: a menu with
    1 Ya, 2 Tidak, 0 Lewati was shown. For consent use `read_answer_full` and demand `explicit`.
    """
    return read_answer_full(text, asked_done=asked_done, digits=digits).answer


def read_answer_full(text: str, *, asked_done: bool = False, digits: bool = True) -> AnswerReading:
    """The answer and whether it is an explicit one. Never raises.

    "gapapa", "oke", "mau" and a thumb are a yes that consent must ask for once more (UU 27/2022 art. 20-22: consent
    is explicit). Control words (menu, batal, petugas) are no answers; see `signals.py`.
    """
    if len(text) > ANSWER_TEXT_CHARS_MAX:
        return _NONE
    cleaned = clean(text)
    if any(word.isdigit() for word in with_digits(words_of(cleaned.text))) or cleaned.unreadable:
        return _by_digit(cleaned, asked_done=asked_done) if digits else _NONE
    words = [_spelled(word) for word in words_of(cleaned.text)]
    if not words:
        return _by_thumb(text)
    if "?" in cleaned.text:
        return _NONE
    return _by_words(words, asked_done=asked_done)


def _by_digit(cleaned: Cleaned, *, asked_done: bool) -> AnswerReading:
    """ "1", "no 2 bu", or the digit with its own word ("1 ya"); beside any other word it may count something."""
    words = with_digits(words_of(cleaned.text))
    numbers = [word for word in words if word.isdigit()]
    rest = [word for word in words if not word.isdigit() and word not in _BEFORE_DIGIT | POLITE]
    if len(numbers) > 1 or cleaned.unreadable or not _DIGIT_SIGNS.fullmatch(cleaned.text):
        return _NONE
    chosen = _DIGITS.get(numbers[0], _NONE)
    if not rest:
        return chosen
    said = _by_words([_spelled(word) for word in rest], asked_done=asked_done)
    return said if said.answer is chosen.answer else _NONE


def _by_words(words: list[str], *, asked_done: bool) -> AnswerReading:
    senses: list[Sense] = []
    for sense, group in find_phrases(words, ANSWER_PHRASES):
        if sense is None or sense is Sense.UNSURE:
            return _NONE
        repeats = bool(senses) and senses[-1] is sense
        if sense is not Sense.FILLER and not repeats:
            senses.append(Sense.DONE if group == ["su"] else sense)
    pattern = _turned(words, "".join(senses))
    if pattern == "D" and not asked_done:
        return _NONE
    for rule, answer in _RULES:
        if rule.fullmatch(pattern):
            return AnswerReading(answer, explicit=answer is Answer.YA and _is_explicit(senses))
    return _NONE


def _is_explicit(senses: list[Sense]) -> bool:
    """ "boleh", or "ya" that is not softened: "ya gapapa" and "iya sudah" are asked once more."""
    return Sense.DONE not in senses and (
        Sense.AGREE in senses or (Sense.YES in senses and Sense.FINE not in senses)
    )


def _turned(words: list[str], pattern: str) -> str:
    """ "ya tidak" leads with the particle "ya" and is a no; "iya tidak" is both and stays unclear."""
    return pattern[1:] if re.match(r"A[NnBUS]", pattern) and words[0] in ("ya", "y", "nya") else pattern


def _spelled(word: str) -> str:
    """The word as it is known, with repeated letters forgiven: "iyaaa", "bolehh"; single letters only for "yyy"."""
    thin = squeeze(word)
    if word in _KNOWN or (len(thin) == 1 and thin != "y"):
        return word
    return _THIN.get(thin, word)


def _by_thumb(text: str) -> AnswerReading:
    """A thumb alone; two different ones say nothing."""
    senses = {THUMBS[sign] for sign in text if sign in THUMBS}
    if senses == {Sense.FINE}:
        return AnswerReading(Answer.YA)
    return AnswerReading(Answer.TIDAK) if senses == {Sense.NO} else _NONE
