"""Who sends faster than anybody writes is held up alone, is told once, and may go on when she has rested."""

from bot.flood import Flood
from bot.limits import RELAY_AGAIN, RELAY_BURST, RELAY_CHATS_MAX, RELAY_EVERY_MS


def taken(flood: Flood, account: int, times: int, now_ms: int, step_ms: int = 0) -> int:
    return sum(flood.take(account, now_ms + number * step_ms) for number in range(times))


def test_a_whole_album_and_a_story_go_through_at_once_and_then_no_more() -> None:
    assert taken(Flood(), 1, 10_000, 0) == RELAY_BURST


def test_who_writes_at_the_pace_of_a_person_is_never_held_up() -> None:
    assert taken(Flood(), 1, 2_000, 0, step_ms=RELAY_EVERY_MS) == 2_000


def test_nobody_is_held_up_by_another() -> None:
    flood = Flood()
    taken(flood, 1, 10_000, 0)
    assert taken(flood, 2, 10, 0) == 10


def test_she_is_told_once_and_goes_on_after_a_rest() -> None:
    flood = Flood()
    taken(flood, 1, RELAY_BURST, 0)
    assert not flood.take(1, 0)
    assert [flood.shut(1), flood.shut(1)] == [True, False]
    assert not flood.take(1, 5 * RELAY_EVERY_MS), "a few seconds are no rest"
    assert flood.take(1, (RELAY_AGAIN + 5) * RELAY_EVERY_MS)
    taken(flood, 1, RELAY_BURST, (RELAY_AGAIN + 5) * RELAY_EVERY_MS)
    assert flood.shut(1), "the next time she is told again"


def test_a_clock_that_goes_back_gives_nothing_away_and_breaks_nothing() -> None:
    flood = Flood()
    taken(flood, 1, RELAY_BURST, 1_000_000)
    assert not flood.take(1, 0)
    assert not flood.take(1, 500)


def test_only_so_many_accounts_are_remembered() -> None:
    flood = Flood()
    for account in range(RELAY_CHATS_MAX + 5):
        flood.take(account, 0)
    assert len(flood._buckets) == RELAY_CHATS_MAX
