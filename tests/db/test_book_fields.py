"""A field takes what a column holds and nothing that only looks like it."""

import re
from typing import Any

import pytest

from db import book_fields as fields
from db.book_fields import Fits

KNOWN = {"members": frozenset({1, 2}), "entries": frozenset({7}), "meetings": frozenset[int]()}


@pytest.mark.parametrize(
    ("fits", "good", "bad"),
    [
        (fields.whole(1, 9), (1, 9), (0, 10, True, 1.0, "1", None)),
        (fields.text(3, 1), ("a", "abc"), ("", "abcd", None, 1, "a\0", "\ud800")),
        (fields.one_of("a", "b"), ("a",), ("c", None, ["a"])),
        (fields.matching(re.compile("[0-9]{2}")), ("12",), ("1", "123", 12)),
        (fields.day, ("2026-02-28",), ("2026-02-30", "20260228", "", None, 20260228)),
        (fields.unless("", fields.day), ("", "2026-02-28"), (None, "x")),
        (fields.unless(0, fields.MEMBER), (0, 1), (False, 3, None)),
        (fields.MEMBER, (1, 2), (3, "1", True, None)),
        (fields.ENTRY, (7,), (1,)),
        (fields.MEETING, (), (1,)),
        (fields.hexadecimal, ("", "00ff"), ("0", "0g", b"00", "00" * 65)),
        (fields.note, (None, {"salt": "00", "text": "titip"}), ("", {}, {"salt": "x", "text": ""})),
        (fields.AMOUNT, (1, 10**15), (0, 10**15 + 1)),
    ],
)
def test_what_fits_and_what_does_not(fits: Fits, good: tuple[Any, ...], bad: tuple[Any, ...]) -> None:
    assert [each for each in good if not fits(each, KNOWN)] == []
    assert [each for each in bad if fits(each, KNOWN)] == []
