"""Does she ask about the question instead of answering it ("apa itu PKH?", "kenapa ditanya begitu?"), and what?

The law: asking is never an answer, so a no inside it ("kenapa saya ga cocok?", "ga paham") is none either. Only few
words that begin as a question, or end in one, count; "tidak apa-apa" and "apa saja" are answers, "apa ya" is thinking.
"""

import re
from enum import StrEnum

from domain.reading.clean import clean, words_of

WORDS_MAX = 10
TEXT_CHARS_MAX = 120


class Asks(StrEnum):
    """What she wants to know: what it is, or what it is asked for."""

    WHAT = "what"
    WHY = "why"


_WHAT = "apa|apaan|opo|napa|naon|apo"
_HOW = "gimana|gmn|bagaimana|piye|kumaha|pripun"
_NOT = (
    "tidak|tdk|ga|gak|gk|nggak|ngga|enggak|ndak|kurang|krg|belum|blm|teu|teu acan|ora|mboten|sonde|son|kada"
)
_SOFT = r"(?: (?:ya|yah|sih|bu|buk|kak|mbak|teh|mas|min|to|toh|tuh|nih|kah|nya|dong|atuh|itu|ini))*"
_WHY = re.compile(
    r"(?:bu )?(?:kenapa|knp|knpa|kenpa|mengapa|ngapain|naha|kunaon|ngopo|kenopo|kok)\b"
    rf"|(?:.* )?(?:buat|bwt|untuk|utk|kanggo|keur|kangge|gawe) (?:{_WHAT})(?: ini| itu)?{_SOFT}$"
    rf"|(?:buat|bwt|untuk|utk) apa(?! (?:saja|aja|adanya))\b"
)
_MEANS = "maksud|maksudnya|maksudna|maksude|mksd|mksdnya|maksdnya|arti|artinya|artina|artine"
_MEANING = re.compile(
    rf"(?:{_WHAT}) (?:itu|ini|sih|tuh|teh|kuwi|iku|eta|{_MEANS})\b"
    rf"|(?:.* )?(?:{_MEANS}){_SOFT}(?: (?:{_WHAT}|{_HOW}))?{_SOFT}$"
    rf"|.+ (?:{_WHAT}){_SOFT}$"
    rf"|(?:saya |sy |abdi |aku )?(?:{_NOT}) (?:paham|faham|pahm|ngerti|mengerti|ngartos|mudeng)(?: \w+)?{_SOFT}$"
)
# "tidak apa-apa", "belum tahu mau apa", "terserah apa": none of them asks.
_NO_QUESTION = re.compile(
    rf"\b(?:apa apa|opo opo|terserah|ada apa|tahu|tau|tw|(?:{_NOT}) (?:{_WHAT}))\b|\bnanaon\b"
)


def asks_back(text: str) -> Asks | None:
    """What she asks about the open question; None if she may have answered it. Never raises."""
    if len(text) > TEXT_CHARS_MAX:
        return None
    words = words_of(clean(text).text)
    said = " ".join(words)
    if not 0 < len(words) <= WORDS_MAX or _NO_QUESTION.search(said):
        return None
    if _WHY.match(said):
        return Asks.WHY
    return Asks.WHAT if _MEANING.match(said) else None
