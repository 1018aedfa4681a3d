"""Waits grow with each refusal in a row; those on their way together count once; a message that goes ends them."""

import pytest

from bot.channels.whatsapp.pauses import CHATS_MAX, Pauses


@pytest.fixture
def pauses(moment):
    return Pauses(first_s=4, factor=4, most_s=256, monotonic=moment, jitter=lambda: 0.0)


def test_each_refusal_in_a_row_waits_longer_up_to_the_most(pauses, moment):
    waits = []
    for _ in range(5):
        waits.append(pauses.refused("siti"))
        moment.now_s += waits[-1]
    assert waits == [4, 16, 64, 256, 256]


def test_those_that_were_on_their_way_together_count_as_one(pauses, moment):
    assert pauses.refused("") == 4
    moment.now_s += 1
    assert [pauses.refused("") for _ in range(40)] == [3] * 40
    moment.now_s += 3
    assert pauses.refused("") == 16


def test_a_message_that_was_taken_ends_it_unless_it_left_before(pauses, moment):
    pauses.refused("siti")
    pauses.taken("siti")
    moment.now_s += 4
    assert pauses.refused("siti") == 16
    moment.now_s += 16
    pauses.taken("siti")
    assert pauses.refused("siti") == 4


def test_one_woman_holds_up_nobody_else(pauses):
    pauses.refused("siti")
    assert pauses.refused("lilis") == 4


def test_chance_makes_a_wait_longer_by_a_quarter_at_most(moment):
    late = Pauses(first_s=4, factor=4, most_s=256, monotonic=moment, jitter=lambda: 1.0)
    assert late.refused("siti") == 5


def test_not_everybody_is_remembered(pauses, moment):
    for number in range(CHATS_MAX * 2):
        pauses.refused(str(number))
        moment.now_s += 0.001
    assert len(pauses._until) <= CHATS_MAX
