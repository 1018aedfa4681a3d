"""Which counts of people may be shown, so that no reader can work out a group of under five, not even by subtracting?

The law: a count under five is never shown, a nought neither (it says of everybody there what they are not). Where the
sum of a line is known, what is left out of it is again five people or more, and no one solution fits it; else more is
left out. Counts that grow are shown in steps of five answers, so that two looks do not give away whose came between.
A reader who knows these rules learns no more (tests/domain/test_suppression.py solves every small line by force).
"""

from collections.abc import Sequence

from domain.records import dataclass

# "kurang dari lima": what statistics offices use for people's answers (issue "Training"; DESIGN, "Nobody is harmed").
GROUP_MIN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """Counts of one question, None for those that are not shown. total: of all of them, None if it is under five."""

    cells: tuple[int | None, ...]
    total: int | None

    @property
    def is_shown(self) -> bool:
        """Whether anything of it is."""
        return self.total is not None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is left out."""
        return self.is_shown and None not in self.cells


def protect(counts: Sequence[int]) -> Line:
    """The line as it may be shown beside its total: each person stands in exactly one count."""
    assert all(count >= 0 for count in counts), "counts of people"
    total = sum(counts)
    if total < GROUP_MIN:
        return Line(tuple(None for _count in counts), None)
    hidden = {place for place, count in enumerate(counts) if count < GROUP_MIN}
    while hidden and len(hidden) < len(counts) and not _is_vague([counts[place] for place in hidden]):
        hidden.add(_beside(hidden, len(counts)))
    return Line(tuple(None if place in hidden else count for place, count in enumerate(counts)), total)


def _is_vague(left_out: Sequence[int]) -> bool:
    """Whether nobody can solve for these: their sum is known, and of small ones that each is four at the most."""
    known, most = sum(left_out), GROUP_MIN - 1
    return len(left_out) > 1 and known >= GROUP_MIN and (max(left_out) > most or known < len(left_out) * most)


def _beside(hidden: set[int], count: int) -> int:
    """What is left out as well: the next one behind the last of them, else before it. Never chosen by its size.

    Were it the smallest one that is left, a reader would learn from what is shown how large it can be.
    """
    last = max(hidden)
    others: list[int] = [*range(last + 1, count), *range(last - 1, -1, -1)]
    return next(place for place in others if place not in hidden)


def settled(answers: int) -> int:
    """How many of so many answers, in the order in which they came, are counted by now: in steps of five."""
    return answers - answers % GROUP_MIN
