"""Does a whole message ask to clear the chat ("hapus jejak")? It works in every state, so only a whole message counts.

In a hurry fingers slip: one wrong letter is forgiven. Nothing that is stored is lost by it, so a doubt clears.
"""

from __future__ import annotations

from domain.reading.clean import POLITE, clean, phrase_table, words_of
from domain.reading.limits import SIGNAL_TEXT_CHARS_MAX
from domain.reading.spelling import one_slip_apart, squeeze

# "Hapus data saya" is not among them: that is her right to be forgotten, and needs a question first.
_PHRASES = (
    "hapus jejak, hapus jejaknya, hapus jejak saya, hapus semua jejak, hilangkan jejak, hilangin jejak, apus jejak, "
    "hapus chat, hapus chatnya, hapus semua chat, hapus cet, hapus obrolan, hapus percakapan, hapus riwayat, "
    "hapus pesan, hapus semua pesan, hapus layar, hapus semua obrolan, "
    "bersihkan chat, bersihkan layar, bersihkan obrolan, bersihin chat, bersihkan jejak, "
    "pupus jejak, pupus tapak, busak jejak, busek jejak, busek tilas, hapus tapak, hapus bakas, hapus bekas, clear chat"
)
_NOISE = POLITE | {"ya", "iya", "cepat", "cepetan", "sekarang", "dulu"}
_KNOWN = frozenset(squeeze("".join(words)) for words in phrase_table({True: _PHRASES}))
_SHORTEST = min(map(len, _KNOWN))
# Letters that may slip: the words themselves, which are long enough not to be anything else.
_SPELLED = "hapusjejak"


def asks_to_clear(text: str) -> bool:
    """Whether the message is nothing but this wish, with or without a slash. Never raises."""
    if not _SHORTEST <= len(text) <= SIGNAL_TEXT_CHARS_MAX:
        return False
    plain = clean(text.replace("/", " ", 1).replace("_", " ")).text
    words = [word for word in words_of(plain) if word not in _NOISE]
    joined = squeeze("".join(words))
    return joined in _KNOWN or one_slip_apart(joined, _SPELLED)
