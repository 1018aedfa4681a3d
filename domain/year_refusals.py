"""When does the end of a year say no? Each refusal is named for its rule; handlers/refusals.py has the sentences."""

from domain.refusals import Refusal


class YearNotOver(Refusal):
    """A year is closed after its last day. year: which."""

    code = "year_not_over"


class YearClosed(Refusal):
    """A year is closed once. year: which."""

    code = "year_closed"


class YearOrder(Refusal):
    """Years are closed one after another. year: the one whose turn it is."""

    code = "year_order"


class SharesUndecided(Refusal):
    """There is something to share, and the group's meeting has not decided how."""

    code = "shares_undecided"


class LooksAtOwnWork(Refusal):
    """Who writes in the book does not look at it for the pengawas (UU 25/1992 Perkoperasian, art. 38-39)."""

    code = "looks_at_own_work"
