"""Does a reason that a woman is going to read about her loan blame her, or send her to her husband?

The law it keeps: debts are never shamed, and no husband is ever asked (domain.md 0.7, 4.6). A net beside people: it
knows words, not what is meant by them.
"""

import re

from domain.requests import ReasonNotPlain, check_words

# Nunggak, telat, hutang, malu and what is said with them; a husband's leave is no reason.
_WORDS = frozenset(
    "nunggak nunggakin tunggak menunggak ditunggak tunggakan macet telat terlambat hutang utang ngutang berhutang "
    "berutang ngemplang malu memalukan malas males pemalas bohong pembohong nipu penipu menipu ingkar boros "
    "kapok bandel nakal suami suamimu suaminya bojo bojomu salaki mertua izin ijin".split()
)
_PHRASES = re.compile(
    r"\b(belum|blm|tidak|tdk|nggak|enggak|gak|ga|ngga|teu)\s+(pernah\s+)?"
    r"(bayar|dibayar|membayar|mbayar|mayar|lunas|nyicil|setor|jujur|amanah|bisa dipercaya|dipercaya)\b"
)


def is_kind(text: str) -> bool:
    """Whether no word of it shames her or asks for her husband."""
    lowered = text.lower()
    return _WORDS.isdisjoint(re.findall(r"[^\W_]+", lowered)) and _PHRASES.search(lowered) is None


def check_kind(text: str) -> None:
    """Raises what check_words raises, ReasonNotPlain also where the words would hurt."""
    check_words(text)
    if not is_kind(text):
        raise ReasonNotPlain()
