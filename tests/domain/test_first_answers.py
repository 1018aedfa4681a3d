"""How soon an office answers is said of many, never of a few, and what has no answer counts too."""

from domain.first_answers import IN_TIME_MIN, count_up


def test_what_has_no_answer_yet_stands_beside_what_was_answered() -> None:
    counted = count_up([10] * 5 + [IN_TIME_MIN + 1] * 5 + [None] * 5)
    assert counted.line.cells == (5, 5, 5)
    assert counted.line.total == 15
    assert counted.median_min == 10


def test_the_last_minute_is_still_in_time() -> None:
    assert count_up([IN_TIME_MIN] * 5 + [IN_TIME_MIN + 1] * 5 + [None] * 5).line.cells == (5, 5, 5)
    assert count_up([IN_TIME_MIN] * 10 + [None] * 5).line.cells != (5, 5, 5)


def test_under_five_nothing_is_said() -> None:
    counted = count_up([10, 20, 30, None])
    assert counted.line.total is None
    assert counted.median_min is None


def test_a_few_who_were_answered_give_no_middle() -> None:
    assert count_up([7, 8, 9, 10, *[None] * 6]).median_min is None


def test_a_single_late_one_cannot_be_reckoned_from_the_rest() -> None:
    cells = count_up([10] * 28 + [IN_TIME_MIN + 1, *[None] * 6]).line.cells
    assert cells[1] is None
    assert sum(cell is None for cell in cells) >= 2


def test_what_came_last_waits_until_there_are_five_of_it() -> None:
    assert count_up([10] * 7).line.total == 5
