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
    "training/template.xlsx": "bot.books.course_template:TEMPLATE",
    "book/outside.beancount": "bot.books.group_papers:OUTSIDE",
    "course/photo.jpg": "bot.course_files:PHOTO",
    "course/voice.ogg": "bot.course_files:VOICE",
    "matter/photo.jpg": "bot.matter_files:PHOTO",
    "matter/voice.ogg": "bot.matter_files:VOICE",
    "matter/paper.pdf": "bot.matter_files:PAPER",
    "training/certificate.pdf": "bot.books.certificate:CERTIFICATE_PDF",
    "training/certificate.png": "bot.books.certificate:CERTIFICATE_PNG",
    "training/outcomes.pdf": "bot.books.outcome_figures:OUTCOMES_PDF",
    "training/outcomes.png": "bot.books.outcome_figures:OUTCOMES_PNG",
    "training/outcomes.xlsx": "bot.books.outcome_figures:OUTCOMES_XLSX",
    "contact/card.png": "bot.books.outreach_card:CARD",
    "announcement/picture.jpg": "bot.announcement_files:PICTURE",
    "announcement/paper.pdf": "bot.announcement_files:PAPER",
    "announcement/report.xlsx": "bot.books.announcement_report:REPORT_XLSX",
    "announcement/report.pdf": "bot.books.announcement_report:REPORT_PDF",
    "announcement/rate.png": "bot.books.sending_rate:RATE_PNG",
}


class PaperNotYet(Exception):
    """Its file was sent a moment ago and is still being fetched, or could not be used: its words go alone then."""


class PaperRefused(Exception):
    """The paper may not go to this chat any more: the phone is shared, the role has ended, she was erased."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Receiver:
    """Whose phone the paper goes to: of her own, unless there is nothing personal in it. language: hers."""

    account_id: int
    person_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What `read` gives where nothing is made: a file of ours goes out as it is kept (db/files.py)."""

    file_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipe:
    """One kind of paper. name: of the file.

    read: what the paper needs, inside a transaction, or PaperRefused; its last argument are the numbers of the outbox.
    make: the bytes from that, in a worker thread: no database there. is_personal: only for a phone of her own.
    """

    name: str
    mime: str
    read: Callable[[Unit, Receiver, tuple[int, ...]], Awaitable[Any]]
    make: Callable[[Any], bytes]
    is_personal: bool = True


def find_recipe(name: str) -> Recipe:
    """The recipe of that name. Raises KeyError."""
    module, _colon, constant = RECIPES[name].partition(":")
    found: Recipe = getattr(import_module(module), constant)
    return found
