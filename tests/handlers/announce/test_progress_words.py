"""What the sender reads at each moment: the beginning, half-way, two that did not arrive, the night, the end."""

from dataclasses import replace

import pytest

from bot.compose import REPLY_CHARS_MAX
from bot.render import render
from domain.announcements import Reached, State, Tally, Why
from domain.zones import WIB
from handlers.announce.progress_words import Now, Stage, in_words, stage_of

BEGUN_MS = 1_770_087_600_000  # Tuesday, 3 February 2026, 10.00 WIB
HOUR_MS = 3_600_000
CHOICES = ("Bisa", "Belum bisa")


def at(seconds: float, state: State = State.SENDING, **counts: int) -> Now:
    """Sixty women, so many seconds after it began."""
    known = {Reached(each): count for each, count in counts.items()}
    rest = 60 - sum(known.values())
    missed = known.get(Reached.FAILED, 0)
    return Now(
        code="K7PM2A",
        state=state,
        size=60,
        tally=Tally(
            counts=known | ({Reached.QUEUED: rest} if rest else {}),
            left_out={},
            reasons={Why.UNREACHABLE.value: missed} if missed else {},
            sent_last_minute=known.get(Reached.SENT, 0),
        ),
        begun_ms=BEGUN_MS,
        now_ms=BEGUN_MS + round(seconds * 1000),
        zone=WIB,
    )


def lines(now: Now) -> list[str]:
    return render(in_words(now)).splitlines()


def test_at_the_beginning_nothing_is_sent_and_it_is_said_how_long_it_may_take() -> None:
    assert lines(at(0)) == [
        "Pengumuman K7PM2A sedang dikirim.",
        "░░░░░░░░░░ 0 dari 60",
        "Terkirim: 0.",
        "Belum: 60, kurang dari 1 menit lagi.",
    ]


def test_while_receivers_are_found_nothing_is_promised() -> None:
    filling = replace(at(0, State.FILLING), size=40_000)
    assert lines(filling) == [
        "Pengumuman K7PM2A sedang disiapkan.",
        "Penerima: 60 dari kira-kira 40.000.",
    ]
    more = replace(filling, size=10)
    assert lines(more)[1] == "Penerima: 60 dari kira-kira 60."


def test_half_way_with_two_that_did_not_arrive_it_says_why() -> None:
    assert lines(at(20, sent=28, failed=2)) == [
        "Pengumuman K7PM2A sedang dikirim.",
        "▓▓▓▓▓░░░░░ 30 dari 60",
        "Terkirim: 28.",
        "Tidak sampai: 2 (2 tidak bisa dihubungi di chat).",
        "Belum: 30, kurang dari 1 menit lagi.",
    ]


def test_while_the_channel_asks_for_a_pause_nobody_invents_how_long_it_takes() -> None:
    paused = at(300, sent=10)
    paused = replace(paused, tally=replace(paused.tally, sent_last_minute=0))
    assert lines(paused)[-1] == "Belum: 50."


def test_in_the_evening_it_says_from_when_the_rest_goes_out() -> None:
    night = replace(at(10 * 3600, sent=40), postponed=20, first_ms=BEGUN_MS + 21 * HOUR_MS)
    assert stage_of(night) is Stage.NIGHT
    assert lines(night) == [
        "Pengumuman K7PM2A menunggu.",
        "▓▓▓▓▓▓░░░░ 40 dari 60",
        "Terkirim: 40.",
        "20 dikirim nanti, mulai Rabu jam 07.00 WIB.",
    ]


def test_where_only_some_wait_for_their_hour_both_are_told() -> None:
    some = replace(at(30, sent=20), postponed=5, first_ms=BEGUN_MS + 2 * HOUR_MS)
    assert stage_of(some) is Stage.BEGUN
    assert lines(some)[-2:] == [
        "Belum: 35, kurang dari 1 menit lagi.",
        "5 dikirim nanti, mulai jam 12.00 WIB.",
    ]


def test_the_end_says_what_became_of_everybody() -> None:
    end = at(40, State.DONE, sent=40, delivered=8, read=6, failed=2, uncertain=1, waiting=3)
    end = replace(
        end,
        tally=replace(end.tally, left_out={Why.OPTED_OUT.value: 9}, answers=(30, 4)),
        choices=CHOICES,
        again=2,
    )
    assert lines(end) == [
        "Pengumuman K7PM2A selesai.",
        "▓▓▓▓▓▓▓▓▓▓ 60 dari 60",
        "Terkirim: 54, sampai 14, dibaca 6.",
        "Menunggu dibuka: 3.",
        "Tidak sampai: 2 (2 tidak bisa dihubungi di chat).",
        "Belum pasti sampai: 1.",
        "Tidak dikirimi: 9, karena tidak boleh atau tidak bisa dihubungi.",
        "Jawaban: Bisa 30, Belum bisa 4. Belum menjawab 24.",
    ]


def test_the_end_says_to_whom_it_cannot_go_again_by_a_tap() -> None:
    end = at(40, State.DONE, sent=55, failed=5)
    closed = "{n} orang baru bisa dikirimi lagi kalau sudah menulis sendiri."
    assert lines(replace(end, again=2))[-1] == closed.format(n=3)
    assert lines(replace(end, again=5))[-1] == "Tidak sampai: 5 (5 tidak bisa dihubungi di chat)."


def test_a_stop_says_what_has_gone_and_what_never_will() -> None:
    stopped = at(9, State.STOPPED, sent=30, stopped=28, failed=2)
    assert lines(stopped) == [
        "Pengumuman K7PM2A dihentikan.",
        "Terkirim: 30.",
        "Tidak sampai: 2 (2 tidak bisa dihubungi di chat).",
        "Tidak jadi dikirim: 28.",
    ]


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        (at(0), Stage.BEGUN),
        (at(5, sent=40), Stage.BEGUN),  # over in a moment: no word about its half
        (at(61, sent=29), Stage.BEGUN),
        (at(61, sent=30), Stage.HALF),
        (at(61, State.DONE, sent=60), Stage.DONE),
        (at(61, State.STOPPED, sent=30), Stage.STOPPED),
        (at(61, State.FILLING), Stage.BEGUN),
    ],
)
def test_a_stage_is_what_is_worth_a_message_of_its_own(now: Now, stage: Stage) -> None:
    assert stage_of(now) is stage


def test_the_longest_message_still_is_one_message() -> None:
    counts = {each.value: 100_000 for each in Reached if each is not Reached.LEFT_OUT}
    worst = at(400_000, State.SENDING, **counts)
    tally = replace(
        worst.tally,
        reasons={each.value: 9_999 for each in Why},
        left_out={each.value: 9_999 for each in Why},
        answers=(99_999, 99_999, 99_999),
        sent_last_minute=1,
    )
    long = replace(
        worst,
        tally=tally,
        choices=("x" * 20, "y" * 20, "z" * 20),
        postponed=50_000,
        first_ms=BEGUN_MS + 900 * HOUR_MS,
    )
    for state in (State.SENDING, State.DONE, State.STOPPED):
        assert len(render(in_words(replace(long, state=state)))) <= REPLY_CHARS_MAX
