"""How many people are there? A type of its own, so that it is written `1.232`, and a year or a code is not."""

from __future__ import annotations


class Count(int):
    """How many people, as it stands in a sentence, also as the count of a plural."""

    __slots__ = ()


def format_count(count: int) -> str:
    """With a dot for thousands, as amounts are written (Permendikbud 50/2015): 1232 -> "1.232"."""
    return f"{count:,}".replace(",", ".")
