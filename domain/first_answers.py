"""How soon did an office answer in a month: the middle of all first answers, and how many came in time?

The law: a count under five is never shown, nor what would give one away (domain/suppression.py); what has no answer yet
counts beside the others, so that nobody looks quick by leaving the hard ones.
"""

from collections.abc import Sequence
from statistics import median_low

from domain.matter_clock import USUAL
from domain.records import dataclass
from domain.suppression import GROUP_MIN, Line, protect, settled

# In time: before colleagues would be asked.
IN_TIME_MIN = USUAL.offer_min


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstAnswers:
    """line: in time, later, not yet. median_min: office minutes, None where too few were answered."""

    line: Line
    median_min: int | None


def count_up(minutes: Sequence[int | None]) -> FirstAnswers:
    """minutes: until the first answer of each, in the order in which they came; None for no answer yet."""
    counted = list(minutes)[: settled(len(minutes))]
    answered = [each for each in counted if each is not None]
    in_time = sum(each <= IN_TIME_MIN for each in answered)
    line = protect((in_time, len(answered) - in_time, len(counted) - len(answered)))
    return FirstAnswers(line=line, median_min=median_low(answered) if len(answered) >= GROUP_MIN else None)
