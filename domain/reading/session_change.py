"""Does a trainer say that a class is off or moved: "besok libur, pelatih sakit", "Selasa diundur ke Kamis jam 10"?

The law: this only begins a talk. Which session, which day and which hour are meant is shown there, and nothing happens
before she has said yes; so a likely hour may be taken ("jam 10" of a class is in the morning), a question never.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from domain.reading.action import Action
from domain.reading.clean import clean
from domain.reading.date_parts import date_pieces
from domain.reading.date_words import Mark
from domain.reading.dates import read_date
from domain.reading.times import read_time
from domain.records import dataclass

# A line or two; whoever writes more tells something else.
CHANGE_CHARS_MAX = 160
REASON_CHARS_MAX = 60


class What(StrEnum):
    """What becomes of the session."""

    CANCEL = "cancel"
    MOVE = "move"


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionChange:
    """day: of the session that is meant, None if none is named. to_day, to_min: where to. reason: her own words."""

    what: What
    day: date | None = None
    to_day: date | None = None
    to_min: int | None = None
    reason: str = ""


# Longer ones first. Indonesian, Javanese (prei, pre, ora sida), Sundanese (pere, teu jadi), Banjar (kada jadi).
_OFF = re.compile(
    r"\b(?:di)?libur(?:kan|in)?\b|\bpere(?:i)?\b|\bprei\b|\bdi?batal(?:kan|in)\b|\bbatal\b|\bditiadakan\b"
    r"|\b(?:tidak|tdk|gak|ga|nggak|ngga|enggak|kagak|ora|teu|kada|sonde|son)\s+(?:jadi|sida|ada|wonten|aya)\b"
)
_MOVED = re.compile(
    r"\b(?:di)?(?:undur|mundur|maju|pindah|geser|ganti|tunda)(?:kan|in)?\b|\bdimundurkan\b|\bdimajukan\b|\bpindahan\b"
    r"|\breschedule\b|\bdialihkan\b"
)
_LATER = re.compile(r"\b(?:di)?(?:undur|mundur|tunda)(?:kan|in)?\b")
_EARLIER = re.compile(r"\b(?:di)?maju(?:kan|in)?\b")
_CLASS = re.compile(
    r"\b(?:kelas|pertemuan|pelatihan|kursus|sesi|les|bimbingan|bimtek|praktik|praktek|belajar)\b"
)
# Other things are off and moved, too: a group's meeting is no class.
_OTHER = re.compile(
    r"\b(?:kantor|sekolah|uang|kas|rumah|hp|nomor|rapat|arisan|posyandu|setoran|simpanan|cicilan|pinjaman|nama|pengajian"
    r"|permintaan|pendaftaran|bantuan)(?:nya)?\b"
)
_BECAUSE = re.compile(
    r"\s*(?:[,;.]\s+|\b(?:karena|krn|karna|soalnya|soale|sebab|gara gara|kerana|lantaran|amargi|sabab)\b\s*)"
)
_TO = re.compile(r"\b(?:ke|jadi|menjadi|dadi|janten|hari(?! ini)|dina(?! iki)|poe(?! ieu))\b\s*")
_HOUR = re.compile(
    r"\b(?:jam|jm|pukul|pkl|pk|tabuh)\s*\d{1,2}(?:[.:]\d{2})?(?:\s*(?:pagi|siang|sore|malam|subuh|isuk|sonten|wengi))?"
    r"(?:\s*(?:wib|wita|wit)\b)?|\b\d{1,2}[.:]\d{2}(?:\s*(?:pagi|siang|sore|malam|wib|wita|wit)\b)?"
)
# A class is by day: "jam 10" is ten in the morning, "jam 2" two in the afternoon; shown before it counts.
_BY_DAY_FROM = 7
# "Senin" of a class on Thursday is the Monday before it; of one on Friday the Monday after it.
_NEAR_DAYS = 3


def read_session_change(text: str, *, today: date, held: date | None = None) -> SessionChange | None:
    """What she says about a session, seen from today; None if she says nothing of the kind. Never raises.

    held: the day of the session, once it is known: a bare weekday is one beside it.
    """
    if len(text) > CHANGE_CHARS_MAX or "?" in text:
        return None
    said, reason = _parted(clean(text).text)
    moved = _MOVED.search(said)
    found = moved or _OFF.search(said)
    if found is None or _OTHER.search(said):
        return None
    before, behind = said[: found.start()], said[found.end() :]
    day = _day(before, today)
    if moved is None:
        day = day or _day(behind, today)
        if day is None and not _CLASS.search(said):
            return None
        return SessionChange(what=What.CANCEL, day=day, reason=reason)
    to_day, to_min = read_when(f"{moved[0]} {behind}", today=today, held=held)
    if day is None and to_day is None and to_min is None and not _CLASS.search(said):
        return None
    return SessionChange(what=What.MOVE, day=day, to_day=to_day, to_min=to_min, reason=reason)


def read_when(text: str, *, today: date, held: date | None = None) -> tuple[date | None, int | None]:
    """The day and the minute of the day that are named, as far as they are: "ke Kamis jam 10". Never raises.

    held: when the session is that is moved. A bare weekday is one of its week: next week's class on Tuesday "pindah
    ke Rabu" is on the day after, not on tomorrow.
    """
    said = clean(text).text
    hour = _HOUR.search(said)
    rest = said if hour is None else f"{said[: hour.start()]} {said[hour.end() :]}"
    named = _MOVED.sub(" ", rest)
    day = _day(named, today)
    weekday = _bare_weekday(named) if day is not None and held is not None else None
    if weekday is not None and held is not None:
        towards = bool(_LATER.search(said)) - bool(_EARLIER.search(said))
        day = _beside(held, weekday, towards, today)
    return day, None if hour is None else _minute(hour[0])


def _bare_weekday(text: str) -> int | None:
    """0 for "Senin" and nothing else that says which; "minggu" by itself is the day."""
    pieces = date_pieces(_plain(text)).pieces
    if len(pieces) != 1 or pieces[0].mark not in (Mark.WEEKDAY, Mark.WEEK):
        return None
    return pieces[0].value if pieces[0].mark is Mark.WEEKDAY else 6


def _beside(held: date, weekday: int, towards: int, today: date) -> date:
    """That weekday next to the session: later for "diundur", earlier for "dimajukan", and never one that is over."""
    day = held + timedelta(days=weekday - held.weekday())
    if (towards > 0 and day <= held) or (towards == 0 and (held - day).days > _NEAR_DAYS):
        day += timedelta(weeks=1)
    if towards < 0 and day >= held:
        day -= timedelta(weeks=1)
    while day < today:
        day += timedelta(weeks=1)
    return day


def _parted(said: str) -> tuple[str, str]:
    """What happens, and why: behind a comma or "karena", where no other part of the message says it."""
    for found in _BECAUSE.finditer(said):
        what, why = said[: found.start()], said[found.end() :]
        if _OFF.search(what) or _MOVED.search(what):
            return what, why.strip(" .,;!")[:REASON_CHARS_MAX]
    return said, ""


def _day(text: str, today: date) -> date | None:
    """The day in these words, also beside others; only one that is not over."""
    words = _plain(text)
    reading = read_date(words, today=today, context="future") if words else None
    if reading is None or reading.action not in (Action.ACCEPT, Action.CONFIRM):
        return None
    return reading.day


def _plain(text: str) -> str:
    """Without what says neither which day nor which hour."""
    return _TO.sub(" ", _CLASS.sub(" ", text)).strip(" .,;!")


def _minute(text: str) -> int | None:
    reading = read_time(text)
    if reading.time is not None:
        hour, minute = map(int, reading.time.split(":"))
        return hour * 60 + minute
    digits = re.search(r"(\d{1,2})(?:[.:](\d{2}))?", text)
    if digits is None:
        return None
    hour, minute = int(digits[1]), int(digits[2] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return ((hour if hour >= _BY_DAY_FROM else hour + 12) % 24) * 60 + minute
