"""How fast a channel may be used, by a clock driven by hand."""

from itertools import pairwise

import pytest

from bot import pace
from bot.pace import PACES, UNLIMITED, Limiter, Pace


def go(limiter: Limiter, chat: str, count: int, *, begin: float = 0.0, until: float = 1e9) -> list[float]:
    """When so many messages to one chat may go, each as early as it may."""
    now, times = begin, []
    for _message in range(count):
        now = max(now, limiter.channel_ready_at(), limiter.chat_ready_at(chat))
        if now > until:
            break
        limiter.take(chat, now)
        times.append(round(now, 3))
    return times


@pytest.mark.parametrize(
    "limits, chat, count, expected",
    [
        (UNLIMITED, "1", 5, [0, 0, 0, 0, 0]),
        (Pace(chat_every_s=1), "1", 4, [0, 1, 2, 3]),
        (Pace(chat_every_s=1, chat_burst=3), "1", 6, [0, 0, 0, 1, 2, 3]),
        (Pace(chat_every_s=6, chat_burst=2), "1", 4, [0, 0, 6, 12]),
        (Pace(per_second=10), "1", 4, [0, 0.1, 0.2, 0.3]),
        (Pace(chat_every_s=1, group_every_s=3), "-1", 3, [0, 3, 6]),
        (Pace(chat_every_s=1), "-1", 3, [0, 1, 2]),
    ],
)
def test_messages_of_one_chat(limits: Pace, chat: str, count: int, expected: list[float]) -> None:
    assert go(Limiter(limits), chat, count) == expected


def test_a_chat_that_was_quiet_has_its_burst_again() -> None:
    limiter = Limiter(Pace(chat_every_s=1, chat_burst=3))
    assert go(limiter, "1", 4) == [0, 0, 0, 1]
    assert go(limiter, "1", 3, begin=2) == [2, 3, 4]
    assert go(limiter, "1", 4, begin=100) == [100, 100, 100, 101]


def test_one_chats_debt_is_nobody_elses() -> None:
    limiter = Limiter(Pace(chat_every_s=10))
    go(limiter, "1", 5)
    assert limiter.chat_ready_at("2") == 0


def test_a_stop_of_the_channel_is_never_shortened_and_ends() -> None:
    limiter = Limiter(UNLIMITED)
    limiter.halt(30)
    limiter.halt(10)
    assert (limiter.channel_ready_at(), limiter.halted_until) == (30, 30)
    limiter.take("1", 31)
    assert limiter.channel_ready_at() <= 31


def test_a_stop_of_one_chat_holds_that_chat_alone_and_ends() -> None:
    limiter = Limiter(UNLIMITED)
    limiter.halt_chat("1", 30)
    limiter.halt_chat("1", 10)
    assert (limiter.chat_ready_at("1"), limiter.chat_ready_at("2"), limiter.channel_ready_at()) == (30, 0, 0)
    limiter.take("2", 31)
    assert limiter.chat_ready_at("1") == 0


def test_telegram_stays_under_thirty_a_second_and_twenty_a_minute_in_a_group() -> None:
    """Bot FAQ, "Broadcasting to users"."""
    limiter, now, times = Limiter(PACES["telegram"]), 0.0, []
    for number in range(200):
        now = max(now, limiter.channel_ready_at())
        limiter.take(str(number), now)
        times.append(now)
    assert all(sum(at <= other < at + 1 for other in times) <= 30 for at in times)
    group = go(Limiter(PACES["telegram"]), "-1", 100, until=120)
    assert all(sum(at <= other < at + 60 for other in group) <= 20 for at in group)


def test_whatsapp_keeps_to_bursts_of_forty_five_in_six_second_steps() -> None:
    """Cloud API, pair rate limit."""
    times = go(Limiter(PACES["whatsapp"]), "1", 60)
    assert sum(at < 6 for at in times) <= 45
    assert all(later - earlier >= 5.99 for earlier, later in pairwise(times[41:]))


def test_chats_that_are_long_free_are_forgotten_and_no_debt_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "CHATS_MAX", 10)
    limiter = Limiter(Pace(chat_every_s=5))
    for number in range(100):
        limiter.take(str(number), number)
    assert len(limiter._chats) <= 11
    assert limiter.chat_ready_at("99") == 104
