"""Lists of values in SQL: numbered, padded, and right on both engines, also when they are empty or hold doubles."""

import pytest

from db.lists import marks, padded
from tests.db.notebook import ADD, Notebook


@pytest.mark.parametrize(
    "count, start, expected",
    [(1, 1, "($1)"), (3, 1, "($1, $2, $3)"), (2, 4, "($4, $5)"), (0, 1, "(NULL)")],
)
def test_marks_are_numbered_from_where_they_are_told(count, start, expected):
    assert marks(count, start) == expected


@pytest.mark.parametrize(
    "values, expected",
    [([], []), ([1], [1]), ([1, 2], [1, 2]), ([1, 2, 3], [1, 2, 3, 3]), (range(5), [0, 1, 2, 3, 4, 4, 4, 4])],
)
def test_a_list_is_padded_with_its_last_value_to_a_power_of_two(values, expected):
    assert padded(list(values)) == expected


@pytest.mark.parametrize("wanted", [[], [1], [2, 9], [1, 2, 3], [3, 3, 3, 3, 1], list(range(100))])
async def test_a_padded_list_finds_each_row_once(notebook: Notebook, wanted):
    unit = notebook.unit()
    unit.write_many(ADD, [(number, str(number)) for number in range(1, 5)])
    some = padded(wanted)
    rows = await unit.fetch("SELECT id FROM notes WHERE id IN " + marks(len(some)) + " ORDER BY id", *some)
    assert [row["id"] for row in rows] == sorted(set(wanted) & {1, 2, 3, 4})
    await unit.abandon()


async def test_a_list_may_follow_other_parameters(notebook: Notebook):
    unit = notebook.unit()
    unit.write_many(ADD, [(number, "a" if number % 2 else "b") for number in range(12)])
    rows = await unit.fetch(
        "SELECT id FROM notes WHERE text = $1 AND id IN " + marks(11, 2) + " ORDER BY id", "b", *range(11)
    )
    assert [row["id"] for row in rows] == [0, 2, 4, 6, 8, 10]
    await unit.abandon()
