"""What a pasted meeting list says: who paid what, who did not, what was spent and counted, and what must be asked.

The law: nothing is guessed silently and nothing is dropped silently. A number that is not understood becomes a
question, a bare number waits for the one question about the scale, and no amount is ever counted twice.
"""

from domain.reading.lists.answering import answer_question, answer_scale
from domain.reading.lists.cash import read_cash
from domain.reading.lists.model import (
    CashCount,
    Cost,
    ListedEntry,
    ListMember,
    ListReading,
    Mark,
    Question,
)
from domain.reading.lists.whole import read_list

__all__ = [
    "CashCount",
    "Cost",
    "ListMember",
    "ListReading",
    "ListedEntry",
    "Mark",
    "Question",
    "answer_question",
    "answer_scale",
    "read_cash",
    "read_list",
]
