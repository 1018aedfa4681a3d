"""In whatever order a channel tells, the same is known in the end, and it never falls."""

from itertools import permutations, product

import pytest

from domain.delivery_status import TOLD, Failure, Status, merged, read_failure, read_status


def test_all_twenty_four_orders_come_to_the_same() -> None:
    ends = set()
    for order in permutations((Status.SENT, Status.DELIVERED, Status.READ, Status.FAILED)):
        known = Status.WAITING
        for told in order:
            after = merged(known, told)
            assert merged(after, known) is after, "it has fallen"
            known = after
        ends.add(known)
    assert ends == {Status.READ}


def test_what_failed_after_it_was_sent_has_failed_whichever_is_told_first() -> None:
    assert merged(Status.SENT, Status.FAILED) is merged(Status.FAILED, Status.SENT) is Status.FAILED


def test_merging_does_not_depend_on_order_or_grouping() -> None:
    for one, two, three in product(Status, repeat=3):
        assert merged(one, two) is merged(two, one)
        assert merged(merged(one, two), three) is merged(one, merged(two, three))
        assert merged(one, one) is one


@pytest.mark.parametrize("word", ("", "waiting", "SENT", "deleted", "warning"))
def test_other_words_say_nothing(word: str) -> None:
    assert read_status(word) is None


def test_the_words_of_channels_are_known() -> None:
    assert {read_status(each.value) for each in TOLD} == TOLD


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("131056 pair", Failure.AGAIN),
        ("131047 window_closed", Failure.WINDOW_CLOSED),
        ("131026 unreachable", Failure.UNREACHABLE),
        ("131050 stop_marketing", Failure.NEWS_STOPPED),
        ("131049 capped", Failure.REFUSED),
        ("", Failure.REFUSED),
    ],
)
def test_why_it_failed_is_read_from_the_channels_second_word(fault: str, failure: Failure) -> None:
    assert read_failure(fault) is failure
