"""What in the words of an announcement should its sender look at once more, before many read it?

The law: nothing is changed here, she is asked; what names somebody beside money is asked so that keeping it is not the
first answer. One thing is no question: a member's debt is never announced to her group (issue "Announcements").
"""

import re
from collections.abc import Collection
from enum import StrEnum

from domain.announcements import TEXT_CHARS_ADVISED, Content
from domain.course_words import leads_out
from domain.placeholders import fill, normal, unknown
from domain.reading.distress import Level, read_distress
from domain.relay_words import Doubt as Hurt
from domain.relay_words import doubt_of


class Doubt(StrEnum):
    """HEAVY: words of danger. SHAME: a member beside a debt, which stays unsaid. MONEY: a name beside an amount or a
    debt. BLANK: a placeholder that is none.

    HURTS, ASKS: as words of staff are read elsewhere (domain/relay_words.py). LINK: a number or an address. LONG.
    """

    HEAVY = "heavy"
    SHAME = "shame"
    MONEY = "money"
    HURTS = "hurts"
    ASKS = "asks"
    BLANK = "blank"
    LINK = "link"
    LONG = "long"


# Of one woman this is nobody else's business.
_MONEY = re.compile(
    r"\brp\.? ?\d|\b\d[\d.,]* ?(?:ribu|rb|juta|jt)\b|\b\d{1,3}(?:\.\d{3})+\b"
    r"|\b(?:u|hu)tang(?:nya)?\b|\bnunggak\b|\bmenunggak\b|\btunggakan\b|\bbelum (?:bayar|setor|lunas)\b"
    r"|\bcicilan(?:nya)?\b|\bpinjaman(?:nya)?\b|\bdenda(?:nya)?\b|\btelat bayar\b",
    re.IGNORECASE,
)
# Who holds an office is named beside what is to be paid to her; beside these words nobody is.
_DEBT = re.compile(
    r"\b(?:u|hu)tang(?:nya)?\b|\b(?:me|ne|di)?nunggak\b|\btunggakan(?:nya)?\b|\bngemplang\b|\bmacet\b"
    r"|\b(?:belum|blm|blum|durung|dereng|can|acan|encan|tidak|ga|gak|nggak|ngga|telat|terlambat|males|malas|susah)"
    r" (?:bayar|membayar|mayar|setor|nyetor|menyetor|lunas|melunasi|nyicil|mencicil|dibayar|disetor)\b"
    r"|\b(?:kena|bayar|didenda|dapat) denda\b",
    re.IGNORECASE,
)
# Somebody by her name, as people write it; what follows may be an office she holds.
_CALLED = re.compile(
    r"\b(?:[Bb]u|[Ii]bu|[Mm]bak?|[Kk]ak|[Tt]eh|[Tt]eteh|[Cc]eu|[Mm]ak|[Mm]ama)\s+([A-Z][a-z]+)"
)
_OFFICES = frozenset(
    "ketua bendahara sekretaris pengawas petugas pendamping pelatih kader lurah kades camat rt rw dinas bidan guru "
    "semua sekalian anggota warga kota negara".split()
)
_MOVES = re.compile(
    r"\b(?:di)?(?:undur|mundur|maju|pindah|geser|ganti hari|tunda)(?:kan|in)?\b|\bdimundurkan\b|\bdimajukan\b"
    r"|\b(?:libur|diliburkan|ditiadakan|batal|dibatalkan|tidak jadi|ga jadi|gak jadi)\b"
    r"|\bjadi(?:nya)? (?:hari|jam|besok|lusa|senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b",
    re.IGNORECASE,
)
# What is written from a stolen account of an office: money or a secret is wanted, or something is to be opened.
_WANTS = re.compile(
    r"\b(?:ke|lewat|via|pakai) (?:akun |nomor |no\.? )?(?:rekening|rek|dana|ovo|gopay|shopee ?pay|linkaja)\b"
    r"|\b(?:nomor|no\.?) ?rek(?:ening)?\b|\bnorek\b|\b(?:isi(?:kan)?|kirim(?:kan|i)?|beli(?:kan)?) (?:pulsa|voucher)\b"
    r"|\b(?:biaya|uang|ongkos) (?:admin|administrasi|pendaftaran|pencairan|pengurusan|registrasi|materai|jaminan)\b"
    r"|\b(?:kirim(?:kan)?|balas|sebutkan|berikan|kasih|beri|masukkan|isi(?:kan)?)\b[^.!?\n]{0,30}"
    r"\b(?:ktp|nik|kartu keluarga|atm|buku tabungan|kode|sandi|m-?banking)\b",
    re.IGNORECASE,
)
# That it costs nothing is good to know.
_FREE = re.compile(
    r"\b(?:tanpa|bebas|gratis|(?:tidak|tak|nggak|gak|ga|bukan) (?:ada|dipungut|perlu|pakai|bayar))"
    r" (?:biaya|uang|ongkos)(?: \w+)?",
    re.IGNORECASE,
)
# What a chat makes something to tap of. Those of the state's own addresses are asked about like a number, no more.
_STATE = re.compile(r"\b(?:https?://)?(?:[\w-]+\.)+go\.id\b(?:/\S*)?", re.IGNORECASE)
_TAPPED = re.compile(
    r"https?:|\bwww\.|(?<!\w)@\w{3}|\b[\w-]+\.(?:com|id|net|org|me|ly|gl|gle|xyz|info|site|online|shop|store|top|link"
    r"|click|club|app|dev|page|co|io|cc|vip|win|fun|live|web|my|biz|tk|ml|us|ru|cn|apk)\b",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:besok|bsk|besuk|isukan|lusa|hari ini|malam ini|sore ini|siang ini|nanti (?:siang|sore|malam))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_POLITE = frozenset("bu ibu mbak mba kak kakak teh teteh ceu mak mama hj".split())
NAME_CHARS_MIN = 3
"""Shorter ones are found inside of sentences that name nobody ("Ida", but not "Ai")."""


def may_be_fraud(text: str) -> bool:
    """Whether an office's words want money or a secret, or have an address to tap that is not the state's.

    One person alone sends none of that, to however few: a worker's account can be stolen (reliability.md T25). Said
    of offices; in a group money is everyday, and everybody knows who writes.
    """
    plain = _FREE.sub("", fill(normal(text), salutation="", name="", day=""))
    return doubt_of(plain) is Hurt.ASKS or bool(_WANTS.search(plain) or _TAPPED.search(_STATE.sub("", plain)))


def is_doubtful(content: Content) -> bool:
    """Whether an office's announcement may be a fraud's, in whatever language: nobody alone sends it."""
    return any(may_be_fraud(text) for text in (*content.texts.values(), *content.choices))


def doubts_of(
    text: str, *, names: Collection[str] = (), members: Collection[str] = (), of_office: bool = False
) -> tuple[Doubt, ...]:
    """All there is to ask about, the heaviest first. names: of the members, where the sender knows them anyway.

    members: those of them who hold no office in the group.
    """
    plain = fill(normal(text), salutation="", name="", day="")
    found = []
    if read_distress(plain).level is not Level.NONE:
        found.append(Doubt.HEAVY)
    if _DEBT.search(plain) and _is_among(plain, members):
        found.append(Doubt.SHAME)
    elif _MONEY.search(plain) and _names_somebody(plain, names):
        found.append(Doubt.MONEY)
    asked = _FREE.sub("", plain)
    hurt = doubt_of(asked)
    if hurt is Hurt.HURTS:
        found.append(Doubt.HURTS)
    if hurt is Hurt.ASKS or (of_office and _WANTS.search(asked)):
        found.append(Doubt.ASKS)
    if unknown(text):
        found.append(Doubt.BLANK)
    if leads_out(plain) or _TAPPED.search(plain):
        found.append(Doubt.LINK)
    if len(text) > TEXT_CHARS_ADVISED:
        found.append(Doubt.LONG)
    return tuple(found)


def moves_session(text: str) -> bool:
    """Whether it says that something takes place at another time, or not at all."""
    return _MOVES.search(text) is not None


def near_day(text: str) -> str:
    """The first word in it that is true on one day only ("besok"), as it stands there; "" if there is none."""
    found = _NEAR.search(text)
    return found[0] if found else ""


def _names_somebody(text: str, names: Collection[str]) -> bool:
    if any(each[1].casefold() not in _OFFICES for each in _CALLED.finditer(text)):
        return True
    return _is_among(text, names)


def _is_among(text: str, names: Collection[str]) -> bool:
    words = _spaced(text)
    return any(f" {name} " in words for name in map(_first_name, names) if len(name) >= NAME_CHARS_MIN)


def _first_name(name: str) -> str:
    """What she is called by: the book has "Siti Aminah" and "Bu Siti", people write "Siti"."""
    return next((word for word in _WORD.findall(name.casefold()) if word not in _POLITE), "")


def _spaced(text: str) -> str:
    """Its words alone, with a blank on every side."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
