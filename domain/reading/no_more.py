"""Does a whole message say that she wants no more announcements ("stop", "jangan kirim kabar lagi"), or no messages?

The law: nothing but this wish counts, and no word of it is a wish of another kind: "jangan kirim dulu" and "jangan
kabari suami" are about this moment and about somebody, and mean something else. A bare "stop" ends a talk where one is
open; the caller knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from domain.reading.clean import POLITE, clean, words_of
from domain.reading.limits import SIGNAL_TEXT_CHARS_MAX

_BARE = frozenset(
    "stop stopp setop stob setopp berhenti brenti berenti brhenti berhentikan hentikan unsubscribe unsub"
    " mandeg mandheg kendel liren eureun ampih ampihan".split()
)
_NOISE = (
    POLITE
    | frozenset("ya iya yah saya sy aku abdi kula kulo beta ulun ku ke ka lagi lg terus deui maneh".split())
) - {"p"}
# One word each, after which only what was sent, or how, may stand.
_NO = (
    r"jangan|jgn|jngn|jng|ojo|aja|ulah|entong|jang|stop|setop|berhenti|brenti|hentikan|mandeg|eureun"
    r"|(?:tidak|tdk|ga|gak|gk|nggak|ngga|enggak|ndak|teu|mboten|ora|sonde|son|kada)"
    r" (?:mau|usah|perlu|butuh|pengen|ingin|hoyong|kersa|gelem|handak)"
)
_SEND = (
    r"kirim|kirimi|kirimin|dikirim|dikirimi|dikirimin|mengirim|ngirim|kirimkan|dapat|dapet|terima|menerima|nerima"
    r"|kabari|kabarin|dikabari|dikabarin|diberi|dikasih|kasih|kintun|kinten"
)
_NEWS = (
    r"kabar|kabarnya|pengumuman|pengumumannya|info|infonya|informasi|berita|beritanya|pesan|pesannya|sms|promo|iklan"
    r"|broadcast|spam|langganan"
)
_SUCH = (
    r"begini|beginian|gini|ginian|seperti ini|kayak gini|kaya gini|macam ini|ini|itu|semua|semuanya|apa apa"
    r"|dari kantor|dari kelompok|dari grup"
)
_WISH = re.compile(rf"(?:{_NO})(?: (?:{_SEND}))?(?: semua)?(?: (?:{_NEWS}))*(?: (?:{_SUCH}))*")
_NAMES_IT = re.compile(rf"\b(?:{_SEND}|{_NEWS})\b|^(?:stop|setop|berhenti|brenti|hentikan) semua(?:nya)?$")
_TOUCH = (
    r"hubungi|dihubungi|menghubungi|ngehubungi|kontak|dikontak|mengontak|wa|diwa|chat|dichat|japri|dijapri"
    r"|ganggu|diganggu|mengganggu|telepon|telpon|ditelepon|ditelpon"
)
_NO_TOUCH = re.compile(rf"(?:{_NO}) (?:di )?(?:{_TOUCH})(?: (?:{_SUCH}))*")
_OFF_THE_LIST = re.compile(
    r"(?:keluar|hapus|keluarkan|hapuskan)(?: nomor| nama| no)? dari daftar(?: kabar| pesan)?"
)


def says_stop(text: str) -> bool:
    """Whether the message is nothing but "stop", in whatever language. Never raises."""
    words = _said(text)
    return 0 < len(words) <= 2 and all(word in _BARE for word in words)


def asks_no_more(text: str) -> bool:
    """Whether the message asks, in more than that one word, to be sent no more news. Never raises."""
    said = " ".join(_said(text))
    if _OFF_THE_LIST.fullmatch(said):
        return True
    return bool(_WISH.fullmatch(said) and _NAMES_IT.search(said))


def asks_no_contact(text: str) -> bool:
    """Whether the message asks not to be written to at all ("jangan hubungi saya lagi"). Never raises."""
    return _NO_TOUCH.fullmatch(" ".join(_said(text))) is not None


@lru_cache(maxsize=4)  # of one message it is asked three times in a row
def _said(text: str) -> tuple[str, ...]:
    if len(text) > SIGNAL_TEXT_CHARS_MAX or "?" in text:
        return ()
    return tuple(word for word in words_of(clean(text.replace("/", " ", 1)).text) if word not in _NOISE)
