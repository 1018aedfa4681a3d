"""How an announcement is spoken of: counts that never say more than is known, and no word of who said no."""

from collections.abc import Mapping

import pytest

from bot.books.announcement_report import counts_of
from bot.render import render
from domain.announcements import Reached, Tally, Why
from domain.zones import WIB
from handlers.announce.words import (
    EMPTY,
    FULL,
    answers_in_words,
    bar,
    counts_in_words,
    left_in_words,
    left_out_in_words,
    moment_in_words,
    reason_of,
    seconds_left,
    together,
)

TUESDAY_10_MS = 1_770_087_600_000  # 3 February 2026, 10.00 WIB
HOUR_MS = 3_600_000


def tally(
    counts: Mapping[Reached, int],
    *,
    reasons: Mapping[str, int] | None = None,
    left_out: Mapping[str, int] | None = None,
) -> Tally:
    return Tally(counts=counts, reasons=reasons or {}, left_out=left_out or {})


def said(one: Tally) -> str:
    return render(together(counts_in_words(one)))


@pytest.mark.parametrize(
    ("part", "whole", "cells"),
    [
        (0, 60, 0),
        (1, 60, 1),
        (6, 60, 1),
        (30, 60, 5),
        (59, 60, 9),
        (60, 60, 10),
        (0, 0, 0),
        (39_999, 40_000, 9),
    ],
)
def test_the_bar_is_begun_with_the_first_and_full_with_the_last_alone(
    part: int, whole: int, cells: int
) -> None:
    assert bar(part, whole) == FULL * cells + EMPTY * (10 - cells)


def test_only_what_the_channel_took_is_called_sent() -> None:
    none = tally({Reached.QUEUED: 3, Reached.WAITING: 2, Reached.UNCERTAIN: 1, Reached.FAILED: 1})
    assert said(none).splitlines()[0] == "Terkirim: 0."
    some = tally({Reached.SENT: 5, Reached.DELIVERED: 3, Reached.READ: 2})
    assert said(some) == "Terkirim: 10, sampai 5, dibaca 2."
    assert said(tally({Reached.SENT: 5, Reached.DELIVERED: 3})) == "Terkirim: 8, sampai 3."


@pytest.mark.parametrize(("sent", "waiting"), [(0, 1), (1, 1), (3, 1), (0, 4)])
def test_of_a_few_nobody_learns_on_whose_phone_it_waits(sent: int, waiting: int) -> None:
    """It waits because others read her phone: with a class of one the count would tell."""
    few = tally({Reached.SENT: sent, Reached.WAITING: waiting})
    assert said(few) == f"Terkirim atau menunggu dibuka: {sent + waiting}."
    assert [(render(label), n) for label, n in counts_of(few)] == [
        ("Terkirim atau menunggu dibuka", sent + waiting)
    ]


def test_of_many_it_is_counted() -> None:
    assert said(tally({Reached.SENT: 3, Reached.WAITING: 2})) == "Terkirim: 3.\nMenunggu dibuka: 2."


def test_of_a_few_whom_it_did_not_reach_nobody_learns_who_said_no() -> None:
    one = tally({Reached.FAILED: 2}, reasons={Why.OPTED_OUT.value: 1, Why.UNREACHABLE.value: 1})
    assert said(one).endswith("Tidak sampai: 2 (2 tidak boleh atau tidak bisa dihubungi).")


def test_what_did_not_arrive_says_why_the_most_frequent_first() -> None:
    one = tally(
        {Reached.SENT: 1, Reached.FAILED: 6},
        reasons={Why.UNREACHABLE.value: 3, "Bad Request: chat not found": 1, "": 1, Why.TOO_LATE.value: 1},
    )
    assert (
        "Tidak sampai: 6 (3 tidak bisa dihubungi di chat, 2 tidak diterima layanan chat, 1 sudah lewat"
        in said(one)
    )


def test_a_reason_that_nobody_wrote_down_is_the_chat_services() -> None:
    assert "Tidak sampai: 2 (2 tidak diterima layanan chat)." in said(tally({Reached.FAILED: 2}))


@pytest.mark.parametrize("why", [Why.OPTED_OUT, Why.MAY_NOT_WRITE, Why.NO_SAFE_HOUR, Why.PAUSED, Why.ERASED])
def test_what_is_hers_to_know_reads_alike(why: Why) -> None:
    assert render(reason_of(why.value)) == "tidak boleh dihubungi"


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ({}, ""),
        ({Why.OPTED_OUT: 1}, "Tidak dikirimi: 1, karena tidak boleh atau tidak bisa dihubungi."),
        ({Why.OPTED_OUT: 3, Why.NO_ACCOUNT: 1}, "Tidak dikirimi: 4, karena tidak boleh atau"),
        ({Why.OPTED_OUT: 30}, "Tidak dikirimi: 30, karena tidak boleh atau"),
        (
            {Why.OPTED_OUT: 3, Why.NO_CONSENT: 4, Why.UNREACHABLE: 5},
            "Tidak dikirimi: 12 (7 tidak boleh, 5 belum bisa dihubungi).",
        ),
        ({Why.OPTED_OUT: 2, Why.NO_ACCOUNT: 23}, "Tidak dikirimi: 25, karena tidak boleh atau"),
        ({Why.OPTED_OUT: 23, Why.NO_ACCOUNT: 2}, "Tidak dikirimi: 25, karena tidak boleh atau"),
    ],
)
def test_of_a_few_who_were_left_out_nobody_learns_who_said_no(
    left_out: Mapping[str, int], words: str
) -> None:
    text = left_out_in_words(tally({}, left_out=left_out))
    assert (render(text) if text is not None else "").startswith(words)


def test_answers_are_counted_as_they_come_and_nothing_asked_says_nothing() -> None:
    assert answers_in_words((), (), 60) == []
    (line,) = answers_in_words(("Bisa", "Belum bisa"), (12,), 60)
    assert render(line) == "Jawaban: Bisa 12, Belum bisa 0. Belum menjawab 48."


def test_how_long_still_comes_from_what_left_lately_and_else_nobody_knows() -> None:
    assert seconds_left(60, sent_last_minute=0, elapsed_s=0) == 3
    assert seconds_left(600, sent_last_minute=0, elapsed_s=20) is None
    assert seconds_left(600, sent_last_minute=100, elapsed_s=20) == 120
    assert seconds_left(600, sent_last_minute=60, elapsed_s=900) == 600


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "kurang dari 1 menit"),
        (61, "kira-kira 2 menit"),
        (12 * 60, "kira-kira 12 menit"),
        (7_200, "kira-kira 2 jam"),
    ],
)
def test_it_is_rounded_up(seconds: float, words: str) -> None:
    assert render(left_in_words(seconds)) == words


def test_an_hour_is_true_whenever_it_is_read() -> None:
    def when(hours: int) -> str:
        at_ms = TUESDAY_10_MS + hours * HOUR_MS
        return render(moment_in_words(at_ms, now_ms=TUESDAY_10_MS, zone=WIB))

    assert when(2) == "jam 12.00 WIB"
    assert when(21) == "Rabu jam 07.00 WIB"
    assert when(24 * 9) == "Kamis, 12 Februari 2026 jam 10.00 WIB"
