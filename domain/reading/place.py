"""A place became free for her: does she say, with no button, that she takes it or gives it back?

The law: only whole phrases count, as somebody answers who has just read "Ibu jadi ikut?"; "insyaallah" and "mungkin"
are neither. A no is asked once more before it counts (handlers/training/join.py).
"""

import re

TEXT_CHARS_MAX = 60

# Indonesian, Sundanese and Javanese, after the forms of "tidak", "saya" and "ya" are made one.
_TAKES = frozenset(
    "ikut, saya ikut, jadi, saya jadi, jadi ikut, saya jadi ikut, mau, mau ikut, saya mau, saya mau ikut,"
    " tetap ikut, saya tetap ikut, ngiring, saya ngiring, janten, janten ngiring, tumut, saya tumut, sios, sios tumut,"
    " nderek, saya nderek".split(", ")
)
_GIVES_BACK = frozenset(
    "tidak jadi, tidak jadi ikut, saya tidak jadi, saya tidak jadi ikut, tidak ikut, saya tidak ikut, batal ikut,"
    " saya batal ikut, tidak bisa ikut, saya tidak bisa ikut, tidak mau ikut, tidak ngiring, tidak janten,"
    " tidak janten ngiring, tidak tumut, tidak sios, tidak sios tumut".split(", ")
)
_NOT = frozenset(
    "tdk tdak gak gk ga nggak ngga enggak engga ndak teu henteu mboten boten ora sonde son kada".split()
)
_I = frozenset("sy sya aku ak abdi kula kulo beta ulun".split())
_YES = frozenset("iya iyo muhun nggih inggih iih oke ok baik siap".split())
_AROUND = frozenset(
    "bu ibu mbak kak teh min maaf punten nuwun sewu dong deh nih aja saja makasih terima kasih nuhun suwun".split()
)


def read_place(text: str) -> bool | None:
    """True: she takes it. False: she gives it back. None: she says something else. Never raises."""
    if "?" in text or len(text) > TEXT_CHARS_MAX:
        return None
    said = [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in _AROUND]
    words = " ".join(_plain(word) for word in said)
    words = words.removeprefix("ya ").removesuffix(" ya")  # "ya, ikut"; "ikut, ya"
    if words in _TAKES:
        return True
    return False if words in _GIVES_BACK else None


def _plain(word: str) -> str:
    if word in _NOT:
        return "tidak"
    if word in _I:
        return "saya"
    return "ya" if word in _YES else word
