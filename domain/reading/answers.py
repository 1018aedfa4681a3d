"""Is a short message a yes, a no, a not-yet, a don't-know, a skip, or none of these?

The law: every word must be understood, or it is no answer. "Terserah", "insyaallah" and "nanti" are not a
yes; "tidak" turns what stands behind it round; a question is no answer. Consent needs `explicit`.
"""

from __future__ import annotations

import re
from enum import StrEnum

from domain.reading.answer_words import ANSWER_PHRASES, FIRST, LATER, NEGATIONS, THUMBS, Sense
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
_BEFORE_DIGIT = frozenset(
    "no nomor nomer nmr pilih pilihan memilih milih jawab jawaban jawabannya angka yang yg saya sy aku beta".split()
)
_DIGIT_SIGNS = re.compile(r"[\d\s.,()!a-z·]*")
_PAUSES = re.compile(r"[.,;:!\n]+")
# "Aman gak", "jelas ga bu": without a pause between the two it is asked back.
_ASKABLE = frozenset("aman jelas siap siyap santai ok oke okey sip baik pasti acc lanjut".split())
Groups = list[tuple[Sense | None, list[str]]]
_BUT = frozenset("tapi tp".split())
_CHOICE_OF_TWO = re.compile(r"[a-z] ?[/&] ?[a-z]")  # "ya/tidak"
_PARTICLE_YES = frozenset("ya y yah nya nggih njih".split())
# "Ada 1", "saya punya 2" count something; "1 ada" repeats the choice.
_COUNTING = frozenset("ada punya aya wonten ono gaduh gadhah nduwe duwe butuh perlu masih".split())
_NOT_YES = frozenset({Sense.NO, Sense.NOT_YET, Sense.SKIP})
_KNOWN = {word for phrase in ANSWER_PHRASES for word in phrase}
_THIN = {squeeze(word): word for word in sorted(_KNOWN)}
# Patterns of senses, fillers left out and repeats taken once; the first that fits decides.
_RULES: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile(pattern), answer)
    for pattern, answer in (
        (r"[ADF]*U+[A]?|[A]?[NB]K[A]?", Answer.TIDAK_TAHU),
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
    clauses = [[_spelled(word) for word in words_of(clause)] for clause in _PAUSES.split(cleaned.text)]
    if not any(clauses):
        return _by_thumb(text)
    if "?" in cleaned.text or _CHOICE_OF_TWO.search(cleaned.text):
        return _NONE
    said = _by_words(clauses, asked_done=asked_done)
    against = said.answer is Answer.YA and any(THUMBS.get(sign) is Sense.NO for sign in text)
    return _NONE if against else said


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
    if _COUNTING.intersection(words[: words.index(numbers[0])]):
        return _NONE
    said = _by_words([[_spelled(word) for word in rest]], asked_done=asked_done)
    return said if said.answer is chosen.answer else _NONE


def _by_words(clauses: list[list[str]], *, asked_done: bool) -> AnswerReading:
    senses: list[Sense] = []
    first, last_yes, only_no = "", "", False
    for groups in [list(find_phrases(clause, ANSWER_PHRASES)) for clause in clauses]:
        if _asks_back(groups):
            return _NONE
        for at, (sense, group) in enumerate(groups):
            if sense is Sense.FILLER or _softens(group, groups[at + 1 :], senses):
                continue
            if group[0] in _BUT and not senses:
                only_no = True  # "terima kasih, tapi tidak"
                continue
            if sense is None or sense is Sense.UNSURE:
                return _NONE
            first = first or group[-1]
            if senses[-1:] != [sense]:
                senses.append(Sense.DONE if group == ["su"] else sense)
            last_yes = group[-1] if sense is Sense.YES else last_yes
    hedged = any("sih" in clause for clause in clauses)  # "boleh sih": a "tapi" is near
    pattern = _turned(first, "".join(senses))
    if pattern.endswith(("NA", "nA")) and last_yes not in _PARTICLE_YES:
        return _NONE  # "tidak ya" is a no, "tidak iya" is both
    return _by_pattern(pattern, senses, asked_done=asked_done, only_no=only_no, hedged=hedged)


def _by_pattern(
    pattern: str, senses: list[Sense], *, asked_done: bool, only_no: bool, hedged: bool
) -> AnswerReading:
    answer = next((answer for rule, answer in _RULES if rule.fullmatch(pattern)), None)
    if answer is None or (pattern == "D" and not asked_done) or (only_no and answer is Answer.YA):
        return _NONE
    return AnswerReading(answer, explicit=answer is Answer.YA and not hedged and _is_explicit(senses))


def _softens(group: list[str], behind: Groups, senses: list[Sense]) -> bool:
    """Whether it only softens what was said: "saya tidak ikut dulu bu", "belum, nanti ya"."""
    if group[0] in LATER:
        return senses[-1:] == [Sense.NOT_YET]
    return group[0] in FIRST and bool(_NOT_YES.intersection(senses)) and _nothing_said(behind)


def _nothing_said(groups: Groups) -> bool:
    return all(sense is Sense.FILLER or group[-1] in _PARTICLE_YES for sense, group in groups)


def _asks_back(groups: Groups) -> bool:
    """Whether a clause ends with "aman gak", "jelas ga bu"."""
    said = [group for sense, group in groups if sense is not Sense.FILLER]
    if len(said) > 2 and said[-1] in (["ya"], ["yah"]):
        said.pop()  # "aman gak ya"
    return len(said) > 1 and said[-2][-1] in _ASKABLE and len(said[-1]) == 1 and said[-1][0] in NEGATIONS


def _is_explicit(senses: list[Sense]) -> bool:
    """ "boleh", or "ya" that is not softened: "ya gapapa" and "iya sudah" are asked once more."""
    return Sense.DONE not in senses and (
        Sense.AGREE in senses or (Sense.YES in senses and Sense.FINE not in senses)
    )


def _turned(first: str, pattern: str) -> str:
    """ "ya tidak" leads with the particle "ya" and is a no; "iya tidak" is both and stays unclear."""
    return pattern[1:] if re.match(r"A[NnBUS]", pattern) and first in ("ya", "y", "nya") else pattern


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
