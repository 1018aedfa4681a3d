"""How a matter reads: waiting in words, who wrote when, long letters in pieces."""

import pytest

from bot.render import render
from domain.matters import MessageKind, Result, Side
from domain.requests import Contact
from domain.zones import WITA
from handlers.contact.matter_words import (
    GOES_ON_MS,
    PIECE_CHARS_MAX,
    RESULTS,
    Line,
    called,
    lines_in_words,
    minutes_since,
    pieces,
    topic_of,
    waited,
    wish_of,
)

NOON_MS = 1_770_091_200_000  # Tuesday, 3 February 2026, 12.00 WITA
MINUTE_MS, DAY_MS = 60_000, 86_400_000


def line(text: str = "halo", **changed: object) -> Line:
    fields: dict[str, object] = {
        "n": 1,
        "side": Side.HER,
        "mine": False,
        "who": "Wati",
        "kind": MessageKind.TEXT,
        "text": text,
        "at_ms": NOON_MS,
        "ready": True,
        "sure": True,
        "edited": False,
        "taken_back": False,
    }
    return Line(**(fields | changed))  # type: ignore[arg-type]


def shown(*lines: Line, now_ms: int = NOON_MS) -> list[str]:
    return [render(each) for each in lines_in_words(lines, now_ms=now_ms, zone=WITA)]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "1 menit"),
        (1, "1 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (1439, "23 jam"),
        (1440, "1 hari"),
        (4400, "3 hari"),
    ],
)
def test_waiting_is_said_in_minutes_then_hours_then_days(minutes: int, said: str) -> None:
    assert render(waited(minutes)) == said


def test_a_clock_that_went_back_makes_nobody_wait_less_than_nothing() -> None:
    assert minutes_since(NOON_MS, NOON_MS - DAY_MS) == 0
    assert minutes_since(NOON_MS, NOON_MS + 90_000) == 1


def test_a_message_says_who_and_when_as_shortly_as_it_is_clear() -> None:
    assert shown(line()) == ["Wati, 12.00:\nhalo"]
    assert shown(line(), now_ms=NOON_MS + DAY_MS) == ["Wati, Selasa 12.00:\nhalo"]
    assert shown(line(), now_ms=NOON_MS + 8 * DAY_MS) == ["Wati, Selasa, 3 Februari 2026:\nhalo"]
    assert shown(line(who="")) == ["Warga, 12.00:\nhalo"]
    assert shown(line(side=Side.STAFF, mine=True, who="Rina")) == ["Saya, 12.00:\nhalo"]
    assert shown(line(side=Side.STAFF, who="Rina")) == ["Rina, 12.00:\nhalo"]
    assert shown(line(side=Side.NOTE, who="")) == ["Titipan, 12.00:\nhalo"]


def test_what_one_writes_in_one_go_stands_below_one_name() -> None:
    later = line("dua", at_ms=NOON_MS + GOES_ON_MS - 1)
    assert shown(line("satu"), later) == ["Wati, 12.00:\nsatu", "dua"]
    much_later = line("dua", at_ms=NOON_MS + GOES_ON_MS)
    assert shown(line("satu"), much_later) == ["Wati, 12.00:\nsatu", "Wati, 12.02:\ndua"]
    answer = line("baik", side=Side.STAFF, mine=True)
    assert shown(line("satu"), answer, line("dua"))[2] == "Wati, 12.00:\ndua"


def test_who_is_not_sure_is_marked_only_where_somebody_is() -> None:
    unsure = line("dua", sure=False)
    assert shown(unsure) == ["Wati, 12.00:\ndua"]
    assert shown(line("satu"), unsure) == ["Wati, 12.00:\nsatu", "Wati, 12.00, belum dipastikan:\ndua"]


def test_things_are_named_and_what_was_taken_back_or_changed_says_so() -> None:
    photo = line("ini KTP", kind=MessageKind.PHOTO)
    assert shown(photo) == ["Wati, 12.00:\n(foto) ini KTP"]
    assert shown(line("", kind=MessageKind.VOICE)) == ["Wati, 12.00:\n(pesan suara)"]
    assert shown(line("", kind=MessageKind.DOCUMENT, ready=False)) == ["Wati, 12.00:\n(surat) masih diambil"]
    assert shown(line("", taken_back=True, kind=MessageKind.PHOTO)) == ["Wati, 12.00:\n(ditarik lagi)"]
    assert shown(line(edited=True)) == ["Wati, 12.00, diubah:\nhalo"]


def test_a_long_letter_loses_no_word() -> None:
    letter = "Anak saya tiga orang, yang kecil masih menyusu. " * 20
    found = pieces(letter)
    assert " ".join(found).split() == letter.split()
    assert max(map(len, found)) <= PIECE_CHARS_MAX
    assert "".join(pieces("a" * 1000)) == "a" * 1000
    assert pieces("  ") == []
    whole = shown(line(letter))
    assert whole[0].startswith("Wati, 12.00:\nAnak saya")
    assert len(whole) == len(found)


def test_how_she_wants_to_be_reached_says_when_not_to_call() -> None:
    def wish(way: str, **more: object) -> str:
        found = wish_of(Contact(way=way, from_min=None, to_min=None, **more), WITA)  # type: ignore[arg-type]
        return "" if found is None else render(found)

    assert wish_of(None, WITA) is None
    assert wish("chat") == ""
    assert wish("visit") == "Mau datang sendiri. Jangan telepon."
    assert wish("phone", phone="0812") == "Minta ditelepon. Nomor: 0812."
    timed = wish_of(Contact(way="phone", from_min=480, to_min=660, phone=""), WITA)
    assert timed is not None
    assert render(timed) == "Minta ditelepon jam 08.00-11.00 WITA saja. Nomor: belum diberi."


def test_every_result_and_an_unknown_topic_have_words() -> None:
    assert set(RESULTS) == {each.value for each in Result}
    assert render(topic_of("")) == "belum diberi topik"
    assert render(topic_of("usaha")) == "Usaha"
    assert render(called("")) == "Warga"
