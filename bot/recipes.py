"""Which papers there are: for each, who may have it at the moment it is delivered, and how it is made then.

A recipe is named in the outbox with numbers alone. Its module is loaded with the first paper of its kind.
"""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from db.unit import Unit
from domain.records import dataclass

PDF_MIME, JSON_MIME, PNG_MIME = "application/pdf", "application/json", "image/png"
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# "module:CONSTANT", one line each.
RECIPES: dict[str, str] = {
    "copy.pdf": "bot.data_copies:COPY_PDF",
    "copy.json": "bot.data_copies:COPY_JSON",
    "passbook.pdf": "bot.books.passbook:PASSBOOK",
    "growth.png": "bot.books.growth:GROWTH",
    "loan/card.pdf": "bot.books.loan_card:LOAN_CARD",
    "loan/settled.pdf": "bot.books.settled:LETTER_PDF",
    "loan/settled.png": "bot.books.settled:LETTER_PNG",
    "book/cash.pdf": "bot.books.group_papers:CASH_PDF",
    "book/cash.xlsx": "bot.books.group_papers:CASH_XLSX",
    "book/savings.pdf": "bot.books.group_papers:SAVINGS_PDF",
    "book/savings.xlsx": "bot.books.group_papers:SAVINGS_XLSX",
    "book/loans.pdf": "bot.books.group_papers:LOANS_PDF",
    "book/loans.xlsx": "bot.books.group_papers:LOANS_XLSX",
    "book/waiting.pdf": "bot.books.waiting:WAITING_PDF",
    "book/waiting.xlsx": "bot.books.waiting:WAITING_XLSX",
    "book/cards.pdf": "bot.books.group_papers:CARDS_PDF",
    "book/cards.xlsx": "bot.books.group_papers:CARDS_XLSX",
    "book/came.pdf": "bot.books.group_papers:CAME_PDF",
    "book/came.xlsx": "bot.books.group_papers:CAME_XLSX",
    "book/all.pdf": "bot.books.group_papers:ALL_PDF",
    "book/all.xlsx": "bot.books.group_papers:ALL_XLSX",
    "book/rat.pdf": "bot.books.rat_papers:RAT_PDF",
    "book/rat.xlsx": "bot.books.rat_papers:RAT_XLSX",
    "book/slips.pdf": "bot.books.slip_sheets:SLIPS",
    "book/chart.png": "bot.books.group_papers:CHART_PNG",
    "book/outside.beancount": "bot.books.group_papers:OUTSIDE",
}


class PaperRefused(Exception):
    """The paper may not go to this chat any more: the phone is shared, the role has ended, she was erased."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Receiver:
    """Whose phone of her own the paper goes to. language: hers."""

    account_id: int
    person_id: int
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipe:
    """One kind of paper. name: of the file.

    read: what the paper needs, inside a transaction, or PaperRefused; its last argument are the numbers of the outbox.
    make: the bytes from that, in a worker thread: no database there.
    """

    name: str
    mime: str
    read: Callable[[Unit, Receiver, tuple[int, ...]], Awaitable[Any]]
    make: Callable[[Any], bytes]


def find_recipe(name: str) -> Recipe:
    """The recipe of that name. Raises KeyError."""
    module, _colon, constant = RECIPES[name].partition(":")
    found: Recipe = getattr(import_module(module), constant)
    return found
