"""Her data in words: every kind of thing, role and state has its own."""

from dataclasses import replace

from bot.render import render
from db.data_readers import SHOWN, Reading
from db.data_requests import TAKEN_BACK, DataRequest
from domain.rights import Kind, State
from domain.roles import Role
from handlers.own_data_words import FORMER, KINDS, STATES, THINGS, reading_line, request_line

NOON = 1_770_091_200_000


def reading(what: str = "screening", role: str = Role.WORKER.value, place: str = "Kantor Contoh") -> Reading:
    return Reading(what=what, role=role, place=place, times=2, last_ms=NOON)


def request(state: State, answer: str = "") -> DataRequest:
    return DataRequest(
        id=1,
        code="ABC234",
        person_id=1,
        organisation_id=1,
        group_id=None,
        kind=Kind.COPY,
        state=state,
        purpose="",
        ground="",
        words="",
        answer=answer,
        place="Kantor Contoh",
        zone="Asia/Jakarta",
        made_ms=NOON,
        due_ms=NOON,
        closed_ms=None,
    )


def test_every_thing_that_is_shown_has_its_words() -> None:
    assert {*SHOWN, "queue"} == set(THINGS)
    assert set(KINDS) == set(Kind)
    assert set(STATES) == set(State)


def test_a_reader_is_told_by_role_and_place_and_the_zone_is_named() -> None:
    assert render(reading_line(reading(), "Asia/Makassar")) == (
        "Petugas Kantor Contoh melihat jawaban Ibu, 2 kali. Terakhir Selasa, 3 Februari 2026, jam 12.00 WITA."
    )


def test_who_holds_no_role_is_told_without_a_place() -> None:
    line = render(reading_line(reading(role="", place=""), "Asia/Jakarta"))
    assert line.startswith(f"{FORMER.message} melihat jawaban Ibu, 2 kali.")


def test_a_request_says_until_when_or_what_was_answered() -> None:
    assert render(request_line(request(State.OPEN), "Asia/Jakarta")) == (
        "ABC234: minta salinan. Paling lambat Selasa, 3 Februari 2026, jam 11.00 WIB."
    )
    assert render(request_line(request(State.DONE), "Asia/Jakarta")) == "ABC234: minta salinan, selesai."
    refused = render(request_line(request(State.REFUSED, "Ini data tetangga."), "Asia/Jakarta"))
    assert refused == "ABC234: minta salinan, belum bisa. Kata petugas: Ini data tetangga."


def test_a_request_that_is_late_says_so_and_what_she_can_do() -> None:
    late = render(request_line(request(State.OPEN), "Asia/Jakarta", now_ms=NOON))
    assert late == (
        "ABC234: minta salinan. Maaf, batasnya sudah lewat: Selasa, 3 Februari 2026, jam 11.00 WIB."
        " Ketik PETUGAS untuk bertanya."
    )


def test_what_she_took_back_is_not_called_refused() -> None:
    taken_back = replace(request(State.REFUSED), ground=TAKEN_BACK)
    assert render(request_line(taken_back, "Asia/Jakarta")) == "ABC234: minta salinan, dibatalkan Ibu."
