"""How fast a channel may be used, by a clock driven by hand."""

from itertools import pairwise

import pytest

from bot import pace
from bot.limits import IN_FLIGHT_MAX
from bot.pace import PACES, UNLIMITED, Limiter, Pace, paces_for


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


def test_a_message_that_went_late_is_made_up_for_and_no_second_holds_more_than_the_channel_takes() -> None:
    limiter, times, now = Limiter(PACES["telegram"]), list[float](), 0.0
    for number in range(300):
        now = max(now, limiter.channel_ready_at()) + (0.012 if number % 2 else 0.0)
        limiter.take(str(number), now)
        times.append(now)
    assert 299 / times[-1] > 0.99 * 29.5, "the delays of every other message cost nothing"
    assert all(sum(begin <= each < begin + 1 for each in times) <= 30 for begin in times)


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


@pytest.mark.parametrize(("tier", "sent"), [(20, 19), (80, 76), (1_000, 1_000)])
def test_what_a_number_of_each_tier_may_send_is_sent(tier: int, sent: int) -> None:
    """Cloud API, throughput: 80 a second, 20 beside the app, 1,000 once it has grown; in and out together."""
    limiter, now, times = Limiter(paces_for(tier)["whatsapp"]), 100.0, []
    for number in range(3 * sent):
        now = max(now, limiter.channel_ready_at())
        limiter.take(str(number), now)
        times.append(now)
    assert (3 * sent - 1) / (times[-1] - 100) == pytest.approx(sent, rel=0.02)
    busiest = max(sum(begin <= each < begin + 1 for each in times) for begin in times[:: max(1, sent // 20)])
    assert busiest <= tier * 1.05
    limiter.came(sent, now)
    assert limiter.channel_ready_at() - now == pytest.approx(1, abs=0.1), "what people write counts too"


def test_at_the_highest_tier_those_of_one_moment_go_together_and_as_many_may_be_on_their_way() -> None:
    limiter = Limiter(paces_for(1_000)["whatsapp"])
    together = 0
    while limiter.channel_ready_at() <= 100:
        limiter.take(str(together), 100)
        together += 1
    assert 20 <= together <= 60
    assert paces_for(1_000)["whatsapp"].in_flight >= 500
    assert paces_for(80)["whatsapp"].in_flight == IN_FLIGHT_MAX
    assert paces_for(1_000)["telegram"] == PACES["telegram"]


RATE = 29.5


def crowd(limiter: Limiter, until: float, *, begin: float = 0.0, late: float = 0.0) -> int:
    """How many messages of an announcement go in that time, each `late` after it may."""
    now, count = begin, 0
    while True:
        now = max(now, limiter.crowd_ready_at(now)) + late
        if now >= until:
            return count
        limiter.take(str(count), now, crowd=True)
        count += 1


def test_an_announcement_takes_the_whole_rate_while_nobody_is_chatting() -> None:
    assert crowd(Limiter(PACES["telegram"]), 100) == pytest.approx(RATE * 100, rel=0.01)


def test_while_people_are_chatting_it_takes_four_fifths_and_answers_the_rest() -> None:
    limiter, now, answers, crowded = Limiter(PACES["telegram"]), 0.0, 0, 0
    while now < 60:
        limiter.heard(now)
        if limiter.channel_ready_at() <= now and int(now * 10) > answers:  # ten answers a second wait
            limiter.take(f"answer {answers}", now)
            answers += 1
        elif limiter.crowd_ready_at(now) <= now:
            limiter.take(f"crowd {crowded}", now, crowd=True)
            crowded += 1
        now += 0.001
    assert answers == pytest.approx(600, abs=10)
    assert crowded <= 0.8 * RATE * 60 * 1.01
    assert answers + crowded > 0.97 * RATE * 60


def test_the_gaps_end_when_nobody_has_chatted_for_a_while() -> None:
    limiter = Limiter(PACES["telegram"])
    limiter.heard(0)
    assert crowd(limiter, 10) == pytest.approx(0.8 * RATE * 10, rel=0.02)
    assert crowd(limiter, 20, begin=10) == pytest.approx(RATE * 10, rel=0.02)


def test_after_hours_at_the_whole_rate_the_first_word_of_somebody_stops_nothing() -> None:
    limiter = Limiter(PACES["telegram"])
    crowd(limiter, 1000)
    limiter.heard(1000)
    assert limiter.crowd_ready_at(1000) - 1000 < 0.1


def test_after_a_stop_of_the_channel_nothing_is_made_up_for_in_a_burst() -> None:
    limiter = Limiter(PACES["telegram"])
    limiter.heard(0)
    crowd(limiter, 5)
    limiter.halt(35)
    limiter.heard(34)
    times, now = [], 5.0
    while now < 36:
        now = max(now, limiter.crowd_ready_at(now))
        limiter.take(str(now), now, crowd=True)
        times.append(now)
    assert times[0] == 35
    assert all(later - earlier >= 0.999 / RATE for earlier, later in pairwise(times))
    assert len(times) <= 0.8 * RATE + 3


def test_one_that_went_late_is_made_up_for_and_no_more() -> None:
    limiter = Limiter(PACES["telegram"])
    limiter.heard(0)
    assert crowd(limiter, 9, late=0.005) >= 0.75 * RATE * 9


def test_chats_that_are_long_free_are_forgotten_and_no_debt_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "CHATS_MAX", 10)
    limiter = Limiter(Pace(chat_every_s=5))
    for number in range(100):
        limiter.take(str(number), number)
    assert len(limiter._chats) <= 11
    assert limiter.chat_ready_at("99") == 104


def test_what_people_write_counts_too_where_the_channel_counts_both_ways_but_never_more_than_a_second():
    both, one = (Limiter(Pace(per_second=80.0, counts_incoming=each)) for each in (True, False))
    for limiter in (both, one):
        limiter.came(8, 100.0)
    assert (both.channel_ready_at(), one.channel_ready_at()) == (100.1, 0.0)
    both.came(10_000, 100.0)
    assert both.channel_ready_at() == 101.0
    both.halt(200.0)
    both.came(1, 150.0)
    assert both.channel_ready_at() == 200.0
