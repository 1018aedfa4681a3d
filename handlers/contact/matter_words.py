"""How a matter reads to whoever answers: whose it is, how long it waits, and its messages, each short enough.

The law: for whom one writes always stands there (alias and code), and of a matter that is not one's own nothing but
code, topic and waiting time.
"""

# staff: who answers women reads this file's sentences

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from conversation.text import Text, _, n_
from db.requests import Contact
from domain.matters import MessageKind, Result, Side
from domain.records import dataclass
from domain.requests import Way
from domain.zones import local_time, zone_name
from handlers.contact.topics import TOPICS
from handlers.contact_words import clock
from handlers.days import WEEKDAYS

# A long letter of hers is cut into pieces of this size, so that they fill a screen well beside the heading.
PIECE_CHARS_MAX = 180

# What one person writes within so long is one go.
GOES_ON_MS = 120_000

_MINUTE_MS, _HOUR_MIN, _DAY_MIN = 60_000, 60, 24 * 60

RESULTS: Mapping[str, Text] = {
    Result.ANSWERED.value: _("Sudah dijawab"),
    Result.HELPED.value: _("Sudah dibantu"),
    Result.REFERRED.value: _("Sudah dirujuk"),
    Result.AGREED.value: _("Ada kesepakatan"),
    Result.SHE_ENDED.value: _("Pengirim sudah cukup"),
    Result.NO_WORD.value: _("Tidak ada kabar lagi"),
    Result.OTHER.value: _("Hasil lain"),
}
THINGS: Mapping[MessageKind, Text] = {
    MessageKind.PHOTO: _("(foto)"),
    MessageKind.VOICE: _("(pesan suara)"),
    MessageKind.DOCUMENT: _("(surat)"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One message as it is shown. mine: of who looks. who: else whose name stands there. at_ms: when it came."""

    n: int
    side: Side
    mine: bool
    who: str
    kind: MessageKind
    text: str
    at_ms: int
    ready: bool
    sure: bool
    edited: bool
    taken_back: bool


def waited(minutes: int) -> Text:
    """How long, in words; less than a minute is one."""
    if minutes < _HOUR_MIN:
        return n_("{n} menit", "{n} menit", max(1, minutes))
    if minutes < _DAY_MIN:
        return n_("{n} jam", "{n} jam", minutes // _HOUR_MIN)
    return n_("{n} hari", "{n} hari", minutes // _DAY_MIN)


def minutes_since(since_ms: int, now_ms: int) -> int:
    """Whole minutes; none where the clock went back."""
    return max(0, now_ms - since_ms) // _MINUTE_MS


def called(name: str) -> Text | str:
    """How she is called, or that nobody knows."""
    return name or _("Warga")


def topic_of(topic: str) -> Text:
    """What it is about, as far as anybody said."""
    return TOPICS.get(topic, _("belum diberi topik"))


def wish_of(contact: Contact | None, zone: str) -> Text | None:
    """How she wants to be reached beside this chat; None for not at all."""
    if contact is None or contact.way == Way.CHAT:
        return None
    if contact.way == Way.VISIT:
        return _("Mau datang sendiri. Jangan telepon.")
    number = contact.phone or _("belum diberi")
    if contact.from_min is None or contact.to_min is None:
        return _("Minta ditelepon. Nomor: {number}.", number=number)
    return _(
        "Minta ditelepon jam {start}-{end} {zone} saja. Nomor: {number}.",
        start=clock(contact.from_min),
        end=clock(contact.to_min),
        zone=zone_name(zone),
        number=number,
    )


def lines_in_words(lines: Sequence[Line], *, now_ms: int, zone: str) -> Iterator[Text]:
    """The messages, the oldest first, a long one in pieces; what one wrote in one go stands below one name.

    Which of hers are unsure is said where not all are.
    """
    mixed = len({line.sure for line in lines if line.side is Side.HER}) > 1
    before: Line | None = None
    for line in lines:
        goes_on = before is not None and _goes_on(before, line)
        when = said_moment(line.at_ms, now_ms=now_ms, zone=zone)
        yield from _line_in_words(line, None if goes_on else when, mixed=mixed)
        before = line


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the same person wrote on at once, and nothing has to be said of this message alone."""
    same = (before.side, before.mine, before.who, before.sure) == (line.side, line.mine, line.who, line.sure)
    return same and not line.edited and 0 <= line.at_ms - before.at_ms < GOES_ON_MS


def _line_in_words(line: Line, when: Text | None, *, mixed: bool) -> Iterator[Text]:
    first, *rest = pieces(line.text) or [""]
    words: Text | str = first
    if line.taken_back:
        words, rest = _("(ditarik lagi)"), []
    elif line.kind is not MessageKind.TEXT:
        words = _with_thing(line, first)
    if when is None:
        yield _("{words}", words=words)
    elif line.side is Side.NOTE:
        yield _("Titipan, {when}:\n{words}", when=when, words=words)
    else:
        yield _head(line, when, words, mixed=mixed)
    for piece in rest:
        yield _("{words}", words=piece)


def _head(line: Line, when: Text, words: Text | str, *, mixed: bool) -> Text:
    who = _("Saya") if line.mine else called(line.who)
    if mixed and line.side is Side.HER and not line.sure:
        return _("{who}, {when}, belum dipastikan:\n{words}", who=who, when=when, words=words)
    if line.edited and not line.taken_back:
        return _("{who}, {when}, diubah:\n{words}", who=who, when=when, words=words)
    return _("{who}, {when}:\n{words}", who=who, when=when, words=words)


def _with_thing(line: Line, words: str) -> Text:
    thing = THINGS[line.kind]
    if not line.ready:
        return _("{thing} masih diambil", thing=thing)
    return _("{thing} {words}", thing=thing, words=words) if words else _("{thing}", thing=thing)


def said_moment(at_ms: int, *, now_ms: int, zone: str) -> Text:
    """The hour, with the weekday or the day before it where it was not today; it stays true whenever it is read."""
    at, now = moment(at_ms, zone), moment(now_ms, zone)
    if at.date() == now.date():
        return _("{hour}", hour=at.time())
    if 0 < (now.date() - at.date()).days < 7:
        return _("{weekday} {hour}", weekday=WEEKDAYS[at.weekday()], hour=at.time())
    return _("{day}", day=at.date())


def moment(at_ms: int, zone: str) -> datetime:
    """The moment on the office's clock."""
    return local_time(datetime.fromtimestamp(at_ms / 1000, UTC), zone)


def pieces(text: str) -> list[str]:
    """The text in pieces that fit, cut between words where there are any."""
    found = []
    left = text.strip()
    while len(left) > PIECE_CHARS_MAX:
        cut = max(left.rfind(" ", 0, PIECE_CHARS_MAX), left.rfind("\n", 0, PIECE_CHARS_MAX))
        cut = cut if cut > PIECE_CHARS_MAX // 2 else PIECE_CHARS_MAX
        found.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return [*found, left] if left else found
