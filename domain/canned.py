"""Answers that an office keeps ready: what may stand in one, and which come first for a matter.

The law: they are nobody's (no name), a woman who finished primary school understands them, and they lead nowhere out
of this chat: a number to call stands only where the office has checked it (domain/organisations.py).
"""

from collections.abc import Iterable

from domain.course_words import leads_out
from domain.criteria.plain import plain_faults
from domain.kind_words import is_kind
from domain.matters import ANSWER_CHARS_MAX, CANNED_MAX, CANNED_TITLE_CHARS_MAX
from domain.records import dataclass
from domain.refusals import Refusal


class TooManyCanned(Refusal):
    """The office keeps as many as can be looked through; fields: most."""

    code = "too_many_canned"


class SameCanned(Refusal):
    """The office has one of that title already: nobody could tell them apart in a list."""

    code = "same_canned"


class CannedNotPlain(Refusal):
    """She could not read it, it would hurt, or a number or an address stands in it."""

    code = "canned_not_plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Canned:
    """One of them. topic: a value of domain.matters.Topic, "" where it fits any."""

    id: int
    organisation_id: int
    topic: str
    title: str
    body: str


def check_body(body: str) -> None:
    """Raises CannedNotPlain."""
    if not is_kind(body) or leads_out(body) or plain_faults(body, chars_max=ANSWER_CHARS_MAX):
        raise CannedNotPlain()


def check_title(title: str, others: Iterable[Canned]) -> None:
    """Raises CannedNotPlain, SameCanned."""
    if not title.strip() or len(title) > CANNED_TITLE_CHARS_MAX or leads_out(title):
        raise CannedNotPlain()
    if title.casefold() in {each.title.casefold() for each in others}:
        raise SameCanned()


def check_room(others: Iterable[Canned]) -> None:
    """Raises TooManyCanned."""
    if sum(1 for _each in others) >= CANNED_MAX:
        raise TooManyCanned(most=CANNED_MAX)


def in_order(kept: Iterable[Canned], topic: str) -> list[Canned]:
    """Those of that topic first, then those that fit any, then the rest; by title among themselves."""

    def place(each: Canned) -> tuple[int, str]:
        return (0 if topic and each.topic == topic else 2 if each.topic else 1), each.title.casefold()

    return sorted(kept, key=place)
